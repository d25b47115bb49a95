"""Attributions are counted as the reference counts them, and by the rules of the protocol."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

from bench.quality.attribution import breakdown, count_article, judge, spread, summary
from tests.bench.reference import SHARED, load_reference, needs_reference

TEXT = "Anna Berg said on Monday that the talks had failed. “We tried,” she told Radio One; officials agreed, they said."


def spans(*words: str) -> list[list[int]]:
    """Where these words stand in the text."""
    return [[TEXT.index(word), TEXT.index(word) + len(word)] for word in words]


def attribution(source: str, cue: str, content: str) -> dict[str, Any]:
    """One attribution of the text; an empty source stays empty."""
    return {"source": spans(source) if source else [], "cue": spans(cue), "content": spans(content)}


GOLD = {
    "id": "a", "text": TEXT,
    "attributions": [attribution("Anna Berg", "said", "the talks had failed"), attribution("she", "told", "We tried")],
}  # fmt: skip


def test_the_same_is_found_attributed_and_strict() -> None:
    """Gold against itself is perfect."""
    count = count_article(GOLD, GOLD["attributions"])
    assert [count[name] for name in ("gold", "predicted", "found", "attributed", "strict")] == [2, 2, 2, 2, 2]


def test_a_wrong_source_is_found_and_not_attributed() -> None:
    """The source decides between found and attributed; a shared stop word does not make it right."""
    other = [attribution("Radio One", "said", "the talks had failed"), attribution("", "told", "We tried")]
    count = count_article(GOLD, other)
    assert (count["found"], count["attributed"], count["strict"]) == (2, 0, 0)


def test_what_annotators_discarded_counts_on_neither_side() -> None:
    """An attribution with most of its content in a discarded stretch is left out of gold and of predictions."""
    count = count_article({**GOLD, "discard": spans("the talks had failed")}, GOLD["attributions"])
    assert (count["gold"], count["predicted"], count["found"]) == (1, 1, 1)


def test_forms_and_cues_are_counted_apart() -> None:
    """A content in quotation marks is direct; "said" is a class of its own."""
    parts = breakdown(count_article(GOLD, [GOLD["attributions"][1]]))
    assert (parts["direct"]["found"], parts["indirect"]["found"]) == (100, 0)
    assert (parts["cue say"]["found"], parts["cue speech"]["found"]) == (0, 100)


def test_each_prediction_is_judged() -> None:
    """Right with its source, wrong without it; what lies in a discarded stretch is not judged."""
    dropped = {**GOLD, "discard": spans("We tried")}
    other = [attribution("Radio One", "said", "the talks had failed"), GOLD["attributions"][0]]
    assert judge(GOLD, GOLD["attributions"]) == [True, True]
    assert judge(dropped, GOLD["attributions"]) == [True, None]
    assert judge(GOLD, other) == [False, True]


def test_like_articles_leave_no_spread() -> None:
    """Drawn from articles with the same counts, every corpus has the same figure."""
    low, high = spread([count_article(GOLD, GOLD["attributions"])] * 3, draws=40)["found"]
    assert (low, high) == (100, 100)


def damaged(rng: random.Random, text: str, gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Attributions as a poor reader would find them: some lost, some shifted, some made up."""
    found = []
    for given in gold:
        if rng.random() < 0.8:
            move = rng.choice([0, 0, 0, 5, -9, 30])
            found.append(
                {role: [[max(0, s + move), min(len(text), max(1, e + rng.choice([0, move, 12])))] for s, e in given[role]]
                 for role in ("source", "cue", "content")}
            )  # fmt: skip
        if rng.random() < 0.2:
            start = rng.randrange(len(text))
            found.append(
                {"source": [], "cue": [[start, start + 4]], "content": [[start, min(len(text), start + 60)]]}
            )
    rng.shuffle(found)
    return found


@needs_reference
@pytest.mark.parametrize("seed", range(2))
def test_figures_agree_with_the_reference_to_the_fourth_digit(seed: int) -> None:
    """Over a dev set read by a poor reader, every figure of ours is the reference's."""
    from bench.quality.attribution import read_articles

    path = SHARED / "corpora" / "polnear" / "dev.jsonl.gz"
    if not path.exists():
        pytest.skip("the corpus is not at hand")
    rng, reference = random.Random(seed), load_reference("attribution_score")
    ours, theirs = Counter[str](), Counter[Any]()
    for article in read_articles(path)[:20]:
        found = damaged(rng, article["text"], article["attributions"])
        ours += count_article(article, found)
        theirs += reference.score_article(article, {"attributions": found})
    figures, _ = summary(ours)
    wanted = reference.summary(theirs)
    for form in ("direct", "mixed", "indirect"):
        for name in ("gold", "found", "attributed", "strict"):
            assert ours[f"{form} {name}"] == theirs[name, form]
    for name in ("found", "attributed", "strict"):
        assert figures[name] == pytest.approx(100 * wanted[f"attribution.{name}"][2], abs=1e-4)
    for role in ("source", "cue", "content"):
        assert figures[f"{role} words"] == pytest.approx(100 * wanted[f"{role}.token"][2], abs=1e-4)
