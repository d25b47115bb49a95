"""Every question that can be asked of a record; each answer is rows of view/.

In:   a store; names as a user types them.
Out:  rows and profiles. What takes more than a call of the store and one of view/ is a class in a module of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from letopis import meanings, view
from letopis.claim import ClaimKind
from letopis.disputes import DisagreementsAsked, Disputes
from letopis.document import Rejected
from letopis.errors import UsageError
from letopis.eventdata import Events, EventsAsked, SeriesAsked
from letopis.explaining import Explaining, is_named
from letopis.holders import Holders, SpellsAsked
from letopis.origin import without_copies
from letopis.outlets import Outlets
from letopis.plans import Plans, PlansAsked
from letopis.positions import positions_of, positions_of_all
from letopis.profile import ACTING, CastMember, Line, Match, Profile, Wanted
from letopis.states import StateAsked, States
from letopis.store import Store
from letopis.times import Interval


class Questions:
    """What is asked of an open record.

    Names are those of people, organisations and countries, in full or in part, or the ids of entities. An
    unknown or ambiguous one raises UsageError with suggestions. Any method may raise RecordError when the
    file is broken, EvidenceError when a claim's words are no longer in its document.
    """

    store: Store
    folds_copies = False  # True leaves out of lists what copies only tell again; `folded` counts it
    folded = 0

    def find(self, name: str) -> CastMember:
        """The one that a name means.

        Raises:
            UsageError: nobody in the record is called so, or several are.
        """
        return view.find_member(self.store.cast(), name)

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
        return view.timeline(self._shown(self.store.lines(wanted)), wanted.kinds, period)

    def cast(self, kinds: Iterable[str] = ()) -> list[view.CastRow]:
        """Who is in the record, most claims first; without `kinds` all but offices, times and quantities."""
        joined = {
            proof.claim: succession.office.shown
            for succession in Holders(self.store).successions()
            for spell in succession.spells
            for proof in spell.proofs
        }
        return view.cast_rows(self.store.cast(), self._lines(ClaimKind.TENURE), tuple(kinds), joined)

    def who(self, name: str) -> Profile:
        """One of the cast, with every line that tells of them."""
        member = self.find(name)
        return view.profile(member, self._shown(self.store.lines(Wanted(entity=member.entity.id))))

    def why(self, name: str) -> list[view.ReasonRow]:
        """Why the mentions of one of the cast are one: judgements with their evidence, the least sure first."""
        from letopis.reasons import why_one

        return why_one(self.store, self.find(name).entity)

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
        said = [found for told in meanings.words_for(theme) for found in self.store.find_contents(told)]
        return view.rank_matches(by_words, meanings.theme_similarities(theme, self.store), said)

    def without_vectors(self) -> int:
        """How many statements have no sentence vector of the weights in use, so that no theme finds them by meaning."""
        with_vector = set(meanings.own_vectors(self.store))
        return sum(line.claim.id not in with_vector for line in self._statements())

    def _matches(self, theme: str | None) -> dict[str, Match] | None:
        return self.about(theme) if theme is not None else None

    def _offices(self) -> view.Offices:
        return view.Offices(self._lines(ClaimKind.TENURE))

    def _statements(self, speaker: str | None = None) -> list[Line]:
        roles = ("speaker",) if speaker is not None else ()
        return self._shown(
            self.store.lines(Wanted(kinds=(ClaimKind.STATEMENT,), entity=speaker, roles=roles))
        )

    def office(self, name: str, asked: SpellsAsked | None = None) -> list[view.SpellRow]:
        """Who held the offices whose titles or body have these words: one row a spell, oldest first."""
        return Holders(self.store).office(name, asked or SpellsAsked())

    def career(self, name: str, asked: SpellsAsked | None = None) -> list[view.SpellRow]:
        """The spells of one person in all offices, oldest first."""
        return Holders(self.store).career(self.find(name).entity.id, asked or SpellsAsked())

    def disagreements(
        self, about: str | None = None, asked: DisagreementsAsked | None = None
    ) -> list[view.DisagreementRow]:
        """Where reports of one fact differ; `about` is a name of the cast, else words of the fact or its sentences."""
        asked = asked or DisagreementsAsked()
        if about is not None:
            with suppress(UsageError):
                asked = replace(asked, entity=self.find(about).entity.id)
            asked = asked if asked.entity else replace(asked, theme=about)
        return Disputes(self.store).rows(asked)

    def newest(self) -> date:
        """The day on which the newest article of the record appeared."""
        return Holders(self.store).newest

    def tenures(self, name: str) -> list[view.OfficeRow]:
        """What each article claims of the offices whose name, or whose organisation's name, has these words."""
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

    def event(self, id: str, known_by: Interval | None = None) -> view.RetoldEvent:
        """One event, by its id, a claim's or the beginning of one, as all its reports tell it (those known by a day).

        Raises:
            UsageError: there is no such event, or nothing of it was known by then.
        """
        return self._events().event(self.full_id(id, ("evt", "clm")), known_by)

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
        return view.ties(self._shown(self._lines(ClaimKind.TIE)), *ids)

    def plans(self, asked: PlansAsked | None = None) -> list[view.PlanRow]:
        """What has been announced, by when it is due, and what became of it.

        Raises:
            UsageError: a name that nobody has.
        """
        return Plans(self.store).rows(asked)

    def positions(
        self, name: str, theme: str | None = None, known: Interval | None = None
    ) -> list[view.PositionRow]:
        """What one said and did for and against a theme, oldest first, with the shifts between plain stances; without
        a theme, all that one was for or against, theme by theme.

        Raises:
            UsageError: a name that nobody has, or the theme has no word.
        """
        if theme is None:
            return positions_of_all(self.store, self.find(name).entity.id, known)
        return positions_of(self.store, self.find(name).entity.id, theme, self.about(theme), known)

    def plan(self, id: str, asked: PlansAsked | None = None) -> view.PlanRow:
        """One plan, by its id or that of a claim that tells of it.

        Raises:
            UsageError: no plan has such an id, or several have.
        """
        return Plans(self.store).row(id, asked)

    def as_of(self, asked: StateAsked | None = None) -> list[view.StateRow]:
        """How it stood on a day: offices, ties, open plans, conflicts, latest positions and figures.

        Raises:
            UsageError: a name that nobody has.
        """
        return States(self.store).rows(asked)

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
        line = self.store.lines(Wanted(ids=(self.full_id(claim, "clm"),), rejected=True))[0]
        document = self.store.document(line.claim.document)
        is_statement = line.claim.kind is ClaimKind.STATEMENT
        others = self.store.lines(Wanted(document=document.id)) if is_statement else []
        return view.show_claim(line, document, self.store.sentences(document.id), others)

    def reports(self, claim: str, known_before: date | None = None) -> view.Reports:
        """All reports of what a claim tells, by the claim's id or its beginning; what had appeared by a day alone.

        Raises:
            UsageError: no claim has such an id, or several have; or nothing had appeared by then.
        """
        own = self.full_id(claim, "clm")
        lines = self.store.reports_of(own, known_before)
        if not lines:
            raise UsageError(
                f"nothing that tells of {claim} had appeared before {known_before}; give a later day"
            )
        return view.reports(lines, lines[0].support)

    def explain(self, document: str, words: str | None = None) -> view.Explanation | Rejected:
        """Why something of a document (by path, the end of it, or id) is not in the record; or why it was rejected.

        Args:
            words: only of the sentences, or skipped blocks, in which these stand.

        Raises:
            UsageError: there is no such document, or the words do not stand in it.
            ModelError: the weights are missing or damaged.
        """
        explaining = Explaining(self.store)
        rejected = explaining.rejected(document) if self.document_of_path(document) is None else None
        return rejected or explaining.explain(self.document_id(document), words)

    def document_id(self, document: str) -> str:
        """The whole id of a document, by its path, the end of it, its id or the beginning of one.

        Raises:
            UsageError: there is none, or several can be meant.
        """
        found = self.document_of_path(document)
        if found is None and document.strip() and not self.store.ids_like(document):
            raise UsageError(f"there is no document {document!r}; letopis documents lists them")
        return found or self.full_id(document, "doc")

    def document_of_path(self, name: str) -> str | None:
        """The id of a document by its path or the end of it; None where none is named so.

        Raises:
            UsageError: several paths end so.
        """
        whole = self.store.document_at(name)
        if whole is not None or not name.strip():
            return whole
        found = {id: path for id, path in self.store.paths().items() if is_named(path, name)}
        if len(found) > 1:
            raise UsageError(
                f"{name!r} can be {', '.join(sorted(found.values())[:5])}; give more of the path"
            )
        return next(iter(found), None)

    def full_id(self, beginning: str, prefix: str | Sequence[str] | None = None) -> str:
        """The whole id that begins so; with `prefix` ("clm", "doc", "ent", "evt") of that sort only, or of those.

        Raises:
            UsageError: none does, or several do.
        """
        if not beginning.strip():
            raise UsageError("an empty id was given; lists show the ids at their end")
        found = [*self.store.ids_like(beginning), *self.store.events_like(beginning)]
        allowed = ("",) if prefix is None else (prefix,) if isinstance(prefix, str) else tuple(prefix)
        found = [known for known in found if known.startswith(allowed)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise UsageError(
                f"no id in the record begins with {beginning!r}; lists show the ids at their end"
            )
        raise UsageError(f"{beginning!r} can be {', '.join(found[:5])}; give more of the id")

    def _shown(self, lines: list[Line]) -> list[Line]:
        """The lines that a list shows."""
        kept = without_copies(lines) if self.folds_copies else lines
        self.folded += len(lines) - len(kept)
        return kept

    def _lines(self, kind: ClaimKind) -> list[Line]:
        return self.store.lines(Wanted(kinds=(kind,)))
