"""Which archive is used."""

from __future__ import annotations

import os
from pathlib import Path

from smj_catalog import resources
from smj_catalog.store.settings import NAME

ENVIRONMENT = "SMJ_CATALOG_ARCHIVE"
INDEX = ".index.sqlite"  # named here, so that whoever has no index need not load SQLite


def locate(path: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder of the archive to use.

    The path given; else what SMJ_CATALOG_ARCHIVE names; else ./archive where that is an archive; else the packaged
    archive.
    """
    if path is not None:
        return Path(path)
    named = os.environ.get(ENVIRONMENT)
    if named:
        return Path(named)
    here = Path("archive")
    return here if (here / NAME).is_file() else resources.archive()
