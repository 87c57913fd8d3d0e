"""What stands in subfields, both ways: names as headings, years, dates, numbers, roles.

MARC 21 Format for Bibliographic Data; the profile follows JAPAN/MARC where MARC leaves a choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import wrap
from typing import Any

from attrs import evolve

from smj_catalog.crosswalk.rows import Parsed, joined, parted
from smj_catalog.errors import BadValue
from smj_catalog.formats.marc.wording import english_price
from smj_catalog.formats.tabular.values import format_price, parse_extents, parse_prices
from smj_catalog.formats.tabular.values.headings import of_years
from smj_catalog.formats.tabular.values.identifiers import fault, rule_of
from smj_catalog.formats.tabular.values.measures import sides
from smj_catalog.formats.tabular.values.parsed import refuse, warn
from smj_catalog.model import (
    AgentName,
    Contributor,
    Copyright,
    Extent,
    Frequency,
    Identifier,
    Measure,
    PartialDate,
    Price,
    Series,
    Subject,
)
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.model.rules.text import HAN
from smj_catalog.model.sole import sole
from smj_catalog.problems import Problem, message

_SIGNS = re.compile(f"[{HAN}ヶ぀-ゖー가-힣]{{1,60}}")
_BETWEEN = re.compile(r"[\s,\u30fb=\uff1d\u30a0]+")
"""What stands between the parts of a name, in whichever order: John Smith, ジョン・スミス, 見本 花子."""
_ENDS = re.compile(r"[\s/:;,.=]+$")
_QUALIFIED = re.compile(r"((?:ISBN(?:-1[03])?:? ?)?[0-9Xx -]{9,17})\s?[(\uff08]([^()\uff08\uff09]{1,40})[)\uff09]")
_SOURCED = re.compile(r"\(([^()]{1,60})\) ?(\S.*)")


def heading(contributor: Contributor) -> str:
    """Return a name as it is filed: family name, given name."""
    return name_heading(contributor, person=contributor.kind == "person")


def name_heading(held: Contributor | AgentName, *, person: bool) -> str:
    """Return a name as it is filed: family name, given name; as it stands where it holds more or other than its parts.

    Args:
        held: the name.
        person: whether it is a person's.
    """
    if held.family is not None and held.given is not None and person:
        parts = (held.family, held.given)
        if _BETWEEN.sub("", held.name.text) in [_BETWEEN.sub("", "".join(two)) for two in (parts, parts[::-1])]:
            return ", ".join(parts)
    return held.name.text


_NO_NAME = re.compile(r"(?:Inc|Ltd|LLC|LLP|Corp|GmbH|Jr|Sr|I{2,3}|IV)\.?|Co\.", re.IGNORECASE)
"""What stands behind a comma and is no given name."""


def from_heading(text: str) -> Parsed[dict[str, Any]]:
    """Return a name and its parts; one in Japanese is said without the comma: 山田, 太郎 is 山田太郎."""
    family, comma, given = (part.strip() for part in text.strip(" ,").partition(","))
    if not (comma and family and given) or "," in given or _NO_NAME.fullmatch(given):
        return Parsed({"name": {"text": text}})
    whole = family + given if _SIGNS.fullmatch(family + given) else f"{family}, {given}"
    return Parsed({"name": {"text": whole}, "family": family, "given": given})


def with_comma(held: Contributor) -> bool:
    """Tell whether a name has a comma of its own, which would part it on reading: Mihon, Inc."""
    text = heading(held)
    said = from_heading(text).value
    if _NO_NAME.fullmatch(text.strip(" ,").rpartition(",")[2].strip()):
        return "," in text.strip(" ,")  # we would not part it, and others would
    return "family" in said and (said["family"], said["given"]) != (held.family, held.given)


def years(contributor: Contributor) -> str:
    """Return the years of birth and death as a heading has them: 1937-, -1936, 1900-1980."""
    born, died = contributor.born, contributor.died
    return f"{'' if born is None else born.year}-{'' if died is None else died.year}" if born or died else ""


_LIFE = re.compile(r"b\. ?([0-9]{4})|d\. ?([0-9]{4})()")
"""One year alone, as it was written once: b. 1920, d. 1850."""


def from_years(text: str) -> Parsed[dict[str, Any]]:
    """Return the years that a heading tells; that one is about so (ca. 1525, 1525?) is told."""
    words = text.strip(" ,.").replace("approximately ", "ca. ")
    found = _LIFE.fullmatch(words) or of_years(words)
    if found is None:
        raise refuse("cell-form", text, message("a-date"))
    born, died, alone = (PartialDate(int(year)) if year else None for year in found.groups())
    told = (warn("cell-form", text, message("a-date")),) if re.search("[c?]", words) else ()
    return Parsed({"born": born or alone, "died": died}, told)


def own_number(held: Identifier) -> str:
    """Return a number with its source before it: (OCoLC)99999999."""
    return f"({held.scheme}){held.value}" if held.scheme else held.value


def from_own(text: str) -> Parsed[dict[str, Any]]:
    """Return a number and what source it is of."""
    known = _SOURCED.fullmatch(text.strip())
    if known is None:
        raise refuse("cell-form", text, message("a-number-with-source"))
    return Parsed({"value": known[2], "scheme": known[1]})


_WEB = re.compile(r"[^\s<>\"{}|\\^`]+")
_SITES = {"isni": "https://isni.org/isni/", "orcid": "https://orcid.org/", "viaf": "https://viaf.org/viaf/"}
_SITE = re.compile(r"https?://(?:www\.)?(isni|orcid|viaf)\.org/(?:isni/|viaf/)?([0-9Xx-]{4,30})/?")


def control(held: Contributor) -> str:
    """Return the numbers of the records that tell of a person: of the archive's own, of ISNI, ORCID, VIAF, and of others."""
    own = [held.agent] if held.agent is not None else []
    valid = [it for it in held.identifiers if it.status == "valid"]
    sites = [
        f"{_SITES[it.type]}{'-'.join(wrap(it.value, 4)) if it.type == 'orcid' else it.value}"
        for it in valid
        if it.type in _SITES
    ]
    return joined(
        [
            *own,
            *(own_number(it) for it in valid if it.type == "own" and it.scheme),
            *sites,
            *(it.value for it in valid if it.type == "uri"),
        ]
    )


def from_control(text: str) -> Parsed[dict[str, Any]]:
    """Return the agent and identifiers that numbers of records are; a bare number is of nobody knows whom."""
    said: dict[str, Any] = {}
    numbers, told = [], []
    for one in parted(text):
        if one.startswith("agent:") and RECORD_ID.fullmatch(one):
            said.setdefault("agent", one)
        elif known := _SOURCED.fullmatch(one):
            kind, value = known[1].lower(), known[2]  # (orcid)0000-0002-1825-0097 is what its address is
            named = normal_form(kind, value)
            sure = kind in _SITES and FORMS.get(kind, bool)(named)
            numbers.append(Identifier(kind, named) if sure else Identifier("own", value, scheme=known[1]))
        elif site := _SITE.fullmatch(one):
            numbers.append(Identifier(site[1], normal_form(site[1], site[2])))
        elif one.startswith(("http://", "https://")):  # one that is none, as those of VIAF with |, is kept as it is
            numbers.append(Identifier("uri", one) if _WEB.fullmatch(one) else Identifier("own", one, scheme="uri"))
        else:
            told.append(warn("cell-form", one, message("a-number-with-source")))
    own = tuple(dict.fromkeys(numbers))
    return Parsed({**said, **({"identifiers": own} if own else {})}, tuple(told))


def copyright_years(held: Copyright) -> str:
    """Return the date of a copyright: ©2009."""
    return "" if len(held.years) != 1 or held.type not in (None, "C") else f"©{held.years[0]}"


def from_copyright(text: str) -> Parsed[dict[str, Any]]:
    """Return the years of a copyright."""
    found = re.fullmatch(r"(?:©|c|copyright )? ?([0-9]{4})\.?", text.strip(), re.IGNORECASE)
    if found is None:
        raise refuse("cell-form", text, message("a-date"))
    return Parsed({"years": (found[1],)})


def issn(held: Series) -> str:
    """Return the ISSN of a series."""
    return next(
        (f"{i.value[:4]}-{i.value[4:]}" for i in held.identifiers if i.type == "issn" and i.status == "valid"), ""
    )


def from_issn(text: str) -> Parsed[dict[str, Any]]:
    """Return the ISSN of a series as its identifier."""
    return Parsed({"identifiers": (Identifier("issn", normal_form("issn", text.strip(" .,;"))),)})


def dated(found: Iterable[Frequency]) -> list[Frequency]:
    """Return how often a serial came out at times that are known."""
    return [it for it in found if it.as_of is not None]


_VOCABULARIES = {"ndlsh": "http://id.ndl.go.jp/auth/ndlsh/", "lcsh": "http://id.loc.gov/authorities/subjects/"}
_HEADING = re.compile(
    r"(?:https?://id\.(?:ndl\.go\.jp/auth/ndlsh|loc\.gov/authorities/subjects)/|\((?:DLC|JTNDL)\) ?)([0-9a-z]{6,14})"
)


def heading_number(held: Subject) -> str:
    """Return the address of a heading in its vocabulary; the bare number of a vocabulary that has none."""
    code = held.code or ""
    return f"{_VOCABULARIES[held.scheme]}{code}" if held.scheme in _VOCABULARIES and code.isalnum() else code


def from_heading_number(text: str) -> Parsed[dict[str, Any]]:
    """Return the number of a heading, less what says whose it is where the heading's source does."""
    known = _HEADING.fullmatch(text.strip())
    return Parsed({"code": known[1] if known else text})


def extent(held: Extent) -> str:
    """Return the number of pages: as printed, else 244 p, which is printed as 244p by most."""
    return held.printed or ("" if held.value is None or held.unit != "03" else f"{held.value:f} p")


def extents(found: Iterable[Extent]) -> list[Extent]:
    """Return the extents that are written: one number of a kind, all words without one, and words such as xi, 274p once, which say two."""
    said: dict[object, Extent] = {}
    held = list(found)
    kept = sole(held)
    for one in held:
        if one in kept or one.value is None:
            said.setdefault(one.printed or one, one)
    return list(said.values())


def from_extent(text: str) -> Parsed[dict[str, Any]]:
    """Return an extent with its words."""
    try:
        found = parse_extents(text)
    except BadValue:
        return Parsed({"printed": text})  # 1 v. (unpaged)
    if not found.value:
        return Parsed({"printed": text})
    one, *more = found.value
    said = {"value": one.value, "type": one.type, "printed": one.printed}
    if extent(evolve(one, printed=None)) == text:  # as we write a number without words
        del said["printed"]
    return Parsed(said, found.warnings, (*(("extents", it) for it in more), *found.others))


def pages(held: Extent) -> str:
    """Return an extent as `extent` does, without a size behind it, which has a subfield of its own."""
    words, sign, size = extent(held).rpartition(";")
    return words.strip() if sign and words.strip() and sides(size) else extent(held)


def height(held: Measure) -> str:
    """Return a height, with the width where they were printed together: 21cm, 26×37cm."""
    both = sides(held.printed or "")
    return str(held.printed) if len(both) == 2 and both[0].value == held.value else f"{held.value:f}{held.unit}"


def from_height(text: str) -> Parsed[dict[str, Any]]:
    """Return a height; the width, where there is one too, is another measure."""
    found = sides(text.strip(" .+;"))
    if not found:
        raise refuse("cell-form", text, message("a-decimal"))
    first, *more = found
    said = {"value": first.value, "unit": first.unit, "type": first.type, "printed": first.printed if more else None}
    return Parsed({k: v for k, v in said.items() if v is not None}, (), tuple(("measures", it) for it in more))


def price(held: Price) -> str:
    """Return terms of availability: as printed, else with what a bare number does not say: JPY 1800 (税抜)."""
    if held.printed or held.amount is None:
        return held.printed or ""
    tax = {"included": " (税込)", "excluded": " (税抜)"}.get(held.tax, "")
    return f"{held.currency} {held.amount:f}{tax}" if tax or held.currency != "JPY" else format_price(held)


def from_price(text: str) -> Parsed[dict[str, Any]]:
    """Return a price with its words."""
    found = parse_prices(text)
    if not found.value:
        return Parsed({}, found.warnings, found.others)
    one, *more = found.value
    said = {n: getattr(one, n) for n in ("amount", "currency", "tax", "printed", "unpriced")}
    if text in ((plain := price(evolve(one, printed=None))), english_price(plain)):
        del said["printed"]
    others = (*(("prices", it) for it in more), *found.others)
    return Parsed({k: v for k, v in said.items() if v is not None}, found.warnings, others)


def with_hyphen(held: Identifier) -> str:
    """Return an ISSN as it is written: 1234-5679 (ISO 3297)."""
    return f"{held.value[:4]}-{held.value[4:]}" if len(held.value) == 8 else held.value


def number_of(kind: str, ten: str | None = None, *, valid: bool = True) -> Any:
    """Return the function that reads a number of a type, and what qualifies it in brackets behind.

    An ISBN or ISSN whose check digit is wrong was printed so: it is incorrect, and told.

    Args:
        kind: type of identifier.
        ten: type of one with ten digits, where there is such a type.
        valid: it stands where right numbers do, so that its check digit is looked at.
    """

    def read(text: str) -> Parsed[dict[str, Any]]:
        words = text.strip()
        if kind != "doi":  # ISBD, of which not all leaders tell
            words = _ENDS.sub("", words) or words
        qualified = _QUALIFIED.fullmatch(words)
        number = qualified[1].strip() if qualified else words
        value = normal_form(kind, number)
        sort = ten if ten is not None and len(value) == 10 else kind
        plain = number == value or (kind.startswith("issn") and number == f"{value[:4]}-{value[4:]}")
        said = {"value": value, "type": sort, "printed": None if plain else number}
        if qualified:
            said["qualifier"] = qualified[2]
        told: tuple[Problem, ...] = ()
        if (
            valid
            and sort.startswith(("isbn", "issn"))
            and FORMS[sort](value)
            and (wrong := fault(sort, value)) is not None
        ):
            said["status"], told = "incorrect", (warn(rule_of(sort), number, wrong),)
        return Parsed({k: v for k, v in said.items() if v is not None}, told)

    return read
