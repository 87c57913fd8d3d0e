"""Readings and romanised forms belong to the words they stand with: what becomes of them where these are other words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from attrs import evolve, fields, frozen, has

from smj_catalog.model.keys import key_of
from smj_catalog.model.records import Book, Issue, Record
from smj_catalog.model.values import Text

Form = Literal["readings", "romanised"]
_FORMS: tuple[Form, ...] = ("readings", "romanised")
_AT = re.compile(r"\[[0-9]+\]")


@frozen
class Renamed:
    """A form of a text that is another text now.

    Attributes:
        record: the record, or the article or chapter in it, as it is now.
        path: where the new text stands: ``titles[0].text``.
        form: which form.
        said: what the form said of the old text.
        old: the words before.
        new: the words now.
        stays: the new words have it still; else they have none.
    """

    record: Record
    path: str
    form: Form
    said: str
    old: str
    new: str
    stays: bool


def renamed(before: Record | None, after: Record) -> Iterator[Renamed]:
    """Yield the forms of texts that stand with other words now, or went with the words that they belonged to.

    The same words in another width, with other spaces or signs keep their forms.
    """
    if before is None or before is after:
        return
    for name in (f.name for f in fields(type(after)) if f.name not in ("id", "contents")):
        old, new = getattr(before, name, None), getattr(after, name)
        if old is not new and old != new:
            yield from _of_field(after, name, old, new)
    if isinstance(before, Issue | Book) and isinstance(after, Issue | Book) and before.contents is not after.contents:
        there = {part.id: part for part in before.contents}
        for part in after.contents:
            yield from renamed(there.get(part.id), part)


def _of_field(record: Record, name: str, old: Any, new: Any) -> Iterator[Renamed]:
    was: dict[str, list[Text]] = {}
    for path, text in texts(old, name):
        was.setdefault(_AT.sub("", path), []).append(text)
    now: dict[str, list[tuple[str, Text]]] = {}
    for path, text in texts(new, name) if was else ():
        now.setdefault(_AT.sub("", path), []).append((path, text))
    for group, texts_now in now.items():
        for form in _FORMS:
            yield from _of_group(record, form, was.get(group, []), texts_now)


def _of_group(record: Record, form: Form, was: list[Text], now: list[tuple[str, Text]]) -> Iterator[Renamed]:
    known = {key_of(text.text) for text in was}
    still = {key_of(text.text): (path, text) for path, text in now}
    gone: list[Text] = []
    for text in was if any(getattr(text, form) for text in was) else ():
        same = still.get(key_of(text.text))
        if same is None:
            gone.append(text)
        elif getattr(text, form) and not getattr(same[1], form) and same[1].text != text.text:
            yield _made(record, form, text, same, stays=False)
    new = [each for each in now if key_of(each[1].text) not in known]
    for each in [*new]:
        said = {x.text for x in getattr(each[1], form)}
        if (owner := next((x for x in gone if said & {y.text for y in getattr(x, form)}), None)) is not None:
            yield _made(record, form, owner, each, stays=True)
            new.remove(each)
            gone.remove(owner)
    for text, each in zip(gone, new, strict=False):
        if getattr(text, form) and not getattr(each[1], form):
            yield _made(record, form, text, each, stays=False)


def _made(record: Record, form: Form, old: Text, new: tuple[str, Text], *, stays: bool) -> Renamed:
    said = "; ".join(x.text for x in getattr(old, form))
    return Renamed(record, new[0], form, said, old.text, new[1].text, stays)


def texts(value: Any, path: str) -> Iterator[tuple[str, Text]]:
    """Yield the texts in a value, each with its path."""
    if isinstance(value, Text):
        yield path, value
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from texts(item, f"{path}[{i}]")
    elif has(value.__class__):
        for each in fields(value.__class__):
            yield from texts(getattr(value, each.name), f"{path}.{each.name}")


def without_outlived(before: Record, after: Record, said: Record | None) -> Record:
    """Return a record in which no words have a form of the words before them, unless it is said of them again.

    Args:
        before: the record as it was.
        after: as it would be.
        said: what the input says of it.
    """
    gone = {(r.path, r.form) for r in renamed(before, after) if r.stays and not _says(said, r)}
    names = {path.partition(".")[0].partition("[")[0] for path, _ in gone}
    changes: dict[str, Any] = {name: _less(getattr(after, name), name, gone) for name in names}
    return evolve(after, **changes) if changes else after


def _says(said: Record | None, one: Renamed) -> bool:
    name = one.path.partition(".")[0].partition("[")[0]
    held = texts(getattr(said, name, None), name)
    return any(key_of(t.text) == key_of(one.new) and getattr(t, one.form) for _, t in held)


def _less(value: Any, path: str, gone: set[tuple[str, Form]]) -> Any:
    if isinstance(value, Text):
        changes: dict[str, Any] = {form: () for at, form in gone if at == path}
        return evolve(value, **changes) if changes else value
    if isinstance(value, tuple):
        return tuple(_less(item, f"{path}[{i}]", gone) for i, item in enumerate(value))
    if not has(value.__class__) or not any(at.startswith(f"{path}.") for at, _ in gone):
        return value
    held = {each.name: getattr(value, each.name) for each in fields(value.__class__)}
    new = {name: _less(it, f"{path}.{name}", gone) for name, it in held.items()}
    return evolve(value, **{name: it for name, it in new.items() if it is not held[name]})
