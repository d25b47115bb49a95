"""Web addresses in text: broken ones mended, the article's own told from links to other pages.

In:   the lines of a saved page, or the addresses that an HTML page gives for itself.
Out:  lines with whole addresses; the article's own address, its date, the words of its slug.

An address is the article's own only where the page says so: after a label ("Original url:"), as a header or
footer of printed pages, or alone on the first line. Any other is a link to another page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

from letopis import lexicon
from letopis.read.dates import months
from letopis.read.pageparts import after_label, fold, kinds_of
from letopis.times import Interval, month_of, one_day

LONG_LINE = 55  # code points; an address shorter than that was not broken by the width of a page
LONGEST_HEADER = 400  # code points of a title with its address
_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"“”{}|\\^`]+", re.IGNORECASE)
_TITLE_AND_URL = re.compile(rf".*\S\s+(?P<url>{_URL.pattern})", re.IGNORECASE)
_ALONE = re.compile(
    rf"(?P<url>{_URL.pattern})(?:\s+(?P<page>\d{{1,4}}\s*(?:/|of)\s*\d{{1,4}}))?", re.IGNORECASE
)
_REST = re.compile(r"[\w\-./%?&=#~+:,;@!$'()*]+")
_IN_PATH = re.compile(r"[-/=&?%#_.\d]")
_DAY = re.compile(r"(?<!\d)((?:1[89]|20)\d\d)([-/._])(0?[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01]|[1-9])(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)()(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_NAMED_DAY = re.compile(r"/((?:1[89]|20)\d\d)/([a-z]{3,9})/(\d{1,2})(?!\d)")
_MONTH = re.compile(r"/((?:1[89]|20)\d\d)[/-](0[1-9]|1[0-2])(?!\d)")
_TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|cmpid)=[^&]*&?")
_ID_TOKEN = re.compile(r"(?:[a-z]{0,4}\d+[a-z\d]*|[\da-f]{8,})")
_SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu", "gob", "or", "go"})


def mend_addresses(lines: Sequence[str]) -> list[str]:
    """The lines with every address that was broken over several of them on one, in its place."""
    mended: list[str] = []
    for line in lines:
        before = mended[-1] if mended else ""
        if before and _is_broken(before, line):
            mended[-1] = before + line.strip()
        else:
            mended.append(line)
    return mended


def is_address(line: str) -> bool:
    """True when a line is an address and nothing more, but for a printed page's number."""
    return _ALONE.fullmatch(line.strip()) is not None


def own_address(paragraphs: Sequence[str]) -> str | None:
    """The address that the page gives as its own, or None; links to other pages are never it."""
    for number, paragraph in enumerate(paragraphs):
        if "own_url" not in kinds_of(paragraph):
            continue
        rest = after_label(paragraph, "own_url") or (
            paragraphs[number + 1] if number + 1 < len(paragraphs) else ""
        )
        match = _URL.match(rest)
        if match:
            return clean_address(match[0])
    return _printed_address(paragraphs)


def printed_headers(paragraphs: Sequence[str]) -> frozenset[str]:
    """Paragraphs that a browser prints on every page: a title and behind it the address."""
    ending = [text for text in paragraphs if len(text) < LONGEST_HEADER and _TITLE_AND_URL.fullmatch(text)]
    counts = Counter(ending)
    return frozenset(text for text in ending if counts[text] > 1 or text == paragraphs[0])


def clean_address(url: str) -> str | None:
    """`url` without fragment, tracking and the punctuation behind it; None where it names no web page."""
    url = url.strip().rstrip(".,;:!?'’»*")
    while url.endswith(")") and url.count("(") < url.count(")"):
        url = url[:-1]
    parts = _split(url if "//" in url[:9] else f"https://{url}")
    if parts is None or "." not in parts.netloc:
        return None
    query = _TRACKING.sub("", parts.query).rstrip("&")
    return urlunsplit((parts.scheme.lower(), parts.netloc, parts.path, query, ""))


def date_in_address(url: str) -> Interval | None:
    """The day (or month) in the path of an address: /2020/09/03/, /2020/sep/03/, -20200903, /2020/09/."""
    parts = _split(url)
    path = parts.path.lower() if parts else ""
    for found in _NAMED_DAY.finditer(path):
        month = months().get(found[2])
        if month and (interval := _day(found[1], str(month), found[3])):
            return interval
    for found in (*_DAY.finditer(path), *_COMPACT_DAY.finditer(path)):
        if interval := _day(found[1], found[3], found[4]):
            return interval
    month_found = _MONTH.search(path)
    return month_of(int(month_found[1]), int(month_found[2])) if month_found else None


def title_in_address(url: str) -> str | None:
    """The words of the slug, at least three: "ministers-agree-budget-a123" → "Ministers agree budget"."""
    parts = _split(url)
    segments = [segment for segment in (parts.path if parts else "").split("/") if segment]
    slug = max(segments, key=lambda segment: segment.count("-") + segment.count("_"), default="")
    words = [word for word in re.split(r"[-_+]|%20", re.sub(r"\.\w{2,5}$", "", slug)) if word]
    while words and _ID_TOKEN.fullmatch(words[-1].lower()):
        words.pop()
    while words and words[0].isdigit():
        words.pop(0)
    if len(words) < 3 or not all(word.isalnum() for word in words):
        return None
    title = " ".join(words)
    return title[0].upper() + title[1:]


def outlet_named(line: str) -> str | None:
    """The outlet whose name is all of a line, or None."""
    return _outlets().get(fold(line)) if len(line) < LONG_LINE else None


def publisher_at(url: str) -> str | None:
    """Who publishes at an address: the name in publishers.tsv, else the registered domain."""
    parts = _split(url)
    host = (parts.hostname or "") if parts else ""
    labels = host.split(".")
    known = _publishers()
    for start in range(len(labels) - 1):
        if name := known.get(".".join(labels[start:])):
            return name
    if len(labels) < 2 or not all(labels):
        return None
    second = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3:] if second else labels[-2:])


@cache
def _publishers() -> dict[str, str]:
    """Domain → name of the outlet."""
    return {domain: row["name"] for row in lexicon.table("publishers") for domain in row["domain"].split("|")}


@cache
def _outlets() -> dict[str, str]:
    """Folded name → name of the outlet."""
    return {fold(row["name"]): row["name"] for row in lexicon.table("publishers")}


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        return parts if parts.scheme.lower() in ("http", "https") and parts.hostname else None
    except ValueError:  # unbalanced brackets and the like
        return None


def _is_broken(before: str, line: str) -> bool:
    """True when `line` is the rest of the address that ends `before`."""
    rest = line.strip()
    words = before.split()
    if not words or not _URL.match(words[-1]) or not _REST.fullmatch(rest) or _URL.match(rest):
        return False
    if len(before.strip()) < LONG_LINE and words[-1][-1] not in "-/=&?_%":
        return False
    return _IN_PATH.search(rest) is not None or rest.islower()


def _printed_address(paragraphs: Sequence[str]) -> str | None:
    """The address on the first line, or with a page number, or at the foot of several printed pages."""
    alone = [match for match in (_ALONE.fullmatch(paragraph) for paragraph in paragraphs) if match]
    numbered = [match["url"] for match in alone if match["page"]]
    repeated = [url for url, count in Counter(match["url"] for match in alone).items() if count > 1]
    first = [match["url"] for match in (_ALONE.fullmatch(paragraphs[0]),) if match] if paragraphs else []
    first += [
        match["url"] for match in map(_TITLE_AND_URL.fullmatch, sorted(printed_headers(paragraphs))) if match
    ]
    found = [*numbered, *first, *(repeated if len(repeated) == 1 else [])]
    return clean_address(found[0]) if found else None


def _day(year: str, month: str, day: str) -> Interval | None:
    try:
        return one_day(date(int(year), int(month), int(day)))
    except ValueError:
        return None
