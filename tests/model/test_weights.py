"""The model's files are those of the manifest, or the error says what is wrong and what to do."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from letopis.errors import ModelError
from letopis.model.weights import FOLDER, load_model, read_manifest


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(FOLDER, tmp_path / "model"))


def test_missing_manifest_is_named(tmp_path: Path) -> None:
    """A folder without manifest is reported with its path."""
    with pytest.raises(ModelError, match=r"no manifest\.json in"):
        load_model(tmp_path)


def test_missing_file_is_named(copy: Path) -> None:
    """A missing file is reported with what to do."""
    (copy / "encoder.onnx").unlink()
    with pytest.raises(ModelError, match=r"encoder\.onnx is missing; install letopis again"):
        load_model(copy)


def test_changed_file_is_refused(copy: Path) -> None:
    """A file whose digest is not the manifest's is not loaded."""
    (copy / "labels.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"labels\.onnx is not the file of the manifest"):
        load_model(copy)


def test_broken_manifest_is_refused(copy: Path) -> None:
    """A manifest that is no JSON, or of another format, is reported as such."""
    (copy / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="is not JSON"):
        load_model(copy)
    (copy / "manifest.json").write_text(json.dumps({"format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="has format 99, expected 2"):
        load_model(copy)


def test_manifest_says_where_the_weights_come_from() -> None:
    """Base model, licence, corpora and labels are in the manifest."""
    manifest = read_manifest()
    assert manifest["base"]["licence"] == "Apache-2.0"
    assert {"gum", "polnear"} <= set(manifest["corpora"])
    assert {"upos", "xpos", "lemma", "label", "name", "role"} == set(manifest["labels"])


def test_weights_stay_small() -> None:
    """The files together leave room in a wheel of 45 MB."""
    assert sum(facts["bytes"] for facts in read_manifest()["files"].values()) < 40_000_000
