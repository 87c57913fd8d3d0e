"""Text with the escapes of LaTeX, as BibTeX files hold it, both ways."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307", '"': "\u0308", "r": "\u030a",
    "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_WORDS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^", "textendash": "–",
    "textemdash": "—", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "textquotesingle": "'", "textdollar": "$", "textunderscore": "_", "ldots": "…", "dots": "…",
}  # fmt: skip
_STYLES = "emph|textit|textbf|textsc|textrm|texttt|textup|mbox|url"
_TOKEN = re.compile(
    r"\\(?P<sign>[`'^~=.\"])\s*(?:\{\\?(?P<in>\w?)\}|\\?(?P<on>\w))|\\(?P<letter>[uvHcdbkr])(?:\s*\{\\?(?P<held>\w?)\}|\s+(?P<next>\w))"
    rf"|\\(?:{_STYLES})(?=\s*\{{)|\\(?:em|it|bf|sc|sl|rm|sf|tt)(?![A-Za-z])\s*|\\(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|\s+)?"
    r"|\\(?P<char>[&%$#_{} ])|(?P<line>---?)|(?P<open>``)|(?P<close>'')|(?P<tie>~)|[{}]"
)
_PLAIN = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{c: f"\\{c}" for c in "&%$#_"},
}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n]+")  # what is one space to TeX; a full-width one is a character
_SPECIAL = re.compile(r"[\\{}~^&%$#_]|-(?=-)|`(?=`)|'(?=')")


def encode(text: str) -> str:
    """Return text with what LaTeX takes for its own escaped."""
    return _SPECIAL.sub(lambda found: _PLAIN.get(found[0], f"{found[0]}{{}}"), text)


def decode(text: str) -> str:
    """Return text without escapes and braces; a command that is not known stays as it is."""
    return _SPACE.sub(" ", _TOKEN.sub(_decoded, text)).strip()


def _decoded(found: re.Match[str]) -> str:
    said = found.groupdict()
    mark = said["sign"] or said["letter"]
    if mark:
        base = said["in"] or said["on"] or said["held"] or said["next"] or " "
        return unicodedata.normalize("NFC", base.replace("ı", "i") + _ACCENTS[mark])
    if said["word"]:
        return _WORDS[said["word"]]
    if said["line"]:
        return "—" if said["line"] == "---" else "–"
    return said["char"] or ("“" if said["open"] else "”" if said["close"] else " " if said["tie"] else "")
