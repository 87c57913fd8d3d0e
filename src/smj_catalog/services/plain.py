"""Records as plain dictionaries under the model's own names, and back: for JSON."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from smj_catalog.errors import BadRecord, BadValue
from smj_catalog.model import RECORD_TYPES, PartialDate, Record, kind_of
from smj_catalog.problems import Problem, Where, message


@cache
def _converter() -> Any:
    import cattrs

    made = cattrs.Converter(omit_if_default=True, forbid_extra_keys=True, detailed_validation=True)
    made.register_unstructure_hook(Decimal, lambda value: format(value, "f"))
    made.register_structure_hook(Decimal, lambda value, _: Decimal(str(value)))
    made.register_unstructure_hook(PartialDate, str)
    made.register_structure_hook(PartialDate, lambda value, _: PartialDate.parse(value))
    return made


def unstructure(record: Record) -> dict[str, Any]:
    """Return a record as a dictionary that JSON can hold.

    Fields that have their default are left out; dates are W3CDTF; amounts are text, so that no digit is lost. The key
    ``kind`` says what it is a record of.
    """
    found: dict[str, Any] = {"kind_of_record": kind_of(record)}
    found.update(_converter().unstructure(record))
    return found


def structure(data: dict[str, Any]) -> Record:
    """Return the record that a dictionary from `unstructure` holds.

    Raises:
        BadRecord: it is no record; all its faults are told.
    """
    import cattrs

    given = dict(data)
    kind = given.pop("kind_of_record", None)
    if kind not in RECORD_TYPES:
        allowed = ", ".join(RECORD_TYPES)
        raise BadRecord(
            Problem(Where(path="kind_of_record"), "kind-unknown", str(kind), message("one-of", allowed=allowed))
        )
    try:
        made: Record = _converter().structure(given, RECORD_TYPES[kind])
    except cattrs.BaseValidationError as group:
        told = []
        for words, error in zip(cattrs.transform_error(group), _leaves(group), strict=False):
            path = words.rpartition(" @ ")[2].removeprefix("$.")
            if isinstance(error, BadValue) and error.problems:
                told += [p.at() for p in error.problems]
            else:
                told.append(Problem(Where(path=path), "json-value", words.rpartition(" @ ")[0], message("a-text")))
        raise BadRecord(told) from group
    return made


def _leaves(group: BaseException) -> list[BaseException]:
    if isinstance(group, BaseExceptionGroup):
        return [leaf for e in group.exceptions for leaf in _leaves(e)]
    return [group]
