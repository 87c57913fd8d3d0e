"""The laws of the sheets: a row says nothing that its record does not, and says it again in the same words."""

from decimal import Decimal

import attrs
import pytest
import strategies
from hypothesis import HealthCheck, given, settings

from smj_catalog import Archive
from smj_catalog import model as m
from smj_catalog.crosswalk.cards import cards
from smj_catalog.formats.tabular import KINDS, columns, flattened, sheet
from smj_catalog.formats.tabular.headers import folded, headers, key_of
from smj_catalog.formats.tabular.sheets import KIND, TITLES
from smj_catalog.model import kind_of

SLOW = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)


def weaker(kept, ours, path=""):
    """Assert that a value says nothing that another does not."""
    for name, card in cards(type(ours)).items():
        one, other = getattr(ours, name), getattr(kept, name)
        here = f"{path}.{name}"
        if other in (one, card.default, None, ()):
            continue
        assert card.make is not None, (here, one, other)
        if card.many:
            assert len(other) <= len(one), here
        for x, y in zip(one, other, strict=False) if card.many else [(one, other)]:
            weaker(y, x, here)


def keeps_to_the_laws(record):
    one = sheet(kind_of(record))
    cells = one.dump(record)
    loaded = one.load(cells)
    assert not loaded.problems
    kept = one.carried(record)
    assert one.carried(kept) == kept
    assert one.dump(kept) == cells
    arranged = one.arranged(record)[0]
    weaker(kept, arranged)
    told = sheet(kind_of(record)).not_carried(record)
    bare_differs = one.comes_back(record) != attrs.evolve(
        arranged, **({"contents": ()} if hasattr(record, "contents") else {})
    )
    assert any(not path.endswith(":order") for path in told) == bare_differs
    assert any(path.endswith(":order") for path in told) or arranged == record


@SLOW
@given(strategies.records())
def test_rows_say_what_records_say(record):
    """Nothing is made up, nothing changes when it is written again, and what is lost is told."""
    keeps_to_the_laws(record)


@pytest.mark.parametrize("amount", ["12.50", "0.5", "1234.5", "20"])
@pytest.mark.parametrize("more", [{}, {"tax": "included"}, {"printed": "$12.50"}, {"qualifier": "01"}])
def test_prices_in_other_currencies(amount, more):
    """A price with a fraction stands in its columns, also beside one in yen."""
    book = m.Book(
        "book:a", titles="見本", prices=[m.Price(1800, tax="excluded"), m.Price(Decimal(amount), "USD", **more)]
    )
    keeps_to_the_laws(book)
    assert sheet("book").dump(book)["price"] == f"1800; {amount}"


@settings(SLOW, max_examples=30)
@given(strategies.records(full=True))
def test_rows_of_full_records(record):
    """The same where every field is filled."""
    keeps_to_the_laws(record)


@pytest.mark.parametrize("title", ["3", "第3巻", "上", "見本双書"])
@pytest.mark.parametrize("more", [{}, {"part_number": "5"}, {"section": m.Text("第1期")}])
@pytest.mark.parametrize("readings", [(), (m.Reading("サン"),)])
def test_series_that_are_called_like_a_number(title, more, readings):
    """They are written where another cell of the row says that they are no number of the series before."""
    series = (m.Series(m.Text("見本叢書")), m.Series(m.Text(title, readings=readings), **more))
    for some in (series, series[1:]):
        keeps_to_the_laws(m.Book("book:mihon", titles=(m.Title(m.Text("見本")),), series=some))


def test_rows_of_the_archive():
    """The real records lose nothing but the sources of single values, and very little else."""
    allowed = {"positions.name.readings.divided"}
    with Archive.open() as archive:
        for record in archive.records():
            for one in flattened(record):
                keeps_to_the_laws(one)
                assert {f for f in sheet(kind_of(one)).not_carried(one) if not f.endswith("sources")} <= allowed, one.id


@pytest.mark.parametrize("kind", KINDS)
def test_every_header_means_one_column(kind):
    """No two columns of a sheet answer to the same header, and each is known in both languages."""
    seen = {}
    for cell in (KIND, *sheet(kind).cells.values()):
        for name in (cell.key, cell.en, cell.ja, *cell.names):
            assert seen.setdefault(folded(name), cell.key) == cell.key, name
            assert headers(kind)[folded(name)] == cell.key
        assert key_of(cell.en, kind) == key_of(cell.ja, kind) == cell.key
        assert cell.ja
        assert cell.en


def test_headers_mean_the_same_in_every_sheet():
    """A header that a table of all kinds has stands for one column, whatever the kind."""
    for cell in columns(KINDS):
        assert key_of(cell.en) == key_of(cell.ja) == key_of(cell.key) == cell.key


@pytest.mark.parametrize("kind", KINDS)
def test_examples_can_be_read(kind):
    """A row of the template's examples is a record."""
    one = sheet(kind)
    cells = {c.key: c.example for b in one.blocks for c in b.cells if c.example and not b.read_only}
    cells = {k: v for k, v in cells.items() if not k.startswith("other_")}
    loaded = one.load(cells)
    assert not loaded.problems, [(k, p.text()) for k, p in loaded.problems]
    for block in one.blocks:
        if block.read_only and block.cells[0].example:
            again = one.load({block.cells[0].key: block.cells[0].example})
            assert not again.problems


def test_every_field_has_a_column():
    """Contents are rows of their own; every other field of every record has a column."""
    for kind in KINDS:
        one = sheet(kind)
        assert set(cards(one.make)) - {"contents"} == set(one.field_of.values())


def test_sheets_have_names():
    """In both languages, each another."""
    assert set(TITLES) == set(KINDS)
    for index in (0, 1):
        assert len({names[index] for names in TITLES.values()}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_the_crosswalk_shows_where_each_field_stands(kind: str):
    shown = {field: path for field, path, _ in sheet(kind).rows()}
    assert "識別子" in (shown["id"] or "")
    for block in sheet(kind).blocks:
        for cell in block.cells:
            assert cell.ja in (shown[f"{block.field}.{cell.path}" if cell.path else block.field] or "")


@pytest.mark.parametrize("title", [" 見本", "見本 ", "か\u3099", "e\u0301"])
def test_what_reading_a_cell_takes_away_is_not_carried(title: str):
    """Space around a text, and decomposed letters, do not come back, so they are told."""
    assert sheet("book").not_carried(m.Book("book:x", titles=title)) == ["titles.text.text"]
