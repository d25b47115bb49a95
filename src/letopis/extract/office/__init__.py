"""Who holds which office, and since when."""
