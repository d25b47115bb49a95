"""The pipeline as a spaCy language of its own, so that `spacy.blank("letopis_en")` gives it ready to read.

In:   spaCy's English: its tokenizer and its lexical attributes.
Out:  the same with our encoder as its one component.

spaCy finds it by the entry point `letopis_en` (pyproject.toml); nothing of letopis needs to be imported for that.
"""

from __future__ import annotations

from typing import Any

from spacy.lang.en import English, EnglishDefaults
from spacy.util import load_config_from_str

LONGEST_TEXT = 100_000_000  # characters; chunks are short however long the document is
CONFIG = """
[nlp]
pipeline = ["letopis_encoder"]

[components]

[components.letopis_encoder]
factory = "letopis_encoder"
"""


class LetopisDefaults(EnglishDefaults):
    """English, with a pipeline."""

    config = load_config_from_str(CONFIG)


class LetopisEnglish(English):  # type: ignore[no-untyped-call]
    """English read by Letopis: words, trees, names and attributions."""

    lang = "letopis_en"
    Defaults = LetopisDefaults

    def __init__(self, *given: Any, max_length: int = LONGEST_TEXT, **options: Any) -> None:
        super().__init__(*given, max_length=max_length, **options)
