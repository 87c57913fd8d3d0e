"""What a person writes when making records: taken where one thing can be meant, refused at once where not."""

import datetime
import enum
import io
import numbers
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import pytest

from smj_catalog import (
    Agent,
    BadValue,
    Book,
    Citation,
    Component,
    Context,
    Contributor,
    Copyright,
    Edition,
    Envelope,
    EventDate,
    Extent,
    Identifier,
    Issue,
    Language,
    Numbering,
    PartialDate,
    Periodical,
    Price,
    Prose,
    Publisher,
    Reading,
    Resource,
    Romanised,
    Source,
    Subject,
    Text,
    Title,
    format_ids,
    from_dict,
    get_format,
    model,
    read,
    to_dict,
    validate,
    write,
)
from smj_catalog import model as m
from smj_catalog.codes.words import CODED
from smj_catalog.model import kind_of

DAY = datetime.date(2026, 4, 1)


def book(**fields):
    return Book(id="book:9799999000009", **{"titles": "見本の社会", **fields})


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (lambda: book().titles, (Title(Text("見本の社会")),)),
        (lambda: book(titles=["見本", Text("例"), Title(Text("例2"), "05")]).titles,
         (Title(Text("見本")), Title(Text("例")), Title(Text("例2"), "05"))),
        (lambda: book(titles=(t for t in ["見本"])).titles, (Title(Text("見本")),)),
        (lambda: book(prices=Price(1800)).prices, (Price(Decimal(1800)),)),
        (lambda: book(prices=[Price(1800, tax="税抜")]).prices[0].tax, "excluded"),
        (lambda: Price(1980, tax="税込").tax, "included"),
        (lambda: Price(1, tax=" 税込み ").tax, "included"),
        (lambda: Price(unpriced="非売品").unpriced, "not-for-sale"),
        (lambda: EventDate("publication", "2026-04").date, PartialDate(2026, 4)),
        (lambda: EventDate("発行日", "2026-04").role, "publication"),
        (lambda: EventDate("絶版・販売終了", "2026-04").role, "onix:13"),
        (lambda: EventDate("publication", DAY).date, PartialDate(2026, 4, 1)),
        (lambda: Price(1, valid_from=DAY).valid_from, PartialDate(2026, 4, 1)),
        (lambda: EventDate("onix:10", "2026").role, "onix:10"),
        (lambda: Contributor("見本花子", roles="A01"), Contributor(Text("見本花子"), roles=("A01",))),
        (lambda: Contributor("見本花子", roles=["編著", "author"]).roles, ("A01", "B01", "A01")),
        (lambda: Contributor("見本会", kind="団体").kind, "organisation"),
        (lambda: Agent("agent:x", "個人").kind, "person"),
        (lambda: Publisher("見本書房", places="東京").places, (Text("東京"),)),
        (lambda: book(scope="編集").scope, "edited"),
        (lambda: Component("article:x", "見本", kind="記事").title, Title(Text("見本"))),
        (lambda: Language("日本語").code, "jpn"),
        (lambda: (Text("見本", language="ja").language, Prose("見本", language="日本語").language), ("jpn", "jpn")),
        (lambda: Text("見本", language="xyz").language, "xyz"),
        (lambda: Extent(244).value, Decimal(244)),
        (lambda: Prose("見本", audiences="03").audiences, ("03",)),
        (lambda: Text("見本", sources="S1").sources, ("S1",)),
        (lambda: attrs.evolve(book(), prices=[Price(5)], scope="発行").scope, "issued"),
        (lambda: Identifier("isbn", "978-4-00-000001-7"),
         Identifier("isbn-13", "9784000000017", printed="978-4-00-000001-7")),
        (lambda: Identifier("ISBN", "４００００００１６Ｘ").type, "isbn-10"),
        (lambda: Identifier("isbn-13", "９７８４００００００１７", printed="ISBN").printed, "ISBN"),
        (lambda: Identifier("issn", "9990-0017").value, "99900017"),
        (lambda: Identifier("isbn-13", "978-4", status="incorrect"), Identifier("isbn-13", "978-4", status="incorrect")),
        (lambda: Identifier("isbn-13", "97-8").value, "97-8"),
        (lambda: Identifier("own", "A-1", scheme="見本").value, "A-1"),
    ],
)  # fmt: skip
def test_what_is_taken(given, held):
    """Words become texts and titles, numbers amounts, ISO text dates, Japanese words codes; one value is a list of one."""
    assert given() == held


@pytest.mark.parametrize(
    ("make", "field", "found", "allowed"),
    [
        (lambda: Price("1,800円"), "amount", "1,800円", "1800 or Decimal"), (lambda: Price(18.5), "amount", "18.5", "1800 or Decimal"),
        (lambda: Price(True), "amount", "True", "1800 or Decimal"), (lambda: Price(Decimal("NaN")), "amount", "Decimal('NaN')", "1800 or"),
        (lambda: Price(1, tax="no"), "tax", "no", "included (税込), excluded (税抜)"),
        (lambda: Price(1, tax=None), "tax", None, "excluded"), (lambda: Language(None), "code", None, ", or another code, as text"),
        (lambda: Price("1800"), "amount", "1800", "not text"), (lambda: PartialDate("2020"), "date", "2020", "PartialDate.parse"), (lambda: book(scope="mine"), "scope", "mine", "edited (編集)"),
        (lambda: Contributor("見本", roles=("A01", "writer")), "roles[1]", "writer", "A01 (著)"),
        (lambda: Contributor("見本", roles="構成"), "roles", "構成", "B01 (編)"),
        (lambda: Contributor("見本", kind=["person"]), "kind", "['person']", "person"),
        (lambda: Identifier("jan", "1"), "type", "jan", "isbn-13"), (lambda: Identifier("isbn", 9784), "value", 9784, "text"),
        (lambda: EventDate("published", "2026"), "role", "published", "publication (発行), cover"),
        (lambda: EventDate("publication", "2026/4"), "date", "2026/4", "YYYY-MM"),
        (lambda: EventDate("publication", datetime.datetime(2026, 4, 1)), "date", "datetime.datetime", "its .date()"),  # noqa: DTZ001
        (lambda: book(titles=["見本", ""]), "titles[1].text.text", "", "text"), (lambda: book(titles=None), "titles", None, "Title"),
        (lambda: book(titles=5), "titles", "5", "Title | Text | str"), (lambda: book(titles=b"x"), "titles", "b'x'", "Title"),
        (lambda: book(titles={"a": 1}), "titles", "{'a': 1}", "Title"), (lambda: book(prices=["1800"]), "prices[0]", "1800", "Price"),
        (lambda: book(prices="1800円"), "prices", "1800円", "Price"), (lambda: book(contents_complete="yes"), "contents_complete", "yes", "true"),
        (lambda: Issue("issue:x", numbering="12号"), "numbering", "12号", "Numbering"),
        (lambda: Subject("ndc", "334", main=1), "main", "1", "true or false"), (lambda: Text("見本", sources=[5]), "sources[0]", "5", "text"),
        (lambda: attrs.evolve(book(), titles=5), "titles", "5", "Title"),
        (lambda: book(form="なし"), "form", "なし", "a code such as BC (ONIX List 150)"), (lambda: book(composition="一式"), "composition", "一式", "00"),
        (lambda: Price(1, currency="円"), "currency", "円", "JPY"), (lambda: Text("見本", script="日本"), "script", "日本", "Jpan"),
        (lambda: book(status="なし"), "status", "なし", "04 (刊行中)"), (lambda: Language("見本語"), "code", "見本語", "another code"),
    ],
)  # fmt: skip
def test_what_is_refused_at_once(make, field, found, allowed):
    """With the field, what was found and what can be written there."""
    with pytest.raises(BadValue) as error:
        make()
    (problem,) = error.value.problems
    assert problem.where.path == field
    assert (problem.found or "").startswith(str(found or ""))
    assert allowed in problem.expected.text("en")
    assert problem.expected.text("ja")


MODEL = [kind for kind in vars(model).values() if isinstance(kind, type) and attrs.has(kind)]
SAMPLES = {"id": "book:x", "date": "2026", "Measure.value": 1, "year": 2026, "Identifier.type": "own", "Language.code": "jpn",
           "Relation.type": "related", "EventDate.role": "publication"}  # fmt: skip


def made(kind, /, **fields):
    """Make an object of the model with only what it must have, and some more."""
    needed = {it.name: SAMPLES.get(f"{kind.__name__}.{it.name}", SAMPLES.get(it.name, "01"))
              for it in attrs.fields(kind) if it.default is attrs.NOTHING}  # fmt: skip
    return kind(**needed | fields)


@pytest.mark.parametrize("kind", MODEL, ids=lambda kind: kind.__name__)
def test_nothing_is_not_taken_where_something_is_needed(kind):
    """None is refused at once by every field that must have a value, and so is empty text."""
    made(kind)
    for it in attrs.fields(kind):
        for given in (None, "") if it.type in ("str", str) else (None,):
            if given is None and it.default is None:
                continue
            with pytest.raises(BadValue) as error:
                made(kind, **{it.name: given})
            (problem,) = error.value.problems
            assert problem.where.path == ("date" if kind is PartialDate else it.name)


HUGE = 10**5000


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Identifier("isbn", None), "value"), (lambda: Prose("見本", audiences=None), "audiences"),
        (lambda: Prose("見本", audiences=5), "audiences"), (lambda: Resource("https://example.org", audiences={"a": 1}), "audiences"),
        (lambda: Citation(audiences=[None]), "audiences[0]"), (lambda: PartialDate(10**20), "date"), (lambda: PartialDate(HUGE), "date"),
        (lambda: PartialDate(True), "date"), (lambda: PartialDate(2020, []), "date"), (lambda: PartialDate("2020"), "date"),
        (lambda: PartialDate(2020, 0, 1), "date"), (lambda: PartialDate.parse(None), "date"), (lambda: PartialDate.parse(2020), "date"),
        (lambda: PartialDate.parse([]), "date"), (lambda: EventDate("publication", HUGE), "date"), (lambda: Edition(HUGE), "number"),
        (lambda: Edition(-HUGE), "number"), (lambda: Price(HUGE), "amount"), (lambda: book(titles=HUGE), "titles"),
        (lambda: Text(HUGE), "text"), (lambda: Text("見本", sources=[HUGE]), "sources[0]"), (lambda: Price(1, tax=HUGE), "tax"),
        (lambda: Book(HUGE), "id"), (lambda: Text("見本", truncated=HUGE), "truncated"), (lambda: Edition("3"), "number"),
    ],
)  # fmt: skip
def test_no_other_error_gets_out(make, field):
    """What is of a wrong type, or a number that Python cannot write, is a bad value, and can be told."""
    with pytest.raises(BadValue) as error:
        make()
    assert [p.where.path for p in error.value.problems] == [field]
    assert error.value.text("ja")


@numbers.Integral.register
class Whole:
    """A whole number of another library, as numpy has them."""

    def __init__(self, number):
        """Take the number."""
        self.number = number

    def __int__(self):
        """Return it."""
        return self.number

    def __lt__(self, other):
        """Compare it."""
        return self.number < other

    def __gt__(self, other):
        """Compare it."""
        return self.number > other


def test_whole_numbers_of_other_libraries():
    """They become numbers of Python."""
    held = (Price(Whole(1800)).amount, Edition(Whole(3)).number, *attrs.astuple(PartialDate(Whole(2026), Whole(4))))
    assert held == (1800, 3, 2026, 4, 0)
    assert [type(it) for it in held] == [Decimal, int, int, int, int]


@pytest.mark.parametrize("to", ["onix-3.1", "smj-1", "jsonl", "csv", "oai_dc", "marcxml", "ris"])
def test_what_is_taken_goes_out(tmp_path, to):
    """Nothing that a constructor takes fails in a writer."""
    made = book(
        prices=[Price(1800, tax="税抜"), Price(1980, tax="税込", valid_from=DAY)],
        contributors=[Contributor("見本花子", roles=["著"])],
        publishers=[Publisher("見本書房")],
        identifiers=[Identifier("isbn", "979-9-9990-0000-9")],
        dates=[EventDate("publication", "2026-04")],
        languages=[Language("日本語")],
    )
    assert not validate(made).failed
    assert write(made, tmp_path / "out", to=to) == 1


def test_what_records_say_of_themselves():
    """Title proper, numbers and kind without digging."""
    one = book(
        titles=[Title("別の見本", "05"), "見本の社会"],
        identifiers=[Identifier("isbn-10", "4000000016"), Identifier("isbn", "979-9-9990-0000-9")],
    )
    assert (one.title, one.isbn, one.kind_of_record) == ("見本の社会", "9799999000009", "book")
    assert (Book("book:x").title, Book("book:x").isbn) == (None, None)
    serial = Periodical("periodical:x", "見本通信", identifiers=[Identifier("issn", "9990-0017")])
    assert (serial.title, serial.issn, serial.kind_of_record) == ("見本通信", "99900017", kind_of(serial))
    assert str(Component("article:x", "見本の記事").title) == "見本の記事"
    assert Issue("issue:x", numbering=Numbering("12号")).numbering.printed == "12号"


PLACED = {
    "AudienceRange": ["qualifier", "first", "last"], "Book": ["id", "scope"], "Citation": ["type"], "Copyright": ["years"],
    "Envelope": [], "Issue": ["id", "periodical"], "Market": [], "PartialDate": ["year", "month", "day"], "Product": ["id"],
    "ProductPart": ["form"], "SalesRights": ["type"],
}  # fmt: skip
"""Classes of which not just the first two fields may stand without their names (docs/decisions/0018)."""


@pytest.mark.parametrize("kind", [Envelope, *(k for k in vars(model).values() if isinstance(k, type) and attrs.has(k))])
def test_two_fields_may_stand_without_their_names(kind):
    fields = attrs.fields(kind)
    placed = [field.name for field in fields if not field.kw_only]
    assert placed == PLACED.get(kind.__name__, [field.name for field in fields[:2]])


def test_a_class_derived_from_one_of_ours_takes_the_same():
    class Derived(Title):
        """A class of somebody else, which has room for more."""

    made = Derived("見本", "06")
    made.__dict__["more"] = 1
    assert (made.text, made.type, made.part_number) == (Text("見本"), "06", None)
    with pytest.raises(BadValue):
        Derived("")


def as_any(value: Any) -> Any:
    return value


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (Decimal("1E+3"), "1000"), (Decimal("-0"), "0"), (Decimal("0E-8"), "0"), (Decimal("1.5000000000"), "1.5"), (Decimal("12.50"), "12.50"),
        (1800.0, "1800"), (999_999_999_999, "999999999999"), (Decimal("0.000001"), "0.000001"), (Decimal("-5"), "-5"),
    ],
)  # fmt: skip
def test_amounts_come_back_as_they_were_made(given: Any, held: str):
    """From a dictionary, JSON Lines and the native format; one below nought is for the rules to refuse."""
    book = Book("book:x", titles="見本", prices=[Price(given, currency="USD")], extents=[Extent(given)])
    assert (str(book.prices[0].amount), from_dict(to_dict(book))) == (held, book)
    for to in ("jsonl", "smj-1"):
        out = io.BytesIO()
        write([book], out, to=to, validate=False)
        (back,) = read(out.getvalue(), format=to)
        assert isinstance(back, Book)
        assert (back, str(back.prices[0].amount)) == (book, held)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Price(10**12), lambda: Price(Decimal("1E+300")), lambda: Price(Decimal("0.0000001")), lambda: Price(Decimal("9" * 40)),
        lambda: Price(Decimal("sNaN")), lambda: Price(as_any(12.5)), lambda: Price(as_any(float("nan"))), lambda: Price(as_any(float("inf"))), lambda: Price(as_any(1e300)), lambda: Edition(10**9), lambda: Price(1800, discount=Decimal("1E-9")),
    ],
)  # fmt: skip
def test_numbers_that_no_file_of_ours_can_hold_are_refused(make: Callable[[], object]):
    with pytest.raises(BadValue, match="digits"):
        make()


DEFAULTS = {
    "Audience": ["01"], "Citation": ["01", ("00",)], "Extent": ["11", "03"], "Identifier": ["valid"], "Language": ["01"], "Measure": ["01", "cm"],
    "Price": ["JPY", "unknown"], "Prose": ["03", ("00",)], "Publisher": ["01"], "Reading": ["unknown"], "Resource": ["01", "03", "01", ("00",)],
    "Supplier": ["00"], "Title": ["01"], "AgentName": ["preferred"], "Note": ["general"], "Contributor": ["person"], "Agent": ["organisation"],
    "Component": ["article"], "Issue": ["regular"],
}  # fmt: skip


def test_a_code_that_is_left_out_is_the_usual_one():
    """Codes of ONIX and words of ours; archives do not write them, so they must not change."""
    found = {
        name: [a.default for a in attrs.fields(kind) if a.default not in (None, (), False, 0, attrs.NOTHING)]
        for name in dir(m) if attrs.has(kind := getattr(m, name)) and isinstance(kind, type)
    }  # fmt: skip
    assert {name: codes for name, codes in found.items() if codes} == DEFAULTS


@pytest.mark.parametrize(("make", "words"), [
    (lambda word: m.Price(1800, tax=word).tax, ("included", "excluded", "unknown")),
    (lambda word: m.Identifier("isbn-13", "9784999999903", status=word).status, ("valid", "incorrect", "cancelled")),
    (lambda word: m.Reading("ミホン", divided=word).divided, ("yes", "no", "unknown")),
    (lambda word: m.Book("book:mihon", scope=word).scope, ("edited", "issued", "member", "related", "about")),
])  # fmt: skip
def test_words_that_are_taken(make: Callable[[str], str], words: tuple[str, ...]):
    assert tuple(map(make, words)) == words


@pytest.mark.parametrize("tax", ["included", "excluded", "unknown"])
def test_words_for_tax_are_read_from_dictionaries(tax: str):
    made = from_dict({"kind_of_record": "book", "id": "book:mihon", "prices": [{"amount": "1800", "tax": tax}]})
    assert isinstance(made, Book)
    assert made.prices[0].tax == tax


def test_a_number_where_text_is_asked_for_is_told_to_be_quoted():
    with pytest.raises(BadValue, match="in quotation marks"):
        Identifier("isbn", as_any(9784750329482))


@pytest.mark.parametrize(
    "field", ["dates", "prices", "identifiers", "contributors", "publishers", "subjects", "notes", "extents"]
)
def test_what_is_no_value_is_answered_with_one(field):
    """The example in the message can be typed as it stands, and is taken."""
    with pytest.raises(BadValue) as caught:
        model.Book(id="book:x", titles="x", **{field: 7.5j})
    example = str(caught.value).partition("such as ")[2].rpartition(" [")[0]
    assert getattr(model.Book(id="book:x", titles="x", **{field: eval(example, vars(model))}), field)


def test_a_word_in_any_field_of_a_code_is_refused_at_once():
    """Every field that holds a code is named in the table of them, and refuses a word that is none."""
    for place in CODED:
        name, field = place.split(".")
        (it,) = [each for each in attrs.fields(getattr(m, name)) if each.name == field]
        assert it.validator.__name__ == "is_code", place


def test_a_code_that_no_list_has_is_left_to_the_rules():
    assert "product-form-code-form" in {p.rule for p in validate(book(form="ZZZ")).problems}


class Role(str, enum.Enum):  # noqa: UP042 - as programs before Python 3.11 write it
    """A word of a program's own, which is text, and which writes itself as its name: ``Role.AUTHOR``."""

    AUTHOR = "A01"


def test_text_of_a_derived_class_is_held_as_text(tmp_path):
    """An enum of a program (Django's choices), or numpy's text, goes out as the text that it is."""
    made = book(
        titles=Role.AUTHOR,
        form_description=Role.AUTHOR,
        contributors=[Contributor("見本", roles=Role.AUTHOR), Contributor("見本", roles=[Role.AUTHOR])],
        subjects=[Subject("other", Role.AUTHOR)],
        copyrights=[Copyright(years=[Role.AUTHOR])],
        sources=[Source(Role.AUTHOR)],
    )
    assert made == book(
        titles="A01",
        form_description="A01",
        contributors=[Contributor("見本", roles="A01")] * 2,
        subjects=[Subject("other", "A01")],
        copyrights=[Copyright(years="A01")],
        sources=[Source("A01")],
    )
    write(made, tmp_path / "out.xml", to="smj-1")
    assert list(read(tmp_path / "out.xml")) == [made]


def test_the_order_of_values_is_never_made_up():
    """A set of several is refused; what has an order, or but one value, is taken."""
    assert book(titles={"見本"}).titles == book(titles={"見本": 1}.keys()).titles == book(titles="見本").titles
    for given in ({"見本", "例"}, frozenset(("見本", "例"))):
        with pytest.raises(BadValue, match=r"titles: .*expected a list or tuple"):
            book(titles=given)


class NoDimension:
    """An array of no dimension, as numpy's: it has a way to be gone through, which fails."""

    def __iter__(self):
        """Fail."""
        raise TypeError


def test_an_array_of_no_dimension_is_refused():
    """With the field and what was found."""
    with pytest.raises(BadValue, match=r"titles: found .*NoDimension"):
        book(titles=NoDimension())


def test_readings_and_romanised_forms_may_be_text():
    """What is given there can only mean one thing."""
    assert Text("見本", "ミホン", romanised="Mihon") == Text(
        "見本", [Reading("ミホン")], romanised=[Romanised("Mihon")]
    )


def test_every_type_that_is_asked_for_is_answered_with_an_example():
    """A message that asks for a value of ours says how one is written."""
    for kind in MODEL:
        for it in attrs.fields(kind):
            try:
                made(kind, **{it.name: object()})
            except BadValue as error:
                (problem,) = error.problems
                assert problem.expected.id != "a-value-of" or "| str" in problem.expected.text(), (kind, it.name)


def test_a_language_code_of_no_list_fails_in_no_writer(tmp_path):
    """What the rules would find is written as it is where they are not asked."""
    given = book(languages=[Language("1800")])
    for to in format_ids():
        if "write" in get_format(to).directions and "book" in get_format(to).kinds:
            context = Context(domain="example.jp", base_uri="https://example.jp/")
            assert write(given, tmp_path / "out", to=to, context=context, validate=False) == 1


@pytest.mark.parametrize("made", [c for c in vars(m).values() if isinstance(c, type) and attrs.has(c)])
def test_only_what_leads_a_value_goes_without_its_name(made: type):
    """All else takes a keyword, so that a field may come between; a date and a range are three numbers in a row."""
    leading = [it.name for it in attrs.fields(made) if not it.kw_only]
    assert len(leading) <= (3 if made in (m.PartialDate, m.AudienceRange) else 2)
