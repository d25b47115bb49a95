"""The tenures of a record as successions: who held which office, from when until when, by which proofs."""
