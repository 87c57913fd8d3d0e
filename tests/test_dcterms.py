"""DCMI Metadata Terms as RDF (dcterms): rdflib reads the graph that we mean; and what concepts add to a record."""

from __future__ import annotations

from io import BytesIO

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import DCTERMS, RDF, SKOS, Graph, URIRef
from rdflib.compare import graph_diff, to_isomorphic
from strategies import records

from smj_catalog import Archive, read, select, write
from smj_catalog import model as m
from smj_catalog.crosswalk import Context, carried
from smj_catalog.formats import get
from smj_catalog.formats.dc import words
from smj_catalog.formats.vocabulary import less_mapped, with_mapped
from smj_catalog.model import kind_of

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
CONTEXT = Context(domain="example.org", sender="見本", updated="2026-11-24")


@pytest.fixture(scope="module")
def archive():
    with Archive.open() as opened:
        yield opened


# --- the graph ----------------------------------------------------------------------------------------------------------

PREFIXES = """
@prefix dcam: <http://purl.org/dc/dcam/> .
@prefix dcmitype: <http://purl.org/dc/dcmitype/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix ndl: <http://id.ndl.go.jp/auth/ndlsh/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
EXPECTED = {
    "article:osaka-zadankai": """
<oai:migrants.jp:article:osaka-zadankai> a dcterms:BibliographicResource ;
    dcterms:title "大阪の運動のダイナミズムと「地域」の大切さ——座談会 郭辰雄さん×三木幸美さん" ;
    dcterms:contributor [ a foaf:Agent, foaf:Person ; foaf:name "郭辰雄", "カクチヌン"@ja-Kana ],
        [ a foaf:Agent, foaf:Person ; foaf:name "三木幸美", "ミキユキミ"@ja-Kana ] ;
    dcterms:type dcmitype:Text ;
    dcterms:identifier "oai:migrants.jp:article:osaka-zadankai"^^dcterms:URI ;
    dcterms:subject <oai:migrants.jp:subject:networking> .
<oai:migrants.jp:subject:networking> a skos:Concept ; skos:inScheme <oai:migrants.jp:subjects> ;
    skos:prefLabel "ネットワーキング"@ja, "Networking and solidarity"@en .
""",
    "issue:migrants-network:d2005-11": """
<oai:migrants.jp:issue:migrants-network:d2005-11> a dcterms:BibliographicResource ;
    dcterms:title "Mネット 11月号" ;
    dcterms:alternative "「テロ対策」の実態" ;
    dcterms:publisher <oai:migrants.jp:agent:smj-1997> ;
    dcterms:issued "2005-11"^^dcterms:W3CDTF ;
    dcterms:type dcmitype:Text ;
    dcterms:identifier "oai:migrants.jp:issue:migrants-network:d2005-11"^^dcterms:URI ;
    dcterms:isPartOf <oai:migrants.jp:periodical:migrants-network> ;
    dcterms:hasPart <oai:migrants.jp:article:migrants-network:d2005-11:a01>,
        <oai:migrants.jp:article:migrants-network:d2005-11:a02> ;
    dcterms:subject <oai:migrants.jp:subject:anti-terror-entry-control>, <oai:migrants.jp:subject:immigration-control>,
        ndl:00572466 ;
    dcterms:tableOfContents "外国人の出入国・在留管理を強化する新たな体制の構築の現状とその問題点について -- 外国人の出入国・在留管理に関する政府およ -- …" ;
    dcterms:description "The issue's number is not in the part of the source that could be read." .
<oai:migrants.jp:agent:smj-1997> a foaf:Agent ; foaf:name "移住労働者と連帯する全国ネットワーク" .
ndl:00572466 a skos:Concept ; dcam:memberOf <http://ndl.go.jp/dcndl/terms/ndlsh> ; skos:prefLabel "出入国管理"@ja .
<oai:migrants.jp:subject:anti-terror-entry-control> a skos:Concept ; skos:inScheme <oai:migrants.jp:subjects> ;
    skos:prefLabel "テロ対策と出入国管理"@ja, "Anti-terror measures and entry control"@en .
<oai:migrants.jp:subject:immigration-control> a skos:Concept ; skos:inScheme <oai:migrants.jp:subjects> ;
    skos:prefLabel "出入国管理"@ja, "Immigration control"@en .
""",
    "book:9784087211252": """
<oai:migrants.jp:book:9784087211252> a dcterms:BibliographicResource ;
    dcterms:title "国家と移民 : 外国人労働者と日本の未来" ;
    dcterms:alternative "コッカ ト イミン : ガイコクジン ロウドウシャ ト ニホン ノ ミライ"@ja-Kana ;
    dcterms:creator <oai:migrants.jp:agent:torii-ippei> ;
    dcterms:publisher [ a foaf:Agent ; foaf:name "集英社" ] ;
    dcterms:issued "2020-06"^^dcterms:W3CDTF ;
    dcterms:type dcmitype:Text ;
    dcterms:identifier "oai:migrants.jp:book:9784087211252"^^dcterms:URI, "urn:isbn:9784087211252"^^dcterms:URI,
        "ncid:BB31006997" ;
    dcterms:isPartOf [ a dcterms:BibliographicResource ; dcterms:title "集英社新書 1025B" ] ;
    dcterms:hasPart <oai:migrants.jp:chapter:9784087211252:c01>, <oai:migrants.jp:chapter:9784087211252:c02>,
        <oai:migrants.jp:chapter:9784087211252:c03>, <oai:migrants.jp:chapter:9784087211252:c04> ;
    dcterms:description "鳥井一平著" ;
    dcterms:tableOfContents "外国人労働者をめぐる環境. 第1章 -- 外国人労働者奮闘記—モノ扱いが横行する現場. 第2章 -- 「外国人」労働者受け入れ政策の歴史. 第3章 -- これからの移民社会. 第4章" ;
    dcterms:subject <oai:migrants.jp:subject:migrant-workers>, <oai:migrants.jp:subject:migration-policy> .
<oai:migrants.jp:agent:torii-ippei> a foaf:Agent, foaf:Person ; foaf:name "鳥井一平" .
<oai:migrants.jp:subject:migrant-workers> a skos:Concept ; skos:inScheme <oai:migrants.jp:subjects> ;
    skos:prefLabel "移住労働者"@ja, "Migrant workers"@en .
<oai:migrants.jp:subject:migration-policy> a skos:Concept ; skos:inScheme <oai:migrants.jp:subjects> ;
    skos:prefLabel "移民政策"@ja, "Migration policy"@en .
""",
}  # fmt: skip


def graph(record: m.Record, context: Context) -> Graph:
    """Return what rdflib reads of a record in dcterms."""
    single = get("dcterms").single
    assert single is not None
    return Graph().parse(data=single(record, context), format="xml")


@pytest.mark.parametrize("record_id", EXPECTED)
def test_real_records_are_the_graph_we_mean(archive: Archive, record_id: str):
    """No triple more, no triple less, blank nodes wherever they are."""
    found = graph(archive[record_id], archive.context)
    expected = Graph().parse(data=PREFIXES + EXPECTED[record_id], format="turtle")
    _, only_expected, only_found = graph_diff(to_isomorphic(expected), to_isomorphic(found))
    assert (set(only_found), set(only_expected)) == (set(), set())
    assert len(found) == len(expected)


def test_the_archive_is_one_graph(archive: Archive):
    """Every record is a node of it, once, and hosts and parts lead to each other."""
    out = BytesIO()
    count = write(select(archive, scope=("all",)), out, to="dcterms", catalogue=archive)
    whole = Graph().parse(data=out.getvalue(), format="xml")
    records = {URIRef(f"oai:migrants.jp:{r.id}") for r in archive.records(kinds=("periodical", "issue", "book"))}
    records |= {URIRef(f"oai:migrants.jp:{c.id}") for c in archive.components()}
    assert len(records) == count
    works = {s for s in whole.subjects(RDF.type, DCTERMS.BibliographicResource) if isinstance(s, URIRef)}
    assert works == records
    assert {(s, o) for s, o in whole.subject_objects(DCTERMS.hasPart)} == {
        (o, s) for s, o in whole.subject_objects(DCTERMS.isPartOf) if isinstance(o, URIRef) and "periodical" not in o
    }
    assert all(len(list(whole.objects(s, DCTERMS.title))) == 1 for s in works)
    assert all(len(list(whole.objects(s, DCTERMS.type))) == 1 for s in works)
    for label in whole.subject_objects(SKOS.prefLabel):
        assert label[1].language in ("ja", "en")


@SLOW
@given(records("periodical", "issue", "component", "book"))
def test_every_record_is_a_graph(record: m.Record):
    """Whatever a record holds, rdflib reads it, as the node that its identifier names."""
    found = graph(record, CONTEXT)
    node = URIRef(words.own_identifier(record.id, CONTEXT))
    assert (node, RDF.type, DCTERMS.BibliographicResource) in found
    parts = {URIRef(words.own_identifier(c.id, CONTEXT)) for c in getattr(record, "contents", ())}
    assert parts <= set(found.objects(node, DCTERMS.hasPart))


def test_records_have_addresses_where_the_catalogue_has_one(archive: Archive):
    """With a base_uri, nodes are named by it, concepts and agents too."""
    context = attrs.evolve(archive.context, base_uri="https://example.org/catalogue/")
    found = graph(archive["book:poverty-2011"], context)
    names = {str(s) for s in found.subjects() if isinstance(s, URIRef)}
    assert "https://example.org/catalogue/book:poverty-2011" in names
    assert "https://example.org/catalogue/subject:poverty" in names
    assert not {n for n in names if n.startswith("oai:")}


@pytest.mark.parametrize(
    ("subject", "triples"),
    [
        (m.Subject("ndc", "334.4", edition="10"), {"http://id.ndl.go.jp/class/ndc10/334.4", "334.4"}),
        (m.Subject("ndc", "334.4"), {"334.4", "http://ndl.go.jp/dcndl/terms/NDC"}),
        (m.Subject("ndlsh", "00563220", heading="貧困"), {"http://id.ndl.go.jp/auth/ndlsh/00563220", "貧困"}),
        (m.Subject("ndlsh", "貧困"), {"貧困"}),
        (m.Subject("keyword", heading="貧困"), {"貧困"}),
        (m.Subject("thema", "JBFH"), {"JBFH", "Thema"}),
        (m.Subject("other", "K334"), {"K334"}),
        (m.Subject("own", concept="subject:unknown", heading="見本"), {"oai:example.org:subject:unknown", "見本"}),
    ],
)
def test_subjects_of_every_scheme(subject: m.Subject, triples: set[str]):
    """What has a name in RDF is named by it; the rest is a nameless concept with label, code and scheme."""
    book = m.Book("book:example", titles=(m.Title(m.Text("見本")),), subjects=(subject,))
    found = {str(x) for triple in graph(book, CONTEXT) for x in triple}
    assert triples <= found


# --- what concepts add ----------------------------------------------------------------------------------------------------

POOR = m.Concept(
    "subject:poverty",
    labels=(m.Text("貧困", language="jpn"), m.Text("Poverty", language="eng")),
    mappings=(
        m.Mapping("ndlsh", "exact", code="00563220", heading="貧困"), m.Mapping("ndc", "close", code="368.2"),
        m.Mapping("lcsh", "broad", heading="Social problems"), m.Mapping("thema", "exact", code="JBFC"),
    ),
)  # fmt: skip
KNOWING = attrs.evolve(CONTEXT, lookup={POOR.id: POOR}.get)
OWN = m.Subject("own", assigned="archive", concept=POOR.id)


def test_exact_mappings_go_out_and_others_do_not():
    """Behind the record's own subjects, each once; nothing where the catalogue does not know the concept."""
    given_ = (m.Subject("ndc", "368.2"), OWN)
    found = [(s.scheme, s.code) for s in with_mapped(given_, KNOWING)]
    assert found == [("ndc", "368.2"), ("own", None), ("ndlsh", "00563220"), ("thema", "JBFC")]
    assert with_mapped(given_, CONTEXT) == given_
    assert less_mapped(with_mapped(given_, KNOWING), KNOWING) == given_


def test_simple_dublin_core_has_labels_and_codes():
    """Labels in both languages, then headings and codes; a word that says the same twice stands once.

    What only comes close is left out.
    """
    book = m.Book("book:example", subjects=(OWN,))
    found = [(x.text, x.lang) for x in words.subjects(book, KNOWING)]
    assert found == [("貧困", "ja"), ("Poverty", "en"), ("貧困", None), ("Thema JBFC", None)]


@pytest.mark.parametrize("context", [KNOWING, CONTEXT], ids=["known", "unknown"])
def test_onix_reads_back_what_a_record_carries(context: Context):
    """A catalogue that knows the concept takes its own additions out again; for another they are subjects like any."""
    book = m.Book("book:example", titles=(m.Title(m.Text("見本")),), subjects=(m.Subject("c-code", "0036"), OWN))
    out = BytesIO()
    write([book], out, to="onix-3.1", context=KNOWING)
    (back,) = read(out.getvalue(), context=context)
    own = [(s.scheme, s.code, s.concept, s.heading) for s in back.subjects]
    if context is KNOWING:
        assert back == carried(book, get("onix-3.1").columns["book"], KNOWING)
        assert own == [("c-code", "0036", None, None), ("own", None, POOR.id, None)]
    else:
        assert own == [
            ("c-code", "0036", None, None), ("own", None, POOR.id, "貧困"), ("ndlsh", "00563220", None, "貧困"),
            ("ndc", "368.2", None, None), ("thema", "JBFC", None, None),
        ]  # fmt: skip


def test_the_archive_comes_back_from_onix(archive: Archive):
    """For every real issue and book: what is read is what is carried, with no subject more."""
    found = list(archive.records(kinds=("issue", "book")))
    out = BytesIO()
    write(found, out, to="onix-3.1", catalogue=archive)
    columns = get("onix-3.1").columns
    for record, back in zip(found, read(out.getvalue(), context=archive.context), strict=True):
        assert back == carried(record, columns[kind_of(record)], archive.context), record.id
        assert len(back.subjects) == len(record.subjects)
