"""Which encoding a document is in, and its bytes as UTF-8.

The parser is only ever given UTF-8, so that no build of libxml2 or iconv decides what a byte means, and every
encoding that is not in the list is refused by name (UTF-7 hides markup, UTF-32 is never met in the trade).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from attrs import frozen

from smj_catalog.errors import BadSource
from smj_catalog.problems import message
from smj_catalog.xmlio.faults import bad

if TYPE_CHECKING:
    from smj_catalog.xmlio.source import Source

__all__ = ["ALLOWED", "Encoding", "Transcoder", "detect"]

# name for people -> Python's codec, and the names that declarations use. Shift_JIS in the wild is Microsoft's
# CP932 (the WHATWG's Encoding Standard says so too): the strict tables lack ① and ～, and titles do not.
_NAMES: dict[str, tuple[str, str]] = {
    "UTF-8": ("utf-8", "utf-8 utf8"),
    "UTF-16": ("utf-16", "utf-16 utf16 utf-16le utf-16be"),
    "US-ASCII": ("ascii", "us-ascii ascii"),
    "ISO-8859-1": ("latin-1", "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1"),
    "windows-1252": ("cp1252", "windows-1252 cp1252"),
    "CP932": (
        "cp932",
        "shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis cp932 ms932 windows-31j cswindows31j",
    ),
    "EUC-JP": ("euc_jp", "euc-jp eucjp x-euc-jp euc_jp cseucpkdfmtjapanese"),
    "ISO-2022-JP": ("iso2022_jp_ext", "iso-2022-jp csiso2022jp"),
}
ALLOWED = ", ".join(_NAMES).replace("CP932", "CP932 (Shift_JIS, Windows-31J)")
_BY_ALIAS = {alias: name for name, (_, aliases) in _NAMES.items() for alias in aliases.split()}
_DECLARED = re.compile(r"""<\?xml(?=\s)[^>]*?\sencoding\s*=\s*["']([^"'<>]*)["']""")
_MARKS = (
    # UTF-32's marks come first, for they begin as those of UTF-16 do
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"<\x00\x00\x00", "UTF-32"),
    (b"\x00\x00\x00<", "UTF-32"),
    (b"\x4c\x6f\xa7\x94", "EBCDIC"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)


@frozen
class Encoding:
    """An encoding that is read.

    Attributes:
        name: what people call it.
        codec: what Python calls it.
    """

    name: str
    codec: str


def detect(head: bytes, file: str | None) -> Encoding:
    """Return the encoding of a document: what its first bytes show, else what it declares, else UTF-8.

    Args:
        head: its first bytes, a hundred or more.
        file: name for messages.

    Raises:
        BadSource: an encoding that is not read, or one that the first bytes belie.
    """
    shown = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    if shown in ("UTF-32", "EBCDIC"):
        raise _refused(str(shown), file)
    seen = head[:1024].decode(shown or "latin-1", "replace").removeprefix("\ufeff")
    declaration = _DECLARED.match(seen)
    if declaration is None:
        return Encoding("UTF-16" if shown and shown != "utf-8" else "UTF-8", shown or "utf-8")
    declared = declaration.group(1)
    name = _BY_ALIAS.get(declared.casefold())
    if name is None:
        raise _refused(declared, file)
    if shown == "utf-8":
        return Encoding("UTF-8", shown)
    if shown:
        return Encoding("UTF-16", shown)
    if name == "UTF-16":
        expected = message("bytes-of-encoding", encoding=declared)
        found = head[:8].hex(" ").upper()
        raise bad("xml-encoding", expected, file=file, found=found, line=1)
    return Encoding(name, _NAMES[name][0])


def belied(head: bytes) -> tuple[str, str] | None:
    """Return the encoding that a document declares and the one that its first bytes show, where they differ.

    Args:
        head: its first bytes, a hundred or more.
    """
    shown = next((codec for mark, codec in _MARKS if head.startswith(mark)), None)
    if shown is None or shown in ("UTF-32", "EBCDIC"):
        return None
    declaration = _DECLARED.match(head[:1024].decode(shown, "replace").removeprefix("\ufeff"))
    name = "UTF-8" if shown == "utf-8" else "UTF-16"
    if declaration is None or _BY_ALIAS.get(declaration.group(1).casefold()) == name:
        return None
    return declaration.group(1), name


def _refused(name: str, file: str | None) -> BadSource:
    return bad("xml-encoding", message("known-encoding", allowed=ALLOWED), file=file, found=name, line=1)


class Transcoder:
    """Gives the bytes of a source as UTF-8, piece by piece."""

    def __init__(self, source: Source, encoding: Encoding, file: str | None) -> None:
        self._source = source
        self._encoding = encoding
        self._file = file
        self._decode = codecs.getincrementaldecoder(encoding.codec)("strict").decode
        self._line = 1

    def read(self, size: int) -> bytes:
        """Return the next piece, empty at the end only.

        Raises:
            BadSource: bytes that the encoding does not have, or what the source raises.
        """
        while True:
            data = self._source.read(size)
            try:
                text = self._decode(data, not data)
            except UnicodeDecodeError as error:
                raise self._wrong(error) from error
            if text or not data:
                self._line += text.count("\n")
                return text.encode()

    def _wrong(self, error: UnicodeDecodeError) -> BadSource:
        line = self._line + error.object.count(b"\n", 0, error.start)
        found = error.object[error.start : error.end].hex(" ").upper()
        expected = message("bytes-of-encoding", encoding=self._encoding.name)
        return bad("xml-encoding", expected, file=self._file, found=found, line=line)
