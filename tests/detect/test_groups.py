"""Groups whose members are found to be somebody else later."""

from __future__ import annotations

from pathlib import Path

import pytest

from letopis.detect import find_mentions
from letopis.pipeline import annotate_document
from letopis.read import read_file

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*_*.*t*"))


@pytest.mark.parametrize("path", [p for p in EXAMPLES if p.suffix in (".txt", ".html")], ids=lambda p: p.stem)
def test_every_member_of_a_group_is_a_chain_of_the_document(path: Path) -> None:
    """Also where a member was found to be another after the group was made."""
    document = read_file(path, shown=path.name)
    mentions = find_mentions(document, annotate_document(document))  # type: ignore[arg-type]
    chains = {mention.chain for mention in mentions}
    assert all(set(mention.members) <= chains for mention in mentions)
