"""A reading, or a form in Latin letters, belongs to the words it stands with: it never stays with others without a word."""

import pytest
from attrs import evolve

from smj_catalog import Archive, BadRecord, Report, init
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group

ISBN = "9799999000009"
BOOK = f"book:{ISBN}"
CELLS = (
    "書名=見本の社会", "書名ヨミ=ミホンノシャカイ", "書名ローマ字=Mihon no shakai", "副題=試しに", "副題ヨミ=タメシニ",
    "著者=見本太郎", "著者ヨミ=ミホンタロウ", "出版社=見本社", "出版社ヨミ=ミホンシャ", f"ISBN={ISBN}",
)  # fmt: skip


@pytest.fixture
def smj(capsys, tmp_path, monkeypatch):
    """Run the command on a new archive with one made-up book; return (exit code, all that was printed)."""
    monkeypatch.chdir(tmp_path)
    init(tmp_path / "mine", empty=True)

    def call(*args, lang="ja"):
        code = run(group, [*args, "--archive", "mine", "--lang", lang])
        out, err = capsys.readouterr()
        return code, out + err

    assert call("add", "図書", *CELLS)[0] == 0
    return call


def held(record_id=BOOK):
    return Archive.open("mine")[record_id]


@pytest.mark.parametrize(("cell", "column", "where"), [
    ("書名=別の台所", "タイトルヨミ", lambda b: b.titles[0].text),
    ("書名=別の台所", "タイトルローマ字", lambda b: b.titles[0].text),
    ("副題=別の試み", "副題ヨミ", lambda b: b.titles[0].subtitle),
    ("著者=見本花子", "著者等の名前ヨミ", lambda b: b.contributors[0].name),
    ("出版社=別社", "出版社ヨミ", lambda b: b.publishers[0].name),
])  # fmt: skip
def test_the_reading_of_replaced_words_goes_and_the_column_for_another_is_named(cell, column, where, smj):
    """The same rule for every text: by set, by copy and by a row of a table."""
    code, said = smj("copy", BOOK, cell, "--dry-run")
    assert (code, "[form-gone]" in said, f"「{column}」" in said) == (0, True, True), said
    code, said = smj("set", BOOK, cell)
    assert (code, "[form-gone]" in said, f"「{column}」" in said) == (0, True, True), said
    assert (where(held()).readings, where(held()).romanised) == ((), ())


def test_an_imported_row_without_a_reading_takes_the_old_one_out(smj, tmp_path):
    (tmp_path / "first.csv").write_text("ID,書名,書名ヨミ\nbook:2,見本の暮らし,ミホンノクラシ\n", "utf-8")
    (tmp_path / "then.csv").write_text("ID,書名\nbook:2,別の暮らし\n", "utf-8")
    assert smj("import", "first.csv", "--commit")[0] == 0
    code, said = smj("import", "then.csv", "--commit")
    assert (code, "このヨミは「見本の暮らし」のものなので" in said, "「タイトルヨミ」" in said) == (0, True, True), said
    assert held("book:2").titles[0].text.reading is None


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_new_reading_is_taken_and_the_same_one_is_told(lang, smj):
    code, said = smj("set", BOOK, "書名=別の台所", "書名ヨミ=ベツノダイドコロ", "書名ローマ字=Betsu", lang=lang)
    assert (code, "form-" in said, held().titles[0].text.reading) == (0, False, "ベツノダイドコロ"), said
    code, said = smj("set", BOOK, "書名=別のだいどころ", "書名ヨミ=ベツノダイドコロ", "書名ローマ字=Betsu", lang=lang)
    assert (code, said.count("[form-kept]"), held().titles[0].text.reading) == (0, 2, "ベツノダイドコロ"), said


def test_the_same_words_in_other_width_keep_their_reading(smj):
    code, said = smj("set", BOOK, "書名=見本の 社会。")
    assert (code, "form-" in said, held().titles[0].text.reading) == (0, False, "ミホンノシャカイ"), said


def test_one_of_several_people_changes_and_the_others_keep_their_readings(smj):
    smj("set", BOOK, "著者=見本太郎;見本次郎", "著者ヨミ=ミホンタロウ;ミホンジロウ")
    code, said = smj("set", BOOK, "著者=見本太郎;見本三郎")
    assert (code, said.count("[form-gone]")) == (0, 1), said
    assert [c.name.reading for c in held().contributors] == ["ミホンタロウ", None]


def test_a_program_that_keeps_it_is_told(smj):
    """In the report that it asks for; without one, by a warning."""
    book = held()
    other = evolve(book, titles=(evolve(book.titles[0], text=evolve(book.titles[0].text, text="別の台所")),))
    archive, report = Archive.open("mine"), Report("")
    archive.save(other, report=report)
    assert [p.rule for p in report.problems] == ["form-kept", "form-kept"]
    with pytest.warns(UserWarning, match="form-kept"):
        archive.save(evolve(book, titles=(evolve(book.titles[0], text=evolve(book.titles[0].text, text="別")),)))
    with pytest.raises(BadRecord):
        archive.save(evolve(book, titles=()))


def test_a_conflict_names_the_command_that_settles_it(smj, tmp_path):
    """And what is typed then makes the row one that changes nothing."""
    (tmp_path / "a.csv").write_text("ID,書名,出版社\nbook:2,見本の暮らし,見本書房\n", "utf-8")
    (tmp_path / "b.csv").write_text("ID,書名,出版社\nbook:2,別の暮らし,見本 社\n", "utf-8")
    assert smj("import", "a.csv", "--commit")[0] == 0
    assert smj("set", "book:2", "出版社=見本出版")[0] == 0
    code, said = smj("import", "b.csv", "--commit")
    assert code == 3, said
    assert "smj-catalog set book:2 '出版社=見本 社' を実行し" in said, said
    assert "行は全体を取り込みません" in said, said
    assert held("book:2").title == "見本の暮らし"
    assert "set book:2 'Publisher=見本 社'" in smj("import", "b.csv", lang="en")[1]
    assert smj("set", "book:2", "出版社=見本 社")[0] == 0
    assert smj("import", "b.csv", "--commit")[0] == 0
    assert held("book:2").title == "別の暮らし"
