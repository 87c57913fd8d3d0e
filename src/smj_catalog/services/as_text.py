"""Records as one text that a person changes in an editor, and back."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import zip_longest

from attrs import evolve

from smj_catalog.errors import InputError
from smj_catalog.formats import Writing, get
from smj_catalog.formats.tabular import forms_told
from smj_catalog.formats.xml import alone, with_components
from smj_catalog.model import Record, kind_of
from smj_catalog.problems import Problem, Where, errors_of, message
from smj_catalog.services.importing import Entry
from smj_catalog.services.importing.merging import differences
from smj_catalog.services.one_row import Draft
from smj_catalog.services.validation import validate
from smj_catalog.store import Archive, comment_lost, read_bytes
from smj_catalog.store.settings import FORMAT

_MARK = "smj-catalog: "
_OURS = re.compile(rb"[ \t]*<!-- " + _MARK.encode() + rb".*?-->[ \t]*\r?\n?", re.DOTALL)


def text_of(records: Iterable[Record], archive: Archive) -> bytes:
    """Return records in the native format: one as its file has it, several in one document."""
    native, held = get(FORMAT), [*records]
    assert native.single is not None
    assert native.document is not None
    if len(held) == 1:
        return native.single(held[0], archive.context)
    return b"".join(native.document(held, Writing(archive.context)))


def plain(text: bytes) -> bytes:
    """Return a text without what `annotated` wrote into it."""
    return _OURS.sub(b"", text)


def annotated(text: bytes, problems: Iterable[Problem], lang: str) -> bytes:
    """Return a text in which each problem stands in a comment above its line; never above the first, which declares XML."""
    lines = text.splitlines(keepends=True)
    for problem in sorted(problems, key=lambda p: -(p.where.line or 1)):
        words = evolve(problem, where=evolve(problem.where, line=None)).text(lang)
        comment = f"<!-- {_MARK}{re.sub('-(?=-)', '- ', words)} -->\n".encode()
        lines.insert(max((problem.where.line or 1) - 1, 1), comment)
    return b"".join(lines)


def where_they_stand(problems: Iterable[Problem], text: bytes) -> Iterator[Problem]:
    """Yield problems of a plain text with the lines that they have in the text that comments of ours stand in."""
    above: list[tuple[int, int]] = []
    for ours in _OURS.finditer(text):
        before = text.count(b"\n", 0, ours.start()) + 1 - sum(count for _, count in above)
        above.append((before, ours[0].count(b"\n")))
    for problem in problems:
        line = problem.where.line
        moved = None if line is None else line + sum(count for at, count in above if at <= line)
        yield evolve(problem, where=evolve(problem.where, line=moved))


def taken(archive: Archive, records: Mapping[str, Record], text: bytes) -> Draft:
    """Return what an edited text makes of records; what was wrong with them before does not stop it.

    Args:
        archive: where they are.
        records: by id, as they are there.
        text: the native format; ids stay, and no record comes or goes.
    """
    old = [(p.rule, p.where.record, p.found) for p in _problems(archive, text_of(records.values(), archive))]
    found = [p for p in _problems(archive, text) if (p.rule, p.where.record, p.found) not in old]
    told = {(p.where.record, p.where.line) for p in found if p.rule != "schema"}
    found = [
        p for p in found if p.rule != "schema" or (p.where.record, p.where.line) not in told
    ]  # of a rule's own words
    errors = errors_of(found)
    if not errors:
        try:
            became = {record.id: record for record in read_bytes(text, "", whole=True)}
        except InputError as error:
            errors = [*error.problems]
    if not errors:
        errors = [*_others(records, became)]
    if errors:
        first, kind = next((r.id, kind_of(r)) for r in records.values())
        return Draft((), (Entry("reject", first, kind, Where()),), tuple(errors))
    found += [p for record_id in records for p in comment_lost(text, record_id)][:1]
    found += [p for i, record in records.items() for p in forms_told(record, became[i])]
    entries = [e for i, record in records.items() for e in changes(record, became[i])]
    for problem in found:
        where = next((e for e in entries if e.record == problem.where.record), entries[0])
        where.problems.append(evolve(problem, where=evolve(problem.where, file=None, line=None)))
    return Draft(tuple(became[i] for i in records if became[i] != records[i]), tuple(entries), ())


def _problems(archive: Archive, text: bytes) -> list[Problem]:
    found = validate(io.BytesIO(text), format=FORMAT, archive=archive).problems
    return [evolve(p, where=evolve(p.where, file=None)) for p in found if p.severity != "info"]


def _others(records: Mapping[str, Record], became: Mapping[str, Record]) -> Iterator[Problem]:
    """Yield what tells that records are not those that were to be edited."""
    gone, new = ([i for i in a if i not in b] for a, b in ((records, became), (became, records)))
    for was, now in zip_longest(gone, new):
        expected = message("id-stays", record=was) if was else message("no-record-more")
        yield Problem(Where(record=was or now, path="id"), "id-changed", now, expected)
    for i in records.keys() & became.keys():
        if kind_of(records[i]) != kind_of(became[i]):
            yield Problem(Where(record=i), "kind-differs", kind_of(became[i]), message("id-stays", record=i))


def changes(before: Record | None, after: Record) -> Iterator[Entry]:
    """Yield what becomes of a record, and of each article or chapter in it."""
    was, now = ({r.id: r for r in with_components([one])} if one is not None else {} for one in (before, after))
    for record_id in [*now, *(i for i in was if i not in now)]:
        old, new = was.get(record_id), now.get(record_id)
        one = new or old
        assert one is not None
        fields = [(c.field, c.old, c.new) for c in differences(old and alone(old), new and alone(new))]
        action = "create" if old is None else "remove" if new is None else "update" if fields else "same"
        if action != "same" or record_id == after.id:
            yield Entry(action, record_id, kind_of(one), Where(), fields=fields if action == "update" else [])  # type: ignore[arg-type]
