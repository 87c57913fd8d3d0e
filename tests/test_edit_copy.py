"""A record in an editor, its copy, the next ISBN, both bar codes, and what is left of records that are gone."""

import json
import shlex
import sys

import pytest

from smj_catalog import Archive, init, undo
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group

ISBN = "9784999999903"
BOOK = f"book:{ISBN}"
PREFIX = 'isbn_prefix = "978-4-9999999"\n'


@pytest.fixture
def smj(capsys, tmp_path, monkeypatch):
    """Run the command on an archive with a book and an issue with an article; return code and what it printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    init(tmp_path / "mine", empty=True)

    def call(*args):
        code = run(group, [*args, "--archive", "mine"])
        return code, "".join(capsys.readouterr())

    for args in (
        ("add", "図書", "書名=見本の社会", "出版社=見本書房", "発行日=2006-06", "定価=税込1,980円", f"ISBN={ISBN}"),
        ("add", "periodical", "ID=periodical:mihon", "Title=見本通信"),
        ("add", "issue", "誌名=見本通信", "号数=12", "発行日=2026-01", "定価=500円", "税区分=税込"),
        ("add", "記事", "ID=article:mihon:12:a01", "掲載先=issue:mihon:12", "タイトル=現場の声", "著者=見本花子"),
    ):
        code, told = call(*args)
        assert code == 0, told
    return call


@pytest.fixture
def editor(tmp_path, monkeypatch):
    """Set an editor that runs some Python on the text of its file."""

    def use(code):
        script = tmp_path / "editor.py"
        head = "import pathlib, sys\npath = pathlib.Path(sys.argv[1])\ntext = path.read_text('utf-8')\n"
        script.write_text(f"{head}{code}\npath.write_text(text, 'utf-8')\n", "utf-8")
        monkeypatch.setenv("VISUAL", f"{shlex.quote(sys.executable)} -I -S {shlex.quote(str(script))}")

    return use


def held(record_id):
    return Archive.open("mine").get(record_id)


def kept(tmp_path):
    return sorted(tmp_path.glob("smj-catalog-*.xml"))


def test_edit_takes_what_is_typed_and_leaves_no_file(smj, editor, tmp_path):
    """By any name of the record; one batch that log and undo know."""
    editor("text = text.replace('見本の社会', '見本の世界')")
    code, told = smj("edit", ISBN)
    assert (code, kept(tmp_path)) == (0, []), told
    assert held(BOOK).title == "見本の世界"
    archive = Archive.open("mine")
    undo(archive, next(archive.batches()).id)
    assert held(BOOK).title == "見本の社会"


def test_edit_several_records_and_an_article_in_one_text(smj, editor):
    """One batch; an article stays in its issue."""
    editor("text = text.replace('見本', 'ためし')")
    code, told = smj("edit", BOOK, "article:mihon:12:a01")
    assert code == 0, told
    assert held(BOOK).title == "ためしの社会"
    (article,) = held("issue:mihon:12").contents
    assert article.contributors[0].name.text == "ためし花子"
    archive = Archive.open("mine")
    assert len([*archive.changes_of(next(archive.batches()).id)[1]]) == 2


@pytest.mark.parametrize(
    ("code", "rule", "line"),
    [
        ("text = text.replace('<title ', '<titel ')", "xml-syntax", None),
        ("text = text.replace('4999999903<', '4999999900<')", "isbn-check-digit", "4999999900<"),
        ("text = text.replace('<title', '<colour>red</colour>\\n<title', 1)", "schema", None),
        ("text = text.replace('book:', 'book:x')", "id-changed", None),
        ("text = text.replace('role=\"01\"', 'role=\"1 -- 1\"')", "value-type-form", "1 -- 1"),
    ],
)
def test_edit_shows_faults_and_loses_nothing(code, rule, line, smj, editor, tmp_path):
    """In comments above the line and in print; what was typed is kept and named, and can be gone on with."""
    editor(code)
    before = held(BOOK)
    done, told = smj("edit", BOOK)
    (file,) = kept(tmp_path)
    assert (done, rule in told, str(file) in told, held(BOOK)) == (1, True, True, before), told
    lines = file.read_text("utf-8").splitlines()
    (at,) = [i for i, text in enumerate(lines) if text.startswith("<!-- smj-catalog: ") and rule in text][:1]
    assert line is None or line in lines[at + 1]
    assert "--" not in lines[at][4:-3]
    assert smj("edit", BOOK, "--file", str(file))[0] == 1
    assert file.read_text("utf-8").splitlines() == lines


def test_edit_goes_on_with_a_file(smj, editor, tmp_path):
    """Our comments are no part of it, wherever they stand."""
    editor("text = text.replace('4999999903<', '4999999900<').replace('見本の社会', '見本の\\n世界')")
    assert smj("edit", BOOK)[0] == 1
    (file,) = kept(tmp_path)
    file.write_text(file.read_text("utf-8").replace("4999999900<", "4999999903<"), "utf-8")
    code, told = smj("edit", BOOK, "--file", str(file))
    assert code == 0, told
    assert held(BOOK).title == "見本の\n世界"


def test_edit_keeps_what_cannot_be_saved(smj, editor, tmp_path, monkeypatch):
    """Where another has changed the record meanwhile, where the editor fails, and with --dry-run."""
    editor("text = text.replace('見本の社会', '見本の世界')")
    assert smj("edit", BOOK, "--dry-run")[0] == 0
    editor("path.write_text(text.replace('見本の社会', '見本の町'), 'utf-8'); sys.exit(1)")
    code, told = smj("edit", BOOK)
    assert (code, "VISUAL" in told) == (3, True)
    both = [path.read_text("utf-8") for path in kept(tmp_path)]
    assert sorted("見本の町" in text for text in both) == [False, True]
    assert held(BOOK).title == "見本の社会"
    monkeypatch.setattr("smj_catalog.cli.edit_command._AT_ONCE", 60)
    editor("")
    code, told = smj("edit", BOOK)
    assert (code, len(kept(tmp_path)), "--file" in told) == (0, 3, True)


def test_edit_tells_of_comments_that_go(smj, editor):
    """A record has no place for them."""
    editor("text = text.replace('<title', '<!-- 要確認 --><title', 1).replace('見本の社会', '見本の世界')")
    code, told = smj("edit", BOOK)
    assert (code, "comment-lost" in told, "要確認" in told) == (0, True, True)


# --- copy


def test_a_copy_has_an_id_of_its_own_and_not_what_is_the_originals(smj):
    """It says what it leaves out."""
    code, told = smj("copy", ISBN)
    made = [r for r in Archive.open("mine").records("book") if r.id != BOOK]
    assert (code, len(made), made[0].id in told) == (0, 1, True), told
    assert (made[0].title, made[0].prices[0].tax, made[0].identifiers, made[0].dates) == (
        "見本の社会",
        "included",
        (),
        (),
    )
    assert "identifiers, dates" in told
    smj("copy", ISBN)
    assert len([*Archive.open("mine").records("book")]) == 3


def test_the_next_issue_is_a_copy_with_its_number(smj):
    """Number and date are read as set reads them; articles stay behind; a copy of the same number is refused."""
    code, told = smj("copy", "issue:mihon:12", "号数=13", "発行日=2026-04", "--dry-run")
    assert (code, held("issue:mihon:13")) == (0, None), told
    code, told = smj("copy", "issue:mihon:12", "号数=13", "発行日=2026-04")
    made = held("issue:mihon:13")
    assert (code, made.contents, str(made.dates[0].date), made.prices[0].amount) == (0, (), "2026-04", 500), told
    for cells in ((), ("号数=13",), ("号数=12",)):
        code, told = smj("copy", "issue:mihon:12", *cells)
        assert (code, "record-there" in told) == (1, True), told
    assert smj("copy", ISBN, f"ISBN={ISBN}")[0] == 1
    assert smj("copy", ISBN, "ISBN=9784999999900")[0] == 1
    assert smj("copy", ISBN, "値札=1")[0] == 2


def test_a_copy_of_an_article_stands_in_the_same_issue(smj):
    """Behind the others."""
    assert smj("copy", "article:mihon:12:a01", "タイトル=続きの声")[0] == 0
    titles = [c.title.text.text for c in held("issue:mihon:12").contents]
    assert titles == ["現場の声", "続きの声"]


def test_sources_say_nothing_of_a_copy(packaged):
    """Neither the list nor what cites it, however deep."""
    from smj_catalog.formats.plain import unstructure
    from smj_catalog.services.copying import copied

    made = copied(packaged, packaged["book:9784750329482"]).record
    assert '"sources"' not in repr(unstructure(made)).replace("'", '"')


@pytest.fixture
def packaged():
    with Archive.open() as archive:
        yield archive


# --- ISBN


def prefix(text=PREFIX):
    with open("mine/archive.toml", "a", encoding="utf-8") as file:  # noqa: PTH123
        file.write(text)


def test_the_next_isbn_is_offered_until_none_is_left(smj):
    """Behind the highest that was ever used; then the gaps; then it says that none is left."""
    prefix()
    assert smj("set", BOOK, "ISBN=978-4-9999999-5-8")[0] == 0

    def given():
        code, told = smj("add", "book", "書名=見本の町", "ISBN=次")
        assert code == 0, told
        return next(word for word in told.split() if word.startswith("book:"))

    offered = [given() for _ in range(4)]
    assert [record[5:17] for record in offered] == [f"97849999999{n}" for n in (6, 7, 8, 9)]
    assert smj("delete", offered[3])[0] == 0  # its number is not used again, nor the one in the first book's id
    assert [given()[5:17] for _ in range(4)] == [f"97849999999{n}" for n in (1, 2, 3, 4)]
    code, told = smj("add", "book", "書名=見本の里", "ISBN=next")
    assert (code, "978-4-9999999" in told) == (2, True)
    assert smj("add", "book", "書名=見本の峰")[0] == 0  # without one


def test_the_next_isbn_is_named_where_nobody_can_be_asked(smj):
    """And only for books without one, where archive.toml has a prefix."""
    assert "978-4-" not in smj("add", "book", "書名=見本の山")[1]
    prefix('isbn_prefix = ["978-4-9999999"]\n')
    assert "978-4-9999999-1-0" in smj("add", "book", "書名=見本の川")[1]
    assert "978-4-" not in smj("add", "agent", "名称=見本花子", "人・団体の別=個人")[1]


@pytest.mark.parametrize("said", ["9784", '"978-4-99999"', '"123"', '"978-4-x"', "[1]", '""'])
def test_a_prefix_that_cannot_be_one_is_told(said, smj):
    """As every setting of archive.toml is."""
    prefix(f"isbn_prefix = {said}\n")
    code, told = smj("list")
    assert (code, "isbn_prefix" in told) == (3, True), told


@pytest.mark.parametrize("said", ['"978-4-999999"', '["978-4-9999999", "978-4-999999"]'])
def test_a_prefix_that_is_too_short_says_how_long_it_is(said, smj):
    """The value alone is shown, and the digits that a publisher's number of its range has."""
    prefix(f"isbn_prefix = {said}\n")
    told = smj("list")[1]
    assert ("'978-4-999999'; " in told, "7 digits" in told) == (True, True), told


# --- bar codes


@pytest.mark.parametrize(
    ("cells", "row"),
    [
        (("Cコード=0193", "定価=590円", "税区分=税抜"), "1920193005905"),
        (("Cコード=0036", "定価=1800円", "税区分=税抜"), "1920036018000"),
        (("Cコード=0036", "定価=120000円", "税区分=税抜"), "1920036000005"),
        (("Cコード=0036",), "one price"),
        (("定価=1800円", "税区分=税抜"), "one C-code is"),
        ((), "one C-code and one price"),
    ],
)
def test_show_prints_both_rows_of_the_bar_code(cells, row, smj):
    """Or says what the second lacks. The first case is one that the trade prints as its example."""
    if cells:
        assert smj("set", BOOK, *cells)[0] == 0
    told = smj("show", BOOK)[1].splitlines()
    assert f"Bar code, first row: {ISBN}" in told
    assert row in next(line for line in told if line.startswith("Bar code, second row: "))


# --- ends


def test_an_undo_and_an_import_leave_ends_too(smj, tmp_path):
    """Of a record that an undo takes out, and of an article that a list of contents no longer has."""
    archive = Archive.open("mine")
    undo(archive, [*archive.batches()][-2].id)
    (end,) = archive.ends()
    assert (end.id, end.title, end.identifiers, end.reason) == (BOOK, "見本の社会", (("isbn-13", ISBN),), None)
    assert smj("export", "--to", "jsonl", "--out", "all.jsonl", "--kind", "issue")[0] == 0
    text = (tmp_path / "all.jsonl").read_text("utf-8").replace("mihon:12", "mihon:14").replace('"12"', '"14"')
    line = json.loads(text) | {"contents_complete": True}
    (first,) = line["contents"]
    second = {**first, "id": "article:mihon:14:a02", "title": {"text": {"text": "続きの声"}}}
    for contents in ([first, second], [second]):
        (tmp_path / "issue.jsonl").write_text(json.dumps({**line, "contents": contents}), "utf-8")
        code, told = smj("import", "issue.jsonl", "--commit")
        assert code == 0, told
    assert [e.id for e in Archive.open("mine").ends()] == ["article:mihon:14:a01", BOOK]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("text = text.replace('<title', '<colour>red</colour>\\n<title', 1)", "ここには置けない要素です"),
        ('text = text.replace(\'type="isbn-13"\', \'type="isbn-13" colour="red"\')', "属性 colour は使えません"),
        ("text = text.replace('type=\"isbn-13\"', '')", "@type"),
        ("text = text.replace('<title', 'ことば<title', 1)", "文字を消してください"),
    ],
)
def test_edit_tells_what_is_wrong_with_xml_without_the_schemas_words(code, words, smj, editor, tmp_path):
    """Once for each line, in the text and in print."""
    editor(code)
    done, told = smj("edit", BOOK, "--lang", "ja")
    (file,) = kept(tmp_path)
    for said in (told, file.read_text("utf-8")):
        assert (done, words in said, "Element '" in said, "Expected" in said) == (1, True, False, False), said
    assert told.count("エラー") == 1, told
