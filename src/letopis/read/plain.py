"""A document from plain text, as saved from a print of a web page, a mail or an editor.

In:   text, decoded and cleaned.
Out:  the document; or a `RefusedError`.
"""

from __future__ import annotations

from letopis.document import Document
from letopis.read.addresses import mend_addresses, own_address
from letopis.read.assemble import Metadata, Source, assemble
from letopis.read.blocks import opens_paragraph, stands_alone, tell_blocks
from letopis.read.paragraphs import split_paragraphs
from letopis.read.prose import check_text


def read_plain(text: str, source: Source) -> Document:
    """The document of a plain text.

    Raises:
        RefusedError: "not-an-article" or "language".
    """
    check_text(text)
    lines = mend_addresses(text.split("\n"))
    paragraphs = split_paragraphs("\n".join(lines), stands_alone, opens_paragraph)
    url = own_address([paragraph.text for paragraph in paragraphs])
    return assemble(source, tell_blocks(paragraphs), Metadata(url=url))
