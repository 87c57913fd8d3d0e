"""The quick reader: one Python function for all fields that have a tag, indicators and subfield codes in common.

What the places do with such fields is the same each time, but for what the texts say. The function does that, and nothing
else: where anything is odd - an empty text, one that cannot be read, a warning - it leaves the field to the careful reader
(`reading.py`), which tells what is wrong. It puts all values of a field or none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import attrs

from smj_catalog.crosswalk.drafts import trusted, unchecked
from smj_catalog.crosswalk.fields.notation import Subfield, shown
from smj_catalog.crosswalk.fields.reading import PlaceReader, Taker, formed, laid, remembered, sound
from smj_catalog.crosswalk.rows.lists import escaped, joined
from smj_catalog.crosswalk.source import Source
from smj_catalog.errors import BadValue
from smj_catalog.model import Text
from smj_catalog.model.checks import is_text
from smj_catalog.model.taking import draft

Quick = Callable[[list[Subfield], dict[str, Any], dict[str, list[Any]], dict[str, int]], bool]
"""(subfields, values, values of fields that hold several, what no place took) -> whether it was read, and so put there."""

FAULTS = (BadValue, TypeError)
_KNOWN: dict[str, Any] = {
    "escaped": escaped, "formed": formed, "joined": joined, "laid": laid, "remembered": remembered, "sound": sound, "text": unchecked(Text),
}  # fmt: skip


class _Odd(Exception):
    """Fields of this shape are for the careful reader."""


def never(*_: object) -> bool:
    """Read nothing: the field is for the careful reader."""
    return False


def compile_quick(readers: Sequence[PlaceReader], tag: str, codes: tuple[str, ...], many: frozenset[str]) -> Quick:
    """Return the function that reads fields of one shape; `never` where only the careful reader can.

    Args:
        readers: the places that take fields with such a tag and such indicators, in order.
        tag: the tag.
        codes: of the subfields, in order.
        many: fields of the model that hold several values.
    """
    made = _Quick(tag, codes, many)
    try:
        return made.function(readers)
    except _Odd:
        return never


class _Quick:
    def __init__(self, tag: str, codes: tuple[str, ...], many: frozenset[str]) -> None:
        self.tag, self.codes, self.many = tag, codes, many
        self.out = Source(_KNOWN)
        self._count = 0
        self._texts: set[int] = set()

    def function(self, readers: Sequence[PlaceReader]) -> Quick:
        out = self.out
        here = range(len(self.codes))
        out.add(0, "def quick(subfields, values, lists, unread):")
        if self.codes:
            out.add(1, f"{''.join(f's{i}, ' for i in here)} = subfields")
        if readers and self.codes:
            for i in here:
                out.add(1, f"t{i} = s{i}.text")
            out.add(1, f"if not ({' and '.join(f't{i}' for i in here)}): return False")
        self._places(list(readers), frozenset(), {}, [], 1)
        return out.function("quick", f"<reader of {self.tag} {' '.join(self.codes)} {id(self):x}>")

    def _places(
        self, readers: list[PlaceReader], taken: frozenset[int], known: Mapping[int, str | frozenset[str]],
        puts: list[tuple[str, str]], depth: int,
    ) -> None:  # fmt: skip
        """Write what places do one after another, with some subfields taken.

        Args:
            readers: the places that are left.
            taken: places of subfields that others have taken.
            known: place of a subfield -> its text, or the texts that it does not have.
            puts: field of the model, and code for a value of it.
            depth: of the code.
        """
        codes, out = self.codes, self.out
        for n, at in enumerate(readers):
            if len(taken) == len(codes):
                break
            if at.lead not in codes or (at.lacks and any(code in at.lacks for code in codes)):
                continue
            asked = {codes.index(code) if code in codes else -1: text for code, text in at.fixed.items()}
            if any(i < 0 or not _may(known.get(i, frozenset()), text) for i, text in asked.items()):
                continue
            open_ = {i: text for i, text in asked.items() if known.get(i) != text}
            if not open_:
                taken = self._place(at, taken, puts, depth)
                continue
            if len(open_) > 1:
                raise _Odd
            ((i, text),) = open_.items()
            out.add(depth, f"if t{i} == {text!r}:")
            self._places(readers[n:], taken, {**known, i: text}, [*puts], depth + 1)
            not_ = known.get(i, frozenset())
            assert isinstance(not_, frozenset)
            known = {**known, i: not_ | {text}}
        if left := [f"s{i}.readings or s{i}.romanised" for i in range(len(codes)) if i not in taken]:
            out.add(depth, f"if {' or '.join(left)}: return False")  # they are counted too
        names = [name for name, _ in puts if name not in self.many]
        if len(names) > len(set(names)):
            raise _Odd
        for name in names:
            out.add(depth, f"if {name!r} in values: return False")
        for name, code in puts:
            if name in self.many:
                out.add(depth, f"x = lists.get({name!r})")
                out.add(depth, f"if x is None: lists[{name!r}] = [{code}]")
                out.add(depth, f"else: x.append({code})")
            else:
                out.add(depth, f"values[{name!r}] = {code}")
        for i, code in enumerate(codes):
            if i not in taken:
                out.add(depth, f"unread[{shown(self.tag, code)!r}] += 1")
        out.add(depth, "return True")

    def _place(self, at: PlaceReader, taken: frozenset[int], puts: list[tuple[str, str]], depth: int) -> frozenset[int]:
        """Write how the values of one place are made; return which subfields are taken then."""
        codes, now = self.codes, set(taken)
        for group in at.groups(codes, taken):
            held: dict[str, list[int]] = {}
            for i in group:
                taker = at.takers.get(codes[i])
                if taker is None:
                    continue
                if not taker.text:
                    self.out.add(depth, f"if s{i}.readings or s{i}.romanised: return False")
                if taker.many or codes[i] not in held:
                    held.setdefault(codes[i], []).append(i)
                    now.add(i)
            puts.append((at.field, self._whole(at, held, depth) if at.whole else self._value(at, held, depth)))
            now.update(i for i, code in enumerate(codes) if code in at.fixed)
        return frozenset(now)

    def _new(self, depth: int, code: str) -> str:
        self._count += 1
        self.out.add(depth, f"v{self._count} = {code}")
        return f"v{self._count}"

    def _formed(self, i: int) -> str:
        """Return code for a text with its forms; most have none."""
        return f"formed(s{i}) if s{i}.readings or s{i}.romanised or not t{i}.isprintable() or t{i}.isspace() else text(t{i})"

    def _whole(self, at: PlaceReader, held: dict[str, list[int]], depth: int) -> str:
        found, leaf = held.get(at.lead), at.bound.leaf
        if found is None:
            raise _Odd
        if leaf is None:
            return self._new(depth, self._formed(found[0]))
        if leaf.codec.load is None and not leaf.listed:
            return f"t{found[0]}"
        return self._new(depth, f"{self.out.name(leaf, 'leaf')}.value(t{found[0]}, 0)")

    def _value(self, at: PlaceReader, held: dict[str, list[int]], depth: int) -> str:
        """Write how a value is made of subfields; return code for it."""
        tree: dict[str, str] = {}
        later: list[Taker] = []
        for code, found in held.items():
            taker = at.takers[code]
            if not taker.simple:
                later.append(taker)
            elif taker.text:
                tree[taker.own] = self._new(depth, self._formed(found[0]))
            else:
                tree[taker.own] = f"t{found[0]}"
        later.sort(key=lambda t: at.order[id(t)])
        for taker in later:
            if taker.text and taker.parse is None:
                found = held[taker.code]
                texts = "".join(f"{self._new(depth, self._formed(i))}, " for i in found)
                tree[taker.own] = f"({texts})" if taker.listed else texts.partition(",")[0]
        rest = [t for t in later if t.parse is not None or not t.text]
        if not rest:
            if not tree.keys() >= at.needed:
                raise _Odd
            return self._drafted(at, tree, depth)
        return self._laid(at, tree, rest, held, depth)

    def _laid(
        self, at: PlaceReader, tree: dict[str, str], rest: list[Taker], held: dict[str, list[int]], depth: int
    ) -> str:
        """Write how a value is made of which some cells are read by code."""
        out = self.out
        it = self._new(depth, "{" + ", ".join(f"{name!r}: {code}" for name, code in tree.items()) + "}")
        read = []
        for taker in rest:
            found = held[taker.code]
            words = f"t{found[0]}"
            if taker.many:
                words = f"escaped({words})" if len(found) == 1 else f"joined([{', '.join(f't{i}' for i in found)}])"
            if taker.parse is None:
                out.add(depth, f"{out.name(taker.path, 'path')}.put({it}, {words}, 0)")
                continue
            parsed = self._new(depth, f"remembered({out.name(taker.parse, 'parse')}, {words})")
            out.add(depth, f"if {parsed}.warnings or {parsed}.others: return False")
            said = self._new(depth, f"{parsed}.value")
            if taker.own:
                own = self._new(depth, f"{said}.get({taker.own!r})")
                form = f"formed(s{found[0]}, {own}['text'])" if taker.text else f"{{**{own}}}"
                out.add(depth, f"if {own}.__class__ is dict: {said} = {{**{said}, {taker.own!r}: {form}}}")
            read.append((taker.own, said))
        if read:
            parts = [it, *(said for _, said in read)]
            all_ = self._new(depth, "{" + ", ".join(f"**{part}" for part in parts) + "}")
            apart = f"len({all_}) == {' + '.join(f'len({part})' for part in parts)}"
            words = f" and 'printed' not in {all_}" if len(read) > 1 else ""
            out.add(depth, f"if {apart}{words}: {it} = {all_}")
            out.add(depth, f"elif laid({it}, ({''.join(f'({own!r}, {said}), ' for own, said in read)})): return False")
            out.add(depth, f"if not {it}: return False")
        make = out.name(at.make, at.make.__name__)
        preset = f"**{out.name(at.preset, 'preset')}, " if at.preset else ""
        return self._new(depth, f"{make}(**{{{preset}**{it}}})")

    def _drafted(self, at: PlaceReader, tree: dict[str, str], depth: int) -> str:
        """Write how a value is made of texts: without its constructor, where that would ask no more than is asked here."""
        out, make = self.out, at.make
        name = out.name(make, make.__name__)
        fields = attrs.fields_dict(make)
        plain = [own for own in tree if at.known[own].make is None]
        if (
            not trusted(make)
            or hasattr(make, "__attrs_post_init__")
            or not all(_is_plain(fields[own]) for own in plain)
        ):
            given = {**{n: out.name(x, "preset") for n, x in at.preset.items()}, **tree}
            return self._new(depth, f"{name}({', '.join(f'{n}={code}' for n, code in given.items())})")
        for own in plain:
            text = tree[own]
            out.add(depth, f"if {text}.isspace() or not ({text}.isprintable() or sound({text})): return False")
        made = self._new(depth, f"{out.name(draft(make), f'Draft{make.__name__}')}()")
        preset = {n: _taken(fields[n], x) for n, x in at.preset.items()}
        for own, field in fields.items():
            code = tree.get(own) or _constant(out, preset.get(own, field.default))
            out.add(depth, f"{made}.{own} = {code}")
        out.add(depth, f"{made}.__class__ = {name}")
        return made


def _may(known: str | frozenset[str], text: str) -> bool:
    return known == text if isinstance(known, str) else text not in known


def _constant(out: Source, value: Any) -> str:
    return repr(value) if value is None or value == () or isinstance(value, str | bool) else out.name(value, "k")


def _is_plain(field: attrs.Attribute[Any]) -> bool:
    """Tell whether a field takes any text, as it is."""
    kind = field.metadata.get("take", (str, None))[0]
    return field.validator is is_text and kind is str


def _taken(field: attrs.Attribute[Any], value: Any) -> Any:
    """Return what a constructor would make of a value that a place presets."""
    return field.metadata["take"][1](value) if "take" in field.metadata and value != field.default else value
