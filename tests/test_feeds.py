"""ONIX as others send it: in a wrong namespace or none, with times for dates; it is read, and what is odd is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from smj_catalog import Book, init, read, validate, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.store import Archive

BOOKS = [
    Book(
        f"book:mihon{n}", titles=[m.Title(m.Text(f"見本の社会{n}"))], publishers=[m.Publisher(m.Text("見本書房"))],
        identifiers=[m.Identifier("isbn-13", isbn)], dates=[m.EventDate("publication", m.PartialDate.parse("2006-06-01"))],
    )
    for n, isbn in enumerate(("9799999000009", "9799999000016"), 1)
]  # fmt: skip


def feed(folder: Path, to: str, *changes: tuple[str, str]) -> Path:
    """Write the books, and replace words of the file."""
    path = folder / "feed.xml"
    write(BOOKS, path, to=to)
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "onix-3.0-short"])
@pytest.mark.parametrize("wrong", ["http://www.editeur.org/onix/{}/{}", "https://ns.editeur.org/onix/{}/{}", ""])
def test_a_wrong_namespace_or_none_is_read_and_told_once(to, wrong, tmp_path):
    release, tags = to[5:8], "short" if to.endswith("short") else "reference"
    right = f' xmlns="http://ns.editeur.org/onix/{release}/{tags}"'
    expected = list(read(feed(tmp_path, to)))
    path = feed(tmp_path, to, (right, f' xmlns="{wrong.format(release, tags)}"' if wrong else ""))
    assert list(read(path)) == expected
    report = validate(path)
    (told,) = (p for p in report.problems if p.rule == "onix-namespace")
    assert (told.severity, told.found) == ("warning", wrong.format(release, tags) or None)
    assert (report.records, [p for p in report.problems if p.severity == "error"]) == (2, [])


def test_a_namespace_at_each_product_is_read_as_well(tmp_path):
    path = feed(tmp_path, "onix-3.0", ("http://ns.editeur.org/onix/3.0/reference", "http://www.editeur.org/onix/3.0/reference"),
                ("<Product>", '<Product xmlns="http://www.editeur.org/onix/3.0/reference">'))  # fmt: skip
    assert [r.id for r in read(path)] == [r.id for r in read(feed(tmp_path, "onix-3.0"))]


@pytest.mark.parametrize(
    "root", ['<ONIXMessage release="2.1">', "<ONIXMessage>", '<ONIXMessage xmlns="urn:mihon" release="3.0">']
)
def test_what_is_no_onix_of_a_release_that_is_read_is_refused(root, tmp_path):
    path = feed(
        tmp_path, "onix-3.0", ('<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">', root)
    )
    assert [p.rule for p in validate(path).problems] == ["format-unknown"]


def test_refused_products_come_back_in_the_namespace_that_they_had(tmp_path, capsys):
    archive = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    path = feed(
        tmp_path,
        "onix-3.0",
        (' xmlns="http://ns.editeur.org/onix/3.0/reference"', ""),
        ("9799999000016", "9799999000017"),
    )
    words = f"import {path} --archive {archive.folder} --commit --on-error skip --rejects {tmp_path / 'back'}".split()
    assert run(group, words) == 1
    assert len(list(Archive.open(archive.folder).records())) == 1
    back = tmp_path / "back" / "feed.rejects.xml"
    text = back.read_text("utf-8")
    assert "9799999000009" not in text
    back.write_text(text.replace("9799999000017", "9799999000016"), "utf-8")
    assert run(group, ["import", str(back), "--archive", str(archive.folder), "--commit"]) == 0
    assert len(list(Archive.open(archive.folder).records())) == 2


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ('<Date dateformat="14">20060601T000000</Date>', "2006-06-01"),
        ('<Date dateformat="13">20060601T0000+0900</Date>', "2006-06-01"),
        ("<Date>20060601T000000+0100</Date>", "2006-06-01"),
        ("<Date>20060601T000000Z</Date>", None),
        ("<Date>20060601T1500+0900</Date>", None),
        ("<Date>20060631</Date>", None),
    ],
)
def test_midnight_is_a_day_and_any_other_time_is_told(stated, date, tmp_path):
    """A day in UTC may be another one here, and an hour would be lost: they cost the date, and that is told."""
    path = feed(tmp_path, "onix-3.1", ('<Date dateformat="00">20060601</Date>', stated))
    told: list[str] = []
    books = list(read(path, on_fault=lambda _, problems: told.extend(str(p.found) for p in problems)))
    assert [[str(d.date) for d in b.dates] for b in books] == [[date] if date else []] * 2  # type: ignore[union-attr]
    assert len(told) == (0 if date else 2)
