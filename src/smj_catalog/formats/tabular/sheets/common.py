"""Columns that several kinds of record share."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.values import (
    DAY,
    Parsed,
    extents_apart,
    format_date,
    format_extent,
    format_price,
    one_of_a_kind,
    parse_dates,
    parse_extents,
    parse_prices,
    parse_prices_in,
)  # fmt: skip
from smj_catalog.formats.tabular.values.measures import parse_measure, unit_of
from smj_catalog.formats.tabular.values.parsed import warn
from smj_catalog.model.values import Tax
from smj_catalog.problems import Both, message


def scalar(field: str, cell: Cell) -> Block:
    """Return the block of a field that holds one plain value, or a list of codes."""
    return Block(field, (cell,), many=False)


def record_id(example: str) -> Block:
    """Return the column of the record's own id."""
    return scalar("id", Cell("id", "ID", "識別子", names=("record id", "記録番号"), example=example))


_DATE = ("date", "qualifier", "until")
"""What a cell with a date holds, for people."""


def _date(of: str, key: str, role: str, en: str, ja: str, names: tuple[str, ...], example: str) -> Block:
    return Block("dates", (
        Cell(key, en, ja, names=names, example=example, says=_DATE),
        Cell(f"{key}_printed", f"{en} as printed", f"{ja}の表示", "printed", ("号表示の年月の表示",) if key == "cover_date" else ()),
    ), m.EventDate, preset={"role": role}, parse=partial(parse_dates, role=role, of=of), dump=format_date,
        exact=True)  # fmt: skip


def _released(of: str) -> Block:
    """Return the column 発売日: the date of publication, unless another column gives that; then of going on sale."""
    return Block("dates", (
        Cell("released", "Release date", "発売日", names=("発売年月日", "発売年月", "発売予定日", "書店発売日", "on sale date")),
    ), m.EventDate, parse=partial(parse_dates, of=of), beside=("date", partial(parse_dates, role="on-sale", of=of)),
        read_only=True, displaces=lambda it: it.role in ("publication", "on-sale"))  # fmt: skip


def dates(of: str, *roles: str) -> tuple[Block, ...]:
    """Return the columns of dates of a kind of record: one for each role that is named, and for all others."""
    known = {
        "publication": ("date", "Date of publication", "発行日",
                        ("発行年月日", "発行年月", "発行年", "出版年月日", "出版年月日等", "作成年", "作成年月", "作成年月日", "制作年", "製作年", "製作年月", "年度", "発行年度", "出版年度", "刊行年度", "出版年月", "出版年", "刊行日", "刊行年月", "刊行年", "刊年",
                         "published", "publication date", "刊行予定日", "刊行予定", "発行予定日", "出版日", "出版日付", "発行", "year published",
                         "publication year", "pub date", "date published", "pub. date", "date of publication", "pubdate", "year of publication", *(() if "cover" in roles else ("年月",))),
                        "2006-06"),
        "cover": ("cover_date", "Cover date", "表示年月", ("号表示の年月", "月号", "年月", "cover"), "2017-08"),
        "online": ("online_date", "Date put online", "公開日", ("掲載日", "ウェブ公開日"), ""),
        "on-sale": ("on_sale", "Date of going on sale", "発売日(発行日と別)", (), ""),
        "established": ("established", "Established", "設立日", ("設立", "設立年", "設立年月日", "創立", "創設", "founded"), "2015-06-14"),
    }  # fmt: skip
    other = Block("dates", (
        Cell("other_date", "Other dates", "その他の日付", example="", says=_DATE),
        Cell("other_date_role", "Other dates: of what", "その他の日付の種類", "role", codec=w.DATES),
        Cell("other_date_printed", "Other dates as printed", "その他の日付の表示", "printed"),
    ), m.EventDate, parse=partial(parse_dates, of=of), dump=format_date)  # fmt: skip
    found = [_date(of, key, role, *words) for role, (key, *words) in known.items() if role in roles]  # type: ignore[arg-type]
    return (*found, *([_released(of)] if "on-sale" in roles else []), other)


def _prices(tax: Tax) -> Callable[[str], Parsed[tuple[m.Price, ...]]]:
    def parse(text: str) -> Parsed[tuple[m.Price, ...]]:
        parsed = parse_prices(text, tax)
        said = {it.tax for it in parsed.value if it.amount is not None} - {"unknown"}
        if tax == "unknown" or not said or tax in said:
            return parsed
        expected = message(
            "tax-of-the-column", tax=Both("excluded", "税抜") if "excluded" in said else Both("included", "税込")
        )
        return evolve(parsed, warnings=(*parsed.warnings, warn("price-tax-differs", text, expected)))

    return parse


def prices() -> tuple[Block, ...]:
    """Return the columns of prices; 本体価格 and 税込価格 say by their headers whether tax is in them."""
    return (
        Block("prices", (
            Cell("price", "Price", "定価", names=("価格", "値段", "頒価", "金額", "単価", "販売価格", "販売価格(円)", "list price", "retail price"), example="1800", says=("amount",)),
            Cell("price_tax", "Price: tax", "税区分", "tax", ("消費税", "税"), "excluded", w.TAX),
            Cell("price_qualifier", "Price: for whom", "価格の対象", "qualifier", codec=w.QUALIFIER),
            Cell("price_type", "Price: type", "価格の種類", "type", codec=w.PRICES),
            Cell("price_countries", "Price: countries", "価格の国", "countries"),
            Cell("price_regions", "Price: regions", "価格の地域", "regions"),
            Cell("price_countries_excluded", "Price: countries excluded", "価格から除く国", "countries_excluded"),
            Cell("price_regions_excluded", "Price: regions excluded", "価格から除く地域", "regions_excluded"),
            Cell("price_status", "Price: status", "価格の状態", "status", ("価格状態",), codec=w.PRICE_STATUS),
            Cell("price_currency", "Price: currency", "通貨", "currency", ("通貨単位", "currency", "currency code")),
            Cell("price_printed", "Price as printed", "定価の表示", "printed", example="本体1,800円+税"),
            Cell("price_from", "Price valid from", "定価の開始日", "valid_from", codec=DAY),
            Cell("price_until", "Price valid until", "定価の終了日", "valid_until", codec=DAY),
            Cell("price_unpriced", "Price: why none", "価格の区分", "unpriced", ("価格区分", "無料・非売品など"), codec=w.UNPRICED),
            Cell("price_condition", "Price: condition (List 167)", "価格の条件", "condition"),
            Cell("price_condition_quantity", "Price: condition, quantity", "価格の条件の数量", "condition_quantity"),
            Cell("price_condition_quantity_type", "Price: condition, what is counted (List 168)", "価格の条件の数量の種類", "condition_quantity_type"),
            Cell("price_condition_unit", "Price: condition, unit (List 169)", "価格の条件の単位", "condition_unit"),
            Cell("price_discount", "Price: discount in percent", "割引率", "discount"),
            Cell("price_discount_code", "Price: code of the discount", "割引コード", "discount_code"),
            Cell("price_discount_code_type", "Price: type of the discount code (List 100)", "割引コードの種類", "discount_code_type"),
            Cell("price_on_product", "Price: printed on the product (List 174)", "商品への価格表示", "on_product"),
            Cell("price_on_product_at", "Price: where on the product (List 142)", "商品での価格の表示位置", "on_product_at"),
        ), m.Price, parse=_prices("unknown"), beside=("price_currency", parse_prices_in), together=one_of_a_kind, dump=format_price, instead="price_unpriced"),
        Block("prices", (Cell("price_net", "Price without tax", "本体価格", names=("本体", "税抜価格", "税抜き価格", "本体定価")),),
              m.Price, parse=_prices("excluded"), together=one_of_a_kind, read_only=True, displaces=lambda it: it.tax == "excluded"),
        Block("prices", (Cell("price_gross", "Price with tax", "税込価格", names=("税込", "税込定価", "税込み価格")),),
              m.Price, parse=_prices("included"), together=one_of_a_kind, read_only=True, displaces=lambda it: it.tax == "included"),
    )  # fmt: skip


def trade() -> tuple[Block, ...]:
    """Return the columns of what the trade asks for: readers, prices, rights, suppliers."""
    return (
        Block("audience_descriptions", (
            Cell("audience", "Audience", "読者対象", "text", ("対象読者", "対象", "対象年齢", "対象者", "対象利用者", "利用対象", "読者層"), "中学生以上"),
            Cell("audience_language", "Audience: language", "読者対象の言語", "language", codec=w.LANGUAGE),
        ), m.Text),
        Block("audiences", (
            Cell("audience_code", "Audience: code", "読者対象の区分", "code", ("audience code", "読者対象コード"), "一般", codec=w.AUDIENCES),
            Cell("audience_code_type", "Audience: scheme", "読者対象コードの体系", "type"),
            Cell("audience_code_name", "Audience: name of the scheme", "読者対象コードの体系名", "name"),
        ), m.Audience),
        Block("audience_ranges", (
            Cell("audience_range", "Audience range (List 30)", "対象範囲の種類", "qualifier", example="17"),
            Cell("audience_from", "Audience range: from", "対象範囲の下限", "first", example="10"),
            Cell("audience_to", "Audience range: to", "対象範囲の上限", "last", example="12"),
        ), m.AudienceRange),
        *prices(),
        Block("contacts", (
            Cell("contact", "Contact", "問合せ先", "name", ("問い合わせ先",)),
            Cell("contact_role", "Contact: for what (List 198)", "問合せ先の種類", "role", codec=w.CONTACT),
            Cell("contact_person", "Contact: person", "問合せ先の担当者", "person"),
            Cell("contact_telephone", "Contact: telephone", "問合せ先の電話番号", "telephone"),
            Cell("contact_email", "Contact: email", "問合せ先のメールアドレス", "email"),
        ), m.Contact),
        Block("copyrights", (
            Cell("copyright_year", "Copyright: year", "著作権表示年", "years", ("copyrightdate", "著作権年")),
            Cell("copyright_person", "Copyright: persons", "著作権者", "persons"),
            Cell("copyright_organisation", "Copyright: organisations", "著作権者(団体)", "organisations"),
            Cell("copyright_type", "Copyright: type", "著作権の種類", "type"),
        ), m.Copyright),
        Block("sales_rights", (
            Cell("sales_rights", "Sales rights", "販売権", "type", example="01"),
            Cell("sales_countries", "Sales rights: countries", "販売権の国", "countries"),
            Cell("sales_regions", "Sales rights: regions", "販売権の地域", "regions"),
            Cell("sales_countries_excluded", "Sales rights: countries excluded", "販売権から除く国", "countries_excluded"),
            Cell("sales_regions_excluded", "Sales rights: regions excluded", "販売権から除く地域", "regions_excluded"),
        ), m.SalesRights),
        Block("suppliers", (
            Cell("supplier", "Supplier", "供給者", "name.text", ("取次", "取次店", "取扱", "取扱社", "扱い社", "卸", "仕入先", "supplier", "wholesaler")),
            Cell("supplier_role", "Supplier: role", "供給者の役割", "role", codec=w.SUPPLIER),
            Cell("supplier_availability", "Supplier: availability", "供給者の在庫状況", "availability", codec=w.AVAILABILITY),
            Cell("supplier_returns", "Supplier: returns", "返品条件", "returns"),
            Cell("supplier_returns_type", "Supplier: returns, list of the code", "返品条件コードの体系", "returns_type"),
            Cell("supplier_telephone", "Supplier: telephone", "供給者の電話番号", "telephone"),
            Cell("supplier_email", "Supplier: email", "供給者のメールアドレス", "email"),
            Cell("supplier_pack", "Supplier: copies in a pack", "梱包単位", "pack"),
            Cell("supplier_agent", "Supplier: agent", "供給者の人・団体ID", "agent"),
            Cell("supplier_number", "Supplier: number", "供給者の番号", "identifiers.value"),
            Cell("supplier_number_type", "Supplier: type of number", "供給者の番号の種類", "identifiers.type", codec=w.NUMBER),
            Cell("supplier_number_scheme", "Supplier: scheme of number", "供給者の番号の体系", "identifiers.scheme"),
        ), m.Supplier),
    )  # fmt: skip


def resources() -> tuple[Block, ...]:
    """Return the columns of files that show the thing, its cover first, of reviews and of prizes."""
    return (Block("resources", (
        Cell("cover_url", "Cover image", "書影URL", "url", ("書影", "表紙画像", "表紙画像URL", "カバー画像", "画像URL", "画像", "cover image", "image url"), "https://example.org/cover.jpg"),
        Cell("resource_type", "Cover image: what it shows", "書影URLの内容", "type", codec=w.COVERS),
        Cell("resource_mode", "Cover image: mode", "書影URLの形式", "mode"),
        Cell("resource_form", "Cover image: form", "書影URLの提供方法", "form"),
        Cell("resource_audience", "Cover image: for whom", "書影URLの対象", "audiences"),
    ), m.Resource), Block("citations", (
        Cell("citation", "Cited in", "書評掲載誌", "source_title.text", ("書評", "書評掲載紙", "掲載紙")),
        Cell("citation_note", "Cited in: words", "書評の注記", "note.text"),
        Cell("citation_url", "Cited in: URL", "書評のURL", "url"),
        Cell("citation_type", "Cited in: type (List 156)", "書評の種類", "type"),
        Cell("citation_source", "Cited in: medium (List 157)", "書評の媒体", "source_type"),
    ), m.Citation), Block("prizes", (
        Cell("prize", "Prize", "受賞", "name.text", ("受賞歴", "賞", "award", "awards")),
        Cell("prize_year", "Prize: year", "受賞年", "year"),
        Cell("prize_achievement", "Prize: achievement (List 41)", "受賞の種類", "achievement"),
        Cell("prize_country", "Prize: country", "受賞の国", "country"),
        Cell("prize_statement", "Prize: statement", "受賞の表示", "statement.text"),
    ), m.Prize))  # fmt: skip


def sizes() -> tuple[Block, ...]:
    """Return the columns of pages, trade size and measures."""
    return (
        Block("extents", (
            Cell("pages", "Pages", "ページ数", names=("頁数", "頁", "ページ", "P数", "本文頁", "本文頁数", "総頁数", "総ページ数", "extent", "number of pages", "num pages", "page count", "no. of pages", "# of pages", "pagecount", "p."), example="244", says=("value",)),
            Cell("pages_type", "Pages: type", "ページ数の種類", "type", codec=w.EXTENTS),
            Cell("pages_unit", "Pages: unit", "ページ数の単位", "unit", codec=w.UNITS),
            Cell("pages_printed", "Pages as printed", "ページ数の表示", "printed"),
        ), m.Extent, parse=parse_extents, beside=("pages_unit", partial(parse_extents, whole=False)), apart=extents_apart, dump=format_extent, instead="pages_printed"),
        Block("sizes", (Cell("size", "Trade size", "判型", "printed", ("サイズ", "版型", "判"), "A5"),), m.Size),
        Block("measures", (
            Cell("measure", "Measure", "大きさ", names=("寸法", "高さ", "大きさ(cm)", "height"), example="21cm", says=("value",)),
            Cell("measure_type", "Measure: type", "大きさの種類", "type", codec=w.MEASURES),
            Cell("measure_unit", "Measure: unit", "大きさの単位", "unit", dump=unit_of),
            Cell("measure_printed", "Measure as printed", "大きさの表示", "printed"),
        ), m.Measure, parse=parse_measure, beside=("measure_unit", partial(parse_measure, stated=True)), dump=lambda it: format(it.value, "f")),
        *(Block("measures", (Cell(key, en, ja, names=names),), m.Measure, parse=partial(parse_measure, type=type), read_only=True,
                displaces=lambda it, type=type: it.type == type)  # type: ignore[misc]
          for key, en, ja, names, type in (
            ("width", "Width", "幅", ("横", "横幅", "幅(cm)"), "02"),
            ("thickness", "Thickness", "厚さ", ("厚み", "束", "束幅"), "03"),
            ("weight", "Weight", "重量", ("重さ", "目方"), "08"),
        )),
    )  # fmt: skip


def prose(*contents: str) -> tuple[Block, ...]:
    """Return the columns of texts about the thing; ``contents`` are further headers of its table of contents."""
    return (
        Block("texts", (Cell("description", "Description", "内容", "text", ("内容紹介", "概要", "要旨", "紹介文", "内容紹介文", "紹介", "内容記述", "内容説明", "抄録", "和文要旨", "和文抄録", "主な内容", "解題", "abstract", "summary",
                                                                            "abstract note", "synopsis", "blurb")),),
              m.Prose, many=False, preset={"type": "03"}, exact=True),
        Block("texts", (Cell("contents", "Table of contents", "目次", "text", ("内容細目", "目次情報", "toc", "table of contents", "収録記事", "目次内容", *contents)),), m.Prose, many=False,
              preset={"type": "04"}, exact=True),
        *(Block("texts", (Cell(key, en, ja, "text", names),), m.Prose, many=False, preset={"type": type}, read_only=True) for key, en, ja, names, type in (
            ("headline", "Promotional headline", "キャッチコピー", ("キャッチ", "惹句", "headline"), "10"),
            ("cover_copy", "Words on the wrapper", "帯文", ("帯", "帯コピー", "帯の文", "帯の言葉"), "05"),
        )),
        Block("texts", (
            Cell("other_text", "Other texts", "その他の文章", "text"),
            Cell("other_text_type", "Other texts: type", "その他の文章の種類", "type", codec=w.TEXTS),
            Cell("other_text_audience", "Other texts: audience", "その他の文章の対象", "audiences"),
            Cell("other_text_language", "Other texts: language", "その他の文章の言語", "language", codec=w.LANGUAGE),
            Cell("other_text_author", "Other texts: author", "その他の文章の著者", "author"),
            Cell("other_text_source", "Other texts: taken from", "その他の文章の出典", "source_title"),
            Cell("other_text_xhtml", "Other texts: XHTML", "その他の文章のXHTML", "xhtml"),
        ), m.Prose),
    )  # fmt: skip


def ending(*, links: bool = True) -> tuple[Block, ...]:
    """Return the columns of notes, links and sources."""
    found = [
        Block("notes", (Cell("note", "Note", "備考", "text", ("注記", "一般注記", "備考欄", "コメント", "extra", "メモ", "注", "摘要", "remarks", "notes")),), m.Note, many=False,
              preset={"type": "general"}, exact=True),
        Block("notes", (
            Cell("other_note", "Other notes", "その他の注記", "text"),
            Cell("other_note_type", "Other notes: type", "その他の注記の種類", "type", codec=w.NOTES),
            Cell("other_note_as_of", "Other notes: as of", "その他の注記の時点", "as_of"),
        ), m.Note),
    ]  # fmt: skip
    if links:
        found.append(Block("links", (
            Cell("url", "URL", "URL", "url", ("リンク", "リンク先", "PDFのURL", "PDFリンク", "アドレス", "ウェブサイト", "ホームページ", "ホームページURL", "HP", "webサイト", "サイト", "公式サイト", "Amazon URL", "CiNii URL", "OPAC URL", "永続的識別子", "web", "link", "website", "homepage"), "https://example.org/"),
            Cell("url_what", "URL: what", "URLの内容", "what"),
        ), m.Link))  # fmt: skip
    found.append(Block("sources", (
        Cell("source", "Sources", "出典の記号", "id", example="S1"),
        Cell("source_url", "Sources: URL", "出典のURL", "url"),
        Cell("source_title", "Sources: what", "出典の名称", "title"),
        Cell("source_seen", "Sources: seen", "出典の確認日", "seen", codec=DAY),
        Cell("source_quotes", "Sources: words", "出典の文言", "quotes"),
    ), m.Source))  # fmt: skip
    found.append(Block("sources", (
        Cell("source_note", "Source (address or words)", "出典", names=("情報源", "典拠", "出所")),
    ), m.Source, many=False, parse=_sources, read_only=True))  # fmt: skip
    return tuple(found)


_SOURCE = re.compile(r"(?:([A-Za-z][A-Za-z0-9._+-]{0,19})\s?[:\uff1a]\s?(?!//))?(.+)")


def _sources(text: str) -> Parsed[tuple[m.Source, ...]]:
    """Return the sources in a cell: ``S1: https://example.org/; 見本目録``; those without an id are counted."""
    made: list[m.Source] = []
    for part in re.split("[;\uff1b\n]", str(text)):
        found = _SOURCE.fullmatch(part.strip())
        if found is None:
            continue
        key, words = found[1] or f"S{len(made) + 1}", found[2].strip()
        web = words.lower().startswith(("http://", "https://"))
        made.append(m.Source(key, words if web else None, title=None if web else words))
    return Parsed(tuple(made))


def related() -> Block:
    """Return the columns of related records and works."""
    return Block("related", (
        Cell("related_type", "Related: how", "関連の種類", "type", codec=w.RELATION),
        Cell("related", "Related: record", "関連する資料", "record", ("関連する記録",)),
        Cell("related_citation", "Related: citation", "関連資料の表記", "citation", names=("関連の表示",)),
        Cell("related_identifier_type", "Related: identifier type", "関連の番号の種類", "identifiers.type"),
        Cell("related_identifier", "Related: identifier", "関連の番号", "identifiers.value"),
        Cell("related_identifier_scheme", "Related: identifier scheme", "関連の番号の体系", "identifiers.scheme"),
    ), m.Relation)  # fmt: skip


def holdings() -> Block:
    """Return the columns of what libraries have."""
    return Block("holdings", (
        Cell("holder", "Holder", "所蔵館", "holder.text", ("所蔵", "所蔵機関", "分館", "館", "館名", "所蔵館名", "library", "branch", "homebranch", "home branch")),
        Cell("holding_held", "Holdings", "所蔵巻号", "held", ("所蔵号", "所蔵巻次", "所蔵年", "所蔵年次", "所蔵範囲", "所蔵状況")),
        Cell("holding_missing", "Missing numbers", "欠号", "missing"),
        Cell("holding_copies", "Copies", "所蔵部数", "copies", ("部数", "冊数", "所蔵冊数", "複本", "複本数"), codec=w.COPIES),
        Cell("holding_location", "Location", "所在", "location", ("配架場所", "配架", "配架先", "保管場所", "保管先", "置き場所", "所蔵場所", "置場", "場所", "排架場所", "location")),
        Cell("holding_shelf", "Shelf", "書架", "shelf", ("棚", "棚番号", "棚番", "書棚", "書架番号", "棚名", "shelf")),
        Cell("holding_call_number", "Call number", "請求記号", "call_number", ("請求番号", "itemcallnumber", "item call number")),
        Cell("holding_number", "Copy number", "資料番号", "number", ("登録番号", "受入番号", "資料ID")),
        Cell("holding_agent", "Holder: record", "所蔵館の識別子", "agent"),
    ), m.Holding)  # fmt: skip
