"""The language of what the command prints."""

import inspect
import unicodedata
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog.cli import japanese
from smj_catalog.cli.columns import wrap
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import VERBS, group
from smj_catalog.formats.tabular import KINDS, sheet
from smj_catalog.problems import MESSAGES

JAPANESE, ENGLISH = "書き出す形式", "Format to write"


@pytest.fixture
def smj(capfdbinary, monkeypatch, tmp_path):
    """Run the command in an empty folder; return what it printed."""
    monkeypatch.chdir(tmp_path)

    def call(*args):
        run(group, [str(a) for a in args])
        return b"".join(capfdbinary.readouterr()).decode()

    return call


@pytest.mark.parametrize(
    ("args", "variables", "expected"),
    [
        (["export", "--help"], {}, ENGLISH),
        (["export", "--help"], {"LANG": "C.UTF-8"}, ENGLISH),
        (["export", "--help"], {"LANG": "ja_JP.UTF-8"}, JAPANESE),
        (["export", "--help"], {"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, JAPANESE),
        (["export", "--help"], {"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, ENGLISH),
        (["export", "--help"], {"LANG": "ja_JP.UTF-8", "SMJ_CATALOG_LANG": "en"}, ENGLISH),
        (["export", "--help"], {"LANG": "ja_JP.UTF-8", "SMJ_CATALOG_LANG": ""}, JAPANESE),
        (["export", "--help"], {"SMJ_CATALOG_LANG": "ja"}, JAPANESE),
        (["export", "--help", "--lang", "ja"], {}, JAPANESE),
        (["export", "--lang=ja", "-h"], {}, JAPANESE),
        (["--lang", "ja", "export", "--help"], {"SMJ_CATALOG_LANG": "en"}, JAPANESE),
        (["--lang", "ja", "export", "--lang", "en", "--help"], {}, ENGLISH),
    ],
)  # fmt: skip
def test_the_line_then_the_variable_then_the_locale(args, variables, expected, smj, monkeypatch):
    """--lang counts before and after the verb; an empty variable counts as unset."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert expected in smj(*args)


@pytest.mark.parametrize("args", [["--lang", "ja", "list"], ["list", "--lang", "ja"]])
def test_language_before_or_after_the_verb(args, smj):
    """Both do the same."""
    assert "付属のアーカイブ" in smj(*args)


def test_template_has_the_language_of_the_line(smj, tmp_path):
    """Its headers are Japanese, unless --lang says otherwise, before the verb as after it."""
    openpyxl = pytest.importorskip("openpyxl")
    for name, args in (
        ("a", ["template"]), ("b", ["--lang", "en", "template"]), ("c", ["template", "--lang", "en"]),
    ):  # fmt: skip
        smj(*args, f"{name}.xlsx")
    sheets = [openpyxl.load_workbook(tmp_path / f"{name}.xlsx").sheetnames for name in "abc"]
    assert "図書" in sheets[0]
    assert "Books" in sheets[1]
    assert sheets[1] == sheets[2]


def options():
    """Yield the English help of every option, of the group and of all verbs."""
    context = click.Context(group, **group.context_settings)
    for command in (group, *(group.get_command(context, verb) for verb in VERBS)):
        for param in command.get_params(context):
            if isinstance(param, click.Option):
                yield inspect.cleandoc(param.help or "")


def test_all_help_is_in_japanese():
    """Each verb and each option, and nothing that is gone."""
    assert set(options()) == set(japanese.OPTIONS)
    assert list(japanese.SHORT) == list(VERBS)
    assert all(
        japanese.text_of(group.get_command(click.Context(group, **group.context_settings), verb)) for verb in VERBS
    )


@pytest.mark.parametrize("verb", [*VERBS, None])
def test_a_page_of_help_in_japanese(verb, smj, monkeypatch):
    """It fits a terminal of 80 columns, and its words are Japanese."""
    monkeypatch.setenv("COLUMNS", "80")
    page = smj(*([verb] if verb else []), "--help", "--lang", "ja")
    assert page.startswith("使い方: ")
    assert max(map(width, page.splitlines())) <= 80
    assert not {"Usage", "Options", "Show this", "[default", "[required"} & set(page.replace(":", " ").split())


def width(text):
    """Return the columns of a text on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


@given(st.text("あ漢、。」) abcア ー-", max_size=60), st.integers(16, 40))
def test_wrapped_text_is_whole_and_fits(text, columns):
    """Nothing is lost but spaces at line ends; only a mark that may not begin a line goes beyond the width."""
    lines = wrap(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    long = [line for line in lines if width(line) > columns]
    assert all(set(line[-1]) <= set("、。」)") or max(map(len, line.split())) > columns // 2 for line in long)


def test_severities_and_actions_are_words_of_the_language(smj, tmp_path):
    """A plan in Japanese has no English words but ids of records and rules."""
    (tmp_path / "new.csv").write_text(
        "種類,書名,定価,ISBN\n図書,見本の本,1800円,9799999000009\n図書,見本,,97\n", "utf-8"
    )
    smj("init", "mine", "--empty")
    told = smj("import", "new.csv", "--archive", "mine", "--lang", "ja")
    assert [line.split("\t")[0] for line in told.splitlines() if "\t" in line] == ["取込不可", "新規"]
    assert "    エラー: " in told
    assert "    警告: " in told


def unused_words():
    """Return the words that the glossary sets aside."""
    lines = (Path(__file__).parents[1] / "docs" / "glossary.md").read_text("utf-8").splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("| ")][2:]
    return [word.strip() for row in cells for word in row[2].split(",") if word.strip()]


def test_one_thing_has_one_name():
    """Messages, columns and Japanese pages keep to the glossary."""
    docs = Path(__file__).parents[1] / "docs"
    said = {name: texts["ja"] for name, texts in MESSAGES.items()}
    said |= {f"{kind}.{key}": cell.ja for kind in KINDS for key, cell in sheet(kind).cells.items()}
    said |= {p.name: p.read_text("utf-8") for p in docs.rglob("*.ja.md")}
    said |= japanese.OPTIONS
    words = unused_words()
    assert len(words) > 8
    assert [(where, word) for where, text in said.items() for word in words if word in text] == []
