"""Records as plain dictionaries under the model's own names, and back: for JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

import attrs
from attrs import evolve

from smj_catalog.crosswalk.codecs import DECIMAL
from smj_catalog.errors import BadRecord, BadValue
from smj_catalog.model import RECORD_TYPES, PartialDate, Record, kind_of
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.problems import Message, Problem, Where, message

if TYPE_CHECKING:
    import cattrs

LIST = 10_000
"""Values that one field may have."""
FAULTS = 100
"""Faults of one record that are told; the others are counted."""


@cache
def _converter() -> Any:
    import cattrs

    made = cattrs.Converter(omit_if_default=True, forbid_extra_keys=True, detailed_validation=True)
    for plain in (str, int, bool):
        made.register_structure_hook(plain, _strict)
    made.register_structure_hook_func(lambda kind: getattr(kind, "__origin__", None) is Literal, _literal)
    made.register_structure_hook_factory(
        lambda kind: getattr(kind, "__origin__", None) is tuple, lambda kind: _listed(kind, made)
    )
    made.register_unstructure_hook(Decimal, lambda value: format(value, "f"))
    made.register_structure_hook(Decimal, _decimal)
    made.register_unstructure_hook(PartialDate, str)
    made.register_structure_hook_factory(attrs.has, lambda kind: _object(kind, made))
    made.register_structure_hook(PartialDate, _date)
    return made


_FORMS = {str: "a-text", int: "a-whole-number", bool: "a-boolean"}


def _wrong(value: Any, expected: Message) -> BadValue:
    return BadValue(Problem(Where(), "json-value", f"{value!r:.80}", expected))


def _strict(value: Any, kind: type) -> Any:
    """Return a plain value that has its type already; 5 is no text, and text no number."""
    if value.__class__ is not kind:
        raise _wrong(value, message(_FORMS[kind]))
    return value


def _literal(value: Any, kind: Any) -> Any:
    if value.__class__ is not str or value not in kind.__args__:
        raise _wrong(value, message("one-of", allowed=", ".join(kind.__args__)))
    return value


def _decimal(value: Any, _: Any) -> Decimal:
    if value.__class__ not in (str, int):
        raise _wrong(value, message("a-decimal"))
    try:
        found: Decimal = DECIMAL.load(str(value))  # type: ignore[misc]
    except ValueError:
        raise _wrong(value, message("a-decimal")) from None
    return found


def _date(value: Any, _: Any) -> PartialDate:
    try:
        return PartialDate.parse(_strict(value, str))
    except BadValue as error:  # where it stands is not known to it
        raise BadValue([evolve(p, where=Where()) for p in error.problems]) from None


def _object(kind: Any, converter: Any) -> Any:
    from cattrs.gen import make_dict_structure_fn

    structure = make_dict_structure_fn(
        kind, converter, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True
    )

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _wrong(value, message("a-json-object-of", fields=", ".join(f.name for f in attrs.fields(kind))))
        return structure(value, kind)

    return hook


def _listed(kind: Any, converter: Any) -> Any:
    items: Any = list[kind.__args__[0]]
    structure = converter.get_structure_hook(items)

    def hook(value: Any, _: Any) -> Any:
        if value.__class__ is not list:  # text would fall into its letters
            raise _wrong(value, message("a-list"))
        if len(value) > LIST:
            expected = message("at-most", limit=LIST, unit="values", cap="list")
            raise BadValue(Problem(Where(), "record-too-large", str(len(value)), expected))
        return tuple(structure(value, items))

    return hook


def unstructure(record: Record) -> dict[str, Any]:
    """Return a record as a dictionary that JSON can hold: a line of the format jsonl.

    .. versionadded:: 0.1.0

    Fields that have their default are left out; dates are W3CDTF; amounts are text, so that no digit is lost. The key
    ``kind_of_record`` says what it is a record of.
    """
    found: dict[str, Any] = {"kind_of_record": kind_of(record)}
    found.update(_converter().unstructure(record))
    return found


def unstructured(record: Record, name: str) -> Any:
    """Return what one field of a record holds as JSON can hold it; None where it has its default."""
    field = getattr(attrs.fields(type(record)), name, None)
    held = getattr(record, name, None)
    if field is None or held == field.default:
        return None
    return _converter().unstructure(held)


def structure(data: dict[str, Any]) -> Record:
    """Return the record that a dictionary from `to_dict` holds.

    .. versionadded:: 0.1.0

    Raises:
        BadRecord: it is not a record; all its faults are listed.
    """
    import cattrs

    if not isinstance(data, Mapping):
        raise BadRecord(_wrong(data, message("taken-dictionary")).problems)
    given = dict(data)
    kind = given.pop("kind_of_record", None)
    name = given.get("id")
    where = Where(path="kind_of_record", record=name if isinstance(name, str) and RECORD_ID.fullmatch(name) else None)
    if not isinstance(kind, str) or kind not in RECORD_TYPES:
        allowed = ", ".join(RECORD_TYPES)
        raise BadRecord(
            Problem(
                where, "kind-unknown", None if kind is None else f"{kind!s:.80}", message("one-of", allowed=allowed)
            )
        )
    try:
        made: Record = _converter().structure(given, RECORD_TYPES[kind])
    except cattrs.BaseValidationError as group:
        faults = _faults(group)
        told = [fault for say in islice(faults, FAULTS) for fault in say()]
        if more := sum(1 for _ in faults):
            expected = message("faults-more", count=more, shown=FAULTS)
            told.append(Problem(Where(), "json-value", None, expected))
        raise BadRecord(fault.at(record=where.record) for fault in told) from None
    return made


@cache
def json_converter() -> cattrs.Converter:
    """Return a cattrs converter for records, values and lists of them.

    .. versionadded:: 0.1.0

    As ``default=json_converter().unstructure`` JSON libraries take it; ``structure(data, list[Record])`` reads. Records have
    the key ``kind_of_record``, as `to_dict` gives it; where the class of one is named, it may be missing.
    """
    made: cattrs.Converter = _converter().copy()
    made.register_structure_hook_func(lambda kind: kind == Record, lambda data, _: structure(data))
    made.register_unstructure_hook_func(lambda kind: kind == Record, unstructure)
    for name, kind in RECORD_TYPES.items():
        made.register_unstructure_hook(kind, unstructure)
        made.register_structure_hook(kind, partial(_of_kind, name))
    return made


def _of_kind(name: str, data: dict[str, Any], _: Any) -> Record:
    if isinstance(data, Mapping) and (found := data.get("kind_of_record", name)) != name:
        where = Where(path="kind_of_record")
        raise BadRecord(Problem(where, "kind-unknown", str(found), message("one-of", allowed=name)))
    return structure({"kind_of_record": name, **data} if isinstance(data, Mapping) else data)


def _faults(group: BaseExceptionGroup[Any], path: str = "") -> Iterator[Callable[[], Iterable[Problem]]]:
    """Yield for each fault what puts it into words."""
    import cattrs

    for error in group.exceptions:
        at = next((note for note in getattr(error, "__notes__", ()) if hasattr(note, "type")), None)
        here = path if at is None else _below(path, at.name) if hasattr(at, "name") else f"{path}[{at.index}]"
        if isinstance(error, BaseExceptionGroup):
            yield from _faults(error, here)
        elif isinstance(error, BadValue) and error.problems:
            yield partial(_placed, error.problems, here)
        elif isinstance(error, cattrs.ForbiddenExtraKeysError):
            for name in sorted(map(str, error.extra_fields)):
                yield partial(_no_field, here, name, error.cl)
        else:  # all that can be wrong besides: it is not there
            yield partial(tuple, (Problem(Where(path=here), "json-value", None, message("a-value-needed")),))


def _below(path: str, name: str | None) -> str:
    return ".".join(filter(None, (path, name)))


def _placed(problems: Iterable[Problem], path: str) -> list[Problem]:
    return [evolve(p, where=Where(path=_below(path, p.where.path) or None)) for p in problems]


def _no_field(path: str, name: str, owner: Any) -> tuple[Problem]:
    """Return the problem of a field that a record or value does not have, with those of similar names."""
    import difflib

    names = [f.name for f in attrs.fields(owner)]
    near = ", ".join(difflib.get_close_matches(name, names, 3, 0.6))
    expected = message("a-field-of", fields=", ".join(names)) if not near else message("a-field-near", fields=near)
    return (Problem(Where(path=path or None), "json-value", name, expected),)
