"""Rows and fields: what a format writes as texts under keys, cells of a table or subfields of a field, both ways."""

from smj_catalog.crosswalk.rows.blocks import Block, Cell, Parsed
from smj_catalog.crosswalk.rows.bound import Bound, Cells, said
from smj_catalog.crosswalk.rows.lists import joined, parted, shared_out
from smj_catalog.crosswalk.rows.loaded import Loaded
from smj_catalog.crosswalk.rows.paths import bare
from smj_catalog.crosswalk.rows.shown import Row, placed

__all__ = [
    "Block", "Bound", "Cell", "Cells", "Loaded", "Parsed", "Row", "bare", "joined", "parted", "placed", "said",
    "shared_out",
]  # fmt: skip
