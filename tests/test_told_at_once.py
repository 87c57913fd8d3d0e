"""What an office types and would find out too late is told at once: a number of another record, a date cut, a name twice."""

import pytest

from smj_catalog import Archive, Book, Identifier, Issue, Numbering, Periodical, Report, init
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group

ISBN, OTHER, THIRD = "9799999000009", "9799999000016", "9799999000023"


@pytest.fixture
def smj(capsys, tmp_path, monkeypatch):
    """Run the command on a new archive; return (exit code, all that was printed)."""
    monkeypatch.chdir(tmp_path)
    init(tmp_path / "mine", empty=True)

    def call(*args, lang="ja", archive=True):
        code = run(group, [*args, *(["--archive", "mine"] if archive else []), "--lang", lang])
        out, err = capsys.readouterr()
        return code, out + err

    return call


def test_an_isbn_of_another_record_is_told_by_add_set_and_import(smj, tmp_path):
    """On a book and an issue, whichever comes first, in the archive or in one file; not when nothing new is said."""
    smj("add", "図書", "書名=見本の社会", f"ISBN={ISBN}")
    smj("add", "雑誌", "ID=periodical:m", "書名=見本通信")
    code, said = smj("add", "号", "誌名=見本通信", "号数=12", f"ISBN={ISBN}")
    assert (code, "[isbn-twice]" in said, f"同じISBNが book:{ISBN} にもあります" in said) == (0, True, True), said
    smj("add", "号", "誌名=見本通信", "号数=13")
    code, said = smj("set", "issue:m:13", f"ISBN={ISBN}", lang="en")
    assert (code, "isbn-twice" in said or "set-number" in said or "match-ambiguous" in said) == (1, True), said
    code, said = smj("set", "issue:m:12", "備考=見本")
    assert (code, "isbn-twice" in said) == (0, False), said
    rows = f"種類,書名,誌名,号数,ISBN\n図書,新しい本,,,{OTHER}\n号,,見本通信,14,{OTHER}\n"
    (tmp_path / "x.csv").write_text(rows, "utf-8")
    code, said = smj("import", "x.csv")
    assert (code, said.count("[isbn-twice]")) == (0, 2), said
    assert "[isbn-twice]" in smj("validate", "mine", archive=False)[1]


def test_an_isbn_of_another_record_is_told_to_a_program(smj):
    archive, report = Archive.open("mine"), Report("")
    archive.save(
        Book(id="book:1", titles="見本の社会", identifiers=(Identifier("isbn-13", ISBN),)),
        Periodical("periodical:m", titles="見本通信"),
    )
    archive.save(
        Issue(
            "issue:m:1", "periodical:m", numbering=Numbering(numbers=("1",)), identifiers=(Identifier("isbn-13", ISBN),)
        ),
        report=report,
    )
    assert [(p.rule, p.where.record) for p in report.problems] == [("isbn-twice", "issue:m:1")]
    archive.save(
        Book(id="book:2", titles="見本", identifiers=(Identifier("isbn-13", OTHER),)),
        Book(id="book:3", titles="別の見本", identifiers=(Identifier("isbn-13", OTHER),)),
        report=(both := Report("")),
    )
    assert [p.rule for p in both.problems].count("isbn-twice") == 1


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize(("date", "kept"), [
    ("2025年夏", "2025"), ("2027年1月下旬", "2027-01"), ("summer 2025", "2025"), ("2006年3月吉日", "2006-03"), ("2006/06/下", "2006-06"),
])  # fmt: skip
def test_what_is_cut_off_a_date_is_told(date, kept, lang, smj):
    code, said = smj("add", "図書", "書名=見本の社会", f"発行日={date}", lang=lang)
    assert (code, "[date-cut]" in said, kept in said) == (0, True, True), said
    assert next(iter(Archive.open("mine"))).dates[0].printed == date


@pytest.mark.parametrize(("date", "meant", "kept"), [
    ("昭和65年", "平成2年", "1990"), ("S65", "平成2年", "1990"), ("S65.6", "平成2年6月", "1990-06"), ("昭65年6月頃", "平成2年6月", "1990-06"), ("平成元年1月7日", "昭和64年1月7日", "1989-01-07"),
])  # fmt: skip
def test_a_date_outside_its_era_is_told_once_with_the_date_it_means(date, meant, kept, smj):
    code, said = smj("add", "図書", "書名=見本の社会", f"発行日={date}")
    assert (code, said.count("[era-date-outside-era]"), f"{meant}({kept})として扱います" in said) == (0, 1, True), said


@pytest.mark.parametrize("date", ["2025年7月", "2025-07", "昭和60年3月1日"])
def test_of_a_whole_date_nothing_is_told(date, smj):
    assert "情報" not in smj("add", "図書", "書名=見本の社会", f"発行日={date}")[1]


def test_an_isbn_of_full_width_is_kept_in_half_width(smj):
    wide = "９７９－９９９９０－０００－０－９"
    code, said = smj("add", "図書", "書名=見本の社会", f"ISBN={wide}")
    assert (code, "[identifier-width]" in said) == (0, True), said
    assert Archive.open("mine")[f"book:{ISBN}"].identifiers[0].printed == "979-99990-000-0-9"


@pytest.mark.parametrize(("cells", "words"), [
    (["書名="], "書名の値が空です"),
    (["書名=あ", "タイトル=い"], "「書名」(1列目)と「タイトル」(2列目)は、どちらも「タイトル」の列です"),
    (["書名x=あ"], "(近い列: タイトル)。列の一覧は smj-catalog crosswalk csv で表示できます"),
])  # fmt: skip
def test_what_is_wrong_with_the_names_of_columns_is_told_in_their_words(cells, words, smj):
    code, said = smj("add", "図書", *cells)
    assert (code != 0, words in said, "docs/" in said) == (True, True, False), said


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_what_a_title_can_mean_is_named_with_date_and_title(lang, smj):
    """Of several records of one title, and of those whose titles are nearly what was typed."""
    smj("add", "図書", "書名=海の台所", "発行日=2020-05", "ID=book:1")
    smj("add", "図書", "書名=海の台所", "発行日=2021-05", "ID=book:2")
    smj("add", "図書", "書名=山の見本の記録", "ID=book:3")
    code, said = smj("show", "海の台所", lang=lang)
    assert (code, "book:1 2020-05 海の台所; book:2 2021-05 海の台所" in said) == (2, True), said
    for near in ("海の台処", "海の台", "海台所"):
        code, said = smj("show", near, lang=lang)
        assert (code != 0, "book:1 2020-05 海の台所" in said, "book:3" in said) == (True, True, False), said
    assert ("or a similar one" if lang == "en" else "近いタイトルのレコードもありません") in smj(
        "show", "ＸＹＺ", lang=lang
    )[1]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "was merged into book:1 2020-05 海の台所"), ("ja", "book:1 2020-05 海の台所 に統合されました")],
)
def test_what_became_of_a_record_is_shown_and_logged(lang, words, smj):
    smj("add", "図書", "書名=海の台所", "発行日=2020-05", "ID=book:1")
    smj("add", "図書", "書名=海の台所 再入力", "ID=book:2")
    assert smj("delete", "book:2", "--merged-into", "book:1", "--reason", "重複")[0] == 0
    code, said = smj("show", "book:2", lang=lang)
    assert (code != 0, words in said) == (True, True), said
    first = smj("log", lang=lang)[1].splitlines()[0]
    assert ("book:2 海の台所 再入力" in first, "重複" in first) == (True, True), first
    assert smj("delete", "book:1")[0] == 0
    code, said = smj("show", "book:1", lang=lang)
    assert (code != 0, "smj-catalog undo" in said) == (True, True), said


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "no record meets these conditions"), ("ja", "条件に合うレコードはありません")]
)
def test_a_list_without_a_hit_says_so(lang, words, smj):
    smj("add", "図書", "書名=海の台所")
    assert words in smj("list", "--where", "書名=山", lang=lang)[1]
    assert words not in smj("list", "--where", "書名=海の台所", lang=lang)[1]


def test_set_of_a_number_that_another_record_has_names_that_record(smj):
    smj("add", "図書", "書名=海の台所", f"ISBN={ISBN}")
    smj("add", "図書", "書名=山の台所", f"ISBN={OTHER}")
    code, said = smj("set", f"book:{OTHER}", f"ISBN={ISBN}")
    assert (code, f"book:{ISBN} のもの" in said, "対応の種類" in said) == (1, True, False), said


def test_set_of_one_role_says_who_stays(smj):
    """著者 leaves the editors, and says so; 著者等の名前 replaces all."""
    smj("add", "図書", "書名=海の台所", "編者=見本花子", "著者=見本次郎", "ID=book:1")
    code, said = smj("set", "book:1", "著者=見本太郎")
    assert (code, "「見本花子」: 「著者」は同じ役割の人だけを変える" in said) == (0, True), said
    assert [c.name.text for c in Archive.open("mine")["book:1"].contributors] == ["見本太郎", "見本花子"]
    assert "people-stay" not in smj("set", "book:1", "著者等の名前=見本三郎", "著者等の役割=著")[1]
    assert [c.name.text for c in Archive.open("mine")["book:1"].contributors] == ["見本三郎"]
    assert "people-stay" not in smj("set", "book:1", "著者=見本四郎")[1]


def test_a_recipient_is_known_by_its_title_and_a_wrong_key_names_the_nearest(smj, tmp_path):
    settings = tmp_path / "mine" / "archive.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\ncontct = "x@example.org"\n[recipients.toritsugi]\ntitle = "見本 取次"\n',
        "utf-8",
    )
    _, said = smj("send", "見本取次", "--dry-run")
    assert "という送付先はありません" not in said, said
    assert "toritsugi" in said, said
    said = smj("validate", "mine", archive=False)[1]
    assert ("「contct」" in said, "contact" in said, "isbn_prefix" in said) == (True, True, False), said
