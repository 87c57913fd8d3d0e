"""The real archive in every format is what a person has read and kept."""

import golden
import pytest
from lxml import etree

from smj_catalog.formats import format_ids, get

WRITTEN = [i for i in format_ids() if i not in golden.NOT_KEPT and get(i).document is not None]


def canonical(data: bytes) -> bytes:
    """Return XML in canonical form, and anything else as it is."""
    return etree.tostring(etree.fromstring(data), method="c14n2") if data.startswith(b"<?xml") else data


@pytest.mark.parametrize("format_id", WRITTEN)
def test_export_of_the_archive_is_the_golden_file(format_id):
    """Compare as canonical XML; ``python tests/golden.py`` writes the files anew."""
    kept = (golden.GOLDEN / f"{format_id}{get(format_id).suffix}").read_bytes()
    assert canonical(golden.exported(format_id)) == canonical(kept)


def test_crosswalk_page_is_what_the_columns_say():
    """docs/crosswalk.md is made from the columns and kept true."""
    assert (golden.ROOT / "docs" / "crosswalk.md").read_text("utf-8") == golden.crosswalk_page()


def test_same_archive_gives_the_same_bytes():
    """Nothing in an export depends on the clock or the order of a dictionary."""
    assert golden.exported("onix-3.1") == golden.exported("onix-3.1")
