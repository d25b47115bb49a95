"""Find the weights of the event-type head, check them against their manifest, and weigh the types of a pair.

In:   the encoder's middle states of the pieces of one sentence; which of them are the source's and the recipient's, and
      which name the act, if that is known.
Out:  for each type of PLOVER, and for "none of them", a probability.

The head is a branch of the encoder: layers of its own over the states of the encoder's second. One pair is one call, so
that a type never depends on what else is weighed. The weights belong to one encoder, named by its digest in the
manifest. Made by training/events.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from letopis.model.checked import checked_weights
from letopis.model.weights import FOLDER

Floats = npt.NDArray[np.float32]
FORMAT = 1
WEIGHTS, MANIFEST = "events.onnx", "events.json"
NONE = "-"
OTHER, SOURCE, RECIPIENT = 0, 1, 2  # kinds of pieces


@dataclass(frozen=True, slots=True)
class EventTypes:
    """The head.

    Attributes:
        labels: the types, `NONE` among them, in the order of the scores.
        manifest: shapes, corpora, scores, digests.
    """

    session: Any
    labels: tuple[str, ...]
    manifest: dict[str, Any]

    def shares(
        self, states: npt.NDArray[Any], kinds: npt.NDArray[np.int64], trigger: npt.NDArray[np.bool_]
    ) -> Floats:
        """The probability of each label, shape (labels,), rounded so that it is the same on every machine.

        Args:
            states: middle states of the sentence's pieces, shape (pieces, 384).
            kinds: of each piece `SOURCE`, `RECIPIENT` or `OTHER`. trigger: True for those that name the act.
        """
        given = {
            "states": states.astype(np.float32),
            "kinds": kinds.astype(np.int64),
            "trigger": trigger.astype(np.float32),
        }
        (scores,) = self.session.run(None, given)
        scores = scores * np.float32(self.manifest.get("scale", 1.0))
        shares = np.exp(scores - scores.max())
        found: Floats = np.round(shares / shares.sum(), 4)
        return found


@cache
def load_event_types(folder: Path | None = None) -> EventTypes:
    """The head in `folder`, its file checked against its digest; the one shipped with Letopis if not given.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    from letopis.model.weights import open_session

    folder = folder or FOLDER
    path = folder / WEIGHTS
    manifest = checked_weights(
        path, folder / MANIFEST, FORMAT, what="event types", made_by="training/events.py"
    )
    return EventTypes(open_session(path, 1), tuple(manifest["labels"]), manifest)
