"""What may go out: records without errors, under the name of a real sender; and what of them does not arrive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Literal

from attrs import evolve

from smj_catalog.codes.onix import NOT_FOR_SALE
from smj_catalog.crosswalk import Context, carried
from smj_catalog.crosswalk.render import rows
from smj_catalog.errors import CannotWrite, InputError
from smj_catalog.model import Record
from smj_catalog.model.rules import OF_CATALOGUE, CatalogueCheck, check_record
from smj_catalog.problems import Problem, Report, Where, errors_of, message
from smj_catalog.services.validation import unchecked_codes
from smj_catalog.store import Archive
from smj_catalog.store.settings import NAME, placeholders

OnError = Literal["stop", "skip"]
ENOUGH = 100
"""So many errors are gathered before an export stops."""

LOSSES = {
    "prices": "loss-price", "dates": "loss-date", "identifiers": "loss-isbn", "availability": "loss-availability",
}  # fmt: skip
"""Field -> rule of what a recipient misses where it does not go out."""

_DATES = frozenset({"publication", "cover", "online"})
_ISBN = frozenset({"isbn-13", "isbn-10"})


def let_out(
    records: Iterable[Record], report: Report, *, catalogue: Archive | None, on_error: OnError
) -> Iterator[Record]:
    """Yield the records that keep to the rules.

    Args:
        records: a stream of any length.
        report: gets every doubt, and the errors of what stays out.
        catalogue: the archive that the records may refer to; without it references are not looked at.
        on_error: ``skip`` leaves records with an error out; ``stop`` raises at the end and lets none out after the first.

    Raises:
        CannotWrite: records have errors, of which it tells the first hundred or so.
    """
    skip = on_error == "skip"
    whole = CatalogueCheck(catalogue.get if catalogue is not None else None, at_once=skip and catalogue is not None)
    report.problems += unchecked_codes()
    stopped: list[Problem] = []
    for record in records:
        try:
            problems = check_record(record) + whole.record(record)
        except InputError as error:  # what it refers to cannot be read
            problems = [p.at(record=record.id) for p in error.problems]
        if catalogue is None:
            problems = [p for p in problems if p.rule not in OF_CATALOGUE]
        if problems:
            report.problems += problems
            if errors := errors_of(problems):
                if skip:
                    report.rejected += 1
                    continue
                stopped += errors
                if len(stopped) >= ENOUGH:
                    break
        if not stopped:
            yield record
    stopped += whole.finish(unresolved="error" if catalogue is not None and not skip else None)
    if stopped and not skip:
        raise CannotWrite(stopped)


def require_sender(catalogue: Archive, keys: Iterable[str]) -> None:
    """Do nothing where an archive says who sends.

    Args:
        catalogue: the archive; the packaged one is nobody's own and always passes.
        keys: the keys of archive.toml that go out.

    Raises:
        CannotWrite: one of them is still what a new archive begins with.
    """
    if catalogue.read_only:
        return
    where = Where(str(catalogue.folder / NAME))
    problems = [
        Problem(evolve(where, path=key), "placeholder-identity", found, message(f"your-{key}"))
        for key, found in placeholders(catalogue.settings).items()
        if key in keys
    ]
    if problems:
        raise CannotWrite(problems)


@cache
def _never(column: Any) -> frozenset[str]:
    """Return the fields that a format has no place for at all."""
    return frozenset(field for field, place, _ in rows(column) if place is None)


def losses(record: Any, names: Iterable[str], column: Any, context: Context, format_id: str) -> Iterator[Problem]:
    """Yield what a recipient will miss of a record, of what its format can carry: price, date, ISBN, availability.

    Args:
        record: the record.
        names: what is not carried, as `not_carried` says it.
        column: of the format.
        context: the catalogue around.
        format_id: id of the format, for the words.
    """
    has = LOSSES.keys() & set(names)
    if "prices" in has and any(p.unpriced == NOT_FOR_SALE for p in record.prices):
        has.add("availability")  # as which that goes out
    if not (has := has - _never(column)):
        return
    kept = carried(record, column, context)
    missed: dict[str, Callable[[], object]] = {
        "prices": lambda: len(kept.prices) < sum(p.unpriced != NOT_FOR_SALE for p in record.prices),
        "dates": lambda: not kept.dates and any(d.role in _DATES for d in record.dates),
        "identifiers": lambda: _isbns(record) - _isbns(kept),
        "availability": lambda: kept.availability is None,
    }
    expected = message("what-the-format-needs", format=format_id)
    for field in (field for field in LOSSES if field in has and missed[field]()):
        yield Problem(Where(record=record.id, path=field), LOSSES[field], None, expected, severity="info")


def _isbns(record: Any) -> set[str]:
    return {i.value for i in record.identifiers if i.type in _ISBN and i.status == "valid"}
