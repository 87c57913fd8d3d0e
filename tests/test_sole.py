"""Of two values of a kind, every format that carries one sends the same: the first in the record."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import attrs
import pytest

from smj_catalog import Context, read, write
from smj_catalog import model as m
from smj_catalog.crosswalk import not_carried
from smj_catalog.formats import format_ids, get
from smj_catalog.model.rules import check_record

CONTEXT = Context(domain="mihon.example", sender="見本", updated="2026-11-24", base_uri="https://mihon.example/id")


def _date(year: int, month: int, **said: Any) -> m.EventDate:
    return m.EventDate("publication", m.PartialDate(year, month), **said)


BOOK = m.Book(
    "book:mihon", titles=(m.Title(m.Text("甲の題名")), m.Title(m.Text("乙の題名", (m.Reading("オツ"),)))), publishers=(m.Publisher(m.Text("見本書房")),),
    extents=(m.Extent(printed="全1冊"), m.Extent(Decimal(1176)), m.Extent(Decimal(1180))),
    measures=(m.Measure(Decimal(121)), m.Measure(Decimal(122))), sizes=(m.Size("変形甲"), m.Size("変形乙")),
    dates=(_date(1911, 4, qualifier="before"), _date(1913, 5), _date(1914, 6)),
    prices=(m.Price(unpriced="02", tax="excluded"), m.Price(Decimal(7176), tax="excluded"), m.Price(Decimal(7180), tax="excluded")),
)  # fmt: skip
EVERY = {f.id: f for f in map(get, format_ids()) if "write" in f.directions and "book" in f.kinds}
ALL = {"smj-1", "jsonl", "csv", "tsv", "xlsx"}
"""Formats that have a place for every value."""
WHAT = {
    "extents": ("1176", "1180"), "measures": ("121", "122"), "sizes": ("変形甲", "変形乙"), "dates": ("1913", "1914"),
    "prices": ("7176", "7180"),
    "titles": ("甲の題名", "乙の題名"),
}  # fmt: skip
CITATIONS = {"ris", "csl-json", "bibtex"}
NOWHERE = {
    "measures": {*CITATIONS, "schema-org", "jpcoar-2.1"}, "prices": {*CITATIONS, "jpcoar-2.1", "oai_dc", "qdc", "dcterms"},
    "sizes": {id for id in EVERY if not id.endswith("dc") and id != "dcterms"} - ALL,
}  # fmt: skip
"""Formats that have no place for any of them."""
ONE = sorted(EVERY.keys() - ALL)


def written(record: m.Record, to: str) -> str:
    out = io.BytesIO()
    write([record], out, to=to, context=CONTEXT, validate=False)
    return out.getvalue().decode()


@pytest.mark.parametrize("to", ONE)
@pytest.mark.parametrize("what", WHAT)
def test_one_value_of_a_kind_goes_out_and_it_is_the_first(to: str, what: str):
    first, second = WHAT[what]
    text = written(BOOK, to)
    assert second not in text
    assert (first in text) == (to not in NOWHERE.get(what, ()))
    assert "1911" not in text
    assert "オツ" not in text


@pytest.mark.parametrize("to", ONE)
def test_the_title_proper_goes_out_wherever_it_stands(to: str):
    text = written(attrs.evolve(BOOK, titles=(m.Title(m.Text("別の題名"), "variant"), *BOOK.titles)), to)
    assert ("甲の題名" in text, "乙の題名" in text) == (True, False)


@pytest.mark.parametrize("to", ONE)
def test_the_others_are_told_as_not_carried(to: str):
    lost = not_carried(BOOK, get(to).columns["book"], CONTEXT)
    for field in WHAT:
        assert any(path.partition(".")[0] == field for path in lost), (to, field, lost)


@pytest.mark.parametrize("to", sorted(ALL - {"xlsx"}))
def test_formats_that_carry_all_keep_all(to: str):
    text = written(BOOK, to)
    for pair in WHAT.values():
        for value in pair:
            assert value in text


@pytest.mark.parametrize("to", ONE)
@pytest.mark.parametrize(
    ("qualifier", "until"), [("before", None), ("after", None), ("uncertain", None), ("between", 1915)]
)
def test_a_date_that_is_not_exact_goes_out_as_what_it_is_or_not_at_all(to: str, qualifier: Any, until: int | None):
    held = _date(1913, 0 if until else 5, qualifier=qualifier, until=None if until is None else m.PartialDate(until))
    text = written(attrs.evolve(BOOK, dates=(held,)), to)
    if to in ("marc21", "marcxml", "dcndl-2"):
        assert {"before": "1913.5以前", "after": "1913.5以後", "uncertain": "1913.5?", "between": "1913-1915"}[
            qualifier
        ] in text
        (back,) = read(io.BytesIO(text.encode()), format=to)
        assert back.dates == (held,)
    elif to.startswith("onix"):
        told = {"before": "../1913-05", "after": "1913-05/..", "uncertain": "1913-05?", "between": "1913/1915"}[
            qualifier
        ]
        assert f'dateformat="12">{told}<' in text
        (back,) = read(io.BytesIO(text.encode()), format=to)
        assert back.dates == (held,)
    elif (to, qualifier) in (("jpcoar-2.1", "between"), ("bibtex", "between")):
        assert "1913/1915" in text
    elif (to, qualifier) == ("bibtex", "uncertain"):
        assert "{1913-05~}" in text
    elif to == "csl-json" and qualifier in ("uncertain", "between"):
        assert ('"circa": true' in text, "1915" in text) == (until is None, until is not None)
    else:
        assert "1913" not in text


def test_validate_tells_of_each_kind_what_goes_out():
    told = {p.where.path: dict(p.expected.params)["first"] for p in check_record(BOOK) if p.rule == "sources-differ"}
    assert told == {
        "dates[2].date": "1913-05", "extents[2].value": "1176", "measures[1].value": "121", "sizes[1].printed": "変形甲",
        "prices[2].amount": "7176",
    }  # fmt: skip
