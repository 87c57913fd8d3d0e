"""EUC-JP and ISO-2022-JP as mail programs and Unix hosts of Japan write them: with ①, ㈱ and 髙, which vendors added.

JIS X 0208 leaves row 13 free; NEC put circled digits, units and abbreviations there, and in rows 89 to 92 the kanji of IBM.
CP50221 (ISO-2022-JP) and eucJP-ms, CP51932 (EUC-JP) are the standard's encodings with these rows; Python has neither. All
other characters are what Python's own codecs make of them. Importing this module makes both known to `codecs`.
"""

from __future__ import annotations

import codecs
from typing import Any

EUC, MAIL = "eucjp_ms", "cp50221"
"""Names of the two codecs."""

_ROWS = frozenset({13, *range(89, 93)})
_ESCAPES = {
    b"\x1b(B": "ascii", b"\x1b(J": "roman", b"\x1b(I": "kana", b"\x1b$@": "kanji", b"\x1b$B": "kanji", b"\x1b$(B": "kanji", b"\x1b$(D": "more",
}  # fmt: skip
_MODES = ("ascii", "roman", "kana", "kanji", "more")
_STARTS = {"ascii": b"\x1b(B", "kana": b"\x1b(I", "kanji": b"\x1b$B", "more": b"\x1b$(D"}


def _by_vendor(first: int, second: int) -> str | None:
    """Return the character of two bytes with their high bits set, in a row of a vendor; None if there is none."""
    row, cell = first - 0xA0, second - 0xA0
    if row not in _ROWS or not 1 <= cell <= 94:
        return None
    lead = (row - 1) // 2 + 0x81
    trail = cell + 0x9E if row % 2 == 0 else cell + 0x3F + (cell > 63)
    try:
        return bytes((lead + 0x40 if lead > 0x9F else lead, trail)).decode("cp932")
    except UnicodeDecodeError:
        return None


def _of_vendor(character: str) -> bytes | None:
    """Return the two bytes, with their high bits set, of a character in a row of a vendor; the way back."""
    try:
        lead, trail = character.encode("cp932")
    except (UnicodeEncodeError, ValueError):
        return None
    row = (lead - (0x81 if lead < 0xA0 else 0xC1)) * 2 + 1 + (trail > 0x9E)
    cell = trail - 0x9E if trail > 0x9E else trail - 0x3F - (trail > 0x7F)
    pair = bytes((row + 0xA0, cell + 0xA0)) if row <= 94 else b""
    return pair if pair and _by_vendor(*pair) == character else None


def _euc(data: bytes, errors: str, *, final: bool) -> tuple[str, int]:
    """Return text and how many bytes it took; a character that is cut off at the end is left."""
    out: list[str] = []
    at = 0
    while at < len(data):
        piece = data[at:]
        try:
            out.append(piece.decode("euc_jp"))
            return "".join(out), len(data)
        except UnicodeDecodeError as error:
            out.append(piece[: error.start].decode("euc_jp"))
            at += error.start
        pair = data[at : at + 2]
        if not final and (len(pair) < 2 or (pair[0] == 0x8F and len(data) - at < 3)) and pair[0] >= 0x80:
            break
        made = _by_vendor(*pair) if len(pair) == 2 else None
        if made is not None:
            out.append(made)
            at += 2
            continue
        fault = UnicodeDecodeError(
            EUC, data, at, at + max(1, len(pair) - (len(pair) == 2 and pair[1] < 0xA1)), "no character"
        )
        text, at = codecs.lookup_error(errors)(fault)
        out.append(str(text))
    return "".join(out), at


class _EucDecoder(codecs.BufferedIncrementalDecoder):
    def _buffer_decode(self, input: Any, errors: str, final: bool) -> tuple[str, int]:
        return _euc(bytes(input), errors, final=final)


class _MailDecoder(codecs.BufferedIncrementalDecoder):
    def __init__(self, errors: str = "strict") -> None:
        super().__init__(errors)
        self._mode = "ascii"

    def reset(self) -> None:
        super().reset()
        self._mode = "ascii"

    def getstate(self) -> tuple[bytes, int]:
        return super().getstate()[0], _MODES.index(self._mode)

    def setstate(self, state: tuple[bytes, int]) -> None:
        super().setstate((state[0], 0))
        self._mode = _MODES[state[1]]

    def _buffer_decode(self, input: Any, errors: str, final: bool) -> tuple[str, int]:
        data = bytes(input)
        out: list[str] = []
        at = 0
        while at < len(data):
            if data[at] == 0x1B:
                found = next((e for e in _ESCAPES if data.startswith(e, at)), None)
                if found is not None:
                    self._mode = _ESCAPES[found]
                    at += len(found)
                    continue
                if not final and any(e.startswith(data[at:]) for e in _ESCAPES):
                    break
                text, at = self._wrong(data, at, errors)
                out.append(text)
                continue
            until = data.find(b"\x1b", at)
            until = len(data) if until < 0 else until
            text, used = self._piece(data, at, until, errors, final=final or until < len(data))
            out.append(text)
            if used == at:
                break
            at = used
        return "".join(out), at

    def _piece(self, data: bytes, at: int, until: int, errors: str, *, final: bool) -> tuple[str, int]:
        """Decode what stands between two escapes, or up to the end of a line, which ends every mode but ASCII."""
        if self._mode == "ascii" or self._mode == "roman":
            piece = data[at:until]
            if not piece.isascii():
                bad = next(i for i in range(at, until) if data[i] > 0x7F)
                return self._wrong(data, at, errors) if bad == at else (piece[: bad - at].decode("ascii"), bad)
            text = piece.decode("ascii")
            return (text if self._mode == "ascii" else text.replace("\\", "\xa5").replace("~", "\u203e")), until
        if data[at] <= 0x20:
            if data[at] in b"\r\n":
                self._mode = "ascii"
            return chr(data[at]), at + 1
        if self._mode == "kana":
            return bytes((data[at] | 0x80,)).decode("cp932", errors), at + 1
        pair = data[at : min(at + 2, until)]
        if len(pair) < 2 and not final:
            return "", at
        if self._mode == "kanji":
            end = next((i for i in range(at, until) if data[i] <= 0x20), until)
            run = bytes(b | 0x80 for b in data[at : end - (end - at) % 2])
            try:
                return run.decode("euc_jp"), at + len(run)
            except UnicodeDecodeError:
                pass  # one by one
        high = bytes(b | 0x80 for b in pair)
        if len(pair) == 2 and pair.isascii():
            try:
                return (b"\x8f" + high if self._mode == "more" else high).decode("euc_jp"), at + 2
            except UnicodeDecodeError:
                made = _by_vendor(*high) if self._mode == "kanji" else None
                if made is not None:
                    return made, at + 2
        return self._wrong(data, at, errors)

    def _wrong(self, data: bytes, at: int, errors: str) -> tuple[str, int]:
        fault = UnicodeDecodeError(MAIL, data, at, at + 1, "no character")
        text, end = codecs.lookup_error(errors)(fault)
        return str(text), end


def _pieces(text: str, name: str, errors: str) -> list[bytes]:
    """Return the bytes of each character as EUC-JP has them, a vendor's where they are its."""
    out = []
    for at, character in enumerate(text):
        made: bytes | str | None
        try:
            made = character.encode("euc_jp")
        except UnicodeEncodeError:
            made = _of_vendor(character)
            if made is None:
                made, _ = codecs.lookup_error(errors)(UnicodeEncodeError(name, text, at, at + 1, "no character"))
        out += [made] if isinstance(made, bytes) else [c.encode("euc_jp") for c in made]
    return out


def _encode_euc(text: str, errors: str = "strict") -> tuple[bytes, int]:
    return b"".join(_pieces(text, EUC, errors)), len(text)


def _encode_mail(text: str, errors: str = "strict") -> tuple[bytes, int]:
    out, mode = [], "ascii"
    for piece in _pieces(text, MAIL, errors):
        wanted = {1: "ascii", 3: "more"}.get(len(piece), "kana" if piece[:1] == b"\x8e" else "kanji")
        out += [_STARTS[wanted]] if wanted != mode else []
        mode = wanted
        bare = piece[1:] if wanted in ("more", "kana") else piece
        out.append(bytes(b & 0x7F for b in bare))
    return b"".join([*out, _STARTS["ascii"]] if mode != "ascii" else out), len(text)


def _whole(decoder: type[codecs.BufferedIncrementalDecoder]) -> Any:
    def decode(data: bytes, errors: str = "strict") -> tuple[str, int]:
        return decoder(errors).decode(bytes(data), final=True), len(data)

    return decode


def _encoder(encode: Any) -> type[codecs.IncrementalEncoder]:
    class Encoder(codecs.IncrementalEncoder):
        def encode(self, input: str, final: bool = False) -> bytes:
            data: bytes = encode(input, self.errors)[0]
            return data

    return Encoder


_CODECS: dict[str, tuple[Any, Any]] = {EUC: (_EucDecoder, _encode_euc), MAIL: (_MailDecoder, _encode_mail)}


def _found(name: str) -> codecs.CodecInfo | None:
    decoder, encode = _CODECS.get(name, (None, None))
    if decoder is None:
        return None
    return codecs.CodecInfo(
        encode, _whole(decoder), incrementalencoder=_encoder(encode), incrementaldecoder=decoder, name=name
    )


codecs.register(_found)
