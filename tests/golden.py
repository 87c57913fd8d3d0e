"""Write the golden files and generated pages anew: ``python tests/golden.py [FOLDER]``. Read the difference before you keep it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import attrs
import pages

from smj_catalog import Archive, select, write
from smj_catalog.crosswalk.render import page
from smj_catalog.formats import format_ids, get

NOT_KEPT = ("smj-1", "xlsx")
"""The archive's own files are the golden files of smj-1; a workbook is no text that a person can compare."""

ADDRESS = "https://example.org/smj"
"""Made up, for formats that want the address of each record: the archive has none yet."""

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"


def exported(format_id: str) -> bytes:
    """Return the packaged archive, all of it, in a format."""
    out = BytesIO()
    with Archive.open(ROOT / "archive") as archive:
        context = attrs.evolve(archive.context, base_uri=ADDRESS) if format_id.startswith("jpcoar") else None
        write(select(archive, scope=("all",)), out, to=format_id, catalogue=archive, context=context)
    return out.getvalue()


def crosswalk_page() -> str:
    """Return docs/crosswalk.md."""
    found = [get(i) for i in format_ids()]
    return page({f.id: f.columns for f in found if f.columns}, [f.id for f in found if f.whole])


def files() -> Iterator[tuple[Path, bytes]]:
    """Yield each golden file or generated page with what it must be."""
    for format_id in format_ids():
        if format_id not in NOT_KEPT and get(format_id).document is not None:
            yield GOLDEN / f"{format_id}{get(format_id).suffix}", exported(format_id)
    yield ROOT / "docs" / "crosswalk.md", crosswalk_page().encode()
    yield from pages.files()


def main(below: str = "") -> int:
    """Write what has changed and name it; only below a folder of the repository, where one is given."""
    for path, data in files():
        if path.is_relative_to(ROOT / below) and (not path.exists() or path.read_bytes() != data):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
