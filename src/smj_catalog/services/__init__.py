"""The verbs that the command and users' programs call."""

from smj_catalog.services.converting import convert
from smj_catalog.services.going_out import OnError
from smj_catalog.services.outputs import keep_apart
from smj_catalog.services.reading import Readable, read
from smj_catalog.services.selection import DEFAULT_SCOPE, SCOPES, select
from smj_catalog.services.validation import validate
from smj_catalog.services.writing import Checks, split, write

__all__ = [
    "DEFAULT_SCOPE", "SCOPES", "Checks", "OnError", "Readable", "convert", "keep_apart", "read", "select", "split",
    "validate", "write",
]  # fmt: skip
