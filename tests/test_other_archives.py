"""A file that another archive wrote says the same here, whatever its domain and the addresses of its records."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from smj_catalog import init, write
from smj_catalog import model as m
from smj_catalog.services.importing import commit_plan, plan_import
from smj_catalog.store import Archive


def part(key: str, title: str, host: str, kind: str = "chapter") -> m.Component:
    return m.Component(f"{kind}:{key}", m.Title(title), host=host, kind=kind)


def book(key: str, title: str) -> m.Book:
    parts = (part(f"{key}:c01", "見本の話", f"book:{key}"), part(f"{key}:c02", "あとがき", f"book:{key}"))
    return m.Book(f"book:{key}", titles=(m.Title(title),), contents=parts)


SERIAL = m.Periodical("periodical:mihon", titles=(m.Title("見本誌"),))
ISSUE = m.Issue(
    "issue:mihon:3", SERIAL.id, titles=(m.Title("見本誌"),), numbering=m.Numbering(numbers=("3",), printed="3号"),
    contents=(part("mihon:3:a01", "あとがき", "issue:mihon:3", "article"),),
)  # fmt: skip
CATALOG = (SERIAL, ISSUE, book("kawa", "見本の川"), book("yama", "見本の山"))


def archive(folder: Path, domain: str, base: bool = True) -> Archive:
    init(folder, empty=True, domain=domain, sender="見本", contact=f"office@{domain}")
    if base:
        settings = folder / "archive.toml"
        settings.write_text(f'base_uri = "https://{domain}/"\n{settings.read_text("utf-8")}', "utf-8")
    return Archive.open(folder)


def shape(held: Archive) -> dict[str, list[str]]:
    """Return the kind and title of each record that stands by itself, and the titles of what stands in it."""
    return {
        f"{type(r).__name__} {r.title.text.text if isinstance(r, m.Component) else r.titles[0].text.text}": [
            c.title.text.text for c in getattr(r, "contents", ())
        ]
        for r in held.records()
    }


@pytest.mark.parametrize("base", [True, False])
@pytest.mark.parametrize("domain", ["mihon.example", "other.example"])
@pytest.mark.parametrize("to", ["dcndl-2", "jpcoar-2.1"])
def test_parts_stand_in_what_the_file_says(tmp_path, to, domain, base):
    if to == "jpcoar-2.1" and not base:
        pytest.skip("JPCOAR names records by their addresses")
    source = archive(tmp_path / "a", "mihon.example", base)
    source.save(*CATALOG, note="x")
    write(CATALOG, path := tmp_path / "a.xml", to=to, catalogue=source)
    target = archive(tmp_path / "b", domain, base)
    commit_plan(plan_import([path], target), target)
    target.refresh()
    assert shape(target) == {
        "Periodical 見本誌": [], "Issue 見本誌": ["あとがき"], "Book 見本の川": ["見本の話", "あとがき"], "Book 見本の山": ["見本の話", "あとがき"]
    }  # fmt: skip
    assert {r.periodical for r in target.records() if isinstance(r, m.Issue)} == {
        r.id for r in target.records() if isinstance(r, m.Periodical)
    }
    assert plan_import([path], target).counts.keys() == {"same"}


@pytest.mark.parametrize("to", ["dcndl-2", "jpcoar-2.1"])
def test_parts_of_one_title_that_name_other_hosts_are_two(tmp_path, to):
    """Also where the hosts are not in the file."""
    source = archive(tmp_path / "a", "mihon.example")
    source.save(*CATALOG, note="x")
    parts = [c for r in CATALOG for c in getattr(r, "contents", ())]
    write(parts, path := tmp_path / "a.xml", to=to, catalogue=source)
    target = archive(tmp_path / "b", "other.example")
    plan = plan_import([path], target)
    commit_plan(plan, target)
    target.refresh()
    assert [r.title.text.text for r in target.records()].count("あとがき") == 3
    told = [p for e in plan.entries() for p in e.problems if p.rule == "looks-like"]
    assert told


ISSN = m.Identifier("issn", "12345679")


def numbered(key: str, numbers: dict[str, Any], *own: m.Identifier) -> list[m.Record]:
    """Return a serial with two issues of one month, in each an article."""
    made: list[m.Record] = [m.Periodical(f"periodical:{key}", titles="見本誌", identifiers=(ISSN, *own))]
    for n in "12":
        issue, mine = f"issue:{key}:9.{n}", [evolve(it, value=f"{it.value}-{n}") for it in own]
        part = m.Component(
            f"article:{key}:9.{n}:a01",
            f"見本の記事{n}",
            host=issue,
            identifiers=mine,
            contributors=[m.Contributor("見本花子")],
        )
        made.append(m.Issue(
            issue, f"periodical:{key}", titles="見本誌", contents=[part], dates=[m.EventDate("cover", m.PartialDate(2006, 3))], identifiers=mine,
            numbering=m.Numbering(**{name: text.format(n) for name, text in numbers.items()}),
        ))  # fmt: skip
    return made


@pytest.mark.parametrize("printed", [{}, {"printed": "第9巻第{}号"}])
@pytest.mark.parametrize("to", ["dcndl-2", "jpcoar-2.1"])
def test_issues_of_one_month_are_known_by_their_numbers_and_keep_what_is_printed(tmp_path, to, printed):
    numbers = {"volume": "9", "numbers": "{}"}
    source, target = archive(tmp_path / "a", "mihon.example"), archive(tmp_path / "b", "other.example")
    source.save(*numbered("mihon", numbers), note="x")
    target.save(*numbered("kohon", numbers | printed), note="x")
    write([*source.records()], path := tmp_path / "a.xml", to=to, catalogue=source)
    entries = [*plan_import([path], target).entries()]
    assert {e.record.split(":")[1] for e in entries} == {"kohon"}
    assert {e.rule for e in entries if e.kind == "issue"} == {"serial+number"}
    assert [f for e in entries for f in e.fields if f[0] == "numbering"] == []


@pytest.mark.parametrize(("to", "numbers"), [
    ("dcndl-2", {"volume": "9", "numbers": "{}", "whole_number": "5{}"}), ("dcndl-2", {"volume": "9", "whole_number": "5{}"}), ("jpcoar-2.1", {"volume": "9", "numbers": "{}"}),
])  # fmt: skip
def test_there_and_back_takes_nothing_away(tmp_path, to, numbers):
    """Own numbers, which JPCOAR has no place for; and an article is part of its issue alone, whatever the other calls that."""
    source, target = archive(tmp_path / "a", "mihon.example"), archive(tmp_path / "b", "other.example")
    own = m.Identifier("own", "見本-1", scheme="棚")
    write(numbered("mihon", numbers, own), path := tmp_path / "all.jsonl", to="jsonl")
    for held, to_ in ((source, to), (target, to), (source, "")):
        plan = plan_import([path], held)
        commit_plan(plan, held)
        held.refresh()
        if to_:
            write([*held.records()], path := tmp_path / f"{held.folder.name}.xml", to=to_, catalogue=held)
    changed = [field for e in plan.entries() for field in e.fields]
    assert {name for name, *_ in changed} == {"links" if to == "dcndl-2" else "identifiers"}
    assert all(
        "own" in {i.type for i in it.identifiers} for r in source.records() for it in (r, *getattr(r, "contents", ()))
    )
    assert [it.related for r in source.records() for it in getattr(r, "contents", ())] == [(), ()]
