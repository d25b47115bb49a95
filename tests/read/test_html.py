"""Web pages: main text, captions in their places, metadata with their basis."""

from __future__ import annotations

import json

from letopis.document import BlockKind, Document
from letopis.read import read_bytes

PARAGRAPHS = (
    "Anna Berg won the presidential election in Norland on Wednesday, the election commission said after all votes had been counted.",
    "Her rival Karl Stein conceded defeat before midnight and wished her well in a short speech to his supporters in Norburg.",
    "Berg, a former minister of finance, will take office in January. She promised to publish the budget within a month.",
)


def page(*, head: str = "", top: str = "", middle: str = "", foot: str = "") -> bytes:
    """A news page with navigation, an article of three paragraphs, and what the test puts into it."""
    body = f"<p>{PARAGRAPHS[0]}</p>{middle}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p>"
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Berg wins in Norland | Norland Wire</title>"
        f"{head}</head><body><header><nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>World</a></li></ul></nav></header>"
        f"<main><article><h1>Berg wins in Norland</h1>{top}{body}</article></main>{foot}"
        "<footer><p>Copyright 2021 Norland Wire</p><a href='https://www.example.org/2031/01/01/other'>Other</a></footer>"
        "</body></html>"
    ).encode()


def read(raw: bytes, path: str = "a.html") -> Document:
    """The document of a page that is one."""
    found = read_bytes(raw, path=path)
    assert isinstance(found, Document), found
    return found


def blocks_of(document: Document) -> list[tuple[str, str]]:
    """Kind and text of each block."""
    return [(str(b.kind), document.text[b.start : b.end]) for b in document.blocks]


def ld(**fields: object) -> str:
    """A JSON-LD script of one article."""
    return f"<script type='application/ld+json'>{json.dumps({'@type': 'NewsArticle', **fields})}</script>"


def test_main_text_is_read_without_navigation() -> None:
    """Title and paragraphs are the text; menus and footers are not."""
    found = blocks_of(read(page()))
    assert found == [("title", "Berg wins in Norland"), *(("body", text) for text in PARAGRAPHS)]


def test_json_ld_goes_before_meta_and_time() -> None:
    """Each date is kept with its basis, JSON-LD first; dates of change come last and date nothing."""
    head = (
        "<meta property='article:published_time' content='2020-09-04T01:00:00Z'>"
        "<meta property='article:modified_time' content='2021-01-01'>"
        + ld(datePublished="2020-09-03T23:30:00+03:00", dateModified="2021-02-02", headline="x")
    )
    document = read(page(head=head, top="<time datetime='2020-09-05'>5 Sept</time>"))
    assert [(c.basis, c.interval.edtf) for c in document.candidates] == [
        ("json-ld", "2020-09-03"),
        ("meta", "2020-09-04"),
        ("meta", "2020-09-05"),
        ("changed", "2021-02-02"),
        ("changed", "2021-01-01"),
    ]
    assert document.published == document.candidates[0]


def test_address_dated_well_before_the_metadata_goes_first() -> None:
    """A page that was moved to a new site carries the date of the move; its address keeps the old one."""
    head = "<link rel='canonical' href='https://www.example.org/2009/03/02/berg-wins'>" + ld(
        datePublished="2015-06-01"
    )
    document = read(page(head=head))
    assert (document.published.basis, document.published.interval.edtf) == ("url", "2009-03-02")


def test_page_without_date_stays_unknown() -> None:
    """Neither a footer's copyright nor a link to another page dates the article."""
    document = read(page())
    assert document.published.basis == "unknown"
    assert document.published.interval.is_open
    assert document.candidates == ()


def test_metadata_name_title_authors_publisher_and_address() -> None:
    """JSON-LD and meta tags give what they name; the address is without fragment."""
    head = "<meta property='og:url' content='https://www.example.org/berg-wins?utm_source=x#top'>" + ld(
        headline="Berg wins in Norland",
        author=[{"@type": "Person", "name": "Jon Lind"}, {"@type": "Person", "name": "Maria Ode"}],
        publisher={"@type": "Organization", "name": "Norland Wire"},
    )
    document = read(page(head=head))
    assert (document.title, document.title_basis) == ("Berg wins in Norland", "metadata")
    assert document.byline == "Jon Lind, Maria Ode"
    assert document.publisher == "Norland Wire"
    assert document.url == "https://www.example.org/berg-wins"


def test_browser_comment_names_the_address() -> None:
    """A browser writes into a saved page where it was saved from."""
    raw = page().replace(
        b"<html", b"<!-- saved from url=(0044)https://www.example.org/2018/05/06/berg-wins -->\n<html", 1
    )
    document = read(raw)
    assert document.url == "https://www.example.org/2018/05/06/berg-wins"
    assert document.published.interval.edtf == "2018-05-06"


def test_captions_stand_where_they_stood() -> None:
    """The lead picture's caption comes after the title, another after the paragraph before it."""
    top = "<figure><img src='a.jpg'><figcaption>Anna Berg greets her supporters in Norburg.</figcaption></figure>"
    middle = "<figure><img src='b.jpg'><figcaption>Karl Stein leaves the hall after his speech.</figcaption></figure>"
    found = blocks_of(read(page(top=top, middle=middle)))
    assert [kind for kind, _ in found] == ["title", "caption", "body", "caption", "body", "body"]
    assert found[3][1] == "Karl Stein leaves the hall after his speech."


def test_pull_quote_is_marked() -> None:
    """Words pulled out of the text, marked as such by the page, are a pull-quote."""
    middle = (
        "<blockquote class='pullquote'><p>She promised to publish the budget within a month.</p></blockquote>"
    )
    found = blocks_of(read(page(middle=middle)))
    assert ("quote", "She promised to publish the budget within a month.") in found


def test_markup_in_a_file_named_txt_is_read_as_a_page() -> None:
    """What a file is, its content tells."""
    assert read(page(), path="a.txt").media_type == "text/html"


def test_broken_json_ld_is_passed_over() -> None:
    """Metadata that cannot be parsed cost nothing else."""
    head = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", </script><meta name='date' content='2020-09-03'>"
    assert read(page(head=head)).published.basis == "meta"


def test_declared_encoding_is_believed() -> None:
    """A page in Windows-1251 that says so is decoded as such."""
    raw = page(top="<p>The name of the river is Двина, the commission said in its report on Friday.</p>")
    raw = raw.decode().replace("charset='utf-8'", "charset='windows-1251'").encode("cp1251")
    assert "Двина" in read(raw).text


def test_related_links_in_the_text_are_not_read() -> None:
    """A paragraph "Read more: …" is a related link."""
    found = blocks_of(read(page(middle="<p>Read more: <a href='/x'>Who is Anna Berg?</a></p>")))
    assert [k for k, text in found if text.startswith("Read more")] in ([], [str(BlockKind.RELATED)])


def test_line_breaks_in_pairs_part_paragraphs() -> None:
    """Old pages part their paragraphs by two line breaks."""
    raw = f"<html><body><div><h1>Berg wins in Norland</h1>{'<br><BR/>'.join(PARAGRAPHS)}</div></body></html>".encode()
    assert [text for kind, text in blocks_of(read(raw)) if kind == "body"] == list(PARAGRAPHS)


def test_words_for_screen_readers_are_not_read() -> None:
    """What a page hides from sight is no part of its text."""
    top = "<figure><figcaption><span class='visually-hidden'>Image caption, </span>Anna Berg greets her voters.</figcaption></figure>"
    assert ("caption", "Anna Berg greets her voters.") in blocks_of(read(page(top=top)))


def test_byline_and_date_in_a_styled_line_are_found() -> None:
    """A page without metadata still marks its author and its date by name."""
    document = read(
        page(top="<p class='entry-meta'>By <a rel='author'>Maria Ode</a> | September 3, 2020</p>")
    )
    assert document.byline == "Maria Ode"
    assert (document.published.basis, document.published.interval.edtf) == ("meta", "2020-09-03")


def test_date_in_a_side_column_is_no_date_of_the_article() -> None:
    """Other articles' dates stand in side columns."""
    assert (
        read(page(foot="<aside><span class='date'>September 3, 2020</span></aside>")).published.basis
        == "unknown"
    )


def test_body_in_json_ld_keeps_its_paragraphs() -> None:
    """A page that is drawn by a script states its article in JSON-LD; its line breaks part paragraphs."""
    script = ld(
        headline="Berg wins in Norland", datePublished="2020-09-03", articleBody="\n\n".join(PARAGRAPHS)
    )
    raw = f"<html><head><title>Berg wins in Norland</title>{script}</head><body><div id='root'></div></body></html>"
    found = [text for kind, text in blocks_of(read(raw.encode())) if kind == "body"]
    assert found == [*PARAGRAPHS]


def test_headline_and_date_in_one_line_are_parted() -> None:
    """An old page without marks: the printed headline is the title, the date behind it is the article's."""
    body = "<br><br>".join(PARAGRAPHS)
    raw = (
        "<html><head><title>Berg wins in Norland | Norland Wire</title></head><body><table><tr><td>"
        f"<font size=5><b>Berg wins in Norland</b></font><br><small>Thursday, September 3, 2020</small><br><br>{body}"
        "</td></tr></table></body></html>"
    )
    document = read(raw.encode())
    assert document.published.interval.edtf == "2020-09-03"
    assert blocks_of(document)[0] == ("title", "Berg wins in Norland")
    assert [text for kind, text in blocks_of(document) if kind == "body"] == [*PARAGRAPHS]


def test_who_wrote_an_embedded_post_stands_under_it() -> None:
    """The line under a post is read, for it says who wrote it; its date is not the article's."""
    post = (
        "<blockquote class='twitter-tweet'><p>I leave with my head high. Thank you all.</p>"
        "&mdash; Karl Stein (@karlstein) <a href='https://x.example/1'>May 10, 2021</a></blockquote>"
    )
    document = read(page(middle=post))
    assert ("body", "— Karl Stein (@karlstein) May 10, 2021") in blocks_of(document)
    assert document.published.basis == "unknown"
