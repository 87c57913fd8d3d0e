"""Which of our columns the header of a table means: a list of words, and how people build others from them.

A header is looked up as it stands. Where it is not known, it is taken apart: a prefix of Dublin Core, a number at the end
(著者2), words behind the base (出版社 + 名, ISBN + コード, 著者 + の + 読み) and what stands in brackets (定価(税込)). Brackets
that could make another thing of it, such as 書名(英語) or 価格(千円), are never passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache

from attrs import evolve, frozen

from smj_catalog.formats.tabular.affixes import (
    CALLED,
    CODED,
    CODES,
    FOLLOWERS,
    FORM,
    NAMELESS,
    OTHERWISE,
    SUFFIXES,
    TAXED,
    TAXES,
)
from smj_catalog.formats.tabular.sheet import LED
from smj_catalog.formats.tabular.sheets import KIND, KINDS, sheet
from smj_catalog.problems import Both

_NOTHING = re.compile(r"[\s_:/\u30fb\uff65\u3000\u301c~\u200b\u200e\u200f\u2060\ufeff-]+")
_BRACKETS = re.compile(
    r"[(\[<\u3010\u3014\u3008]([^()\[\]<>\u3010\u3011\u3014\u3015\u3008\u3009]*)[)\]>\u3011\u3015\u3009]"
)
_PARTS = re.compile(r"[\s\u30fb\uff65,\u3001/;\uff1b]+")
_DUBLIN_CORE = re.compile(r"(?:dc|dcterms|dublin core)\s?[:.]\s?(\S.*)", re.IGNORECASE)
_DC = {
    "title": "title", "alternative": "other_title", "creator": "names", "contributor": "contributor", "publisher": "publisher",
    "date": "date", "issued": "date", "subject": "keywords", "description": "description", "abstract": "description",
    "tableofcontents": "contents", "language": "language", "extent": "pages",
}  # fmt: skip
_NUMBER = re.compile(r"(.*[^0-9])([1-9])")
_INNER = re.compile(r"([^0-9]+)([1-9])([^0-9]+)")


@frozen
class Found:
    """What a header was found to mean.

    Attributes:
        key: key of our column.
        number: the number at its end, 著者2; 0 where there is none.
        dropped: words in brackets that were passed over and may matter.
    """

    key: str
    number: int = 0
    dropped: str | None = None


def folded(header: str) -> str:
    """Return a header without width, case, spaces and the signs that people put between words."""
    return _NOTHING.sub("", unicodedata.normalize("NFKC", header)).lower()


@cache
def headers(kind: str) -> Mapping[str, str]:
    """Return every known header of a kind's sheet, folded -> key."""
    known: dict[str, str] = {}
    cells = [KIND, *sheet(kind).cells.values()]
    for names in (lambda c: (c.key,), lambda c: (c.en, c.ja), lambda c: c.names):
        for cell in cells:
            for name in names(cell):
                known.setdefault(folded(name), cell.key)
    return known


@cache
def all_headers() -> Mapping[str, str]:
    """Return every known header of any sheet, folded -> key."""
    known: dict[str, str] = {}
    for kind in KINDS:
        for name, key in headers(kind).items():
            known.setdefault(name, key)
    return known


@cache
def named(key: str) -> Both:
    """Return the name of a column in both languages."""
    cell = next((c for kind in KINDS if (c := sheet(kind).cells.get(key)) is not None), KIND)
    return Both(cell.en, cell.ja)


@cache
def keys() -> frozenset[str]:
    """Return the keys of all columns."""
    return frozenset({KIND.key, *(key for kind in KINDS for key in sheet(kind).cells)})


def key_of(header: str, kind: str | None = None) -> str | None:
    """Return the key of the column that a header stands for, or None."""
    found = meaning(header, kind)
    return None if found is None else found.key


@lru_cache(8192)
def meaning(header: str, kind: str | None = None) -> Found | None:
    """Return what a header means, or None.

    Args:
        header: as the file has it.
        kind: what the rows are; its own columns go before those of other kinds.
    """
    if len(header) > 200:
        return None
    if kind is not None and (found := _Words(headers(kind), (kind,)).meaning(header)) is not None:
        return found
    found = _Words(all_headers(), KINDS).meaning(header)
    if found is not None and kind is not None and found.key in sheet(kind).cells:
        return None  # what another kind calls so is not what this kind has under that key: 記事 is no title of an issue
    return found


def follower(header: str) -> str | None:
    """Return what a header says of the column before it and of no column by name: ヨミ, 所属; None where it does not."""
    name = folded(_BRACKETS.sub("", unicodedata.normalize("NFKC", header)))
    return FOLLOWERS.get(name)


def following(key: str, what: str, kind: str | None) -> str | None:
    """Return the key of the column with the reading, affiliation … of another column, or None."""
    wanted = f"{key}_{what}"
    there = any(wanted in sheet(k).cells for k in ((kind,) if kind is not None else KINDS))
    return wanted if there else None


@frozen
class _Words:
    """Headers of some kinds of record, and what is built from them."""

    known: Mapping[str, str]
    kinds: tuple[str, ...]

    def meaning(self, header: str) -> Found | None:
        plain = unicodedata.normalize("NFKC", header)
        if (key := self.known.get(folded(plain))) is not None:
            return Found(key)
        if dublin := _DUBLIN_CORE.fullmatch(plain.strip()):
            key = _DC.get(folded(dublin[1]))
            return Found(key) if key is not None and self._has(key) else None
        base = folded(_BRACKETS.sub(" ", plain))
        found = self._named(base) if base else None
        return None if found is None else self._bracketed(found, _BRACKETS.findall(plain))

    def _has(self, key: str) -> bool:
        return any(key in sheet(kind).cells for kind in self.kinds)

    def _named(self, name: str) -> Found | None:
        """Return what a header without brackets means."""
        key = self.known.get(name) or self._built(name)
        if key is not None:
            return Found(key)
        if (numbered := _NUMBER.fullmatch(name)) is not None:
            key, number = self._one(numbered[1]), int(numbered[2])
        elif (numbered := _INNER.fullmatch(name)) is not None:
            key, number = self._one(numbered[1] + numbered[3]), int(numbered[2])
        else:
            return None
        return Found(key, number) if key is not None and repeatable(key, self.kinds) else None

    def _one(self, name: str) -> str | None:
        return self.known.get(name) or self._built(name)

    def _plural(self, name: str) -> str | None:
        key = self.known.get(name[:-1]) if name.isascii() and name.endswith("s") else None
        return key if key is not None and repeatable(key, self.kinds) else None

    def _built(self, name: str) -> str | None:
        """Return the key of a name that is another with words behind it, or before it."""
        for word, what in SUFFIXES:
            if name.endswith(word) and (base := name[: -len(word)].removesuffix("の")):
                key = self._one(base)
                if key is not None and (whole := self._following(key, what)) is not None:
                    return whole
        for word, taxed in TAXED:
            bases = [name.removesuffix(word)] if name.endswith(word) else []
            bases += [name.removeprefix(word)] if name.startswith(word) else []
            for base in bases:
                if base and self.known.get(base) in ("price", taxed):
                    return taxed
        called = self._called(name, CALLED, self._has_name) or self._called(name, CODED, CODES.__contains__)
        return called or self._plural(name)

    def _called(self, name: str, words: Iterable[str], fits: Callable[[str], bool]) -> str | None:
        for word in words:
            base = name.removesuffix(word).removesuffix("の") if name.endswith(word) else ""
            key = self.known.get(base) if base else None
            if key is not None and fits(key):
                return key
        return None

    def _following(self, key: str, what: str) -> str | None:
        return next((f"{key}_{what}" for kind in self.kinds if f"{key}_{what}" in sheet(kind).cells), None)

    def _has_name(self, key: str) -> bool:
        """Tell whether a column holds names or titles: something that has a reading."""
        return key not in NAMELESS and (self._following(key, "reading") is not None or key == "genre")

    def _bracketed(self, found: Found, insides: list[str]) -> Found | None:
        """Return what a header means together with what stands in its brackets; None where that could be another thing."""
        dropped: list[str] = []
        for inside in insides:
            parts = [p for p in map(folded, _PARTS.split(inside)) if p]
            whole = folded(inside)
            for word in [whole] if len(parts) < 2 or self._says(whole, found) else parts:
                changed = self._with(found, word)
                if changed is None:
                    return None
                if changed is found and not self._plain(word, found.key):
                    dropped.append(word)
                found = changed
        return evolve(found, dropped=", ".join(dropped) or None)

    def _says(self, word: str, found: Found) -> bool:
        return self._plain(word, found.key) or word in TAXES or word in FOLLOWERS

    def _plain(self, word: str, key: str) -> bool:
        """Tell whether a word in brackets is known not to change what the column is."""
        return TAXES.get(word) == key or FORM.fullmatch(word) is not None or self._one(word) == key

    def _with(self, found: Found, word: str) -> Found | None:
        """Return what a word in brackets makes of a column: the same, another, or None where it cannot be told."""
        if (taxed := TAXES.get(word)) is not None:
            return evolve(found, key=taxed) if found.key in ("price", taxed) else None
        if (what := FOLLOWERS.get(word)) is not None:
            key = found.key if found.key.endswith(f"_{what}") else self._following(found.key, what)
            return None if key is None else evolve(found, key=key)
        if word.isdecimal() and _NUMBER.fullmatch(f"x{word}") and word != "0":
            return evolve(found, number=int(word)) if repeatable(found.key, self.kinds) else None
        if self._plain(word, found.key):
            return found
        return None if self._one(word) is not None or OTHERWISE.search(word) else found


_NOT_REPEATED = frozenset((
    "dates", "prices", "addresses", "extents", "sizes", "measures", "positions", "titles", "holdings", "sources",
    "numbering",
))  # fmt: skip


@cache
def repeatable(key: str, kinds: tuple[str, ...] = KINDS) -> bool:
    """Tell whether several columns, numbered, may each hold a value of one column: 著者1, 著者2; キーワード1, キーワード2.

    Not so where the number could mean another thing: 住所1 and 住所2 are parts of one address.
    """
    if key in LED:
        return repeatable(LED[key], kinds)
    for kind in kinds:
        for bound in sheet(kind).bound:
            if key in bound.keys and (bound.many or bound.block.field == "notes"):
                return bound.block.field not in _NOT_REPEATED or key.startswith("other_title")
    return False


def nearest(name: str) -> Iterator[str]:
    """Yield the keys of the columns whose headers are most like a name."""
    import difflib

    known = all_headers()
    word = folded(name)[:80]
    near = difflib.get_close_matches(word, known, 3, 0.6 if len(word) > 3 else 0.5)
    return iter(dict.fromkeys(known[n] for n in near))
