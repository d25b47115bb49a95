"""Stories out of what documents name, and dossiers out of what people put together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from letopis.errors import UsageError
from letopis.pipeline import read_paths
from letopis.record import Record
from letopis.store import open_store
from letopis.stories import Stories
from letopis.view.stories import Paper, gather, name_of, story_of
from tests.handmade import steps, write_articles


def paper(document: str, day: str | None, names: str, *, events: str = "", group: str = "") -> Paper:
    """A document that names each of these once."""
    told = dict.fromkeys(names.split(), 1)
    when = date.fromisoformat(day) if day else None
    return Paper(document, when, told, frozenset(events.split()), group or document)


PAPERS = [
    paper("doc:1", "2019-01-01", "may tusk corbyn"),
    paper("doc:2", "2019-03-01", "may corbyn bercow"),
    paper("doc:3", "2019-02-01", "zaev tsipras"),
    paper("doc:4", "2019-10-01", "zaev dimitrov"),
    paper("doc:5", "2005-01-01", "ivanova", group="cpy:1"),
    paper("doc:6", "2005-01-02", "", group="cpy:1"),
]


def test_documents_that_name_the_same_people_are_one_story_in_whatever_order() -> None:
    """Each story has its documents by day, the newest story first; copies go together and count once."""
    stories = gather(PAPERS)
    assert [story.documents for story in stories] == [
        ("doc:3", "doc:4"),
        ("doc:1", "doc:2"),
        ("doc:5", "doc:6"),
    ]
    assert [story.independent for story in stories] == [2, 2, 1]
    assert gather(reversed(PAPERS)) == stories


def test_a_story_is_named_by_whom_its_documents_share_and_its_months() -> None:
    """Names that stand in one document alone tell less of a story than those in several."""
    story = gather(PAPERS)[1]
    names = {"may": "Theresa May", "corbyn": "Jeremy Corbyn", "tusk": "Donald Tusk"}
    assert name_of(story, names) == "Jeremy Corbyn, Theresa May, 2019-01 – 2019-03"


def test_a_merged_event_brings_documents_together_that_names_alone_would_not() -> None:
    """They must share something else too."""
    apart = [
        paper("doc:1", "2019-01-01", "a b c d e"),
        paper("doc:2", "2019-02-01", "a t u v w"),
        paper("doc:3", "2019-02-01", "o p q"),
    ]
    assert len(gather(apart)) == 3
    told = [paper(p.document, "2019-01-01", " ".join(p.names), events="evt:1") for p in apart[:2]]
    assert len(gather([*told, apart[2]])) == 2


def test_a_dossier_holds_what_was_put_in_and_not_taken_out_and_narrows_the_record(tmp_path: Path) -> None:
    """Entries are decisions: appended; the record within it has the claims of its documents and entities."""
    folder = write_articles(tmp_path / "articles")
    store = open_store(None)
    read_paths([folder], store, steps=steps())
    reply = next(one for one in store.documents() if one.path.endswith("b_reply.txt"))
    berg = next(entity for entity in store.entities() if entity.name == "Anna Berg")
    shelf = Stories(store)
    with pytest.raises(UsageError, match="no dossier is called"):
        shelf.dossier("border")
    shelf.put("border", {reply.id: "Opposition rejects", berg.id: "Anna Berg"}, "for the book", by="ana")
    assert [(one.kind, one.what, one.note) for one in shelf.dossier("border")] == [
        ("document", "Opposition rejects", "for the book"),
        ("entity", "Anna Berg", "for the book"),
    ]
    with Record(store).in_dossier("border") as inside:
        assert {line.path for line in inside.lines() if not line.involves(berg.id)} == {reply.path}
        assert any(line.path.endswith("a_visit.txt") for line in inside.lines())
    shelf.take("border", [berg.id], by="ana")
    with Record(store).in_dossier("border") as inside:
        assert [document.id for document in inside.documents()] == [reply.id]


def test_a_story_is_the_one_that_has_most_of_some_documents() -> None:
    """Whichever of them it begins with; none where it has none of them."""
    stories = gather(PAPERS)
    assert story_of(stories, {"doc:2", "doc:3", "doc:4"}) == stories[0]
    assert story_of(stories, {"doc:2", "doc:9"}) == stories[1]
    assert story_of(stories, {"doc:9"}) is None


def test_a_story_in_a_dossier_is_found_when_its_first_article_has_changed(tmp_path: Path) -> None:
    """Its id is of the first document; the decision tells its documents and their paths, by which it is found again."""
    folder = write_articles(tmp_path / "articles")
    store, other = open_store(None), open_store(None)
    read_paths([folder], store, steps=steps())
    shelf = Stories(store)
    story = shelf.all[0]
    shelf.put("border", {story.id: "a story"}, by="ana")
    first = next(one for one in store.documents() if one.id == story.documents[0])
    text = Path(first.path).read_text(encoding="utf-8")
    Path(first.path).write_text(text.rstrip() + " It rained.\n", encoding="utf-8")
    read_paths([folder], other, steps=steps())
    other.add_decisions(store.decisions())
    assert story.id not in {one.id for one in Stories(other).all}
    documents, claims = Stories(other).claims_in("border")
    changed = next(one for one in other.documents() if one.path == first.path)
    assert changed.id in documents
    assert claims
