"""smj-catalog formats."""

from __future__ import annotations

from smj_catalog.cli.language import language_option
from smj_catalog.cli.options import as_json, print_json, table
from smj_catalog.cli.verb import verb
from smj_catalog.problems import kinds_named

_WAYS = {"read, write": "読み書き", "write": "書き出し", "read": "読み込み"}


@verb("formats", example="formats")
@language_option()
@as_json
def command(lang: str, as_json: bool) -> None:
    """List the formats and their dialects: id, whether it can be read and written, kinds of record, title."""
    from smj_catalog.formats import format_ids, get

    ids = [name for i in format_ids() for name in (i, *(f"{i}:{dialect}" for dialect in get(i).dialects))]
    found = [(name, get(name)) for name in ids]
    if as_json:
        print_json({"formats": [
            {"id": name, "title": f.title, "title_ja": f.title_ja, "media_type": f.media_type, "reads": f.read is not None,
             "writes": f.document is not None, "kinds": list(f.kinds), "suffix": f.suffix} for name, f in found
        ]})  # fmt: skip
        return
    table(
        (
            name,
            _WAYS.get(f.directions, f.directions) if lang == "ja" else f.directions,
            kinds_named(f.kinds, typed=False).text(lang),
            f.title_ja if lang == "ja" else f.title,
        )
        for name, f in found
    )
