"""Every exception of the library, in one tree.

::

    CatalogError                      exit code of the command
    ├─ InputError (ValueError)        1   the data is at fault
    │   ├─ BadValue                       one value
    │   ├─ BadRecord                      one record, with all its faults
    │   └─ BadSource                      a file that cannot be read as what it claims to be
    ├─ CannotWrite                    1   the target demands what the record lacks
    ├─ UsageError                     2   the call is wrong
    │   ├─ FormatError (LookupError)      unknown, ambiguous or one-way format
    │   └─ ReadOnlyArchive                the packaged archive cannot be changed
    ├─ MissingExtra (ImportError)     3   an optional library is not installed
    ├─ SchemaError                    3   our own schema or output is at fault
    ├─ UndoConflict                   1   what a batch changed has been edited since
    └─ StoreError                     3   the archive cannot be used
        ├─ Damaged                        a journal is not as it was written
        ├─ Locked                         another process is writing to it
        ├─ Moved                          a file was edited since the plan was made
        ├─ PlanCut                        an input was not read to its end
        ├─ PlanRefused                    rows of the input were rejected
        ├─ UnknownBatch (LookupError)  1  no batch has that id
        └─ UnknownRecord (LookupError) 1  no record has that id

Exceptions carry `Problem` values or a `Message`; their words come from the catalogue of messages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from inspect import Parameter, signature
from pathlib import Path
from typing import Any, ClassVar, ParamSpec, TypeVar

from smj_catalog.problems import Message, Problem, Report, message, quoted

P = ParamSpec("P")
R = TypeVar("R")

__all__ = [
    "BadRecord", "BadSource", "BadValue", "CannotWrite", "CatalogError", "FormatError", "InputError", "Locked",
    "MissingExtra", "Moved", "ReadOnlyArchive", "SchemaError", "StoreError", "UnknownBatch", "UnknownRecord",
    "UsageError",
]  # fmt: skip


class CatalogError(Exception):
    """Root of all errors.

    .. versionadded:: 0.1.0

    ``exit_code`` is what the command exits with. ``problems`` lists the faults, each with its place, where there are
    any; it is empty where the call, the archive or the system is at fault. ``text`` always says what happened.
    """

    exit_code: ClassVar[int] = 3

    def __init__(self, why: str | Message | Problem | Iterable[Problem]) -> None:
        """Take a sentence, a message of the catalogue, a problem, or several problems."""
        self.problems: tuple[Problem, ...] = ()
        self._why = why if isinstance(why, (str, Message)) else None
        if not isinstance(why, (str, Message)):
            self.problems = (why,) if isinstance(why, Problem) else tuple(why)
        super().__init__(self.problems if self._why is None else why)

    def __reduce__(self) -> Any:
        """Pickle an error by what it holds, whatever its constructor takes: it goes from process to process."""
        return _again, (type(self), self.args, self.__dict__)

    def text(self, lang: str = "en") -> str:
        """Return the message in a language, one problem a line."""
        if self._why is not None:
            return self._why.text(lang) if isinstance(self._why, Message) else self._why
        return "\n".join(p.text(lang) for p in self.problems)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return the error as JSON can hold it: its class, its text, its problems."""
        return {
            "error": type(self).__name__,
            "text": self.text(lang),
            "problems": [problem.as_dict(lang) for problem in self.problems],
        }

    def __str__(self) -> str:
        return self.text()


def _again(kind: type[CatalogError], args: tuple[Any, ...], held: dict[str, Any]) -> CatalogError:
    made = kind.__new__(kind, *args)
    made.__dict__.update(held)
    return made


class InputError(CatalogError, ValueError):
    """The data is at fault.

    .. versionadded:: 0.1.0
    """

    exit_code = 1


class BadValue(InputError):
    """A value cannot be what its field holds.

    .. versionadded:: 0.1.0
    """


class BadRecord(InputError):
    """A record cannot be read; ``problems`` holds all its faults.

    .. versionadded:: 0.1.0
    """


class BadSource(InputError):
    """A file is unreadable, truncated, hostile or not in a known form.

    .. versionadded:: 0.1.0
    """


class CannotWrite(CatalogError):
    """A record lacks what the target format demands.

    .. versionadded:: 0.1.0
    """

    exit_code = 1


class UsageError(CatalogError):
    """The call cannot mean anything.

    .. versionadded:: 0.1.0
    """

    exit_code = 2


class FormatError(UsageError, LookupError):
    """No format has this id, or it does not read or write.

    .. versionadded:: 0.1.0
    """


class ReadOnlyArchive(UsageError):
    """The archive in the package is for reading; ``smj-catalog init DIR`` makes one of your own.

    .. versionadded:: 0.1.0
    """


class MissingExtra(CatalogError, ImportError):
    """An optional library is not installed; the message names the extra that brings it.

    .. versionadded:: 0.1.0
    """


class SchemaError(CatalogError):
    """A packaged schema does not compile, or our output breaks it.

    .. versionadded:: 0.1.0
    """


class StoreError(CatalogError):
    """The archive cannot be opened or written.

    .. versionadded:: 0.1.0
    """


@contextmanager
def told_by_system(told: Callable[[object], Message]) -> Iterator[None]:
    """Make what the system says of a file an error of ours, given the message of it.

    Raises:
        StoreError: it says something; but that whoever reads what is written has gone goes on as it is.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise StoreError(told(error.strerror or error)) from error


class UnknownRecord(StoreError, LookupError):
    """No record of the archive has this id.

    .. versionadded:: 0.1.0
    """

    exit_code = 1


class Locked(StoreError):
    """Another process is writing to the archive.

    .. versionadded:: 0.1.0
    """


class Moved(StoreError):
    """A file of the archive is not what it was when the change was planned.

    .. versionadded:: 0.1.0
    """


class UnknownBatch(StoreError, LookupError):
    """No batch of the archive has this id.

    .. versionadded:: 0.1.0
    """

    exit_code = 1


def not_taken(argument: str, found: object, taken: str) -> UsageError:
    """Return the error for an argument of a wrong type.

    Args:
        argument: its name.
        found: what was given.
        taken: id of the message that says what is taken.
    """
    try:
        told = f"{found!r:.80}"
    except Exception:  # whatever an object of a user does
        told = f"<{type(found).__name__}>"
    return UsageError(message("argument-type", argument=argument, found=told, taken=message(taken)))


def path_taken(argument: str, given: str | os.PathLike[str], taken: str = "taken-path") -> Path:
    """Return a path that is given as such, or as text.

    Args:
        argument: its name.
        given: the path.
        taken: id of the message that says what is taken.

    Raises:
        UsageError: it is none.
    """
    if not isinstance(given, str | os.PathLike) or isinstance(os.fspath(given), bytes):
        raise not_taken(argument, given, taken)
    return Path(given)


def require_known(name: str, found: Iterable[object], known: Sequence[object]) -> None:
    """Do nothing where an argument has only values that are known.

    Raises:
        UsageError: it has another.
    """
    for value in found:
        if not any(value is each or (isinstance(value, str) and value == each) for each in known):
            named = ", ".join(map(str, known))
            raise UsageError(message("argument-known", argument=name, found=quoted(value), known=named))


Taken = tuple[Callable[[Any], bool], str]
"""What an argument takes: whether a value is it, and the id of the message that says so."""


def _words(value: object) -> bool:
    return isinstance(value, str) and not _HALVES.search(value)


_HALVES = re.compile("[\ud800-\udfff]")
WORDS: Taken = (_words, "taken-words")
ID: Taken = (_words, "taken-id")
MAPPING: Taken = (lambda it: isinstance(it, Mapping), "taken-options")
SEVERAL: Taken = (lambda it: isinstance(it, Iterable | type) and not isinstance(it, bytes), "taken-several")
CALL: Taken = (callable, "taken-function")
REPORT: Taken = (lambda it: isinstance(it, Report), "taken-report")
TIME: Taken = (lambda it: isinstance(it, datetime) and it == it, "taken-time")


def takes(**what: Taken) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function refuse arguments of a wrong type at the call, with their names; None is one where it is the default.

    Raises:
        UsageError: an argument is none of what it takes.
    """

    def wrap(function: Callable[P, R]) -> Callable[P, R]:
        found = signature(function).parameters
        asked = {n: (*what[n], found[n].default is None) for n in what}
        places = {
            place: name
            for place, name in enumerate(found)
            if name in asked and found[name].kind is Parameter.POSITIONAL_OR_KEYWORD
        }

        @wraps(function)
        def call(*args: P.args, **given: P.kwargs) -> R:
            for name, value in (*((places.get(at), it) for at, it in enumerate(args)), *given.items()):
                if name in asked:
                    right, says, none = asked[name]
                    if not (none if value is None else right(value)):
                        raise not_taken(name, value, says)
            return function(*args, **given)

        return call

    return wrap
