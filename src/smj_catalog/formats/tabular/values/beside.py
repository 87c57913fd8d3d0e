"""What stands around a number in its cell: words in brackets, a second number, C-code and price of a back cover."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import takewhile
from typing import Any, Literal

from attrs import evolve, frozen

from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values.parsed import HYPHENS, LONG_MARK, warn
from smj_catalog.formats.tabular.values.prices import parse_prices
from smj_catalog.model import Price, Subject
from smj_catalog.model.rules.check_digits import ean_digit
from smj_catalog.problems import Problem, message

SIZES = {"isbn-13": (13, 10), "isbn-10": (13, 10), "issn": (8,), "issn-l": (8,), "ean": (13,)}
"""Type of identifier -> numbers of digits that it may have."""

_LONGEST = 200
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_FOLD = str.maketrans({**dict.fromkeys(HYPHENS, "-"), "\\": "¥"})
_LABEL = r"(?:新|旧)?(?:ISBN|[ep]-?ISSN|ISSN(?:-L)?|JAN|EAN-13|JAN-13)(?:\s?-?1[03](?![0-9-]))?\s*[:.]?\s*"
_NUMBER = r"[0-9](?:[\s-]{0,3}[0-9X]){6,60}"
_MARKS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in (
    ("gap", rf"[\s,、/;.)\]〉>〕】]+|:\s*$|[(\[〈<〔【]\s*(?=(?:{_LABEL})?{_NUMBER}\s*[)\]〉>〕】])"),
    ("label", _LABEL),
    ("qualifier", r"[(\[〔【]\s*([^()\[\]〔〕【】]{1,40})\s*[)\]〕】]"),
    ("c-code", r"(C\s?[0-9]{4})(?![0-9])"),
    ("price", r"([¥P]\s?[0-9][0-9,]*\s?[E円]?)(?![0-9])|((?:(?:定価|本体(?:価格)?|税込|税抜|価格)\s?:?\s?)?[0-9][0-9,]{0,12}円(?:\s?[+(][^()]{1,10}\)?)?)"),
    ("number", rf"({_NUMBER})(?![0-9A-Z])"),
    ("rest", r"[:]\s*(.+)"),
    ("qualifier", r"((?:第?[0-9]{1,3}巻|[上並]製本?|[上中下]巻?|全[0-9]{1,3}巻|全巻)(?:セット|揃い?)?|セット|揃い?|ハードカバー|ソフトカバー|(?:普及|豪華|特装|愛蔵|新装|改訂|新|旧)版|単行本|文庫版?|新書版?"
                  r"|電子(?:版|書籍)?|紙版?)\s*:?"),
    ("qualifier", r"([hp]bk\.?|hardcover|paperback|cloth|e-?book|set|v(?:ol)?\.\s?[0-9]{1,3})(?![0-9A-Z])\s*:?"),
))  # fmt: skip
_LABELLED = re.compile(_LABEL, re.IGNORECASE)
_QUALIFIERS = {
    "set": "set", "セット": "set", "全巻セット": "set", "全巻": "set", "揃": "set", "揃い": "set", "set isbn": "set", "セットisbn": "set",
    "volume": "volume", "各巻": "volume", "print": "print", "紙": "print", "紙版": "print", "印刷版": "print", "冊子": "print",
    "冊子体": "print", "冊子版": "print", "digital": "digital", "online": "digital", "電子": "digital", "電子版": "digital",
    "電子書籍": "digital", "電子書籍版": "digital", "オンライン": "digital", "ebook": "digital", "e-book": "digital",
}  # fmt: skip
_LABELS = {"e": "digital", "p": "print"}
_SET = re.compile(r"全[0-9]{1,3}巻(?:セット|揃い?)?")
_SECOND = re.compile(r"192([0-9]{4})([0-9]{5})[0-9]")


@frozen
class Mark:
    """One thing in a cell.

    Attributes:
        kind: what it is; ``rest`` is what stands behind a colon.
        text: its words, as the cell has them.
        qualifier: of a number, the word beside it, as our codes where there is one.
    """

    kind: Literal["number", "c-code", "price", "rest"]
    text: str
    qualifier: str | None = None


def visible(text: str) -> str:
    """Return a text without the characters that nobody sees: zero-width spaces, marks of direction."""
    return _INVISIBLE.sub("", text).strip()


def marks(text: str, sizes: tuple[int, ...]) -> list[Mark] | None:
    """Return what stands in a cell of numbers, in order; None where there is but one number, or something unknown.

    Args:
        text: the cell.
        sizes: how many digits a number of its type may have.
    """
    raw = visible(text)
    if len(raw) > _LONGEST:
        return None
    places = [(i, c) for i, each in enumerate(raw) for c in unicodedata.normalize("NFKC", each)]
    words = LONG_MARK.sub("-", "".join(c for _, c in places).translate(_FOLD))
    ends = [i for i, _ in places] + [len(raw)]
    made: list[Mark] = []
    waiting: str | None = None
    at, parted = 0, False
    while at < len(words):
        kind, found = next(((k, m) for k, p in _MARKS if (m := p.match(words, at))), ("", None))
        if found is None:
            return None
        start, at = at, found.end()
        if kind == "gap":
            parted = True
        elif kind == "label":
            waiting = _LABELS.get(found[0][:1].lower(), waiting)
        elif kind == "qualifier":
            word = found[1].strip()
            last = next((i for i in range(len(made) - 1, -1, -1) if made[i].kind == "number"), None)
            if _LABELLED.fullmatch(word):
                parted = True  # (ISBN13) says nothing that the number does not
            elif last is not None and made[last].qualifier is None:
                made[last] = evolve(made[last], qualifier=_qualifier(word))
            else:
                waiting = _qualifier(word)
        else:
            spans = [found.span(found.lastindex or 0)] if kind != "number" else _parted(words, start, at, sizes)
            made += [Mark(kind, raw[ends[a] : ends[b]].strip(), waiting) for a, b in spans]  # type: ignore[arg-type]
            waiting, at = None, max(spans[-1][1], at if kind != "number" else 0)
    alone = len(made) == 1 and made[0].qualifier is None and not parted
    return None if alone or waiting is not None or not any(m.kind == "number" for m in made) else made


def _parted(words: str, start: int, end: int, sizes: tuple[int, ...]) -> list[tuple[int, int]]:
    """Return where the numbers are with which a run of digits, hyphens and spaces begins: one, or several."""
    if sum(c not in " -" for c in words[start:end]) in sizes:
        return [(start, end)]
    parts = [(start + m.start(), start + m.end()) for m in re.finditer(r"\S+", words[start:end])]
    whole = takewhile(lambda part: sum(c != "-" for c in words[slice(*part)]) in sizes, parts)
    return list(whole) or [(start, end)]


def _qualifier(words: str) -> str:
    return "set" if _SET.fullmatch(words) else _QUALIFIERS.get(words.lower(), words)


def second_barcode(number: str) -> tuple[tuple[str, Any], ...]:
    """Return C-code and price of the second barcode of a book (書籍JAN 2段目), 192 CCCC PPPPP D; nothing for others."""
    found = _SECOND.fullmatch(re.sub("[^0-9]", "", unicodedata.normalize("NFKC", number)))
    if found is None or ean_digit(found[0][:12]) != found[0][12]:
        return ()
    price = Decimal(int(found[2]))
    code: tuple[str, Any] = ("subjects", Subject("c-code", found[1]))
    return (code, ("prices", Price(price, tax="excluded"))) if price else (code,)


def read_beside(mark: Mark) -> tuple[list[tuple[str, Any]], list[Problem]]:
    """Return what a mark that is no number says of other fields, and what is told of it."""
    if mark.kind == "c-code":
        return [("subjects", Subject("c-code", re.sub("[^0-9]", "", unicodedata.normalize("NFKC", mark.text))))], []
    try:
        found = parse_prices(re.sub("^[PpＰ]", "¥", mark.text))  # the sign of the old back cover
    except BadValue:
        return [], [warn("cell-other-not-taken", mark.text, message("cell-other-alone"))]
    prices = [evolve(p, printed=mark.text) if len(found.value) == 1 else p for p in found.value]
    return [*(("prices", price) for price in prices), *found.others], list(found.warnings)
