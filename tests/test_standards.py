"""Against files that nobody here wrote: official schemas, official samples and what the trade really sends."""

from pathlib import Path

import pytest
from lxml import etree

from smj_catalog import Archive, select, validate
from smj_catalog.formats import Reading, Writing, get
from smj_catalog.schema import load_path
from smj_catalog.services.reading import items

SHARED = Path(__file__).parents[2] / "shared"
STANDARDS = SHARED / "standards"
REAL = SHARED / "real" / "onix"
HERE = pytest.mark.skipif(not STANDARDS.is_dir(), reason="the official schemas are not beside the project")
TRADE = sorted(REAL.glob("*.xml")) if REAL.is_dir() else []
ONIX = ("onix-3.1", "onix-3.1-short", "onix-3.0", "onix-3.0-short")

_WRAPPER = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:import namespace="http://www.openarchives.org/OAI/2.0/" schemaLocation="{oai}"/>
<xs:import namespace="http://www.openarchives.org/OAI/2.0/oai_dc/" schemaLocation="{dc}"/>
</xs:schema>"""


def archive_in(format_id):
    """Return the whole archive in a format, as a tree."""
    with Archive.open() as archive:
        pieces = get(format_id).document(select(archive, scope=("all",)), Writing(archive.context))
        return etree.fromstring(b"".join(pieces))


@HERE
@pytest.mark.parametrize("format_id", ONIX)
def test_onix_of_the_archive_is_valid_by_editeur(format_id):
    """Release and tags each by their own official schema."""
    _, release, *short = format_id.split("-")
    name = f"ONIX_BookProduct_{release}_{'short' if short else 'reference'}.xsd"
    schema = load_path(STANDARDS / "onix-3" / name)
    assert [p.text() for p in schema.check_tree(archive_in(format_id))] == []


@HERE
def test_oai_dc_of_the_archive_is_valid_by_the_open_archives(tmp_path):
    """A ListRecords response under a wrapper that imports both official schemas, offline."""
    wrapper = tmp_path / "wrapper.xsd"
    places = {"oai": "http://example.invalid/OAI-PMH.xsd", "dc": "http://example.invalid/oai_dc.xsd"}
    wrapper.write_text(_WRAPPER.format(**places), "utf-8")
    mapping = {
        places["oai"]: STANDARDS / "oai-pmh" / "OAI-PMH.xsd",
        places["dc"]: STANDARDS / "oai-pmh" / "oai_dc.xsd",
        "http://dublincore.org/schemas/xmls/simpledc20021212.xsd": STANDARDS / "dublin-core" / "simpledc20021212.xsd",
        "http://www.w3.org/2001/03/xml.xsd": STANDARDS / "w3c" / "xml.xsd",
    }
    schema = load_path(wrapper, mapping=mapping)
    assert [p.text() for p in schema.check_tree(archive_in("oai_dc"))] == []


@HERE
@pytest.mark.parametrize(
    ("name", "format_id"), [("Onix3sample_refnames.xml", "onix-3.1"), ("Onix3sample_shorttags.xml", "onix-3.1-short")]
)
def test_editeurs_samples_are_known_for_what_they_are(name, format_id):
    """Release and tags are found; the record is read, what cannot be is told value by value, and the rest is counted."""
    reading = Reading(check=True)
    (item,) = [i for i in items(STANDARDS / "onix-3" / name, reading) if i.record is not None or i.rejected]
    assert reading.format == format_id
    assert item.where.record == "book:com.globalbookinfo.onix.01734529"
    assert item.record is not None
    assert all(p.where.line and p.where.path for p in item.problems)
    assert not [p for p in item.problems if p.rule == "schema"]
    assert any(path.startswith("Product/") for path in reading.unread)


@pytest.mark.skipif(not TRADE, reason="the trade's files are not beside the project")
@pytest.mark.parametrize("path", TRADE, ids=lambda p: p.name)
def test_what_the_trade_sends_gets_records_or_messages(path):
    """Valid, invalid, of another release or in a wrong namespace: never a traceback, never silence."""
    report = validate(path)  # a file that cannot be read is a problem in the report, not an exception
    assert report.records or report.rejected or report.problems
    for problem in report.problems:
        assert problem.where.file == str(path)
        assert problem.text("ja")


@pytest.mark.skipif(not TRADE, reason="the trade's files are not beside the project")
def test_a_wrong_namespace_is_said_not_passed_over():
    """Many feeds have www.editeur.org for ns.editeur.org: the message shows what was found."""
    wrong = [p for p in TRADE if b"www.editeur.org/onix" in p.read_bytes()]
    assert wrong
    for path in wrong:
        assert any("www.editeur.org" in str(p.found) for p in validate(path).problems), path
