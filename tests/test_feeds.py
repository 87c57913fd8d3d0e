"""ONIX as others send it: in a wrong namespace or none, with times for dates; it is read, and what is odd is told once."""

from __future__ import annotations

from pathlib import Path

import pytest

from smj_catalog import Book, init, read, validate, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.store import Archive

BOOKS = [
    Book(
        f"book:mihon{n}", titles=[m.Title(m.Text(f"見本の社会{n}"))], publishers=[m.Publisher(m.Text("見本書房"))],
        identifiers=[m.Identifier("isbn-13", isbn)], dates=[m.EventDate("publication", m.PartialDate.parse("2006-06-01"))],
    )
    for n, isbn in enumerate(("9799999000009", "9799999000016"), 1)
]  # fmt: skip


def feed(folder: Path, to: str, *changes: tuple[str, str]) -> Path:
    """Write the books, and replace words of the file."""
    path = folder / "feed.xml"
    write(BOOKS, path, to=to)
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "onix-3.0-short"])
@pytest.mark.parametrize("wrong", ["http://www.editeur.org/onix/{}/{}", "https://ns.editeur.org/onix/{}/{}", ""])
def test_a_wrong_namespace_or_none_is_read_and_told_once(to, wrong, tmp_path):
    release, tags = to[5:8], "short" if to.endswith("short") else "reference"
    right = f' xmlns="http://ns.editeur.org/onix/{release}/{tags}"'
    expected = list(read(feed(tmp_path, to)))
    path = feed(tmp_path, to, (right, f' xmlns="{wrong.format(release, tags)}"' if wrong else ""))
    assert list(read(path)) == expected
    report = validate(path)
    (told,) = (p for p in report.problems if p.rule == "onix-namespace")
    assert (told.severity, told.found) == ("warning", wrong.format(release, tags) or None)
    assert (report.records, [p for p in report.problems if p.severity == "error"]) == (2, [])


def test_a_namespace_at_each_product_is_read_as_well(tmp_path):
    path = feed(tmp_path, "onix-3.0", ("http://ns.editeur.org/onix/3.0/reference", "http://www.editeur.org/onix/3.0/reference"),
                ("<Product>", '<Product xmlns="http://www.editeur.org/onix/3.0/reference">'))  # fmt: skip
    assert [r.id for r in read(path)] == [r.id for r in read(feed(tmp_path, "onix-3.0"))]


REF, SHORT = "http://ns.editeur.org/onix/3.0/reference", "http://ns.editeur.org/onix/3.0/short"


@pytest.mark.parametrize(("to", "changes"), [
    ("onix-3.0", ((f' xmlns="{REF}"', ""), ("<Product>", f'<Product xmlns="{REF}">'))),
    ("onix-3.0", ((f' xmlns="{REF}"', ""), ("<Product>", f'<o:Product xmlns:o="{REF}" xmlns="{REF}">'), ("</Product>", "</o:Product>"))),
    ("onix-3.0", (("<ONIXMessage", "<ONIXmessage"), ("</ONIXMessage", "</ONIXmessage"))),
    ("onix-3.0", ((f'<ONIXMessage release="3.0" xmlns="{REF}"', f'<ONIXmessage release="3.0" xmlns="{SHORT}"'), ("</ONIXMessage", "</ONIXmessage"), ("<Product>", f'<Product xmlns="{REF}">'))),
    ("onix-3.0-short", ((SHORT, REF),)),
])  # fmt: skip
def test_products_in_another_namespace_or_tags_than_their_message_are_read(to, changes, tmp_path):
    expected = list(read(feed(tmp_path, to)))
    path = feed(tmp_path, to, *changes)
    assert list(read(path)) == expected
    assert [(p.rule, p.severity) for p in validate(path).problems if p.rule.startswith(("onix", "rec"))] == [
        ("onix-namespace", "warning")
    ]


@pytest.mark.parametrize(("changes", "count", "found"), [
    ((("Product>", "Produkt>"),), 0, f"2 × {{{REF}}}Produkt"),
    ((("</Product>\n</ONIX", '</Product><Product xmlns="urn:mihon"/></ONIX'),), 2, "1 × {urn:mihon}Product"),
    ((("</Header>", '</Header><Product xmlns="urn:mihon"/>'),), 2, "1 × {urn:mihon}Product"),
])  # fmt: skip
@pytest.mark.parametrize("space", [REF, "http://www.editeur.org/onix/3.0/reference"])
def test_products_that_are_not_read_are_an_error(changes, count, found, space, tmp_path):
    report = validate(feed(tmp_path, "onix-3.0", (REF, space), *changes))
    assert report.records == count
    told = [(p.severity, p.found) for p in report.problems if p.rule == "records-unread"]
    assert told == [("error", found.replace(REF, space))]


def test_the_header_may_be_in_another_namespace_than_the_products(tmp_path):
    header = "<DefaultLanguageOfText>ger</DefaultLanguageOfText></Header>"
    path = feed(
        tmp_path, "onix-3.0", (f' xmlns="{REF}"', ""), ("<Product>", f'<Product xmlns="{REF}">'), ("</Header>", header)
    )
    assert [[x.code for x in r.languages] for r in read(path)] == [["ger"], ["ger"]]


@pytest.mark.parametrize(
    ("root", "found"),
    [
        ("<ONIXMessage>", "ONIXMessage"),
        ('<ONIXMessage release="4.0">', 'ONIXMessage release="4.0"'),
        ('<ONIXMessage xmlns="urn:mihon" release="3.0">', '{urn:mihon}ONIXMessage release="3.0"'),
    ],
)
def test_what_is_no_onix_of_a_release_that_is_read_is_refused(root, found, tmp_path):
    path = feed(
        tmp_path, "onix-3.0", ('<ONIXMessage release="3.0" xmlns="http://ns.editeur.org/onix/3.0/reference">', root)
    )
    assert [(p.rule, p.found) for p in validate(path).problems] == [("format-unknown", found)]


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.0-short"])
@pytest.mark.parametrize("namespace", [True, False])
def test_a_product_without_a_message_is_read_and_told(to, namespace, tmp_path):
    path = tmp_path / "feed.xml"
    write(BOOKS[:1], path, to=to)
    text = path.read_text("utf-8")
    name = "product" if to.endswith("short") else "Product"
    product = text[text.index(f"<{name}>") : text.index(f"</{name}>")] + f"</{name}>"
    uri = f' xmlns="http://ns.editeur.org/onix/{to[5:8]}/{"short" if name == "product" else "reference"}"'
    expected = list(read(path))
    path.write_text(product.replace(f"<{name}>", f"<{name}{uri if namespace else ''}>"), "utf-8")
    assert list(read(path)) == expected
    assert [(p.rule, p.severity) for p in validate(path).problems if p.rule.startswith("onix")] == [
        ("onix-message", "warning")
    ]


def test_refused_products_come_back_in_the_namespace_that_they_had(tmp_path, capsys):
    archive = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    path = feed(
        tmp_path,
        "onix-3.0",
        (' xmlns="http://ns.editeur.org/onix/3.0/reference"', ""),
        ("9799999000016", "9799999000017"),
    )
    words = f"import {path} --archive {archive.folder} --commit --on-error skip --rejects {tmp_path / 'back'}".split()
    assert run(group, words) == 1
    assert len(list(Archive.open(archive.folder).records())) == 1
    back = tmp_path / "back" / "feed.rejects.xml"
    text = back.read_text("utf-8")
    assert "9799999000009" not in text
    back.write_text(text.replace("9799999000017", "9799999000016"), "utf-8")
    assert run(group, ["import", str(back), "--archive", str(archive.folder), "--commit"]) == 0
    assert len(list(Archive.open(archive.folder).records())) == 2


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ('<Date dateformat="14">20060601T000000</Date>', "2006-06-01"),
        ('<Date dateformat="13">20060601T0000+0900</Date>', "2006-06-01"),
        ("<Date>20060601T000000+0100</Date>", "2006-06-01"),
        ("<Date>2006-06-01</Date>", "2006-06-01"),
        ("<Date>2006-06-31</Date>", None),
        ("<Date>06/01/2006</Date>", None),
        ("<Date>20060601T000000Z</Date>", "2006-06-01"),
        ("<Date>20060531T150000Z</Date>", None),
        ("<Date>20060601T1500+0900</Date>", "2006-06-01"),
        ("<Date>20060601T2330+0900</Date>", "2006-06-01"),
        ("<Date>20060601T2330+0100</Date>", None),
        ("<Date>20060601T1500</Date>", "2006-06-01"),
        ("<Date>20060601T2500Z</Date>", None),
        ("<Date>20060631</Date>", None),
    ],
)
def test_a_moment_is_its_day_where_that_is_the_same_in_japan(stated, date, tmp_path):
    """Else it is another day here: it costs the date, and that is told. The hour is counted as not read."""
    path = feed(tmp_path, "onix-3.1", ('<Date dateformat="00">20060601</Date>', stated))
    told: list[str] = []
    books = list(read(path, on_fault=lambda _, problems: told.extend(str(p.found) for p in problems)))
    assert [[str(d.date) for d in b.dates] for b in books] == [[date] if date else []] * 2  # type: ignore[union-attr]
    assert len(told) == (0 if date else 2)
    hours = validate(path).unread["Product/PublishingDetail/PublishingDate/Date (in part)"]
    assert hours == (2 if date and "T" in stated else 0)


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.0-short"])
@pytest.mark.parametrize(
    ("parts", "title"),
    [
        ("<NoPrefix/><TitleWithoutPrefix>見本全集</TitleWithoutPrefix>", "見本全集"),
        ("<TitlePrefix>The</TitlePrefix><TitleWithoutPrefix textcase='01'>Sample Works</TitleWithoutPrefix>", "The Sample Works"),
        ("<TitlePrefix>L’</TitlePrefix><TitleWithoutPrefix>exemple</TitleWithoutPrefix>", "L’exemple"),
        ("<TitleText>The Sample</TitleText><TitlePrefix>The</TitlePrefix><TitleWithoutPrefix>Sample</TitleWithoutPrefix>", "The Sample"),
    ],
)  # fmt: skip
def test_a_title_in_parts_is_a_title(to, parts, title, tmp_path):
    """Of books, of their series and of their chapters."""
    book = Book(
        "book:mihon", titles=[m.Title(m.Text("見本"))], series=[m.Series(m.Text("見本"))],
        contents=[m.Component("chapter:mihon:c01", m.Title(m.Text("見本")), host="book:mihon", kind="chapter")],
    )  # fmt: skip
    path = tmp_path / "feed.xml"
    write([book], path, to=to)
    text = path.read_text("utf-8")
    tags = {"TitleText": "b203", "NoPrefix": "x501", "TitlePrefix": "b030", "TitleWithoutPrefix": "b031"}
    short = tags if to.endswith("short") else dict(zip(tags, tags, strict=True))
    for name, tag in short.items():
        parts = parts.replace(f"{name}>", f"{tag}>").replace(f"{name} ", f"{tag} ").replace(f"{name}/", f"{tag}/")
    path.write_text(text.replace(f"<{short['TitleText']}>見本</{short['TitleText']}>", parts), "utf-8")
    (found,) = read(path)
    assert isinstance(found, Book)
    assert {found.titles[0].text.text, found.series[0].title.text, found.contents[0].title.text.text} == {title}
    assert not [n for n in validate(path).unread if "Prefix" in n and "textcase" not in n]
    assert found.titles[0].prefix == (parts.partition(f"{short['TitlePrefix']}>")[2].partition("<")[0] or None)


def test_a_prefix_that_says_something_else_than_the_title_is_counted(tmp_path):
    parts = "<TitleText>見本の社会1</TitleText><TitlePrefix>An</TitlePrefix><TitleWithoutPrefix>Example</TitleWithoutPrefix>"
    path = feed(tmp_path, "onix-3.1", ("<TitleText>見本の社会1</TitleText>", parts))
    assert [r.titles[0].text.text for r in read(path)] == ["見本の社会1", "見本の社会2"]  # type: ignore[union-attr]
    assert sum(n for name, n in validate(path).unread.items() if "Prefix" in name) == 2


def test_the_form_of_a_date_in_an_element_of_its_own(tmp_path):
    path = feed(
        tmp_path,
        "onix-3.0",
        ('<Date dateformat="00">20060601</Date>', "<DateFormat>01</DateFormat><Date>200606</Date>"),
    )
    assert [str(b.dates[0].date) for b in read(path)] == ["2006-06"] * 2  # type: ignore[union-attr]


def test_the_defaults_of_the_header_apply_where_a_product_is_silent(tmp_path):
    price = "<ProductSupply><SupplyDetail><Supplier><SupplierRole>00</SupplierRole></Supplier><ProductAvailability>21</ProductAvailability><Price>{}<PriceAmount>1800</PriceAmount>{}</Price></SupplyDetail></ProductSupply>"
    defaults = "<DefaultLanguageOfText>jpn</DefaultLanguageOfText><DefaultPriceType>03</DefaultPriceType><DefaultCurrencyCode>USD</DefaultCurrencyCode></Header>"
    own = "<Language><LanguageRole>01</LanguageRole><LanguageCode>eng</LanguageCode></Language></DescriptiveDetail>"
    path = feed(tmp_path, "onix-3.0", ("</Header>", defaults), ("</Product>", f"{price.format('', '')}</Product>"))
    text = path.read_text("utf-8")
    head, _, second = text.rpartition("<Product>")
    second = second.replace("</DescriptiveDetail>", own)
    second = second.replace("<PriceAmount>", "<PriceType>04</PriceType><PriceAmount>").replace(
        "</PriceAmount>", "</PriceAmount><CurrencyCode>JPY</CurrencyCode>"
    )
    path.write_text(f"{head}<Product>{second}", "utf-8")
    first, other = read(path)
    assert isinstance(first, Book)
    assert isinstance(other, Book)
    assert [(b.languages[0].code, b.prices[0].tax, b.prices[0].currency) for b in (first, other)] == [
        ("jpn", "excluded", "USD"), ("eng", "included", "JPY"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("移民; 労働;難民", ["移民", "労働", "難民"]),
        ("移民;労働", ["移民", "労働"]),
        ("移民;", ["移民;"]),
        ("移民、労働", ["移民、労働"]),
    ],
)
def test_keywords_in_one_subject_are_read_one_by_one(stated, found, tmp_path):
    subject = f"<Subject><MainSubject/><SubjectSchemeIdentifier>20</SubjectSchemeIdentifier><SubjectHeadingText>{stated}</SubjectHeadingText></Subject>"
    path = feed(tmp_path, "onix-3.1", ("</DescriptiveDetail>", f"{subject}</DescriptiveDetail>"))
    book, _ = read(path)
    assert isinstance(book, Book)
    assert [(s.scheme, s.heading, s.main) for s in book.subjects] == [
        ("keyword", w, i == 0) for i, w in enumerate(found)
    ]
