"""Files packed together: read as if they lay there, and never more than the caps allow."""

import gzip
import io
import zipfile

import pytest

from smj_catalog import BadSource, read
from smj_catalog.formats import Reading
from smj_catalog.services.reading import items

CSV = "種類,書名,ISBN\n図書,見本の社会,9799999000009\n".encode()
XML = (
    '<book xmlns="urn:smj-catalog:1" id="book:example"><title type="01"><proper><text>見本</text></proper></title></book>'
).encode()


def packed(**files):
    """Return a zip archive with some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


def test_files_inside_a_zip_are_read_one_after_another():
    """Each by its own content; what operating systems add is passed over."""
    data = packed(new_dot_csv=CSV, folder__one_dot_xml=XML, __MACOSX="x")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("new.csv", CSV)
        archive.writestr("folder/one.xml", XML)
        archive.writestr("__MACOSX/._one.xml", b"\x00")
        archive.writestr(".DS_Store", b"\x00")
    assert [r.id for r in read(out.getvalue())] == ["book:9799999000009", "book:example"]
    assert data


def test_a_fault_names_the_file_inside():
    """a.zip!new.csv."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("new.csv", CSV.replace(b"000009", b"000008"))
    (item,) = [i for i in items(out.getvalue(), Reading(file="a.zip")) if i.problems]
    assert item.problems[0].where.file == "a.zip!new.csv"


def test_gzip_is_seen_by_its_content():
    """The name does not matter."""
    assert [r.id for r in read(gzip.compress(CSV))] == ["book:9799999000009"]
    assert [r.id for r in read(gzip.compress(XML))] == ["book:example"]


def test_zstd_is_seen_by_its_content():
    """With the extra zstd."""
    zstd = pytest.importorskip("backports.zstd")
    assert [r.id for r in read(zstd.compress(CSV))] == ["book:9799999000009"]


@pytest.mark.parametrize("name", ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "c:evil.csv", "..\\evil.csv"])
def test_names_that_would_leave_the_folder_are_refused(name):
    """Nothing is unpacked to a path, and such an archive is not trusted at all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x" * len(name), CSV)
    data = out.getvalue().replace(b"x" * len(name), name.encode())
    with pytest.raises(BadSource, match="zip-path"):
        list(read(data))


def test_a_bomb_is_stopped_while_it_is_read():
    """The cap is named."""
    data = packed(bomb_dot_csv=CSV + b"x" * (64 << 20))
    with pytest.raises(BadSource, match="ratio"):
        list(read(data, on_reject=lambda _: None))


def test_too_many_files_are_refused():
    """The cap is named."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for i in range(1001):
            archive.writestr(f"{i}.csv", b"")
    with pytest.raises(BadSource, match="zip_members"):
        list(read(out.getvalue()))


def test_a_broken_archive_is_told():
    """Cut in the middle, it is no archive."""
    with pytest.raises(BadSource, match="file-compressed"):
        list(read(packed(a_dot_csv=CSV)[:60]))


@pytest.mark.parametrize("where", ["data", "directory", "cut"])
def test_a_damaged_archive_is_told_as_one(where):
    """A flipped byte, a wrong offset or a missing end is a fault of the file, never an error of Python's."""
    data = bytearray(packed(a_dot_csv=CSV * 50))
    if where == "data":
        data[60] ^= 1
    elif where == "directory":
        at = data.rfind(b"PK\x05\x06")
        data[at + 16 : at + 20] = (100_000).to_bytes(4, "little")
    else:
        del data[len(data) // 2 :]
    with pytest.raises(BadSource, match=r"whole|damaged"):
        list(read(bytes(data), on_reject=lambda _: None))
