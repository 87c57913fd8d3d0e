"""Files that people take for tables and that are none we read: told what they are, and what to do."""

from __future__ import annotations

import re

from smj_catalog.errors import BadSource
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import Source

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", "workbook with a password", "unlocked-workbook"),
    ("WordDocument", "Microsoft Word (.doc)", "table-file"),
    ("PowerPoint Document", "Microsoft PowerPoint (.ppt)", "table-file"),
)
_LOOKED_THROUGH = 64 << 20
_PIECE = 1 << 20
_OVERLAP = 64
_OLD = ("Microsoft Excel 97-2003 (.xls)", "saved-as-xlsx")
_BEGINNINGS = (
    (rb"%PDF-", "PDF", "table-file"),
    (rb"\{\\rtf", "RTF", "table-file"),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*", "picture", "table-file"),
    (rb"SQLite format 3\x00|\x00\x01\x00\x00Standard (?:Jet|ACE) DB", "database", "table-file"),
    (rb"(?:\xef\xbb\xbf)?\s{0,200}<(?i:!doctype html|html|head|meta|table)\b|(?i:MIME-Version:)", "HTML", "saved-as-xlsx"),
    (rb"(?s).{0,2000}urn:schemas-microsoft-com:office:spreadsheet", "XML Spreadsheet 2003", "saved-as-xlsx"),
)  # fmt: skip
_INSIDE = (
    (b"word/", "Microsoft Word (.docx)", "table-file"),
    (b"ppt/", "Microsoft PowerPoint (.pptx)", "table-file"),
    (b"xl/workbook.bin", "Microsoft Excel (.xlsb)", "saved-as-xlsx"),
    (b"Index/Document.iwa", "Apple Numbers (.numbers)", "saved-as-xlsx"),
    (b"Index.zip", "Apple Numbers (.numbers)", "saved-as-xlsx"),
    (b"application/vnd.oasis.opendocument.text", "OpenDocument text (.odt)", "table-file"),
    (b"application/vnd.oasis.opendocument.presentation", "OpenDocument presentation (.odp)", "table-file"),
)
_SUFFIXES = {".numbers": _INSIDE[3][1:]}


def refuse_foreign(source: Source, name: str | None) -> None:
    """Refuse a file that is known to be of another kind; of any other, nothing is taken.

    Args:
        source: the file.
        name: its name.

    Raises:
        BadSource: it is an old, locked or other document; the problem says what it is and what to do.
    """
    first = source.peek(4096)
    lower = (name or "").lower()
    found: tuple[str, str] | None = None
    if first.startswith(_COMPOUND):
        found = _in_compound(source, lower)
    elif first.startswith(b"PK\x03\x04"):
        found = next(((what, do) for sign, what, do in _INSIDE if _names(first, sign)), None)
        found = found or next((told for suffix, told in _SUFFIXES.items() if lower.endswith(suffix)), None)
    else:
        found = next(((what, do) for sign, what, do in _BEGINNINGS if re.match(sign, first)), None)
    if found is not None:
        raise BadSource(Problem(Where(name), "format-other", found[0], message(found[1])))


def _names(first: bytes, sign: bytes) -> bool:
    """Tell whether a zip archive begins with a part of some name, or with some media type."""
    return any(first.startswith(sign, m.end()) for m in re.finditer(rb"PK\x03\x04.{26}(?:mimetype)?", first, re.DOTALL))


def _in_compound(source: Source, name: str) -> tuple[str, str]:
    """Return what a compound file of Microsoft holds, by the names of its streams ([MS-CFB] 2.6)."""
    signs = [(stream.encode("utf-16-le"), what, do) for stream, what, do in _STREAMS]
    before, seen = b"", 0
    while seen < _LOOKED_THROUGH and (piece := source.read(_PIECE)):
        seen += len(piece)
        for sign, what, do in signs:
            if sign in before + piece:
                return what, do
        before = piece[-_OVERLAP:]
    return ("Microsoft Word (.doc)", "table-file") if name.endswith(".doc") else _OLD
