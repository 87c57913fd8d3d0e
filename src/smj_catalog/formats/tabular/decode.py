"""Which encoding a table is in: found from the whole of it, by strict decoding, never from a sample."""

from __future__ import annotations

import codecs
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Any, TextIO

from attrs import frozen

from smj_catalog.errors import BadSource, UsageError
from smj_catalog.formats.tabular import vendors
from smj_catalog.problems import Message, Problem, Where, message, quoted
from smj_catalog.xmlio import Source

CHUNK = 1 << 16
IN_MEMORY = 8 << 20
HINT = 1 << 16
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NAMES = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp932": "CP932", "euc_jp": "EUC-JP",
    "iso2022_jp_ext": "ISO-2022-JP", "cp1252": "windows-1252", vendors.EUC: "EUC-JP (eucJP-ms)", vendors.MAIL: "ISO-2022-JP (CP50221)",
}  # fmt: skip
_ALIASES = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "ms932": "cp932", "cp932": "cp932",
    "euc-jp": "euc_jp", "eucjp": "euc_jp", "iso-2022-jp": "iso2022_jp_ext", "jis": "iso2022_jp_ext", "utf8": "utf-8",
    **dict.fromkeys(("eucjp-ms", "euc-jp-ms", "eucjpms", "eucjp-win", "cp51932"), vendors.EUC),
    **dict.fromkeys(("cp50220", "cp50221", "cp50222", "iso-2022-jp-ms", "iso2022-jp-ms", "x-windows-iso2022jp"), vendors.MAIL),
}  # fmt: skip
_ESCAPE = b"\x1b"
_NOT_LATIN = re.compile(rb"[\x80-\xbf]")
_IN_A_WORD = re.compile(rb"[A-Za-z][\xc0-\xff]|[\xc0-\xff][A-Za-z]")
"""Bytes of É to ÿ in windows-1252, beside letters. Common kanji begin with 88 to 9F in CP932, kana end in bytes below C0."""
_UNUSED = re.compile("[\x80\xa0\uf8f1-\uf8f3]")
"""What Python's CP932 makes of the single bytes 80, A0, FD, FE and FF, which stand for nothing."""


@frozen
class Spooled:
    """A source read to its end, with its encoding found.

    Attributes:
        file: its bytes, which can be read again.
        codec: Python's name of the encoding.
        bom: the file begins with a byte order mark.
        fault: why the source broke off before its end; what came before is there.
    """

    file: IO[bytes]
    codec: str
    bom: bool
    fault: BadSource | None = None

    @property
    def vendors(self) -> bool:
        """True where characters stand in it that only vendors' forms of its encoding have: ① in EUC-JP or ISO-2022-JP."""
        return self.codec in (vendors.EUC, vendors.MAIL)

    @property
    def encoding(self) -> str:
        """The encoding's name as people know it."""
        return _NAMES.get(self.codec, self.codec)

    def text(self, newline: str = "") -> TextIO:
        """Return the text from its beginning; line ends stay as they are."""
        self.file.seek(0)
        errors = "strict" if self.fault is None else "ignore"  # at its end half a character may stand
        return io.TextIOWrapper(self.file, self.codec, errors, newline)


def codec_of(name: str) -> str:
    """Return Python's name of an encoding that a person named; Shift_JIS in the wild is CP932.

    Raises:
        UsageError: there is no such encoding of text.
    """
    known = _ALIASES.get(name.lower().replace("_", "-")) or _ALIASES.get(name.lower())
    if known is not None:
        return known
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        raise UsageError(
            message("no-encoding", name=quoted(name), names=", ".join(dict.fromkeys(_NAMES.values())))
        ) from None
    if not found._is_text_encoding:
        raise UsageError(message("no-text-encoding", name=quoted(name)))
    return found.name


class _Try:
    """One encoding tried on the bytes as they come."""

    def __init__(self, codec: str) -> None:
        self.codec = codec
        self._decoder = codecs.getincrementaldecoder(codec)("strict")
        self._offset = 0
        self._line = 1
        self._column = 0
        self.fault: tuple[int, int, int, bytes] | None = None

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Take the next bytes; at the first wrong one remember where it stands."""
        if self.fault is not None:
            return
        state = self._decoder.getstate()
        try:
            text = self._decoder.decode(data, last)
        except UnicodeDecodeError as error:
            self._wrong(data, state, error)
            return
        if self.codec == "cp932" and (odd := _UNUSED.search(text)):
            before = text[: odd.start()]
            self._count(before)
            offset = self._offset - len(state[0]) + len(before.encode("cp932"))
            self.fault = (offset, self._line, self._column + 1, odd[0].encode("cp932"))
            return
        self._offset += len(data)
        self._count(text)

    def _count(self, text: str) -> None:
        lines = text.count("\n")
        self._line += lines
        self._column = len(text) - text.rfind("\n") - 1 if lines else self._column + len(text)

    def _wrong(self, data: bytes, state: Any, error: UnicodeDecodeError) -> None:
        waiting = len(error.object) - len(data)  # bytes of a character that the last chunk began
        start = error.start - waiting
        if start > 0:
            again = codecs.getincrementaldecoder(self.codec)("strict")
            again.setstate(state)
            self._count(again.decode(data[:start]))
        wrong = bytes(error.object[error.start : error.end])
        self.fault = (self._offset + start, self._line, self._column + 1, wrong)


def decoded(
    source: Source, *, file: str | None, encoding: str | None = None, fits: Callable[[str], bool] = lambda _: False
) -> Spooled:
    """Read a source to its end and return it with its encoding.

    The ladder: a byte order mark; the escapes of ISO-2022-JP; UTF-8; CP932; EUC-JP; each of the Japanese ones also with the
    characters that vendors added (`vendors`). Where all could as well be European text in windows-1252, it is asked. Each decodes the whole strictly, in bounded memory: what does not fit there
    goes to a temporary file.

    Args:
        source: bytes.
        file: name for messages.
        encoding: the only one to try, as a person named it.
        fits: tells whether the beginning of the text makes sense, where two encodings fit.

    Raises:
        BadSource: no encoding fits, or two do; the problem names the first bad byte, or the encodings.
        UsageError: there is no encoding of that name.
    """
    spool: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        return _laddered(source, spool, file, encoding, fits)
    except BaseException:  # raised again: even where it is interrupted, the file is closed
        spool.close()
        raise


def _laddered(
    source: Source, spool: IO[bytes], file: str | None, encoding: str | None, fits: Callable[[str], bool]
) -> Spooled:
    head = source.peek(4)
    mark = next((codec for bytes_, codec in _MARKS if head.startswith(bytes_)), None)
    if encoding is not None:
        codec = codec_of(encoding)
        names = [mark if mark == "utf-8-sig" and codec == "utf-8" else codec]
    elif mark is not None:
        names = [mark]
    else:
        names = ["utf-8", "cp932", "euc_jp", "iso2022_jp_ext", vendors.EUC, vendors.MAIL]
    tries = [_Try(name) for name in names]
    escaped, latin, worded = False, True, False
    fault: BadSource | None = None
    try:
        for data in _pieces(source, spool):
            escaped = escaped or _ESCAPE in data
            latin = latin and _NOT_LATIN.search(data) is None
            worded = worded or _IN_A_WORD.search(data) is not None
            for one in tries:
                one.feed(data)
    except BadSource as error:  # a compressed file that breaks off: what came before can be read
        if not spool.tell():
            raise
        fault = error
    for one in tries if fault is None else ():
        one.feed(b"", last=True)
    fitting = [one.codec for one in tries if one.fault is None]
    if len(names) == 1:
        if not fitting:
            raise _broken(tries, file, message("bytes-at", **_place(tries[0])))
        return Spooled(spool, names[0], mark is not None, fault)
    if escaped and "iso2022_jp_ext" in fitting:
        return Spooled(spool, "iso2022_jp_ext", bom=False, fault=fault)
    if escaped and vendors.MAIL in fitting:
        return Spooled(spool, vendors.MAIL, bom=False, fault=fault)
    fitting = [name for name in fitting if name not in ("iso2022_jp_ext", vendors.MAIL)]
    if "euc_jp" in fitting:
        fitting.remove(vendors.EUC)
    if "utf-8" in fitting:
        return Spooled(spool, "utf-8", bom=False, fault=fault)
    if fitting and latin and worded:  # Hélène, which CP932 reads as H駘鈩e
        fitting.append("cp1252")
    if len(fitting) > 1:
        sensible = [name for name in fitting if fits(_beginning(spool, name))]
        if len(sensible) != 1:
            raise BadSource(_asked(spool, fitting, file))
        fitting = sensible
    if not fitting:
        raise _broken(tries, file, None)
    return Spooled(spool, fitting[0], bom=False, fault=fault)


def _beginning(spool: IO[bytes], codec: str) -> str:
    spool.seek(0)
    return codecs.getincrementaldecoder(codec)("strict").decode(spool.read(HINT))


def _pieces(source: Source, spool: IO[bytes]) -> Iterator[bytes]:
    while data := source.read(CHUNK):
        spool.write(data)
        yield data


def _place(one: _Try) -> dict[str, Any]:
    assert one.fault is not None
    offset, line, column, _ = one.fault
    return {"encoding": _NAMES.get(one.codec, one.codec), "offset": offset, "line": line, "column": column}


def _broken(tries: Iterable[_Try], file: str | None, expected: Message | None) -> BadSource:
    """Return the error that names the bad byte, as the encoding sees it that went furthest."""
    furthest = max(tries, key=lambda one: one.fault[0] if one.fault else 0)
    assert furthest.fault is not None
    expected = expected or message("bytes-of-any", **_place(furthest))
    where = Where(file, line=furthest.fault[1])
    return BadSource(Problem(where, "table-encoding", furthest.fault[3].hex(" ").upper(), expected))


def _asked(spool: IO[bytes], fitting: list[str], file: str | None) -> Problem:
    """Return the problem that asks which of two encodings is meant, with what each makes of the first line."""
    spool.seek(0)
    head = spool.read(HINT)
    line = next((x for x in head.splitlines() if not x.isascii()), b"")[:60]
    samples = " / ".join(f"{_NAMES[name]}: {line.decode(name, 'replace')}" for name in fitting)
    guess = _guess(head)
    hint = message("encoding-samples", samples=samples)
    if guess:
        hint = message("encoding-hint", guess=guess, samples=samples)
    names = ", ".join(_NAMES[name] for name in fitting)
    return Problem(Where(file), "table-encoding-ambiguous", names, message("one-encoding", encodings=names, hint=hint))


def _guess(head: bytes) -> str | None:
    """Return what charset-normalizer makes of it, where that is installed: a hint, no more."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    best = from_bytes(head).best()
    return None if best is None else str(best.encoding)
