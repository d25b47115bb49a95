"""Arrange what the store gives, for a reader.

In:   lines, cast, holdings, documents.
Out:  rows and profiles, the same for the terminal, the exports and a page.

Pure functions: nothing is read from a file, nothing is decided.
"""

from letopis.view.holders import Held, Offices
from letopis.view.lists import offices, plans, search, ties
from letopis.view.names import find_member, telling_words
from letopis.view.people import cast_rows, profile
from letopis.view.rows import CastRow, DocumentRow, HitRow, LineRow, OfficeRow, document_rows, line_row
from letopis.view.show import Shown, show_claim
from letopis.view.statements import Saying, StatementRow, said
from letopis.view.themes import rank_matches
from letopis.view.timeline import Timeline, timeline

__all__ = [
    "CastRow",
    "DocumentRow",
    "Held",
    "HitRow",
    "LineRow",
    "OfficeRow",
    "Offices",
    "Saying",
    "Shown",
    "StatementRow",
    "Timeline",
    "cast_rows",
    "document_rows",
    "find_member",
    "line_row",
    "offices",
    "plans",
    "profile",
    "rank_matches",
    "said",
    "search",
    "show_claim",
    "telling_words",
    "ties",
    "timeline",
]
