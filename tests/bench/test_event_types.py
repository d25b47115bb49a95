"""The type of a pair is scored by macro-F1 of types and of quad classes, with the marks taken out of the sentence."""

from __future__ import annotations

from bench.quality.event_types import PLOVER, fold_of, macro_f1, merged, quad_share, unmarked


def test_marks_leave_the_sentence_and_become_spans() -> None:
    """A side may be marked more than once, and a mark may touch white space."""
    text, source, target = unmarked("<s>Peru</s> met <t>Chile </t>after <s>Peru</s>'s vote.")
    assert text == "Peru met Chile after Peru's vote."
    assert [text[a:b] for a, b in source] == ["Peru", "Peru"]
    assert [text[a:b] for a, b in target] == ["Chile "]


def test_macro_f1_counts_every_class_alike() -> None:
    """A class that is never found has 0; one that is found and never annotated too."""
    mean, each = macro_f1(["A", "A", "A", "B"], ["A", "A", "C", "A"])
    assert each == {"A": 200 * 2 / 6, "B": 0.0, "C": 0.0}
    assert mean == sum(each.values()) / 3


def test_two_kinds_of_yielding_are_one_here() -> None:
    """CONCEDE and RETREAT together are YIELD; "none of them" is no answer."""
    share = merged(["CONCEDE", "RETREAT", "AID", "-"], [0.2, 0.25, 0.3, 0.25])
    assert max(PLOVER, key=lambda code: share[code]) == "YIELD"
    assert quad_share(share, 2) == 0.2 + 0.25 + 0.3


def test_rows_of_one_sentence_share_a_fold() -> None:
    """Folds are by sentence, and do not depend on what else is in the file."""
    assert len({fold_of("Peru met Chile.") for _ in range(3)}) == 1
    assert {fold_of(f"sentence {i}") for i in range(60)} == set(range(5))
