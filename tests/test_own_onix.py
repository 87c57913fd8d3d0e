"""Our own ONIX in another catalogue: what its products say of serials, agents and subject terms makes records of these."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from attrs import evolve

from smj_catalog import Archive, BadSource, Issue, commit_plan, init, plan_import, read, validate, write
from smj_catalog import model as m
from smj_catalog.model import Record

D = m.PartialDate.parse
CONTACT = "office@mihon.example"
SERIAL = m.Periodical(
    "periodical:mihon",
    [m.Title(m.Text("見本通信", readings=[m.Reading("ミホンツウシン")])), m.Title(m.Text("MT"), "05")],
    publishers=[m.Publisher(m.Text("見本の会"), agent="agent:mihon")],
    identifiers=[m.Identifier("issn", "99900009"), m.Identifier("jp-magazine-code", "99999")],
    frequencies=[m.Frequency("年6回", 6, as_of=D("2017-08")), m.Frequency("季刊", 4, as_of=D("2019-02"))],
)  # fmt: skip
PERSON = m.Agent("agent:mihon-hanako", "person", names=[m.AgentName(m.Text("見本花子"))])
BODY = m.Agent("agent:mihon", names=[m.AgentName(m.Text("見本の会"))])
TERM = m.Concept("subject:mihon", [m.Text("見本")])


def issue(number: int, date: str) -> Issue:
    return Issue(
        f"issue:mihon:{number}", "periodical:mihon", titles=[m.Title(m.Text("見本通信"))], numbering=m.Numbering(numbers=[str(number)]),
        dates=[m.EventDate("cover", D(date))], subjects=[m.Subject("own", concept="subject:mihon")],
        contributors=[m.Contributor(m.Text("見本花子"), ["B01"], agent="agent:mihon-hanako")],
    )  # fmt: skip


ISSUES = [issue(n, date) for n, date in enumerate(("2017-06", "2017-08", "2017-10", "2018-06", "2019-02"), 1)]
RECORDS: list[Record] = [SERIAL, PERSON, BODY, TERM, *ISSUES]


def catalogue(folder: Path, *records: Record) -> Archive:
    """Return a new archive of some records."""
    made = init(folder, empty=True, domain="mihon.example", sender="見本", contact=CONTACT)
    if records:
        write(records, folder.with_suffix(".jsonl"), to="jsonl")
        commit_plan(plan_import([folder.with_suffix(".jsonl")], made), made)
    return Archive.open(folder)


def export(archive: Archive, path: Path, to: str) -> str:
    """Return what an archive exports, less the date of sending."""
    write(archive.records(kinds=("issue", "book")), path, to=to, catalogue=archive)
    return re.sub("<(SentDateTime|x307)>[^<]*", "", path.read_text("utf-8"))


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "onix-3.0-short"])
def test_an_empty_archive_gets_the_serial_and_exports_the_same_file(to, tmp_path):
    sent = export(catalogue(tmp_path / "a", *RECORDS), tmp_path / "a.xml", to)
    empty = catalogue(tmp_path / "b")
    plan = plan_import([tmp_path / "a.xml"], empty)
    assert not plan.unread
    commit_plan(plan, empty)
    other = Archive.open(tmp_path / "b")
    serial = other["periodical:mihon"]
    assert isinstance(serial, m.Periodical)
    assert (serial.titles, serial.identifiers) == (SERIAL.titles, SERIAL.identifiers)
    rates = [("年6回", "2017-06"), ("年6回", "2017-10"), ("年4回", "2018-06"), ("年4回", "2019-02")]
    assert [(f.printed, str(f.as_of)) for f in serial.frequencies] == (rates if "3.1" in to else [])
    assert other["agent:mihon-hanako"] == PERSON
    assert (other["agent:mihon"], other["subject:mihon"]) == (BODY, TERM)
    assert not [p for p in validate(other.folder).problems if p.severity == "error"]
    assert export(other, tmp_path / "b.xml", to) == sent


def test_the_packaged_archive_comes_back_from_its_own_onix_as_the_same_file(tmp_path):
    with Archive.open() as packaged:
        sent = export(packaged, tmp_path / "a.xml", "onix-3.1")
        empty = init(
            tmp_path / "b",
            empty=True,
            domain=packaged.settings.domain,
            sender=packaged.settings.sender,
            contact=CONTACT,
        )
    commit_plan(plan_import([tmp_path / "a.xml"], empty), empty)
    again = export(Archive.open(tmp_path / "b"), tmp_path / "b.xml", "onix-3.1")
    assert re.sub(f"\\s*<EmailAddress>{CONTACT}<.*", "", again) == sent


DATES = {
    "before": m.EventDate("publication", D("2005-05-30"), qualifier="before"),
    "after": m.EventDate("publication", D("2005-05"), qualifier="after"),
    "uncertain": m.EventDate("publication", D("2005"), qualifier="uncertain"),
    "between": m.EventDate("publication", D("2005"), qualifier="between", until=D("2007")),
    "exact": m.EventDate("publication", D("2005-05")),
}


@pytest.mark.parametrize("publishers", [(), (m.Publisher(m.Text("見本書房")),)], ids=["no-publisher", "publisher"])
@pytest.mark.parametrize("date", DATES.values(), ids=DATES)
def test_a_date_goes_out_without_a_publisher_too_and_where_it_is_not_exact(date, publishers, tmp_path):
    book = m.Book("book:mihon", titles=[m.Title(m.Text("見本"))], dates=[date], publishers=publishers)
    write([book], tmp_path / "a.xml", to="onix-3.1", validate="schema")
    assert list(read(tmp_path / "a.xml")) == [book]
    write([book], tmp_path / "b.xml", to="onix-3.0", validate="schema")
    assert list(read(tmp_path / "b.xml")) == [book if publishers else evolve(book, dates=())]


def test_a_market_without_a_supplier_is_kept(tmp_path):
    market = m.Market(countries=["KR"], status="02", dates=[m.EventDate("publication", D("2027-05"))])
    book = m.Book(
        "book:mihon",
        titles=[m.Title(m.Text("見本"))],
        suppliers=[m.Supplier(m.Text("見本書房")), m.Supplier(market=market)],
    )
    write([book], tmp_path / "a.xml", to="onix-3.1", validate="schema")
    (back,) = read(tmp_path / "a.xml")
    assert isinstance(back, m.Book)
    assert set(back.suppliers) == set(book.suppliers)


def test_the_serial_is_read_without_a_catalogue_and_also_where_the_file_breaks_off(tmp_path):
    export(catalogue(tmp_path / "a", *RECORDS), tmp_path / "a.xml", "onix-3.1")
    whole = list(read(tmp_path / "a.xml"))
    assert [r.id for r in whole] == [*(i.id for i in ISSUES), "periodical:mihon"]
    report = validate(tmp_path / "a.xml")
    assert (report.records, [p.rule for p in report.problems if p.severity == "error"]) == (5, [])
    text = (tmp_path / "a.xml").read_text("utf-8")
    (tmp_path / "cut.xml").write_text(text[: text.index("issue:mihon:3")], "utf-8")
    found: list[Record] = []
    with pytest.raises(BadSource):
        found.extend(read(tmp_path / "cut.xml"))
    assert [r.id for r in found] == ["issue:mihon:1", "issue:mihon:2", "periodical:mihon"]


def test_a_serial_that_is_there_is_left_as_it_is_and_what_it_lacks_is_told(tmp_path):
    export(catalogue(tmp_path / "a", *RECORDS), tmp_path / "a.xml", "onix-3.1")
    less = m.Periodical("periodical:mihon", [m.Title(m.Text("見本通信")), m.Title(m.Text("みほん"), "05")])
    there = catalogue(tmp_path / "b", less, BODY, PERSON)
    plan = plan_import([tmp_path / "a.xml"], there)
    at = "Product/DescriptiveDetail/Collection"
    assert plan.unread == {
        f"{at}/CollectionIdentifier/IDValue": 10, f"{at}/TitleDetail/TitleElement/TitleText": 5, f"{at}/CollectionFrequency": 5,
    }  # fmt: skip
    commit_plan(plan, there)
    there = Archive.open(tmp_path / "b")
    assert there["periodical:mihon"] == less
    assert len(list(there.records(kinds=("issue",)))) == 5
    assert not plan_import([tmp_path / "a.xml"], catalogue(tmp_path / "c", *RECORDS)).unread


def test_a_serial_that_is_there_under_another_id_is_left_as_it_is(tmp_path):
    export(catalogue(tmp_path / "a", *RECORDS), tmp_path / "a.xml", "onix-3.1")
    same = m.Periodical("periodical:other", [m.Title(m.Text("見本"))], identifiers=SERIAL.identifiers)
    there = catalogue(tmp_path / "b", same)
    commit_plan(plan_import([tmp_path / "a.xml"], there), there)
    assert Archive.open(tmp_path / "b")["periodical:other"] == same


def test_an_issue_of_another_sender_has_the_id_of_an_issue_and_no_serial_is_guessed(tmp_path):
    export(catalogue(tmp_path / "a", *RECORDS[:5]), tmp_path / "a.xml", "onix-3.1")
    text = (tmp_path / "a.xml").read_text("utf-8").replace("example.mihon.issue:mihon:1", "mihon.example/1")
    own = re.search(r"\s*<CollectionIdentifier>\s*<CollectionIDType>01<.*?</CollectionIdentifier>", text, re.DOTALL)
    assert own
    (tmp_path / "a.xml").write_text(text.replace(own[0], ""), "utf-8")
    (found,) = read(tmp_path / "a.xml")
    assert isinstance(found, Issue)
    assert (found.id, found.periodical) == ("issue:mihon.example-1", None)
    unread = validate(tmp_path / "a.xml").unread
    assert sum(n for path, n in unread.items() if "Collection" in path) == 5


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.0-short"])
def test_the_wide_blank_at_the_start_of_a_paragraph_stays(to: str):
    text = "\u3000見本の内容。\n\u3000二つ目の段落。"
    book = m.Book("book:mihon", titles=m.Title("見本"), publishers=m.Publisher("見本社"), texts=m.Prose(text, "03"))
    out = io.BytesIO()
    write([book], out, to=to, validate=False)
    assert [record.texts[0].text for record in read(out.getvalue())] == [text]
