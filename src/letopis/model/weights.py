"""Find the model's files, check them against the manifest, and run the encoder.

In:   the folder of the files (default: `letopis/data/model`); word pieces of one chunk.
Out:  a `Model`: labels, facts, pieces and `run`, which gives one array for each output.

One chunk is one call: the scales of dynamic int8 depend on what shares a call, so nothing else may share it. What the
arrays mean is said at `Outputs`.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from letopis.errors import ModelError
from letopis.model.pieces import Pieces

FOLDER = Path(__file__).parent.parent / "data" / "model"
FORMAT = 2
ATTRIBUTION = "attribution.json"
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Outputs:
    """What the encoder says of the words of one chunk; column 0 of `arc` and `link` is the chunk's start.

    Attributes:
        state: encoder states of the first piece, shape (words, 384).
        sentence: log odds that a sentence ends after the word.
        upos, xpos, lemma: numbers of the chosen labels.
        name, role: log probabilities of the B/I/O labels, shape (words, labels).
        arc: scores of every word as head, shape (words, words + 1); column 0 is "root".
        link: log probabilities of every word as first word of the cue; column 0 is "no cue".
        label_word, label_head: features of words and of heads from which arc labels are scored.
        middle: states of every piece after the second layer, shape (pieces, 384); further heads go on from them.
    """

    state: Floats
    sentence: Floats
    upos: Ints
    xpos: Ints
    lemma: Ints
    name: Floats
    role: Floats
    arc: Floats
    link: Floats
    label_word: Floats
    label_head: Floats
    middle: Floats


class Runner(Protocol):
    """Whatever can run the encoder: onnxruntime here, torch where parity is measured."""

    def __call__(self, pieces: Ints, cases: Ints, first: Ints, last: Ints) -> Outputs:
        """The outputs for one chunk: ids and case classes of its pieces, first and last piece of each word."""
        ...


class Labeller(Protocol):
    """Whatever can choose the labels of arcs."""

    def __call__(self, words: Floats, heads: Floats) -> Ints:
        """Number of the best label (never "root") of each arc, from rows of `label_word` and `label_head`."""
        ...


@dataclass(frozen=True, slots=True)
class Model:
    """The encoder with its vocabulary and labels.

    Attributes:
        attribution: weights of the second reading of roles, of their linking, and scales of scores, if it has them.
    """

    run: Runner
    label_arcs: Labeller
    pieces: Pieces
    labels: dict[str, list[str]]
    manifest: dict[str, Any]
    meaning: dict[str, Floats]
    attribution: dict[str, Any] | None = None

    def sentence_vectors(self, states: Floats) -> Floats:
        """Sentence vectors, each of length 1, near to those of the base model for the same words.

        Args:
            states: mean state of the words of each stretch, shape (stretches, 384).
        """
        arrays = self.meaning
        hidden = np.maximum(states @ arrays["hidden"][:-1] + arrays["hidden"][-1], 0)
        found = states @ arrays["straight"][:-1] + arrays["straight"][-1] + hidden @ arrays["out"]
        length = np.linalg.norm(found, axis=-1, keepdims=True)
        normed: Floats = (found / np.maximum(length, 1e-9)).astype(np.float32)
        return normed


def load_model(folder: Path | None = None, *, threads: int = 1) -> Model:
    """The model in `folder`, its files checked against their digests.

    Args:
        folder: where manifest.json lies; the model shipped with Letopis if not given.
        threads: of onnxruntime within a call; the results do not depend on it.

    Raises:
        ModelError: a file is missing, is not the one of the manifest, or has another format.
    """
    folder = folder or FOLDER
    manifest = read_manifest(folder)
    for name, facts in manifest["files"].items():
        _check_file(folder / name, facts)
    encoder, labels = open_session(folder / "encoder.onnx", threads), open_session(folder / "labels.onnx", 1)
    names = list(Outputs.__dataclass_fields__)

    def run(pieces: Ints, cases: Ints, first: Ints, last: Ints) -> Outputs:
        return Outputs(*encoder.run(names, {"pieces": pieces, "cases": cases, "first": first, "last": last}))

    def label_arcs(words: Floats, heads: Floats) -> Ints:
        chosen: Ints = labels.run(None, {"words": words, "heads": heads})[0]
        return chosen

    return Model(
        run=run,
        label_arcs=label_arcs,
        pieces=Pieces(folder / "tokenizer.json"),
        labels=manifest["labels"],
        manifest=manifest,
        attribution=_read_json(folder / ATTRIBUTION) if (folder / ATTRIBUTION).is_file() else None,
        meaning=_read_arrays(folder / "meaning.npz"),
    )


def read_manifest(folder: Path = FOLDER) -> dict[str, Any]:
    """The manifest of the model in `folder`: labels, shapes, corpora, scores, digests.

    Raises:
        ModelError: there is none, or it is of another format.
    """
    path = folder / "manifest.json"
    if not path.is_file():
        raise ModelError(
            f"language model: no manifest.json in {folder}; install letopis again, or make it with training/export.py"
        )
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ModelError(f"language model: {path} is not JSON ({error}); install letopis again") from error
    if manifest.get("format") != FORMAT:
        found = manifest.get("format")
        raise ModelError(
            f"language model: {path} has format {found}, expected {FORMAT}; "
            "the model and letopis must be of one version"
        )
    return manifest


def _read_arrays(path: Path) -> dict[str, Floats]:
    if not path.is_file():
        raise ModelError(
            f"language model: {path} is missing; install letopis again, or make it with training/projection.py"
        )
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name].astype(np.float32) for name in ("hidden", "straight", "out")}


def _read_json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def _check_file(path: Path, facts: dict[str, Any]) -> None:
    if not path.is_file():
        raise ModelError(
            f"language model: {path} is missing; install letopis again, or make it with training/export.py"
        )
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != facts["sha256"]:
        raise ModelError(
            f"language model: {path} is not the file of the manifest (sha256 {found[:12]}…, {len(content)} bytes; "
            f"expected {facts['sha256'][:12]}…, {facts['bytes']} bytes); install letopis again"
        )


def open_session(path: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            str(path),
            options,
            providers=["CPUExecutionProvider"],
            # onnxruntime's fused layer norm is slower than the plain one: 37 ms a chunk with it, 29 without
            disabled_optimizers=["SkipLayerNormFusion"],
        )
    except RuntimeError as error:
        raise ModelError(
            f"language model: onnxruntime cannot open {path} ({error}); is it of version 1.18 or newer?"
        ) from error
