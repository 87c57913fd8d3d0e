"""The crosswalk as people read it: each field beside its place in each format."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.carried import Listed, parts
from smj_catalog.crosswalk.columns import Column, Group, Implied, Leaf, No, Says
from smj_catalog.crosswalk.rows import Row


def rows(column: Column | Listed) -> list[Row]:
    """Return a column as rows, in the order of the model, groups below the field that holds them."""
    if not isinstance(column, Column):
        return column.rows()
    return list(_rows(column.make, parts(column.entries), column, "", ()))


def own(make: type, path: str = "") -> Iterator[Row]:
    """Yield the rows of a format that keeps each field of a class under its own name."""
    for name, card in cards(make).items():
        here = f"{path}.{name}" if path else name
        yield here, here, None
        if card.make is not None and card.make is not make:
            yield from own(card.make, here)


def _rows(make: type, entries: Mapping[str, Any], column: Column, path: str, inside: tuple[type, ...]) -> Iterator[Row]:
    for name, card in cards(make).items():
        here = f"{path}.{name}" if path else name
        yield from _row(here, card.make, entries.get(name), column, inside)


def _row(here: str, make: type | None, entry: Any, column: Column, inside: tuple[type, ...]) -> Iterator[Row]:
    why = None
    if isinstance(entry, Says):
        entry, why = entry.parts, entry.why
    if isinstance(entry, No) or entry is None:
        yield here, None, entry.reason if entry else "no equivalent"
        return
    if isinstance(entry, Implied):
        yield here, entry.how, why
        return
    if isinstance(entry, Mapping):
        yield here, "", why
        if make is not None and make not in inside:
            yield from _rows(make, entry, column, here, (*inside, make))
        return
    shown = entry.path if isinstance(entry, Leaf | Group) else str(entry)
    if isinstance(entry, Group) and entry.when is not None:
        why = entry.why
    yield here, shown, why
    if make is None or make in inside or isinstance(entry, Leaf):
        return
    below = _below(entry, make, column)
    if below is not None:
        yield from _rows(make, below, column, here, (*inside, make))


def _below(entry: Any, make: type, column: Column) -> Mapping[str, Any] | None:
    if isinstance(entry, Group):
        if entry.says is not None:
            return entry.says
        if entry.column is not None:
            return parts(entry.column)
    found = column.groups.get(make)
    return parts(found) if found is not None else None


def page(columns: Mapping[str, Mapping[str, Column | Listed]], whole: Collection[str] = ()) -> str:
    """Return docs/crosswalk.md: for each kind of record a table of fields by formats.

    Args:
        columns: format id -> kind -> column.
        whole: ids of formats that carry all there is: a detail that no other has is not shown.
    """
    shared: dict[int, list[str]] = {}
    for name, by_kind in columns.items():
        shared.setdefault(id(by_kind), []).append(name)
    columns = {", ".join(names): columns[names[0]] for names in shared.values()}
    kinds = list(dict.fromkeys(kind for by_kind in columns.values() for kind in by_kind))
    out = [
        "# Crosswalk", "",
        "Where each format keeps each field of the model. This page is made by `python tests/golden.py` from the columns "
        "in `src/smj_catalog/formats`; do not edit it. — means that the format has no place for the field, and why.", "",
    ]  # fmt: skip
    for kind in kinds:
        used = {name: rows(by_kind[kind]) for name, by_kind in columns.items() if kind in by_kind}
        fields = list(dict.fromkeys(row[0] for found in used.values() for row in found))
        out += [f"## {kind}", "", "| field | " + " | ".join(used) + " |", "| --- |" + " --- |" * len(used)]
        known = {name: {field: (path, why) for field, path, why in found} for name, found in used.items()}
        for field in fields:
            if "." in field and all(
                field not in k or (k[field][0] is None) for n, k in known.items() if n not in whole
            ):
                continue  # nothing but the native format goes into this detail
            out.append(f"| {field} | " + " | ".join(_cell(known[name].get(field)) for name in used) + " |")
        out.append("")
    return "\n".join(out)


def _cell(found: tuple[str | None, str | None] | None) -> str:
    if found is None:
        return ""
    path, why = found
    if path is None:
        return f"— {why}"
    shown = f"`{path}`" if path and " " not in path else path
    return f"{shown} (not carried: {why})" if why else shown
