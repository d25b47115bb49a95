"""What a web page says of itself: address, title, authors, publisher, dates.

In:   the parsed page, and its source for the browser's "saved from" comment.
Out:  metadata, each date with the field it stands in.

JSON-LD is read first, then meta tags, then <time>. Fields that hold the date of a change are not read.
Written here, not taken from a library, because each date must name its basis and the source of a wrong one be
found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from letopis import lexicon
from letopis.document import CHANGED, Published
from letopis.read.addresses import clean_address
from letopis.read.assemble import Metadata
from letopis.read.clean import one_line
from letopis.read.dates import stated_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->|<!--\s*Page saved with SingleFile\s+url:\s*(\S+)"
)
_ARTICLE_TYPE = re.compile(r"Article|Report|Posting|Story")
_HOME = re.compile(r"https?://[^/]+/?")
_DEEPEST = 40
LONGEST_STAMP = 120  # code points of "By Anna Berg | September 3, 2020, 10:15 a.m. EDT"
_ASIDE = "ancestor::aside or ancestor::footer or ancestor::nav"
_STAMP_CLASS = re.compile(
    r"\b(?:pub|post|entry|article)?[-_]?(?:date|dateline|published|pubdate|timestamp|byline|meta)\b"
)


def find_metadata(tree: HtmlElement, markup: str) -> Metadata:
    """The metadata of a page; what it does not say is None."""
    meta = _meta(tree)
    article = next(_articles(tree), {})
    return Metadata(
        url=_url(tree, meta, article, markup),
        title=_title(tree, meta, article),
        byline=_names(article.get("author")) or _first(meta, "author") or _marked_author(tree),
        publisher=_first(meta, "site_name") or _names(article.get("publisher")),
        dates=tuple(_dates(tree, meta, article)),
    )


def _meta(tree: HtmlElement) -> dict[str, list[str]]:
    """Lower-case name, property or itemprop of each meta tag → its contents."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = one_line(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").lower()
            if key and content:
                found.setdefault(key, []).append(content)
    return found


def _first(meta: dict[str, list[str]], field: str) -> str | None:
    """The content of the first meta tag that metafields.tsv lists for a field."""
    for row in lexicon.table("metafields"):
        content = meta.get(row["name"], [""])[0] if row["field"] == field else ""
        if content and not (field == "author" and content.startswith("http")):
            return content
    return None


def stated_body(tree: HtmlElement) -> list[str]:
    """The paragraphs of the article that a page states in its JSON-LD; none where it states no body in several."""
    for article in _articles(tree):
        body = article.get("articleBody")
        if isinstance(body, str) and "\n" in body.strip():
            return [text for part in body.splitlines() if (text := one_line(part))]
    return []


def _articles(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD nodes of the page that are an article, in page order."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _article_nodes(found, 0)


def _article_nodes(node: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        for one in node:
            yield from _article_nodes(one, depth + 1)
    elif isinstance(node, dict):
        if any(_ARTICLE_TYPE.search(str(kind)) for kind in _listed(node.get("@type"))):
            yield node
        yield from _article_nodes([node.get("@graph"), node.get("mainEntity")], depth + 1)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _names(value: Any) -> str | None:
    """The names of JSON-LD people or organisations, joined by commas."""
    names = [one.get("name") if isinstance(one, dict) else one for one in _listed(value)]
    kept = [one_line(name) for name in names if isinstance(name, str) and not name.startswith("http")]
    return ", ".join(dict.fromkeys(name for name in kept if name)) or None


def _url(tree: HtmlElement, meta: dict[str, list[str]], article: dict[str, Any], markup: str) -> str | None:
    """The page's own address; that of a home page is none of an article."""
    saved = _SAVED_FROM.search(markup[:5000])
    main = article.get("mainEntityOfPage")
    written: list[Any] = [
        link.get("href") for link in tree.iter("link") if "canonical" in (link.get("rel") or "").lower()
    ]
    written += [_first(meta, "url"), article.get("url"), main.get("@id") if isinstance(main, dict) else main]
    written += [saved[1] or saved[2]] if saved else []
    for one in written:
        if isinstance(one, str) and one.lower().startswith("http"):
            url = clean_address(one_line(one).replace(" ", "%20"))
            if url and not _HOME.fullmatch(url):
                return url
    return None


def _title(tree: HtmlElement, meta: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    """The headline: the only h1, else JSON-LD's, the meta tags', or the window's without the site's name."""
    heads = [text for head in tree.iter("h1") if (text := one_line(head.text_content()))]
    stated = article.get("headline")
    site = _first(meta, "site_name") or _names(article.get("publisher"))
    window = [one_line(title.text_content()) for title in tree.iter("title")][:1]
    found: Iterable[Any] = (*(heads if len(heads) == 1 else []), stated, _first(meta, "title"), *window)
    for one in found:
        if isinstance(one, str) and (title := one_line(one)):
            return _without_site(title, site)
    return None


def _without_site(title: str, site: str | None) -> str:
    for mark in (" | ", " - ", " – ", " — "):
        head, found, tail = title.rpartition(mark)
        if found and site and tail.casefold() == site.casefold():
            return head
    return title


def _dates(tree: HtmlElement, meta: dict[str, list[str]], article: dict[str, Any]) -> Iterator[Published]:
    """Each publication date that the page states, JSON-LD before meta tags before <time>."""
    stated = article.get("datePublished")
    if isinstance(stated, str) and (found := stated_date(one_line(stated), "json-ld")):
        yield found
    for row in lexicon.table("metafields"):
        for content in meta.get(row["name"], []) if row["field"] == "published" else []:
            if found := stated_date(content, "meta"):
                yield found
    if found := _time_element(tree) or _dated_element(tree):
        yield found
    yield from _changes(meta, article)


def _changes(meta: dict[str, list[str]], article: dict[str, Any]) -> Iterator[Published]:
    """Each date on which the page says that its article was changed."""
    stated = [article.get("dateModified")]
    for row in lexicon.table("metafields"):
        stated += meta.get(row["name"], []) if row["field"] == CHANGED else []
    for written in stated:
        if isinstance(written, str) and (found := stated_date(one_line(written), CHANGED)):
            yield found


def _marked_author(tree: HtmlElement) -> str | None:
    """The text of what the page marks as the author; None where that is too long for names."""
    for element in tree.xpath("//*[@rel='author' or @itemprop='author']"):
        names = one_line(element.text_content())
        if 0 < len(names) < LONGEST_STAMP:
            return names.removeprefix("By ")
    return None


def _dated_element(tree: HtmlElement) -> Published | None:
    """The date in a short element that is styled as a date or byline, outside of side columns."""
    for element in tree.iter("span", "div", "p", "li", "small"):
        if not _STAMP_CLASS.search(element.get("class", "")) or element.xpath(_ASIDE):
            continue
        written = one_line(element.text_content())
        if (
            len(written) < LONGEST_STAMP
            and "pdated" not in written
            and (found := stated_date(written, "meta"))
        ):
            return found
    return None


def _time_element(tree: HtmlElement) -> Published | None:
    """The date of the first <time>, or element marked as of publication; not that of a change or link."""
    for element in tree.iter("time", "span", "abbr"):
        marked = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if element.tag != "time" and "datepublished" not in marked:
            continue
        if "modif" in marked or "updat" in marked or element.xpath(_ASIDE):
            continue
        written = element.get("datetime") or element.get("content") or element.text_content()
        if found := stated_date(one_line(written), "meta"):
            return found
    return None
