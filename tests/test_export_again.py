"""The import of an export finds nothing to do: each format that goes both ways, with the packaged archive and with made-up records."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from strategies import catalogs

from smj_catalog import Archive, init, select, write
from smj_catalog import model as m
from smj_catalog.errors import BadRecord
from smj_catalog.services.importing import ImportOptions, plan_import

FORMATS = ("marc21", "marcxml:alalc", "dcndl-2", "jpcoar-2.1", "bibtex", "ris", "csl-json")


def archive(folder: Path, *, empty: bool) -> Archive:
    made = init(folder, empty=empty, domain="mihon.example", sender="見本の会", contact="mihon@mihon.example")
    toml = made.folder / "archive.toml"
    toml.write_text(f'base_uri = "https://mihon.example/id"\n{toml.read_text("utf-8")}', "utf-8")
    return Archive.open(made.folder)


def found(held: Archive, to: str) -> dict[str, int]:
    """What an import of an export of all records would do."""
    path = held.folder.parent / "all.data"
    with path.open("wb") as out:
        write(select(held, scope=("all",)), out, to=to, catalogue=held, validate=False)
    return dict(plan_import([path], held, ImportOptions(format=to)).counts)


@pytest.mark.parametrize("to", FORMATS)
def test_of_the_packaged_archive(tmp_path: Path, to: str):
    with archive(tmp_path / "mine", empty=False) as held:
        counts = found(held, to)
    assert (set(counts), counts["same"] > 100) == ({"same"}, True)


@settings(max_examples=8, suppress_health_check=list(HealthCheck), deadline=None)
@given(catalogs("periodical", "issue", "book", "component", "agent"))
def test_of_made_up_records(records: list[m.Record]):
    """Also where a part does not name what it stands in, and where a kind has no place in the format."""
    with TemporaryDirectory() as folder, archive(Path(folder) / "mine", empty=True) as held:
        try:
            held.save(*records, note="x")
        except BadRecord:  # a part that names a host which is not there
            return
        assert [to for to in FORMATS if not set(found(held, to)) <= {"same"}] == []


def test_of_an_article_that_cites_a_work_called_as_its_issue_is(tmp_path: Path):
    part = m.Component(id="article:a:1:a01", title="見本", related=(m.Relation("work:01", citation="見本"),))
    with archive(tmp_path / "mine", empty=True) as held:
        held.save(m.Issue(id="issue:a:1", titles=("見本",), periodical="periodical:a", contents=(part,)), note="x")
        assert set(found(held, "dcndl-2")) == {"same"}
