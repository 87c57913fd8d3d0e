"""openBD: the JSON of api.openbd.jp, in which products of ONIX 3 stand beside a summary and the publishers' own part.

Each object becomes a product of ONIX 3.1 and is read by the ONIX columns; where that part is lacking or silent, by the summary.

Source: openBD data specification v1 (2017), and its answers before and after August 2023.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from attrs import evolve

from smj_catalog.errors import BadValue
from smj_catalog.formats.base import Format, Item, Reading
from smj_catalog.formats.objects import Object, looks_like, read_objects, refused, text_of
from smj_catalog.formats.onix.beside import with_beside
from smj_catalog.formats.onix.dialects import make
from smj_catalog.formats.onix.message import ONIX_31, Message
from smj_catalog.formats.onix.sent import Sent
from smj_catalog.formats.xml import read_records
from smj_catalog.model import Book, Publisher, Record
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import Source, escape_attribute, forbidden

_MESSAGE = Message(make("3.1", "reference", ""))
_SENT = Sent(_MESSAGE.onix.tag)
"""What a product without a namespace is read by."""

_NAME = re.compile("[A-Za-z][A-Za-z0-9]*")
_VALUES = ("Date", "Measurement", "ExtentValue", "IDValue", "SubjectCode", "SubjectHeadingText", "Text", "PriceAmount")
"""Elements without which there is nothing in their composite but codes."""

_DAY = re.compile("[12][0-9]{3}(?:[-/.]?[0-9]{2}){0,2}")
_LENGTHS = {8: "00", 6: "01", 4: "05"}


def _without_blanks(value: Any) -> Any:
    """Return what a part of a product states: an empty text states nothing, nor does a size or length of 0."""
    if isinstance(value, dict):
        kept = {name: held for name, each in value.items() if (held := _without_blanks(each)) is not None}
        kept = {k: v for k, v in kept.items() if k not in ("Measurement", "ExtentValue") or str(v).strip("0.")}
        return None if not kept or any(name in value and name not in kept for name in _VALUES) else kept
    if isinstance(value, list):
        return [held for each in value if (held := _without_blanks(each)) is not None] or None
    return None if value is None or not str(value).strip() else value


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in _listed(value) if isinstance(each, dict)]


def _at(value: Any, path: str) -> list[str]:
    """Return the texts at a path, also where elements that repeat stand in lists."""
    found = [value]
    for name in path.split("/"):
        found = [x for each in found if isinstance(each, dict) for x in _listed(each.get(name))]
    return [str(each.get("content", "") if isinstance(each, dict) else each) for each in found]


_DATE = "PublishingDetail/PublishingDate"
_TAKEN: dict[tuple[str, str], tuple[str, str, dict[str, Any]]] = {
    ("summary", "isbn"): ("ProductIdentifier", "IDValue", {"ProductIDType": "15", "IDValue": ("isbn",)}),
    ("summary", "title"): ("DescriptiveDetail/TitleDetail", "TitleElement/TitleText", {
        "TitleType": "01", "TitleElement": {"TitleElementLevel": "01", "PartNumber": ("volume",), "TitleText": ("title",)},
    }),
    ("summary", "series"): ("DescriptiveDetail/Collection", "TitleDetail/TitleElement/TitleText", {
        "TitleDetail": {"TitleType": "01", "TitleElement": {"TitleElementLevel": "02", "TitleText": ("series",)}},
    }),
    ("summary", "publisher"): ("PublishingDetail/Imprint", "ImprintName", {"ImprintName": ("publisher",)}),
    ("summary", "pubdate"): (_DATE, "Date", {"PublishingDateRole": "01", "Date": ("pubdate",)}),
    ("summary", "cover"): ("CollateralDetail/SupportingResource", "ResourceVersion/ResourceLink", {
        "ResourceContentType": "01", "ContentAudience": "00", "ResourceMode": "03",
        "ResourceVersion": {"ResourceForm": "02", "ResourceLink": ("cover",)},
    }),
    ("hanmoto", "dateshuppan"): (_DATE, "Date", {"PublishingDateRole": "01", "Date": ("dateshuppan",)}),
    ("hanmoto", "ndccode"): ("DescriptiveDetail/Subject", "SubjectCode", {"SubjectSchemeIdentifier": "40", "SubjectCode": ("ndccode",)}),
    ("reviews", "source"): ("CollateralDetail/CitedContent", "SourceTitle", {  # 書評; in which edition of a newspaper, and by whom
        "CitedContentType": "01", "ContentAudience": "00", "SourceTitle": ("source",), "CitationNote": ("choyukan", "han", "gou", "reviewer"),
        "ResourceLink": ("link",), "ContentDate": {"ContentDateRole": "01", "Date": ("appearance",)},
    }),
    ("jyuhan", "date"): (_DATE, "Date", {"PublishingDateRole": "12", "Date": ("date",)}),  # 重版
}  # fmt: skip
"""Part and key -> the composite in which the product may say the same, where in it, and what the part puts there: codes,
and the keys whose texts stand at a place."""

_SEVERAL = ("ndccode", "source", "date")
"""What the product may have several of."""


def _text(held: dict[str, Any], key: str) -> str:
    """Return the text at a key; a list there is none, and is counted."""
    return "" if isinstance(held.get(key), list | dict) else str(held.get(key) or "").strip()


def _bare(text: str) -> str:
    return re.sub("[-/.]", "", text)


def _day(text: str) -> str:
    return _bare(text) if _DAY.fullmatch(text) else ""


def _take(
    part: dict[str, Any], key: str, composite: str, leaf: str, says: dict[str, Any], product: dict[str, Any]
) -> None:
    """Put into a product what it lacks and a part says, behind what is there; take that from the part, and what both say."""
    text = _text(part, key)
    there = [] if key in _SEVERAL else _at(product, f"{composite}/{leaf}")
    if (_day(text) if leaf == "Date" else text) and not there:
        *steps, name = composite.split("/")
        for step in steps:
            product = product.setdefault(step, {})
        product[name] = [*_listed(product.get(name)), _without_blanks(_filled(says, part))]
    elif text and any(_same(text, each) for each in there):
        del part[key]


def _filled(says: Any, part: dict[str, Any], name: str = "") -> Any:
    """Return what stands in a composite, its texts taken from a part."""
    if isinstance(says, dict):
        return {name: _filled(inner, part, name) for name, inner in says.items()}
    if isinstance(says, str):
        return says
    texts = {key: _day(text) if name == "Date" else text for key in says if (text := _text(part, key))}
    return " ".join(text for key, text in texts.items() if text and part.pop(key))


def _product(data: dict[str, Any], unread: Counter[str]) -> dict[str, Any]:
    """Return the product of an object: its ONIX part, and of the others what that lacks; the rest of them is counted."""
    if {"DescriptiveDetail", "ProductIdentifier"} & data.keys():  # the ONIX part by itself
        data = {"onix": data}
    onix = _without_blanks(data.pop("onix", None))
    product: dict[str, Any] = onix if isinstance(onix, dict) else {}
    if onix is not None and not product:
        _count("onix", onix, unread)
    for block in [name for name, held in product.items() if name.endswith("Detail") and not isinstance(held, dict)]:
        _count(block, product.pop(block), unread)
    described = product.setdefault("DescriptiveDetail", {})
    for collection in _objects(described.get("Collection")):
        _levelled(collection)
    parts: dict[str, dict[str, Any]] = {n: p for n in ("summary", "hanmoto") if isinstance(p := data.get(n), dict)}
    summary = parts.get("summary", {})
    if (isbn := _text(summary, "isbn")) and not _at(product, "RecordReference"):
        product["RecordReference"] = isbn
    hanmoto = parts.get("hanmoto", {})
    days = {day: one for one in _objects(hanmoto.get("jyuhan")) if len(day := _day(_text(one, "date"))) == 8}
    lasts = [days[max(days)]] if days and "12" not in _at(product, f"{_DATE}/PublishingDateRole") else []
    held = {"summary": [summary], "hanmoto": [hanmoto], "reviews": _objects(hanmoto.get("reviews")), "jyuhan": lasts}
    for part, key in _TAKEN:
        for one in held[part]:
            _take(one, key, *_TAKEN[part, key], product)
    if _text(summary, "author") and not {"Contributor", "ContributorStatement"} & described.keys():
        described["ContributorStatement"] = summary.pop("author")
    for name, part in data.items():
        _count(name, part, unread)
    return product


def _levelled(collection: Any) -> None:
    """Put titles of a series where ONIX has them: openBD gives a label (03) without a series too, and numbers in the series."""
    for detail in _objects(collection.get("TitleDetail")):
        elements = _objects(detail.get("TitleElement"))
        if not any(e.get("TitleElementLevel") == "02" for e in elements):
            for label in [e for e in elements if e.get("TitleElementLevel") == "03"][:1]:
                label["TitleElementLevel"] = "02"
        numbers = [e.pop("PartNumber") for e in elements if "PartNumber" in e and e.get("TitleElementLevel") != "01"]
        detail["TitleElement"] = [*elements, *({"TitleElementLevel": "01", "PartNumber": n} for n in numbers)]


def _same(one: str, other: str) -> bool:
    """Tell whether one says what the other does; of a date it may be the beginning."""
    digits = _bare(one)
    return one == other or (digits.isdigit() and _bare(other).startswith(digits))


def _count(path: str, value: Any, unread: Counter[str]) -> None:
    """Count each text that is not read."""
    if isinstance(value, dict):
        for name, held in value.items():
            _count(f"{path}/{name}", held, unread)
    elif isinstance(value, list):
        for held in value:
            _count(path, held, unread)
    elif _without_blanks(value) is not None:
        unread[path] += 1


def _element(name: str, value: Any, unread: Counter[str]) -> Iterator[str]:
    """Yield an element with what is in it, on one line."""
    if isinstance(value, list):
        for each in value:
            yield from _element(name, each, unread)
    elif _NAME.fullmatch(name) is None:
        _count(name, value, unread)
    elif isinstance(value, dict) and "content" not in value:
        yield f"<{name}>"
        for key, held in value.items():
            yield from _element(key, held, unread)
        yield f"</{name}>"
    else:
        words = value if isinstance(value, dict) else {"content": value}
        if name == "Date" and len(str(words["content"])) in _LENGTHS:
            words = {"dateformat": _LENGTHS[len(str(words["content"]))], **words}
        own = [f'{k}="{escape_attribute(str(v))}"' for k, v in words.items() if k != "content" and _NAME.fullmatch(k)]
        yield f"<{' '.join((name, *own))}>{escape_attribute(str(words['content']))}</{name}>"


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    """Yield the products of a file as records."""
    return with_beside(read_objects(source, reading, partial(_items, reading)), reading.context)


def _items(reading: Reading, one: Object, data: dict[str, Any]) -> Iterator[Item]:
    """Yield what an object is, read as a message of its product alone."""

    def placed(problems: Iterable[Problem]) -> list[Problem]:
        return [evolve(p, where=evolve(p.where, line=one.line)) for p in problems]

    text = "".join(_element("Product", _product(data, reading.unread), reading.unread))
    if (wrong := forbidden(text)) is not None:
        where = Where(reading.file, one.line)
        raise BadValue(Problem(where, "xml-characters", f"U+{ord(wrong[0]):04X}", message("xml-characters")))
    for item in read_records(
        text.encode(), reading, tags=(_MESSAGE.product,), choose=_MESSAGE.choose, name=_MESSAGE.name,
        notice=_MESSAGE.notices.no_record, update=_MESSAGE.notices.update, shape=_SENT,
    ):  # fmt: skip
        find = item.find and partial(lambda find, problems: placed(find(problems)), item.find)
        where, problems = evolve(item.where, line=one.line), tuple(placed(item.problems))
        yield evolve(
            item, record=_issued(item.record), where=where, problems=problems, number=one.number, raw=item.raw and text_of(one), find=find
        )  # fmt: skip


def _issued(record: Record | None) -> Record | None:
    """Return a book with its 発行元, which openBD has as Imprint, as publisher; a Publisher of another name is its 発売元.

    Source: JSON schema of openBD, PublishingDetail: Imprint is the 発行元出版社, Publisher the 発売元出版社, where that is another.
    """
    if not isinstance(record, Book) or record.imprint is None:
        return record
    own, numbers = record.imprint, record.imprint_identifiers
    same = next((p for p in record.publishers if p.role == "01" and p.name.text == own.text), Publisher(own, "01"))
    first = evolve(same, name=own, identifiers=tuple(dict.fromkeys((*numbers, *same.identifiers))))
    others = (evolve(p, role="distributor") if p.role == "01" else p for p in record.publishers if p is not same)
    return evolve(record, imprint=None, imprint_identifiers=(), publishers=(first, *others))


FORMAT = Format(
    id="openbd", title="openBD JSON", title_ja="openBD(JSON)", media_type="application/json", suffix=".json", kinds=("issue", "book"),
    columns=ONIX_31.columns, sniff=looks_like(r'"(?:onix|hanmoto|summary|ProductIdentifier|DescriptiveDetail)"\s*:'), read=_read, refused=refused,
)  # fmt: skip
"""Read only: who sends products to openBD sends ONIX."""
