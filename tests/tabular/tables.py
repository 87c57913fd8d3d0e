"""Made-up tables for property tests: rows of any kind of record, with cells as people write them."""

from __future__ import annotations

import csv
import io
from typing import Any

import attrs
from hypothesis import strategies as st

from smj_catalog.crosswalk.cards import cards
from smj_catalog.crosswalk.rows import Bound
from smj_catalog.formats.tabular import sheet

TEXT = ("見本一", "見本二", "例 三", "Example four")
NAMES = (
    "見本花子", "見本の会編", "見本花子・見本太郎", "甲野一郎 編; 乙野二郎 訳", "丙野三郎 [ほか] 著", "山田, 太郎, 1950-", "見本太郎(弁護士)",
    "A 編; B 訳", "不明", "見本花子 編; 見本花子 訳", "監修: 見本次郎",
)  # fmt: skip
PRICES = (
    "1800",
    "1,800円",
    "1,800円（税込1,980円）",
    "本体1,800円",
    "非売品",
    "無料",
    "オープン価格",
    "2千円",
    "税込1,980円",
    "500円; 600円",
    "未定",
)
DATES = (
    "2006年6月", "2006-06-01", "平成18年6月", "未定", "c2006", "2006年6月1日第1刷 2008年3月第3刷", "2006.6-7", "2007", "[200-]", "刊行年不明",
)  # fmt: skip
PAGES = ("244", "xii, 244p", "244p ; 21cm", "1冊", "[4], 244p", "1,024p", "300頁")
POOLS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("names", "author", "editor", "editor_author", "supervisor", "translator", "illustrator", "photographer", "interviewer"),
        NAMES,
    ),
    **dict.fromkeys(("price", "price_net", "price_gross"), PRICES),
    **dict.fromkeys(("date", "cover_date", "online_date", "on_sale", "released", "other_date", "established", "born", "died"), DATES),
    "first_published": ("2006年6月", "2001"), "lived": ("1950-2010", "1950-", "1950年生まれ"),
    "pages": PAGES, "extent_and_size": ("244p ; 21cm", "21cm", "250p"), "measure": ("21cm", "19", "210mm"), "size": ("A5", "四六判", "B6"),
    "title_part": ("2", "下", "第193号"), "title_type": ("01", "08"), "other_title_type": ("variant", "05"),
    "volume": ("4", "5巻", "第5巻第2号"), "number": ("2", "193号", "5巻2号", "193・194合併号"), "volume_and_number": ("4巻1号", "5(3)", "Vol.5 No.4"),
    "whole_number": ("193", "通巻200号"), "date_designation": ("2017年8月号", "2017年"), "designation": ("2017年8月号(第193号)", "第5号"),
    "issue_kind": ("通常号", "増刊", "regular"), "component_kind": ("article",), "host": ("issue:example:1",),
    "periodical": ("periodical:example",), "scope": ("編集", "issued", "about"), "agent_kind": ("個人", "団体"),
    "absence": ("none-stated", "anonymous"), "page_first": ("5", "10"), "page_last": ("12", "20"), "page_run": ("5-12", "14～20", "23-25, 40"),
    "language": ("日本語", "eng", "kor"), "language_role": ("01", "02"), "ndc": ("334.4", "NDC9:334.4", "334.4/334.41 K334", "３３４．５"),
    "c_code": ("0036", "C0036", "36"), "ndlsh": ("見本件名; 例件名", "見本件名"), "bsh": ("見本", "例; 見本"), "lcsh": ("Example",),
    "thema": ("JBFH", "1FPJ; JBFH"), "keywords": ("見本; 例", "例", "見本\uff1b別; 例"),
    "subject_scheme": ("own", "other"), "subject_code": ("x1", "x2"), "subject_main": ("はい", "いいえ"), "subject_concept": ("subject:one",),
    "description": ("見本の説明。", "別の説明; 二つ"), "contents": ("一 見本\n二 例", "三 別"), "note": ("品切", "改訂; 版", "見本"),
    "other_text_type": ("02", "13"), "other_text_audience": ("00", "03"), "other_note_type": ("history", "form"),
    "related_type": ("earlier", "related"), "related": ("book:other", "periodical:other"), "related_identifier_type": ("issn", "own"),
    "related_identifier": ("99999999", "x"), "holder": ("見本図書館", "例図書館"), "holding_copies": ("1", "2"), "holding_number": ("000123", "000124"),
    "url": ("https://example.org/", "https://example.org/a"), "cover_url": ("https://example.org/c.jpg", "https://example.org/d.jpg"),
    "source": ("S1", "S2"), "source_url": ("https://example.org/s",), "source_seen": ("2020-01-01", "2021"),
    "source_note": ("見本目録", "https://example.org/x", "S9: 例"), "uri": ("https://example.org/1", "https://example.org/1; https://example.org/2"),
    "ean": ("2012345678903", "2099999999998"), "identifier_type": ("own",), "identifier": ("A1", "B2"), "identifier_scheme": ("x", "y"),
    "identifier_status": ("正", "取消"), "identifier_qualifier": ("set", "print"), "local_number": ("0001", "12-3"), "oclc": ("1234", "5678"),
    "form": ("BA", "BC"), "form_details": ("B108", "B102"), "status": ("04", "07"), "availability": ("20", "40"), "contents_complete": ("はい", "いいえ"),
    "edition": ("第2版", "初版"), "edition_number": ("2", "3"), "series_identifier_type": ("own",), "series_identifier": ("1", "2"),
    "publisher_role": ("01", "02"), "publisher_country": ("JP", "KR"), "frequency_number": ("6", "12"), "price_tax": ("税込", "税抜"),
    "price_currency": ("JPY",), "price_unpriced": ("無料", "非売品"), "contributor_role": ("A01", "B01", "A01 B01"), "contributor_kind": ("個人", "団体"),
    "contributor_identifier_type": ("own",), "contributor_identifier": ("1", "2"), "name_type": ("preferred", "former"),
    "broader": ("subject:wide", "subject:wider", "subject:wider subject:wide"), "related_concepts": ("subject:near",), "mapping_scheme": ("ndlsh", "ndc"),
    "mapping_match": ("exact", "close"), "mapping_uri": ("https://example.org/m",), "genre": ("interview", "review"), "part_of": ("agent:whole",),
    "audience": ("一般", "中学生"), "address_as_of": ("2020", "2021"), "frequency_as_of": ("2020", "2021"),
}  # fmt: skip
"""Key of a column -> cells; keys that end alike share theirs below."""
ENDINGS: dict[str, tuple[str, ...]] = {
    "_reading": ("ミホン", "レイ サン"), "_reading_scheme": ("ndl", "nacsis"), "_reading_divided": ("yes", "no"),
    "_romanised": ("Mihon", "Rei"), "_romanised_scheme": ("hepburn", "kunrei"), "_language": ("日本語", "eng"), "_script": ("Jpan", "Hira"),
    "_truncated": ("はい", "いいえ"), "_agent": ("agent:one", "agent:two"), "_from": ("2001", "2002"), "_until": ("2010", "2011"),
    "_as_of": ("2020", "2021"),
}  # fmt: skip
APART = frozenset({"id", "isbn", "isbn_13", "isbn_10", "isbn_set", "issn", "issn_l", "magazine_code", "ncid", "ndl", "jpno", "doi", "e_code",
                   "isni", "orcid", "viaf", "corporate_number", "ndl_authority", "barcode", "other_date_role"})  # fmt: skip
"""Columns of numbers by which records are found, and what has a law of its own."""
PREFIX = {
    "periodical": "periodical:t", "issue": "issue:t:", "component": "article:t", "book": "book:t", "agent": "agent:t", "concept": "subject:t",
}  # fmt: skip
KINDS = tuple(PREFIX)


def pool(key: str) -> tuple[str, ...]:
    """Return the cells that a column may have."""
    found = POOLS.get(key) or next((texts for end, texts in ENDINGS.items() if key.endswith(end)), None)
    return found or TEXT


def needed(bound: Bound, wished: set[str]) -> set[str]:
    """Return the columns without which those that are wished make no value."""
    if bound.block.make is None or bound.block.parse is not None:
        return set()
    paths = {
        k: [name for name, _ in path.steps] for k, path in zip(bound.keys, bound.paths, strict=True) if path is not None
    }
    begun = {tuple(paths[k][:n]) for k in wished if k in paths for n in range(len(paths[k]))}
    found = set()
    for key, steps in paths.items():
        made: Any = bound.block.make
        for name in steps[:-1]:
            made = cards(made)[name].make
        if tuple(steps[:-1]) in begun and cards(made)[steps[-1]].default is attrs.NOTHING:
            found.add(key)
    inner = found | wished
    return found if inner == wished else found | needed(bound, inner)


@st.composite
def rows(draw: Any, kind: str | None = None, number: int = 1) -> tuple[str, dict[str, str]]:
    """Return a kind of record and the cells of one row of it, by key; the id is among them."""
    kind = kind or draw(st.sampled_from(KINDS))
    cells = {"id": f"{PREFIX[kind]}{number}"}
    title = {"agent": "name", "concept": "label"}.get(kind, "title")
    chosen = draw(st.lists(st.sampled_from(sheet(kind).bound), min_size=1, max_size=7, unique=True))
    for bound in sheet(kind).bound:
        if bound.lead == title:
            cells[title] = draw(st.sampled_from(TEXT))
        if bound not in chosen or bound.lead in APART:
            continue
        count = draw(st.sampled_from((1, 1, 2))) if bound.many and bound.block.parse is None else 1
        wished = {k for k in bound.keys if k not in APART and (k == bound.lead or draw(st.integers(0, 2)) == 0)}
        keys = [k for k in bound.keys if k in wished | needed(bound, wished)]
        for key in keys:
            if bound.block.parse is not None and key != bound.lead and count == 1 and ";" in cells.get(bound.lead, ""):
                continue
            cells[key] = "; ".join(draw(st.sampled_from(pool(key))) for _ in range(count))
    return kind, cells


@st.composite
def changed(draw: Any, kind: str, cells: dict[str, str]) -> dict[str, str]:
    """Return cells with one of them changed to something else that is not blank."""
    keys = [k for k in cells if k not in APART and k not in ("host", "periodical") and len(pool(k)) > 1]
    key = draw(st.sampled_from(keys))
    text = draw(st.sampled_from([t for t in pool(key) if t != cells[key]]))
    return {**cells, key: text}


def table(*rows_: dict[str, str]) -> str:
    """Return rows as the text of a csv file, to be read as records of one kind."""
    keys = list(dict.fromkeys(key for row in rows_ for key in row))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(keys)
    writer.writerows([[row.get(key, "") for key in keys] for row in rows_])
    return out.getvalue()
