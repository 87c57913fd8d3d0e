"""The ladder: strict over the whole file, whatever the chunks; two that fit are asked about; bad bytes have a place."""

import codecs
import io

import pytest
from attrs import frozen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smj_catalog.errors import BadSource, UsageError
from smj_catalog.formats.tabular import decode
from smj_catalog.formats.tabular.decode import codec_of, decoded
from smj_catalog.xmlio import open_source

LONG = "見本の社会、移住者と連帯する。号数、特集、出版社、発行年月日\r\n"
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "cp932": "CP932",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
}


@frozen
class Found:
    encoding: str
    bom: bool
    text: str


def ladder(data, **options):
    with open_source(data) as source:
        found = decoded(source, file="見本.csv", **options)
    with found.text() as text:
        return Found(found.encoding, found.bom, text.read())


def problem(data, **options):
    with pytest.raises(BadSource) as error:
        ladder(data, **options)
    (one,) = error.value.problems
    assert one.where.file == "見本.csv"
    assert one.text("ja")
    return one


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_is_found(encoding):
    """From the whole text."""
    found = ladder((LONG * 3).encode(encoding))
    assert found.encoding == ENCODINGS[encoding]
    assert found.text == LONG * 3


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("size", range(1, 24))
def test_characters_across_every_boundary(monkeypatch, encoding, size):
    """Chunks of every size cut every character at every byte of it."""
    monkeypatch.setattr(decode, "CHUNK", size)
    text = LONG * 2 + "髙①" * (encoding in ("cp932", "utf-8", "utf-16")) + "終"
    found = ladder(text.encode(encoding))
    assert found.encoding == ENCODINGS[encoding]
    assert found.text == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("at", range(6))
def test_characters_across_the_real_boundary(encoding, at):
    """The same with the chunk that is used."""
    text = "a" * (decode.CHUNK - at) + LONG * 2
    assert ladder(text.encode(encoding)).text == text


def test_the_last_line_counts():
    """Three hundred lines of ASCII, then one in CP932: no sample would have seen it."""
    text = "a,b,c\r\n" * 300 + "髙橋①,見本\r\n"
    found = ladder(text.encode("cp932"))
    assert found.encoding == "CP932"
    assert found.text == text


def test_half_width_kana():
    """In CP932 it is read; in EUC-JP it could be CP932, so it is asked about."""
    assert ladder("ﾐﾎﾝﾉｶｲ,見本の社会を".encode("cp932")).encoding == "CP932"
    one = problem("ﾐﾎﾝﾉｶｲ".encode("euc_jp"))
    assert one.rule == "table-encoding-ambiguous"
    assert one.found == "CP932, EUC-JP"
    assert "--encoding" in one.text()
    assert "EUC-JP: ﾐﾎﾝﾉｶｲ" in one.text()
    assert ladder("ﾐﾎﾝﾉｶｲ".encode("euc_jp"), encoding="euc-jp").text == "ﾐﾎﾝﾉｶｲ"


def test_plain_ascii_is_utf_8():
    """Nothing to decide."""
    assert ladder(b"a,b\r\n").encoding == "UTF-8"
    assert ladder(b"").encoding == "UTF-8"


def test_byte_order_mark():
    """It decides, is not part of the text, and what follows must keep to it."""
    found = ladder(codecs.BOM_UTF8 + "見本".encode())
    assert found.bom
    assert found.text == "見本"
    assert problem(codecs.BOM_UTF8 + "見本".encode("cp932")).rule == "table-encoding"


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1 << 16])
@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "UTF-8"), ("cp932", "CP932"), ("euc_jp", "EUC-JP")])
def test_a_bad_byte_has_a_place(monkeypatch, size, encoding, name):
    """Byte offset, line and column, in whatever chunks it comes."""
    monkeypatch.setattr(decode, "CHUNK", size)
    before = ("見本の社会\r\n" * 5 + "見本,").encode(encoding)
    one = problem(before + b"\xff\xff\xff" + "見本の会".encode(encoding))
    assert one.where.line == 6
    params = dict(one.expected.params)
    assert (params["encoding"], params["offset"], params["line"], params["column"]) == (name, len(before), 6, 4)
    assert one.found.startswith("FF")
    again = problem(before + b"\xff\xff", encoding=encoding)
    assert dict(again.expected.params)["offset"] == len(before)


def test_a_character_broken_off_at_the_end():
    """The last character is half there."""
    data = "見本".encode()
    one = problem(data[:-1], encoding="utf-8")
    assert dict(one.expected.params)["offset"] == 3


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.integers(1, 9))
def test_unicode_always_comes_back(text, encoding, size):
    """Any text; a sequence of bytes that could be something else is still UTF-8 first."""
    if text.startswith("\ufeff") or "\x1b" in text:
        return
    old, decode.CHUNK = decode.CHUNK, size
    try:
        found = ladder(text.encode(encoding))
    finally:
        decode.CHUNK = old
    assert found.text == text


def test_bytes_that_cannot_be_read_twice():
    """A pipe is read once, in order."""

    class Pipe(io.RawIOBase):
        def __init__(self, data):
            self.data = io.BytesIO(data)

        def readable(self):
            return True

        def readinto(self, buffer):
            data = self.data.read(min(len(buffer), 5))
            buffer[: len(data)] = data
            return len(data)

    text = LONG * 400
    assert ladder(Pipe(text.encode("cp932"))).text == text


@pytest.mark.parametrize(("name", "codec"), [("Shift_JIS", "cp932"), ("sjis", "cp932"), ("Windows-31J", "cp932"), ("EUC-JP", "euc_jp"),
                                             ("UTF8", "utf-8"), ("ISO-2022-JP", "iso2022_jp_ext"), ("latin-1", "iso8859-1")])  # fmt: skip
def test_names_of_encodings(name, codec):
    """As people write them; Shift_JIS in the wild is CP932."""
    assert codec_of(name) == codec


@pytest.mark.parametrize("name", ["klingon", "rot13", "base64", ""])
def test_no_encodings(name):
    """What is not a text encoding is wrong usage."""
    with pytest.raises(UsageError):
        codec_of(name)


# --- what vendors added

HEADER = "書名,著者\r\n"
VENDORS = {"eucjp_ms": "EUC-JP (eucJP-ms)", "cp50221": "ISO-2022-JP (CP50221)"}


def known(text):
    return text.startswith("書名")


@pytest.mark.parametrize("encoding", VENDORS)
def test_characters_of_vendors(encoding):
    """Circled digits and abbreviations of row 13, kanji of IBM: read, and the encoding is named."""
    text = HEADER + "見本の社会①㈱,髙田﨑子\r\n"
    found = ladder(text.encode(encoding), fits=known)
    assert (found.encoding, found.text) == (VENDORS[encoding], text)
    for name in ("eucjp-ms", "CP51932") if encoding == "eucjp_ms" else ("cp50221", "CP50220", "iso-2022-jp-ms"):
        assert ladder(text.encode(encoding), encoding=name).text == text


@pytest.mark.parametrize("encoding", VENDORS)
@pytest.mark.parametrize("size", range(1, 12))
def test_characters_of_vendors_across_every_boundary(monkeypatch, encoding, size):
    """Escapes and characters cut at every byte."""
    monkeypatch.setattr(decode, "CHUNK", size)
    text = (HEADER + "見本①ﾐﾎﾝ,髙 A①\r\n") * 2 + "終"
    assert ladder(text.encode(encoding), fits=known).text == text


def test_rows_of_vendors_are_those_of_cp932():
    """Row 13 and rows 89 to 92, character by character; what the standard has is not touched."""
    for row in (13, *range(89, 93)):
        for cell in range(1, 95):
            lead, trail = (row - 1) // 2 + 0x81, cell + (0x9E if row % 2 == 0 else 0x40 if cell > 63 else 0x3F)
            try:
                character = bytes((lead + 0x40 if lead > 0x9F else lead, trail)).decode("cp932")
            except UnicodeDecodeError:
                continue
            assert bytes((row + 0xA0, cell + 0xA0)).decode("eucjp_ms") == character
            assert (b"\x1b$B" + bytes((row + 0x20, cell + 0x20)) + b"\x1b(B").decode("cp50221") == character
    for text in ("見本〜−‖、ー", LONG):
        assert text.encode("euc_jp").decode("eucjp_ms") == text
        assert text.encode("iso2022_jp").decode("cp50221") == text


@settings(deadline=None)
@given(st.text("見本社会①㈱髙﨑ﾐﾎﾝabc\\~,\r\n 〜丂", max_size=40), st.sampled_from(sorted(VENDORS)))
def test_what_vendors_wrote_is_written_again(text, encoding):
    """So refused rows come back in the encoding of their file."""
    assert text.encode(encoding).decode(encoding) == text


@given(st.binary(max_size=40), st.sampled_from(sorted(VENDORS)), st.integers(1, 5))
def test_any_bytes_are_decoded_or_refused(data, encoding, size):
    """In pieces as in one, and never with another error."""
    try:
        whole = data.decode(encoding)
    except UnicodeDecodeError:
        whole = None
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    try:
        pieces = "".join(decoder.decode(data[i : i + size]) for i in range(0, len(data), size)) + decoder.decode(
            b"", True
        )
    except UnicodeDecodeError:
        pieces = None
    assert pieces == whole
    assert isinstance(data.decode(encoding, "replace"), str)


def test_two_that_fit_are_told_apart_by_the_header():
    """EUC-JP with ① is good CP932 too, of half-width kana; only one of the two has a header that is known."""
    data = (HEADER + "見本①,見本花子\r\n").encode("eucjp_ms")
    data.decode("cp932")
    assert ladder(data, fits=known).encoding == VENDORS["eucjp_ms"]
    assert problem(data).rule == "table-encoding-ambiguous"
    assert problem(data, fits=lambda _: True).rule == "table-encoding-ambiguous"


@pytest.mark.parametrize("words", ["Hélène", "Noémie Béla", "é,à la mode", "Straße", "Çöl ôté"])
def test_european_text_is_asked_about_where_cp932_would_read_it_as_kanji(words):
    """H駘鈩e is no name; nor is any encoding chosen in silence."""
    data = f"title,author\r\n{words},A\r\n".encode("cp1252")
    one = problem(data, fits=lambda text: text.startswith("title"))
    assert one.rule in ("table-encoding-ambiguous", "table-encoding")
    assert ladder(data, encoding="windows-1252").text.splitlines()[1] == f"{words},A"


@pytest.mark.parametrize("words", ["書名,Ａb", "ISBN番号,甲", "ﾀﾃﾚﾋﾞ,x", "a亜,仝b"])
def test_japanese_text_beside_letters_stays_cp932(words):
    """Common kanji and kana have bytes that no European word has."""
    assert ladder(f"{words}\r\n見本,Ｂ\r\n".encode("cp932"), fits=lambda _: True).encoding == "CP932"
