"""What code works out: leader, control fields 003 to 008, agency (040), country (044), kinds of content and carrier (336 to 338)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from typing import Any

import attrs

from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.context import NEUTRAL
from smj_catalog.crosswalk.fields import Field, Made, Subfield
from smj_catalog.errors import BadValue
from smj_catalog.formats.marc.countries import code_of, country_of
from smj_catalog.formats.marc.dates import goes_on
from smj_catalog.formats.marc.designation import date_of
from smj_catalog.formats.marc.imprints import elsewhere
from smj_catalog.formats.marc.roles import roles_in
from smj_catalog.formats.marc.wording import OF_SERIAL, OF_SERIAL_JA
from smj_catalog.model.checks import RECORD_ID

_LEVELS: dict[type, str] = {m.Book: "am", m.Issue: "am", m.Component: "aa", m.Periodical: "as", m.Agent: "z "}
"""Class of the record -> leader/06-07. Articles and chapters are monographic component parts."""

_SORTS = {
    "楽譜": ("c", "notated music", "ntm"), "地図": ("e", "cartographic image", "cri"), "映像資料": ("g", "two-dimensional moving image", "tdi"),
    "静止画資料": ("k", "still image", "sti"), "録音資料": ("i", "", ""),
}  # fmt: skip
"""What a note of the form says that a record is of -> leader/06, and the kind of content by term and code of RDA, where one is sure."""
_TEXT = ("a", "text", "txt")
_CONTENTS = {"n", "nc", "c", "cr", *(code for _, _, code in (_TEXT, *_SORTS.values()))}

_LANGUAGE = re.compile("[a-z]{3}")
_YEAR = re.compile("[0-9]{4}")
_UNCODED = "|" * 17
_PLACES = 40
_AUTHORITY = "n||a|nnnaabn          || a{}| c"

_FREQUENCIES = {
    1: "a",
    2: "f",
    3: "t",
    4: "q",
    6: "b",
    10: "m",
    11: "m",
    12: "m",
    24: "s",
    26: "e",
    36: "j",
    52: "w",
    365: "d",
}
_REGULAR = {
    "年刊": "a", "半年刊": "f", "季刊": "q", "隔月刊": "b", "月刊": "m", "隔週刊": "e", "旬刊": "j", "週刊": "w", "日刊": "d", "annual": "a", "quarterly": "q",
    "bimonthly": "b", "monthly": "m", "semimonthly": "s", "biweekly": "e", "weekly": "w", "daily": "d",
}  # fmt: skip
"""Words that say both how often and how regularly -> 008/18."""

_TIMES = {"a": 1, "f": 2, "t": 3, "q": 4, "b": 6, "m": 12, "s": 24, "e": 26, "j": 36, "w": 52, "d": 365}
_A_YEAR = re.compile("年([0-9]{1,3})回")

_CARRIERS = {
    "B": ("unmediated", "n", "volume", "nc"), "P": ("unmediated", "n", "volume", "nc"), "E": ("computer", "c", "online resource", "cr"),
}  # fmt: skip
"""First letter of a form of ONIX List 150 -> medium and carrier, each by term and code of RDA."""


def leader(record: Any) -> str:
    """Return the leader: a new record in UTF-8, without ISBD punctuation. Lengths stay 0, which is what MARCXML has."""
    agent = isinstance(record, m.Agent)
    level = _LEVELS[type(record)]
    return f"00000n{level[0] if agent else _sort(record)[0]}{level[1]} a2200000{'n  ' if agent else ' c '}4500"


def _sort(record: Any) -> tuple[str, str, str]:
    """Return what sort of content a record is of: text, unless its source says otherwise."""
    notes = [it.text for it in record.notes if it.type == "material-type"]
    return next((_SORTS[text] for text in notes if text in _SORTS), _TEXT)


def kind_of(head: str, fields: list[Field]) -> str | None:
    """Return what kind of record a leader tells of; None where it is of no kind of ours."""
    sort, level = head[6:7], head[7:8]
    if sort == "z":
        named = any(
            f.tag in ("100", "110") or (f.tag == "001" and (f.first("") or "").startswith("agent:")) for f in fields
        )
        return "agent" if named else None
    if sort not in "at":  # of others' maps, scores and films most would be lost
        ours = any(f.tag == "001" and RECORD_ID.fullmatch(f.first("") or "") for f in fields)
        if not ours or sort not in "cegik":
            return None
    if level == "m" and any(map(_is_of_serial, [f for f in fields if f.tag == "773"])):
        return "issue"
    return {"m": "book", "a": "component", "b": "component", "s": "periodical"}.get(level)


def _is_of_serial(one: Field) -> bool:
    """Tell whether a host (773) is a serial: it is one of ours, or $7 says so."""
    return (one.first("7") or "")[3:4] == "s" or (one.first("w") or "").startswith("periodical:")


def _control(tag: str, text: str) -> Field:
    return Field(tag, "", [Subfield("", text)])


def _agency(context: Context) -> str | None:
    return None if context.domain == NEUTRAL else context.domain


def _changed(record: Any, context: Context) -> Iterator[Field]:
    if (agency := _agency(context)) is not None:
        yield _control("003", agency)
    digits = "".join(c for c in context.last_change(record.id) if c.isdigit())
    yield _control("005", f"{digits:0<14.14}.0")


def _cataloguer(_: Any, context: Context) -> Iterator[Field]:
    """Yield whose record it is and in which language it describes, which is the catalogue's."""
    agency = _agency(context)
    known = (("a", agency), ("b", context.language or "jpn"), ("c", agency))
    yield Field("040", "  ", [Subfield(code, text) for code, text in known if text])


def _entered(record: Any, context: Context) -> str:
    return context.last_change(record.id).replace("-", "")[2:8]


def _dated(record: Any, role: str) -> m.EventDate | None:
    return next((d for d in getattr(record, "dates", ()) if d.role == role and d.qualifier is None), None)


def _general(record: Any, context: Context) -> Iterator[Field]:
    """Yield 008: what is not known is ``|``, no attempt to code."""
    known, end = _dated(record, "publication"), _dated(record, "ended")
    host = context.lookup(record.host) if known is None and isinstance(record, m.Component) and record.host else None
    date = known.date if known is not None else date_of(host) if isinstance(host, m.Issue) else None
    place = code_of(country(getattr(record, "publishers", ()))) or "|||"
    language = next((x.code for x in record.languages if x.role == "01" and _LANGUAGE.fullmatch(x.code)), "|||")
    serial = isinstance(record, m.Periodical)
    mark, last = ("s", "    ") if not serial else ("u", "uuuu") if end is None else ("d", f"{end.date.year:04}")
    dated = "|" * 9 if date is None else f"{mark}{date.year:04}{last}"
    middle = f"{often(record.frequencies)}|p{'|' * 12}0" if serial else _UNCODED
    yield _control("008", f"{_entered(record, context)}{dated}{place}{middle:|<17}{language} d")


def often(frequencies: tuple[m.Frequency, ...]) -> str:
    """Return frequency and regularity: 年6回 is nearest to every two months, and does not say how regularly."""
    now = current(frequencies)
    if now is None or now.times_a_year is None:
        return "||"
    regular = _REGULAR.get(now.printed.strip(" ,.").lower())
    code = regular or _FREQUENCIES.get(now.times_a_year)
    if code is None or _times(code, now.printed) != now.times_a_year:
        return "||"
    return f"{code}{'r' if regular else 'x'}"


def _times(code: str, printed: str) -> int | None:
    """Return the number of issues a year: what the words say, unless they have another code, else what the code means."""
    said = _A_YEAR.search(printed)
    times = int(said[1]) if said else 0
    return times if times and _FREQUENCIES.get(times, code) == code else _TIMES.get(code)


def current(frequencies: Iterable[m.Frequency]) -> m.Frequency | None:
    """Return how often a serial comes out now: what the latest source says; the first where none is dated."""
    found = list(frequencies)
    dated = [f for f in found if f.as_of is not None]
    return max(dated, key=lambda f: f.as_of) if dated else next(iter(found), None)  # type: ignore[arg-type, return-value]


def _from_general(fields: list[Field], _: Context) -> dict[str, Any]:
    """Return what 008 says that no other field does."""
    text = general_text(fields)
    return {**coded(text[6:15], text[15:18], text[35:38])}


def _from_part(fields: list[Field], context: Context) -> dict[str, Any]:
    """Return what 008 says of a part; its date may be that of the issue, as it is in those of ours that have none."""
    said = _from_general(fields, context)
    return {("dates coded" if name == "dates" else name): held for name, held in said.items() if name != "copyrights"}


def general_text(fields: list[Field]) -> str:
    """Return 008, in which the place says all; empty where it is too long or too short to tell places."""
    text = fields[0].first("") or "" if fields else ""
    return text if len(text) == _PLACES else ""


def unlike(fields: list[Field]) -> int | None:
    """Return the length of an 008 of which nothing can be read, as it is too long or too short; else None."""
    for one in fields:
        if one.tag == "008":
            length = len(one.first("") or "")
            return length if length != _PLACES else None
    return None


def _is_year(text: str) -> bool:
    return _YEAR.fullmatch(text) is not None and text not in ("0000", "9999")


_DAY = re.compile("([0-9]{4})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?[ |u]*")


def _day(text: str) -> m.PartialDate:
    """Return the day or month that a detailed date names, 20060301 or 200603; the year where there is none such."""
    found = _DAY.fullmatch(text)
    with suppress(BadValue):
        return m.PartialDate(*(int(part) for part in (found.groups() if found else (text[:4],)) if part))
    return m.PartialDate(int(text[:4]))


def serial_dates(text: str) -> tuple[m.EventDate, ...]:
    """Return when a serial began and ended, as 008 says."""
    years = (("publication", text[7:11]), ("ended", text[11:15]))[: {"c": 1, "u": 1, "d": 2}.get(text[6:7], 0)]
    return tuple(m.EventDate(role, m.PartialDate(int(year))) for role, year in years if _is_year(year))


@lru_cache(4096)
def coded(date: str, place: str, language: str) -> dict[str, Any]:
    """Return what dates, place and language of 008 say, which are the same again and again."""
    said: dict[str, Any] = {}
    if _LANGUAGE.fullmatch(language) and language != "und":
        said["languages"] = (m.Language(language),)
    mark, first, second = date[:1], date[1:5], date[5:]
    if mark in ("s", "t", "e") and _is_year(first):
        said["dates"] = (m.EventDate("publication", _day(date[1:] if mark == "e" else first)),)
    if mark == "t" and _is_year(second):
        said["copyrights"] = (m.Copyright(years=(second,)),)
    if (known := country_of(place)) is not None:
        said["country coded"] = known
    return said


def _from_serial(fields: list[Field], context: Context) -> dict[str, Any]:
    text = general_text(fields)
    code, said = text[18:19], _from_part(fields, context)
    dates = serial_dates(text) or said.pop("dates coded", ())
    runs = {"runs": True} if is_running(text) else {}
    return {**said, **({"dates": dates} if dates else {}), **({"often": code} if code in _TIMES else {}), **runs}


def is_running(text: str) -> bool:
    """Tell whether 008 says that a serial still comes out."""
    return text[6:7] == "c" and text[11:15] == "9999"


def _authority(record: Any, context: Context) -> Iterator[Field]:
    alone = "a" if record.kind == "person" else "n"
    yield _control("008", _entered(record, context) + _AUTHORITY.format(alone).ljust(34))


def country(publishers: Iterable[m.Publisher]) -> str | None:
    """Return the country of the first publisher: of distributors MARC names none."""
    return next((p.country for p in publishers if p.role == "01"), None)


def _countries(record: Any, _: Context) -> Iterator[Field]:
    if (code := country(record.publishers)) is not None:
        yield Field("044", "  ", [Subfield("c", code)])


def _from_countries(fields: list[Field], _: Context) -> dict[str, Any]:
    codes = [s.text.strip().upper() for f in fields for s in f.subfields if s.code == "c"]
    return {"country": codes[0]} if len(codes) == 1 else {}


def _content(record: Any, _: Context) -> Iterator[Field]:
    """Yield what kind of content it is, in what medium, on what carrier; the last two as far as the form is known."""

    def one(tag: str, term: str, code: str, source: str) -> Field:
        return Field(tag, "  ", [Subfield("a", term), Subfield("b", code), Subfield("2", source)])

    term, code = _sort(record)[1:]
    if term:
        yield one("336", term, code, "rdacontent")
    known = _CARRIERS.get((getattr(record, "form", None) or "")[:1])
    if known is not None:
        yield one("337", *known[:2], "rdamedia")
        yield one("338", *known[2:], "rdacarrier")


def unusual(one: Field) -> str | None:
    """Return the code of a kind of content, medium or carrier (336 to 338) that is none of a printed text."""
    code = one.first("b") if one.tag in CONTENT.tags else None
    return code if code in _CONTENTS and code not in ("txt", "n", "nc") else None


def finished(values: dict[str, Any], _: Context) -> dict[str, Any]:
    """Return values with the country at the publisher, and what sort of part it is; less a title that is an issue's serial's."""
    notes = values.get("notes")
    if notes and any(map(_of_serial, notes)) and str(values.get("id", "")).startswith("issue:"):
        values.pop("titles", None)
        values["notes"] = tuple(it for it in notes if not _of_serial(it))
    if len(values.get("titles", ())) > 1:  # 210, 222 and 240 stand before 245
        values["titles"] = tuple(sorted(values["titles"], key=lambda it: it.type != "01"))
    if len(values.get("languages", ())) > 1:  # 041 in codes of two lists
        values["languages"] = tuple(dict.fromkeys(values["languages"]))
    if "contributors" in values:
        values["contributors"] = tuple(map(_roled, values["contributors"]))
    dates = values.pop("dates coded", None)
    if dates and "dates" not in values and not RECORD_ID.fullmatch(str(values.get("id", ""))):
        values["dates"] = dates
    coded, publishers = values.pop("country coded", None), values.get("publishers", ())
    where = values.pop("country", coded)
    at = next((i for i, p in enumerate(publishers) if p.role == "01"), None) if where else None
    if at is not None and (where != coded or not elsewhere(map(str, publishers[at].places), where)):
        values["publishers"] = (*publishers[:at], attrs.evolve(publishers[at], country=where), *publishers[at + 1 :])
    often, frequencies = values.pop("often", None), values.get("frequencies", ())
    if often and frequencies and (times := _times(often, frequencies[0].printed)) is not None:
        values["frequencies"] = (attrs.evolve(frequencies[0], times_a_year=times), *frequencies[1:])
    if "title" in values and str(values.get("id", "")).startswith("chapter:"):
        values["kind"] = "chapter"
    return values


def supplied(record: Any, fields: list[Field]) -> Iterator[Field]:
    """Yield the note that tells that the title of an issue, which has none of its own, is that of its serial."""
    if isinstance(record, m.Issue) and not record.titles and any(f.tag == "245" for f in fields):
        yield Field("588", "  ", [Subfield("a", OF_SERIAL_JA)])


def _of_serial(note: m.Note) -> bool:
    return note.type == "source" and note.text in (OF_SERIAL, OF_SERIAL_JA)


def finished_serial(values: dict[str, Any], context: Context) -> dict[str, Any]:
    """Return values with one beginning and, where its last publisher's time has an end, one end: each may have a 264 of his own.

    What 008 says to be running has not ended.
    """
    found = finished(values, context)
    dates, runs = found.get("dates", ()), found.pop("runs", False)
    begun, ended = ([d for d in dates if d.role == role] for role in ("publication", "ended"))
    if len(begun) > 1 or (runs and ended):
        last = max(ended, key=lambda d: d.date, default=None)
        latest = max((d.date for d in begun), default=m.PartialDate(1))
        on = runs or any(d.date == latest and goes_on(d.printed) for d in begun)
        over = last is not None and not on and last.date.year >= latest.year
        kept = [*sorted(begun, key=lambda d: d.date)[:1], *([last] if over else [])]
        found["dates"] = tuple(d for d in dates if d in kept or d.role not in ("publication", "ended"))
    return found


def _roled(one: m.Contributor) -> m.Contributor:
    """Return a contributor with the roles that stand beside the name in words alone: $e 著, $e editor."""
    if one.roles or one.role_printed is None:
        return one
    return attrs.evolve(one, roles=roles_in(one.role_printed))


def _where(ours: Callable[[Field], bool]) -> Callable[[Field], Iterable[int] | None]:
    """Return the function that takes all of a field that is as we would write it, and leaves any other to be counted."""
    return lambda one: None if ours(one) else ()


CONTROL = Made(("003", "005"), {}, _changed)
CATALOGUER = Made(
    ("040",), {}, _cataloguer, takes=_where(lambda one: "." in (one.first("a") or ".") and one.first("d") is None)
)
GENERAL = Made(("008",), {"languages.code": "008/35-37", "dates.role": "008/06", "dates.date": "008/07-14", "copyrights.years": "008/11-14", "publishers.country": "008/15-17"}, _general, _from_general)  # fmt: skip
_OF_ALL = {field: where for field, where in GENERAL.says.items() if field != "copyrights.years"}
PART = attrs.evolve(GENERAL, says=_OF_ALL, read=_from_part)
SERIAL = attrs.evolve(GENERAL, says={**_OF_ALL, "frequencies.times_a_year": "008/18"}, read=_from_serial)
AUTHORITY = Made(("008",), {}, _authority)
COUNTRY = Made(
    ("044",), {"publishers.country": "044 $c"}, _countries, _from_countries,
    lambda one: [i for i, s in enumerate(one.subfields) if s.code == "c" and sum(x.code == "c" for x in one.subfields) == 1],
)  # fmt: skip
CONTENT = Made(("336", "337", "338"), {}, _content, takes=_where(lambda one: one.first("b") in _CONTENTS))
