"""Claims held against expected lists: the rules, and agreement with the reference, where that is at hand."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from bench.quality import expected, expected_names
from tests.bench.reference import SHARED, load_reference, needs_reference

Claim = dict[str, Any]
ARTICLE = "000_visit.txt"
LISTED: dict[str, Any] = {
    "document": {"not_body": ["Original url:"]},
    "claims": [
        {"id": "a", "kind": "event", "anchor": "visited Norland", "sources": ["Anna Berg"], "types": ["CONSULT"],
         "place": ["Norland"], "when": "2021-05-04", "factuality": ["actual"]},
        {"id": "b", "kind": "event", "anchor": "met in the capital", "types": ["CONSULT"], "recipients": ["Olaf Lind"]},
        {"id": "c", "kind": "statement", "anchor": "we will sign the treaty", "speaker": ["Anna Berg"],
         "mode": ["direct"], "addressees": ["Olaf Lind", "Radio One"], "cue": ["told"], "unnamed": True},
        {"id": "d", "kind": "tenure", "anchor": "Prime Minister Olaf Lind", "holder": ["Olaf Lind"],
         "office": ["Prime Minister"], "organisation": ["Norland", "Norlandic"], "start": "2019", "end": "2023-01-01",
         "start_year": [2018, 2019], "end_year": [2022]},
        {"id": "e", "kind": "tie", "anchor": "relies on its neighbour", "subject": ["Norland"], "object": ["Sudland"],
         "relation": ["relies_on"], "or": [{"kind": "event", "types": ["REQUEST"], "sources": ["Norland"]}]},
        {"id": "f", "kind": "figure", "anchor": "29 times the size", "value": "29", "magnitude": "29 times"},
        {"id": "g", "kind": "event", "anchor": "will meet again in June", "when_after": "2021-05-04",
         "when_before": "2021-06-30", "when_if": "2021-06", "when_start": "2021-06", "not_sources": ["Sudland"]},
        {"id": "h", "kind": "statement", "anchor": "the talks had failed", "via": ["Press Agency"],
         "medium": ["Radio One"]},
        {"id": "n", "forbid": True, "kind": "event", "anchor": "will meet again in June", "factuality": ["actual"]},
    ],
}  # fmt: skip
NAMES = ["Anna Berg", "Berg", "President Anna Berg", "Anna M. Berg", "Olaf Lind", "Norland", "Sudland", "the U.S.", None,
         "Government of Norland", "Radio One", "Press Agency", "Norlandic Prime Minister", "deputy prime minister",
         "29 times", "nine", "told", "Berg's", "unnamed officials"]  # fmt: skip
DAYS = [
    "2021-05-04",
    "2021-05-05",
    "2019",
    "2019-01-01",
    "2021-06",
    "2021-07-01",
    "2023-01-01",
    "2022-12-31",
    None,
]
EDTFS = [None, "2021-05-04", "2019/2022", "../2023", "[..2019]/..", "2021-06/2021-06", "2018-05/2023-01-01"]
ROLES = ["actor", "source", "recipient", "place", "speaker", "addressee", "content", "holder", "office", "organisation",
         "subject", "object", "quantity", "magnitude", "cue", "medium"]  # fmt: skip
TYPES = ["CONSULT", "REQUEST", "NEGOTIATE", "direct", "indirect", "relies_on", "SIGN"]


def some_claim(rng: random.Random, anchors: list[str], types: list[str], names: list[Any]) -> Claim:
    """A claim made up at random from what the lists ask for."""
    anchor = rng.choice(anchors)
    arguments = [{"role": rng.choice(ROLES), "name": rng.choice(names), "text": rng.choice([*names, anchor])}
                 for _ in range(rng.randint(0, 6))]  # fmt: skip
    for argument in arguments:
        if argument["role"] == "speaker" and rng.random() < 0.3:
            argument["unnamed"] = True
    link = {"name": rng.choice(names), "cue": rng.choice(["told", "said", None]), "medium": rng.choice(names)}
    kinds = ["event", "statement", "tenure", "tie", "figure"]
    quote = rng.choice(
        [f"Then {anchor}, they said.", anchor.upper(), "Original url: here", anchor[: len(anchor) // 2]]
    )
    when = {"start": rng.choice(DAYS), "end": rng.choice(DAYS), "edtf": rng.choice(EDTFS)}
    return {
        "kind": rng.choice(kinds), "type": rng.choice(types), "arguments": arguments,
        "when": rng.choice([when, None]), "polarity": rng.choice(["affirmed", "affirmed", "negated"]),
        "modality": rng.choice(["asserted", "planned", "alleged"]),
        "attribution": [link] * rng.randint(0, 2), "score": rng.random(),
        "evidence": [{"path": f"x/{ARTICLE}", "start": rng.randint(0, 3), "end": 9, "quote": quote}],
    }  # fmt: skip


def write_list(folder: Path) -> Path:
    """The list above beside an article, as files."""
    (folder / ARTICLE).write_text("An article.", encoding="utf-8")
    path = folder / "expected_000.json"
    path.write_text(json.dumps(LISTED), encoding="utf-8")
    return path


def reference_totals(
    path: Path, claims: list[Claim], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[int, ...]:
    """What the reference says: right, found, expected."""
    export = path.with_suffix(".jsonl")
    export.write_text("\n".join(json.dumps(claim) for claim in claims), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["score", str(path), str(export), str(folder)])
    return tuple(load_reference("expected_score").main())


def test_what_a_record_should_say_is_no_list_of_an_article(tmp_path: Path) -> None:
    """Beside the lists, the expected record is passed over."""
    write_list(tmp_path)
    alone = expected.score_claims(tmp_path, [])
    (tmp_path / "expected_record.json").write_text('{"successions": []}', encoding="utf-8")
    assert expected.score_claims(tmp_path, []) == alone


@needs_reference
@pytest.mark.parametrize("seed", range(20))
def test_score_agrees_with_the_reference(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is exported, both scorers count the same."""
    rng, path = random.Random(seed), write_list(tmp_path)
    anchors = [gold["anchor"] for gold in LISTED["claims"]]
    claims = [some_claim(rng, anchors, TYPES, NAMES) for _ in range(100)]
    score = expected.score_claims(path, claims)
    ours = (int(score.figures["right"]), int(score.figures["found"]), score.of)
    assert ours == reference_totals(path, claims, tmp_path, monkeypatch)


@needs_reference
@pytest.mark.parametrize("seed", range(8))
def test_score_agrees_with_the_reference_slot_by_slot(seed: int) -> None:
    """Both find the same slots of a claim right, and the same claims to speak of the anchor."""
    rng, reference = random.Random(seed), load_reference("expected_score")
    anchors = [gold["anchor"] for gold in LISTED["claims"]]
    for _ in range(300):
        claim = some_claim(rng, anchors, TYPES, NAMES)
        for gold in LISTED["claims"]:
            assert expected.slots_of(gold, claim) == reference.slots(gold, claim)
            assert expected.speaks_of(gold, claim, ARTICLE) == reference.near_anchor(gold, claim, ARTICLE)


@needs_reference
def test_score_of_a_real_article_agrees_with_the_reference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a list that others made, both count the same."""
    articles = SHARED / "articles"
    listed = json.loads((articles / "expected_000.json").read_text(encoding="utf-8"))["claims"]
    names = sorted({n for g in listed for key in ("sources", "speaker", "holder", "subject", "office", "recipients",
                                                  "object", "organisation", "place") for n in g.get(key, [])})  # fmt: skip
    types = sorted({t for g in listed for key in ("types", "mode", "relation") for t in g.get(key, [])})
    article = expected.article_of(articles, "000")
    for seed in range(2):
        rng = random.Random(seed)
        claims = [some_claim(rng, [g["anchor"] for g in listed], types, names) for _ in range(400)]
        for claim in claims:
            claim["evidence"][0]["path"] = article
        path = tmp_path / "expected_000.json"
        path.write_text((articles / "expected_000.json").read_text(encoding="utf-8"), encoding="utf-8")
        (tmp_path / article).touch()
        score = expected.score_claims(path, claims)
        ours = (int(score.figures["right"]), int(score.figures["found"]), score.of)
        assert ours == reference_totals(path, claims, articles, monkeypatch)


def test_one_event_claim_answers_one_expected_event() -> None:
    """An event that two expected ones could claim counts once, and gives way where another claim is free."""
    assert len(expected.assigned({"a": [1], "b": [1]})) == 1
    assert expected.assigned({"a": [1, 2], "b": [1]}) == {"a", "b"}


def test_what_must_not_be_claimed_takes_one_off(tmp_path: Path) -> None:
    """A forbidden claim costs a right one."""
    path = write_list(tmp_path)
    tie = {"kind": "tie", "type": "relies_on", "arguments": [{"role": "subject", "name": "Norland", "text": "It"},
           {"role": "object", "name": "Sudland", "text": "Sudland"}],
           "evidence": [{"path": ARTICLE, "start": 0, "end": 9, "quote": "It relies on its neighbour."}]}  # fmt: skip
    meeting = {"kind": "event", "type": "CONSULT", "modality": "asserted", "arguments": [],
               "evidence": [{"path": ARTICLE, "start": 0, "end": 9, "quote": "They will meet again in June."}]}  # fmt: skip
    assert expected.score_claims(path, [tie]).figure == "1/8"
    assert expected.score_claims(path, [tie, meeting]).figure == "0/8"


@pytest.mark.parametrize(
    ("gold", "found", "same"),
    [
        ("Anna Berg", "President Anna Berg", True),
        ("Anna Berg", "Anna Maria Berg", True),
        ("Anna Berg", "Berg", False),
        ("Anna Berg", "Bo Berg", False),
        ("Norland", "Government of Norland", True),
        ("US", "the United States of America", True),
        ("Øyvind Ås", "Øyvind Ås’s", True),
    ],
)
def test_names_are_the_same_when_what_is_more_adds_nothing(gold: str, found: str, same: bool) -> None:
    """Titles and articles add nothing; a family name alone is not the person."""
    assert expected_names.same_name(gold, found) is same
