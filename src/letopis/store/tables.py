"""The tables of a record, for any SQL database.

What was read (documents, raw, blocks) is written once. What follows from it (sentences, mentions, claims with
their parts and vectors, traits of outlets, bounds of an unknown date) is worked out from the stored text and may be
worked out again. What follows from all of it together (entities, entity_names, entity_of, a machine's judgements,
joined date_bounds) is replaced whole. What people decided (decisions) is appended, and undone by what is appended
later; what that comes to (verdict and found of claims, found_name of entities, given of documents) can be worked out
again. `changed` are the documents of which what follows from all of them together may differ.

A table, column or index that is added raises SCHEMA once a release and stands in the newest file of
`migrations/versions`, which brings older records to it. `vector` is 16-bit floats of
what was said, `space` names the weights that made them.

`event_keys` are those by which event claims that can be one event find each other, `event_tellings` what of each is
then compared, `event_around` what all events of a document are about, `event_links` which two were found to be of one
event, `foretold` the claims that tell what came of a plan.

`threads` are the chains of all documents: what each tells, and the key of the group that it is in; `given` in `meta`
are the keys of groups that people's decisions made other than found.

`same_as` of a claim, the ends of event_links and the documents of decisions are no foreign keys: a decision outlives a
document that is removed, and a link tells whom a claim that is gone leaves behind.
"""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    func,
    text,
)

SCHEMA = 8

metadata = MetaData()


def _document() -> Column[str]:
    return Column("document", ForeignKey("documents.id", ondelete="CASCADE"), nullable=False)


def _claim() -> Column[str]:
    return Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True)


def _span() -> tuple[Column[int], Column[int]]:
    return Column("start", Integer, nullable=False), Column("end", Integer, nullable=False)


meta = Table(
    "meta", metadata, Column("key", String, primary_key=True), Column("value", String, nullable=False)
)

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False),
    Column("version", String, nullable=False),
    Column("model", String, nullable=False),
    Column("read", Integer, nullable=False, default=0),
    Column("known", Integer, nullable=False, default=0),
    Column("rejected", Integer, nullable=False, default=0),
    Column("claims", Integer, nullable=False, default=0),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("path", Text, nullable=False),
    Column("media_type", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("url", Text),
    Column("title", Text),
    Column("title_basis", String),
    Column("byline", Text),
    Column("publisher", Text),
    Column("published", JSON, nullable=False),
    Column("candidates", JSON, nullable=False),
    Column("language", String),
    Column("reader", String, nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("given", String),
)

document_paths = Table(
    "document_paths",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("path", Text, primary_key=True),
)

raw = Table(
    "raw",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("zlib", LargeBinary, nullable=False),
)

blocks = Table(
    "blocks",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    *_span(),
    Column("kind", String, nullable=False),
)

sentences = Table(
    "sentences",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    *_span(),
)

mentions = Table(
    "mentions",
    metadata,
    Column("id", String, primary_key=True),
    _document(),
    *_span(),
    Column("text", Text, nullable=False),
    Column("head_start", Integer, nullable=False),
    Column("head_end", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("form", String, nullable=False),
    Column("sentence", Integer, nullable=False),
    Column("chain", String, nullable=False),
    Column("value", Text),
    Column("country", String),
    Column("interval", JSON(none_as_null=True)),
    Column("gender", String),
    Column("number", String, nullable=False),
    Column("score", Float, nullable=False),
    Column("producer", String, nullable=False),
    Column("members", JSON, nullable=False),
    Column("owner", String),
    Column("unnamed", String),
    Column("coding", String),
    Column("location", JSON(none_as_null=True)),
    Index("mentions_document", "document"),
    Index("mentions_chain", "chain"),
)

claims = Table(
    "claims",
    metadata,
    Column("id", String, primary_key=True),
    _document(),
    Column("start", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("context", JSON, nullable=False),
    Column("when", JSON(none_as_null=True)),
    Column("when_start", Date),
    Column("when_end", Date),
    Column("known", JSON(none_as_null=True)),
    Column("polarity", String, nullable=False),
    Column("modality", String, nullable=False),
    Column("background", Boolean, nullable=False),
    Column("shown_by", JSON(none_as_null=True)),
    Column("score", Float, nullable=False),
    Column("producer", String, nullable=False),
    Column("same_as", String),
    Column("verdict", String),
    Column("found", JSON(none_as_null=True)),
    Column("first_run", ForeignKey("runs.id"), nullable=False),
    Column("last_run", ForeignKey("runs.id"), nullable=False),
    Index("claims_document", "document"),
    Index("claims_kind", "kind"),
    Index("claims_when", "when_start"),
    Index("claims_same_as", "same_as"),
)

arguments = Table(
    "arguments",
    metadata,
    _claim(),
    Column("position", Integer, primary_key=True),
    Column("role", String, nullable=False),
    *_span(),
    Column("text", Text, nullable=False),
    Column("mention", ForeignKey("mentions.id")),
    Column("value", Text),
    Column("described", JSON(none_as_null=True)),
    Column("coding", String),
    Column("measure", String),
    Index("arguments_mention", "mention"),
    Index("arguments_value", "value", sqlite_where=text("mention IS NULL")),
)

evidence = Table(
    "evidence",
    metadata,
    _claim(),
    Column("position", Integer, primary_key=True),
    _document(),
    *_span(),
    Column("quote", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Index("evidence_document", "document"),
)

attributions = Table(
    "attributions",
    metadata,
    _claim(),
    Column("position", Integer, primary_key=True),
    *_span(),
    Column("text", Text, nullable=False),
    Column("cue", Text),
    Column("mention", ForeignKey("mentions.id")),
    Column("medium", Text),
    Column("unnamed", Boolean, nullable=False),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
    Column("described", JSON(none_as_null=True)),
    Index("attributions_mention", "mention"),
)

outlet_traits = Table(
    "outlet_traits",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("mention", ForeignKey("mentions.id", ondelete="CASCADE"), nullable=False),
    Column("kind", String, nullable=False),
    Column("value", String, nullable=False),
    *_span(),
    Column("quote", Text, nullable=False),
    Column("prefix", Text, nullable=False),
    Column("suffix", Text, nullable=False),
    Column("cue_start", Integer),
    Column("cue_end", Integer),
)

date_bounds = Table(
    "date_bounds",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("joined", Boolean, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("earliest", Date),
    Column("latest", Date),
    Column("rule", String, nullable=False),
    Column("evidence", JSON, nullable=False),
)

content_vectors = Table(
    "content_vectors",
    metadata,
    _claim(),
    Column("space", String, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)

entities = Table(
    "entities",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", String),
    Column("described", Boolean, nullable=False),
    Column("coding", String),
    Column("found_name", Text),
)

# A party that is told and is no mention is found by its name.
Index("entities_found", func.coalesce(entities.c.found_name, entities.c.name))

entity_names = Table(
    "entity_names",
    metadata,
    Column("entity", ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("name", Text, nullable=False),
)

entity_of = Table(
    "entity_of",
    metadata,
    Column("chain", String, primary_key=True),
    Column("entity", ForeignKey("entities.id", ondelete="CASCADE"), nullable=False),
    Index("entity_of_entity", "entity"),
)

threads = Table(
    "threads",
    metadata,
    Column("chain", String, primary_key=True),
    Column("document", String, nullable=False),
    Column("told", Text, nullable=False),
    Column("raw", Text),
    Column("office", Text),
    Column("tied", Boolean, nullable=False),
    Column("found", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("judgement", String),
    Index("threads_document", "document"),
    Index("threads_found", "found"),
    Index("threads_key", "key"),
)

judgements = Table(
    "judgements",
    metadata,
    Column("id", String, primary_key=True),
    Column("left", String, nullable=False),
    Column("right", String, nullable=False),
    Column("same", Boolean, nullable=False),
    Column("score", Float, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("revoked_at", String),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", String, primary_key=True),
    Column("act", String, nullable=False),
    Column("by", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", Text, nullable=False),
    Column("on", JSON, nullable=False),
    Column("other", JSON, nullable=False),
    Column("told", JSON, nullable=False),
    Index("decisions_act", "act"),
)

changed = Table("changed", metadata, Column("document", String, primary_key=True))

event_keys = Table(
    "event_keys",
    metadata,
    Column("key", BigInteger, primary_key=True),
    Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Index("event_keys_claim", "claim"),
    sqlite_with_rowid=False,
)

event_tellings = Table(
    "event_tellings",
    metadata,
    Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("told", Text, nullable=False),
)

event_around = Table(
    "event_around",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("around", Text, nullable=False),
)

event_links = Table(
    "event_links",
    metadata,
    Column("left", String, primary_key=True),
    Column("right", String, primary_key=True),
    Column("score", Float, nullable=False),
    Index("event_links_right", "right"),
    sqlite_with_rowid=False,
)

foretold = Table(
    "foretold",
    metadata,
    Column("plan", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("claim", ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
    Column("score", Float, nullable=False),
    Index("foretold_claim", "claim"),
)

rejected = Table(
    "rejected",
    metadata,
    Column("id", String, primary_key=True),
    Column("path", Text, nullable=False),
    Column("code", String, nullable=False),
    Column("reason", Text, nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
)

copy_keys = Table(
    "copy_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("weight", Integer, nullable=False),
    Index("copy_keys_document", "document"),
    sqlite_with_rowid=False,
)

overlaps = Table(
    "overlaps",
    metadata,
    Column("left", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("right", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("relation", String, nullable=False),
    Column("left_share", Float, nullable=False),
    Column("right_share", Float, nullable=False),
    Column("words", Integer, nullable=False),
    Index("overlaps_right", "right"),
)

copies = Table(
    "copies",
    metadata,
    Column("document", ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("group", String, nullable=False),
    Column("head", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("relation", String),
    Column("report", String, nullable=False),
    Column("superseded_by", String),
    Column("credit", Text),
    Column("outlet", Text),
    Index("copies_group", "group"),
)

facts = Table(
    "facts",
    metadata,
    Column("id", String, primary_key=True),
    Column("size", Integer, nullable=False),
)

fact_keys = Table(
    "fact_keys",
    metadata,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    _claim(),
    Column("feature", BigInteger, nullable=False),
    Index("fact_keys_claim", "claim"),
    sqlite_with_rowid=False,
)
