"""The language of what the command prints."""

import inspect
import unicodedata
from pathlib import Path

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog import init
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


USAGE = {
    # the line -> in English, in Japanese
    "export": ("Missing option '--to'.", "オプション「--to」を指定してください。"),
    "show": ("Missing argument 'ID'.", "「ID」を指定してください。"),
    "list --arhive x": ("No such option: --arhive. Did you mean --archive?", "「--arhive」というオプションはありません。--archive ではありませんか。"),
    "list --zzz": ("No such option: --zzz", "「--zzz」というオプションはありません。"),
    "list --archive": ("Option --archive requires a value.", "オプション「--archive」には値を付けてください。"),
    "list --json=1": ("Option --json does not take a value.", "オプション「--json」に値は付けられません。"),
    "import x.csv --on-error maybe": (
        "Invalid value for '--on-error': 'maybe' is not one of stop, skip.",
        "「--on-error」の値が正しくありません。「maybe」は使えません。次のいずれかにしてください: stop、skip"),
    "import x.csv --header-row a": (
        "Invalid value for '--header-row': 'a' is not a valid number.", "「--header-row」の値が正しくありません。「a」は数ではありません。数を入力してください。"),
    "import x.csv --header-row 0": (
        "Invalid value for '--header-row': 0 is not in the range 1<=x<=1000.",
        "「--header-row」の値が正しくありません。「0」は範囲外です。1〜1000 にしてください。"),
    "list --report .": ("'.' is a folder.", "「.」はフォルダーです。ファイルを指定してください。"),
    "import": ("specify files to import", "取り込むファイルを指定するか"),
    "import missing.csv": ("missing.csv: no such file or folder", "missing.csv: ファイルもフォルダーもありません"),
    "validate missing.csv": ("missing.csv: no such file or folder", "missing.csv: ファイルもフォルダーもありません"),
    "reindex a b": ("Unexpected extra arguments: a b", "余分な引数があります: a b"),
    "": ("Missing command.", "コマンドを指定してください。"),
    "exprot": ("There is no command 'exprot'. Did you mean export?", "「exprot」というコマンドはありません。export ではありませんか。"),
    "zzz": ("There is no command 'zzz'.", "「zzz」というコマンドはありません。"),
    "export --to onix-3.1": ("give either --out FILE or --split DIR", "どちらか一つを指定してください"),
    "crosswalk csv --code": ("csv has no generated writer", "csv に生成された書き出しプログラムはありません"),
}  # fmt: skip


@pytest.mark.parametrize("line", USAGE)
def test_wrong_usage_is_told_in_the_language_of_the_line(line, smj):
    """With how the command is called, where its help is, and what is wrong; nothing English in the Japanese."""
    for lang, words in zip(("en", "ja"), USAGE[line], strict=True):
        told = smj("--lang", lang, *line.split())
        assert words in told
        if told.count("\n") > 1:  # click does not say which verb an option without its value was given to
            assert {"en": "Usage: smj-catalog", "ja": "使い方: smj-catalog"}[lang] in told
            assert {"en": "--help' for help.", "ja": "--help で表示します。"}[lang] in told
        assert lang == "en" or not {"Error", "Usage", "Try", "not", "is", "[OPTIONS]"} & set(
            told.replace(":", " ").split()
        )


def test_the_command_alone_shows_its_help(smj, monkeypatch):
    """In the language of the environment, and not as an error."""
    monkeypatch.setenv("SMJ_CATALOG_LANG", "ja")
    page = smj()
    assert page.startswith("使い方: smj-catalog")
    assert page == smj("--help")


def test_a_damaged_archive_or_workbook_is_told_in_japanese(smj, tmp_path):
    """No words of the libraries that read it stand in it."""
    from smj_catalog import Archive, write

    write(Archive.open(), whole := tmp_path / "a.xlsx", to="xlsx")
    data = whole.read_bytes()
    for name, broken in (
        ("cut.xlsx", data[:1000]), ("hole.xlsx", data[:200] + data[300:]), ("bit.xlsx", data[:300] + b"\0\0\0\0" + data[304:]),
        ("short.csv.gz", b"\x1f\x8b\x08\0\0\0\0\0"), ("part.zip", b"PK\x03\x04"),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(broken)
        (told,) = [line for line in smj("validate", name, "--lang", "ja").splitlines() if line.startswith("エラー")]
        plain = told.replace(name, "")
        assert not [word for word in plain.split() if word.isascii() and word.isalpha()], told


def test_the_comments_of_a_copied_archive_are_in_the_language_asked(tmp_path):
    """Every comment of the packaged archive.toml; what is set is the same in both."""
    made = {lang: init(tmp_path / lang, lang=lang) for lang in ("en", "ja")}
    texts = {lang: (archive.folder / "archive.toml").read_text("utf-8") for lang, archive in made.items()}
    comments = [line for line in texts["ja"].splitlines() if line.startswith("# ") and "=" not in line]
    assert [line for line in comments if line.isascii()] == []
    assert made["ja"].settings == made["en"].settings


def test_numbers_that_are_none_are_told_where_a_record_is_looked_for(smj):
    """A wrong check digit of an ISBN or ISSN, in the marks of the language; without near titles, there is no list."""
    told = smj("show", "979-9-9999000-0-1", "--lang", "en")
    assert "no record with the number '979-9-9999000-0-1'; expected an ISBN-13 with a correct check digit" in told
    assert "「1234-5678」という番号のレコードはありません。ISSNのチェックデジットが合いません。末尾が 9" in smj(
        "show", "1234-5678", "--lang", "ja"
    )
    assert "「どこにもない」というレコード、番号、タイトルはなく" in smj("show", "どこにもない", "--lang", "ja")


def test_a_record_of_a_file_without_lines_is_told_by_its_number(smj, tmp_path):
    """Two records of one file that are the same book name each other; what is missing is named in Japanese."""
    record = MARC.format(isbn="9799999000009", title="見本")
    (tmp_path / "two.xml").write_text(
        f'<collection xmlns="http://www.loc.gov/MARC21/slim">{record}{record}</collection>', "utf-8"
    )
    init(tmp_path / "mine", empty=True)
    told = smj("import", "two.xml", "--archive", "mine", "--lang", "ja")
    assert "two.xml:1 2件目" in told
    assert "match:" not in told
    (tmp_path / "new.csv").write_text("種類,書名,ISBN\n図書,,9799999000009\n", "utf-8")
    told = smj("import", "new.csv", "--archive", "mine", "--lang", "ja")
    assert "タイトル: 本タイトル(種類 01)を入力してください" in told


MARC = (
    '<record><leader>00000nam a2200000 i 4500</leader><controlfield tag="008">240401s2024    ja            000 0 jpn d</controlfield>'
    '<datafield tag="020" ind1=" " ind2=" "><subfield code="a">{isbn}</subfield></datafield>'
    '<datafield tag="245" ind1="0" ind2="0"><subfield code="a">{title}</subfield></datafield></record>'
)
