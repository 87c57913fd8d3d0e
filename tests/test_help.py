"""What Python's own help says of the classes of the model."""

import pydoc

import attrs
import pytest

from smj_catalog import Book, Language, Measure, Price
from smj_catalog.model import RECORD_TYPES, values
from smj_catalog.model.checks import declared

CLASSES = [
    *RECORD_TYPES.values(),
    *(v for n in values.__all__ if attrs.has(v := getattr(values, n)) and n != "PartialDate"),
]


@pytest.mark.parametrize("made", CLASSES, ids=lambda it: it.__name__)
def test_help_lists_all_fields_in_order_with_their_types(made):
    """And what each is, and nothing of the machinery."""
    lines = [line.lstrip("| ") for line in pydoc.plain(pydoc.render_doc(made)).splitlines()]
    types = declared(made)
    at = [
        next(i for i, line in enumerate(lines) if line.startswith(f"{it.name} ({types[it.name]}): "))
        for it in attrs.fields(made)
    ]
    assert at == sorted(at)
    assert len(lines) < 100
    assert not any("__" in line for line in lines if "smj_catalog" not in line)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (Book, ("in yen", "ONIX: Price", "MARC: 020", "Dublin Core: title", "ONIX List 163", "cm, mm")),
        (Price, ("yen are whole", "ISO 4217")), (Measure, ("cm, mm",)), (Language, ("ISO 639-2/B",)),
    ],
)  # fmt: skip
def test_help_names_standards_and_units(made, words):
    """Where each field goes, and what it counts in."""
    text = pydoc.plain(pydoc.render_doc(made))
    assert [word for word in words if word not in text] == []
