"""A record, opened: what has been read, and every question that can be asked of it.

    with letopis.read(["articles/"]) as record:
        for row in record.timeline().dated:
            print(row.date, row.who, row.what, row.words)

Lists are rows of view/; `claims` gives the claims as they are stored, `export` the lines of the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any

from letopis import export, pipeline, view
from letopis.bound import UNDATED, Bound
from letopis.claim import Claim, ClaimKind, Modality
from letopis.document import Document
from letopis.entity import Entity
from letopis.errors import NothingReadError, UsageError
from letopis.eventdata import Events, EventsAsked, SeriesAsked
from letopis.outlet import TraitKind
from letopis.outlets import Outlets
from letopis.profile import ACTING, CastMember, Line, Match, Profile, Wanted
from letopis.run import Run
from letopis.store import Store, open_store
from letopis.times import Interval, parse_date

DEFAULT_PATH = "record.letopis"


class Record:
    """A record, open; a context manager.

    Names are those of people, organisations and countries, in full or in part, or the ids of entities. An
    unknown or ambiguous one raises UsageError with suggestions. Any method may raise RecordError when the
    file is broken, EvidenceError when a claim's words are no longer in its document.
    """

    def __init__(self, store: Store, run: Run | None = None) -> None:
        """Use `Record.open` or `read`; `run` is the one that has just filled it."""
        self.store = store
        self.run = run

    @classmethod
    def open(cls, path: str | Path | None, *, create: bool = False) -> Record:
        """The record at `path`; in memory when that is None.

        Raises:
            RecordError: the file is missing (and `create` false), foreign, broken or of another schema.
        """
        return cls(open_store(Path(path) if path is not None else None, create=create))

    def close(self) -> None:
        """Lets the file go; a record in memory is lost."""
        self.store.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Record {self.store.name}>"

    # What is in it

    def documents(self) -> list[Document]:
        """All documents, by path."""
        return self.store.documents()

    def holdings(self) -> list[view.DocumentRow]:
        """Every file that was given: read, with what was found in it, or rejected, with the reason."""
        return view.document_rows(self.store.holdings())

    def date_bounds(self, document: str) -> list[Bound]:
        """What proves between which days a document without a date appeared; empty where its date is told.

        Raises:
            RecordError: there is no such document.
        """
        if self.store.document(document).published.basis not in UNDATED:
            return []
        return self.store.date_bounds().get(document, [])

    def claims(self, wanted: Wanted | None = None) -> list[Claim]:
        """Claims, by path, place in the text and id."""
        return self.store.claims(wanted)

    def entities(self) -> list[Entity]:
        """All entities, by name."""
        return self.store.entities()

    def find(self, name: str) -> CastMember:
        """The one that a name means.

        Raises:
            UsageError: nobody in the record is called so, or several are.
        """
        return view.find_member(self.store.cast(), name)

    # Questions

    def timeline(
        self, period: Interval | None = None, *, actor: str | None = None, wanted: Wanted | None = None
    ) -> view.Timeline:
        """What happened, was said, began and ended; `wanted` narrows it further.

        Args:
            period: only what can share a day with it; what has no date is left out then.
            actor: only where this one acts, speaks, holds or relates.
            wanted: kinds, types, modalities, least score.
        """
        wanted = wanted or Wanted()
        if period is not None:
            wanted = replace(wanted, since=period.start, until=period.end)
        if actor is not None:
            wanted = replace(wanted, entity=self.find(actor).entity.id, roles=ACTING)
        return view.timeline(self.store.lines(wanted), wanted.kinds, period)

    def cast(self, kinds: Iterable[str] = ()) -> list[view.CastRow]:
        """Who is in the record, most claims first; without `kinds` all but offices, times and quantities."""
        return view.cast_rows(self.store.cast(), self._lines(ClaimKind.TENURE), tuple(kinds))

    def who(self, name: str) -> Profile:
        """One of the cast, with every line that tells of them."""
        member = self.find(name)
        return view.profile(member, self.store.lines(Wanted(entity=member.entity.id)))

    def said(
        self, name: str | None = None, about: str | None = None, asked: view.Saying | None = None
    ) -> list[view.StatementRow]:
        """What somebody said, oldest first; what everybody said, without `name`.

        Args:
            name: the speaker.
            about: a theme, by its words or by what it means; what fits it best comes first.
            asked: what else must hold; `addressee` and `relay` are ids of entities.

        Raises:
            UsageError: the theme has no word.
            ModelError: the weights, which tell what a theme means, are missing or damaged.
        """
        asked = asked or view.Saying()
        if name is not None:
            asked = replace(asked, speaker=self.find(name).entity.id)
        lines = self._statements(asked.speaker)
        matches = self._matches(about)
        return view.said(lines, self._offices(), asked, matches)

    def quotes(self, name: str, about: str | None = None) -> list[view.QuoteRow]:
        """The first and the latest statement of somebody, on a theme where one is given."""
        speaker, matches = self.find(name).entity.id, self._matches(about)
        return view.first_and_latest(self._statements(speaker), self._offices(), speaker, matches)

    def undated_quotes(self, name: str, about: str | None = None) -> int:
        """How many statements of somebody (on a theme) have no date, so that they are neither first nor latest."""
        speaker, matches = self.find(name).entity.id, self._matches(about)
        return view.undated(self._statements(speaker), speaker, matches)

    def quotes_between(self, one: str, other: str, about: str | None = None) -> list[view.QuoteRow]:
        """What one said to or about the other and the other to or about the one, oldest first.

        Raises:
            UsageError: both are the same.
        """
        pair = [self.find(name).entity for name in (one, other)]
        if pair[0].id == pair[1].id:
            raise UsageError(f"{one!r} and {other!r} are the same, {pair[0].name}; name two")
        lines = [line for entity in pair for line in self._statements(entity.id)]
        matches = self._matches(about)
        named = [(entity.id, entity.name) for entity in pair]
        return view.between(lines, self._offices(), named, self.store.spoken_of(), matches)

    def sources(self, publisher: str | None = None, period: Interval | None = None) -> list[view.SourceRow]:
        """Who is cited, the most cited first: in the articles of one publisher, or published in a period."""
        return Outlets(self.store).cited(view.Citing(publisher, period))

    def source(self, name: str) -> view.SourceShown:
        """One source or publisher: what it is and who says so, how it is cited, whom it cites."""
        return Outlets(self.store).shown(name)

    def about(self, theme: str) -> dict[str, Match]:
        """The statements about a theme by their ids, and why: it has the words, words for it, or means the same.

        Raises:
            UsageError: the theme has no word.
            ModelError: the weights are missing or damaged.
        """
        words = " ".join(view.telling_words(theme)) or theme
        by_words = self.store.find_contents(words)
        said = [found for told in pipeline.words_for(theme) for found in self.store.find_contents(told)]
        return view.rank_matches(by_words, pipeline.theme_similarities(theme, self.store), said)

    def without_vectors(self) -> int:
        """How many statements have no sentence vector of the weights in use, so that no theme finds them by meaning."""
        with_vector = set(pipeline.own_vectors(self.store))
        return sum(line.claim.id not in with_vector for line in self._statements())

    def _matches(self, theme: str | None) -> dict[str, Match] | None:
        return self.about(theme) if theme is not None else None

    def _offices(self) -> view.Offices:
        return view.Offices(self._lines(ClaimKind.TENURE))

    def _statements(self, speaker: str | None = None) -> list[Line]:
        roles = ("speaker",) if speaker is not None else ()
        return self.store.lines(Wanted(kinds=(ClaimKind.STATEMENT,), entity=speaker, roles=roles))

    def office(self, name: str) -> list[view.OfficeRow]:
        """Who held the offices whose name, or whose organisation's name, has these words."""
        return view.offices(self._lines(ClaimKind.TENURE), name)

    def events(
        self,
        asked: EventsAsked | None = None,
        *,
        limit: int | None = None,
        page: int = 1,
        codebook: str | Path | None = None,
    ) -> view.EventPage:
        """What happened, by date, what has no date last; with `limit` page after page. `codebook` is a user's.

        Raises:
            UsageError: there is no such type, or a name that nobody has.
            DataError: the codebook breaks its form.
        """
        return self._events(codebook).page(asked or EventsAsked(), limit, page)

    def panel(
        self,
        countries: Iterable[str] = (),
        asked: SeriesAsked | None = None,
        *,
        codebook: str | Path | None = None,
    ) -> view.Panel:
        """Every pair of countries × every month: events, intensities, articles; also where nothing happened.

        Raises:
            UsageError: there is no such country, only one is named, or the panel were too large.
            DataError: the codebook breaks its form.
        """
        return self._events(codebook).panel(tuple(countries), asked or SeriesAsked())

    def relation(
        self, one: str, other: str, asked: SeriesAsked | None = None, *, codebook: str | Path | None = None
    ) -> view.Relation:
        """What two did to each other, month by month, with the events behind each point.

        Raises:
            UsageError: a name that nobody has, or both are the same.
            DataError: the codebook breaks its form.
        """
        return self._events(codebook).relation(one, other, asked or SeriesAsked())

    def figures(self, asked: view.FigureAsked | None = None) -> list[view.FigureRow]:
        """Figures, by date: of what, how much, compared with what."""
        return self._events().figures(asked or view.FigureAsked())

    def _events(self, codebook: str | Path | None = None) -> Events:
        from letopis.codebook import codebook_at

        return Events(self.store, codebook_at(Path(codebook) if codebook is not None else None))

    def ties(self, one: str | None = None, other: str | None = None) -> list[view.LineRow]:
        """Standing relations: all, those of one, or those between two."""
        ids = [self.find(name).entity.id for name in (one, other) if name is not None]
        return view.ties(self._lines(ClaimKind.TIE), *ids)

    def plans(self) -> list[view.LineRow]:
        """What has been announced, by when it is due."""
        return view.plans(self.store.lines(Wanted(modalities=(Modality.PLANNED,))))

    def search(self, words: str, limit: int = 50) -> list[view.HitRow]:
        """Claims, then places in texts, that have all the words; in quotation marks they are one phrase.

        Raises:
            UsageError: there is no letter or digit to search for.
        """
        found = self.store.search_claims(words, limit), self.store.search_passages(words, limit)
        return view.search(*found, words)

    def show(self, claim: str) -> view.Shown:
        """A claim in its sentence, by its id or the beginning of it.

        Raises:
            UsageError: no claim has such an id, or several have.
        """
        line = self.store.lines(Wanted(ids=(self.full_id(claim, "clm"),)))[0]
        document = self.store.document(line.claim.document)
        is_statement = line.claim.kind is ClaimKind.STATEMENT
        others = self.store.lines(Wanted(document=document.id)) if is_statement else []
        return view.show_claim(line, document, self.store.sentences(document.id), others)

    def full_id(self, beginning: str, prefix: str | None = None) -> str:
        """The whole id that begins so; with `prefix` ("clm", "doc", "ent") of that sort only.

        Raises:
            UsageError: none does, or several do.
        """
        found = self.store.ids_like(beginning)
        found = [known for known in found if prefix is None or known.startswith(prefix + ":")]
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageError(
                f"no id in the record begins with {beginning!r}; lists show the ids at their end"
            )
        raise UsageError(f"{beginning!r} can be {', '.join(found[:5])}; give more of the id")

    def lines(self, wanted: Wanted | None = None) -> list[Line]:
        """Claims with their names resolved, by path, place in the text and id."""
        return self.store.lines(wanted)

    def export(
        self, wanted: Wanted | None = None, *, codebook: str | Path | None = None, plover: bool = False
    ) -> Iterator[str]:
        """The lines of `export claims --format jsonl`, each with its line feed; events by a user's codebook; with
        `plover` the events alone, in PLOVER's layout.

        Raises:
            UsageError: both are asked for, or the codebook cannot be read.
            DataError: the codebook breaks its form.
        """
        from letopis.codebook import codebook_at

        if plover and codebook is not None:
            raise UsageError("--plover and --codebook exclude each other; give one")
        if plover:
            return export.export_plover(self.store.lines(wanted))
        by = codebook_at(Path(codebook)) if codebook is not None else None
        return export.export_claims(self.store.lines(wanted), by)

    # Changes

    def read(self, paths: Iterable[str | Path], *, published: str | None = None, workers: int = 1) -> Run:
        """Reads more files and folders into the record; more than one worker only under
        `if __name__ == "__main__":`, since each is a new process."""
        self.run = pipeline.read_paths(paths, self.store, published=published, workers=workers)
        return self.run

    def set_published(self, document: str, published: str, by: str = pipeline.USER) -> Document:
        """Dates a document (by id, its beginning, or path), and works out its times again.

        Raises:
            UsageError: `published` is no date, or there is no such document.
        """
        return pipeline.redate(self.store, self._document_id(document), published, by=by)

    def describe_outlet(
        self, name: str, traits: Mapping[TraitKind, str], by: str = pipeline.USER
    ) -> view.OutletProfile:
        """The profile of an outlet, with what a person says of it appended.

        Raises:
            UsageError: there is no such outlet.
        """
        return Outlets(self.store).describe(name, traits, by)

    def revoke_outlet(self, name: str) -> view.OutletProfile:
        """The profile of an outlet, without what persons said of it.

        Raises:
            UsageError: there is no such outlet.
        """
        return Outlets(self.store).revoke(name)

    def _document_id(self, document: str) -> str:
        paths = {found.path: found.id for found in self.store.documents()}
        return paths.get(document) or self.full_id(document, "doc")

    def _lines(self, kind: ClaimKind) -> list[Line]:
        return self.store.lines(Wanted(kinds=(kind,)))


def read(
    paths: str | Path | Iterable[str | Path],
    *,
    record: str | Path | None = None,
    published: str | None = None,
) -> Record:
    """A record with everything that files and folders hold; `record.run` says what came of them.

    Args:
        paths: a file or folder, or several.
        record: file to keep it in, made when it is not there; None keeps it in memory.
        published: EDTF `YYYY[-MM[-DD]]`, a publication date for all of them.

    Raises:
        NothingReadError: not one document could be read.
        UsageError: `published` is no date.
        RecordError: the record file is foreign, broken or of another schema.
    """
    pipeline.checked_date(published)
    several = pipeline.files_in([paths] if isinstance(paths, str | Path) else paths)
    opened = Record.open(record, create=True)
    try:
        check_read(opened.read(several, published=published), opened)
    except BaseException:
        opened.close()
        raise
    return opened


def check_read(run: Run, record: Record) -> None:
    """Nothing, when a run found at least one document.

    Raises:
        NothingReadError: it found none.
    """
    if run.read or run.known:
        return
    refused = record.store.holdings().rejected
    if not run.rejected:
        raise NothingReadError("the paths hold no file to read; name files, or folders that hold some")
    first = f"{refused[0].path}: {refused[0].reason}" if refused else ""
    raise NothingReadError(f"not one of {run.rejected} files could be read; the first: {first}")


def period(since: str | None, until: str | None) -> Interval | None:
    """The interval from the first day of `since` to the last day of `until`, or None when neither is given.

    Raises:
        UsageError: one is no date, or they are the wrong way round.
    """
    if since is None and until is None:
        return None
    try:
        first = parse_date(since).start if since is not None else None
        after = parse_date(until).end if until is not None else None
        return Interval(first, after)
    except ValueError as error:
        raise UsageError(f"--from, --to: {error}") from error


def as_object(row: Any) -> dict[str, Any]:
    """A row as a plain dict, for JSON: dates as ISO strings."""
    return {key: _plain(value) for key, value in asdict(row).items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
