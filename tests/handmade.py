"""A small record made by hand, about people who do not exist; no model is needed for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from letopis.claim import Argument, Claim, ClaimKind, Evidence, Link, Modality, Polarity, Words, claim_id
from letopis.decision import Judgement
from letopis.document import Block, BlockKind, Document, Published, Rejected, content_id
from letopis.entity import Entity
from letopis.mention import Form, Mention, MentionKind, mention_id
from letopis.pipeline import Steps
from letopis.store import Findings
from letopis.times import Interval, one_day, parse_date
from letopis.who import find_who
from letopis.whole import at_once

VISIT = """\
Norland's president visits Sudland

President Anna Berg of Norland met Prime Minister Otto Lind in Port Sud on Tuesday. "We agreed on the border," she \
said. Lind has headed the government since 2015.

Norland relies on Sudland for gas. The two will sign a treaty in October, the Coast Agency quoted Lind as saying. \
Thousands protested.
"""
REPLY = """\
Opposition rejects border deal

=Émile Żak= said nothing had been agreed 🙂. Zak denied that Berg had met him.
"""


def place(text: str, words: str, nth: int = 0) -> tuple[int, int]:
    """Where the words stand in the text, for the nth time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def document_of(text: str, path: str, published: str | None = None) -> Document:
    """A document with one block for each paragraph, the first a title."""
    text = text.strip()
    blocks, at = [], 0
    for paragraph in text.split("\n\n"):
        kind = BlockKind.BODY if at else BlockKind.TITLE
        blocks.append(Block(at, at + len(paragraph), kind))
        at += len(paragraph) + 2
    dated = Published(parse_date(published), "url", published) if published else Published()
    return Document(
        id=content_id("doc", text.encode()),
        path=path,
        media_type="text/plain",
        text=text,
        blocks=tuple(blocks),
        title=text.split("\n")[0],
        title_basis="first line",
        published=dated,
        candidates=(dated,) if published else (),
        reader="tests 1",
    )


@dataclass
class Finder:
    """Makes mentions and claims of one document."""

    document: Document
    mentions: list[Mention] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def mention(
        self,
        words: str,
        kind: MentionKind,
        chain: str,
        *,
        nth: int = 0,
        form: Form = Form.NAME,
        value: str | None = None,
    ) -> Mention:
        """A mention of these words."""
        start, end = place(self.document.text, words, nth)
        made = Mention(
            id=mention_id(self.document.id, start, end, kind),
            document=self.document.id,
            start=start,
            end=end,
            text=words,
            head_start=start,
            head_end=end,
            kind=kind,
            form=form,
            sentence=0,
            chain=f"{self.document.id}/{chain}",
            value=value,
        )
        self.mentions.append(made)
        return made

    def part(self, role: str, what: Mention | str, value: str | None = None) -> Argument:
        """An argument that is a mention, or words."""
        if isinstance(what, Mention):
            return Argument(role, what.start, what.end, what.text, what.id, value)
        start, end = place(self.document.text, what)
        return Argument(role, start, end, what, None, value)

    def claim(
        self,
        kind: ClaimKind,
        claim_type: str,
        sentence: str,
        arguments: Sequence[Argument],
        **more: object,
    ) -> Claim:
        """A claim that rests on a sentence; `cue` is words in it."""
        start, end = place(self.document.text, sentence)
        cue = more.pop("cue", None)
        at = place(self.document.text, str(cue)) if cue else None
        evidence = Evidence.of(self.document, start, end, at)
        told = tuple(arguments)
        made = Claim(
            claim_id(self.document.id, kind, claim_type, told, evidence),
            self.document.id,
            kind,
            claim_type,
            told,
            (evidence,),
            known=None if self.document.published.interval.is_open else self.document.published.interval,
            **more,  # type: ignore[arg-type]
        )
        self.claims.append(made)
        return made

    def found(self) -> Findings:
        """All of it, with a sentence for each full stop or line."""
        spans, at = [], 0
        for paragraph in self.document.text.split("\n\n"):
            for sentence in paragraph.replace(". ", ".\n").split("\n"):
                spans.append((at, at + len(sentence)))
                at += len(sentence) + 1
            at += 1
        return Findings(spans, self.mentions, self.claims)


def find_visit(document: Document) -> Findings:
    """What is in VISIT."""
    finder = Finder(document)
    berg = finder.mention("Anna Berg", MentionKind.PERSON, "berg")
    she = finder.mention("she", MentionKind.PERSON, "berg", form=Form.PRONOUN)
    lind = finder.mention("Otto Lind", MentionKind.PERSON, "lind")
    lind_again = finder.mention("Lind", MentionKind.PERSON, "lind", nth=1)
    lind_last = finder.mention("Lind", MentionKind.PERSON, "lind", nth=2)
    norland = finder.mention("Norland", MentionKind.COUNTRY, "norland", nth=1)
    norland_relies = finder.mention("Norland", MentionKind.COUNTRY, "norland", nth=2)
    sudland = finder.mention("Sudland", MentionKind.COUNTRY, "sudland", nth=1)
    port = finder.mention("Port Sud", MentionKind.PLACE, "port")
    office = finder.mention(
        "President", MentionKind.OFFICE, "president", form=Form.NOMINAL, value="President"
    )
    both = finder.mention("The two", MentionKind.GROUP, "two", form=Form.NOMINAL)
    agency = finder.mention("Coast Agency", MentionKind.ORGANISATION, "agency")
    crowd = finder.mention("Thousands", MentionKind.QUANTITY, "crowd", form=Form.NOMINAL, value="thousands")
    known = document.published.interval
    day = one_day(date(2021, 5, 4)).said(text="on Tuesday", basis="publication date") if known.start else None
    met = "President Anna Berg of Norland met Prime Minister Otto Lind in Port Sud on Tuesday."
    part, claim = finder.part, finder.claim
    claim(
        ClaimKind.EVENT,
        "CONSULT",
        met,
        [part("actor", berg), part("actor", lind), part("place", port)],
        cue="met",
        when=day,
        mode="meet",
        context=("diplomatic",),
        score=0.9,
    )
    claim(
        ClaimKind.TENURE,
        "head_of_state",
        met,
        [part("holder", berg), part("office", office), part("organisation", norland)],
        score=0.95,
    )
    claim(
        ClaimKind.STATEMENT,
        "direct",
        '"We agreed on the border," she said.',
        [part("speaker", she), part("content", "We agreed on the border"), part("cue", "said")],
        mode="say",
        when=day,
        cue="said",
    )
    claim(
        ClaimKind.TENURE,
        "head_of_government",
        "Lind has headed the government since 2015.",
        [part("holder", lind_again), part("organisation", "government", "Sudland")],
        when=Interval(
            date(2015, 1, 1), None, start_latest=date(2015, 12, 31), edtf="2015/..", extent="throughout"
        ),
    )
    claim(
        ClaimKind.TIE,
        "relies_on",
        "Norland relies on Sudland for gas.",
        [part("subject", norland_relies), part("object", sudland), part("theme", "gas")],
        cue="relies on",
    )
    quoted = "The two will sign a treaty in October, the Coast Agency quoted Lind as saying."
    claim(
        ClaimKind.EVENT,
        "SIGN",
        quoted,
        [part("actor", both), part("theme", "a treaty")],
        cue="sign",
        modality=Modality.PLANNED,
        shown_by=(Words(*place(document.text, "will"), "will"),),
        when=Interval(date(2021, 10, 1), date(2021, 11, 1), edtf="2021-10", text="in October")
        if day
        else None,
        attribution=(
            Link(agency.start, agency.end, agency.text, "quoted", agency.id),
            Link(lind_last.start, lind_last.end, lind_last.text, "saying", lind_last.id),
        ),
        score=0.6,
    )
    claim(ClaimKind.EVENT, "PROTEST", "Thousands protested.", [part("magnitude", crowd)], cue="protested")
    return finder.found()


def find_reply(document: Document) -> Findings:
    """What is in REPLY."""
    finder = Finder(document)
    zak = finder.mention("Émile Żak", MentionKind.PERSON, "zak")
    zak_again = finder.mention("Zak", MentionKind.PERSON, "zak")
    berg = finder.mention("Berg", MentionKind.PERSON, "berg")
    finder.mention("him", MentionKind.PERSON, "zak", form=Form.PRONOUN)
    part = finder.part
    finder.claim(
        ClaimKind.STATEMENT,
        "indirect",
        "=Émile Żak= said nothing had been agreed 🙂.",
        [part("speaker", zak), part("content", "=Émile Żak= said nothing had been agreed")],
        mode="say",
    )
    finder.claim(
        ClaimKind.EVENT,
        "CONSULT",
        "Zak denied that Berg had met him.",
        [part("actor", berg)],
        polarity=Polarity.NEGATED,
        attribution=(Link(zak_again.start, zak_again.end, "Zak", "denied", zak_again.id),),
    )
    return finder.found()


ENTITIES = {
    "berg": ("person", "Anna Berg", ("Berg",), "NO", False),
    "lind": ("person", "Otto Lind", ("Lind",), None, False),
    "zak": ("person", "Émile Żak", ("Zak",), None, False),
    "norland": ("country", "Norland", ("Nordhaven",), "NO", False),
    "sudland": ("country", "Sudland", (), "SU", False),
    "port": ("place", "Port Sud", (), None, False),
    "agency": ("organisation", "Coast Agency", (), None, False),
    "two": ("group", "The two", (), None, True),
}


@dataclass
class Resolved:
    """What the step resolve gives."""

    entities: Sequence[Entity]
    entity_of: dict[str, str]
    judgements: Sequence[Judgement] = ()


def resolve(
    mentions: Sequence[Mention], judgements: Sequence[Judgement], background: object = None
) -> Resolved:
    """Chains of the same last part are one entity."""
    chains = sorted({mention.chain for mention in mentions})
    entity_of = {
        chain: content_id("ent", chain.split("/")[1]) for chain in chains if chain.split("/")[1] in ENTITIES
    }
    entities = []
    for key, (kind, name, names, country, described) in ENTITIES.items():
        own = tuple(chain for chain in entity_of if chain.split("/")[1] == key)
        if own:
            entities.append(Entity(content_id("ent", key), kind, name, names, country, described, own))
    made = (
        Judgement("jud:1", *(chains[:2] or ["", ""])[:2], True, 0.9, "machine:tests")
        if len(chains) > 1
        else None
    )
    return Resolved(entities, entity_of, [made] if made else [])


def find(document: Document) -> Findings:
    """What is in either text, or nothing."""
    if document.text.startswith("Norland's"):
        return find_visit(document)
    return find_reply(document) if "Żak" in document.text else Findings()


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Files and what lies in folders, sorted."""
    found: list[Path] = []
    for path in paths:
        found += sorted(path.iterdir()) if path.is_dir() else [path]
    return found


def read_file(path: Path, *, shown: str, published: str | None = None) -> Document | Rejected:
    """A text file as a document; VISIT appeared on 5 May 2021."""
    raw = path.read_bytes()
    if not raw:
        return Rejected(content_id("rej", raw, shown), shown, "empty", "the file is empty; nothing to do")
    document = document_of(raw.decode(), shown, "2021-05-05" if raw.startswith(b"Norland's") else None)
    return (
        document.with_published(Published(parse_date(published), "given", published))
        if published
        else document
    )


def steps(**other: object) -> Steps:
    """The whole way without a model; single steps can be replaced."""
    made = {
        "find_files": find_files,
        "read_file": read_file,
        "load": lambda: "tests 1",
        "find": find,
        "resolve": resolve,
        **other,
    }
    if made["resolve"] is not find_who:
        made["resolve"] = at_once(made["resolve"])  # type: ignore[arg-type]
    return Steps(**made)  # type: ignore[arg-type]


def write_articles(folder: Path) -> Path:
    """A folder with both articles and an empty file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "a_visit.txt").write_text(VISIT.strip(), encoding="utf-8")
    (folder / "b_reply.txt").write_text(REPLY.strip(), encoding="utf-8")
    (folder / "c_empty.txt").write_bytes(b"")
    return folder
