"""The archive folder: truth on disk."""

from smj_catalog.store.archive import Archive, opened
from smj_catalog.store.batch import Batch, BatchInfo, Change, Damaged, Input
from smj_catalog.store.edit import Edit
from smj_catalog.store.ends import End
from smj_catalog.store.make import init
from smj_catalog.store.names import path_of
from smj_catalog.store.native import comment_lost, faults, read_bytes, read_file, record_faults, to_bytes
from smj_catalog.store.places import ENVIRONMENT, locate
from smj_catalog.store.recovery import Recovery
from smj_catalog.store.settings import Settings
from smj_catalog.store.verify import accept, verify

__all__ = [
    "ENVIRONMENT",
    "Archive",
    "Batch",
    "BatchInfo",
    "Change",
    "Damaged",
    "Edit",
    "End",
    "Input",
    "Recovery",
    "Settings",
    "accept",
    "comment_lost",
    "faults",
    "init",
    "locate",
    "opened",
    "path_of",
    "read_bytes",
    "read_file",
    "record_faults",
    "to_bytes",
    "verify",
]  # fmt: skip
