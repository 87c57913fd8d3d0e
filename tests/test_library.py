"""What programs hand to the library: taken where one thing can be meant, else refused by an error of ours that says what is taken."""

import io
import json
import pickle
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest
from attrs import evolve

import smj_catalog
from smj_catalog import (
    Agent,
    AgentName,
    Archive,
    BadRecord,
    Book,
    CatalogError,
    Component,
    Identifier,
    Issue,
    Message,
    Moved,
    Periodical,
    PlanRefused,
    Problem,
    Product,
    Report,
    StoreError,
    UnknownRecord,
    UsageError,
    Where,
    commit_plan,
    compare,
    from_dict,
    init,
    json_converter,
    kind_of,
    load_plan,
    plan_import,
    read,
    select,
    split,
    to_dict,
    undo,
    validate,
    why,
    write,
    write_rejects,
)  # fmt: skip

needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")

PROBLEM = Problem(Where(path="titles"), "text-type", "5", Message("a-text", {}))
ERRORS = [kind for name in smj_catalog.__all__
          if isinstance(kind := getattr(smj_catalog, name), type) and issubclass(kind, CatalogError) and kind is not PlanRefused]  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    with init(tmp_path / "archive", empty=True) as made:
        made.save(Book("book:x", titles="見本の社会"))
        yield made


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("why", [lambda: Message("a-text", {}), lambda: PROBLEM, lambda: iter([PROBLEM])])
def test_errors_go_from_process_to_process(kind, why):
    """All of them, with their words, problems and whatever else they hold."""
    error = kind(why())
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (str(again), again.text("ja"), again.problems, again.args) == (
        str(error),
        error.text("ja"),
        error.problems,
        error.args,
    )


def test_a_refused_plan_goes_from_process_to_process(archive, tmp_path):
    """With its plan, whose file holds the rows."""
    (tmp_path / "n.csv").write_text("種類,書名,定価\n図書,見本,abc\n", "utf-8")
    with pytest.raises(PlanRefused) as error:
        commit_plan(plan_import([tmp_path / "n.csv"], archive), archive)
    again = pickle.loads(pickle.dumps(error.value))
    assert (str(again), again.problems) == (str(error.value), error.value.problems)
    assert [entry.action for entry in again.plan.entries()] == ["reject"]


BOOK = Book("book:x", titles="見本の社会")


class Mine(Book):
    """A class of a user's own."""


@pytest.mark.parametrize(
    "given", [Mine("book:x", titles="見本"), Product("book:x"), None, 5, "x"], ids=lambda it: type(it).__name__
)
@pytest.mark.parametrize(
    "use",
    [
        lambda it, archive: archive.save(it), lambda it, _: validate([it]), lambda it, _: to_dict(it), lambda it, _: kind_of(it),
        lambda it, _: write([it], io.BytesIO(), to="jsonl", validate=False), lambda it, _: write([it], io.BytesIO(), to="csv"),
        lambda it, _: write(it, io.BytesIO(), to="onix-3.1"), lambda it, _: split([it], "/nowhere", to="smj-1"),
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(given, use, archive):
    """A class made from a record's, the base of several, and what is nothing of the kind."""
    with pytest.raises(UsageError, match=f"{type(given).__name__} is no record; give a Periodical, Issue"):
        use(given, archive)


@pytest.mark.parametrize("of", [str, Path])
def test_archives_and_files_are_taken_as_paths(archive, tmp_path, of):
    """Where an archive is asked for, its folder will do, and one path for several."""
    folder, source, plan = of(archive.folder), tmp_path / "n.csv", tmp_path / "plan"
    source.write_text("種類,書名,定価\n図書,見本,abc\n", "utf-8")
    assert [r.id for r in Archive(folder)] == [r.id for r in select(folder)] == ["book:x"]
    assert write(BOOK, tmp_path / "out", to="jsonl", catalogue=folder) == 1
    assert split(BOOK, tmp_path / "outs", to="smj-1", catalogue=folder) == 1
    assert not validate(BOOK, archive=folder).failed
    made = plan_import(of(source), folder, to=plan)
    assert made.counts == load_plan(of(plan)).counts == {"reject": 1}
    assert [path.name for path in write_rejects(made, of(tmp_path))] == ["n.rejects.csv"]
    assert commit_plan(made, folder, skip=True) is None
    batch = next(archive.batches()).id
    assert [reason.batch for reason in why(folder, "book:x", "titles")] == [batch]
    assert not [*compare(batch, folder, archive=folder)]
    assert undo(folder, next(archive.batches())).removed == ["book:x"]


LINE = b'{"kind_of_record":"book","id":"book:x","titles":[{"text":{"text":"a"}}]}\n'


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview, io.BytesIO])
def test_bytes_of_all_kinds_are_read(kind):
    """Whatever holds them."""
    assert [record.id for record in read(kind(LINE))] == ["book:x"]
    assert validate(kind(LINE)).records == 1


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda keep, _: list(read(io.StringIO("x"))), "source: found <_io.StringIO"), (lambda keep, _: list(read(None)), "source: found None"),
        (lambda keep, _: list(read(keep("r"))), "binary mode ('rb')"), (lambda keep, _: list(read(5)), "source: found 5"),
        (lambda keep, _: validate(io.StringIO("x")), "binary mode ('rb')"), (lambda keep, _: validate(keep("r")), "'rb'"),
        (lambda keep, _: write(BOOK, io.StringIO(), to="jsonl"), "target: found <_io.StringIO"),
        (lambda keep, _: write(BOOK, keep("a"), to="jsonl"), "binary mode ('wb')"),
        (lambda keep, _: write(BOOK, keep(""), to="jsonl"), "'wb'"),
        (lambda keep, _: write(BOOK, None, to="jsonl"), "target: found None"), (lambda keep, _: validate(BOOK, archive=5), "archive: found 5"),
        (lambda keep, _: write(BOOK, io.BytesIO(), to="jsonl", catalogue=5), "catalogue: found 5; expected an archive or its folder"),
        (lambda keep, _: plan_import([], 5), "archive: found 5"), (lambda _, a: a[0], "record_id: found 0"), (lambda _, a: a.get(None), "found None"), (lambda _, a: a.get(["x"]), "record_id: found ['x']"),
        (lambda _, a: a.find(isbn="\ud800"), "isbn: found '\\ud800'; expected text"), (lambda _, a: a.find(title=5), "title: found 5"),
        (lambda _, a: a.find(isbn=[1]), "isbn: found [1]"), (lambda _, a: a.delete(BOOK), "record_id: found Book(id='book:x'"),
        (lambda _, a: a.delete("book:x", merged_into=5), "merged_into: found 5"), (lambda _, a: undo(a, 5), "batch_id: found 5"),
        (lambda _, a: a.records([Book]), "unknown kind of record"), (lambda _, a: a.records(Book, kinds=[Issue]), "not both"),
        (lambda _, a: a.records(Mine), "unknown kind of record 'Mine'"),
        (lambda _, a: list(select(a, scope=None)), "scope: found None; expected scopes"), (lambda _, a: list(select(a, kinds=["x"])), "kind of record 'x'"),
    ],
)  # fmt: skip
def test_arguments_of_wrong_types_are_refused(call, says, tmp_path, archive):
    """With the argument, what was found and what is taken."""
    (tmp_path / "text").write_text("x", "utf-8")
    with ExitStack() as kept:
        temporary = kept.enter_context(tempfile.NamedTemporaryFile("w", dir=tmp_path))

        def keep(mode):
            return kept.enter_context((tmp_path / "text").open(mode, encoding="utf-8")) if mode else temporary

        with pytest.raises(UsageError) as error:
            call(keep, archive)
    assert says in str(error.value)
    assert error.value.text("ja")


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "nowhere/x", pytest.param("/dev/full", marks=needs_full)])
def test_files_that_cannot_be_written_are_told(name, tmp_path):
    """By an error of ours, whatever the system says of them."""
    with pytest.raises(StoreError, match="cannot be written"):
        write(BOOK, tmp_path / name, to="jsonl")


@pytest.mark.parametrize("data", [None, 5, "x", [BOOK]])
def test_only_dictionaries_are_records(data):
    """Others are told as they are."""
    with pytest.raises(BadRecord, match="expected a dictionary"):
        from_dict(data)


def test_keys_that_are_no_text():
    """They are told like all that no field has."""
    with pytest.raises(BadRecord) as error:
        from_dict({"kind_of_record": "book", "id": "book:x", 5: 1, "mine": 2})
    assert [p.found for p in error.value.problems] == ["5", "mine"]


def test_one_word_stands_for_a_list_of_one(archive):
    """Kinds and ids of `select`; numbers of `find` may be numbers."""
    archive.save(
        evolve(BOOK, identifiers=Identifier("isbn", "9799999000009")), Agent("agent:x", names=AgentName("見本会"))
    )
    assert [r.id for r in select(archive, kinds="book")] == [r.id for r in select(archive, kinds=Book)] == ["book:x"]
    assert [r.id for r in select(archive, ids="agent:x")] == ["agent:x"]
    assert archive.find(isbn=9799999000009) == archive["book:x"]


@pytest.mark.parametrize(
    ("fields", "path", "found", "expected"),
    [
        ({"prices": [{"amount": "abc"}]}, "prices[0].amount", "'abc'", "a decimal number"),
        ({"prices": [{"amount": 1.5}]}, "prices[0].amount", "1.5", "a decimal number"),
        ({"prices": [{"amount": "1", "tax": "no"}]}, "prices[0].tax", "'no'", "one of included"),
        ({"titles": ["x"]}, "titles[0]", "'x'", "an object with the fields text, type"), ({"titles": "x"}, "titles", "'x'", "a list"),
        ({"titles": [{"text": {"text": ""}}]}, "titles[0].text.text", "", "non-empty text"),
        ({"titles": [{"text": {"text": "a\x01"}}]}, "titles[0].text.text", "\x01", "characters"),
        ({"titles": [{}]}, "titles[0].text", None, "a value"), ({"titles": [{"text": {}}]}, "titles[0].text.text", None, "a value"),
        ({"titles": [{"text": {"text": "a", "readings": [{"text": 5}]}}]}, "titles[0].text.readings[0].text", "5", "non-empty text"),
        ({"titles": [{"text": {"text": "a", "txt": 1}}]}, "titles[0].text", "txt", "text"), ({"imprint": 5}, "imprint", "5", "an object"),
        ({"dates": [{"role": "cover", "date": "x"}]}, "dates[0].date", "x", "YYYY"),
        ({"dates": [{"role": "x", "date": "2020"}]}, "dates[0].role", "x", "publication"), ({"editions": [{"number": "2"}]}, "editions[0].number", "'2'", "whole"),
        ({"identifiers": [{"type": "own"}]}, "identifiers[0].value", None, "a value"), ({"id": "x y"}, "id", "x y", "a record id"),
        ({"sources": [{"id": "a b"}]}, "sources[0].id", "a b", "a code"), ({"contents": [{"id": "article:x", "title": {"text": 1}}]}, "contents[0].title.text", "1", "an object"),
        ({"no_series": "yes"}, "no_series", "'yes'", "true or false"), ({"scope": None}, None, None, None), ({"form_details": [1]}, "form_details[0]", "1", "text"),
    ],
)  # fmt: skip
def test_faults_of_dictionaries_are_told_where_they_are(fields, path, found, expected):
    """With the whole path, what stands there and what can; nothing of how they are read."""
    given = {"kind_of_record": "book", "id": "book:x", **fields}
    if path is None:
        assert from_dict(given) == Book("book:x")
        return
    with pytest.raises(BadRecord) as error:
        from_dict(given)
    (problem,) = error.value.problems
    assert (problem.where.path, problem.found) == (path, found)
    assert expected in problem.expected.text("en")
    assert problem.expected.text("ja") != problem.expected.text("en")


def test_json_of_records_says_what_they_are(archive):
    """Through the converter as through `to_dict`; where the class is named, it need not."""
    converter = json_converter()
    book = evolve(BOOK, contents=Component("chapter:x:1", "見本の章"))
    told = json.loads(json.dumps([book], default=converter.unstructure))
    assert told == [to_dict(book)] == converter.unstructure([book])
    assert from_dict(told[0]) == converter.structure(told[0], Book) == book
    assert converter.structure({"id": "book:x"}, Book) == Book("book:x")
    with pytest.raises(BadRecord, match="expected one of issue"):
        converter.structure(told[0], Issue)


@pytest.mark.parametrize("to", ["out.jsonl", None])
def test_reports_say_how_many_were_written(to, tmp_path):
    """Of one file, and of files of their own."""
    report = Report("write")
    write(BOOK, io.BytesIO() if to is None else tmp_path / to, to="jsonl", report=report)
    split([BOOK, Book("book:y", titles="見本")], tmp_path, to="smj-1", report=report)
    assert report.records == 3


def test_a_record_that_was_changed_by_others(archive):
    """It says to read again; there is no plan that could be made again."""
    Archive.open(archive.folder).save(evolve(BOOK, titles="見本の社会 改"))
    with pytest.raises(Moved, match=r"book:x was changed by others .* refresh\(\)\) and repeat"):
        archive.save(evolve(BOOK, titles="見本の社会 再"))
    archive.refresh()
    assert archive.save(evolve(BOOK, titles="見本の社会 再"))


def test_encodings_of_tables_go_both_ways():
    """What `write` takes, `read` takes too."""
    target = io.BytesIO()
    write(Book("book:x", titles="Café"), target, to="csv", options={"encoding": "windows-1252"})
    (again,) = read(target.getvalue(), options={"encoding": "windows-1252"})
    assert again.title == "Café"


@pytest.mark.parametrize("kind", [Book, Issue, Periodical, Agent])
def test_help_tells_standards_once(kind):
    """Of each field."""
    for line in kind.__doc__.splitlines():
        assert line.count("ONIX: ") <= 1 >= line.count("MARC: ")


def test_an_error_says_what_it_is_as_json_holds_it(tmp_path: Path):
    """Class, text and problems, whether a value is at fault or the call; what is wrong with a record names it."""
    archive = init(tmp_path / "mine", empty=True)
    with pytest.raises(UnknownRecord) as unknown:
        archive.delete("book:none")
    assert json.loads(json.dumps(unknown.value.as_dict("ja"))) == {
        "error": "UnknownRecord", "text": unknown.value.text("ja"), "problems": []}  # fmt: skip
    with pytest.raises(BadRecord) as bad:
        from_dict({"kind_of_record": "book", "id": "book:mihon", "prices": [{"amount": "x"}], "mine": 1})
    told = bad.value.as_dict()
    assert [(p["record"], p["path"]) for p in told["problems"]] == [
        ("book:mihon", "prices[0].amount"),
        ("book:mihon", None),
    ]
    with pytest.raises(BadRecord) as kindless:
        from_dict({"id": "book:mihon"})
    (problem,) = kindless.value.problems
    assert (problem.where.record, problem.where.path, problem.found) == ("book:mihon", "kind_of_record", None)
