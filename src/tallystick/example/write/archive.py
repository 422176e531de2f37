"""Writes zip archives whose bytes depend on nothing but their members."""

import io
import zipfile
from collections.abc import Collection, Mapping

from tallystick.example.write.cells import FIXED_TIME


def write_zip(members: Mapping[str, bytes], *, stored: Collection[str] = ()) -> bytes:
    """An archive of the members in their order; those named in `stored` are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            entry.create_system = 0  # otherwise the bytes would depend on the operating system
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()
