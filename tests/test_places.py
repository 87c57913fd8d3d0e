"""A fault that a rule finds names the line of the element itself, and its place as people write it who know the format."""

import re
from pathlib import Path

import attrs
import pytest
from lxml import etree

from smj_catalog import Book, Component, init, validate, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.crosswalk import PLAIN, Context, Notes
from smj_catalog.formats import Reading, get, smj
from smj_catalog.formats.onix.dialects import make
from smj_catalog.formats.xml import reader
from smj_catalog.problems import Problem, Where, message
from smj_catalog.services.reading import items
from smj_catalog.store import Archive

GOLDEN = Path(__file__).parent / "golden"
D = m.PartialDate.parse
CHAPTER = Component(
    "chapter:mihon:1", m.Title(m.Text("見本の章")), kind="chapter", host="book:mihon",
    contributors=[m.Contributor(m.Text("例示太郎"), ["A01"])], languages=[m.Language("ger", "01")],
)  # fmt: skip
BOOK = Book(
    "book:mihon", titles=[m.Title(m.Text("見本の社会"))], identifiers=[m.Identifier("isbn-13", "9799999000009")],
    contributors=[m.Contributor(m.Text("見本花子"), ["A01"], born=D("1950"), died=D("1990"))],
    languages=[m.Language("jpn", "01"), m.Language("eng", "01")],
    publishers=[m.Publisher(m.Text("見本書房"))], dates=[m.EventDate("publication", D("2006"))],
    links=[m.Link("https://mihon.example/a")], contents=[CHAPTER],
)  # fmt: skip
SPOILT = (
    ("9799999000009", "9799999000001"),
    ("1990", "1940"),
    ("eng<", "qqq<"),
    ("eng", "qqq"),
    ("ger", "qqr"),
    ("https://m", "https:/ m"),
)
ISBN = ("isbn-check-digit", "identifiers[0].value")
DIED = ("dates-in-order", "contributors[0].died")
TONGUE = ("code-of-no-list", "languages[1].code")
INSIDE = ("code-of-no-list", "languages[0].code")
LINK = ("uri-form", "links[0].url")
FOUND = {
    # format: what is wrong, its place in the format, what stands in that line
    "smj-1": {
        ISBN: ("book/identifier", "9799999000001"), DIED: ("book/contributor/@died", "1940"),
        TONGUE: ("book/language", "qqq"), INSIDE: ("book/contents/item/language", "qqr"),
        LINK: ("book/link", "https:/ m"),
    },
    "onix-3.1": {
        ISBN: ("Product/ProductIdentifier/IDValue", "9799999000001"),
        DIED: ("Product/DescriptiveDetail/Contributor/ContributorDate[ContributorDateRole=51]/Date", "1940"),
        TONGUE: ("Product/DescriptiveDetail/Language/LanguageCode", "qqq"),
        INSIDE: ("Product/ContentDetail/ContentItem/Language/LanguageCode", "qqr"),
    },
    "onix-3.0-short": {
        ISBN: ("Product/ProductIdentifier/IDValue", "9799999000001"), TONGUE: ("Product/DescriptiveDetail/Language/LanguageCode", "qqq"),
    },
    "marcxml": {TONGUE: ("041 $a", "qqq"), LINK: ("856 $u", "https:/ m")},
    "marc21": {TONGUE: ("041 $a", None), LINK: ("856 $u", None)},
    "ris": {TONGUE: ("LA", "qqq")},  # an address that is none is not read
    "jsonl": {ISBN: (None, "9799999000001"), LINK: (None, "https:/ m")},
}  # fmt: skip


def spoilt(folder, form):
    """Return the book in a file in which some of the values are wrong."""
    path = folder / f"feed{get(form).suffix}"
    write([BOOK], path, to=form)
    text = path.read_text("utf-8")
    for old, new in SPOILT:
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("form", FOUND)
def test_a_fault_of_a_rule_names_line_and_element(form, tmp_path):
    path = spoilt(tmp_path, form)
    lines = ["", *path.read_text("utf-8").splitlines()]
    told = {(p.rule, p.where.path): p for p in validate(path, format=form).problems}
    for fault, (element, text) in FOUND[form].items():
        assert fault in told, told.keys()
        where = told[fault].where
        assert where.element == element
        assert where.line is None if text is None else text in lines[where.line], where
        assert told[fault].as_dict()["element"] == element
        said = told[fault].text()
        assert f": {element} ({where.path}): found " in said if element else f": {where.path}: found " in said


@pytest.mark.parametrize("form", ["smj-1", "onix-3.1", "marcxml", "ris"])
def test_import_names_line_and_element_too(form, tmp_path, capsys):
    path = spoilt(tmp_path, form)
    archive = init(tmp_path / "mine", empty=True)
    assert run(group, ["import", str(path), "--archive", str(archive.folder)]) == 1
    out = capsys.readouterr().out
    for (rule, field), (element, text) in FOUND[form].items():
        line = next((line for line in out.splitlines() if f"[{rule}]" in line and f"{element} ({field})" in line), None)
        assert line is not None, (rule, field, out)
        at = int(re.search(r"feed\.xml:(\d+)|feed\.ris:(\d+)", line).group().rpartition(":")[2])
        assert text in path.read_text("utf-8").splitlines()[at - 1]


def test_a_table_names_the_column(tmp_path):
    (path := tmp_path / "new.csv").write_text("種類,書名,言語\n図書,見本の社会,qqq\n", "utf-8")
    (told,) = [p for p in validate(path).problems if p.severity == "error"]
    assert (told.where.row, told.where.path) == (2, "言語")


def test_a_reference_to_nothing_names_its_element(tmp_path):
    """It shows only at the end of the file, when its record has long been read."""
    path = tmp_path / "feed.xml"
    write([attrs.evolve(BOOK, related=[m.Relation("related", record="book:other")])], path, to="smj-1")
    path.write_text(path.read_text("utf-8").replace("book:other", "book:nobody"), "utf-8")
    (told,) = [p for p in validate(path).problems if p.rule == "reference-unresolved"]
    assert (told.where.element, told.where.path) == ("book/related/@record", "related[0].record")
    assert "book:nobody" in path.read_text("utf-8").splitlines()[told.where.line - 1]


def test_import_prints_every_fault_of_a_record(tmp_path, capsys):
    """What could not be read stands beside what the rules find, errors first."""
    path = spoilt(tmp_path, "onix-3.1")
    text = path.read_text("utf-8").replace(">1950<", "><b>1950</b><").replace("A01<", "訳<", 1)
    path.write_text(text, "utf-8")
    archive = init(tmp_path / "mine", empty=True)
    assert run(group, ["import", str(path), "--archive", str(archive.folder), "--lang", "en"]) == 1
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith("    ")]
    said = {rule: line for line in told for rule in re.findall(r"\[([\w-]+)\]$", line)}
    assert {"isbn-check-digit", "code-of-no-list", "value-born", "value-roles"} <= said.keys()
    assert "found '1950'; expected text without any elements in it" in said["value-born"]
    assert "/ContributorRole: found '訳'; expected a code or id" in said["value-roles"]
    assert all(re.search(r"feed\.xml:\d+", line) for line in told)
    kinds = [line.split()[0] for line in told]
    assert kinds == sorted(kinds, key=lambda kind: kind != "error:")


def test_a_wrong_role_costs_itself_alone(tmp_path):
    path = tmp_path / "feed.xml"
    write([BOOK], path, to="onix-3.1")
    path.write_text(path.read_text("utf-8").replace("A01<", "訳<", 1), "utf-8")
    (item,) = items(path, Reading())
    assert [(c.name.text, c.roles) for c in item.record.contributors] == [("見本花子", ())]
    assert [(p.rule, p.where.line is not None) for p in item.problems] == [("value-roles", True)]


def test_what_a_group_lacks_is_named_as_the_format_writes_it(tmp_path):
    path = tmp_path / "feed.xml"
    write([attrs.evolve(BOOK, subjects=[m.Subject("keyword", heading="見本")])], path, to="onix-3.1")
    text = path.read_text("utf-8")
    cut = re.sub(r"<SubjectSchemeIdentifier>20</SubjectSchemeIdentifier>\s*", "", text, count=1)
    assert cut != text
    path.write_text(cut, "utf-8")
    (item,) = items(path, Reading())
    assert [p.expected.text() for p in item.problems] == ["SubjectSchemeIdentifier (required in Subject)"]


def test_texts_that_nothing_reads_are_counted_each_once():
    notes = Notes()
    notes.skip("a/b", etree.fromstring("<b>one<c>two</c>three<d/> </b>"))
    notes.skip("a/b/c")
    assert notes.unread == {"a/b": 2, "a/b/c": 2, "a/b/d": 1}


def test_an_empty_element_is_told(tmp_path):
    path = tmp_path / "feed.xml"
    write([attrs.evolve(BOOK, subjects=[m.Subject("keyword", heading="見本")])], path, to="onix-3.1")
    text, end = path.read_text("utf-8"), "</SubjectSchemeIdentifier>"
    assert end in text
    path.write_text(text.replace(end, f"{end}<SubjectSchemeVersion/>"), "utf-8")
    (item,) = items(path, Reading())
    assert [(p.rule, p.found) for p in item.problems] == [("value-edition", None)]


def test_a_catalogue_without_changes_is_dated_at_the_beginning_of_time():
    """And one without a sender is sent by the program."""
    written = get("onix-3.1").single(BOOK, Context())
    assert b"<SentDateTime>19700101<" in written
    assert b"<SenderName>smj-catalog<" in written


# --- laws


def leaves(value, path=""):
    """Yield every path in a record with what stands there."""
    if isinstance(value, tuple):
        for i, one in enumerate(value):
            yield from leaves(one, f"{path}[{i}]")
        return
    if path and value is not None:
        yield path, value
    if attrs.has(type(value)) and not isinstance(value, m.PartialDate):
        for a in attrs.fields(type(value)):
            yield from leaves(getattr(value, a.name), f"{path}.{a.name}" if path else a.name)


@pytest.mark.parametrize("name", ["onix-3.1.xml", "marcxml.xml", "ris.ris"])
def test_every_value_of_the_archive_has_a_place(name):
    """The line that is named holds the element, the field's tag or the attribute that is named."""
    lines = ["", *(GOLDEN / name).read_text("utf-8").splitlines()]
    for item in items(GOLDEN / name, Reading()):
        own = item.record.id
        problems = [
            Problem(Where(record=own, path=path), "x", None if attrs.has(type(value)) else str(value), message("a-text"))
            for path, value in leaves(item.record) if "." in path or "[" in path
        ]  # fmt: skip
        for told in item.placed(problems):
            w = told.where
            assert w.element is not None or w.path in ("id", "kind"), (own, w)
            step = re.sub(r"\[[^\]]*\]", "", w.element or "").partition("/@")[0]
            step = step.rpartition("/")[2] if name[:4] == "onix" else step
            marks = {"onix": f"<{step}", "marc": f'code="{step[-1:]}"' if "$" in step else f'tag="{step[:3]}"'}
            mark = marks.get(name[:4], f"{step.split(', ')[-1]}  - ")
            assert mark in lines[w.line] or name == "ris.ris", (w, lines[w.line])


WITHIN = {  # of BOOK: a value inside others, one that is worked out, one that its format does not write
    "smj-1": {
        "titles[0].text.truncated": ("book/title/proper", 5), "contributors[0].name.text": ("book/contributor/name/text", 11),
        "contributors[0].born": ("book/contributor/@born", 9), "identifiers[0].status": ("book/identifier", 19),
        "contents[0].title.text.text": ("book/contents/item/title/proper/text", 27), "contents[0].languages[0].role": ("book/contents/item/language/@role", 35),
    },
    "onix-3.1": {
        "titles[0].text.truncated": ("Product/DescriptiveDetail/TitleDetail/TitleElement[TitleElementLevel=01]/TitleText", 24),
        "contributors[0].kind": ("Product/DescriptiveDetail/Contributor", 27), "contributors[0].name.text": ("Product/DescriptiveDetail/Contributor/PersonName", 30),
        "contributors[0].born": ("Product/DescriptiveDetail/Contributor/ContributorDate[ContributorDateRole=50]/Date", 33),
        "publishers[0].role": ("Product/PublishingDetail/Publisher/PublishingRole", 80), "identifiers[0].status": ("Product/ProductIdentifier", 13),
        "contents[0].id": ("Product/ContentDetail/ContentItem/TextItem/TextItemIdentifier[TextItemIDType=01,IDTypeName=smj-catalog]/IDValue", 57),
        "contents[0].title.text.text": ("Product/ContentDetail/ContentItem/TitleDetail/TitleElement[TitleElementLevel=04]/TitleText", 64),
        "contents[0].host": ("Product/RecordReference", 10), "contents[0].languages[0].role": ("Product/ContentDetail/ContentItem/Language/LanguageRole", 73),
    },
    "marcxml": {
        "titles[0].text.truncated": ("245", 23), "contributors[0].name": ("100", 18), "contributors[0].name.text": ("100 $a", 19),
        "contributors[0].born": ("100 $d", 20), "publishers[0].name.text": ("264 $b", 27), "dates[0].date": ("264 $c", 28), "languages[1].code": ("041 $a", 16),
        "languages[1].role": ("041", 14),
    },
}  # fmt: skip


@pytest.mark.parametrize("form", WITHIN)
def test_what_is_inside_a_value_has_the_place_of_its_part(form, tmp_path):
    """Else that of what it stands in."""
    write([BOOK], path := tmp_path / "feed.xml", to=form, validate=False)
    item = next(items(path, Reading()))
    values = dict(leaves(item.record))
    told = item.placed([
        Problem(Where(record=BOOK.id, path=at), "x", None if attrs.has(type(values[at])) else str(values[at]), message("a-text"))
        for at in WITHIN[form]
    ])  # fmt: skip
    assert {p.where.path: (p.where.element, p.where.line) for p in told} == WITHIN[form]


def test_a_part_that_its_format_does_not_tell_apart_has_the_place_of_what_it_is_in(tmp_path):
    """MARC has type and value of a number in one subfield."""
    number = m.Identifier("isni", "0000000121032683")
    by = m.Contributor(m.Text("見本花子"), ["A01"], identifiers=[number])
    write([attrs.evolve(BOOK, contributors=[by])], path := tmp_path / "feed.xml", to="marcxml")
    item = next(items(path, Reading()))
    at = "contributors[0].identifiers[0].value"
    (told,) = item.placed([Problem(Where(record=BOOK.id, path=at), "x", None, message("a-text"))])
    assert (told.where.path, told.where.element) == (at, "100 $0")


def test_a_part_that_stands_nowhere_has_the_place_of_the_group_around_it(tmp_path):
    """Not that of a part beside it: a number without a status of its own, the tax of what has no price."""
    house = m.Publisher(m.Text("見本書房"), identifiers=[m.Identifier("gln", "9999999000003")])
    book = attrs.evolve(BOOK, publishers=[house], prices=[m.Price(unpriced="01")])
    write([book], path := tmp_path / "feed.xml", to="onix-3.1", validate=False)
    item = next(items(path, Reading()))
    found = {
        "publishers[0].identifiers[0].status": "Product/PublishingDetail/Publisher/PublisherIdentifier",
        "prices[0].tax": "Product/ProductSupply/SupplyDetail",
    }
    told = item.placed([Problem(Where(record=BOOK.id, path=at), "x", None, message("a-text")) for at in found])
    assert {p.where.path: p.where.element for p in told} == found


@pytest.mark.parametrize(("release", "tags", "name"), [
    ("3.1", "reference", "onix-3.1.xml"), ("3.0", "short", "onix-3.0-short.xml"), (None, None, None),
])  # fmt: skip
def test_reading_with_places_gives_the_same_record(release, tags, name, tmp_path):
    if name is None:
        write(Archive.open().records(), tmp_path / "all.xml", to="smj-1")
        root, columns, dialect = etree.parse(tmp_path / "all.xml").getroot(), smj.COLUMNS, PLAIN
    else:
        onix = make(release, tags)
        root, columns, dialect = etree.parse(GOLDEN / name).getroot(), onix.columns, onix.dialect
    count = 0
    for element in root:
        kinds = ["issue", "book"] if name else [etree.QName(element).localname]
        for kind in kinds:
            if kind not in columns or (name and element.tag != onix.tag("Product")):
                continue
            count += 1
            first, second = (
                reader(columns[kind], dialect, False, p)(element, Notes(), Context()) for p in (False, True)
            )
            assert first == second
    assert count > 20
