"""Records as lists of fields with subfields: MARC, RIS."""

from smj_catalog.crosswalk.fields.column import FieldColumn
from smj_catalog.crosswalk.fields.notation import Entry, Field, FieldNotes, Made, Place, Subfield, counted, place
from smj_catalog.crosswalk.fields.punctuation import apart, together
from smj_catalog.crosswalk.fields.reading import formed

__all__ = [
    "Entry", "Field", "FieldColumn", "FieldNotes", "Made", "Place", "Subfield", "apart", "counted", "formed", "place",
    "together",
]  # fmt: skip
