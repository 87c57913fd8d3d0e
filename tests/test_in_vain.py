"""Files whose many records are of no use: they are read no further than is worth while, and that is told."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from smj_catalog import BadSource, init, read, validate
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.problems import LANGUAGES

MANY = 5_000
GOOD = '{"kind_of_record":"book","id":"book:mihon-%d","titles":[{"text":{"text":"見本"}}]}\n'
ONIX = '<ONIXMessage xmlns="http://ns.editeur.org/onix/3.1/reference" release="3.1"><Header><Sender><SenderName>見本</SenderName></Sender><SentDateTime>20200101</SentDateTime></Header>%s</ONIXMessage>'
VAIN = {
    # file, line or row of the first record that is not read
    "a table without a header": ("a.csv", "a,\n" * 9_000, MANY + 2),
    "a table of one row": ("b.csv", "書名,ISBN\n" + "見本,\n" * 9_000, MANY + 3),
    "lines that are no JSON": ("c.jsonl", "{\n" * 9_000, MANY + 1),
    "empty elements": ("d.xml", '<catalog xmlns="urn:smj-catalog:1">\n' + "<book/>\n" * 9_000 + "</catalog>", MANY + 2),
    "empty products": ("e.xml", ONIX % ("\n<Product/>" * 9_000), MANY + 2),
    "a single record that can be used": ("f.jsonl", GOOD % 1 + "{\n" * 9_000, MANY + 2),
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    init(tmp_path / "archive", empty=True)
    return tmp_path


def told(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    code = run(group, words)
    shown = capsys.readouterr()
    return code, shown.out + shown.err


@pytest.mark.parametrize("case", VAIN)
def test_a_file_of_nothing_but_rejected_records_is_read_no_further(case, folder, capsys):
    name, text, at = VAIN[case]
    path = folder / name
    path.write_text(text, "utf-8")
    report = validate(path)
    last = report.problems[-1]
    assert (last.rule, last.severity, last.where.row or last.where.line) == ("records-in-vain", "error", at)
    assert all(f"{name}:{at}" in last.expected.text(lang) for lang in LANGUAGES)
    assert report.rejected + report.records <= MANY + 2
    words = ["import", str(path), "--archive", str(folder / "archive")]
    for more, code in ([], 1), (["--commit", "--on-error", "skip"], 3):
        done, shown = told([*words, *more], capsys)
        assert (done, f"{name}:{at}" in shown, "[records-in-vain]" in shown) == (code, True, True)


def test_the_rows_before_come_back(folder, capsys):
    path = folder / "rows.csv"
    path.write_text("書名,価格\n" + "".join(f"見本{n},高い\n" for n in range(6_000)), "utf-8")
    words = ["import", str(path), "--archive", str(folder / "archive"), "--rejects", str(folder / "back")]
    assert told(words, capsys)[0] == 1
    back = (folder / "back" / "rows.rejects.csv").read_text("utf-8-sig")
    assert back.count("高い,") + back.count(",高い") >= MANY
    assert f"見本{MANY - 1}," in back
    assert f"見本{MANY}," not in back


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(GOOD % 1 + "{\n" * MANY, id="not more than are worth while"),
        pytest.param("".join(GOOD % n + "{\n" * 50 for n in range(130)), id="two in a hundred can be used"),
        pytest.param("{\n" * 4_000 + "".join(GOOD % n for n in range(100)) + "{\n" * 3_000, id="one in seventy"),
    ],
)
def test_other_files_are_read_to_their_end(lines, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(lines, "utf-8")
    report = validate(path)
    bad = lines.count("{\n")
    assert (report.records, report.rejected) == (lines.count("kind_of_record"), bad)
    assert sum(p.rule == "json-line" for p in report.problems) == bad
    assert "records-in-vain" not in {p.rule for p in report.problems}


def test_rows_of_several_records_that_differ_are_read_to_their_end(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("書名\n" + "".join(f"見本{n}\n" for n in range(6_000)), "utf-8")
    assert validate(path).records == 6_000


def test_files_packed_together_are_counted_together(tmp_path):
    with zipfile.ZipFile(out := io.BytesIO(), "w") as packed:
        for n in range(9):
            packed.writestr(f"{n}.jsonl", "{\n" * 1_000)
    report = validate(out.getvalue(), format="jsonl")
    assert (report.rejected, report.problems[-1].where.file) == (MANY, "!5.jsonl")


def test_a_program_that_takes_rejected_records_learns_that_the_rest_was_not_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text("{\n" * 9_000, "utf-8")
    rejected: list[object] = []
    with pytest.raises(BadSource, match="records-in-vain"):
        list(read(path, on_reject=rejected.append))
    assert len(rejected) == MANY
    assert json.loads(json.dumps(validate(path).as_dict("ja")))["problems"][-1]["rule"] == "records-in-vain"
