"""How a row changes a record that is there: a cell replaces what its column's earlier cell gave, and nothing else.

What the earlier cells said is known from the journal, by column. They are read again as they were then, so that what
they gave is told from what a person or another source gave. Of a column of which nothing is known, the values that its
cell would be written from, or that it says it displaces, count as what it gave.
"""

from smj_catalog.formats.tabular.overlay.earlier import NOTHING, Earlier, Rows
from smj_catalog.formats.tabular.overlay.record import overlaid

__all__ = ["NOTHING", "Earlier", "Rows", "overlaid"]
