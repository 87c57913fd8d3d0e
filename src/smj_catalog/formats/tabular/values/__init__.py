"""What people write into cells, read as values: each parser keeps the words where the model has a place for them."""

from smj_catalog.formats.tabular.values.dates import format_date, parse_date
from smj_catalog.formats.tabular.values.identifiers import format_identifier, parse_identifier
from smj_catalog.formats.tabular.values.names import parse_names
from smj_catalog.formats.tabular.values.numbers import parse_numbers
from smj_catalog.formats.tabular.values.pages import extents_apart, format_extent, parse_extents
from smj_catalog.formats.tabular.values.parsed import Number, Parsed
from smj_catalog.formats.tabular.values.prices import format_price, parse_prices
from smj_catalog.formats.tabular.values.roles import ROLES

__all__ = [
    "ROLES", "Number", "Parsed", "extents_apart", "format_date", "format_extent", "format_identifier", "format_price", "parse_date",
    "parse_extents", "parse_identifier", "parse_names", "parse_numbers", "parse_prices",
]  # fmt: skip
