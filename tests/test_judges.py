"""What we send and serve, read by programs that nobody here wrote; those that are not installed judge nothing."""

from __future__ import annotations

import logging
from io import BytesIO
from types import SimpleNamespace

import pytest

from smj_catalog import Archive, init, select, write
from smj_catalog import model as m
from smj_catalog.crosswalk import Context
from smj_catalog.services.sending import recipient_named, send

ONIX = ("onix-3.1", "onix-3.1-short", "onix-3.0", "onix-3.0-short")
ISBN, GONE = "9799999000009", "9799999000016"
RECIPIENTS = """
[recipients.jpro]
profile = "jpro"
sender_ids = [{type = "01", name = "出版情報登録センター付番コード", value = "0000"}]
contact = "見本花子;営業部;TEL:03-0000-0000"
language = "jpn"
price_type = "03"
currency = "JPY"
addressee = "見本センター"
addressee_ids = [{type = "06", value = "4900000000009"}]
"""


def book(isbn, **fields):
    text = m.Text("見本の社会", readings=[m.Reading("ミホンノシャカイ")])
    author = m.Text("見本花子", readings=[m.Reading("ミホン ハナコ")])
    code = m.Identifier("own", "0000", scheme="取引コード")
    whole = {
        "titles": [m.Title(text)], "identifiers": [m.Identifier("isbn-13", isbn)], "form": "BA", "status": "04",
        "publishers": [m.Publisher("見本書房", identifiers=[code])], "contributors": [m.Contributor(author, ["A01"])],
        "dates": [m.EventDate("publication", "2026-06-01")], "availability": "21", "languages": [m.Language("jpn")],
        "prices": [m.Price(1800, tax="excluded")], "subjects": [m.Subject("c-code", "0036")],
    }  # fmt: skip
    return m.Book(f"book:{isbn}", **{**whole, **fields})


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """Format -> the files of two sendings: two books; then one out of print, and the deletion of the other."""
    folder = tmp_path_factory.mktemp("sent")
    archive = init(folder / "mine", empty=True, domain="mihon.jp", sender="見本の会", contact="office@mihon.jp")
    path = archive.folder / "archive.toml"
    lines = [f'[recipients.{name.replace(".", "")}]\nformat = "{name}"\n' for name in ONIX]
    path.write_text("\n".join([path.read_text("utf-8"), RECIPIENTS, *lines]), "utf-8")
    archive = Archive.open(archive.folder)
    archive.save(book(ISBN), book(GONE))
    found = {}
    for turn in range(2):
        for name in ("jpro", *ONIX):
            made = send(archive, recipient_named(archive, name.replace(".", "")), folder / "out")
            found.setdefault(name, []).extend(made.paths)
        if not turn:
            archive.save(book(ISBN, status="07", availability="51", prices=[]))
            archive.delete(book(GONE).id)
    return found


@pytest.fixture(scope="module")
def exported():
    def call(format_id):
        out = BytesIO()
        with Archive.open() as archive:
            write(select(archive, scope=("all",)), out, to=format_id, catalogue=archive)
        return out.getvalue()

    return call


@pytest.mark.parametrize("schema", ["xsd", "rng"])
@pytest.mark.parametrize("name", ["jpro", *ONIX])
def test_onixcheck_finds_nothing(name, schema, sent):
    """EDItEUR's schemas of both kinds, of updates and deletions."""
    onixcheck = pytest.importorskip("onixcheck")
    assert len(sent[name]) == 2
    assert [str(fault) for path in sent[name] for fault in onixcheck.validate(str(path), schemas=(schema,))] == []


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("rules", ["google", "biblon"])
def test_onixcheck_has_nothing_against_a_whole_record_by_its_own_rules(rules, sent, tmp_path):
    """What two recipients ask for, in reference tags, which alone they read: one of e-books, with territory and market."""
    onixcheck = pytest.importorskip("onixcheck")
    path = sent["onix-3.0"][0]
    if rules == "google":
        seller = m.Supplier("見本書房", role="09", market=m.Market(countries=["JP"]))
        price = m.Price(1980, tax="included", type="02", valid_from="2026-06-01", countries=["JP"])
        extents, rights = [m.Extent(200, "00")], [m.SalesRights("01", countries=["JP"])]
        made = book(
            ISBN,
            form="ED",
            form_details=["E101"],
            prices=[price],
            suppliers=[seller],
            extents=extents,
            sales_rights=rights,
        )
        path = tmp_path / "e-book.xml"
        context = Context(domain="mihon.jp", sender="見本の会", contact="office@mihon.jp")
        write(made, path, to="onix-3.0", context=context)
    assert [str(fault) for fault in onixcheck.validate(str(path), schemas=(rules,))] == []


@pytest.mark.parametrize("name", ["jpro", "onix-3.0", "onix-3.0-short"])
def test_pyonix_reads_what_was_sent(name, sent):
    parser = pytest.importorskip("pyonix_core.parsing.parser")
    from pyonix_core.facade.product import ProductFacade

    products = [ProductFacade(p) for p in parser.parse_onix_stream(str(sent[name][0]))]
    assert [(p.title, p.isbn13, int(p.price_amount)) for p in products] == [
        ("見本の社会", isbn, 1800) for isbn in (ISBN, GONE)
    ]


def records_of(response):
    return {record.header.identifier: record.metadata for record in response}


def served(exported):
    """Return what an HTTP library would give for ListRecords, and what the records are to be."""
    data = exported("oai_dc")
    return SimpleNamespace(
        content=data,
        text=data.decode(),
        status_code=200,
        encoding="utf-8",
        headers={},
        url="",
        raise_for_status=lambda: None,
    ), data


@pytest.mark.parametrize("client", ["sickle", "oaipmh_scythe"])
def test_harvesters_read_what_we_serve(client, exported, monkeypatch):
    """Every record with its identifier, its datestamp and its title."""
    module = pytest.importorskip(client)
    answer, data = served(exported)
    kind = module.Sickle if client == "sickle" else module.Scythe
    monkeypatch.setattr(kind, "_request", lambda _self, _query: answer)
    harvester = kind("https://example.org/oai")
    listed = harvester.ListRecords(metadataPrefix="oai_dc") if client == "sickle" else harvester.list_records()
    found = records_of(listed)
    assert len(found) == data.count(b"<record>") > 20
    assert found["oai:migrants.jp:book:9784750329482"]["title"][0].startswith("外国人研修生")


@pytest.mark.parametrize("format_id", ["dcterms", "skos"])
def test_rdflib_reads_what_we_publish(format_id, exported):
    rdflib = pytest.importorskip("rdflib")
    graph = rdflib.Graph().parse(data=exported(format_id), format="xml")
    assert len(graph) > 500


def test_skosify_finds_no_loose_concepts(exported, tmp_path, caplog):
    skosify = pytest.importorskip("skosify")
    path = tmp_path / "subjects.rdf"
    path.write_bytes(exported("skos"))
    with caplog.at_level(logging.INFO):
        skosify.skosify(str(path))
    assert [r.message for r in caplog.records if "loose" in r.message or r.levelno >= logging.WARNING] == []
