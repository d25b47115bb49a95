"""When: the days of events, of sayings and of the page."""
