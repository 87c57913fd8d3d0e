"""ONIX 2.1, which is read: its products are put into the form of release 3 one by one, and read by the same columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import name2codepoint
from typing import Any

from lxml import etree

from smj_catalog.crosswalk import Notes
from smj_catalog.formats.base import Format, Head, Item, Reading, Told
from smj_catalog.formats.onix.dialects import SHORT, make
from smj_catalog.formats.onix.message import AROUND, BLOCKS, ONIX_31, PRODUCTS, Message, is_product, odd
from smj_catalog.formats.onix.older import ASIDE, MODES, REST, STEPS, Step, names_of, same_code
from smj_catalog.formats.onix.sent import Sent, made
from smj_catalog.formats.xml import read_records, refused_records
from smj_catalog.problems import message
from smj_catalog.xmlio import sniff as sniff_root

_NAMES = names_of(SHORT)
_ENTITIES = {f"&{name};": chr(code) for name, code in name2codepoint.items()}
"""XHTML's named entities, which the document type of 2.1 declares; it is never read."""

_FORMS = {4: "05", 6: "01"}
_READER = Message(make("3.1", "reference", ""))
"""What release 3 in a message without a namespace is read by."""


class _Moved(Sent):
    """Puts the products of a message of 2.1 into the form of release 3; what has no place there stays where it is."""

    def __call__(self, element: Any, root: Any, notes: Notes) -> str:
        was = etree.tostring(element, encoding="unicode", with_tail=False)
        notes.named = {}
        self._walk(element, "Product", "Product", notes.named)
        super().__call__(element, root, notes)
        for date in element.iter("Date"):  # its length says what it is
            form = _FORMS.get(len((date.text or "").strip()))
            if form is not None and date.get("dateformat") is None:
                date.set("dateformat", form)
        return was

    def _walk(self, element: Any, composite: str, path: str, named: dict[Any, str]) -> bool:
        """Move what is in an element; return False where a code in it is none of release 3, so that it must stay."""
        wrappers: dict[str, Any] = {}
        whole, mode, fitting = True, None, []
        for child in element[:]:
            if not isinstance(child.tag, str):
                continue
            name = child.tag = _name(child)
            at = named[child] = f"{path}/{name}"
            inner = f"{composite}/{name}"
            inner = inner if inner in STEPS else name
            if name == "SalesRights" and (rest := _of_the_rest(child)):
                del child[:]
                child.text = rest
                _put(element, child, REST, wrappers)
                continue
            if name == "MediaFileTypeCode":
                mode = MODES.get((child.text or "").strip(), "03")
            if name == "OtherText" and not any(_name(c) == "Text" for c in child):
                name = inner = "Linked/OtherText"
            code = f"Linked/{name}" if composite == "Linked/OtherText" and name == "TextTypeCode" else name
            fits = self._walk(child, inner, at, named) if inner in STEPS else same_code(code, child)
            if name == "Publisher" and not any(c.tag == "PublishingRole" for c in child):  # then it is the publisher
                made(child, "PublishingRole", child.sourceline).text = "01"
            fits = fits and (name != "Linked/OtherText" or any(c.tag == "ResourceVersion" for c in child))
            if fits and not (name in _LINKS and "://" not in (child.text or "")):
                fitting.append((child, name, inner))
            elif name not in ASIDE:
                whole = False
        if not whole and composite != "Product":
            return False
        if mode is not None:
            made(element, "ResourceMode").text = mode
        for child, name, inner in fitting:
            steps = STEPS[composite].get(name)
            if name == "TextFormat":
                _form(element, child)
            elif steps:
                _put(element, child, steps, wrappers)
                if inner == "Series/Title" and any(c.tag == "TitleType" and c.text == "01" for c in child):
                    wrappers["/TitleDetail[TitleType=01]"] = child  # its number stands in the same
            elif steps is not None:
                element.remove(child)
        return True

    def _stated(self, root: Any) -> dict[str, str]:
        headers = [e for e in root[:] if isinstance(e.tag, str) and e.tag.rpartition("}")[2].lower() == "header"]
        tags = [(e.tag.rpartition("}")[2], e.text) for h in headers for e in h[:] if isinstance(e.tag, str)]
        found = {_NAMES.get(tag, tag): (text or "").strip() for tag, text in tags}
        wanted = {
            "LanguageCode": "DefaultLanguageOfText", "PriceType": "DefaultPriceTypeCode", "CurrencyCode": "DefaultCurrencyCode",
        }  # fmt: skip
        return {name: found[default] for name, default in wanted.items() if found.get(default)}


_LINKS = frozenset({"MediaFileLink", "CoverImageLink", "TextLink"})
"""Elements that hold an address, or something that is none and has no place."""


def _name(element: Any) -> str:
    tag: str = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    return _NAMES.get(tag, tag)


def _of_the_rest(rights: Any) -> str | None:
    """Return the type of sales rights that hold in the rest of the world (List 49, ROW) and nowhere else."""
    found = {_name(c): (c.text or "").strip() for c in rights}
    kind = found.pop("SalesRightsType", None)
    return kind if found == {"RightsTerritory": "ROW"} else None


def _form(parent: Any, child: Any) -> None:
    """Put the form of a text (List 34) where release 3 has it."""
    text = next((c for c in parent[:] if c.tag in ("Text", "d104")), None)
    if text is not None:
        if text.get("textformat") is None:
            text.set("textformat", (child.text or "").strip())
        parent.remove(child)


def _put(parent: Any, child: Any, steps: tuple[Step, ...], wrappers: dict[str, Any]) -> None:
    """Move an element to its place below the one that it stands in."""
    at, key, line = parent, "", child.sourceline
    for step in steps[:-1]:
        key += f"/{step.text}"
        found = None if step.new else wrappers.get(key)
        if found is None:
            found = wrappers[key] = made(at, step.name, line)
            _fill(found, step, line)
        at = found
    last = steps[-1]
    same = next((c for c in at[:] if c.tag == last.name), None) if last.joined else None
    if same is not None:
        same.text = f"{same.text or ''} {child.text or ''}".strip()
        parent.remove(child)
        return
    child.tag = last.name
    _fill(child, last, line)
    if at is not parent:
        at.append(child)


def _fill(element: Any, step: Step, line: int | None) -> None:
    for name, text in step.constants:
        made(element, name, line).text = text


def _tags(source: Any, reading: Reading) -> tuple[str, ...]:
    """Return the tags of the products of a message, in its own namespace if it has one."""
    start, brace, _ = sniff_root(source, file=reading.file, inside=PRODUCTS).tag.rpartition("}")
    return f"{start}{brace}Product", f"{start}{brace}product"


def _read(source: Any, reading: Reading) -> Iterator[Item]:
    """Yield the products of a message as records."""
    tags = _tags(source, reading)
    yield odd(reading, "onix-release", "2.1", message("a-current-release"))
    yield from read_records(
        source, reading, tags=tags, choose=_READER.choose, name=_READER.name, notice=_READER.notices.no_record, update=_READER.notices.update,
        shape=_Moved(_READER.onix.tag), entities=_ENTITIES, named=lambda name: _NAMES.get(name, name),
        around=AROUND,
    )  # fmt: skip


def _refused(source: Any, reading: Reading, told: Told) -> Iterator[bytes]:
    """Yield a message of the products that are told of."""
    return refused_records(_tags(source, reading))(source, reading, told)


_SENDER = re.compile(rb"<(?:Sender|sender)[\s>/]")  # of a header of release 3


def _sniff(head: Head) -> bool:
    """Tell whether a file is a message of release 2.1, which need not say so: its document type does."""
    namespace, _, name = head.tag.rpartition("}")
    if name in ("Product", "product"):
        return not namespace and is_product(head) and not BLOCKS.search(head.first)
    if name not in ("ONIXMessage", "ONIXmessage") or (namespace and "editeur.org/onix/2" not in namespace):
        return False
    release = head.attributes.get("release", "")
    return release.startswith("2") or (not release and not BLOCKS.search(head.first) and not _SENDER.search(head.first))


ONIX_21 = Format(
    id="onix-2.1",
    title="ONIX for Books 2.1, reference or short tags",
    title_ja="ONIX for Books 2.1(参照タグ・短縮タグ)",
    media_type="application/xml",
    suffix=".xml",
    kinds=("issue", "book"),
    columns=ONIX_31.columns,
    sniff=_sniff,
    read=_read,
    refused=_refused,
    record_tags=("Product", "product"),
    record_name=_READER.name,
)
"""Read only: EDItEUR ended its support at the end of 2014."""
