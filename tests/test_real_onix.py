"""ONIX that others wrote: what is read of it is written and read again as the same records, in either kind of tags."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from smj_catalog import Book, InputError, read, write

SHARED = Path(__file__).parents[1].parent / "shared"
FILES = sorted((SHARED / "real" / "onix").glob("*.xml")) + sorted((SHARED / "standards" / "onix-3").glob("*.xml"))
NONE = {"Onix3sample_refnames_badchar.xml": "xml-syntax", "test_collection.xml": "format-unknown"}
"""Files that are not well-formed, or no message -> the rule that tells it."""
UPDATES = frozenset({"Onix3sample_shorttags_blockupdate.xml"})
"""Files whose products are no records."""


@pytest.mark.skipif(not FILES, reason="the files that others wrote are not here")
def test_every_file_is_there():
    assert len(FILES) >= 24


@pytest.mark.parametrize("to", ["onix-3.1", "onix-3.1-short"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_read_is_written_and_read_again(path, to, tmp_path):
    if path.name in NONE:
        with pytest.raises(InputError) as caught:
            list(read(path, on_reject=lambda _: None, on_fault=lambda *_: None))
        assert [p.rule for p in caught.value.problems] == [NONE[path.name]]
        return
    refused: list[object] = []
    records = list(read(path, on_reject=refused.append, on_fault=lambda *_: None))
    assert (records == []) == (path.name in UPDATES)
    write(records, tmp_path / "out.xml", to=to, validate=False)
    back = list(read(tmp_path / "out.xml"))
    assert back == [less_undated(r) if isinstance(r, Book) else r for r in records]


def less_undated(book: Book) -> Book:
    """Return a book less the prices in yen with tax and without a date: of which rate nobody can tell, so they stay out."""
    kept = tuple(p for p in book.prices if p.currency != "JPY" or p.tax != "included" or p.valid_from is not None)
    return evolve(book, prices=kept)
