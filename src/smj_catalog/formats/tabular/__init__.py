"""Tables: csv, tsv, xlsx and ods, one row a record.

``sheets`` declares the columns of each kind of record; ``values`` reads what people write into cells; ``reading`` turns
rows into items, ``writing`` records into rows; the rest is what files look like.
"""

from smj_catalog.formats.tabular.blame import at_column
from smj_catalog.formats.tabular.formats import CSV, ODS, TSV, XLSX
from smj_catalog.formats.tabular.mapping import Mapping, load_mapping, write_mapping
from smj_catalog.formats.tabular.overlay import NOTHING, Earlier, Rows, overlaid
from smj_catalog.formats.tabular.remembered import recalled, remembered
from smj_catalog.formats.tabular.renaming import forms_told
from smj_catalog.formats.tabular.sheets import KINDS, SHEETS, columns, sheet
from smj_catalog.formats.tabular.writing import flattened

__all__ = [
    "CSV", "KINDS", "NOTHING", "ODS", "SHEETS", "TSV", "XLSX", "Earlier", "Mapping", "Rows", "at_column", "columns", "flattened",
    "forms_told", "load_mapping", "overlaid", "recalled", "remembered", "sheet", "write_mapping",
]  # fmt: skip
