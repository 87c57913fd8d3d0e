"""Records as lists of fields with subfields: MARC, RIS."""

from smj_catalog.crosswalk.fields.column import FieldColumn
from smj_catalog.crosswalk.fields.notation import Entry, Field, FieldNotes, Made, Place, Subfield, place

__all__ = ["Entry", "Field", "FieldColumn", "FieldNotes", "Made", "Place", "Subfield", "place"]
