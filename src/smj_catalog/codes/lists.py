"""EDItEUR's code lists, read from the installed onixcheck when a code is looked up; nothing of them stands here.

The lists of currencies (96), countries (91), languages (74) and scripts (121) are ISO's: 4217, 3166-1, 639-2/B and 15924.
"""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator, Mapping, Set
from functools import cache
from html import unescape
from pathlib import Path

_FILE = "xsd3.1/ONIX_BookProduct_CodeLists.xsd"
_LIST = re.compile(r'<xs:simpleType name="List([0-9]+)">(.*?)</xs:simpleType>', re.DOTALL)
_CODE = re.compile(r'<xs:enumeration value="([^"]*)">\s*<xs:annotation>\s*<xs:documentation>([^<]*)<')
_NEAR = 3


@cache
def folder() -> Path | None:
    """Return the folder of EDItEUR's schemas in the installed onixcheck, or None where it is not installed."""
    spec = importlib.util.find_spec("onixcheck")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "schema"


@cache
def _lists() -> Mapping[int, str]:
    """Return the text of each list by its number; nothing where there are none."""
    root = folder()
    if root is None or not (root / _FILE).is_file():
        return {}
    return {int(number): text for number, text in _LIST.findall((root / _FILE).read_text("utf-8"))}


@cache
def codes(number: int) -> Mapping[str, str]:
    """Return the codes of a list with their English names; nothing where the lists are not installed."""
    return {code: unescape(name) for code, name in _CODE.findall(_lists().get(number, ""))}


@cache
def local(number: int) -> frozenset[str]:
    """Return the codes of a list that are EDItEUR's own addition to the standard that the list is of."""
    return frozenset(
        re.findall(
            r'<xs:enumeration value="([^"]*)">(?:(?!<xs:enumeration).)*?ONIX local code',
            _lists().get(number, ""),
            re.DOTALL,
        )
    )


def available() -> bool:
    """Tell whether codes can be looked up."""
    return bool(_lists())


def nearest(code: str, number: int, less: Set[str] = frozenset()) -> Iterator[str]:
    """Yield the codes of a list that may be meant, each with its name: those that are called so first, YEN: JPY (Yen).

    Args:
        code: what stands there.
        number: of the list.
        less: codes that are not meant.
    """
    known = {it: name for it, name in codes(number).items() if it not in less}
    called = [it for it, name in known.items() if code.casefold() in re.split(r"\W+", name.casefold())]
    alike = {it: sum(map(str.__eq__, it, code)) for it in known if len(it) == len(code)}
    close = sorted((it for it, same in alike.items() if same), key=lambda it: (-alike[it], it[0] != code[0], it))
    for it in list(dict.fromkeys(called + close))[:_NEAR]:
        yield f"{it} ({known[it]})"
