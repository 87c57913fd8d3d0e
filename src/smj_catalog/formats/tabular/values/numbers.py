"""Designations of issues as people write them: 193, 第5巻第2号, 5(3), Vol.5 No.4, 2017年2号, 193・194合併号."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Literal

from attrs import define, field

from smj_catalog.crosswalk.rows import parted
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values.nothing import nothing_said, says_nothing
from smj_catalog.formats.tabular.values.parsed import KANJI, Number, Parsed, folded, kanji_number, refuse, warn
from smj_catalog.formats.tabular.values.spreadsheets import date_made, made_date
from smj_catalog.problems import Problem, message

Column = Literal["number", "volume", "both", "whole"]
"""What a column holds: numbers (号数), volumes (巻数), both (巻号), or running numbers over all volumes (通巻)."""

_LONGEST = 80
MOST = 60
"""No volume has more numbers: a weekly serial has fifty-two or fifty-three a year."""
_RANGE = 12
"""No issue has more numbers: a year of a monthly serial."""

_N = rf"(?:[0-9]{{1,6}}|[{KANJI}]{{1,6}})"
_LIST = rf"{_N}(?:\s?[-~〜・/,、+&]\s?{_N})*"
_SIGN = re.compile(r"[-~〜・/,、+&]")
_ROMAN = r"[IVXLC]{1,8}(?![a-z])"
_YEAR = r"(?:[0-9]{4}|[〇一二三四五六七八九]{4}|(?:明治|大正|昭和|平成|令和)\s?(?:元|[0-9]{1,2}))\s?年度?"
_MONTHS = r"[0-9]{1,2}(?:\s?[-~〜・/,、]\s?[0-9]{1,2})*\s?月"
_SEASON = r"(?:新春|新年|[春夏秋冬]{1,2}季?)"
_DATE = rf"{_YEAR}(?:\s?{_MONTHS}(?:\s?[0-9]{{1,2}}\s?日)?|\s?{_SEASON}(?=\s?号))?(?:(?:\s?合併|\s?臨時増刊|\s?増刊)?\s?号)?"
_TOKENS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("gap", r"[\s,、;()\[\]〔〕=/・:-]+"),
        ("whole_number", rf"(?:通巻(?:号数)?|通号|通算|総)\s?第?\s?({_N})\s?号?|(?<![a-z])(?:whole|serial)\s?no\.?\s?({_N})"),
        ("date", rf"{_DATE}(?:\s?[-~〜・]\s?{_DATE})?|{_MONTHS}(?:(?:\s?合併|\s?臨時増刊|\s?増刊)?\s?号)"),
        ("date", r"(?<=\()[0-9]{4}(?:[./-][0-9]{1,2}){0,2}(?=\))"),
        ("volume", rf"第?\s?({_N}|(?<![a-z]){_ROMAN})\s?巻|巻\s?({_N}|{_ROMAN})|(?<![a-z])v(?:ol(?:ume)?)?\.?\s?({_N})"
                   rf"|(?<![a-z])(?:vol(?:ume)?\.?\s?|v\.\s?)({_ROMAN})"),
        ("numbers", rf"第?\s?({_LIST})\s?(?:合併)?(?:号|[集輯])|(?<![a-z])(?:nos?|n|num(?:ber)?|issues?|iss)\.?\s?({_LIST})|[#号]\s?({_LIST})"),
        ("series", r"第[0-9]{1,3}(?:次|期)|復刊|新シリーズ"),
        ("words", rf"(?:臨時)?増刊号?|別冊|合併号?|(?:創刊|特別|特大|特集|新年|新春|終刊|{_SEASON})号"),
    )
)  # fmt: skip
_BRACKETED = re.compile(
    rf"({_N})\s?\(\s?({_LIST})\s?\)(?:\s?[=(\[]\s?(?:no\.?|通巻)?\s?({_N})\s?号?[)\]]?)?", re.IGNORECASE
)
_BEHIND = re.compile(rf"({_LIST})(?![0-9A-Za-z])")
_PAIR = re.compile(rf"({_N})\s?[-:/.]\s?({_LIST})")
_ALONE = re.compile(r"[A-Za-z]{0,3}[0-9]{1,6}[A-Za-z]?")
_BARE = re.compile(rf"({_LIST})|([0-9]+)\.0")
_ROMAN_FIRST = re.compile(r"(?=[IVX])(?:X[CL]|L?X{0,3})(?:I[XV]|V?I{0,3})(?![a-z0-9.])(?<!^v(?=\s))", re.IGNORECASE)
"""A roman number as a word in front; v. 5 and v 5 are volume 5."""
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
_CALLED = re.compile(
    rf"(?:{_SEASON}|創刊|終刊|合併|特別|特大|特集|記念|臨時)?(?:増刊|別冊|準備)?号?|(?:増刊|別冊)号?.{{0,20}}",
    re.DOTALL,
)
"""What an issue is called beside its numbers, and no volume: 臨時増刊, 別冊2, 春季号."""
_KINDS = (("増刊", "extra"), ("別冊", "separate"), ("合併", "combined"))


def parse_numbering(text: str, column: Column = "number") -> Parsed[dict[str, Any]]:
    """Return the parts of a designation that a cell holds: fields of `Numbering`.

    A number without any word about it is what its column says. Everything else is kept as ``printed`` too; a year
    before a number (2017年2号) is the designation's date. Words that hold no number (夏号, 創刊準備号) are one.

    Args:
        text: the cell; several numbers may be parted by ``;``.
        column: what a bare number in it is; 5-2 is volume 5, number 2 where it holds both.

    Raises:
        BadValue: it can be read in two ways, or a spreadsheet has made a date of it.
    """
    parts = [text] if isinstance(text, Number) else parted(text)
    if len(parts) == 1:
        return _Designation(text, column).read()
    found = [_Designation(part, column).read() for part in parts]
    numbers = tuple(n for p in found for n in p.value.get("numbers", ()))
    if column != "number" or any(set(p.value) - {"numbers", "printed"} for p in found):
        raise refuse("numbering-form", text, message("a-cell-numbering"))
    return Parsed({"numbers": numbers}, tuple(w for p in found for w in p.warnings), _kind(str(text)))


def _kind(text: str) -> tuple[tuple[str, Any], ...]:
    """Return the kind of issue that words of a designation name."""
    return tuple(("kind", kind) for word, kind in _KINDS if word in text)[:1]


@define
class _Designation:
    """A cell, while its parts are found."""

    text: str
    column: Column
    made: dict[str, Any] = field(factory=dict)
    told: list[Problem] = field(factory=list)

    def read(self) -> Parsed[dict[str, Any]]:
        text = self.text
        likely = made_date(text)
        if likely is not None:
            raise date_made(text, likely)
        if says_nothing(text):
            return Parsed({}, nothing_said(text))
        words = folded(text)
        if isinstance(text, Number) and not words.isdecimal():
            raise refuse("numbering-form", text, message("a-cell-numbering-text"))
        try:
            ways = (self._bare, self._bracketed, self._pair, self._tokens)
            read = len(words) <= _LONGEST and any(way(words) for way in ways)
        except BadValue:
            raise
        except ValueError:  # no number in kanji
            read = False
        if not read:
            self._words(words)
        return Parsed(self.made, tuple(self.told), _kind(words))

    def _refuse(self) -> Exception:
        return refuse("numbering-form", self.text, message("a-cell-numbering"))

    def _bare(self, words: str) -> bool:
        found = _BARE.fullmatch(words)
        if found is None or (found[1] and self.column == "both" and _PAIR.fullmatch(words)):
            return False
        numbers = _numbers(found[1] or found[2])
        if _without_year(numbers)[1]:
            raise self._refuse()
        if len(numbers) > 1 and not _rising(numbers):
            raise self._refuse()
        if self.column in ("volume", "whole"):
            name = "volume" if self.column == "volume" else "whole_number"
            self.made[name] = numbers[0] if len(numbers) == 1 else str(self.text).strip()
            return True
        if self.column == "both" and len(numbers) == 1:
            self.told.append(warn("numbering-bare", self.text, message("a-cell-volume-and-number"), "info"))
        self.made["numbers"] = _spread(found[1] or found[2])
        if found[1] and (len(numbers) > 1 or numbers[0] != words):
            self.made["printed"] = str(self.text)
        return True

    def _bracketed(self, words: str) -> bool:
        """Read 5(3), 2017(2), 34(2-3)=193."""
        found = _BRACKETED.fullmatch(words)
        if found is None:
            return False
        self._before(_counted(found[1])[0], _counted(found[2]))
        if found[3]:
            self.made["whole_number"] = _counted(found[3])[0]
        return True

    def _pair(self, words: str) -> bool:
        """Read 5-2 and 2017-2 where the column holds volume and number; elsewhere nobody knows which is which."""
        found = _PAIR.fullmatch(words)
        if found is None:
            return False
        if self.column != "both":
            raise self._refuse()
        self._before(_counted(found[1])[0], _counted(found[2]))
        if "date" in self.made and re.fullmatch(r"[0-9]+\s?\.\s?(?:0?[1-9]|1[0-2])", words):
            self.told.append(warn("numbering-bare", self.text, message("a-cell-year-and-number")))
        return True

    def _before(self, first: str, numbers: tuple[str, ...]) -> None:
        """Take in numbers with what stands before them: a volume, or a year of four digits."""
        year = _is_year(first)
        if any(int(n) > MOST for n in numbers) or not _rising(numbers):
            raise self._refuse()
        self.made |= {"date": f"{first}年"} if year else {"volume": first}
        self.made |= {"numbers": numbers, "printed": str(self.text)}

    def _tokens(self, words: str) -> bool:
        """Read words part by part; False where something is left, or a part stands twice."""
        made: dict[str, Any] = {}
        at = 0
        if self.column in ("volume", "both") and (first := _ROMAN_FIRST.match(words)):
            whole = first.end() == len(words)
            if (
                (self.column == "volume") if whole else not words[first.end() :].lstrip().startswith("巻")
            ):  # VI(2), VI no. 2
                made, at = {"volume": first[0].upper()}, first.end()
        while at < len(words):
            name, found = next(((n, m) for n, p in _TOKENS if (m := p.match(words, at))), ("", None))
            if found is None and "volume" in made and "numbers" not in made:  # Vol.5(4), 5巻2
                name, found = "behind", _BEHIND.match(words, at)
            if found is None:
                return False
            at = found.end()
            if name in ("gap", "words"):
                continue
            group: str = next((g for g in found.groups() if g), "")
            if (
                name == "numbers"
                and "numbers" in made
                and words[: found.start()].rstrip()[-1:] in ("・", ",", "、")
                and int(_counted(group)[0]) == int(made["numbers"][-1]) + 1
            ):
                made["numbers"] += _counted(group)  # 15巻1号・2号
                continue
            if name in ("numbers", "behind"):
                if _running_first(made):  # 第60号(第5巻第4号)
                    made["whole_number"] = made.pop("numbers")[0]
                said = _said(name, _counted(group), made)
            else:
                said = {name: (_counted(group) or (group.upper(),))[0] if group else found[0].strip()}
            if not said or made.keys() & said.keys():
                return False
            made |= said
        return self._parts(made, words)

    def _parts(self, made: dict[str, Any], words: str) -> bool:
        if not made.keys() - {"series"} or not _rising(made.get("numbers", ())):
            return False
        if "date" in made:
            date = made["date"].translate(_DIGITS)
            made["date"] = f"{date}年" if re.fullmatch("[0-9]{4}", date) else date
        if self.column == "whole" and made.keys() == {"numbers"} and len(made["numbers"]) == 1:
            made = {"whole_number": made["numbers"][0]}
        if self.column == "number" and made.keys() == {"volume"} and "巻" not in words:
            made = {"numbers": (made["volume"],)}  # Vol.12 in a column of numbers is how the serial counts
        self.made = made if made == {"volume": str(self.text)} else {**made, "printed": str(self.text)}
        return True

    def _words(self, words: str) -> None:
        """Keep what cannot be taken apart, as it stands."""
        counted = any(c.isdecimal() for c in words) and not _ALONE.fullmatch(words)
        if counted:
            self.told.append(warn("numbering-words", self.text, message("a-cell-numbering")))
        name = {"volume": "volume", "whole": "whole_number"}.get(self.column, "numbers")
        if name != "numbers" and _CALLED.fullmatch(words):
            if not counted:
                self.told.append(warn("numbering-words", self.text, message("a-cell-numbering-words"), "info"))
            self.made = {"printed": str(self.text)}
            return
        self.made = {name: (str(self.text),) if name == "numbers" else str(self.text)}


def _numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a list, in digits as printed; kanji become digits."""
    return tuple(n if n.isdecimal() else str(kanji_number(n)) for n in re.findall(_N, text))


def _counted(text: str) -> tuple[str, ...]:
    """Return the numbers of a list that stands in words, which keep the zeros in front."""
    return tuple(n.lstrip("0") or "0" for n in _spread(text))


def _spread(text: str) -> tuple[str, ...]:
    """Return the numbers of a list with those that a range stands for: 4〜6 is 4, 5 and 6.

    Raises:
        ValueError: a range is longer than an issue has numbers.
    """
    numbers = _numbers(text)
    made = list(numbers[:1])
    for sign, first, last in zip(_SIGN.findall(text), numbers, numbers[1:], strict=False):
        between = range(int(first) + 1, int(last)) if sign in "-~〜" and _is_year(first) == _is_year(last) else ()
        if len(between) > _RANGE - 2:
            raise ValueError(f"{text!r} is a long range")
        made += [*(str(n).zfill(len(first)) for n in between), last]
    return tuple(made)


def _said(name: str, numbers: tuple[str, ...], made: dict[str, Any]) -> dict[str, Any]:
    """Return what numbers in words say beside what stands before them; nothing where that is not sure."""
    numbers, year = _without_year(numbers)
    if name == "behind" and (_is_year(numbers[0]) or int(numbers[-1]) > MOST):
        return {"date": numbers[0]} if _is_year(numbers[0]) and len(numbers) == 1 else {}
    running = made.keys() >= {"volume", "numbers"}  # Vol.34, No.2 (No.193)
    if (running and int(numbers[0]) < int(made["numbers"][0])) or int(made.get("whole_number", numbers[0])) < int(
        numbers[0]
    ):
        return {}
    said: dict[str, Any] = {"whole_number": numbers[0]} if running else {"numbers": numbers}
    return said | ({"date": year} if year else {})


def is_roman(text: str) -> bool:
    """Tell whether a cell is a roman number and nothing else."""
    return bool(text) and _ROMAN_FIRST.fullmatch(folded(text)) is not None


def _running_first(made: dict[str, Any]) -> bool:
    """Tell whether a number stands before the volume, so that it counts over all volumes where another one follows."""
    parts = [name for name in made if name in ("volume", "numbers", "whole_number")]
    return parts == ["numbers", "volume"] and len(made["numbers"]) == 1


def _without_year(numbers: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """Return numbers without a year that stands last among them: No. 2, 2017."""
    last = numbers[-1]
    if len(numbers) > 1 and _is_year(last) and not any(_is_year(n) for n in numbers[:-1]):
        return numbers[:-1], last
    return numbers, None


def _is_year(number: str) -> bool:
    return len(number) == 4 and "1868" <= number <= "2100"


def _rising(numbers: tuple[str, ...]) -> bool:
    return all(int(a) < int(b) for a, b in pairwise(numbers))
