"""What a record keeps: idempotent reading, evidence, dates given later, decisions, search."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from letopis.anchor import Anchor
from letopis.claim import ClaimKind, Described, Evidence, Link
from letopis.decision import NOWHERE, Act, Decision
from letopis.document import Rejected
from letopis.errors import EvidenceError, LetopisError, RecordError, UsageError
from letopis.outlet import Trait, TraitKind
from letopis.pipeline import read_paths, redate, resolve_record
from letopis.profile import Wanted
from letopis.run import Run
from letopis.store import Findings, Store, open_store
from tests.handmade import REPLY, VISIT, document_of, find, find_visit, steps, write_articles


@pytest.fixture
def store(tmp_path: Path) -> Any:
    """A store with both articles read."""
    opened = open_store(tmp_path / "r.letopis", create=True)
    read_paths([write_articles(tmp_path / "articles")], opened, steps=steps())
    yield opened
    opened.close()


def rows_of(path: Path) -> dict[str, list[Any]]:
    """Every row of every table."""
    connection = sqlite3.connect(path)
    tables = [
        row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")
    ]
    found = {
        table: sorted(connection.execute(f'SELECT * FROM "{table}"').fetchall(), key=repr) for table in tables
    }
    connection.close()
    return found


def test_what_is_stored_comes_back_unchanged(store: Store) -> None:
    """Documents, mentions and claims that are taken out equal those that were put in."""
    document = document_of(VISIT, store.documents()[0].path, "2021-05-05")
    assert store.document(document.id) == document
    findings = find_visit(document)
    assert store.mentions(document.id) == sorted(findings.mentions, key=lambda m: (m.start, -m.end, m.id))
    stored = {claim.id: claim for claim in store.claims(Wanted(document=document.id))}
    assert stored == {claim.id: claim for claim in findings.claims}
    assert store.sentences(document.id) == list(findings.sentences)
    assert store.raw_bytes(document.id) == VISIT.strip().encode()


def test_unnamed_source_comes_back_as_described(tmp_path: Path) -> None:
    """How many, of what, why unnamed and the place of the cue survive storing; false places are refused."""
    document = document_of(VISIT, "visit.txt")
    findings = find_visit(document)
    start = document.text.index("Thousands")
    told = Described(None, "Thousands", ("Norland", "near the port"), "on condition of anonymity")
    crowd = Link(start, start + 9, "Thousands", "protested", None, None, True, start + 10, start + 19, told)
    claim = replace(findings.claims[0], attribution=(crowd,))

    def kept(attribution: tuple[Link, ...]) -> tuple[Link, ...]:
        def found(document: Any) -> Findings:
            return Findings(findings.sentences, findings.mentions, [replace(claim, attribution=attribution)])

        path = tmp_path / "visit.txt"
        path.write_text(VISIT.strip(), encoding="utf-8")
        opened = open_store(None)
        read_paths([path], opened, steps=steps(find=found))
        return opened.claims(Wanted())[0].attribution if opened.claims(Wanted()) else ()

    assert kept((crowd,)) == (crowd,)
    assert kept((replace(crowd, cue_start=start),)) == ()


def test_reading_the_same_bytes_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    """A second run over the same files writes not one row."""
    before = rows_of(tmp_path / "r.letopis")
    run = read_paths([tmp_path / "articles"], store, steps=steps())
    assert (run.read, run.known, run.rejected, run.claims) == (0, 2, 1, 0)
    assert rows_of(tmp_path / "r.letopis") == before


def test_known_documents_need_no_model(store: Store, tmp_path: Path) -> None:
    """The model is loaded only when there is something new to read."""

    def load() -> str:
        raise AssertionError("the model was loaded")

    assert read_paths([tmp_path / "articles"], store, steps=steps(load=load)).known == 2


def test_same_bytes_under_two_paths_are_one_document(store: Store, tmp_path: Path) -> None:
    """The first path stays the document's, the other is noted, once."""
    copy = tmp_path / "copy.txt"
    copy.write_text(VISIT.strip(), encoding="utf-8")
    for _ in range(2):
        read_paths([copy], store, steps=steps())
    counted = next(c for c in store.holdings().documents if c.document.text.startswith("Norland's"))
    assert counted.document.path.endswith("a_visit.txt")
    assert counted.other_paths == (copy.as_posix(),)
    assert len(store.documents()) == 2


def test_record_is_one_file_when_closed(tmp_path: Path) -> None:
    """Nothing lies beside the record: it can be mailed."""
    store = open_store(tmp_path / "r.letopis", create=True)
    read_paths([write_articles(tmp_path / "articles")], store, steps=steps())
    store.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["articles", "r.letopis"]


def test_evidence_is_checked_when_stored(tmp_path: Path) -> None:
    """A claim whose quote does not stand at its place keeps its whole document out."""
    document = document_of(VISIT, "a.txt", "2021-05-05")
    findings = find_visit(document)
    wrong = replace(
        findings.claims[0], evidence=(replace(findings.claims[0].evidence[0], quote="Otherwise."),)
    )
    with open_closing(tmp_path) as store:
        store.begin_run(Run("run:1", "2021", "0", ""))
        with pytest.raises(EvidenceError, match="no longer reads"):
            store.add(document, b"", Findings((), findings.mentions, [wrong]), "run:1")
        assert store.documents() == []


def test_arguments_are_checked_when_stored(tmp_path: Path) -> None:
    """An argument's words are the ones at its place."""
    document = document_of(VISIT, "a.txt", "2021-05-05")
    findings = find_visit(document)
    claim = findings.claims[0]
    wrong = replace(claim, arguments=(replace(claim.arguments[0], start=0, end=9),))
    with open_closing(tmp_path) as store:
        store.begin_run(Run("run:1", "2021", "0", ""))
        with pytest.raises(EvidenceError, match="is not what stands at 0–9"):
            store.add(document, b"", Findings((), findings.mentions, [wrong]), "run:1")


def test_evidence_is_checked_when_loaded(store: Store, tmp_path: Path) -> None:
    """A text that was changed behind our back is noticed at the next question."""
    connection = sqlite3.connect(tmp_path / "r.letopis")
    connection.execute("UPDATE documents SET text = replace(text, 'Berg', 'Borg')")
    connection.commit()
    connection.close()
    with pytest.raises(EvidenceError, match="no longer reads"):
        store.lines()


def test_offsets_count_code_points_after_emoji(store: Store) -> None:
    """`text[start:end] == quote` also behind an emoji."""
    document = next(d for d in store.documents() if "Żak" in d.text)
    for claim in store.claims(Wanted(document=document.id)):
        evidence = claim.evidence[0]
        assert document.text[evidence.start : evidence.end] == evidence.quote


def test_date_given_later_keeps_text_and_claim_ids(store: Store) -> None:
    """A date is appended as a decision; the document as read stays, its claims are worked out again."""
    document = next(d for d in store.documents() if "Żak" in d.text)
    before = {claim.id for claim in store.claims(Wanted(document=document.id))}
    redate(store, document.id, "2021-05", steps=steps())
    again = store.document(document.id)
    assert (again.published.basis, again.published.text) == ("given", "2021-05")
    assert again.text == document.text
    claims = store.claims(Wanted(document=document.id))
    assert {claim.id for claim in claims} == before
    assert {claim.known.edtf for claim in claims if claim.known} == {"2021-05"}
    assert [decision.published for decision in store.date_decisions()] == ["2021-05"]
    assert not store.is_stale


def test_last_date_given_counts_and_a_revoked_one_does_not(store: Store) -> None:
    """Dates are appended; the last that stands is the document's."""
    document = next(d for d in store.documents() if "Żak" in d.text).id
    redate(store, document, "2021", steps=steps())
    redate(store, document, "2022", steps=steps())
    redate(store, document, "2022", steps=steps())
    decisions = store.date_decisions()
    assert [decision.published for decision in decisions] == ["2021", "2022"]
    undoing = Decision.make(Act.UNDO, "ann", "2099-01-01T00:00:00", NOWHERE, decision=decisions[1].id)
    assert store.add_decisions([undoing]) == [undoing]
    assert store.add_decisions([undoing]) == []
    assert store.document(document).published.text == "2021"
    assert store.misdated() == [document]


def test_read_with_a_date_dates_a_known_document_anew(store: Store, tmp_path: Path) -> None:
    """`read --published` of a known file is a decision on its date."""
    run = read_paths([tmp_path / "articles" / "b_reply.txt"], store, published="2021-05-06", steps=steps())
    assert (run.read, run.known) == (0, 1)
    assert len(store.date_decisions()) == 1


def test_first_run_of_a_claim_stays_and_last_run_moves(store: Store, tmp_path: Path) -> None:
    """A claim that is found again knows when it was found first."""
    document = next(d for d in store.documents() if "Żak" in d.text)
    redate(store, document.id, "2021", steps=steps())
    connection = sqlite3.connect(tmp_path / "r.letopis")
    found = connection.execute(
        "SELECT DISTINCT first_run = last_run FROM claims WHERE document = ?", (document.id,)
    )
    assert found.fetchall() == [(0,)]
    connection.close()


def test_failing_step_costs_one_document(tmp_path: Path) -> None:
    """Whatever goes wrong in one document, the others are read; the reason is kept."""

    def stumble(document: Any) -> Findings:
        if "Żak" in document.text:
            raise ZeroDivisionError("by chance")
        return find(document)

    with open_closing(tmp_path) as store:
        articles = write_articles(tmp_path / "articles")
        run = read_paths([articles], store, steps=steps(find=stumble))
        assert (run.read, run.rejected) == (1, 2)
        codes = {rejected.code: rejected.reason for rejected in store.holdings().rejected}
        assert "ZeroDivisionError: by chance" in codes["failed"]
        run = read_paths([articles], store, steps=steps())
        assert (run.read, run.known) == (1, 1)
        assert [rejected.code for rejected in store.holdings().rejected] == ["empty"]


def test_interruption_leaves_a_record_with_what_was_read(tmp_path: Path) -> None:
    """Ctrl-C keeps the documents that were finished, resolved; reading on completes the record."""

    def interrupt(document: Any) -> Findings:
        if "Żak" in document.text:
            raise KeyboardInterrupt
        return find(document)

    with open_closing(tmp_path) as store:
        articles = write_articles(tmp_path / "articles")
        with pytest.raises(KeyboardInterrupt):
            read_paths([articles], store, steps=steps(find=interrupt))
        assert len(store.documents()) == 1
        assert not store.is_stale
        read_paths([articles], store, steps=steps())
        other = open_store(None)
        read_paths([articles], other, steps=steps())
        assert store.lines() == other.lines()


def test_order_of_reading_does_not_matter(tmp_path: Path) -> None:
    """The same documents read in any order give the same lines."""
    articles = write_articles(tmp_path / "articles")
    files = [articles / "a_visit.txt", articles / "b_reply.txt"]
    one, other = open_store(None), open_store(None)
    read_paths(files, one, steps=steps())
    for file in reversed(files):
        read_paths([file], other, steps=steps())
    assert one.lines() == other.lines()
    assert one.cast() == other.cast()


def test_rejected_file_is_kept_once(store: Store) -> None:
    """The same refusal is one row, however often the file is tried."""
    refused = Rejected("rej:1", "x.bin", "binary", "is no text")
    run = store.runs()[0].id
    store.reject(refused, run)
    store.reject(refused, run)
    assert [r.path for r in store.holdings().rejected if r.code == "binary"] == ["x.bin"]


def test_machine_judgements_are_replaced_and_what_people_decided_stays(store: Store) -> None:
    """Resolving again works out the machine's judgements anew and keeps what people decided, also what fits nothing."""
    lost = (Anchor("doc:gone", "person", 0, 4, "Berg"),)
    mine = Decision.make(Act.SPLIT, "ann", "2021-01-01T00:00:00Z", (lost, lost), why="namesakes")
    store.add_decisions([mine], stale=True)
    assert store.is_stale
    resolve_record(store, steps())
    assert store.decisions() == [mine]
    assert len([j for j in store.judgements() if j.by == "machine:tests"]) == 1


def test_wanted_narrows_by_every_condition(store: Store) -> None:
    """Kind, type, modality, entity with roles, days, score and document each narrow what is given."""
    berg = next(m.entity.id for m in store.cast() if m.entity.name == "Anna Berg")

    def count(**wanted: Any) -> int:
        return len(store.lines(Wanted(**wanted)))

    assert count() == 9
    assert count(kinds=("tie",)) == 1
    assert count(types=("SIGN", "PROTEST")) == 2
    assert count(modalities=("planned",)) == 1
    assert count(entity=berg) == 4
    assert count(entity=berg, roles=("speaker",)) == 1
    assert count(min_score=0.92) == 7
    visit = next(d.id for d in store.documents() if d.text.startswith("Norland's"))
    assert count(document=visit) == 7
    from datetime import date

    assert count(since=date(2021, 5, 4), until=date(2021, 5, 5)) == 3  # a tenure since 2015 still holds
    assert count(since=date(2021, 6, 1), kinds=("event",)) == 1
    assert count(until=date(2010, 1, 1)) == 0


def test_value_without_mention_is_the_entity_of_that_name(store: Store) -> None:
    """ "the government" of Sudland is found when one asks for Sudland."""
    sudland = next(m.entity.id for m in store.cast() if m.entity.name == "Sudland")
    kinds = {line.claim.kind for line in store.lines(Wanted(entity=sudland))}
    assert kinds == {ClaimKind.TIE, ClaimKind.TENURE}


@pytest.mark.parametrize(
    "words", ["border", "BORDER", "the borders", '"agreed on the border"', "bord*", "Żak", "zak"]
)
def test_search_finds_words_by_stem_phrase_and_without_accents(store: Store, words: str) -> None:
    """Case, accents and endings do not matter; quotation marks make a phrase."""
    assert store.search_passages(words)
    assert store.search_claims(words) or words == "the borders"


@pytest.mark.parametrize(
    "words",
    [
        '"',
        "a AND",
        "NEAR(",
        "x:y",
        "-z",
        "(",
        "'; DROP TABLE claims; --",
        "a*b",
        "{a b}",
        "^a",
        "NOT",
        "a\x00b",
        '"a""',
    ],
)
def test_search_never_fails_on_what_a_user_types(store: Store, words: str) -> None:
    """No query is a syntax error; one without any word is a usage error."""
    if any(sign.isalnum() for sign in words):
        store.search_claims(words)
        store.search_passages(words)
    else:
        with pytest.raises(UsageError, match="nothing to search for"):
            store.search_claims(words)


def test_search_needs_all_words(store: Store) -> None:
    """Two words are found only where both stand."""
    assert store.search_claims("treaty October")
    assert not store.search_claims("treaty border")


def test_document_that_is_not_there_is_a_record_error(store: Store) -> None:
    """Asking for an unknown document says so."""
    with pytest.raises(RecordError, match="no document doc:x"):
        store.document("doc:x")
    with pytest.raises(RecordError, match="no document doc:x"):
        store.raw_bytes("doc:x")


def test_claim_told_twice_is_one(tmp_path: Path) -> None:
    """Two extractors that find the same assertion make one claim."""
    document = document_of(REPLY, "b.txt")
    findings = find(document)
    with open_closing(tmp_path) as store:
        store.begin_run(Run("run:1", "2021", "0", ""))
        twice = Findings(findings.sentences, findings.mentions, [*findings.claims, *findings.claims])
        assert store.add(document, b"", twice, "run:1") == 2


def test_evidence_of_another_document_is_refused(tmp_path: Path) -> None:
    """A claim rests on its own document."""
    document, other = document_of(VISIT, "a.txt"), document_of(REPLY, "b.txt")
    claim = replace(find(document).claims[-1], arguments=(), evidence=(Evidence.of(other, 0, 5),))
    with open_closing(tmp_path) as store:
        store.begin_run(Run("run:1", "2021", "0", ""))
        with pytest.raises(EvidenceError, match="another document"):
            store.add(document, b"", Findings((), (), [claim]), "run:1")


def test_claim_of_an_unknown_mention_is_refused(tmp_path: Path) -> None:
    """An argument's mention is one of the document's; the error says so without the article's text."""
    document = document_of(VISIT, "a.txt", "2021-05-05")
    findings = find_visit(document)
    with open_closing(tmp_path) as store:
        store.begin_run(Run("run:1", "2021", "0", ""))
        with pytest.raises(LetopisError, match="does not fit together") as caught:
            store.add(document, b"", Findings((), (), findings.claims), "run:1")
        assert "Berg" not in str(caught.value)


class open_closing:  # noqa: N801  (used as a function)
    """A new store in a folder, closed at the end."""

    def __init__(self, folder: Path) -> None:
        self.store = open_store(folder / "r.letopis", create=True)

    def __enter__(self) -> Store:
        return self.store

    def __exit__(self, *error: object) -> None:
        self.store.close()


def test_contents_are_found_by_stems_of_what_was_said(store: Store) -> None:
    """ "agreeing" finds "agreed"; the speaker's words alone count, not the rest of the sentence."""
    assert len(store.find_contents("agreeing")) == 2
    assert len(store.find_contents("borders")) == 1
    assert store.find_contents("denied") == []


def test_vectors_lie_beside_their_statements_and_go_with_them(store: Store) -> None:
    """By the space of the weights; found again, they are replaced."""
    document = store.documents()[0]
    findings = find(document)
    claim = next(claim for claim in findings.claims if claim.kind == "statement")
    run = store.runs()[0].id
    vector = b"\x00\x3c" * 4
    store.refind(document, replace(findings, vectors={claim.id: vector, "clm:none": vector}, space="w1"), run)
    assert store.vectors() == {"w1": {claim.id: vector}}
    store.refind(document, findings, run)
    assert store.vectors() == {}


def test_entities_in_what_was_said_are_found_also_behind_a_group(store: Store) -> None:
    """A name within the content counts; a group stands for its members."""
    names = {entity.id: entity.name for entity in store.entities()}
    ((statement, entities),) = store.spoken_of().items()
    assert [names[entity] for entity in entities] == ["Émile Żak"]
    document = store.document(store.lines(Wanted(ids=(statement,)))[0].claim.document)
    findings = find(document)
    group = tuple(mention.chain for mention in store.mentions() if mention.text == "Anna Berg")
    mentions = [replace(m, members=group) if m.text == "Émile Żak" else m for m in findings.mentions]
    store.refind(document, replace(findings, mentions=mentions), store.runs()[0].id)
    resolve_record(store, steps())
    assert {names[entity] for entity in store.spoken_of()[statement]} == {"Émile Żak", "Anna Berg"}


def test_what_articles_say_of_outlets_is_kept_with_its_words(store: Store) -> None:
    """With the entity that it is said of; false words are refused."""
    document = store.documents()[0]
    findings = find(document)
    agency = next(mention for mention in findings.mentions if mention.text == "Coast Agency")
    evidence = Evidence.of(document, agency.start, agency.end, (agency.start, agency.start + 5))
    trait = Trait(agency.id, TraitKind.STATE_RUN, "yes", evidence)
    run = store.runs()[0].id
    store.refind(document, replace(findings, traits=[trait]), run)
    resolve_record(store, steps())
    (told,) = store.told_of_outlets()
    assert (told.trait, told.name, told.path) == (trait, "Coast Agency", document.path)
    wrong = replace(trait, evidence=replace(evidence, quote="Inland Post!"))
    with pytest.raises(EvidenceError):
        store.refind(document, replace(findings, traits=[wrong]), run)
    store.refind(document, findings, run)
    assert store.told_of_outlets() == []


def test_what_people_say_of_outlets_is_appended_and_revoked(store: Store) -> None:
    """In the order in which it was said; a revoked one stays, with its time."""
    several = [
        Decision.make(Act.OUTLET, "a", f"202{n}", NOWHERE, outlet="Coast Agency", trait="country", value="NO")
        for n in (2, 1)
    ]
    store.add_decisions(several)
    assert [one.id for one in store.outlet_decisions()] == [several[1].id, several[0].id]
    store.add_decisions([Decision.make(Act.UNDO, "a", "2023", NOWHERE, decision=several[0].id)])
    assert [decision.revoked_at for decision in store.outlet_decisions()] == [None, "2023"]
    assert store.outlet_decisions()[0].by == "person:a"
