"""Reading records, encodings, compressed files; escaping; files written whole."""

from __future__ import annotations

import gzip
import importlib
import io
import os
import re
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from smj_catalog.errors import BadSource, MissingExtra
from smj_catalog.xmlio import (
    Limits,
    RecordStream,
    atomic_writer,
    escape,
    escape_attribute,
    forbidden,
    fromstring,
    is_xml_text,
    open_source,
    parse,
    sniff,
)
from smj_catalog.xmlio.encodings import Encoding, Transcoder, detect


class Pieces(io.RawIOBase):
    """A file that gives a few bytes at a time, whatever is asked for."""

    def __init__(self, data: bytes, size: int):
        self.data, self.size, self.at = data, size, 0

    def read(self, _: int = -1) -> bytes:
        """Return the next few."""
        self.at += self.size
        return self.data[self.at - self.size : self.at]


def texts(source, tags=("r",), **options) -> list[str | None]:
    return [record.text for record in RecordStream(source, tags, **options)]


# records


def test_nested_elements_of_the_same_tag_are_part_of_their_record():
    """Only children of the root are records, and a record is whole when it is yielded."""
    data = b"<m><r>1<r>inner<r/></r></r><x><r>deep</r></x><r>2</r></m>"
    got = [(record.text, len(list(record.iter("r")))) for record in RecordStream(data, ["r"])]
    assert got == [("1", 3), ("2", 1)]


def test_a_root_with_a_records_tag_is_the_record():
    """A file that holds one record alone yields its root, and none of its children."""
    for move in (False, True):
        stream = RecordStream(b"<r a='1'>x<r>child</r></r>", ["r"], move=move)
        assert [(r.get("a"), len(r)) for r in stream] == [("1", 1)]


def test_several_tags_and_namespaces_are_told_apart():
    """Records of several tags come in their order; the same name in another namespace is no record."""
    data = b'<m xmlns="urn:a"><b>1</b><c>2</c><b xmlns="urn:b">3</b><b>4</b></m>'
    stream = RecordStream(data, ["{urn:a}b", "{urn:a}c"])
    assert [(r.tag, r.text) for r in stream] == [("{urn:a}b", "1"), ("{urn:a}c", "2"), ("{urn:a}b", "4")]
    assert stream.skipped == {"{urn:b}b": 1}


def test_what_stands_before_the_first_record_stays():
    """A header can be read from the root while records pass and after."""
    stream = RecordStream(b"<m v='3'><h><s>x</s></h>\n<r>1</r><z/><r>2</r><r>3</r><y/></m>", ["r"])
    assert stream.root is None
    for _ in stream:
        assert stream.root is not None
        assert stream.root.findtext("h/s") == "x"
    assert stream.root.get("v") == "3"
    assert len(stream.root.findall("r")) <= 1
    assert stream.skipped == {"z": 1, "y": 1}


def test_a_file_without_records_still_has_a_root():
    """The root is known at the end even if nothing was yielded."""
    stream = RecordStream(b"<m><h/></m>", ["r"])
    assert list(stream) == []
    assert stream.root is not None
    assert stream.root.tag == "m"


def test_a_stream_is_read_once():
    """A second iteration goes on where the first stopped."""
    stream = RecordStream(b"<m><r>1</r><r>2</r></m>", ["r"])
    assert next(iter(stream)).text == "1"
    assert [r.text for r in stream] == ["2"]


def test_moved_records_take_their_own_tails_and_leave_the_parser_alone():
    """A record taken away while the parser is in the text behind it would make it write into freed text."""
    pieces = [
        b"<m>\n<r>1</r>" + b" " * 33_000,
        b"\t" * 40_000,
        b" " * 400 + b"<r>2</r>",
        b" " * 70_000,
        b"</m>",
    ]
    for size in (100, 700, 32_768):
        taken = etree.Element("taken")
        stream = RecordStream(Pieces(b"".join(pieces), size), ["r"], move=True)
        for record in stream:
            taken.append(record)
        assert [len(r.tail or "") for r in taken] == [73_400, 70_000]
        assert stream.root is not None
        assert (stream.root.text, len(stream.root)) == ("\n", 0)


def test_records_that_are_not_taken_do_not_pile_up():
    """With move, what the consumer leaves is dropped."""
    stream = RecordStream(b"<m>" + b"<r>%80d</r>" * 3000 % ((7,) * 3000) + b"</m>", ["r"], move=True)
    assert max(len(stream.root) for _ in stream) < 1000
    assert len(stream.root) == 0


def test_a_path_is_closed_at_the_end_and_when_left(tmp_path: Path):
    """Reading to the end closes the file; so does leaving the block."""
    path = tmp_path / "a.xml"
    path.write_bytes(b"<m><r>1</r><r>2</r></m>")
    stream = RecordStream(path, ["r"])
    assert stream.file == str(path)
    list(stream)
    assert stream._source._file.closed
    with RecordStream(str(path), ["r"]) as stream:
        next(iter(stream))
    assert stream._source._file.closed


def test_an_open_file_stays_open(tmp_path: Path):
    """A file that was handed in open is the caller's to close."""
    path = tmp_path / "a.xml"
    path.write_bytes(b"<m><r>1</r></m>")
    with path.open("rb") as file:
        assert texts(file) == ["1"]
        assert not file.closed


# the root


def test_sniffing_takes_nothing_from_the_source():
    """The root is told from the first bytes, which are read again afterwards."""
    head = b'<?xml version="1.0" encoding="Shift_JIS"?>\n<!DOCTYPE m SYSTEM "x">'
    data = head + b'<m xmlns="urn:a" b="1"><r>1</r></m>'
    with open_source(data) as source:
        root = sniff(source)
        assert (root.tag, root.attributes, root.encoding, root.doctype) == (
            "{urn:a}m",
            {"b": "1"},
            "CP932",
            True,
        )
        assert texts(source, ["{urn:a}r"]) == ["1"]


@pytest.mark.parametrize("data", [b"<m a='1'/>", b"<m a='1'>", b"<m a='1'><r><", b"\n<m a='1'>" + b"<r/>" * 99_999])
def test_the_beginning_of_a_document_is_enough_to_sniff(data: bytes):
    """A root element that has begun is told, whatever follows."""
    assert sniff(data).attributes == {"a": "1"}


@pytest.mark.parametrize(("data", "rule"), [(b"", "file-empty"), (b"PK\x03\x04", "xml-syntax"), (b"<", "xml-syntax")])
def test_what_has_no_root_is_refused(data: bytes, rule: str):
    """A file without a root element cannot be sniffed."""
    with pytest.raises(BadSource) as caught:
        sniff(data)
    assert caught.value.problems[0].rule == rule


def test_whole_documents(tmp_path: Path):
    """A small document is read whole from a path, bytes or a file, and held to the cap on records."""
    path = tmp_path / "a.xml"
    path.write_bytes(b"<m>\n<r/></m>")
    assert parse(path).getroot()[0].sourceline == 2
    assert fromstring(b"<m/>").tag == "m"
    with path.open("rb") as file:
        assert parse(file).getroot().tag == "m"
    with pytest.raises(BadSource) as caught:
        parse(path, limits=Limits(record_bytes=5))
    assert caught.value.problems[0].rule == "record-too-large"
    with pytest.raises(BadSource, match="found '&x;'"):
        fromstring(b"<!DOCTYPE m SYSTEM 'm.dtd'><m>&x;</m>")
    assert parse(b"<!DOCTYPE m SYSTEM 'm.dtd'><m/>").docinfo.doctype


def test_comments_and_instructions_do_not_cut_text():
    """Text around a comment is one text."""
    assert texts(b"<m><r>a<!-- c -->b<?p i?>c</r></m>") == ["abc"]


# encodings

TITLE = "移民と難民①～カタカナ"
PLAIN = "移民と難民カタカナ"
ENCODED = [
    ("UTF-8", "utf-8", TITLE),
    ("utf8", "utf-8-sig", TITLE),
    ("UTF-16", "utf-16", TITLE),
    ("UTF-16LE", "utf-16-le", TITLE),
    ("UTF-16", "utf-16-be", TITLE),
    ("UTF-8", "utf-16", TITLE),
    ("Shift_JIS", "cp932", TITLE),
    ("Windows-31J", "cp932", TITLE),
    ("MS932", "cp932", TITLE),
    ("cp932", "cp932", TITLE),
    ("EUC-JP", "euc_jp", PLAIN),
    ("ISO-2022-JP", "iso2022_jp", PLAIN),
    ("ISO-8859-1", "latin-1", "Émigré"),
    ("windows-1252", "cp1252", "“Émigré” €"),
    ("US-ASCII", "ascii", "plain"),
]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 31, 1000])
@pytest.mark.parametrize(("declared", "codec", "title"), ENCODED, ids=lambda value: str(value)[:12])
def test_encodings_are_read_across_every_boundary(declared: str, codec: str, title: str, size: int):
    """A character of several bytes survives wherever the pieces of the file part."""
    head = f'<?xml version="1.0" encoding="{declared}"?>\n<m>'
    data = (head + f"<r>{title}</r>" * 3 + "</m>").encode(codec)
    assert texts(Pieces(data, size)) == [title] * 3
    if codec not in ("utf-8", "utf-8-sig"):
        reader = Transcoder(open_source(b""), detect(data, None), None)
        reader._source = Pieces(data, size)
        out = b""
        while piece := reader.read(99):
            out += piece
        assert out.decode().count(title) == 3


@pytest.mark.parametrize(("declared", "codec", "title"), ENCODED, ids=lambda value: str(value)[:12])
def test_long_files_are_read_in_every_encoding(declared: str, codec: str, title: str):
    """A file of many chunks is read right, for characters fall on the chunks' borders."""
    head = f'<?xml version="1.0" encoding="{declared}"?>\n<m>'
    data = (head + "".join(f"<r>{title}{' ' * (n % 7)}</r>" for n in range(9000)) + "</m>").encode(codec)
    got = texts(data)
    assert len(got) == 9000
    assert {text.strip() for text in got} == {title}
    assert parse(data).getroot()[8999].text.strip() == title


def test_bytes_decide_when_they_contradict_the_declaration():
    """A mark of UTF-8 or UTF-16 wins over what is declared, as long as that is read at all."""
    assert detect("\ufeff<?xml version='1.0' encoding='Shift_JIS'?><m/>".encode(), None) == Encoding("UTF-8", "utf-8")
    with pytest.raises(BadSource, match="UTF-7"):
        detect("\ufeff<?xml version='1.0' encoding='UTF-7'?><m/>".encode("utf-16"), None)


# compressed files, caps


def zstd():
    for name in ("compression.zstd", "backports.zstd"):
        try:
            return importlib.import_module(name)
        except ImportError:
            continue
    return pytest.skip("no zstd")


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_gzip_is_found_by_content(size: int):
    """Compressed files are inflated whatever they are called, members and padding included."""
    data = gzip.compress(b"<m><r>1</r>") + gzip.compress(b"<r>2</r></m>") + b"\0" * 9
    assert texts(Pieces(data, size)) == ["1", "2"]
    assert sniff(data).tag == "m"
    with open_source(data) as source:
        assert source.compression == "gzip"
        assert source.peek(3) == b"<m>"
        assert source.read(0) == b""
        assert source.read() == b"<m><r>1</r><r>2</r></m>"
        assert source.read(5) == b""


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_zstd_is_found_by_content(size: int):
    """The same for zstd."""
    module = zstd()
    data = module.compress(b"<m><r>1</r>") + module.compress(b"<r>2</r></m>")
    assert texts(Pieces(data, size)) == ["1", "2"]
    for broken in (data[:-3], data[:4] + b"\xff" * 9, data + b"junk"):
        with pytest.raises(BadSource, match="a complete compressed file"):
            texts(broken)
    with pytest.raises(BadSource, match="at most 200 bytes for each"):
        texts(module.compress(b"<m>" + (b"<r>" + b" " * 9000 + b"</r>") * 4000 + b"</m>"))


def test_zstd_names_its_extra_when_missing(monkeypatch: pytest.MonkeyPatch):
    """Without a library for zstd the message says how to get one."""
    monkeypatch.setitem(sys.modules, "compression.zstd", None)
    monkeypatch.setitem(sys.modules, "backports.zstd", None)
    with pytest.raises(MissingExtra, match=r"smj-catalog\[zstd\]"):
        open_source(b"\x28\xb5\x2f\xfd" + b"x" * 20)


def test_inflating_stops_at_the_cap():
    """The cap on the input counts inflated bytes, and no more than that is ever held."""
    data = gzip.compress(b"<m>" + os.urandom(1000).hex().encode() * 1000)
    with (
        open_source(data, Limits(input_bytes=100_000)) as source,
        pytest.raises(BadSource, match="input_bytes"),
    ):
        source.read()


@pytest.mark.parametrize("name", ["missing.xml", ".", "a\0b"])
def test_what_cannot_be_opened_is_told(tmp_path: Path, name: str):
    """A missing file, a folder and an impossible name are problems with a path, not tracebacks."""
    path = str(tmp_path) + "/" + name
    with pytest.raises(BadSource) as caught:
        open_source(path)
    (problem,) = caught.value.problems
    assert (problem.rule, problem.where.file) == ("file-unreadable", path)
    assert problem.found
    assert "a file that can be read" in problem.text()


def test_a_disk_that_fails_is_told():
    """An error of the system in the middle of a file is a problem of that file."""

    class Failing(io.RawIOBase):
        name = "disk.xml"
        at = 0

        def read(self, _: int = -1) -> bytes:
            self.at += 1
            if self.at > 50:
                raise OSError(5, "Input/output error")
            return b"<m>" if self.at == 1 else b"<r>1</r>" * 1000

    with pytest.raises(BadSource, match=r"disk\.xml: found 'Input/output error'"):
        texts(Failing())


# escaping

LEGAL = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]).filter(lambda c: forbidden(c) is None)),
    st.lists(st.sampled_from(["\r", "\n", "\t", "\r\n", "]]>", "&", "&amp;", "<", '"', "'", " ", "あ", "𠮷"])).map(
        "".join
    ),
)


@given(LEGAL, LEGAL)
def test_escaped_text_comes_back_as_it_was(text: str, attribute: str):
    """What is written into content and attributes is read back, carriage returns and tabs included."""
    element = fromstring(f'<a k="{escape_attribute(attribute)}">{escape(text)}</a>'.encode())
    assert (element.text or "", element.get("k")) == (text, attribute)


@given(st.text(st.characters()))
def test_the_fast_check_agrees_with_the_pattern(text: str):
    """The check for forbidden characters says what the pattern of XML 1.0 says."""
    assert is_xml_text(text) == (forbidden(text) is None)


@pytest.mark.parametrize("character", ["\0", "\x08", "\x0b", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_forbidden_characters_are_found(character: str):
    """Controls, surrogates and the two non-characters are found at their place."""
    text = f"あ\n{character}b"
    assert not is_xml_text(text)
    match = forbidden(text)
    assert match is not None
    assert (match.group(), match.start()) == (character, 2)


@pytest.mark.parametrize("text", ["", "plain", "全角　空白\n", "\t\r\x7f\x85", "\ufffd\U0010ffff", "𠮷"])
def test_allowed_characters_pass(text: str):
    """Ideographic spaces, line ends and characters beyond the first plane are text."""
    assert is_xml_text(text)
    assert forbidden(text) is None


# writing


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_whole(tmp_path: Path):
    """The old bytes stand until the block ends, then the new ones do, under the old mode."""
    path = tmp_path / "記録.xml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with atomic_writer(path) as out:
        out.write(b"new")
        out.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert leftovers(tmp_path) == ["記録.xml"]


def test_a_new_file_gets_the_mode_of_the_umask(tmp_path: Path):
    """A new file is as readable as any other that the user makes."""
    before = os.umask(0o027)
    try:
        with atomic_writer(tmp_path / "a.xml") as out:
            out.write(b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.xml").stat().st_mode) == 0o640


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, GeneratorExit])
def test_a_failure_leaves_the_old_file(tmp_path: Path, error: type[BaseException]):
    """After an error the target is untouched and no temporary file stays."""
    path = tmp_path / "a.xml"
    path.write_bytes(b"old")
    with pytest.raises(error), atomic_writer(path) as out:  # noqa: PT012 - the block is what is tested
        out.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["a.xml"]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_system_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str):
    """A full disk or a refused rename is an error, not half a file."""
    path = tmp_path / "a.xml"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space"), atomic_writer(path) as out:
        out.write(b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == ["a.xml"]


def test_a_link_keeps_pointing_at_the_file(tmp_path: Path):
    """Behind a symbolic link the file it names is replaced, and the link stays."""
    (tmp_path / "real").mkdir()
    path = tmp_path / "real" / "a.xml"
    path.write_bytes(b"old")
    link = tmp_path / "link.xml"
    link.symlink_to(path)
    with atomic_writer(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"


def test_devices_are_written_to_and_folders_are_refused(tmp_path: Path):
    """A device is not replaced by a file, a folder not by anything."""
    with atomic_writer(os.devnull) as out:
        out.write(b"x")
    assert not Path(os.devnull).is_file()
    with pytest.raises(IsADirectoryError), atomic_writer(tmp_path):
        pass
    with pytest.raises(FileNotFoundError), atomic_writer(tmp_path / "no" / "a.xml"):
        pass


@pytest.mark.parametrize(
    ("data", "line"), [(b"<book", 1), (b"<?xml version='1.0'?>\n<book\n", 3), (b"<book\nid='a'", 2)]
)
def test_a_file_cut_off_within_its_first_tag_is_no_other_format(data, line):
    """What is told is where it breaks off, not that its root is unknown."""
    with pytest.raises(BadSource) as caught:
        sniff(data)
    assert [(p.rule, p.where.line) for p in caught.value.problems] == [("xml-syntax", line)]


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("<m>\n<r>1</b></m>", "「<r>」: 正しく閉じられていません。終了タグを合わせてください(9文字目)"), ("<m><r>1</r>", "終了タグ"),
        ("<m>a & b</m>", "& は &amp; と書いてください(7文字目)"), ("<m>a < b</m>", "タグには名前を書いてください"), ("<m>a &b c</m>", "& は &amp; と書いてください"), ("<m a=1/>", "引用符で囲んでください"),
        ("<m a='<'/>", "&lt; と書いてください"), ("<m a='1' a='2'/>", "一つにしてください"), ("<m/><n/>", "削除してください"),
        ("<m>\x01</m>", "削除してください"), ("hello", "XMLではありません"), ("<m></m", "> を書いてください"), ("<m><!-- -- --></m>", "XMLの書き方を直してください"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_xml_is_told_in_japanese(text, advice):
    """With the place and what to do; libxml2's English stays in English messages and in JSON."""
    with pytest.raises(BadSource) as error:
        fromstring(text.encode())
    (problem,) = error.value.problems
    assert advice in problem.text("ja")
    assert not re.search(
        "[a-z]{3,}", re.sub(r"\[xml-syntax\]|&amp;|&lt;|hello|Start tag .* found", "", problem.text("ja"))
    )
    assert "well-formed XML" in problem.text()
