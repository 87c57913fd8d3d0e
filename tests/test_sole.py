"""Of two values of a kind, every format that carries one sends the same: the first in the record."""

from __future__ import annotations

import io
import re
from decimal import Decimal

import pytest

from smj_catalog import Context, write
from smj_catalog import model as m
from smj_catalog.crosswalk import not_carried
from smj_catalog.formats import get

CONTEXT = Context(domain="mihon.example", sender="見本", updated="2026-11-24")
BOOK = m.Book(
    "book:mihon", titles=(m.Title(m.Text("見本")),), publishers=(m.Publisher(m.Text("見本書房")),),
    extents=(m.Extent(printed="全1冊"), m.Extent(Decimal(1176)), m.Extent(Decimal(1180))),
    measures=(m.Measure(Decimal(121)), m.Measure(Decimal(122))),
    dates=(m.EventDate("publication", m.PartialDate(1913, 5)), m.EventDate("publication", m.PartialDate(1914, 6))),
)  # fmt: skip
ONE = (
    "onix-3.1",
    "onix-3.1-short",
    "onix-3.0",
    "onix-3.0-short",
    "oai_dc",
    "qdc",
    "dcterms",
    "marc21",
    "marcxml",
    "ris",
)
WHAT = {"pages": ("1176", "1180"), "height": ("121", "122"), "year": ("1913", "1914")}


@pytest.mark.parametrize("to", ONE)
@pytest.mark.parametrize("what", WHAT)
def test_one_value_of_a_kind_goes_out_and_it_is_the_first(to: str, what: str):
    out = io.BytesIO()
    write([BOOK], out, to=to, context=CONTEXT, validate=False)
    first, second = WHAT[what]
    text = out.getvalue().decode()
    assert second not in text
    if to != "ris" or what == "year":
        assert re.search(first, text)


@pytest.mark.parametrize("to", ONE)
def test_the_others_are_told_as_not_carried(to: str):
    lost = not_carried(BOOK, get(to).columns["book"], CONTEXT)
    for field in ("extents", "measures", "dates"):
        assert any(path.partition(".")[0] == field for path in lost), (to, field, lost)


@pytest.mark.parametrize("to", ["smj-1", "jsonl", "csv"])
def test_formats_that_carry_all_keep_all(to: str):
    out = io.BytesIO()
    write([BOOK], out, to=to, context=CONTEXT, validate=False)
    for pair in WHAT.values():
        for value in pair:
            assert value in out.getvalue().decode()
