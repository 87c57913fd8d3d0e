"""RIS, both ways, and files that others wrote."""

from __future__ import annotations

import io

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from strategies import records

from smj_catalog import Context, read, write
from smj_catalog import model as m
from smj_catalog.crosswalk import carried
from smj_catalog.formats import Reading, get
from smj_catalog.model import kind_of
from smj_catalog.services.reading import items

CONTEXT = Context(domain="mihon.example", updated="2026-11-24")
BOOK = m.Book(
    "book:9799999000009", titles=(m.Title(m.Text("見本の社会")),),
    contributors=(
        m.Contributor(m.Text("見本花子"), ("A01",), family="見本", given="花子"), m.Contributor(m.Text("見本の会"), ("B01",)),
    ),
    series=(m.Series(m.Text("見本双書")),), publishers=(m.Publisher(m.Text("見本書房")),),
    identifiers=(m.Identifier("isbn-13", "9799999000009"), m.Identifier("doi", "10.9999/x")),
    dates=(m.EventDate("publication", m.PartialDate(2009, 3)),), languages=(m.Language("jpn"),),
    subjects=(m.Subject("keyword", heading="見本語"),), texts=(m.Prose("要旨の見本"),), notes=(m.Note("注記の見本"),),
    links=(m.Link("https://mihon.example/"),), editions=(m.Edition(statement="改訂版"),),
)  # fmt: skip
ARTICLE = m.Component("article:mihon:1:a01", m.Title(m.Text("見本の記事")), pages=(m.PageRun("15", "22"),))


def written(*given: m.Record) -> str:
    out = io.BytesIO()
    write(given, out, to="ris", context=CONTEXT)
    return out.getvalue().decode()


@pytest.mark.parametrize("line", [
    "TY  - BOOK", "ID  - book:9799999000009", "TI  - 見本の社会", "T2  - 見本双書", "AU  - 見本, 花子", "ED  - 見本の会",
    "PY  - 2009", "DA  - 2009/03//", "SN  - 9799999000009", "DO  - 10.9999/x", "LA  - jpn", "KW  - 見本語", "AB  - 要旨の見本",
    "N1  - 注記の見本", "UR  - https://mihon.example/", "PB  - 見本書房", "ET  - 改訂版", "ER  - ",
])  # fmt: skip
def test_a_book_in_lines(line: str):
    assert line in written(BOOK).split("\r\n")


def test_what_is_carried_comes_back():
    assert list(read(written(BOOK, ARTICLE).encode())) == [BOOK, ARTICLE]


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(records("book", "component"))
def test_a_file_carries_what_it_is_said_to_carry(record: m.Record):
    record = attrs.evolve(record, contents=()) if getattr(record, "contents", ()) else record
    (back,) = read(written(record).encode())
    assert attrs.evolve(back, id=record.id) == carried(record, get("ris").columns[kind_of(record)], CONTEXT)


def test_a_file_of_another_program():
    data = b"\xef\xbb\xbfTY  - JOUR\r\nAU  - Sample, John\r\nTI  - A sample\r\n  of two lines\r\nPY  - 2009\r\nSP  - 5\r\nJF  - Samples\r\nER  - \r\n"
    reading = Reading()
    (found,) = (item.record for item in items(data, reading))
    assert isinstance(found, m.Component)
    assert found.title.text.text == "A sample of two lines"
    assert (found.contributors[0].family, found.pages, found.dates[0].date.year) == ("Sample", (m.PageRun("5"),), 2009)
    assert (found.related, reading.unread) == ((m.Relation("whole", citation="Samples"),), {"TY $JOUR": 1})


def test_older_tags_and_several_numbers_of_a_line():
    """T1, A1, Y1 and N2 are TI, AU, PY and AB; CY is the place of the one publisher; what two tags say alike is said once."""
    lines = [
        "TY  - BOOK", "T1  - 見本", "TI  - 見本", "A1  - 𠮷田, 髙", "Y1  - 2006/05//", "N2  - 要旨", "PB  - 見本書房", "CY  - 東京",
        "SN  - 9784588460050 4750329482", "SN  - 978 4 7503 2948 2", "ER  - ",
    ]  # fmt: skip
    reading = Reading()
    (book,) = (item.record for item in items("\n".join(lines).encode(), reading))
    assert isinstance(book, m.Book)
    (title,), (author,), (publisher,) = book.titles, book.contributors, book.publishers
    assert (title.text.text, author.name.text, str(book.dates[0].date), book.texts[0].text) == (
        "見本",
        "𠮷田髙",
        "2006-05",
        "要旨",
    )
    assert (publisher.name.text, [p.text for p in publisher.places], reading.unread) == ("見本書房", ["東京"], {})
    assert [i.value for i in book.identifiers] == ["9784588460050", "4750329482", "9784750329482"]


@pytest.mark.parametrize(("data", "rule"), [
    (b"TY  - PAT\r\nTI  - x\r\nER  - \r\n", "ris-type"), (b"TY  - CHAP\r\nAU  - x\r\nER  - \r\n", "title-missing"),
])  # fmt: skip
def test_what_is_refused_is_told(data: bytes, rule: str):
    (item,) = items(data, Reading(), format="ris")
    assert item.record is None
    assert [p.rule for p in item.problems] == [rule]


@pytest.mark.parametrize(("text", "date", "printed"), [
    ("2024/03//spring", "2024-03", "2024/03//spring"), ("2024///", "2024", None), ("2024/03/05/", "2024-03-05", None), ("2024/03", "2024-03", None), ("2024/03/", "2024-03", None), ("/2024/", "2024", None),
])  # fmt: skip
def test_words_behind_a_date_are_kept(text: str, date: str, printed: str | None):
    (item,) = items(book("見本", f"PY  - {text}", END).encode(), Reading(), format="ris")
    assert isinstance(item.record, m.Book)
    assert [(str(d.date), d.printed) for d in item.record.dates] == [(date, printed)]


def test_a_year_that_another_contradicts_is_counted():
    reading = Reading()
    (item,) = items(book("見本", "PY  - 2024", "DA  - 2023/01/", "Y1  - 2023", END).encode(), reading, format="ris")
    assert isinstance(item.record, m.Book)
    assert ([str(d.date) for d in item.record.dates], reading.unread) == (["2023-01"], {"PY": 1})


def book(title: str, *others: str) -> str:
    return "\n".join(["TY  - BOOK", f"TI  - {title}", *others, ""])


END = "ER  - "


@pytest.mark.parametrize(("lines", "run"), [
    (["SP  - 3-20"], ("3", "20")), (["SP  - S3–S20"], ("S3", "S20")), (["SP  - 3～20"], ("3", "20")), (["SP  - 3", "EP  - 20"], ("3", "20")), (["SP  - 3"], ("3", None)),
    (["SP  - 3-20", "EP  - 20"], ("3-20", "20")),
])  # fmt: skip
def test_both_ends_of_a_run_may_stand_in_sp(lines: list[str], run: tuple[str, str | None]):
    """The article began on page 3-20."""
    (item,) = items("\n".join(["TY  - CHAP", "TI  - 見本", *lines, END]).encode(), Reading(), format="ris")
    assert isinstance(item.record, m.Component)
    assert [(it.first, it.last) for it in item.record.pages] == [run]


@pytest.mark.parametrize(("lines", "dates", "told"), [
    (["PY  - 不明"], [], [("date-form", 3, "PY")]), (["PY  - 2020", "DA  - 2020/13/01/"], ["2020"], [("date-form", 4, "DA")]),
    (["PY  - 20xx", "DA  - 2020/03//"], ["2020-03"], [("date-form", 3, "PY")]), (["Y1  - 2024/02/30"], ["2024"], [("date-form", 3, "Y1")]),
    (["PY  - 2006/13/45", "Y1  - 不明"], ["2006"], [("date-form", 4, "Y1"), ("date-form", 3, "PY")]),
    (["PY  - 2020", "DA  - 2020/03/01/", "Y1  - 2020"], ["2020-03-01"], []),
])  # fmt: skip
def test_a_date_that_is_none_costs_the_date_alone(lines: list[str], dates: list[str], told: list[object]):
    """It refused the record; its year is read where no other tag has a date, and the words are those of the file."""
    (item,) = items(book("見本", *lines, END).encode(), Reading(), format="ris")
    assert isinstance(item.record, m.Book)
    assert [str(it.date) for it in item.record.dates] == dates
    assert [(p.rule, p.where.line, p.where.path) for p in item.problems] == told
    assert all(f"{p.where.path}  - {p.found}" in lines for p in item.problems)


@pytest.mark.parametrize(("text", "told"), [
    (book("見本", "PY  - 2020") + book("例示", END), [("ris-end", 1, None), "例示"]),
    (book("見本", END) + book("例示"), ["見本", ("ris-end", 4, None)]),
    (book("見本") + book("例示"), [("ris-end", 1, None), ("ris-end", 3, None)]),
    (book("見本", "PY  - 2020", "DA  - ", END) + book("例示", END), ["見本", "例示"]),
    (book("見本", END) + "<p>\n\n</p>\n" + book("例示", END), ["見本", ("ris-outside", 4, None), "例示"]),
    (book("見本", END) + "\n\r\n \n" + book("例示", END, "", "\0\0", "見本"), ["見本", "例示", ("ris-outside", 11, None)]),
    (book("見本", END) + "見本\n" + END + "\n", ["見本", ("ris-outside", 4, None)]),
    (book("見本", END) + "ER  - 見本\n" + book("例示", END), ["見本", ("ris-outside", 4, None), "例示"]),
    ("\ufeff見本\n" + book("見本", END), [("ris-outside", 1, None), "見本"]), ("\ufeff" + book("見本", END), ["見本"]),
])  # fmt: skip
def test_a_record_at_fault_is_refused_alone_with_its_line(text: str, told: list[object]):
    found = list(items(text.encode(), Reading(), format="ris"))
    assert all(item.rejected for item in found if item.record is None)
    assert told == [
        item.record.titles[0].text.text if isinstance(item.record, m.Book)
        else (item.problems[0].rule, item.problems[0].where.line, item.problems[0].where.path)
        for item in found
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["JOUR", "MGZN"])
@pytest.mark.parametrize(("number", "expected"), [
    ("1234-5679", ["12345679"]), ("12345679", ["12345679"]), ("1234-567x (Print)", ["1234567X incorrect"]),
    ("ISSN 1234-5679; 2345-6789", ["12345679", "23456789 incorrect"]), ("9799999000009 1234-5679", ["9799999000009", "12345679"]),
])  # fmt: skip
def test_numbers_of_an_article_are_those_of_what_it_stands_in(kind: str, number: str, expected: list[str]):
    """Two articles with one ISSN, or chapters with one ISBN, are not the same."""
    reading = Reading()
    data = f"TY  - {kind}\r\nTI  - 見本の記事\r\nSN  - {number}\r\nSN  - 9799999000009\r\nER  - \r\n".encode()
    (found,) = (item.record for item in items(data, reading))
    assert isinstance(found, m.Component)
    (whole,) = found.related
    told = [i.value + ("" if i.status == "valid" else f" {i.status}") for i in whole.identifiers]
    assert told == list(dict.fromkeys([*expected, "9799999000009"]))
    assert (found.identifiers, {*reading.unread} - {"TY $JOUR"}) == ((), set())


@pytest.mark.parametrize(("lines", "cited", "short"), [
    (["T2  - 見本通信", "VL  - 3", "IS  - 2"], "見本通信 3(2)", []), (["JO  - 見本通信"], "見本通信", []), (["JF  - 見本通信", "JO  - 見本通信", "JA  - 見本"], "見本通信", ["JA"]),
    (["JO  - J. Mihon", "T2  - Journal of Mihon", "J2  - J. Mihon"], "Journal of Mihon", ["JO", "J2"]), (["JO  - J. Mihon", "JA  - J. M."], "J. Mihon", ["JA"]), (["JO  - J. Mihon", "JO  - J. M."], "J. Mihon", ["JO"]),
    (["JF  - 見本通信", "T2  - Mihon"], "見本通信 = Mihon", []), (["VL  - 3"], "3", []), (["BT  - 見本"], "見本", []),
])  # fmt: skip
@pytest.mark.parametrize("kind", ["MGZN", "CHAP"])
def test_an_article_of_others_says_where_it_stands(kind: str, lines: list[str], cited: str, short: list[str]):
    """An abbreviated title, taken for a parallel one, is counted where there is another."""
    reading = Reading()
    data = "\r\n".join([f"TY  - {kind}", "TI  - 見本の記事", *lines, "ER  - ", ""]).encode()
    (found,) = (item.record for item in items(data, reading, format="ris"))
    assert isinstance(found, m.Component)
    assert [(it.type, it.citation) for it in found.related] == [("whole", cited)]
    assert reading.unread == {f"{tag} $abbreviated": 1 for tag in short}


@pytest.mark.parametrize("tag", ["TI", "T1", "BT"])
def test_a_book_has_its_subtitle_and_the_number_of_its_part(tag: str):
    data = f"TY  - BOOK\n{tag}  - 見本 : 例示として\nVL  - 2\nER  - \n"
    (found,) = read(data.encode())
    assert isinstance(found, m.Book)
    assert found.titles == (m.Title("見本", subtitle="例示として", part_number="2"),)
    assert {"TI  - 見本 : 例示として", "VL  - 2"} <= {*written(found).split("\r\n")}


def test_lines_that_endnote_writes_below_a_tag_are_values_of_their_own():
    """Keywords were one, and addresses; a long text goes on. A month alone is that of the year."""
    lines = [
        "KW  - 見本",
        "例示",
        "  雛形",
        "UR  - https://mihon.example/a",
        "https://mihon.example/b",
        "AB  - 長い",
        "要旨",
        "PY  - 2019",
        "DA  - Apr",
    ]
    reading = Reading()
    (item,) = items(book("見本", *lines, END).encode(), reading, format="ris")
    assert isinstance(item.record, m.Book)
    assert [it.heading for it in item.record.subjects] == ["見本", "例示", "雛形"]
    assert [it.url for it in item.record.links] == ["https://mihon.example/a", "https://mihon.example/b"]
    assert (item.record.texts[0].text, str(item.record.dates[0].date)) == ("長い 要旨", "2019-04")
    assert (item.problems, reading.unread) == ((), {})


@pytest.mark.parametrize(("lines", "extents", "unread"), [
    (["SP  - 244"], (m.Extent(244),), {}), (["SP  - 5", "EP  - 9"], (), {"SP $page": 1, "EP": 1}), (["SP  - 112-134"], (), {"SP $page": 1}),
])  # fmt: skip
def test_a_book_has_its_edition_series_and_number_of_pages(
    lines: list[str], extents: tuple[m.Extent, ...], unread: dict[str, int]
):
    """T3 is the series as Zotero has it. Pages that are cited of a book are not how many it has."""
    reading = Reading()
    (item,) = items(book("見本", "ET  - 3", "T3  - 見本双書", *lines, END).encode(), reading, format="ris")
    assert isinstance(item.record, m.Book)
    assert (item.record.editions, [str(it.title) for it in item.record.series]) == (
        (m.Edition(number=3),),
        ["見本双書"],
    )
    assert (item.record.extents, reading.unread) == (extents, unread)
    assert ("SP  - 244" in written(item.record)) is bool(extents)


@pytest.mark.parametrize(
    ("text", "codes"),
    [("ja", ["jpn"]), ("Japanese", ["jpn"]), ("英語", ["eng"]), ("dut", ["dut"]), ("ja;en", []), ("Mihonish", [])],
)
def test_a_language_that_is_none_costs_itself_alone(text: str, codes: list[str]):
    """It was kept as a code, for which the record was refused."""
    (item,) = items(book("見本", f"LA  - {text}", END).encode(), Reading(), format="ris")
    assert isinstance(item.record, m.Book)
    assert [it.code for it in item.record.languages] == codes
    assert [(p.rule, p.found, p.severity) for p in item.problems] == [("cell-form", text, "warning")] * (not codes)


@pytest.mark.parametrize(("type_", "role"), [("EDBOOK", "B01"), ("BOOK", "A01")])
def test_who_stands_first_in_an_edited_book_edited_it(type_: str, role: str):
    data = "\n".join([f"TY  - {type_}", "TI  - 見本", "AU  - Mihon, Hanako", "A4  - Sample, John", END])
    (found,) = read(data.encode())
    assert isinstance(found, m.Book)
    assert [(it.family, it.roles) for it in found.contributors] == [("Mihon", (role,)), ("Sample", ("B06",))]


@pytest.mark.parametrize("name", ["Mihon, H.; Sample, J.", "Mihon, 1950-, 1960-", "Mihon, Hanako, Inc."])
def test_two_names_of_a_line_are_not_one_in_three_parts(name: str):
    """They are kept as they stand."""
    (item,) = items(book("見本", f"AU  - {name}", END).encode(), Reading(), format="ris")
    assert isinstance(item.record, m.Book)
    (one,) = item.record.contributors
    assert one.distinction is None
    assert (one.name.text if "19" not in name else f"{one.family}") == (name if "19" not in name else "Mihon")


def test_an_end_that_ends_nothing_is_told_and_refuses_nothing():
    """Nothing is lost with it."""
    one, lone, other = items((book("見本", END, "", END) + book("例示", END)).encode(), Reading(), format="ris")
    assert (one.problems, other.problems) == ((), ())
    assert (lone.rejected, lone.problems[0].rule, lone.problems[0].severity) == (False, "ris-outside", "warning")
    assert lone.problems[0].where.line == 5


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_characters_of_another_encoding_refuse_the_record(encoding: str):
    """They are told, never taken in as something else; the record in UTF-8 beside it is read."""
    data = book("見本", END).encode(encoding) + book("例示", END).encode()
    wrong, right = items(data, Reading(), format="ris")
    assert (wrong.rejected, wrong.problems[0].rule, wrong.problems[0].where.line) == (True, "ris-characters", 2)
    assert isinstance(right.record, m.Book)
