"""The command as it is met on a terminal of 80 columns: README's commands, questions, colours, completion, examples."""

import contextlib
import io
import os
import re
import shlex
import sys
import threading
import unicodedata

import click
import pytest
from click.shell_completion import ShellComplete
from test_docs import ROOT, blocks, commands

from smj_catalog import Archive, init
from smj_catalog.cli.columns import fold
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import VERBS, group

pty = pytest.importorskip("pty", reason="there are no pseudo-terminals on this system")
ESCAPE = re.compile(r"\x1b\[[0-9;]*[mK]")


@pytest.fixture
def terminal(monkeypatch, tmp_path):
    """Run a line of the command on a pseudo-terminal of 80 columns, typing what is given; return code and screen."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "SMJ_CATALOG_LANG", "SMJ_CATALOG_ARCHIVE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*args, typed=""):
        master, slave = pty.openpty()
        seen = []

        def read():
            with contextlib.suppress(OSError):
                while piece := os.read(master, 4096):
                    seen.append(piece)

        reader = threading.Thread(target=read, daemon=True)
        reader.start()
        os.write(master, typed.encode())
        streams = [io.TextIOWrapper(os.fdopen(os.dup(slave), "wb", 0), "utf-8", write_through=True) for _ in range(2)]
        given = io.TextIOWrapper(os.fdopen(os.dup(slave), "rb"), "utf-8")
        with monkeypatch.context() as patch:
            for name, stream in zip(("stdout", "stderr", "stdin"), (*streams, given), strict=True):
                patch.setattr(sys, name, stream)
            code = run(group, [*args])
        for stream in (*streams, given):
            stream.close()
        os.close(slave)
        reader.join(5)
        os.close(master)
        return code, b"".join(seen).decode().replace("\r\n", "\n")

    return call


def width(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def plain(screen):
    """Return the lines that stay on a screen: what was written over, and colours, are gone."""
    return [ESCAPE.sub("", line.rpartition("\r\x1b[K")[2]) for line in screen.splitlines()]


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_readmes_commands_on_a_terminal(lang, terminal, tmp_path, monkeypatch):
    """They do what they do in a pipe; nothing but colours is sent to the terminal; lists and help fit it."""
    monkeypatch.setenv("SMJ_CATALOG_LANG", lang)
    page = ROOT / "README.md"
    for block in blocks(page):
        if block.file:
            (tmp_path / block.file).write_text(block.text, "utf-8")
    done = 0
    for line in commands(page):
        if not line.startswith("smj-catalog "):
            continue
        code, screen = terminal(*shlex.split(line)[1:], typed="\n\n\n")
        assert code == (1 if "--on-error skip" in line else 0), screen
        assert "\x1b" not in ESCAPE.sub("", screen)
        assert "Traceback" not in screen
        done += 1
    assert done > 4
    for args in (
        ["list"],
        ["--help"],
        ["import", "--help"],
        ["list", "--kind", "book", "--columns", "書名,発行日,出版社,ISBN"],
    ):
        _, screen = terminal(*args)
        lines = [line for line in plain(screen) if "SMJ_CATALOG_ARCHIVE" not in line or "--help" in args]
        assert max(map(width, lines)) <= 80


def test_colours_on_a_terminal_only_and_not_where_nobody_wants_them(terminal, tmp_path, monkeypatch):
    """The first word of a line; NO_COLOR takes them away, an empty one does not."""
    (tmp_path / "new.csv").write_text(
        "種類,書名,定価,ISBN\n図書,見本の本,1800円,9799999000009\n図書,見本,,97\n", "utf-8"
    )
    init(tmp_path / "mine", empty=True)
    args = ("import", "new.csv", "--archive", "mine")
    _, screen = terminal(*args)
    assert all(
        f"\x1b[{colour}m{word}\x1b[0m" in screen
        for colour, word in ((31, "reject"), (31, "error"), (33, "warning"), (32, "create"))
    )
    _, japanese = terminal(*args, "--lang", "ja")
    assert "\x1b[33m警告\x1b[0m" in japanese
    monkeypatch.setenv("NO_COLOR", "")
    assert terminal(*args)[1] == screen
    monkeypatch.setenv("NO_COLOR", "1")
    assert terminal(*args)[1] == ESCAPE.sub("", screen)


def test_add_asks_on_a_terminal(terminal, tmp_path):
    """Column by column; what is required, or wrong, is asked again and nothing else; the next ISBN is offered."""
    init(tmp_path / "mine", empty=True)
    with (tmp_path / "mine" / "archive.toml").open("a", encoding="utf-8") as file:
        file.write('isbn_prefix = "978-4-9999999"\n')
    answers = [
        "",
        "見本の社会",
        "ミホンノシャカイ",
        "見本花子",
        "ミホン ハナコ",
        "",
        "見本書房",
        "2026-04",
        "1800円",
        "税抜",
        "",
        "244",
    ]
    code, screen = terminal("add", "図書", "--archive", "mine", "--lang", "ja", typed="\n".join(answers) + "\n\n\ny\n")
    assert code == 0, screen
    (made,) = Archive.open(tmp_path / "mine")
    assert (made.title, made.isbn, str(made.prices[0].amount), made.extents[0].value) == (
        "見本の社会", "9784999999903", "1800", 244,
    )  # fmt: skip
    assert screen.count("タイトル(必須)") + screen.count("タイトル (必須)") == 2


def test_an_edit_on_a_terminal_goes_on_until_it_is_right(terminal, tmp_path, monkeypatch):
    """The first try is wrong, the second mends it."""
    init(tmp_path / "mine", empty=True)
    assert terminal("add", "book", "書名=見本の社会", "ID=book:mihon", "--archive", "mine")[0] == 0
    script = tmp_path / "editor.sh"
    script.write_text(
        '#!/bin/sh\nif grep -q titel "$1"; then sed -i "s/titel/title/; s/社会/世界/" "$1"; else sed -i "s/<title /<titel /" "$1"; fi\n',
        "utf-8",
    )
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    code, screen = terminal("edit", "book:mihon", "--archive", "mine", "--lang", "ja", typed="y\n")
    assert (code, "もう一度編集しますか" in screen) == (0, True), screen
    assert Archive.open(tmp_path / "mine")["book:mihon"].title == "見本の世界"


# --- completion


def completed(line):
    *args, last = line.split(" ")
    return [item.value for item in ShellComplete(group, {}, "smj-catalog", "_X").get_completions(args, last)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("wi", ["withdraw"]), ("export --to onix-3.1", ["onix-3.1", "onix-3.1-short"]), ("crosswalk qd", ["qdc"]),
        ("list --kind b", ["book"]), ("list --kind 図", ["図書"]), ("add per", ["periodical"]),
        ("withdraw x --status can", ["cancelled"]), ("list --archive nowhere --so", ["--sort"]),
        ("show issue:migrants-network:19", ["issue:migrants-network:193"]), ("show --archive nowhere issue:", []),
    ],
)  # fmt: skip
def test_the_shell_completes(line, expected, monkeypatch, tmp_path):
    """Verbs, options, formats, kinds and ids; nothing where there is no archive, and never a traceback."""
    monkeypatch.chdir(tmp_path)
    assert completed(line) == expected


def test_the_shell_completes_what_an_archive_has(monkeypatch, tmp_path):
    """Articles and batches as well."""
    own = init(tmp_path / "mine")
    batch = next(own.batches()).id
    monkeypatch.setenv("SMJ_CATALOG_ARCHIVE", str(tmp_path / "mine"))
    assert completed(f"undo {batch[:9]}") == [batch]
    assert len(completed("show article:")) > 3
    assert set(completed("why periodical:")) == {r.id for r in own.records("periodical")}


# --- examples of --help


def example(verb):
    command = group.get_command(click.Context(group), verb)
    return shlex.split(command.epilog.removeprefix("Example: smj-catalog "))


@pytest.mark.parametrize("verb", VERBS)
def test_the_example_of_each_verbs_help_runs(verb, monkeypatch, tmp_path, capsys):
    """In an archive like the one that it names."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VISUAL", "true")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    args = example(verb)
    assert args[0] == verb
    if "目録" in args and verb != "init":
        init("目録", domain="example.org", sender="見本書房", contact="office@example.org")
        init("目録の控え", empty=True)
        with (tmp_path / "目録" / "archive.toml").open("a", encoding="utf-8") as file:
            file.write('\n[recipients.jpro]\nprofile = "jpro"\n')
        if verb == "delete":
            assert run(group, ["add", "book", "ID=book:mistyped", "書名=見本", "--archive", "目録"]) == 0
        if verb == "undo":
            assert run(group, ["set", "book:9784750329482", "頁数=244", "--archive", "目録"]) == 0
            args[1] = next(Archive.open("目録").batches()).id
    if verb == "import":
        init("archive", empty=True)
        (tmp_path / "新着.csv").write_text("種類,書名,著者\n図書,見本の社会,見本花子\n", "utf-8")
    if verb in ("convert", "validate"):
        assert run(group, ["export", "--to", "onix-3.1", "--out", "catalogue.xml"]) == 0
    code = run(group, args)
    told = "".join(capsys.readouterr())
    assert code in ({"ready": (0, 1), "send": (0, 1)}.get(verb, (0,))), told
    assert "internal error" not in told


def test_a_code_page_without_our_dash_has_another():
    """CP932 has ― and not —; of what it lacks altogether, the number is shown, as in ASCII."""
    assert "判型: — → A5 한".encode("cp932", "smj-catalog-shown").decode("cp932") == "判型: ― → A5 \\ud55c"
    assert "—".encode("ascii", "smj-catalog-shown") == b"\\u2014"


def test_the_columns_of_a_list_share_the_width_of_a_terminal(terminal, tmp_path):
    """Ids stay whole; of the others none takes all."""
    init(tmp_path / "mine", empty=True)
    typed = ("ID=book:m", f"書名={'見本' * 60}", "出版社=見本書房", "定価=1800円")
    terminal("add", "図書", *typed, "--archive", "mine")
    _, screen = terminal("list", "--columns", "書名,出版社,定価", "--archive", "mine")
    (line,) = plain(screen)
    assert (line[:8], line.split()[-2:], width(line) <= 80) == ("book:m  ", ["見本書房", "1800"], True), line
    assert "見本見本見…" in line


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_goes_on_stands_further_in(lang, terminal, tmp_path, monkeypatch):
    """Faults of an import, a record, batches, reasons and formats: no line is wider than 80 or begins with a closing mark."""
    monkeypatch.setenv("SMJ_CATALOG_LANG", lang)
    (tmp_path / "new.csv").write_text(
        "種類,書名,著者,定価,発行日,ISBN\n図書,見本の　社会,見本花子/架空太郎,予価1800円,昭和65年3月,9799999000009\n図書,見本,,97,2024/13/01,9799999000001\n",
        "utf-8",
    )
    init(tmp_path / "mine", empty=True)
    mine = ("--archive", "mine")
    screens = [
        terminal("import", "new.csv", "--commit", "--on-error", "skip", *mine),
        *(terminal(*args) for args in (("show", "9799999000009", *mine), ("log", *mine), ("why", "9799999000009", *mine), ("formats",))),
    ]  # fmt: skip
    lines = [line for _, screen in screens for line in plain(screen)]
    assert max(map(width, lines)) <= 80
    assert not any(line.strip().startswith(tuple("、。」)")) for line in lines)
    joined = "".join(line.strip() for line in lines)
    assert "見本の　社会" in joined
    assert {"en": "there is no such month or day", "ja": "暦にない月日です。"}[lang].replace(" ", "") in joined.replace(
        " ", ""
    )


def test_a_line_is_folded_where_it_may_break():
    """Opening marks go with what follows, closing ones with what stands before; spaces stay."""
    assert fold("「見本」(見本の社会、見本)", 10) == ["「見本」", "(見本の社", "会、見本)"]
    assert fold("    見本: 見  本の社会", 16, hang=4) == ["    見本: 見  本", "        の社会"]
