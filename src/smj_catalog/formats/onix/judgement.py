"""Where ONIX and the model see things differently: between the model's values and ONIX's shapes, both ways."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.drafts import unchecked
from smj_catalog.errors import BadValue
from smj_catalog.formats.onix.shapes import (
    OnixEdition,
    OnixIdentifier,
    OnixRange,
    OnixSubject,
)  # fmt: skip
from smj_catalog.formats.vocabulary import concept_of, key_of, label_of, less_mapped, mapped_of
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.rules.normal import FORMS
from smj_catalog.problems import Problem, Where, message

_identifier, _reading, _subject_of = unchecked(m.Identifier), unchecked(m.Reading), unchecked(m.Subject)
_edition = unchecked(m.Edition)

# ---- identifiers


def coded(identifier: m.Identifier, table: Mapping[str, str]) -> OnixIdentifier:
    """Return an identifier with the type that a code list has for it."""
    name = codes.PROPRIETARY_NAMES.get(identifier.type) or identifier.scheme
    code = table.get(identifier.type) or identifier.type.removeprefix("onix:")
    return OnixIdentifier(code, identifier.value, name if code == "01" else None)


def worded(shape: OnixIdentifier, table: codes.Table) -> m.Identifier:
    """Return the identifier that ``coded`` made this shape of; others print hyphens, which the constructor sets apart."""
    if shape.type == "01":
        known = codes.PROPRIETARY_NAMES.words.get(shape.name or "")
        if known is not None and table.get(known) == "01":
            return _identifier(known, shape.value)
        return _identifier("own", shape.value, scheme=shape.name)
    kind = table.words.get(shape.type) or f"onix:{shape.type}"
    make = m.Identifier if kind in FORMS and not shape.value.isdecimal() else _identifier
    return make(kind, shape.value)


def others(shapes: tuple[OnixIdentifier, ...], table: codes.Table) -> tuple[m.Identifier, ...]:
    """Return identifiers less the record id of ours, for which there is `own_id`."""
    return tuple([worded(i, table) for i in shapes if i.name != codes.PROPRIETARY]) if shapes else ()


def own_id(shapes: tuple[OnixIdentifier, ...]) -> str | None:
    """Return the record id of ours that stands among identifiers.

    Raises:
        BadValue: it has not the form of one.
    """
    found = next((i.value for i in shapes if i.name == codes.PROPRIETARY), None) if shapes else None
    if found is not None and not RECORD_ID.fullmatch(found):
        raise BadValue(Problem(Where(), "record-id", found, message("a-record-id")))
    return found


def carries_product_id(identifier: m.Identifier) -> bool:
    """Tell whether an identifier goes out: valid, the product's own and not its set's, of a type in List 5."""
    return identifier.qualifier != "set" and goes_out(identifier, codes.PRODUCT_IDS)


def goes_out(identifier: m.Identifier, table: Mapping[str, str]) -> bool:
    """Tell whether an identifier goes out: valid, and of a type that has a code in the table.

    A proprietary one (01) should have a name (IDTypeName), of which a rule tells; feeds have some without.
    """
    return identifier.status == "valid" and (identifier.type in table or identifier.type.startswith("onix:"))


def numbers(
    ids: Iterable[m.Identifier], table: Mapping[str, str], own: str | None = None
) -> tuple[OnixIdentifier, ...]:
    """Return the identifiers that go out, and behind them the record id of ours that stands among them, if there is one."""
    found = [coded(i, table) for i in ids if goes_out(i, table)]
    return (*found, OnixIdentifier("01", own, codes.PROPRIETARY)) if own is not None else tuple(found)


def stand_in_id(record: m.Product, _: Context) -> str | None:
    """Return the record's own id as a product identifier where the record has none that goes out."""
    return None if any(carries_product_id(i) for i in record.identifiers) else record.id


# ---- what may stand only once


def each_once(codes_: tuple[str, ...]) -> tuple[str, ...]:
    """Return codes less those that repeat another."""
    return tuple(dict.fromkeys(codes_))


YEAR = "(1[0-9]{3}|20[0-9]{2})"
"""A year, as the schema has it."""


def fitting(pattern: str) -> Callable[[str], str | None]:
    """Return the function that keeps a text of a form that the schema asks for, and no other."""
    right = re.compile(pattern).fullmatch
    return lambda text: text if right(text) else None


def years(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the years and ranges of years among some texts."""
    return tuple(filter(fitting(f"{YEAR}(-{YEAR})?"), texts))


def percent(value: Decimal) -> Decimal | None:
    """Return a percentage; None where it is none."""
    return value if 0 <= value <= 100 else None


def one_a_language(texts: Iterable[m.Text]) -> tuple[m.Text, ...]:
    """Return texts less those in the language of another; of any number no language may be known."""
    return tuple({x.language or i: x for i, x in reversed(list(enumerate(texts)))}.values())[::-1]


# ---- what may stand only on one line

_BREAK = re.compile("\\s*[\t\n\r\x0b\x0c\x1c-\x1f\x85\u2028\u2029]\\s*")


def one_line(text: str) -> str:
    """Return words without line breaks, and without white space at either end."""
    if text.isprintable() and text[0] != " " != text[-1]:
        return text
    return _BREAK.sub(" ", text.strip()) or text


def lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Return several texts, each on one line."""
    return tuple(map(one_line, texts))


# ---- readings


def one_reading(readings: tuple[m.Reading, ...]) -> str:
    """Return the reading that goes into collationkey: the first."""
    return one_line(readings[0].text)


def from_one_reading(text: str) -> tuple[m.Reading, ...]:
    """Return a collationkey as readings."""
    return (_reading(text),)


def lacking(name: str, composite: str) -> Problem:
    """Return the fault of a composite that lacks an element."""
    return Problem(Where(), f"value-{name.lower()}", None, message("the-field", field=name, kind=composite))


# ---- subjects


def carries_subject(subject: m.Subject) -> bool:
    """Tell whether a subject has a code or heading, and its scheme is known; an own concept is known by its id."""
    known = subject.scheme in codes.SUBJECTS or subject.scheme.startswith("onix:")
    code = subject.concept if subject.scheme == "own" else subject.code
    return known and bool(code or subject.heading)


def subjects_of(record: m.Product | m.Component, context: Context) -> Iterable[OnixSubject]:
    """Return subjects; behind them the codes that the catalogue maps their concepts to (formats/vocabulary.py).

    A concept of the archive's vocabulary is known by its id; its Japanese label is the heading.
    """
    if not record.subjects:
        return ()
    own = [s for s in record.subjects if carries_subject(s)]
    made = list(map(_subject, own))
    said = {key_of(it) for it in own}
    if sum(map(_is_keyword, made)) > 1:
        made, own = _joined(made, own)
    if not any(s.concept for s in own):
        return made
    added: dict[tuple[str, str | None], m.Subject] = {}
    for it, shape in zip(own, made, strict=True):
        concept = concept_of(it, context)
        if concept is None:
            continue
        if shape.heading is None and (label := label_of(concept)) is not None:
            shape.heading = label.text
        added.update(mapped_of(concept))
    made += (_subject(s) for key, s in added.items() if key not in said and carries_subject(s))
    return made


_SEMICOLON = re.compile("[;;]")


def from_subjects(shapes: list[OnixSubject], context: Context, base: str = "") -> dict[str, Any]:
    """Return the subjects of a record, without those that the catalogue itself adds to its concepts.

    The name of a scheme that List 27 has no code for has a place only where the model knows the scheme.
    """
    unread = [f"{base}Subject/SubjectSchemeName" for it in shapes if it.name is not None and _scheme(it) is None]
    return {"subjects": less_mapped(map(_from_subject, _apart(shapes)), context), "unread": unread}


def _apart(shapes: Iterable[OnixSubject]) -> Iterator[OnixSubject]:
    """Yield subjects, each of several keywords that one holds (List 27, note of code 20) by itself."""
    for shape in shapes:
        if shape.scheme != "20" or shape.code is not None or not shape.heading or not _SEMICOLON.search(shape.heading):
            yield shape
            continue
        found = [x for x in map(str.strip, _SEMICOLON.split(shape.heading)) if x]
        if len(found) < 2:
            yield shape
            continue
        for place, word in enumerate(found):
            yield evolve(shape, heading=word, main=shape.main and not place)


def _is_keyword(shape: OnixSubject) -> bool:
    simple = shape.scheme == "20" and shape.code is None and shape.edition is None
    return simple and bool(shape.heading) and not _SEMICOLON.search(shape.heading or "")


def _joined(made: list[OnixSubject], own: list[m.Subject]) -> tuple[list[OnixSubject], list[m.Subject]]:
    """Return subjects with all keywords in the first of them, the main one in front (List 27, note of code 20)."""
    words = sorted(filter(_is_keyword, made), key=lambda shape: not shape.main)
    first = next(filter(_is_keyword, made))
    kept = [(shape, it) for shape, it in zip(made, own, strict=True) if shape is first or not _is_keyword(shape)]
    first.main, first.heading = words[0].main, "; ".join(w.heading or "" for w in words)
    return [shape for shape, _ in kept], [it for _, it in kept]


def _subject(it: m.Subject) -> OnixSubject:
    scheme = codes.SUBJECTS.get(it.scheme) or it.scheme.removeprefix("onix:")
    code = it.concept if it.scheme == "own" else it.code
    return OnixSubject(scheme, it.main, codes.SUBJECT_NAMES.get(it.scheme), it.edition, code, it.heading)


def _scheme(shape: OnixSubject) -> str | None:
    if shape.scheme == "24":
        return codes.SUBJECT_NAMES.words.get(shape.name or "")
    return codes.SUBJECTS.words.get(shape.scheme)


def _from_subject(shape: OnixSubject) -> m.Subject:
    scheme = _scheme(shape) or f"onix:{shape.scheme}"
    own, make = scheme == "own", m.Subject if scheme == "own" else _subject_of  # its id is looked at
    return make(
        scheme, None if own else shape.code, heading=shape.heading, edition=shape.edition, main=shape.main,
        concept=shape.code if own else None,
    )  # fmt: skip


# ---- edition


def edition_of(record: m.Book, _: Context) -> Iterable[OnixEdition]:
    """Return the first edition number, all types and statements."""
    number = next((e.number for e in record.editions if e.number is not None), None)
    types = each_once(tuple(t for e in record.editions for t in e.types))
    return (OnixEdition(types, number, tuple(e.statement for e in record.editions if e.statement)),)


def from_edition(shapes: list[OnixEdition], _: Context) -> dict[str, Any]:
    """Return editions: number and types stand with the first statement."""
    it = shapes[0]
    if it.number is None and not it.statements and not it.types:
        return {"editions": ()}
    first = _edition(it.number, it.statements[0] if it.statements else None, types=tuple(it.types))
    more = [_edition(None, s) for s in it.statements[1:]] if it.statements else ()
    return {"editions": (first, *more)}


# ---- readers by age


def range_of(it: m.AudienceRange, _: Context) -> OnixRange:
    """Return a range of readers: exactly (List 31, 01), from (03) and to (04)."""
    if it.first is not None and it.first == it.last:
        return OnixRange(it.qualifier, ("01",), (it.first,))
    bounds = [(code, value) for code, value in (("03", it.first), ("04", it.last)) if value is not None]
    return OnixRange(it.qualifier, tuple(code for code, _ in bounds), tuple(value for _, value in bounds))


def from_range(shape: OnixRange, _: Context) -> m.AudienceRange:
    """Return a range of readers.

    Raises:
        BadValue: the bounds are not those of List 31: exactly, from, to.
    """
    found = dict(zip(shape.precisions, shape.values, strict=False))
    known = set(found) in ({"01"}, {"03"}, {"04"}, {"03", "04"})
    if not (known and len(found) == len(shape.precisions) == len(shape.values)):
        told = " ".join(shape.precisions) or None
        raise BadValue(Problem(Where(), "audience-range", told, message("a-code-of-list", list="31")))
    exact = found.get("01")
    return m.AudienceRange(shape.qualifier, found.get("03", exact), found.get("04", exact))


# ---- the host of a component


UNNUMBERED = "component:unnumbered"
"""The id of a ContentItem that brings none, until its host's is known."""


def hosted(record: m.Record, _: Context) -> m.Record:
    """Return a record whose components know that they stand in it; those without an id get one by their place."""
    if not isinstance(record, m.Product) or not record.contents:
        return record
    kind: Literal["chapter", "article"] = "chapter" if isinstance(record, m.Book) else "article"
    key = record.id.partition(":")[2]
    return evolve(
        record,
        contents=tuple(
            evolve(c, host=record.id, kind=kind, id=f"{kind}:{key}:{kind[0]}{i:02}" if c.id == UNNUMBERED else c.id)
            for i, c in enumerate(record.contents, 1)
        ),
    )
