"""What happened: events, those who take part, and the numbers of an event."""
