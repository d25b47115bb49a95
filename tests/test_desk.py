"""What a person decides: what it changes, that it sticks, that it can be taken back and shared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from letopis import pipeline
from letopis.claim import Argument, Claim, Modality, claim_id
from letopis.decision import Act
from letopis.desk import Desk
from letopis.document import Document
from letopis.errors import UsageError
from letopis.mention import Mention, mention_id
from letopis.pipeline import Steps, read_paths, redate
from letopis.profile import Wanted
from letopis.record import Record
from letopis.rereading import reread
from letopis.store import Findings
from letopis.who import find_who
from tests.handmade import find, read_file, steps, write_articles

Find = Callable[[Document], Findings]
ours: Steps = steps(resolve=find_who)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    """Both articles read, and resolved as we do."""
    with Record.open(tmp_path / "r.letopis", create=True) as opened:
        read_paths([write_articles(tmp_path / "articles")], opened.store, steps=ours)
        yield opened


def desk(record: Record, by: str = "ann") -> Desk:
    """A desk over the record that works out again with our own resolve."""
    return Desk(record, by, ours)


def a_claim(record: Record, claim_type: str) -> str:
    """The id of the first claim of a type, rejected or not."""
    return record.claims(Wanted(types=(claim_type,), rejected=True))[0].id


def other_model(moved: Callable[[Mention], Mention] = lambda mention: mention) -> Find:
    """Finds the same in other chains and under other ids: every claim has one more argument, its sentence as a theme."""

    def found(document: Document) -> Findings:
        before = find(document)
        renamed = {}
        for mention in before.mentions:
            after = moved(replace(mention, chain=mention.chain + "/v2"))
            id = mention_id(document.id, after.start, after.end, after.kind)
            renamed[mention.id] = replace(after, id=id, text=document.text[after.start : after.end])
        return Findings(
            before.sentences,
            list(renamed.values()),
            [_again(claim, renamed) for claim in before.claims],
        )

    return found


def _again(claim: Claim, renamed: dict[str, Mention]) -> Claim:
    evidence = claim.evidence[0]
    parts = []
    for part in claim.arguments:
        mention = renamed.get(part.mention or "")
        span = (mention.start, mention.end, mention.text) if mention else (part.start, part.end, part.text)
        parts.append(
            replace(part, start=span[0], end=span[1], text=span[2], mention=mention.id if mention else None)
        )
    parts.append(Argument("theme", evidence.start, evidence.end, evidence.quote))
    told = tuple(parts)
    links = tuple(
        replace(link, mention=renamed[link.mention].id if link.mention else None)
        for link in claim.attribution
    )
    id = claim_id(claim.document, claim.kind, claim.type, told, evidence)
    return replace(claim, id=id, arguments=told, attribution=links)


def test_merged_are_one_and_undone_are_two(record: Record) -> None:
    """All that is told of both is told of one; undoing parts them, undoing the undoing joins them."""
    made = desk(record).merge(["Anna Berg", "Émile Żak"], why="a pseudonym")[0]
    assert record.find("Zak").entity == record.find("Anna Berg").entity
    assert (made.decision.by, made.decision.why, made.lines) == ("ann", "a pseudonym", 1)
    undone = desk(record).undo()
    assert record.find("Zak").entity != record.find("Anna Berg").entity
    desk(record).undo(undone.decision.id)
    assert record.find("Zak").entity == record.find("Anna Berg").entity
    assert [(row.act, row.standing) for row in desk(record).rows()] == [
        ("merge", "stands"),
        ("undo", "undone"),
        ("undo", "stands"),
    ]


def test_later_decision_counts(record: Record) -> None:
    """Merged, then kept apart by another, then merged again."""
    desk(record).merge(["Anna Berg", "Otto Lind"])
    with pytest.raises(UsageError, match="are one now"):
        desk(record, "bob").keep_apart("Anna Berg", "Lind")
    desk(record, "bob").split("Anna Berg", ["Otto Lind"])
    assert record.find("Otto Lind").entity != record.find("Anna Berg").entity
    desk(record).merge(["Anna Berg", "Otto Lind"])
    assert record.find("Otto Lind").entity == record.find("Anna Berg").entity


def test_part_of_one_is_anothers(record: Record) -> None:
    """The Berg of one article leaves; what is named that is not there, or is all, is refused."""
    own = desk(record)
    assert [part.names for part in own.chains_of(record.find("Berg"))] == [("Anna Berg",), ("Berg",)]
    with pytest.raises(UsageError, match=r"has no part 'c\.txt'"):
        own.split("Anna Berg", ["c.txt"])
    with pytest.raises(UsageError, match="that is all of"):
        own.split("Anna Berg", ["a_visit.txt", "b_reply.txt"])
    made = own.split("Anna Berg", ["b_reply.txt"])
    assert made.lines == 1
    names = sorted(e.name for e in record.entities() if "Berg" in (e.name, *e.names) or e.name == "Anna Berg")
    assert names == ["Anna Berg", "Berg"]


def test_renamed_keeps_its_id_and_other_names_and_survives_a_merge(record: Record) -> None:
    """The name given is shown everywhere; of two names given to what becomes one, the later counts."""
    before = record.find("Otto Lind").entity
    desk(record).rename("Otto Lind", "Otto  von Lind")
    entity = record.find("Otto Lind").entity
    assert (entity.name, entity.id) == ("Otto von Lind", before.id)
    assert "Otto Lind" in entity.names
    assert "Otto von Lind" in {name for line in record.lines() for name in line.names("actor")}
    desk(record).rename("Anna Berg", "A. B.")
    desk(record).merge(["Otto von Lind", "A. B."])
    assert record.find("Otto Lind").entity.name == "A. B."
    desk(record).undo(
        next(row.id for row in desk(record).rows() if "A. B." in row.what and row.act == "rename")
    )
    assert record.find("Anna Berg").entity.name == "Otto von Lind"


def test_renamed_country_is_found_where_only_its_normal_form_stands(record: Record) -> None:
    """A part without a mention, known by its normal form, has the new name and the entity too."""
    desk(record).rename("Sudland", "South")
    tenure = record.lines(Wanted(types=("head_of_government",)))[0]
    assert tenure.names("organisation") == ("South",)
    assert tenure in record.lines(Wanted(entity=record.find("South").entity.id))


def test_rejected_claim_leaves_every_list_and_count(record: Record) -> None:
    """It is in no line, export, search or count; it can be asked for; undone, it is back."""
    claim = a_claim(record, "PROTEST")
    total = sum(row.claims for row in record.holdings())
    desk(record).reject(claim, "a crowd is no event")
    assert claim not in "".join(record.export())
    assert claim not in {line.claim.id for line in record.lines()}
    assert record.search("thousands")[0].kind == "text"
    assert sum(row.claims for row in record.holdings()) == total - 1
    rejected = record.lines(Wanted(rejected=True, types=("PROTEST",)))[0]
    assert (rejected.claim.id, rejected.review) == (claim, "rejected")
    assert record.show(claim).row.review == "rejected"
    desk(record).undo()
    assert claim in "".join(record.export())


def test_accepted_claim_passes_every_least_score_and_keeps_its_own(record: Record) -> None:
    """The score is the machine's."""
    claim = a_claim(record, "SIGN")
    assert claim not in {c.id for c in record.claims(Wanted(min_score=0.9))}
    desk(record).accept(claim)
    line = next(line for line in record.lines(Wanted(min_score=0.9)) if line.claim.id == claim)
    assert (line.claim.score, line.review) == (0.6, "accepted")


def test_corrected_claim_says_what_the_person_said(record: Record) -> None:
    """Time, modality and type as given, found by them; undone, as they were found."""
    claim = a_claim(record, "SIGN")
    before = record.claims(Wanted(ids=(claim,)))[0]
    desk(record).correct(claim, {"when": "2021-11-02", "modality": "possible"})
    desk(record, "bob").correct(claim, {"type": "AGREE"})
    found = record.claims(Wanted(types=("AGREE",), modalities=("possible",)))[0]
    assert (found.id, found.when and found.when.edtf, found.modality) == (
        claim,
        "2021-11-02",
        Modality.POSSIBLE,
    )
    assert record.lines(Wanted(ids=(claim,)))[0].review == "corrected"
    desk(record, "bob").undo()
    desk(record).undo()
    assert record.claims(Wanted(ids=(claim,)))[0] == before
    for fields, told in (
        ({"when": "soon"}, "when: 'soon' is no date"),
        ({"type": "PICNIC"}, "type: there is no 'PICNIC'"),
        ({"who": "me"}, "there is no field 'who'"),
        ({}, "FIELD=VALUE"),
    ):
        with pytest.raises(UsageError, match=told):
            desk(record).correct(claim, fields)


def test_thing_that_is_none_has_no_entity_and_its_claims_show_the_words(record: Record) -> None:
    """A tagger's slip leaves the cast; what is told of it stays, in the words of the text."""
    desk(record).reject("Coast Agency", "no agency")
    assert "Coast Agency" not in {row.name for row in record.cast()}
    sign = record.lines(Wanted(types=("SIGN",)))[0]
    assert (sign.sources[0].entity, sign.sources[0].shown) == (None, "Coast Agency")
    desk(record).undo()
    assert record.find("Coast Agency")


def test_undo_is_ones_own_last_or_the_one_named(record: Record) -> None:
    """Without an id one's own last that stands, and then the one before; what is undone already says by whom."""
    first = desk(record).rename("Otto Lind", "One").decision
    desk(record).rename("Otto Lind", "Two")
    desk(record, "bob").rename("Otto Lind", "Three")
    desk(record).undo()
    assert record.find("Otto Lind").entity.name == "Three"
    desk(record).undo()
    with pytest.raises(UsageError, match="ann has no decision that stands"):
        desk(record).undo()
    with pytest.raises(UsageError, match="was undone by ann"):
        desk(record, "bob").undo(first.id[:10])
    with pytest.raises(UsageError, match="there is no decision 'dec:zz'"):
        desk(record).undo("dec:zz")


def test_decisions_survive_another_model(record: Record) -> None:
    """With other chains, wider names and other claim ids, each decision is about the same words as before."""

    def wider(mention: Mention) -> Mention:
        if mention.text != "Anna Berg":
            return mention
        return replace(mention, start=mention.start - len("President "))

    own = desk(record)
    own.merge(["Anna Berg", "Émile Żak"])
    own.rename("Otto Lind", "Otto von Lind")
    own.reject(a_claim(record, "PROTEST"))
    own.correct(a_claim(record, "SIGN"), {"when": "2021-11"})
    ids = {claim.id for claim in record.claims(Wanted(rejected=True))}
    reread(record.store, record.store.document_ids(), steps=steps(resolve=find_who, find=other_model(wider)))
    assert not ids & {claim.id for claim in record.claims(Wanted(rejected=True))}
    assert record.find("Émile Żak").entity == record.find("Berg").entity
    assert record.find("Otto Lind").entity.name == "Otto von Lind"
    assert not record.claims(Wanted(types=("PROTEST",)))
    assert [c.when.edtf for c in record.claims(Wanted(types=("SIGN",))) if c.when] == ["2021-11"]
    assert {row.standing for row in own.rows()} == {"stands"}


def test_what_no_longer_fits_is_listed_and_fits_again(record: Record) -> None:
    """A model that finds nothing leaves every decision unattached; the old one finds them all again."""
    own = desk(record)
    own.merge(["Anna Berg", "Émile Żak"])
    own.reject(a_claim(record, "PROTEST"))
    every = record.store.document_ids()
    reread(record.store, every, steps=steps(resolve=find_who, find=lambda _: Findings()))
    assert [row.standing for row in own.rows()] == ["unattached", "unattached"]
    reread(record.store, every, steps=ours)
    assert [row.standing for row in own.rows()] == ["stands", "stands"]
    assert record.find("Zak").entity == record.find("Anna Berg").entity
    assert not record.claims(Wanted(types=("PROTEST",)))


def test_reread_by_another_reader_takes_the_new_text(record: Record) -> None:
    """The bytes stay, the text is another one; its passages are found, and decisions move with their words."""

    def with_heading(path: Path, **more: Any) -> Any:
        document = read_file(path, **more)
        if not isinstance(document, Document) or "Żak" not in document.text:
            return document
        ahead = "From the desk\n\n"
        blocks = [replace(b, start=b.start + len(ahead), end=b.end + len(ahead)) for b in document.blocks]
        first = replace(blocks[0], start=0, end=len(ahead) - 2)
        return replace(document, text=ahead + document.text, blocks=(first, *blocks), reader="tests 2")

    own = desk(record)
    own.rename("Émile Żak", "Emil")
    document = next(d for d in record.documents() if "Żak" in d.text)
    raw = record.store.raw_bytes(document.id)
    told: list[bool] = []
    run = reread(
        record.store,
        [document.id],
        steps=steps(resolve=find_who, read_file=with_heading),
        on_document=lambda done: told.append(done.is_new_text),
    )
    assert (run.read, told) == (1, [True])
    again = record.store.document(document.id)
    assert again.text.startswith("From the desk")
    assert again.reader == "tests 2"
    assert record.store.raw_bytes(document.id) == raw
    assert [hit.kind for hit in record.search('"the desk"')] == ["text"]
    assert record.find("Émile Żak").entity.name == "Emil"
    assert all(
        line.claim.evidence[0].quote in again.text for line in record.lines(Wanted(document=document.id))
    )


def test_document_that_can_no_longer_be_read_is_left(record: Record) -> None:
    """A reader that fails on one changes nothing of it."""
    before = list(record.export())

    def fails(path: Path, **more: Any) -> Any:
        raise ValueError("no")

    run = reread(record.store, record.store.document_ids(), steps=steps(resolve=find_who, read_file=fails))
    assert (run.read, run.rejected) == (0, 2)
    assert list(record.export()) == before


def test_date_given_elsewhere_is_worked_out_and_taken_back(record: Record, tmp_path: Path) -> None:
    """Dates and outlets are decisions like others: exported, imported, in effect, undone."""
    document = next(d for d in record.documents() if "Żak" in d.text)
    redate(record.store, document.id, "2021-06-01", by="ann", steps=ours)
    record.describe_outlet("Coast Agency", {}, by="ann")
    with Record.open(tmp_path / "s.letopis", create=True) as other:
        read_paths([tmp_path / "articles"], other.store, steps=ours)
        came = desk(other, "bob").read(desk(record).written(), "d.toml")
        assert (came.new, came.known, came.unattached) == (1, 0, 0)
        dates = {c.known.edtf for c in other.claims(Wanted(document=document.id)) if c.known}
        assert dates == {"2021-06-01"}
        desk(other, "bob").undo(desk(other).rows()[0].id)
        assert other.store.document(document.id).published.basis != "given"
        assert {c.known for c in other.claims(Wanted(document=document.id))} == {None}


def test_file_is_the_same_in_any_order_and_imported_twice_changes_nothing(
    record: Record, tmp_path: Path
) -> None:
    """Two who work on copies have the same record after each has read the other's file."""
    with Record.open(tmp_path / "s.letopis", create=True) as other:
        read_paths([tmp_path / "articles"], other.store, steps=ours)
        desk(record, "ann").rename("Otto Lind", 'Otto "the\x7f\\Ox" Lind\n')
        desk(record, "ann").reject(a_claim(record, "PROTEST"), "no \x01 event 🙂")
        desk(other, "bob").merge(["Anna Berg", "Émile Żak"])
        desk(other, "bob").undo()
        desk(record).read(desk(other).written(), "b.toml")
        came = desk(other).read(desk(record).written(), "a.toml")
        assert (came.new, came.known, came.unattached, came.quarrels) == (2, 2, 0, ())
        assert desk(other).written() == desk(record).written()
        assert list(other.export()) == list(record.export())
        again = desk(other).read(desk(record).written(), "a.toml")
        assert (again.new, again.known) == (0, 4)


def test_two_files_merged_line_by_line_are_a_file(record: Record) -> None:
    """What git's union of two files gives is read: blocks of both, some twice."""
    desk(record).rename("Otto Lind", "O. Lind")
    one = desk(record).written()
    desk(record, "bob").rename("Anna Berg", "A. Berg")
    two = desk(record).written()
    came = desk(record).read(one + two.split("version = 1\n")[1], "both.toml")
    assert (came.new, came.known) == (0, 2)


def test_contradicting_decisions_are_told(record: Record, tmp_path: Path) -> None:
    """Both stay; a line says whose is later."""
    with Record.open(tmp_path / "s.letopis", create=True) as other:
        read_paths([tmp_path / "articles"], other.store, steps=ours)
        desk(record, "ann").merge(["Anna Berg", "Émile Żak"])
        desk(other, "bob").keep_apart("Anna Berg", "Émile Żak")
        came = desk(other).read(desk(record).written(), "a.toml")
        (told,) = came.quarrels
        assert "split by bob" in told
        assert "contradicts merge by ann" in told
        assert other.find("Zak").entity != other.find("Anna Berg").entity


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda text: text.replace('"Otto von Lind"', '"Somebody"'), "was changed after it was made"),
        (lambda text: text.replace("[[decision]]", "<<<<<<< HEAD\n[[decision]]"), "marks of a merge"),
        (lambda text: text.replace("version = 1", "version = 9"), "version 9, expected 1"),
        (lambda text: text.replace('act = "rename"', 'act = "marry"'), "there is no act 'marry'"),
        (lambda text: text.replace('by = "ann"\n', ""), "says not who decided"),
        (lambda text: text.replace("why =", "because ="), "has 'because'"),
        (lambda text: text.replace("start = ", "start = -"), "a start and an end"),
        (lambda text: text.replace('kind = "person"', 'kind = "ghost"'), "its kind one of"),
        (lambda text: text + "[[", "is no TOML"),
    ],
)
def test_file_that_is_none_is_refused_in_one_line(record: Record, change: Any, told: str) -> None:
    """Nothing of it is kept."""
    desk(record).rename("Otto Lind", "Otto von Lind", why="so signed")
    text = change(desk(record).written())
    with pytest.raises(UsageError, match=told) as raised:
        desk(record).read(text, "d.toml")
    assert "\n" not in str(raised.value)
    assert len(record.store.decisions()) == 1


def test_block_without_an_id_is_given_it(record: Record) -> None:
    """A decision can be written by hand."""
    desk(record).rename("Otto Lind", "Otto von Lind")
    made = record.store.decisions()[0]
    text = desk(record).written().replace(f'id = "{made.id}"\n', "")
    came = desk(record).read(text, "d.toml")
    assert (came.new, came.known) == (0, 1)
    assert made.act is Act.RENAME


def test_decisions_wait_for_documents_that_come_later(record: Record, tmp_path: Path) -> None:
    """Imported into an empty record they fit nothing; when the articles are read they count, dates too."""
    document = next(d for d in record.documents() if "Żak" in d.text)
    redate(record.store, document.id, "2021-06-01", by="ann", steps=ours)
    desk(record).merge(["Anna Berg", "Émile Żak"])
    desk(record).reject(a_claim(record, "PROTEST"))
    with Record.open(tmp_path / "s.letopis", create=True) as other:
        came = desk(other).read(desk(record).written(), "a.toml")
        assert (came.new, came.unattached) == (3, 3)
        read_paths([tmp_path / "articles"], other.store, steps=ours)
        assert list(other.export()) == list(record.export())
        assert {row.standing for row in desk(other).rows()} == {"stands"}


def test_decision_about_a_removed_document_waits_for_it(record: Record, tmp_path: Path) -> None:
    """It is listed as unattached, with effect on nothing; read again, the document has it again."""
    desk(record).reject(a_claim(record, "PROTEST"))
    desk(record).rename("Otto Lind", "Otto von Lind")
    document = next(d for d in record.documents() if "Lind" in d.text)
    pipeline.remove(record.store, document.id, ours)
    assert [row.standing for row in desk(record).rows()] == ["unattached", "unattached"]
    read_paths([tmp_path / "articles"], record.store, steps=ours)
    assert [row.standing for row in desk(record).rows()] == ["stands", "stands"]
    assert record.find("Otto Lind").entity.name == "Otto von Lind"
    assert not record.claims(Wanted(types=("PROTEST",)))


def test_thing_of_several_documents_is_found_in_any_of_them(record: Record) -> None:
    """What was decided about Berg of two articles holds when one of them is removed."""
    desk(record).rename("Anna Berg", "A. B.")
    document = next(d for d in record.documents() if "Lind" in d.text)
    pipeline.remove(record.store, document.id, ours)
    assert record.find("Berg").entity.name == "A. B."
    assert [row.standing for row in desk(record).rows()] == ["stands"]


def test_claims_are_judged_without_working_out_who_is_who(record: Record) -> None:
    """A verdict costs no resolving, and the passes see only the document that it changes."""
    seen: list[list[str]] = []

    def fails(*_: object) -> Any:
        raise AssertionError("resolved again")

    def look(store: Any, changed: Any) -> None:
        seen.append(sorted(changed))

    claim = record.claims(Wanted(types=("PROTEST",)))[0]
    Desk(record, "ann", steps(resolve=fails, passes=(look,))).reject(claim.id)
    assert seen == [[claim.document]]
    assert not record.claims(Wanted(types=("PROTEST",)))


def test_role_is_corrected_by_a_mention_of_the_article(record: Record) -> None:
    """Another stands in the role, or nobody; it survives another model; undone, those who were found are back."""
    claim = a_claim(record, "PROTEST")
    before = record.lines(Wanted(ids=(claim,)))[0]
    own = desk(record)
    own.correct(claim, {"actor": "Norland"})
    line = record.lines(Wanted(ids=(claim,)))[0]
    assert (line.names("actor"), line.names("magnitude"), line.review) == (
        ("Norland",),
        ("Thousands",),
        "corrected",
    )
    assert line in record.lines(Wanted(entity=record.find("Norland").entity.id, roles=("actor",)))
    meeting = a_claim(record, "CONSULT")
    own.correct(meeting, {"actor": "Lind", "place": ""})
    line = record.lines(Wanted(ids=(meeting,)))[0]
    assert (line.names("actor"), line.names("place")) == (("Otto Lind",), ())
    assert own.read(own.written(), "d.toml").known == 2
    every = record.store.document_ids()
    reread(record.store, every, steps=steps(resolve=find_who, find=other_model()))
    assert {row.standing for row in own.rows()} == {"stands"}
    assert record.lines(Wanted(types=("PROTEST",)))[0].names("actor") == ("Norland",)
    reread(record.store, every, steps=ours)
    own.undo()
    own.undo()
    assert record.lines(Wanted(ids=(claim,)))[0] == before
    with pytest.raises(UsageError, match="is not mentioned in the document"):
        own.correct(claim, {"actor": "Émile Żak"})
    with pytest.raises(UsageError, match="there is no field 'holder'"):
        own.correct(claim, {"holder": "Lind"})


def test_first_name_given_needs_no_resolving_and_is_the_same_as_with_it(record: Record) -> None:
    """What is worked out again later says the same."""

    def fails(*_: object) -> Any:
        raise AssertionError("resolved again")

    own = Desk(record, "ann", steps(resolve=fails))
    own.rename("Anna Berg", "Berg")
    own.accept("Coast Agency")
    entities = record.entities()
    assert record.find("Berg").entity.names == ("Anna Berg",)
    reread(record.store, record.store.document_ids(), steps=ours)
    assert record.entities() == entities
    desk(record).rename("Anna Berg", "B.")
    assert record.find("Anna Berg").entity.found_name == "Anna Berg"
