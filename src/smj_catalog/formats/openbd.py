"""openBD: the JSON of api.openbd.jp, in which products of ONIX 3 stand beside a summary and the publishers' own part.

Each object becomes a product of ONIX 3.1 and is read by the ONIX columns; where that part is lacking or silent, by the summary.

Source: openBD data specification v1 (2017), and its answers before and after August 2023.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from attrs import evolve

from smj_catalog.formats.base import Find, Format, Item, Reading
from smj_catalog.formats.objects import Object, looks_like, read_objects, refused, text_of
from smj_catalog.formats.onix.beside import with_beside
from smj_catalog.formats.onix.dialects import make
from smj_catalog.formats.onix.message import ONIX_31, Message
from smj_catalog.formats.onix.sent import Sent
from smj_catalog.formats.xml import read_records
from smj_catalog.problems import Problem, Where, message
from smj_catalog.xmlio import Source, escape_attribute, forbidden

_MESSAGE = Message(make("3.1", "reference", ""))
_SENT = Sent(_MESSAGE.onix.tag)
"""What a product without a namespace is read by."""

_NAME = re.compile("[A-Za-z][A-Za-z0-9]*")
_VALUES = ("Date", "Measurement", "ExtentValue", "IDValue", "SubjectCode", "SubjectHeadingText", "Text", "PriceAmount")
"""Elements without which there is nothing in their composite but codes."""

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


def _date(text: str, _: Any) -> Any:
    digits = _bare(text)
    return {"PublishingDateRole": "01", "Date": digits} if digits.isdigit() and len(digits) in _LENGTHS else None


def _title(text: str, data: Any) -> Any:
    volume = data["summary"].pop("volume", "")
    return {"TitleType": "01", "TitleElement": {"TitleElementLevel": "01", "PartNumber": volume, "TitleText": text}}


def _series(text: str, _: Any) -> Any:
    return {"TitleDetail": {"TitleType": "01", "TitleElement": {"TitleElementLevel": "02", "TitleText": text}}}


def _cover(text: str, _: Any) -> Any:
    version = {"ResourceForm": "02", "ResourceLink": text}
    return {"ResourceContentType": "01", "ContentAudience": "00", "ResourceMode": "03", "ResourceVersion": version}


_PUBLISHED = "PublishingDetail/PublishingDate/Date"
_TAKEN: dict[tuple[str, str], tuple[str, Callable[[str, Any], Any]]] = {
    ("summary", "isbn"): ("ProductIdentifier/IDValue", lambda text, _: {"ProductIDType": "15", "IDValue": text}),
    ("summary", "title"): ("DescriptiveDetail/TitleDetail/TitleElement/TitleText", _title),
    ("summary", "series"): ("DescriptiveDetail/Collection/TitleDetail/TitleElement/TitleText", _series),
    ("summary", "publisher"): ("PublishingDetail/Imprint/ImprintName", lambda text, _: {"ImprintName": text}),
    ("summary", "pubdate"): (_PUBLISHED, _date),
    ("summary", "cover"): ("CollateralDetail/SupportingResource/ResourceVersion/ResourceLink", _cover),
    ("hanmoto", "dateshuppan"): (_PUBLISHED, _date),
    ("hanmoto", "ndccode"): (
        "DescriptiveDetail/Subject[NDC]", lambda text, _: {"SubjectSchemeIdentifier": "40", "SubjectCode": text}
    ),
}  # fmt: skip
"""Part and key -> where the product may say the same, and what of it is put there if it does not."""


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
    if summary.get("isbn") and not _at(product, "RecordReference"):
        product["RecordReference"] = summary["isbn"]
    for (part, key), (path, made) in _TAKEN.items():
        said = parts.get(part, {}).get(key)
        text = "" if isinstance(said, list | dict) else str(said or "").strip()  # those are counted
        there = _at(product, path)
        new = _without_blanks(made(text, data)) if text and not there else None
        if new is not None:
            steps = path.partition("[")[0].split("/")
            at = product if steps[0] == "ProductIdentifier" else product.setdefault(steps.pop(0), {})
            at[steps[0]] = [*_listed(at.get(steps[0])), new]
        if new is not None or (text and any(_same(text, each) for each in there)):
            del parts[part][key]
    _reviewed(product, _objects(parts.get("hanmoto", {}).get("reviews")))
    _reprinted(product, _objects(parts.get("hanmoto", {}).get("jyuhan")))
    if (
        _without_blanks(summary.get("author")) is not None
        and not {"Contributor", "ContributorStatement"} & described.keys()
    ):
        described["ContributorStatement"] = summary.pop("author")
    for name, part in data.items():
        _count(name, part, unread)
    return product


def _reviewed(product: dict[str, Any], reviews: list[dict[str, Any]]) -> None:
    """Put reviews (書評) where ONIX has them, with who wrote them and in which edition of a newspaper as a note."""
    for one in reviews:
        held = {
            key: "" if isinstance(one.get(key), list | dict) else str(one.get(key) or "").strip()
            for key in ("source", "appearance", "link", "reviewer", "choyukan", "han", "gou")
        }
        if not held["source"]:
            continue
        note = " ".join(held[key] for key in ("choyukan", "han", "gou", "reviewer") if held[key])
        digits = _bare(held["appearance"])
        dated = {"ContentDateRole": "01", "Date": digits} if digits.isdigit() and len(digits) in _LENGTHS else None
        made = {
            "CitedContentType": "01",
            "ContentAudience": "00",
            "SourceTitle": held["source"],
            "CitationNote": note,
            "ResourceLink": held["link"],
            "ContentDate": dated,
        }
        collateral = product.setdefault("CollateralDetail", {})
        collateral["CitedContent"] = [*_listed(collateral.get("CitedContent")), _without_blanks(made)]
        for key in held:
            if key != "appearance" or dated:
                one.pop(key, None)


def _reprinted(product: dict[str, Any], printings: list[dict[str, Any]]) -> None:
    """Put the day of the last reprint (重版) where ONIX has it, which knows no other."""
    digits = {_bare(str(one.get("date") or "")): one for one in printings}
    days = [day for day in digits if day.isdigit() and len(day) == 8 and day.strip("0")]
    if days and "12" not in _at(product, "PublishingDetail/PublishingDate/PublishingDateRole"):
        published = product.setdefault("PublishingDetail", {})
        published["PublishingDate"] = [
            *_listed(published.get("PublishingDate")),
            {"PublishingDateRole": "12", "Date": max(days)},
        ]
        del digits[max(days)]["date"]


def _levelled(collection: Any) -> None:
    """Put titles of a series where ONIX has them: openBD gives a label (03) without a series too, and numbers in the series."""
    for detail in _objects(collection.get("TitleDetail")):
        elements = _objects(detail.get("TitleElement"))
        if not any(e.get("TitleElementLevel") == "02" for e in elements):
            for label in [e for e in elements if e.get("TitleElementLevel") == "03"][:1]:
                label["TitleElementLevel"] = "02"
        numbers = [e.pop("PartNumber") for e in elements if "PartNumber" in e and e.get("TitleElementLevel") != "01"]
        detail["TitleElement"] = [*elements, *({"TitleElementLevel": "01", "PartNumber": n} for n in numbers)]


def _bare(text: str) -> str:
    return re.sub("[-/.]", "", text)


def _same(one: str, other: str) -> bool:
    """Tell whether one says what the other does; of a date it may be the beginning."""
    return one == other or (_bare(one).isdigit() and _bare(other).startswith(_bare(one)))


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
    where = Where(reading.file, one.line)
    text = "".join(_element("Product", _product(data, reading.unread), reading.unread))
    if (wrong := forbidden(text)) is not None:
        found = Problem(where, "xml-characters", f"U+{ord(wrong[0]):04X}", message("xml-characters"))
        yield Item(None, where, (found,), text_of(one), number=one.number)
        return
    for item in read_records(
        text.encode(), reading, tags=(_MESSAGE.product,), choose=_MESSAGE.choose, name=_MESSAGE.name,
        notice=_MESSAGE.notices.no_record, update=_MESSAGE.notices.update, shape=_SENT,
    ):  # fmt: skip
        placed = partial(_placed, one.line)
        yield evolve(
            item, where=evolve(item.where, line=one.line), problems=tuple(placed(item.problems)), number=one.number,
            raw=item.raw and text_of(one), find=item.find and _then(item.find, placed),
        )  # fmt: skip


def _placed(line: int, problems: Iterable[Problem]) -> list[Problem]:
    return [evolve(p, where=evolve(p.where, line=line)) for p in problems]


def _then(find: Find, placed: Callable[[Iterable[Problem]], list[Problem]]) -> Find:
    return lambda problems: placed(find(problems))


FORMAT = Format(
    id="openbd",
    title="openBD JSON",
    title_ja="openBD(JSON)",
    media_type="application/json",
    suffix=".json",
    kinds=("issue", "book"),
    columns=ONIX_31.columns,
    sniff=looks_like(r'"(?:onix|hanmoto|summary|ProductIdentifier|DescriptiveDetail)"\s*:'),
    read=_read,
    refused=refused,
)
"""Read only: who sends products to openBD sends ONIX."""
