"""Combines pages into files: a plain file, a workbook, a zip of plain files."""

from collections.abc import Callable, Sequence

from tallystick.example.publish.pages import Page, PublishedFile
from tallystick.example.write.archive import write_zip
from tallystick.example.write.biff8 import write_biff8
from tallystick.example.write.cells import Grid
from tallystick.example.write.delimited import Dialect, write_delimited
from tallystick.example.write.ods import write_ods
from tallystick.example.write.xlsx import write_xlsx

_WORKBOOKS: dict[str, Callable[[dict[str, Grid]], bytes]] = {
    "xlsx": write_xlsx,
    "xls": write_biff8,
    "ods": write_ods,
}


def plain_file(
    path: str, page: Page, dialect: Dialect, quirks: Sequence[str] = ()
) -> PublishedFile:
    """A page as delimited text."""
    data, starts = _written(page, dialect)
    return PublishedFile(
        path, data, "csv", dialect.encoding, (page,), (starts,), quirks=tuple(quirks)
    )


def zip_file(
    path: str, pages: Sequence[Page], dialect: Dialect, quirks: Sequence[str] = ()
) -> PublishedFile:
    """Each page as a member; the page's sheet is the member's name."""
    written = {page.sheet: _written(page, dialect) for page in pages}
    data = write_zip({name: content for name, (content, _) in written.items()})
    starts = tuple(starts for _, starts in written.values())
    return PublishedFile(
        path, data, "zip", dialect.encoding, tuple(pages), starts, quirks=tuple(quirks)
    )


def workbook(path: str, pages: Sequence[Page], quirks: Sequence[str] = ()) -> PublishedFile:
    """Each page as a sheet; the path's ending says which kind of workbook."""
    kind = path.rpartition(".")[2]
    data = _WORKBOOKS[kind]({page.sheet: [row.cells for row in page.rows] for page in pages})
    starts = tuple(tuple(range(1, len(page.rows) + 1)) for page in pages)
    return PublishedFile(path, data, kind, "", tuple(pages), starts, quirks=tuple(quirks))


def _written(page: Page, dialect: Dialect) -> tuple[bytes, tuple[int, ...]]:
    rows = [[f"{cell}" if cell is not None else "" for cell in row.cells] for row in page.rows]
    data, starts = write_delimited(rows, dialect)
    return data, tuple(starts)
