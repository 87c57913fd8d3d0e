"""What another's article or chapter stands in, as it is cited: put together of what a file says, and taken apart again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Parsed
from smj_catalog.formats.tabular.values.identifiers import fault
from smj_catalog.model.rules.normal import normal_form

PUBLISHER = ". – "
"""What stands before a publisher (ISBD); titles hold commas."""
_AT = re.compile(
    r"(?:(.+?) )?(?:(?:((?:[Vv]ol\. ?)?(?:[^\s()]*[0-9][^\s()]*|[IVXLC]+))\(([^()]+)\))|\(([0-9]{1,3}(?:[-–/・][0-9]{1,3})*)\))"
    r"|(.+), vol\. ([^\s()]+)"
)
"""Title, volume with number, number alone; or title and volume: a number may end a title (Area 51)."""
_PLAIN = re.compile("[0-9IVXLC]+")
_NUMBER = re.compile("[0-9][0-9-]{6,15}[0-9Xx]")
_END = re.compile("([A-Za-z.]{0,6})([0-9]{1,9})")
_SERIES = re.compile(r"(\S.*?) ; (?=.*[0-9０-９])([^;]{1,20})")
_SCHEME = "ISSN, ISBN"
"""Of a number that is neither."""


def standing(
    titles: Iterable[str], volume: str = "", issue: str = "", publisher: str = "", numbers: Iterable[m.Identifier] = ()
) -> dict[str, Any]:
    """Return what another's article or chapter stands in, as it is cited: 見本学会誌 3(2).

    Args:
        titles: of the journal or book, in one language or several.
        volume: of the journal.
        issue: its number.
        publisher: of the book.
        numbers: of the journal or book.
    """
    title = " = ".join(dict.fromkeys(titles))
    alone = title and not issue and _PLAIN.fullmatch(volume)
    cited = f"{title}, vol. {volume}" if alone else f"{title} {volume}{f'({issue})' if issue else ''}".strip()
    cited = PUBLISHER.join((cited, publisher)) if publisher else cited
    known = tuple(dict.fromkeys(numbers))
    return {"related": (m.Relation("whole", citation=cited or None, identifiers=known),)} if cited or known else {}


def apart(record: m.Component) -> Iterator[tuple[str, str]]:
    """Yield what a part says that it stands in: tags of CSL with texts of which `standing` and `number` make the same.

    Words of another form are all the title.
    """
    one = next((it for it in record.related if it.type == "whole" and it.record is None), None)
    if one is None:
        return
    words, _, publisher = (one.citation or "").partition(PUBLISHER)
    if _AT.fullmatch(publisher):  # the sign stands in the title
        words, publisher = one.citation or "", ""
    found = _AT.fullmatch(words)
    if found is None or not (found[5] or (found[1] and record.kind != "chapter")):
        said = (words, "", "", publisher)
    else:
        title, volume, of_volume, alone, other, last = found.groups()
        said = (title or other, volume or last or "", of_volume or alone or "", publisher)
    again = standing(filter(None, said[:1]), *said[1:])["related"][0].citation if any(said) else None
    if again != one.citation:
        said = (one.citation or "", "", "", "")
    yield from (each for each in zip(("container-title", "volume", "issue", "publisher"), said, strict=True) if each[1])
    for it in one.identifiers:
        text = f"{it.value[:4]}-{it.value[4:]}" if it.type == "issn" else it.value
        if number(text) == it:
            yield "ISBN" if it.type.startswith("isbn") else "ISSN", text


def run(first: str, last: str) -> m.PageRun | None:
    """Return pages whose last is printed short (112-3) as it is in full; None where it would stand before the first."""
    found = _END.fullmatch(first)
    if found and last.isdecimal() and len(last) < len(found[2]):
        full = found[2][: -len(last)] + last
        return m.PageRun(first, found[1] + full) if int(full) > int(found[2]) else None
    backward = first.isdecimal() and last.isdecimal() and int(last) < int(first)
    return None if backward else m.PageRun(first, last)


def series_words(it: m.Series) -> str:
    """Return a series with its number, and the punctuation of ISBD between them: 見本双書 ; 5."""
    return f"{it.title.text} ; {it.part_number}" if it.part_number else it.title.text


def from_series(text: str) -> Parsed[dict[str, Any]]:
    """Return a series and its number, the other way round."""
    found = _SERIES.fullmatch(text)
    if found is None:
        return Parsed({"title": {"text": text}})
    return Parsed({"title": {"text": found[1]}, "part_number": found[2].strip()})


def number(text: str) -> m.Identifier:
    """Return the ISSN or ISBN of what stands around a part."""
    found = _NUMBER.search(text)
    value = normal_form("isbn-13", found[0]) if found else ""
    kind = {8: "issn", 10: "isbn-10", 13: "isbn-13"}.get(len(value))
    if kind is None:
        return m.Identifier("own", text.strip(), scheme=_SCHEME)
    return m.Identifier(kind, value, status="valid" if fault(kind, value) is None else "incorrect")
