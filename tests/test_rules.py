"""Rules: each fires on a record that breaks it and not on one that keeps it; all records are made up."""

from __future__ import annotations

import json
import re
import string
from decimal import Decimal
from inspect import cleandoc

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean, isbn
from stdnum.jp import cn

from smj_catalog import model as m
from smj_catalog.model.checks import is_record_id
from smj_catalog.model.rules import (
    CATALOGUE_RULES,
    OF_CATALOGUE,
    OF_WHOLES,
    RULES,
    CatalogueCheck,
    check_record,
    rule,
    seen,
    standing,
)
from smj_catalog.model.rules.characters import TEXTS
from smj_catalog.model.rules.dates import earlier
from smj_catalog.model.rules.normal import FORMS, normal_form
from smj_catalog.model.rules.printed import dates_in
from smj_catalog.model.rules.seen import Hashes
from smj_catalog.problems import LANGUAGES, MESSAGES

D = m.PartialDate.parse
ISBN = "978499999991" + ean.calc_check_digit("978499999991")
ISBN_OTHER = "978499999992" + ean.calc_check_digit("978499999992")
ISBN_10 = isbn.to_isbn10(ISBN)
WRONG = str((int(ISBN[-1]) + 1) % 10)
WRONG_10 = "1" if ISBN_10[-1] == "0" else "0"
EAN_MAGAZINE = "491001234087" + ean.calc_check_digit("491001234087")
CORPORATE = cn.calc_check_digit("123456789012") + "123456789012"


def text(words="見本", **fields):
    return m.Text(words, **fields)


def title(words="見本の本", **fields):
    return m.Title(text(words), **fields)


def book(**fields):
    return m.Book(**{"id": "book:example", "titles": [title()], **fields})


def issue(**fields):
    base = {"id": "issue:example:1", "periodical": "periodical:example", "titles": [title("月刊見本")]}
    return m.Issue(**{**base, "numbering": m.Numbering("第1号", numbers=["1"]), **fields})


def article(**fields):
    return m.Component(**{"id": "article:example:1:a01", "title": title("見本の記事"), **fields})


def periodical(**fields):
    return m.Periodical(**{"id": "periodical:example", "titles": [title("月刊見本")], **fields})


def agent(**fields):
    return m.Agent(**{"id": "agent:example", "names": [m.AgentName(text("見本の会"))], **fields})


def concept(name="example", **fields):
    return m.Concept(**{"id": f"subject:{name}", "labels": [text("見本", language="jpn")], **fields})


def as_read(made, **fields):
    """A value as readers of XML make it: what a constructor would put right or refuse is left to the rules."""
    for name, held in fields.items():
        object.__setattr__(made, name, held)
    return made


def number(kind, value, **fields):
    return as_read(m.Identifier("own", "x", **fields), type=kind, value=value)


def numbered(kind, value, **fields):
    return book(identifiers=[number(kind, value, **fields)])


def person(**fields):
    return m.Contributor(**{"name": text("見本 太郎"), "roles": ["A01"], **fields})


def by(**fields):
    return book(contributors=[person(**fields)])


def price(amount="1800", **fields):
    return book(prices=[as_read(m.Price(0, **{"tax": "excluded", **fields}), amount=Decimal(amount))])


def dated(role="publication", date="2009-03-01", **fields):
    return book(dates=[as_read(m.EventDate("cover", D(date), **fields), role=role)])


def about(scheme, code=None, **fields):
    return book(subjects=[m.Subject(scheme, code, **fields)])


def read(words, **fields):
    return book(titles=[m.Title(text("見本", readings=[m.Reading(words, **fields)]))])


S1 = m.Source("S1", title="見本の出典")
_E_20 = "1234567890ABCDEFGHIJ"

CASES = {
    # rule: (a record that breaks it, a record that keeps it); lists of records for the whole catalogue
    "absence-with-contributors": (
        book(absence="anonymous", contributors=[person()]), book(absence="anonymous")),
    "audience-range-order": (
        book(audience_ranges=[m.AudienceRange("17", "12", "6")]), book(audience_ranges=[m.AudienceRange("17", "6", "12")])),
    "availability-against-status": (book(status="01", availability="21"), book(status="07", availability="21")),
    "born-after-publication": (
        book(contributors=[m.Contributor("見本花子", ["A01"], born="1990")], dates=[m.EventDate("publication", D("1989-12"))]),
        book(contributors=[m.Contributor("見本花子", ["A01"], born="1990")], dates=[m.EventDate("publication", D("1990"))])),
    "c-code-form": (about("c-code", "C0036"), about("c-code", "0036")),
    "character-doubtful": (
        book(titles=[title("見本の\ufffd会")]), book(titles=[title("葛\U000e0100の本"), title("ภาษา\u200bไทย", type="06")])),
    "code-of-no-list": (by(roles=["A77"]), by(roles=["A12"])),
    "combined-issue-numbers": (
        issue(kind="combined"), issue(kind="combined", numbering=m.Numbering("1・2号", numbers=["1", "2"]))),
    "concept-cycle": (
        [concept("a", broader=["subject:b"]), concept("b", broader=["subject:a"])],
        [concept("a", broader=["subject:b"]), concept("b")]),
    "concept-related-and-broader": (
        concept(broader=["subject:wide"], related=["subject:wide"]),
        concept(broader=["subject:wide"], related=["subject:other"])),
    "contents-empty-but-complete": (issue(contents_complete=True), issue(contents_complete=False)),
    "contributor-duplicate": (
        book(contributors=[person(), person()]), book(contributors=[person(), person(roles=["B01"])])),
    "contributor-role-form": (book(contributors=[as_read(person(), roles=("author",))]), by(roles=["A01"])),
    "contributor-role-missing": (by(roles=[]), by()),
    "corporate-number-check-digit": (
        numbered("corporate-number", "1123456789012"), numbered("corporate-number", CORPORATE)),
    "count-not-positive": (book(editions=[m.Edition(0)]), book(editions=[m.Edition(3, "第3版")])),
    "country-code-form": (
        book(publishers=[m.Publisher(text("見本社"), country="Japan")]),
        book(publishers=[m.Publisher(text("見本社"), country="JP")])),
    "country-in-and-out": (
        price(countries=["JP", "US"], countries_excluded=["JP"]), price(countries=["JP"], countries_excluded=["US"])),
    "cover-date-as-publication": (
        issue(dates=[m.EventDate("publication", D("2017-08"), printed="2017年8月号")]),
        issue(dates=[m.EventDate("cover", D("2017-08"), printed="2017年8月号")])),
    "cover-date-differs": (
        issue(numbering=m.Numbering("2017年8月号(第193号)"), dates=[m.EventDate("cover", D("2017-07"))]),
        issue(numbering=m.Numbering("2017年8月号(第193号)"), dates=[m.EventDate("cover", D("2017-08"))])),
    "currency-form": (price(currency="yen"), price("12.50", currency="USD")),
    "date-between-ends": (
        dated(qualifier="between"), dated(qualifier="between", until=D("2009-04"))),
    "date-role-known": (dated("publicatoin"), dated("onix:12")),
    "date-role-of-no-list": (
        book(suppliers=[m.Supplier(text(), dates=[m.EventDate("onix:01", D("2009-03-01"))])]),
        book(suppliers=[m.Supplier(text(), dates=[m.EventDate("onix:08", D("2009-03-01"))])])),
    "dates-in-order": (
        dated(qualifier="between", until=D("2009-02")), dated(qualifier="between", until=D("2009-03"))),
    "doi-form": (numbered("doi", "11.1234/example"), numbered("doi", "10.1234/example.5")),
    "ean-check-digit": (numbered("ean", EAN_MAGAZINE[:12] + "0"), numbered("ean", EAN_MAGAZINE)),
    "era-date-outside-era": (
        dated(date="2020-06", printed="平成32年6月"), dated(date="2006-06", printed="平成18年6月")),
    "events-in-order": (
        agent(dates=[m.EventDate("established", D("2015")), m.EventDate("incorporated", D("2014-12"))]),
        agent(dates=[m.EventDate("established", D("2015")), m.EventDate("incorporated", D("2015-06"))])),
    "extent-code-form": (
        book(extents=[m.Extent(Decimal(244), unit="pages")]), book(extents=[m.Extent(Decimal(244))])),
    "extent-not-positive": (
        book(extents=[m.Extent(Decimal(0))]), book(measures=[m.Measure(Decimal("20.5"))])),
    "extent-number-or-words": (book(extents=[m.Extent()]), book(extents=[m.Extent(printed="1冊")])),
    "extent-printed-differs": (
        book(extents=[m.Extent(Decimal("300"), printed="２４４頁")]), book(extents=[m.Extent(Decimal("244"), printed="２４４頁")])),
    "feature-of-no-list": (book(form_features=[m.FormFeature("09", "QQ")]), book(form_features=[m.FormFeature("09", "00")])),
    "forthcoming-long-ago": (
        book(status="02", dates=[m.EventDate("publication", D("2020-01-10"))]),
        book(status="02", dates=[m.EventDate("publication", D("2020")), m.EventDate("publication", D("2999"))])),
    "frequency-differs": (
        periodical(frequencies=[m.Frequency("年6回", 10)]), periodical(frequencies=[m.Frequency("年６回", 6)])),
    "gln-check-digit": (
        book(publishers=[m.Publisher(text("見本社"), identifiers=[m.Identifier("gln", "4900000000008")])]),
        book(publishers=[m.Publisher(text("見本社"), identifiers=[m.Identifier("gln", "4900000000009")])])),
    "holding-empty": (book(holdings=[m.Holding()]), book(holdings=[m.Holding(number="00012")])),
    "host-differs": (
        issue(contents=[article(host="issue:example:2")]), issue(contents=[article(host="issue:example:1")])),
    "identifier-duplicate": (
        book(identifiers=[m.Identifier("isbn-13", ISBN), m.Identifier("isbn-13", ISBN)]),
        book(identifiers=[m.Identifier("isbn-13", ISBN), m.Identifier("isbn-10", ISBN_10)])),
    "identifier-normal-form": (
        numbered("isbn-13", "９７８-4-99999-991-" + ISBN[-1]),
        numbered("isbn-13", ISBN, printed="978-4-99999-991-" + ISBN[-1])),
    "identifier-placeholder": (numbered("isbn-13", "9780000000002"), numbered("isbn-13", ISBN)),
    "identifier-type-known": (numbered("isbn", ISBN), numbered("isbn-13", ISBN)),
    "isbn-10-13-agree": (
        book(identifiers=[m.Identifier("isbn-13", ISBN_OTHER), m.Identifier("isbn-10", ISBN_10)]),
        book(identifiers=[m.Identifier("isbn-13", ISBN), m.Identifier("isbn-10", ISBN_10)])),
    "isbn-check-digit": (numbered("isbn-13", EAN_MAGAZINE), numbered("isbn-13", ISBN)),
    "isbn-twice": (
        [numbered("isbn-13", ISBN), book(id="book:other", identifiers=[m.Identifier("isbn-10", ISBN_10)])],
        [numbered("isbn-13", ISBN), book(id="book:other", identifiers=[m.Identifier("isbn-13", ISBN_OTHER)])]),
    "isbn10-check-digit": (numbered("isbn-10", ISBN_10[:9] + WRONG_10), numbered("isbn-10", ISBN_10)),
    "isni-check-digit": (numbered("isni", "0000000122819550"), numbered("isni", "000000012281955X")),
    "issn-check-digit": (numbered("issn", "00249318"), numbered("issn", "00249319")),
    "issue-without-date-or-number": (issue(numbering=None), issue()),
    "issue-without-periodical": (issue(periodical=None), issue()),
    "jp-e-code-form": (numbered("jp-e-code", _E_20[:-1]), numbered("jp-e-code", _E_20)),
    "jp-magazine-code-form": (
        issue(identifiers=[m.Identifier("jp-magazine-code", "01234")]),
        issue(identifiers=[m.Identifier("jp-magazine-code", "01234-08")])),
    "jp-magazine-ean-agree": (
        issue(identifiers=[m.Identifier("jp-magazine-code", "01235-08"), m.Identifier("ean", EAN_MAGAZINE)]),
        issue(identifiers=[m.Identifier("jp-magazine-code", "01234-08"), m.Identifier("ean", EAN_MAGAZINE)])),
    "label-language-twice": (
        concept(labels=[text("見本", language="jpn"), text("例", language="jpn")]),
        concept(labels=[text("見本", language="jpn"), text("Example", language="eng")])),
    "label-missing": (concept(labels=[]), concept()),
    "label-repeated": (
        concept(alternatives=[text("見本", language="jpn")]), concept(alternatives=[text("例", language="jpn")])),
    "language-code-form": (book(languages=[m.Language("zho")]), book(languages=[m.Language("jpn")])),
    "language-code-local": (book(languages=[m.Language("jpx")]), book(languages=[m.Language("ain")])),
    "line-break": (book(titles=[title("見本の\n本")]), book(titles=[title("見本の\u3000本")])),
    "mapping-match-known": (
        concept(mappings=[m.Mapping("ndlsh", "same", heading="見本")]),
        concept(mappings=[m.Mapping("ndlsh", "exact", heading="見本")])),
    "mook-form": (book(form="BA", form_details=["B117"]), book(form="BC", form_details=["B117"])),
    "name-inverted": (by(name="Specimen, Anna"), by(name="Specimen, Anna", family="Specimen", given="Anna")),
    "name-missing": (agent(names=[]), agent()),
    "name-parts-differ": (by(family="佐藤", given="太郎"), by(family="見本", given="太 郎")),
    "ndc-form": (about("ndc", "K334"), about("ndc", "334.4")),
    "number-not-in-printed": (
        issue(numbering=m.Numbering("第1号", numbers=["2"])),
        issue(numbering=m.Numbering("第十四巻4～6合併号", "14", numbers=["4", "5", "6"]))),
    "number-twice": (
        [issue(), issue(id="issue:example:d2001-01")],
        [issue(), issue(id="issue:example:s1", kind="extra")]),
    "orcid-check-digit": (numbered("orcid", "0000000218250098"), numbered("orcid", "0000000218250097")),
    "own-identifier-scheme": (numbered("own", "77"), numbered("own", "77", scheme="見本番号")),
    "page-run-order": (article(pages=[m.PageRun("12", "9")]), article(pages=[m.PageRun("vi", "9")])),
    "part-number-twice": (
        book(titles=[title("見本の本 2", part_number="2")]), book(titles=[title("見本の本", part_number="2")])),
    "person-fields-of-body": (
        by(kind="organisation", distinction="東京"), by(born=D("1950"), died=D("2010-05"), distinction="生物学")),
    "price-amount-or-unpriced": (
        book(prices=[m.Price(Decimal(500), unpriced="01")]), book(prices=[m.Price(unpriced="01", printed="無料")])),
    "price-not-positive": (price("0"), price("1")),
    "price-pair-differs": (
        book(prices=[m.Price(1980, tax="included"), m.Price(1900, tax="excluded")]),
        book(prices=[m.Price(1980, tax="included"), m.Price(1800, tax="excluded"), m.Price(900, tax="excluded", qualifier="01")])),
    "price-printed-differs": (
        price("1600", printed="本体1,800円+税"), price("1800", printed="本体１，８００円＋税")),
    "price-tax-differs": (
        price(tax="included", printed="本体1,800円+税"), price(tax="included", printed="1,800円(税込)")),
    "price-without-tax": (price(tax="unknown"), price()),
    "price-yen-fraction": (price("1800.50"), price("1800.00")),
    "printed-date-differs": (
        dated(date="2006-07", printed="平成18年6月"), dated(date="2006-06-15", printed="平成十八年六月")),
    "product-dates-in-order": (
        book(dates=[m.EventDate("publication", D("2009-03-01")), m.EventDate("onix:13", D("2008"))]),
        book(dates=[m.EventDate("publication", D("2009-03-01")), m.EventDate("reprint", D("2009-03"))])),
    "product-form-code-form": (book(form="paperback"), book(form="BA", form_details=["B108"])),
    "product-number-check-digit": (numbered("onix:14", "09799999000008"), numbered("onix:14", "09799999000009")),
    "profession-as-role": (by(role_printed="弁護士"), by(position="弁護士")),
    "publication-still-to-come": (
        book(status="04", dates=[m.EventDate("publication", D("2999"))]),
        book(status="02", availability="10", dates=[m.EventDate("publication", D("2999"))])),
    "publisher-missing": (book(), book(publishers=[m.Publisher(text("見本社"))])),
    "reading-divided-mismatch": (
        read("ミホンノホンノナガイヨミカタ", divided="yes"), read("ミホン ノ ホン ノ ナガイ ヨミカタ", divided="yes")),
    "reading-not-katakana": (read("みほん"), read("ミホン, NPO 2・ノー")),
    "record-id-kind": (book(id="issue:example"), book()),
    "record-id-twice": ([book(), book()], [book(), book(id="book:other")]),
    "reference-kind": (by(agent="book:example"), by(agent="agent:example")),
    "reference-to-itself": (
        book(related=[m.Relation("related", "book:example")]), book(related=[m.Relation("related", "book:other")])),
    "reference-unresolved": ([by(agent="agent:nobody")], [by(agent="agent:example"), agent()]),
    "relation-unknown": (
        book(related=[m.Relation("other-format", "book:other")]), book(related=[m.Relation("alternative-format", "book:other")])),
    "role-printed-differs": (by(role_printed="編"), by(role_printed="編著", roles=["A01", "B01"])),
    "romanised-not-latin": (
        book(titles=[m.Title(text(romanised=[m.Romanised("Mihon ノ")]))]),
        book(titles=[m.Title(text(romanised=[m.Romanised("Mihon no hon, kōhen")]))])),
    "script-code-form": (
        book(titles=[m.Title(text(script="japanese"))]), book(titles=[m.Title(text(script="Jpan"))])),
    "source-key-twice": (book(sources=[S1, S1]), book(sources=[S1, m.Source("S2")])),
    "source-missing": (
        book(sources=[S1]), book(titles=[m.Title(text(sources=["S1"]))], sources=[S1])),
    "source-unresolved": (
        book(titles=[m.Title(text(sources=["S2"]))], sources=[S1]),
        issue(contents=[article(title=m.Title(text(sources=["S1"])))], sources=[S1])),
    "source-unused": (
        book(titles=[m.Title(text(sources=["S1"]))], sources=[S1, m.Source("S2")]),
        book(titles=[m.Title(text(sources=["S1"]))], sources=[S1])),
    "sources-differ": (
        book(extents=[m.Extent(Decimal(176)), m.Extent(Decimal(180))]),
        book(extents=[m.Extent(Decimal(176)), m.Extent(Decimal(171), "00"), m.Extent(printed="1冊"), m.Extent(Decimal("176.0"))],
             dates=[m.EventDate("publication", D("2013-05")), m.EventDate("publication", D("2013")), m.EventDate("online", D("2014")),
                   m.EventDate("publication", D("2012"), qualifier="before"), m.EventDate("reprint", D("2015")), m.EventDate("reprint", D("2016"))],
             sizes=[m.Size("A5"), m.Size("A5判")], editions=[m.Edition(2), m.Edition(2, "第2版")],
             identifiers=[m.Identifier("isbn-13", "9799999000009"), m.Identifier("isbn-13", "9799999000016", qualifier="set"),
                          m.Identifier("isbn-13", "9799999000023", status="incorrect"), m.Identifier("isbn-10", "4999900000")],
             prices=[m.Price(Decimal(1800), tax="excluded"), m.Price(Decimal(1980), tax="included"),
                     m.Price(Decimal(1850), tax="excluded", valid_from=D("2020-04-01"))])),
    "status-code-form": (book(status="aktiv"), book(status="04", availability="20")),
    "subject-empty": (about("ndc"), about("keyword", heading="見本")),
    "subject-scheme-known": (about("ddc", "070"), about("onix:01", "070")),
    "supplier-against-status": (
        book(status="01", suppliers=[m.Supplier(text("見本取次"), availability="21")]),
        book(status="04", suppliers=[m.Supplier(text("見本取次"), availability="21", market=m.Market(status="04"))])),
    "tax-included-undated": (
        price(tax="included"), price(tax="included", valid_from=D("2019-10-01"))),
    "thema-form": (about("thema", "jbfh"), about("thema", "JBFH")),
    "title-missing": (book(titles=[title(type="11")]), issue(titles=[])),
    "title-proper-twice": (
        book(titles=[title(), title("見本のほん")]), book(titles=[title(), title("見本のほん", type="variant")])),
    "truncated-marker": (
        book(titles=[title("見本の本〔その")]), book(titles=[m.Title(text("見本の本〔その", truncated=True))])),
    "unpriced-code-form": (
        book(prices=[m.Price(unpriced="1")]), book(prices=[m.Price(unpriced="not-for-sale", printed="非売品")])),
    "uri-form": (
        book(links=[m.Link("example.com/page")]), book(links=[m.Link("https://example.com/page?a=1#b")])),
    "value-type-form": (
        book(titles=[title(), title(type="cover")]), book(titles=[title(), title(type="variant")])),
}  # fmt: skip

# more of the same, where one pair does not show the rule's edges
MORE_BREAKS = [
    ("dates-in-order", by(born=D("1950"), died=D("1949"))),
    ("combined-issue-numbers", issue(kind="combined", numbering=m.Numbering("6号", numbers=["6"]))),
    ("person-fields-of-body", agent(names=[m.AgentName(text("見本の会"), family="見本")])),
    ("isbn-check-digit", numbered("isbn-13", ISBN[:12] + WRONG)),
    ("isbn-check-digit", numbered("isbn-13", "12345")),
    ("isni-check-digit", numbered("isni", "ABC")),
    ("issn-check-digit", numbered("issn-l", "1234")),
    ("corporate-number-check-digit", numbered("corporate-number", "0" + CORPORATE[1:])),
    ("ean-check-digit", numbered("ean", "12345")),
    ("gln-check-digit", book(publishers=[m.Publisher(text("見本社"), identifiers=[m.Identifier("gln", "12")])])),
    ("product-number-check-digit", numbered("onix:04", "012345678901")),
    ("product-number-check-digit", numbered("onix:11", "0A9200212B4A1058")),
    (
        "supplier-against-status",
        book(availability="21", suppliers=[m.Supplier(text("見本取次"), market=m.Market(status="01"))]),
    ),
    ("isbn10-check-digit", numbered("isbn-10", "X")),
    ("orcid-check-digit", numbered("orcid", "https://orcid.org/0000-0002-1825-0098")),
    ("identifier-normal-form", numbered("issn", "0024–9319")),
    ("identifier-normal-form", numbered("doi", "https://doi.org/10.1234/example.5")),
    ("identifier-normal-form", numbered("jp-magazine-code", "雑誌 01234－08")),
    ("identifier-normal-form", numbered("isbn-10", "080442957x")),
    ("identifier-placeholder", numbered("own", "不明", scheme="見本番号")),
    ("jp-magazine-code-form", periodical(identifiers=[m.Identifier("jp-magazine-code", "01234-08")])),
    ("uri-form", numbered("uri", "example")),
    ("era-date-outside-era", dated(date="1990", printed="昭和６５年")),
    ("era-date-outside-era", dated(date="2019-05", printed="平成31年5月")),
    ("era-date-outside-era", dated(date="1989-01-05", printed="平成元年1月5日")),
    ("era-date-outside-era", issue(numbering=m.Numbering(date="令和0年"))),
    ("printed-date-differs", dated(date="2009-03-02", printed="2009/3/1")),
    ("printed-date-differs", dated(date="2009-04", printed="2009.3")),
    ("dates-in-order", price(valid_from=D("2019-10"), valid_until=D("2019-09"))),
    ("dates-in-order", agent(names=[m.AgentName(text(), used_from=D("2015"), used_until=D("1997"))])),
    ("date-between-ends", dated(until=D("2010"))),
    ("reading-not-katakana", read("イジュウ者 ト トモ ニ")),
    ("reading-divided-mismatch", read("ミホン ノ ホン", divided="no")),
    ("language-code-form", book(titles=[m.Title(text(language="nihongo"))])),
    ("language-code-form", book(texts=[m.Prose("見本", language="nihongo")])),
    ("language-code-form", article(languages=[m.Language("nihongo")])),
    ("language-code-local", book(titles=[m.Title(text(language="cmn"))])),
    ("line-break", read("ミホン\u2028ノ ホン")),
    ("line-break", book(responsibility=text("見本の会\t編"))),
    ("truncated-marker", book(responsibility=text("見本の会編…"))),
    ("part-number-twice", book(titles=[title("見本の社会第2巻", part_number="第2巻")])),
    ("feature-of-no-list", book(form_features=[m.FormFeature("02", "QQQ")])),
    ("feature-of-no-list", book(form_features=[m.FormFeature("21", "99")])),
    ("character-doubtful", book(notes=[m.Note("見本\ue000")])),
    ("character-doubtful", book(notes=[m.Note("見本\U000f0000")])),
    ("character-doubtful", book(notes=[m.Note("A &amp; B")])),
    ("character-doubtful", book(texts=[m.Prose("<p class='a'>見本</p>")])),
    ("character-doubtful", book(publishers=[m.Publisher(text("?橋書房"))])),
    ("character-doubtful", book(publishers=[m.Publisher(text("見本??社"))])),
    ("character-doubtful", book(publishers=[m.Publisher(text("見\u200b本社"))])),
    ("character-doubtful", book(sizes=[m.Size("\ufeffA5")])),
    ("character-doubtful", issue(numbering=m.Numbering("第1号", numbers=["1\u200f"]))),
    ("character-doubtful", book(texts=[m.Prose("見本\U00100000")])),
    ("character-doubtful", book(notes=[m.Note("縺薙ｓ縺ｫ縺｡縺ｯ")])),
    ("character-doubtful", book(notes=[m.Note("縺ゅ→縺後″")])),
    ("character-doubtful", book(titles=[title("æ¥æ¬ã®")])),
    ("character-doubtful", book(titles=[title("æ—¥æœ¬")])),
    ("character-doubtful", book(contributors=[m.Contributor(text("JosÃ©"), ("A01",))])),
    ("character-doubtful", book(titles=[title("隕区悽の本")])),
    ("price-not-positive", price("NaN")),
    ("price-amount-or-unpriced", book(prices=[m.Price(printed="定価")])),
    ("unpriced-code-form", book(prices=[m.Price(unpriced="gratis")])),
    ("price-tax-differs", price(printed="2,200円(うち税200円)")),
    ("price-tax-differs", price(tax="included", printed="¥1800E")),
    ("price-printed-differs", price("2", printed="2千円")),
    ("price-printed-differs", price("110000", printed="1万円")),
    ("extent-not-positive", book(measures=[m.Measure(Decimal("-1"))])),
    ("extent-code-form", book(measures=[m.Measure(Decimal(21), type="height", unit="CM")])),
    ("extent-code-form", book(extents=[m.Extent(Decimal(244), type="pages")])),
    ("count-not-positive", periodical(frequencies=[m.Frequency("休刊中", 0)])),
    ("count-not-positive", book(holdings=[m.Holding(text("見本図書館"), copies=-1)])),
    ("frequency-differs", periodical(frequencies=[m.Frequency("隔月刊", 12)])),
    ("extent-printed-differs", book(extents=[m.Extent(printed="244p")])),
    ("extent-printed-differs", book(extents=[m.Extent(Decimal(8), "00", printed="８, 244p")])),
    ("frequency-differs", periodical(frequencies=[m.Frequency("月2回", 12)])),
    ("combined-issue-numbers", issue(numbering=m.Numbering("1・2号", numbers=["1", "2"]))),
    ("reference-kind", article(host="periodical:example")),
    ("reference-kind", concept(broader=["agent:example"])),
    ("reference-kind", issue(periodical="issue:example:2")),
    ("reference-to-itself", agent(part_of="agent:example")),
    ("record-id-kind", article(kind="chapter")),
    ("record-id-kind", concept("x", id="concept:x")),
    ("product-form-code-form", book(form_details=["A5"])),
    ("status-code-form", issue(availability="in-stock")),
    ("availability-against-status", book(status="04", availability="09")),
    ("availability-against-status", issue(status="02", availability="20")),
    ("supplier-against-status", book(status="07", availability="20", suppliers=[m.Supplier(text(), "01")])),
    (
        "supplier-against-status",
        book(
            status="06",
            suppliers=[m.Supplier(text(), "04", availability="21"), m.Supplier(text(), "09", availability="21")],
        ),
    ),
    ("publication-still-to-come", book(availability="20", dates=[m.EventDate("publication", D("2999-04"))])),
    ("printed-date-differs", dated(date="2009-03", printed="平成20年3月")),
    (
        "jp-magazine-code-form",
        book(publishers=[m.Publisher(text(), identifiers=[m.Identifier("jp-magazine-code", "0123")])]),
    ),
    ("subject-scheme-known", about("lcshx", "070")),
    *(
        ("code-of-no-list", record)
        for record in (
            by(roles=["A01", "Z00"]),
            book(status="55"),
            issue(availability="77"),
            price(currency="YEN"),
            price(currency="EUX"),
            book(form="QQ"),
            issue(form="QZ"),
            book(form_details=["A999"]),
            book(titles=[title(), title("別の題", type="98")]),
            book(extents=[m.Extent(Decimal(1), "99")]),
            book(extents=[m.Extent(Decimal(1), "11", unit="55")]),
            book(measures=[m.Measure(Decimal(1), "77")]),
            book(publishers=[m.Publisher(text("見本社"), country="XX")]),
            book(titles=[m.Title(text(script="Xxxx"))]),
            book(publishers=[m.Publisher(text("見本社"), role="99")]),
            book(languages=[m.Language("xxx")]),
            book(languages=[m.Language("jpn", role="98")]),
            book(texts=[m.Prose("見本", "99")]),
            book(texts=[m.Prose("見本", audiences=["99"])]),
            book(prices=[m.Price(unpriced="98")]),
            about("onix:Z0", "070"),
            numbered("onix:88", "1"),
        )
    ),
    ("value-type-form", book(publishers=[m.Publisher(text(), role="publisher")])),
    ("value-type-form", book(languages=[m.Language("jpn", role="1")])),
    ("value-type-form", book(texts=[m.Prose("見本", type="toc", audiences=["all"])])),
    ("thema-form", concept(mappings=[m.Mapping("thema", "exact", code="?")])),
    ("subject-scheme-known", concept(mappings=[m.Mapping("ddc", "exact", code="070")])),
    ("source-missing", issue(contents=[article()], sources=[S1])),
    ("source-unresolved", article(title=m.Title(text(sources=["S1"])))),
]
MORE_KEEPS = [
    *(("code-of-no-list", book(**held)) for held in (
        {"publishers": [m.Publisher(text(), role="distributor")]}, {"titles": [title(), title("異形", type="variant")]}, {"form": "Q!"},
        {"prices": [m.Price(unpriced="not-for-sale")]}, {"publishers": [m.Publisher(text(), role="x")]},
    )),
    ("printed-date-differs", dated(date="2006", printed="平成18年6月")), ("printed-date-differs", dated(date="2006-06", printed="平成18年")),
    ("combined-issue-numbers", issue(kind="combined", numbering=m.Numbering("6・7号", numbers=["6", "7"]))),
    ("combined-issue-numbers", issue(kind="combined", numbering=m.Numbering("合併号"))),
    ("identifier-type-known", numbered("onix:15", "9784999999903")),
    ("person-fields-of-body", agent(kind="person", names=[m.AgentName(text("見本花子"), family="見本", given="花子")])),
    ("isbn-check-digit", numbered("isbn-13", ISBN[:12] + WRONG, status="incorrect")),
    ("identifier-normal-form", numbered("isbn-13", "978-4-99999-9", status="cancelled")),
    ("isbn-10-13-agree", numbered("isbn-10", ISBN_10)),
    ("isbn-10-13-agree", book(identifiers=[
        m.Identifier("isbn-13", ISBN_OTHER, qualifier="set"), m.Identifier("isbn-10", ISBN_10)])),
    ("identifier-placeholder", numbered("own", "0000001", scheme="見本番号")),
    ("jp-magazine-code-form", periodical(identifiers=[m.Identifier("jp-magazine-code", "01234")])),
    ("jp-magazine-ean-agree", issue(identifiers=[m.Identifier("ean", EAN_MAGAZINE)])),
    ("uri-form", numbered("uri", "urn:example:1")),
    ("era-date-outside-era", dated(date="2019-04-30", printed="平成31年4月30日")),
    ("era-date-outside-era", dated(date="1989-01", printed="昭和64年1月")),
    ("era-date-outside-era", dated(date="2019", printed="令和元年")),
    ("printed-date-differs", dated(date="2020-06", printed="平成32年6月")),
    ("printed-date-differs", dated(date="2008-12", printed="2008.12-2009.1")),
    ("printed-date-differs", dated(date="1870-03", printed="明治3年2月")),
    ("printed-date-differs", dated(date="2005-05-30", qualifier="before", printed="2005年6月1日閲覧")),
    ("printed-date-differs", dated(date="2006-06-01", printed="2006-05-31T15:00:00Z")),
    ("cover-date-as-publication", issue(dates=[
        m.EventDate("publication", D("2017-07-25"), printed="2017年7月25日(8月号)")])),
    ("title-missing", issue(titles=[], periodical="periodical:other")),
    ("events-in-order", agent(dates=[
        m.EventDate("established", D("2015"), qualifier="before"), m.EventDate("dissolved", D("2014"))])),
    ("truncated-marker", book(titles=[title("『見本』〔再録〕(上)")])),
    ("part-number-twice", book(titles=[title("見本2009", part_number="9")])),
    ("feature-of-no-list", book(form_features=[m.FormFeature("02", "BLK"), m.FormFeature("21", "05")])),
    ("price-printed-differs", price("1600", printed="千六百円")),
    ("character-doubtful", book(titles=[title("縺れた糸の齟齬")])),
    ("character-doubtful", book(titles=[title("縺を解く")])),
    ("character-doubtful", book(titles=[title("NÃO É «é—» só")])),
    ("character-doubtful", book(titles=[title("שלום\u200f!")])),
    ("character-doubtful", book(titles=[title("می\u200cخواهم")])),
    ("character-doubtful", book(titles=[title("魑魅魍魎の驥尾、躊躇と鬱")])),
    ("character-doubtful", book(titles=[title("Ångström, São Paulo, naïveté, Ção")])),
    ("price-printed-differs", price("1680", tax="included", printed="本体1,600円(税込1,680円)")),
    ("price-tax-differs", price("1680", tax="included", printed="本体1,600円(税込1,680円)")),
    ("price-tax-differs", price(tax="unknown", printed="定価1,800円")),
    ("price-tax-differs", price(tax="included", printed="定価1,800円")),
    ("price-tax-differs", price(tax="excluded", printed="１，８００円（税は別）")),
    ("price-printed-differs", price("12000", printed="1万2千円")),
    ("price-printed-differs", price("1600", printed="1.5千2円")),
    ("price-printed-differs", price("1600", printed="2千1.5円")),
    ("price-printed-differs", price("15000", printed="１．５万円")),
    ("price-without-tax", book(prices=[m.Price(unpriced="02", printed="未定")])),
    ("price-yen-fraction", price("12.50", currency="USD")),
    ("page-run-order", article(pages=[m.PageRun("12")])),
    ("reading-divided-mismatch", read("ミホン, タロウ", divided="no")),
    ("reading-divided-mismatch", read("ミホン、 タロウ", divided="no")),
    ("absence-with-contributors", article(contributors=[person()])),
    ("frequency-differs", periodical(frequencies=[m.Frequency("不定期", 6)])),
    ("extent-printed-differs", book(extents=[m.Extent(Decimal("256"), printed="xii, 244p")])),
    ("extent-printed-differs", book(extents=[m.Extent(Decimal("244"), printed="8, 244p")])),
    ("extent-printed-differs", book(extents=[m.Extent(printed="8, 244p")])),
    ("source-missing", book()),
    ("source-missing", book(titles=[m.Title(text(sources=["S1"]))], sources=[S1],
                            subjects=[m.Subject("own", concept="subject:example", assigned="archive")])),
    ("source-unused", issue(contents=[article(title=m.Title(text(sources=["S1"])))], sources=[S1])),
    ("reference-kind", m.Component("chapter:example:c01", title(), host="book:example", kind="chapter")),
]  # fmt: skip


def problems_of(records):
    if not isinstance(records, list):
        return check_record(records, file="example.xml", line=7)
    check = CatalogueCheck()
    return [p for r in records for p in check.record(r, file="example.xml", line=7)] + check.finish()


def fired(records):
    return {p.rule for p in problems_of(records)}


def test_table_covers_every_rule():
    assert set(CASES) == {r.id for r in (*RULES, *CATALOGUE_RULES)}
    assert list(CASES) == sorted(CASES)


@pytest.mark.parametrize("name", CASES)
def test_rule_fires_and_does_not(name):
    breaks, keeps = CASES[name]
    assert name in fired(breaks)
    assert name not in fired(keeps)


@pytest.mark.parametrize(("name", "record"), MORE_BREAKS)
def test_rule_fires_too_on(name, record):
    assert name in fired(record)


@pytest.mark.parametrize(("name", "record"), MORE_KEEPS)
def test_rule_lets_pass(name, record):
    assert name not in fired(record)


def test_what_parts_need_not_have_is_asked_by_rules():
    assert {each.id for each in RULES} | {each.id for each in CATALOGUE_RULES} >= OF_WHOLES | OF_CATALOGUE


def test_rules_are_in_order_and_named_well():
    for rules in (RULES, CATALOGUE_RULES):
        names = [r.id for r in rules]
        assert names == sorted(set(names))
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", n) for n in names)
    assert all(r.severity in ("error", "warning", "info") and r.source for r in (*RULES, *CATALOGUE_RULES))
    assert rule("isbn-check-digit").source.startswith("ISBN Users' Manual")
    with pytest.raises(KeyError):
        rule("no-such-rule")


def gaps(words):
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("name", MESSAGES)
def test_message_has_both_languages_with_the_same_gaps(name):
    words = MESSAGES[name]
    assert set(words) == set(LANGUAGES)
    assert all(words.values())
    assert gaps(words["en"]) == gaps(words["ja"])


@pytest.mark.parametrize("each", [*RULES, *CATALOGUE_RULES], ids=lambda r: r.id)
def test_rule_is_explained(each):
    words = MESSAGES[each.explanation]
    assert words["en"].endswith(".")
    assert words["ja"].endswith("。")
    assert not gaps(words["en"])


@pytest.mark.parametrize("name", CASES)
def test_problem_is_told_in_both_languages(name):
    for problem in problems_of(CASES[name][0]):
        assert problem.rule in problem.text("en")
        assert problem.text("en") != problem.text("ja")
        assert problem.where.record
        assert problem.where.path
        assert problem.source
        json.dumps(problem.as_dict("ja"), ensure_ascii=False)


def test_all_faults_are_told_at_once_with_their_places():
    record = book(
        titles=[m.Title(text("見本…", readings=[m.Reading("ミホン"), m.Reading("みほん")], sources=["S9"]))],
        identifiers=[m.Identifier("isbn-13", EAN_MAGAZINE), number("issn", "0024-9318")],
        prices=[m.Price(Decimal("1800.5"))],
        series=[m.Series(text("見本叢書", language="nihongo"), identifiers=[m.Identifier("issn", "00249318")])],
        contents=[
            m.Component("chapter:example:c01", title(), kind="chapter"),
            m.Component("chapter:example:c02", title(), host="book:other", kind="chapter", pages=[m.PageRun("9", "3")]),
        ],
        sources=[S1],
    )
    told = {(p.where.record, p.where.path, p.rule) for p in check_record(record, file="a.xml", line=3)}
    assert told >= {
        ("book:example", "titles[0].text.readings[1].text", "reading-not-katakana"),
        ("book:example", "titles[0].text.truncated", "truncated-marker"),
        ("book:example", "titles[0].text.sources", "source-unresolved"),
        ("book:example", "identifiers[0].value", "isbn-check-digit"),
        ("book:example", "identifiers[1].value", "issn-check-digit"),
        ("book:example", "identifiers[1].value", "identifier-normal-form"),
        ("book:example", "prices[0].amount", "price-yen-fraction"),
        ("book:example", "prices[0].tax", "price-without-tax"),
        ("book:example", "series[0].title.language", "language-code-form"),
        ("book:example", "series[0].identifiers[0].value", "issn-check-digit"),
        ("chapter:example:c02", "host", "host-differs"),
        ("chapter:example:c02", "pages[0].last", "page-run-order"),
        ("chapter:example:c02", "title.text.sources", "source-missing"),
    }
    for problem in check_record(record, file="a.xml", line=3):
        assert (problem.where.file, problem.where.line) == ("a.xml", 3)


def test_first_of_two_numbers_is_told_with_its_whole_path():
    twice = [m.Identifier("isni", "000000012281955X")] * 2
    (problem,) = (p for p in check_record(by(identifiers=twice)) if p.rule == "identifier-duplicate")
    assert problem.where.path == "contributors[0].identifiers[1].value"
    assert dict(problem.expected.params) == {"first": "contributors[0].identifiers[0]"}


def value_at(record, path):
    """Return what stands at a path of a problem."""
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        record = getattr(record, name)
        record = record[int(index)] if index else record
    return record


@pytest.mark.parametrize("name", CASES)
def test_path_of_a_problem_leads_somewhere(name):
    records = CASES[name][0] if isinstance(CASES[name][0], list) else [CASES[name][0]]
    known = {part.id: part for r in records for part in (r, *getattr(r, "contents", ()))}
    for problem in problems_of(CASES[name][0]):
        value_at(known[problem.where.record], problem.where.path)


def test_fields_that_rules_name_exist():
    named = {f for each in RULES for f in each.fields}
    assert all(owner in m.__all__ and hasattr(getattr(m, owner), f) for owner, f in (n.split(".") for n in named))


def test_every_reference_of_the_model_is_looked_at():
    made = [kind for kind in (getattr(m, name) for name in m.__all__) if attrs.has(kind)]
    fields = {f"{k.__name__}.{a.name}" for k in made for a in attrs.fields(k) if a.validator is is_record_id}
    assert fields - {f"{kind.__name__}.id" for kind in (*m.RECORD_TYPES.values(), m.Product)} <= set(
        rule("reference-to-itself").fields
    )


def test_long_contents_are_asked_part_by_part():
    parts = [
        m.Component(f"chapter:example:c{i}", title("見本…"), host="book:other", kind="chapter") for i in range(3000)
    ]
    told = check_record(book(contents=parts))
    assert {p.where.record for p in told if p.rule == "host-differs" and p.where.path == "host"} == {
        p.id for p in parts
    }
    assert len([p for p in told if p.where.path == "title.text.truncated"]) == len(parts)


def test_right_digit_and_normal_form_are_named():
    said = [p.text() for p in check_record(numbered("isbn-13", "978-4-99999-991-" + WRONG))]
    assert any(f"(here {ISBN[-1]})" in line for line in said)
    assert any(f"the normal form {ISBN[:12]}{WRONG}" in line for line in said)
    (katakana,) = (p for p in check_record(read("みほん")) if p.rule == "reading-not-katakana")
    assert "ミホン" in katakana.text("ja")


@pytest.mark.parametrize(("kind", "value", "expected", "right"), [
    ("isbn-13", EAN_MAGAZINE, "an-isbn-no-magazine", None), ("isbn-13", "9779999000002", "an-isbn-no-magazine", None),
    ("isbn-13", "2099999000009", "an-isbn-13", None), ("isbn-13", EAN_MAGAZINE[:-1], "an-isbn-13", None),
    ("isbn-13", "977", "an-isbn-13", None), ("isbn-10", "99999", "an-isbn-10", None), ("issn", "9990", "an-issn", None),
    ("issn-l", "99900009X", "an-issn", None), ("ean", "999", "an-ean", None), ("isni", "9999", "an-isni", None),
    ("orcid", "9999", "an-orcid", None), ("corporate-number", "99", "a-corporate-number", None),
    ("isbn-13", "9799999000001", "isbn-13-check-digit", "9"), ("isbn-10", "9999900001", "isbn-10-check-digit", "3"),
    ("issn", "99900001", "issn-check-digit", "9"), ("issn-l", "20493631", "issn-check-digit", "0"),
    ("ean", "4912345678903", "ean-check-digit", "4"), ("isni", "0000000122819551", "isni-check-digit", "X"),
    ("orcid", "0000000218250098", "orcid-check-digit", "7"),
    ("corporate-number", "1000000000000", "corporate-number-check-digit", "9"),
])  # fmt: skip
def test_what_a_number_should_be_is_told(kind, value, expected, right):
    (told,) = (p.expected for p in check_record(numbered(kind, value)) if p.rule.endswith("check-digit"))
    assert (told.id, dict(told.params)) == (expected, {} if right is None else {"right": right})


@pytest.mark.parametrize(("words", "a_year"), [
    ("月刊", 12), ("隔月刊", 6), ("季刊", 4), ("半年刊", 2), ("年刊", 1), ("年3回", 3), ("年に10回刊", 10), ("月2回", 24), ("月に3回刊行", 36),
    ("隔月", 6), ("Quarterly", 4), ("Monthly", 12), ("bimonthly", 6), ("Bi-monthly", 6), ("Semi-annual", 2), ("Half-yearly.", 2), ("Annual", 1),
    ("4 times a year", 4), ("Twice a year", 2), ("10 issues per year", 10), ("twice a month", 24), ("Ｑｕａｒｔｅｒｌｙ", 4),
])  # fmt: skip
def test_how_often_a_serial_comes_out(words, a_year):
    for number in (a_year - 1, a_year, a_year + 1, 2 * a_year):
        told = [
            p
            for p in check_record(periodical(frequencies=[m.Frequency(words, number)]))
            if p.rule == "frequency-differs"
        ]
        assert bool(told) is (number != a_year), number


@pytest.mark.parametrize(("printed", "date", "outside"), [
    ("明治元年1月1日", "1868-01-01", False), ("明治0年12月", "1867-12", True), ("明治45年7月30日", "1912-07-30", False),
    ("明治45年7月31日", "1912-07-31", True), ("明治45年7月", "1912-07", False), ("明治45年8月", "1912-08", True), ("明治46年", "1913", True),
    ("大正元年7月1日", "1912-07-01", True), ("大正元年7月29日", "1912-07-29", True), ("大正元年7月30日", "1912-07-30", False),
    ("大正15年12月25日", "1926-12-25", False), ("大正15年12月26日", "1926-12-26", True), ("大正16年", "1927", True),
    ("昭和元年12月1日", "1926-12-01", True), ("昭和元年12月24日", "1926-12-24", True), ("昭和元年12月25日", "1926-12-25", False),
    ("昭和64年1月7日", "1989-01-07", False), ("昭和64年1月8日", "1989-01-08", True), ("昭和64年2月", "1989-02", True),
    ("平成元年1月1日", "1989-01-01", True), ("平成元年1月7日", "1989-01-07", True), ("平成元年1月8日", "1989-01-08", False),
    ("平成31年4月30日", "2019-04-30", False), ("平成31年5月1日", "2019-05-01", True), ("令和元年4月30日", "2019-04-30", True),
    ("令和元年5月1日", "2019-05-01", False), ("令和9年", "2027", False), ("令和元年1月", "2019-01", True),
    ("S65", "1990", True), ("昭65.6", "1990-06", True), ("[昭和65]", "1990", True), ("S64.1.8", "1989-01-08", True), ("Ｈ32年6月", "2020-06", True),
    ("S63", "1988", False), ("H元.1.8", "1989-01-08", False), ("S65号", "1990", False),
])  # fmt: skip
def test_the_days_between_eras(printed, date, outside):
    problems = check_record(dated(date=date, printed=printed))
    assert {p.rule for p in problems} & {"era-date-outside-era", "printed-date-differs"} == (
        {"era-date-outside-era"} if outside else set()
    )


def file(**more):
    return book(resources=[m.Resource("https://mihon.example/1.jpg", **more)])


@pytest.mark.parametrize(("record", "number"), [
    (book(titles=[title(), title("別の題", type="98")]), "15"), (by(roles=["Q07"]), "17"), (book(languages=[m.Language("jpn", role="98")]), "22"),
    (book(extents=[m.Extent(Decimal(1), "99")]), "23"), (book(extents=[m.Extent(Decimal(1), "11", unit="55")]), "24"),
    (book(publishers=[m.Publisher(text(), role="99")]), "45"), (book(measures=[m.Measure(Decimal(1), "77")]), "48"),
    (book(measures=[m.Measure(Decimal(1), unit="qq")]), "50"), (book(prices=[m.Price(unpriced="98")]), "57"), (book(status="55"), "64"),
    (issue(status="55"), "64"), (book(availability="77"), "65"), (issue(availability="77"), "65"), (book(languages=[m.Language("xxx")]), "74"),
    (book(titles=[m.Title(text(language="xxx"))]), "74"), (book(texts=[m.Prose("見本", language="xxx")]), "74"),
    (book(publishers=[m.Publisher(text(), country="XX")]), "91"), (price(currency="YEN"), "96"), (book(titles=[m.Title(text(script="Xxxx"))]), "121"),
    (book(form="QQ"), "150"), (issue(form="QZ"), "150"), (book(texts=[m.Prose("見本", "99")]), "153"),
    (book(texts=[m.Prose("見本", audiences=["99"])]), "154"), (book(form_details=["A999"]), "175"), (issue(form_details=["A999"]), "175"),
    (numbered("onix:88", "1"), "5 / 13 / 16 / 44 / 92"), (about("onix:Z0", "070"), "27"), (book(related=[m.Relation("onix:99", "book:other")]), "51"),
    (book(related=[m.Relation("work:77", "book:other")]), "164"), (book(related=[m.Relation("part", "book:other", form="QQ")]), "150"),
    (book(related=[m.Relation("part", "book:other", form="BC", form_details=["A999"])]), "175"),
    (book(audience_ranges=[m.AudienceRange("99", "6")]), "30"), (book(form_features=[m.FormFeature("99")]), "79"), (book(protections=["99"]), "144"),
    (book(publishers=[m.Publisher(text(), links=[m.Link("https://mihon.example/", role="98")])]), "73"), (book(citations=[m.Citation("99")]), "156"),
    (book(prizes=[m.Prize(text(), achievement="99")]), "41"), (book(prizes=[m.Prize(text(), country="XX")]), "91"),
    (book(editions=[m.Edition(2, types=["QQQ"])]), "21"), (book(copyrights=[m.Copyright(["2006"], type="Q")]), "219"),
    (book(contacts=[m.Contact("98", "見本社")]), "198"), (book(suppliers=[m.Supplier(text(), returns="01", returns_type="99")]), "53"),
    (price(condition="99"), "167"), (price(condition="10", condition_quantity=2, condition_quantity_type="99", condition_unit="00"), "168"),
    (price(condition="10", condition_quantity=2, condition_quantity_type="01", condition_unit="99"), "169"),
    (price(on_product="99"), "174"), (price(on_product_at="99"), "142"), (price(discount_code="A", discount_code_type="98"), "100"),
    (book(languages=[m.Language("chi", country="XX")]), "91"), (book(languages=[m.Language("chi", script="Xxxx")]), "121"),
    (price(type="99"), "58"), (price(qualifier="99"), "59"), (price(status="09"), "61"),
    (price(countries=["XX"]), "91"), (book(audiences=[m.Audience("01", "99")]), "29"),
    (book(sales_rights=[m.SalesRights("99")]), "46"), (book(sales_rights=[m.SalesRights("01", countries=["XX"])]), "91"),
    (book(suppliers=[m.Supplier(text(), "99")]), "93"), (book(suppliers=[m.Supplier(text(), availability="77")]), "65"),
    (book(suppliers=[m.Supplier(text(), market=m.Market(status="99"))]), "68"), (file(type="98"), "158"), (file(mode="99"), "159"),
    (book(record_source=m.RecordSource("99")), "3"), (file(form="99"), "161"), (file(audiences=["99"]), "154"), (file(features=[m.ResourceFeature("99", "見本")]), "160 / 162"),
])  # fmt: skip
def test_the_list_that_has_no_such_code_is_named(record, number):
    told = {dict(p.expected.params)["list"] for p in check_record(record) if p.rule == "code-of-no-list"}
    assert told == {number}


@pytest.mark.parametrize(("record", "number"), [
    (dated(role="onix:77"), "163"), (dated(role="onix:17"), "163"), (file(dates=[m.EventDate("onix:50", D("2009"))]), "155"),
    (book(citations=[m.Citation(dates=[m.EventDate("onix:50", D("2009"))])]), "155"),
    (book(suppliers=[m.Supplier(text(), dates=[m.EventDate("onix:24", D("2009"))])]), "166"),
    (book(suppliers=[m.Supplier(text(), market=m.Market(dates=[m.EventDate("onix:50", D("2009"))]))]), "163"),
])  # fmt: skip
def test_the_role_of_a_date_is_looked_up_in_the_list_of_its_place(record, number):
    told = [dict(p.expected.params)["list"] for p in check_record(record) if p.rule == "date-role-of-no-list"]
    assert told == [number]


def test_records_without_faults_have_none():
    whole = book(
        titles=[m.Title(text("見本の本", readings=[m.Reading("ミホン ノ ホン", divided="yes")], sources=["S1"]))],
        contributors=[person(role_printed="著", sources=["S1"])],
        publishers=[m.Publisher(text("見本社"), sources=["S1"])],
        identifiers=[m.Identifier("isbn-13", ISBN, sources=["S1"])],
        prices=[m.Price(Decimal(1800), tax="excluded", printed="本体1,800円+税", sources=["S1"])],
        dates=[m.EventDate("publication", D("2009-03-01"), printed="平成21年3月1日", sources=["S1"])],
        sources=[S1],
    )
    assert check_record(whole) == []
    assert check_record(agent(names=[m.AgentName(text(sources=["S1"]))], sources=[S1])) == []
    assert check_record(concept()) == []


def test_catalogue_waits_for_records_to_come():
    check = CatalogueCheck()
    first = issue(contents=[article(related=[m.Relation("later", "article:example:2:a01")])])
    assert check.record(first) == []
    assert check.record(periodical()) == []
    second = issue(
        id="issue:example:2", numbering=None, contents=[article(id="article:example:2:a01", host="issue:example:2")]
    )
    assert check.record(second) == []
    assert check.finish() == []


def test_catalogue_tells_where_an_unresolved_reference_stands():
    check = CatalogueCheck(known_ids={"periodical:example"})
    check.record(issue(contents=[article(contributors=[person(agent="agent:nobody")])]), file="a.xml", line=2)
    check.record(by(agent="agent:nobody"), file="b.xml")
    one, two = check.finish()
    assert (one.where.file, one.where.line) == ("a.xml", 2)
    assert (one.where.record, one.where.path) == ("article:example:1:a01", "contributors[0].agent")
    assert (two.where.file, two.where.record, two.found) == ("b.xml", "book:example", "agent:nobody")


def test_catalogue_asks_the_lookup_sparingly():
    asked = []

    def lookup(name):
        asked.append(name)
        return agent() if name == "agent:example" else None

    check = CatalogueCheck(lookup)
    for number in range(5):
        check.record(book(id=f"book:example-{number}", contributors=[person(agent="agent:example")]))
        check.record(book(id=f"book:other-{number}", contributors=[person(agent="agent:nobody")]))
    assert len(check.finish()) == 5
    assert asked == ["agent:example", "agent:nobody", "agent:nobody"]


def test_isbn_of_a_set_may_stand_on_its_volumes():
    one = numbered("isbn-13", ISBN, qualifier="set")
    two = book(id="book:other", identifiers=[m.Identifier("isbn-13", ISBN, qualifier="set")])
    assert "isbn-twice" not in fired([one, two])


def test_every_circle_of_concepts_is_told_once():
    chain = [concept(str(n), broader=[f"subject:{(n + 1) % 4}"]) for n in range(4)]
    circles = [p for p in problems_of(chain) if p.rule == "concept-cycle"]
    assert [p.found for p in circles] == ["subject:0 → subject:1 → subject:2 → subject:3 → subject:0"]


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("2015", "2015-06", False), ("2015-06", "2015", False), ("2014", "2015-06", True), ("2015-05", "2015-06", True),
    ("2015-06", "2015-06-01", False), ("2015-06-01", "2015-06-02", True), ("2015-06-02", "2015-06-01", False),
    ("2015-07-01", "2015-06", False),
])  # fmt: skip
def test_earlier_for_certain(one, other, expected):
    assert earlier(D(one), D(other)) is expected


@pytest.mark.parametrize(("words", "expected"), [
    ("平成18年6月", ["2006-06"]), ("昭和六十三年十二月三十一日", ["1988-12-31"]), ("令和元年", ["2019"]),
    ("大正 三年", ["1914"]), ("2017年8月号(第193号)", ["2017-08"]), ("２００９／３／１", ["2009-03-01"]),
    ("1998.3", ["1998-03"]), ("2009-2010", []), ("2009.13", []), ("第45巻第5号", []), ("平成20年13月", ["2008"]), ("㍻二〇年", ["2008"]), ("平成十年三月", ["1998-03"]),
])  # fmt: skip
def test_dates_are_found_in_words(words, expected):
    assert [str(p) for p in dates_in(words)] == expected


_CHARACTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"])


@given(st.from_regex("97[89][0-9]{10}", fullmatch=True))
def test_an_isbn_is_one_where_its_digits_say_so(number):
    told = {p.rule for p in check_record(numbered("isbn-13", number))}
    assert ("isbn-check-digit" in told) is not isbn.is_valid(number)


@given(st.sampled_from([*FORMS, "own", "uri"]), st.text(_CHARACTERS, min_size=1))
def test_no_identifier_makes_a_rule_fail(kind, value):
    if value.isspace():
        return
    normal = normal_form(kind, value)
    assert not FORMS.get(kind, lambda _: None)(normal) or normal_form(kind, normal) == normal
    check_record(numbered(kind, value, scheme="x"))


@given(st.text(st.sampled_from("平成昭和令和明治元年月日十〇一二三0123456789./- 号"), min_size=1, max_size=20))
def test_no_printed_date_makes_a_rule_fail(words):
    if not words.isspace():
        check_record(dated(printed=words))


def test_rules_do_not_depend_on_who_resolved_the_models_types():
    """attrs.resolve_types, which cattrs calls, changes what attrs says of a field; the rules read the annotations."""
    import subprocess
    import sys

    code = (
        "import attrs\n"
        "from smj_catalog.model import Book, Contributor, Text, Title\n"
        "[attrs.resolve_types(c) for c in (Book, Contributor, Text, Title)]\n"
        "from smj_catalog.model.rules import check_record\n"
        "book = Book('book:example', titles=(Title(Text('見本')),), contributors=(Contributor(Text('見本'), ('A01',)),))\n"
        "assert not [p for p in check_record(book) if p.severity == 'error']\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(("record", "path", "goes"), [
    (book(dates=[m.EventDate("publication", D("2013-05")), m.EventDate("publication", D("2013-06"))]), "dates[1].date", "2013-05"),
    (book(dates=[m.EventDate("publication", D("2012"), qualifier="before"), m.EventDate("publication", D("2013-05")),
                 m.EventDate("publication", D("2013-06"))]), "dates[2].date", "2013-05"),
    (m.Component("article:x:a01", m.Title(m.Text("見本")), dates=[m.EventDate("publication", D("2013-05")), m.EventDate("publication", D("2014"))]),
     "dates[1].date", "2013-05"),
    (book(extents=[m.Extent(printed="1冊"), m.Extent(Decimal(176)), m.Extent(Decimal(180))]), "extents[2].value", "176"),
    (book(sizes=[m.Size("A5"), m.Size("B6")]), "sizes[1].printed", "A5"),
    (book(prices=[m.Price(Decimal(1800), tax="excluded"), m.Price(Decimal(1900), tax="excluded")]), "prices[1].amount", "1800"),
    (book(measures=[m.Measure(Decimal(21)), m.Measure(Decimal(210), unit="mm"), m.Measure(Decimal(22))]), "measures[2].value", "21"),
    (book(identifiers=[m.Identifier("isbn-13", "9799999000009"), m.Identifier("isbn-13", "9799999000016")]),
     "identifiers[1].value", "9799999000009"),
    (book(editions=[m.Edition(2), m.Edition(statement="改訂版"), m.Edition(2, "第2版"), m.Edition(3)]), "editions[3].number", "2"),
])  # fmt: skip
def test_what_sources_disagree_about_is_told_with_what_goes_out(record, path, goes):
    found = [p for p in check_record(record) if p.rule == "sources-differ"]
    assert [(p.severity, p.where.path, dict(p.expected.params)["first"]) for p in found] == [("info", path, goes)]


def test_many_texts_are_each_known_again():
    """However often the set has grown, and wherever a hash would stand behind the end."""
    seen, texts = Hashes(), [f"book:{n}" for n in range(40_000)]
    assert not any(map(seen.add, texts))
    assert all(text in seen for text in texts)
    assert all(map(seen.add, texts))
    assert sum(f"issue:{n}" in seen for n in range(40_000)) == 0


def test_codes_are_not_asked_for_characters():
    coded = {
        "Mapping.match",
        "Mapping.scheme",
        "Title.type",
        "Text.language",
        "Prose.type",
        "Identifier.type",
        "Book.form",
        "Source.seen",
    }
    assert set(TEXTS) & coded == {"Source.seen"} & set(TEXTS)
    assert {"Mapping.heading", "Text.text", "Identifier.value", "Contributor.role_printed"} <= set(TEXTS)


@pytest.mark.parametrize(("length", "told"), [(12, False), (13, True)])
def test_a_reading_of_more_than_twelve_letters_is_no_single_word(length, told):
    faults = {p.rule for p in check_record(read("ミ" * length, divided="yes"))}
    assert ("reading-divided-mismatch" in faults) == told


@pytest.mark.parametrize("name", ["value-type-form", "extent-code-form"])
def test_a_code_is_of_the_list_that_its_field_names(name):
    """What the rule asks for is what the class says of its attribute."""
    asked = rule(name)
    listed = [path for path in asked.fields if "list" in dict(asked.check("?", path).params)]
    assert len(listed) > 2
    for path in listed:
        owner, field = path.split(".")
        said = [cleandoc(kind.__doc__ or "") for kind in getattr(m, owner).__mro__]
        lines = [found[1] for doc in said for found in [re.search(rf"^ +{field} .*?: (.*)", doc, re.M)] if found]
        expected = dict(asked.check("?", path).params)["list"]
        assert re.fullmatch("List [0-9]+( or [0-9]+)?", expected)
        assert re.findall("[0-9]+", expected)[0] == re.findall("Lists? ([0-9]+)", lines[0])[0], path


@pytest.mark.parametrize("code", [f"{n:02}" for n in range(20)])
def test_who_says_that_it_is_published_has_no_date_to_come(code):
    """List 64: active, out of stock, out of print, inactive, remaindered, on demand and such; the rest may be to come."""
    told = {p.rule for p in check_record(book(status=code, dates=[m.EventDate("publication", D("2999-04"))]))}
    assert ("publication-still-to-come" in told) == (code in ("04", "06", "07", "08", "10", "13", "18"))


@pytest.mark.parametrize(("said", "field"), [({"status": "04", "availability": "21"}, "status"), ({"status": "02", "availability": "21"}, "availability"), ({"availability": "21"}, "availability")])  # fmt: skip
def test_what_says_that_it_is_published_is_named(said, field):
    record = book(dates=[m.EventDate("publication", D("2999-04"))], **said)
    (told,) = (p for p in check_record(record) if p.rule == "publication-still-to-come")
    assert dict(told.expected.params) == {"field": field, "code": said[field]}


@pytest.mark.parametrize(("now", "day"), [(1_167_577_199, "2006-12-31"), (1_167_577_200, "2007-01-01"), (1_167_663_599, "2007-01-01")])  # fmt: skip
def test_today_is_the_day_in_japan(monkeypatch, now, day):
    monkeypatch.setattr(standing, "time", lambda: now)
    assert str(standing.today()) == day


@pytest.mark.parametrize(("record", "expected"), [
    (periodical(identifiers=[m.Identifier("jp-magazine-code", "0000")]), "a-magazine-code-of-serial"),
    (issue(identifiers=[m.Identifier("jp-magazine-code", "00000")]), "a-magazine-code-of-issue"),
    (book(related=[m.Relation("related", identifiers=[m.Identifier("jp-magazine-code", "000")])]), "a-magazine-code"),
])  # fmt: skip
def test_which_magazine_code_is_expected(record, expected):
    (told,) = (p for p in check_record(record) if p.rule == "jp-magazine-code-form")
    assert told.expected.id == expected


@pytest.mark.parametrize("status", [f"{n:02}" for n in range(20)])
@pytest.mark.parametrize("availability", ["01", "09", "10", "20", "21", "22", "23", "31", "40"])
def test_what_is_not_sold_is_not_to_be_had(status, availability):
    """Lists 64 and 65: cancelled or forthcoming and yet in stock; active and yet cancelled."""
    told = {p.rule for p in check_record(book(status=status, availability=availability))}
    sold = status in ("01", "02", "03", "11", "12", "15", "16", "17") and "20" <= availability < "30"
    never = status in ("04", "13", "18") and availability in ("01", "09")
    assert ("availability-against-status" in told) == (sold or never)


@pytest.mark.parametrize("role", ["00", "02", "04", "06", "08"])
@pytest.mark.parametrize("status", ["06", "07", "08"])
def test_others_may_still_have_what_its_publisher_no_longer_sells(status, role):
    """List 64: stock may still be available elsewhere in the supply chain."""
    record = book(status=status, availability="21", suppliers=[m.Supplier(text(), role)])
    assert not {"supplier-against-status", "availability-against-status"} & {p.rule for p in check_record(record)}


@pytest.mark.parametrize(
    "scheme", ["ndc", "ndlsh", "bsh", "lcsh", "c-code", "thema", "keyword", "own", "other", "onix:12"]
)
def test_schemes_that_formats_know_are_known(scheme):
    assert "subject-scheme-known" not in {p.rule for p in check_record(about(scheme, "070"))}


@pytest.mark.parametrize("word", [
    "弁護士", "司法書士", "行政書士", "社会保険労務士", "医師", "看護師", "教授", "准教授", "大学教授", "大学准教授", "研究員", "研究者",
    "ジャーナリスト", "社会学者",
])  # fmt: skip
def test_a_profession_is_no_role(word):
    assert "profession-as-role" in {p.rule for p in check_record(by(roles=["A01"], role_printed=word))}


@pytest.mark.parametrize(("kind", "printed", "normal"), [
    ("issn-l", "ISSN-L 1234-5679", "12345679"), ("isbn-13", "ISBN-13: 978-4-9999999-0-3", "9784999999903"), ("isbn-10", "ISBN-1012345678", "1012345678"), ("issn-l", "1234-5679", "12345679"), ("issn", "ISSN: 1234-567X", "1234567X"),
    ("doi", "https://doi.org/10.1000/5", "10.1000/5"), ("doi", "DOI: 10.1000/5", "10.1000/5"), ("doi", "10.1000/doi:5", "10.1000/doi:5"),
    ("doi", "doi:10.1000/doi:5", "10.1000/doi:5"), ("jp-magazine-code", "0123408", "01234-08"), ("isni", "https://isni.org/isni/0000000121032683", "0000000121032683"), ("jp-magazine-code", "雑誌 01234", "01234"),
    ("jp-magazine-code", "雑誌コード:01234－08", "01234-08"), ("jp-magazine-code", "01234-7/8", "01234-7/8"), ("jp-magazine-code", "01234-7・8", "01234-7・8"),
])  # fmt: skip
def test_labels_before_a_number_are_none_of_it(kind, printed, normal):
    """What stands within a number stays."""
    assert normal_form(kind, printed) == normal


def test_numbers_of_too_many_records_are_told_without_a_name(monkeypatch):
    """Names of the first few are kept; of the others, that another had the number."""
    monkeypatch.setattr(seen, "_EXACT", 1)
    firsts = seen.Firsts()
    assert [firsts.first(key, name) for key, name in ("1a", "2b", "1a", "1c", "2b", "2c")] == [
        None, None, None, "a", "…", "…",
    ]  # fmt: skip


@pytest.mark.parametrize(("words", "meant"), [
    ("見本の本".encode("euc_jp").decode("cp932"), "見本の本"), ("例示カナ".encode("euc_jp").decode("cp932"), None),
    ("ｶﾞｲﾄﾞﾌﾞｯｸ", None), ("ｱｲ､ｳｴ", None), ("見本･社会", None),
])  # fmt: skip
def test_euc_jp_that_was_read_as_cp932_is_doubted(words: str, meant: str | None):
    told = [p for p in check_record(book(titles=[title(words)])) if p.rule == "character-doubtful"]
    assert [dict(p.expected.params).get("words") for p in told if p.expected.id == "words-of-euc-jp"] == [meant] * bool(
        meant
    )


@pytest.mark.parametrize(("words", "point", "meant"), [
    ("\x93Mihon\x94 no hon", "U+0093", "“Mihon”"), ("Das K\x9aln-Buch", "U+009A", "Kšln-Buch"), ("Köln – “Buch” …", None, None),
])  # fmt: skip
def test_control_characters_that_were_windows_1252_are_doubted(words, point, meant):
    told = [p.expected for p in check_record(book(titles=[title(words)])) if p.rule == "character-doubtful"]
    assert [(x.id, dict(x.params)) for x in told] == (
        [("words-of-windows-1252", {"point": point, "words": meant})] if point else []
    )


@pytest.mark.parametrize("number", ["012345678905", "0-12345-67890-5"])
def test_numbers_of_products_that_are_right_are_left_alone(number):
    told = {
        p.rule
        for it in (numbered("onix:04", number), numbered("onix:11", "0A9-2002-12B4A105-7"))
        for p in check_record(it)
    }
    assert "product-number-check-digit" not in told


def test_words_that_cannot_be_told_are_left_open():
    (told,) = (p for p in check_record(book(titles=[title("譁縺繧?")])) if p.rule == "character-doubtful")
    assert dict(told.expected.params) == {"encoding": "CP932", "words": "…"}


@pytest.mark.parametrize(("words", "sign"), [("見本の…", "…"), ("見本(上", "(")])
def test_the_sign_of_a_text_that_is_cut_off_is_named(words, sign):
    (told,) = (p for p in check_record(book(titles=[title(words)])) if p.rule == "truncated-marker")
    assert dict(told.expected.params) == {"sign": sign}


def test_languages_that_may_be_meant_are_listed_with_their_names():
    (told,) = (p for p in check_record(book(languages=[m.Language("aav")])) if p.rule == "language-code-local")
    assert dict(told.expected.params)["near"] == "aar (Afar), jav (Javanese), lav (Latvian)"
