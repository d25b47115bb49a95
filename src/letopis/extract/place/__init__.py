"""Where: places of events, on the map."""
