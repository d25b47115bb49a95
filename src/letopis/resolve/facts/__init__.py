"""Which documents are copies of one text, and which statements, tenures, ties and figures are told more than once."""
