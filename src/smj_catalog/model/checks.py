"""What every value refuses: characters that XML forbids, ids that could not be file names, wrong shapes."""

from __future__ import annotations

import re
from typing import Any

import attrs

from smj_catalog.errors import BadValue
from smj_catalog.problems import Message, Problem, Where, message

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RECORD_ID = re.compile(r"[a-z]+:[a-z0-9][a-z0-9+._-]{0,119}(:[a-z0-9][a-z0-9+._-]{0,119}){0,3}")
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,119}")


def bad(field: str, found: object, expected: Message, rule: str) -> BadValue:
    """Return the error for one value."""
    return BadValue(Problem(Where(path=field), rule, None if found is None else str(found), expected))


def _text(_: Any, attribute: Any, value: Any) -> None:
    if value is None:
        return
    if value.__class__ is not str and not isinstance(value, str):
        raise bad(attribute.name, value, message("a-text"), "text-type")
    if not value.isprintable() and (at := FORBIDDEN.search(value)):
        raise bad(attribute.name, at.group(), message("xml-characters"), "text-characters")
    if not value or value.isspace():
        raise bad(attribute.name, value, message("a-text"), "text-empty")


def _texts(_: Any, attribute: Any, value: tuple[str, ...]) -> None:
    for item in value:
        _text(_, attribute, item)


def _record_id(_: Any, attribute: Any, value: Any) -> None:
    if value is not None and not (isinstance(value, str) and RECORD_ID.fullmatch(value)):
        raise bad(attribute.name, value, message("a-record-id"), "record-id")


def _keys(_: Any, attribute: Any, value: tuple[str, ...]) -> None:
    for item in value:
        if not (isinstance(item, str) and _KEY.fullmatch(item)):
            raise bad(attribute.name, item, message("a-list-of-ids"), "source-id")


def maybe(default: Any = None) -> Any:
    """A field of text that is never empty and holds no character that XML forbids; None where unknown."""
    return attrs.field(default=default, validator=_text)


def needed() -> Any:
    """A field of text that must be given."""
    return attrs.field(validator=_text)


def words() -> Any:
    """A field of several texts."""
    return attrs.field(default=(), converter=tuple, validator=_texts)


def record_id(default: Any = None) -> Any:
    """A reference to a record by its id; None where there is none."""
    return attrs.field(default=default, validator=_record_id)


def own_id() -> Any:
    """The id of the record itself."""
    return attrs.field(validator=_record_id)


def many() -> Any:
    """A field of several values, in order."""
    return attrs.field(default=(), converter=tuple)


def codes(default: tuple[str, ...] = ()) -> Any:
    """A field of several codes, each without white space; an empty one becomes the default."""
    return attrs.field(default=default, converter=lambda given: tuple(given) or default, validator=_keys)


def sourced() -> Any:
    """Ids of the record's sources that state this value."""
    return attrs.field(default=(), converter=tuple, validator=_keys)
