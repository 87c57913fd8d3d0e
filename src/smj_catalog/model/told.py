"""What ``help`` says of a class of the model: all its fields in order, with their types and standards, and little else."""

from __future__ import annotations

import inspect
import re

import attrs

_SECTION = "Attributes:"
_GENERAL = ("Text", "PartialDate")
"""Values that are in too many places to have one of their own in a standard."""
_ITEM = re.compile(r"^    (\w+)(?: \([^)]*\))?: ")
_STANDARDS = re.compile(r"^(?:ONIX|MARC|Dublin Core|DC|SKOS|FOAF)\b.*?(?=\n\n|\Z)", re.MULTILINE | re.DOTALL)


class _Brief(type):
    """Shows of a class what its author wrote: its fields stand in its docstring."""

    def __dir__(cls) -> list[str]:
        fields = {it.name for it in getattr(cls, "__attrs_attrs__", ())}
        return [name for name in super().__dir__() if not name.startswith("_") and name not in fields]


class Told(metaclass=_Brief):
    """What all classes of the model are."""

    __slots__ = ()


def tell_fields(cls: type, values: dict[str, type]) -> None:
    """Put all fields of a class into its docstring, in order, also those of its base.

    What a docstring says of a field is kept; behind it stand the standards of the value that the field holds.

    Args:
        cls: a class of attrs.
        values: field -> class of the values in it.
    """
    said: dict[str, str] = {}
    for base in reversed(cls.__mro__):
        said |= _items(inspect.cleandoc(base.__doc__ or ""))
    lines = []
    for it in attrs.fields(cls):
        told = said.get(it.name, "")
        value = values.get(it.name)
        if value is not None and value.__doc__ and hasattr(value, "__attrs_attrs__"):
            summary = inspect.cleandoc(value.__doc__)
            told = told or summary.partition("\n")[0]
            if value.__name__ not in _GENERAL and (found := _STANDARDS.search(summary)) is not None:
                standards = " ".join(found[0].split())
                told += "" if standards in told else f" {standards}"  # a base has told them
        lines.append(f"    {it.name} ({it.type}): {told}".rstrip(" :"))
    head = inspect.cleandoc(cls.__doc__ or "").partition(f"\n{_SECTION}")[0].rstrip()
    cls.__doc__ = "\n".join([head, "", _SECTION, *lines, ""])


def _items(text: str) -> dict[str, str]:
    """Return what a docstring says of each attribute."""
    found: dict[str, str] = {}
    name = ""
    for line in text.partition(f"\n{_SECTION}\n")[2].splitlines():
        if (item := _ITEM.match(line)) is not None:
            name = item[1]
            found[name] = line[item.end() :].strip()
        elif name and line.startswith("     "):
            found[name] += f" {line.strip()}"
        else:
            name = ""
    return found
