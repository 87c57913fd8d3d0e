"""The values that stand in a field, by one place: what the subfields say is made into values of the model at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs
from attrs import define, evolve

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.drafts import unchecked
from smj_catalog.crosswalk.fields.notation import FORMS, Field, FieldNotes, Place, Subfield, other_form, shown
from smj_catalog.crosswalk.places import Place as At
from smj_catalog.crosswalk.rows import Bound, Parsed, joined
from smj_catalog.crosswalk.rows.bound import SHORT
from smj_catalog.crosswalk.rows.paths import both, grown, missing
from smj_catalog.errors import BadValue
from smj_catalog.model import Reading, Romanised, Text
from smj_catalog.model.checks import FORBIDDEN
from smj_catalog.problems import Problem, Where, message

_text, _reading, _romanised = unchecked(Text), unchecked(Reading), unchecked(Romanised)


@lru_cache(4096)
def _parsed(parse: Callable[[str], Parsed[dict[str, Any]]], text: str) -> Parsed[dict[str, Any]]:
    return parse(text)  # dates, heights and years are the same again and again


def remembered(parse: Callable[[str], Parsed[dict[str, Any]]], text: str) -> Parsed[dict[str, Any]]:
    """Return what code reads in a text; that of short ones is remembered for a while."""
    return _parsed(parse, text) if len(text) <= SHORT else parse(text)


def stands(one: Field, code: str) -> At:
    """Return where the first subfield with a code stands."""
    line = next((s.line for s in one.subfields if s.code == code), None)
    return At(shown(one.tag, code), line or one.line)


def sound(text: str) -> bool:
    """Tell whether a text is one that the model takes."""
    return bool(text) and not text.isspace() and (text.isprintable() or not FORBIDDEN.search(text))


def odd_at(one: Field, told: Problem) -> Where:
    """Return where in a field the text stands of which a constructor tells."""
    held = next((s for s in one.subfields if not all(map(sound, (s.text, *s.readings, *s.romanised)))), None)
    path = told.where.path if held is None else shown(one.tag, held.code)
    return Where(line=(held.line if held is not None else None) or one.line, path=path)


def formed(held: Subfield, text: str | None = None) -> Text:
    """Return the text of a subfield with its other forms."""
    text = held.text if text is None else text
    if not held.readings and not held.romanised and sound(text):
        return _text(text)
    if all(map(sound, (text, *held.readings, *held.romanised))):
        return _text(text, tuple(map(_reading, held.readings)), romanised=tuple(map(_romanised, held.romanised)))
    return Text(text, tuple(map(Reading, held.readings)), romanised=tuple(map(Romanised, held.romanised)))


@define(eq=False)
class Taker:
    """What a cell makes of its subfields.

    Attributes:
        key: of the cell.
        code: of its subfields.
        many: it takes all subfields with its code, not the first alone.
        own: the field of the value that it fills; "" where code alone knows.
        text: that is a text, or texts, with their forms.
        path: how any other is filled.
        parse: code that reads it.
        listed: the field holds several.
        simple: it is one text as it stands, and nothing else is asked.
        forms: it is a text of which other subfields tell as well.
    """

    key: str
    code: str
    many: bool
    own: str = ""
    text: bool = False
    path: Any = None
    parse: Any = None
    listed: bool = False
    simple: bool = False
    forms: bool = False


def laid(tree: dict[str, Any], read: Sequence[tuple[str, Mapping[str, Any]]]) -> list[tuple[int, Any, Any]]:
    """Put into a tree what code read: each cell its own field, then what no other cell says; values of a list are joined.

    Args:
        tree: put into.
        read: of each cell: its own field, and what it says.

    Returns:
        What disagrees: number of the cell, what it says, what is there.
    """
    for own, said in read:
        if own in said:
            held, had = said[own], tree.get(own)
            tree[own] = {**had, **held} if isinstance(had, dict) and isinstance(held, dict) else held
    odd = []
    for at, (own, said) in enumerate(read):
        for name, value in said.items():
            if name == own or name == "printed":
                continue
            had = tree.setdefault(name, value)
            if (all_told := both(had, value)) is not had:
                tree[name] = all_told
            elif had is not value and had != value and not (isinstance(had, str) and had.startswith(str(value))):
                odd.append((at, value, had))
    words = [said.get("printed") for _, said in read if said]
    if words and None not in words:
        tree.setdefault("printed", " ".join(words))  # type: ignore[arg-type]
    return odd


def _forms(taker: Taker, held: Subfield) -> dict[str, Any]:
    """Return the other forms of a text that is made of several subfields."""
    if not taker.forms or not (held.readings or held.romanised):
        return {}
    known = (("readings", held.readings), ("romanised", held.romanised))
    return {name: [{"text": text} for text in texts] for name, texts in known if texts}


class PlaceReader:
    """A place, ready to read fields."""

    def __init__(self, place: Place, bound: Bound) -> None:
        self.place, self.bound = place, bound
        self.lead = bound.lead.rstrip("*")
        self.field = place.block.field
        self.make: Any = place.block.make
        self.known = cards(self.make) if self.make is not None else {}
        self.preset = {**place.block.preset, **place.block.assumed}
        self.fixed, self.lacks = dict(place.fixed), place.lacks
        self.apart = not place.repeats and bound.card.many
        self.whole = bound.leaf is not None or (
            self.make is Text and not self.preset and len(place.block.cells) - len(FORMS) <= 1
        )
        self.needed = {n for n, c in self.known.items() if c.default is attrs.NOTHING} - self.preset.keys()
        self.alone = Counter(
            p.steps[0][0] for p, c in zip(bound.paths, place.block.cells, strict=True) if p and "/" not in c.key
        )
        self.takers: dict[str, Taker] = {}
        for cell, path in zip(place.block.cells, bound.paths, strict=True):
            code, mark, _ = cell.key.partition("/")
            if not mark and not cell.read_only:
                self.takers[code.rstrip("*")] = self._taker(cell.key, path)
        self.order = {id(t): i for i, t in enumerate(self.takers.values())}
        self.worded = any(not t.text for t in self.takers.values())

    def fits(self, indicators: str) -> bool:
        """Tell whether indicators are those that the place asks for."""
        wanted = self.place.indicators
        return all(indicators[i - 1 : i] == wanted[i - 1 : i] for i in map(int, self.place.ask))

    def _taker(self, key: str, path: Any) -> Taker:
        many, code = key.endswith("*"), key.rstrip("*")
        parse = self.bound.several.get(key)
        if path is None:
            return Taker(key, code, many, parse=parse)
        (own, _), *below = path.steps
        forms = self.known[own].make is Text and [name for name, _ in below] == ["text"]
        text = (self.whole and self.make is Text) or (forms and self.alone[own] == 1)
        plain = not below and path.leaf.codec.load is None and not path.leaf.listed
        listed = self.known[own].many
        simple = parse is None and not many and ((text and not listed) or plain)
        return Taker(key, code, many, own, text, path, parse, listed, simple, forms and not text)

    def read(
        self, one: Field, codes: list[str], taken: set[int], notes: FieldNotes, put: Callable[[str, Any], None]
    ) -> None:
        """Put the values that stand in a field; the subfields that give them are taken.

        Args:
            one: the field.
            codes: of its subfields; the leading one is among them, and the indicators are as they must be.
            taken: places of subfields that others have taken.
            notes: told what is wrong.
            put: called with each value behind the model's field.
        """
        if self.fixed and any(one.first(code) != text for code, text in self.fixed.items()):
            return
        if self.lacks and any(code in self.lacks for code in codes):
            return
        for group in self.groups(codes, taken):
            told: list[tuple[str, Problem]] = []
            others: list[tuple[str, Any]] = []
            item = self._value(one.subfields, group, taken, told, others)
            if item is not None:
                put(self.field, item if notes.places is None else notes.places.item(item, *self._at(one, group)))
            if self.fixed:
                taken.update(i for i, code in enumerate(codes) if code in self.fixed)
            for name, value in others:
                put(name, value if notes.places is None else notes.places.item(value, At(one.tag, one.line), {}))
            for key, problem in told:
                where = Where(line=one.line, path=(path := shown(one.tag, key.partition("/")[0].rstrip("*"))))
                notes.refused[path] = notes.refused.get(path, 0) + (problem.severity == "error")
                notes.problems.append(Problem(where, problem.rule, problem.found, problem.expected, severity="warning"))
            if self.worded and any(one.subfields[i].readings or one.subfields[i].romanised for i in group):
                self._forms(one, group, taken, notes)

    def groups(self, codes: Sequence[str], taken: Container[int]) -> Iterable[Sequence[int]]:
        """Return the places of the subfields that make one value each, of a field with some codes, of which some are taken."""
        if self.place.alone:  # one value, wherever in it its leading subfield stands
            rest = [i for i in range(len(codes)) if i not in taken]
            return (rest,) if any(codes[i] == self.lead for i in rest) else ()
        leads = [i for i, code in enumerate(codes) if code == self.lead and i not in taken]
        if self.apart:
            return map(range, leads, [*leads[1:], len(codes)])
        others = [i for i, code in enumerate(codes) if code == self.lead and i in taken]
        return ([i for i in range(len(codes)) if i not in others],) if leads else ()

    def _value(
        self, subfields: list[Subfield], group: Sequence[int], taken: set[int], told: list[tuple[str, Problem]],
        others: list[tuple[str, Any]],
    ) -> Any:  # fmt: skip
        """Return the value that the subfields of a group make; None where they make none, and why is told."""
        held: dict[str, list[Subfield]] = {}
        takers = self.takers
        tree: dict[str, Any] = {}
        later: list[Taker] = []
        for i in group:
            it = subfields[i]
            code = it.code
            taker = takers.get(code)
            if taker is None:
                continue
            if not it.text:
                taken.add(i)
            elif (before := held.get(code)) is None:
                held[code] = [it]
                taken.add(i)
                if not taker.simple:
                    later.append(taker)
                elif taker.text:
                    tree[taker.own] = formed(it)
                else:
                    tree[taker.own] = it.text
            elif taker.many:
                before.append(it)
                taken.add(i)
        if self.whole:
            return self._whole(held, told)
        if later and not (tree := self._read(later, held, tree, told, others)):
            if not (told or others):  # ``-``: counted
                taken.difference_update(i for i in group if subfields[i].code in held)
            return None
        try:
            if tree.keys() >= self.needed:
                return self.make(**self.preset, **tree) if self.preset else self.make(**tree)
            return self._grown({**self.preset, **tree}, told)
        except (BadValue, TypeError):
            pass
        try:
            return self._grown(
                {**self.preset, **tree}, told
            )  # what the preset says is said otherwise, or something is wrong
        except BadValue as error:
            told += [(self.bound.lead, p) for p in error.problems]
            return None

    def _read(
        self, later: list[Taker], held: dict[str, list[Subfield]], tree: dict[str, Any], told: list[tuple[str, Problem]],
        others: list[tuple[str, Any]],
    ) -> dict[str, Any]:  # fmt: skip
        """Return what cells say that are no plain texts, with the plain ones."""
        read: list[tuple[Taker, Mapping[str, Any]]] = []
        for taker in sorted(later, key=lambda t: self.order[id(t)]) if len(later) > 1 else later:
            found = held[taker.code]
            try:
                if taker.parse is not None:
                    words = joined([s.text for s in found]) if taker.many else found[0].text
                    parsed = remembered(taker.parse, words)
                    if parsed.warnings:
                        told += [(taker.key, w) for w in parsed.warnings]
                    others += parsed.others
                    said = parsed.value
                    if (own := said.get(taker.own)).__class__ is dict:  # a text, as code reads it
                        whole = formed(found[0], own["text"]) if taker.text else {**own, **_forms(taker, found[0])}
                        said = {**said, taker.own: whole}
                    read.append((taker, said))
                elif taker.text:
                    tree[taker.own] = tuple(map(formed, found)) if taker.listed else formed(found[0])
                else:
                    taker.path.put(tree, joined([s.text for s in found]) if taker.many else found[0].text, 0)
                    if forms := _forms(taker, found[0]):
                        tree[taker.own] |= forms
            except BadValue as error:
                told += [(taker.key, p) for p in error.problems]
        for at, value, had in laid(tree, [(taker.own, said) for taker, said in read]) if read else ():
            expected = message("cells-agree", other=str(had if isinstance(had, str) else joined(had)))
            told.append((read[at][0].key, Problem(Where(), "cells-disagree", str(value), expected)))
        return tree

    def _grown(self, tree: dict[str, Any], told: list[tuple[str, Problem]]) -> Any:
        """Return the value of a tree that may lack something; then it is told, if nothing else is."""
        if (lacks := missing(self.make, tree)) is not None:
            if not told:
                expected = message("with-its-lead", lead=self.lead)
                told.append((self.bound.lead, Problem(Where(path=lacks), "cell-missing", None, expected)))
            return None
        return grown(self.make, tree)

    def _forms(self, one: Field, group: Sequence[int], taken: set[int], notes: FieldNotes) -> None:
        """Count the other forms of what has none in the model: a heading in two scripts is one of its words."""
        for i in group:
            held = one.subfields[i]
            if (held.readings or held.romanised) and i in taken:
                taker = self.takers.get(held.code)
                if taker is not None and not (taker.text or taker.forms):
                    notes.unread[other_form(shown(one.tag, held.code))] += len(held.readings) + len(held.romanised)

    def _whole(self, held: dict[str, list[Subfield]], told: list[tuple[str, Problem]]) -> Any:
        """Return a plain value, or a text that is a value by itself."""
        found = held.get(self.lead)
        if found is None:
            return None
        if self.bound.leaf is None:
            return formed(found[0])
        try:
            return self.bound.leaf.value(found[0].text, 0)
        except BadValue as error:
            told += [(self.bound.lead, p) for p in error.problems]
            return None

    def _at(self, one: Field, group: Sequence[int]) -> tuple[At, dict[str, At]]:
        """Return where a value stands that is read from subfields, and where each part of it does, by dotted path."""
        codes = [(cell, cell.key.partition("/")[0].rstrip("*")) for cell in self.place.block.cells]
        own = evolve(one, subfields=[one.subfields[i] for i in group])
        inner = {
            dotted.partition(".")[2]: stands(own, code)
            for cell, code in codes if own.first(code) is not None for dotted in cell.dotted(self.field)
        }  # fmt: skip
        return At(one.tag, one.line), inner
