"""What citations of other programs say of where a part stands, and how it goes from format to format."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import attrs
import pytest

from smj_catalog import Context, convert, init, read, write
from smj_catalog import model as m
from smj_catalog.crosswalk import not_carried
from smj_catalog.formats import Reading, get
from smj_catalog.problems import Message, Report, errors_of
from smj_catalog.services.importing import commit_plan, plan_import
from smj_catalog.services.reading import items

FORMATS = ("csl-json", "bibtex", "ris")


def written(to: str, *given: m.Record, context: Context | None = None) -> bytes:
    out = io.BytesIO()
    write(given, out, to=to, context=context or Context())
    return out.getvalue()


@pytest.mark.parametrize("between", [", ", " ", "; ", ",", " (print), "])
@pytest.mark.parametrize("form", FORMATS)
def test_all_issns_of_a_journal_are_read(form: str, between: str):
    """Print and electronic ones, in one text."""
    both = f"1234-5679{between}2345-6784"
    data = {
        "csl-json": f'[{{"type": "article-journal", "title": "見本", "container-title": "見本通信", "ISSN": "{both}"}}]',
        "bibtex": f"@article{{a, title = {{見本}}, journal = {{見本通信}}, issn = {{{both}}}}}",
        "ris": f"TY  - JOUR\r\nTI  - 見本\r\nT2  - 見本通信\r\nSN  - {both}\r\nER  - \r\n",
    }[form]
    (found,) = read(data.encode())
    (whole,) = found.related
    assert [it.value for it in whole.identifiers] == ["12345679", "23456784"]


@pytest.mark.parametrize(("kind", "around"), [
    ("article", {"container-title": "見本通信", "volume": "3", "issue": "1", "publisher": "見本書房", "ISSN": "1234-5679, 2345-6784"}),
    ("article", {"container-title": "Work, Sample (New Series)", "volume": "XII", "issue": "夏"}), ("article", {"container-title": "Mihon 2000", "issue": "5"}),
    ("article", {"container-title": "見本通信", "volume": "12"}), ("article", {"ISSN": "1234-567X"}),
    ("chapter", {"container-title": "見本、例示, 3", "publisher": "見本, 例示書房", "ISBN": "9799999000009"}),
])  # fmt: skip
@pytest.mark.parametrize("form", FORMATS)
def test_what_an_article_of_others_stands_in_goes_from_format_to_format(kind: str, around: dict[str, str], form: str):
    """It is the heart of a citation: taken apart as it was put together, and the same when it is read again."""
    name = "article-journal" if kind == "article" else kind
    (one,) = read(json.dumps([{"type": name, "title": "見本の記事", **around}]).encode())
    assert not_carried(one, get(form).columns["component"], Context()) == []
    (again,) = read(written(form, one))
    assert again.related == one.related != ()
    (cited,) = json.loads(written("csl-json", again))
    assert {key: text for key, text in cited.items() if key in around} == around


@pytest.mark.parametrize(
    "words", ["見本通信 9巻2号, p. 3-5", "見本通信 (増刊)", "見本. – 書房 3(2)", "(2)", "3", "見本 = Mihon 3(2)"]
)
@pytest.mark.parametrize("form", FORMATS)
def test_a_citation_of_another_form_goes_out_whole(words: str, form: str):
    one = m.Component("article:mihon", m.Title("見本の記事"), related=(m.Relation("whole", citation=words),))
    assert not_carried(one, get(form).columns["component"], Context()) == []
    (again,) = read(written(form, one))
    assert again.related == one.related


@pytest.mark.parametrize(("form", "data"), [
    ("bibtex", "@incollection{a, title = {見本}, author = {例示, 花子}, editor = {見本, 太郎}}"), ("bibtex", "@inbook{a, title = {見本}, author = {例示, 花子}, editor = {見本, 太郎}}"),
    ("csl-json", '[{"type": "chapter", "title": "見本", "author": [{"family": "例示", "given": "花子"}], "editor": [{"family": "見本", "given": "太郎"}]}]'),
    ("ris", "TY  - CHAP\r\nTI  - 見本\r\nAU  - 例示, 花子\r\nED  - 見本, 太郎\r\nER  - \r\n"),
])  # fmt: skip
def test_the_editor_of_a_chapter_is_its_books(form: str, data: str):
    """Counted, not taken for the chapter's own; nor does that of a chapter of ours go out as the book's."""
    reading = Reading()
    (item,) = items(data.encode(), reading, format=form)
    assert isinstance(item.record, m.Component)
    assert [(c.family, c.roles) for c in item.record.contributors] == [("例示", ("A01",))]
    assert [key.partition(" ")[2] for key in reading.unread if "$of" in key] == ["$of the book"]
    one = m.Component(
        "chapter:mihon", m.Title("見本"), kind="chapter", contributors=(m.Contributor("見本太郎", ("B01",)),)
    )
    assert "見本太郎" not in written(form, one).decode()
    assert "contributors" in not_carried(one, get(form).columns["component"], Context())


@pytest.mark.parametrize(("issued", "date", "rest"), [
    ({"date-parts": [[2009], [2010, 3]]}, "2009 between None", ""), ({"date-parts": [[2009], []]}, "2009 None None", ""),
    ({"date-parts": [[2009, 3]], "circa": True}, "2009-03 uncertain None", ""), ({"raw": "2009", "circa": 1}, "2009 uncertain None", ""),
    ({"date-parts": [["2009"]], "season": 2}, "2009 None None", "issued $season"), ({"date-parts": [[2009, 13]], "circa": True}, "2009 None 2009-13~", "date-form"),
])  # fmt: skip
def test_of_a_date_of_csl_that_is_not_one_day_the_year_is_read(issued: dict[str, Any], date: str, rest: str):
    """The rest is kept in words, or counted."""
    reading = Reading()
    (item,) = items(json.dumps([{"type": "book", "title": "見本", "issued": issued}]).encode(), reading)
    assert isinstance(item.record, m.Book)
    assert [f"{it.date} {it.qualifier} {it.printed}" for it in item.record.dates] == [date]
    assert "".join([*(p.rule for p in item.problems), *reading.unread]) == rest


@pytest.mark.parametrize(("text", "first", "last", "told"), [
    ("112-3", "112", "113", True), ("112-23", "112", "123", True), ("e112-9", "e112", "e119", True), ("112-113", "112", "113", False), ("i-xii", "i", "xii", False),
    ("112-2", "112-2", None, True), ("50-12", "50-12", None, True), ("A-1", "A", "1", False),
])  # fmt: skip
@pytest.mark.parametrize("form", ["bibtex", "csl-json"])
def test_a_last_page_printed_short_is_read_in_full(form: str, text: str, first: str, last: str | None, told: bool):
    """A run that ends before it begins is kept as it is printed; neither costs the record."""
    data = {
        "bibtex": f"@article{{a, title = {{見本}}, pages = {{{text}}}}}",
        "csl-json": f'[{{"type": "article-journal", "title": "見本", "page": "{text}"}}]',
    }[form]
    (item,) = items(data.encode(), Reading(), format=form)
    assert isinstance(item.record, m.Component)
    assert item.record.pages == (m.PageRun(first, last),)
    assert [p.rule for p in item.problems] == ["page-run-form"] * told


@pytest.mark.parametrize(("start", "end", "pages"), [
    ("112-3", "", ("112", "113")), ("112", "3", ("112", "113")), ("i-xii", "", ("i", "xii")), ("12-3", "", ("12-3", None)), ("50", "12", ("50-12", None)),
    ("e12-e20", "", ("e12", "e20")), ("112-12", "", ("112-12", None)),
])  # fmt: skip
def test_pages_of_ris_are_read_as_a_run_where_they_are_one(start: str, end: str, pages: tuple[str, str | None]):
    data = f"TY  - JOUR\r\nTI  - 見本\r\nSP  - {start}\r\nEP  - {end}\r\nER  - \r\n"
    (one,) = read(data.encode())
    assert isinstance(one, m.Component)
    assert one.pages == (m.PageRun(*pages),)


@pytest.mark.parametrize(("run", "pages"), [("112-3", ("112", "113")), ("50-12", ("50-12", None))])
def test_pages_of_773_are_read_so_too(run: str, pages: tuple[str, str | None]):
    fields = "".join(
        f'<datafield tag="{tag}" ind1="0" ind2=" ">{held}</datafield>'
        for tag, held in (
            ("245", '<subfield code="a">見本</subfield>'),
            ("773", f'<subfield code="t">見本通信</subfield><subfield code="g">3(2), p. {run}</subfield>'),
        )
    )
    data = f'<record xmlns="http://www.loc.gov/MARC21/slim"><leader>00000nab a2200000 i 4500</leader>{fields}</record>'
    (item,) = items(data.encode(), Reading(), format="marcxml")
    assert isinstance(item.record, m.Component)
    assert item.record.pages == (m.PageRun(*pages),)
    assert not errors_of(item.problems)


HOST = m.Book(
    "book:mihon",
    titles=(m.Title("見本の本"),),
    publishers=(m.Publisher("見本書房"),),
    identifiers=(m.Identifier("isbn-13", "9799999000009"),),
)
CHAPTER = m.Component("chapter:mihon:1", m.Title("見本の章"), kind="chapter", host=HOST.id)


@pytest.mark.parametrize("given", [(HOST, CHAPTER), (CHAPTER, HOST), (attrs.evolve(HOST, contents=(CHAPTER,)),)])
@pytest.mark.parametrize(("form", "said"), [
    ("bibtex", "booktitle = {見本の本}"), ("csl-json", '"container-title": "見本の本"'), ("ris", "T2  - 見本の本"), ("marcxml", '<subfield code="z">9799999000009'),
])  # fmt: skip
def test_convert_knows_the_book_that_a_chapter_of_the_file_stands_in(
    tmp_path: Path, given: tuple[m.Record, ...], form: str, said: str
):
    """Wherever in the file it is; it was found from an archive alone."""
    (tmp_path / "in.jsonl").write_bytes(written("jsonl", *given))
    assert convert(tmp_path / "in.jsonl", tmp_path / "out", to=form) == 2
    assert said in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize(("form", "data", "path"), [
    ("bibtex", "@book{%s, title = {見本}}", "key"), ("csl-json", '[{"id": "%s", "type": "book", "title": "見本"}]', "id"), ("ris", "TY  - BOOK\r\nID  - %s\r\nTI  - 見本\r\nER  - \r\n", "ID"),
])  # fmt: skip
def test_a_key_of_another_is_counted_and_ours_is_the_id(form: str, data: str, path: str):
    for key, unread in (("mihon2006", {path: 1}), ("book:mihon", {})):
        reading = Reading()
        (item,) = items((data % key).encode(), reading, format=form)
        assert item.record is not None
        assert reading.unread == unread
        assert (item.record.id == key) is not bool(unread)


def test_two_entries_with_one_isbn_are_converted_both(tmp_path: Path):
    """Nobody gave them ids: the second gets one of its own, which is told; so does a third."""
    book = "TY  - BOOK\r\nTI  - {}\r\nSN  - 9799999000009\r\nER  - \r\n\r\n"
    (tmp_path / "in.ris").write_text("".join(map(book.format, ("見本", "例示", "雛形"))), encoding="utf-8")
    report = Report("convert")
    assert convert(tmp_path / "in.ris", tmp_path / "out.jsonl", to="jsonl", report=report) == 3
    assert [one.id for one in read(tmp_path / "out.jsonl")] == [
        "book:9799999000009",
        "book:9799999000009-2",
        "book:9799999000009-3",
    ]
    told = [p for p in report.problems if p.rule == "record-id-twice"]
    assert [(p.severity, dict(p.expected.params)["id"]) for p in told if isinstance(p.expected, Message)] == [
        ("warning", "book:9799999000009-2"),
        ("warning", "book:9799999000009-3"),
    ]


@pytest.mark.parametrize(("form", "data"), [
    ("ris", "TY  - BOOK\r\nTI  - 見本の表ソ\r\nER  - \r\n"), ("bibtex", "@book{a, title = {見本の表ソ}}\n"),
])  # fmt: skip
@pytest.mark.parametrize("encoding", ["cp932", "euc-jp"])
def test_the_encoding_of_a_file_of_lines_can_be_named(form: str, data: str, encoding: str):
    """Unnamed it is UTF-8; what is in neither is told with the way out."""
    raw = data.encode(encoding)
    (one,) = read(raw, format=form, options={"encoding": encoding})
    assert isinstance(one, m.Book)
    assert str(one.title) == "見本の表ソ"
    for options in ({}, {"encoding": "iso-2022-jp"}):
        (item,) = items(raw, Reading(options=options), format=form)
        assert [p.rule.partition("-")[2] for p in item.problems] == ["characters"]


def test_an_encoding_that_a_format_does_not_take_is_told():
    told, item = items(b'[{"type": "book", "title": "x"}]', Reading(options={"encoding": "cp932"}))
    assert [(p.rule, p.severity) for p in told.problems] == [("encoding-not-taken", "warning")]
    assert item.record is not None


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("key", ["mihon2009", "article:mihon:3:a1"])
def test_what_comes_back_changes_nothing(tmp_path: Path, form: str, key: str):
    """The record that its DOI or id finds stands in an issue that says all that the citation says, the year too.

    Names of no role, or of another than author and editor, have that after it as before.
    """
    serial = m.Periodical(
        "periodical:mihon",
        (m.Title("見本通信", subtitle="例示として"),),
        identifiers=(m.Identifier("issn", "12345679"),),
    )
    article = m.Component(
        "article:mihon:3:a1",
        m.Title("見本の記事"),
        host="issue:mihon:3",
        identifiers=(m.Identifier("doi", "10.9999/mihon.1"),),
        pages=(m.PageRun("15", "22"), m.PageRun("40")),
        contributors=(
            m.Contributor("見本なし"),
            m.Contributor("見本花子", ("A13",)),
            m.Contributor("例示太郎", ("B20",)),
        ),
    )
    issue = m.Issue(
        "issue:mihon:3", serial.id, numbering=m.Numbering("3巻1/2号", volume="3", numbers=("1", "2")), contents=(article,),
        publishers=(m.Publisher("見本書房"),), dates=(m.EventDate("cover", m.PartialDate(2009)),),
    )  # fmt: skip
    archive = init(tmp_path / "mine", empty=True)
    (tmp_path / "in.jsonl").write_bytes(written("jsonl", serial, issue))
    commit_plan(plan_import([tmp_path / "in.jsonl"], archive), archive)
    archive.refresh()
    data = written(form, article, context=archive.context).decode()
    assert all(text in data for text in ("見本通信 : 例示として", "1/2", "見本書房", "2009"))
    (tmp_path / "back").write_text(data.replace(article.id, key), encoding="utf-8")
    assert [(e.action, e.record) for e in plan_import([tmp_path / "back"], archive).entries()] == [("same", article.id)]


@pytest.mark.parametrize(("year", "stands", "told"), [(2012, True, []), (2013, True, ["2013"]), (1999, False, [])])
@pytest.mark.parametrize(("form", "data"), [
    ("bibtex", "@article{{a, title = {{見本の記事}}, journal = {{見本通信}}, volume = 12, number = 4, year = {}}}"),
    ("ris", "TY  - JOUR\nTI  - 見本の記事\nT2  - 見本通信\nVL  - 12\nIS  - 4\nPY  - {}\nER  - \n"),
])  # fmt: skip
def test_an_article_of_another_year_than_its_issue_is_told_or_not_put_there(
    tmp_path: Path, form: str, data: str, year: int, stands: bool, told: list[str]
):
    """It went into the issue of its number without a word."""
    serial = m.Periodical("periodical:mihon", ("見本通信",))
    issue = m.Issue(
        "issue:mihon:12.4", serial.id, numbering=m.Numbering("12巻4号", volume="12", numbers=("4",)), dates=(m.EventDate("cover", m.PartialDate(2012, 4)),)
    )  # fmt: skip
    archive = init(tmp_path / "mine", empty=True)
    (tmp_path / "in.jsonl").write_bytes(written("jsonl", serial, issue))
    commit_plan(plan_import([tmp_path / "in.jsonl"], archive), archive)
    archive.refresh()
    (tmp_path / f"in.{form}").write_text(data.format(year), encoding="utf-8")
    (entry,) = plan_import([tmp_path / f"in.{form}"], archive).entries()
    assert [(p.found, p.severity) for p in entry.problems if p.rule == "match-differs"] == [
        (it, "warning") for it in told
    ]
    assert (entry.action, entry.record.startswith("article:mihon:12.4:")) == ("create", stands)


@pytest.mark.parametrize(("form", "data"), [
    ("bibtex", "@book{a, title = {見本}, url = {www.mihon.example}, doi = {none}, language = {Mihonish}}"),
    ("csl-json", '[{"type": "book", "title": "見本", "URL": "www.mihon.example", "DOI": "none", "language": "Mihonish"}]'),
    ("ris", "TY  - BOOK\r\nTI  - 見本\r\nUR  - www.mihon.example\r\nDO  - none\r\nLA  - Mihonish\r\nER  - \r\n"),
])  # fmt: skip
def test_what_is_no_address_doi_or_language_costs_itself_alone(tmp_path: Path, form: str, data: str):
    """The record was refused."""
    (tmp_path / "in").write_text(data, encoding="utf-8")
    archive = init(tmp_path / "mine", empty=True)
    (entry,) = plan_import([tmp_path / "in"], archive).entries()
    assert (entry.action, {p.found for p in entry.problems if p.rule == "cell-form"}) == (
        "create",
        {"www.mihon.example", "none", "Mihonish"},
    )


def test_an_address_in_the_command_of_bibtex_is_one():
    (item,) = items(b"@book{a, title = {x}, url = {\\url{https://mihon.example/a_b}}}", Reading(), format="bibtex")
    assert isinstance(item.record, m.Book)
    assert [it.url for it in item.record.links] == ["https://mihon.example/a_b"]


@pytest.mark.parametrize("form", FORMATS)
def test_an_id_of_ours_tells_which_of_two_books_of_one_title_a_chapter_stands_in(tmp_path: Path, form: str):
    """The chapters of such books were refused in another archive."""
    chapters = [
        m.Component(f"chapter:mihon-{n}:c01", f"見本の章{n}", kind="chapter", host=f"book:mihon-{n}") for n in (1, 2)
    ]
    books = {it.host or "": m.Book(it.host or "", titles=("見本",), contents=(it,)) for it in chapters}
    (tmp_path / "in").write_bytes(written(form, *books.values(), context=Context(lookup=books.get)))
    archive = init(tmp_path / "mine", empty=True)
    commit_plan(plan_import([tmp_path / "in"], archive), archive)
    archive.refresh()
    made = [r for r in archive.records() if isinstance(r, m.Book)]
    assert [(it.id, [part.id for part in it.contents]) for it in made] == [
        (it.id, [part.id for part in it.contents]) for it in books.values()
    ]


@pytest.mark.parametrize(("form", "old", "new", "field", "expected"), [
    ("ris", "EP  - 22", "EP  - 23", "pages", ["15 23", "40 None"]),
    ("bibtex", "{例示太郎}", "{例示次郎}", "contributors", ["見本なし ()", "見本花子 ('A13',)", "例示次郎 ('B01',)", "雛形三郎 ('A36',)"]),
    ("csl-json", "例示太郎", "例示次郎", "contributors", ["見本なし ()", "見本花子 ('A13',)", "例示次郎 ('B01',)", "雛形三郎 ('A36',)"]),
])  # fmt: skip
def test_a_change_in_a_list_costs_nothing_that_a_citation_cannot_carry(
    tmp_path: Path, form: str, old: str, new: str, field: str, expected: list[str]
):
    """The second run of pages went, names lost their roles, and those of other roles were removed."""
    names = (m.Contributor("見本なし"), m.Contributor("見本花子", ("A13",)), m.Contributor("例示太郎", ("B20",)))
    article = m.Component(
        "article:mihon", "見本の記事", contributors=(*names, m.Contributor("雛形三郎", ("A36",))), pages=(m.PageRun("15", "22"), m.PageRun("40"))
    )  # fmt: skip
    archive = init(tmp_path / "mine", empty=True)
    (tmp_path / "in.jsonl").write_bytes(written("jsonl", article))
    commit_plan(plan_import([tmp_path / "in.jsonl"], archive), archive)
    archive.refresh()
    data = written(form, article, context=archive.context).decode()
    assert old in data
    (tmp_path / "back").write_text(data.replace(old, new), encoding="utf-8")
    plan = plan_import([tmp_path / "back"], archive)
    assert [[name for name, *_ in e.fields] for e in plan.entries()] == [[field]]
    commit_plan(plan, archive)
    archive.refresh()
    made = archive[article.id]
    assert isinstance(made, m.Component)
    told = (
        [f"{it.first} {it.last}" for it in made.pages]
        if field == "pages"
        else [f"{it.name} {it.roles}" for it in made.contributors]
    )
    assert told == expected


@pytest.mark.parametrize(("title", "volume", "number", "publisher"), [
    ("Area 51", "", "", ""), ("Daily No. 1", "", "", ""), ("Area 51", "2", "", ""), ("Area 51", "2", "3", ""), ("Mock. – A Review", "XII", "a", ""),
    ("Mock", "3", "", "Sample Press"), ("", "", "", "Sample Press"),
])  # fmt: skip
def test_a_journal_comes_out_as_it_went_in(title: str, volume: str, number: str, publisher: str):
    """The number of Area 51 was its volume, and a publisher without a journal was the journal."""
    said = {"container-title": title, "volume": volume, "issue": number, "publisher": publisher}
    given = [{"id": "a", "type": "article-journal", "title": "Sample", **{k: v for k, v in said.items() if v}}]
    (item,) = items(json.dumps(given).encode(), Reading(), format="csl-json")
    assert isinstance(item.record, m.Component)
    (made,) = json.loads(written("csl-json", item.record))
    assert {k: made.get(k, "") for k in said} == said
