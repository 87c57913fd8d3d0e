"""ONIX that is broken, hostile or wrong: nothing passes in silence or as a traceback, and each message names the fault."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smj_catalog import Archive, Book, InputError, init, read, validate, write
from smj_catalog import model as m
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group

BOOKS = [
    Book(
        f"book:mihon{n}", titles=[m.Title(m.Text(f"見本の社会{n}"))], publishers=[m.Publisher(m.Text("見本書房"))],
        identifiers=[m.Identifier("isbn-13", isbn)], prices=[m.Price(Decimal(1800), tax="excluded")],
        contributors=[m.Contributor(m.Text("見本花子"), ["A01"])],
    )
    for n, isbn in enumerate(("9799999000009", "9799999000016"), 1)
]  # fmt: skip
ENTITY = '<!DOCTYPE ONIXMessage [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n'
BOMB = '<!DOCTYPE ONIXMessage [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>\n'
OLD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<ONIXMessage><Header><FromCompany>見本</FromCompany></Header>\n'
    + "\n".join(
        f"<Product>\n<RecordReference>a.mihon{n}</RecordReference>\n<NotificationType>03</NotificationType>\n<ProductIdentifier>"
        f"<ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>\n<ProductForm>BC</ProductForm>\n"
        f"<DistinctiveTitle>見本の社会{n}</DistinctiveTitle>\n<Publisher><PublisherName>見本書房</PublisherName></Publisher>\n</Product>"
        for n, isbn in enumerate(("9799999000009", "9799999000016"), 1)
    )
    + "\n</ONIXMessage>\n"
)


def text(to: str, folder: Path) -> str:
    """Return a message of two books."""
    if to == "onix-2.1":
        return OLD
    write(BOOKS, folder / "made.xml", to=to)
    return (folder / "made.xml").read_text("utf-8")


def put(folder: Path, data: str | bytes) -> Path:
    path = folder / "feed.xml"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def declared(words: str, doctype: str) -> str:
    first, _, rest = words.partition("\n")
    return f"{first}\n{doctype}{rest}"


def cut(words: str) -> str:
    """Return a message that ends in the middle of its second product."""
    return words[: words.index("社会2")]


# name: what becomes of the text, rule, words of the message, how many books are read before or beside the fault
FILES = {
    "tag mismatch": (lambda t: t.replace("</Product>", "</Produkt>", 1), "xml-syntax", "Produkt", 0),
    "tag mismatch, later": (lambda t: t.replace("社会2<", "社会2</b><"), "xml-syntax", "mismatch", 1),
    "truncated": (cut, "xml-syntax", "", 1),
    "external entity": (lambda t: declared(t, ENTITY), "xml-dtd", "file:///etc/passwd", 0),
    "entity bomb": (lambda t: declared(t, BOMB), "xml-dtd", "<!ENTITY a", 0),
    "entity that nobody declares": (lambda t: t.replace("社会2", "社会&x;"), "xml-entity", "x", 1),
    "0 bytes": (lambda _: "", "file-empty", "", 0),
    "blanks": (lambda _: " \n ", "file-empty", "", 0),
    "html file": (lambda _: "<!DOCTYPE html>\n<html><body>見本</body></html>", "format-other", "HTML", 0),
    "a release that is not known": (
        lambda _: '<ONIXMessage release="4.0" xmlns="http://ns.editeur.org/onix/4.0/reference"/>', "format-unknown", "4.0", 0),
}  # fmt: skip


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.0", "onix-2.1"])
@pytest.mark.parametrize("case", FILES)
def test_a_file_that_is_broken_is_told_with_its_line(case, to, tmp_path, capsys):
    change, rule, words, before = FILES[case]
    path = put(tmp_path, change(text(to, tmp_path)))
    (told,) = (p for p in validate(path).problems if p.severity == "error")
    assert told.rule == rule
    assert words in told.text("en")
    assert (told.where.line is not None) == (rule.startswith("xml"))
    assert run(group, ["validate", str(path)]) == 1
    assert "Traceback" not in capsys.readouterr().err
    found: list[object] = []
    with pytest.raises(InputError):
        found.extend(read(path))
    assert len(found) == before  # what stands before the fault is handed out first


NAMES = {
    "onix-3.1": ("ProductForm", "NotificationType", "PublishingStatus"),
    "onix-3.1-short": ("b012", "a002", "b394"),
    "onix-3.0": ("ProductForm", "NotificationType", "PublishingStatus"),
}


@pytest.mark.parametrize("to", NAMES)
def test_an_unknown_code_is_told_with_its_list_and_kept(to, tmp_path):
    form, *_ = NAMES[to]
    path = put(tmp_path, text(to, tmp_path).replace(f"<{form}>00<", f"<{form}>QZ<", 1))
    told = [p for p in validate(path).problems if p.severity == "error"]
    assert any(p.found == "QZ" and "150" in p.text("en") for p in told)
    assert all(p.where.line for p in told)
    first, _ = read(path)
    assert first.form == "QZ"  # type: ignore[union-attr]


def test_an_unknown_code_of_2_1_is_told(tmp_path):
    path = put(tmp_path, OLD.replace("<ProductForm>BC<", "<ProductForm>QZ<", 1))
    (told,) = (p for p in validate(path).problems if p.severity == "error")
    assert (told.rule, told.found) == ("code-of-no-list", "QZ")


@pytest.mark.parametrize("to", NAMES)
def test_a_missing_notification_type_is_told_and_the_book_is_read(to, tmp_path):
    _, name, _ = NAMES[to]
    path = put(tmp_path, text(to, tmp_path).replace(f"<{name}>03</{name}>", "", 1))
    (told,) = (p for p in validate(path).problems if p.severity == "error")
    assert told.rule == "schema"
    assert name in told.text("en")
    assert told.where.line
    assert len(list(read(path))) == 2


@pytest.mark.parametrize("to", [*NAMES, "onix-2.1"])
def test_an_unknown_element_is_told_or_counted(to, tmp_path):
    end = "</product>" if to.endswith("short") else "</Product>"
    path = put(tmp_path, text(to, tmp_path).replace(end, f"<Mihon>1</Mihon>{end}", 1))
    report = validate(path)
    assert report.unread["Product/Mihon"] == 1
    faults = [p for p in report.problems if p.severity == "error"]
    assert all("Mihon" in p.text("en") and p.where.line for p in faults)
    assert len(faults) == (to != "onix-2.1")
    assert len(list(read(path))) == 2


@pytest.mark.parametrize("to", [*NAMES, "onix-2.1"])
def test_a_wrong_check_digit_is_told(to, tmp_path):
    path = put(tmp_path, text(to, tmp_path).replace("9799999000016", "9799999000017"))
    (told,) = (p for p in validate(path).problems if p.severity == "error")
    assert (told.rule, told.found, told.where.record) == ("isbn-check-digit", "9799999000017", told.where.record)
    assert told.where.line


@pytest.mark.parametrize("to", ["onix-3.1", "onix-2.1"])
@pytest.mark.parametrize(
    ("encode", "rule"),
    [
        (lambda t: t.encode("cp932"), "encoding"),
        (lambda t: t.replace("UTF-8", "US-ASCII").encode(), "encoding"),
        (lambda t: t.replace("UTF-8", "x-mihon").encode(), "encoding"),
        (lambda t: t.encode().replace("見本の社会2".encode(), b"\xe8\xa6"), "encoding"),
        (lambda t: t.replace("見本の社会2", "見本\x10").encode(), "xml-syntax"),
    ],
)  # fmt: skip
def test_wrong_encodings_and_bytes_are_told(encode, rule, to, tmp_path):
    told = [p for p in validate(put(tmp_path, encode(text(to, tmp_path)))).problems if p.severity == "error"]
    assert told
    assert rule in told[-1].rule
    with pytest.raises(InputError):
        list(read(tmp_path / "feed.xml"))


@pytest.mark.parametrize("codec", ["utf-16", "utf-8-sig", "cp932", "euc-jp"])
@pytest.mark.parametrize("to", ["onix-3.1", "onix-2.1"])
def test_encodings_that_are_declared_are_read(codec, to, tmp_path):
    words = text(to, tmp_path)
    name = {"utf-8-sig": "UTF-8", "cp932": "Shift_JIS", "euc-jp": "EUC-JP", "utf-16": "UTF-16"}[codec]
    path = put(tmp_path, words.replace('encoding="UTF-8"', f'encoding="{name}"').encode(codec))
    assert [b.titles[0].text.text for b in read(path)] == ["見本の社会1", "見本の社会2"]  # type: ignore[union-attr]


PIECES = st.sampled_from([
    b"<Product>", b"</Product>", b"<Title>", b"</Title>", b"<TitleText>", b"&nbsp;", b"&x;", b"<![CDATA[", b"]]>", b"<!--", b"-->",
    b"\x00", b"\xff", b"<Price><CountryCode>JP</CountryCode></Price>", b"<OtherText><TextTypeCode>01</TextTypeCode></OtherText>",
    b"<Series><Title><TitleType>01</TitleType></Title></Series>", b"<DateFormat>05</DateFormat>", b"", b"<Contributor/>",
    b"<TitleWithoutPrefix/>", b"<TitlePrefix>L'</TitlePrefix>", b"<NumberOfPages>x</NumberOfPages>",
])  # fmt: skip


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.0-short", "onix-2.1"])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damage_anywhere_gives_messages_and_no_traceback(to, tmp_path, data):
    words = text(to, tmp_path)
    start = words.index("\n") + 1
    whole = (words[:start] + '<!DOCTYPE ONIXMessage SYSTEM "x">\n' + words[start:]).encode()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(whole)))
        whole = whole[:at] + data.draw(PIECES) + whole[at + data.draw(st.integers(0, 30)) :]
    report = validate(whole)
    assert report.problems
    with suppress(InputError):
        list(read(whole, on_reject=lambda _: None, on_fault=lambda *_: None))


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short", "onix-3.0", "onix-2.1"])
@pytest.mark.parametrize(
    ("change", "there", "code"),
    [
        (lambda t: re.sub(r"(<(?:RecordReference|a001)>)[^<]*mihon1", r"\1", t, count=1), ["社会2"], 1),
        (lambda t: t.replace("9799999000009", "9799999000001"), ["社会2"], 1),
        (cut, [], 3),  # an import of half a file is refused
    ],
)
def test_skip_goes_on_from_the_next_product_where_the_file_can_be_read_to_its_end(
    change, there, code, to, tmp_path, capsys
):
    archive = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    path = put(tmp_path, change(text(to, tmp_path)))
    words = ["import", str(path), "--archive", str(archive.folder), "--commit"]
    assert run(group, words) == 3  # nothing is written
    assert list(Archive.open(archive.folder).records()) == []
    assert run(group, [*words, "--on-error", "skip"]) == code
    assert "Traceback" not in capsys.readouterr().err
    assert [b.titles[0].text.text[3:] for b in Archive.open(archive.folder).records()] == there  # type: ignore[union-attr]
