"""Archives: what is unpacked, what is passed over and told, and what is refused."""

import gzip
import io
import struct
import zipfile
from pathlib import Path

import pytest
from tests.read.files import HEADER, LINES, PENCE, read_bytes, refusal
from tests.read.workbooks import compound, excel_5, zipped

from tallystick.read.files import scratch

CSV = "\n".join((HEADER, *LINES, "")).encode()


def test_a_zip_that_leads_outside(tmp_path: Path) -> None:
    content = "\n".join((HEADER, *LINES)).encode()
    assert "leads outside" in refusal(tmp_path, zipped({"../spend.csv": content}), "a.zip")


def test_a_zip_bomb(tmp_path: Path) -> None:
    assert "bomb" in refusal(tmp_path, zipped({"a.csv": b"0" * (80 << 20)}), "a.zip")


def test_archives_within_archives_within_archives(tmp_path: Path) -> None:
    content = zipped({"a.csv": b"x"})
    for _ in range(3):
        content = zipped({"a.zip": content})
    assert "within archives" in refusal(tmp_path, content, "a.zip")


def test_a_locked_zip(tmp_path: Path) -> None:
    content = bytearray(zipped({"a.csv": b"hello"}))
    central = content.find(b"PK\x01\x02")
    struct.pack_into("<H", content, central + 8, 1)
    assert "password" in refusal(tmp_path, bytes(content), "a.zip")


@pytest.mark.parametrize("name", ["/etc/a.csv", "..\\a.csv", "C:\\a.csv"])
def test_other_paths_that_lead_outside(tmp_path: Path, name: str) -> None:
    assert "leads outside" in refusal(tmp_path, zipped({name: CSV}), "a.zip")


def test_two_files_of_one_name(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.csv", CSV)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.csv", CSV)
    assert "2 files of one name (a.csv)" in refusal(tmp_path, packed.getvalue(), "a.zip")


def test_members_that_share_their_bytes(tmp_path: Path) -> None:
    """Two entries of the list lead to one member, under two names."""
    packed = zipped({"a.csv": CSV})
    listed = packed.index(b"PK\1\2")
    end = packed.index(b"PK\5\6")
    twice = packed[listed:end] + packed[listed:end].replace(b"a.csv", b"b.csv")
    closed = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 2, 2, len(twice), listed, 0)
    assert "zip bomb" in refusal(tmp_path, packed[:listed] + twice + closed, "a.zip")


def test_more_files_than_anyone_packs(tmp_path: Path) -> None:
    many = zipped({f"{i}.csv": b"" for i in range(2_001)})
    assert "more than 2,000 files" in refusal(tmp_path, many, "a.zip")
    listed = bytearray(zipped({"a.csv": CSV}))
    struct.pack_into("<I", listed, listed.index(b"PK\5\6") + 12, 1 << 30)
    assert "more than 2,000 files" in refusal(tmp_path, bytes(listed), "a.zip")


def test_a_size_that_lies(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.csv": CSV + bytes(1 << 20)}))
    struct.pack_into("<I", packed, packed.index(b"PK\1\2") + 24, 100)
    assert "damaged archive" in refusal(tmp_path, bytes(packed), "a.zip")


def test_links_are_not_followed(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "holds no file" in refusal(tmp_path, packed.getvalue(), "a.zip")


def test_what_is_no_table_is_passed_over_and_told(tmp_path: Path) -> None:
    word = compound({"WordDocument": b""})
    found = read_bytes(tmp_path, zipped({"a.csv": CSV, "b.pdf": b"%PDF-1", "c.doc": word}), "a.zip")
    assert (found.pence, found.rejects[0]["reason"]) == (PENCE, "header")
    assert [warning.text for warning in found.record.warnings] == [
        "a.zip > b.pdf is a PDF document, not a table of payments. It was passed over.",
        "a.zip > c.doc is an Office document, not a workbook. It was passed over.",
    ]


def test_what_may_hold_payments_is_not_passed_over(tmp_path: Path) -> None:
    locked = compound({"EncryptedPackage": b""})
    said = refusal(tmp_path, zipped({"a.csv": CSV, "b.xlsx": locked}), "a.zip")
    assert said == "a.zip > b.xlsx is locked with a password."
    cut = excel_5()[:600]
    said = refusal(tmp_path, zipped({"a.csv": CSV, "b.xls": cut}), "a.zip")
    assert said == "a.zip > b.xls is a damaged workbook."


def test_a_gz_of_a_gz(tmp_path: Path) -> None:
    twice = gzip.compress(gzip.compress(CSV))
    assert read_bytes(tmp_path, twice, "a.csv.gz").pence == PENCE
    thrice = gzip.compress(gzip.compress(twice))
    assert "within archives" in refusal(tmp_path, thrice, "a.csv.gz")


@pytest.mark.parametrize("times", [1, 2])
def test_a_gz_bomb(tmp_path: Path, times: int) -> None:
    content = gzip.compress(bytes(80 << 20), 1)
    content = content if times == 1 else gzip.compress(content)
    assert "bomb" in refusal(tmp_path, content, "a.csv.gz")


def test_a_gz_that_is_cut_off(tmp_path: Path) -> None:
    content = gzip.compress(CSV * 100)
    assert "damaged archive" in refusal(tmp_path, content[:-20], "a.csv.gz")
    wrong = content[:-6] + bytes([content[-6] ^ 1]) + content[-5:]
    assert "damaged archive" in refusal(tmp_path, wrong, "a.csv.gz")


def test_what_is_unpacked_goes_to_disk_when_it_is_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "_IN_MEMORY", 1_000)
    monkeypatch.setattr(scratch, "_CHUNK", 100)
    content = zipped({f"{i}.csv": CSV for i in range(9)})
    assert read_bytes(tmp_path, content, "a.zip").pence == PENCE * 9
    monkeypatch.setattr(scratch, "_MOST", 2_000)
    assert "unpacks to far more" in refusal(tmp_path, content, "a.zip")
