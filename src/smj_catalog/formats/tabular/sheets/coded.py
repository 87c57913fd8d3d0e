"""Columns of identifiers, subjects and languages."""

from __future__ import annotations

import re
from functools import partial

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.values import (
    Parsed,
    format_identifier,
    format_subject,
    parse_barcode,
    parse_c_codes,
    parse_identifiers,
    parse_ndc,
)  # fmt: skip
from smj_catalog.formats.tabular.values.nothing import is_mark
from smj_catalog.formats.tabular.values.parsed import folded, refuse, warn
from smj_catalog.problems import message

_BETWEEN = re.compile(r"[・、,/&+;()\[\]\s]+|及び|および|と")
_SOME = re.compile(
    r"^(?:一部分?に?|部分的に|主に|おもに|本文は?|要旨は?|抄録は?|目次は?|序文は?|原文は?|partly)\s?|(?:ほか|他|など|等|(?:の?(?:要旨|抄録|目次|序文|訳))?(?:あり|付き?|併載|を?含む)|のみ|だけ)$"
)
_CODE = re.compile("[a-z]{3}")
_BOTH = re.compile(r"\s?(?:対訳|併記|両文|併用|バイリンガル|[0-9二三]{1,2}[かヶカ]?国?語)版?$")

_ID_CELLS: dict[str, tuple[str, str, str, tuple[str, ...], str]] = {
    "isbn-13": ("isbn", "ISBN", "ISBN", ("isbn/uid", "国際標準図書番号"), "979-9-9990-0000-9"),
    "issn": ("issn", "ISSN", "ISSN", (), ""),
    "issn-l": ("issn_l", "ISSN-L", "ISSN-L", (), ""),
    "ean": ("ean", "Barcode (JAN/EAN)", "JANコード", ("jan", "ean", "ean-13", "jan/ean", "書籍jan", "書籍janコード"), ""),
    "jp-magazine-code": ("magazine_code", "Magazine code", "雑誌コード", (), ""),
    "jp-e-code": ("e_code", "JP e-code", "JP-eコード", (), ""),
    "ncid": ("ncid", "NCID", "NCID", ("nacsis id", "ciniiの番号"), ""),
    "ndl": ("ndl", "NDL bibliographic ID", "国立国会図書館書誌ID", ("書誌id", "ndl書誌id", "ndlbibid"), ""),
    "jpno": ("jpno", "JP number", "全国書誌番号", ("jpno", "jp番号"), ""),
    "doi": ("doi", "DOI", "DOI", (), ""),
    "isni": ("isni", "ISNI", "ISNI", (), ""),
    "orcid": ("orcid", "ORCID", "ORCID", (), ""),
    "viaf": ("viaf", "VIAF", "VIAF", (), ""),
    "corporate-number": ("corporate_number", "Corporate number", "法人番号", (), ""),
    "uri": ("uri", "URI", "URI", (), ""),
}  # fmt: skip


def _identifier(kind: str) -> Block:
    key, en, ja, names, example = _ID_CELLS[kind]
    return Block("identifiers", (Cell(key, en, ja, names=names, example=example),), m.Identifier,
                 parse=partial(parse_identifiers, kind), dump=format_identifier, exact=True)  # fmt: skip


def _isbn(size: str) -> Block:
    """Return the column of one form of the ISBN, as tables have it beside the other; the column ISBN writes both."""
    return Block("identifiers", (Cell(f"isbn_{size}", f"ISBN-{size}", f"ISBN-{size}", names=(f"isbn {size}", f"isbn({size})", f"isbn{size}桁", f"{size}桁isbn"),),),
                 m.Identifier, parse=partial(parse_identifiers, f"isbn-{size}"), read_only=True,
                 displaces=lambda it: it.type == f"isbn-{size}")  # fmt: skip


def identifiers(*kinds: str) -> tuple[Block, ...]:
    """Return the columns of identifiers: one for each type that is named, and for all others."""
    forms = [*map(_isbn, ("13", "10"))] if "isbn-13" in kinds else []
    if "ean" in kinds:
        forms.append(Block("identifiers", (Cell("barcode", "Barcode", "バーコード", names=("バーコード番号",)),), m.Identifier,
                           parse=parse_barcode, read_only=True, displaces=lambda it: it.type == "ean"))  # fmt: skip
    return (*map(_identifier, kinds), *forms, Block("identifiers", (
        Cell("identifier", "Other identifiers", "その他の番号", "value", ("identifier",)),
        Cell("identifier_type", "Other identifiers: type", "その他の番号の種類", "type", codec=w.NUMBER),
        Cell("identifier_scheme", "Other identifiers: scheme", "その他の番号の体系", "scheme"),
        Cell("identifier_printed", "Other identifiers as printed", "その他の番号の表示", "printed"),
        Cell("identifier_status", "Other identifiers: status", "その他の番号の状態", "status", codec=w.STATUS),
        Cell("identifier_qualifier", "Other identifiers: qualifier", "その他の番号の区分", "qualifier", names=("その他の番号の限定",)),
    ), m.Identifier))  # fmt: skip


def _subject(key: str, scheme: str, part: str, en: str, ja: str, names: tuple[str, ...], example: str = "") -> Block:
    return Block(
        "subjects", (Cell(key, en, ja, part, names, example),), m.Subject, preset={"scheme": scheme}, exact=True
    )


def subjects() -> tuple[Block, ...]:
    """Return the columns of subjects: one for each common scheme, and for all others."""
    return (
        Block("subjects", (Cell("ndc", "NDC", "NDC", names=(
            "分類", "分類記号", "日本十進分類", "ndc分類", "ndc9", "ndc10", "ndc9版", "ndc10版", "classification:ndc9", "classification:ndc",
        ), example="334.4"),), m.Subject, preset={"scheme": "ndc"}, parse=parse_ndc, dump=format_subject, exact=True),
        _subject("ndlsh", "ndlsh", "heading", "NDLSH", "NDLSH", ("件名標目", "国立国会図書館件名標目", "subject:ndlsh")),
        _subject("bsh", "bsh", "heading", "BSH", "BSH", ("基本件名標目",)),
        _subject("lcsh", "lcsh", "heading", "LCSH", "LCSH", ()),
        Block("subjects", (Cell("c_code", "C-code", "Cコード", names=("ccode", "c-code"), example="0036"),), m.Subject,
              preset={"scheme": "c-code"}, parse=parse_c_codes, dump=format_subject, exact=True),
        _subject("thema", "thema", "code", "Thema", "Thema", ()),
        _subject("keywords", "keyword", "heading", "Keywords", "キーワード", ("件名", "主題", "keyword", "tags", "タグ", "subject", "subjects", "索引語", "分野", "テーマ"), "見本; 例"),
        Block("subjects", (
            Cell("subject_scheme", "Other subjects: scheme", "その他の主題の体系", "scheme"),
            Cell("subject_code", "Other subjects: code", "その他の主題の記号", "code"),
            Cell("subject_heading", "Other subjects: heading", "その他の主題の語", "heading"),
            Cell("subject_kind", "Other subjects: kind", "その他の主題の種別", "kind", codec=w.FACET),
            Cell("subject_edition", "Other subjects: edition", "その他の主題の版", "edition"),
            Cell("subject_main", "Other subjects: main", "その他の主題は主たるものか", "main", names=("その他の主題の主",), codec=w.YES_NO),
            Cell("subject_assigned", "Other subjects: assigned by", "その他の主題の付与者", "assigned"),
            Cell("subject_concept", "Other subjects: concept", "その他の主題の概念", "concept"),
        ), m.Subject),
    )  # fmt: skip


def _languages(text: str) -> Parsed[tuple[m.Language, ...]]:
    """Return the languages that a cell names: one, or several whatever stands between them, 日本語・英語, 日英, 日本語(一部英語)."""
    if is_mark(text):
        return Parsed(())
    parts = [name for name in _BETWEEN.split(_BOTH.sub("", folded(text)).lower()) if name]
    names = [name for part in parts if (name := _SOME.sub("", part))]
    signs = "".join(names)
    if len(signs) > 1 and set(signs) <= w.SIGNS.keys():
        names = [w.SIGNS[sign] for sign in signs]
    known = names and all(name in w.LANGUAGES or _CODE.fullmatch(name) for name in names)
    several = known and len(parts) > 1
    try:
        codes = dict.fromkeys(map(w.language, names if several or (known and names != parts) else [text]))
    except ValueError as error:
        raise refuse("cell-form", text, message("a-cell-language")) from error
    partly = len("".join(names)) < len("".join(parts)) and known
    told = (warn("language-partly", text, message("a-language-alone")),) if partly else ()
    return Parsed(tuple(map(m.Language, codes)), told)


def languages() -> Block:
    """Return the columns of languages."""
    return Block("languages", (
        Cell("language", "Language", "言語", "code", ("本文の言語", "使用言語", "本文言語", "本文の言語コード", "本文言語コード", "言語コード"), "jpn", codec=w.LANGUAGE),
        Cell("language_role", "Language: role", "言語の役割", "role", codec=w.LANGUAGE_ROLES),
    ), m.Language, parse=_languages, dump=lambda it: it.code)  # fmt: skip
