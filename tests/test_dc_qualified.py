"""Qualified Dublin Core as XML (qdc): valid by our profile and by DCMI's schemas, each term as it is meant."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree
from strategies import records

from smj_catalog import Archive, CannotWrite, select, validate, write
from smj_catalog import model as m
from smj_catalog.crosswalk import Context, not_carried
from smj_catalog.formats import Writing, get
from smj_catalog.formats.dc.words import is_uri
from smj_catalog.model import Component, kind_of
from smj_catalog.problems import Report
from smj_catalog.schema import Schema, load, load_path
from smj_catalog.xmlio import fromstring

STANDARDS = Path(__file__).parents[1].parent / "shared" / "standards"
OFFICIAL = pytest.mark.skipif(not STANDARDS.is_dir(), reason=f"the standards' schemas are not in {STANDARDS}")
SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
KINDS = ("periodical", "issue", "component", "book")
CONTEXT = Context(domain="example.org", sender="見本", updated="2026-11-24")
NS = {
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "qdc": "http://dspace.org/qualifieddc/", "oai": "http://www.openarchives.org/OAI/2.0/",
}  # fmt: skip
TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
BOOK = m.Book("book:example", titles=(m.Title(m.Text("見本")),))


@pytest.fixture(scope="module")
def archive():
    with Archive.open() as opened:
        yield opened


def works(archive: Archive) -> list[m.Record]:
    """Return every record of the archive that Dublin Core describes, components by themselves too."""
    return [*archive.records(kinds=("periodical", "issue", "book")), *archive.components()]


def xml(record: m.Record, context: Context = CONTEXT, to: str = "qdc") -> bytes:
    """Return a record as a file of its own."""
    single = get(to).single
    assert single is not None
    return single(record, context)


def values(record: m.Record, name: str, context: Context = CONTEXT) -> list[str]:
    """Return what elements of one name hold in qdc."""
    return [x.text or "" for x in fromstring(xml(record, context)).iterfind(name, NS)]


# --- the schemas --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def official(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    """DCMI's schemas as DCMI means them: qualifieddc.xsd included by a schema that gives the container a namespace."""
    folder = tmp_path_factory.mktemp("official")
    xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    (folder / "qdc.xsd").write_text(
        f'<xs:schema {xs} targetNamespace="{NS["qdc"]}"><xs:include schemaLocation="qualifieddc.xsd"/></xs:schema>'
    )
    (folder / "all.xsd").write_text(
        f'<xs:schema {xs}><xs:import namespace="{NS["qdc"]}" schemaLocation="qdc.xsd"/>'
        f'<xs:import namespace="{NS["oai"]}" schemaLocation="OAI-PMH.xsd"/></xs:schema>'
    )
    mapping = {
        "qualifieddc.xsd": STANDARDS / "dublin-core" / "qualifieddc.xsd",
        "OAI-PMH.xsd": STANDARDS / "oai-pmh" / "OAI-PMH.xsd",
        "http://www.w3.org/2001/03/xml.xsd": STANDARDS / "w3c" / "xml.xsd",
    }
    return load_path(folder / "all.xsd", mapping=mapping)


def faults(schema: Schema, data: bytes) -> list[str]:
    """Return what a schema finds wrong."""
    return [fault.text for fault in schema.faults(fromstring(data))]


@OFFICIAL
def test_the_archive_is_valid_by_dcmi(archive: Archive, official: Schema):
    """Each record by itself, and the response with all of them, by the standards' own schemas."""
    for record in works(archive):
        assert faults(official, xml(record, archive.context)) == [], record.id
    out = BytesIO()
    write(select(archive, scope=("all",)), out, to="qdc", catalogue=archive)
    assert faults(official, out.getvalue()) == []


def test_the_archive_is_valid_by_our_profile(archive: Archive):
    """Each record by itself; write() has checked the response."""
    for record in works(archive):
        assert faults(load("qdc.xsd"), xml(record, archive.context)) == [], record.id


@SLOW
@given(records(*KINDS))
def test_every_record_is_valid_by_our_profile(record: m.Record):
    """Whatever a record holds, its file keeps to the profile."""
    assert faults(load("qdc.xsd"), xml(record)) == []


@OFFICIAL
@SLOW
@given(record=records(*KINDS, full=True))
def test_full_records_are_valid_by_dcmi(record: m.Record, official: Schema):
    """With every field filled, a record is valid by DCMI's schemas."""
    assert faults(official, xml(record)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<dc:title>", b"<dcterms:extent>1</dcterms:extent><dc:title>"),
        (b">2026-11<", b">2026-13<"),
        (b">Text<", b">Magazine<"),
        (b">jpn<", b">Japanese<"),
        (b'"dcterms:URI">oai', b'"dcterms:URI">o ai'),
        (b'xsi:type="dcterms:W3CDTF"', b'xsi:type="dcterms:LCSH"'),
    ],
)
def test_the_profile_refuses_faults(old: bytes, new: bytes):
    """Order, dates, types, languages and addresses are checked."""
    dates = (m.EventDate("publication", m.PartialDate(2026, 11)),)
    good = xml(attrs.evolve(BOOK, dates=dates, languages=(m.Language("jpn"),)))
    assert faults(load("qdc.xsd"), good) == []
    assert old in good
    assert faults(load("qdc.xsd"), good.replace(old, new, 1))


def test_a_record_without_title_is_refused(tmp_path: Path):
    """What the profile demands and a record lacks ends the export; no file is left."""
    with pytest.raises(CannotWrite):
        write([m.Book("book:none")], tmp_path / "out.xml", to="qdc", context=CONTEXT)
    assert list(tmp_path.iterdir()) == []


def test_no_record_is_an_answer_too():
    """A response without records says so in the protocol's words."""
    out = BytesIO()
    assert write([], out, to="qdc", context=CONTEXT) == 0
    assert fromstring(out.getvalue()).find("oai:error", NS).get("code") == "noRecordsMatch"


@pytest.mark.parametrize("format_id", ["qdc", "dcterms"])
def test_agents_are_no_works(archive: Archive, format_id: str):
    """A record of another kind is refused by name."""
    with pytest.raises(CannotWrite, match="agent:smj"):
        xml(archive["agent:smj"], archive.context, format_id)


# --- terms --------------------------------------------------------------------------------------------------------------


def test_encoding_schemes(archive: Archive):
    """Dates, types, languages, addresses and headings of LCSH name their scheme."""
    serial = attrs.evolve(archive["periodical:migrants-network"], subjects=m.Subject("lcsh", heading="Noncitizens"))
    root = fromstring(xml(serial, archive.context))
    found = {(etree.QName(x).localname, x.get(TYPE)) for x in root if x.get(TYPE)}
    assert found == {
        ("type", "dcterms:DCMIType"), ("language", "dcterms:ISO639-2"), ("identifier", "dcterms:URI"),
        ("subject", "dcterms:LCSH"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("roles", "issued", "available", "date"),
    [
        ("cover publication", ["publication"], [], ["cover"]), ("cover", ["cover"], [], []), ("online", ["online"], [], []),
        ("on-sale publication online first-publication", ["publication"], ["on-sale", "online"], ["first-publication"]),
        ("embargo", [], [], []),
    ],
)  # fmt: skip
def test_dates_of_cover_publication_and_availability_are_told_apart(roles, issued, available, date):
    days = {role: f"20{n:02}-06" for n, role in enumerate(("cover", "publication", "online", "on-sale", "first-publication", "embargo"), 1)}  # fmt: skip
    issue = m.Issue("issue:x:193", titles="見本通信", dates=[m.EventDate(role, days[role]) for role in roles.split()])
    for term, expected in (("issued", issued), ("available", available), ("date", date)):
        assert values(issue, f"dcterms:{term}", CONTEXT) == [days[role] for role in expected]
    simple = b"".join(get("oai_dc").document([issue], Writing(CONTEXT))).decode()
    assert re.findall("<dc:date>([^<]*)<", simple) == [days[role] for role in (*issued, *available, *date)]
    graph = b"".join(get("dcterms").document([issue], Writing(CONTEXT))).decode()
    assert re.findall("<dcterms:available[^>]*>([^<]*)<", graph) == [days[role] for role in available]


def test_host_and_citation():
    """An article names its issue by address, and cites it with pages."""
    issue = m.Issue("issue:x:193", titles=(m.Title(m.Text("Mネット")),), numbering=m.Numbering("2017年8月号(第193号)"))
    article = Component(
        "article:x:193:a01",
        m.Title(m.Text("見本")),
        host="issue:x:193",
        pages=(m.PageRun("10", "15"), m.PageRun("20", "20")),
    )
    context = attrs.evolve(CONTEXT, lookup={issue.id: issue}.get)
    assert values(article, "dcterms:isPartOf", context) == ["oai:example.org:issue:x:193"]
    cited = values(article, "dcterms:bibliographicCitation", context)
    assert cited == ["Mネット 2017年8月号(第193号), p. 10-15, 20"]
    assert values(issue, "dc:title", context) == ["Mネット 2017年8月号(第193号)"]


def test_contents_end_in_an_ellipsis_where_they_are_incomplete():
    """Titles are joined by two hyphens; a list as printed goes before them."""
    parts = tuple(Component(f"chapter:example:c0{i}", m.Title(m.Text(f"第{i}章"))) for i in (1, 2))
    book = attrs.evolve(BOOK, contents=parts)
    assert values(book, "dcterms:tableOfContents") == ["第1章 -- 第2章"]
    assert values(attrs.evolve(book, contents_complete=False), "dcterms:tableOfContents") == ["第1章 -- 第2章 -- …"]
    printed = attrs.evolve(book, texts=(m.Prose("目次", "04"), m.Prose("内容", "03"), m.Prose("書評", "06")))
    assert values(printed, "dcterms:tableOfContents") == ["目次"]
    assert values(printed, "dcterms:abstract") == ["内容"]
    assert values(printed, "dc:description") == ["書評"]
    assert values(book, "dcterms:hasPart") == [f"oai:example.org:chapter:example:c0{i}" for i in (1, 2)]


@pytest.mark.parametrize(
    ("kind", "term"),
    [
        ("earlier", "dcterms:replaces"), ("later", "dcterms:isReplacedBy"), ("whole", "dcterms:isPartOf"),
        ("part", "dcterms:hasPart"), ("translation-of", "dcterms:isVersionOf"), ("review-of", "dcterms:references"),
        ("print-version", "dcterms:isFormatOf"), ("digital-version", "dcterms:hasFormat"), ("related", "dc:relation"),
    ],
)  # fmt: skip
def test_relations_have_their_terms(kind: str, term: str):
    """By record, by citation, by number: as address where there is one."""
    related = (
        m.Relation(kind, "book:other"), m.Relation(kind, citation="ある本"),
        m.Relation(kind, identifiers=(m.Identifier("isbn-13", "9784750329482"), m.Identifier("ncid", "BA1"))),
    )  # fmt: skip
    record = attrs.evolve(BOOK, related=related)
    assert values(record, term) == ["oai:example.org:book:other", "ある本", "urn:isbn:9784750329482", "ncid:BA1"]
    found = fromstring(xml(record)).findall(term, NS)
    assert [x.get(TYPE) for x in found] == ["dcterms:URI", None, "dcterms:URI", None]


def test_readings_are_alternatives_with_tags():
    """A reading is ja-Kana, a romanised form -Latn with the registered name of its scheme."""
    romanised = (m.Romanised("Mihon", "hepburn"), m.Romanised("Mihon"))
    title = m.Text("見本", (m.Reading("ミホン"),), romanised=romanised)
    subtitle = m.Text("副題", (m.Reading("フクダイ"),))
    root = fromstring(xml(attrs.evolve(BOOK, titles=(m.Title(title, subtitle=subtitle),))))
    found = [
        (x.text, x.get("{http://www.w3.org/XML/1998/namespace}lang")) for x in root.findall("dcterms:alternative", NS)
    ]
    assert found == [("ミホン : フクダイ", "ja-Kana"), ("Mihon", "ja-Latn-hepburn"), ("Mihon", "ja-Latn")]
    assert values(attrs.evolve(BOOK, titles=(m.Title(title, subtitle=subtitle),)), "dc:title") == ["見本 : 副題"]


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("urn:isbn:1", True),
        ("https://例え.jp/本", True),
        ("https://x/a b", False),
        ("x", False),
        ("http://x/<y>", False),
    ],
)
def test_what_can_name_a_resource(text: str, good: bool):
    """IRIs do; text with white space or brackets does not."""
    assert is_uri(text) is good


def test_what_is_not_carried_is_told(archive: Archive):
    """The columns say what is lost of the real records, and what is not."""
    report = Report("export")
    write(select(archive, scope=("all",)), BytesIO(), to="qdc", catalogue=archive, report=report)
    lost = {name for _, name in report.not_carried}
    assert {"prices", "editions", "scope", "holdings"} & lost == {"prices", "editions", "scope", "holdings"}
    assert (
        not {"titles", "contents", "related", "pages", "subjects", "frequencies", "contents_complete", "series"} & lost
    )
    agent = archive["article:osaka-zadankai"]
    told = {f: not_carried(agent, get(f).columns[kind_of(agent)], archive.context) for f in ("qdc", "dcterms")}
    assert "contributors.name.readings" in told["qdc"]
    assert "contributors.name.readings" not in told["dcterms"]


@pytest.mark.parametrize("format_id", ["oai_dc", "qdc"])
def test_what_is_only_written_is_checked_by_its_schema(archive: Archive, format_id: str):
    """Such files were of an unknown format."""
    context, books = archive.context, list(select(archive, kinds=["book"]))
    data = b"".join(get(format_id).document(books, Writing(context)))  # type: ignore[misc]
    report = validate(data)
    assert (report.records, [p for p in report.problems if p.severity == "error"]) == (data.count(b"<record>"), [])
    for given_ in (data, get(format_id).single(books[0], context)):  # type: ignore[misc]
        bad = validate(given_.replace(b"dc:title>", b"dc:titel>", 2))
        assert {p.rule for p in bad.problems if p.severity == "error"} == {"schema"}
    assert validate(get(format_id).single(books[0], context)).records == 1  # type: ignore[misc]
