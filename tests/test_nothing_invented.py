"""What comes back from a file of ours was in the record that went out: formats leave things out, and put nothing in."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import records

from smj_catalog import model as m
from smj_catalog import read, to_dict, write

ALLOWED = {
    "dcndl-2": {"host", "related.type", "prices.amount", "prices.tax", "extents.value", "extents.type"},  # those below their host; a relation of no term; words that say an amount
    **{to: {"dates.role", "dates.date", "editions.number"} for to in ("bibtex", "csl-json", "ris")},  # those of the host; of words that are a number
    "jsonl": set[str](), "smj-1": set[str](),
}  # fmt: skip
"""Format -> what its files say beyond the record."""
SAID = {(to, "contributors.roles", role) for to in ("bibtex", "csl-json") for role in ("A01", "B01")}
"""What citations say of all who made a work, and of every kind of editor: they have one word for each (docs/decisions/0035)."""


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of each leaf, white space aside."""
    if isinstance(value, dict):
        for name, held in value.items():
            yield from leaves(held, f"{path}.{name}" if path else name)
    elif isinstance(value, list | tuple):
        for held in value:
            yield from leaves(held, path)
    else:
        yield path, "".join(str(value).split())


def back(record: m.Record, to: str) -> list[m.Record]:
    out = io.BytesIO()
    write([record], out, to=to, validate=False)
    return list(read(out.getvalue(), format=to))


def invented(record: m.Record, to: str) -> list[tuple[str, str]]:
    """Leaves of what comes back that no text of the record holds."""
    known: dict[str, list[str]] = {}
    for each in (record, *getattr(record, "contents", ())):
        for path, text in leaves(to_dict(each)):
            known.setdefault(path, []).append(text)
    return [
        (path, text) for came in back(record, to) for path, text in leaves(to_dict(came))
        if path not in ALLOWED[to] and (to, path, text) not in SAID and not any(text in held for held in known.get(path, ()))
    ]  # fmt: skip


@pytest.mark.parametrize("to", ALLOWED)
@settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)
@given(records())
def test_of_made_up_records(to: str, record: m.Record):
    assert invented(record, to) == []


CASES: dict[str, tuple[str, m.Record]] = {
    "a name of no role": ("contributors", m.Book(id="book:x", titles="見本", contributors=[m.Contributor("見本花子")])),
    "a name with a comma of its own": ("contributors", m.Book(id="book:x", titles="見本", contributors=[m.Contributor("Mihon, Jr", ["A01"])])),
    "a photographer": ("contributors", m.Book(id="book:x", titles="見本", contributors=[m.Contributor("見本花子", ["A13"])])),
    "a general editor": ("contributors", m.Book(id="book:x", titles="見本", contributors=[m.Contributor("見本花子", ["B20"])])),
    "a statement of responsibility alone": ("contributors", m.Book(id="book:x", titles="見本", responsibility="見本花子 著")),
    "an edition of the words 0": ("editions", m.Book(id="book:x", titles="見本", editions=[m.Edition(statement="0")])),
    "a height alone": ("extents", m.Book(id="book:x", titles="見本", measures=[m.Measure(21, "01", unit="cm")])),
    "a word that tells a person from others": ("contributors", m.Book(id="book:x", titles="見本", contributors=[m.Contributor("見本花子", distinction="生物学")])),
    "a full-width space": ("titles", m.Book(id="book:x", titles="見本　花子")),
    "a page with a hyphen of its own": ("pages", m.Component(id="article:x", title="見本", pages=[m.PageRun("12-3")])),
    "a number of pages": ("extents", m.Book(id="book:x", titles="見本", extents=[m.Extent(330)])),
    "a number of pages as printed": ("extents", m.Book(id="book:x", titles="見本", extents=[m.Extent(330, printed="330p")])),
    "a note of two lines": ("notes", m.Book(id="book:x", titles="見本", notes=[m.Note("一行\n二行")])),
}  # fmt: skip


LEFT = {("a name with a comma of its own", "dcndl-2")}
"""DC-NDL has one text for names and for headings."""


@pytest.mark.parametrize(
    ("case", "to"), [(case, to) for case in CASES for to in (*ALLOWED, "marcxml") if (case, to) not in LEFT]
)
def test_of_cases(case: str, to: str):
    """What comes back of the field is some of its own texts, or nothing."""
    field, record = CASES[case]
    (came,) = back(record, to)
    known = set(leaves(to_dict(record).get(field, [])))
    new = [leaf for leaf in leaves(to_dict(came).get(field, [])) if leaf not in known]
    assert [leaf for leaf in new if (to, f"{field}.{leaf[0]}", leaf[1]) not in SAID] == []
