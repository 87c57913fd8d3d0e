"""JPCOAR, both ways: forms of a text side by side, the official schema and samples, and records at fault."""

from __future__ import annotations

import io
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from strategies import records

from smj_catalog import Archive, Context, init, read, select, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.crosswalk import carried
from smj_catalog.errors import CannotWrite
from smj_catalog.formats import Reading, Writing, get
from smj_catalog.model import kind_of
from smj_catalog.services.reading import items
from smj_catalog.xmlio import open_source

SHARED = Path(__file__).parents[2] / "shared"
OFFICIAL, FAULTY = SHARED / "standards/jpcoar", SHARED / "real-2/jpcoar-faulty/spec/example"
FORMAT = get("jpcoar-2.1")
CONTEXT = Context(domain="mihon.example", updated="2026-11-24", base_uri="https://mihon.example/id")
SERIAL = m.Periodical("periodical:mihon", ("見本通信",), identifiers=(m.Identifier("issn", "12345679"),))
ISSUE = m.Issue(
    "issue:mihon:2", SERIAL.id, titles=("見本通信",), numbering=m.Numbering(numbers=("2",), volume="1"), dates=(m.EventDate("publication", m.PartialDate(2009, 3)),),
)  # fmt: skip
KANA = m.Text("見本の記事", (m.Reading("ミホン ノ キジ"),), romanised=(m.Romanised("Mihon no kiji"),), language="jpn")
ARTICLE = m.Component(
    "article:mihon:2:a01", m.Title(KANA), host=ISSUE.id, pages=(m.PageRun("15", "22"),),
    contributors=(m.Contributor(m.Text("見本花子", (m.Reading("ミホン, ハナコ"),), language="jpn"), ("A01",), role_printed="著", family="見本", given="花子"),),
)  # fmt: skip
AROUND = attrs.evolve(CONTEXT, lookup={r.id: r for r in (SERIAL, ISSUE, ARTICLE)}.get)
needs_official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official schema of JPCOAR is not at hand")


def single(record: m.Record, context: Context = CONTEXT) -> bytes:
    assert FORMAT.single is not None
    return FORMAT.single(record, context)


def lines(record: m.Record, context: Context = CONTEXT) -> list[str]:
    return [line.strip() for line in single(record, context).decode().splitlines()]


@cache
def official() -> etree.XMLSchema:
    """The official schema; what it imports from the web is at hand."""

    class Local(etree.Resolver):
        def resolve(self, system_url: str, public_id: str, context: Any) -> Any:
            near = SHARED / "standards/w3c/xml.xsd" if system_url.endswith("xml.xsd") else None
            return self.resolve_filename(str(near), context) if near else None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.parse(OFFICIAL / "2.1/jpcoar_scm.xsd", parser))


# --- written


def test_forms_of_a_text_stand_side_by_side():
    assert lines(ARTICLE, AROUND)[2:] == [
        '<dc:title xml:lang="ja">見本の記事</dc:title>', '<dc:title xml:lang="ja-Kana">ミホン ノ キジ</dc:title>', '<dc:title xml:lang="ja-Latn">Mihon no kiji</dc:title>',
        '<jpcoar:creator creatorType="著">', '<jpcoar:creatorName xml:lang="ja">見本, 花子</jpcoar:creatorName>',
        '<jpcoar:creatorName xml:lang="ja-Kana">ミホン, ハナコ</jpcoar:creatorName>', "</jpcoar:creator>",
        '<datacite:date dateType="Issued">2009-03</datacite:date>',
        '<dc:type rdf:resource="http://purl.org/coar/resource_type/43KC-T6DC">magazine article</dc:type>',
        '<jpcoar:identifier identifierType="URI">https://mihon.example/id/article:mihon:2:a01</jpcoar:identifier>',
        '<jpcoar:relation relationType="isPartOf">', '<jpcoar:relatedIdentifier identifierType="URI">https://mihon.example/id/issue:mihon:2</jpcoar:relatedIdentifier>',
        "</jpcoar:relation>", '<jpcoar:sourceIdentifier identifierType="PISSN">1234-5679</jpcoar:sourceIdentifier>',
        "<jpcoar:sourceTitle>見本通信</jpcoar:sourceTitle>", "<jpcoar:volume>1</jpcoar:volume>", "<jpcoar:issue>2</jpcoar:issue>",
        "<jpcoar:pageStart>15</jpcoar:pageStart>", "<jpcoar:pageEnd>22</jpcoar:pageEnd>", "</jpcoar:jpcoar>",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "langs"), [
    (m.Text("金見本", romanised=(m.Romanised("Kim Mihon"),)), [None, "und-Latn"]), (m.Text("金みほん", romanised=(m.Romanised("Kim Mihon"),)), ["ja", "ja-Latn"]),
    (m.Text("金見本", romanised=(m.Romanised("Kim Mihon"),), language="kor"), ["ko", "ko-Latn"]), (m.Text("見本", (m.Reading("ミホン"),)), ["ja", "ja-Kana"]),
])  # fmt: skip
def test_a_latin_form_makes_no_text_japanese(text: m.Text, langs: list[str | None]):
    """Its own comes back, whatever the language."""
    record = m.Book("book:mihon", titles=(m.Title(text),))
    data = single(record)
    titles = [it for it in etree.fromstring(data) if str(it.tag).endswith("}title")]
    (came,) = read(data, format="jpcoar-2.1", context=CONTEXT)
    assert isinstance(came, m.Book)
    assert ([it.get("{http://www.w3.org/XML/1998/namespace}lang") for it in titles], came.titles[0].text.romanised) == (
        langs,
        text.romanised,
    )


@pytest.mark.parametrize(("record", "type_"), [
    (SERIAL, "QX5C-AR31"), (ISSUE, "QX5C-AR31"), (m.Book("book:mihon", titles=("見本",)), "c_2f33"),
    (m.Component("chapter:mihon:c01", "見本", kind="chapter"), "c_3248"),
    (m.Book("book:mihon", titles=("見本",), notes=(m.Note("report", type="genre"),)), "c_93fc"),
])  # fmt: skip
def test_types_are_those_of_coar(record: m.Record, type_: str):
    assert f'rdf:resource="http://purl.org/coar/resource_type/{type_}"' in single(record).decode()


@pytest.mark.parametrize("sort", ["journal article", "departmental bulletin paper", "article", "review article", "editorial", "conference paper", "data paper", "software paper", "magazine article"])  # fmt: skip
def test_the_sort_of_an_article_stays(sort: str):
    """A paper of a bulletin (紀要論文) came back as an article of a magazine."""
    data = single(
        m.Component("article:mihon", "見本", genre=None if sort == "magazine article" else sort.replace(" ", "-"))
    )
    assert f">{sort}</dc:type>" in data.decode()
    if OFFICIAL.is_dir():
        official().assertValid(etree.fromstring(data))
    (found,) = read(data.replace(b"https://mihon.example/id/article:mihon", b"https://other.example/1"))
    assert isinstance(found, m.Component)
    assert f">{sort}</dc:type>" in single(found).decode()


def test_without_an_address_nothing_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """JPCOAR wants one of each record; the message says where it is set, and no file is left."""
    with pytest.raises(CannotWrite, match="base_uri"):
        single(ARTICLE, attrs.evolve(CONTEXT, base_uri=None))
    archive = init(tmp_path / "mine", empty=True, domain="mihon.jp")
    archive.save(SERIAL, note="x")
    assert (
        run(group, ["export", "--to", "jpcoar-2.1", "--out", str(tmp_path / "x.xml"), "--archive", str(archive.folder)])
        != 0
    )
    assert "base_uri" in capsys.readouterr().err
    assert not (tmp_path / "x.xml").exists()


@needs_official
def test_every_record_of_the_archive_is_valid():
    with Archive.open(Path(__file__).parents[1] / "archive") as archive:
        out = io.BytesIO()
        write(
            select(archive, scope=("all",)),
            out,
            to="jpcoar-2.1",
            catalogue=archive,
            context=attrs.evolve(archive.context, base_uri="https://mihon.example/id"),
        )
    found = list(etree.fromstring(out.getvalue()).iter("{*}jpcoar"))
    assert len(found) > 100
    assert [
        official().error_log.last_error
        for one in found
        if not official().validate(etree.fromstring(etree.tostring(one)))
    ] == []


@needs_official
@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(records("periodical", "issue", "book", "component"))
def test_records_of_every_shape_are_valid(record: m.Record):
    """But for titles, which the rules ask for."""
    if getattr(record, "titles", True):
        tree = etree.fromstring(single(record))
        assert official().validate(tree), official().error_log.last_error


@pytest.mark.parametrize(
    "forms", [{"readings": (m.Reading("ミホンショボウ"),)}, {"romanised": (m.Romanised("Mihon Shobō"),)}], ids=str
)
@pytest.mark.parametrize("places", [(), (m.Text("東京"),)], ids=str)
def test_a_publisher_with_other_forms_comes_back(forms: dict[str, Any], places: tuple[m.Text, ...]):
    publisher = m.Publisher(m.Text("見本書房", **forms), places=places)
    book = m.Book("book:mihon", titles=("見本",), publishers=(publisher,))
    (back,) = read(single(book), format="jpcoar-2.1", context=CONTEXT)
    assert isinstance(back, m.Book)
    assert attrs.evolve(back.publishers[0].name, language=None) == publisher.name


def test_of_several_runs_of_pages_the_first_is_written_and_the_rest_is_told():
    lost: list[str] = []
    article = attrs.evolve(ARTICLE, pages=(m.PageRun("12", "15"), m.PageRun("20")))
    data = b"".join(FORMAT.document([article], Writing(CONTEXT, lambda _, path: lost.append(path))))
    (back,) = read(data, format="jpcoar-2.1", context=CONTEXT)
    assert isinstance(back, m.Component)
    assert (back.pages, "pages" in lost) == ((m.PageRun("12", "15"),), True)


# --- both ways


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(records("periodical", "issue", "book", "component"))
def test_a_file_carries_what_it_is_said_to_carry(record: m.Record):
    record = attrs.evolve(record, contents=()) if getattr(record, "contents", ()) else record
    assert FORMAT.document is not None
    for data in (single(record), b"".join(FORMAT.document([record], Writing(CONTEXT)))):
        (back,) = read(data, format="jpcoar-2.1", context=CONTEXT)
        assert back == carried(record, FORMAT.columns[kind_of(record)], CONTEXT)


def test_an_address_of_ours_is_the_records_id_and_others_are_identifiers():
    (known,) = read(single(ARTICLE, AROUND), context=AROUND)
    (other,) = read(single(ARTICLE), context=Context(domain="example.org"))
    assert (known.id, known.dates) == (ARTICLE.id, ())
    assert [i.value for i in other.identifiers] == ["https://mihon.example/id/article:mihon:2:a01"]


# --- real ones


def taken(path: Path) -> tuple[list[Any], Counter[str]]:
    reading = Reading()
    return list(items(path, reading)), reading.unread


@needs_official
@pytest.mark.parametrize("version", ["1.0", "2.0", "2.1"])
def test_official_samples_are_read(version: str):
    found = {path.name[:2]: taken(path) for path in sorted((OFFICIAL / version / "samples").glob("*.xml"))}
    assert all(item.record is not None for told, _ in found.values() for item in told)
    ((one,), unread), ((archive,), _) = found["01"], found.get("12", found["01"])
    assert str(one.record.title.text) == "情報爆発時代の研究基盤構想"
    assert (one.record.title.text.reading, one.record.pages) == (
        "ジョウホウ バクハツ ジダイ ノ ケンキュウ キバン コウソウ",
        (m.PageRun("34", "57"),),
    )
    assert {"jpcoar:fundingReference/funderIdentifier", "jpcoar:file/date"} <= set(unread)
    assert not {"jpcoar:sourceTitle", "dcterms:accessRights", "jpcoar:creator/nameIdentifier", "jpcoar:file/URI"} & set(
        unread
    )
    if version != "1.0":
        book = archive.record
        assert [(str(t.text), t.text.reading) for t in book.titles[1:]] == [
            ("栞", "シオリブミ"),
            ("倭訓栞", "ワクンノシオリ"),
        ]
        assert [[str(p.text) for p in it.places] for it in book.publishers] == [["江戸"], ["京都"], ["京都"]]
        assert (str(book.dates[0].date), str(book.dates[0].until), book.dates[0].qualifier) == (
            "1777",
            "1830",
            "between",
        )


SOUND = {"vor_relation_success.xml", "01_departmental_bulletin_paper_oa.xml"}
"""Among them without a fault."""


@needs_official
@pytest.mark.skipif(not FAULTY.is_dir(), reason="the records at fault are not at hand")
def test_each_fault_is_told():
    """Each record has a fault that none of the official samples has, or one that a sample has too; all are read."""
    samples = [
        Counter((p.found, p.where.path) for item in taken(path)[0] for p in item.problems)
        for path in (OFFICIAL / "2.0/samples").glob("*.xml")
    ]
    quiet, files = [], sorted(FAULTY.glob("*/*.xml"))
    for path in files:
        told, _ = taken(path)
        assert [item.record is not None for item in told] == [True], path
        faults = Counter((p.found, p.where.path) for item in told for p in item.problems)
        nearest = min(samples, key=lambda sample: sum((faults - sample).values()) + sum((sample - faults).values()))
        if not faults - nearest:
            quiet.append(path.name)
    assert len(files) > 130
    assert set(quiet) == SOUND | {
        "xmllang_not_found.xml",
        "subject_xmllang_not_found.xml",
    }  # of format and catalogue: official samples have them


@pytest.mark.parametrize(("name", "found"), [
    ("1_title/xmllang_noja_with_yomi", ("ja-Kana", "dc:title")), ("18_identifier/identifier_type_mismatch_doi", ("10.15017/64495", "jpcoar:identifier")),
    ("28_numPages/positive_integer", ("24p.", "jpcoar:numPages")), ("40_format/xmllang_not_found", ("袋綴", "jpcoar:format")),
    ("44_catalog/subject_xmllang_not_found", ("書籍等", "jpcoar:catalog/jpcoar:subject")), ("4_contributor/contributor_type_not_found", (None, "jpcoar:contributor")),
])  # fmt: skip
def test_a_fault_is_told_where_it_stands(name: str, found: tuple[str | None, str]):
    if not FAULTY.is_dir():
        pytest.skip("the records at fault are not at hand")
    ((item,), _) = taken(FAULTY / f"{name}.xml")
    assert found in [(p.found, p.where.path) for p in item.problems]
    assert all(p.severity == "warning" and p.where.line for p in item.problems)


def test_a_response_with_deleted_records_is_read():
    record = single(ARTICLE).decode().partition("?>")[2]
    data = (
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><ListRecords><record><header status="deleted"/></record>'
        f"<record><header/><metadata>{record}</metadata></record><record><metadata/></record></ListRecords></OAI-PMH>"
    )
    gone, there, none = items(data.encode(), Reading(CONTEXT), format="jpcoar-2.1")
    assert (gone.record, gone.rejected, there.record.id, none.rejected) == (None, False, ARTICLE.id, True)  # type: ignore[union-attr]


@pytest.mark.parametrize("around", ["ListRecords", "GetRecord"])
def test_refused_records_of_a_response_are_given_back(around: str):
    """None of them was, for what holds a record in a response is another element than it is alone."""
    described = [single(attrs.evolve(ARTICLE, id=f"article:mihon:2:a0{n}")).decode().partition("?>")[2] for n in (1, 2)]
    held = "".join(f"<record><header/><metadata>{one}</metadata></record>" for one in described)
    data = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><{around}>{held}</{around}></OAI-PMH>'.encode()
    assert FORMAT.refused is not None
    back = b"".join(FORMAT.refused(open_source(data), Reading(CONTEXT), {(None, 2): "見本"}))
    assert "見本" in back.decode()
    (one,) = items(back, Reading(CONTEXT), format="jpcoar-2.1")
    assert one.record is not None
    assert one.record.id == "article:mihon:2:a02"


# --- what stands beside names, files, rights and related works

FOREIGN = """<jpcoar:jpcoar xmlns:jpcoar="https://github.com/JPCOAR/schema/blob/master/2.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:oaire="http://namespace.openaire.eu/schema/oaire/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><dc:title xml:lang="ja">見本の論文</dc:title>
<jpcoar:creator><jpcoar:nameIdentifier nameIdentifierScheme="ORCID" nameIdentifierURI="https://orcid.org/0000-0001-0002-0003">0000-0001-0002-0003</jpcoar:nameIdentifier>
<jpcoar:nameIdentifier nameIdentifierScheme="e-Rad_Researcher">12345678</jpcoar:nameIdentifier><jpcoar:creatorName xml:lang="ja">見本, 花子</jpcoar:creatorName>
<jpcoar:creatorName xml:lang="ja-Kana">ミホン, ハナコ</jpcoar:creatorName><jpcoar:creatorName xml:lang="en">Mihon, Hanako</jpcoar:creatorName>
<jpcoar:familyName xml:lang="ja">見本</jpcoar:familyName><jpcoar:familyName xml:lang="en">Mihon</jpcoar:familyName><jpcoar:givenName xml:lang="ja">花代</jpcoar:givenName>
<jpcoar:affiliation><jpcoar:nameIdentifier nameIdentifierScheme="ROR">057zh3y96</jpcoar:nameIdentifier><jpcoar:affiliationName xml:lang="ja">見本大学</jpcoar:affiliationName></jpcoar:affiliation>
</jpcoar:creator><dcterms:accessRights rdf:resource="http://purl.org/coar/access_right/c_abf2">open access</dcterms:accessRights>
<dc:rights xml:lang="en" rdf:resource="https://creativecommons.org/licenses/by/4.0/">Creative Commons Attribution</dc:rights>
<dc:type rdf:resource="http://purl.org/coar/resource_type/{code}">{type}</dc:type><oaire:version rdf:resource="http://purl.org/coar/version/c_970fb48d4fbd8a85">VoR</oaire:version>
<jpcoar:identifier identifierType="URI">https://repository.example/1</jpcoar:identifier>
<jpcoar:relation relationType="isReferencedBy"><jpcoar:relatedIdentifier identifierType="DOI">info:doi/10.9999/mihon</jpcoar:relatedIdentifier></jpcoar:relation>
<jpcoar:relation relationType="isVersionOf"><jpcoar:relatedTitle xml:lang="ja">見本の講演</jpcoar:relatedTitle></jpcoar:relation>
<jpcoar:sourceIdentifier identifierType="PISSN">1234-5679</jpcoar:sourceIdentifier><jpcoar:sourceIdentifier identifierType="NCID">AN00000000</jpcoar:sourceIdentifier>
<jpcoar:sourceTitle xml:lang="ja">見本学会誌</jpcoar:sourceTitle><jpcoar:sourceTitle xml:lang="en">Mihon Journal</jpcoar:sourceTitle><jpcoar:volume>3</jpcoar:volume><jpcoar:issue>2</jpcoar:issue>
<jpcoar:file><jpcoar:URI objectType="fulltext" label="mihon.pdf">https://repository.example/mihon.pdf</jpcoar:URI><jpcoar:mimeType>application/pdf</jpcoar:mimeType>
<jpcoar:extent>3MB</jpcoar:extent><jpcoar:extent>24 pages</jpcoar:extent></jpcoar:file></jpcoar:jpcoar>"""


def foreign(tmp_path: Path, type_: str, code: str) -> tuple[Any, Counter[str]]:
    path = tmp_path / "foreign.xml"
    path.write_text(FOREIGN.replace("{type}", type_).replace("{code}", code), "utf-8")
    (item,), unread = taken(path)
    return item.record, unread


def test_numbers_of_people_rights_and_the_journal_of_an_article_are_read(tmp_path: Path):
    article, unread = foreign(tmp_path, "journal article", "c_6501")
    (author,) = article.contributors
    assert [(i.type, i.scheme, i.value) for i in author.identifiers] == [
        ("orcid", None, "0000000100020003"), ("own", "e-Rad_Researcher", "12345678"),
    ]  # fmt: skip
    assert (author.name.reading, author.name.romanised[0].text) == ("ミホン, ハナコ", "Mihon, Hanako")
    assert [(i.scheme, i.value) for i in author.affiliation_identifiers] == [("ROR", "057zh3y96")]
    assert {(n.type, n.text) for n in article.notes} == {
        ("access-rights", "open access"), ("rights", "Creative Commons Attribution https://creativecommons.org/licenses/by/4.0/"), ("version", "VoR"),
    }  # fmt: skip
    assert [(r.type, r.citation, [(i.type, i.value) for i in r.identifiers]) for r in article.related] == [
        ("onix:35", None, [("doi", "10.9999/mihon")]), ("related", "見本の講演", []),
        ("whole", "見本学会誌 = Mihon Journal 3(2)", [("issn", "12345679"), ("ncid", "AN00000000")]),
    ]  # fmt: skip
    assert article.links == (m.Link("https://repository.example/mihon.pdf", "mihon.pdf", role="29"),)
    assert article.identifiers == (m.Identifier("uri", "https://repository.example/1"),)
    assert {k for k in unread if "name" in k.lower() or "relationType" in k} == {
        "jpcoar:creator/givenName", "jpcoar:creator/givenName@xml:lang", "jpcoar:relation/@relationType=?",
    }  # fmt: skip


THESIS = """<dc:publisher xml:lang="ja">見本大学</dc:publisher><dcterms:temporal xml:lang="ja">見本時代</dcterms:temporal>
<jpcoar:fundingReference><jpcoar:funderIdentifier funderIdentifierType="e-Rad_funder">1</jpcoar:funderIdentifier><jpcoar:funderName xml:lang="ja">見本振興会</jpcoar:funderName>
<jpcoar:funderName xml:lang="en">Mihon Fund</jpcoar:funderName><jpcoar:fundingStream>見本事業</jpcoar:fundingStream><jpcoar:awardNumber>X1</jpcoar:awardNumber><jpcoar:awardTitle>見本の研究</jpcoar:awardTitle></jpcoar:fundingReference>
<dcndl:originalLanguage xmlns:dcndl="http://ndl.go.jp/dcndl/terms/">deu</dcndl:originalLanguage><dcndl:dissertationNumber xmlns:dcndl="http://ndl.go.jp/dcndl/terms/">甲第1号</dcndl:dissertationNumber>
<dcndl:degreeName xmlns:dcndl="http://ndl.go.jp/dcndl/terms/" xml:lang="ja">見本博士</dcndl:degreeName><dcndl:dateGranted xmlns:dcndl="http://ndl.go.jp/dcndl/terms/">2017-03-25</dcndl:dateGranted>
<jpcoar:degreeGrantor><jpcoar:degreeGrantorName xml:lang="ja">見本大学院</jpcoar:degreeGrantorName></jpcoar:degreeGrantor><jpcoar:subject subjectScheme="NDLC">W</jpcoar:subject>"""


@pytest.mark.parametrize(("type_", "code"), [("journal article", "c_6501"), ("book", "c_2f33")])
def test_what_a_thesis_says_is_kept(tmp_path: Path, type_: str, code: str):
    """Degree, funding and period are notes, both ways; who funded it comes back as a general note."""
    (path := tmp_path / "one.xml").write_text(
        FOREIGN.replace("{type}", type_).replace("{code}", code).replace("<jpcoar:file>", f"{THESIS}<jpcoar:file>")
        .replace("24 pages", "850 KB"), "utf-8",
    )  # fmt: skip
    (item,), unread = taken(path)
    told = {
        ("temporal", "見本時代"), ("dissertation-number", "甲第1号"), ("degree", "見本博士"), ("degree-date", "2017-03-25"), ("degree-grantor", "見本大学院"),
        *([("publisher-statement", "見本大学")] if type_ != "book" else []),
    }  # fmt: skip
    funding = "見本振興会, 見本事業, 見本の研究 (X1)"
    assert {(n.type, n.text) for n in item.record.notes} > {*told, ("funding", funding)}
    assert [(x.role, x.code) for x in item.record.languages] == [("02", "ger")]
    assert [(x.scheme, x.code) for x in item.record.subjects] == [("other", "NDLC:W")]
    assert {p: n for p, n in unread.items() if "funding" in p and "@" not in p} == {
        "jpcoar:fundingReference/funderIdentifier": 1, "jpcoar:fundingReference/funderName": 1
    }  # fmt: skip
    assert unread["jpcoar:file/extent"] == (2 if type_ != "book" else 0)
    assert unread["jpcoar:file/extent=?"] == 0
    data = single(item.record)
    if OFFICIAL.is_dir():
        assert official().validate(etree.fromstring(data)), official().error_log.last_error
    (back,) = read(data, format="jpcoar-2.1", context=CONTEXT)
    assert {(n.type, n.text) for n in back.notes} > told
    assert funding in {n.text for n in back.notes}
    assert (back.languages, back.subjects) == (item.record.languages, item.record.subjects)


def test_numbers_of_a_second_affiliation_are_not_the_first_ones(tmp_path: Path):
    second = '<jpcoar:affiliation><jpcoar:nameIdentifier nameIdentifierScheme="ROR">000000000</jpcoar:nameIdentifier></jpcoar:affiliation>'
    (path := tmp_path / "one.xml").write_text(
        FOREIGN.replace("{type}", "book").replace("{code}", "c_2f33").replace("</jpcoar:affiliation>", f"</jpcoar:affiliation>{second}"), "utf-8",
    )  # fmt: skip
    (item,), unread = taken(path)
    (author,) = item.record.contributors
    assert (author.affiliation.text, [i.value for i in author.affiliation_identifiers]) == ("見本大学", ["057zh3y96"])
    assert unread["jpcoar:creator/affiliation[2].nameIdentifier"] == 1


@pytest.mark.parametrize("attribute", ["", ' identifierType=""'])
def test_a_number_of_no_type_is_counted_and_costs_nothing_else(tmp_path: Path, attribute: str):
    """It was the end of its record."""
    (path := tmp_path / "one.xml").write_text(
        '<jpcoar:jpcoar xmlns:jpcoar="https://github.com/JPCOAR/schema/blob/master/2.1/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<dc:title xml:lang="ja">見本の社会</dc:title><jpcoar:identifier identifierType="URI">https://mihon.example/1</jpcoar:identifier>'
        f'<jpcoar:relation relationType="isPartOf"><jpcoar:relatedIdentifier{attribute}>10.1234/mihon</jpcoar:relatedIdentifier>'
        "<jpcoar:relatedTitle>見本叢書</jpcoar:relatedTitle></jpcoar:relation></jpcoar:jpcoar>", "utf-8",
    )  # fmt: skip
    (item,), unread = taken(path)
    assert [it.citation for it in item.record.related] == ["見本叢書"]
    assert unread["jpcoar:relation/relatedIdentifier[@identifierType=?]"] == 1


def test_files_of_a_book_are_its_resources(tmp_path: Path):
    book, unread = foreign(tmp_path, "book", "c_2f33")
    (file,) = book.resources
    assert (file.type, file.url, file.mode, file.form) == ("28", "https://repository.example/mihon.pdf", "04", "02")
    assert [(f.type, f.value) for f in (*file.features, *file.file_features)] == [
        ("02", "mihon.pdf"),
        ("01", "E107"),
        ("05", "3"),
    ]
    assert unread["jpcoar:file/extent=?"] == 1  # 24 pages


@needs_official
@pytest.mark.parametrize(
    ("type_", "code"),
    [("journal article", "c_6501"), ("book", "c_2f33"), ("journal", "c_0640"), ("other periodical", "QX5C-AR31")],
)
def test_what_is_read_of_others_is_written_valid_and_read_again(tmp_path: Path, type_: str, code: str):
    record, _ = foreign(tmp_path, type_, code)
    data = single(record)
    assert official().validate(etree.fromstring(data)), official().error_log.last_error
    (back,) = read(data, format="jpcoar-2.1", context=CONTEXT)
    lost = set(FORMAT.columns[kind_of(record)].not_carried(record, CONTEXT))
    assert lost <= {"related.identifiers"}  # a relation has room for one
    assert (back.contributors, back.notes) == (record.contributors, record.notes)  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["見本, 例示会", "Mihon, Rei and Co"])
@pytest.mark.parametrize("role", ["A01", "B06", "B20"])
def test_names_of_bodies_are_not_parted(name: str, role: str):
    body = m.Contributor(name, (role,), kind="organisation")
    xml = single(m.Book("book:mihon", titles=("見本の社会",), contributors=(body,)))
    (item,) = items(xml, Reading(CONTEXT), format="jpcoar-2.1")
    assert isinstance(item.record, m.Book)
    (one,) = item.record.contributors
    assert (one.name.text, one.family, one.given, one.kind) == (name, None, None, "organisation")


@pytest.mark.parametrize("format_", ["jpcoar-2.1", "dcndl-2"])
def test_a_comma_that_would_part_a_name_is_told(format_: str):
    """Both write the name of a person as a heading, in which a comma stands between family and given name."""
    told: list[str] = []
    book = m.Book(
        "book:mihon", titles=(m.Title(m.Text("Mihon")),), contributors=(m.Contributor("Mihon, Hanako", ("A01",)),)
    )
    b"".join(get(format_).document([book], Writing(CONTEXT, lambda _, path: told.append(path))))
    assert {"contributors.family", "contributors.given"} <= set(told)


@pytest.mark.parametrize(("format_", "before", "after"), [
    ("dcndl-2", 'issue:mihon:2"', 'issue:mihon:2" rdfs:label="見本通信 1(2)"'),
    ("jpcoar-2.1", "issue:mihon:2</jpcoar:relatedIdentifier>", "issue:mihon:2</jpcoar:relatedIdentifier><jpcoar:relatedTitle>見本通信 1(2)</jpcoar:relatedTitle>"),
])  # fmt: skip
def test_what_is_cited_of_the_host_beside_it_is_no_other_work(format_: str, before: str, after: str):
    write_one = get(format_).single
    assert write_one is not None
    text = write_one(ARTICLE, CONTEXT).decode()
    assert before in text
    (came,) = read(text.replace(before, after).encode(), format=format_, context=CONTEXT)
    assert isinstance(came, m.Component)
    assert (came.host, came.related) == (ISSUE.id, ())


def test_forms_of_a_subtitle_stand_behind_those_of_the_title():
    """The reading of both stood with the title, and that of the subtitle was left out."""
    text = m.Text("見本の社会", (m.Reading("ミホン ノ シャカイ"),), language="jpn")
    book = m.Book("book:mihon", titles=(m.Title(text, subtitle=m.Text("例示", (m.Reading("レイジ"),))),))
    xml = single(book)
    assert '<dc:title xml:lang="ja-Kana">ミホン ノ シャカイ : レイジ</dc:title>' in xml.decode()
    (item,) = items(xml, Reading(CONTEXT), format="jpcoar-2.1")
    assert isinstance(item.record, m.Book)
    assert item.record.titles == book.titles


@needs_official
def test_a_series_with_two_numbers_is_valid_and_the_second_is_told():
    """The schema has room for one number of a related thing."""
    numbers = (m.Identifier("issn", "12345679"), m.Identifier("doi", "10.9999/mihon"))
    book = m.Book("book:mihon", titles=("見本",), series=(m.Series("見本叢書", identifiers=numbers),))
    assert official().validate(etree.fromstring(single(book))), official().error_log.last_error
    (came,) = read(single(book), format="jpcoar-2.1", context=CONTEXT)
    assert isinstance(came, m.Book)
    assert [it.value for it in came.series[0].identifiers] == ["12345679"]
    assert "series.identifiers" in " ".join(FORMAT.columns["book"].not_carried(book, CONTEXT))


@pytest.mark.parametrize(("title", "told"), [
    (m.Title("見本 : 副"), {"titles.text.text", "titles.subtitle"}), (m.Title("見本の社会"), {"titles.text.language"}),
    (m.Title("見本", subtitle="副"), set()), (m.Title(m.Text("見本の社会", language="jpn")), set()),
])  # fmt: skip
def test_what_comes_back_unstated_is_told(title: m.Title, told: set[str]):
    """A subtitle for the colon in the title, a language for its kana, and a word for a role, which JPCOAR asks for."""
    book = m.Book("book:x", titles=(title,))
    assert set(FORMAT.columns["book"].not_carried(book, CONTEXT)) == told
    named = m.Book("book:x", titles="見本", contributors=[m.Contributor(m.Text("見本花子", language="jpn"), ["A01"])])
    assert FORMAT.columns["book"].not_carried(named, CONTEXT) == ["contributors.role_printed"]


def test_titles_of_a_related_work_in_two_languages_are_one_citation():
    titles = '<jpcoar:relatedTitle xml:lang="ja">見本</jpcoar:relatedTitle><jpcoar:relatedTitle xml:lang="en">Sample</jpcoar:relatedTitle>'
    book = m.Book(
        "book:mihon",
        titles=("見本",),
        related=(m.Relation("earlier", "book:other"), m.Relation("related", "agent:mihon")),
    )
    data = single(book).decode().replace("</jpcoar:relatedIdentifier>", f"</jpcoar:relatedIdentifier>{titles}", 1)
    (came,) = read(data.encode(), format="jpcoar-2.1", context=CONTEXT)
    assert isinstance(came, m.Book)
    assert [(it.type, it.record, it.citation) for it in came.related] == [
        ("earlier", "book:other", "見本 = Sample"), ("related", "agent:mihon", None),
    ]  # fmt: skip


def test_a_supervisor_stays_a_contributor():
    """Types without a code of a role went out as creators, and came back with a role."""
    advisor = m.Contributor(m.Text("見本花子", language="jpn"), (), role_printed="Supervisor")
    xml = single(m.Book("book:mihon", titles=("見本の社会",), contributors=(advisor,)))
    assert '<jpcoar:contributor contributorType="Supervisor">' in xml.decode()
    (item,) = items(xml, Reading(CONTEXT), format="jpcoar-2.1")
    assert isinstance(item.record, m.Book)
    assert item.record.contributors == (advisor,)


@pytest.mark.parametrize(("own", "stated", "told"), [("book", "book part", 1), ("book", "book", 0)])
def test_a_type_that_contradicts_the_id_is_told(own: str, stated: str, told: int):
    data = single(m.Book("book:mihon", titles=("見本",))).replace(b">book</dc:type>", f">{stated}</dc:type>".encode())
    (item,) = items(data, Reading(CONTEXT), format="jpcoar-2.1")
    assert item.record is not None
    assert kind_of(item.record) == own
    assert [p.found for p in item.problems if p.rule == "jpcoar-kind"] == [stated] * told
