"""The command as its users meet it: output, messages, exit codes."""

import io
import json
import os
import subprocess
import sys

import openpyxl
import pytest

from smj_catalog import init
from smj_catalog.cli import options
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import VERBS, group, main

OWNER = ("--domain", "mihon.jp", "--sender", "見本の会", "--contact", "office@mihon.jp")


@pytest.fixture
def smj(capfdbinary, monkeypatch, tmp_path):
    """Run the command in an empty folder; return (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMJ_CATALOG_ARCHIVE", raising=False)

    def call(*args):
        code = run(group, [str(a) for a in args])
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return call


def test_export_writes_the_onix_catalogue(smj, tmp_path):
    """The main job: one command, one valid file."""
    code, out, err = smj("export", "--to", "onix-3.1", "--out", "catalogue.xml")
    assert (code, out) == (0, "")
    assert "9 records written to catalogue.xml" in err
    code, _, err = smj("validate", "catalogue.xml")
    assert (code, err.split(",")[0]) == (0, "9 records")


def test_export_splits_into_one_file_a_record(smj, tmp_path):
    """--split lays files out as an archive does, articles included."""
    code, _, err = smj("export", "--to", "oai_dc", "--split", "out")
    assert code == 0
    names = {str(p.relative_to(tmp_path / "out")) for p in (tmp_path / "out").rglob("*.xml")}
    assert "issues/migrants-network/193.xml" in names
    assert "components/article-migrants-network/193/a01.xml" in names
    assert f"{len(names)} records written to out" in err


def test_export_to_stdout_writes_data_and_nothing_else(smj):
    """- is stdout; words go to stderr."""
    code, out, _ = smj("export", "--to", "onix-3.1", "--out", "-", "issue:migrants-network:193")
    assert code == 0
    assert out.startswith("<?xml")
    assert out.rstrip().endswith("</ONIXMessage>")
    assert out.count("<Product>") == 1


def test_report_lists_what_is_not_carried(smj, tmp_path):
    """Nothing is dropped in silence."""
    code, _, err = smj("export", "--to", "onix-3.1", "--out", "c.xml", "--scope", "all", "--report", "r.json")
    assert code == 0
    report = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert set(report) == {"command", "records", "rejected", "problems", "not_carried", "unread"}
    told = {(x["record"], x["field"]) for x in report["not_carried"]}
    assert ("periodical:migrants-network", "*") in told
    assert ("book:handbook-2019", "prices") in told  # tax unknown
    assert "listed in r.json" in err


def test_default_scope_is_what_the_owner_edited_or_issued(smj):
    """--scope all brings the others."""
    _, own, _ = smj("list", "--kind", "book", "--scope", "edited,issued")
    _, every, _ = smj("list", "--kind", "book")
    assert "book:handbook-2019" in own
    assert "book:9784087211252" not in own
    assert "book:9784087211252" in every


def test_validate_tells_every_fault_with_its_place(smj, tmp_path):
    """File, line, record, field, found, expected; exit code 1."""
    (tmp_path / "bad.xml").write_text(
        '<catalog xmlns="urn:smj-catalog:1">\n'
        '<book id="book:example-1">\n'
        '<identifier type="isbn-13">9784000000000</identifier>\n'
        '<date role="publication">2019-13</date>\n</book>\n'
        '<book id="book:example-2">\n<title type="01"><proper><text>Example</text></proper></title>\n'
        '<contributor role="editor"><name><text>Example</text></name></contributor>\n</book>\n</catalog>\n',
        "utf-8",
    )
    code, out, _ = smj("validate", "bad.xml", "--json")
    assert code == 1
    problems = json.loads(out)["problems"]
    assert all(p["file"] == "bad.xml" and p["record"] for p in problems if p["severity"] == "error")
    found = {(p["line"], p["record"], p["found"]) for p in problems}
    assert (4, "book:example-1", "2019-13") in found
    assert any(record == "book:example-2" for _, record, _ in found)
    assert all({"id", "params", "text"} == set(p["expected"]) for p in problems)


def test_validate_finds_wrong_check_digits(smj, tmp_path):
    """A rule, not the schema, knows ISBNs."""
    (tmp_path / "bad.xml").write_text(
        '<book xmlns="urn:smj-catalog:1" id="book:example"><title type="01"><proper><text>Example</text></proper></title>'
        '<identifier type="isbn-13">9784750329483</identifier></book>',
        "utf-8",
    )
    code, out, _ = smj("validate", "bad.xml")
    assert code == 1
    assert "isbn-check-digit" in out
    assert "'9784750329483'" in out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["export", "--to", "onix-9", "--out", "x"], 2, "unknown format 'onix-9'"),
        (["export", "--to", "onix-3.1"], 2, "either --out FILE or --split DIR"),
        (["export", "--out", "x"], 2, "--to"),
        (["export", "--to", "onix-3.1", "--out", "no/such/folder/x.xml"], 3, "cannot be written"),
        (["export", "--to", "onix-3.1", "--out", "x", "--kind", "bok"], 2, "unknown kind of record 'bok'"),
        (["export", "--to", "onix-3.1", "--out", "x", "--scope", "mine"], 2, "unknown scope 'mine'"),
        (["export", "--to", "onix-3.1", "--out", "x", "book:none"], 1, "there is no record 'book:none'"),
        (["validate", "no-such-file.xml"], 2, "no such file"),
        (["show", "book:none"], 1, "there is no record 'book:none'"),
        (["list", "--archive", "."], 3, "archive.toml"),
        (["init", "."], 0, "created the archive"),
        (["exprt"], 2, "Did you mean export?"),
        (["crosswalk", "marc"], 2, "unknown format"),
        (["crosswalk", "onix-3.1", "--kind", "agent"], 2, "does not support records of kind 'agent'"),
    ],
)
def test_mistakes_get_a_message_and_the_right_exit_code(smj, args, code, said):
    """0 done, 1 data, 2 usage, 3 could not run; never a traceback."""
    got, out, err = smj(*args)
    assert got == code, err
    assert said in err
    assert "Traceback" not in out + err


def test_failed_export_leaves_the_old_file(smj, tmp_path):
    """A file is replaced only by one that is whole and valid."""
    (tmp_path / "c.xml").write_text("old", "utf-8")
    smj("init", "mine", "--empty", *OWNER)
    (tmp_path / "mine" / "books" / "example.xml").write_text(
        '<book xmlns="urn:smj-catalog:1" id="book:example"/>', "utf-8"
    )
    code, _, err = smj("export", "--archive", "mine", "--to", "onix-3.1", "--out", "c.xml")
    assert code == 1  # a product without a title
    assert "book:example" in err
    assert (tmp_path / "c.xml").read_text("utf-8") == "old"
    assert not list(tmp_path.glob(".smj-*"))


MADE_UP = (
    "種類,識別子,誌の識別子,タイトル,号数,発行年月,定価,出版社,ISBN\n"
    "雑誌,periodical:mihon,,見本通信,,,,,\n"
    "号,,periodical:mihon,見本通信,12,2026年1月,,,\n"
    "号,,periodical:mihon,見本通信,13,2026年4月,,,\n"
    "図書,,,見本の社会,,2025年3月,税込1000円,見本書房,9799999000009\n"
    "図書,,,見本の町,,2024年3月,税込990円,例示社,9799999000016\n"
)


@pytest.fixture
def mine(smj, tmp_path):
    """An archive of made-up records."""
    (tmp_path / "new.csv").write_text(MADE_UP, "utf-8")
    smj("init", "mine", "--empty")
    code, out, err = smj("import", "new.csv", "--archive", "mine", "--commit")
    assert code == 0, out + err
    return "mine"


@pytest.mark.parametrize(
    ("args", "lines"),
    [
        (("--kind", "issue"), ["issue:mihon:12\t2026-01\t見本通信 no. 12", "issue:mihon:13\t2026-04\t見本通信 no. 13"]),
        (("--kind", "issue", "--lang", "ja"), ["issue:mihon:12\t2026-01\t見本通信 12号", "issue:mihon:13\t2026-04\t見本通信 13号"]),
        (("--kind", "book", "--columns", "書名,定価", "--sort", "定価"),
         ["book:9799999000016\t見本の町\t990", "book:9799999000009\t見本の社会\t1000"]),
        (("--columns", "title", "--where", "出版社=見本書房"), ["book:9799999000009\t見本の社会"]),
        (("--kind", "book", "--columns", "ISBN", "--where", "Title~町"), ["book:9799999000016\t9799999000016"]),
        (("--columns", "ISBN", "--where", "種類=図書", "--where", "出版社!=見本書房", "--lang", "ja"), ["book:9799999000016\t9799999000016"]),
        (("--where", "発行日="), ["periodical:mihon\t\t見本通信"]),
    ],
)  # fmt: skip
def test_list_shows_what_is_asked(args, lines, smj, mine):
    """Columns, conditions and order by the names of tables, in both languages; issues are told apart by their numbers."""
    code, out, err = smj("list", "--archive", mine, *args)
    assert (code, err) == (0, "")
    assert out.splitlines() == lines


def test_export_writes_the_columns_that_are_asked_for(smj, mine):
    """In their order and under the names that were given, as another firm's sheet has them."""
    where = ("--archive", mine, "--kind", "book", "--no-validate")
    _, out, _ = smj("export", "--to", "csv", "--out", "-", "--columns", "ISBN,書名,価格", *where)
    assert out.splitlines() == ["ISBN,書名,価格", "9799999000016,見本の町,990", "9799999000009,見本の社会,1000"]


def test_export_writes_the_sheet_of_a_mapping(smj, mine, tmp_path):
    """The TOML file with which that sheet is imported says how it is exported; it is never written over."""
    (tmp_path / "firm.toml").write_text(
        '[columns]\n"商品コード" = "isbn"\n"棚" = "ignore"\n"品名" = "title"\n"段" = "ignore"\n', "utf-8"
    )
    where = ("--archive", mine, "--kind", "book", "--no-validate", "--mapping", "firm.toml")
    code, _, err = smj("export", "--to", "xlsx", "--out", "firm.xlsx", *where)
    assert code == 0, err
    rows = list(openpyxl.load_workbook(tmp_path / "firm.xlsx")["Books"].iter_rows(values_only=True))
    assert rows == [
        ("商品コード", "棚", "品名", "段"), ("9799999000016", None, "見本の町", None),
        ("9799999000009", None, "見本の社会", None),
    ]  # fmt: skip
    assert smj("export", "--to", "csv", "--out", "firm.toml", *where)[0] == 2


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--to", "ris", "--columns", "書名"), "--columns"), (("--to", "csv", "--columns", "書名,Title"), "'Title'"),
        (("--to", "csv", "--columns", "値札"), "値札"), (("--to", "csv", "--columns", "書名", "--mapping", "firm.toml"), "either"),
    ],
)  # fmt: skip
def test_export_refuses_columns_that_it_cannot_write(args, said, smj, mine, tmp_path):
    """A format without columns, a column twice, an unknown one, two lists of them: wrong usage, and nothing is written."""
    (tmp_path / "firm.toml").write_text("[columns]\n", "utf-8")
    code, out, err = smj("export", "--out", "-", "--archive", mine, *args)
    assert (code, out, said in err) == (2, "", True), err


def test_list_as_json_has_the_columns(smj, mine):
    """Keys are those of tables; an empty cell is null."""
    _, out, _ = smj(
        "list", "--archive", mine, "--json", "--kind", "book", "--columns", "書名,頁数", "--where", "ISBN~0016"
    )
    (found,) = json.loads(out)["records"]
    assert found["columns"] == {"title": "見本の町", "pages": None}


@pytest.mark.parametrize(
    "args", [("--columns", "値札"), ("--where", "書名"), ("--where", "値札=1"), ("--sort", "値札")]
)
def test_list_refuses_what_it_does_not_know(args, smj, mine):
    """A column that tables do not have, or a condition without a sign, is wrong usage."""
    code, out, err = smj("list", "--archive", mine, *args)
    assert (code, out) == (2, "")
    assert ("値札" in err) or ("COLUMN=TEXT" in err)


def test_list_is_in_columns_on_a_terminal(smj, mine, monkeypatch):
    """Columns are aligned by width on the screen, and no line is longer than it."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("COLUMNS", "40")
    _, out, _ = smj("list", "--archive", mine)
    assert out.splitlines()[1:3] == [
        "issue:mihon:12      2026-01  見本通信…",
        "issue:mihon:13      2026-04  見本通信…",
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("book:9799999000009", "book:9799999000009"), ("979-99-990-0000-9", "book:9799999000009"),
        ("9799999000016", "book:9799999000016"), ("見本の町", "book:9799999000016"), ("見本 の社会", "book:9799999000009"),
    ],
)  # fmt: skip
def test_show_finds_by_id_number_or_title(asked, found, smj, mine):
    """An ISBN has hyphens or none; width, case and spaces of a title do not count."""
    code, out, _ = smj("show", asked, "--archive", mine, "--json")
    assert (code, json.loads(out)["id"]) == (0, found)


@pytest.mark.parametrize(
    ("asked", "code", "named"),
    [
        ("見本の", 1, ("見本の社会", "見本の町")),
        ("見本通信", 2, ("issue:mihon:12", "periodical:mihon")),
        ("9799999000023", 1, ()),
    ],
)
def test_show_offers_what_may_be_meant(asked, code, named, smj, mine):
    """Records that have the words in their titles, or all that have the title."""
    got, out, err = smj("show", asked, "--archive", mine)
    assert (got, out) == (code, "")
    assert all(name in err for name in named), err


def test_show_is_in_the_words_of_tables(smj, mine):
    """One line a column; its name is in the language asked for."""
    _, out, _ = smj("show", "9799999000009", "--archive", mine, "--lang", "ja")
    assert {"種類: 図書", "タイトル: 見本の社会", "出版社: 見本書房", "定価: 1000"} <= set(out.splitlines())
    _, out, _ = smj("show", "9799999000009", "--archive", mine)
    assert {"Kind: Books", "Title: 見本の社会"} <= set(out.splitlines())


def test_show_gives_json_under_the_models_names(smj):
    """Show --json is one document; show --xml is the archive's own file."""
    code, out, _ = smj("show", "issue:migrants-network:193", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["numbering"]["printed"] == "2017年8月号(第193号)"
    _, xml, _ = smj("show", "issue:migrants-network:193", "--xml")
    assert xml.startswith("<?xml")


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_has_help(smj, verb):
    """Help says what the verb does and shows an example."""
    code, out, _ = smj(verb, "--help")
    assert code == 0
    assert "Example:" in out


def test_messages_come_in_japanese(smj, tmp_path):
    """--lang ja."""
    (tmp_path / "bad.xml").write_text("<html/>", "utf-8")
    code, out, err = smj("validate", "bad.xml", "--lang", "ja")
    assert code == 1
    assert "表計算ソフトで開き、.xlsx で保存し直してください" in out + err


@pytest.mark.parametrize("verb", ["validate", "import"])
def test_parts_that_no_field_holds_are_counted_and_the_most_frequent_named(smj, tmp_path, verb):
    """Five names, and where the others are; nothing where all was read."""
    init(tmp_path / "mine")
    book = ["TY  - BOOK", "TI  - 見本の社会", "ER  - "]
    for name, others in (
        ("all", []),
        ("two", ["C1  - x", "C2  - x", "C2  - y"]),
        ("six", [f"C{n}  - x" for n in range(6)]),
    ):
        (tmp_path / f"{name}.ris").write_text("\n".join([*book[:2], *others, book[2]]), "utf-8")
    where = ["--archive", "mine"]
    assert "not read" not in smj(verb, "all.ris", *where)[2]
    assert (
        "3 parts of the input were not read because there is no field for them: C2 (2), C1 (1)\n"
        in smj(verb, "two.ris", *where)[2]
    )
    assert "C4 (1), … and 1 more; use --report FILE for the complete list" in smj(verb, "six.ris", *where)[2]
    assert "読まなかったもの3か所: C2 (2), C1 (1)" in smj(verb, "two.ris", *where, "--lang", "ja")[2]


def test_reader_that_leaves_early_is_no_error(tmp_path):
    """smj-catalog list | head -1 says no more on stderr than it does without head."""
    init(tmp_path / "mine")
    shell = f"{sys.executable} -m smj_catalog list --archive mine | head -1"
    done = subprocess.run(shell, shell=True, capture_output=True, cwd=tmp_path, env=dict(os.environ), check=False)
    assert done.stderr == b""
    assert done.stdout.startswith(b"periodical:")


@pytest.mark.parametrize(
    "args",
    [
        "export --to nothing --out x.xml",
        "export --to ods --out x.ods",
        "export --to onix-3.1 --kind nothing --out x.xml",
        "export --to onix-3.1 --scope nothing --out x.xml",
        "export --to onix-3.1 --out nowhere/x.xml",
        "export --to skos --split out --kind nothing",
        "validate mine --archive nowhere",
        "show book:nothing",
        "why book:9784750329482 nothing",
        "undo nothing --archive mine",
        "undo nothing",
        "verify --archive mine",
        "verify --accept --archive mine",
        "reindex --archive mine",
        "reindex",
        "init mine",
        "init other",
        "template x.csv",
        "template x.xlsx --kind nothing",
        "import table.csv --encoding nothing --archive mine",
        "import table.csv --write-mapping m.toml --archive mine",
    ],
)
def test_everything_is_said_in_japanese(smj, tmp_path, args):
    """What succeeds and what fails speaks the language asked for."""
    smj("init", "mine", "--empty")
    (tmp_path / "table.csv").write_text("書名,ISBN\n見本,9799999000009\n", "utf-8")
    code, _, err = smj(*args.split(), "--lang", "ja")
    assert code in (0, 1, 2, 3)
    assert err
    for line in filter(None, err.splitlines()):
        assert any("ぁ" <= character <= "ヿ" for character in line), (code, line)


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "onix-3.0-short"])
def test_a_wrapped_cell_does_not_stop_the_export(smj, tmp_path, to):
    """A title over two lines is told when it comes in, goes out on one line, and the report tells what was lost."""
    smj("init", "mine", "--empty", *OWNER)
    (tmp_path / "table.csv").write_text('書名,編者,ISBN\n"見本の\n本",見本の会,9799999000009\n', "utf-8")
    code, out, _ = smj("import", "table.csv", "--kind", "book", "--archive", "mine", "--commit")
    assert code == 0
    assert "[line-break]" in out
    code, _, err = smj(
        "export", "--archive", "mine", "--to", to, "--scope", "all", "--out", "out.xml", "--report", "r.json"
    )
    assert (code, err.splitlines()[0]) == (0, "1 records written to out.xml")
    assert ">見本の 本<" in (tmp_path / "out.xml").read_text("utf-8")
    lost = json.loads((tmp_path / "r.json").read_text("utf-8"))["not_carried"]
    assert {"record": "book:9799999000009", "field": "titles.text.text"} in lost


def test_a_doubt_stands_at_the_row_that_it_comes_from(smj, tmp_path):
    """Rows of a host and of its articles show their own doubts; infos are left to validate."""
    smj("init", "mine", "--empty")
    host = {"kind_of_record": "book", "id": "book:mihon", "titles": [{"text": {"text": "見本\t本"}}]}
    parts = [
        {
            "kind_of_record": "component",
            "id": f"chapter:mihon:c{n}",
            "host": host["id"],
            "kind": "chapter",
            "title": {"text": {"text": words}},
        }
        for n, words in enumerate(["見本の序", "見本の\n章"])
    ]
    rows = "\n".join(json.dumps(row, ensure_ascii=False) for row in [host, *parts])
    (tmp_path / "rows.jsonl").write_text(rows, "utf-8")
    code, out, _ = smj("import", "rows.jsonl", "--archive", "mine", "--commit")
    told = [line.partition(": found")[0].strip() for line in out.splitlines()]
    assert (code, told) == (
        0,
        [
            "create\tbook:mihon\trows.jsonl:1",
            "warning: rows.jsonl:1: book:mihon: titles[0].text.text",
            "create\tchapter:mihon:c1\trows.jsonl:3",
            "warning: rows.jsonl:3: chapter:mihon:c1: title.text.text",
            "create\tchapter:mihon:c0\trows.jsonl:2",
        ],
    )


def test_no_title_forges_a_line_or_drives_a_terminal(smj, tmp_path):
    """Controls, marks of direction and line breaks are shown escaped; JSON has them as they are."""
    names = {"agent:c1": "csi \x9b31m", "agent:bidi": "\u202egnp.exe", "agent:nl": "one\nagent:fake\t\tnone"}
    lines = [
        json.dumps({"kind_of_record": "agent", "id": i, "names": [{"name": {"text": n}}]}) for i, n in names.items()
    ]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), "utf-8")
    smj("init", "a", "--empty")
    code, out, err = smj("import", "t.jsonl", "--archive", "a", "--commit")
    assert code == 0
    assert not set("\x9b\u202e") & set(out + err)
    _, out, _ = smj("list", "--archive", "a")
    assert sorted(out.splitlines()) == [
        "agent:bidi\t\t\\u202egnp.exe", "agent:c1\t\tcsi \\u009b31m", "agent:nl\t\tone\\nagent:fake\\t\\tnone",
    ]  # fmt: skip
    _, out, _ = smj("show", "agent:c1", "--archive", "a")
    assert "csi \\u009b31m" in out
    _, out, _ = smj("list", "--archive", "a", "--json")
    assert {r["title"] for r in json.loads(out)["records"]} == set(names.values())
    (tmp_path / "u.jsonl").write_text("\n".join(lines).replace("csi", "now").replace("gnp", "gpj"), "utf-8")
    for words in (
        ("import", "u.jsonl"),
        ("import", "no\x1b[31m\u202e"),
        ("show", "agent:\x9b"),
        ("list", "--archive", "\x9b"),
    ):
        _, out, err = smj(*words, *(() if "list" in words else ("--archive", "a")))
        assert not set("\x1b\x9b\u202e") & set(out + err), words


def test_a_code_page_that_lacks_a_character_does_not_stop_a_command(tmp_path):
    """What cp932 has no sign for is shown by its number; JSON is UTF-8 on every terminal."""
    env = {**os.environ, "PYTHONIOENCODING": "cp932", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "smj_catalog", "show", "agent:smj"]
    done = subprocess.run(command, env=env, capture_output=True, cwd=tmp_path)
    assert done.returncode == 0
    assert b"Ij\\u016bsha" in done.stdout
    done = subprocess.run([*command, "--json"], env=env, capture_output=True, cwd=tmp_path)
    assert "Ijūsha" in done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        (KeyboardInterrupt(), 3, "stopped"),
        (MemoryError(), 3, "memory"),
        (OSError(28, "No space left on device"), 3, "No space left"),
        (RuntimeError("a\x1bb"), 3, "internal error: RuntimeError: a\\u001bb"),
        (BrokenPipeError(), 0, ""),
    ],
)
def test_what_stops_a_command_gets_a_line_and_an_exit_code(smj, monkeypatch, raised, code, said):
    """No traceback, whatever happens; only who asks for it sees one of ours."""
    import smj_catalog.formats as formats

    def stop(*_):
        raise raised

    monkeypatch.setattr(formats, "format_ids", stop)
    monkeypatch.setattr("os.dup2", lambda *_: None)
    monkeypatch.delenv("SMJ_CATALOG_DEBUG", raising=False)
    done, out, err = smj("formats")
    assert (done, out) == (code, "")
    assert said in err
    assert "Traceback" not in err
    if isinstance(raised, RuntimeError):
        monkeypatch.setenv("SMJ_CATALOG_DEBUG", "1")
        with pytest.raises(RuntimeError):
            smj("formats")


def test_formats_and_crosswalk_show_every_format(smj):
    """Each format with its directions; of one, each field with its place or why there is none."""
    code, out, _ = smj("formats")
    ids = [line.split("\t")[0] for line in out.splitlines()]
    assert (code, {"smj-1", "onix-3.1", "marc21", "ris", "csv"} <= set(ids)) == (0, True)
    code, out, _ = smj("formats", "--json")
    assert [f["id"] for f in json.loads(out)["formats"]] == ids
    for format_id, place in {
        "onix-3.1": "ProductIdentifier",
        "marc21": "245 $a",
        "ris": "TI",
        "csv": "タイトル",
        "jsonl": "book.identifiers.value\tidentifiers.value",
    }.items():
        code, out, _ = smj("crosswalk", format_id, "--kind", "book")
        assert (code, place in out) == (0, True)
        code, out, _ = smj("crosswalk", format_id, "--json")
        assert json.loads(out)


def test_log_and_undo_tell_in_words_and_in_json(smj, tmp_path):
    """Newest first; what is taken back is named with its fields; what was edited since stops it."""
    smj("init", "mine", "--empty", *OWNER)
    for price in (1800, 1900):
        (tmp_path / "new.csv").write_text(
            f"種類,書名,ISBN,本体価格\n図書,見本の社会,9799999000009,{price}円\n", "utf-8"
        )
        assert smj("import", "new.csv", "--archive", "mine", "--commit")[0] == 0
    code, out, _ = smj("log", "--archive", "mine", "--json")
    batches = json.loads(out)["batches"]
    assert [b["kind"] for b in batches] == ["import", "import", "init"]
    assert smj("log", "--archive", "mine")[1].splitlines()[0].startswith(batches[0]["id"])
    code, out, err = smj("undo", batches[1]["id"], "--archive", "mine", "--dry-run")
    assert (code, "[edited-since]" in out, "nothing was changed" in err) == (1, True, True)
    code, out, _ = smj("undo", batches[0]["id"], "--archive", "mine", "--dry-run", "--json")
    assert (code, json.loads(out)["restored"]) == (0, {"book:9799999000009": ["prices"]})
    code, out, _ = smj("undo", batches[0]["id"], "--archive", "mine")
    assert (code, "prices" in out) == (0, True)


def test_crosswalk_shows_the_generated_writer(smj):
    code, out, _ = smj("crosswalk", "onix-3.1", "--kind", "book", "--code")
    assert (code, out.splitlines()[0], "def " in out) == (0, "# book", True)
    code, _, err = smj("crosswalk", "csv", "--code")
    assert (code, "csv has no generated writer" in err) == (2, True)


def test_rules_are_explained_in_both_languages(smj):
    for lang, severity, words in (("en", "error", "check digit"), ("ja", "エラー", "チェックデジット")):
        code, out, _ = smj("validate", "--rules", "--lang", lang)
        assert (code, f"isbn-check-digit ({severity})" in out, words in out) == (0, True, True)
    code, out, _ = smj("validate", "--rules", "--json")
    told = {r["id"]: r for r in json.loads(out)["rules"]}
    assert told["isbn-check-digit"]["severity"] == "error"
    assert told["record-id-twice"]["explanation"]


def test_rows_beyond_those_shown_are_told_together(smj, tmp_path):
    """The first hundred refused rows one by one, the others by what is wrong, with their numbers as ranges."""
    smj("init", tmp_path / "mine", "--empty", *OWNER)
    rows = [f"図書,見本の本{n},{'2006年13月' if n % 7 else '2006'},{'' if n % 2 else '日本語?'}" for n in range(200)]
    (tmp_path / "many.csv").write_text("\n".join(["種類,書名,発行日,言語", *rows]), "utf-8")
    code, out, _ = smj("import", "many.csv", "--archive", tmp_path / "mine")
    assert code == 1
    assert out.count("reject\t") == 100
    together = [line for line in out.splitlines() if "rows " in line and "発行日" in line]
    assert together, out[-2000:]
    assert "–" in together[0]
    assert "," in together[0]


def test_problems_beyond_those_shown_are_counted(smj, tmp_path):
    rows = [f"図書,見本の本{n},2006年13月" for n in range(80)]
    (tmp_path / "many.csv").write_text("\n".join(["種類,書名,発行日", *rows]), "utf-8")
    code, out, _ = smj("validate", "many.csv")
    assert (code, len(out.splitlines())) == (1, 51)
    assert "30" in out.splitlines()[-1]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["import"], 2, "specify files to import"),
        (["import", "none.csv"], 2, "none.csv: no such file"),
        (["import", "new.csv", "new.csv", "--write-mapping", "m.toml"], 2, "takes one file"),
        (["import", "new.jsonl", "--write-mapping", "m.toml"], 2, "is not a table"),
        (["validate", "new.csv", "--report", "no/such/folder/x.json"], 3, "no/such/folder/x.json"),
    ],
)
def test_mistakes_of_an_import_get_a_message(smj, tmp_path, args, code, said):
    smj("init", tmp_path / "mine", "--empty", *OWNER)
    (tmp_path / "new.csv").write_text("種類,書名\n図書,見本\n", "utf-8")
    (tmp_path / "new.jsonl").write_text('{"kind_of_record": "book", "id": "book:a"}\n', "utf-8")
    got, _, err = smj(*args, *(("--archive", tmp_path / "mine") if args[0] == "import" else ()))
    assert (got, said in err) == (code, True), err


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("en", ["read: 100 (10 a second), 1:30 left", "read: 200 (10 a second), 1:20 left", "done\n"]),
        ("ja", ["読み込み: 100件(毎秒10件)、残り 1:30", "読み込み: 200件(毎秒10件)、残り 1:20", "done\n"]),
    ],
)
def test_progress_is_shown_to_who_watches(monkeypatch, lang, shown):
    """Count, rate and time left of each stage, not in the first half second, and gone before the next line is written."""
    watched, clock = io.StringIO(), iter([0.0, 0.4, 10.0, 10.1, 20.0])
    monkeypatch.setattr(watched, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys, "stderr", watched)
    monkeypatch.setattr(options.time, "monotonic", lambda: next(clock))
    monkeypatch.setenv("SMJ_CATALOG_LANG", lang)
    show = options.counting()
    assert show is not None
    for count in (0, 4, 100, 150, 200):
        show("read", count, 1000)
    options.say("done")
    assert [s for s in watched.getvalue().split("\r\x1b[K") if s] == shown
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert options.progress("read") is None


def test_main_exits_with_the_code_of_the_command(capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--version"])
    assert (stop.value.code, "smj-catalog" in capsys.readouterr().out) == (0, True)
