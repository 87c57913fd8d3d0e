"""schema.org: what a file says as a graph."""

from __future__ import annotations

import io
import json
from decimal import Decimal
from typing import Any

import pytest

from smj_catalog import Context, write
from smj_catalog import model as m
from smj_catalog.errors import CannotWrite
from smj_catalog.formats import get

SERIAL = m.Periodical("periodical:mihon", ("見本通信",), identifiers=(m.Identifier("issn", "12345679"),))
ARTICLE = m.Component(
    "article:mihon:2:a01", m.Title(m.Text("見本の記事", readings=(m.Reading("ミホン ノ キジ"),), language="jpn")), host="issue:mihon:2",
    contributors=(m.Contributor("見本花子", ("A01",), family="見本", given="花子"),), pages=(m.PageRun("15", "22"), m.PageRun("40")),
)  # fmt: skip
ISSUE = m.Issue(
    "issue:mihon:2", SERIAL.id, titles=("見本通信",), numbering=m.Numbering("第1巻第2号", numbers=("2",), volume="1"),
    dates=(m.EventDate("cover", m.PartialDate(2009, 3)),), contents=(ARTICLE,),
)  # fmt: skip
BOOK = m.Book(
    "book:9799999000009", titles=("見本の社会",), identifiers=(m.Identifier("isbn-13", "9799999000009"), m.Identifier("ncid", "BA00000000")),
    contributors=(m.Contributor("見本の会", ("A01", "B01"), kind="organisation", agent="agent:mihon"),), publishers=(m.Publisher("見本書房"),),
    extents=(m.Extent(244),), prices=(m.Price(Decimal(1800), tax="excluded"),), subjects=(m.Subject("ndc", "369", edition="10"), m.Subject("keyword", heading="例")),
)  # fmt: skip
CONTEXT = Context(domain="mihon.example", updated="2026-11-24", base_uri="https://mihon.example/id")
AT = "https://mihon.example/id/"


def graph(*given: m.Record) -> dict[str, Any]:
    out = io.BytesIO()
    write(given, out, to="schema-org", context=CONTEXT)
    return {node["@id"].removeprefix(AT): node for node in json.loads(out.getvalue())["@graph"]}


def test_a_serial_its_volume_issue_and_article_hang_together():
    found = graph(SERIAL, ISSUE)
    serial, issue, article = (found[record.id] for record in (SERIAL, ISSUE, ARTICLE))
    assert [node["@type"] for node in (serial, issue, article)] == ["Periodical", "PublicationIssue", "Article"]
    assert (serial["issn"], issue["issueNumber"], issue["datePublished"]) == ("1234-5679", "2", "2009-03")
    assert issue["isPartOf"] == {
        "@type": "PublicationVolume", "volumeNumber": "1", "isPartOf": {"@type": "Periodical", "@id": AT + SERIAL.id},
    }  # fmt: skip
    assert issue["hasPart"] == {"@id": AT + ARTICLE.id}
    assert article["isPartOf"] == {"@type": "PublicationIssue", "@id": AT + ISSUE.id}
    assert article["author"] == {"@type": "Person", "name": "見本花子", "familyName": "見本", "givenName": "花子"}
    assert (article["name"], article["pagination"]) == ({"@value": "見本の記事", "@language": "ja"}, "15-22, 40")
    assert article["alternateName"] == {"@value": "ミホン ノ キジ", "@language": "ja-Kana"}


def test_a_book():
    book = graph(BOOK)[BOOK.id]
    body = {"@id": AT + "agent:mihon", "@type": "Organization", "name": "見本の会"}
    assert (book["@type"], book["isbn"], book["numberOfPages"], book["author"], book["editor"]) == (
        "Book",
        "9799999000009",
        244,
        body,
        body,
    )
    assert book["identifier"] == {"@type": "PropertyValue", "propertyID": "ncid", "value": "BA00000000"}
    assert book["about"] == {"@type": "DefinedTerm", "termCode": "369", "inDefinedTermSet": "NDC10"}
    assert book["offers"]["priceSpecification"] == {
        "@type": "PriceSpecification", "price": "1800", "priceCurrency": "JPY", "valueAddedTaxIncluded": False,
    }  # fmt: skip


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")
def test_the_graph_is_what_is_meant_without_the_web():
    """The context stands in the file: rdflib asks nobody for it."""
    rdflib = pytest.importorskip("rdflib", reason="rdflib is not installed")
    out = io.BytesIO()
    write([SERIAL, ISSUE, BOOK], out, to="schema-org", context=CONTEXT)
    found = rdflib.Graph().parse(data=out.getvalue().decode(), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    part = rdflib.URIRef(AT + ARTICLE.id)
    issue = found.value(part, schema.isPartOf)
    assert found.value(
        found.value(found.value(issue, schema.isPartOf), schema.isPartOf), schema.issn
    ) == rdflib.Literal("1234-5679")
    assert rdflib.Literal("ミホン ノ キジ", lang="ja-Kana") in set(found.objects(part, schema.alternateName))
    assert (rdflib.URIRef(AT + BOOK.id), rdflib.RDF.type, schema.Book) in found


def test_a_record_alone_and_a_kind_that_is_none():
    single = get("schema-org").single
    assert single is not None
    assert json.loads(single(BOOK, CONTEXT))["@context"] == {"@vocab": "https://schema.org/"}
    with pytest.raises(CannotWrite, match=r"schema\.org"):
        single(m.Concept("subject:x", ("見本",)), CONTEXT)
