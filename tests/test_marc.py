"""MARC 21 and MARCXML, both ways: the rows of a cataloguer, fields 880, and files that others wrote or that are damaged."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree
from strategies import records

from smj_catalog import BadSource, CannotWrite, Context, MissingExtra, read, write
from smj_catalog import model as m
from smj_catalog.crosswalk import carried, not_carried
from smj_catalog.crosswalk.carried import differences
from smj_catalog.formats import Reading, get
from smj_catalog.formats.marc import marc8
from smj_catalog.model import kind_of, title_of
from smj_catalog.model.rules import check_record
from smj_catalog.problems import Report
from smj_catalog.services.coverage import coverage
from smj_catalog.services.reading import items
from smj_catalog.services.writing import split

SHARED = Path(__file__).parent.parent.parent / "shared"
REAL = SHARED / "real-2" / "marc21-880"
SCHEMA = SHARED / "standards" / "marc-mods" / "MARC21slim.xsd"
FORMATS = ("marc21", "marcxml")
KINDS = ("periodical", "issue", "component", "book", "agent")
CONTEXT = Context(domain="mihon.example", updated="2026-11-24")


def text(words: str, reading: str | None = None, latin: str | None = None) -> m.Text:
    return m.Text(words, (m.Reading(reading),) if reading else (), romanised=(m.Romanised(latin),) if latin else ())


BOOK = m.Book(
    "book:9799999000009",
    titles=(
        m.Title(text("見本の社会", "ミホン ノ シャカイ", "Mihon no shakai"), part_number="2", subtitle=text("副題", "フクダイ")),
        m.Title(text("みほん"), "variant"),
        m.Title(text("Sample society"), "06"),
    ),
    responsibility=text("見本花子編 ; 見本の会著", "ミホン ハナコ ヘン ; ミホン ノ カイ チョ"),
    contributors=(
        m.Contributor(text("見本花子", "ミホン, ハナコ", "Mihon, Hanako"), ("A01", "B01"), role_printed="編", family="見本", given="花子",
                      born=m.PartialDate(1950), distinction="生物学"),
        m.Contributor(text("見本の会"), ("B06",), kind="organisation"),
        m.Contributor(text("Sample, John"), ("B01",), family="Sample", given="John"),
    ),
    identifiers=(
        m.Identifier("isbn-13", "9799999000009", qualifier="set"), m.Identifier("isbn-13", "9799999000010", status="incorrect"),
        m.Identifier("isbn-10", "4999900009"), m.Identifier("doi", "10.9999/x"), m.Identifier("jpno", "99999999"),
    ),
    languages=(m.Language("jpn"), m.Language("eng", "02")),
    subjects=(
        m.Subject("ndc", "334.4", edition="9"), m.Subject("ndc", "361"), m.Subject("ndlsh", "00999999", heading="見本"),
        m.Subject("lcsh", heading="Samples"), m.Subject("keyword", heading="見本語"),
    ),
    editions=(m.Edition(statement="改訂版"),),
    publishers=(
        m.Publisher(text("見本書房", "ミホン ショボウ"), places=(text("東京", "トウキョウ"), text("大阪", "オオサカ")), country="JP"),
        m.Publisher(text("見本販売"), "distributor"),
    ),
    dates=(m.EventDate("publication", m.PartialDate(2009, 3, 1)),),
    extents=(m.Extent(Decimal(244), printed="244p"),),
    measures=(m.Measure(Decimal(21)),),
    prices=(m.Price(Decimal(1800), tax="excluded", printed="1,800円+税"),),
    series=(m.Series(text("見本双書", "ミホン ソウショ"), part_number="5"),),
    notes=(m.Note("注記の見本"),),
    texts=(m.Prose("目次の見本", "04"), m.Prose("要旨の見本")),
    links=(m.Link("https://mihon.example/", "見本"),),
)  # fmt: skip


def published(name: m.Text, *places: m.Text) -> m.Book:
    return m.Book("book:9799999000009", titles=(m.Title(text("見本")),), publishers=(m.Publisher(name, places=places),))


CHAPTER = m.Component(
    "chapter:9799999000009:c01", m.Title(text("見本の章", "ミホン ノ ショウ")), host="book:9799999000009", kind="chapter",
    contributors=(m.Contributor(text("見本太郎"), ("A01",)),), pages=(m.PageRun("15", "22"), m.PageRun("30")),
)  # fmt: skip


def written(*given: m.Record, to: str = "marc21", context: Context = CONTEXT) -> bytes:
    out = io.BytesIO()
    write(given, out, to=to, context=context, validate="schema")
    return out.getvalue()


def lines(record: m.Record, context: Context = CONTEXT) -> list[str]:
    """Return the fields of a record as cataloguers write them: ``245 10 $a 見本``."""
    found = []
    for element in etree.fromstring(written(record, to="marcxml", context=context)).iter(
        "{*}controlfield", "{*}datafield"
    ):
        marks = f"{element.get('ind1', '')}{element.get('ind2', '')}".replace(" ", "_")
        subfields = " ".join(f"${s.get('code')} {s.text}" for s in element)
        found.append(" ".join(x for x in (element.get("tag"), marks, subfields or element.text) if x))
    return found


def marc(*fields: str, leader: str = "00000nam a2200000 i 4500") -> bytes:
    """Return a record of ISO 2709: ``245 10 $a 見本``; a control field has no $."""
    directory, body = b"", b""
    for one in fields:
        tag, rest = one[:3], one[4:]
        if "$" in rest:
            rest = rest[:2].replace("_", " ") + "".join(f"\x1f{p[0]}{p[2:].rstrip()}" for p in rest[3:].split("$")[1:])
        data = rest.encode() + b"\x1e"
        directory += f"{tag}{len(data):04}{len(body):05}".encode()
        body += data
    base = 25 + len(directory)
    head = f"{base + len(body) + 1:05}{leader[5:12]}{base:05}{leader[17:]}".encode()
    return head + directory + b"\x1e" + body + b"\x1d"


@pytest.mark.parametrize("line", [
    "001 book:9799999000009", "005 20261124000000.0", "008 261124s2009    ja |||||||||||||||||jpn d",
    "015 __ $a 99999999 $2 jnb", "020 __ $a 9799999000009 $q set $c 1,800円+税", "020 __ $z 9799999000010", "020 __ $a 4999900009",
    "024 7_ $a 10.9999/x $2 doi", "041 1_ $a jpn $h eng", "044 __ $c JP",
    "084 __ $a 334.4 $2 njb/09", "084 __ $a 361 $2 njb",
    "100 1_ $6 880-01 $a 見本, 花子 $c 生物学 $d 1950- $e 編 $4 aut $4 edt",
    "245 10 $6 880-02 $a 見本の社会 $n 2 $b 副題 $c 見本花子編 ; 見本の会著", "246 3_ $a みほん", "246 31 $a Sample society",
    "250 __ $a 改訂版", "264 _1 $6 880-03 $a 東京 $a 大阪 $b 見本書房 $c 2009.3.1", "264 _2 $b 見本販売",
    "300 __ $a 244p $c 21cm", "490 0_ $6 880-04 $a 見本双書 $v 5", "500 __ $a 注記の見本", "505 0_ $a 目次の見本",
    "520 __ $a 要旨の見本", "650 _7 $a 見本 $0 http://id.ndl.go.jp/auth/ndlsh/00999999 $2 ndlsh", "650 _0 $a Samples", "653 __ $a 見本語",
    "710 2_ $a 見本の会 $4 trl", "700 1_ $a Sample, John $4 edt", "856 4_ $u https://mihon.example/ $z 見本",
    "880 1_ $6 100-01/$1 $a ミホン, ハナコ", "880 1_ $6 100-01/(B $a Mihon, Hanako",
    "880 10 $6 245-02/$1 $a ミホン ノ シャカイ $b フクダイ $c ミホン ハナコ ヘン ; ミホン ノ カイ チョ", "880 10 $6 245-02/(B $a Mihon no shakai",
    "880 _1 $6 264-03/$1 $a トウキョウ $a オオサカ $b ミホン ショボウ",
])  # fmt: skip
def test_a_book_stands_where_a_cataloguer_looks_for_it(line: str):
    assert line in lines(BOOK)


SERIAL = m.Periodical(
    "periodical:mihon", titles=(m.Title("見本通信"), m.Title("Mihon", "05")), kinds="機関紙", publishers=m.Publisher("見本の会", country="JP"),
    identifiers=m.Identifier("issn", "99991233"), frequencies=(m.Frequency("年10回", as_of="2005-11"), m.Frequency("年6回", 6, as_of="2017-09")),
    languages=m.Language("jpn"), prices=m.Price(500, printed="500円"), related=m.Relation("earlier", citation="見本新聞"),
    notes=m.Note("第1号 (1997)-", "designation"), dates=m.EventDate("publication", "1997"),
    holdings=(m.Holding(text("見本図書館", "ミホン トショカン"), held="1-50, 52-193", missing="51", copies=2, location="2階書庫", call_number="Z1"),),
)  # fmt: skip
ISSUE = m.Issue(
    "issue:mihon:4.2", periodical="periodical:mihon", titles="見本通信", features="見本の特集", form="PA",
    numbering=m.Numbering("4巻2号", volume="4", numbers=("2", "3"), whole_number="193", date="2017年8月号"),
    dates=(m.EventDate("publication", "2017-07-20"), m.EventDate("cover", "2017-08", printed="8月号")),
)  # fmt: skip
ARTICLE = m.Component(
    "article:mihon:4.2:a01",
    title="見本の記事",
    host=ISSUE.id,
    column="見本の窓",
    instalment="3",
    dates=m.EventDate("publication", "2017"),
)
BODY = m.Agent(
    "agent:mihon", names=(m.AgentName(text("見本の会", "ミホン ノ カイ", "Mihon no Kai")), m.AgentName("見本会", "abbreviated"), m.AgentName("例示会", "former"),
                          m.AgentName("見本社団", "legal")),
    part_of="agent:reiji", identifiers=(m.Identifier("isni", "0000000999999997"), m.Identifier("corporate-number", "9999999999999")),
    dates=m.EventDate("established", "1997-04"), addresses=m.Address("東京都見本区"), related=m.Relation("later", "agent:later"),
    notes=(m.Note("沿革の見本", "history"), m.Note("見本")), links=m.Link("https://mihon.example/"),
)  # fmt: skip
PERSON = m.Agent(
    "agent:hanako",
    "person",
    names=m.AgentName(text("見本花子", "ミホン, ハナコ"), family="見本", given="花子"),
    dates=m.EventDate("born", "1950"),
)
AROUND = attrs.evolve(CONTEXT, lookup={r.id: r for r in (BOOK, SERIAL, ISSUE, BODY, PERSON)}.get)
OTHERS = (SERIAL, ISSUE, ARTICLE, BODY, PERSON)


@pytest.mark.parametrize(("record", "line"), [
    (SERIAL, "008 261124u1997uuuuja bx|p||||||||||||0jpn d"), (SERIAL, "022 __ $a 9999-1233"), (SERIAL, "037 __ $c 500円"),
    (SERIAL, "210 0_ $a Mihon"), (SERIAL, "310 __ $a 年6回 $b 2017-09"), (SERIAL, "321 __ $a 年10回 $b 2005-11"),
    (SERIAL, "362 1_ $a 第1号 (1997)-"), (SERIAL, "655 _4 $a 機関紙"), (SERIAL, "780 00 $t 見本新聞"),
    (SERIAL, "852 8_ $6 880-01 $8 1 $a 見本図書館 $b 2階書庫 $h Z1 $z 所蔵部数: 2"), (SERIAL, "866 _0 $8 1 $a 1-50, 52-193 $z 欠号: 51"),
    (ISSUE, "246 1_ $i 特集: $a 見本の特集"), (ISSUE, "773 0_ $7 nnas $t 見本通信 $g 4巻2号 $w (mihon.example)periodical:mihon $x 9999-1233"),
    (ISSUE, "853 20 $8 1 $a 巻 $b 号 $g 通巻 $i (年) $j (月)"), (ISSUE, "863 40 $8 1.1 $a 4 $b 2/3 $g 193 $i 2017 $j 08 $z 2017年8月号 $x 8月号"),
    (ISSUE, "336 __ $a text $b txt $2 rdacontent"), (ISSUE, "338 __ $a volume $b nc $2 rdacarrier"),
    (ARTICLE, "773 0_ $t 見本通信 $g 4巻2号 $w (mihon.example)issue:mihon:4.2 $x 9999-1233"), (ARTICLE, "490 0_ $a 見本の窓 $v 3"),
    (BODY, "003 mihon.example"), (BODY, "040 __ $a mihon.example $b jpn $c mihon.example"), (BODY, "046 __ $q 1997-04 $2 edtf"),
    (BODY, "110 2_ $6 880-01 $a 見本の会"), (BODY, "410 2_ $w d $a 見本会"), (BODY, "410 2_ $w a $a 例示会"), (BODY, "410 2_ $w r $i legal: $a 見本社団"),
    (BODY, "510 2_ $w g $a agent:reiji $0 (mihon.example)agent:reiji"), (BODY, "371 __ $a 東京都見本区"), (BODY, "678 0_ $a 沿革の見本"),
    (PERSON, "100 1_ $6 880-01 $a 見本, 花子"), (PERSON, "046 __ $f 1950 $2 edtf"),
])  # fmt: skip
def test_every_kind_stands_where_a_cataloguer_looks_for_it(record: m.Record, line: str):
    assert line in lines(record, AROUND)


@pytest.mark.parametrize(("record", "mark"), [
    (BOOK, "nam a2200000 c 4500"), (SERIAL, "nas a2200000 c 4500"), (ISSUE, "nam a2200000 c 4500"), (ARTICLE, "naa a2200000 c 4500"),
    (BODY, "nz  a2200000n  4500"),
])  # fmt: skip
def test_the_leader_tells_the_kind(record: m.Record, mark: str):
    assert f"<leader>00000{mark}</leader>" in written(record, to="marcxml", context=AROUND).decode()


@pytest.mark.parametrize("to", [*FORMATS, "marc21:ndl", "marc21:alalc", "marcxml:alalc"])
@pytest.mark.parametrize("record", [*OTHERS, BOOK], ids=kind_of)
def test_every_kind_comes_back_either_way(record: m.Record, to: str):
    column = get(to).columns[kind_of(record)]
    (back,) = read(written(record, to=to, context=AROUND), context=AROUND)
    assert back == carried(record, column, AROUND)
    assert set(not_carried(record, column, AROUND)) <= {"form", "frequencies:order"}


ENGLISH = attrs.evolve(AROUND, language="eng")
DEAR = attrs.evolve(BOOK, languages=m.Language("eng"), prices=m.Price(Decimal("12.99"), "GBP", tax="included"))


@pytest.mark.parametrize(("record", "context", "line"), [
    (ISSUE, ENGLISH, "040 __ $a mihon.example $b eng $c mihon.example"), (ISSUE, ENGLISH, "246 1_ $i Feature: $a 見本の特集"),
    (ISSUE, ENGLISH, "853 20 $8 1 $a v. $b no. $g whole no. $i (year) $j (month)"), (ISSUE, ENGLISH, "264 _1 $c 2017-07-20"),
    (DEAR, AROUND, "020 __ $a 9799999000009 $q set $c GBP 12.99 (tax included)"), (DEAR, AROUND, "264 _1 $6 880-03 $a 東京 $a 大阪 $b 見本書房 $c 2009-03-01"),
    (DEAR, AROUND, "040 __ $a mihon.example $b jpn $c mihon.example"), (attrs.evolve(DEAR, languages=m.Language("jpn")), ENGLISH, "020 __ $a 9799999000009 $q set $c GBP 12.99 (税込)"),
    (DEAR, AROUND, "300 __ $a 244p $c 21 cm"), (BOOK, AROUND, "300 __ $a 244p $c 21cm"),
    (SERIAL, AROUND, "866 _0 $8 1 $a 1-50, 52-193 $z 欠号: 51"), (attrs.evolve(SERIAL, languages=()), ENGLISH, "866 _0 $8 1 $a 1-50, 52-193 $z Lacking: 51"),
    (attrs.evolve(SERIAL, languages=()), ENGLISH, "852 8_ $6 880-01 $8 1 $a 見本図書館 $b 2階書庫 $h Z1 $z Copies: 2"),
])  # fmt: skip
def test_our_own_words_are_in_japanese_in_japanese_records_alone(record: m.Record, context: Context, line: str):
    """Both come back, whatever the language of the reader's catalogue."""
    assert line in lines(record, context)
    for to in FORMATS:
        reading = Reading(CONTEXT)
        (item,) = items(written(record, to=to, context=context), reading)
        assert item.record == carried(record, get(to).columns[kind_of(record)], context)
        assert not reading.unread


def test_a_library_gets_the_latin_forms_in_the_fields_themselves():
    found = written(BOOK, to="marc21:alalc").decode().replace("\x1f", "$").split("\x1e")
    assert "10$6880-02$aMihon no shakai$n2$b副題$c見本花子編 ; 見本の会著" in found
    assert "10$6245-02/$1$a見本の社会$n2$b副題$c見本花子編 ; 見本の会著" in found
    assert "10$6245-02/$1$aミホン ノ シャカイ$bフクダイ$cミホン ハナコ ヘン ; ミホン ノ カイ チョ" in found


def test_words_in_latin_letters_keep_a_reading_that_is_none_of_their_forms():
    book = m.Book("book:npo", titles=m.Title(text("NPO", "エヌピーオー")))
    assert [read(written(book, to=to)).__next__() for to in ("marc21", "marc21:alalc")] == [book, book]


def test_a_part_names_its_host():
    context = attrs.evolve(CONTEXT, lookup={BOOK.id: BOOK}.get)
    found = lines(CHAPTER, context)
    assert "773 0_ $t 見本の社会 $g p. 15-22, 30 $q 15 $w (mihon.example)book:9799999000009 $z 4999900009" in found
    assert "245 10 $6 880-01 $a 見本の章" in found


@pytest.mark.parametrize("to", FORMATS)
def test_a_whole_record_comes_back(to: str):
    book, chapter = read(written(BOOK, CHAPTER, to=to))
    assert (book, chapter) == (BOOK, CHAPTER)
    assert not_carried(BOOK, get(to).columns["book"], CONTEXT) == []


@settings(max_examples=60, suppress_health_check=list(HealthCheck), deadline=None)
@given(records(*KINDS))
@example(published(text("見本書房"), text("東京", latin="Tokyo"), text("大阪")))
@example(published(text("見本書房"), text("東京"), text("大阪", "オオサカ")))
@example(published(text("見本書房", latin="Mihon Shobo"), text("東京", latin="Tokyo"), text("大阪")))
def test_a_file_carries_what_it_is_said_to_carry(record: m.Record):
    if getattr(record, "contents", ()):
        record = attrs.evolve(record, contents=())
    for to in (*FORMATS, "marc21:alalc"):
        kept = carried(record, get(to).columns[kind_of(record)], CONTEXT)
        try:
            (back,) = read(written(record, to=to))
        except CannotWrite:
            assert to.startswith("marc21")  # longer than a record of ISO 2709 can be
            continue
        assert attrs.evolve(back, id=record.id) == kept


@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(records(*KINDS))
def test_a_field_that_is_carried_shows_in_the_file(record: m.Record):
    column = get("marcxml").columns[kind_of(record)]
    lost = not_carried(record, column, CONTEXT)
    whole = column.write(record, CONTEXT)
    for one in attrs.fields(type(record)):
        if one.default is attrs.NOTHING or getattr(record, one.name) == one.default or one.name in ("contents", "kind"):
            continue
        less = attrs.evolve(record, **{one.name: one.default})
        if not any(f == one.name or f.startswith(f"{one.name}.") for f in lost):
            assert column.write(less, CONTEXT) != whole, one.name


def test_pages_in_two_kinds_of_numbers_are_said_once():
    book = only(marc("245 00 $a 見本", "300 __ $a xi, 274p"))
    assert [(e.type, int(e.value or 0)) for e in book.extents] == [("03", 11), ("00", 274)]
    assert "300 __ $a xi, 274p" in lines(book)
    assert only(written(book)) == book


def test_others_read_what_we_write():
    pymarc = pytest.importorskip("pymarc")
    (record,) = pymarc.MARCReader(written(BOOK))
    assert record["245"]["a"] == "見本の社会"
    assert [f["6"] for f in record.get_fields("880")][:2] == ["100-01/$1", "100-01/(B"]
    assert [f.tag for f in record.get_linked_fields(record["245"])] == ["880", "880"]


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema of MARCXML is not here")
def test_marcxml_follows_its_schema():
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for to in ("marcxml", "marcxml:alalc"):
        schema.assertValid(etree.fromstring(written(BOOK, CHAPTER, *OTHERS, to=to, context=AROUND)))


# --- files of others


def only(data: bytes) -> m.Record:
    (record,) = read(data)
    return record


@pytest.mark.parametrize("fields", [
    ("020 __ $a 9999999999 (上) :$c 1800円", "020 __ $a 9799999000009 $q 上 $q 下", "020 __ $z 9799999000010"),
    ("022 __ $a 9999-9994", "084 __ $a 334.4 $2 njb/09", "084 __ $a 334 $2 njb/09 $2 x", "084 __ $a K9 $2 x", "650 _7 $a 見本 $2 ndlsh $0 00999999"),
    ("100 1_ $a 見本, 花子, $d 1950- $0 agent:mihon $4 aut", "110 2_ $a 見本の会 $4 xyz", "700 1_ $a 見本 $e 編 $e 著 $4 edt $4 aut $t みほん"),
    ("245 10 $a 見本　社会 /$c 見本花子編 $h x", "246 31 $a Sample", "264 _1 $a 東京 $a 大阪 :$b 見本書房,$c [2009]", "264 _1 $c いつか"),
    ("490 0_ $a 見本双書 $v 5 $x 9999-9994", "500 __ $a $b x", "500 __ $a 注記\x07", "999 __ $a x", "245 00 $a みほん"),
    ("300 __ $a xi, 274p $c 21cm", "300 __ $a 1冊 $c 大", "260 __ $a 東京 :$b 見本書房,$c 1999.2.30", "880 10 $6 245-01/$1 $a ミホン"),
])  # fmt: skip
def test_the_hundredth_record_is_read_as_the_first(fields: tuple[str, ...]):
    # from some number of fields on that are alike, functions made for them read them: with nothing lost, added or untold
    base = ("001 x", "003 mihon.example", "245 10 $6 880-01 $a見本の社会 :$b副題 $n2")
    data = marc(*base, *fields)
    held = get("marc21").read(io.BytesIO(data * 100), reading := Reading())
    found = [(i.record, [p for p in i.problems if p.rule != "marc-number-twice"]) for i in held]
    assert len(found) == 100
    assert all(one == found[0] for one in found[1:])
    alone = Reading()
    list(get("marc21").read(io.BytesIO(data), alone))
    assert reading.unread == {path: 100 * count for path, count in alone.unread.items()}


@pytest.mark.parametrize(("size", "sides"), [
    ("21cm", [("01", 21, None)]), ("21×15cm", [("01", 21, "21×15cm"), ("02", 15, "21×15cm")]), ("26 x 37cm.", [("01", 26, "26 x 37cm"), ("02", 37, "26 x 37cm")]),
])  # fmt: skip
@pytest.mark.parametrize("to", ["marc21", "dcndl-2"])
def test_both_sides_of_a_thing_are_read_and_go_out_as_printed(
    to: str, size: str, sides: list[tuple[str, int, str | None]]
):
    """The width of 300 $c was lost with the height; the size stands once, also where the pages were printed with it."""
    found = only(marc("001 x", "245 00 $a 見本", f"300 __ $a 244p ; $c {size}"))
    assert isinstance(found, m.Book)
    assert [(it.type, it.value, it.printed) for it in found.measures] == sides
    behind = attrs.evolve(found, id="book:x", extents=(m.Extent(244, printed=f"244p ; {size}"),))
    for book in (attrs.evolve(found, id="book:x"), behind):
        (again,) = read(written(book, to=to), format=to)
        assert again.measures == found.measures


@pytest.mark.parametrize(
    ("code", "words", "told"), [("m", "年6回", ["12"]), ("b", "年6回", []), ("b", "年5回", []), ("m", "隔月刊", ["12"])]
)
def test_a_code_of_how_often_that_the_words_contradict_is_told(code: str, words: str, told: list[str]):
    """As from a table, whatever form the words have."""
    found = only(
        marc(
            f"008 060101c20069999ja {code}r p       0    0jpn d",
            "245 00 $a 見本通信",
            f"310 __ $a {words}",
            leader="00000nas a2200000 i 4500",
        )
    )
    assert [p.found for p in check_record(found) if p.rule == "frequency-differs"] == told


def test_a_record_as_the_national_library_writes_it():
    found = only(marc(
        "001 000009999999", "003 JTNDL", "008 080121s2007    ja ||||g |||| ||||||jpn  ", "015 __ $a 99999999 $2 jnb",
        "020 __ $a 979-9999-00000-9 : $c 2667円", "084 __ $a 334.4 $2 njb/09",
        "245 00 $6 880-01 $a 見本の海 : $b 句集 / $c 見本花子著.", "260 __ $6 880-02 $a 東京 : $b 見本書店, $c 2007.12.",
        "300 __ $a 243p ; $c 20cm.", "700 1_ $6 880-03 $a 見本, 花子, $d 1937- $0 00999999",
        "880 00 $6 245-01/$1 $a ミホン ノ ウミ : $b クシュウ.", "880 00 $6 245-01/(B $a Mihon no umi : $b Kushu.",
        "880 __ $6 260-02/$1 $b ミホン ショテン.", "880 1_ $6 700-03/$1 $a ミホン, ハナコ, $d 1937- $0 00999999",
    ))  # fmt: skip
    assert isinstance(found, m.Book)
    assert found.titles == (
        m.Title(text("見本の海", "ミホン ノ ウミ", "Mihon no umi"), subtitle=text("句集", "クシュウ", "Kushu")),
    )
    assert found.responsibility == text("見本花子著")
    assert found.publishers == (m.Publisher(text("見本書店", "ミホン ショテン"), places=(text("東京"),), country="JP"),)
    assert found.dates == (m.EventDate("publication", m.PartialDate(2007, 12)),)
    assert found.contributors[0].name == text("見本花子", "ミホン, ハナコ")
    assert (found.contributors[0].family, found.contributors[0].born) == ("見本", m.PartialDate(1937))
    assert found.extents[0].value == 243
    assert found.measures[0].value == 20
    assert found.identifiers[1].printed == "979-9999-00000-9"
    assert (found.prices[0].amount, found.prices[0].printed) == (2667, "2667円")
    assert found.id == "book:9799999000009"


def test_a_field_in_latin_letters_is_the_romanised_form_of_its_880():
    found = only(marc(
        "245 10 $6 880-01 $a Mihon no chasho", "700 1_ $6 880-02 $a Mihon, Tarō,", "880 10 $6 245-01/$1 $a 見本の茶書",
        "880 1_ $6 700-02/$1 $a 見本太郎",
    ))  # fmt: skip
    assert found.titles == (m.Title(text("見本の茶書", latin="Mihon no chasho")),)
    assert found.contributors[0].name == text("見本太郎", latin="Mihon, Tarō")


@pytest.mark.parametrize(("regular", "other", "expected"), [
    ("245 00 $6 880-01 $a NPO", ["880 00 $6 245-01/$1 $a エヌピーオー", "880 00 $6 245-01/(B $a Enupio"], text("NPO", "エヌピーオー", "Enupio")),
    ("245 00 $6 880-01 $a Aisu kurīmu", ["880 00 $6 245-01/$1 $a アイスクリーム"], text("アイスクリーム", latin="Aisu kurīmu")),
    ("500 __ $a 注", ["880 10 $6 245-00/$1 $a 相手のない見本"], text("相手のない見本")),
    ("500 __ $a 注", ["880 10 $6 245/$1 $a 番号のない見本"], text("番号のない見本")),
    ("245 00 $6 880-07 $a 見本", ["880 00 $6 245-07/(3/r\u200f $a عينة"], text("見本")),
])  # fmt: skip
def test_fields_880(regular: str, other: list[str], expected: m.Text):
    assert only(marc(regular, *other)).titles[0].text == expected


@pytest.mark.parametrize("mark", " cu")
def test_punctuation_of_isbd_that_the_leader_denies_is_no_part_of_a_title(mark: str):
    fields = ("245 10 $a 見本の社会 : $b 越境する人々 / $c 見本太郎著.", "260 __ $a 東京 : $b 見本書房, $c 2009.4.")
    record = only(marc(*fields, leader=f"00000nam a2200000 {mark} 4500"))
    assert (record.titles[0].text.text, record.titles[0].subtitle.text) == ("見本の社会", "越境する人々")
    assert (record.responsibility.text, record.publishers[0].name.text) == ("見本太郎著", "見本書房")
    wide = only(marc("245 10 $a 見本　法令集　／ $c 見本太郎著", leader="00000nam a2200000 a 4500"))
    assert wide.titles[0].text.text == "見本　法令集"
    ours = only(marc("001 book:mihon", *fields, leader="00000nam a2200000 c 4500"))
    assert ours.titles[0].text.text == "見本の社会 :"  # we write none


def test_marks_of_the_national_diet_librarys_classification_say_so():
    record = only(marc("245 00 $a 見本", "084 __ $a EC231 $2 kktb"))
    assert [(s.scheme, s.code) for s in record.subjects] == [("other", "NDLC:EC231")]
    assert "084 __ $a EC231 $2 kktb" in lines(record)


@pytest.mark.parametrize("leader", ["00000nam a2200000 c 4500", "00000nam a2200000 i 4500"])
@pytest.mark.parametrize(("words", "expected"), [
    ("4999900009 (pbk.) :", ("isbn-10", "4999900009", "pbk.", None)), ("9799999000009 ;", ("isbn-13", "9799999000009", None, None)),
    ("ISBN 4-9999-0000-9 (set) :", ("isbn-10", "4999900009", "set", "ISBN 4-9999-0000-9")),
])  # fmt: skip
def test_punctuation_is_no_part_of_a_number(words: str, expected: tuple[object, ...], leader: str):
    found = only(marc("245 00 $a 見本", f"020 __ $a {words}", leader=leader)).identifiers[0]
    assert (found.type, found.value, found.qualifier, found.printed) == expected


LEADERS = {
    "non-ISBD": " ",
    "of a template": "u",
    "of 1975": "1",
    "ISBD left out, which its 245 belies": "c",
    "ISBD": "i",
}
PUNCTUATED = (
    "100 1_ $a 見本, 花子, $d 1950- $e author.", "245 10 $a 見本の社会 : $b 副題 / $c 見本花子著.", "264 _1 $a 東京 : $b 見本書房, $c 2020.",
    "490 1_ $a 見本叢書 ; $v 5", "650 _0 $a Samples $x Study.",
)  # fmt: skip


@pytest.mark.parametrize("mark", LEADERS.values(), ids=LEADERS)
def test_punctuation_is_no_part_of_a_text_whatever_the_leader_says(mark: str):
    """Titles were read as 見本の社会 : and 副題 /, publishers as 見本書房, wherever leader/18 is blank, as in many a file."""
    found = only(marc(*PUNCTUATED, leader=f"00000nam a2200000 {mark} 4500"))
    assert isinstance(found, m.Book)
    title, publisher = found.titles[0], found.publishers[0]
    assert (str(title.text), str(title.subtitle), str(found.responsibility)) == ("見本の社会", "副題", "見本花子著")
    assert (str(publisher.name), str(publisher.places[0]), str(found.series[0].title)) == (
        "見本書房",
        "東京",
        "見本叢書",
    )
    assert (found.subjects[0].heading, str(found.dates[0].date)) == ("Samples--Study", "2020")


@pytest.mark.parametrize(("field", "other"), [
    ("100 1_ $6 880-01 $a Nakae, Tōju, $d 1608-1648.", "880 1_ $6 100-01/$1 $a 中江藤樹, $d 1608-1648."),
    ("700 1_ $6 880-01 $a Nakae, Tōju, $e author", "880 1_ $6 700-01/$1 $a 中江藤樹, $e author"),
])  # fmt: skip
def test_the_comma_behind_a_name_is_no_part_of_it_where_there_is_no_other_punctuation(field: str, other: str):
    found = only(marc(field, "245 10 $a 翁問答 $c 中江藤樹著", other, leader="00000nam a2200000 c 4500"))
    assert found.contributors[0].name == text("中江藤樹", latin="Nakae, Tōju")


def test_marks_of_direction_around_a_text_are_no_part_of_it():
    other = "880 10 $6 245-01/(2/r\u200f $a \u200fזה גדול :\u200f $b \u200f\u202aספר /\u200f $c בן"
    (title,) = only(marc("245 10 $6 880-01 $a Zeh gadol : $b sefer / $c Ben.", other)).titles
    assert (title.text, title.subtitle) == (text("זה גדול", latin="Zeh gadol"), text("ספר", latin="sefer"))


@pytest.mark.parametrize(("fields", "unread"), [
    (["730 02 $6 880-01 $a Kokkyō", "880 02 $6 730-01 $a 国教"], {"730 $a": 1, "730 $a of 880": 1}),
    (["700 12 $6 880-01 $a Karo, Joseph. $t Oraḥ.", "880 12 $6 700-01 $a 見本. $t 社会."],
     {"700 $a": 1, "700 $t": 1, "700 $a of 880": 1, "700 $t of 880": 1}),
    (["780 00 $6 880-01 $t Mihon.", "880 00 $6 780-01 $t 見本."], {"780 $t of 880": 1}),
    (["650 _0 $6 880-01 $a Imin $x Rekishi", "880 _0 $6 650-01 $a 移民 $x 歴史"], {"650 $a of 880": 1, "650 $x of 880": 1}),
    (["880 _0 $6 650-00 $a 移民"], {"650 $a of 880": 1}),
])  # fmt: skip
@pytest.mark.parametrize("often", [1, 30])
def test_a_form_that_is_not_read_is_counted(fields: list[str], unread: dict[str, int], often: int):
    """Of fields that are not read, and of what other records are called, the 880 went without a word."""
    reading = Reading()
    list(items(marc("245 00 $a 見本", *fields) * often, reading))
    assert reading.unread == {path: n * often for path, n in unread.items()}


@pytest.mark.parametrize(("fields", "unread"), [
    (["008 060601s2006    ja |||||||||||||||||eng d", "041 0_ $a jpn $a kor", "264 _1 $b 乙 $c 2007"], {"008/35-37": 1, "008/07-10": 1}),
    (["008 060601s2006    ja |||||||||||||||||jpn d", "041 0_ $a kor $a jpn", "264 _1 $b 乙 $c [平成18] 2006.3"], {}),
    (["041 0_ $a jpn $h eng", "041 07 $a ja $2 iso639-1"], {"041 $2": 1}),
])  # fmt: skip
def test_what_008_says_otherwise_is_counted(fields: list[str], unread: dict[str, int]):
    """Other fields are believed; a language in codes of two lists is one."""
    reading = Reading()
    (item,) = items(marc(*fields, "245 00 $a 甲"), reading)
    assert isinstance(item.record, m.Book)
    assert (dict(reading.unread), len(item.record.languages)) == (unread, 2)


def test_wide_marks_end_a_name_and_brackets_follow_without_a_comma():
    """Names read 見本，, and a heading had a comma that nobody wrote."""
    book = only(marc("245 00 $a 甲", "250 __ $a 再版．", "700 1_ $a 見本　花子，$d 1937-", "700 1_ $a 見本　太郎．", "700 1_ $a Ｊ．",
                     "600 00 $a Mihon $c (Wife of Mihon) $v Poetry.", "600 00 $a Mihon, $c King $v Poetry."))  # fmt: skip
    assert isinstance(book, m.Book)
    assert [str(it.name) for it in book.contributors] == ["見本　花子", "見本　太郎", "Ｊ．"]
    assert [it.statement for it in book.editions] == ["再版"]
    assert [it.heading for it in book.subjects] == ["Mihon (Wife of Mihon)--Poetry", "Mihon, King--Poetry"]


def test_a_code_of_how_often_without_words_is_counted():
    """It has no place: how often a serial comes out is said in words."""
    reading = Reading()
    list(
        items(
            marc(
                "008 060601u19799999ja br p       0    0jpn d",
                "245 00 $a 甲",
                "264 _1 $b 乙",
                leader="00000nas a2200000 i 4500",
            ),
            reading,
        )
    )
    assert reading.unread == {"008/18": 1}


@pytest.mark.parametrize(("field", "subtitle", "others"), [
    ("$a 甲 = $b Kō : $b fuku", None, [("Kō", "fuku")]), ("$a 甲 = $b Kō = $b Kou", None, [("Kō", None), ("Kou", None)]),
    ("$a 甲 : $b 副 = $b Kō : $b fuku = $b Ga", "副", [("Kō", "fuku"), ("Ga", None)]),
])  # fmt: skip
def test_what_stands_behind_a_parallel_title_is_its_own(
    field: str, subtitle: str | None, others: list[tuple[str, str | None]]
):
    """Its subtitle, or a second parallel title, was the subtitle of the title itself."""
    book = only(marc(f"245 00 {field} / $c 見本花子著"))
    assert isinstance(book, m.Book)
    first, *more = [(str(t.text), t.subtitle and str(t.subtitle)) for t in book.titles]
    assert (first, more) == (("甲", subtitle), others)


@pytest.mark.parametrize(("fields", "dates", "unread"), [
    (["260 3_ $a 東京 : $b 新社, $c 2010-", "260 __ $a 京都 : $b 旧社, $c 1990-2009"], [("publication", "1990")], {"260 $c": 1}),
    (["264 31 $b 新社 $c 2010-2015", "264 _1 $b 旧社 $c 1990-2009"], [("ended", "2015"), ("publication", "1990")], {"264 $c": 1}),
    (["264 _1 $b 見本社 $c 1990-2009"], [("publication", "1990"), ("ended", "2009")], {}),
    (["260 __ $b 旧社, $c 1972-1980", "260 3_ $b 新社, $c 1980-"], [("publication", "1972")], {"260 $c": 1}),
    (["008 750101c19729999ja |||||||||||||||||jpn d", "264 _1 $b 見本社 $c 1972-1980"], [("publication", "1972")], {"264 $c": 1, "008/06 c": 1}),
    (["264 _1 $b 見本社 $c 1972-9999"], [("publication", "1972")], {}), (["264 _1 $b 見本社 $c 2001.4-"], [("publication", "2001-04")], {}),
])  # fmt: skip
def test_the_years_of_a_publisher_are_not_those_of_the_serial(
    fields: list[str], dates: list[tuple[str, str]], unread: dict[str, int]
):
    """A serial that goes on had ended when its former publisher gave it up."""
    reading = Reading()
    (item,) = items(marc("245 00 $a 甲", *fields, leader="00000nas a2200000 i 4500"), reading)
    assert isinstance(item.record, m.Periodical)
    assert ([(d.role, str(d.date)) for d in item.record.dates], dict(reading.unread)) == (dates, unread)


@pytest.mark.parametrize(("words", "dates", "kept"), [
    ("昭和47-平成2", ["1972", "1990"], ""), ("[1972-1980]", ["1972", "1980"], "[1972]-[1980]"), ("[1972]-1980", ["1972", "1980"], ""), ("1972-80", ["1972", "1980"], "1972-1980"),
    ("1997-98", ["1997", "1998"], "1997-1998"), ("[1972]-", ["1972"], ""), ("[1972?]-", ["1972"], ""), ("昭和47-", ["1972"], ""), ("[199-]", ["1990"], ""), ("between 1990 and 1995", ["1990"], ""), ("2009-10", ["2009-10"], "2009.10"),
])  # fmt: skip
def test_when_a_serial_began_and_ended_is_kept_as_printed(words: str, dates: list[str], kept: str):
    """Years by era were one uncertain date; what is not known more closely stays one."""
    reading = Reading()
    (item,) = items(marc("245 00 $a 甲", f"264 _1 $b 乙 $c {words}", leader="00000nas a2200000 i 4500"), reading)
    assert isinstance(item.record, m.Periodical)
    assert ([str(d.date) for d in item.record.dates], item.problems, dict(reading.unread)) == (dates, (), {})
    ours = attrs.evolve(item.record, id="periodical:mihon")
    assert f"264 _1 $b 乙 $c {kept or words}" in lines(ours)
    assert [*read(written(ours))] == [ours]


@pytest.mark.parametrize(("words", "dates"), [
    ("MMI", [("publication", "2001", "MMI")]), ("MCMXCIX [1999]", [("publication", "1999", "MCMXCIX [1999]")]), ("5761 [2001]", [("publication", "2001", "5761 [2001]")]),
    ("199u", [("publication", "1990", "199u")]), ("2001 (2003 printing)", [("publication", "2001", "2001 (2003 printing)"), ("reprint", "2003", None)]),
    ("2000 printing", [("reprint", "2000", "2000 printing")]), ("2000年2刷", [("reprint", "2000", "2000年2刷")]), ("[1972]-", [("publication", "1972", "[1972]-")]),
])  # fmt: skip
def test_words_for_a_date_that_are_sure_are_read(words: str, dates: list[tuple[str, str, str | None]]):
    """The year of 008 took their place, and the words went."""
    book = only(marc("008 010401s2000    ja |||||||||||||||||jpn d", "245 00 $a 甲", f"264 _1 $b 乙 $c {words}"))
    assert isinstance(book, m.Book)
    assert sorted((d.role, str(d.date), d.printed) for d in book.dates) == dates


@pytest.mark.parametrize(
    ("coded", "rule"), [("s2001    ", "a-cell-date-coded"), ("nuuuuuuuu", "a-cell-date-not-coded")]
)
@pytest.mark.parametrize("words", ["MIC", "2001.13", "1998 [1999]"])
def test_words_for_a_date_that_are_not_read_tell_what_stands_for_them(words: str, coded: str, rule: str):
    reading = Reading()
    (item,) = items(
        marc(f"008 010401{coded}xx |||||||||||||||||jpn d", "245 00 $a 甲", f"264 _1 $b 乙 $c {words}"), reading
    )
    assert isinstance(item.record, m.Book)
    assert [(p.found, p.expected.id) for p in item.problems] == [(words, rule)]
    assert (len(item.record.dates), reading.unread["264 $c"]) == (rule == "a-cell-date-coded", 1)


def test_each_class_of_a_field_is_one():
    """$a repeats: the second was lost, and the first read as of no scheme, too."""
    book = only(
        marc("245 00 $a 甲", "084 __ $a 334.4 $a 361 $2 njb/10", "050 _4 $a DS1 $b .A1", "082 04 $a 305.8 $a 306 $2 23")
    )
    told = [(it.scheme, it.code, it.edition) for it in book.subjects]
    assert told == [
        ("ndc", "334.4", "10"),
        ("ndc", "361", "10"),
        ("onix:03", "DS1", None),
        ("onix:01", "305.8", "23"),
        ("onix:01", "306", "23"),
    ]


def test_addresses_and_numbers_keep_their_signs():
    """The last / of an address went as a mark of ISBD."""
    book = only(
        marc(
            "245 00 $a 甲 /",
            "856 40 $u http://mihon.example/",
            "024 7_ $a https://mihon.example/a/ $2 uri",
            "024 7_ $a 10.9999/a. $2 doi",
        )
    )
    assert isinstance(book, m.Book)
    held = only(marc("245 00 $a 甲 /", "866 _0 $a v. 1-3, Suppl."))
    assert isinstance(held, m.Book)
    assert [it.held for it in held.holdings] == ["v. 1-3, Suppl."]
    assert ([it.url for it in book.links], [it.value for it in book.identifiers]) == (
        ["http://mihon.example/"],
        ["https://mihon.example/a/", "10.9999/a."],
    )


@pytest.mark.parametrize(("field", "publishers", "unread"), [
    ("264 _1 $a 東京 : $b 見本社 (発行) ; $a 大阪 : $b 見本販売 (発売), $c 2006.", [("見本社", "01", ["東京"]), ("見本販売", "distributor", ["大阪"])], {}),
    ("260 __ $a 東京 : $b 見本社 ; $b 見本販売 (発売), $c 2006.", [("見本社", "01", ["東京"]), ("見本販売", "distributor", [])], {}),
    ("264 _1 $a 東京 : $b 見本販売（発売）, $c 2006.", [("見本販売", "distributor", ["東京"])], {}),
    ("264 _1 $b 見本社 (社会部), $c 2006.", [("見本社 (社会部)", "01", [])], {}),
])  # fmt: skip
def test_who_only_sells_is_the_distributor(field: str, publishers: list[object], unread: dict[str, int]):
    """The National Diet Library says so behind the name; 見本販売 (発売) was a publisher of that name."""
    reading = Reading()
    (item,) = items(marc("245 00 $a 甲", field), reading)
    assert isinstance(item.record, m.Book)
    assert [(str(p.name), p.role, [*map(str, p.places)]) for p in item.record.publishers] == publishers
    assert ([str(d.date) for d in item.record.dates], dict(reading.unread)) == (["2006"], unread)


@pytest.mark.parametrize(("fields", "unread"), [
    (["100 1_ $a 見本, 花子"], {"100 (main entry)": 1}), (["100 1_ $a 見本, 花子 $4 aut"], {}), (["110 2_ $a 見本の会 $4 edt"], {"110 (main entry)": 1}),
    (["111 2_ $a 見本会議"], {"111 (main entry)": 1, "111 (meeting)": 1}), (["700 1_ $a 見本, 花子", "711 2_ $a 見本会議"], {"711 (meeting)": 1}),
    (["001 book:mihon", "100 1_ $a 見本, 花子"], {}), (["546 __ $a 日本語 ; $b 漢字"], {"546 $b": 1}),
])  # fmt: skip
def test_what_an_entry_loses_is_counted(fields: list[str], unread: dict[str, int]):
    """The model knows authors, but no main entry; a conference is a body."""
    reading = Reading()
    (item,) = items(
        marc(
            *fields,
            "245 10 $a 甲",
            leader="00000nam a2200000 c 4500" if "001" in fields[0] else "00000nam a2200000 i 4500",
        ),
        reading,
    )
    assert isinstance(item.record, m.Book)
    assert (dict(reading.unread), [n.text for n in item.record.notes]) == (
        unread,
        ["日本語"] if "546" in fields[0] else [],
    )


AM, AS = "00000nam a2200000 i 4500", "00000nas a2200000 i 4500"


@pytest.mark.parametrize(("leader", "fields", "unread"), [
    (AS, ["780 00 $t 甲", "785 00 $t 乙", "787 0_ $t 丙"], {}), (AS, ["780 05 $t 甲", "785 07 $t 乙"], {"780 ind2 5": 1, "785 ind2 7": 1}),
    (AM, ["001 x1"], {"001": 1}), (AM, ["001 x1", "003 XX-MiHo"], {}),
    (AM, ["008 060101s2006    enk    j      000 1 eng d", "264 _1 $b 乙 $c 2006"], {"008/15-17": 1, "008/18-34": 1}),
    (AM, ["008 060101s2006    fr            000 0 eng d", "264 _1 $b 乙 $c 2006"], {}), (AM, ["008 060101s2006    fr            000 0 eng d"], {"008/15-17": 1}),
    (AM, ["008 060101s2006    xx            000 0 eng d"], {}),
    (AS, ["008 060101c20069999xxkqr p       0    0eng d", "264 _1 $b 乙 $c 2006"], {"008/06 c": 1, "008/18": 1}),
    (AS, ["008 060101uuuuuuuuuxxkqr n       0   a0eng d", "264 _1 $b 乙", "310 __ $a Quarterly"], {"008/20-34": 1}),
    (AM, ["600 10 $a Mihon, Hanako", "651 _0 $a Japan", "650 _0 $a Specimens"], {}),
    (AM, ["600 10 $a Mihon, Hanako $t Specimens", "653 _6 $a 見本集"], {"600 $t (read as 630)": 1, "653 ind2 6": 1}),
    (AM, ["700 1_ $a 見本 $e editor, $e translator $4 edt $4 trl"], {}), (AM, ["700 1_ $a 見本 $e editor $4 edt $4 ill"], {}),
    (AM, ["240 13 $a A 甲"], {"240 ind2 3": 1}), (AM, ["650 _4 $a Specimens"], {"650 ind2 4": 1}),
    (AS, ["362 0_ $a 第1号-"], {"362 ind1 0": 1}), (AS, ["852 0_ $a Mihon $h HD1"], {"852 ind1 0": 1}), (AS, ["362 1_ $a 第1号-", "852 8_ $a Mihon $h HD1"], {}),
    (AM, ["336 __ $a text $b txt", "337 __ $a unmediated $b n", "338 __ $a volume $b nc"], {}),
    (AM, ["336 __ $a still image $b sti", "337 __ $a computer $b c", "338 __ $a online resource $b cr"], {"336 sti": 1, "337 c": 1, "338 cr": 1}),
    (AM, ["044 __ $c JP"], {"044 $c": 1}), (AM, ["264 _1 $b 甲", "044 __ $a ja $c JP"], {"044 $a": 1}), (AM, ["264 _1 $b 甲", "044 __ $c JP $c US"], {"044 $c": 2}),
    (AM, ["020 __ $a 9799999000009 $a 9799999000016 $q 上"], {}), (AM, ["650 _0 $a A $a B", "700 1_ $a A, B $a C, D"], {"650 $a (repeated)": 1, "700 $a": 1}),
    (AM, ["300 __ $a 244p $c 24 cm + 1 CD-ROM"], {"300 $e": 1}), (AM, ["700 3_ $a 見本家"], {"700 ind1 3": 1}),
    (AM, ["246 3_ $a 甲", "246 30 $a 乙", "246 14 $a 丙", "246 18 $a 丁"], {"246 ind2 8": 1}), (AM, ["520 __ $a 甲", "520 1_ $a 乙", "521 1_ $a 3-6"], {"520 ind1 1": 1, "521 ind1 1": 1}),
    (AM, ["505 0_ $a 甲", "505 2_ $a 乙", "856 40 $u https://mihon.example/", "856 42 $u https://mihon.example/a"], {"505 ind1 2": 1, "856 ind2 2": 1}),
    (AS, ["338 __ $a online resource $b cr"], {"338 cr": 1}), ("00000naa a2200000 i 4500", ["338 __ $a online resource $b cr"], {"338 cr": 1}),
    (AM, ["650 _2 $a Specimens", "600 12 $a Mihon"], {"650 ind2 2": 2}), (AM, ["653 _0 $a 見本", "653 _5 $a 見本市"], {}),
    (AM, ["655 _4 $a 見本", "655 _0 $a Fiction"], {"655 ind2 0": 1}), (AM, ["610 20 $a A", "611 20 $a B", "630 00 $a C"], {}),
])  # fmt: skip
@pytest.mark.parametrize("often", [1, 3])
def test_what_the_model_cannot_say_is_counted(leader: str, fields: list[str], unread: dict[str, int], often: int):
    reading = Reading()
    number = [] if "001" in fields[0] else ["001 x", "003 XX-Mihon"]
    found = items(marc(*number, "245 00 $a 見本", *fields, leader=leader) * often, reading)
    told = [p for item in found for p in item.problems if p.rule != "marc-number-twice"]
    assert (dict(reading.unread), told) == ({path: n * often for path, n in unread.items()}, [])


@pytest.mark.parametrize(("field", "subject", "back"), [
    ("600 10 $a Mihon, Hanako, $d 1950- $x Poetry", m.Subject("lcsh", heading="Mihon, Hanako, 1950---Poetry", kind="person"), "600 10 $a Mihon, Hanako, 1950---Poetry"),
    ("600 00 $a Mihon", m.Subject("lcsh", heading="Mihon", kind="person"), ""),
    ("600 17 $a 見本, 花子 $2 ndlsh", m.Subject("ndlsh", heading="見本, 花子", kind="person"), ""),
    ("610 27 $a 見本会 $0 00999999 $2 ndlsh", m.Subject("ndlsh", "00999999", heading="見本会", kind="organisation"), "610 27 $a 見本会 $0 http://id.ndl.go.jp/auth/ndlsh/00999999 $2 ndlsh"),
    ("611 20 $a Mock Congress $c Mihon", m.Subject("lcsh", heading="Mock Congress Mihon", kind="meeting"), "611 20 $a Mock Congress Mihon"),
    ("630 00 $a Mock book $x Index", m.Subject("lcsh", heading="Mock book--Index", kind="work"), "630 00 $a Mock book--Index"),
    ("600 10 $a Mihon, Hanako. $t Poems", m.Subject("lcsh", heading="Mihon, Hanako. Poems", kind="work"), "630 00 $a Mihon, Hanako. Poems"),
    ("648 _7 $a 1950-1960 $2 bsh", m.Subject("bsh", heading="1950-1960", kind="period"), ""),
    ("651 _0 $a Mihonland", m.Subject("lcsh", heading="Mihonland", kind="place"), ""), ("651 _4 $a Mihonland", m.Subject("keyword", heading="Mihonland", kind="place"), "653 _5 $a Mihonland"),
    ("630 04 $a Mihon", m.Subject("keyword", heading="Mihon", kind="work"), "653 __ $a Mihon"),
    ("653 _1 $a Mihon", m.Subject("keyword", heading="Mihon", kind="person"), ""), ("653 _0 $a Mihon", m.Subject("keyword", heading="Mihon"), "653 __ $a Mihon"),
    ("650 _0 $a Specimens", m.Subject("lcsh", heading="Specimens"), ""),
])  # fmt: skip
def test_a_heading_names_what_its_tag_says(field: str, subject: m.Subject, back: str):
    (book,) = read(marc("001 book:mihon", "245 00 $a 見本", field))
    assert isinstance(book, m.Book)
    assert book.subjects == (subject,)
    assert (back or field) in lines(book)
    for to in FORMATS:
        assert [*read(written(book, to=to))] == [carried(book, get(to).columns["book"], CONTEXT)]


@pytest.mark.parametrize(("field", "prefix", "back"), [
    ("245 14 $a The mock book", "The", "245 04 $a The mock book"), ("245 12 $a L'exemple", "L'", "245 02 $a L'exemple"),
    ("245 00 $a The mock book", None, None), ("245 13 $a The mock book", None, "245 00 $a The mock book"),
    ("245 14 $a The 見本 $b 副題", "The", "245 04 $a The 見本 $b 副題"), ("245 14 $a The", None, "245 00 $a The"),
])  # fmt: skip
def test_what_filing_passes_over_is_the_prefix_of_a_title(field: str, prefix: str | None, back: str | None):
    (book,) = read(marc("001 book:mihon", field))
    assert isinstance(book, m.Book)
    assert (book.titles[0].prefix, book.title) == (prefix, field[8:].partition(" $b")[0].removeprefix("a "))
    assert (back or field) in lines(book)
    assert ("<b031>mock book</b031>" in written(book, to="onix-3.0-short").decode()) == (
        field[5:8] == "4 $" and field.endswith("mock book")
    )


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("language", ["jpn", "eng"])
@pytest.mark.parametrize("titles", [(), ("見本通信",), ("別の名",)])
def test_an_issue_has_no_title_that_it_did_not_have(titles: tuple[str, ...], language: str, to: str):
    """One without a title goes out under its serial's, which it came back with."""
    issue = attrs.evolve(ISSUE, titles=titles, languages=m.Language(language), notes=m.Note("別の注記", "source"))
    data = written(issue, to=to, context=AROUND)
    assert "見本通信" in data.decode()
    (again,) = read(data, format=to)
    assert isinstance(again, m.Issue)
    assert (again.titles, again.notes) == (issue.titles, issue.notes)


@pytest.mark.parametrize(("places", "country", "unread"), [
    ("[London]", None, {"008/15-17": 1}), ("London ; $a Tokyo", "JP", {}), ("Tokyo", "JP", {}), ("東京", "JP", {}), ("London, Ont.", "JP", {}), ("見本市", "JP", {}),
])  # fmt: skip
def test_a_country_that_the_place_contradicts_is_counted(places: str, country: str | None, unread: dict[str, int]):
    """It went to the publisher, wherever he is."""
    reading = Reading()
    fields = ("008 060101s2006    ja            000 0 jpn d", "245 00 $a 甲", f"264 _1 $a {places} : $b 乙, $c 2006")
    (item,) = items(marc(*fields), reading)
    assert isinstance(item.record, m.Book)
    assert (item.record.publishers[0].country, dict(reading.unread)) == (country, unread)


def test_all_numbers_of_a_person_and_all_extents_go_out():
    numbers = (
        m.Identifier("own", "1", scheme="XX"),
        m.Identifier("own", "2", scheme="YY"),
        m.Identifier("uri", "https://mihon.example/1"),
    )
    extents = (m.Extent(244, printed="244p"), m.Extent(printed="CD 1枚"))
    book = m.Book(
        "book:mihon", titles="見本", contributors=m.Contributor("見本花子", "B01", identifiers=numbers), extents=extents
    )
    assert "300 __ $a 244p $a CD 1枚" in lines(book)
    (again,) = read(written(book))
    assert isinstance(again, m.Book)
    assert (again.contributors, again.extents) == (book.contributors, extents)


def test_what_filing_passes_over_is_of_the_script_of_the_field():
    """The second indicator of a Latin title says nothing of the Japanese one that its 880 has."""
    reading = Reading()
    (item,) = items(marc("245 13 $6 880-01 $a Le mihon", "880 10 $6 245-01 $a 見本 の本"), reading)
    assert isinstance(item.record, m.Book)
    assert (item.record.titles[0].prefix, dict(reading.unread)) == (None, {"245 ind2 3": 1})


@pytest.mark.parametrize(
    ("code", "country", "back"),
    [("enk", "GB", "xxk"), ("nyu", "US", "xxu"), ("gw ", "DE", "gw "), ("ja ", "JP", "ja "), ("|||", None, "|||")],
)
def test_the_country_is_read_from_008_and_written_there(code: str, country: str | None, back: str):
    (book,) = read(marc(f"008 060101s2006    {code}           000 0 eng d", "245 00 $a 甲", "264 _1 $b 乙 $c 2006"))
    assert isinstance(book, m.Book)
    assert book.publishers[0].country == country
    assert next(line for line in lines(book) if line.startswith("008"))[19:22] == back


@pytest.mark.parametrize(("numbering", "language", "words", "year"), [
    (m.Numbering("12(3)"), "jpn", "12(3)", "2006"), (m.Numbering(volume="12", numbers=("3", "4")), "jpn", "12巻3・4号 (2006年3月)", "2006"),
    (m.Numbering(volume="12", numbers=("3", "4")), "eng", "Vol. 12, no. 3/4 (2006-03)", "2006"), (m.Numbering(numbers="Suppl. 1", date="Spring 2006"), "eng", "Suppl. 1 (Spring 2006)", "2006"),
    (m.Numbering(volume="12", whole_number="45"), "jpn", "12巻(通巻45号) (2006年3月)", "2006"), (None, "eng", "2006-03", "2006"),
])  # fmt: skip
def test_an_article_has_number_and_date_of_its_issue(
    numbering: m.Numbering | None, language: str, words: str, year: str
):
    """The year in 008 is the issue's, and does not come back as the article's own."""
    issue = m.Issue(
        "issue:mihon:12.3", "periodical:mihon", numbering=numbering, dates=m.EventDate("publication", "2006-03")
    )
    article = m.Component(
        "article:mihon:12.3:a", "見本", host=issue.id, pages=m.PageRun("e12", "e20"), languages=m.Language(language)
    )
    context = attrs.evolve(CONTEXT, lookup={issue.id: issue}.get)
    found = lines(article, context)
    assert f"773 0_ $g {words}, p. e12-e20 $w (mihon.example){issue.id}" in found
    assert next(line for line in found if line.startswith("008"))[10:15] == f"s{year}"
    assert only(written(article, context=context)) == article


@pytest.mark.parametrize(("fields", "field", "unread"), [
    (["773 0_ $a 見本花子 $t 見本通信 $d 東京 $g 9巻2号, p. 3-9 $x 1234-5679"], "773 0_ $t 見本花子 見本通信 東京 9巻2号 $g p. 3-9 $x 1234-5679", {"773 (one text)": 1}),
    (["773 0_ $t 見本通信 $g p. 3-9"], "773 0_ $t 見本通信 $g p. 3-9", {}),
])  # fmt: skip
def test_what_a_part_of_another_library_stands_in_is_one_field(fields: list[str], field: str, unread: dict[str, int]):
    """Pages stood in a second 773, and in what was cited."""
    reading = Reading()
    (item,) = items(marc("245 00 $a 見本", *fields, leader="00000naa a2200000 i 4500"), reading)
    assert item.record is not None
    found = [line for line in lines(item.record) if line.startswith("773")]
    assert (found, dict(reading.unread)) == ([field], unread)
    assert only(written(item.record)) == item.record


@pytest.mark.parametrize(("field", "publishers", "unread"), [
    ("260 __ $a [S.l. : $b s.n.], $c 1999", [], {"260 $a (not known)": 1, "260 $b (not known)": 1}),
    ("264 _1 $a [Place of publication not identified] : $b Mihon, $c 1999", [("Mihon", [])], {"264 $a (not known)": 1}),
    ("264 _1 $a 東京 : $b [出版者不明], $c 1999", [], {"264 $a": 1, "264 $b (not known)": 1}), ("260 __ $a Mihon : $b S.N. Press, $c 1999", [("S.N. Press", ["Mihon"])], {}),
])  # fmt: skip
def test_a_publisher_that_is_not_known_is_none(field: str, publishers: list[object], unread: dict[str, int]):
    """s.n.] was a publisher."""
    reading = Reading()
    (item,) = items(marc("245 00 $a 見本", field), reading)
    assert isinstance(item.record, m.Book)
    assert [(str(p.name), [*map(str, p.places)]) for p in item.record.publishers] == publishers
    assert ([str(d.date) for d in item.record.dates], dict(reading.unread)) == (["1999"], unread)


@pytest.mark.parametrize(("types", "fields"), [
    (["issn", "issn-l"], ["022 __ $a 1234-5679 $l 1234-5679"]), (["issn-l", "issn"], ["022 __ $l 1234-5679", "022 __ $a 1234-5679"]),
    (["issn", "issn", "issn-l"], ["022 __ $a 1234-5679", "022 __ $a 1234-5679 $l 1234-5679"]),
])  # fmt: skip
def test_an_issn_l_stands_in_the_field_of_its_issn(types: list[str], fields: list[str]):
    serial = m.Periodical("periodical:a", "見本", identifiers=tuple(m.Identifier(type_, "12345679") for type_ in types))
    assert [line for line in lines(serial) if line.startswith("022")] == fields
    assert only(written(serial)) == serial


@pytest.mark.parametrize(("type_", "field"), [
    ("earlier", "780 00 $t 甲"), ("later", "785 00 $t 甲"), ("related", "787 0_ $t 甲"), ("part", "774 0_ $t 甲"),
])  # fmt: skip
def test_a_linking_entry_has_the_indicators_that_marc_defines(type_: str, field: str):
    """785 had a blank, which is none of it."""
    assert field in lines(attrs.evolve(SERIAL, related=m.Relation(type_, citation="甲")))


def test_an_authority_of_another_library_leaves_nothing_out_without_a_word():
    """Years of a heading, units of bodies, numbers of related ones, and dates in no format that is named were lost."""
    kept = (
        "003 XX-Mihon",
        "100 1_ $a 見本, 花子, $d 1950-2010",
        "410 1_ $a 見本国. $b 見本省",
        "510 2_ $w a $a 旧見本の会. $b 支部 $0 (XX-Mihon)a3",
    )
    left = ("400 1_ $w nne $a 旧姓, 花子 $d 1950-2010", "500 1_ $w nnaa $a 前名, 花子")
    reading = Reading()
    (item,) = items(marc("001 a1", *kept, *left, leader="00000nz  a2200000n  4500"), reading)
    agent = item.record
    assert isinstance(agent, m.Agent)
    assert [(it.role, str(it.date)) for it in agent.dates] == [("born", "1950"), ("died", "2010")]
    assert [str(it.name) for it in agent.names] == ["見本花子", "見本国. 見本省", "旧姓花子"]
    assert agent.related[0] == m.Relation(
        "earlier", citation="旧見本の会. 支部", identifiers=m.Identifier("own", "a3", scheme="XX-Mihon")
    )
    assert reading.unread == {"400 $w": 1, "400 $d": 1, "500 $w": 1}
    ours = attrs.evolve(agent, id="agent:mihon")
    assert [*read(written(ours))] == [ours]
    (dated,) = read(marc("046 __ $f 1950", "100 1_ $a 見本, 花子, $d 1949-", leader="00000nz  a2200000n  4500"))
    assert isinstance(dated, m.Agent)
    assert [str(it.date) for it in dated.dates] == ["1950"]


AUTHORITY = "00000nz  a2200000n  4500"


@pytest.mark.parametrize(("fields", "back", "unread"), [
    (["500 1_ $a 見本, 仮名 $0 (XX-Mihon)a9"], ["500 1_ $a 見本, 仮名 $0 (XX-Mihon)a9"], {}), (["510 2_ $a 見本会"], ["510 2_ $a 見本会"], {}),
    (["500 0_ $a 見本"], ["510 2_ $a 見本"], {"500 (read as 510)": 1}), (["510 2_ $a 見本, 甲部"], ["500 1_ $a 見本, 甲部"], {"510 (read as 500)": 1}),
    (["500 1_ $w r $i 筆名: $a 見本, 仮名"], ["500 1_ $a 見本, 仮名"], {"500 $i": 1}), (["510 2_ $i 所属: $a 見本会"], ["510 2_ $a 見本会"], {"510 $i": 1}),
    (["500 1_ $w r $i founder: $a 見本, 仮名"], ["500 1_ $w r $i founder: $a 見本, 仮名"], {}), (["400 1_ $i 筆名: $a 見本, 仮名"], ["400 1_ $w r $i 筆名: $a 見本, 仮名"], {}),
    (["100 1_ $a 見本, 二重"], ["400 1_ $w r $i preferred: $a 見本, 二重"], {"100 (repeated)": 1}), (["500 3_ $a 見本家, 甲"], ["500 1_ $a 見本家, 甲"], {"500 ind1 3": 1}),
    (["046 __ $f 19500103 $g 202012"], ["046 __ $f 1950-01-03 $2 edtf", "046 __ $g 2020-12 $2 edtf"], {}),
])  # fmt: skip
def test_an_authority_goes_out_as_it_came_or_is_counted(fields: list[str], back: list[str], unread: dict[str, int]):
    """Related persons went out as bodies, and a word without a code cost the record."""
    reading = Reading()
    (item,) = items(marc("001 a1", "003 XX-Mihon", "100 1_ $a 見本, 花子", *fields, leader=AUTHORITY), reading)
    assert isinstance(item.record, m.Agent)
    ours = attrs.evolve(item.record, id="agent:mihon", identifiers=())
    assert [it for it in lines(ours) if it[:3] not in ("001", "003", "005", "008", "040", "100")] == back
    assert ([*read(written(ours))], dict(reading.unread), item.problems) == ([ours], unread, ())


def test_a_date_of_an_authority_that_is_none_is_told_as_it_stands():
    (item,) = items(marc("046 __ $f 19501303", "100 1_ $a 見本, 花子", leader=AUTHORITY), Reading())
    assert [(p.rule, p.found, p.where.path) for p in item.problems] == [("date-form", "19501303", "046 $f")]


def test_a_related_agent_of_the_archive_is_of_the_kind_that_its_record_says():
    """In the form of a heading, and with the indicator of its name."""
    body = attrs.evolve(BODY, related=(m.Relation("founder", PERSON.id), m.Relation("related", "agent:unknown")))
    found = [it for it in lines(body, AROUND) if it[:3] in ("500", "510")]
    assert found[:2] == ["500 1_ $w r $i founder: $a 見本, 花子 $0 (mihon.example)agent:hanako", "510 2_ $a agent:unknown $0 (mihon.example)agent:unknown"]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "type_", "unread"), [("review-of:", "review-of", {}), ("書評:", "related", {"787 $i": 1})]
)
def test_a_word_of_a_related_work_that_is_not_kept_is_counted(word: str, type_: str, unread: dict[str, int]):
    """It counted as read wherever a colon ended it."""
    reading = Reading()
    (item,) = items(marc("245 00 $a 見本", f"787 0_ $i {word} $t 甲", leader="00000nam a2200000 c 4500"), reading)
    assert isinstance(item.record, m.Book)
    assert ([it.type for it in item.record.related], dict(reading.unread)) == ([type_], unread)


def test_the_names_of_an_agent_of_ours_leave_nothing_unread():
    """$w and $i of 400 were read, and counted as unread."""
    agent = m.Agent(
        "agent:mihon",
        names=(m.AgentName("見本花子"), m.AgentName("見本はな", "variant"), m.AgentName("旧姓花子", "former")),
    )
    reading = Reading()
    (found,) = items(written(agent), reading)
    assert (found.record, dict(reading.unread)) == (agent, {})


def test_a_record_that_alma_wraps_is_read():
    data = (
        b"<bibs><bib><mms_id>99</mms_id><record><leader>00000nam a2200000 i 4500</leader>"
        b'<datafield tag="245" ind1="0" ind2="0"><subfield code="a">Mihon</subfield></datafield></record></bib></bibs>'
    )
    reading = Reading()
    assert [title_of(it.record) for it in items(data, reading) if it.record] == ["Mihon"]
    assert reading.unread == {"bib/mms_id": 1}


@pytest.mark.parametrize(("fields", "title", "subtitle", "others"), [
    (["245 10 $a 甲 ; $b 乙 / $c 見本花子著."], "甲 ; 乙", None, []),
    (["245 10 $a 甲 : $b 副 ; $b 乙 / $c 見本花子著."], "甲 : 副 ; 乙", None, []),
    (["245 10 $6 880-01 $a Kō ; $b Otsu", "880 10 $6 245-01 $a 甲 ; $b 乙"], text("甲 ; 乙", latin="Kō ; Otsu"), None, []),
    (["245 10 $6 880-01 $a Kō : $b fuku ; $b Otsu / $c Mihon.", "880 10 $6 245-01 $a 甲 : $b 副 / $c 見本."], "甲", "副", ["Kō : fuku ; Otsu"]),
    (["245 10 $6 880-01 $a Kō : $b fuku", "880 10 $6 245-01 $a 甲 : $b 副 ; $b 乙"], "甲 : 副 ; 乙", None, ["Kō"]),
])  # fmt: skip
def test_what_stands_behind_a_semicolon_is_another_title(
    fields: list[str], title: m.Text | str, subtitle: str | None, others: list[str]
):
    """By ISBD; it was read as a subtitle. Nothing of it is lost, and the scripts of an uneven 880 are not mixed."""
    (item,) = items(marc(*fields), Reading())
    assert isinstance(item.record, m.Book)
    first, *more = item.record.titles
    assert first.text == (m.Text(title) if isinstance(title, str) else title)
    assert (first.subtitle and str(first.subtitle), [str(t.text) for t in more]) == (subtitle, others)
    assert [(p.rule, p.where.path) for p in item.problems] == [("marc-titles", "245")]


def test_a_title_of_ours_stays_as_it_is():
    book = m.Book("book:mihon", titles=(m.Title("甲;", subtitle="乙"), m.Title("甲 ;", "variant", subtitle="乙")))
    (found,) = items(written(book), Reading())
    assert (found.record, found.problems) == (book, ())


@pytest.mark.parametrize("mark", ["bom", *range(24)])
def test_a_file_is_known_by_its_directory(mark: str | int):
    """With a mark before it that editors of text put there, and with a leader that is damaged, which is told."""
    good = marc("001 x", "245 00 $a 見本の社会")
    data = b"\xef\xbb\xbf" + good if mark == "bom" else good[: int(mark)] + b"?" + good[int(mark) + 1 :]
    first, *others = items(data + marc("001 y", "245 00 $a 見本の旅"), Reading())
    assert first.record is not None or [p.rule for p in first.problems] == ["marc-leader"]
    assert mark != "bom" or first.record is not None
    assert [it.record and title_of(it.record) for it in others] == ["見本の旅"]


@pytest.mark.parametrize("length", [25, 39, 41, 40])
@pytest.mark.parametrize("leader", ["00000nam a2200000 i 4500", "00000nas a2200000 i 4500"])
def test_of_an_008_too_long_or_too_short_nothing_is_read_and_that_is_told(length: int, leader: str):
    """Its places cannot be told: language and date went without a word, or were those of other places."""
    coded = (
        f"060601u19799999ja {'|' * (length - 23)}jpn d"
        if "nas" in leader
        else f"060601s1979    ja {'|' * (length - 23)}jpn d"
    )
    for field, codes in (("041 __ $a eng", {"eng"}), ("500 __ $a 注記", set())):
        (found,) = items(marc(f"008 {coded}", field, "245 00 $a 甲", leader=leader), Reading())
        assert isinstance(found.record, m.Book | m.Periodical)
        if length == 40:
            assert ({it.code for it in found.record.languages}, len(found.record.dates)) == (codes or {"jpn"}, 1)
            continue
        assert ({it.code for it in found.record.languages}, found.record.dates) == (codes, ())
        assert [(p.rule, p.where.path, p.found) for p in found.problems] == [("marc-length", "008", str(length))]


@pytest.mark.parametrize(("coded", "leader", "unread"), [
    ("060601c19799999ja |||||||||||||||||jpn d", "00000nas a2200000 i 4500", {"008/06 c": 1}),
    ("060601r20061950ja |||||||||||||||||jpn d", "00000nam a2200000 i 4500", {"008/06 r": 1}),
    ("060601s2006    ja |||||||||||||||||jpn d", "00000nam a2200000 i 4500", {}),
])  # fmt: skip
def test_a_type_of_date_that_is_not_read_is_counted(coded: str, leader: str, unread: dict[str, int]):
    reading = Reading()
    list(items(marc(f"008 {coded}", "245 00 $a 甲", "264 _1 $b 乙", leader=leader), reading))
    assert reading.unread == unread


@pytest.mark.parametrize(("coded", "fields", "expected", "unread"), [
    ("t20062005", [], ("2006", ("2005",)), {}), ("t20062005", ["264 _4 $c ©2004"], ("2006", ("2004",)), {"008/11-14": 1}),
    ("t20069999", [], ("2006", ()), {"008/11-14": 1}), ("s20062005", [], ("2006", ()), {"008/11-14": 1}), ("s2006||||", [], ("2006", ()), {}),
    ("e20060312", [], ("2006-03-12", ()), {}), ("e200603  ", [], ("2006-03", ()), {}), ("e20060232", [], ("2006", ()), {"008/11-14": 1}),
    ("e20060231", [], ("2006", ()), {"008/11-14": 1}), ("e20060312", ["264 _1 $c 2006"], ("2006", ()), {"008/11-14": 1}),
])  # fmt: skip
def test_the_second_date_of_008_is_read_or_counted(
    coded: str, fields: list[str], expected: tuple[str, tuple[str, ...]], unread: dict[str, int]
):
    """That of a copyright, and month and day of a detailed date, went without a word."""
    reading = Reading()
    (item,) = items(
        marc(f"008 060601{coded}ja |||||||||||||||||jpn d", "245 00 $a 甲", "264 _1 $b 乙", *fields), reading
    )
    assert isinstance(item.record, m.Book)
    years = tuple(year for it in item.record.copyrights for year in it.years)
    assert ((str(item.record.dates[0].date), years), dict(reading.unread)) == (expected, unread)


def test_the_end_of_a_serial_that_008_says_otherwise_is_counted():
    fields = ("008 060601d20062009ja |||||||||||||||||jpn d", "245 00 $a 甲", "264 _1 $b 乙 $c 2006-2008")
    reading = Reading()
    list(items(marc(*fields, leader="00000nas a2200000 i 4500"), reading))
    assert reading.unread == {"008/11-14": 1}


@pytest.mark.parametrize(("code", "fields", "codes", "unread"), [
    ("mul", [], ["mul"], {}), ("mul", ["041 0_ $a jpn $a eng"], ["jpn", "eng"], {}), ("mul", ["041 0_ $a jpn"], ["jpn"], {"008/35-37": 1}),
    ("zxx", [], ["zxx"], {}), ("und", [], [], {}),
])  # fmt: skip
def test_a_code_of_several_languages_is_read_or_counted(
    code: str, fields: list[str], codes: list[str], unread: dict[str, int]
):
    reading = Reading()
    (item,) = items(marc(f"008 060601s2006    xx |||||||||||||||||{code} d", *fields, "245 00 $a 甲"), reading)
    assert isinstance(item.record, m.Book)
    assert ([it.code for it in item.record.languages], dict(reading.unread)) == (codes, unread)


@pytest.mark.parametrize(("field", "other", "heading"), [
    ("650 _0 $6 880-01 $a Specimens $z Japan.", "880 _0 $6 650-01 $a 見本 $z 日本.", ("lcsh", "Specimens--Japan")),
    ("651 _0 $6 880-01 $a Japan.", "880 _0 $6 651-01 $a 日本.", ("lcsh", "Japan")),
    ("650 _7 $6 880-01 $a Mihon. $2 other", "880 _7 $6 650-01 $a 見本. $2 other", ("other", "Mihon")),
    ("650 _4 $6 880-01 $a Mihon.", "880 _4 $6 650-01 $a 見本.", ("keyword", "見本")),
])  # fmt: skip
def test_a_heading_of_a_list_is_as_the_list_has_it(field: str, other: str, heading: tuple[str, str]):
    """LCSH has no heading in Japanese; the words of the 880 stood in its place. A word of no list is read as printed."""
    assert [(it.scheme, it.heading) for it in only(marc("245 00 $a 甲", field, other)).subjects] == [heading]


@pytest.mark.parametrize(("field", "leader", "cited"), [
    ("773 08 $7 nnas $t 見本通信 $g 193号 $w (JTNDL)99 $x 1234-5679", "00000nam a2200000 i 4500", "見本通信"),
    ("773 08 $7 nnas $w (JTNDL)99 $x 1234-5679 $g 193号, p. 10-15", "00000naa a2200000 i 4500", "193号"),
    ("773 08 $w (JTNDL)99 $x 1234-5679 $g 193号, 10-15", "00000naa a2200000 i 4500", "193号, 10-15"),
    ("773 08 $w (JTNDL)99 $x 1234-5679 $g p. 10-15", "00000naa a2200000 i 4500", None),
    ("773 0_ $t 見本通信 $g 193号, p. 10-15 $q 193<10 $w (JTNDL)99 $x 1234-5679", "00000naa a2200000 i 4500", "見本通信 193号"),
])  # fmt: skip
def test_what_a_part_of_another_library_stands_in_is_kept(field: str, leader: str, cited: str | None):
    """The title and numbers of an issue's serial went without a word, and $q stood in what was cited."""
    (found,) = only(marc("245 00 $a 見本", field, leader=leader)).related
    assert (found.type, found.citation) == ("whole", cited)
    assert found.identifiers == (m.Identifier("own", "99", scheme="JTNDL"), m.Identifier("issn", "12345679"))


@pytest.mark.parametrize("words", ["53(1)-53(4)", "(27) 2004", "4(2", "Bd. 3, Heft 2", "10号-16号"])
def test_words_of_which_the_numbers_are_not_sure_stay_the_designation_as_printed(words: str):
    """They became one number of all the digits in them, and the designation was gone."""
    leader = "00000nam a2200000 i 4500"
    found = only(marc("245 00 $a 見本", f"773 08 $7 nnas $t 見本通信 $g {words} $x 1234-5679", leader=leader))
    assert isinstance(found, m.Issue)
    assert found.numbering == m.Numbering(words)


@pytest.mark.parametrize(("material", "sort", "content"), [
    ("楽譜", "c", ["ntm"]), ("地図", "e", ["cri"]), ("映像資料", "g", ["tdi"]), ("録音資料", "i", []), ("点字", "a", ["txt"]),
])  # fmt: skip
@pytest.mark.parametrize("to", FORMATS)
def test_what_is_no_text_does_not_go_out_as_text(to: str, material: str, sort: str, content: list[str]):
    """Scores and films of the National Diet Library had leader/06 a, and text in 336."""
    book = m.Book("book:mihon", titles=("見本",), notes=(m.Note(material, "material-type"),))
    data = written(book, to=to)
    head = data.decode()[:24] if to == "marc21" else re.findall("<leader>(.*)</leader>", data.decode())[0]
    codes = (
        re.findall("336.*?(?:\\x1fb|code=.b.>)([a-z]{3})", data.decode().replace("\n", ""))
        if to == "marcxml"
        else [c for c in ("ntm", "cri", "tdi", "txt") if f"\x1fb{c}\x1f" in data.decode()]
    )
    assert (head[6], codes) == (sort, content)
    reading = Reading()
    (item,) = items(data, reading)
    assert (item.record.id if item.record else None, dict(reading.unread)) == ("book:mihon", {})


def test_the_stop_before_a_subseries_is_no_part_of_the_number():
    (series, *_) = only(marc("245 00 $a 見本", "490 1_ $a 大見本叢書 ; $v 1. $a 小叢書 ; $v 2")).series
    assert (str(series.title), series.part_number) == ("大見本叢書", "1")


def test_what_the_880_alone_says_is_read():
    found = only(marc("245 10 $6 880-01 $a Mihon", "880 10 $6 245-01 $a 見本 : $b 副題 / $c 見本花子著."))
    assert isinstance(found, m.Book)
    assert (found.titles[0].text, str(found.titles[0].subtitle)) == (text("見本", latin="Mihon"), "副題")
    assert str(found.responsibility) == "見本花子著"


@pytest.mark.parametrize(("field", "heading"), [
    ("600 10 $a Jobs, Steve, $d 1955-2011 $v Fiction.", "Jobs, Steve, 1955-2011--Fiction"), ("600 14 $a 見本, 花子 $d 1950- $t 作品", "見本, 花子, 1950- 作品"),
    ("600 00 $a John Paul $b II, $c Pope, $d 1920-2005.", "John Paul II, Pope, 1920-2005"),
    ("600 10 $a Smith, J. $q (John), $d 1900-", "Smith, J. (John), 1900-"), ("610 20 $a Sample Body. $b Dept. $x History.", "Sample Body. Dept.--History"),
    ("611 20 $a Sample Conference $n (3rd : $d 2019 : $c Tokyo)", "Sample Conference (3rd : 2019 : Tokyo)"),
])  # fmt: skip
def test_a_heading_keeps_the_marks_between_its_parts(field: str, heading: str):
    assert [it.heading for it in only(marc("245 00 $a 見本", field)).subjects] == [heading]


def test_a_conference_of_a_body_keeps_the_marks_between_its_parts():
    field = "710 2_ $a 見本会議 $n (3rd : $d 2019 : $c Tokyo)"
    assert str(only(marc("245 00 $a 見本", field)).contributors[0].name) == "見本会議 (3rd : 2019 : Tokyo)"


def test_a_meeting_is_a_body_with_its_own_name():
    """Number, date and place were pressed into it; $e is its unit, $j its role."""
    reading = Reading()
    (item,) = items(
        marc("245 00 $a 見本", "711 2_ $a 見本会議 $n (3rd : $d 2019 : $c Tokyo), $e 分科会, $j editor"), reading
    )
    assert isinstance(item.record, m.Book)
    (body,) = item.record.contributors
    assert (str(body.name), body.kind, body.roles) == ("見本会議 分科会", "organisation", ("B01",))
    assert reading.unread == {"711 (meeting)": 1, "711 $n": 1, "711 $d": 1, "711 $c": 1}


def test_addresses_of_authorities_are_read_without_the_source_that_was_once_said():
    site, other = "http://id.loc.gov/authorities/names/no2019008144", "http://viaf.org/viaf/sourceID/LC|no2019008144"
    name = only(
        marc("245 00 $a 見本", f"700 1_ $a 見本, 花子 $0 {site} $0 (uri) {site} $0 (uri) {other}")
    ).contributors[0]
    assert name.identifiers == (m.Identifier("uri", site), m.Identifier("own", other, scheme="uri"))
    heading = "650 _0 $a Migrants $0 (uri) http://id.loc.gov/authorities/subjects/sh85061212"
    assert [it.code for it in only(marc("245 00 $a 見本", heading)).subjects] == ["sh85061212"]


@pytest.mark.parametrize(("source", "edition"), [("ndc9", "9"), ("NDC10", "10"), ("ndc", None), ("ndc/8", "8")])
def test_other_names_of_lists_of_japan_are_read(source: str, edition: str | None):
    assert only(marc("245 00 $a 見本", f"084 __ $a 334.4 $2 {source}")).subjects == (
        m.Subject("ndc", "334.4", edition=edition),
    )
    assert only(marc("245 00 $a 見本", "650 _7 $a 見本 $2 jlabsh/4")).subjects == (m.Subject("bsh", heading="見本"),)


def test_numbers_that_stand_in_one_field_are_each_read_once():
    """The first was read twice, in the place of the second."""
    book = only(marc("245 00 $a 見本", "020 __ $a 9799999000009 $a 9799999000016 $z 9799999000017 $q 上"))
    assert [(it.value, it.status, it.qualifier) for it in book.identifiers] == [
        ("9799999000009", "valid", "上"), ("9799999000016", "valid", "上"), ("9799999000017", "incorrect", "上"),
    ]  # fmt: skip


@pytest.mark.parametrize(("leader", "field", "date", "years", "told"), [
    (AM, "264 _1 $b 甲 $c 1999, ©1998", ("1999", None), ["1998"], []), (AM, "260 __ $b 甲, $c [1999], c1998.", ("1999", "[1999]"), ["1998"], []),
    (AM, "260 __ $b 甲, $c c1998.", ("1998", "c1998"), [], ["date-copyright"]), (AS, "264 _1 $b 甲 $c 1997-", ("1997", "1997-"), [], []),
    (AS, "260 __ $b 甲 $c [1997]-", ("1997", "[1997]-"), [], []), (AM, "264 _1 $b 甲 $c 1997-", ("1997", "1997-"), [], ["date-open"]),
])  # fmt: skip
def test_a_date_with_more_behind_it_is_read_for_what_it_is(
    leader: str, field: str, date: tuple[str, str | None], years: list[str], told: list[str]
):
    """That of a copyright is no doubt about that of publication; a serial goes on."""
    reading = Reading()
    (item,) = items(marc("245 00 $a 見本", field, leader=leader), reading)
    assert isinstance(item.record, m.Book | m.Periodical)
    (found,) = item.record.dates
    assert ((str(found.date), found.printed), dict(reading.unread), [p.rule for p in item.problems]) == (date, {}, told)
    assert [year for it in getattr(item.record, "copyrights", ()) for year in it.years] == years


@pytest.mark.parametrize(("words", "qualifier", "until"), [
    ("[between 1990 and 2000]", "between", "2000"), ("[not before 1990]", "after", "None"), ("not after 1990", "before", "None"),
])  # fmt: skip
def test_a_date_of_which_what_is_around_it_is_known_is_read(words: str, qualifier: str, until: str):
    book = only(marc("245 00 $a 見本", f"264 _1 $b 甲 $c {words}"))
    (date,) = book.dates
    assert (str(date.date), date.qualifier, str(date.until), date.printed) == ("1990", qualifier, until, words)
    assert only(written(attrs.evolve(book, id="book:mihon"))).dates == book.dates


def test_a_number_of_a_source_that_has_no_type_keeps_both():
    """Of 024 $2 hdl the number was lost, and the source alone was told."""
    book = only(marc("245 00 $a 見本", "024 7_ $a 12345/6 $2 hdl", "024 7_ $a 10.9999/x $2 DOI"))
    assert [(it.type, it.scheme, it.value) for it in book.identifiers] == [
        ("own", "hdl", "12345/6"),
        ("doi", None, "10.9999/x"),
    ]
    ours = attrs.evolve(book, id="book:mihon")
    (again,) = read(written(ours))
    assert {*again.identifiers} == {*ours.identifiers}


def test_each_keyword_of_a_field_is_read():
    found = only(marc("245 00 $a 見本", "653 __ $a 移民 $a 国境", "653 __ $a 難民")).subjects
    assert [it.heading for it in found] == ["移民", "国境", "難民"]


@pytest.mark.parametrize(("words", "years"), [("b. 1920", ("1920", "None")), ("d. 1850.", ("None", "1850"))])
def test_one_year_of_a_life_is_that_of_birth_or_death(words: str, years: tuple[str, str]):
    (person,) = only(marc("245 00 $a 見本", f"700 1_ $a Sample, Anna, $d {words}")).contributors
    assert (str(person.born), str(person.died)) == years


@pytest.mark.parametrize("words", ["ca. 1525-1572", "1525?-1572", "approximately 1525-1572"])
def test_a_year_that_is_about_so_is_told(words: str):
    (item,) = items(marc("245 00 $a 見本", f"700 1_ $a Isserles, Moses, $d {words}"), Reading())
    assert item.record is not None
    assert [str(item.record.contributors[0].born), *((p.rule, p.found) for p in item.problems)] == [
        "1525",
        ("cell-form", words),
    ]


@pytest.mark.parametrize("words", ["49999000001", "49999000001 (pbk.) :", "見本#1"])
def test_what_is_no_isbn_is_told_at_its_field(words: str):
    record = only(marc("245 00 $a 見本", f"020 __ $a {words}"))
    assert [(p.rule, p.where.path) for p in check_record(record) if p.severity == "error"] == [
        ("isbn-check-digit", "identifiers[0].value")
    ]


@pytest.mark.parametrize(("field", "rule", "line"), [
    ("020 __ $a 9799999000010 (set) :", "isbn-check-digit", "020 __ $z 9799999000010 $q set"),
    ("020 __ $a 4999900000", "isbn10-check-digit", "020 __ $z 4999900000"), ("022 __ $a 9999-1234", "issn-check-digit", "022 __ $y 9999-1234"),
])  # fmt: skip
def test_a_number_printed_with_a_wrong_check_digit_is_incorrect_and_told(field: str, rule: str, line: str):
    (item,) = items(marc("245 00 $a 見本", field), Reading())
    assert item.record is not None
    assert [(p.rule, p.severity) for p in item.problems] == [(rule, "warning")]
    assert not [p for p in check_record(item.record) if p.severity == "error"]
    assert line in lines(item.record)


@pytest.mark.parametrize("words", ["RMB29.00", "Rs10.00", "W3800", "W300000 (set)"])
def test_a_price_that_cannot_be_read_is_left_out_and_told(words: str):
    (item,) = items(marc("245 00 $a 見本", f"020 __ $a 9799999000009 $c {words}"), Reading())
    assert isinstance(item.record, m.Book)
    assert (item.record.prices, [(p.where.path, p.found) for p in item.problems]) == ((), [("020 $c", words)])


@pytest.mark.parametrize(("price", "words"), [
    (m.Price(1800), "1800"), (m.Price(1800, tax="excluded"), "JPY 1800 (税抜)"), (m.Price(1800, tax="included"), "JPY 1800 (税込)"),
    (m.Price(Decimal("29.00"), "USD"), "USD 29.00"), (m.Price(1800, tax="excluded", printed="1800円+税"), "1800円+税"),
])  # fmt: skip
def test_a_price_keeps_its_currency_and_tax(price: m.Price, words: str):
    book = m.Book("book:mihon", titles=m.Title("見本"), prices=price)
    assert f"020 __ $c {words}" in lines(book)
    assert only(written(book)) == book


def test_two_prices_of_one_cell_are_two():
    book = only(marc("245 00 $a 見本", "020 __ $c 定価1,890円(本体1,800円)"))
    assert [(p.amount, p.tax) for p in book.prices] == [(1890, "included"), (1800, "excluded")]


@pytest.mark.parametrize(("words", "roles"), [
    ("著", ("A01",)), ("編著", ("A01", "B01")), ("訳", ("B06",)), ("題字", ()), ("editor", ("B01",)), ("trans.", ("B06",)), ("Hrsg.", ("B01",)), ("editor $e 題字", ("B01",)),
    ("editor, $e translator.", ("B01", "B06")), ("編 $e 訳", ("B01", "B06")), ("editor $4 http://id.loc.gov/vocabulary/relators/trl $4 edt", ("B06", "B01")),
])  # fmt: skip
def test_a_role_in_japanese_words_has_its_code(words: str, roles: tuple[str, ...]):
    """$e alone says it in many a file; where $4 stands beside it, that says it."""
    (person,) = only(marc("245 00 $a 見本", f"100 1_ $a 見本花子 $e {words}")).contributors
    printed = words.partition(" $4")[0].replace(", $e", ",").replace(" $e ", "・").rstrip(".")
    assert (person.roles, person.role_printed) == (roles, printed)
    (person,) = only(marc("245 00 $a 見本", "100 1_ $a 見本花子 $e 著 $4 edt")).contributors
    assert person.roles == ("B01",)


@pytest.mark.parametrize(("words", "roles", "printed", "told", "unread"), [
    ("$4 cmp", ("A06",), None, [], {}), ("$4 com $4 nrt", ("C01", "E03"), None, [], {}), ("$e composer, $e lyricist.", ("A06", "A05"), "composer, lyricist", [], {}),
    ("$4 bkd", (), "bkd", ["bkd"], {}), ("$4 edt $4 http://id.loc.gov/vocabulary/relators/prt", ("B01",), "prt", ["prt"], {}),
    ("$e book designer $4 bkd", (), "book designer", [], {"700 $4 (no role)": 1}), ("$e editor $4 edt $4 bkd", ("B01",), "editor", [], {"700 $4 (no role)": 1}),
    ("$e editor $e translator $4 ill", ("B01", "B06", "A12"), "editor, translator", [], {}), ("$e 編 $e 訳 $4 edt", ("B06", "B01"), "編・訳", [], {}),
])  # fmt: skip
def test_no_role_is_lost_and_none_stands_twice(
    words: str, roles: tuple[str, ...], printed: str | None, told: list[str], unread: dict[str, int]
):
    """A code that no role of ONIX has the meaning of is kept as printed, or counted where words are printed."""
    reading = Reading()
    (item,) = items(marc("245 00 $a 見本", f"700 1_ $a 見本花子 {words}"), reading)
    assert isinstance(item.record, m.Book)
    (person,) = item.record.contributors
    assert ((person.roles, person.role_printed), dict(reading.unread)) == ((roles, printed), unread)
    assert [p.found for p in item.problems] == told
    assert all("ONIX List 17" in p.text("en") for p in item.problems)
    (again,) = read(written(attrs.evolve(item.record, id="book:mihon")))
    assert isinstance(again, m.Book)
    assert again.contributors == (person,)


def test_a_title_of_a_section_is_one_title():
    fields = (
        "245 00 $6 880-01 $a 見本誌. $n 第2部, $p 社会編 / $c 見本の会.",
        "880 00 $6 245-01/$1 $a ミホンシ. $n ダイ2ブ, $p シャカイヘン.",
    )
    serial = only(marc(*fields, leader="00000nas a2200000 i 4500"))
    assert serial.titles == (m.Title(text("見本誌. 第2部, 社会編", "ミホンシ. ダイ2ブ, シャカイヘン")),)
    book = only(marc(*fields))
    assert [(str(t), str(t.whole), t.part_number) for t in book.titles] == [("社会編", "見本誌", "第2部")]
    assert only(written(book)) == book


@pytest.mark.parametrize(("fields", "expected"), [
    (["264 _1 $a 東京 : $b 見本の会 ; $a 大阪 : $b 二の会, $c 1995"], [("見本の会", ["東京"]), ("二の会", ["大阪"])]),
    (["260 __ $a 東京 ; $a 大阪 : $b 見本の会 : $b 二の会, $c 1995"], [("見本の会", ["東京", "大阪"]), ("二の会", [])]),
    (["264 _1 $a Tōkyō : $b Mihon no Kai, $c 1995.", "880 _1 $6 264-00/$1 $a 東京 : $b 見本の会, $c 1995."], [("見本の会", ["東京"])]),
    (["264 _1 $a Tōkyō : $b Mihon no Kai, $c Heisei 7 [1995]", "880 _1 $6 264-00/$1 $a 東京 : $b 見本の会, $c 平成7 [1995]"], [("見本の会", ["東京"])]),
    (["264 _1 $b [Mihon], $c 1995", "880 _1 $6 264-00/(3 $b [Mihon]، $c 1995."], [("[Mihon]", [])]),
])  # fmt: skip
def test_each_publisher_is_read_once_with_its_places(fields: list[str], expected: list[tuple[str, list[str]]]):
    book = only(marc("245 00 $a 見本", *fields))
    assert [(str(p.name), [str(x) for x in p.places]) for p in book.publishers] == expected
    assert [d.date.year for d in book.dates] == [1995]
    assert not [p for p in check_record(book) if p.severity == "error"]


@pytest.mark.parametrize(("fields", "name"), [
    (["700 1_ $a Yokoi, Kiyoshi. $0 (DLC)n99999999"], "Yokoi, Kiyoshi"), (["700 1_ $a Sample, J. $4 edt"], "Sample, J."),
    (["710 2_ $a Sample Co. $4 edt"], "Sample Co."), (["700 0_ $a Plato. $c philosopher"], "Plato"), (["700 0_ $a John Paul $b II, $c Pope, $d 1920-2005."], "John Paul II"),
    (["700 1_ $a Sample, J. $c Dr."], "Sample, J."), (["700 1_ $a A, B $a C, D"], "A, B"), (["700 0_ $a Sample Jr. $d 1950-"], "Sample Jr."), (["710 2_ $a 見本社. $b 編集部."], "見本社. 編集部"),
])  # fmt: skip
def test_the_full_stop_at_a_fields_end_is_no_part_of_a_name(fields: list[str], name: str):
    book = only(
        marc(
            "245 00 $a 見本",
            *fields,
            "650 _7 $a Samples $x History. $2 fast $0 (OCoLC)fst99999999",
            leader="00000nam a2200000 a 4500",
        )
    )
    assert (str(book.contributors[0].name), book.subjects[0].heading) == (name, "Samples--History")


@pytest.mark.parametrize("to", FORMATS)
def test_tabs_and_line_breaks_are_blanks_and_that_is_told(to: str):
    book = m.Book("book:mihon", titles=m.Title("見本"), texts=m.Prose("一\n二\t三"))
    assert only(written(book, to=to)).texts[0].text == "一 二 三"
    assert not_carried(book, get(to).columns["book"], CONTEXT) == ["texts.text"]


@pytest.mark.parametrize(("dates", "coded", "words"), [
    ([("publication", "1972"), ("ended", "1994")], "d19721994", "1972-1994"), ([("publication", "1972")], "u1972uuuu", "1972"),
    ([("publication", "1972-04"), ("ended", "1994-03")], "d19721994", "1972.4-1994.3"), ([("ended", "1994")], "|||||||||", "-1994"),
])  # fmt: skip
def test_a_serial_says_when_it_began_and_ended(dates: list[tuple[str, str]], coded: str, words: str):
    serial = m.Periodical("periodical:mihon", titles=m.Title("見本誌"), dates=tuple(m.EventDate(*d) for d in dates))
    found = lines(serial)
    assert f"264 _1 $c {words}" in found
    assert any(line.startswith(f"008 261124{coded}") for line in found)
    assert only(written(serial)) == serial


@pytest.mark.parametrize(("words", "code"), [
    ("http://id.ndl.go.jp/auth/ndlsh/00999999", "00999999"), ("00999999", "00999999"), ("(JTNDL)00999999", "00999999"),
])  # fmt: skip
def test_a_heading_has_the_address_that_its_vocabulary_gives_it(words: str, code: str):
    book = only(marc("245 00 $a 見本", f"650 _7 $a 見本 $0 {words} $2 ndlsh"))
    assert book.subjects == (m.Subject("ndlsh", code, heading="見本"),)
    assert f"650 _7 $a 見本 $0 http://id.ndl.go.jp/auth/ndlsh/{code} $2 ndlsh" in lines(book)


@pytest.mark.parametrize("title", [text("Sample", "Sample"), text("Sample", None, "Sample")])
def test_no_text_is_paired_with_itself(title: m.Text):
    assert not [line for line in lines(m.Book("book:mihon", titles=m.Title(title))) if "$6" in line]


def test_a_form_in_latin_letters_is_coded_as_latin():
    found = lines(m.Book("book:mihon", titles=m.Title(text("見本", "Mihon"))))
    assert "880 00 $6 245-01/(B $a Mihon" in found
    assert not any("/$1" in line for line in found)


@pytest.mark.parametrize(("field", "status"), [
    ("020 __ $z 9799999000010", "incorrect"), ("022 __ $y 9999-1234", "incorrect"), ("022 __ $z 9999-1234", "cancelled"),
])  # fmt: skip
def test_a_number_that_is_said_to_be_wrong_is_not_told(field: str, status: str):
    (item,) = items(marc("245 00 $a 見本", field), Reading())
    assert isinstance(item.record, m.Book)
    assert (item.record.identifiers[0].status, item.problems) == (status, ())


@pytest.mark.parametrize(("fields", "expected"), [
    (["245 00 $a 見本の本 = $b Mihon book : a sample / $c 見本花子."], [("01", "見本の本", None), ("06", "Mihon book", "a sample")]),
    (["245 00 $a 見本の本 = $b Mihon book = Probenbuch."], [("01", "見本の本", None), ("06", "Mihon book", None), ("06", "Probenbuch", None)]),
    (["245 00 $a 見本の本 = $b Mihon book", "246 31 $a Mihon book"], [("01", "見本の本", None), ("06", "Mihon book", None)]),
    (["245 00 $a 見本の本 : $b 副題 = Mihon"], [("01", "見本の本", "副題 = Mihon")]),
    (["240 10 $a Sample book. $l Japanese", "245 10 $a 見本の本"], [("01", "見本の本", None), ("03", "Sample book", None)]),
    (["240 10 $a Works. $k Selections", "245 10 $a 見本の本"], [("01", "見本の本", None)]),
    (["130 0_ $a 見本通信 (東京)", "245 10 $a 見本通信"], [("01", "見本通信", None), ("variant", "見本通信 (東京)", None)]),
])  # fmt: skip
def test_titles_in_other_languages(fields: list[str], expected: list[tuple[str, str, str | None]]):
    found = only(marc(*fields))
    assert [(t.type, str(t), t.subtitle and str(t.subtitle)) for t in found.titles] == expected  # type: ignore[union-attr]
    assert only(written(found)) == found


def test_a_parallel_title_keeps_its_other_forms():
    found = only(marc(
        "245 00 $6 880-01 $a Mihon no hon = $b Mihon book", "880 00 $6 245-01/$1 $a 見本の本 = $b Mihon book",
    ))  # fmt: skip
    assert [t.text for t in found.titles] == [text("見本の本", latin="Mihon no hon"), text("Mihon book")]  # type: ignore[union-attr]


@pytest.mark.parametrize(("fields", "notes"), [
    (["300 __ $a 200p : $b 挿図 ; $c 21cm"], [("illustrations", "挿図")]), (["655 _4 $a 報告書"], [("genre", "報告書")]),
    (["502 __ $a 見本大学学位論文"], [("dissertation", "見本大学学位論文")]), (["506 __ $a 館内のみ"], [("access-rights", "館内のみ")]),
    (["540 __ $a CC BY"], [("rights", "CC BY")]),
    (["500 __ $6 880-01 $a Mihon no chū.", "880 __ $6 500-01/$1 $a 見本の注。"], [("general", "Mihon no chū."), ("general", "見本の注。")]),
])  # fmt: skip
def test_notes_have_their_fields(fields: list[str], notes: list[tuple[str, str]]):
    found = only(marc("245 00 $a 見本", *fields))
    assert [(n.type, n.text) for n in found.notes] == notes
    assert only(written(found)) == found


@pytest.mark.parametrize(("field", "subject"), [
    ("084 __ $a 334.4 $2 njb/09", m.Subject("ndc", "334.4", edition="9")), ("050 _4 $a JV8722", m.Subject("onix:03", "JV8722")), ("082 04 $a 305.9 $2 23", m.Subject("onix:01", "305.9", edition="23")),
])  # fmt: skip
def test_classes_of_a_scheme_go_both_ways(field: str, subject: m.Subject):
    found = only(marc("245 00 $a 見本", field))
    assert found.subjects == (subject,)  # type: ignore[union-attr]
    assert field in [line.replace(" 4 ", " _4 ") if line[:3] == "050" else line for line in lines(found)]


@pytest.mark.parametrize(("fields", "held"), [
    (["853 20 $8 1 $a 巻 $b 号 $i (年)", "863 40 $8 1.1 $a 1-4 $b 1-2 $i 2001-2004"], "1-4巻 1-2号 (2001-2004)"),
    (["853 20 $8 1 $a v. $i (year)", "863 40 $8 1.1 $a 1 $i 2001", "863 40 $8 1.2 $a 3 $i 2003"], "v. 1 (2001); v. 3 (2003)"),
    (["863 40 $8 1.1 $a 5"], "5"), (["863 40 $8 1.1 $a 5", "866 _0 $8 1 $a 5号のみ"], "5号のみ"),
])  # fmt: skip
def test_what_a_library_holds_of_a_serial_is_read_in_parts_too(fields: list[str], held: str):
    found = only(marc("245 00 $a 見本通信", *fields, leader="00000nas a2200000 c 4500"))
    assert [it.held for it in found.holdings] == [held]  # type: ignore[union-attr]


def test_what_no_place_takes_is_counted():
    reading = Reading()
    list(items(marc("245 00 $a 見本 $h [text]", "040 __ $a JTNDL", "880 00 $6 245-09/(3 $c عينة"), reading))
    assert reading.unread == {"245 $h": 1, "040 $a": 1}


@pytest.mark.parametrize(("field", "path", "left"), [
    ("300 __ $a $c 大判", "300 $c", "measures"), ("264 _1 $b 見本 $c 未詳", "264 $c", "dates"), ("700 1_ $a 見本 $d 昔", "700 $d", ""),
])  # fmt: skip
def test_a_bad_value_costs_that_value_and_is_told(field: str, path: str, left: str):
    (item,) = items(marc("245 00 $a 見本", field), Reading())
    assert item.record is not None
    assert not left or getattr(item.record, left) == ()
    assert [p.where.path for p in item.problems] == [path]


@pytest.mark.parametrize(("leader", "rule"), [
    ("00000nac a2200000 i 4500", "marc-kind"), ("00000nem a2200000 i 4500", "marc-kind"), ("00000nz  a2200000n  4500", "marc-kind"),
])  # fmt: skip
def test_a_record_of_another_kind_is_refused_by_name(leader: str, rule: str):
    first, second = items(marc("245 00 $a 見本誌", leader=leader) + marc("245 00 $a 見本"), Reading())
    assert first.record is None
    assert first.problems[0].rule == rule
    assert "見本誌" in (first.raw or "")
    assert second.record is not None


@pytest.mark.parametrize(("tag", "told", "title"), [
    ("245-01", [], None), ("246-01", ["246-01"], "variant"), ("999-01", ["999-01"], None), ("246-00", [], "variant"),
])  # fmt: skip
def test_an_880_that_names_another_field_is_told(tag: str, told: list[str], title: str | None):
    """And is read as the field that it names, or counted; without an occurrence number it means to."""
    reading = Reading()
    (item,) = items(marc("245 00 $6 880-01 $a Mihon", f"880 00 $6 {tag} $a 見本"), reading)
    assert isinstance(item.record, m.Book)
    assert [(p.rule, p.found) for p in item.problems] == [("marc-link", found) for found in told]
    assert [t.text.text for t in item.record.titles if t.type == title] == (["見本"] if title else [])
    assert bool(reading.unread) == (tag[:3] == "999")


@pytest.mark.parametrize("to", FORMATS)
def test_two_records_with_one_control_number_are_told(to: str):
    data = [
        marc("001 1", f"003 {agency}", f"245 00 $a {title}")
        for agency, title in (("X", "見本"), ("Y", "別の見本"), ("X", "例示"))
    ]
    if to == "marcxml":
        data = [
            b'<collection xmlns="http://www.loc.gov/MARC21/slim">',
            *(
                b"<record><leader>00000nam a2200000 i 4500</leader><controlfield tag='001'>1</controlfield><controlfield tag='003'>%s</controlfield>"
                b"<datafield tag='245' ind1='0' ind2='0'><subfield code='a'>x</subfield></datafield></record>" % agency
                for agency in (b"X", b"Y", b"X")
            ),
            b"</collection>",
        ]
    told = [[(p.rule, p.found, p.severity) for p in item.problems] for item in items(b"".join(data), Reading())]
    assert told == [[], [], [("marc-number-twice", "1", "warning")]]


@pytest.mark.parametrize("to", FORMATS)
def test_a_deleted_record_is_told_and_is_no_record(to: str):
    if to == "marc21":
        data = marc("001 x1", "245 00 $a 見本", leader="00000dam a2200000 i 4500") + marc("245 00 $a 例示")
    else:
        deleted, kept = written(CHAPTER, BOOK, to=to).split(b"</record>", 1)
        data = deleted.replace(b"00000na", b"00000da") + b"</record>" + kept
    first, second = items(data, Reading())
    assert (first.record, first.rejected, second.record is None) == (None, False, False)
    assert [(p.rule, p.found, p.severity) for p in first.problems] == [("marc-deletion", "d", "warning")]


@pytest.mark.parametrize("status", "acnp")
def test_other_statuses_are_records(status: str):
    assert only(marc("245 00 $a 見本", leader=f"00000{status}am a2200000 i 4500")).titles[0].text.text == "見本"


@pytest.mark.parametrize(("fields", "publishers", "unread"), [
    (["264 __ $a 東京 $b 見本書房 $c 2009"], ["見本書房"], {}),
    (["264 _1 $b 見本書房", "264 __ $b 例示社"], ["見本書房"], {"264 $b": 1}),
    (["264 __ $c 2009"], [], {"264 $c": 1}),
    (["264 _4 $c c2009"], [], {}),
])  # fmt: skip
def test_a_264_that_does_not_say_of_what_it_tells_is_of_publication_where_it_is_alone(
    fields: list[str], publishers: list[str], unread: dict[str, int]
):
    reading = Reading()
    (book,) = (item.record for item in items(marc("245 00 $a 見本", *fields), reading))
    assert isinstance(book, m.Book)
    assert [p.name.text for p in book.publishers] == publishers
    assert reading.unread == unread


@pytest.mark.parametrize("words", ["2009.13", "2009.2.30", "2009.0.5"])
def test_a_date_that_never_was_is_told_as_it_stands(words: str):
    (item,) = items(marc("245 00 $a 見本", f"264 _1 $b 見本書房 $c {words}"), Reading())
    assert [(p.where.path, p.found) for p in item.problems] == [("264 $c", words)]


# --- damage


GOOD = marc("245 00 $a 見本の本")


@pytest.mark.parametrize(("data", "rules", "good"), [
    (GOOD[:40] + GOOD, ["marc-cut"], 1), (GOOD + GOOD[:40], ["marc-cut"], 1), (GOOD[:-1], ["marc-cut"], 0),
    (GOOD[:6] + b"??" + GOOD[8:] + GOOD, ["marc-leader"], 1), (GOOD + b"garbage" + GOOD, ["marc-cut"], 2), (GOOD + b"x\x1d" + GOOD, ["marc-leader"], 2),
    (b"00001" + GOOD[5:] + GOOD, ["marc-length"], 2), (GOOD.replace(b"\x1e", b"", 1) + GOOD, ["marc-directory"], 1),
    (GOOD + b"\r\n" + GOOD + b"\n", [], 2), (b"\xef\xbb\xbf" + GOOD, [], 1),
    (marc("245 00 $a 見本", leader="00000nam  2200000 i 4500"), ["marc-characters"], 1),
    (marc("245 00 $a sample").replace(b"sample", b"sampl\xe1") + GOOD, ["marc-characters"], 1),
])  # fmt: skip
def test_damage_is_told_and_costs_its_own_record_alone(data: bytes, rules: list[str], good: int):
    found = list(items(data, Reading(), format="marc21"))
    assert [p.rule for item in found for p in item.problems] == rules
    assert sum(item.record is not None for item in found) == good


def test_a_record_without_end_is_refused():
    with pytest.raises(BadSource):
        list(items(GOOD[:30] + b"x" * 300_000, Reading(), format="marc21"))


@pytest.mark.parametrize(("record", "path"), [
    (m.Book("book:mihon", titles=(m.Title(m.Text("あ" * 4000)),)), "245"),
    (m.Book("book:mihon", notes=tuple(m.Note("あ" * 3000) for _ in range(20))), None),
])  # fmt: skip
def test_what_is_too_long_for_iso_2709_is_not_written(record: m.Book, path: str | None):
    with pytest.raises(CannotWrite) as caught:
        written(record)
    assert (caught.value.problems[0].where.record, caught.value.problems[0].where.path) == ("book:mihon", path)
    assert only(written(record, to="marcxml")) == record


@pytest.mark.parametrize("how", [write, split])
def test_what_is_too_long_is_named_and_left_out_where_that_is_asked(how: Callable[..., int], tmp_path: Path):
    books = [
        m.Book(f"book:mihon-{n}", titles=m.Title("見本"), notes=m.Note("本" * 4000 if n == 3 else "注"))
        for n in range(5)
    ]
    report = Report("export")
    assert how(books, tmp_path / "out", to="marc21", context=CONTEXT, on_error="skip", report=report) == 4
    assert report.rejected == 1
    assert [(p.rule, p.where.record) for p in report.problems if p.severity == "error"] == [
        ("marc-length", "book:mihon-3")
    ]


@pytest.mark.parametrize(("field", "title", "stray"), [
    ("245 見本", None, 1), ("245 10見本", None, 1), ("245 10見本\x1faみほん", "みほん", 1), ("245 \x1faみほん", "みほん", 0), ("245 1\x1faみほん", "みほん", 0),
])  # fmt: skip
def test_a_text_outside_of_subfields_is_counted(field: str, title: str | None, stray: int):
    reading = Reading()
    (item,) = items(marc(field), reading, format="marc21")
    assert item.record is not None
    assert [t.text.text for t in item.record.titles] == ([title] if title else [])
    assert reading.unread["245 $(no code)"] == stray


@pytest.mark.parametrize(("inside", "titles", "unread"), [
    ('x<subfield code="a">見本</subfield>', ["見本"], {"245 $(no code)": 1}), ('<subfield code="a">見本</subfield>x', ["見本"], {"245 $(no code)": 1}),
    ('<subfield code="a">見<b>本</b></subfield>', [], {"245 $a (with elements)": 1}), ("<subfield>見本</subfield>", [], {"245 $(no code)": 1}),
    ('<!-- x --><subfield code="a">見本</subfield> ', ["見本"], {}),
])  # fmt: skip
def test_what_is_no_subfield_of_marcxml_is_counted(inside: str, titles: list[str], unread: dict[str, int]):
    reading = Reading()
    xml = f'<record><leader>00000nam a2200000 i 4500</leader><datafield tag="245" ind1="1" ind2="0">{inside}</datafield></record>'
    (item,) = items(xml.encode(), reading, format="marcxml")
    assert item.record is not None
    assert ([t.text.text for t in item.record.titles], dict(reading.unread)) == (titles, unread)


@pytest.mark.parametrize(("text", "expected"), [
    ("(orcid)0000-0002-1825-0097", m.Identifier("orcid", "0000000218250097")), ("(ISNI)0000000121032683", m.Identifier("isni", "0000000121032683")),
    ("https://orcid.org/0000-0002-1825-0097", m.Identifier("orcid", "0000000218250097")), ("(isni)abc", m.Identifier("own", "abc", scheme="isni")),
    ("(DE-588)118540238", m.Identifier("own", "118540238", scheme="DE-588")),
])  # fmt: skip
def test_the_source_of_a_persons_number_says_what_it_is(text: str, expected: m.Identifier):
    assert only(marc("245 00 $a 見本", f"100 1_ $a 見本花子 $4 aut $0 {text}")).contributors[0].identifiers == (
        expected,
    )


def test_texts_that_an_indented_file_breaks_over_lines_are_one_line():
    """MARC has no lines; a title was 見本の, a line break, blanks and 社会."""
    xml = """<record><leader>
      00000nam a2200000 c 4500</leader><controlfield tag="001">
        mihon
      </controlfield><datafield tag="245" ind1="0" ind2="0"><subfield code="a">
        見本の
        社会
      </subfield></datafield><datafield tag="500" ind1=" " ind2=" "><subfield code="a">Samples with
        notes　と空き </subfield></datafield></record>"""
    (item,) = items(xml.encode(), Reading(), format="marcxml")
    assert (item.record.titles[0].text.text, item.record.notes[0].text) == ("見本の 社会", "Samples with notes　と空き")


def test_a_character_that_no_text_has_is_told_with_its_field():
    first, second = items(marc("001 mihon", "245 10 $a 見本 $c 見\x01本") + GOOD, Reading(), format="marc21")
    assert [(p.rule, p.where.record, p.where.path) for p in first.problems] == [("text-characters", "mihon", "245 $c")]
    assert second.record is not None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_damage_ends_in_anything_but_a_message(data: st.DataObject):
    whole = bytearray(written(BOOK, CHAPTER))
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    with suppress(BadSource):
        for item in items(bytes(whole), Reading(), format="marc21"):
            assert item.record is not None or item.problems


# --- characters


def older(*fields: str, leader: str = "00000nam  2200000 i 4500", **words: bytes) -> bytes:
    """Return a record in MARC-8: each word of ASCII in it is put as other bytes, of the same number or not."""
    raw = marc(*fields, leader=leader)
    base = int(raw[12:17])
    parts = raw[base:-1].split(b"\x1e")[:-1]
    for word, data in words.items():
        parts = [p.replace(word.encode(), data) for p in parts]
    directory = b"".join(
        raw[24 + 12 * i : 27 + 12 * i] + b"%04d%05d" % (len(p) + 1, sum(len(q) + 1 for q in parts[:i]))
        for i, p in enumerate(parts)
    )
    body = b"".join(p + b"\x1e" for p in parts)
    return (
        b"%05d" % (25 + len(directory) + len(body) + 1) + raw[5:12] + raw[12:24] + directory + b"\x1e" + body + b"\x1d"
    )


@pytest.mark.parametrize(("data", "expected"), [
    (b"\x1b$1!0!!0\"!0#\x1b(B", "一丁七"), (b"\xe5Osaka", "Ōsaka"), (b"Zhizn\xa7 \xe7eto", "Zhiznʹ ėto"), (b"\x1bgabc\x1bs x", "αβγ x"),
])  # fmt: skip
def test_marc_8_is_read_with_the_library_for_it(data: bytes, expected: str):
    pytest.importorskip("pymarc")
    found = only(older("245 00 $a WORDS", "500 __ $a note", WORDS=data))
    assert (found.titles[0].text.text, found.notes[0].text) == (expected, "note")


@pytest.mark.parametrize(
    "data",
    [b"\xff", b"\x1b$1\x7f\x7f\x7f\x1b(B", b"x\xe5", b"\x1bq", "見本".encode("iso2022_jp"), "あいう".encode("euc_jp")],
)
def test_what_is_no_marc_8_is_refused_with_its_place(data: bytes):
    pytest.importorskip("pymarc")
    first, second = items(older("245 00 $a WORDS", WORDS=data) + GOOD, Reading(), format="marc21")
    assert [(p.rule, "MARC-8" in p.expected.text()) for p in first.problems] == [("marc-characters", True)]
    assert second.record is not None


def test_marc_8_without_its_library_names_the_extra(monkeypatch: pytest.MonkeyPatch):
    marc8._tables.cache_clear()
    monkeypatch.setitem(sys.modules, "pymarc", None)
    with pytest.raises(MissingExtra, match=r"smj-catalog\[marc8\]"):
        only(older("245 00 $a WORDS", WORDS=b"\xe5Osaka"))
    marc8._tables.cache_clear()


def test_bytes_that_are_no_utf_8_are_told_with_their_place():
    bad = marc("245 00 $a sample").replace(b"sample", b"sampl\xe1")
    _, item = items(GOOD + bad, Reading(), format="marc21")
    at = len(GOOD) + bad.index(b"\xe1")
    assert f"the byte at {at} is not" in item.problems[0].expected.text()


def test_a_record_too_long_is_refused_with_the_format_that_has_no_limit():
    with pytest.raises(CannotWrite, match="--to marcxml"):
        written(m.Book("book:mihon", titles=m.Title("あ" * 4000)))


# --- how much is read


@pytest.mark.parametrize("to", FORMATS)
def test_coverage_counts_subfields_and_their_other_forms(tmp_path: Path, to: str):
    path = tmp_path / f"sample{get(to).suffix}"
    path.write_bytes(written(BOOK, SERIAL, to=to, context=AROUND))
    found = coverage(path)
    assert (found.counts.records, dict(found.counts.unread)) == (2, {})
    assert found.counts.total["245 $a of 880"] == 2
    path.write_bytes(written(BOOK, to=to, context=AROUND).replace(b"500", b"599"))
    assert coverage(path).counts.unread["599 $a"] == 1


@pytest.mark.skipif(not REAL.exists(), reason="the real records are not here")
def test_of_real_records_the_most_part_of_the_description_is_read():
    counts = coverage(REAL).counts
    described = [
        p for p in counts.total if re.match("02|1|2[0-8]|3[01]|362|4|5|6|7|83", p) and not p.startswith(("655", "533"))
    ]
    total, unread = (sum(held[p] for p in described) for held in (counts.total, counts.unread))
    assert (total - unread) / total > 0.83


# --- other readers


@pytest.mark.parametrize("to", ["marc21", "marc21:alalc"])
def test_pymarc_reads_every_kind_as_it_was_meant(to: str):
    pymarc = pytest.importorskip("pymarc")
    data = written(BOOK, *OTHERS, to=to, context=AROUND)
    found = list(pymarc.MARCReader(data))
    assert [r.leader[5:8] for r in found] == ["nam", "nas", "nam", "naa", "nz ", "nz "]
    assert b"".join(r.as_marc() for r in found) == data
    for record in found:
        for other in record.get_fields("880"):
            tag, _, count = other["6"].partition("/")[0].partition("-")
            assert record[tag]["6"] == f"880-{count}"


@pytest.mark.skipif(shutil.which("yaz-marcdump") is None, reason="yaz-marcdump is not installed")
def test_yaz_finds_no_fault_and_converts_to_the_same_bytes(tmp_path: Path):
    path = tmp_path / "sample.mrc"
    path.write_bytes(written(BOOK, *OTHERS, context=AROUND))
    told = subprocess.run(["yaz-marcdump", "-n", str(path)], capture_output=True, check=True)
    again = subprocess.run(["yaz-marcdump", "-o", "marc", str(path)], capture_output=True, check=True)
    assert (told.stdout + told.stderr, again.stdout) == (b"", path.read_bytes())


@pytest.mark.skipif(not REAL.exists(), reason="the real records are not here")
@pytest.mark.parametrize(("name", "expected"), [
    ("880_Nihon_no_chasho.mrc", ["日本 の 茶書"]), ("880_publisher_unlinked.mrc", ["זה גדול!"]),
    ("880_alternate_script.mrc", ["乔布斯的秘密日记"]), ("princeton_99100026953506421.xml", ["雑誌「国教」と九州真宗"]),
    ("princeton_99116547863506421.xml", ["中院一品記"]),
])  # fmt: skip
def test_real_records(name: str, expected: list[str]):
    assert [r.titles[0].text.text for r in read(REAL / name)] == expected


@pytest.mark.skipif(not REAL.exists(), reason="the real records are not here")
@pytest.mark.parametrize("to", FORMATS)
def test_real_records_come_back(to: str):
    for record in read(REAL / "blacklight_test_data.utf8.mrc"):
        column = get(to).columns[kind_of(record)]
        assert not list(
            differences(carried(record, column, CONTEXT), attrs.evolve(only(written(record, to=to)), id=record.id))
        )


def test_words_in_the_place_of_a_number_are_counted():
    """In linking entries: they were ISSN and ISBN."""
    reading = Reading()
    (item,) = items(
        marc("245 00 $a 見本", "776 0_ $t 別の見本 $x 見よ $z none", "776 0_ $t 例示 $x 1234-5679"), reading
    )
    assert isinstance(item.record, m.Book)
    assert [[i.value for i in one.identifiers] for one in item.record.related] == [[], ["12345679"]]
    assert reading.unread == {"776 $x": 1, "776 $z": 1}
