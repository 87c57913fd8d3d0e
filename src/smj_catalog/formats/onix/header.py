"""What stands around the products of an ONIX message: its header, and deletions of products that are gone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from smj_catalog.codes.onix import PRODUCT_IDS, PROPRIETARY
from smj_catalog.crosswalk import Context
from smj_catalog.formats.base import Gone
from smj_catalog.xmlio import escape

Tag = Callable[[str], str]
"""From a reference name to the name in the message."""


def _line(tag: Tag, name: str, text: object, depth: int) -> str:
    return "" if text is None else f"\n{'  ' * depth}<{tag(name)}>{escape(str(text))}</{tag(name)}>"


def _group(tag: Tag, name: str, inside: Iterable[str], depth: int) -> str:
    return f"\n{'  ' * depth}<{tag(name)}>{''.join(inside)}\n{'  ' * depth}</{tag(name)}>"


def _numbers(tag: Tag, kind: str, ids: Iterable[tuple[str, str | None, str]]) -> Iterator[str]:
    for code, name, value in ids:
        parts = ((f"{kind}IDType", code), ("IDTypeName", name), ("IDValue", value))
        yield _group(tag, f"{kind}Identifier", (_line(tag, n, text, 4) for n, text in parts), 3)


def header(tag: Tag, context: Context) -> str:
    """Return the message header: sender and address from the catalogue, and when what is sent was last changed.

    A message to one recipient says also to whom it goes, its number, and when it was sent.

    Source: ONIX for Books 3.1, Message header H.1 to H.18.
    """
    told = context.envelope
    sender = [
        *_numbers(tag, "Sender", told.sender_ids if told else ()),
        _line(tag, "SenderName", context.sender, 3),
        _line(tag, "ContactName", told and told.person, 3),
        _line(tag, "EmailAddress", context.contact or None, 3),
    ]
    parts = [_group(tag, "Sender", sender, 2)]
    if told and (told.addressee or told.addressee_ids):
        name = _line(tag, "AddresseeName", told.addressee, 3)
        parts.append(_group(tag, "Addressee", [*_numbers(tag, "Addressee", told.addressee_ids), name], 2))
    parts += [
        _line(tag, "MessageNumber", told and told.number, 2),
        _line(tag, "SentDateTime", told.sent if told else re.sub("[-:]", "", context.updated), 2),
        _line(tag, "DefaultLanguageOfText", told and told.language, 2),
        _line(tag, "DefaultPriceType", told and told.price_type, 2),
        _line(tag, "DefaultCurrencyCode", told and told.currency, 2),
    ]
    return _group(tag, "Header", parts, 1)


def deletion(tag: Tag, reference: str, gone: Gone) -> str:
    """Return a Product that says no more than that it is to be deleted, and which one it is.

    Source: ONIX for Books 3.1, P.1.2, List 1 code 05: for what was issued in error, never for what is out of print.
    """
    ids: list[tuple[str, str | None, str]] = [
        (PRODUCT_IDS[kind], None, value) for kind, value in gone.identifiers if PRODUCT_IDS.get(kind, "01") != "01"
    ]
    parts = [
        _line(tag, "RecordReference", reference, 2),
        _line(tag, "NotificationType", "05", 2),
        *(
            _group(tag, "ProductIdentifier", [
                _line(tag, "ProductIDType", code, 3), _line(tag, "IDTypeName", name, 3), _line(tag, "IDValue", value, 3),
            ], 2)
            for code, name, value in ids or [("01", PROPRIETARY, gone.id)]
        ),
    ]  # fmt: skip
    return _group(tag, "Product", parts, 1)
