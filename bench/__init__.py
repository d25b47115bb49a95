"""Measuring Letopis: how right it is (bench.quality) and how fast and light (bench.speed). Not shipped."""
