"""The independent reference scorers, where a checkout has them beside it."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

SHARED = Path(__file__).parents[3] / "shared"
needs_reference = pytest.mark.skipif(
    not (SHARED / "tools").is_dir(), reason="the reference scorers are not at hand"
)


def load_reference(name: str) -> ModuleType:
    """The reference scorer of that name, as a module."""
    spec = importlib.util.spec_from_file_location(f"reference_{name}", SHARED / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
