"""Laws of rows laid over what earlier rows made, on made-up tables of all kinds of records and columns."""

import attrs
import strategies
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from smj_catalog import model as m
from smj_catalog.crosswalk.meaning import covered, covers
from smj_catalog.errors import BadRecord
from smj_catalog.formats import Reading
from smj_catalog.formats.tabular import Earlier, Rows, flattened, overlaid, recalled, remembered, sheet
from smj_catalog.services.reading import items
from tabular import tables

LAW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def read(kind, cells):
    found = list(items(tables.table(cells).encode(), Reading(options={"kind": kind}), format="csv"))
    (item,) = [i for i in found if i.cells is not None]
    assume(item.record is not None)
    return item


def earlier(*found):
    return lambda: Earlier([Rows([recalled(remembered(item.cells))]) for item in found])


@st.composite
def pairs(draw):
    kind, cells = draw(tables.rows())
    return kind, cells, draw(tables.changed(kind, cells))


@LAW
@given(pairs())
def test_a_row_with_one_cell_changed_gives_what_it_gives_alone(pair):
    """The order of values included; and the first row again gives what it gave."""
    kind, cells, other = pair
    first, second = read(kind, cells), read(kind, other)
    assume(first.silent == second.silent)  # what is not known takes nothing away
    made = overlaid(first.record, second, earlier(first))
    assert made == second.record
    assert overlaid(made, second, earlier(first, second)) == made
    assert overlaid(made, first, earlier(first, second)) == first.record


@LAW
@given(pairs())
def test_a_row_again_changes_nothing(pair):
    """Whether or not anything is known of its earlier cells."""
    kind, cells, _ = pair
    item = read(kind, cells)
    assert overlaid(item.record, item, earlier(item)) == item.record
    assert overlaid(item.record, item) == item.record
    assert overlaid(item.record, item, append=True) == item.record


@st.composite
def cleared(draw):
    kind, cells = draw(tables.rows())
    # without a scheme of its own, a local number has its heading for one
    keys = [k for k in cells if k not in ("id", "title", "name", "label", "local_number_scheme")]
    assume(keys)
    return kind, cells, draw(st.sampled_from(keys))


@LAW
@given(cleared())
def test_a_cleared_cell_is_as_if_it_had_not_been(case):
    """In every column, with what stands beside its items; the values of all other columns stay."""
    kind, cells, key = case
    bound = sheet(kind).bound_of(key)
    leads = [others for lead, others in bound.followers if lead == key]
    led = [k for others in leads for k in others] + (list(bound.keys) if bound.required and key == bound.lead else [])
    first = read(kind, cells)
    second = read(kind, {k: "" if k == key or k in led else v for k, v in cells.items()})
    clear = attrs.evolve(second, record=None, cells={key: ""})
    assert overlaid(first.record, clear, earlier(first)) == second.record


@LAW
@given(pairs(), st.data())
def test_what_no_cell_gave_stays(pair, data):
    """Values of other sources, and those of a person, are there after any change of a cell, in their order."""
    kind, cells, other = pair
    first, second = read(kind, cells), read(kind, other)
    more = next(flattened(data.draw(strategies.records(kind))))
    changes = {}
    for name in (f.name for f in attrs.fields(type(first.record))):
        held, added = getattr(first.record, name), getattr(more, name)
        if isinstance(held, tuple) and all(map(attrs.has, map(type, added))):
            at = data.draw(st.integers(0, len(held)))
            changes[name] = (*held[:at], *added, *held[at:])
    made = overlaid(attrs.evolve(first.record, **changes), second, earlier(first))
    for name in changes:
        said = (*getattr(first.record, name), *getattr(second.record, name))
        others = [x for x in getattr(more, name) if not any(covers(x, value) or covers(value, x) for value in said)]
        held = getattr(made, name)
        assert [x for x in held if x in others] == others, name
        assert all(covered(value, held) for value in getattr(second.record, name))
    assert overlaid(made, second, earlier(first, second)) == made


@LAW
@given(st.data())
def test_a_row_over_any_record_is_stable(data):
    """What nothing is known of is changed once; the second time everything is as the row has it."""
    kind, cells = data.draw(tables.rows())
    item = read(kind, cells)
    old = next(flattened(attrs.evolve(data.draw(strategies.records(kind)), id=item.record.id)))
    try:
        made = overlaid(old, item)
    except BadRecord:
        assume(False)
    assert overlaid(made, item, earlier(item)) == made
    assert overlaid(made, item) == made


@LAW
@given(pairs())
def test_what_is_appended_is_there_once(pair):
    """Appended twice as once; nothing goes."""
    kind, cells, other = pair
    first, second = read(kind, cells), read(kind, other)
    made = overlaid(first.record, second, earlier(first), append=True)
    assert overlaid(made, second, earlier(first), append=True) == made
    for name, held in ((f.name, getattr(made, f.name)) for f in attrs.fields(type(made))):
        if isinstance(held, tuple):
            assert held[: len(getattr(first.record, name))] == getattr(first.record, name)
            assert all(covered(value, held) for value in getattr(second.record, name))


def test_a_column_that_the_row_has_not_keeps_its_value():
    """Of two notes of a kind, 備考 has the one that その他の注記 does not say: also where no earlier cell is known."""
    cells = {"id": "book:x", "title": "見本", "other_note": "甲; 乙", "other_note_type": "history; general"}
    (item,) = items(tables.table(cells).encode(), Reading(options={"kind": "book"}), format="csv")
    notes = (m.Note("甲", type="history"), m.Note("丙", type="general"))
    made = overlaid(attrs.evolve(item.record, notes=notes), item)
    assert {x.text for x in made.notes} == {"甲", "乙", "丙"}
    assert overlaid(made, item) == made
    assert overlaid(made, item, earlier(item)) == made
