"""openBD: products of ONIX in JSON, with or without that part; files of objects."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smj_catalog import Book, read
from smj_catalog.formats import Item, Reading, get, objects
from smj_catalog.services.reading import items
from smj_catalog.xmlio import open_source

REAL = Path(__file__).parents[2] / "shared/real-2/openbd"
ISBN, OTHER = "9799999000009", "9799999000016"
SUMMARY = {
    "isbn": ISBN, "title": "見本の社会", "volume": "2", "series": "見本双書", "publisher": "見本書房", "pubdate": "2024-03",
    "cover": "https://mihon.example/c.jpg", "author": "見本花子／著 例示太郎／編",
}  # fmt: skip


def onix(**detail: Any) -> dict[str, Any]:
    title = {"TitleElementLevel": "01", "TitleText": {"content": "見本の社会", "collationkey": "ミホンノシャカイ"}}
    return {
        "RecordReference": ISBN, "NotificationType": "03", "ProductIdentifier": {"ProductIDType": "15", "IDValue": ISBN},
        "DescriptiveDetail": {"TitleDetail": {"TitleType": "01", "TitleElement": title}, **detail},
    }  # fmt: skip


def found(*given: Any) -> tuple[list[Item], Counter[str]]:
    reading = Reading()
    return list(items(json.dumps(given, ensure_ascii=False).encode(), reading)), reading.unread


def one(given: Any) -> tuple[Book, Counter[str]]:
    (item,), unread = found(given)
    assert isinstance(item.record, Book)
    assert item.problems == ()
    return item.record, unread


def published(book: Book) -> list[tuple[str, str, tuple[str, ...]]]:
    assert (book.imprint, book.imprint_identifiers) == (None, ())
    return [(it.name.text, it.role, tuple(i.value for i in it.identifiers)) for it in book.publishers]


OWN = {"ImprintName": "見本書房", "ImprintIdentifier": [{"ImprintIDType": "19", "IDValue": "999999"}]}


@pytest.mark.parametrize(("publisher", "publishers"), [
    (None, [("見本書房", "01", ("999999",))]),
    ({"PublisherName": "見本書房", "PublishingRole": "01", "PublisherIdentifier": [{"PublisherIDType": "24", "IDValue": "9999"}]},
     [("見本書房", "01", ("999999", "9999"))]),
    ({"PublisherName": "見本販売", "PublishingRole": "01"}, [("見本書房", "01", ("999999",)), ("見本販売", "distributor", ())]),
    ({"PublisherName": "見本財団", "PublishingRole": "03"}, [("見本書房", "01", ("999999",)), ("見本財団", "03", ())]),
])  # fmt: skip
def test_imprint_is_the_publisher_and_publisher_its_distributor(publisher: Any, publishers: list[Any]):
    """発行元 and 発売元: with an imprint alone, no format but ONIX said who published a book, or said who only sells it."""
    book, unread = one({"onix": onix() | {"PublishingDetail": {"Imprint": OWN, "Publisher": publisher}}})
    assert (published(book), unread) == (publishers, {})


def test_the_summary_alone_is_read():
    """As openBD serves many a book since August 2023."""
    book, unread = one({"summary": SUMMARY})
    assert (book.id, book.isbn, book.title, book.titles[0].part_number) == (f"book:{ISBN}", ISBN, "見本の社会", "2")
    assert [str(it.date) for it in book.dates] == ["2024-03"]
    assert [str(it.title) for it in book.series] == ["見本双書"]
    assert (published(book), str(book.responsibility)) == ([("見本書房", "01", ())], "見本花子／著 例示太郎／編")
    assert [it.url for it in book.resources] == ["https://mihon.example/c.jpg"]
    assert (book.contributors, book.prices, unread) == ((), (), {})


def test_the_onix_part_goes_first_and_what_the_summary_says_otherwise_is_counted():
    book, unread = one({"onix": onix(), "summary": SUMMARY | {"title": "見本の会社", "author": ""}})
    assert (book.title, book.titles[0].text.reading) == ("見本の社会", "ミホンノシャカイ")
    assert unread == {"summary/title": 1, "summary/volume": 1}
    assert one({"onix": onix(), "summary": {"title": "見本の"}})[1] == {"summary/title": 1}


@pytest.mark.parametrize("part", [
    {"PublishingDate": [{"PublishingDateRole": "01", "Date": ""}]}, {"PublishingDate": []}, {"Imprint": {"ImprintName": ""}}, {},
])  # fmt: skip
def test_blanks_state_nothing(part: dict[str, Any]):
    """An empty date is none; where the publishers state a month, that is the date."""
    sizes = [{"MeasureType": "02", "MeasureUnitCode": "mm", "Measurement": "0"}]
    product = {**onix(ProductForm="BZ", Measure=sizes), "PublishingDetail": part}
    book, unread = one({"onix": product, "hanmoto": {"dateshuppan": "2010-04"}})
    assert ([str(it.date) for it in book.dates], book.form, book.measures) == (["2010-04"], "BZ", ())
    assert (book.imprint, book.publishers, book.prices, unread) == (None, (), (), {})


def test_what_of_the_publishers_part_is_not_read_is_counted():
    _, unread = one({"onix": onix(), "hanmoto": {"reviews": [{"source": "見本新聞", "han": ""}], "toji": "並製"}})
    assert unread == {"hanmoto/toji": 1}


def test_reviews_and_the_last_reprint_are_read():
    review = {
        "source": "見本新聞",
        "appearance": "2024-04-13",
        "choyukan": "朝刊",
        "reviewer": "見本花子",
        "link": "https://mihon.example/r",
        "kubun_id": 1,
    }
    printings = [
        {"date": "2024-05-02", "suri": 2},
        {"date": "2024-06-01", "suri": 3, "comment": "見本"},
        {"date": "0000-00-00"},
    ]
    book, unread = one({"onix": onix(), "hanmoto": {"reviews": [review, {"reviewer": "見本"}], "jyuhan": printings}})
    (cited,) = book.citations
    assert (str(cited.source_title), str(cited.note), cited.url) == (
        "見本新聞",
        "朝刊 見本花子",
        "https://mihon.example/r",
    )
    assert [(it.role, str(it.date)) for it in (*cited.dates, *book.dates)] == [
        ("onix:01", "2024-04-13"),
        ("reprint", "2024-06-01"),
    ]
    assert unread == {
        "hanmoto/reviews/kubun_id": 1, "hanmoto/reviews/reviewer": 1, "hanmoto/jyuhan/date": 2, "hanmoto/jyuhan/suri": 2, "hanmoto/jyuhan/comment": 1,
    }  # fmt: skip


def test_a_label_without_a_series_is_the_series():
    title = {
        "TitleType": "01",
        "TitleElement": [{"TitleElementLevel": "03", "TitleText": {"content": "見本文庫"}, "PartNumber": "7"}],
    }
    book, unread = one({"onix": onix(Collection={"CollectionType": "10", "TitleDetail": title})})
    assert [(str(it.title), it.part_number) for it in book.series] == [("見本文庫", "7")]
    assert unread == {}


def test_a_list_where_a_text_belongs_is_counted():
    """It became a text of brackets."""
    book, unread = one({"onix": onix(), "summary": SUMMARY | {"series": ["見本双書"]}})
    assert (book.series, unread["summary/series"]) == ((), 1)


def test_nulls_are_counted_and_faults_refuse_one_object_with_its_line():
    text = f'[\n null,\n {{"summary": {{"title": "見本"}}}},\n {{"onix": nan}},\n {json.dumps({"summary": SUMMARY})}\n]'
    reading = Reading()
    told = list(items(text.encode(), reading, format="openbd"))
    assert [(item.rejected, item.where.line, item.number, [p.rule for p in item.problems]) for item in told] == [
        (True, 3, 2, ["value-id"]), (True, 4, 3, ["json-line"]), (False, 5, 4, []),
    ]  # fmt: skip
    assert reading.unread == {"null": 1}


def test_an_object_alone_and_the_onix_part_alone_are_read():
    for given_ in ({"onix": onix()}, onix()):
        (record,) = read(json.dumps(given_).encode())
        assert record.id == f"book:{ISBN}"


def test_a_fault_that_a_rule_finds_stands_at_its_object():
    wrong = onix() | {"ProductIdentifier": {"ProductIDType": "15", "IDValue": "9799999000001"}}
    text = json.dumps([{"onix": onix()}, {"onix": wrong}], ensure_ascii=False).replace("}, {", "},\n{")
    first, other = items(text.encode(), Reading())
    assert isinstance(other.record, Book)
    assert (first.where.line, other.where.line) == (1, 2)


def test_refused_objects_come_back_with_what_is_wrong():
    data = json.dumps([None, {"summary": SUMMARY}, {"summary": {"title": "x"}}]).encode()
    again = b"".join(objects.refused(open_source(data), Reading(), {(None, 3): "wrong"}))
    assert json.loads(again) == [{"smj-catalog: errors": ["wrong"], "summary": {"title": "x"}}]
    assert get("openbd").refused is objects.refused


@pytest.mark.parametrize("name", [
    "kawax_get.json", "nasum_onix_spec_0.json", "nasum_openbd_item_spec_0.json", "ryosuke-endo_9784062206976.json",
    "seihmd_book_json.json", "seihmd_books_json.json",
])  # fmt: skip
def test_real_answers_are_read(name: str):
    """Of their ONIX part nothing is left."""
    if not REAL.is_dir():
        pytest.skip("real answers of openBD are not at hand")
    reading = Reading()
    told = list(items(REAL / name, reading))
    assert all(item.record is not None and not item.problems for item in told)
    assert [path for path in reading.unread if path.startswith("Product/")] == []


KEYS = st.sampled_from([
    "DescriptiveDetail", "TitleDetail", "TitleElement", "TitleText", "content", "Collection", "PartNumber", "PublishingDetail",
    "Date", "author", "title", "volume", "series", "isbn", "pubdate", "ndccode", "RecordReference", "Contributor", "a b",
])  # fmt: skip
ATOMS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["01", "02", "03", "2024-05", ISBN])
)
JSON = st.recursive(
    ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=15
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.dictionaries(st.sampled_from(["onix", "summary", "hanmoto"]), JSON), max_size=3))
def test_any_json_is_read_or_told(given_: list[Any]):
    told = list(items(json.dumps(given_).encode(), Reading(), format="openbd"))
    assert [item.number for item in told if not item.aside] == list(range(1, len(given_) + 1))


# --- files of objects


@pytest.mark.parametrize(("text", "values"), [
    ('[{"a":1},\n null,\n {"b":"x,]}\\"["}, 3, "q"]\n', [(1, '{"a":1}'), (2, "null"), (3, '{"b":"x,]}\\"["}'), (3, "3"), (3, '"q"')]),
    ('{"a":{}}\n{"b":[1,\n2]}', [(1, '{"a":{}}'), (2, '{"b":[1,\n2]}')]), ("[]", []), ("", []), ("[1 2", [(1, "1 2")]),
    ('[{"a":1},{"b":', [(1, '{"a":1}'), (1, '{"b":')]), ('\ufeff [\n\n{"a":\n1}\n,{"x":2}] {}', [(3, '{"a":\n1}'), (5, '{"x":2}'), (5, "{}")]),
])  # fmt: skip
@pytest.mark.parametrize("size", [1, 3, 1 << 16])
def test_objects_stand_in_arrays_or_one_behind_another(
    text: str, values: list[Any], size: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(objects, "PIECE", size)
    assert [(it.line, it.raw.decode()) for it in objects.objects(open_source(text.encode()))] == values


def test_an_object_above_the_cap_is_refused_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(objects, "PIECE", 64)
    monkeypatch.setattr(objects, "LINE", 200)
    monkeypatch.setattr("smj_catalog.formats.jsonl.LINE", 200)
    big = "{" + ",\n".join(f'"k{i}": {i}' for i in range(400)) + "}"
    data = f"[{big},\n{json.dumps({'summary': {'isbn': ISBN, 'title': '見本'}})}]".encode()
    first, other = items(data, Reading(), format="openbd")
    assert (first.rejected, first.problems[0].rule, other.where.line, isinstance(other.record, Book)) == (
        True,
        "record-too-large",
        401,
        True,
    )


ONE_LINE = {
    "csl-json": ['{"type": "book", "title": "見本"}', '{"id": "m2", "type": "webpage"}', '{"id": 3, "type": "book", "title": "例", "issued": {"raw": "2006-13"}}', "5"],
    "openbd": ['{"onix": {"NotificationType": "03"}}', '{"summary": {"isbn": "9799999000009", "title": "\\ud800"}}', "[]"],
}  # fmt: skip


@pytest.mark.parametrize(("to", "told"), [
    ("csl-json", ["record 2 (m2)", "record 3 (3)", "record 4"]), ("openbd", ["record 1", "record 2 (9799999000009)", "record 3"]),
])  # fmt: skip
def test_faults_of_a_file_of_one_line_tell_which_record(to: str, told: list[str]):
    """The line is the same for all; the record has its place in the file, and its id where it has one."""
    found = [p for item in items(f"[{', '.join(ONE_LINE[to])}]".encode(), Reading(), format=to) for p in item.problems]
    assert list(dict.fromkeys(p.where.record for p in found)) == told
    for problem, record in zip(found, told, strict=False):
        assert record.replace("record ", "").partition(" ")[0] + "件目" in problem.text("ja")


@pytest.mark.parametrize(
    ("said", "date"),
    [("2006-06", "2006-06"), ("20060601", "2006-06-01"), ("2006", "2006"), ("06-2006", None), ("2006/6", None)],
)
def test_the_day_of_a_summary_is_one_or_counted(said: str, date: str | None):
    """Six figures were a year and a month whatever stood between them: 06-2006 was in the year 620."""
    summary = {"isbn": "9799999000009", "title": "見本", "pubdate": said}
    (item,) = items(json.dumps([{"summary": summary}]).encode(), found := Reading(), format="openbd")
    assert isinstance(item.record, Book)
    assert ([str(it.date) for it in item.record.dates], found.unread) == (
        ([], {"summary/pubdate": 1}) if date is None else ([date], {})
    )
