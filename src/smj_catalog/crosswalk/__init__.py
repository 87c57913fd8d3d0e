"""The crosswalk: one card a field, one column a format, compiled into readers and writers."""

from smj_catalog.crosswalk.carried import Listed, carried, not_carried, parts
from smj_catalog.crosswalk.columns import (
    Column,
    Derived,
    Fixed,
    Group,
    Implied,
    Leaf,
    Lens,
    No,
    Says,
    Special,
    less,
    several,
)
from smj_catalog.crosswalk.context import Context, Envelope
from smj_catalog.crosswalk.coverage import Coverage, CoverageNotes
from smj_catalog.crosswalk.losing import elsewhere, losing
from smj_catalog.crosswalk.notes import FAULTS, Notes, Refused
from smj_catalog.crosswalk.places import Place, Places
from smj_catalog.crosswalk.reader import compile_reader
from smj_catalog.crosswalk.tree import ColumnError, grow
from smj_catalog.crosswalk.writer import PLAIN, Dialect, compile_writer, writer_source

__all__ = [
    "FAULTS", "PLAIN", "Column", "ColumnError", "Context", "Coverage", "CoverageNotes", "Derived", "Dialect", "Envelope", "Fixed", "Group", "Implied", "Leaf", "Lens", "Listed",
    "No", "Notes", "Place", "Places",
    "Refused", "Says", "Special", "carried", "compile_reader", "compile_writer", "elsewhere", "grow", "less", "losing", "not_carried",
    "parts", "several", "writer_source",
]  # fmt: skip
