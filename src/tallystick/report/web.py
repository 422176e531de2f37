"""Renders a document as HTML: self-contained pages without scripts and external resources."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tallystick.report.document import Block, Document, Part, places, text_of
from tallystick.report.drawing import draw
from tallystick.report.guard import harmless
from tallystick.report.local import Local
from tallystick.words.phrases import day
from tallystick.words.whole_files import write_page

Address = Callable[[str], str]
"""Where a link of the document leads on a page; '' where it leads nowhere."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a document that is spread over several: its file, and the parts on it."""

    name: str
    title: str
    opening: tuple[Block, ...]
    parts: tuple[Part, ...]

    @property
    def alone(self) -> bool:
        """True for a page that is one part, whose heading is then that of the page."""
        return len(self.parts) == 1 and not self.opening


@dataclass(frozen=True, slots=True)
class Step:
    """A link that leads to another page."""

    words: str
    href: str


def write_html(document: Document, path: Path) -> None:
    """Write a document as one page in UTF-8, in one step; the same document, the same bytes.

    Raises OSError where the folder of `path` cannot be written to.
    """
    write_page(path, render(document))


def render(document: Document, *, local: Local | None = None) -> str:
    """The page as text. All that the document holds is escaped; only our style sheet is not.

    local: what a page of the local server has beside its document; None: it is a file.
    """
    document = harmless(document)
    known = places(document)
    whole = Leaf("", document.title, document.opening, document.parts)
    contents = [Step(part.title, f"#{part.id}") for part in document.parts if part.level == 1]
    return _draw(document, whole, contents, lambda to: to if to[1:] in known else "", local=local)


def render_leaves(document: Document, leaves: Sequence[Leaf]) -> Mapping[str, str]:
    """Each leaf's page by its file; a link leads to the leaf that holds its place. The first leaf
    lists the others as its contents, and each other leads back to it."""
    leaves, document = harmless(tuple(leaves)), harmless(document)
    homes = {place: leaf.name for leaf in leaves for place in places(_only(document, leaf))}
    first, pages = leaves[0], {}
    for leaf in leaves:

        def address(to: str, here: str = leaf.name) -> str:
            home = homes.get(to[1:], "")
            return to if home == here else f"{home}{to}" if home else ""

        contents = [
            Step(part.title, address(f"#{part.id}")) for part in document.parts if part.level == 1
        ]
        if leaf is first:
            pages[leaf.name] = _draw(document, leaf, contents, address)
        else:
            back = [Step(first.title, first.name)]
            pages[leaf.name] = _draw(document, leaf, [], address, back=back)
    return pages


def _only(document: Document, leaf: Leaf) -> Document:
    return Document(
        title=leaf.title,
        made_on=document.made_on,
        opening=leaf.opening,
        parts=leaf.parts,
        closing="",
    )


def _draw(
    document: Document,
    leaf: Leaf,
    contents: Sequence[Step],
    address: Address,
    back: Sequence[Step] = (),
    local: Local | None = None,
) -> str:
    local = harmless(local)

    def href(to: str) -> str:
        if local is not None and to.startswith("/"):
            return f"{local.root}{to}"
        return address(to) if to.startswith("#") else to

    return draw(
        "document.html",
        title=leaf.title,
        leaf=leaf,
        contents=contents,
        back=back,
        local=local,
        made_on=day(document.made_on),
        closing=document.closing,
        href=href,
        as_data=_as_data,
        text_of=text_of,
    )


def _as_data(svg: str) -> str:
    """A drawing as a data: URL; scripts in it cannot run."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
