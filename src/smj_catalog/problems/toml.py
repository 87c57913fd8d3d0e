"""TOML that people write, and what is wrong with it in words of our own."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from smj_catalog.problems.catalogue import message
from smj_catalog.problems.values import Problem, Where

_AT = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")

_KEY = re.compile(r"\s*(\[?\[?[A-Za-z0-9_-]+\.|)([^\s\"'=\[\].#]*[^\x00-\x7f][^\s\"'=\[\].#]*)\s*(?:\]|=)")
"""A key, or the last part of a table's name, that has letters beyond ASCII and no quotation marks."""


def loads(data: bytes, file: str, rule: str) -> dict[str, Any] | Problem:
    """Return what the bytes of a TOML file say, or else what is wrong with it, with line and column.

    Args:
        data: the bytes; a byte order mark, as Windows writes it, is passed over.
        file: name of the file in the problem.
        rule: id of the problem's rule.
    """
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return tomllib.loads(data.decode())
    except UnicodeDecodeError as error:
        *_, line = before = data[: error.start].split(b"\n")
        found, expected = data[error.start - len(line) :].partition(b"\n")[0], message("a-utf-8-text")
        at = len(before)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        lines = data.rstrip().split(b"\n")
        stated = _AT.search(str(error))  # else at the end of the document
        at, column = (int(stated[1]), int(stated[2])) if stated else (len(lines), len(lines[-1].decode()) + 1)
        twice = str(error).startswith(("Cannot overwrite", "Cannot declare", "Duplicate"))
        found = lines[min(at, len(lines)) - 1]
        key = _KEY.match(found.decode("utf-8", "replace"))
        if key is not None and not twice:
            expected = message("toml-key", key=key[2])
        else:
            expected = message("toml-once" if twice else "toml-line", column=column)
    return Problem(Where(file, at), rule, found.strip().decode("utf-8", "backslashreplace"), expected)
