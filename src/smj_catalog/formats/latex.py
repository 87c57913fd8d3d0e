"""Text with the escapes of LaTeX, as BibTeX files hold it, both ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307", '"': "\u0308", "r": "\u030a",
    "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_WORDS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^", "textendash": "–",
    "textemdash": "—", "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "ı", "j": "ȷ", "textquotesingle": "'", "textdollar": "$", "textunderscore": "_", "ldots": "…", "dots": "…", "textellipsis": "…",
    "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "pounds": "£", "euro": "€",
    "copyright": "©", "textcopyright": "©", "textregistered": "®", "texttrademark": "™", "textdegree": "°", "texteuro": "€", "textyen": "¥",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»",
    "textless": "<", "textgreater": ">", "textbar": "|", "textperiodcentered": "·", "textbullet": "•", "TeX": "TeX", "LaTeX": "LaTeX", "newline": " ",
}  # fmt: skip
_STYLES = (
    "emph|text(?:it|bf|sc|rm|tt|up|sl|sf|md|normal)|mbox|hbox|url|path|nolinkurl|(?:upper|lower)case|Make(?:Upper|Lower)case|uline|underline|"
    "mkbib(?:emph|italic|bold)|bibstring|protect|relax"
)
"""Commands of which the text alone is kept."""
_DECLARED = "em|it|bf|sc|sl|rm|sf|tt|itshape|bfseries|scshape|slshape|upshape|rmfamily|sffamily|ttfamily|normalfont"
_LEVELS = {
    "sub": str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"), "super": str.maketrans("0123456789+-=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾"),
}  # fmt: skip
_ARG = r"\{{(?P<{}>(?:[^{{}}]++|\{{(?:[^{{}}]++|\{{(?:[^{{}}]++|\{{[^{{}}]*+\}})*+\}})*+\}})*+)\}}".format
_TOKEN = re.compile(
    r"\\(?P<sign>[`'^~=.\"])\s*(?:\{\\?(?P<in>\w?)\}|\\?(?P<on>\w))|\\(?P<letter>[uvHcdbkr])(?:\s*\{\\?(?P<held>\w?)\}|\s+(?P<next>\w))"
    rf"|\\(?:{_STYLES})\*?(?=\s*\{{|\s*\\)|\\(?:{_DECLARED})(?![A-Za-z])\s*|\\text(?P<level>sub|super)script\s*{_ARG('moved')}"
    rf"|\\(?:enquote|mkbibquote|textquote)\*?\s*{_ARG('quoted')}|\\href\s*{_ARG('address')}\s*{_ARG('linked')}"
    rf"|\$(?P<at>[_^])(?:\{{(?P<digits>[0-9+=()-]+)\}}|(?P<digit>[0-9]))\$|\\(?P<word>{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|\s+)?"
    rf"|(?P<kept>\$(?=[^$]*[\\^_{{}}])(?:\\.|[^$\\])+\$|\\\(.+?\\\)|\\[A-Za-z]+(?![A-Za-z])\*?(?:\s*{_ARG('arg').replace('?P<arg>', '?:')}|\[[^][]*\])*+)"
    r"|(?P<hidden>\\[-/!])|(?P<space>\\[\\,;:])|\\(?P<char>[&%$#_{} ])|(?P<line>---?)|(?P<open>``)|(?P<close>'')|(?P<tie>~)|[{}]"
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
    """Return text without escapes and braces; a command that is not known, or a formula, stays as it is."""
    return _SPACE.sub(" ", _TOKEN.sub(_decoded, text)).strip()


def kept(text: str) -> Iterator[str]:
    """Yield the commands and formulas that stay as they are."""
    for found in _TOKEN.finditer(text):
        if found["kept"]:
            yield found["kept"]
        for inner in filter(None, found.group("moved", "quoted", "linked")):
            yield from kept(inner)


def _decoded(found: re.Match[str]) -> str:
    said = found.groupdict()
    if said["kept"]:
        return said["kept"]
    if said["at"] or said["level"]:
        level = said["level"] or ("sub" if said["at"] == "_" else "super")
        text = decode(said["moved"] or said["digits"] or said["digit"] or "")
        raised = text.translate(_LEVELS[level])
        return raised if not set(raised) & set(text) else text
    if said["quoted"] is not None:
        return f"“{decode(said['quoted'])}”"
    if said["linked"] is not None:
        return f"{decode(said['linked'])} ({said['address'].strip()})"
    mark = said["sign"] or said["letter"]
    if mark:
        base = said["in"] or said["on"] or said["held"] or said["next"] or " "
        return unicodedata.normalize("NFC", base.replace("ı", "i") + _ACCENTS[mark])
    if said["word"]:
        return _WORDS[said["word"]]
    if said["line"]:
        return "—" if said["line"] == "---" else "–"
    if said["hidden"] or said["space"]:
        return " " if said["space"] else ""
    return said["char"] or ("“" if said["open"] else "”" if said["close"] else " " if said["tie"] else "")
