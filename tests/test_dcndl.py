"""DC-NDL (RDF): our own files, records and answers of NDL Search, and what they leave out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from strategies import records

from smj_catalog import Context, init, read, write
from smj_catalog import model as m
from smj_catalog.crosswalk import Coverage, carried, not_carried
from smj_catalog.formats import Head, Reading, Writing, get
from smj_catalog.model import kind_of
from smj_catalog.services.importing import commit_plan, plan_import
from smj_catalog.services.reading import items

SHARED = Path(__file__).parents[2] / "shared"
REAL = [*sorted((SHARED / "real-2/dcndl-2").glob("*")), *sorted((SHARED / "standards/dc-ndl/samples").glob("[drs]*"))]
CONTEXT = Context(domain="mihon.example", updated="2026-11-24")
NEEDS_REAL = pytest.mark.skipif(not REAL, reason="the responses of NDL Search are not here")
HEAD = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/"
 xmlns:dcndl="http://ndl.go.jp/dcndl/terms/">"""
NDL = "http://ndl.go.jp/dcndl/terms/"
BOOK, SERIAL, ARTICLE = (
    f'<dcndl:materialType rdf:resource="http://ndl.go.jp/ndltype/{name}" rdfs:label="{label}"/>'
    for name, label in (("Book", "図書"), ("Journal", "雑誌"), ("Article", "記事・論文"))
)
TITLE = "<dcterms:title>見本</dcterms:title>"


def graph(*resources: str, sort: str = "", behind: str = "") -> str:
    """Return a graph of resources as NDL Search serves them."""
    admin = f"<dcterms:description>type : {sort}</dcterms:description>" if sort else ""
    parts = [
        f'<dcndl:BibAdminResource rdf:about="https://ndl.example/{n}">{admin}</dcndl:BibAdminResource>'
        f'<dcndl:BibResource rdf:about="https://ndl.example/{n}#material">{it}</dcndl:BibResource>'
        for n, it in enumerate(resources)
    ]
    return f"{HEAD}{''.join(parts)}{behind}</rdf:RDF>"


def one(*properties: str, sort: str = "", behind: str = "") -> Any:
    """Return the record of a graph with one resource."""
    (found,) = read(graph("".join(properties), sort=sort, behind=behind).encode())
    return found


def written(*given: m.Record, context: Context = CONTEXT) -> bytes:
    out = io.BytesIO()
    write(given, out, to="dcndl-2", context=context)
    return out.getvalue()


def held(tag: str, value: str, *transcriptions: str) -> str:
    inner = "".join(f"<dcndl:transcription>{t}</dcndl:transcription>" for t in transcriptions)
    return f"<{tag}><rdf:Description><rdf:value>{value}</rdf:value>{inner}</rdf:Description></{tag}>"


def agent(tag: str, name: str, more: str = "", about: str = "") -> str:
    return f"<{tag}><foaf:Agent{about}><foaf:name>{name}</foaf:name>{more}</foaf:Agent></{tag}>"


# --- files of NDL Search


@NEEDS_REAL
def test_every_real_record_is_read_and_written_and_read_again_equal():
    """Of the responses of 2021 and 2025, each describes one record, whatever else lists its copies."""
    rdflib = pytest.importorskip("rdflib")
    coverage, kinds = Coverage(), []
    for path in REAL:
        for item in items(path, Reading(file=str(path), coverage=coverage)):
            if item.record is None:
                assert {p.rule for p in item.problems} == {"sru-diagnostic"}
                continue
            assert item.problems == ()
            kinds.append(kind_of(item.record))
            data = written(item.record)
            assert list(read(data, context=CONTEXT)) == [item.record]
            assert len(rdflib.Graph().parse(data=data, format="xml")) > 10
    assert {kind: kinds.count(kind) for kind in kinds} == {"book": 36, "periodical": 5, "issue": 2, "component": 1}
    taken, total = coverage.occurrences
    assert taken / total >= 0.9


@NEEDS_REAL
@pytest.mark.parametrize("name", ["mods-loc/loc_sru_library.xml", "mods-loc/loc_sru_bath-lccn.xml"])
def test_answers_in_other_formats_are_not_taken_for_dc_ndl(name: str):
    head = (SHARED / "real-2" / name).read_bytes()[:4096]
    assert not get("dcndl-2").sniff(Head("{http://www.loc.gov/zing/srw/}searchRetrieveResponse", {}, head, name))


# --- what is read


@pytest.mark.parametrize(("properties", "sort", "kind"), [
    (BOOK, "book", "book"), ("", "", "book"), (SERIAL, "title", "periodical"), (SERIAL, "", "periodical"),
    (SERIAL + held("dcndl:volume", "3号"), "", "issue"), (SERIAL + held("dcndl:volume", "A"), "title", "periodical"),
    (SERIAL, "book", "issue"), (ARTICLE, "", "component"), (ARTICLE, "article", "component"),
])  # fmt: skip
def test_what_kind_of_record_a_resource_is(properties: str, sort: str, kind: str):
    assert kind_of(one(TITLE, properties, sort=sort)) == kind


def test_a_second_resource_that_lists_copies_is_no_record_and_its_copies_are_holdings():
    listing = '<dcndl:BibResource rdf:about="https://ndl.example/0#material"><dcndl:record rdf:resource="https://ndl.example/0#item"/></dcndl:BibResource>'
    copy = (
        f'<dcndl:Item rdf:about="https://ndl.example/0#item">{agent("dcndl:holdingAgent", "見本図書館", "<dcndl:transcription>みほんとしょかん</dcndl:transcription>")}'
        "<dcndl:callNumber>007-ミ</dcndl:callNumber><dcterms:description>配架場所 : 2F</dcterms:description></dcndl:Item>"
    )
    record = one(TITLE, BOOK, behind=listing + copy)
    assert record.holdings == (
        m.Holding(m.Text("見本図書館", (m.Reading("ミホントショカン"),)), call_number="007-ミ", location="2F"),
    )


TITLES = [
    (held("dc:title", "見本の本 : 副題の見本", "ミホン ノ ホン : フクダイ ノ ミホン"),
     m.Title(m.Text("見本の本", (m.Reading("ミホン ノ ホン"),)), subtitle=m.Text("副題の見本", (m.Reading("フクダイ ノ ミホン"),)))),
    (held("dc:title", "見本の本 : 副題の見本", "ミホン ノ ホン"),
     m.Title(m.Text("見本の本", (m.Reading("ミホン ノ ホン"),)), subtitle=m.Text("副題の見本"))),
    (held("dc:title", "見本") + held("dcndl:volume", "上", "1"), m.Title(m.Text("見本"), part_number="上")),
    (held("dc:title", "見本全集", "ミホン ゼンシュウ") + held("dcndl:volume", "1") + held("dcndl:volumeTitle", "例示の巻", "レイジ ノ カン"),
     m.Title(m.Text("例示の巻", (m.Reading("レイジ ノ カン"),)), part_number="1", whole=m.Text("見本全集", (m.Reading("ミホン ゼンシュウ"),)))),
    (held("dc:title", "Sample / by John Sample."), m.Title(m.Text("Sample"))),
]  # fmt: skip


@pytest.mark.parametrize(("properties", "title"), TITLES)
def test_titles(properties: str, title: m.Title):
    record = one("<dcterms:title>x</dcterms:title>", properties, BOOK)
    assert record.titles == (title,)
    assert list(read(written(record), context=CONTEXT)) == [record]


def test_common_title_and_section_are_the_title_of_a_serial():
    record = one(TITLE, held("dc:title", "見本", "ミホン"), held("dcndl:volumeTitle", "東日本", "ヒガシニホン"), SERIAL)
    assert record.titles == (m.Title(m.Text("見本. 東日本", (m.Reading("ミホン. ヒガシニホン"),))),)


SAID = {
    "9巻1号": {"volume": "9", "numbers": ["1"]}, "57号": {"numbers": ["57"]}, "通巻57号": {"whole_number": "57"}, "9巻": {"volume": "9"},
    "9巻1・2号(通巻57号)": {"volume": "9", "numbers": ["1", "2"], "whole_number": "57"}, "復刊 3号": {"series": "復刊", "numbers": ["3"]},
    "9巻1号 (2006年3月)": {"volume": "9", "numbers": ["1"], "date": "2006年3月"},
    "Vol. 9, no. 1": {"volume": "9", "numbers": ["1"]}, "whole no. 57": {"whole_number": "57"}, "Vol. 9, no. 1/2": {"volume": "9", "numbers": ["1", "2"]},
}  # fmt: skip
"""What is written of an issue without a printed designation -> its numbers."""


@pytest.mark.parametrize("words", SAID)
def test_the_numbers_of_an_issue_without_a_printed_designation_are_written_in_words(words: str):
    languages = [m.Language("eng")] if words.isascii() else []
    record = m.Issue("issue:mihon:1", titles="見本誌", numbering=m.Numbering(**SAID[words]), languages=languages)
    data = written(record)
    assert f"<rdf:value>{words}</rdf:value>" in data.decode()
    assert list(read(data, context=CONTEXT)) == [record]
    assert not_carried(record, get("dcndl-2").columns["issue"], CONTEXT) == []


@pytest.mark.parametrize("numbering", [
    {"volume": "春", "numbers": ["別冊"]}, {"numbers": ["007"]}, {"numbers": ["1-2"]}, {"date": "2006年3月"}, {"volume": "IX", "numbers": ["A1"]},
])  # fmt: skip
def test_numbers_that_would_be_read_otherwise_are_told_as_left_out(numbering: dict[str, Any]):
    record = m.Issue("issue:mihon:1", titles="見本誌", numbering=m.Numbering(**numbering))
    assert b"dcndl:volume>" not in written(record)
    assert not_carried(record, get("dcndl-2").columns["issue"], CONTEXT) == ["numbering"]


@pytest.mark.parametrize(("words", "said"), [
    ("第9巻第1号", {"volume": "9", "numbers": ["1"]}), ("Vol.9 No.1", {"volume": "9", "numbers": ["1"]}), ("9(1)", {"volume": "9", "numbers": ["1"]}),
    ("No. 57", {"numbers": ["57"]}), ("53(4) 2006.12", {"volume": "53", "numbers": ["4"]}), ("(18) 2005.3", {"numbers": ["18"]}),
    ("5(7);8月号", {"volume": "5", "numbers": ["7"]}), ("14(45)(714);1969・11・8", {"volume": "14", "numbers": ["45"], "whole_number": "714"}),
    ("2017年8月号(第193号)", {"date": "2017年8月号", "numbers": ["193"]}), ("11月号", {"date": "11月号"}),
])  # fmt: skip
def test_numbers_in_words_of_others_are_read_and_the_words_stay(words: str, said: dict[str, Any]):
    record = one(TITLE, held("dc:title", "見本誌"), SERIAL, held("dcndl:volume", words), sort="book")
    assert record.numbering == m.Numbering(words, **said)
    assert list(read(written(record), context=CONTEXT)) == [record]


@pytest.mark.parametrize("words", [
    "9-1", "1-2", "2016", "Bd. 3, Heft 2", "Jg. 12, Nr. 4", "tome 3, no 2", "Vol. 3, pt. 2", "第4冊", "9巻春号", "53(1)-53(4)", "(23)-(27) 20020000-20040000",
    "10号-16号 2003年3月-2009年3月", "53(4) 通号620",
])  # fmt: skip
def test_what_is_not_surely_a_number_is_kept_as_printed_and_told(words: str):
    source = graph(TITLE + SERIAL + held("dcndl:volume", words), sort="book").encode()
    (item,) = items(io.BytesIO(source), Reading(context=CONTEXT))
    assert isinstance(item.record, m.Issue)
    assert item.record.numbering == m.Numbering(words)
    assert [(p.rule, p.found, p.severity) for p in item.problems] == [("numbering-words", words, "warning")]


def test_an_issue_is_called_extra_as_its_designation_does():
    record = one(TITLE, SERIAL, held("dcndl:volume", "増刊5号"), sort="book")
    assert (record.kind, record.numbering) == ("extra", m.Numbering("増刊5号", numbers=["5"]))


ENTITY = ' rdf:about="http://id.ndl.go.jp/auth/entity/00000000"'
NAMES = [
    ("見本, 花子, 1950-", "", {"name": "見本花子", "family": "見本", "given": "花子", "born": "1950"}),
    ("見本, 太郎, -1936", "", {"name": "見本太郎", "died": "1936"}), ("空見本, 774-835", "", {"name": "空見本", "born": "0774"}),
    ("見本, 実, 生物学", "", {"name": "見本実", "distinction": "生物学"}), ("見本, 豊, pub. 2023", "", {"name": "見本豊", "distinction": "pub. 2023"}),
    ("Sample, John, 1950-2010", "", {"name": "Sample, John", "given": "John"}), ("見本 花子", "", {"name": "見本 花子", "kind": "person"}),
    ("見本の会", "", {"kind": "organisation"}), ("見本院", ENTITY, {"kind": "organisation"}), ("見本院", "", {"kind": "person"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "about", "expected"), NAMES)
def test_names_of_creators(name: str, about: str, expected: dict[str, str]):
    record = one(TITLE, BOOK, agent("dcterms:creator", name, about=about))
    (found,) = record.contributors
    assert {k: str(getattr(found, k)) for k in expected} == expected
    assert list(read(written(record), context=CONTEXT)) == [record]


def test_statements_give_creators_their_roles():
    creators = (agent("dcterms:creator", name) for name in ("見本, 花子", "例示, 太郎", "見本の会"))
    record = one(
        TITLE, BOOK, *creators, "<dc:creator>見本花子, 例示太郎 著</dc:creator><dc:creator>見本の会 編</dc:creator>"
    )
    assert [(c.roles, c.role_printed) for c in record.contributors] == [(("A01",), "著")] * 2 + [(("B01",), "編")]
    assert record.responsibility == m.Text("見本花子, 例示太郎 著 ; 見本の会 編")


def date(words: str, *days: str) -> str:
    issued = "".join(
        f'<dcterms:issued rdf:datatype="http://purl.org/dc/terms/W3CDTF">{d}</dcterms:issued>' for d in days
    )
    return f"<dcterms:date>{words}</dcterms:date>{issued}"


@pytest.mark.parametrize(("dates", "material", "expected"), [
    (date("2008.12", "2008"), BOOK, [("publication", "2008-12", None)]), (date("明39", "1906"), BOOK, [("publication", "1906", "明39")]),
    (date("c2001.", "2001"), BOOK, [("publication", "2001", "c2001.")]), (date("53(4) 1987.10", "1987-10"), ARTICLE, [("publication", "1987-10", "53(4) 1987.10")]),
    (date("1972-1994", "1972", "1994"), SERIAL, [("publication", "1972", None), ("ended", "1994", None)]),
    (date("2011-", "2011"), SERIAL, [("publication", "2011", None)]), (date("[昭和47]-1994", "1972", "1994"), SERIAL, [("publication", "1972", "[昭和47]-1994"), ("ended", "1994", None)]),
    (date("2004.9.25", "2004-10"), BOOK, [("publication", "2004-10", "2004.9.25")]), (date("2004.9.25", "2004-09-24"), BOOK, [("publication", "2004-09-24", "2004.9.25")]),
    (date("1972-1994", "1973", "1994"), SERIAL, [("publication", "1973", "1972-1994"), ("ended", "1994", None)]),
    (date("-1994", "1994"), SERIAL, [("ended", "1994", None)]), (date("刊年不明"), BOOK, []),
    (date("2001.13"), BOOK, [("publication", "2001", "2001.13")]), (date("2001.13"), SERIAL, [("publication", "2001", "2001.13")]), (date("1972 1994"), BOOK, []),
])  # fmt: skip
def test_dates(dates: str, material: str, expected: list[Any]):
    """A serial's two dates of issue are its first and its last year; where words and date of issue differ, the latter holds."""
    record = one(TITLE, dates, material)
    assert [(d.role, str(d.date), d.printed) for d in record.dates] == expected
    assert list(read(written(record), context=CONTEXT)) == [record]


def test_words_of_a_date_that_are_not_read_are_counted():
    reading = Reading()
    list(items(graph(TITLE + date("1972 1994") + BOOK).encode(), reading))
    assert reading.unread == {"dcterms:date": 1}


def test_a_class_of_no_known_scheme_keeps_its_address():
    classes = ("ndc8/334.4", "ndc10/334.41", "mihon/1.2")
    record = one(TITLE, *(f'<dcterms:subject rdf:resource="http://id.ndl.go.jp/class/{it}"/>' for it in classes), BOOK)
    assert [(x.scheme, x.edition, x.code) for x in record.subjects] == [
        ("ndc", "8", "334.4"), ("ndc", "10", "334.41"), ("other", None, "http://id.ndl.go.jp/class/mihon/1.2"),
    ]  # fmt: skip
    assert list(read(written(record), context=CONTEXT)) == [record]


def test_an_article_says_where_it_stands():
    where = "".join(
        f"<dcndl:{k}>{v}</dcndl:{k}>"
        for k, v in {
            "publicationName": "見本誌",
            "publicationVolume": "53",
            "number": "4",
            "pageRange": "p590～593,600",
        }.items()
    )
    serial = '<dcterms:isPartOf/><dcterms:isPartOf rdf:resource="http://iss.ndl.go.jp/issn/12345679"/>'
    record = one(TITLE, ARTICLE, where, serial)
    assert record.pages == (m.PageRun("590", "593"), m.PageRun("600"))
    assert record.related == (
        m.Relation("whole", citation="見本誌, 53巻4号", identifiers=(m.Identifier("issn", "12345679"),)),
    )
    text = written(record).decode()
    assert all(
        f"<dcndl:{k}>{v}<" in text
        for k, v in {"publicationName": "見本誌", "publicationVolume": "53", "number": "4"}.items()
    )
    assert list(read(text.encode(), context=CONTEXT)) == [record]


@pytest.mark.parametrize(("said", "cited"), [
    ({"publicationName": "見本誌", "publicationVolume": "53", "number": "4", "issue": "620"}, "見本誌, 53巻4号(通巻620号)"),
    ({"publicationName": "見本誌", "issue": "620"}, "見本誌, (通巻620号)"), ({"publicationVolume": "53", "number": "4"}, "53巻4号"),
])  # fmt: skip
def test_all_that_is_said_of_where_an_article_stands_is_kept(said: dict[str, str], cited: str):
    """The running number went beside a number, and was one without; numbers without a title went."""
    record = one(TITLE, ARTICLE, *(f"<dcndl:{k}>{v}</dcndl:{k}>" for k, v in said.items()))
    assert record.related == (m.Relation("whole", citation=cited),)
    data = written(record)
    assert list(read(data, context=CONTEXT)) == [record]
    assert "publicationName" not in said or all(f"<dcndl:{k}>{v}<" in data.decode() for k, v in said.items())


@pytest.mark.parametrize("kind", [ARTICLE, BOOK])
def test_an_issn_and_the_words_for_a_serial_are_one_relation_whatever_stands_first(kind: str):
    number, words = (
        f"<dcterms:isPartOf {held}/>"
        for held in ('rdf:resource="http://iss.ndl.go.jp/issn/12345679"', 'rdfs:label="見本誌"')
    )
    found = [one(TITLE, kind, *parts).related for parts in ((number, words), (words, number))]
    assert found == [(m.Relation("whole", citation="見本誌", identifiers=(m.Identifier("issn", "12345679"),)),)] * 2


def test_a_number_with_its_sign_gets_no_second_one():
    where = "".join(
        f"<dcndl:{k}>{v}</dcndl:{k}>"
        for k, v in (("publicationName", "見本誌"), ("publicationVolume", "53巻"), ("number", "4号"))
    )
    (whole,) = one(TITLE, ARTICLE, where).related
    assert whole.citation == "見本誌, 53巻4号"


@pytest.mark.parametrize(("data", "rule"), [
    (graph(ARTICLE), "title-missing"),
    ('<searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><diagnostics><d>not found</d></diagnostics></searchRetrieveResponse>', "sru-diagnostic"),
    ('<searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><records><record><recordData>&lt;rdf:RDF</recordData></record></records></searchRetrieveResponse>', "xml-syntax"),
    ('<searchRetrieveResponse xmlns="http://www.loc.gov/zing/srw/"><records><record><recordData><x/></recordData></record></records></searchRetrieveResponse>', "dcndl-record"),
])  # fmt: skip
def test_what_is_no_record_is_told(data: str, rule: str):
    (item,) = items(data.encode(), Reading())
    assert (item.record, [p.rule for p in item.problems]) == (None, [rule])


@pytest.mark.parametrize("verb", ["ListRecords", "GetRecord"])
def test_answers_by_oai_pmh_are_read(verb: str):
    record = f"<record><metadata>{graph(TITLE + BOOK)}</metadata></record><record><header status='deleted'/></record>"
    data = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><{verb}>{record}</{verb}></OAI-PMH>'
    (found,) = read(data.encode())
    assert found.titles == (m.Title(m.Text("見本")),)


def test_what_is_not_read_is_counted():
    reading = Reading()
    list(items(graph(TITLE + BOOK + "<dcndl:digitizedPublisher>見本</dcndl:digitizedPublisher>").encode(), reading))
    assert reading.unread == {"dcndl:digitizedPublisher": 1}


def test_rejected_records_come_back_and_are_read_once_they_are_corrected():
    data = graph(ARTICLE, TITLE + BOOK)
    told = {(None, 1): "見本の誤り"}
    back = b"".join(get("dcndl-2").refused(data.encode(), Reading(), told)).decode()
    assert "見本の誤り" in back
    (found,) = read(back.replace("<dcndl:materialType", f"{TITLE}<dcndl:materialType", 1).encode())
    assert found.title == m.Title(m.Text("見本"))


# --- what is written


FULL = m.Book(
    "book:9799999000009",
    titles=(m.Title(m.Text("見本の社会", (m.Reading("ミホン ノ シャカイ"),), romanised=(m.Romanised("Mihon no shakai"),))),),
    contributors=(m.Contributor(m.Text("見本花子"), family="見本", given="花子", born=m.PartialDate(1950)),),
    publishers=(m.Publisher(m.Text("見本書房"), places=(m.Text("東京"),), country="JP"),),
    identifiers=(m.Identifier("isbn-13", "9799999000009", printed="979-9999-00000-9"),),
    dates=(m.EventDate("publication", m.PartialDate(2009, 3)),), extents=(m.Extent(244),),
    measures=(m.Measure(21),), languages=(m.Language("jpn"),), editions=(m.Edition(statement="改訂版"),),
    series=(m.Series(m.Text("見本双書"), part_number="5"),), prices=(m.Price(1800, printed="1800円"),),
    subjects=(m.Subject("ndc", "361", edition="9"), m.Subject("ndlsh", "00000000", heading="見本"), m.Subject("keyword", heading="例示")),
)  # fmt: skip


@pytest.mark.parametrize("line", [
    '<dcterms:identifier rdf:datatype="http://ndl.go.jp/dcndl/terms/ISBN">979-9999-00000-9</dcterms:identifier>',
    '<rdfs:seeAlso rdf:resource="http://iss.ndl.go.jp/isbn/9799999000009"/>', "<dcterms:title>見本の社会</dcterms:title>",
    "<dcndl:transcription>ミホン ノ シャカイ</dcndl:transcription>", '<dcndl:transcription xml:lang="ja-Latn">Mihon no shakai</dcndl:transcription>',
    "<foaf:name>見本, 花子, 1950-</foaf:name>", "<dcndl:location>東京</dcndl:location>", "<dcterms:date>2009.3</dcterms:date>",
    '<dcterms:issued rdf:datatype="http://purl.org/dc/terms/W3CDTF">2009-03</dcterms:issued>', "<dcterms:extent>244 p ; 21cm</dcterms:extent>",
    '<dcterms:subject rdf:resource="http://id.ndl.go.jp/class/ndc9/361"/>', "<rdf:value>見本双書 ; 5</rdf:value>",
    '<dcndl:materialType rdf:resource="http://ndl.go.jp/ndltype/Book" rdfs:label="図書"/>', "<dcndl:price>1800円</dcndl:price>",
    '<dcndl:BibResource rdf:about="oai:mihon.example:book:9799999000009#material">', "<dcndl:edition>改訂版</dcndl:edition>",
])  # fmt: skip
def test_a_book_in_lines(line: str):
    assert line in [x.strip() for x in written(FULL).decode().splitlines()]


@pytest.mark.parametrize(("words", "numbers", "told"), [
    ("244p", [("11", 244)], []), ("xi, 274p", [("03", 11), ("00", 274)], []), ("1冊", [("11", None)], []),
    ("8, 244p", [("11", None)], ["pages-several"]), ("218,12p", [("11", None)], ["pages-comma"]), ("292p 図版", [("00", 292)], []),
])  # fmt: skip
def test_pages_are_numbers_where_the_words_say_which(
    words: str, numbers: list[tuple[str, int | None]], told: list[str]
):
    """Roman pages before the main text cost that its number; two sequences said nothing."""
    data = written(m.Book("book:x", titles="見本", extents=[m.Extent(printed=words)]))
    (item,) = items(data, Reading(context=CONTEXT))
    assert isinstance(item.record, m.Book)
    assert [(it.type, it.value) for it in item.record.extents] == numbers
    assert [p.rule for p in item.problems] == told


def test_what_is_carried_comes_back():
    assert list(read(written(FULL), context=CONTEXT)) == [FULL]


@pytest.mark.parametrize(("before", "after", "lost"), [("\u3000", "\u3000", []), (" ", "", ["texts.text"])])
def test_the_wide_blank_of_a_paragraph_stays_and_other_blanks_are_told(before: str, after: str, lost: list[str]):
    book = attrs.evolve(FULL, texts=(m.Prose(f"{before}見本の内容。", "03"),))
    assert not_carried(book, get("dcndl-2").columns["book"], CONTEXT) == lost
    (back,) = read(written(book), context=CONTEXT)
    assert back.texts[0].text == f"{after}見本の内容。"


def test_a_heading_without_a_code_goes_as_words():
    """What list it is of cannot be said, which is told."""
    lost: list[str] = []
    book = m.Book("book:mihon", titles=("見本",), subjects=(m.Subject("ndlsh", heading="見本--日本"),))
    document = get("dcndl-2").document
    assert document is not None
    data = b"".join(document([book], Writing(CONTEXT, lambda _, path: lost.append(path))))
    (back,) = read(data, context=CONTEXT)
    assert (back.subjects, lost) == ((m.Subject("keyword", heading="見本--日本"),), ["subjects.scheme"])


def test_a_cataloguers_note_on_the_numbering_is_not_the_range_of_a_serial():
    issue = m.Issue(
        "issue:mihon:1", titles=("見本誌",), notes=(m.Note("番号は不明", "numbering"), m.Note("見本", "volume-range"))
    )
    text = written(issue).decode()
    assert "<dcndl:volumeRange>見本<" in text
    assert "番号は不明" not in text


def test_an_article_of_ours_names_its_issue_and_says_where_that_stands():
    serial = m.Periodical("periodical:mihon", ("見本誌",))
    issue = m.Issue(
        "issue:mihon:4", "periodical:mihon", titles=("見本誌",), numbering=m.Numbering("53巻4号", "53", numbers=("4",))
    )
    article = m.Component("article:mihon:4:a01", "見本の記事", host="issue:mihon:4")
    known = {r.id: r for r in (serial, issue)}
    data = written(article, context=attrs.evolve(CONTEXT, lookup=known.get))
    assert b"<dcndl:publicationName>\xe8\xa6\x8b" in data
    assert b"<dcndl:number>4<" in data
    assert list(read(data, context=CONTEXT)) == [article]


@settings(
    max_examples=25,
    suppress_health_check=list(HealthCheck),
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    database=None,
)
@given(records("periodical", "issue", "book", "component"))
def test_a_file_carries_what_it_is_said_to_carry(record: m.Record):
    record = attrs.evolve(record, contents=()) if getattr(record, "contents", ()) else record
    data = b"".join(get("dcndl-2").document([record], Writing(CONTEXT)))
    (back,) = read(data, context=CONTEXT)
    assert back == carried(record, get("dcndl-2").columns[kind_of(record)], CONTEXT)


# --- other services in the same vocabulary

RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcndl="http://ndl.go.jp/dcndl/terms/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><channel><item>
<title>見本の本</title><link>https://ndl.example/1</link><category>図書</category><dc:title>見本の本</dc:title>
<dcndl:titleTranscription>ミホン ノ ホン</dcndl:titleTranscription><dc:creator>見本, 花子</dc:creator><dc:creator>Sample, John</dc:creator>
<dcndl:creatorTranscription>ミホン, ハナコ</dcndl:creatorTranscription><dc:date xsi:type="dcterms:W3CDTF">2005</dc:date>
<dcterms:issued>2005.11</dcterms:issued><dc:identifier xsi:type="dcndl:JPNO">00000001</dc:identifier>
<dc:subject xsi:type="dcndl:NDC9">933.7</dc:subject><dc:extent>157p ; 19cm</dc:extent></item></channel></rss>"""
CINII = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:dcterms="http://purl.org/dc/terms/" xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:cinii="http://ci.nii.ac.jp/ns/1.0/"
 xmlns:bibo="http://purl.org/ontology/bibo/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">
<rdf:Description rdf:about="https://ci.nii.ac.jp/ncid/BA00000001#entity"><dc:title>見本の本</dc:title>
<dc:title xml:lang="ja-hrkt">ミホン ノ ホン</dc:title><dc:creator>見本花子著</dc:creator><dc:language>jpneng</dc:language>
<cinii:ncid>BA00000001</cinii:ncid><dcterms:hasPart rdf:resource="urn:isbn:9799999000009"/><dcterms:extent>222p</dcterms:extent>
<cinii:size>21cm</cinii:size><prism:publicationDate>2013.8</prism:publicationDate><dc:subject>NDC9:837.7</dc:subject></rdf:Description>
<rdf:Description rdf:about="https://ci.nii.ac.jp/ncid/BA00000001#entity"><foaf:maker><foaf:Person rdf:about="https://ci.nii.ac.jp/author/1">
<foaf:name>見本, 花子</foaf:name><foaf:name xml:lang="ja-hrkt">ミホン, ハナコ</foaf:name></foaf:Person></foaf:maker></rdf:Description>
<rdf:Description rdf:about="https://ci.nii.ac.jp/ncid/BA00000001#entity"><bibo:owner><foaf:Organization><foaf:name>見本大学 図書館</foaf:name>
</foaf:Organization></bibo:owner></rdf:Description></rdf:RDF>"""
CINII_JSON = """{"@context": {"cinii": "http://ci.nii.ac.jp/ns/1.0/"}, "@graph": [{"@type": "channel", "items": [{"@id": "https://ci.nii.ac.jp/naid/1",
"title": "見本の記事", "dc:creator": [{"@value": "見本 花子"}], "prism:publicationName": "見本誌", "prism:volume": "30", "prism:number": "2",
"prism:startingPage": "64", "prism:endingPage": "84", "prism:issn": "1234-5679", "prism:publicationDate": "2018-07-20"}]}]}"""


@pytest.mark.parametrize(("said", "other", "unread"), [
    ('"urn:isbn:9799999000009"', '"urn:isbn:9799999000009" dc:title="上"', {"dcterms:hasPart/dc:title": 1}),
    ("<prism:publicationDate>2013.8</prism:publicationDate>", "<dc:date>20240</dc:date>", {"dcterms:issued": 1}),
    ("<prism:publicationDate>2013.8</prism:publicationDate>", "<prism:publicationDate>[出版年不明]</prism:publicationDate>", {"dcterms:date": 1}),
])  # fmt: skip
def test_what_cinii_says_and_no_field_has_is_counted(said: str, other: str, unread: dict[str, int]):
    reading = Reading()
    (item,) = items(CINII.replace(said, other).encode(), reading)
    assert item.record is not None
    assert {path: reading.unread[path] for path in unread} == unread


@pytest.mark.parametrize(("said", "title", "number", "unread"), [
    ("見本叢書, ", "見本叢書", None, 0),
    ("見本叢書, 赤版12", "見本叢書", "赤版12", 0),
    ("見本叢書||ミホン ソウショ, 第3巻", "見本叢書", "第3巻", 0),
    ("Sample series, v.6", "Sample series", "v.6", 0),
    ("Samples, and more", "Samples, and more", None, 0),
    ("Samples, 3rd series, ", "Samples, 3rd series", None, 0),
    ("見本叢書, . 見本編||ミホンヘン ; 1", "見本叢書. 見本編", "1", 1),
])  # fmt: skip
def test_a_series_of_cinii_has_its_number(said: str, title: str, number: str | None, unread: int):
    """The number stood in the title, or was lost where a reading stands before it."""
    reading = Reading()
    whole = f'<dcterms:isPartOf rdf:resource="https://ci.nii.ac.jp/ncid/BA00000002" dc:title="{said}"/>'
    (item,) = items(CINII.replace("<cinii:ncid>", f"{whole}<cinii:ncid>").encode(), reading)
    assert isinstance(item.record, m.Book)
    (series,) = item.record.series
    assert (series.title.text, series.part_number) == (title, number)
    assert [r.text for r in series.title.readings] == (["ミホン ソウショ"] if "ソウショ" in said else [])
    assert reading.unread["dcterms:isPartOf (@rdf:resource)"] == 1
    assert reading.unread["dcterms:isPartOf (transcription of a section)"] == unread


def test_what_opensearch_says_twice_is_read_once():
    """The ISBN stands there as one of ten and of thirteen digits, the page as link, guid and seeAlso."""
    numbers = "".join(
        f'<dc:identifier xsi:type="dcndl:{kind}">4-8401-1440-4</dc:identifier>' for kind in ("ISBN", "ISBN13")
    )
    pages = "\n<link>https://ndl.example/1</link>\n"
    record = next(items(RSS.replace("<dc:subject", f"{numbers}{pages}<dc:subject", 1).encode(), Reading())).record
    assert record is not None
    assert [it.value for it in record.identifiers].count("4840114404") == 1
    assert [it.url for it in record.links].count("https://ndl.example/1") == 1


def test_who_only_sells_in_opensearch_is_the_distributor():
    """It was a publisher called 見本販売 (発売)."""
    sold = "<dc:publisher>見本書房</dc:publisher><dc:publisher>見本販売 (発売)</dc:publisher>"
    record = next(items(RSS.replace("<dc:subject", f"{sold}<dc:subject", 1).encode(), Reading())).record
    assert record is not None
    assert [(str(it.name), it.role) for it in record.publishers][-2:] == [
        ("見本書房", "01"),
        ("見本販売", "distributor"),
    ]


def test_an_item_of_opensearch():
    reading = Reading()
    (item,) = items(RSS.encode(), reading)
    record = item.record
    assert isinstance(record, m.Book)
    assert record.titles == (m.Title(m.Text("見本の本", (m.Reading("ミホン ノ ホン"),))),)
    assert [c.name for c in record.contributors] == [m.Text("見本花子"), m.Text("Sample, John")]
    assert [str(d.date) for d in record.dates] == ["2005-11"]
    assert (record.identifiers, record.subjects) == (
        (m.Identifier("jpno", "00000001"),),
        (m.Subject("ndc", "933.7", edition="9"),),
    )
    assert (record.links, reading.unread) == ((m.Link("https://ndl.example/1"),), {"maker (transcription)": 1})


def test_a_record_of_cinii_is_all_nodes_of_one_address():
    (record,) = read(CINII.encode())
    assert isinstance(record, m.Book)
    assert record.id == "book:9799999000009"
    (maker,) = record.contributors
    assert (maker.name, maker.roles) == (m.Text("見本花子", (m.Reading("ミホン, ハナコ"),)), ("A01",))
    assert [(i.type, i.value) for i in record.identifiers] == [("ncid", "BA00000001"), ("isbn-13", "9799999000009")]
    assert ([x.code for x in record.languages], record.extents, record.measures) == (
        ["jpn", "eng"],
        (m.Extent(222),),
        (m.Measure(21),),
    )
    assert record.holdings == (m.Holding("見本大学 図書館"),)


def test_an_article_of_cinii_in_json():
    (record,) = read(CINII_JSON.encode())
    assert isinstance(record, m.Component)
    assert (record.pages, [str(d.date) for d in record.dates]) == ((m.PageRun("64", "84"),), ["2018-07-20"])
    assert record.related == (
        m.Relation("whole", citation="見本誌, 30巻2号", identifiers=(m.Identifier("issn", "12345679"),)),
    )


BOOKS = "https://ndlsearch.ndl.go.jp/books/R100000002-I999999999999"
NDLBIBID = '<dc:identifier xsi:type="dcndl:NDLBibID">999999999999</dc:identifier>'


def answer(*listed: tuple[str, str]) -> bytes:
    """Return an answer with a serial and its issues: what stands behind its address, and more elements."""
    entries = "".join(
        f"<item><link>{BOOKS}{end}</link><category>雑誌</category><dc:title>見本誌</dc:title>{more}</item>"
        for end, more in listed
    )
    return f"{RSS[: RSS.index('<item>')]}{entries}</channel></rss>".encode()


@pytest.mark.parametrize("end", ["-i0000001", "-d0000001"])
def test_an_issue_of_opensearch_names_its_serial_by_its_address(end: str):
    """The number of the serial stands in the address, and among the numbers of a bound volume, of which it is none."""
    (found,) = read(answer((end, f"<dcndl:volume>(2) 2005.3</dcndl:volume>{NDLBIBID}")))
    assert (found.numbering, found.identifiers) == (m.Numbering("(2) 2005.3", numbers=["2"]), ())
    assert found.related == (
        m.Relation("whole", citation="見本誌", identifiers=(m.Identifier("ndl", "999999999999"),)),
    )
    assert list(read(written(found), context=CONTEXT)) == [found]


def test_issues_of_opensearch_are_imported_into_their_serial(tmp_path: Path):
    held = init(tmp_path / "a", empty=True, domain="mihon.example", sender="見本の会", contact="x@mihon.example")
    volumes = [(f"-i000000{n}", f"<dcndl:volume>({n})</dcndl:volume>{NDLBIBID}") for n in (1, 2)]
    (tmp_path / "a.xml").write_bytes(answer(*volumes))
    refused = [
        p for e in plan_import([tmp_path / "a.xml"], held).entries() for p in e.problems if p.severity == "error"
    ]
    assert [(p.rule, p.found) for p in refused] == [("named-none", "見本誌 999999999999")] * 2
    (tmp_path / "b.xml").write_bytes(answer(*volumes, ("", NDLBIBID)))
    commit_plan(plan_import([tmp_path / "b.xml"], held), held)
    (serial,) = held.records(kinds=("periodical",))
    issues = [*held.records(kinds=("issue",))]
    assert {it.periodical for it in issues} == {serial.id}
    assert ([it.numbering.numbers for it in issues], [it.related for it in issues]) == ([("1",), ("2",)], [(), ()])


@pytest.mark.skipif(not SHARED.is_dir(), reason="the answers of NDL Search and CiNii are not here")
@pytest.mark.parametrize(("files", "count"), [("opensearch/ndl_[!c]*", 44), ("cinii-books/*", 100)])
def test_real_answers_are_read(files: str, count: int):
    coverage, found = Coverage(), []
    for path in sorted((SHARED / "real-2").glob(files)):
        if "error" not in path.name and "invalid" not in path.name:
            found += list(items(path, Reading(file=str(path), coverage=coverage)))
    told = [(p.rule, p.found) for item in found for p in item.problems]
    bound = {n.printed for it in found if (n := getattr(it.record, "numbering", None)) and n == m.Numbering(n.printed)}
    assert [words for rule, words in told if rule == "pages-comma"] == ["218,12p"] * ("ndl" in files)
    assert {words for rule, words in told if rule == "numbering-words"} == bound  # bound volumes, of several issues
    assert {rule for rule, _ in told} <= {"pages-comma", "numbering-words"}
    assert all(item.record is not None for item in found)
    assert len(found) == count
    assert coverage.unread.total() <= coverage.total.total() / 100


def test_who_provides_the_records_is_said_where_ndl_gave_a_number():
    context = attrs.evolve(CONTEXT, ndl_provider="R100000999")
    data = written(FULL, context=context)
    assert "<dcndl:bibRecordCategory>R100000999</dcndl:bibRecordCategory>" in data.decode()
    assert b"bibRecordCategory" not in written(FULL)
    reading = Reading(context=context)
    list(items(data, reading))
    assert not any("bibRecordCategory" in path for path in reading.unread)


@pytest.mark.parametrize("datatype", ["SetISBN", "setISBN"])
def test_the_isbn_of_a_set_is_read_in_both_spellings(datatype: str):
    found = one(f'{TITLE}<dcterms:identifier rdf:datatype="{NDL}{datatype}">978-4-00-000001-7</dcterms:identifier>')
    assert [(i.type, i.qualifier) for i in found.identifiers] == [("isbn-13", "set")]
