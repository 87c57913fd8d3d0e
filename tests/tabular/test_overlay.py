"""A row laid over a record that is there: blank cells keep, others replace, and what no cell carries stays with what stays."""

import attrs
import pytest
import strategies
from hypothesis import HealthCheck, given, settings

from smj_catalog import Archive
from smj_catalog.formats import Reading, Writing, get
from smj_catalog.formats.tabular import Earlier, Rows, flattened, overlaid, sheet
from smj_catalog.formats.tabular.characters import composed
from smj_catalog.model import (
    Book,
    Contributor,
    Edition,
    Holding,
    Identifier,
    Issue,
    Note,
    Numbering,
    Price,
    Supplier,
    Text,
    Title,
    kind_of,
)  # fmt: skip
from smj_catalog.xmlio import open_source

SLOW = settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None, max_examples=50
)


def rows(data):
    with open_source(data.encode() if isinstance(data, str) else data) as source:
        return [i for i in get("csv").read(source, Reading()) if i.cells is not None]


@SLOW
@given(strategies.records())
def test_a_record_over_itself(record):
    """Exported and laid over itself, nothing changes: not even what the row does not carry."""
    records = list(flattened(record))
    items = rows(b"".join(get("csv").document(iter(records), Writing())))
    assert [overlaid(old, item) for old, item in zip(records, items, strict=True)] == records


def test_the_archive_over_itself():
    """The same for the real records."""
    with Archive.open() as archive:
        records = [one for record in archive.records() for one in flattened(record)]
    items = rows(b"".join(get("csv").document(iter(records), Writing())))
    assert [overlaid(old, item) for old, item in zip(records, items, strict=True)] == records


@SLOW
@given(strategies.records("book", "issue"), strategies.records("book", "issue"))
def test_another_record_over_a_record(old, new):
    """Where every cell is given, the row's values are there; where none is, the old ones."""
    if kind_of(old) != kind_of(new):
        return
    new = next(flattened(attrs.evolve(new, id=old.id)))
    (item,) = rows(b"".join(get("csv").document(iter([new]), Writing())))
    made = overlaid(old, item)
    one = sheet(kind_of(old))
    stated = one.dump(new)
    after = one.dump(made)
    for block in one.blocks:
        for cell in block.cells:
            if cell.key in stated and not block.many:
                assert composed(after.get(cell.key, "")).strip() == composed(stated[cell.key]).strip(), cell.key


@pytest.mark.parametrize("old", [(0,), (0, 1), (1, 0), (1, 2), (0, 3, 1)], ids=str)
@pytest.mark.parametrize("new", [(1, 2), (2, 1), (1, 0), (0, 1), (2, 1, 2)], ids=str)
@pytest.mark.parametrize(
    ("field", "items"),
    [("suppliers", [Supplier(Text("見本取次")), Supplier(agent="agent:a"), Supplier(identifiers=(Identifier("own", "1", scheme="x"),)), Supplier(Text("例取次"), "01")]),
     ("holdings", [Holding(holder=Text("見本館")), Holding(copies=2), Holding(agent="agent:a"), Holding(holder=Text("例館"), shelf="A")]),
     ("editions", [Edition(statement="新版"), Edition(2), Edition(3), Edition(1, "初版")])],
)  # fmt: skip
def test_items_without_what_leads_them(field, items, old, new):
    """Of several items some or all have no cell in the column that leads: the row still says which are there."""
    held, said = (Book("book:a", **{field: tuple(items[i] for i in chosen)}) for chosen in (old, new))
    (item,) = rows(b"".join(get("csv").document(iter([said]), Writing())))
    assert item.record == said
    assert overlaid(held, item) == said


def test_more_items_than_the_column_that_leads_has():
    """What follows one item is no list, where it is a code or a number: that there are more is told, and the words of 欠号 stay one."""
    text = "種類,識別子,供給者,供給者の番号,供給者の番号の種類,供給者の番号の体系\n図書,book:a,見本取次,1; 2,own; own,x; x\n"
    (item,) = rows(text)
    assert [[x.value for x in s.identifiers] for s in item.record.suppliers] == [["1"], ["2"]]
    assert {p.rule for p in item.problems} == {"cell-items"}
    (item,) = rows("種類,識別子,所蔵館,欠号\n図書,book:a,見本館,3; 5\n")
    assert [h.missing for h in item.record.holdings] == ["3; 5"]
    assert not item.problems


def test_a_price_cell_that_says_nothing_keeps_the_price():
    """0 and marks of an empty cell change nothing; a subscription is noted once, beside the price that is there."""
    old = laid("種類,識別子,本体価格\n図書,book:a,1800\n")
    for cell in ("0", "-", "不明"):
        assert laid(f"種類,識別子,定価,税区分\n図書,book:a,{cell},税込\n", old) == old
    noted = laid("種類,識別子,定価\n図書,book:a,年間購読料3600円\n", old)
    assert (noted.prices, noted.notes) == (old.prices, (*old.notes, Note("年間購読料3600円", "subscription")))
    assert laid("種類,識別子,定価\n図書,book:a,年間購読料3600円\n", noted) == noted


@pytest.mark.parametrize(
    ("column", "known", "unknown"),
    [("定価", "1800円", "価格不明"), ("定価", "1800円", "0"), ("本体価格", "1800", "不明"), ("発行年月", "2006.6", "刊行年不明"), ("著者", "見本花子", "不明"),
     ("ISBN", "978-4-00-000001-7", "なし"), ("頁数", "120p", "頁数不明"), ("NDC", "334.4", "N/A")],
)  # fmt: skip
def test_what_is_not_known_takes_nothing_away(column, known, unknown):
    """A cell that says that nothing is known leaves what its column gave before, and is told; the next value replaces that."""
    rows_ = [rows(f"種類,識別子,書名,{column}\n図書,book:a,見本,{cell}\n")[0] for cell in (known, unknown, known)]
    old, told = rows_[0].record, []
    made = overlaid(old, rows_[1], lambda: Earlier([Rows([rows_[0].cells])]), told=told)
    assert made == old
    assert [problem.rule for _, problem in told] == ["cell-kept"]
    assert overlaid(old, rows_[2], lambda: Earlier([Rows([one.cells]) for one in rows_[:2]])) == old
    other = rows(f"種類,識別子,書名,{column}\n図書,book:a,見本,(削除)\n")[0]
    emptied = overlaid(old, other, lambda: Earlier([Rows([one.cells]) for one in rows_[:2]]))
    assert emptied == Book("book:a", titles=old.titles)


def test_a_cell_that_said_nothing_gave_nothing():
    """The value that its column has later takes no other column's away."""
    one, two = (
        rows(f"種類,識別子,書名,著者・編者等,著者\n図書,book:a,見本,{cell},甲野一郎 編\n")[0]
        for cell in ("不明", "見本花子")
    )
    made = overlaid(one.record, two, lambda: Earlier([Rows([one.cells])]))
    assert [c.name.text for c in made.contributors] == ["見本花子", "甲野一郎"]


def test_composed_and_decomposed_letters_are_one():
    """A row that says the same in composed letters changes nothing; one that says something else, in its place."""
    old = Book(
        "book:a",
        titles=(Title(Text("か\u3099ラスの本"), subtitle=Text("か\u3099")), Title(Text("か\u3099"), "variant")),
    )
    same, other = (
        laid(f"種類,識別子,タイトル,備考\n図書,book:a,{cells}\n", old) for cells in ("がラスの本,", "がらすの本,が")
    )
    assert same == old
    assert [t.text.text for t in other.titles] == ["がらすの本", "か\u3099"]  # what no cell gave keeps its letters
    assert other.notes == (Note("が"),)


def book():
    return Book(
        "book:a",
        titles=(Title(Text("見本", sources=("S1",)), subtitle=Text("例", sources=("S1",))), Title(Text("みほん"), "variant")),
        contributors=(Contributor(Text("見本花子"), ("A01",), sources=("S1",)), Contributor(Text("見本の会"), ("B01",), kind="organisation")),
        identifiers=(Identifier("ndl", "999"), Identifier("isbn-13", "9799999000009", sources=("S1",))),
        prices=(Price(1800, tax="excluded", sources=("S1",)),), notes=(Note("a"), Note("b", "history")), sizes=(), form="BA",
    )  # fmt: skip


def laid(text, old=None):
    (item,) = rows(text)
    return overlaid(old or book(), item)


def test_blank_cells_keep():
    """Only what the row states changes; items that stay keep their sources."""
    old = book()
    assert laid("種類,識別子,書名,備考\n図書,book:a,,\n") == old
    assert laid("種類,識別子,書名\n図書,book:a,見本\n") == old
    new = laid("種類,識別子,副題\n図書,book:a,別の例\n")
    assert new.titles == (Title(Text("見本"), subtitle=Text("別の例")), old.titles[1])
    assert attrs.evolve(new, titles=old.titles) == old


def test_words_that_clear():
    """A cell empties its part; the others of the same field stay."""
    old = book()
    new = laid("種類,識別子,副題,備考,形態コード\n図書,book:a,(削除),(clear),(削除)\n")
    assert new.titles == (Title(Text("見本")), old.titles[1])
    assert new.notes == (old.notes[1],)
    assert new.form is None


def test_convenient_columns_replace_their_own():
    """著者 takes the place of authors, where they stand, and leaves editors alone; 本体価格 of the price without tax."""
    old = book()
    new = laid("種類,識別子,著者,税込価格\n図書,book:a,見本太郎,1980\n")
    assert [c.name.text for c in new.contributors] == ["見本太郎", "見本の会"]
    assert new.prices == (old.prices[0], Price(1980, tax="included"))
    assert laid("種類,識別子,本体価格\n図書,book:a,2000\n").prices == (Price(2000, tax="excluded"),)


def test_new_items_have_their_own_neighbours():
    """Where the leading cell changes, the cells beside it do not stay with other items."""
    new = laid("種類,識別子,関係者\n図書,book:a,見本の会; 見本花子\n")
    assert [(c.name.text, c.roles) for c in new.contributors] == [("見本の会", ()), ("見本花子", ())]
    assert laid("種類,識別子,関係者の肩書\n図書,book:a,弁護士\n").contributors[0].position == "弁護士"


def test_one_number_more():
    """A new number takes the place of one of its own type only."""
    new = laid("種類,識別子,全国書誌番号\n図書,book:a,99123456\n")
    assert set(new.identifiers) == {*book().identifiers, Identifier("jpno", "99123456")}


def issue(**parts):
    return Issue("issue:a:1", periodical="periodical:a", numbering=Numbering(**parts))


def over(old, text):
    (item,) = rows(text)
    return overlaid(old, item)


def test_designations_replace_what_they_speak_of():
    """巻号 says volume and number; a number alone leaves the volume, and words that no longer fit go."""
    old = issue(printed="4巻1号", volume="4", numbers=("1",), series="復刊")
    new = over(old, "種類,識別子,巻号\n号,issue:a:1,5巻2号\n")
    assert new.numbering == Numbering("5巻2号", "5", numbers=("2",), series="復刊")
    assert over(old, "種類,識別子,号数\n号,issue:a:1,2\n").numbering == Numbering(
        volume="4", numbers=("2",), series="復刊"
    )
    assert over(old, "種類,識別子,巻号\n号,issue:a:1,4巻1号\n") == old
    assert over(old, "種類,識別子,号数\n号,issue:a:1,1\n") == old
    year = issue(printed="2017年2号", numbers=("2",), date="2017年")
    assert over(year, "種類,識別子,巻号\n号,issue:a:1,5巻2号\n").numbering == Numbering("5巻2号", "5", numbers=("2",))
    assert over(old, "種類,識別子,号数\n号,issue:a:1,第1号\n").numbering.volume == "4"
    assert over(old, "種類,識別子,巻号\n号,issue:a:1,(削除)\n").numbering == Numbering(series="復刊")
    assert over(old, "種類,識別子,号数\n号,issue:a:1,(削除)\n").numbering == Numbering(volume="4", series="復刊")
    assert over(issue(printed="第193号", numbers=("193",)), "種類,識別子,号数\n号,issue:a:1,(削除)\n").numbering is None


def test_quoted_emptiness_is_no_clearing():
    """="" is what some programs write into an empty cell."""
    assert laid('種類,識別子,ISBN,備考\n図書,book:a,"=""""","="""""\n') == book()


def test_what_cells_say_of_other_fields():
    """It stands like a cell of their own: numbers of other schemes stay, and what it says takes the place of what was."""
    new = over(issue(numbers=("5",)), "種類,識別子,発行年月\n号,issue:a:1,2006年6・7月号\n")
    assert (new.kind, new.numbering) == ("combined", Numbering(numbers=("5",), date="2006年6・7月号"))
    new = laid("種類,識別子,ISBN\n図書,book:a,979-9-9990-0000-9 C0036 : 1900円\n")
    assert [(s.scheme, s.code) for s in new.subjects] == [("c-code", "0036")]
    assert [str(p.amount) for p in new.prices] == ["1900"]
    assert laid("種類,識別子,ISBN\n図書,book:a,979-9-9990-0000-9 : 1800円\n").prices == book().prices
    old = issue(numbers=("5",), date="2006年6・7月号")
    new = over(attrs.evolve(old, kind="combined"), "種類,識別子,発行年月\n号,issue:a:1,2006年8・9月号\n")
    assert (new.kind, new.numbering.date, new.numbering.numbers) == ("combined", "2006年8・9月号", ("5",))
    text = "種類,識別子,ISBN,定価\n図書,book:a,979-9-9990-0000-9 : 1900円,1800\n"
    assert [str(p.amount) for p in laid(text).prices] == ["1800"]


def test_several_things_in_one_cell_stay_single():
    """A second import of the same cells changes nothing, whatever the cell holds."""
    text = (
        "種類,識別子,書名,ISBN,NDC,Cコード,発行日,発売日\n"
        "図書,book:a,見本,979-9-9990-0000-9 (上巻) 99999-0000-3,NDC9:334.4/334.41 K334,36,2006年6月1日第1刷 2008年3月第3刷,2006年6月上旬\n"
    )
    (item,) = rows(text)
    assert overlaid(item.record, item) == item.record
    assert len(item.record.dates) == 3


def test_one_number_beside_two_kinds_of_pages_is_refused():
    """Nobody knows of which it is; front matter did not become 190 pages without a word."""
    rows = "種類,書名,ページ数,ページ数の種類,ページ数の表示\n図書,見本の社会,190,前付; 本文,xii; 180p\n"
    (item,) = [i for i in get("csv").read(open_source(rows.encode()), Reading()) if i.where.row == 2]
    assert {p.rule for p in item.problems if p.severity == "error"} == {"cell-items"}
