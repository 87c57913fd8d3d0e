"""What people write into cells, read as values: each parser keeps the words where the model has a place for them."""

from smj_catalog.formats.tabular.values.dates import DAY, format_date, parse_dates
from smj_catalog.formats.tabular.values.identifiers import format_identifier, parse_barcode, parse_identifiers
from smj_catalog.formats.tabular.values.names import parse_names
from smj_catalog.formats.tabular.values.numbers import parse_numbering
from smj_catalog.formats.tabular.values.pages import extents_apart, format_extent, parse_extents
from smj_catalog.formats.tabular.values.parsed import Number, Parsed
from smj_catalog.formats.tabular.values.prices import format_price, one_of_a_kind, parse_prices, parse_prices_in
from smj_catalog.formats.tabular.values.runs import parse_runs
from smj_catalog.formats.tabular.values.subjects import format_subject, parse_c_codes, parse_ndc

__all__ = [
    "DAY", "Number", "Parsed", "extents_apart", "format_date", "format_extent", "format_identifier", "format_price",
    "format_subject", "one_of_a_kind", "parse_barcode", "parse_c_codes", "parse_dates", "parse_extents", "parse_identifiers", "parse_names",
    "parse_ndc", "parse_numbering", "parse_prices",
    "parse_prices_in", "parse_runs",
]  # fmt: skip
