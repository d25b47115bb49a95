"""What all tests share: property tests that are the same on every machine and know no deadline."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("letopis", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("letopis")
