"""Where the packaged schemas and the packaged archive are: in the wheel, or beside src in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from smj_catalog.errors import StoreError

_HERE = Path(__file__).resolve().parent


@cache
def _root() -> Path:
    packaged = _HERE / "_data"
    if packaged.is_dir():
        return packaged
    checkout = _HERE.parents[1]
    if (checkout / "schemas").is_dir() and (checkout / "archive").is_dir():
        return checkout
    raise StoreError(f"schemas and archive are neither in {packaged} nor in {checkout}: the installation is incomplete")


def schemas() -> Path:
    """Return the folder of the packaged XML schemas.

    Raises:
        StoreError: the installation is incomplete.
    """
    return _root() / "schemas"


def archive() -> Path:
    """Return the folder of the packaged archive (for reading only).

    Raises:
        StoreError: the installation is incomplete.
    """
    return _root() / "archive"
