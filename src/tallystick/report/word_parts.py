"""Makes WordprocessingML elements fast: a report has about a hundred thousand of them."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import oxml_parser

_SPACES = {"w": nsmap["w"], "r": nsmap["r"]}


@cache
def _name(tag: str) -> str:
    return qn(tag)


def made(tag: str, children: Iterable[Any] = (), **attributes: str) -> Any:
    """An element with its children; tag as 'w:p', attributes by their names without the 'w:'."""
    element = oxml_parser.makeelement(_name(tag), nsmap=_SPACES)
    for name, value in attributes.items():
        element.set(_name(f"w:{name}"), value)
    element.extend(children)
    return element


def run(text: str, *, strong: bool = False, is_link: bool = False, colour: str = "") -> Any:
    """Some words that look the same. colour: six hexadecimal digits, '' for that of the style."""
    look = []
    if is_link:
        look.append(made("w:rStyle", val="Link"))
    if strong:
        look.append(made("w:b"))
    if colour:
        look.append(made("w:color", val=colour))
    words = made("w:t")
    words.set(_name("xml:space"), "preserve")
    words.text = text
    return made("w:r", [made("w:rPr", look), words] if look else [words])


def paragraph(style: str) -> Any:
    """A paragraph without words. style: the id of its style."""
    return made("w:p", [made("w:pPr", [made("w:pStyle", val=style)])])
