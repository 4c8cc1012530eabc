"""A piece of HTML as text: paragraphs apart, as feeds carry them."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

_TAG = re.compile(r"<[^<>]{0,2000}>")
_BLOCKS = frozenset(
    "p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section article header footer "
    "figure figcaption pre dd dt dl hr".split()
)
_SILENT = frozenset("script style noscript template iframe svg head".split())


def text_of_markup(piece: str) -> str:
    """The words of some HTML, a blank line between its blocks. Plain text stays as it is."""
    if "<" not in piece and "&" not in piece:
        return piece.strip()
    from lxml import etree, html  # most reports are plain text

    try:
        tree = html.fragment_fromstring(piece, create_parent="div")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return piece.strip()
    # The parser drops what is nested beyond its bound.
    said = "".join(_pieces(tree)).strip() or unescape(_TAG.sub(" ", piece))
    blocks = said.split("\n")
    return "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())


def _pieces(root: Any) -> Iterator[str]:
    """Words and line ends, without recursion: markup may be nested without end."""
    from lxml import etree

    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            yield "\n" if name in _BLOCKS else ""
            yield (element.text or "") if name and name not in _SILENT else ""
        else:
            yield "\n" if name in _BLOCKS else ""
            yield (element.tail or "") if element is not root else ""
