"""What two archives, files or states of an archive have differently."""

import json

import pytest
from attrs import evolve

from smj_catalog import (
    Book,
    Component,
    Difference,
    Issue,
    Note,
    Periodical,
    Price,
    Rejected,
    Text,
    Title,
    UnknownBatch,
    UsageError,
    compare,
    init,
    write,
)
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group


def named(text):
    return (Title(Text(text)),)


SERIAL = Periodical("periodical:mihon", titles=named("見本通信"))
ARTICLE = Component("article:mihon:1:a01", kind="article", title=Title(Text("現場から")))
ISSUE = Issue("issue:mihon:1", periodical="periodical:mihon", titles=named("見本通信"), contents=(ARTICLE,))
BOOK = Book("book:mihon", titles=named("見本の本"))


@pytest.fixture
def archive(tmp_path):
    """An archive of made-up records."""
    made = init(tmp_path / "mine", empty=True)
    made.save(SERIAL, ISSUE, BOOK)
    return made


def test_the_same_records_do_not_differ(archive, tmp_path):
    """An export that carries everything has what its archive has."""
    for to, name in (("smj-1", "all.xml"), ("jsonl", "all.jsonl")):
        write(archive, tmp_path / name, to=to)
        assert list(compare(archive, tmp_path / name)) == []
        assert list(compare(tmp_path / name, archive.folder)) == []


def test_records_fields_and_articles_that_differ(archive, tmp_path):
    """Each with its fields, old and new; an article of an issue by itself."""
    other = init(tmp_path / "other", empty=True)
    changed = evolve(ARTICLE, title=Title(Text("現場より")))
    other.save(SERIAL, evolve(ISSUE, contents=(changed,)), Book("book:zoku", titles=named("続・見本の本")))
    title = {"text": {"text": "現場から"}}, {"text": {"text": "現場より"}}
    assert list(compare(archive, other)) == [
        Difference("article:mihon:1:a01", "both", "現場より", (("title", *title),)),
        Difference("book:mihon", "one", "見本の本"),
        Difference("book:zoku", "other", "続・見本の本"),
    ]


def test_an_archive_as_a_batch_left_it(archive):
    """Changed, removed and new records since, and the other way round."""
    first = next(archive.batches()).id
    archive.save(evolve(BOOK, notes=(Note("重版"),)), Book("book:zoku", titles=named("続・見本の本")))
    second = next(archive.batches()).id
    archive.delete("book:zoku")
    sides = [(d.id, d.side) for d in compare(first, second, archive=archive)]
    assert sides == [("book:mihon", "both"), ("book:zoku", "other")]
    assert [(d.id, d.side) for d in compare(second, archive, archive=archive)] == [("book:zoku", "one")]
    assert [d.fields for d in compare(archive, first, archive=archive)] == [(("notes", [{"text": "重版"}], None),)]
    with pytest.raises(UnknownBatch):
        list(compare("20200101T000000Z-000000", archive, archive=archive))


def test_what_cannot_be_compared(archive, tmp_path):
    """A name of nothing, and a record that is there twice, are wrong usage; a bad record is handed over."""
    with pytest.raises(UsageError, match="no such file"):
        list(compare(archive, tmp_path / "nothing.xml"))
    twice, bad = tmp_path / "twice.jsonl", tmp_path / "bad.jsonl"
    write([BOOK, BOOK], twice, to="jsonl", validate=False)
    with pytest.raises(UsageError, match="more than once"):
        list(compare(archive, twice))
    bad.write_text('{"kind_of_record": "book", "id": "book:mihon"}\n{"kind_of_record": "book", "id": 1}\n', "utf-8")
    told = []
    assert [d.id for d in compare(bad, archive, on_reject=told.append) if d.id.startswith("book:")] == ["book:mihon"]
    assert [type(t) for t in told] == [Rejected]


def test_diff_prints_what_differs(archive, tmp_path, capsys):
    """One line a record, one a field, and a count; JSON has the same."""
    write([evolve(BOOK, notes=(Note("重版"),)), SERIAL], tmp_path / "part.jsonl", to="jsonl")
    args = ["diff", str(archive.folder), str(tmp_path / "part.jsonl")]
    assert run(group, args) == 0
    out, err = capsys.readouterr()
    assert out.splitlines() == [
        "-\tissue:mihon:1\t見本通信", "-\tarticle:mihon:1:a01\t現場から", "~\tbook:mihon\t見本の本",
        '    Note: — → 重版',
    ]  # fmt: skip
    assert err.splitlines() == ["2 only in A, 0 only in B, 1 different"]
    assert run(group, [*args, "--json"]) == 0
    assert [d["side"] for d in json.loads(capsys.readouterr().out)["differences"]] == ["one", "one", "both"]
    (tmp_path / "bad.jsonl").write_text('{"kind_of_record": "book", "id": 1}\n', "utf-8")
    assert run(group, ["diff", str(archive.folder), str(tmp_path / "bad.jsonl")]) == 1
    assert run(group, ["diff", str(archive.folder), str(tmp_path / "nothing")]) == 2


def test_a_table_without_ids_is_compared_by_titles(archive, tmp_path):
    """Where each side has one record of that kind and title alone; of two of one title neither is taken for another."""
    twins = [Book(f"book:futago-{n}", titles=named("見本の双子"), prices=[Price(n, tax="excluded")]) for n in (1, 2)]
    archive.save(*twins)
    table = tmp_path / "k.csv"
    table.write_text("種類,書名,備考\n図書,見本の本,見本の注記\n図書,見本の双子,\n", encoding="utf-8")
    found = {d.id: (d.side, [field for field, _, _ in d.fields]) for d in compare(archive, table)}
    assert found.pop("book:mihon") == ("both", ["notes"])
    assert [found[f"book:futago-{n}"][0] for n in (1, 2)] == ["one", "one"]
    assert [side for side, _ in found.values()].count("other") == 1
    assert {d.id: d.side for d in compare(table, archive)}["book:mihon"] == "both"
