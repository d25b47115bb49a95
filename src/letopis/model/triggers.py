"""Find the weights of the trigger reader, check them against their manifest, and read the words of a sentence.

In:   of one sentence, the encoder's last and middle states of its words, the words' tags, and the events that the
      rules have found.
Out:  for each word which type of event it names, if any, and how surely; for each pair of words which part the one has
      in what the other names.

A small network over the encoder's states. One sentence is one call, so that an event never depends on what else is
read. The weights belong to one encoder, named by its digest in the manifest. Made by training/triggers.py.
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
Ints = npt.NDArray[np.int64]
FORMAT = 1
WEIGHTS, MANIFEST = "triggers.onnx", "triggers.json"
NONE = "-"
ROLES = ("actor", "recipient")
ROUNDED = 4


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of the words of a sentence before it is read.

    Attributes:
        states, middle: last states, and means of the middle states of a word's pieces, each of shape (words, 384).
        tags: number of a word's tag in `Triggers.tags`.
        types: number in `Triggers.types` of the event that the rules tell of it, 0 for none. sure: that of how
            surely, in `Triggers.sureness`.
    """

    states: Floats
    middle: Floats
    tags: Ints
    types: Ints
    sure: Ints


@dataclass(frozen=True, slots=True)
class Told:
    """What the reader says: probabilities, to be rounded to ROUNDED places where they count, so that they are the same
    on every machine; types and sure are so already.

    Attributes:
        types: shape (words, types), of which the first is "names no event". sure: shape (words, kinds of sureness).
        roles: shape (words, words, roles): of each word that each other has that part in what it names.
    """

    types: Floats
    sure: Floats
    roles: Floats


@dataclass(frozen=True, slots=True)
class Triggers:
    """The reader.

    Attributes:
        types: event types, `NONE` first. sureness: kinds of it, "asserted" first. tags: those it knows, the last
            one for any other.
    """

    session: Any
    types: tuple[str, ...]
    sureness: tuple[str, ...]
    tags: tuple[str, ...]
    manifest: dict[str, Any]

    def read(self, words: Words) -> Told:
        """What each word of one sentence names."""
        given = {name: getattr(words, name) for name in ("states", "middle", "tags", "types", "sure")}
        types, sure, roles = self.session.run(None, given)
        return Told(np.round(types, ROUNDED), np.round(sure, ROUNDED), roles)


@cache
def load_triggers(folder: Path | None = None) -> Triggers:
    """The reader in `folder`, its file checked against its digest; the one shipped with Letopis if not given.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    from letopis.model.weights import open_session

    folder = folder or FOLDER
    path = folder / WEIGHTS
    manifest = checked_weights(
        path, folder / MANIFEST, FORMAT, what="event triggers", made_by="training/triggers.py"
    )
    types, sureness, tags = (tuple(manifest[name]) for name in ("types", "sureness", "tags"))
    return Triggers(open_session(path, 1), types, sureness, tags, manifest)
