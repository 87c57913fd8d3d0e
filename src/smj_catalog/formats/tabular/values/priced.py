"""Amounts of money in a cell, each with the words and brackets that belong to it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import define, field

from smj_catalog.formats.tabular.values.parsed import HYPHENS
from smj_catalog.model.rules.amounts import Amount, tax_said, with_tax

_OPEN, _CLOSE = "([{〔【「『〈《<", ")]}〕】」』〉》>"
_CLUSTER = re.compile(r".[\uff9e\uff9f\u3099\u309a]*", re.DOTALL)
_TOKEN = re.compile(r"[^\s/、,;・|]+")
_HYPHENS = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_TAX = re.compile(r"(?:税(?:額|等|相当額)?|(?<![a-z])tax)\s?[:=]?\s?$", re.IGNORECASE)
_PRICE_BY_TAX = re.compile(r"[内外]税\s?[:=]?\s?$")


@define
class Priced:
    """An amount and what is said of it.

    Attributes:
        amount: the amount.
        group: number of the bracket that it stands in; 0 outside all.
        words: words that belong to it.
        remarks: words in brackets of their own behind it.
        start: where amount and words begin in the folded text.
        end: where they end.
        tax_alone: it is an amount of tax, no price.
        qualifier: for whom it is (ONIX List 59); None for everyone.
    """

    amount: Amount
    group: int
    words: list[str]
    remarks: list[str]
    start: int
    end: int
    tax_alone: bool = False
    qualifier: str | None = None

    def add(self, word: str, start: int, end: int, *, remark: bool = False) -> None:
        """Take in words of the text."""
        (self.remarks if remark else self.words).append(word)
        self.start, self.end = min(self.start, start), max(self.end, end)

    @property
    def said(self) -> str:
        """All words that belong to it."""
        return " ".join((*self.words, *self.remarks))


@define
class Folded:
    """A cell with ASCII digits and one kind of brackets, which still knows what each of its letters was.

    Attributes:
        text: the cell.
        words: its words, folded.
        places: letter of ``words`` -> letter of ``text``.
    """

    text: str
    words: str = field(init=False)
    places: list[int] = field(init=False, factory=list)

    def __attrs_post_init__(self) -> None:
        made = []
        for found in _CLUSTER.finditer(self.text):
            plain = unicodedata.normalize("NFKC", found[0]).translate(_HYPHENS)
            made.append(plain)
            self.places += [found.start()] * len(plain)
        self.words = "".join(made)
        self.places.append(len(self.text))

    def original(self, start: int, end: int) -> str:
        """Return a part of the cell as it stands there, without the marks that part it from others."""
        while start < end and self.words[start] in " \t\n/、,;・|":
            start += 1
        while start < end and self.words[end - 1] in " \t\n/、,;・|":
            end -= 1
        return self.text[self.places[start] : self.places[end]].strip()


def priced(words: str, amounts: Sequence[Amount]) -> list[Priced]:
    """Return amounts with their words: what stands in a bracket with one, else what stands before or behind it.

    Words between two amounts go to the one that they touch. A word about tax that touches both goes to the one that has
    none of its own; where both have none, to the one that it can be true of.

    Args:
        words: the folded text.
        amounts: what amounts it holds, in order.
    """
    groups = _groups(words)
    made = [Priced(a, groups[a.start], [], [], a.start, a.end) for a in amounts]
    unsettled: list[tuple[int, int, int]] = []
    for start, end in _pieces(words, groups, made):
        group = groups[start]
        here = [i for i, it in enumerate(made) if it.group == group]
        before = [i for i in here if made[i].amount.end <= start]
        after = [i for i in here if made[i].amount.start >= end]
        if not here:  # a bracket of its own
            i = max((i for i, it in enumerate(made) if it.amount.end <= start), default=0)
            made[i].add(words[start:end], max(start - 1, 0), min(end + 1, len(words)), remark=True)
        elif not (before and after):
            made[before[-1] if before else after[0]].add(words[start:end], start, end)
        else:
            unsettled += _between(words, start, end, made, before[-1], after[0])
    for start, end, i in unsettled:
        if (one := _true_of(words[start:end], made[i], made[i + 1])) is not None:
            one.add(words[start:end], start, end)
    _settle_tax(words, made)
    return made


def _groups(words: str) -> list[int]:
    """Return for each letter the number of the bracket that it stands in; -1 for brackets themselves."""
    found, stack, count = [], [0], 0
    for c in words:
        if c in _OPEN:
            count += 1
            stack.append(count)
        elif c in _CLOSE and len(stack) > 1:
            stack.pop()
        found.append(-1 if c in _OPEN or c in _CLOSE else stack[-1])
    return found


def _pieces(words: str, groups: list[int], made: list[Priced]) -> Iterator[tuple[int, int]]:
    """Yield where the words are that stand between amounts and brackets."""
    cuts = {0, len(words), *(p for it in made for p in (it.amount.start, it.amount.end))}
    cuts |= {p for i, group in enumerate(groups) if group < 0 for p in (i, i + 1)}
    taken = {it.amount.start for it in made}
    for start, end in pairwise(sorted(cuts)):
        if start not in taken and groups[start] >= 0 and words[start:end].strip():
            yield start, end


def _between(
    words: str, start: int, end: int, made: list[Priced], left: int, right: int
) -> Iterator[tuple[int, int, int]]:
    """Give the words between two amounts to one of them; yield those about tax that could be either's."""
    for found in _TOKEN.finditer(words, start, end):
        token, (a, b) = found[0], found.span()
        touches_left, touches_right = a == start, b == end
        if token[0] == "+" or (touches_left and not touches_right):
            made[left].add(token, a, b)
        elif (touches_right and not touches_left) or tax_said(token) is None:
            made[right].add(token, a, b)
        elif right == left + 1:
            yield a, b, left


def _true_of(token: str, left: Priced, right: Priced) -> Priced | None:
    """Return which of two amounts a word about tax belongs to, or None where nothing tells."""
    mine, other = tax_said(left.said), tax_said(right.said)
    if (mine is None) != (other is None):
        return left if mine is None else right
    lower, higher = left.amount.value, right.amount.value
    if with_tax(lower, higher):
        return right if tax_said(token) == "included" else left
    if with_tax(higher, lower):
        return left if tax_said(token) == "included" else right
    return None


def _settle_tax(words: str, made: list[Priced]) -> None:
    """Find amounts of tax (うち税200円), whose words speak of the price before them."""
    for i, it in enumerate(made):
        before = words[max(it.amount.start - 12, 0) : it.amount.start]
        if not _TAX.search(before):
            continue
        price = next((p for p in reversed(made[:i]) if not p.tax_alone), None)
        if price is None:
            it.tax_alone = not _PRICE_BY_TAX.search(before)
        elif it.amount.value * 5 <= price.amount.value:
            it.tax_alone = True
            inside = it.group and it.group != price.group
            price.add("".join(it.said.split()), it.start - bool(inside), it.end + bool(inside))
