"""Recipients: what they are said to be, who lacks what, what is sent, and what was."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import shutil
import zipfile
from datetime import UTC, datetime
from importlib import import_module

import pytest
from attrs import evolve
from lxml import etree

from smj_catalog import Archive, init, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.errors import CannotWrite, ReadOnlyArchive, StoreError, UsageError
from smj_catalog.services.importing import UndoConflict, undo
from smj_catalog.services.sending import (
    PACKAGED,
    form_of,
    give,
    profile_named,
    ready,
    recipient_named,
    recipient_or_profile,
    recipients,
    send,
    sendings,
    sent_on,
)
from smj_catalog.store import verify

module = import_module("smj_catalog.services.sending.send")

OWNER = {"domain": "mihon.jp", "sender": "見本の会", "contact": "office@mihon.jp"}
CODE = m.Identifier("own", "0000", scheme="取引コード")
JPRO = """
[recipients.jpro]
profile = "jpro"
sender_ids = [{type = "01", name = "出版情報登録センター付番コード", value = "0000"}]
contact = "見本花子;営業部;TEL:03-0000-0000"
addressee = "見本センター"
"""
PLAIN = '\n[recipients.mise]\nprofile = "onix-plain"\n'
NOON = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)


def isbn(number):
    """A made-up ISBN."""
    twelve = f"979999900{number:03}"
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return f"{twelve}{-total % 10}"


def read_as(words, reading):
    return m.Text(words, readings=[m.Reading(reading)])


def book(number=0, **fields):
    """A book that lacks nothing."""
    whole = {
        "titles": [m.Title(read_as("見本の社会", "ミホンノシャカイ"), subtitle=read_as("例示", "レイジ"))],
        "identifiers": [m.Identifier("isbn-13", isbn(number))],
        "publishers": [m.Publisher("見本書房", places=["東京"], identifiers=[CODE])],
        "contributors": [m.Contributor(read_as("見本花子", "ミホン ハナコ"), ["A01"])],
        "dates": [m.EventDate("publication", "2026-06-01")], "form": "BA", "form_details": ["B108"], "status": "04",
        "availability": "21", "prices": [m.Price(1800, tax="excluded")], "languages": [m.Language("jpn")],
        "subjects": [m.Subject("c-code", "0036"), m.Subject("onix:79", "01"), m.Subject("keyword", heading="移民")], "extents": [m.Extent(244)],
        "texts": [m.Prose("見本の社会を描く。", "03")], "resources": [m.Resource("https://example.org/cover.jpg")],
    }  # fmt: skip
    return m.Book(f"book:{isbn(number)}", **{**whole, **fields})


def issue(number=0, **fields):
    whole = {
        "titles": [m.Title(read_as("見本通信", "ミホンツウシン"))], "identifiers": [m.Identifier("jp-magazine-code", "01234-08")],
        "dates": [m.EventDate("cover", "2026-08")], "status": "04", "availability": "21",
        "languages": [m.Language("jpn")], "subjects": [m.Subject("keyword", heading="移民")],
    }  # fmt: skip
    return m.Issue(f"issue:mihon:{number}", "periodical:mihon", **{**whole, **fields})


def serial(number=0, **fields):
    whole = {
        "titles": [m.Title(read_as("見本通信", "ミホンツウシン"))], "identifiers": [m.Identifier("issn", "00000019")],
        "publishers": [m.Publisher("見本の会", places=["東京"])], "languages": [m.Language("jpn")],
        "frequencies": [m.Frequency("月刊")], "subjects": [m.Subject("keyword", heading="移民")],
    }  # fmt: skip
    return m.Periodical(f"periodical:mihon{number or ''}", **{**whole, **fields})


def article(number=0, **fields):
    return m.Component(
        f"article:none.{number}", "例示", **{"contributors": [m.Contributor("見本花子", ["A01"])], **fields}
    )


WHOLE = {"host": "issue:mihon:99", "pages": [m.PageRun("10", "15")], "subjects": [m.Subject("keyword", heading="移民")]}
"""What an article has beside its author."""
NO_TITLE_READING = {"titles": [m.Title("見本の社会")]}
NO_DAY = {"dates": [m.EventDate("publication", "2026-06")]}
BAD = {
    "onix-plain": {
        "identifier": (book, {"identifiers": []}), "issue-identifier": (issue, {"identifiers": []}),
        "title": (book, {"titles": []}), "form": (book, {"form": None}), "publisher": (book, {"publishers": []}),
        "date": (book, {"dates": []}), "status": (book, {"status": None}), "availability": (book, {"availability": None}),
        "price": (book, {"prices": [m.Price(1800)]}), "contributor": (book, {"contributors": []}),
        "language": (book, {"languages": []}), "subject": (book, {"subjects": []}),
        "title-reading": (book, NO_TITLE_READING),
    },
    "jpro": {
        "isbn": (book, {"identifiers": [m.Identifier("isbn-13", "9799999000000", status="incorrect")]}),
        "title": (book, {"titles": []}), "title-reading": (book, NO_TITLE_READING),
        "latin-title-reading": (book, {"titles": [m.Title("Specimen 2")]}),
        "subtitle-reading": (book, {"titles": [m.Title(read_as("見本の社会", "ミホンノシャカイ"), subtitle="例示")]}),
        "contributor": (book, {"contributors": []}),
        "contributor-reading": (book, {"contributors": [m.Contributor("見本花子", ["A01"])]}),
        "imprint": (book, {"publishers": []}), "trading-code": (book, {"publishers": [m.Publisher("見本書房")]}),
        "date": (book, NO_DAY), "price": (book, {"prices": [m.Price(1800)]}),
        "c-code": (book, {"subjects": [m.Subject("onix:79", "01")]}),
        "genre": (book, {"subjects": [m.Subject("c-code", "0036")]}), "form": (book, {"form": None}),
        "size": (book, {"form_details": []}), "pages": (book, {"extents": []}), "language": (book, {"languages": []}),
        "description": (book, {"texts": []}), "cover": (book, {"resources": []}),
    },
    "oai": {
        "title": (book, {"titles": []}), "date": (issue, {"dates": []}), "creator": (book, {"contributors": []}),
        "article-creator": (article, {"contributors": []}), "publisher": (serial, {"publishers": []}),
        "language": (book, {"languages": []}),
    },
    "ndl": {
        "title": (serial, {"titles": []}), "book-number": (book, {"identifiers": []}),
        "serial-number": (serial, {"identifiers": []}), "publisher": (book, {"publishers": []}),
        "date": (book, {"dates": []}),
        "place": (serial, {"publishers": [m.Publisher("見本の会")]}),
        "title-reading": (book, NO_TITLE_READING), "pages": (book, {"extents": []}), "language": (serial, {"languages": []}),
    },
    "marc": {
        "title": (serial, {"titles": []}), "isbn": (book, {"identifiers": []}), "issn": (serial, {"identifiers": []}),
        "publisher": (serial, {"publishers": []}), "place": (serial, {"publishers": [m.Publisher("見本の会")]}),
        "date": (book, {"dates": []}), "issue-date": (issue, {"dates": []}), "contributor": (article, {**WHOLE, "contributors": []}),
        "host": (article, {**WHOLE, "host": None}), "pages": (book, {"extents": []}), "language": (book, {"languages": []}),
        "frequency": (serial, {"frequencies": []}), "title-reading": (book, NO_TITLE_READING),
    },
    "jpcoar": {
        "title": (serial, {"titles": []}), "creator": (book, {"contributors": []}), "date": (issue, {"dates": []}),
        "pages": (article, {**WHOLE, "pages": []}), "subject": (book, {"subjects": []}),
        "publisher": (serial, {"publishers": []}), "language": (book, {"languages": []}),
    },
}  # fmt: skip
"""Profile -> rule -> the record that breaks it: a record that lacks nothing, with something else in it."""


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """An archive of somebody's own, in the folder where the commands run."""
    monkeypatch.chdir(tmp_path)
    return init(tmp_path / "mine", empty=True, **OWNER)


@pytest.fixture
def smj(capsys):
    def call(*args):
        code = run(group, [*map(str, args), "--archive", "mine"])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def put(archive, *records):
    """Lay records into an archive's folder as a person does who edits its files."""
    for record in records:
        path = archive.folder / archive.place(record.id)
        path.parent.mkdir(parents=True, exist_ok=True)
        write([record], path, to="smj-1", validate=False)
    return Archive.open(archive.folder)


def told(archive, text):
    """Write recipients into archive.toml."""
    path = archive.folder / "archive.toml"
    path.write_text(path.read_text("utf-8") + text, "utf-8")
    return Archive.open(archive.folder)


def sent_files(made):
    return [etree.fromstring(path.read_bytes()) for path in made.paths]


def texts(root, path):
    namespace = root.tag.partition("}")[0][1:]
    return [e.text for e in root.iterfind("/".join(f"{{{namespace}}}{n}" for n in path.split("/")))]


# --- profiles


SETTINGS = {
    "sender-number": {"sender_ids": ()}, "contact": {"contact": None},
}  # fmt: skip
"""Rule about a recipient's settings -> what breaks it."""


def test_each_rule_has_a_source_and_a_bad_record():
    profiles = [profile_named(p) for p in PACKAGED]
    assert {p: set(rules) for p, rules in BAD.items()} == {p.id: {r.id for r in p.rules} for p in profiles}
    assert set(SETTINGS) == {r.id for p in profiles for r in p.settings}
    assert [r.id for p in profiles for r in (*p.rules, *p.settings) if not (r.source and r.en and r.ja)] == []


@pytest.mark.parametrize("rule", SETTINGS)
def test_a_setting_that_a_profile_asks_for_is_missing_or_not(rule, mine):
    good = recipient_named(told(mine, JPRO), "jpro")
    for recipient, expected in ((good, []), (evolve(good, **SETTINGS[rule]), [rule])):
        assert [x.rule for x in ready(mine, recipient).lacks] == expected


def test_repositories_are_told_that_there_is_no_address(mine, smj):
    put(mine, book(1))
    code, out, err = smj("ready", "--for", "jpcoar")
    assert (code, "archive.toml\tmissing\t" in out, "base_uri" in out) == (1, True, True)
    assert "0 of 1 records" in err


@pytest.mark.parametrize("title", ["Specimen Quarterly 2", "Échantillon", "1999", "Образец"])
@pytest.mark.parametrize("name", PACKAGED)
def test_words_without_kana_and_kanji_need_no_reading(name, title, mine):
    """Only JPRO, of whose rule for such titles nothing is known, has a warning; it sends them."""
    latin = {"titles": [m.Title(title, subtitle="Mock")], "contributors": [m.Contributor("Anna Specimen", ["A01"])]}
    put(mine, book(1, **latin))
    lacks = [(x.rule, x.severity) for x in ready(mine, recipient_or_profile(mine, name)).lacks if x.record is not None]
    assert lacks == ([("latin-title-reading", "warning")] if name == "jpro" else [])


@pytest.mark.parametrize("name", PACKAGED)
def test_a_good_record_lacks_nothing_and_a_bad_one_what_its_rule_says(name, mine):
    """Each rule finds its bad record, whole but for that; no rule finds the good ones."""
    good = [book(99), issue(99), article(99, **WHOLE), serial()]
    bad = {rule: make(number, **changes) for number, (rule, (make, changes)) in enumerate(BAD[name].items(), 1)}
    archive = put(mine, *good, *bad.values())
    made = ready(archive, recipient_or_profile(archive, name))
    found = {}
    for lack in made.lacks:
        if (name, lack.rule) != ("ndl", "loss-date"):  # DC-NDL has no place for the cover date of an issue
            found.setdefault(lack.record, set()).add(lack.rule)
    assert [(r.id, found[r.id]) for r in good if r.id in found] == []
    for rule, record in bad.items():
        wanted = {"title-missing"} if rule == "title" else {rule}
        if rule in ("imprint", "publisher") and name != "oai":  # without a publisher more does not go out
            assert found[record.id] > wanted or found[record.id] == wanted
        else:
            assert (rule, found.get(record.id)) == (rule, wanted)


@pytest.mark.parametrize("name", PACKAGED)
def test_the_commands_that_ready_shows_mend_what_is_missing(name, mine, smj):
    """With the values of the examples in place of < and >, nothing is missing any more; and nothing else is lost."""
    title = m.Title("見本の社会", subtitle="例示")
    people = [m.Contributor("見本花子", ["A01"]), m.Contributor("例示太郎", ["A12"])]
    subjects = [m.Subject("other", "X")]
    archive = put(mine, m.Book("book:x", titles=[title], contributors=people, subjects=subjects))
    while commands := [
        x.fill["en"] for x in ready(archive, recipient_or_profile(archive, name)).lacks if x.record and x.fill
    ]:
        words = re.sub("<([^>]*)>", lambda found: shlex.quote(found[1]), commands[0].replace("978-4-…", isbn(1)))
        if "Contributors: reading" in words:
            words = words.replace("'ミホン ハナコ'", "'ミホン ハナコ; レイジ タロウ'")
        code, out, err = smj(*shlex.split(words)[1:])
        assert code == 0, out + err
        archive = Archive.open(mine.folder)
    assert [(x.rule, x.what["en"]) for x in ready(archive, recipient_or_profile(archive, name)).lacks if x.record] == []
    made = archive["book:x"]
    assert (made.titles[0].subtitle.text, [c.roles for c in made.contributors]) == ("例示", [("A01",), ("A12",)])
    assert ("other", "X") in [(it.scheme, it.code) for it in made.subjects]


def test_what_is_there_and_does_not_go_out_is_told_as_such(mine):
    """A price with the tax of another time is in the record; the recipient would not get it."""
    archive = put(mine, book(1, prices=[m.Price(1680, tax="included", valid_from="2006-05")]))
    lacks = ready(archive, recipient_or_profile(archive, "jpro")).lacks
    price = next(x for x in lacks if x.rule == "price")
    assert (price.there, price.severity) == (True, "error")
    assert "cannot go out" in price.what["en"]


@pytest.mark.parametrize("to", ["mise", "jpro"])
@pytest.mark.parametrize("why", ["not-for-sale", "01", "02", "04"])
def test_a_price_without_an_amount_is_one_that_can_be_sent(why, to, mine, tmp_path):
    archive = put(
        told(mine, PLAIN + JPRO),
        book(1, prices=[m.Price(unpriced=why, printed="見本")], availability=None if why == "not-for-sale" else "21"),
    )
    made = send(archive, recipient_named(archive, to), tmp_path / "out")
    assert "price" not in {x.rule for x in made.ready.lacks}
    (root,) = sent_files(made)
    stated = ["ProductAvailability", "UnpricedItemType"]
    found = [texts(root, f"Product/ProductSupply/SupplyDetail/{name}") for name in stated]
    if why == "04":  # a source says it: of a Price
        found[1] = texts(root, "Product/ProductSupply/SupplyDetail/Price/UnpricedItemType")
    assert found == ([["40"], ["04"]] if why == "not-for-sale" else [["21"], [why]])


def test_a_price_that_is_over_stays_out_and_is_told_with_a_command(mine, tmp_path):
    over, now = (
        m.Price(1800, tax="excluded", valid_until="2026-10-31"),
        m.Price(2000, tax="excluded", valid_from="2026-11-01"),
    )
    archive = put(told(mine, PLAIN), book(1, prices=[over, now]), book(2, prices=[over]))
    made = send(archive, recipient_named(archive, "mise"), tmp_path / "out", now=NOON, on_error="skip")
    assert [(x.record, x.rule, x.severity) for x in made.ready.lacks] == [
        (book(1).id, "loss-price", "warning"), (book(2).id, "price", "error"),
    ]  # fmt: skip
    assert all(x.fill["en"].startswith("smj-catalog ") for x in made.ready.lacks)
    (root,) = sent_files(made)
    assert texts(root, "Product/ProductSupply/SupplyDetail/Price/PriceAmount") == ["2000"]


def test_the_price_of_a_serial_goes_with_the_territory_of_the_recipient(mine, tmp_path):
    path = mine.folder / "archive.toml"
    path.write_text('defaults = ["serial-price"]\n' + path.read_text("utf-8"), "utf-8")
    archive = put(
        told(mine, PLAIN + 'territory = ["JP"]\n'), issue(1), serial(prices=[m.Price(500, tax="excluded")]), book(1)
    )
    (root,) = sent_files(send(archive, recipient_named(archive, "mise"), tmp_path / "out"))
    assert texts(root, "Product/ProductSupply/SupplyDetail/Price/Territory/CountriesIncluded") == ["JP", "JP"]


def test_ready_prints_a_table_and_the_form_and_says_unconfirmed(mine, smj):
    put(told(mine, JPRO), book(1, form=None))
    code, out, err = smj("ready", "--for", "jpro")
    assert code == 1
    table, form = out.split(f"\n\nbook:{isbn(1)}\n")
    assert table.splitlines() == [
        f'book:{isbn(1)}\tmissing\tno product form\tsmj-catalog set book:{isbn(1)} "Product form (List 150)"=<BA> --archive mine'
    ]
    values = dict(line.split("\t")[1:] for line in form.splitlines())
    assert (values["書名"], values["書名ヨミ"], values["発行元出版社"]) == (
        "見本の社会",
        "ミホンノシャカイ",
        "見本書房",
    )
    assert list(values)[:2] == ["ISBN", "書名"]
    assert "unconfirmed (jpro)" in err
    assert "未確認(jpro)" in smj("ready", "--for", "jpro", "--lang", "ja")[2]
    code, out, _ = smj("ready", "--for", "jpro", "--json")
    assert code == 1
    assert (json.loads(out)["unconfirmed"], json.loads(out)["ready"]) == (True, 0)
    put(mine, book(1))
    assert smj("ready", "--for", "jpro", "--brief") == (0, "", smj("ready", "--for", "jpro", "--brief")[2])


def test_accepted_in_the_settings_ends_unconfirmed(mine, smj):
    put(told(mine, JPRO + 'accepted = "2026-12-01"\n'), book(1))
    assert "unconfirmed" not in smj("ready", "--for", "jpro")[2]


def test_a_profile_of_ones_own_is_a_file(mine, smj):
    """Beside the archive, with rules as the packaged ones have; a recipient names it."""
    (mine.folder / "mise.toml").write_text(
        'id = "mise"\ntitle = "Shop"\ntitle_ja = "店"\nformats = ["onix-3.0"]\nconfirmed = true\n'
        '[[rules]]\nid = "weight"\nneeds = "measures[type=08]"\nen = "no weight"\nja = "重さがない"\nsource = "the shop"\n',
        "utf-8",
    )
    put(told(mine, '\n[recipients.mise]\nprofile = "mise.toml"\n'), book(1))
    code, out, err = smj("ready", "--for", "mise", "--lang", "ja")
    assert (code, out.split("\t")[1:3]) == (1, ["不足", "重さがない"])
    assert "未確認" not in err


FAULTY_PROFILES = {
    "unknown key": ('colour = "red"', "colour"),
    "near key": ('titel = "x"', "title"),
    "unknown format": ('formats = ["onix-9"]', "onix-9"),
    "no path": ('rules = [{id = "a", needs = "a b", en = "", ja = "", source = ""}]', "a b"),
    "no such field": ('rules = [{id = "a", needs = "extent[type=00]", en = "", ja = "", source = ""}]', "extents"),
    "no such field of these kinds": (
        'rules = [{id = "a", kinds = ["periodical"], needs = "extents", en = "", ja = "", source = ""}]',
        "a.needs: found 'extents",
    ),
    "no such field deeper": (
        'rules = [{id = "a", needs = "titles.text.yomi", en = "", ja = "", source = ""}]',
        "readings",
    ),
    "no such field of each": (
        'rules = [{id = "a", each = "contributors", needs = "names", en = "", ja = "", source = ""}]',
        "name",
    ),
    "no such field of a condition": (
        'rules = [{id = "a", needs = "identifiers[kind=issn]", en = "", ja = "", source = ""}]',
        "type",
    ),
    "no such word": (
        'rules = [{id = "a", needs = "identifiers[type=isbn13]", en = "", ja = "", source = ""}]',
        "isbn-13",
    ),
    "no such field in the form": ('form = {"題" = "titels.text.text"}', "titles"),
    "no such setting": ('settings = [{id = "a", needs = "contacts", en = "", ja = "", source = ""}]', "contact"),
    "no such column": (
        'rules = [{id = "a", needs = "form", en = "", ja = "", source = "", fill = {formm = "BA"}}]',
        "form",
    ),
    "no such severity": (
        'rules = [{id = "a", needs = "form", en = "", ja = "", source = "", severity = "bad"}]',
        "bad",
    ),
    "a rule without a source": ('rules = [{id = "a", needs = "form", en = "", ja = ""}]', "source"),
    "a dialect that the format does not have": ('dialect = "kansai"', "a dialect of onix-3.1"),
    "no TOML": ("[", "line"),
}


@pytest.mark.parametrize("wrong", FAULTY_PROFILES)
def test_a_faulty_profile_is_told_with_its_key(wrong, tmp_path):
    line, named = FAULTY_PROFILES[wrong]
    head = {"id": '"x"', "title": '"x"', "title_ja": '"x"', "formats": '["onix-3.1"]'}
    lines = [f"{k} = {v}" for k, v in head.items() if not line.startswith(f"{k} ")]
    path = tmp_path / "x.toml"
    path.write_text("\n".join([*lines, line]), "utf-8")
    with pytest.raises(StoreError, match=r"x[.]toml") as caught:
        profile_named(str(path))
    assert named in str(caught.value)


# --- recipients

FAULTY = {
    "misspelt key": ("[recipients.a]\nprofil = \"jpro\"", "recipients.a.profil", "profile"),
    "another type": ("[recipients.a]\nsplit_records = \"ten\"", "recipients.a.split_records", ""),
    "no number in the name": ("[recipients.a]\nfile = \"a-{date}\"", "recipients.a.file", "{number}"),
    "a gap that means nothing": ("[recipients.a]\nfile = \"{number}-{who}\"", "recipients.a.file", "{recipient}"),
    "a path in the name": ("[recipients.a]\nfile = \"../{number}\"", "recipients.a.file", ""),
    "unknown packing": ("[recipients.a]\npack = \"rar\"", "recipients.a.pack", "zip"),
    "a number without its scheme": ("[recipients.a]\nsender_ids = [{value = \"1\"}]", "recipients.a.sender_ids[0].name", ""),
    "a name that is a path": ("[recipients.\"a/b\"]\n", "a/b", ""),
    "a limit of none": ("[recipients.a]\nsplit_records = 0", "recipients.a.split_records", ""),
    "a password": ("[recipients.a]\npassword = \"x1y2\"", "recipients.a.password", "never"),
    "a token deeper": ("[recipients.a]\nsender_ids = [{value = \"1\", type = \"06\", api_key = \"x1y2\"}]", "api_key", "never"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", FAULTY)
def test_a_faulty_recipient_is_told_with_its_key(wrong, mine):
    line, key, said = FAULTY[wrong]
    archive = told(mine, f"\n{line}\n")
    with pytest.raises(StoreError) as caught:
        recipients(archive)
    assert all(word in str(caught.value) for word in ("archive.toml", key, said))
    assert "x1y2" not in str(caught.value)


def test_a_password_in_archive_toml_is_told_by_every_command(mine, smj):
    told(mine, '\nftp_password = "x1y2"\n')
    _, _, err = smj("list")
    assert "ftp_password" in err
    assert "x1y2" not in err
    assert [p.rule for p in verify(Archive.open(mine.folder)) if p.severity == "error"] == ["settings-secret"]


def test_a_password_of_a_recipient_is_told_once(mine, smj):
    """Not again as a key that no recipient has, with a list of all keys."""
    told(mine, '\n[recipients.r]\nprofile = "onix-plain"\npassword = "x1y2"\n')
    _, out, err = smj("send", "r")
    assert ((out + err).count("recipients.r.password: "), "profile-key" in out + err) == (1, False), out + err


def test_a_recipient_may_stand_in_a_file_of_its_own(mine):
    (mine.folder / "recipients").mkdir()
    (mine.folder / "recipients" / "mise.toml").write_text('profile = "onix-plain"\ntitle = "見本の店"\n', "utf-8")
    archive = told(mine, JPRO)
    assert {name: r.title for name, r in recipients(archive).items()} == {"jpro": None, "mise": "見本の店"}
    (mine.folder / "recipients" / "jpro.toml").write_text("", "utf-8")
    with pytest.raises(StoreError, match="once"):
        recipients(archive)


def test_a_faulty_recipient_stops_only_itself(mine, smj):
    put(told(mine, PLAIN), book(1))
    (mine.folder / "recipients").mkdir()
    (mine.folder / "recipients" / "bad.toml").write_text('profil = "jpro"\n', "utf-8")
    (mine.folder / "recipients" / "worse.toml").write_text("[", "utf-8")
    for call in (["send", "mise"], ["ready", "--for", "mise"], ["ready", "--for", "oai"], ["send", "--list"]):
        code, _, err = smj(*call)
        assert (code, "bad.toml" in err, "worse.toml" in err) == (0, True, True), (call, err)
    for call in (["send", "bad"], ["ready", "--for", "bad"], ["send", "--list", "worse"]):
        code, _, err = smj(*call)
        assert (code, f"{call[-1]}.toml" in err) == (3, True), (call, err)


def test_ready_counts_the_records_named(mine, smj):
    put(told(mine, PLAIN), book(1), book(2, form=None), serial())
    assert smj("ready", "--for", "mise")[0] == 1
    code, out, err = smj("ready", "--for", "mise", isbn(1))
    assert (code, out, "1 of 1 records" in err) == (0, "", True)
    code, out, _ = smj("ready", "--for", "mise", isbn(2), serial().id, "--json")
    found = json.loads(out)
    assert (code, found["records"], found["ready"], found["others"]) == (1, 1, 0, {"periodical": 1})
    assert {x["record"] for x in found["lacks"]} == {book(2).id}


def test_all_says_how_many_records_go(mine, smj):
    put(told(mine, PLAIN), book(1), book(2))
    assert smj("send", "mise")[0] == 0
    for more in (["--dry-run"], []):
        code, _, err = smj("send", "mise", "--all", *more)
        assert (code, ": 2; 0 new, 0 changed, 0 to be deleted, 2 as before" in err) == (0, True), err


def test_who_is_no_recipient_is_told_with_a_near_name(mine):
    with pytest.raises(UsageError, match=r"\[recipients.jpro\]"):
        recipient_named(mine, "jpro")
    with pytest.raises(UsageError, match="near: jpro"):
        recipient_named(told(mine, JPRO), "jrpo")


# --- sending


def test_new_and_changed_records_go_whole_and_nothing_where_nothing_changed(mine, tmp_path):
    archive = put(told(mine, PLAIN), book(1), book(2))
    mise = recipient_named(archive, "mise")
    first = send(archive, mise, tmp_path / "out")
    assert (len(first.new), first.changed, first.sent.whole) == (2, [], False)
    again = send(archive, mise, tmp_path / "out")
    assert (again.new, again.changed, again.same, again.sent, again.paths) == ([], [], 2, None, [])
    archive.save(book(2, prices=[m.Price(2000, tax="excluded")]))
    third = send(archive, mise, tmp_path / "out")
    assert (third.new, third.changed, third.same) == ([], [book(2).id], 1)
    (root,) = sent_files(third)
    assert texts(root, "Product/RecordReference") == [f"jp.mihon.{book(2).id}"]
    assert texts(root, "Product/DescriptiveDetail/TitleDetail/TitleElement/TitleText") == ["見本の社会"]
    assert texts(root, "Header/MessageNumber") == ["2"]
    whole = send(archive, mise, tmp_path / "out", whole=True)
    assert (sum(f.records for f in whole.sent.files), whole.sent.whole) == (2, True)


@pytest.mark.parametrize("profile", ["oai", "onix-plain"])
def test_a_day_that_passes_is_no_change(profile, mine, tmp_path):
    """Neither for records that the journal knows nothing of."""
    archive = put(told(mine, f'\n[recipients.koko]\nprofile = "{profile}"\n'), book(1))
    archive.save(book(2))
    koko = recipient_named(archive, "koko")
    send(archive, koko, tmp_path / "out", now=NOON)
    assert send(archive, koko, tmp_path / "out", now=NOON.replace(day=2)).sent is None


def test_what_was_edited_by_hand_is_a_change_too(mine, tmp_path):
    archive = put(told(mine, PLAIN), book(1))
    send(archive, recipient_named(archive, "mise"), tmp_path / "out")
    archive = put(archive, book(1, availability="22"))
    assert send(archive, recipient_named(archive, "mise"), tmp_path / "out").changed == [book(1).id]


def test_out_of_print_goes_as_an_update_with_its_status_and_not_as_a_deletion(mine, smj):
    put(told(mine, PLAIN), book(1))
    assert smj("send", "mise")[0] == 0
    assert smj("withdraw", isbn(1), "--status", "out-of-print", "--date", "2026-10")[0] == 0
    code, out, _ = smj("send", "mise")
    assert code == 0
    root = etree.parse(out.split("\t")[0]).getroot()
    assert texts(root, "Product/NotificationType") == ["03"]
    assert texts(root, "Product/PublishingDetail/PublishingStatus") == ["07"]
    assert texts(root, "Product/ProductSupply/SupplyDetail/ProductAvailability") == ["51"]


@pytest.mark.parametrize("how", ["delete", "merge", "undo"])
def test_issued_in_error_or_merged_goes_as_a_deletion_once(how, mine, tmp_path):
    archive = put(told(mine, PLAIN), book(1), book(2))
    mise = recipient_named(archive, "mise")
    batch = archive.save(book(3))
    send(archive, mise, tmp_path / "out")
    if how == "undo":
        undo(archive, batch)
    else:
        archive.delete(book(3).id, merged_into=book(2).id if how == "merge" else None)
    archive.refresh()
    made = send(archive, mise, tmp_path / "out")
    assert ([g.id for g in made.gone], made.same) == ([book(3).id], 2)
    (root,) = sent_files(made)
    assert texts(root, "Product/NotificationType") == ["05"]
    assert texts(root, "Product/ProductIdentifier/IDValue") == [isbn(3)]
    assert send(archive, mise, tmp_path / "out").sent is None


def test_a_file_that_is_lost_is_no_deletion(mine, tmp_path):
    """Nobody took the record out: nothing is sent, and the way to find out is told."""
    archive = put(told(mine, PLAIN), book(1))
    archive.save(book(2))
    mise = recipient_named(archive, "mise")
    send(archive, mise, tmp_path / "out")
    (archive.folder / archive.place(book(2).id)).unlink()
    archive.refresh()
    made = send(archive, mise, tmp_path / "out")
    assert (made.stopped, made.gone, [p.rule for p in made.problems]) == (True, [], ["file-missing"])


def test_a_corrected_isbn_deletes_what_jpro_knows_by_the_old_one(mine, tmp_path):
    """There the reference is the ISBN."""
    archive = put(told(mine, JPRO), book(1))
    jpro = recipient_named(archive, "jpro")
    send(archive, jpro, tmp_path / "out")
    archive.save(book(1, identifiers=[m.Identifier("isbn-13", isbn(2))]))
    (root,) = sent_files(send(archive, jpro, tmp_path / "out"))
    assert texts(root, "Product/RecordReference") == [isbn(2), isbn(1)]
    assert texts(root, "Product/NotificationType") == ["03", "05"]
    assert send(archive, jpro, tmp_path / "out").sent is None


def test_harvesters_are_told_of_deleted_records_and_articles(mine, tmp_path):
    """OAI-PMH: a header with status deleted, under the same identifier, without metadata."""
    parts = [m.Component(f"article:mihon:1.{n}", "例示", host="issue:mihon:1") for n in (1, 2)]
    archive = put(told(mine, '\n[recipients.koko]\nprofile = "oai"\n'), serial())
    archive.save(book(1), book(2), issue(1, contents=parts))
    koko = recipient_named(archive, "koko")
    send(archive, koko, tmp_path / "out")
    archive.delete(book(2).id)
    archive.delete(parts[1].id)
    made = send(archive, koko, tmp_path / "out")
    assert ([g.id for g in made.gone], made.changed) == ([book(2).id, parts[1].id], [issue(1).id])
    (root,) = sent_files(made)
    oai = "{http://www.openarchives.org/OAI/2.0/}"
    states = {
        r.findtext(f"{oai}header/{oai}identifier"): (r[0].get("status"), len(r)) for r in root.iter(f"{oai}record")
    }
    assert states == {
        f"oai:mihon.jp:{issue(1).id}": (None, 2), f"oai:mihon.jp:{parts[0].id}": (None, 2),
        f"oai:mihon.jp:{book(2).id}": ("deleted", 1), f"oai:mihon.jp:{parts[1].id}": ("deleted", 1),
    }  # fmt: skip
    assert send(archive, koko, tmp_path / "out").sent is None


def test_a_format_without_deletions_says_so(mine, tmp_path):
    archive = put(told(mine, '\n[recipients.koko]\nprofile = "oai.toml"\n'), book(1))
    (mine.folder / "oai.toml").write_text(
        'id = "x"\ntitle = "x"\ntitle_ja = "x"\nformats = ["marcxml"]\nkinds = ["book"]\n', "utf-8"
    )
    archive.save(book(2))
    koko = recipient_named(archive, "koko")
    send(archive, koko, tmp_path / "out")
    archive.delete(book(2).id)
    made = send(archive, koko, tmp_path / "out")
    assert ([p.rule for p in made.problems], made.gone) == (["deletion-untold"], [])


def test_what_lacks_something_stops_all_or_is_left_out_and_named(mine, smj):
    put(told(mine, PLAIN), book(1), book(2, form=None))
    code, out, err = smj("send", "mise")
    assert (code, out, sorted(mine.folder.parent.glob("outbox/*"))) == (1, "", [])
    assert f"{book(2).id}: no product form" in err
    code, out, err = smj("send", "mise", "--on-error", "skip", "--json")
    told_ = json.loads(out)
    assert (code, told_["sent"], told_["new"]) == (1, 1, [book(1).id])
    assert f"left out: {book(2).id}" in err


def test_a_record_with_an_error_of_the_rules_is_never_sent(mine, tmp_path):
    archive = put(told(mine, PLAIN), book(1), book(2, identifiers=[m.Identifier("isbn-13", "9799999000008")]))
    mise = recipient_named(archive, "mise")
    assert send(archive, mise, tmp_path / "out").stopped
    made = send(archive, mise, tmp_path / "out", on_error="skip")
    assert (made.new, list(made.ready.lacking)) == ([book(1).id], [book(2).id])


def test_nothing_is_sent_in_the_name_of_nobody(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    archive = put(told(init(tmp_path / "new", empty=True), PLAIN), book(1))
    made = send(archive, recipient_named(archive, "mise"), tmp_path / "out", on_error="skip")
    assert made.stopped
    assert {x.rule for x in made.ready.lacks if x.record is None} == {"placeholder-identity"}


def test_the_packaged_archive_sends_nothing(tmp_path):
    with Archive.open() as packaged, pytest.raises(ReadOnlyArchive):
        send(packaged, recipient_or_profile(packaged, "jpro"), tmp_path)


def test_the_same_bytes_again_and_never_others(mine, tmp_path):
    """Kept in the archive, whatever happened since; where they are not, that is told and nothing is written."""
    archive = put(told(mine, PLAIN), book(1))
    mise = recipient_named(archive, "mise")
    made = send(archive, mise, tmp_path / "out", now=NOON)
    first = made.paths[0].read_bytes()
    archive.save(book(1, status="07", availability="51"))
    send(archive, mise, tmp_path / "out")
    sent = sent_on(archive, "mise", made.sent.local[:10])
    (path,) = give(archive, sent, tmp_path / "again")
    assert path.read_bytes() == first
    kept = archive.folder / sent.folder / sent.files[0].name
    kept.write_bytes(first.replace(b"21", b"22"))
    with pytest.raises(StoreError, match="not what was sent"):
        give(archive, sent, tmp_path / "third")
    kept.unlink()
    with pytest.raises(StoreError, match="no longer there"):
        give(archive, sent, tmp_path / "third")
    assert not (tmp_path / "third").exists()


def test_verify_tells_of_sent_files_that_are_not_what_they_were(mine, tmp_path):
    archive = told(mine, PLAIN)
    archive.save(book(1))
    made = send(archive, recipient_named(archive, "mise"), tmp_path / "out")
    kept = archive.folder / made.sent.folder / made.paths[0].name
    kept.write_bytes(b"x")
    (kept.parent / "records.jsonl").unlink()
    assert [(p.rule, p.where.file.rpartition("/")[2]) for p in verify(archive) if p.severity != "info"] == [
        ("sent-changed", kept.name), ("sent-changed", "records.jsonl"),
    ]  # fmt: skip


def test_a_day_without_a_sending_or_with_several_is_told(mine, tmp_path):
    archive = put(told(mine, PLAIN), book(1))
    mise = recipient_named(archive, "mise")
    with pytest.raises(UsageError, match="nothing was sent"):
        sent_on(archive, "mise", "2026-11-01")
    made = [send(archive, mise, tmp_path / "out", whole=True, now=NOON.replace(minute=minute)) for minute in (0, 5)]
    with pytest.raises(UsageError, match="several"):
        sent_on(archive, "mise", made[0].sent.local[:10])
    assert sent_on(archive, "mise", made[0].sent.local[:16]).batch == made[0].sent.batch
    assert sent_on(archive, "mise", made[1].sent.batch).batch == made[1].sent.batch


def test_a_list_that_is_lost_is_told_and_all_can_be_sent(mine, tmp_path):
    archive = put(told(mine, PLAIN), book(1))
    mise = recipient_named(archive, "mise")
    made = send(archive, mise, tmp_path / "out")
    (archive.folder / made.sent.folder / "records.jsonl").unlink()
    with pytest.raises(StoreError, match="--all"):
        send(archive, mise, tmp_path / "out")
    made = send(archive, mise, tmp_path / "out", whole=True)
    assert (made.sent.whole, [p.rule for p in made.problems]) == (True, ["sent-unknown"])
    assert send(archive, mise, tmp_path / "out").sent is None


def test_the_journal_says_what_was_sent_and_undo_leaves_it(mine, tmp_path, smj):
    archive = told(mine, PLAIN)
    archive.save(book(1))
    made = send(archive, recipient_named(archive, "mise"), tmp_path / "out", now=NOON)
    (sent,) = sendings(archive)
    assert (sent, sent.when, sent.files[0].records) == (made.sent, "2026-11-01T03:00:00Z", 1)
    assert sent.files[0].size == made.paths[0].stat().st_size
    assert smj("log")[1].splitlines()[0].split("\t")[1:] == [
        "send",
        "0",
        smj("log", "--json")[1] and json.loads(smj("log", "--json")[1])["batches"][0]["who"],
        f"mise: {made.paths[0].name}",
    ]
    with pytest.raises(UndoConflict, match="cannot be taken back"):
        undo(archive, sent.batch)
    assert [p.rule for p in verify(Archive.open(mine.folder)) if p.severity != "info"] == []
    assert smj("why", book(1).id)[0] == 0


def test_list_shows_recipients_and_sendings(mine, tmp_path, smj):
    archive = put(told(mine, PLAIN + JPRO), book(1))
    made = send(archive, recipient_named(archive, "mise"), tmp_path / "out", now=NOON)
    rows = [line.split("\t") for line in smj("send", "--list")[1].splitlines()]
    assert rows == [
        ["mise", made.sent.local, made.paths[0].name, "1", "0", made.sent.files[0].sha256],
        ["jpro", "", "nothing sent yet", "", "", ""],
    ]
    assert smj("send", "misee", "--list")[0] == 2
    listed = json.loads(smj("send", "--list", "--json")[1])
    assert [r["name"] for r in listed["recipients"]] == ["mise", "jpro"]
    assert listed["sendings"][0]["files"][0]["sha256"] == made.sent.files[0].sha256


@pytest.mark.parametrize(("limit", "files"), [("split_records = 2", [2, 2, 1]), ("split_bytes = 7000", None)])
def test_files_are_split_and_each_message_has_its_number(limit, files, mine, tmp_path):
    settings = f'{PLAIN}{limit}\nfirst_number = 41\nfile = "{{recipient}}_{{number:5}}"\n'
    archive = put(told(mine, settings), *(book(n) for n in range(1, 6)))
    made = send(archive, recipient_named(archive, "mise"), tmp_path / "out")
    counts = [f.records for f in made.sent.files]
    assert sum(counts) == 5
    assert counts == files if files else all(f.size <= 7000 for f in made.sent.files) and len(counts) > 1
    assert [texts(root, "Header/MessageNumber") for root in sent_files(made)] == [
        [str(41 + n)] for n in range(len(counts))
    ]
    assert [p.name for p in made.paths] == [f"mise_{41 + n:05}.xml" for n in range(len(counts))]


def test_a_record_larger_than_a_file_may_be_is_told(mine, tmp_path):
    archive = put(told(mine, f"{PLAIN}split_bytes = 100\n"), book(1))
    with pytest.raises(CannotWrite, match="at most 100 bytes"):
        send(archive, recipient_named(archive, "mise"), tmp_path / "out")
    assert [*sendings(archive)] == []


@pytest.mark.parametrize("pack", ["gz", "zip"])
def test_files_are_packed_the_same_each_time(pack, mine, tmp_path):
    archive = put(told(mine, f'{PLAIN}pack = "{pack}"\n'), book(1))
    mise = recipient_named(archive, "mise")
    made = [send(archive, mise, tmp_path / f"out{n}", whole=True, now=NOON) for n in (1, 2)]
    path = made[0].paths[0]
    if pack == "gz":
        data = gzip.decompress(path.read_bytes())
    else:
        with zipfile.ZipFile(path) as packed:
            (name,) = packed.namelist()
            data = packed.read(name)
        assert (path.suffix, name) == (".zip", f"{path.stem}.xml")
    assert texts(etree.fromstring(data), "Product/NotificationType") == ["03"]


def test_the_header_says_who_when_and_to_whom(mine, tmp_path):
    archive = put(told(mine, JPRO), book(1))
    (root,) = sent_files(send(archive, recipient_named(archive, "jpro"), tmp_path / "out", now=NOON))
    assert texts(root, "Header/Sender/SenderIdentifier/IDTypeName") == ["出版情報登録センター付番コード"]
    assert texts(root, "Header/Sender/ContactName") == ["見本花子;営業部;TEL:03-0000-0000"]
    assert texts(root, "Header/Addressee/AddresseeName") == ["見本センター"]
    assert texts(root, "Header/SentDateTime") == ["20261101T1200"]


def test_where_values_go_at_jpro(mine, tmp_path):
    """発行元 is Imprint, 発売元 Publisher, 扱い社 PublisherRepresentative with its 取引コード, the reference the ISBN."""
    seller = m.Supplier("見本販売", role="06", identifiers=[evolve(CODE, value="1234")])
    archive = put(told(mine, JPRO), book(1, suppliers=[seller]), book(2))
    (root,) = sent_files(send(archive, recipient_named(archive, "jpro"), tmp_path / "out"))
    assert texts(root, "Product/RecordReference") == [isbn(1), isbn(2)]
    assert texts(root, "Product/PublishingDetail/Imprint/ImprintName") == ["見本書房", "見本書房"]
    assert texts(root, "Product/PublishingDetail/Publisher/PublisherName") == ["見本販売"]
    agent = "Product/ProductSupply/MarketPublishingDetail/PublisherRepresentative"
    assert texts(root, f"{agent}/AgentRole") == ["08", "08"]
    assert texts(root, f"{agent}/AgentIdentifier/IDTypeName") == ["取引コード", "取引コード"]
    assert texts(root, f"{agent}/AgentIdentifier/IDValue") == ["1234", "0000"]
    assert root.get("release") == "3.0"


def test_settings_of_language_currency_price_and_territory_go_out(mine, tmp_path):
    settings = 'language = "jpn"\ncurrency = "JPY"\nprice_type = "03"\nterritory = ["JP"]\n'
    archive = put(told(mine, PLAIN + settings), book(1))
    (root,) = sent_files(send(archive, recipient_named(archive, "mise"), tmp_path / "out"))
    for name, value in (("LanguageOfText", "jpn"), ("CurrencyCode", "JPY"), ("PriceType", "03")):
        assert texts(root, f"Header/Default{name}") == [value]
    assert texts(root, "Product/ProductSupply/SupplyDetail/Price/Territory/CountriesIncluded") == ["JP"]


def test_conditions_and_scope_choose_the_records(mine, tmp_path):
    settings = 'where = ["出版社=見本書房"]\nscope = ["all"]\nkinds = ["book"]\n'
    other = book(2, publishers=[m.Publisher("例示社")])
    archive = put(told(mine, PLAIN + settings), book(1), other, book(3, scope="about"), serial(), issue())
    made = send(archive, recipient_named(archive, "mise"), tmp_path / "out")
    assert made.new == [book(1).id, book(3).id]
    assert made.ready.others == {"periodical": 1, "issue": 1, "where": 1}


def test_who_is_no_longer_for_a_recipient_is_named(mine, tmp_path):
    archive = put(told(mine, PLAIN), book(1), book(2))
    mise = recipient_named(archive, "mise")
    send(archive, mise, tmp_path / "out")
    put(archive, book(2, scope="about"))
    archive.refresh()
    made = send(archive, mise, tmp_path / "out")
    assert (made.left, made.gone, made.sent) == ([book(2).id], [], None)


def test_files_of_other_bytes_are_not_written_over(mine, tmp_path, smj):
    archive = put(told(mine, PLAIN + 'file = "{number}"\n'), book(1))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "1.xml").write_text("mine", "utf-8")
    with pytest.raises(UsageError, match=r"1\.xml"):
        send(archive, recipient_named(archive, "mise"), tmp_path / "out")
    assert [*sendings(archive)] == []
    assert smj("send", "mise", "--out", "mine/outbox")[0] == 2


def test_dry_run_shows_and_leaves_all_as_it_was(mine, smj):
    put(told(mine, PLAIN), book(1))
    before = sorted(p.name for p in mine.folder.rglob("*"))
    code, out, _ = smj("send", "mise", "--dry-run")
    assert (code, out) == (0, f"new\t{book(1).id}\n")
    assert sorted(p.name for p in mine.folder.rglob("*") if p.name != ".lock") == [n for n in before if n != ".lock"]


FIRMS = {
    "a distributor among the publishers": (
        {"publishers": [m.Publisher("見本書房", identifiers=[CODE]), m.Publisher("見本販売", "distributor")]}, ["見本書房", "見本販売", "0000"]),
    "a supplier": (
        {"suppliers": [m.Supplier("見本取次", "04"), m.Supplier("見本販売", "06", identifiers=[m.Identifier("取引コード", "1111")])]},
        ["見本書房", "見本販売", "1111"]),
    "none": ({"publishers": [m.Publisher("見本書房")]}, ["見本書房", "", ""]),
}  # fmt: skip


@pytest.mark.parametrize("case", FIRMS)
def test_the_form_has_the_values_in_its_order(case):
    fields, expected = FIRMS[case]
    form = form_of(book(1, **fields), profile_named("jpro"))
    assert [label for label, _ in form] == list(profile_named("jpro").form)
    values = dict(form)
    assert [values[label] for label in ("発行元出版社", "発売元出版社", "取引コード")] == expected
    assert (values["ISBN"], values["書名ヨミ"], values["発売日"]) == (isbn(1), "ミホンノシャカイ", "2026-06-01")


@pytest.mark.parametrize("at", ["_file", "commit", "give"])
def test_a_sending_that_was_cut_off_is_made_up_for(at, mine, tmp_path, monkeypatch):
    """As by a killed process: nothing is lost, nothing goes twice, and what the journal has is given out and told."""
    archive = put(told(mine, PLAIN), book(1), book(2))
    mise = evolve(recipient_named(archive, "mise"), split_records=1)
    real = {"_file": module._file, "give": module.give}.get(at)

    def killed(*given, **keys):
        if at == "_file":
            real(*given, **keys)
        raise SystemExit(9)

    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # a killed process does nothing more
    monkeypatch.setattr(*((Archive, at) if at == "commit" else (module, at)), killed)
    with pytest.raises(SystemExit):
        send(archive, mise, tmp_path / "out", now=NOON)
    monkeypatch.undo()
    archive = Archive.open(mine.folder)
    made = send(archive, mise, tmp_path / "out", now=NOON.replace(minute=5))
    assert len(list((tmp_path / "out").iterdir())) == 2
    late = ["sent-late", "sent-late"] if at == "give" else []
    assert ([p.rule for p in made.problems], made.sent is None) == (late, at == "give")
    assert [f.number for s in sendings(archive) for f in s.files] == [1, 2]
    assert len(list((archive.folder / "sent" / "mise").glob("*2*"))) == 1  # nothing is left of the one cut off
    assert send(archive, mise, tmp_path / "out", now=NOON.replace(minute=6)).problems == []


def test_files_whose_batch_ended_in_an_error_stay_where_the_journal_has_them(mine, tmp_path, monkeypatch):
    archive = put(told(mine, PLAIN), book(1))
    mise = recipient_named(archive, "mise")
    real = Archive.commit

    def full(*given, **keys):
        real(*given, **keys)
        raise StoreError("full")

    monkeypatch.setattr(Archive, "commit", full)
    with pytest.raises(StoreError, match="full"):
        send(archive, mise, tmp_path / "out", now=NOON)
    monkeypatch.undo()
    made = send(archive, mise, tmp_path / "out", now=NOON)
    assert ([p.rule for p in made.problems], len(list((tmp_path / "out").iterdir()))) == (["sent-late"], 1)


def test_what_was_not_given_out_does_not_follow_everything(mine, tmp_path, monkeypatch):
    archive = put(told(mine, PLAIN), book(1))
    mise = recipient_named(archive, "mise")
    (tmp_path / "out").write_text("a file", "utf-8")
    with pytest.raises(StoreError, match="--again"):
        send(archive, mise, tmp_path / "out", now=NOON)
    made = send(archive, mise, tmp_path / "other", now=NOON, whole=True)
    assert ([p.name[-7:] for p in made.paths], made.problems) == (["002.xml"], [])
    assert send(archive, mise, tmp_path / "other", now=NOON).problems == []


def test_a_clock_that_went_back_is_told_before_anything_is_sent(mine, tmp_path):
    """Recipients order messages by their time as well as by their number."""
    archive = put(told(mine, PLAIN), book(1))
    mise = recipient_named(archive, "mise")
    send(archive, mise, tmp_path / "out", now=NOON)
    archive = put(archive, book(2))
    with pytest.raises(StoreError, match="2026-11-01"):
        send(archive, mise, tmp_path / "out", now=NOON.replace(hour=2))
    with pytest.raises(StoreError, match="2026-11-01"):
        send(archive, mise, tmp_path / "out", now=NOON.replace(hour=2), dry=True)
    assert len([*sendings(archive)]) == 1
    assert send(archive, mise, tmp_path / "out", now=NOON.replace(hour=2), whole=True).sent is not None
    assert send(archive, mise, tmp_path / "out", now=NOON.replace(hour=2)).sent is None


@pytest.mark.parametrize("name", ["oai", "onix-plain"])
def test_an_issue_that_goes_out_under_its_serials_title_lacks_none(name, mine):
    archive = put(mine, serial(), issue(1, titles=[]))
    lacks = ready(archive, recipient_or_profile(archive, name)).lacks
    assert [lack.rule for lack in lacks if lack.record == "issue:mihon:1" and "title" in lack.rule] == []


def test_a_price_with_tax_but_without_a_day_is_asked_for_its_day_and_not_for_another_price(mine, smj):
    archive = put(mine, book(1, prices=[m.Price(2500, tax="included")], dates=[]))
    name = recipient_or_profile(archive, "onix-plain")
    (lack,) = (it for it in ready(archive, name).lacks if it.rule == "price")
    assert lack.fill["ja"] == f"smj-catalog set {book(1).id} 定価の開始日=<2026-11-01>"
    assert smj(*shlex.split(lack.fill["ja"].replace("<", "").replace(">", ""))[1:])[0] == 0
    assert "price" not in [it.rule for it in ready(Archive.open(mine.folder), name).lacks]


@pytest.mark.parametrize(
    ("table", "asked", "said", "code"),
    [
        ('[recipients.trc]\ntitle = "見本取次"\nformt = "x"', "見本取次", "recipients.trc.formt", 3),
        ('[recipients.trc]\nformt = "x"', "ほか", "recipients.trc.formt", 3),
        ('[recipients.b]\ntitle = "見本取次"\n[recipients.c]\ntitle = "見本取次"', "見本取次", "b, c", 2),
        ('[[recipients]]\nname = "trc"', "trc", "「[[recipients]]」", 3),
    ],
)
def test_what_is_wrong_with_the_recipient_that_is_meant_is_told(table, asked, said, code, mine, smj):
    """By its title too; no other recipient is offered instead."""
    with (mine.folder / "archive.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{table}\n")
    found, out, err = smj("send", asked, "--lang", "ja")
    assert (found, said in out + err, "name'" in out + err) == (code, True, False), out + err


def test_a_japanese_key_without_quotation_marks_is_told_to_have_them(tmp_path, capsys):
    folder = tmp_path / "a"
    init(folder, empty=True)
    path = folder / "archive.toml"
    for line in ("[recipients.取次]", 'メール = "x"'):
        text = path.read_text(encoding="utf-8")
        path.write_text(f"{text}\n{line}\n", encoding="utf-8")
        with pytest.raises(StoreError, match=r'"(取次|メール)"'):
            Archive.open(folder)
        path.write_text(text, encoding="utf-8")
