"""Rows and fields: what a format writes as texts under keys, cells of a table or subfields of a field, both ways."""

from smj_catalog.crosswalk.rows.blocks import Block, Cell, Parsed
from smj_catalog.crosswalk.rows.bound import Bound, Cells, Loaded, said
from smj_catalog.crosswalk.rows.lists import joined, parted, shared_out
from smj_catalog.crosswalk.rows.paths import bare

__all__ = ["Block", "Bound", "Cell", "Cells", "Loaded", "Parsed", "bare", "joined", "parted", "said", "shared_out"]
