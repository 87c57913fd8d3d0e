"""Archives, inputs and command lines made to do harm: nothing outside is written, nothing is lost, each is told in words."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from tabular.test_hostile import _WHOLE, xlsx

from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group

NATIVE = 'xmlns="urn:smj-catalog:1"'


@pytest.fixture
def smj(capfdbinary, monkeypatch, tmp_path):
    """Run the command in an empty folder; return exit code and what it printed, in which nothing works unseen."""
    monkeypatch.chdir(tmp_path)

    def call(*args):
        code = run(group, [str(a) for a in args])
        text = b"".join(capfdbinary.readouterr()).decode()
        assert "internal error" not in text
        assert not [c for c in text if unicodedata.category(c) in ("Cc", "Zl", "Zp") and c not in "\n\t"]
        assert "\u202e" not in text
        return code, text

    call("init", "mine", "--empty", "--domain", "mihon.example", "--sender", "見本", "--contact", "a@mihon.example")
    return call


def book(name, title="見本"):
    return json.dumps({"kind_of_record": "book", "id": name, "titles": [{"text": {"text": title}}]}) + "\n"


@pytest.fixture
def put(smj, tmp_path):
    """Import books; return the exit code and what was printed."""

    def call(*books, more=()):
        (tmp_path / "new.jsonl").write_text("".join(books), "utf-8")
        return smj("import", "new.jsonl", "--archive", "mine", "--commit", *more)

    return call


def newest(smj):
    return json.loads(smj("log", "--archive", "mine", "--json")[1])["batches"][0]["id"]


def kept(folder="mine"):
    return {p.name: p.read_bytes() for p in Path(folder).rglob("*.xml")}


JOURNALS = {
    "empty": lambda path: path.write_bytes(b""),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-30]),
    "no text": lambda path: path.write_bytes(b"\xff\0\n" * 9),
    "a line twice": lambda path: path.write_bytes(path.read_bytes() + path.read_bytes().split(b"\n")[0] + b"\n"),
    "other line ends": lambda path: path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n")),
    "a deep line": lambda path: path.write_bytes(b"[" * 200_000),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "the name of another": lambda path: shutil.copy(path, path.with_name("20991231T235959Z-000000.jsonl")),
}


@pytest.mark.parametrize("case", JOURNALS)
def test_a_damaged_journal_is_told_and_everything_else_verified(case, smj, put):
    put(book("book:a"))
    put(book("book:b"))
    path = sorted(Path("mine/journal").glob("*.jsonl"))[-1]
    JOURNALS[case](path)
    first = Path("mine/books/a.xml")
    first.write_bytes(first.read_bytes() + b"\n")
    for lang in ("en", "ja"):
        code, told = smj("verify", "--archive", "mine", "--lang", lang)
        assert (code, "[journal-damaged]" in told, "[file-changed]" in told) == (1, True, True)
    for verb in (["log"], ["why", "book:b"], ["list"], ["undo", path.stem], ["reindex"]):
        assert smj(*verb, "--archive", "mine")[0] in (0, 1, 3)
    assert put(book("book:c"))[0] in (0, 3)


@pytest.mark.parametrize(
    "place", ["../out.xml", "books/../../out.xml", "books/..\\\\..\\\\out.xml", "{}/out.xml", "journal/out.jsonl", ".lock", "books/con.xml", ""]
)  # fmt: skip
def test_a_batch_that_waits_writes_nothing_outside_the_archive(place, smj, put, tmp_path):
    """A made-up journal in a folder from elsewhere is no way out of it."""
    put(book("book:a"))
    path = sorted(Path("mine/journal").glob("*.jsonl"))[-1]
    path.write_text(path.read_text("utf-8").replace("books/a.xml", place.format(tmp_path)), "utf-8")
    Path("mine/books/a.xml").unlink()
    Path("mine/journal/.pending").write_text(path.stem)
    before = {*tmp_path.rglob("*")}
    for verb in (["list"], ["verify"], ["undo", path.stem]):
        code, told = smj(*verb, "--archive", "mine", "--lang", "ja")
        assert (code, path.name in told) == (3, True)
    assert {p for p in tmp_path.rglob("*") if p not in before and p.name != ".lock"} == set()


def test_links_lead_no_write_out_of_the_archive(smj, put):
    put(book("book:a"))
    record, outside = Path("mine/books/a.xml"), Path("outside.xml").resolve()
    outside.write_bytes(whole := record.read_bytes())
    record.unlink()
    record.symlink_to(outside)
    assert put(book("book:a", "新"))[0] == 0
    assert (outside.read_bytes(), record.is_symlink()) == (whole, False)
    for name, verb in ((".lock", ["import", "new.jsonl", "--commit"]), (".index.sqlite", ["reindex"])):
        other = Path(f"precious{name}").resolve()
        other.write_text("見本", "utf-8")
        Path("mine", name).unlink(missing_ok=True)
        Path("mine", name).symlink_to(other)
        smj(*verb, "--archive", "mine")
        assert other.read_text("utf-8") == "見本"
        Path("mine", name).unlink()
    Path("mine/books/loop").symlink_to(Path("mine").resolve())
    assert smj("verify", "--archive", "mine")[0] == 0


@pytest.mark.parametrize("name", [".lock", ".index.sqlite"])
def test_a_folder_in_the_place_of_lock_or_index_is_named(name, smj, put):
    Path("mine", name).unlink(missing_ok=True)
    Path("mine", name).mkdir()
    if name == ".lock":
        code, told = put(book("book:a"))
        assert (code, ".lock" in told, kept()) == (3, True, {})
    else:
        assert (
            put(book("book:a"))[0],
            smj("list", "--archive", "mine")[0],
            smj("reindex", "--archive", "mine")[0],
        ) == (0, 0, 3)
        assert "[index-damaged]" in smj("verify", "--archive", "mine")[1]


def test_no_two_ids_share_a_file_on_any_system(smj, put):
    names = ["con", "COM1.x", "a/../b", "..", ".", "-", "a%2fb", "À", "À", "aux.", "nul~", "😀", "a\\b", "a:b:c", "Abc", "abc", "ABC", "a.xml", "a.xml:b", "~", "a*?", "ﬁ", "ı", "İ", "ß", "ss", "SS"]  # fmt: skip
    books = [book(f"book:{name}", f"見本{n}") for n, name in enumerate([*names, "x" * 300, "\u202etxt", "a\u200bb"])]
    assert put(*books, more=("--on-error", "skip"))[0] == 1
    files = [p.relative_to("mine").as_posix() for p in Path("mine/books").rglob("*") if p.is_file()]
    assert len(files) == 7
    assert len({unicodedata.normalize("NFKD", f).casefold() for f in files}) == len(files)
    assert not {part.split(".")[0] for f in files for part in f.split("/")} & {"con", "aux", "nul", "com1"}
    assert smj("verify", "--archive", "mine")[0] == 0


SETTINGS = {
    # change of archive.toml, exit code of list
    "line ends and mark of Windows": (lambda s: "\ufeff" + s.replace("\n", "\r\n"), 0),
    "controls in the title": (lambda s: s.replace('title = "', 'title = "\\u001b[31m\\u202e\\n', 1), 0),
    "very long": (lambda s: s + "#" * 3_000_000, 0),
    "deep": (lambda s: "x=" + "[" * 100_000, 3),
    "a key twice": (lambda s: s + '\ndomain = "y.example"\n', 3),
    "a NUL": (lambda s: s + "\0", 3),
    "no text": (lambda s: s.replace('"jpn"', "5"), 3),
    "a table": (lambda s: s + "\n[title]\n", 3),
}


@pytest.mark.parametrize("case", SETTINGS)
def test_edits_of_the_settings_are_told(case, smj):
    change, code = SETTINGS[case]
    path = Path("mine/archive.toml")
    path.write_text(change(path.read_text("utf-8")), "utf-8")
    assert (smj("list", "--archive", "mine")[0], smj("verify", "--archive", "mine")[0]) == (code, code and 1)


@pytest.mark.parametrize("inside", [
    "<a::b/>", "<book a::b='1'/>", "<:book/>", "<book:/>", "<x:y/>", "<xml:foo/>", "<book xmlns:a=''/>", "<book xmlns:xmlns='u'/>",
    "<book xmlns:a='u' xmlns:b='u' a:x='1' b:x='2'/>", "<book xmlns:a='}{' a:id='1'/>", "<本/>", "<book xmlns=''/>",
    f"<{'a' * 200_000}/>", "<?a::b c?><book/>", "".join(f"<book xmlns:n{n}='u{n}' n{n}:a='1'/>" for n in range(2_000)),
], ids=lambda text: text[:24])  # fmt: skip
def test_names_that_are_none_are_faults_of_their_line(inside, smj):
    Path("names.xml").write_text(f"<catalog {NATIVE}>\n{inside}</catalog>", "utf-8")
    code, told = smj("validate", "names.xml")
    assert (code, "names.xml:2" in told) == (1, True)
    assert smj("import", "names.xml", "--archive", "mine")[0] == 1


def test_nothing_that_is_printed_forges_a_line(smj, put, monkeypatch):
    """Titles, names of files, columns and users, and words of the command line itself."""
    title = "見本\u009b31m\u202e\r\nbook:zzz\t偽\u2028\u0085"
    name = "f\nwarning: forged\x1b[31m.csv"
    monkeypatch.setenv("USER", "me\x1b[31m\nforged")
    monkeypatch.setenv("LOGNAME", "me\x1b[31m\nforged")
    put(book("book:a", title))
    Path(name).write_text("書名,ヘ\u202eッダ,ISBN\n見\u0085本,x\u202ey,9\u009b1\n", "utf-8")
    for line in (
        ["list"], ["show", "book:a"], ["why", "book:a"], ["log"], ["import", name], ["import", name, "--ignore", "\x1bx"],
        ["show", "book:\x1b"], ["undo", "\x1b\nx"], ["list", "--kind", "\x1b\nbook:zzz"], ["export", "--to", "\x1b\n"],
        ["import", "--encoding", "\x1b\nu", name], ["import", "--sheet", "\x1b\n", name], ["list", "--\x1b\n"],
    ):  # fmt: skip
        told = smj(*line, "--archive", "mine")[1]
        assert not [each for each in told.split("\n") if each.startswith(("forged", "warning: forged", "book:zzz"))], (
            line
        )
    assert smj("\x1b\nforged")[0] == 2


def test_no_output_replaces_a_file_of_the_archive(smj, put):
    put(book("book:a"))
    before, settings = kept(), Path("mine/archive.toml").read_bytes()
    for line in (
        ["export", "--to", "smj-1", "--scope", "all", "--out", "mine/books/a.xml"],
        ["export", "--to", "jsonl", "--scope", "all", "--out", "mine/archive.toml"],
        ["export", "--to", "jsonl", "--scope", "all", "--out", "mine/journal/x.jsonl"],
        ["export", "--to", "smj-1", "--scope", "all", "--split", "mine/books"],
        ["list", "--report", "mine/archive.toml"], ["import", "new.jsonl", "--plan", "mine/archive.toml", "--force"],
        ["import", "new.jsonl", "--rejects", "mine/books"], ["import", "new.jsonl", "--report", "new.jsonl"],
    ):  # fmt: skip
        assert smj(*line, "--archive", "mine")[0] == 2, line
    assert (smj("template", "mine/archive.toml")[0], smj("init", "mine")[0], smj("init", "new.jsonl")[0]) == (2, 2, 2)
    assert (kept(), Path("mine/archive.toml").read_bytes()) == (before, settings)
    assert smj("verify", "--archive", "mine")[0] == 0


def test_a_chain_of_undos_goes_back_and_forth_to_the_byte(smj, put):
    put(book("book:a", "一"))
    first = kept()
    put(book("book:a", "二"), book("book:b", "三"))
    second = kept()
    for turn in range(4):
        assert smj("undo", newest(smj), "--archive", "mine")[0] == 0
        assert kept() == (second if turn % 2 else first)
    assert smj("verify", "--archive", "mine")[0] == 0


WORKBOOKS = {
    # rows, exit code of validate
    "a string that is not there": ('<row r="1"><c r="A1" t="s"><v>99</v></c></row>', 1),
    "row 0": ('<row r="0"><c r="A0" t="inlineStr"><is><t>書名</t></is></c></row>', 1),
    "row -1": ('<row r="-1"><c r="A-1" t="inlineStr"><is><t>書名</t></is></c></row>', 1),
    "the last cell of all": (_WHOLE + '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>', 1),
    "a cell of no type": (_WHOLE + '<row r="3"><c r="A3" t="zz"><v>1</v></c></row>', 1),
    "all cells merged": (_WHOLE + '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>', 0),
    "rows backwards": ("".join(f'<row{row}' for row in reversed(_WHOLE.split("<row")[1:])), 0),
}  # fmt: skip


@pytest.mark.parametrize("case", WORKBOOKS)
def test_odd_workbooks_are_read_or_told(case, smj):
    rows, code = WORKBOOKS[case]
    Path("odd.xlsx").write_bytes(xlsx(rows))
    assert smj("validate", "odd.xlsx", "--lang", "ja")[0] == code
    assert smj("import", "odd.xlsx", "--archive", "mine", "--rejects", "back")[0] in (code, 0)


@pytest.mark.skipif(os.name != "posix", reason="a folder without write permission")
@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="the superuser may write everywhere")
def test_a_folder_without_write_permission_is_named_before_anything_is_written(smj, put):
    put(book("book:a"))
    Path("mine/books").chmod(0o555)
    code, told = put(book("book:b"))
    Path("mine/books").chmod(0o755)
    assert (code, "books" in told, sorted(kept())) == (3, True, ["a.xml"])
