"""CSL-JSON, BibTeX and RIS: what reference managers exchange, both ways, and what their own readers make of it."""

from __future__ import annotations

import io
import json
import warnings
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import records

from smj_catalog import Context, read, write
from smj_catalog import model as m
from smj_catalog.crosswalk import carried, not_carried
from smj_catalog.formats import Reading, Writing, bibtex, get, latex
from smj_catalog.model import kind_of
from smj_catalog.services.reading import items
from smj_catalog.xmlio import open_source

ROOT = Path(__file__).parent.parent
FORMATS = ("csl-json", "bibtex", "ris")
SERIAL = m.Periodical("periodical:mihon", ("見本通信",), identifiers=(m.Identifier("issn", "12345679"),))
ISSUE = m.Issue(
    "issue:mihon:2", SERIAL.id, titles=("見本通信",), numbering=m.Numbering("第2号", numbers=("2",), volume="1"), publishers=(m.Publisher("見本の会"),),
    dates=(m.EventDate("cover", m.PartialDate(2009, 3)),),
)  # fmt: skip
AUTHORS = (
    m.Contributor("見本花子", ("A01",), family="見本", given="花子"),
    m.Contributor("Sample and Sons, Inc.", ("A01",), kind="organisation"),
)
ARTICLE = m.Component(
    "article:mihon:2:a01",
    m.Title("見本の記事", subtitle="例示として"),
    host=ISSUE.id,
    contributors=AUTHORS,
    pages=(m.PageRun("15", "22"), m.PageRun("40")),
)
BOOK = m.Book(
    "book:9799999000009", titles=(m.Title("見本の社会 & A_b{c}", part_number="2", subtitle="50% of $x"),),
    contributors=(*AUTHORS, m.Contributor("例示太郎", ("B20",)), m.Contributor("見本訳者", ("B06",))), identifiers=(m.Identifier("isbn-13", "9799999000009"), m.Identifier("doi", "10.9999/x_1")),
    series=(m.Series("見本双書", part_number="3"),), publishers=(m.Publisher("見本書房"),), dates=(m.EventDate("publication", m.PartialDate(2009, 3, 1)),),
    languages=(m.Language("jpn"),), subjects=(m.Subject("keyword", heading="見本語"), m.Subject("keyword", heading="例")), texts=(m.Prose("要旨の見本"),),
    notes=(m.Note("注記の見本"),), links=(m.Link("https://mihon.example/~a_b?x=1%202"),), editions=(m.Edition(number=3),), extents=(m.Extent(244),),
)  # fmt: skip
KNOWN = {record.id: record for record in (SERIAL, ISSUE, ARTICLE, BOOK)}
CONTEXT = Context(domain="mihon.example", updated="2026-11-24", lookup=KNOWN.get)


def written(to: str, *given_: m.Record, context: Context = CONTEXT) -> bytes:
    out = io.BytesIO()
    write(given_, out, to=to, context=context)
    return out.getvalue()


def csl(*given_: m.Record) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written("csl-json", *given_))
    return found


def entry(record: m.Record) -> list[str]:
    return written("bibtex", record).decode().splitlines()


# --- what is written


def test_an_article_is_one_of_a_magazine_with_its_serial_number_and_date():
    assert csl(ARTICLE) == [{
        "id": ARTICLE.id, "type": "article-magazine", "title": "見本の記事 : 例示として", "issue": "2", "volume": "1", "ISSN": "1234-5679",
        "container-title": "見本通信", "publisher": "見本の会", "issued": {"date-parts": [[2009, 3]]}, "page": "15-22, 40",
        "author": [{"family": "見本", "given": "花子"}, {"literal": "Sample and Sons, Inc."}],
    }]  # fmt: skip
    lines = entry(ARTICLE)
    assert lines[0] == f"@article{{{ARTICLE.id},"
    assert {
        "  entrysubtype = {magazine},", "  journal = {見本通信},", "  number = {2},", "  date = {2009-03},", "  year = {2009},", "  month = mar,",
        "  pages = {15--22, 40},", "  author = {見本, 花子 and {Sample and Sons, Inc.}},",
    } <= set(lines)  # fmt: skip
    assert {"TY  - MGZN", "T2  - 見本通信", "IS  - 2", "VL  - 1", "DA  - 2009/03//", "SP  - 15"} <= set(
        written("ris", ARTICLE).decode().split("\r\n")
    )


def test_a_chapter_stands_in_its_book():
    part = attrs.evolve(ARTICLE, id="chapter:9799999000009:c01", kind="chapter", host=BOOK.id)
    (made,) = csl(part)
    assert (made["type"], made["container-title"], made["publisher"]) == (
        "chapter",
        "見本の社会 & A_b{c} : 50% of $x",
        "見本書房",
    )
    lines = entry(part)
    assert (lines[0], "  publisher = {見本書房}," in lines) == (f"@incollection{{{part.id},", True)
    assert any(line.startswith("  booktitle = ") for line in lines)


@pytest.mark.parametrize(("to", "said"), [
    ("ris", "T2  - 見本双書 ; 第5巻"), ("bibtex", "  number = {第5巻}"), ("csl-json", '"collection-number": "第5巻"'),
])  # fmt: skip
def test_a_series_has_its_number(to: str, said: str):
    """With the punctuation of ISBD, as libraries have it, where a format has no place for it; a number that ends a title is none."""
    book = m.Book("book:mihon", titles=("見本",), series=(m.Series("見本双書", part_number="第5巻"),))
    assert said in written(to, book).decode()
    assert list(read(written(to, book), format=to)) == [book]
    for words, number in (("見本双書 ; 5", "5"), ("Mihon ; Reihe", None), ("見本双書 2000", None)):
        data = written(to, attrs.evolve(book, series=(m.Series("見本双書"),))).decode().replace("見本双書", words)
        (back,) = read(data.encode(), format=to)
        assert isinstance(back, m.Book)
        assert [(str(it.title), it.part_number) for it in back.series] == [(words.removesuffix(" ; 5"), number)]


@pytest.mark.parametrize(("to", "said"), [
    ("ris", "CY  - 東京\r\nCY  - 大阪"), ("bibtex", "address = {東京; 大阪}"), ("csl-json", '"publisher-place": "東京; 大阪"'),
])  # fmt: skip
def test_a_publisher_has_its_places(to: str, said: str):
    """RIS alone had them."""
    book = m.Book("book:mihon", titles=("見本",), publishers=(m.Publisher("見本書房", places=("東京", "大阪")),))
    assert said in written(to, book).decode()
    assert not_carried(book, get(to).columns["book"], CONTEXT) == []
    assert list(read(written(to, book), format=to)) == [book]


def test_names_of_biblatex_in_words_are_parted():
    """They were the name as they stand."""
    names = "family=Mihon, given=Hanako, given-i=H, prefix=de, useprefix=true and family=Sample, given=John, suffix=Jr. and family=見本"
    (item,), unread = others(
        f"@inbook{{chapter:a, title = {{見本}}, author = {{{names}}}, pages = {{1--2}}}}", "bibtex"
    )
    assert [(it.family, it.given, it.distinction) for it in item.record.contributors[:2]] == [
        ("de Mihon", "Hanako", None), ("Sample", "John", "Jr."),
    ]  # fmt: skip
    assert (item.record.contributors[2].name.text, item.record.kind) == ("見本", "chapter")
    assert unread == {"entry $inbook": 1}


def test_names_are_parted_where_both_parts_are_known_and_whole_where_not():
    (made,) = csl(BOOK)
    assert made["author"] == [{"family": "見本", "given": "花子"}, {"literal": "Sample and Sons, Inc."}]
    assert (made["editor"], made["translator"]) == ([{"literal": "例示太郎"}], [{"literal": "見本訳者"}])
    assert "  editor = {{例示太郎}}," in entry(BOOK)


def test_a_book_has_its_number_series_and_what_latex_takes_for_its_own_is_escaped():
    (made,) = csl(BOOK)
    assert (
        made["volume"],
        made["collection-title"],
        made["collection-number"],
        made["edition"],
        made["number-of-pages"],
    ) == ("2", "見本双書", "3", "3", "244")
    assert (made["language"], made["keyword"], made["ISBN"], made["DOI"]) == (
        "ja",
        "見本語, 例",
        "9799999000009",
        "10.9999/x_1",
    )
    assert {
        r"  title = {{見本の社会 \& A\_b\textbraceleft{}c\textbraceright{} : 50\% of \$x}},", "  url = {https://mihon.example/~a_b?x=1%202},",
        "  number = {3},", "  volume = {2},",
    } <= set(entry(BOOK))  # fmt: skip


# --- both ways


@pytest.mark.parametrize("to", FORMATS)
@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(records("book", "component"))
def test_a_file_carries_what_it_is_said_to_carry(to: str, record: m.Record):
    record = attrs.evolve(record, contents=()) if getattr(record, "contents", ()) else record
    (back,) = read(written(to, record), format=to, context=CONTEXT)
    assert attrs.evolve(back, id=record.id) == carried(record, get(to).columns[kind_of(record)], CONTEXT)


@pytest.mark.parametrize("to", FORMATS)
def test_roles_and_numbers_come_back_into_an_empty_catalogue(to: str):
    """An editor came without a role and went out as author; two ISBNs of which one is of ten digits and X were one."""
    names = (m.Contributor("見本花子", ("A01",)), m.Contributor("例示太郎", ("B01",)))
    numbers = (m.Identifier("isbn-13", "9789999900027"), m.Identifier("isbn-10", "999990002X"))
    book = m.Book("book:mihon", titles=("見本",), contributors=names, identifiers=numbers)
    (back,) = read(written(to, book), format=to)
    assert (back.contributors, back.identifiers) == (names, numbers)


@pytest.mark.parametrize("key", ["book:mihon", "mihon2009"])
@pytest.mark.parametrize("to", ["csl-json", "bibtex"])
def test_who_is_cited_as_author_is_one_whoevers_the_file_is(to: str, key: str):
    """A file of ours lost the role of its authors in another archive, for names of no role, which stand there too, are told."""
    names = (m.Contributor("見本花子", ("A01",)), m.Contributor("見本なし"), m.Contributor("例示太郎", ("B20",)))
    book = m.Book("book:mihon", titles=("見本",), contributors=names)
    assert not_carried(book, get(to).columns["book"], CONTEXT) == ["contributors.roles"]
    (back,) = read(written(to, book).replace(b"book:mihon", key.encode()), format=to, context=CONTEXT)
    assert isinstance(back, m.Book)
    assert [it.roles for it in back.contributors] == [("A01",), ("A01",), ("B01",)]


@pytest.mark.parametrize("to", ["csl-json", "bibtex"])
def test_the_date_of_the_host_is_not_the_articles_own(to: str):
    (known,) = read(written(to, ARTICLE), context=CONTEXT)
    (alone,) = read(written(to, ARTICLE))
    assert isinstance(known, m.Component)
    assert isinstance(alone, m.Component)
    assert (known.dates, [str(it.date) for it in alone.dates]) == ((), ["2009-03"])


# --- files of others


def others(text: str, form: str) -> tuple[list[Any], Any]:
    reading = Reading()
    return list(items(text.encode(), reading, format=form)), reading.unread


def test_csl_of_another_program():
    (item,), unread = others(json.dumps([{
        "id": 7, "type": "article-journal", "title": "A sample", "container-title": "Samples", "page": "5–9", "URL": "https://mihon.example/",
        "author": [{"family": "Sample", "given": "John", "suffix": "Jr."}, {"literal": "見本の会"}, {"family": "見本 花子"}],
        "issued": {"date-parts": [["2009", 3]], "season": "2"}, "accessed": {"date-parts": [[2020]]}, "language": "ja-JP", "custom": {"a": 1},
    }]), "csl-json")  # fmt: skip
    record = item.record
    assert [(str(c.name), c.family, c.distinction) for c in record.contributors] == [
        ("Sample, John", "Sample", "Jr."),
        ("見本の会", None, None),
        ("見本 花子", None, None),
    ]
    assert (record.pages, str(record.dates[0].date), record.languages) == (
        (m.PageRun("5", "9"),),
        "2009-03",
        (m.Language("jpn"),),
    )
    assert unread == {
        "type $article-journal": 1, "id": 1, "issued $season": 1, "accessed $JSON": 1, "custom $JSON": 1,
    }  # fmt: skip
    assert record.related == (m.Relation("whole", citation="Samples"),)


@pytest.mark.parametrize(
    "issued",
    [
        {"date-parts": [["?"]]},
        {"date-parts": {"year": 2009}, "circa": True, "season": 1},
        {"date-parts": [[]]},
        {},
    ],
)
def test_a_date_that_is_not_exact_is_none_and_counted(issued: dict[str, Any]):
    (item,), unread = others(json.dumps([{"type": "book", "title": "見本", "issued": issued}]), "csl-json")
    assert (item.record.dates, bool(unread)) == ((), issued not in ({}, {"date-parts": [[]]}))


@pytest.mark.parametrize(("issued", "date", "told"), [
    ({"raw": "Spring 2009"}, "2009", "date-cut"), ({"literal": "平成18年6月"}, "2006-06", None), ({"raw": "June 2006"}, "2006-06", None),
    ({"date-parts": [["06", 6]]}, None, "date-form"), ({"date-parts": [[20060601]]}, "2006-06-01", None), ({"raw": "見本"}, None, "date-form"),
])  # fmt: skip
def test_dates_of_csl_in_words_are_read_or_told(issued: dict[str, Any], date: str | None, told: str | None):
    """A year of two figures was one of the first century."""
    (item,), unread = others(json.dumps([{"type": "book", "title": "見本", "issued": issued}]), "csl-json")
    assert [str(it.date) for it in item.record.dates] == [date] * (date is not None)
    assert ([p.rule for p in item.problems], unread) == ([told] * (told is not None), {})


@pytest.mark.parametrize("issued", [
    {"date-parts": [[1990], [1992]], "circa": True}, {"raw": "1990/1992", "circa": True}, {"literal": "1990-1992", "circa": True},
])  # fmt: skip
def test_that_a_range_of_csl_is_circa_is_counted(issued: dict[str, Any]):
    """It was told as a range without an end, and printed words were made up."""
    (item,), unread = others(json.dumps([{"type": "book", "title": "見本", "issued": issued}]), "csl-json")
    between = m.EventDate("publication", m.PartialDate(1990), qualifier="between", until=m.PartialDate(1992))
    assert (item.record.dates, item.problems, unread) == ((between,), (), {"issued $circa": 1})


@pytest.mark.parametrize(("last", "told"), [("5", [("page-run-form", "5", "EP", "warning")]), ("115", [])])
def test_a_last_page_that_ris_has_short_is_told(last: str, told: list[Any]):
    (item,), _ = others(f"TY  - JOUR\nTI  - 見本\nSP  - 112\nEP  - {last}\nER  - \n", "ris")
    assert item.record.pages == (m.PageRun("112", "115"),)
    assert [(p.rule, p.found, p.where.path, p.severity) for p in item.problems] == told


def test_two_addresses_in_a_line_of_ris_are_two():
    urls = ["https://mihon.example/1;a", "https://mihon.example/2"]
    (item,), _ = others(f"TY  - BOOK\nTI  - 見本\nUR  - {'; '.join(urls)}\nER  - \n", "ris")
    assert [it.url for it in item.record.links] == urls


def test_what_csl_says_in_no_form_of_ours_is_counted():
    said = '[{"type": "book", "title": "見本", "issued": {"raw": "2006-06"}, "volume": 1e400, "author": [{"family": null}]}]'
    (item,), unread = others(said, "csl-json")
    assert ([str(it.date) for it in item.record.dates], unread) == (["2006-06"], {"volume $JSON": 1, "author $JSON": 1})


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_bibtex_of_another_encoding_is_told_as_such(encoding: str):
    """Even where a byte looks like a brace."""
    data = "@book{a, title={見本}, author={見本, 花子}}\n".encode(encoding)
    (item,) = items(data, Reading(), format="bibtex")
    assert [p.rule for p in item.problems] == ["bibtex-characters"]


def test_of_an_impossible_date_the_year_is_read_and_that_is_told():
    (item,), _ = others(
        json.dumps([{"type": "book", "title": "見本", "issued": {"date-parts": [[2009, 13]]}}]), "csl-json"
    )
    assert [(str(it.date), it.printed) for it in item.record.dates] == [("2009", "2009-13")]
    assert [(p.rule, p.found, p.where.path) for p in item.problems] == [("date-form", "2009-13", "issued")]


BIB = r"""A file of another program. @ is no entry.
@string{mihon = "見本" # {通信}}
@Comment{jabref-meta: x}
@ARTICLE(g09,
  author = "Kurt G{\"o}del and {Sample {and} Sons} and Sample, Jr., J. and others",
  title = {On {Samples}: a \emph{study} --- 1},
  journal = mihon, year = 2009, month = "mar", day = 1, pages = {5--9},
  file = {:x.pdf:PDF}
)
@book{b1, title = {見本の社会}, subtitle = {例示}, series = {S}, number = 4, publisher = {見本 \& 例示},
  isbn = {978-9-99-999000-4}, keywords = {a; b}, year = {[2009?]} }
@patent{p, title = {x}}
@book{b2, title = {切れた
@book{b3, title = {次の本}
}
@book{b4, title = {x} year = 2009}
"""


def test_bibtex_of_another_program():
    """One entry at fault costs itself alone; it is named with its line."""
    told, unread = others(BIB, "bibtex")
    article, book, *rest = told
    record = article.record
    assert [(str(c.name), c.family, c.distinction) for c in record.contributors] == [
        ("Kurt Gödel", None, None),
        ("Sample and Sons", None, None),
        ("Sample, J.", "Sample", "Jr."),
    ]
    assert (str(record.title), str(record.dates[0].date), record.pages) == (
        "On Samples: a study — 1",
        "2009-03-01",
        (m.PageRun("5", "9"),),
    )
    assert (
        book.record.titles[0].subtitle.text,
        book.record.series[0].part_number,
        str(book.record.publishers[0].name),
    ) == ("例示", "4", "見本 & 例示")
    assert (book.record.isbn, [s.heading for s in book.record.subjects]) == ("9789999990004", ["a", "b"])
    assert [(str(it.date), it.qualifier, it.printed) for it in book.record.dates] == [("2009", "uncertain", "[2009?]")]
    assert unread == {"key": 3, "author $others": 1, "file": 1}
    assert record.related == (m.Relation("whole", citation="見本通信"),)
    assert [(item.rejected, item.where.line, [(p.rule, p.where.line) for p in item.problems]) for item in rest] == [
        (True, 12, [("bibtex-type", 12)]), (True, 13, [("bibtex-end", 13)]), (False, 14, []), (True, 16, [("bibtex-syntax", 16)]),
    ]  # fmt: skip


def test_refused_entries_come_back_below_what_is_wrong_with_them():
    """What defines strings comes with them, so that they can be read."""
    assert bibtex.FORMAT.refused is not None
    again = b"".join(bibtex.FORMAT.refused(open_source(BIB.encode()), Reading(), {(None, 4): "wrong @ once"})).decode()
    assert again.startswith(
        '@string{mihon = "見本" # {通信}}\n\n% smj-catalog: errors: wrong (at) once\n@book{b1, title'
    )
    assert [item.record.title for item in others(again, "bibtex")[0]] == ["見本の社会"]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(list("ab見 \\{}~^&%$#_-`'\"i"))))
def test_latex_gives_back_what_it_was_given(text: str):
    text = " ".join(text.split())
    assert latex.decode(latex.encode(text)) == text
    assert latex.encode(text).count("{") == latex.encode(text).count("}")


@pytest.mark.parametrize(("text", "plain"), [
    (r'G{\"o}del \"o {\"{o}}', "Gödel ö ö"), (r"\'{\i} \v{s} \c{c} \c c \H{o}", "í š ç ç ő"), (r"{\ss}e \o re {\AA}r", "ße øre År"),
    ("a--b---c", "a–b—c"), (r"A~B \& C\%", "A B & C%"), ("``x''", "“x”"), (r"\unknown x", r"\unknown x"),
    (r"H\textsubscript{2}O H$_2$O 10\textsuperscript{12}", "H₂O H₂O 10¹²"), (r"18\textsuperscript{th} \uppercase{abc} \textsc{d{\"o}}", "18th abc dö"),
    (r"\enquote{a {\"o} \emph{b}}", "“a ö b”"), (r"\href{https://mihon.example/a_b}{\textbf{x}}", "x (https://mihon.example/a_b)"),
    (r"{\bfseries Bold} a\,b \\ c\-d \LaTeX{} \th", "Bold a b cd LaTeX þ"), (r"\unknowncmd{z{z}} $x^{10}$", r"\unknowncmd{z{z}} $x^{10}$"),
])  # fmt: skip
def test_escapes_of_latex(text: str, plain: str):
    assert latex.decode(text) == plain


def test_a_command_that_is_not_known_is_kept_whole_and_told():
    """It lost its braces, so that x^{10} was x^10, and that was told nowhere."""
    data = "@book{k,\n title = {\\unknowncmd{zz} \\enquote{$x^{10}$} \\emph{見本}},\n file = {\\x{y}}}"
    (item,) = items(data.encode(), Reading(), format="bibtex")
    assert isinstance(item.record, m.Book)
    assert str(item.record.titles[0].text) == r"\unknowncmd{zz} “$x^{10}$” 見本"
    told = [(p.rule, p.found, p.severity, p.where.path, p.where.line) for p in item.problems]
    assert told == [("bibtex-command", it, "warning", "title", 2) for it in (r"\unknowncmd{zz}", "$x^{10}$")]
    (back,), _ = others(written("bibtex", item.record).decode(), "bibtex")
    assert (back.record.titles, back.problems) == (item.record.titles, ())


PIECES = st.sampled_from([
    "@book{k,", "@article{", "@string{a = {x}}", "title = ", "{見本}", "author = ", "{A and B, C}", "year = 2009,", "}\n", "\n", '"x"', " # a", ", ", "{", "}", '"', "@", "(", "=",
])  # fmt: skip


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(PIECES, max_size=12).map("".join))
def test_any_text_is_read_or_told(text: str):
    others(text, "bibtex")


# --- real readers


@pytest.fixture
def exported() -> list[m.Record]:
    return [BOOK, ARTICLE]


def test_rispy_reads_what_is_meant(exported: list[m.Record]):
    rispy = pytest.importorskip("rispy", reason="rispy is not installed")
    book, article = rispy.loads(written("ris", *exported).decode())
    assert (book["type_of_reference"], article["type_of_reference"]) == ("BOOK", "MGZN")
    assert (article["authors"], article["secondary_title"], article["start_page"], article["year"]) == (
        ["見本, 花子", "Sample and Sons,, Inc."], "見本通信", "15", "2009",  # a comma of a name's own is doubled
    )  # fmt: skip


def test_bibtexparser_reads_what_is_meant(exported: list[m.Record]):
    bibtexparser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed")
    customization = pytest.importorskip("bibtexparser.customization", reason="bibtexparser 1 is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from bibtexparser.bparser import BibTexParser

        parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
        article, book = sorted(
            bibtexparser.loads(written("bibtex", *exported).decode(), parser).entries, key=lambda e: str(e["ID"])
        )
    assert (article["ID"], article["ENTRYTYPE"], article["entrysubtype"], article["journal"]) == (
        ARTICLE.id,
        "article",
        "magazine",
        "見本通信",
    )
    assert article["author"] == "見本, 花子 and {Sample and Sons, Inc.}"
    assert customization.splitname("見本, 花子") == {"first": ["花子"], "von": [], "last": ["見本"], "jr": []}
    assert customization.splitname(book["editor"]) == {"first": [], "von": [], "last": ["{例示太郎}"], "jr": []}
    assert (article["month"], article["pages"], book["year"], book["url"]) == (
        "March",
        "15--22, 40",
        "2009",
        BOOK.links[0].url,
    )


JAPANESE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" default-locale="ja-JP">
  <info><title>Made up</title><id>https://mihon.example/style</id><updated>2026-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout suffix="。">
    <names variable="author"><name name-as-sort-order="all" sort-separator="" delimiter="・" delimiter-precedes-last="never"/></names>
    <text variable="title" prefix="「" suffix="」"/><text variable="container-title" prefix="『" suffix="』"/>
    <text variable="issue" prefix="第" suffix="号"/><date variable="issued" prefix="、"><date-part name="year" suffix="年"/></date>
  </layout></bibliography>
</style>
"""


@pytest.mark.parametrize(("style", "rendered"), [
    (JAPANESE, ["見本花子", "「見本の記事 : 例示として」『見本通信』第2号", "2009年。"]), ("harvard-cite-them-right", ["見本, ", "Sample and Sons, Inc. (2009)", "見本の記事", "pp. 15–22, 40"]),
])  # fmt: skip
def test_citeproc_renders_csl_json(style: str, rendered: list[str], exported: list[m.Record], tmp_path: Path):
    citeproc = pytest.importorskip("citeproc", reason="citeproc-py is not installed")
    if "\n" in style:
        (tmp_path / "mihon.csl").write_text(style, "utf-8")
        style = str(tmp_path / "mihon.csl")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON(csl(*exported))
        made = citeproc.CitationStylesBibliography(
            citeproc.CitationStylesStyle(style, validate=False), source, citeproc.formatter.plain
        )
        made.register(citeproc.Citation([citeproc.CitationItem(ARTICLE.id)]))
        (text,) = map(str, made.bibliography())
    assert [(piece, text) for piece in rendered if piece not in text] == []


@pytest.mark.parametrize("to", ["marcxml", "dcndl-2", "jpcoar-2.1", *FORMATS])
@pytest.mark.parametrize(("name", "family", "given_name", "comes"), [
    ("John Smith", "Smith", "John", "Smith, John"), ("ジョン・スミス", "スミス", "ジョン", "スミス, ジョン"), ("𠮷田髙", "𠮷田", "髙", "𠮷田髙"),
    ("山﨑㐂一", "山﨑", "㐂一", "山﨑㐂一"), ("辻\U000e0100花子", "辻\U000e0100", "花子", "辻\U000e0100花子"),
])  # fmt: skip
def test_names_whose_parts_are_known_go_as_headings(to: str, name: str, family: str, given_name: str, comes: str):
    """A name in direct order comes back as its heading, which is told; one in kanji of any plane comes back whole."""
    made = m.Contributor(m.Text(name), ("A01",), family=family, given=given_name)
    book = m.Book("book:9799999000009", titles=("見本",), contributors=(made,))
    lost: list[str] = []
    context = Context(domain="mihon.example", updated="2026-11-24", base_uri="https://mihon.example/id")
    document = get(to).document
    assert document is not None
    data = b"".join(document([book], Writing(context, lambda _, path: lost.append(path))))
    ((back,),) = (
        (*record.contributors,) for record in read(data, format=to, context=context) if isinstance(record, m.Book)
    )
    assert (back.name.text, back.family, back.given) == (comes, family, given_name)
    assert ("contributors.name.text" in lost) == (comes != name)


def test_a_name_that_no_string_defines_is_told():
    """It stands for itself; months are known, and so is what was defined before."""
    data = "@string{a = {見本社}}\n@book{k, title = {見本}, publisher = a # b, month = mar, year = 2024}"
    (item,) = items(data.encode(), Reading(), format="bibtex")
    assert isinstance(item.record, m.Book)
    assert ([(p.rule, p.found) for p in item.problems], item.record.publishers[0].name.text) == (
        [("bibtex-string", "b")],
        "見本社b",
    )


@pytest.mark.parametrize(("said", "dates", "told"), [
    ("year = 2024, month = {4月}", ["2024-04"], []), ("year = 2024, month = {４}", ["2024-04"], []),
    ("year = 2024, month = {apr}", ["2024-04"], []), ("year = 2024, month = {13月}", ["2024"], ["2024 13月"]),
    ("year = 2024, month = {見本}", ["2024"], ["2024 見本"]), ("year = {令和8年}, month = {4月}", ["2026-04"], []),
    ("year = {平成18年}", ["2006"], []), ("year = {２０２４}", ["2024"], []), ("year = {見本年}", [], ["見本年"]),
    ("year = 2006, month = 13, date = {2006-13-40}", ["2006"], ["2006 13", "2006-13-40"]), ("date = {2006-21}", ["2006"], ["2006-21"]),
    ("year = 2006, month = 5, date = {2006}", ["2006-05"], []), ("year = 2006, date = {2006-05-01}", ["2006-05-01"], []),
    ("year = 2006, date = {近刊}", ["2006"], ["近刊"]), ("date = {2006/2007}", ["2006"], []),
    ("year = {2006年6月}", ["2006-06"], []), ('year = 2006, month = jun # "~10"', ["2006"], ["2006 june 10"]), ("year = 2006, day = 5", ["2006"], ["2006 5"]),
    ("year = 2006, year = 2007", ["2006"], ["2006 2007"]), ("year = 2006, year = 2006", ["2006"], []), ("year = 2006, month = {Sept.}", ["2006-09"], []), ("date = {2006-05?}", ["2006-05"], []),
    ("date = {2006-06-?}", ["2006"], ["2006-06-?"]),
])  # fmt: skip
def test_dates_of_bibtex_are_read_or_told(said, dates, told):
    """With 月 or full-width digits it is a month, a year may be one of an era; of what is no date the year is read."""
    found = Reading()
    (item,) = items(f"@book{{k, title = {{見本}}, {said}}}".encode(), found, format="bibtex")
    assert isinstance(item.record, m.Book)
    assert [str(d.date) for d in item.record.dates] == dates
    assert [(p.rule, p.found, p.where.path, p.severity) for p in item.problems] == [
        ("date-form", text, "date", "warning") for text in told
    ]
    assert found.unread == {"key": 1}


def test_a_year_of_bibtex_that_its_date_contradicts_is_counted():
    found = Reading()
    (item,) = items(b"@book{k, title = {x}, year = 2007, date = {2006-05}}", found, format="bibtex")
    assert isinstance(item.record, m.Book)
    assert ([str(d.date) for d in item.record.dates], found.unread) == (["2006-05"], {"date $year": 1, "key": 1})


@pytest.mark.parametrize(("format_", "text"), [
    ("csl-json", '[{"type": "book", "title": "見本", "number-of-pages": "%s"}]'), ("bibtex", "@book{k, title = {見本}, pagetotal = {%s}}"),
])  # fmt: skip
@pytest.mark.parametrize(("pages", "extent", "told"), [
    ("244", m.Extent(244), []), ("244p", m.Extent(244, printed="244p"), []), ("8, 244p", m.Extent(printed="8, 244p"), ["pages-several"]),
])  # fmt: skip
def test_pages_stand_as_people_write_them(format_: str, text: str, pages: str, extent: m.Extent, told: list[str]):
    """Of several paginations none is the number; the words go out again."""
    (item,) = items((text % pages).encode(), Reading(), format=format_)
    assert isinstance(item.record, m.Book)
    assert (item.record.extents, [p.rule for p in item.problems]) == ((extent,), told)
    assert pages.removesuffix("p" if not told else "").encode() in written(format_, item.record)


def test_markup_of_csl_is_taken_off_and_counted():
    """Citation processors take a title for rich text; what is no element of it stays."""
    given_ = [
        {
            "type": "book",
            "title": "On <i>Mihon <b>x</b></i>, H<sub>2</sub>O and a < b",
            "note": '<span class="nocase">NGO</span>',
        }
    ]
    reading = Reading()
    (item,) = items(json.dumps(given_).encode(), reading, format="csl-json")
    assert isinstance(item.record, m.Book)
    assert (item.record.title, item.record.notes[0].text) == ("On Mihon x, H2O and a < b", "NGO")
    assert reading.unread == {"title $<i>": 1, "title $<b>": 1, "title $<sub>": 1, "note $<span>": 1}
    told: list[str] = []
    literal = m.Book("book:mihon", titles=("On <i>Mihon</i>",))
    b"".join(get("csl-json").document([literal], Writing(CONTEXT, lambda _, path: told.append(path))))
    assert told == ["titles.text.text"]


@pytest.mark.parametrize("name", ["Mihon, Inc.", "Hanako Mihon, Jr.", "Mihon Trading, Co.", "Mihon, III"])
@pytest.mark.parametrize(("format_", "entry"), [
    ("ris", "TY  - BOOK\nTI  - Mihon\nAU  - {}\nER  - \n"), ("bibtex", "@book{{a, title={{Mihon}}, author={{{}}}}}"),
])  # fmt: skip
def test_what_stands_behind_a_comma_and_is_no_given_name_parts_nothing(name: str, format_: str, entry: str):
    (item,) = items(entry.format(name).encode(), Reading(), format=format_)
    assert isinstance(item.record, m.Book)
    (one,) = item.record.contributors
    assert (one.name.text, one.family, one.given) == (name, None, None)


def test_numbers_in_a_list_are_read():
    """They were counted, like one that is no list of texts."""
    given_ = [
        {"type": "article-magazine", "title": "見本の記事", "ISSN": ["1234-5679", "2345-6784"]},
        {"type": "article-magazine", "title": "例示の記事", "container-title": "見本学会誌", "ISSN": [12345679]},
        {"type": "book", "title": ["見本"], "ISBN": ["9789999900027", "999990002X"]},
    ]
    (part, odd, book), unread = others(json.dumps(given_), "csl-json")
    assert [it.value for it in part.record.related[0].identifiers] == ["12345679", "23456784"]
    assert [it.citation for it in odd.record.related] == ["見本学会誌"]
    assert [it.value for it in book.record.identifiers] == ["9789999900027", "999990002X"]
    assert unread == {"ISSN $JSON": 1}


PEOPLE = (
    m.Contributor("Mihon, Hanako", ("A01",), family="Mihon", given="Hanako", distinction="Jr."),
    m.Contributor("見本太郎", ("A01",), family="見本", given="太郎", distinction="生物学"),
)


@pytest.mark.parametrize(("to", "said", "name"), [
    ("ris", "AU  - Mihon, Hanako, Jr.", "AU  - {}, {}, {}"), ("bibtex", "{Mihon, Jr., Hanako and 見本, 太郎}", "author = {{{0}, {2}, {1}}}"),
    ("bibtex", "{Mihon, Jr., Hanako and 見本, 太郎}", "author = {{{0}, {1}, {2}}}"),
    ("csl-json", '"suffix": "Jr."', '"author": [{{"family": "{}", "given": "{}", "suffix": "{}"}}]'),
])  # fmt: skip
def test_what_stands_behind_both_parts_of_a_name_tells_the_person_from_others(to: str, said: str, name: str):
    """Jr. was lost or part of the name. A word that is no suffix is not cited, which is told; years are those of a life."""
    data = written(to, m.Book("book:mihon", titles=("見本",), contributors=PEOPLE))
    assert said in data.decode()
    (back,) = read(data, format=to)
    assert isinstance(back, m.Book)
    assert [(it.name, it.family, it.given, it.distinction) for it in back.contributors] == [
        (it.name, it.family, it.given, it.distinction if it is PEOPLE[0] else None) for it in PEOPLE
    ]
    book = m.Book("book:mihon", titles=("見本",), contributors=PEOPLE[1:])
    assert "contributors.distinction" in not_carried(book, get(to).columns["book"], CONTEXT)
    frame = {
        "ris": "TY  - BOOK\nTI  - 見本\n%s\nER  - \n", "bibtex": "@book{a, title = {見本}, %s}", "csl-json": '[{"type": "book", "title": "見本", %s}]'
    }[to]  # fmt: skip
    last = "1950-" if name.endswith("{2}}}") or to != "bibtex" else "生物学"
    (item,), _ = others(frame % name.format("見本", "太郎", last), to)
    (one,) = item.record.contributors
    assert (one.name.text, one.family, one.given) == ("見本太郎", "見本", "太郎")
    assert (one.distinction, one.born) == ((None, m.PartialDate(1950)) if last == "1950-" else ("生物学", None))


@pytest.mark.parametrize(("to", "between", "about", "lost"), [
    ("csl-json", '"date-parts": [', '"circa": true', []),
    ("bibtex", "date = {2019-12/2020-01},", "date = {2019~},", []),
    ("ris", "", "", ["dates"]),
])  # fmt: skip
def test_dates_that_are_not_of_one_day_go_out(to: str, between: str, about: str, lost: list[str]):
    """Such a work had no date at all, nor had an article in a combined issue. RIS has only the first month of such an issue."""
    months = m.EventDate("publication", m.PartialDate(2019, 12), qualifier="between", until=m.PartialDate(2020, 1))
    unsure = m.EventDate("publication", m.PartialDate(2019), qualifier="uncertain")
    for date, said in ((months, between), (unsure, about)):
        book = m.Book("book:mihon", titles=("見本",), dates=(date,))
        assert said in written(to, book).decode()
        told = not_carried(book, get(to).columns["book"], CONTEXT)
        assert told == lost
        (back,) = read(written(to, book), format=to)
        assert isinstance(back, m.Book)
        assert (back.dates == (date,)) is not bool(lost)
    host = attrs.evolve(ISSUE, dates=(attrs.evolve(months, role="cover"),))
    known = attrs.evolve(CONTEXT, lookup={**KNOWN, host.id: host}.get)
    data = written(to, ARTICLE, context=known)
    assert (between or "DA  - 2019/12//\r\n") in data.decode()
    assert "dates" not in not_carried(ARTICLE, get(to).columns["component"], known)
    (part,) = read(data, format=to, context=known)
    assert isinstance(part, m.Component)
    assert part.dates == ()


@pytest.mark.parametrize(("form", "text", "types"), [
    ("csl-json", '[{"type": "%s", "title": "見本"}]', {"article-journal": 1, "article-newspaper": 1, "article-magazine": 0, "book": 0}),
    ("ris", "TY  - %s\nTI  - 見本\nER  - \n", {"JOUR": 1, "EJOUR": 1, "NEWS": 1, "EBOOK": 1, "EDBOOK": 1, "ECHAP": 1, "MGZN": 0, "CHAP": 0}),
    ("bibtex", "@%s{book:a, title = {見本}}", {"collection": 1, "booklet": 1, "book": 0}), ("bibtex", "@%s{article:a, title = {見本}}", {"article": 0}),
])  # fmt: skip
def test_a_type_that_becomes_another_is_counted(form: str, text: str, types: dict[str, int]):
    """An article of a journal went out as one of a magazine without a word."""
    tag = {"csl-json": "type", "ris": "TY", "bibtex": "entry"}[form]
    for name, count in types.items():
        (item,), unread = others(text % name, form)
        assert (item.rejected, unread[f"{tag} ${name}"]) == (False, count)
    if form == "bibtex":
        assert "magazine" not in written("bibtex", m.Component("article:a", "見本")).decode()


@pytest.mark.parametrize(("text", "told"), [
    ("]", [(1, "]")]), ("}", [(1, "}")]), ("[{book}}]", [(1, None), (1, "}")]), ("[{book}}, {book}]", [(1, None), (1, "}"), (1, None)]),
    ("[{book}]\n]\n{book}", [(1, None), (2, "]\n" + "{book}")]), ("{book}\n{book}", [(1, None), (2, None)]),
])  # fmt: skip
def test_a_bracket_too_many_is_told_and_ends_nothing_else(text: str, told: list[tuple[int, str | None]]):
    """Such a file was read for ever."""
    book = '{"type": "book", "title": "見本"}'
    found, _ = others(text.replace("{book}", book), "csl-json")
    assert [(item.where.line, item.raw) for item in found] == [
        (line, raw and raw.replace("{book}", book)) for line, raw in told
    ]


def test_braces_of_bibtex_stand_within_each_other_only_so_deep():
    deep = "{" * 15 + "見本" + "}" * 15
    (item,), _ = others(f"@book{{k, title = {{{deep}}}, note = {{見本}}}}", "bibtex")
    assert (item.record.title, item.record.notes[0].text) == ("見本", "見本")
    deep = "{" * 500 + "}" * 500
    (item,), _ = others(f"@book{{k, title = {{見本}},\n note = {{{deep}}}}}", "bibtex")
    assert [(p.rule, p.where.line) for p in item.problems] == [("bibtex-syntax", 2)]


@pytest.mark.parametrize(("format_", "entry", "around"), [
    ("bibtex", "@book{m, title={%s}}", "%s"), ("csl-json", '{"id": "m", "type": "book", "title": "%s"}', "[%s]"),
    ("ris", "TY  - BOOK\nID  - m\nTI  - %s\nER  - ", "%s"),
])  # fmt: skip
def test_a_key_that_another_entry_has_too_is_told(format_: str, entry: str, around: str):
    """Both are read, and kept apart."""
    between = ",\n" if format_ == "csl-json" else "\n"
    text = around % between.join(entry % title for title in ("見本", "例示"))
    found = list(items(text.encode(), Reading(), format=format_))
    assert [str(item.record.title) for item in found if isinstance(item.record, m.Book)] == ["見本", "例示"]
    assert [[(p.rule, p.found, dict(p.expected.params)) for p in item.problems] for item in found] == [
        [], [("key-twice", "m", {"first": "1"})],
    ]  # fmt: skip
