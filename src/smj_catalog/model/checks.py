"""What every value refuses: characters that XML forbids, ids that could not be file names, wrong shapes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import attrs

from smj_catalog.codes.words import CODED
from smj_catalog.model.taking import bad, take_of, texts_of
from smj_catalog.problems import message

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
RECORD_ID = re.compile(r"(?!.*\.\.)[a-z]+:[a-z0-9][a-z0-9+._-]{0,119}(:[a-z0-9][a-z0-9+._-]{0,119}){0,3}")
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:+-]{0,119}")


def is_text(_: Any, attribute: Any, value: Any) -> None:
    """Accept text that is neither empty nor blank and holds no character that XML forbids."""
    if value.__class__ is not str and not isinstance(value, str):
        raise bad(attribute.name, value, message("a-text-quoted"), "text-type")
    if not value.isprintable() and (at := FORBIDDEN.search(value)):
        raise bad(attribute.name, at.group(), message("xml-characters"), "text-characters")
    if not value or value.isspace():
        raise bad(attribute.name, value, message("a-text"), "text-empty")


def is_code(it: Any, attribute: Any, value: Any) -> None:
    """Accept text that can be a code: a word of another alphabet is none. Whether its list has the code, rules ask."""
    is_text(it, attribute, value)
    if not value.isascii():
        example = next(CODED[key] for c in type(it).__mro__ if (key := f"{c.__name__}.{attribute.name}") in CODED)
        raise bad(attribute.name, value, message("a-code-not-a-word", example=example), "value-code")


def are_texts(_: Any, attribute: Any, value: tuple[str, ...]) -> None:
    """Accept texts as `is_text` does."""
    for item in value:
        is_text(_, attribute, item)


def is_record_id(_: Any, attribute: Any, value: Any) -> None:
    """Accept an id of the form that can be a file name."""
    if not (isinstance(value, str) and RECORD_ID.fullmatch(value)):
        raise bad(attribute.name, value, message("a-record-id"), "record-id")


def is_key(_: Any, attribute: Any, value: Any) -> None:
    """Accept a short name without white space."""
    are_keys(_, attribute, (value,))


def are_keys(_: Any, attribute: Any, value: tuple[str, ...]) -> None:
    """Accept short names without white space: codes, ids of sources."""
    for item in value:
        if not (isinstance(item, str) and KEY.fullmatch(item)):
            raise bad(attribute.name, item, message("a-code-or-id"), "source-id")


def checked(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """Give each field what its type asks for: text is checked, and `taking` is told what else to make of what is given."""
    made = []
    for it in fields:
        changes: dict[str, Any] = {"converter": None}
        if "take" not in it.metadata and (take := take_of(cls, it)) is not None:
            changes["metadata"] = {**it.metadata, "take": take}
        kind = str(it.type)
        if kind in ("str", "str | None") and it.validator is None:
            changes["validator"] = is_code if f"{cls.__name__}.{it.name}" in CODED else is_text
        elif kind == "tuple[str, ...]" and it.validator is None:
            changes["validator"] = are_texts
        made.append(it.evolve(**changes))
    return made


def declared(kind: type) -> dict[str, str]:
    """Return the types of a class's fields as they are written: attrs' own change when another library resolves them."""
    return {
        name: text for each in reversed(kind.__mro__) for name, text in vars(each).get("__annotations__", {}).items()
    }


def or_unrestricted(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return audiences, 00 (unrestricted) where none is given (ONIX List 154)."""
    return _audiences(given) or ("00",)


_audiences = texts_of("audiences")
