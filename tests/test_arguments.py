"""What the public functions take: an archive or its folder, paths as text or Path, one or many, and else a refusal that says what."""

from __future__ import annotations

import inspect
import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

import smj_catalog
from smj_catalog import (
    Archive,
    Book,
    CatalogError,
    ImportOptions,
    UsageError,
    accept,
    commit_plan,
    compare,
    convert,
    from_dict,
    init,
    kind_of,
    load_plan,
    plan_import,
    profile_named,
    read,
    ready,
    recipients,
    select,
    send,
    sendings,
    split,
    title_of,
    to_dict,
    undo,
    validate,
    verify,
    why,
    write,
    write_rejects,
)

BOOK = Book("book:x", titles="見本")


def folder_of(given: Any) -> Path:
    return given.folder if isinstance(given, Archive) else Path(given)


def last(given: Any) -> str:
    return next(iter(Archive.open(folder_of(given)).batches())).id


OF_ARCHIVES: dict[str, Callable[[Any, Path], Any]] = {
    "accept": lambda a, _: accept(a),
    "commit_plan": lambda a, out: commit_plan(plan_import(out / "in.jsonl", out / "mine"), a),
    "convert": lambda a, out: convert(out / "in.jsonl", out / "out.csv", to="csv", archive=a),
    "compare": lambda a, out: list(compare(out / "in.jsonl", out / "in.jsonl", archive=a)),
    "plan_import": lambda a, out: dict(plan_import(out / "in.jsonl", a).counts),
    "ready": lambda a, _: ready(a, "onix-plain").records,
    "recipients": lambda a, _: list(recipients(a)),
    "select": lambda a, _: [it.id for it in select(a, scope="all")],
    "send": lambda a, out: send(a, "mihon", out / "box", dry=True).sent,
    "sendings": lambda a, _: list(sendings(a)),
    "split": lambda a, out: split([BOOK], out / "parts", to="smj-1", catalogue=a),
    "undo": lambda a, out: undo(a, last(out / "mine"), dry=True).batch,
    "validate": lambda a, _: validate(BOOK, archive=a).records,
    "verify": lambda a, _: verify(a),
    "why": lambda a, _: [it.batch for it in why(a, "book:x")],
    "write": lambda a, out: write([BOOK], out / "x.xml", to="smj-1", catalogue=a),
}  # fmt: skip
"""Public function -> a call of it with an archive."""
NONE = {"compare", "convert", "split", "validate", "write"}
"""Those for which no archive is an answer too."""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    made = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本の会", contact="mihon@mihon.example")
    toml = made.folder / "archive.toml"
    toml.write_text(f'{toml.read_text("utf-8")}\n[recipients.mihon]\nprofile = "onix-plain"\n', "utf-8")
    accept(made.folder)
    Archive.open(made.folder).save(BOOK, note="x")
    write([BOOK], tmp_path / "in.jsonl", to="jsonl")
    return made.folder


def test_every_function_that_asks_for_an_archive_is_tried():
    functions = {name: getattr(smj_catalog, name) for name in smj_catalog.__all__}
    asked = {
        name for name, it in functions.items() if inspect.isfunction(it)
        and any("Archive" in str(p.annotation) for p in inspect.signature(it).parameters.values())
    }  # fmt: skip
    assert asked == set(OF_ARCHIVES)


@pytest.mark.parametrize("name", OF_ARCHIVES)
def test_an_archive_is_given_as_such_or_as_its_folder(name: str, mine: Path, tmp_path: Path):
    """Also one that was left: an archive holds nothing open."""
    call = OF_ARCHIVES[name]
    with Archive.open(mine) as archive:
        pass
    assert call(archive, tmp_path) == call(str(mine), tmp_path) == call(mine, tmp_path)


@pytest.mark.parametrize("given", [None, 5, b"mine", ["mine"], BOOK], ids=repr)
@pytest.mark.parametrize("name", OF_ARCHIVES)
def test_what_is_no_archive_is_refused_with_what_is_taken(name: str, given: Any, mine: Path, tmp_path: Path):
    if given is None and name in NONE:
        OF_ARCHIVES[name](given, tmp_path)
        return
    with pytest.raises(UsageError, match="an archive or its folder"):
        OF_ARCHIVES[name](given, tmp_path)


CLOSED = io.BytesIO(b"{}")
CLOSED.close()
REFUSED: dict[str, tuple[Callable[[Any, Path], Any], tuple[Any, ...]]] = {
    "from_dict": (lambda it, _: from_dict(it), (None, 5, "x", [])),
    "init": (lambda it, _: init(it), (None, 5, b"x")),
    "kind_of": (lambda it, _: kind_of(it), (None, 5, "book:x", [BOOK], Book)),
    "load_plan": (lambda it, _: load_plan(it), (None, 5, b"x")),
    "plan_import": (lambda it, mine: plan_import(it, mine), (None, 5, [None], [5])),
    "profile_named": (lambda it, _: profile_named(it), (None, 5, "nothing")),
    "read": (lambda it, _: list(read(it)), (None, 5, [BOOK], "mode")),
    "read closed": (lambda _, mine: list(read(CLOSED)), (None,)),
    "ready": (lambda it, mine: ready(mine, it), (None, 5, "nobody", b"x")),
    "ready ids": (lambda it, mine: ready(mine, "onix-plain", ids=it), (5, "nobody")),
    "recipients": (lambda it, mine: send(mine, it, mine.parent / "box"), (None, 5, "nobody", ["mihon"])),
    "select": (lambda it, mine: list(select(mine, kinds=it)), (5, "nothing", [None])),
    "send": (lambda it, mine: send(mine, "mihon", it), (None, 5, b"x", ["box"])),
    "sendings": (lambda it, mine: list(sendings(mine, it)), (5, b"x", ["mihon"])),
    "split": (lambda it, mine: split([BOOK], it, to="smj-1"), (None, 5)),
    "split to": (lambda it, mine: split([BOOK], mine.parent / "parts", to=it), (None, 5, "nothing")),
    "title_of": (lambda it, _: title_of(it), (None, 5, "book:x")),
    "to_dict": (lambda it, _: to_dict(it), (None, 5, "book:x", [BOOK])),
    "undo": (lambda it, mine: undo(mine, it), (None, 5, "nothing")),
    "validate": (lambda it, _: validate(it), (None, 5, [None], [5])),
    "why": (lambda it, mine: list(why(mine, it)), (None, 5, "book:none")),
    "write": (lambda it, mine: write(it, mine.parent / "x.xml", to="smj-1"), (None, 5, [None], ["book:x"], "book:x")),
    "write target": (lambda it, _: write([BOOK], it, to="smj-1"), (None, 5)),
    "write_rejects": (lambda it, mine: write_rejects(plan_import(mine.parent / "in.jsonl", mine), it), (None, 5)),
    "write_rejects plan": (lambda it, mine: write_rejects(it, mine.parent / "out"), (None, 5)),
    "commit_plan plan": (lambda it, mine: commit_plan(it, mine), (None, 5, "plan")),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given"), [(name, it) for name, (_, several) in REFUSED.items() for it in several], ids=repr
)
def test_what_is_no_such_thing_is_refused_by_an_error_of_ours(name: str, given: Any, mine: Path):
    with pytest.raises(CatalogError):
        REFUSED[name][0](given, mine)


EMPTY: Iterable[Callable[[Path], Any]] = (
    lambda mine: write([], mine.parent / "x.jsonl", to="jsonl"),
    lambda mine: write((it for it in ()), mine.parent / "x.jsonl", to="jsonl"),
    lambda mine: split([], mine.parent / "parts", to="smj-1"),
    lambda mine: validate([]).records,
    lambda mine: validate(it for it in ()).records,
    lambda mine: dict(plan_import([], mine).counts) or 0,
)


@pytest.mark.parametrize("call", EMPTY)
def test_nothing_is_nothing(call: Callable[[Path], Any], mine: Path):
    assert call(mine) in (0, None)


def test_one_and_a_generator_are_as_many(mine: Path):
    """Where several are asked for, one is enough, and what yields them."""
    assert (
        ready(mine, "onix-plain", ids="book:x").records == ready(mine, "onix-plain", ids=iter(["book:x"])).records == 1
    )
    assert [it.id for it in select(mine, ids=iter(["book:x"]))] == ["book:x"]
    assert validate(it for it in [BOOK]).records == validate(BOOK).records == 1
    assert write((it for it in [BOOK]), mine.parent / "x.jsonl", to="jsonl") == write(
        BOOK, mine.parent / "x.jsonl", to="jsonl"
    )
    assert dict(plan_import(iter([mine.parent / "in.jsonl"]), mine).counts) == {"same": 1}


WRONG: dict[str, Callable[[Any, Archive], Any]] = {
    "note": lambda it, a: a.save(evolve(BOOK, imprint="見本"), note=it),
    "who": lambda it, a: a.batch("x", who=it).__enter__(),
    "reason": lambda it, a: a.delete("book:x", reason=it),
    "title": lambda it, a: a.find(title=it),
    "scheme": lambda it, a: a.find(own="1", scheme=it),
    "lang": lambda it, a: list(a.to_rows(lang=it)),
    "kinds": lambda it, a: list(a.records(kinds=it)),
    "record_id": lambda it, a: list(a.journal_for(it)),
    "batch_id": lambda it, a: a.changes_of(it),
    "name": lambda it, a: list(why(a, "book:x", it)),
    "now": lambda it, a: ready(a, "onix-plain", now=it),
    "ids": lambda it, a: ready(a, "onix-plain", ids=it),
    "asked": lambda it, a: recipients(a, asked=it),
    "report": lambda it, a: write(BOOK, a.folder / "x", to="jsonl", report=it),
    "options": lambda it, a: write(BOOK, a.folder / "x", to="csv", options=it),
    "context": lambda it, a: write(BOOK, a.folder / "x", to="jsonl", context=it),
    "gone": lambda it, a: write(BOOK, a.folder / "x", to="jsonl", gone=it),
    "format": lambda it, _: validate(BOOK, format=it),
    "domain": lambda it, a: init(a.folder.parent / "other", domain=it),
    "table": lambda it, _: ImportOptions(table=it),
    r"table\['ignore'\]": lambda it, _: ImportOptions(table={"ignore": "定価" if it == 5 else it}),
    "options ": lambda it, a: plan_import(a.folder.parent / "in.jsonl", a, it),
    "columns": lambda it, a: write(BOOK, a.folder / "x", to="csv", options={"columns": [it]}),
    "to": lambda it, a: write(BOOK, a.folder / "x", to=it),
    "on_reject": lambda it, a: list(read(a.folder.parent / "in.jsonl", on_reject=it)),
    "keep": lambda it, a: list(a.records(keep=it)),
    "report ": lambda it, a: a.save(Book("book:neu", titles="見本"), report=it),
    "path": lambda it, _: Archive.open(it),
    "one, other": lambda it, a: list(compare(a, it)),
}


@pytest.mark.parametrize("given", [5, True, b"x", 1.5], ids=repr)
@pytest.mark.parametrize("name", WRONG)
def test_an_argument_of_a_wrong_type_is_refused_with_its_name(name: str, given: Any, mine: Path):
    """At the call: nothing of another type reaches the journal or a file."""
    archive = Archive.open(mine)
    before = len(list(archive.batches()))
    with pytest.raises(UsageError, match=f"^{name.strip()}: "):
        WRONG[name](given, archive)
    assert len(list(Archive.open(mine).batches())) == before


def test_an_empty_list_is_no_record_and_not_all(mine: Path):
    """What a program has found nothing for, it neither writes nor sends."""
    assert [*select(mine, ids=[])] == [*select(mine, kinds=[])] == ready(mine, "onix-plain", ids=[]).ids == []
    assert len([*select(mine)]) == len([*select(mine, ids=None, kinds=None)]) > 0
