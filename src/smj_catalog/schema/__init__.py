"""XML schemas: loaded from the package alone, and applied to records in batches."""

from smj_catalog.schema.checking import Schema
from smj_catalog.schema.loading import load, load_path, official_onix

__all__ = ["Schema", "load", "load_path", "official_onix"]
