"""No import writes a reference to a record that neither the archive has nor the files bring."""

from __future__ import annotations

from pathlib import Path

import pytest

from smj_catalog import init, validate, write
from smj_catalog import model as m
from smj_catalog.services.importing import commit_plan, plan_import
from smj_catalog.store import Archive

DOMAIN = "mihon.example"


def agent(key: str, name: str, **more: object) -> m.Agent:
    return m.Agent(f"agent:{key}", names=(m.AgentName(name),), **more)


def book(key: str, title: str, **more: object) -> m.Book:
    return m.Book(f"book:{key}", titles=(m.Title(title),), **more)


WRITER = m.Contributor("見本の会", ("A01",), agent="agent:kai")
PRESS = m.Publisher("見本書房", agent="agent:shobo")
BOOK = book("shakai", "見本の社会", contributors=(WRITER,), publishers=(PRESS,))


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return init(tmp_path / "mine", empty=True, domain=DOMAIN, sender="見本", contact="office@mihon.example")


def took(archive: Archive, records: list[m.Record], tmp_path: Path, to: str = "jsonl") -> list[tuple[str, str, str]]:
    """Import records by way of a file; return rule, path and what was found of each problem with a reference."""
    write(records, path := tmp_path / f"in.{to}", to=to, catalogue=archive, validate=False)
    plan = plan_import([path], archive)
    told = [p for e in plan.entries() for p in e.problems if p.rule == "reference-unresolved"]
    commit_plan(plan, archive, skip=True)
    archive.refresh()
    assert "reference-unresolved" not in {p.rule for p in validate(archive=archive).problems}
    return [(p.severity, p.where.path or "", p.found or "") for p in told]


@pytest.mark.parametrize("to", ["jsonl", "smj-1", "dcndl-2"])
def test_names_of_agents_that_are_not_there_are_kept_without_their_ids(archive, tmp_path, to):
    assert sorted(took(archive, [BOOK], tmp_path, to)) == [
        ("warning", "contributors[0].agent", "agent:kai"), ("warning", "publishers[0].agent", "agent:shobo")
    ]  # fmt: skip
    (had,) = archive.records()
    assert [(c.name.text, c.agent) for c in had.contributors] == [("見本の会", None)]
    assert [(p.name.text, p.agent) for p in had.publishers] == [("見本書房", None)]


def test_agents_that_the_file_brings_are_referred_to_wherever_they_stand(archive, tmp_path):
    assert took(archive, [BOOK, agent("kai", "見本の会"), agent("shobo", "見本書房")], tmp_path) == []
    assert (archive[BOOK.id].contributors, archive[BOOK.id].publishers) == ((WRITER,), (PRESS,))


def test_the_same_file_again_links_what_has_come_since(archive, tmp_path):
    took(archive, [BOOK], tmp_path)
    write([agent("kai", "見本の会"), agent("shobo", "見本書房")], path := tmp_path / "agents.jsonl", to="jsonl")
    commit_plan(plan_import([path], archive), archive)
    archive.refresh()
    assert took(archive, [BOOK], tmp_path) == []
    assert archive[BOOK.id] == BOOK


def test_a_record_that_is_refused_is_not_referred_to(archive, tmp_path):
    wrong = book("b", "見本の川", identifiers=(m.Identifier("isbn-13", "9784999999904"),))
    first = book(
        "a", "見本の山", related=(m.Relation("related", "book:b", citation="見本の川"), m.Relation("later", "book:b"))
    )
    assert took(archive, [first, wrong], tmp_path) == [
        ("warning", "related[0].record", "book:b"), ("warning", "related[1].record", "book:b")
    ]  # fmt: skip
    assert archive["book:a"].related == (m.Relation("related", citation="見本の川"),)


def test_an_issue_is_refused_without_its_serial(archive, tmp_path):
    issue = m.Issue(
        "issue:mihon:1", "periodical:mihon", titles=(m.Title("見本誌"),), numbering=m.Numbering(numbers=("1",))
    )
    assert took(archive, [issue, BOOK], tmp_path)[:1] == [("error", "periodical", "periodical:mihon")]
    assert [r.id for r in archive.records()] == [BOOK.id]


def test_an_agent_that_the_archive_has_under_another_id_is_referred_to_by_that(archive, tmp_path):
    isni = (m.Identifier("isni", "0000000121032683"),)
    took(archive, [agent("mihon", "見本の会", identifiers=isni)], tmp_path)
    assert took(archive, [agent("kai", "見本の会", identifiers=isni), m_book()], tmp_path) == []
    assert archive["book:kai"].contributors[0].agent == "agent:mihon"
    assert "agent:kai" not in archive


def m_book() -> m.Book:
    return book("kai", "見本の海", contributors=(WRITER,))


def test_a_row_that_would_point_a_record_of_the_archive_to_nothing_is_refused(archive, tmp_path):
    took(archive, [book("shakai", "見本の社会")], tmp_path)
    path = tmp_path / "new.csv"
    path.write_text(
        "kind,id,title,contributor,contributor_role,contributor_agent\nbook,book:shakai,見本の社会,見本の会,A01,agent:kai\n",
        "utf-8",
    )
    plan = plan_import([path], archive)
    (entry,) = plan.entries()
    assert (entry.action, [p.found for p in entry.problems if p.severity == "error"]) == ("reject", ["agent:kai"])
