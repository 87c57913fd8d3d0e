"""Files converted from one format to another, by the command and by the function."""

import json
from pathlib import Path

import pytest
from lxml import etree

from smj_catalog import (
    Archive,
    CannotWrite,
    Report,
    UsageError,
    commit_plan,
    convert,
    init,
    plan_import,
    read,
    validate,
    write,
)  # fmt: skip
from smj_catalog.cli import main

SHORT = "http://ns.editeur.org/onix/3.0/short"
PRODUCT = (
    "<product><a001>mihon.example.{n}</a001><a002>03</a002>"
    "<productidentifier><b221>15</b221><b244>{isbn}</b244></productidentifier>"
    "<descriptivedetail><x314>00</x314><b012>BC</b012><titledetail><b202>01</b202><titleelement>"
    "<x409>01</x409><b203>{title}</b203></titleelement></titledetail></descriptivedetail></product>"
)
GOOD = PRODUCT.format(n=1, isbn="9784999999903", title="見本の社会")


def feed(*products: str) -> str:
    """Return a message of short tags."""
    sender = "<header><sender><x298>見本書房</x298></sender><x307>20261128</x307></header>"
    return f'<ONIXmessage release="3.0" xmlns="{SHORT}">{sender}{"".join(products)}</ONIXmessage>'


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """Work in an empty folder, without an archive."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMJ_CATALOG_ARCHIVE", raising=False)
    return tmp_path


def run(*args: str) -> int:
    """Run the command."""
    with pytest.raises(SystemExit) as stop:
        main(["convert", *args])
    return int(stop.value.code or 0)


@pytest.mark.parametrize(
    "out", ["out.onix.xml --to onix-3.1", "out.csv", "out.jsonl", "out.mrc", "out.xml --to oai_dc"]
)
def test_a_feed_of_short_tags_is_written_in_another_format(folder, out):
    """OUT has the product, and its name says the format where one alone has such names."""
    Path("feed.xml").write_text(feed(GOOD))
    assert run("feed.xml", *out.split()) == 0
    assert "見本の社会" in Path(out.split()[0]).read_text("utf-8-sig")


def test_a_converted_feed_is_valid_and_says_the_same(folder):
    """ONIX 3.0 short tags to 3.1 reference names and back into records: equal ones."""
    Path("feed.xml").write_text(feed(GOOD))
    assert run("feed.xml", "out.xml", "--to", "onix-3.1") == 0
    assert list(read("feed.xml")) == list(read("out.xml"))
    assert etree.parse("out.xml").getroot().get("release") == "3.1"


@pytest.mark.parametrize("reference", ["MIHON/12 a", "org.example.mihon.book:x1", "mihon.1", "urn:mihon:1"])
def test_a_product_keeps_its_record_reference(folder, reference):
    """It is the sender's name of the record (ONIX for Books, P.1.1), whatever the record is called here."""
    Path("feed.xml").write_text(feed(GOOD.replace("mihon.example.1", reference)))
    assert run("feed.xml", "out.xml", "--to", "onix-3.1") == 0
    assert f"<RecordReference>{reference}</RecordReference>" in Path("out.xml").read_text()


def test_a_name_that_several_formats_have_asks_for_the_format(folder, capsys):
    """Out of .xml nothing is guessed, and nothing is written."""
    Path("feed.xml").write_text(feed(GOOD))
    assert run("feed.xml", "out.xml") == 2
    assert "--to" in capsys.readouterr().err
    assert not Path("out.xml").exists()


BAD = {
    "a refused record": PRODUCT.format(n=2, isbn="9784999999911", title=""),
    "a block update": PRODUCT.format(n=2, isbn="9784999999910", title="見本").replace(">03<", ">04<"),
}


@pytest.mark.parametrize("bad", BAD)
def test_nothing_is_written_of_a_file_with_an_error_unless_it_is_left_out(folder, capsys, bad):
    """Stop leaves what was there; skip writes the others and tells line and record of what is left out."""
    Path("feed.xml").write_text(feed(f"{GOOD}\n", BAD[bad]))
    Path("out.csv").write_text("earlier")
    assert run("feed.xml", "out.csv") == 1
    assert "feed.xml:2" in capsys.readouterr().err
    assert Path("out.csv").read_text() == "earlier"
    assert run("feed.xml", "out.csv", "--on-error", "skip", "--report", "report.json") == 1
    assert len(list(read("out.csv"))) == 1
    report = json.loads(Path("report.json").read_text())
    assert (report["records"], report["rejected"]) == (1, 1)


def test_a_deletion_is_told_and_is_no_record(folder, capsys):
    """NotificationType 05 describes nothing."""
    Path("feed.xml").write_text(
        feed(GOOD, PRODUCT.format(n=2, isbn="9784999999910", title="見本").replace(">03<", ">05<"))
    )
    assert run("feed.xml", "out.jsonl") == 0
    assert "onix-deletion" in capsys.readouterr().err
    assert len(Path("out.jsonl").read_text().splitlines()) == 1


def test_a_name_that_ends_as_another_formats_do_is_told(folder, capsys):
    """A workbook that is called .csv opens as rubbish."""
    Path("feed.xml").write_text(feed(GOOD))
    assert run("feed.xml", "out.csv", "--to", "xlsx") == 0
    assert "out.csv" in capsys.readouterr().err.splitlines()[0]


def test_an_input_is_never_written_over(folder, capsys):
    """IN is not OUT, and no file of an archive is."""
    Path("feed.xml").write_text(feed(GOOD))
    assert run("feed.xml", "feed.xml", "--to", "onix-3.1") == 2
    assert run("none.xml", "out.csv") == 2


def test_an_issue_finds_its_serial_in_the_file(folder):
    """A native catalogue of a serial behind its issues goes out as ONIX with the serial's title."""
    archive = Archive.open()
    records = [*archive.records(kinds=("issue",)), *archive.records(kinds=("periodical",))]
    write(records, "catalog.xml", to="smj-1", catalogue=archive, validate=False)
    assert convert("catalog.xml", "out.xml", to="onix-3.1", on_error="skip", report=Report("convert")) > 0
    title = next(archive.records(kinds=("periodical",))).title
    assert title in Path("out.xml").read_text()


@pytest.mark.parametrize("to", ["ris", "bibtex", "csl-json", "jsonl"])
@pytest.mark.parametrize("form", ["ris", "bibtex", "csl-json"])
def test_what_the_archive_knows_of_a_record_takes_nothing_of_its_file_away(folder, form, to):
    """The journal, its date and the editor go out of a citation of a record of the archive's own, too."""
    archive = Archive.open()
    write([archive["article:migrants-network:193:a01"]], "own.txt", to=form, catalogue=archive, validate=False)
    said = read("own.txt")
    for name, around in (("alone", None), ("with", archive)):
        convert("own.txt", name, to=to, archive=around, report=(report := Report("convert")))
        assert (dict(report.unread), report.not_carried) == ({}, [])
        assert list(read(name)) == list(said := [*said])
    assert "Mネット" in Path("with").read_text()
    assert Path("with").read_bytes() == Path("alone").read_bytes()


def test_the_function_raises_what_it_documents(folder):
    """An error stops, and skipping asks for a report."""
    Path("feed.xml").write_text(feed(BAD["a refused record"]))
    with pytest.raises(CannotWrite):
        convert("feed.xml", "out.csv", to="csv")
    with pytest.raises(UsageError):
        convert("feed.xml", "out.csv", to="csv", on_error="skip")


SECOND = (
    "<contributor><b034>2</b034><b035>A01</b035><b036>例示太郎</b036></contributor>"
    "<contributor><b034>1</b034><b035>A01</b035><b036>見本花子</b036></contributor>"
)


def test_contributors_stand_in_the_order_of_their_numbers(folder):
    """SequenceNumber says who is first (ONIX for Books, P.7.1), not the place in the file."""
    Path("feed.xml").write_text(feed(GOOD.replace("</titledetail>", f"</titledetail>{SECOND}")))
    assert [c.name.text for c in next(read("feed.xml")).contributors] == ["見本花子", "例示太郎"]


@pytest.mark.parametrize(("to", "said"), [("bibtex", "{180}"), ("csl-json", '"180"'), ("schema-org", "180")])
def test_the_pages_of_a_book_are_not_those_of_its_front_matter(folder, to, said):
    """Of xii+180 one number is wanted."""
    Path("in.csv").write_text("種類,書名,ページ数\n図書,見本の社会,xii+180\n")
    assert run("in.csv", "out", "--to", to) == 0
    text = Path("out").read_text()
    assert said in text
    assert "12" not in text.replace("2012", "")


@pytest.mark.parametrize("error", ["stop", "skip"])
def test_a_format_without_the_kinds_of_the_file_writes_nothing_and_says_so(folder, capsys, error):
    """SKOS has no books: an empty file takes no other's place."""
    Path("feed.xml").write_text(feed(GOOD))
    Path("out.rdf").write_text("mine")
    assert run("feed.xml", "out.rdf", "--to", "skos", "--on-error", error) == 1
    assert "skos cannot hold book:mihon.example.1" in capsys.readouterr().err
    assert Path("out.rdf").read_text() == "mine"


def test_a_format_that_needs_an_address_says_where_convert_takes_it_from(folder, capsys):
    """There is no archive.toml yet to set anything in; an archive with a base_uri is what is asked for."""
    Path("feed.xml").write_text(feed(GOOD))
    assert run("feed.xml", "out.xml", "--to", "jpcoar-2.1") == 1
    assert "choose, with --archive, an archive whose archive.toml has the base_uri" in capsys.readouterr().err
    made = init("mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    settings = made.folder / "archive.toml"
    settings.write_text('base_uri = "https://mihon.example/"\n' + settings.read_text("utf-8"), "utf-8")
    assert run("feed.xml", "out.xml", "--to", "jpcoar-2.1", "--archive", "mine") == 0


@pytest.mark.parametrize(("declared", "codec", "shown"), [
    ("UTF-8", "utf-16", "UTF-16"), ("Shift_JIS", "utf-16-be", "UTF-16"), ("UTF-16", "utf-8-sig", "UTF-8"),
    ("Shift_JIS", "utf-8-sig", "UTF-8"), ("UTF-16LE", "utf-16", None), ("utf8", "utf-8-sig", None),
])  # fmt: skip
def test_an_encoding_that_the_first_bytes_belie_is_told_once(folder, capsys, declared, codec, shown):
    """The file is read as what it is, and the declaration is a doubt."""
    Path("feed.xml").write_bytes(f'<?xml version="1.0" encoding="{declared}"?>{feed(GOOD)}'.encode(codec))
    told = [p for p in validate("feed.xml").problems if p.rule == "encoding-declared"]
    assert [(p.severity, p.found, p.where.line) for p in told] == ([("warning", declared, 1)] if shown else [])
    assert all(f"encoding {shown}, in which the file is" in p.text() for p in told)
    assert len(list(read("feed.xml"))) == 1
    report = Report("convert")
    convert("feed.xml", "out.jsonl", to="jsonl", report=report)
    assert [p.rule for p in report.problems if p.rule == "encoding-declared"] == ["encoding-declared"] * bool(shown)


def test_a_wrong_number_costs_itself_where_errors_are_skipped(folder, capsys):
    """The product has another number: it goes out without the wrong one, which is an error of the file."""
    doi = "<productidentifier><b221>06</b221><b244>10.99999/mihon</b244></productidentifier><descriptivedetail>"
    Path("feed.xml").write_text(feed(GOOD.replace("9903", "9902").replace("<descriptivedetail>", doi)))
    assert run("feed.xml", "out.xml", "--to", "onix-3.1") == 1
    assert not Path("out.xml").exists()
    assert run("feed.xml", "out.xml", "--to", "onix-3.1", "--on-error", "skip") == 1
    told = capsys.readouterr().err
    assert "[isbn-check-digit]" in told
    assert "of these, 0 were skipped" in told
    (record,) = read("out.xml")
    assert [i.type for i in record.identifiers] == ["doi"]


@pytest.mark.parametrize(
    ("words", "form", "details"), [("並製", "BC", ()), ("文庫", "BA", ("B111",)), ("見本装", None, ())]
)
def test_the_form_of_a_row_is_what_import_makes_of_it(folder, words, form, details):
    """A form in words is a code where it surely means one, whichever way the row goes."""
    Path("row.csv").write_text(f"種類,ISBN,書名,形態\n図書,9784999999903,見本の社会,{words}\n")
    convert("row.csv", "out.jsonl", to="jsonl")
    archive = init("mine", empty=True)
    commit_plan(plan_import(["row.csv"], archive), archive)
    (imported,), (converted,) = archive.records(), read("out.jsonl")
    assert (converted.form, converted.form_details, converted.form_description) == (form, details, words)
    assert (imported.form, imported.form_details, imported.form_description) == (form, details, words)
