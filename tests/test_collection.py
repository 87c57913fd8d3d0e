"""An archive as a collection: iteration, look-up, saving and deleting, in batches that log, why and undo know."""

import csv
import inspect
import io
import json
import os
import re
from concurrent.futures import ThreadPoolExecutor

import attrs
import pytest

import smj_catalog
from smj_catalog import (
    Agent,
    AgentName,
    Archive,
    BadRecord,
    BadSource,
    Book,
    Component,
    Concept,
    Contributor,
    Identifier,
    Issue,
    Moved,
    Note,
    Numbering,
    Periodical,
    ReadOnlyArchive,
    Record,
    Relation,
    Report,
    StoreError,
    Text,
    Title,
    UnknownRecord,
    UsageError,
    crosswalk,
    formats,
    from_dict,
    init,
    json_converter,
    select,
    to_dict,
    undo,
    validate,
    verify,
    why,
    write,
)
from smj_catalog.model import RECORD_TYPES
from smj_catalog.model.checks import declared

ISBN = "9799999000009"


def book(key=ISBN, title="見本の社会", **fields):
    return Book(f"book:{key}", titles=(Title(Text(title)),), **fields)


def chapter(key, host=None, title="見本の章"):
    return Component(f"chapter:{key}", Title(Text(title)), kind="chapter", host=host)


@pytest.fixture
def mine(tmp_path):
    return init(tmp_path / "mine", empty=True)


@pytest.fixture(scope="module")
def packaged():
    with Archive.open() as opened:
        yield opened


# --- reading


def test_an_archive_is_a_collection_of_its_records(packaged):
    """Iteration, length and membership agree with `records`."""
    every = list(packaged)
    assert every == list(packaged.records())
    assert len(packaged) == len(every)
    assert all(record in packaged and record.id in packaged for record in every)
    assert attrs.evolve(every[0], sources=()) not in packaged
    assert 5 not in packaged


@pytest.mark.parametrize("kind", list(RECORD_TYPES))
def test_records_of_a_kind_by_class_or_word(packaged, kind):
    """Both name a kind, also in a list of kinds."""
    found = list(packaged.records(kind=RECORD_TYPES[kind]))
    assert (
        found
        == list(packaged.records(kind))
        == list(packaged.records(kinds=[kind]))
        == list(packaged.records(kinds=kind))
    )
    assert all(type(record) is RECORD_TYPES[kind] for record in found)


@pytest.mark.parametrize("asked", [{"kind": "books"}, {"kinds": ["books"]}, {"kind": Text}, {"kinds": ["book", "x"]}])
def test_an_unknown_kind_is_refused_at_once(packaged, asked):
    """Before anything is read, with the kinds that there are."""
    with pytest.raises(UsageError, match="periodical, issue, component, book, agent, concept"):
        packaged.records(**asked)


@pytest.mark.parametrize(
    ("asked", "record"),
    [
        ({"isbn": "978-4-7503-2948-2"}, "book:9784750329482"), ({"isbn": "4750329487"}, "book:9784750329482"),
        ({"isbn": "9784750329482", "kind": Book}, "book:9784750329482"), ({"isbn": "9784750329482", "kind": Issue}, None),
        ({"isbn": ISBN}, None), ({"title": "migrants  network", "kind": "periodical"}, "periodical:migrants-network"),
        ({"title": "見本"}, None),
    ],
)  # fmt: skip
def test_find_by_number_or_title(packaged, asked, record):
    """Hyphens, length, width and case do not matter; a kind narrows it."""
    found = packaged.find(**asked)
    assert (found and found.id) == record


def test_find_of_several_and_of_nothing(mine):
    """Several records are named; an unknown type of number is refused with the known ones."""
    ids = (Identifier("own", "A 1", scheme="見本番号"), Identifier("issn", "99900017"))
    mine.save(book(), book("b", identifiers=ids))
    with pytest.raises(UsageError, match="book:9799999000009 見本の社会; book:b 見本の社会"):
        mine.find(title="見本の社会")
    assert mine.find(own="A 1", scheme="見本番号").id == "book:b"
    assert mine.find(title="見本の社会", issn="9990-0017").id == "book:b"
    for asked in ({}, {"barcode": "1"}):
        with pytest.raises(UsageError, match="jp_magazine_code"):
            mine.find(**asked)


# --- saving


def test_what_is_saved_is_a_batch_that_why_and_undo_know(mine):
    """New, changed, the same, taken back."""
    made = book()
    first = mine.save(made, note="新刊")
    assert mine[made.id] == made
    assert mine.save(made) is None
    changed = attrs.evolve(made, scope="issued")
    second = mine.save(changed)
    assert [(r.field, r.new, r.batch, r.kind) for r in why(mine, made.id, "scope")] == [
        ("scope", "issued", second, "edit")
    ]
    assert [info.batch.note for info in mine.batches()][:2] == [None, "新刊"]
    undo(mine, second)
    assert mine[made.id] == made
    undo(mine, first)
    assert list(mine) == []
    assert verify(mine) == []


@pytest.mark.parametrize(
    ("record", "rule"),
    [
        (Book("book:untitled"), "title-missing"),
        (book(identifiers=(Identifier("isbn-13", "9799999000001"),)), "isbn-check-digit"),
        (Book("issue:x", titles=(Title(Text("見本")),)), "record-id-kind"),
        (chapter("x:1", host="book:nowhere"), "host-unknown"),
    ],
)
def test_a_record_with_an_error_is_refused(mine, record, rule):
    """As an import would refuse it, and nothing of its batch is written."""
    with pytest.raises(BadRecord) as error:
        mine.save(book("good"), record)
    assert rule in {p.rule for p in error.value.problems}
    assert list(mine.records()) == []


def test_an_error_that_stands_already_does_not_stop_an_edit(mine, tmp_path):
    """Only what is worse than before is refused; doubts are told."""
    bad = book(identifiers=(Identifier("isbn-13", "9799999000001"),))
    mine.commit(smj_catalog.Batch("import"), [mine.change(bad)])
    report = Report("save")
    assert mine.save(attrs.evolve(bad, scope="issued"), book("b", notes=(Note("x "),)), report=report)
    assert not report.failed
    naming = book("c", contributors=(Contributor(Text("見本花子"), roles=("A01",), agent="agent:nobody"),))
    mine.save(naming, report=report)
    assert [(p.rule, p.severity, p.where.record) for p in report.problems if p.rule == "reference-unresolved"] == [
        ("reference-unresolved", "warning", "book:c")
    ]


def test_what_is_no_record_is_refused(mine):
    """With its type, not somewhere in a writer."""
    with pytest.raises(UsageError, match="str is no record"):
        mine.save("book:x")


def test_articles_go_into_their_host(mine):
    """New ones behind the others, known ones in their place; one that moves leaves its old place."""
    mine.save(book(contents=(chapter("a:1"), chapter("a:2"))), book("b", "見本の暮らし"), chapter("free:1"))
    host = f"book:{ISBN}"
    mine.save(chapter("a:1", host, "新しい章"), chapter("a:3", host), chapter("free:1", host))
    assert [c.id for c in mine[host].contents] == ["chapter:a:1", "chapter:a:2", "chapter:a:3", "chapter:free:1"]
    assert mine["chapter:a:1"].title.text.text == "新しい章"
    assert list(mine.records(Component)) == []
    mine.save(chapter("a:2", "book:b"))
    assert "chapter:a:2" not in {c.id for c in mine[host].contents}
    assert [c.id for c in mine["book:b"].contents] == ["chapter:a:2"]


def test_a_file_with_more_than_a_record_holds_is_not_written_over(mine):
    """What a person wrote into it would be lost; a comment is told."""
    mine.save(book())
    path = mine.folder / mine.place(f"book:{ISBN}")
    text = path.read_text("utf-8")
    path.write_text(text.replace("</book>", "<!-- 見本の覚書 --></book>"), "utf-8")
    report = Report("save")
    mine.refresh()
    assert mine.save(book(scope="issued"), report=report)
    assert [(p.rule, p.found) for p in report.problems] == [("comment-lost", "見本の覚書")]
    path.write_text(text.replace("</book>", "<shelf>A</shelf></book>"), "utf-8")
    mine.refresh()
    with pytest.raises(BadRecord):
        mine.save(book(scope="edited"))
    assert "<shelf>" in path.read_text("utf-8")


def test_a_change_by_others_is_not_written_over(mine):
    """An archive that shows an older state must be refreshed first."""
    mine.save(book())
    other = Archive.open(mine.folder)
    mine.save(book(scope="issued"))
    with pytest.raises(Moved):
        other.save(book(scope="about"))
    other.refresh()
    assert other.save(book(scope="about"))


# --- batches


def _broken_off(archive):
    with archive.batch("broken off") as batch:
        batch.save(book("c"))
        batch.delete("book:nobody")


def test_a_batch_is_all_or_nothing(mine):
    """Also what the archive itself saves in the block belongs to it; an exception leaves everything as it was."""
    with mine.batch("棚卸し", who="見本花子") as batch:
        batch.save(book())
        assert mine.save(book("b")) is None
        assert batch.get("book:b") is not None
        assert "book:b" not in mine
    info, changes = mine.changes_of(batch.id)
    assert (info.batch.kind, info.batch.note, info.batch.who, len([*changes])) == ("edit", "棚卸し", "見本花子", 2)
    with pytest.raises(UnknownRecord):
        _broken_off(mine)
    assert "book:c" not in mine
    assert mine.save(book("c"))
    with pytest.raises(UsageError), mine.batch("one"), mine.batch("in the other"):
        pass
    with mine.batch("nothing") as batch:
        pass
    assert batch.id is None


def test_the_packaged_archive_is_only_read(packaged):
    """As everywhere."""
    for change in (lambda: packaged.save(book()), lambda: packaged.delete("book:9784750329482")):
        with pytest.raises(ReadOnlyArchive):
            change()


# --- deleting


def test_what_is_deleted_leaves_its_end(mine):
    """Id, kind, title, numbers, reason and what has its place; an undo brings the record back and takes the end away."""
    mine.save(book(identifiers=(Identifier("isbn-13", ISBN),)), book("b"))
    done = mine.delete(f"book:{ISBN}", reason="二重登録", merged_into="book:b")
    (end,) = mine.ends()
    assert (end.id, end.kind, end.title, end.identifiers) == (
        f"book:{ISBN}",
        "book",
        "見本の社会",
        (("isbn-13", ISBN),),
    )
    assert (end.reason, end.merged_into, end.batch, end.when[:2]) == ("二重登録", "book:b", done, "20")
    assert [record.id for record in mine] == ["book:b"]
    undo(mine, done)
    assert list(mine.ends()) == []
    assert f"book:{ISBN}" in mine


def test_what_others_name_is_not_deleted(mine):
    """Unless they stop naming it, or go, in the same batch."""
    agent = Agent("agent:x", names=(AgentName(Text("見本花子")),))
    naming = book(contributors=(Contributor(Text("見本花子"), roles=("A01",), agent="agent:x"),))
    mine.save(agent, naming)
    with pytest.raises(BadRecord) as error:
        mine.delete("agent:x")
    (problem,) = error.value.problems
    assert (problem.where.record, problem.where.path, problem.found) == (naming.id, "contributors[0].agent", "agent:x")
    with mine.batch("without") as batch:
        batch.delete("agent:x")
        batch.save(book())
    assert [record.id for record in mine] == [naming.id]
    mine.save(agent, naming)
    with mine.batch("both") as batch:
        batch.delete("agent:x")
        batch.delete(naming.id)
    assert list(mine) == []


def test_chapters_are_deleted_alone_and_with_their_book(mine):
    """A reference to one of them holds the book too."""
    mine.save(book(contents=(chapter("a:1"), chapter("a:2"))))
    mine.delete("chapter:a:1")
    assert [c.id for c in mine[f"book:{ISBN}"].contents] == ["chapter:a:2"]
    mine.save(book("b", related=(Relation("related", "chapter:a:2"),)))
    with pytest.raises(BadRecord):
        mine.delete(f"book:{ISBN}")
    with pytest.raises(UnknownRecord):
        mine.delete("chapter:a:1")
    with pytest.raises(UnknownRecord):
        mine.delete("book:b", merged_into="book:nobody")


# --- write and validate take records and archives


def test_write_takes_an_archive_or_a_record(packaged, tmp_path):
    """An archive is its own catalogue."""
    with_it = tmp_path / "a.xml"
    assert write(packaged, with_it, to="oai_dc") == write(
        packaged.records(), tmp_path / "b.xml", to="oai_dc", catalogue=packaged
    )
    assert with_it.read_bytes() == (tmp_path / "b.xml").read_bytes()
    assert write(book(), tmp_path / "c.xml", to="onix-3.1", validate="schema") == 1


def test_validate_takes_records_and_archives(packaged, mine):
    """One, several, a stream; references are looked at where there is an archive."""
    bad = book(identifiers=(Identifier("isbn-13", "9799999000001"),))
    assert [p.rule for p in validate(bad).problems if p.severity == "error"] == ["isbn-check-digit"]
    assert validate([book(), bad], book("b")).records == 3
    assert validate(record for record in packaged).records == len(packaged)
    assert not validate(packaged).failed
    assert validate(packaged).records == len(packaged)
    lost = book(contributors=(Contributor(Text("見本花子"), roles=("A01",), agent="agent:nobody"),))
    assert "reference-unresolved" not in {p.rule for p in validate(lost).problems}
    assert "reference-unresolved" in {p.rule for p in validate(lost, archive=mine).problems}
    with pytest.raises(UsageError, match="int is no record"):
        validate([5])


# --- the public surface

_FOR_FORMATS = {*formats.__all__, *crosswalk.__all__}
"""What `Format` names is for those who write formats, who find it where `Format` is."""


def _annotations(thing):
    if inspect.isclass(thing):
        if attrs.has(thing):
            yield from (shape for name, shape in declared(thing).items() if not name.startswith("_"))
        for base in thing.__mro__ if thing.__module__.startswith("smj_catalog") else ():
            for name, member in vars(base).items() if base.__module__.startswith("smj_catalog") else ():
                member = getattr(member, "__func__", getattr(member, "fget", member))
                if not name.startswith("_") and inspect.isfunction(member):
                    yield from map(str, member.__annotations__.values())
    elif inspect.isfunction(thing):
        yield from map(str, thing.__annotations__.values())


def _ours(word, thing):
    module = inspect.getmodule(thing)
    made = getattr(module, word, None) or getattr(smj_catalog, word, None)
    return getattr(made, "__module__", "").startswith("smj_catalog") or word in vars(module).get("__annotations__", {})


@pytest.mark.parametrize("name", smj_catalog.__all__)
def test_what_a_public_signature_names_is_public(name):
    """Nobody has to look for a type of the API in the source."""
    thing = getattr(smj_catalog, name)
    words = {
        w for text in _annotations(thing) for w in re.findall(r"\b[A-Z]\w+", re.sub(r"'[^']*'|\"[^\"]*\"", "", text))
    }
    known = {*smj_catalog.__all__, *(_FOR_FORMATS if name == "Format" else ())}
    assert {word for word in words - known if _ours(word, thing)} == set()


def test_record_is_a_type_to_test_with():
    """``isinstance(thing, Record)`` tells records from all else."""
    assert isinstance(book(), Record)
    assert not isinstance(Text("見本"), Record)


# --- JSON and tables


def test_a_record_as_a_dictionary_and_back(packaged):
    """The shape of the format jsonl; nothing is lost on the way through JSON."""
    lines = io.BytesIO()
    write(packaged, lines, to="jsonl")
    told = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert [to_dict(record) for record in packaged] == told
    assert [from_dict(data) for data in told] == list(packaged)
    with pytest.raises(BadRecord, match="kind_of_record"):
        from_dict({"id": "book:x"})


def test_json_libraries_take_the_converter(packaged):
    """One value, one record, lists of records."""
    converter = json_converter()
    every = list(packaged)
    data = converter.unstructure(every, unstructure_as=list[Record])
    assert data == [to_dict(record) for record in every]
    assert converter.structure(json.loads(json.dumps(data)), list[Record]) == every
    one = packaged["book:9784750329482"]
    text = json.dumps({"books": [one]}, default=converter.unstructure)
    assert converter.structure(json.loads(text)["books"][0], Book) == one


@pytest.mark.parametrize("kind", [None, "book", Component, "agent"])
def test_rows_for_data_frames(packaged, kind):
    """Flat, all with the same keys, the cells of the format csv."""
    rows = list(packaged.to_rows(kind=kind))
    assert len({tuple(row) for row in rows}) == 1
    assert {type(cell) for row in rows for cell in row.values()} <= {str, type(None)}
    table = io.BytesIO()
    kinds = RECORD_TYPES if kind is None else [kind if isinstance(kind, str) else kind.__name__.lower()]
    write(packaged, table, to="csv", validate=False, options={"kinds": list(kinds)})
    lines = list(csv.DictReader(io.StringIO(table.getvalue().decode("utf-8-sig"))))
    assert [{k: v for k, v in line.items() if v} for line in lines] == [
        {k: v for k, v in row.items() if v} for row in rows
    ]


def test_rows_in_japanese(packaged):
    """Headers in the language asked for; an unknown kind or language raises at once."""
    assert "書名" in next(packaged.to_rows(Book, lang="ja")) or "タイトル" in next(packaged.to_rows(Book, lang="ja"))
    for asked in ({"kind": "books"}, {"lang": "fr"}):
        with pytest.raises(UsageError):
            packaged.to_rows(**asked)


def issue(key, number, volume=None):
    return Issue(
        f"issue:{key}", "periodical:mihon", numbering=Numbering(numbers=(number,), volume=volume), titles="見本"
    )


TWICE = {
    "two records of one call with one id": ([], [book(title="一"), book(title="二")], "record-id-twice"),
    "a chapter that another book has": (
        [book("a", contents=[chapter("x")])], [book("b", contents=[chapter("x")])], "record-id-twice",
    ),
    "a chapter that has a file of its own": ([chapter("x")], [book("b", contents=[chapter("x")])], "record-id-twice"),
    "a chapter in two books of one call": (
        [], [book("a", contents=[chapter("x")]), book("b", contents=[chapter("x")])], "record-id-twice",
    ),
    "an issue with the number of another": ([issue("a", "1")], [issue("b", "1")], "number-twice"),
    "a circle of concepts": (
        [Concept("subject:a", labels=[Text("甲")], broader=["subject:b"])],
        [Concept("subject:b", labels=[Text("乙")], broader=["subject:a"])], "concept-cycle",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("there", "saved", "rule"), TWICE.values(), ids=TWICE)
def test_what_write_would_refuse_is_refused_when_it_is_saved(tmp_path, there, saved, rule):
    mine = init(tmp_path / "new", empty=True)
    mine.save(Periodical("periodical:mihon", titles="見本通信"), *there)
    before = [*mine]
    with pytest.raises(BadRecord, match=rule):
        mine.save(*saved)
    assert [*mine] == before


def test_an_issue_may_have_the_number_of_another_volume_and_keep_its_own(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    mine.save(Periodical("periodical:mihon", titles="見本通信"), issue("a", "1", "1"))
    assert mine.save(issue("b", "1", "2"))
    assert mine.save(attrs.evolve(mine["issue:b"], titles="見本二"))


def test_a_chapter_moves_to_another_book_in_one_batch(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    mine.save(book("a", contents=[chapter("x")]))
    mine.save(book("b", contents=[chapter("x")]), book("a"))
    assert mine.host_of("chapter:x") == "book:b"


def test_threads_that_share_an_archive_lose_nothing(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    with ThreadPoolExecutor(3) as threads:
        done = [*threads.map(lambda n: mine.save(book(f"{n}")), range(12))]
    assert len({*done} - {None}) == len(mine) == 12
    assert verify(mine) == []


def test_a_thread_waits_for_the_batch_of_another_and_does_not_join_it(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    with ThreadPoolExecutor(1) as other:
        with mine.batch() as edit:
            edit.save(book("a"))
            waiting = other.submit(mine.save, book("b"))
            edit.delete("book:a")
        assert waiting.result(timeout=60)
    assert [r.id for r in mine] == ["book:b"]


def test_an_archive_that_is_gone_is_no_archive_without_records(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    mine.save(book())
    out = tmp_path / "out.jsonl"
    write(mine, out, to="jsonl")
    before = out.read_bytes()
    mine = Archive.open(tmp_path / "new")
    (tmp_path / "new").rename(tmp_path / "gone")
    (tmp_path / "new").mkdir()  # where a share was mounted
    asks = [
        len,
        list,
        validate,
        lambda a: a.get("book:x"),
        lambda a: "book:x" in a,
        lambda a: write(a, out, to="jsonl"),
    ]
    for ask in asks:
        with pytest.raises(StoreError, match="no longer there"):
            ask(mine)
    assert out.read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads every folder")
def test_a_folder_that_cannot_be_read_is_told(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    mine.save(book())
    (mine.folder / "books").chmod(0)
    try:
        for ask in (list, lambda a: a.get(f"book:{ISBN}")):
            with pytest.raises(BadSource, match="books"):
                ask(Archive.open(mine.folder))
    finally:
        (mine.folder / "books").chmod(0o755)


def test_what_is_not_found_while_a_file_cannot_be_read_is_no_none(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    mine.save(book("a", title="見本"), book("b", title="別の見本"))
    (mine.folder / "books" / "b.xml").write_text("<book")
    mine.refresh()
    assert mine.find(title="見本").id == "book:a"
    with pytest.raises(BadSource, match=r"b\.xml"):
        mine.find(title="別の見本")


def test_a_record_is_not_merged_into_itself(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    mine.save(book("a"))
    with pytest.raises(UsageError, match="itself"):
        mine.delete("book:a", merged_into="book:a")
    assert "book:a" in mine


def test_articles_are_selected_also_where_they_stand_in_something(tmp_path):
    mine = init(tmp_path / "new", empty=True)
    mine.save(book("a", contents=[chapter("x")]), chapter("y"))
    assert [(r.id, r.host) for r in select(mine, kinds=["component"])] == [("chapter:y", None), ("chapter:x", "book:a")]
    assert [r.id for r in select(mine, kinds=["component", "book"])] == ["chapter:y", "book:a"]
