"""What goes out: no record with an error, under a real sender's name, packed as the file is called; and what is told."""

from __future__ import annotations

import gzip
import io
import json
import re
import tomllib
from decimal import Decimal

import pytest

from smj_catalog import Archive, ImportOptions, Report, init, plan_import, read, validate, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.errors import BadSource, CannotWrite, MissingExtra, UsageError
from smj_catalog.formats import get
from smj_catalog.schema import official_onix
from smj_catalog.store.settings import PLACEHOLDERS

OWNER = {"domain": "mihon.jp", "sender": "見本の会", "contact": "office@mihon.jp"}
D = m.PartialDate.parse


def text(words="見本"):
    return m.Text(words)


def book(key="n", **fields):
    base = {"titles": [m.Title(text("見本の社会"))], "publishers": [m.Publisher(text("見本書房"))]}
    return m.Book(**{"id": f"book:{key}", **base, **fields})


def isbn(value, **fields):
    return [m.Identifier("isbn-13", value, **fields)]


def by(role):
    return [m.Contributor(text("見本花子"), [role])]


def price(amount="1800", **fields):
    return [m.Price(Decimal(amount), **fields)]


WRONG = {
    "check digit": (book(identifiers=isbn("9799999000008")), "isbn-check-digit"),
    "role of no list": (book(contributors=by("Z00")), "code-of-no-list"),
    "status of no list": (book(status="55"), "code-of-no-list"),
    "currency of no list": (book(prices=price(currency="YEN", tax="excluded")), "code-of-no-list"),
    "no title": (book(titles=[]), "title-missing"),
    "fraction of a yen": (book(prices=price("1800.5", tax="excluded")), "price-yen-fraction"),
    "an agent that is nowhere": (
        book(contributors=[m.Contributor(text("見本花子"), ["A01"], agent="agent:none")]), "reference-unresolved"),
}  # fmt: skip


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """An archive of somebody's own, in the folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMJ_CATALOG_ARCHIVE", raising=False)
    return init(tmp_path / "archive", empty=True, **OWNER)


def put(archive, *records):
    """Lay records into an archive's folder as a person does who edits its files."""
    for record in records:
        write([record], archive.folder / "books" / f"{record.id.partition(':')[2]}.xml", to="smj-1", validate=False)


@pytest.fixture
def smj(capfdbinary):
    def call(*args):
        code = run(group, list(map(str, args)))
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


# ---- the gate


@pytest.mark.parametrize(("record", "rule"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.0-short", "oai_dc", "dcterms", "marc21", "csv", "jsonl", "smj-1"])
def test_a_record_with_an_error_stops_the_export(mine, smj, tmp_path, record, rule, to):
    """Exit 1, the old file stays, and the last line names the record and what to do."""
    put(mine, book("good"), record)
    (tmp_path / "out").write_text("old", "utf-8")
    code, _, err = smj("export", "--to", to, "--out", "out")
    assert (code, (tmp_path / "out").read_text("utf-8")) == (1, "old")
    assert f"[{rule}]" in err
    last = err.splitlines()[-1]
    assert last.startswith("nothing was written: errors in book:n;")
    assert "--on-error skip" in last


@pytest.mark.parametrize(("record", "rule"), WRONG.values(), ids=WRONG)
def test_skip_leaves_it_out_and_names_it(mine, smj, tmp_path, record, rule):
    """The others go out; the exit code still says that there is something to look at."""
    put(mine, book("good"), record)
    code, _, err = smj("export", "--to", "onix-3.1", "--out", "out.xml", "--on-error", "skip", "--report", "r.json")
    assert code == 1
    assert [r.id for r in read("out.xml", context=mine.context)] == ["book:good"]
    assert err.splitlines()[-1] == "skipped because of errors, 1 records: book:n"
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert (report["records"], report["rejected"]) == (1, 1)
    assert rule in {p["rule"] for p in report["problems"]}


def test_the_last_line_is_in_the_users_language(mine, smj):
    """It may run at night."""
    put(mine, book(identifiers=isbn("9799999000008")))
    _, _, err = smj("export", "--to", "onix-3.1", "--out", "out.xml", "--lang", "ja")
    assert err.splitlines()[-1].startswith("何も書き出していません。エラーのあるレコード: book:n。")


def test_more_than_a_few_records_are_counted(mine, smj):
    """A line stays a line."""
    put(mine, *(book(f"n{i}", titles=[]) for i in range(8)))
    _, _, err = smj("export", "--to", "onix-3.1", "--out", "out.xml")
    assert "book:n4 … and 3 more" in err.splitlines()[-1]


def test_doubts_are_counted_by_rule_and_stop_nothing(mine, smj):
    """What validate lists is a number here."""
    put(mine, *(book(f"n{i}", prices=price(), contributors=by("A01")) for i in range(3)))
    code, _, err = smj("export", "--to", "onix-3.1", "--out", "out.xml")
    assert code == 0
    assert (
        "warnings, which do not stop the export: price-without-tax 3; to list them, run smj-catalog validate"
        in err.splitlines()
    )


def test_each_check_can_be_left_out():
    """validate= says which of rules and schema is asked."""
    wrong = book(identifiers=isbn("9799999000008"))
    assert write([wrong], io.BytesIO(), to="onix-3.1", validate="schema") == 1
    assert write([wrong], io.BytesIO(), to="onix-3.1", validate=False) == 1
    for asked in (True, "rules"):
        with pytest.raises(CannotWrite, match="isbn-check-digit"):
            write([wrong], io.BytesIO(), to="onix-3.1", validate=asked)
    with pytest.raises(CannotWrite, match="TitleDetail"):
        write([book(titles=[])], io.BytesIO(), to="onix-3.1", validate="schema")


def test_nothing_reaches_an_open_file_before_the_last_record_was_asked():
    """A stream that cannot be taken back gets all or nothing."""
    out = io.BytesIO()
    with pytest.raises(CannotWrite):
        write([*(book(f"n{i}") for i in range(500)), book("z", titles=[])], out, to="onix-3.1")
    assert out.getvalue() == b""


def test_records_stay_a_stream():
    """One is asked for when the one before has gone out."""
    seen = []

    def endless():
        for i in range(300):
            seen.append(i)
            yield book(f"n{i}")

    held = get("onix-3.1")
    report = Report("write")
    assert write(endless(), io.BytesIO(), to=held.id, report=report, progress=lambda n: seen.append(-n)) == 300
    assert seen.index(-1) == 1


def test_skipping_in_silence_is_refused():
    """Somebody has to be told."""
    with pytest.raises(UsageError, match="report"):
        write([book()], io.BytesIO(), to="onix-3.1", on_error="skip")


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.0", "onix-3.1-short"])
def test_skip_leaves_out_what_a_schema_refuses(monkeypatch, to):
    """Where no rule finds anything, the schema of the format does."""
    monkeypatch.setattr("smj_catalog.services.going_out.check_record", lambda _: [])
    report, out = Report("write"), io.BytesIO()
    given = [book("good"), book("bad", titles=[]), book("fine")]
    assert write(given, out, to=to, on_error="skip", report=report) == 2
    assert report.rejected == 1
    assert {p.where.record for p in report.problems if p.severity == "error"} == {"book:bad"}


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.0-short"])
def test_the_last_line_names_what_a_schema_refuses(mine, smj, monkeypatch, to):
    """By the record's own id, not by the reference that goes abroad."""
    monkeypatch.setattr("smj_catalog.services.going_out.check_record", lambda _: [])
    put(mine, book("good"), book("bad", titles=[]))
    code, _, err = smj("export", "--to", to, "--out", "out.xml")
    assert (code, err.splitlines()[-1].split(";")[0]) == (1, "nothing was written: errors in book:bad")


@pytest.mark.parametrize(("skip", "code", "files"), [((), 1, 0), (("--on-error", "skip"), 1, 1)])
def test_single_files_keep_to_it_too(mine, smj, tmp_path, skip, code, files):
    """--split stops before the record, or leaves it out."""
    put(mine, book("bad", titles=[]), book("good"))
    found, _, err = smj("export", "--to", "oai_dc", "--split", "out", *skip)
    assert (found, len(list(tmp_path.glob("out/**/*.xml")))) == (code, files)
    assert "book:bad" in err.splitlines()[-1]


def test_the_same_record_twice_is_an_error():
    """Receivers key on the reference."""
    with pytest.raises(CannotWrite, match="record-id-twice"):
        write([book(), book()], io.BytesIO(), to="oai_dc")


def test_an_issue_alone_need_not_name_its_serial():
    """What only a catalogue can hold is asked of one."""
    issue = m.Issue("issue:mihon:12", titles=[m.Title(text())], numbering=m.Numbering(numbers=["12"]))
    assert write([issue], io.BytesIO(), to="onix-3.1") == 1


# ---- losses


LOST = {
    "price without tax": (book(prices=price()), "onix-3.1", ["loss-price"]),
    "price with tax, undated": (book(prices=price(tax="included")), "onix-3.1", ["loss-price"]),
    "one price of two": (book(prices=price() + price(tax="excluded")), "onix-3.1", ["loss-price"]),
    "good price": (book(prices=price(tax="excluded")), "onix-3.1", []),
    "not for sale": (book(prices=[m.Price(unpriced="not-for-sale", printed="非売品")]), "onix-3.1", []),
    "price in a format that has none": (book(prices=price()), "oai_dc", []),
    "date before": (book(dates=[m.EventDate("publication", D("2013"), qualifier="before")]), "onix-3.1", []),
    "date without a publisher": (book(publishers=[], dates=[m.EventDate("publication", D("2013"))]), "onix-3.0", ["loss-date"]),
    "date of an announcement": (book(dates=[m.EventDate("announcement", D("2013"))]), "onix-3.1", []),
    "date": (book(dates=[m.EventDate("publication", D("2013"))]), "onix-3.1", []),
    "ISBN of a set": (
        book(identifiers=isbn("9799999000009") + isbn("9799999000016", qualifier="set")), "onix-3.1", ["loss-isbn"]),
    "ISBN of a set, which DC has a place for": (book(identifiers=isbn("9799999000016", qualifier="set")), "qdc", []),
    "misprinted ISBN": (book(identifiers=isbn("9799999000009", status="incorrect")), "onix-3.1", []),
    "availability without a publisher": (
        book(publishers=[], availability="20"), "onix-3.1", ["loss-availability"]),
    "not for sale, without a publisher": (
        book(publishers=[], prices=[m.Price(unpriced="not-for-sale", printed="非売品")]), "onix-3.1", ["loss-availability"]),
    "not for sale, in a format without availability": (
        book(publishers=[], prices=[m.Price(unpriced="not-for-sale")]), "marc21", []),
    "availability": (book(availability="20"), "onix-3.1", []),
}  # fmt: skip


@pytest.mark.parametrize(("record", "to", "expected"), LOST.values(), ids=LOST)
def test_what_a_recipient_will_miss_is_told(record, to, expected):
    """Price, date, ISBN and availability, where the format has a place for them."""
    report = Report("write")
    write([record], io.BytesIO(), to=to, report=report)
    assert [p.rule for p in report.problems if p.rule.startswith("loss-")] == expected


def test_losses_are_told_in_words(mine, smj):
    """Apart from what the format never carries."""
    put(mine, book(prices=price()))
    _, _, err = smj("export", "--to", "onix-3.1", "--out", "out.xml")
    assert "price not exported: 1 records: book:n" in err.splitlines()


# ---- who sends


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "oai_dc", "qdc", "dcterms", "skos"])
@pytest.mark.parametrize("key", PLACEHOLDERS)
def test_a_placeholder_does_not_go_out(tmp_path, to, key):
    """Exit 1, and the key of archive.toml is named; a format that does not hold the key goes out."""
    archive = init(tmp_path / "a", empty=True, **{k: v for k, v in OWNER.items() if k != key})
    if key not in get(to).sends:
        write([], io.BytesIO(), to=to, catalogue=archive)
        return
    with pytest.raises(CannotWrite) as refused:
        write([], io.BytesIO(), to=to, catalogue=archive)
    assert refused.value.exit_code == 1
    assert [p.where.path for p in refused.value.problems] == [key]


@pytest.mark.parametrize("extra", [("--out", "out.xml"), ("--split", "out")])
def test_the_command_names_file_and_keys(tmp_path, monkeypatch, smj, extra):
    """The last line says what to set, and where."""
    monkeypatch.chdir(tmp_path)
    smj("init", "a", "--empty")
    code, _, err = smj("export", "--archive", "a", "--to", "onix-3.1", *extra)
    assert code == 1
    assert err.splitlines()[-1] == "nothing was written: set domain, sender, contact in a/archive.toml first"
    assert not list(tmp_path.glob("out*"))


@pytest.mark.parametrize("to", ["smj-1", "csv", "xlsx", "jsonl"])
def test_a_copy_for_oneself_needs_no_sender(tmp_path, to):
    """Tables and copies name nobody."""
    write([book()], tmp_path / "out", to=to, catalogue=init(tmp_path / "a", empty=True))


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "onix-3.0-short"])
def test_the_contact_stands_in_the_header(mine, tmp_path, to):
    """EmailAddress behind SenderName, as EDItEUR's schema wants it."""
    write([book()], tmp_path / "out.xml", to=to, catalogue=mine)
    tags = "<x298>見本の会</x298>\n      <j272>" if to.endswith("short") else "</SenderName>\n      <EmailAddress>"
    assert f"{tags}office@mihon.jp<" in (tmp_path / "out.xml").read_text("utf-8")


@pytest.mark.parametrize("sender", ["見本の会", 'The "Mihon" Society', "back\\slash", "a # b"])
def test_init_takes_who_sends(tmp_path, sender):
    """What was given stands in archive.toml, whatever its letters."""
    archive = init(tmp_path / "a", empty=True, domain="mihon.or.jp", sender=sender, contact="a.b@mihon.or.jp")
    told = tomllib.loads((archive.folder / "archive.toml").read_text("utf-8"))
    assert (told["domain"], told["sender"], told["contact"]) == ("mihon.or.jp", sender, "a.b@mihon.or.jp")
    copy = init(tmp_path / "b", sender=sender, contact="a@mihon.jp")
    assert (copy.settings.sender, copy.settings.contact, copy.settings.domain) == (sender, "a@mihon.jp", "migrants.jp")


@pytest.mark.parametrize(
    "given",
    [("--domain", "mihon"), ("--domain", "https://mihon.jp"), ("--domain", "MIHON.JP"), ("--contact", "mihon.jp"),
     ("--contact", "a b@mihon.jp"), ("--sender", " "), ("--sender", "a\nb")],
)  # fmt: skip
def test_init_refuses_what_cannot_be(tmp_path, monkeypatch, smj, given):
    """Wrong usage, and no folder is made."""
    monkeypatch.chdir(tmp_path)
    code, _, err = smj("init", "a", "--empty", *given)
    assert (code, given[0] in err, (tmp_path / "a").exists()) == (2, True, False)


def test_init_asks_on_a_terminal(tmp_path, monkeypatch, smj):
    """What is not given is asked for, again where it cannot be; an empty answer leaves it for later."""
    answers = iter(["mihon", "mihon.jp", ""])
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("click.termui.visible_prompt_func", lambda _: next(answers))
    assert smj("init", "a", "--empty", "--sender", "見本の会")[0] == 0
    settings = Archive.open(tmp_path / "a").settings
    assert (settings.domain, settings.sender) == ("mihon.jp", "見本の会")
    assert settings.contact == PLACEHOLDERS["contact"]


@pytest.mark.parametrize(
    "call", [("export", "--to", "onix-3.1", "--out", "w.xml"), ("list",), ("show", "issue:migrants-network:193"), ("validate",)]
)  # fmt: skip
def test_the_packaged_archive_is_told(tmp_path, monkeypatch, smj, call):
    """A timed job in the wrong folder says which archive it read."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMJ_CATALOG_ARCHIVE", raising=False)
    code, out, err = smj(*call)
    assert (code, err.splitlines()[0].split(",")[0]) == (0, "reading the packaged archive")
    assert "packaged" not in out
    smj("init", "archive")
    assert "packaged" not in smj(*call)[2]


def test_a_file_is_not_the_packaged_archive(tmp_path, monkeypatch, smj):
    """Validating a file says nothing of archives."""
    monkeypatch.chdir(tmp_path)
    write([book()], "b.xml", to="smj-1")
    assert "packaged" not in smj("validate", "b.xml")[2]


# ---- codes


@pytest.mark.parametrize("kind", ["jsonl", "csv"])
def test_import_refuses_a_code_of_no_list(mine, smj, tmp_path, kind):
    """With the list, and the codes that may be meant."""
    if kind == "csv":
        (tmp_path / "n.csv").write_text(
            "id,title,contributor,contributor_role\nbook:n,見本の社会,見本花子,Z00\n", "utf-8"
        )
    else:
        write([book(contributors=by("Z00"))], tmp_path / "n.jsonl", to="jsonl", validate=False)
    code, out, err = smj("import", f"n.{kind}", "--kind", "book")
    assert code == 1 or "reject" in out
    assert re.search(r"expected a code from ONIX List 17; nearest: Z01 \(", out + err)


def test_without_the_lists_that_is_said(monkeypatch, mine):
    """A code that nobody looked up is not called right, and no ONIX goes out unchecked."""
    put(mine, book(contributors=by("Z00")))
    monkeypatch.setattr("smj_catalog.codes.lists.available", lambda: False)
    monkeypatch.setattr("smj_catalog.codes.lists.folder", lambda: None)
    official_onix.cache_clear()
    told = {p.rule for p in validate(mine.folder).problems}
    assert "codes-unchecked" in told
    report = Report("write")
    write([book()], io.BytesIO(), to="csv", report=report)
    assert "codes-unchecked" in {p.rule for p in report.problems}
    with pytest.raises(MissingExtra, match="onixcheck"):
        write([book()], io.BytesIO(), to="onix-3.1")


# ---- packed


@pytest.mark.parametrize("name", ["a.zip", "a.xml.BZ2", "a.xz", "a.7z", "a.lzh", "a.rar", "a.tar", "a.tgz", "a.tar.gz"])
def test_a_name_of_another_packing_is_refused(mine, tmp_path, monkeypatch, capsys, name):
    monkeypatch.chdir(tmp_path)
    code = run(group, ["export", "--archive", str(mine.folder), "--to", "oai_dc", "--out", name])
    assert (code, (tmp_path / name).exists()) == (2, False)
    assert f"{name} would not be compressed" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["out.xml.gz", "OUT.GZ", "out.xml.zst"])
def test_a_file_is_packed_as_its_name_says(mine, tmp_path, name):
    """The same bytes each time, without a time of their own; what is read is what was written."""
    given = [book(f"n{i}") for i in range(50)]
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(given, tmp_path / folder / name, to="onix-3.1", catalogue=mine)
    packed = (tmp_path / "one" / name).read_bytes()
    assert packed == (tmp_path / "two" / name).read_bytes()
    assert packed[:2] == b"\x1f\x8b" or packed[:4] == b"\x28\xb5\x2f\xfd"
    if packed[:2] == b"\x1f\x8b":
        assert packed[3:8] == b"\0\0\0\0\0"  # no name, no time
        plain = io.BytesIO()
        write(given, plain, to="onix-3.1", catalogue=mine)
        assert gzip.decompress(packed) == plain.getvalue()
    assert [r.id for r in read(tmp_path / "one" / name, context=mine.context)] == [r.id for r in given]
    assert not validate(tmp_path / "one" / name).failed


@pytest.mark.parametrize("name", ["out.xml.gz", "out.xml.zst"])
def test_a_failed_packing_leaves_the_old_file(mine, tmp_path, name):
    """Packed or not."""
    (tmp_path / name).write_bytes(b"old")
    with pytest.raises(CannotWrite):
        write([book(titles=[])], tmp_path / name, to="onix-3.1", validate="schema")
    assert (tmp_path / name).read_bytes() == b"old"
    assert not list(tmp_path.glob(".smj-*"))


def test_zstd_names_its_extra(monkeypatch, mine, smj, tmp_path):
    """Without the library nothing is written, and the extra is named."""

    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr("smj_catalog.xmlio.source.importlib.import_module", missing)
    with pytest.raises(MissingExtra, match=r"smj-catalog\[zstd\]"):
        write([book()], tmp_path / "out.xml.zst", to="smj-1")
    assert not (tmp_path / "out.xml.zst").exists()


def test_what_packs_very_well_goes_out_too(mine, tmp_path):
    """The cap on what comes out of a packed byte is for what others send."""
    given = (book(f"n{i:05}", texts=[m.Prose("見本" * 5000)]) for i in range(1200))
    assert write(given, tmp_path / "out.xml.gz", to="oai_dc", catalogue=mine, validate="schema") == 1200


# ---- the format that was named


@pytest.mark.parametrize("named", ["smj-1", "onix-3.1", "onix-3.1-short", "onix-3.0", "jsonl", "xlsx", "csv"])
@pytest.mark.parametrize(
    "to", ["smj-1", "onix-3.1", "onix-3.0-short", "oai_dc", "skos", "marcxml", "ris", "jsonl", "xlsx", "csv"]
)
def test_a_file_of_another_format_is_not_read_as_the_one_named(tmp_path, to, named):
    """It would give nothing, in silence."""
    path = tmp_path / f"out{get(to).suffix}"
    write([book()], path, to=to)
    if to == named:
        assert [r.id for r in read(path, format=named)] == ["book:n"]
        return
    with pytest.raises(BadSource) as refused:
        list(read(path, format=named))
    assert refused.value.problems[0].rule == "format-differs"
    assert refused.value.problems[0].where.file == str(path)


@pytest.mark.parametrize(("to", "named"), [("csv", "tsv"), ("tsv", "csv"), ("xlsx", "ods")])
def test_tables_are_read_by_either_name(tmp_path, to, named):
    """One reader reads both."""
    path = tmp_path / f"out{get(to).suffix}"
    write([book()], path, to=to)
    assert [r.id for r in read(path, format=named)] == ["book:n"]


# ---- values


ISSN = m.Periodical("periodical:x", titles=[m.Title(text())], identifiers=[m.Identifier("issn", "01234560")])
SET = book(identifiers=isbn("9799999000009") + isbn("9799999000016", qualifier="set"))


def article(*pages):
    return m.Component("article:x", m.Title(text()), host="issue:x:1", pages=[m.PageRun(*p) for p in pages])


VALUES = {
    "ISSN": (ISSN, "oai_dc", r"urn:ISSN[^<\"]*", ["urn:ISSN:0123-4560"]),
    "ISSN in RDF": (ISSN, "dcterms", r"urn:ISSN[^<\"]*", ["urn:ISSN:0123-4560"]),
    "one page": (article(("22", "22")), "oai_dc", "p[.] [^<]*", ["p. 22"]),
    "pages": (article(("22", "23"), ("40",)), "qdc", "p[.] [^<]*", ["p. 22-23, 40"]),
    "set, own": (SET, "oai_dc", "<dc:identifier>(urn[^<]*)", ["urn:isbn:9799999000009"]),
    "set": (SET, "oai_dc", "<dc:relation>(urn[^<]*)", ["urn:isbn:9799999000016"]),
    "set in qdc": (SET, "qdc", "<dcterms:isPartOf[^>]*>(urn[^<]*)", ["urn:isbn:9799999000016"]),
    "set in RDF": (SET, "dcterms", "<dcterms:isPartOf[^>]*\"(urn[^\"]*)", ["urn:isbn:9799999000016"]),
    "set in ONIX": (SET, "onix-3.1", "<IDValue>([^<]*)", ["9799999000009"]),
}  # fmt: skip


@pytest.mark.parametrize(("record", "to", "pattern", "expected"), VALUES.values(), ids=VALUES)
def test_values_go_out_as_their_standards_write_them(record, to, pattern, expected):
    """ISSN with its hyphen (RFC 8254), one page once, the number of a set as the set's."""
    out = io.BytesIO()
    write([record], out, to=to)
    assert re.findall(pattern, out.getvalue().decode()) == expected


@pytest.mark.parametrize(
    ("numbering", "lost"),
    [(m.Numbering(numbers=["12"]), []), (m.Numbering(numbers=["1", "2"]), []), (m.Numbering("12", numbers=["12"]), []),
     (m.Numbering("第12号", numbers=["12"]), ["numbering.numbers"]), (m.Numbering("12", numbers=["3"]), ["numbering.numbers"])],
)  # fmt: skip
def test_a_number_that_went_out_is_not_told_as_lost(numbering, lost):
    """PartNumber holds it."""
    issue = m.Issue("issue:mihon:12", titles=[m.Title(text())], numbering=numbering)
    report = Report("write")
    write([issue], io.BytesIO(), to="onix-3.1", report=report, validate="schema")
    assert [f for _, f in report.not_carried if f.startswith("numbering")] == lost


# ---- the true line

ITEM = '<book id="book:b{}">\n<title type="01">\n<proper>\n<text>見本の長い題名見本の長い題名見本の長い題名</text>\n</proper>\n</title>\n</book>\n'
FAULTS = {
    "entity in text": ("<text>a&auml;b</text>", "xml-entity", 0), "entity alone": ("<text>&auml;</text>", "xml-entity", 0),
    "entity on the next line": ("<text>\n&auml;</text>", "xml-entity", 1),
    "entity in an attribute": ('<text a="&auml;">b</text>', "xml-entity", 0),
    "bytes": ("<text>a\udcff</text>", "xml-encoding", 0), "control": ("<text>\x01</text>", "xml-syntax", 0),
    "end tag": ("<text>a</txet>", "xml-syntax", 0), "ampersand": ("<text>a & b</text>", "xml-syntax", 0),
    "character reference": ("<text>&#1;</text>", "xml-syntax", 0), "prefix": ("<x:text>b</x:text>", "xml-syntax", 0),
}  # fmt: skip


@pytest.mark.parametrize("before", [0, 331, 9500])
@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE catalog SYSTEM "x.dtd">\n'], ids=["", "doctype"])
@pytest.mark.parametrize(("fault", "rule", "down"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_its_true_line(tmp_path, fault, rule, down, doctype, before):
    """In files of any size, wherever the pieces end that the parser is fed."""
    start = f'<?xml version="1.0"?>\n{doctype}<catalog xmlns="urn:smj-catalog:1">\n'
    start += "".join(map(ITEM.format, range(before))) + '<book id="book:z">\n<title type="01">\n<proper>\n'
    end = "\n</proper>\n</title>\n</book>\n" + "".join(map(ITEM.format, range(before, before + 1500))) + "</catalog>\n"
    path = tmp_path / "big.xml"
    path.write_bytes(f"{start}{fault}{end}".encode("utf-8", "surrogateescape"))
    told = [p for p in validate(path).problems if p.rule == rule]
    assert [p.where.line for p in told] == [start.count("\n") + 1 + down]


def test_a_fault_at_line_200000_of_a_file_over_10_mb(tmp_path):
    """As above, and in the batches of ONIX."""
    item = "<Product>\n<RecordReference>r{}</RecordReference>\n" + "<!-- " + "見本" * 60 + " -->\n</Product>\n"
    start = '<ONIXMessage xmlns="http://ns.editeur.org/onix/3.1/reference" release="3.1">\n'
    start += "".join(map(item.format, range(49_999))) + "<Product>\n<RecordReference>\n"
    (tmp_path / "big.xml").write_text(f"{start}&auml;</RecordReference>\n</Product>\n</ONIXMessage>\n", "utf-8")
    assert (tmp_path / "big.xml").stat().st_size > 10 << 20
    with pytest.raises(BadSource) as refused:
        list(read(tmp_path / "big.xml", on_reject=lambda _: None))
    assert (refused.value.problems[0].rule, refused.value.problems[0].where.line) == ("xml-entity", 200_000)


WRONG = {
    "validate": {"validate": "rule"},
    "validate nothing": {"validate": None},
    "on_error": {"on_error": "Skip"},
    "options": {"options": {"enc": "cp932"}},
    "kinds": {"options": {"kinds": ["Book"]}},
    "kinds that are one word": {"options": {"kinds": "books"}},
}


@pytest.mark.parametrize("given", WRONG.values(), ids=WRONG)
def test_a_word_that_means_nothing_is_refused_and_not_passed_over(given):
    out = io.BytesIO()
    with pytest.raises(UsageError, match="expected one of"):
        write(book(), out, to="csv", report=Report("write"), **given)
    assert out.getvalue() == b""


def test_options_of_an_import_that_mean_nothing_are_refused(tmp_path):
    with pytest.raises(UsageError, match="replace, append"):
        ImportOptions(lists="Append")
    (tmp_path / "n.csv").write_text("種類,書名\n図書,見本\n")
    with pytest.raises(UsageError, match="ignor"):
        plan_import([tmp_path / "n.csv"], init(tmp_path / "a", empty=True), ImportOptions(table={"ignor": ["x"]}))


def test_a_plan_does_not_replace_its_input(tmp_path):
    table = tmp_path / "n.csv"
    table.write_text("種類,書名\n図書,見本\n")
    with pytest.raises(UsageError, match="input"):
        plan_import([table], init(tmp_path / "a", empty=True), to=tmp_path / "." / "n.csv")
    assert table.read_text().startswith("種類")


@pytest.mark.parametrize("to", ["csv", "tsv", "xlsx"])
@pytest.mark.parametrize("title", ["n/a", "N/A", "null", "不明", "同上", "-"])
def test_a_title_that_looks_like_nothing_comes_back_from_tables(tmp_path, to, title):
    target = tmp_path / f"n.{to}"
    write(book(titles=title), target, to=to)
    assert [r.title for r in read(target)] == [title]


@pytest.mark.parametrize(
    "to", ["onix-3.1", "onix-3.0-short", "oai_dc", "qdc", "dcterms", "schema-org", "marcxml", "dcndl-2"]
)
def test_an_issue_without_a_title_of_its_own_goes_out_under_that_of_its_serial(tmp_path, to):
    mine = init(tmp_path / "a", empty=True, **OWNER)
    number = m.Issue("issue:mihon:1", "periodical:mihon", numbering=m.Numbering(numbers="1"))
    mine.save(m.Periodical("periodical:mihon", titles="見本通信"), number)
    out = io.BytesIO()
    write(mine.records(kind=m.Issue), out, to=to, catalogue=mine)
    assert "見本通信" in out.getvalue().decode()
