"""Average the weights of two courses.

    python average.py second third --name mixed

In:   two checkpoints of train.py with the same labels.
Out:  build/NAME.pt, every weight the mean of the two.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("left")
    parser.add_argument("right")
    parser.add_argument("--name", required=True)
    parser.add_argument("--build", type=Path, default=HERE / "build")
    args = parser.parse_args()
    left, right = (
        torch.load(args.build / f"{name}.pt", weights_only=True) for name in (args.left, args.right)
    )
    if left["labels"] != right["labels"]:
        raise SystemExit(f"{args.left} and {args.right} have other labels; train both from the same corpora")
    mean = {
        key: (value + right["weights"][key]) / 2 if value.is_floating_point() else value
        for key, value in left["weights"].items()
    }
    torch.save({**left, "weights": mean}, args.build / f"{args.name}.pt")


if __name__ == "__main__":
    main()
