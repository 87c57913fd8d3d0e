"""What a row carries of a record."""

from __future__ import annotations

from typing import Any

import attrs

from smj_catalog.crosswalk.carried import ORDER, differences
from smj_catalog.formats.tabular.sheets import sheet
from smj_catalog.model import Record, kind_of


def carried(record: Record) -> Record:
    """Return the record less what its row does not carry; its contents are rows of their own, and not in it."""
    return sheet(kind_of(record)).carried(record)


def not_carried(record: Record) -> list[str]:
    """Return the fields of a record that its row has no place for, as dotted paths, each once.

    ``dates:order`` means that the columns of its dates stand in another order than the dates. Contents are not among the
    fields: they are rows of their own.
    """
    one = sheet(kind_of(record))
    changes: dict[str, Any] = {"contents": ()} if getattr(record, "contents", ()) else {}
    ours, turned = one.arranged(attrs.evolve(record, **changes))
    return list(dict.fromkeys((*differences(ours, one.carried(record)), *(name + ORDER for name in turned))))
