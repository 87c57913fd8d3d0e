"""Products as their senders write them, put in place into the form that the columns read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from smj_catalog.crosswalk import Notes
from smj_catalog.formats.onix.dialects import ShortTags
from smj_catalog.formats.onix.titling import joined_title

_VALUES = ("ExtentValue", "FeatureValue")
_FIGURES = {"M": 1000, "D": 500, "C": 100, "L": 50, "X": 10, "V": 5, "I": 1}
_ROMAN = re.compile("M{0,4}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,4})")

LAST_LINE = 65_535
"""The last line that an element made here can have."""


class Sent:
    """Rewrites the products of one message.

    A collection's title in parts is put together (ONIX for Books 3.1, Group P.5); contributors stand in the order of their
    SequenceNumbers (Group P.7); a
    DateFormat becomes the attribute of its Date (3.0, deprecated there); the header's defaults go where they apply
    (Message header).
    """

    def __init__(self, tag: Callable[[str], str]) -> None:
        """Take the names of a dialect.

        Args:
            tag: reference name -> name as lxml shows it.
        """
        self._tag = tag
        self._odd = tuple(map(tag, ("TitleWithoutPrefix", "DateFormat", "ExtentValueRoman", "FeatureNote")))
        self._sequence = tag("SequenceNumber")
        self._looked = (self._sequence, *self._odd)
        self._contributor = tag("Contributor")
        self._defaults: dict[str, str] | None = None

    def __call__(self, element: Any, root: Any, notes: Notes) -> str | None:
        """Rewrite a product; return it as text as it was, or None where nothing was changed.

        Args:
            element: the product.
            root: of the message; with its header, from the first product on.
            notes: what the reader tells.
        """
        if self._defaults is None:
            self._defaults = self._stated(root)
        odd: list[Any] = []
        numbers: list[Any] = []
        for one in element.iter(*self._looked):
            tag = one.tag
            if tag == self._sequence:
                numbers.append(one)
            elif tag != self._odd[0] or self._apart(one):
                odd.append(one)
        mixed = self._mixed(numbers) if len(numbers) > 1 else ()
        lacking = list(self._lacking(element)) if self._defaults else []
        if not odd and not lacking and not mixed:
            return None
        was = etree.tostring(element, encoding="unicode", with_tail=False)
        for parent, first, ordered in mixed:
            for one in reversed(ordered):
                parent.insert(first, one)
        for one in odd:
            if one.tag == self._odd[0]:
                self._title(one, notes)
            elif one.tag == self._odd[1]:
                self._date(one)
            elif self._child(one.getparent(), _VALUES[self._odd.index(one.tag) - 2]) is None:
                self._alone(one, notes)
        for parent, names in lacking:
            self._add(parent, names)
        return was

    def _mixed(self, numbers: list[Any]) -> list[tuple[Any, int, list[Any]]]:
        """Return contributors that stand in another order than that of their numbers: parent, first place, right order."""
        texts = [number.text or "" for number in numbers]
        if texts == sorted(texts) and max(map(len, texts)) == 1:  # as nearly all are
            return []
        said: dict[Any, list[tuple[int, Any]]] = {}
        for number in numbers:
            one, text = number.getparent(), (number.text or "").strip()
            if one.tag == self._contributor and re.fullmatch("[0-9]{1,9}", text):
                said.setdefault(one.getparent(), []).append((int(text), one))
        found = []
        for parent, pairs in said.items():
            right = sorted(pairs, key=lambda pair: pair[0])
            whole = right != pairs and len(pairs) == sum(one.tag == self._contributor for one in parent)
            if whole:  # where one has no number, nobody knows its place
                found.append((parent, parent.index(pairs[0][1]), [one for _, one in right]))
        return found

    def _child(self, element: Any, name: str) -> Any:
        tag = self._tag(name)
        return next((c for c in element[:] if c.tag == tag), None)

    def _collective(self, rest: Any) -> bool:
        above = rest.getparent().getparent().getparent()
        return above is not None and above.tag == self._tag("Collection")

    def _apart(self, rest: Any) -> bool:
        """Tell whether the columns do not read a title in parts as it stands: of a collection, or beside the whole."""
        return self._collective(rest) or self._child(rest.getparent(), "TitleText") is not None

    def _title(self, rest: Any, notes: Notes) -> None:
        """Turn a title in two parts into one; where it stands there whole as well, the parts say no more than the prefix."""
        parent = rest.getparent()
        prefix, no_prefix, whole = (self._child(parent, n) for n in ("TitlePrefix", "NoPrefix", "TitleText"))
        if len(rest) or not (rest.text or "").strip() or (prefix is not None and len(prefix)):
            return
        first = ((prefix.text if prefix is not None else None) or "").strip()
        words = joined_title(first, rest.text.strip()) if first else rest.text.strip()
        if whole is None:
            rest.tag, rest.text = self._tag("TitleText"), words
            for name, value in prefix.items() if prefix is not None else ():
                if name != self._key and rest.get(name) is None:
                    rest.set(name, value)
        elif not len(whole) and " ".join((whole.text or "").split()) == " ".join(words.split()):
            parent.remove(rest)
        else:
            for part in (prefix, rest):
                if part is not None:
                    notes.skip(_path(part), part)
                    parent.remove(part)
            return
        kept = whole is not None and not self._collective(whole)
        for part in (None if kept else prefix, no_prefix):
            if part is not None:
                parent.remove(part)

    _key = "collationkey"  # sorts the part that it stands at

    def _date(self, form: Any) -> None:
        date = self._child(form.getparent(), "Date")
        if date is not None and date.get("dateformat") is None and form.text:
            date.set("dateformat", form.text.strip())
            form.getparent().remove(form)

    def _alone(self, one: Any, notes: Notes) -> None:
        """Give an extent in Roman figures its number; what is left without a value, as a feature of a note alone, is counted."""
        extent, value = one.getparent(), (one.text or "").strip().upper()
        if one.tag == self._odd[2] and value and not len(one) and _ROMAN.fullmatch(value):
            digits = [_FIGURES[c] for c in value]
            total = sum(-d if d < behind else d for d, behind in zip(digits, [*digits[1:], 0], strict=True))
            made(extent, self._tag("ExtentValue")).text = str(total)
        elif extent.getparent() is not None:
            notes.skip(_path(one), one)
            extent.getparent().remove(extent)

    # the defaults of the header

    def _stated(self, root: Any) -> dict[str, str]:
        """Return what the header states for products that do not say it themselves."""
        found, header = {}, self._of_any(root, "Header")
        for name, default in (
            ("LanguageCode", "DefaultLanguageOfText"), ("PriceType", "DefaultPriceType"), ("CurrencyCode", "DefaultCurrencyCode"),
        ):  # fmt: skip
            stated = self._of_any(header, default)
            if stated is not None and (stated.text or "").strip():
                found[name] = stated.text.strip()
        return found

    def _of_any(self, element: Any, name: str) -> Any:
        """Return the child of a name, in whatever namespace and kind of tags: the header need not be in that of the products."""
        names = (name, ShortTags()[name])
        return next(
            (c for c in element.iterchildren("*") if c.tag.rpartition("}")[2] in names), None
        ) if element is not None else None  # fmt: skip

    def _lacking(self, element: Any) -> Iterator[tuple[Any, list[str]]]:
        """Yield where the product leaves out what the header states."""
        assert self._defaults is not None
        priced: list[str] = [n for n in ("PriceType", "CurrencyCode") if n in self._defaults]
        amount = self._tag("PriceAmount")
        for price in element.iter(self._tag("Price")) if priced else ():
            there = {c.tag for c in price[:]}
            names = [n for n in priced if self._tag(n) not in there and (n == "CurrencyCode" or amount in there)]
            if names:
                yield price, names
        detail = self._child(element, "DescriptiveDetail") if "LanguageCode" in self._defaults else None
        if detail is not None:
            language, role = self._tag("Language"), self._tag("LanguageRole")
            if not any(c.tag == language and any(x.tag == role and x.text == "01" for x in c[:]) for c in detail[:]):
                yield detail, ["LanguageCode"]

    def _add(self, parent: Any, names: list[str]) -> None:
        assert self._defaults is not None
        for name in names:
            into = parent
            if name == "LanguageCode":
                into = made(parent, self._tag("Language"))
                made(into, self._tag("LanguageRole")).text = "01"
            made(into, self._tag(name)).text = self._defaults[name]


def _path(element: Any) -> str:
    """Return the path of an element from its product on."""
    names = [one.tag.rpartition("}")[2] for one in (element, *element.iterancestors())]
    return "/".join(reversed(names[: next((i for i, n in enumerate(names) if n.lower() == "product"), 0) + 1]))


def made(parent: Any, tag: str, line: int | None = None) -> Any:
    """Return a new last child, at the line of its parent or another."""
    child: Any = etree.SubElement(parent, tag)
    child.sourceline = min(line or parent.sourceline or 1, LAST_LINE)
    return child
