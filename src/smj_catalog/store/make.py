"""Make a new archive."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from smj_catalog import resources
from smj_catalog.errors import StoreError, UsageError
from smj_catalog.store.archive import Archive
from smj_catalog.store.names import FOLDERS
from smj_catalog.store.settings import NAME
from smj_catalog.xmlio import atomic_writer

_TEMPLATE = """\
# What this archive says of itself. Records stand in the folders beside, one file each.
title = "Catalogue"            # its title
language = "jpn"               # ISO 639-2 code of its records
currency = "JPY"               # ISO 4217 code of its prices
domain = "example.invalid"     # your internet domain: ids that go abroad begin with it
sender = "smj-catalog"         # who sends its ONIX messages
updated = "{today}"         # day of the last change
format = "smj-1"
# base_uri = "https://..."     # address under which records can be reached, once there is one
"""


def init(folder: Path, *, empty: bool = False) -> Archive:
    """Make an archive in a folder that is new or empty, and return it.

    Args:
        folder: where.
        empty: without records; otherwise with those of the packaged archive.

    Raises:
        UsageError: the folder holds something already.
        StoreError: the folder cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there already and not empty; nothing was changed")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in dict.fromkeys(FOLDERS.values()):
            (folder / name).mkdir()
        if not empty:
            packaged = resources.archive()
            for path in sorted(packaged.rglob("*.xml")):
                target = folder / path.relative_to(packaged)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
        text = _TEMPLATE.format(today=datetime.now(UTC).date()) if empty else (resources.archive() / NAME).read_text("utf-8")
        with atomic_writer(folder / NAME) as out:  # the last file: only with it the folder is an archive
            out.write(text.encode())
    except OSError as error:
        raise StoreError(f"{folder}: cannot be written: {error.strerror or error}") from error
    return Archive.open(folder)
