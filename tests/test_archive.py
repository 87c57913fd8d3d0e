"""The real archive: complete, sourced, valid, in order."""

import re

import attrs
import pytest

from smj_catalog import Archive, Book, Component, Issue, StoreError, UnknownRecord, get_format, init, validate
from smj_catalog.errors import ReadOnlyArchive, UsageError
from smj_catalog.model import kind_of


@pytest.fixture(scope="module")
def archive():
    with Archive.open() as opened:
        yield opened


def values(thing, path=""):
    """Yield every attrs value below a record with its path."""
    for field in attrs.fields(type(thing)):
        held = getattr(thing, field.name)
        for item in held if isinstance(held, tuple) else (held,):
            if attrs.has(type(item)):
                yield f"{path}{field.name}", item
                yield from values(item, f"{path}{field.name}.")


def test_validate_finds_no_error():
    """The archive keeps its schema and every rule of severity error."""
    report = validate()
    assert report.records >= 39
    assert not [p.text() for p in report.problems if p.severity == "error"]


def test_every_value_names_a_source_of_its_record(archive):
    """No fact stands without a source, and each source named is there; what this archive assigns is its own act."""
    for record in archive.records():
        known = {s.id for s in record.sources}
        assert known, record.id
        for path, value in values(record):
            if hasattr(value, "sources") and not isinstance(value, Component):
                assert value.sources or getattr(value, "assigned", None) == "archive", f"{record.id} {path}"
                assert set(value.sources) <= known, f"{record.id} {path}"


def test_files_are_what_the_writer_writes(archive):
    """Same record, same bytes: a file read and written again is the same file."""
    single = get_format("smj-1").single
    for path in archive.files():
        (record,) = [r for r in archive.records() if path.read_bytes() == single(r, archive.context)] or [None]
        assert record is not None, path


def test_components_are_found_by_their_own_id(archive):
    """An article that stands in an issue has an id of its own."""
    article = archive["article:migrants-network:193:a01"]
    assert isinstance(article, Component)
    assert article.host == "issue:migrants-network:193"
    assert article in archive[article.host].contents


def test_order_is_stable(archive):
    """Serials, issues by number, components, books by date, agents."""
    kinds = [kind_of(r) for r in archive.records()]
    assert kinds == sorted(kinds, key=["periodical", "issue", "component", "book", "agent", "concept"].index)
    dates = [min((str(d.date) for d in r.dates), default="9999") for r in archive.records(kinds=["book"])]
    assert dates == sorted(dates)


def test_rulings_on_the_real_records(archive):
    """What the rulings say of single records holds."""
    issue = archive["issue:migrants-network:193"]
    assert isinstance(issue, Issue)
    assert issue.numbering.printed == "2017年8月号(第193号)"
    assert issue.features[0].text == "収容・送還をめぐる現状と課題"
    assert issue.contents_complete is False
    assert issue.contents[3].title.subtitle is None or issue.contents[3].title.subtitle.truncated
    assert issue.contents[1].contributors == ()
    book = archive["book:9784750329482"]
    assert isinstance(book, Book)
    assert book.titles[0].part_number == "2"
    assert [p.tax for p in book.prices] == ["excluded"]
    assert {e.type: int(e.value) for e in archive["book:9784750329666"].extents} == {"11": 176, "00": 171}
    assert archive["book:9784750320342"].dates[0].qualifier == "before"
    assert not archive["book:trainees-1-2006"].contents  # its contents list is only inferred to be its own


def test_unknown_record_says_so(archive):
    """A missing id is a LookupError with the id in it."""
    with pytest.raises(UnknownRecord, match="book:none"):
        archive["book:none"]
    assert "book:none" not in archive
    assert "../../etc/passwd" not in archive


def test_packaged_archive_is_read_only(archive):
    """A change needs an archive of one's own."""
    with pytest.raises(ReadOnlyArchive, match="init"):
        archive.require_writable()


def test_init_makes_a_copy_or_an_empty_archive(tmp_path):
    """Init fills a new folder and never touches one that holds something."""
    copy = init(tmp_path / "copy")
    assert len(list(copy.records())) == len(list(Archive.open().records()))
    assert not copy.read_only
    empty = init(tmp_path / "empty", empty=True)
    assert list(empty.records()) == []
    with pytest.raises(UsageError, match="not empty"):
        init(tmp_path / "copy")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", r"toml:1: found 'title ='.*column 8"),
        ("title = [\n1,\n\n", r"toml:2: .*column 3"),
        ("\n<<<<<<< HEAD\n", r"toml:2: found '<<<<<<< HEAD'.*column 1\)"),
        ('title = "a"\ntitle = "b"', r"toml:2: found 'title = \"b\"'.*only once"),
        ("[a]\n[a]", r"toml:2: .*only once"),
        ("title = 3", "expected text"),
        ('domain = "no domain"', "internet domain"),
        ('updated = "yesterday"', "YYYY-MM-DD"),
        ('base_uri = "ftp://x"', "https://"),
        ('format = "smj-9"', "smj-1"),
    ],
)
def test_faults_of_archive_toml_are_named(tmp_path, text, said):
    """The message names the file, the key, what was found and what was expected."""
    (tmp_path / "archive.toml").write_text(text, "utf-8")
    with pytest.raises(StoreError, match=said) as caught:
        Archive.open(tmp_path)
    assert "archive.toml" in str(caught.value)
    assert not re.search("[a-z]{3} [a-z]{3}", caught.value.problems[0].expected.text("ja").replace('key = "text"', ""))


def test_archive_toml_as_editors_of_windows_save_it(tmp_path):
    """A byte order mark means nothing; the line of characters in another encoding is named."""
    (tmp_path / "archive.toml").write_bytes(b"\xef\xbb\xbf" + 'title = "見本"\r\n'.encode())
    assert Archive.open(tmp_path).settings.title == "見本"
    (tmp_path / "archive.toml").write_bytes('language = "jpn"\r\ntitle = "見本"\r\n'.encode("cp932"))
    with pytest.raises(StoreError, match=r"archive\.toml:2: .*UTF-8"):
        Archive.open(tmp_path)


def test_folder_without_archive_toml_is_no_archive(tmp_path):
    """The message names the command that makes one."""
    with pytest.raises(StoreError, match="init"):
        Archive.open(tmp_path)
