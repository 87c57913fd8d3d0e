"""Files are dated by the journal: by the last change to what they hold, each record by its own; never by the clock."""

import datetime
import io
import re

import pytest

from smj_catalog.model import Agent, AgentName, Book, Component, Issue, Periodical, Text, Title
from smj_catalog.services import select, write
from smj_catalog.services.importing import undo
from smj_catalog.store import Archive, Batch, init, verify, writing
from smj_catalog.store import index as index_module

DATES = {
    "onix-3.1": r"<SentDateTime>([^<]*)", "onix-3.1-short": r"<x307>([^<]*)", "onix-3.0": r"<SentDateTime>([^<]*)",
    "oai_dc": r"<responseDate>([^<]*)", "qdc": r"<responseDate>([^<]*)", "skos": r'W3CDTF">([^<]*)',
}  # fmt: skip


def title(text):
    """A title."""
    return (Title(Text(text)),)


def book(number, words="見本"):
    """A book that ONIX takes."""
    return Book(f"book:b{number}", titles=title(words), scope="issued")


def issue(words="見本号", article="見本記事"):
    """An issue with an article, of a serial of its own."""
    return Issue(
        "issue:s:1", "periodical:s", titles=title(words), contents=(Component("article:s:1:a01", title(article)[0]),)
    )


class Clock:
    """Sets the hour at which batches are made."""

    def __init__(self, patch):
        self.hour = 0
        clock = self

        class Now(datetime.datetime):
            @classmethod
            def now(cls, tz=None):
                return cls(2031, 1, 1, clock.hour, 30, 15, tzinfo=tz)

        patch.setattr(writing, "datetime", Now)

    def at(self, hour, archive, *records, kind="import"):
        """Make a batch at an hour."""
        self.hour = hour
        return archive.commit(Batch(kind, who="t"), [archive.change(r) for r in records])


def made(archive, to, **which):
    """A file of some records, without the schemas, which sparse specimens would not pass."""
    out = io.BytesIO()
    write(select(archive, **which), out, to=to, catalogue=archive, validate=False)
    return out.getvalue().decode()


def hour(text):
    """The hour of a date as one of the formats has it."""
    found = re.fullmatch(r"2031-?01-?01T(\d\d):?30:?15Z", text)
    assert found, text
    return int(found[1])


OWNER = {"domain": "mihon.example", "sender": "見本", "contact": "office@mihon.example"}


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture(params=["index", "no index"])
def archive(tmp_path, clock, request):
    """An archive whose batches are of different hours."""
    made = init(tmp_path / "a", empty=True, **OWNER)
    clock.at(1, made, Periodical("periodical:s", titles=title("見本誌")), book(1), book(2))
    clock.at(2, made, issue())
    clock.at(3, made, book(2, "見本 改訂"))
    clock.at(4, made, Agent("agent:x", names=(AgentName(Text("見本")),)))
    if request.param == "index":
        with index_module.Index.open(made):
            pass
    return Archive.open(made.folder)


@pytest.mark.parametrize("to", [f for f in DATES if f != "skos"])
@pytest.mark.parametrize(
    ("which", "last"),
    [
        ({"ids": ["book:b1"]}, 1),
        ({"ids": ["issue:s:1"]}, 2),
        ({"ids": ["book:b1", "book:b2"]}, 3),
        ({"kinds": ["book"]}, 3),
    ],
)
def test_a_file_has_the_time_of_its_last_change(archive, to, which, last):
    """Of what is in it, not of the archive; the same archive gives the same bytes, with the time and without the clock."""
    text = made(archive, to, **which)
    (date,) = re.findall(DATES[to], text)
    assert hour(date) == last
    assert made(Archive.open(archive.folder), to, **which) == text


def test_what_is_looked_up_counts(archive, clock):
    """A product of an issue holds what its serial says, so it changes with that; other issues and books do not."""
    clock.at(6, archive, Periodical("periodical:s", titles=title("見本誌 改題")))
    assert hour(*re.findall(DATES["onix-3.1"], made(archive, "onix-3.1", ids=["issue:s:1"]))) == 6
    assert hour(*re.findall(DATES["onix-3.1"], made(archive, "onix-3.1", ids=["book:b2"]))) == 3


@pytest.mark.parametrize("to", ["oai_dc", "qdc"])
def test_datestamps_are_those_of_the_records(archive, to):
    """Record by record, an article by its issue's file; the response has the last of them."""
    text = made(archive, to, kinds=["periodical", "issue", "book"])
    ids = [x.rpartition("mihon.example:")[2] for x in re.findall(r"<identifier>([^<]*)", text)]
    stamps = dict(zip(ids, map(hour, re.findall(r"<datestamp>([^<]*)", text)), strict=True))
    expected = {"periodical:s": 1, "issue:s:1": 2, "article:s:1:a01": 2, "book:b1": 1, "book:b2": 3}
    assert stamps == {i: h for i, h in expected.items() if i in stamps}
    assert {"book:b1", "book:b2", "article:s:1:a01"} <= stamps.keys()
    assert hour(*re.findall(DATES[to], text)) == 3


def test_marc_says_when_each_record_was_changed(archive):
    """005 has the time of the record's last change, 008 the day."""
    text = made(archive, "marcxml", kinds=["book"])
    found = re.findall(r'tag="(?:005|008)">([0-9.]*)', text)
    assert [x[:14] for x in found] == ["20310101013015", "310101", "20310101033015", "310101"]


def test_undo_accept_and_edits(archive, clock):
    """Taking back is a change; an edit by hand counts when it is taken in; a batch without changes is none."""
    last = clock.at(5, archive, book(1, "見本 五"))
    clock.hour = 6
    undo(archive, last)
    date = re.compile(DATES["onix-3.1"])
    assert hour(*date.findall(made(archive, "onix-3.1", ids=["book:b1"]))) == 6
    path = archive.folder / "books/b1.xml"
    path.write_bytes(path.read_bytes().replace("見本".encode(), "手本".encode()))
    assert hour(*date.findall(made(archive, "onix-3.1", ids=["book:b1"]))) == 6
    clock.at(7, archive)
    assert hour(archive.updated) == 6
    assert [p.rule for p in verify(archive)] == ["file-changed"]


def test_nothing_written_and_nothing_known(archive, clock):
    """An empty file has the last change of the archive, and so has a file that no batch wrote."""
    assert hour(*re.findall(DATES["onix-3.1"], made(archive, "onix-3.1", kinds=["agent"]))) == 4
    assert "NoProduct" in made(archive, "onix-3.1", kinds=["agent"])
    (archive.folder / "books/b9.xml").write_bytes(archive.change(book(9)).after)
    archive.refresh()
    assert hour(*re.findall(DATES["onix-3.1"], made(archive, "onix-3.1", ids=["book:b9"]))) == 4


@pytest.mark.parametrize("to", DATES)
def test_without_a_journal_files_keep_their_day(to):
    """The packaged archive has the day that its archive.toml says."""
    archive = Archive.open()
    text = made(archive, to)
    assert {x[:10].replace("-", "")[:8] for x in re.findall(DATES[to], text)} == {
        archive.settings.updated.replace("-", "")
    }


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "oai_dc", "qdc", "skos"])
def test_times_pass_the_schemas(tmp_path, to):
    """Our profile and the standard's own take a time where they took a day."""
    archive = init(tmp_path / "a")
    target = tmp_path / "out.xml"
    kinds = ["concept"] if to == "skos" else None
    assert write(select(archive, kinds=kinds), target, to=to, catalogue=archive, validate=True) > 0
    assert "T" in re.findall(DATES[to], target.read_text("utf-8"))[0]


def test_baseline_keeps_the_day_of_the_settings(tmp_path):
    """What was taken in as it stood was not changed by that: its day is the one that archive.toml says."""
    archive = init(tmp_path / "a", empty=True, **OWNER)
    archive.commit(Batch("import", who="t"), [archive.change(book(1))])
    toml = archive.folder / "archive.toml"
    toml.write_text(toml.read_text("utf-8") + 'updated = "2019-05-01"\n', "utf-8")
    for path in (archive.folder / "journal").iterdir():
        path.unlink()
    copied = Archive.open(archive.folder)
    assert copied.updated == "2019-05-01"
    copied.commit(Batch("import", who="t"), [copied.change(book(2))])
    assert re.findall(DATES["oai_dc"], made(copied, "oai_dc", ids=["book:b1"])) == ["2019-05-01T00:00:00Z"]
    assert re.findall(DATES["oai_dc"], made(copied, "oai_dc"))[0] > "2026"
