"""Where reports of one fact differ: numbers, days, who, and whether it is so at all."""
