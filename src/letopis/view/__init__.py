"""Arrange what the store gives, for a reader.

In:   lines, cast, holdings, documents.
Out:  rows and profiles, the same for the terminal, the exports and a page.

Pure functions: nothing is read from a file, nothing is decided.
"""

from letopis.view.asked_themes import AskedTheme, Family, ThemePart, theme_parts
from letopis.view.changes import ChangeRow
from letopis.view.decisions import DecisionRow, decision_rows, told_decision
from letopis.view.deeds import By, Deed, Spanning, deeds
from letopis.view.disagreements import DisagreementRow, disagreement_rows
from letopis.view.events import EventPage, EventRow, event_rows
from letopis.view.explain import Asked, Explanation, explain
from letopis.view.explain import at_place as explain_place
from letopis.view.figures import FigureAsked, FigureRow, figure_rows
from letopis.view.holders import Held, Offices
from letopis.view.lists import offices, search, ties
from letopis.view.moved import moved_positions
from letopis.view.names import ACTING_KINDS, find_member, suggestions, telling_words
from letopis.view.news import NewsRow, news
from letopis.view.outlets import OutletProfile, TraitRow, outlet_key, outlet_profile
from letopis.view.own_themes import KnownThemes
from letopis.view.panels import ApartRow, Panel, PanelRow, PanelShape, panel, panel_series, rows_of
from letopis.view.people import cast_rows, profile
from letopis.view.plan_rows import PlanRow, TurnRow, is_about, plan_rows, status_of
from letopis.view.planning import find_plans
from letopis.view.positions import PositionRow, ShiftRow, ToldTheme, all_positions, positions
from letopis.view.quotes import QuoteRow, between, first_and_latest, undated
from letopis.view.reasons import LIST, ChainWords, ReasonRow, reason_rows
from letopis.view.relations import Point, Relation, RelationShape, relation, relation_series
from letopis.view.reports import ReportRow, Reports, reports
from letopis.view.retold import RetoldEvent, ToldThing, ToldValue, VersionRow, once, retold_event
from letopis.view.rows import CastRow, DocumentRow, HitRow, LineRow, OfficeRow, document_rows, line_row
from letopis.view.show import Shown, show_claim
from letopis.view.sources import Citing, SourceRow, SourceShown, sources, with_profile
from letopis.view.spells import (
    ConflictRow,
    ProofRow,
    SpellRow,
    find_successions,
    spell_rows,
)
from letopis.view.state import (
    SECTIONS,
    StateRow,
    conflict_rows,
    latest_figures,
    office_rows,
    open_plan_rows,
    plan_as_of,
    plan_state,
    position_rows,
    tie_rows,
)
from letopis.view.statements import Saying, StatementRow, said
from letopis.view.themes import rank_matches
from letopis.view.ties_in_time import find_ties
from letopis.view.timeline import Timeline, timeline
from letopis.view.voices import Voices
from letopis.view.where import country_of

__all__ = [
    "ACTING_KINDS",
    "LIST",
    "SECTIONS",
    "ApartRow",
    "Asked",
    "AskedTheme",
    "By",
    "CastRow",
    "ChainWords",
    "ChangeRow",
    "Citing",
    "ConflictRow",
    "DecisionRow",
    "Deed",
    "DisagreementRow",
    "DocumentRow",
    "EventPage",
    "EventRow",
    "Explanation",
    "Family",
    "FigureAsked",
    "FigureRow",
    "Held",
    "HitRow",
    "KnownThemes",
    "LineRow",
    "NewsRow",
    "OfficeRow",
    "Offices",
    "OutletProfile",
    "Panel",
    "PanelRow",
    "PanelShape",
    "PlanRow",
    "Point",
    "PositionRow",
    "ProofRow",
    "QuoteRow",
    "ReasonRow",
    "Relation",
    "RelationShape",
    "ReportRow",
    "Reports",
    "RetoldEvent",
    "Saying",
    "ShiftRow",
    "Shown",
    "SourceRow",
    "SourceShown",
    "Spanning",
    "SpellRow",
    "StateRow",
    "StatementRow",
    "ThemePart",
    "Timeline",
    "ToldTheme",
    "ToldThing",
    "ToldValue",
    "TraitRow",
    "TurnRow",
    "VersionRow",
    "Voices",
    "all_positions",
    "between",
    "cast_rows",
    "conflict_rows",
    "country_of",
    "decision_rows",
    "deeds",
    "disagreement_rows",
    "document_rows",
    "event_rows",
    "explain",
    "explain_place",
    "figure_rows",
    "find_member",
    "find_plans",
    "find_successions",
    "find_ties",
    "first_and_latest",
    "is_about",
    "latest_figures",
    "line_row",
    "moved_positions",
    "news",
    "office_rows",
    "offices",
    "once",
    "open_plan_rows",
    "outlet_key",
    "outlet_profile",
    "panel",
    "panel_series",
    "plan_as_of",
    "plan_rows",
    "plan_state",
    "position_rows",
    "positions",
    "profile",
    "rank_matches",
    "reason_rows",
    "relation",
    "relation_series",
    "reports",
    "retold_event",
    "rows_of",
    "said",
    "search",
    "show_claim",
    "sources",
    "spell_rows",
    "status_of",
    "suggestions",
    "telling_words",
    "theme_parts",
    "tie_rows",
    "ties",
    "timeline",
    "told_decision",
    "undated",
    "with_profile",
]
