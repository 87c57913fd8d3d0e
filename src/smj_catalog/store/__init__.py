"""The archive folder: truth on disk."""

from smj_catalog.store.archive import ENVIRONMENT, Archive, locate, read_file
from smj_catalog.store.make import init
from smj_catalog.store.names import path_of
from smj_catalog.store.settings import Settings

__all__ = ["ENVIRONMENT", "Archive", "Settings", "init", "locate", "path_of", "read_file"]
