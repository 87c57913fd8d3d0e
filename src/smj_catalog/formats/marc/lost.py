"""What the fields of another's record say and the record made of them cannot, which is counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk.fields import Field
from smj_catalog.formats.marc.countries import code_of
from smj_catalog.formats.marc.dates import is_closed
from smj_catalog.formats.marc.fixed import coded, country, general_text, serial_dates, unusual
from smj_catalog.formats.marc.habits import control
from smj_catalog.formats.marc.neighbours import LINKING, pressed, tag_of
from smj_catalog.formats.marc.roles import is_author
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.problems import Problem, message


def headings(fields: list[Field]) -> list[str]:
    """Return what is not kept of headings, of fields as they stand in the file: whose work is named."""
    return [f"{one.tag} $t (read as 630)" for one in fields if one.tag in ("600", "610", "611") and one.first("t")]


CODED = ("a-cell-date-coded", "a-cell-date-not-coded")


def undated(problems: Iterable[Problem], fields: list[Field], record: Any) -> Iterator[Problem]:
    """Yield problems, of which one that tells that a date of publication is not read tells whether 008 has one for it."""
    for one in problems:
        if one.where.path in ("260 $c", "264 $c") and one.rule in ("date-form", "date-calendars"):
            text = general_text([f for f in fields if f.tag == "008"])
            years = {it.date.year for it in (*serial_dates(text), *coded(text[6:15], "", "").get("dates", ()))}
            known = [it.date for it in record.dates if it.role == "publication" and it.date.year in years]
            yield evolve(one, expected=message(CODED[0], date=str(known[0])) if known else message(CODED[1]))
        else:
            yield one


def lost(fields: list[Field], record: Any) -> Iterator[str]:
    """Yield what is not kept, as paths: ``008/06 c``, ``785 ind2 7``.

    Args:
        fields: of another's record, as the columns know them.
        record: made of them.
    """
    if (control(fields, "001") or "").strip() and not (control(fields, "003") or "").strip():
        yield "001"  # a number of nobody knows whom
    if isinstance(record, m.Agent):
        yield from _of_agent(fields)
        return
    yield from _of_entry(fields, record)
    yield from _pressed(fields, record)
    yield from _of_general(fields, record)
    if isinstance(record, m.Periodical):  # of the years of each publisher only the first and the last are the serial's
        ours = [(f.tag, f.first("c")) for f in fields if f.tag in ("260", "264") and f.indicators[1:] in " 1"]
        ours = [(tag, words) for tag, words in ours if words is not None]
        ended = len(ours) == 1 and is_closed(ours[0][1] or "") and not any(d.role == "ended" for d in record.dates)
        yield from (f"{tag} $c" for tag, _ in ours[0 if ended else 1 :])
    for one in fields:
        if (marks := _MARKS.get(one.tag)) is not None:
            for at, (mark, more) in enumerate(zip(one.indicators, marks, strict=False), 1):
                if mark in more:
                    yield f"{one.tag} ind{at} {mark}"
        elif one.tag[:2] == "33" and (code := unusual(one)) is not None:
            yield f"{one.tag} {code}"


_MARKS = {
    "100": ("3", ""), "700": ("3", ""), "246": ("", "25678"), "505": ("12", ""), "520": ("14", ""), "362": ("0", ""), "521": ("01234", ""), "650": ("", "123456"),
    "653": ("", "6"), "655": ("", "012356"), "780": ("", "1234567"), "785": ("", "12345678"), "852": ("01234567", ""), "856": ("", "12"),
}  # fmt: skip
"""Indicators that say more than is kept: that a name is a family's, where a title stands (246), of what sort a text, word or address
is (a review, an age, a genre, another version), of which list a heading or a shelf mark is, that one of two serials is one of several (merged)."""


def _of_agent(fields: list[Field]) -> Iterator[str]:
    """Yield that a heading is a second one or a family's; that a related agent goes out as what his name looks like."""
    yield from [f"{f.tag} (repeated)" for f in fields if f.tag in ("100", "110")][1:]
    for one in fields:
        if one.tag in ("100", "400", "500") and one.indicators[:1] == "3":
            yield f"{one.tag} ind1 3"
        name = " ".join(s.text.strip() for s in one.subfields if s.code in "ab") if one.tag in ("500", "510") else ""
        if (
            name
            and not any(RECORD_ID.fullmatch(s.text.strip()) for s in one.subfields if s.code == "0")
            and tag_of(name) != one.tag
        ):
            yield f"{one.tag} (read as {tag_of(name)})"


def _pressed(fields: list[Field], record: Any) -> Iterator[str]:
    """Yield that what an entry cites became one text; of the serial that an issue stands in, the number is the issue's."""
    for one in fields:
        if one.tag in LINKING and not (one.tag == "773" and isinstance(record, m.Issue)) and pressed(one):
            yield f"{one.tag} (one text)"


def _of_entry(fields: list[Field], record: Any) -> Iterator[str]:
    """Yield that an entry is the main one, unless it is an author's; that a body is a meeting."""
    main = next((one.tag for one in fields if one.tag in ("100", "110", "111")), None)
    if main is not None and record.contributors and not is_author(record.contributors[0]):
        yield f"{main} (main entry)"
    yield from (f"{one.tag} (meeting)" for one in fields if one.tag in ("111", "711") and one.first("t") is None)


def _of_general(fields: list[Field], record: Any) -> Iterator[str]:
    """Yield what 008 says of dates, country, language and the rest, and the record does not.

    A type of date (008/06) may say more than is read: c, a serial that is still published; r, a reprint. Other fields may say
    otherwise, and are believed.
    """
    text = general_text([f for f in fields if f.tag == "008"])
    if text and text[6] not in ("ud|bn " if isinstance(record, m.Periodical) else "ste|bn "):
        yield f"008/06 {text[6]}"
    said = coded(text[6:15], text[15:18], text[35:38])
    languages = {it.code for it in record.languages}
    if not {it.code for it in said.get("languages", ())} <= (languages | {"mul"} if len(languages) > 1 else languages):
        yield "008/35-37"
    if (
        isinstance(record, m.Periodical)
        and text[18:19].isalpha()
        and not any(it.times_a_year for it in record.frequencies)
    ):
        yield "008/18"
    dates = {it.date.year for it in getattr(record, "dates", ()) if it.role in ("publication", "ended")}
    for it in (serial_dates(text) or said.get("dates", ())) if dates else ():
        if it.date.year not in dates:
            yield "008/07-10" if it.role == "publication" else "008/11-14"
    if text[6:7] in "ste" and text[11:15].strip(" |u#") and not _says_second(said, record):
        yield "008/11-14"
    where = country(getattr(record, "publishers", ()))
    if where is None and any(f.tag == "044" and [s.code for s in f.subfields].count("c") == 1 for f in fields):
        yield "044 $c"
    if not text:
        return
    known = code_of(where) or ""
    if text[15:18].strip(" |") not in ("", "xx", "vp", known.strip()):
        yield "008/15-17"
    if not isinstance(record, m.Periodical):
        path, rest = "008/18-34", text[18:35]
    else:  # p, periodical, is what we write
        path, rest = "008/20-34", text[20] + text[21].replace("p", "") + text[22:35]
    if rest.strip("| 0"):
        yield path


def _says_second(said: dict[str, Any], record: Any) -> bool:
    """Tell whether a record says what stands in the second place for a date: when a copyright began, a month or day."""
    years, known = (
        {year for it in held for year in it.years}
        for held in (said.get("copyrights", ()), getattr(record, "copyrights", ()))
    )
    dates = {str(it.date) for it in getattr(record, "dates", ())}
    return years <= known if years else any(it.date.month and str(it.date) in dates for it in said.get("dates", ()))
