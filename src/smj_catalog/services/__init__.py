"""The verbs that the command and users' programs call."""

from smj_catalog.services.outputs import keep_apart
from smj_catalog.services.reading import read
from smj_catalog.services.selection import DEFAULT_SCOPE, SCOPES, select
from smj_catalog.services.validation import validate
from smj_catalog.services.writing import split, write

__all__ = ["DEFAULT_SCOPE", "SCOPES", "keep_apart", "read", "select", "split", "validate", "write"]
