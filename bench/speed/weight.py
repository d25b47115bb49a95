"""What Letopis weighs: its wheel, and all that an installation brings along."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

from bench.speed.texts import ROOT


def measure() -> dict[str, Any]:
    """Megabytes of the wheel, of the packages that it needs as they lie on disk, and how many they are."""
    needed = requirements_of("letopis")
    sizes = {name: size_of(name) for name in needed}
    largest = dict(sorted(sizes.items(), key=lambda item: -item[1])[:5])
    return {
        "wheel_mb": wheel_size() / 1e6,
        "dependencies": len(sizes),
        "dependencies_mb": sum(sizes.values()) / 1e6,
        "largest_mb": {name: size / 1e6 for name, size in largest.items()},
    }


def wheel_size() -> int:
    """Bytes of the wheel, built anew."""
    with tempfile.TemporaryDirectory() as place:
        command = [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--wheel-dir",
            place,
            str(ROOT),
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        (wheel,) = Path(place).glob("letopis-*.whl")
        return wheel.stat().st_size


def requirements_of(name: str) -> set[str]:
    """Every distribution that one needs to run, with what those need, itself not counted."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        try:
            required = metadata.requires(waiting.pop()) or []
        except metadata.PackageNotFoundError:
            continue
        for line in required:
            match = re.match(r"[\w.\-]+", line)
            needed = match.group().lower().replace("_", "-") if match else ""
            if needed and "extra ==" not in line and needed not in found and _is_installed(needed):
                found.add(needed)
                waiting.append(needed)
    return found


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def size_of(name: str) -> int:
    """Bytes of the files of an installed distribution."""
    files = metadata.files(name) or []
    return sum(path.stat().st_size for file in files if (path := Path(str(file.locate()))).is_file())
