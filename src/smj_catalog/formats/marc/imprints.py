"""Who published where (260, 264), as others write it, put as the columns know it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from smj_catalog.crosswalk.fields import Field, Subfield


def published(fields: list[Field]) -> None:
    """Let a 264 of a publisher that does not say of what it tells, and is alone, tell of publication."""
    if any(f.tag == "264" and f.indicators[1:] == "1" for f in fields):
        return
    for one in fields:
        if one.tag == "264" and not one.indicators[1:].strip() and one.first("b") is not None:
            one.indicators = " 1"


_SAYS_WHAT = re.compile("(.+?) ?[(\uff08](発売|発行)[)\uff09]")
"""A publisher with what he does: 見本販売 (発売), who only sells."""
_BEHIND = re.compile(" ?[(\uff08][^()\uff08\uff09]{1,30}[)\uff09]$")


_NOBODY = re.compile(
    r"[\[(]*(?:s\. ?[ln]\.?|sine (?:loco|nomine)|(?:place of publication|place|publisher|distributor) not identified|出版[地者]不明|発行[所者]不明)[\])., ]*",
    re.IGNORECASE,
)
"""What stands for a place or publisher that is not known: [S.l. : s.n.]."""


def unknown(one: Field) -> None:
    """Let words that say that a place or publisher is not known be counted; they are no name."""
    for held in one.subfields:
        if held.code in "ab" and _NOBODY.fullmatch(held.text.strip()):
            held.code = f"{held.code} (not known)"


def tells_who(one: Field) -> bool:
    """Tell whether a field names publishers."""
    return one.tag == "260" or (one.tag == "264" and one.indicators[1:] == "1")


def sellers(one: Field) -> Iterator[Field]:
    """Yield a field of one publisher; of one who only sells, as the one of distribution, and the date by itself."""
    held = next((s for s in one.subfields if s.code == "b"), None)
    said = None if held is None else _SAYS_WHAT.fullmatch(held.text)
    if held is None or said is None:
        yield one
        return
    held.text = said[1]
    held.readings, held.romanised = (
        tuple(_BEHIND.sub("", f) for f in forms) for forms in (held.readings, held.romanised)
    )
    if said[2] == "発行":
        yield one
        return
    names = [s for s in one.subfields if s.code in "ab"]
    if rest := [s for s in one.subfields if s.code not in "ab"]:
        yield Field(one.tag, one.indicators, rest, one.line)
    yield Field("264", " 2", names, one.line)


_COPYRIGHT = re.compile(r"(.*[0-9]{4}[\]?]*),? (?:c|©|cop\. ?|copyright )([0-9]{4})\.?", re.IGNORECASE)


def copyrighted(one: Field) -> Iterator[Field]:
    """Yield a field of publication without the year of copyright behind its date, and this as the field that it has: 1999, c1998."""
    yield one
    held = next((s for s in one.subfields if s.code == "c"), None)
    if (
        held is not None
        and not (held.readings or held.romanised)
        and (found := _COPYRIGHT.fullmatch(held.text.strip()))
    ):
        held.text = found[1]
        yield Field("264", " 4", [Subfield("c", f"©{found[2]}", line=held.line)], one.line)


_CITIES = {
    "JP": "東京 京都 大阪 名古屋 横浜 神戸 札幌 仙台 福岡 広島 tokyo tōkyō kyoto kyōto osaka ōsaka nagoya yokohama kobe kōbe sapporo sendai fukuoka hiroshima",
    "GB": "ロンドン london edinburgh oxford", "US": "ニューヨーク new_york chicago boston philadelphia los_angeles san_francisco", "FR": "パリ paris",
    "DE": "ベルリン berlin münchen munich frankfurt_am_main leipzig stuttgart", "KR": "ソウル 서울 seoul", "CN": "北京 上海 beijing peking shanghai",
    "TW": "台北 臺北 taipei", "IT": "ローマ milano torino", "NL": "アムステルダム amsterdam", "AT": "ウィーン wien vienna", "BR": "サンパウロ são_paulo",
}  # fmt: skip
"""Country -> cities of which no other place of publication has the bare name."""
_CITY = {city.replace("_", " "): country for country, cities in _CITIES.items() for city in cities.split()}


def elsewhere(places: Iterable[str], country: str) -> bool:
    """Tell whether places of publication are cities of other countries."""
    known = {found for place in places if (found := _CITY.get(place.strip(" []?").casefold()))}
    return bool(known) and country not in known


def imprints(one: Field) -> list[Field]:
    """Return a field for each publisher of one, with its places; what stands behind them all is with the last."""
    if [s.code for s in one.subfields].count("b") < 2:
        return [one]
    parts: list[list[Subfield]] = [[]]
    for held in one.subfields:
        if held.code in "ab" and any(s.code == "b" for s in parts[-1]):
            parts.append([])
        parts[-1].append(held)
    if not any(s.code == "b" for s in parts[-1]) and len(parts) > 1:  # a place without a publisher
        parts[-2:] = [[*parts[-2], *parts[-1]]]
    return [Field(one.tag, one.indicators, part, one.line) for part in parts]
