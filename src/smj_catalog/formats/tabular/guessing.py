"""What the rows of a table are, where nothing says so: by what its columns are called."""

from __future__ import annotations

from collections.abc import Iterable

from smj_catalog.formats.tabular.headers import folded, meaning
from smj_catalog.formats.tabular.sheets import sheet

_ARTICLES = frozenset(
    map(folded, ["論題", "論文名", "論文題目", "論文タイトル", "記事名", "記事タイトル", "記事題名", "章名", "章題"])
)
_BOOKS = frozenset(map(folded, ["書名", "本書名", "副書名", "図書名", "本の題名"]))
_PEOPLE = frozenset(map(folded, ["氏名", "姓名", "人名", "団体名", "組織名", "機関名", "会社名"]))
_SERIALS = frozenset(map(folded, ["誌名", "雑誌名", "紙名"]))
_HOSTS = frozenset(map(folded, ["掲載誌", "掲載誌名", "掲載雑誌", "収録誌", "収録誌名", "収録物名", "掲載紙"]))
_SIGNS = (
    ("component", {"host", "page_run", "page_first", "component_kind", "host_serial", "host_volume", "host_number", "host_whole"}),
    ("book", {"isbn", "isbn_13", "isbn_10", "isbn_set", "scope", "series", "edition"}),
    ("issue", {"number", "whole_number", "feature", "periodical"}), ("agent", {"name", "agent_kind"}), ("concept", {"label"}),
    ("periodical", {"issn", "frequency"}),
)  # fmt: skip
_WRITERS = frozenset(map(folded, ["執筆者", "執筆", "筆者", "寄稿者"]))
_OF_BOOKS = {"isbn", "isbn_13", "isbn_10", "isbn_set", "publisher", "series", "edition"}
_NUMBERS = {"number", "volume", "volume_and_number", "whole_number", "title_part", "designation"}
_NUMBERED = _NUMBERS | {"cover_date", "feature", "date_year", "date_month"}
_RUN = {"holding_held", "holding_missing", "frequency", "first_issued", "last_issued"}
"""What is said of a serial, and of none of its issues."""
_KINDS = ("book", "issue", "component", "periodical", "agent", "concept")


def guess(header: Iterable[str], keys: Iterable[str | None]) -> str:
    """Return the kind that a table's columns speak for.

    Args:
        header: the headers.
        keys: of their columns, as far as they are known without the kind; a running number has none.
    """
    pairs = [(folded(name), key) for name, key in zip(header, keys, strict=True)]
    names = {name for name, _ in pairs}
    there = {key for _, key in pairs if key is not None}
    meant = there | {found.key for name in header if (found := meaning(name)) is not None}
    if names & _ARTICLES or (names & _HOSTS and there & {"title", "author", "names"}):
        return "component"
    if names & _SERIALS and not names & _BOOKS:
        if "host" in there or any(key == "title" and name not in _SERIALS for name, key in pairs):
            return "component"
        run = there & _RUN and not meant & _NUMBERS
        return "issue" if meant & _NUMBERED and not run else "periodical"
    if names & _PEOPLE and not names & (_BOOKS | _SERIALS):
        return "agent"
    if names & _WRITERS and not names & _BOOKS and there & {"pages", "page_run", "column"} and not there & _OF_BOOKS:
        return "component"
    if "記事" in names and not there & {"number", "feature"}:
        return "component"
    if (
        "記事" in names
        and "feature" not in there
        and there & {"author", "names"}
        and meant & {"pages", "page_run", "page_first"}
    ):
        return "component"
    if names & _BOOKS and not there & {"host", "host_serial", "page_run", "page_first", "component_kind"}:
        return "book"
    for kind, signs in _SIGNS:
        if there & signs:
            return kind
    return max(_KINDS, key=lambda kind: len(there & sheet(kind).cells.keys()))
