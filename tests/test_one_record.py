"""One record at a time: add, set, withdraw, delete, stats."""

import json
import tomllib

import pytest

from smj_catalog import Agent, Archive, Book, Issue, init, undo, validate, why
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group

ISBN, OTHER = "9799999000009", "9799999000016"


@pytest.fixture
def smj(capsys, tmp_path, monkeypatch):
    """Run the command on a new archive; return (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    init(tmp_path / "mine", empty=True)

    def call(*args, archive=True):
        code = run(group, [*args, *(["--archive", "mine"] if archive else [])])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.fixture
def book(smj):
    """Add a made-up book."""
    args = (
        "書名=見本の社会",
        "編者=見本花子",
        "出版社=見本書房",
        "発行年月=平成18年6月",
        "定価=税込1,980円",
        f"ISBN={ISBN}",
    )
    code, out, err = smj("add", "図書", *args)
    assert code == 0, out + err
    return f"book:{ISBN}"


def held(record_id):
    return Archive.open("mine").get(record_id)


def test_add_makes_a_record_and_shows_its_id(book):
    """Cells are read as an import reads them, under Japanese and English names of kinds."""
    made = held(book)
    assert isinstance(made, Book)
    assert (made.title, str(made.dates[0].date), made.prices[0].tax) == ("見本の社会", "2006-06", "included")
    assert not validate(Archive.open("mine")).failed


@pytest.mark.parametrize("kind", ["issue", "号"])
def test_add_an_issue_of_a_serial_by_its_title(kind, smj):
    """The serial is named as a table names it, and the issue's id is made of it."""
    assert smj("add", "periodical", "ID=periodical:mihon", "Title=見本通信")[0] == 0
    code, out, err = smj("add", kind, "誌名=見本通信", "号数=12", "発行年月=2026年1月")
    assert code == 0, out + err
    assert isinstance(held("issue:mihon:12"), Issue)
    assert "issue:mihon:12" in out


def test_add_refuses_what_is_there_and_what_is_wrong(book, smj):
    """Nothing is saved; the message names the record, or the column and what to type."""
    code, _, err = smj("add", "book", "書名=見本の社会", f"ISBN={ISBN}")
    assert (code, "smj-catalog set" in err) == (1, True)
    code, out, err = smj("add", "book", "書名=見本", "ISBN=9799999000010")
    assert (code, "isbn-check-digit" in out + err, "row.csv" in out + err) == (1, True, False)
    code, out, err = smj("add", "book", "書名=見本", "値札=1")
    assert (code, "Price" in out + err) == (2, True)
    assert smj("add", "dog", "書名=見本")[0] == 2
    assert smj("add", "book", "書名")[0] == 2
    assert len(Archive.open("mine")) == 1


def test_set_changes_fields_and_says_what(book, smj):
    """Old and new; log, why and undo know the batch; other fields stay."""
    code, out, err = smj("set", ISBN, "定価=2000円", "税区分=税抜", "頁数=244")
    assert code == 0, out + err
    assert "Price: 1980 → 2000" in out
    assert "Price: tax: included → excluded" in out
    made = held(book)
    assert (str(made.prices[0].amount), made.prices[0].tax, made.extents[0].value) == ("2000", "excluded", 244)
    assert made.title == "見本の社会"
    archive = Archive.open("mine")
    batch = next(iter(why(archive, book, "prices"))).batch
    assert archive.changes_of(batch)[0].batch.note == f"set {book} 定価=2000円 税区分=税抜 頁数=244"
    undo(archive, next(archive.batches()).id)
    assert held(book).prices[0].tax == "included"


def test_set_changes_an_article_in_an_issue(smj):
    """Its title need not be typed again; a new one replaces it, and the issue stays as it is."""
    smj("add", "periodical", "ID=periodical:mihon", "Title=見本通信")
    smj("add", "issue", "誌名=見本通信", "号数=12", "発行年月=2026年1月")
    assert smj("add", "記事", "ID=article:mihon:12:a01", "掲載先=issue:mihon:12", "タイトル=現場から: 声")[0] == 0
    for cells in (("開始ページ=3", "終了ページ=5"), ("著者=見本花子",)):
        code, out, err = smj("set", "article:mihon:12:a01", *cells)
        assert code == 0, out + err
    (article,) = held("issue:mihon:12").contents
    assert (article.title.text.text, article.pages[0].first, len(article.contributors)) == ("現場から: 声", "3", 1)
    assert smj("set", "article:mihon:12:a01", "タイトル=現場より")[0] == 0
    assert held("issue:mihon:12").contents[0].title.text.text == "現場より"


def test_set_empties_a_field(book, smj):
    """Nothing behind the sign takes the value away."""
    assert smj("set", book, "定価=")[0] == 0
    assert held(book).prices == ()


@pytest.mark.parametrize(
    ("cells", "code"), [(("定価=2千",), 1), (("発行日=13月",), 1), (("値札=1",), 2), (("定価",), 2), (("頁数=いっぱい",), 1)],
)  # fmt: skip
def test_set_refuses_and_changes_nothing(cells, code, book, smj):
    """As an import refuses a row."""
    before = held(book)
    if cells == ("定価=2千",):
        cells = ("定価=とても高い",)
    assert smj("set", book, *cells)[0] == code
    assert held(book) == before


def test_dry_run_changes_nothing(book, smj):
    """It shows what would change."""
    before = held(book)
    for args in (
        ("add", "book", "書名=見本の町"), ("set", book, "頁数=10"), ("withdraw", book, "--status", "out-of-print"), ("delete", book),
    ):  # fmt: skip
        code, out, err = smj(*args, "--dry-run")
        assert (code, "--dry-run" in err, bool(out)) == (0, True, True), args
    assert held(book) == before
    assert len(Archive.open("mine")) == 1


def test_withdraw_sets_status_availability_and_day(book, smj):
    """A book that is out of print says so; the record stays, and the rules agree."""
    code, out, err = smj("withdraw", book, "--status", "out-of-print", "--date", "2026-03-31")
    assert code == 0, out + err
    made = held(book)
    assert (made.status, made.availability) == ("07", "51")
    assert [(d.role, str(d.date)) for d in made.dates][-1] == ("onix:13", "2026-03-31")
    assert not [p for p in validate(Archive.open("mine")).problems if p.severity != "info"]
    assert smj("withdraw", book, "--status", "out-of-print", "--date", "soon")[0] == 1
    assert smj("withdraw", book, "--status", "品切", "--date", "2026年4月")[0] == 2  # ONIX has no such date
    assert smj("withdraw", book, "--status", "品切")[0] == 0
    made = held(book)
    assert (made.status, [str(d.date) for d in made.dates if d.role == "onix:13"]) == ("06", [])


def test_delete_leaves_an_end_and_undo_brings_it_back(book, smj):
    """Id, title, number and reason stand in the journal."""
    code, out, _ = smj("delete", book, "--reason", "重複")
    assert (code, held(book)) == (0, None)
    assert book in out
    archive = Archive.open("mine")
    (end,) = archive.ends()
    assert (end.id, end.title, end.reason) == (book, "見本の社会", "重複")
    undo(archive, next(archive.batches()).id)
    assert held(book) is not None
    assert smj("delete", "book:none")[0] == 1


def test_typed_as_people_type(book, smj):
    """A full-width sign, full-width figures; an empty cell of a new record is none; a reading or a tax alone."""
    assert smj("set", book, "頁数＝２４４ページ")[0] == 0
    assert held(book).extents[0].value == 244
    code, out, err = smj("add", "図書", "書名=見本の山", "著者=見本花子;見本太郎", "副題=", "定価=1800円")
    assert (code, "削除" in out + err) == (0, False)
    assert smj("set", "見本の山", "著者ヨミ=ミホン ハナコ;ミホン タロウ", "税区分=税抜")[0] == 0
    made = Archive.open("mine").find(title="見本の山")
    assert [c.name.readings[0].text for c in made.contributors] == ["ミホン ハナコ", "ミホン タロウ"]
    assert (str(made.prices[0].amount), made.prices[0].tax, made.prices[0].printed) == ("1800", "excluded", "1800円")
    assert smj("set", "見本の山", "著者ヨミ=ミホン")[0] == 1
    assert smj("set", "見本の山", "訳者ヨミ=ミホン")[0] == 1
    assert smj("delete", "見本の山")[0] == 0


def test_a_reading_alone_leaves_the_rest_of_a_contributor(smj):
    """The person's record, and what tables do not carry of the others."""
    assert smj("add", "agent", "ID=agent:hanako", "名称=見本花子", "人・団体の別=個人")[0] == 0
    assert (
        smj(
            "add",
            "book",
            "ID=book:m",
            "書名=見本",
            "著者等の名前=見本花子;見本次郎",
            "著者等の役割コード=A01;B01",
            "著者等の識別子=agent:hanako;",
        )[0]
        == 0
    )
    code, out, err = smj("set", "book:m", "編者ヨミ=ミホン ジロウ")
    assert code == 0, out + err
    one, other = held("book:m").contributors
    assert (one.agent, one.name.readings, other.name.readings[0].text) == ("agent:hanako", (), "ミホン ジロウ")


def test_stats_count_what_is_missing(book, smj):
    """Records by kind, and the books that lack what the trade asks for."""
    code, out, _ = smj("stats", "--json")
    told = json.loads(out)
    assert (code, told["records"]["book"]) == (0, 1)
    assert {k for k, ids in told["books_without"].items() if ids == [book]} == {
        "title-reading", "price-date", "form", "publishing-status",
    }  # fmt: skip
    _, out, _ = smj("stats", "--lang", "ja")
    assert "形態のない図書\t1\t" in out


def test_the_packaged_archive_is_not_changed(smj):
    """Its verbs name init."""
    for args in (
        ("add", "book", "書名=見本"),
        ("set", "book:9784750329482", "頁数=1"),
        ("delete", "book:9784750329482"),
    ):
        code, _, err = smj(*args, archive=False)
        assert (code, "init" in err) == (2, True)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("著者", "見本花子; 見本太郎"), ("著者ヨミ", "ミホンハナコ; ミホンタロウ"), ("著者等", "見本花子; 見本太郎; 見本次郎"), ("訳者", "見本次郎"),
        ("発売元", "見本販売"), ("本体価格", "1800"), ("税込価格", "1980"), ("ISBN-13", ISBN), ("書名", "見本の社会"),
    ],
)  # fmt: skip
def test_columns_that_are_read_are_shown_too(column, text, smj):
    """Every column that add takes is shown by list and export; what export writes is read back as the same record."""
    cells = (
        "書名=見本の社会",
        "著者=見本花子; 見本太郎",
        "著者ヨミ=ミホンハナコ; ミホンタロウ",
        "訳者=見本次郎",
        "発売元=見本販売",
    )
    code, out, err = smj("add", "book", *cells, "本体価格=1800", "税込価格=1980", f"ISBN={ISBN}")
    assert code == 0, out + err
    before = held(f"book:{ISBN}")
    code, out, err = smj("list", "--columns", column, "--where", f"{column}={text}", "--sort", column)
    assert (code, out) == (0, f"book:{ISBN}\t{text}\n"), err
    code, out, err = smj(
        "export",
        "--to",
        "csv",
        "--out",
        "o.csv",
        "--columns",
        f"ID,{column}{',著者' * (column == '著者ヨミ')}",
        "--scope",
        "all",
    )
    assert code == 0, out + err
    code, out, err = smj("import", "o.csv", "--kind", "book", "--commit")
    assert (code, held(f"book:{ISBN}")) == (0, before), out + err


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        (("関連する資料=book:nai", "関連の種類=replaces"), 1, "book:nai"),
        (("ID=book:other",), 2, "smj-catalog copy"),
        (("発行日=不明",), 0, "発行日: found"),
        ((f"ISBN={OTHER}",), 1, f"book:{OTHER} has it"),
        (("税区分=込",), 1, "included, excluded, unknown"),
    ],
)
def test_set_says_what_is_meant_for_one_record(cells, code, words, book, smj):
    """Nothing is saved, and no message speaks of rows, columns or reports."""
    smj("add", "book", "書名=見本の町", f"ISBN={OTHER}")
    before = held(book)
    found, out, err = smj("set", book, *cells)
    assert (found, words in err, held(book)) == (code, True, before), out + err
    assert not [w for w in ("--report", "column 1", "look-alike") if w in out + err]


@pytest.mark.parametrize(
    ("cells", "amount", "tax", "begin", "told"),
    [
        (("定価=2000円",), "2000", "excluded", "2020-01-01", ["税区分", "定価の開始日"]),
        (("定価=税込2200円",), "2200", "included", "2020-01-01", ["定価の開始日"]),
        (("定価=2000円", "定価の開始日=2026-01-01"), "2000", "excluded", "2026-01-01", ["税区分"]),
        (("本体価格=2000円",), "2000", "excluded", "2020-01-01", ["定価の開始日"]),
        (("本体価格=2000", "定価の開始日=2026-01-01"), "2000", "excluded", "2026-01-01", []),
        (("定価=2000", "税区分=税込", "定価の開始日=2026-01-01"), "2000", "included", "2026-01-01", []),
    ],
)  # fmt: skip
def test_a_new_price_keeps_what_stands_beside_it(cells, amount, tax, begin, told, smj):
    """What the cell does not say stays; a tax and a day that stay are told."""
    smj("add", "book", "書名=見本の社会", "本体価格=1800円", "定価の開始日=2020-01-01", f"ISBN={ISBN}")
    (old,) = held(f"book:{ISBN}").prices
    assert (str(old.amount), old.tax, str(old.valid_from)) == ("1800", "excluded", "2020-01-01")
    code, out, err = smj("set", ISBN, *cells, "--lang", "ja")
    lines = [line for line in (out + err).splitlines() if "価格だけが入力されたため" in line]
    assert (code, len(lines)) == (0, len(told)), out + err
    assert all(f"{name}:" in line for name, line in zip(told, lines, strict=True))
    (made,) = held(f"book:{ISBN}").prices
    assert (str(made.amount), made.tax, str(made.valid_from)) == (amount, tax, begin)


def test_delete_and_export_take_titles(book, smj):
    """As show and set do; a record that is named is not said to be deleted, also with --dry-run."""
    smj("add", "periodical", "ID=periodical:mihon", "Title=見本通信")
    smj("add", "issue", "誌名=見本通信", "号数=12", "発行年月=2026年1月")
    for more in ((), ("--dry-run",), ("--merged-into", "見本の海")):
        code, out, err = smj("delete", "periodical:mihon", *more)
        assert (code, out, "issue:mihon:12" in err or "見本の海" in err) == (1, "", True), err
    code, out, err = smj("export", "見本の社会", ISBN, "--to", "csv", "--scope", "all", "--out", "o.csv")
    assert code == 0, out + err
    smj("add", "book", "書名=見本の町", f"ISBN={OTHER}")
    assert smj("delete", book, "--merged-into", "見本の町")[0] == 0
    assert next(Archive.open("mine").ends()).merged_into == f"book:{OTHER}"


@pytest.mark.parametrize("more", [(), ("--dry-run",)], ids=str)
def test_delete_says_how_many_articles_go_with_their_issue(more, smj):
    smj("add", "periodical", "ID=periodical:mihon", "Title=見本通信")
    smj("add", "issue", "誌名=見本通信", "号数=12", "発行年月=2026年1月")
    for n in (1, 2):
        smj("add", "記事", f"ID=article:mihon:12:a0{n}", "掲載先=issue:mihon:12", f"タイトル=見本の記事{n}")
    number = len(held("issue:mihon:12").contents)
    code, out, err = smj("delete", "issue:mihon:12", *more, "--lang", "ja")
    assert (code, number, "記事・章2件もいっしょに削除" in err) == (0, 2, True), out + err


def test_two_prices_are_shown_in_words(smj):
    """Each item of a list of codes is its word."""
    smj("add", "book", "書名=見本の社会", "本体価格=1800", "税込価格=1980")
    assert "税区分: 税抜; 税込" in smj("show", "見本の社会", "--lang", "ja")[1]


def test_a_doubt_about_a_date_is_told_once(smj, tmp_path):
    """A row with an era date that never was has one warning."""
    (tmp_path / "rows.csv").write_text("書名,発行日\n見本の社会,平成元年1月1日\n", encoding="utf-8")
    code, out, err = smj("import", "rows.csv", "--kind", "book")
    assert (code, (out + err).count("era-date-outside-era")) == (0, 1)


def test_a_table_that_was_imported_is_still_a_table(smj, tmp_path):
    """The second import says only that there is nothing to do."""
    (tmp_path / "rows.csv").write_text("書名\n見本の社会\n", encoding="utf-8")
    said = [smj("import", "rows.csv", "--kind", "book", "--commit") for _ in range(2)]
    assert [(code, "--kind" in out + err) for code, out, err in said] == [(0, False)] * 2


@pytest.mark.parametrize(
    ("lang", "status", "words"),
    [
        ("ja", "販売終了", ("刊行状況: — → 販売終了", "— → 販売終了")), ("en", "withdrawn", ("Publishing status: — → withdrawn from sale",)),
        ("ja", "刊行中止", ("刊行状況: — → 刊行中止", "— → 刊行中止")), ("en", "cancelled", ("Availability: — → cancelled",)),
    ],
)  # fmt: skip
def test_withdraw_shows_words(lang, status, words, book, smj):
    """Codes of Lists 64 and 65 are shown as the words that tables take."""
    code, out, err = smj("withdraw", book, "--status", status, "--lang", lang)
    assert (code, [w for w in words if w not in out]) == (0, []), out + err


def test_edits_that_stay_are_told_in_words_of_columns(book, smj, tmp_path):
    """No JSON, and no name of the model: neither where an edit stays nor where it conflicts."""
    told = ""
    for row, pages in (("見本の注記", "10"), ("見本の注記", "20"), ("ほかの注記", "20")):
        (tmp_path / "rows.csv").write_text(f"ID,頁数,備考\n{book},{pages},{row}\n", encoding="utf-8")
        told += "".join(map(str, smj("import", "rows.csv", "--kind", "book", "--commit", "--lang", "ja")))
        smj("set", book, "備考=手で直した注記")
    assert ("edit-kept" in told, "edited-by-hand" in told) == (True, True), told
    assert ("備考: " in told, "[{" in told, "notes" in told) == (True, False, False), told


def test_an_editor_that_is_not_there_is_named(book, smj, monkeypatch):
    """In the language asked for, without the system's words."""
    monkeypatch.setenv("VISUAL", "no-such-editor")
    code, out, err = smj("edit", book, "--lang", "ja")
    assert (code, "エディター no-such-editor が見つかりません" in out + err, "Errno" in out + err) == (
        3,
        True,
        False,
    ), out + err


@pytest.mark.parametrize(("word", "kind"), [("人物", "person"), ("団体", "organisation")])
def test_the_word_for_an_agent_says_what_it_is_and_set_changes_it(smj, word, kind):
    assert smj("add", word, "名前=見本三郎")[0] == 0
    (made,) = Archive.open("mine").records(kind=Agent)
    assert made.kind == kind
    for said, then in (("団体", "organisation"), ("個人", "person")):
        assert smj("set", made.id, f"人・団体の別={said}")[0] == 0
        assert Archive.open("mine")[made.id].kind == then


@pytest.mark.parametrize("typed", ["令和6年4月1日", "R6.4.1", "2024/4/1", "2024.4.1", "2024-04-01", "20240401"])
def test_every_date_column_takes_the_usual_dates(typed, book, smj):
    """The day of a price is read as the date of publication is."""
    code, out, err = smj("set", book, f"定価の開始日={typed}", "--lang", "ja")
    assert code == 0, out + err
    assert str(held(book).prices[0].valid_from) == "2024-04-01"


@pytest.mark.parametrize("typed", ["2024年頃", "2024.1", "ねこ", "2024年4月上旬", "2005年以前"])
def test_a_date_column_refuses_what_is_not_sure(typed, book, smj):
    """What a date without words beside it cannot say is refused, and the record stays."""
    code, out, err = smj("set", book, f"定価の開始日={typed}", "--lang", "ja")
    assert (code, "[date-form]" in out + err or "[date-cut]" in out + err) == (1, True), out + err
    assert held(book).prices[0].valid_from is None


def test_prices_of_unknown_tax_are_found(book, smj):
    """By stats, and by a condition, though the cell is empty."""
    smj("add", "図書", "書名=見本の税", "定価=1800", "ID=book:tax")
    smj("add", "図書", "書名=値のない見本", "ID=book:none")
    assert json.loads(smj("stats", "--json")[1])["books_without"]["price-tax"] == ["book:tax"]
    assert [line.split("\t")[0] for line in smj("list", "--where", "税区分=不明")[1].splitlines()] == ["book:tax"]
    assert "book:tax" not in smj("list", "--where", "税区分!=不明")[1]


def test_a_plan_that_is_not_there(smj):
    """Is wrong usage, and no damaged plan."""
    code, _, err = smj("import", "--plan", "gone.plan", "--commit")
    assert (code, "gone.plan: no such file" in err) == (2, True), err


def test_a_field_that_is_not_there_is_told_with_near_ones(book, smj):
    """In Japanese words."""
    code, _, err = smj("why", book, "定値", "--lang", "ja")
    assert code == 2
    assert "図書" in err
    assert "定価" in err


def test_columns_that_a_command_adds_are_told_in_words(smj):
    """The column that another one needs, and that of a doubt, have their Japanese names."""
    _, out, err = smj("add", "図書", "書名=見本", "著者等の役割=著", "--lang", "ja")
    assert "「著者等の名前」" in out + err
    assert "contributor" not in out + err


def test_undo_names_the_later_batch(book, smj):
    """Where it changed the same field; and what a person wrote by hand is told as that."""
    batches = [json.loads(smj("set", book, f"判型={size}", "--json")[1])["batch"] for size in ("A5", "B6")]
    code, out, err = smj("undo", batches[0], "--lang", "ja")
    assert (code, batches[1] in out + err) == (1, True), out + err
    assert smj("undo", batches[1])[0] == smj("undo", batches[0])[0] == 0


def test_a_kind_is_not_changed(book, smj):
    """It is said so; the kind that it has is no change."""
    code, _, err = smj("set", book, "種類=号", "--lang", "ja")
    assert (code, "種類(図書)は変えられません" in err) == (2, True), err
    assert smj("set", book, "種類=図書", "判型=A5")[0] == 0


@pytest.mark.parametrize(("dates", "words"), [
    (["発行日=2025-01", ""], "こちらに年月日がない"),
    (["", "発行日=2025-01"], "そのレコードに年月日がない"),
])  # fmt: skip
def test_why_a_book_is_another_is_told_truly(dates, words, smj):
    """A book without a date differs from one that has one in no date."""
    for date in dates:
        _, out, err = smj("add", "図書", "書名=見本の同じ題", *filter(None, [date]), "--lang", "ja")
    assert words in out + err


def test_issues_have_their_numbers_wherever_they_are_named(smj):
    """In what delete and diff print."""
    smj("add", "雑誌", "ID=periodical:m", "書名=見本通信")
    smj("add", "号", "ID=issue:m:5", "誌名=見本通信", "号数=5")
    before = json.loads(smj("log", "--json")[1])["batches"][0]["id"]
    assert "見本通信 5号" in smj("delete", "issue:m:5", "--lang", "ja")[1]
    after = json.loads(smj("log", "--json")[1])["batches"][0]["id"]
    assert "見本通信 5号" in smj("diff", before, after, "--lang", "ja")[1]


def test_a_workbook_under_the_name_of_another_table(book, smj):
    """Is told; its own name, and other formats' files of any name, are not."""
    assert (
        "x.csv" in smj("export", "--to", "xlsx", "--scope", "all", "--out", "x.csv", "--lang", "ja")[2].split("警告")[1]
    )
    assert (
        "警告: y.xlsx" not in smj("export", "--to", "xlsx", "--scope", "すべて", "--out", "y.xlsx", "--lang", "ja")[2]
    )


def test_scopes_have_japanese_words(smj):
    """Those of the column."""
    assert smj("list", "--scope", "関連")[0] == 0
    assert "関連(related)" in smj("list", "--scope", "ない", "--lang", "ja")[2]


def test_a_workbook_to_work_on_has_the_readings_that_the_trade_asks_for(book, smj):
    """Also where no record has one."""
    openpyxl = pytest.importorskip("openpyxl")
    assert smj("template", "b.xlsx", "--with", "図書", "--lang", "ja")[0] == 0
    headers = [cell.value for cell in next(openpyxl.load_workbook("b.xlsx")["図書"].iter_rows())]
    assert headers.index("著者等の名前ヨミ") > headers.index("著者等の名前")


def test_the_settings_of_a_new_archive_are_explained_in_its_language(smj, tmp_path):
    """The keys and values are the same, whatever the comments say."""
    for lang in ("en", "ja"):
        assert smj("init", lang, "--empty", "--lang", lang, archive=False)[0] == 0
    texts = [(tmp_path / lang / "archive.toml").read_text("utf-8") for lang in ("en", "ja")]
    assert tomllib.loads(texts[0]) == tomllib.loads(texts[1])
    assert ["送り主" in text for text in texts] == [False, True]


@pytest.mark.parametrize(
    ("lang", "first", "never"), [("ja", "絶版、品切、販売終了、刊行中止", "out-of-print"), ("en", "out-of-print, out-of-stock, withdrawn, cancelled", "絶版")]
)  # fmt: skip
@pytest.mark.parametrize("status", [["--status", "mihon"], []])
def test_the_words_of_withdraw_are_those_of_the_language(status, lang, first, never, book, smj):
    code, _, err = smj("withdraw", book, *status, "--lang", lang)
    assert code == 2
    assert first in err
    assert never not in err


@pytest.mark.parametrize(("lang", "word"), [("ja", "品切"), ("en", "out-of-stock")])
def test_withdraw_names_the_record_and_the_log_has_the_word(lang, word, book, smj):
    out = smj("withdraw", "見本の社会", "--status", "品切れ", "--lang", lang)[1]
    assert out.splitlines()[0].split("\t")[1:] == [book, "見本の社会"]
    assert smj("log", "--lang", lang)[1].splitlines()[0].endswith(f"withdraw {book} {word}")


def test_a_dry_undo_says_what_undoes(book, smj):
    batch = next(Archive.open("mine").batches()).id
    assert "without --dry-run, this is undone" in "".join(smj("undo", batch, "--dry-run")[1:])
    assert held(book) is not None


def test_an_issue_is_shown_by_what_list_calls_it(smj):
    """Its number as the list has it; without a title of its own, an issue has that of its serial."""
    smj("add", "periodical", "ID=periodical:mihon", "Title=見本通信")
    smj("add", "issue", "誌名=見本通信", "号数=第1号")
    smj("add", "issue", "ID=issue:mihon:2", "誌の識別子=periodical:mihon", "号数=2")
    listed = [line.split("\t")[2] for line in smj("list", "--kind", "issue", "--lang", "ja")[1].splitlines()]
    assert listed == ["見本通信 第1号", "見本通信 2号"]
    for words, record_id in zip([*listed, "見本通信2号", "見本通信 no. 2"], ["1", "2", "2", "2"], strict=True):
        assert f"issue:mihon:{record_id}" in smj("show", words)[1], words
    code, _, err = smj("show", "見本通信 3号", "--lang", "ja")
    assert (code, "issue:mihon:2 見本通信 2号" in err) == (1, True)


def test_an_empty_list_says_so(smj):
    assert smj("list", "--lang", "ja") == (
        0,
        "",
        "レコードはありません。smj-catalog add か smj-catalog import で加えてください\n",
    )
    assert smj("list", "--where", "書名=見本", "--lang", "ja")[2].startswith("レコードはありません")


def test_an_item_that_says_nothing_shows_as_a_dash(book, smj):
    out = smj("set", book, "定価=1980円; 1800円", "税区分=; 税抜", "--lang", "ja")[1]
    assert "税区分: 税込 → —; 税抜" in out
    assert "税区分: —; 税抜" in smj("show", book, "--lang", "ja")[1]


@pytest.mark.parametrize(
    ("cells", "pages", "told"),
    [
        (["開始ページ=11-15"], ("11-15", None), 1),
        (["開始ページ=11〜15"], ("11〜15", None), 1),
        (["頁=11-15"], ("11", "15"), 0),
        (["開始ページ=11", "終了ページ=15"], ("11", "15"), 0),
        (["開始ページ=S1"], ("S1", None), 0),
        (["開始ページ=A-1"], ("A-1", None), 0),
        (["開始ページ=11-15", "終了ページ=16"], ("11-15", "16"), 1),
    ],
)
def test_a_run_of_pages_in_the_column_of_the_first(cells, pages, told, smj):
    smj("add", "periodical", "ID=periodical:mihon", "Title=見本通信")
    smj("add", "issue", "ID=issue:mihon:1", "誌の識別子=periodical:mihon", "号数=1")
    out = "".join(
        map(str, smj("add", "article", "ID=article:mihon:1:a", "掲載先=issue:mihon:1", "タイトル=見本論", *cells))
    )
    (run,) = held("article:mihon:1:a").pages
    assert ((run.first, run.last), out.count("[page-first-run]")) == (pages, told), out


@pytest.mark.parametrize(
    ("columns", "told"), [("書名,価格", "「価格」の列だけでは"), ("書名,定価,税区分", ""), ("書名,本体価格,税込価格", ""), ("書名,ISBN", "")]
)  # fmt: skip
def test_amounts_without_their_tax_are_told(columns, told, book, smj):
    code, _, err = smj("export", "--to", "csv", "--columns", columns, "--out", "k.csv", "--lang", "ja")
    assert (code, told in err, "税込か税抜か" in err) == (0, True, bool(told)), err


def test_a_stock_that_is_being_reprinted_has_its_code(book, smj):
    assert smj("set", book, "入手可能性=重版中")[0] == 0
    assert held(book).availability == "32"
