"""The sentence made ready: its tree read, mended and seen from, who fills which role of a verb or noun."""
