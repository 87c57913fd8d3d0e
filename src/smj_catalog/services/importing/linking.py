"""What a record of any format cites as the serial, issue or book that it stands in: relations of type ``whole``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import product
from typing import TypeVar

from attrs import evolve

from smj_catalog.formats import Item, Named, Sought
from smj_catalog.formats.citations import edtf, issued, title_words
from smj_catalog.formats.cited import PUBLISHER
from smj_catalog.formats.tabular.references import hosts_named
from smj_catalog.model import Component, Issue, Numbering, Record, Relation
from smj_catalog.model.keys import key_of
from smj_catalog.store.rows import numbers

R = TypeVar("R", bound=Issue | Component)
_PAGES = re.compile(r"(?:^|[,:;]? )(?:pp?\. ?[0-9A-Za-z].*|[0-9][0-9 ,-]*p\.?)$", re.DOTALL)


def may_name_its_serial(item: Item) -> bool:
    """Tell whether an item is an issue without a serial, of no table: its record may cite one."""
    return isinstance(item.record, Issue) and item.record.periodical is None and item.cells is None


def cited(record: Issue | Component, known: Callable[[Sought], bool]) -> Iterator[Named]:
    """Yield what a record says that it stands in, in its order: each with the ways to read it.

    Args:
        record: of the input.
        known: tells whether there is such a serial.
    """
    for one in _wholes(record):
        words = _PAGES.sub("", (one.citation or "").partition(PUBLISHER)[0]).strip()
        numbered = tuple(each for it in one.identifiers if it.status == "valid" for each in _with_linking(numbers(it)))
        said = " ".join((*([words] if words else []), *(it.value for it in one.identifiers)))
        for sought in _ways(words, numbered, known if isinstance(record, Component) else None):
            yield Named(said, "related", sought)


def _ways(
    words: str, numbered: tuple[tuple[str, str], ...], known: Callable[[Sought], bool] | None
) -> Iterator[tuple[Sought, ...]]:
    """Yield what words and numbers can mean, the surest first: a number of the thing itself, then words."""
    if known is None:
        yield (Sought(words or None, numbered),)
        return
    own = tuple(n for n in numbered if not n[0].startswith("issn"))
    issns = tuple(n for n in numbered if n[0].startswith("issn"))
    if own:
        yield (Sought(None, own),)
    yield tuple(
        it if it.numbering else evolve(it, numbers=own or it.numbers) for it in hosts_named(words, issns, known)
    )


def _with_linking(found: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for scheme, value in found:
        yield scheme, value
        if scheme == "issn":  # of the print or of all
            yield "issn-l", value


def _wholes(record: Issue | Component) -> list[Relation]:
    return [it for it in record.related if it.type == "whole" and it.record is None]


def names_of(record: Record) -> Iterator[tuple[str, str]]:
    """Yield every number that a record is called by, and the addresses at which it can be reached."""
    yield from (n for it in getattr(record, "identifiers", ()) if it.status == "valid" for n in numbers(it))
    yield from (("uri", link.url) for link in getattr(record, "links", ()))


def agrees(record: Record | None, sought: Sought) -> bool:
    """Tell whether a record that has an id of another archive's is what is sought: its title or a number says so."""
    if record is None:
        return False
    titles = {key_of(t.text.text) for t in getattr(record, "titles", ())}
    return key_of(sought.title) in titles or not {*names_of(record)}.isdisjoint(sought.numbers)


def less_cited(record: R, host: Record | None, serial: Record | None) -> R:
    """Return a record without those of its citations that say no more than its host's own record does.

    Args:
        record: of the input.
        host: the serial, issue or book that it stands in.
        serial: of the host, where that is an issue.
    """
    around = [it for it in (host, serial) if it is not None]
    titles = {name for it in around for t in getattr(it, "titles", ()) for name in (t.text.text, title_words(t))}
    publishers = {p.name.text for it in around for p in getattr(it, "publishers", ())}
    known = {n for it in around for n in (("", it.id), *names_of(it))}
    words = {key_of(f"{title}{at}") for title, at in product(titles, _designations(getattr(host, "numbering", None)))}
    gone = [
        it
        for it in _wholes(record)
        if _told(it, {"", *words}, {"", *publishers}, known, part=isinstance(record, Component))
    ]
    return evolve(record, related=tuple(it for it in record.related if not any(it is g for g in gone)))


def less_date(record: Component, host: Record | None) -> Component:
    """Return a part without a date that is its host's, where the host's own record has the part, without a date."""
    old = next((it for it in getattr(host, "contents", ()) if {*names_of(it)} & {*names_of(record)}), None)
    date = issued(host)
    known = set() if date is None or old is None or old.dates else {edtf(date), str(date.date)}
    same = [it.role for it in record.dates] == ["publication"] and edtf(record.dates[0]) in known
    return evolve(record, dates=()) if same else record


def _told(one: Relation, words: set[str], publishers: set[str], known: set[tuple[str, str]], *, part: bool) -> bool:
    """Tell whether words, names and numbers, of which an id is without scheme, say all that a citation does."""
    text, _, publisher = (one.citation or "").partition(PUBLISHER)
    numbered = ({("", it.value), *numbers(it)} for it in one.identifiers)
    said = key_of(_PAGES.sub("", text) if part else text) in words and publisher in publishers
    return said and all(not it.isdisjoint(known) for it in numbered)


def _designations(it: Numbering | None) -> Iterator[str]:
    yield ""
    if it is None:
        return
    yield it.printed or ""
    volume, over_all = f"{it.volume}巻" if it.volume else "", f"(通巻{it.whole_number}号)" if it.whole_number else ""
    yield f"{volume}{over_all}"
    for number in (mark.join(it.numbers) for mark in ("・", ", ", "/")) if it.numbers else ():
        yield f"{it.volume or ''}({number})"
        yield from (f"{volume}{number}号", f"{volume}{number}号{over_all}")
