"""Which reports tell one event, and which event a plan came to."""
