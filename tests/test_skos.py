"""The archive's subject vocabulary as SKOS: what rdflib reads keeps SKOS's own integrity conditions."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from rdflib import DCTERMS, RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import graph_diff, to_isomorphic
from strategies import records

from smj_catalog import Archive, CannotWrite, select, validate, write
from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.formats import get

SLOW = settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=40)
CONTEXT = Context(domain="example.org", title="見本", updated="2026-11-24")
DCAM = Namespace("http://purl.org/dc/dcam/")
OAI = "oai:migrants.jp:"
SCHEME = URIRef(f"{OAI}subjects")
MATCHES = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch)


@pytest.fixture(scope="module")
def archive():
    with Archive.open() as opened:
        yield opened


@pytest.fixture(scope="module")
def whole(archive: Archive) -> Graph:
    out = BytesIO()
    write(select(archive), out, to="skos", catalogue=archive)
    return Graph().parse(data=out.getvalue(), format="xml")


def graph(record: m.Record, context: Context = CONTEXT) -> Graph:
    """Return what rdflib reads of a concept by itself."""
    single = get("skos").single
    assert single is not None
    return Graph().parse(data=single(record, context), format="xml")


def own(whole: Graph) -> set[URIRef]:
    """Return the archive's own concepts."""
    return {s for s in whole.subjects(SKOS.inScheme, SCHEME) if isinstance(s, URIRef)}


def above(whole: Graph, concept: URIRef) -> set[URIRef]:
    """Return all wider concepts."""
    return set(whole.transitive_objects(concept, SKOS.broader)) - {concept}


# --- the archive's vocabulary ----------------------------------------------------------------------------------------------


def test_every_concept_is_there(archive: Archive, whole: Graph):
    """43 concepts in one scheme; the one held back is not among them."""
    assert own(whole) == {URIRef(OAI + c.id) for c in archive.records(kinds=("concept",))}
    assert len(own(whole)) == 43
    assert URIRef(f"{OAI}subject:domestic-violence") not in own(whole)
    assert list(whole.subjects(RDF.type, SKOS.ConceptScheme)) == [SCHEME]


def test_wider_and_narrower_answer_each_other(whole: Graph):
    """Every broader has its narrower; related goes both ways; nothing is wider than itself (S25, S23)."""
    up = set(whole.subject_objects(SKOS.broader))
    assert up
    assert {(b, a) for a, b in whole.subject_objects(SKOS.narrower)} == up
    beside = set(whole.subject_objects(SKOS.related))
    assert {(b, a) for a, b in beside} == beside
    assert {x for pair in up | beside for x in pair} <= own(whole)
    assert not [c for c in own(whole) if c in set(whole.objects(c, SKOS.broader))]


def test_related_is_not_wider(whole: Graph):
    """A related concept is not among the wider ones, however far up (S27)."""
    clashes = {(a, b) for a, b in whole.subject_objects(SKOS.related) if b in above(whole, a) or a in above(whole, b)}
    assert clashes == set()


def test_top_concepts_are_those_without_a_wider_one(whole: Graph):
    """Told from both sides."""
    top = {c for c in own(whole) if not set(whole.objects(c, SKOS.broader))}
    assert set(whole.subjects(SKOS.topConceptOf, SCHEME)) == top
    assert set(whole.objects(SCHEME, SKOS.hasTopConcept)) == top


def test_labels(whole: Graph):
    """One preferred label a language tag (S14), and no label in two kinds (S13)."""
    kinds = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
    for concept in own(whole):
        tags = [x.language for x in whole.objects(concept, SKOS.prefLabel)]
        assert len(tags) == len(set(tags))
        assert {"ja", "en"} <= set(tags) <= {"ja", "en", "ja-Kana"}
        found = [x for kind in kinds for x in whole.objects(concept, kind)]
        assert len(found) == len(set(found))


def test_only_what_a_source_bears_out_is_mapped(archive: Archive, whole: Graph):
    """140 mappings: NDLSH by name, NDC and LCSH as nameless concepts of their scheme; no Thema."""
    assert sum(len(list(whole.subject_objects(match))) for match in MATCHES) == 140
    schemes = {m_.scheme for c in archive.records(kinds=("concept",)) for m_ in c.mappings}
    assert schemes == {"ndlsh", "ndc", "lcsh"}
    for match in MATCHES:
        for other in whole.objects(None, match):
            member = str(whole.value(other, DCAM.memberOf))
            assert isinstance(other, BNode) == (not member.endswith("ndlsh"))
            assert (other, RDF.type, SKOS.Concept) not in whole


def test_translations_say_that_they_are(archive: Archive):
    """A Japanese label that no source prints has a note on where its words are from."""
    for concept in archive.records(kinds=("concept",)):
        assert {t.language for t in concept.labels} == {"jpn", "eng"}
        if concept.labels[0].sources == ("archive",):
            assert "label" in {n.type for n in concept.notes}, concept.id


def test_records_name_concepts_that_there_are(archive: Archive):
    """The archive assigned 82 concepts to 28 records, each marked, none with a source."""
    works = [*archive.records(kinds=("periodical", "issue", "book")), *archive.components()]
    given_ = {r.id: [s for s in r.subjects if s.concept is not None] for r in works}
    assert sum(map(bool, given_.values())) == 28
    assert sum(map(len, given_.values())) == 82
    for subject in (s for found in given_.values() for s in found):
        assert (subject.scheme, subject.assigned, subject.sources) == ("own", "archive", ())
        assert isinstance(archive[subject.concept], m.Concept)


# --- one concept -----------------------------------------------------------------------------------------------------------

POOR = m.Concept(
    "subject:poverty",
    labels=(m.Text("貧困", (m.Reading("ヒンコン"), m.Reading("ひんこん")), language="jpn"), m.Text("Poverty", language="eng")),
    alternatives=(m.Text("Poverty", language="eng"), m.Text("困窮", language="jpn")),
    hidden=(m.Text("困窮", language="jpn"), m.Text("poor")),
    broader=("subject:society",),
    related=("subject:welfare",),
    scope_note="Not having enough.",
    mappings=(
        m.Mapping("ndlsh", "exact", code="00563220", heading="貧困", uri="https://id.ndl.go.jp/auth/ndlsh/00563220"),
        m.Mapping("ndc", "broad", code="368.2"), m.Mapping("lcsh", "close", heading="Poverty"),
    ),
    notes=(m.Note("Shown."), m.Note("Drawn from words.", "warrant")),
    sources=(m.Source("S1", "https://example.org/", title="Example"), m.Source("S2", "no address", title="Elsewhere"), m.Source("S3")),
)  # fmt: skip
EXPECTED = """
@prefix dcam: <http://purl.org/dc/dcam/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ndl: <http://id.ndl.go.jp/auth/ndlsh/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<oai:example.org:subjects> a skos:ConceptScheme ; dcterms:title "見本" ; skos:prefLabel "見本" ; dcterms:modified "2026-11-24"^^dcterms:W3CDTF .
<oai:example.org:subject:poverty> a skos:Concept ; skos:inScheme <oai:example.org:subjects> ;
    skos:prefLabel "貧困"@ja, "Poverty"@en, "ヒンコン"@ja-Kana ;
    skos:altLabel "ひんこん"@ja-Kana, "困窮"@ja ;
    skos:hiddenLabel "poor" ;
    skos:broader <oai:example.org:subject:society> ;
    skos:related <oai:example.org:subject:welfare> ;
    skos:scopeNote "Not having enough." ;
    skos:exactMatch ndl:00563220 ;
    skos:closeMatch [ dcam:memberOf dcterms:LCSH ; skos:prefLabel "Poverty"@en ] ;
    skos:broadMatch [ dcam:memberOf <http://ndl.go.jp/dcndl/terms/NDC> ; skos:notation "368.2" ] ;
    skos:note "Shown." ;
    skos:editorialNote "Drawn from words." ;
    dcterms:source <https://example.org/>, [ dcterms:title "Elsewhere" ] .
<oai:example.org:subject:society> skos:narrower <oai:example.org:subject:poverty> .
<https://example.org/> dcterms:title "Example" .
ndl:00563220 dcam:memberOf <http://ndl.go.jp/dcndl/terms/ndlsh> ; skos:prefLabel "貧困"@ja .
"""


def test_a_concept_is_the_graph_we_mean():
    """Every field in its place, no triple more."""
    expected = Graph().parse(data=EXPECTED, format="turtle")
    _, only_expected, only_found = graph_diff(to_isomorphic(expected), to_isomorphic(graph(POOR)))
    assert (set(only_found), set(only_expected)) == (set(), set())


@SLOW
@given(records("concept"))
def test_every_concept_is_a_graph(concept: m.Concept):
    """Whatever a concept holds, rdflib reads it, and its labels keep S14."""
    found = graph(concept)
    node = URIRef(f"oai:example.org:{concept.id}")
    assert (node, RDF.type, SKOS.Concept) in found
    tags = [x.language for x in found.objects(node, SKOS.prefLabel) if isinstance(x, Literal)]
    assert len(tags) == len(set(tags)) >= 1
    assert len(set(found.objects(node, DCTERMS.source))) <= len(concept.sources)


def test_other_records_are_refused(archive: Archive):
    """A book is no concept; in a whole file it is left out and told."""
    with pytest.raises(CannotWrite, match="book:policy-2009"):
        graph(archive["book:policy-2009"])


@pytest.mark.parametrize("to", ["skos", "dcterms"])
def test_a_file_that_is_only_written_is_named(to: str):
    """It was of an unknown format, though this very program had written it."""
    out = BytesIO()
    record: m.Record = m.Book("book:mihon", titles="見本") if to == "dcterms" else POOR
    write([record], out, to=to, context=CONTEXT, validate=False)
    (problem,) = validate(out.getvalue()).problems
    assert (problem.rule, problem.expected.id) == ("format-unknown", "a-format-that-is-read")
    assert problem.expected.text().endswith(f"; {to} is only written")
