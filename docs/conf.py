"""The site, made of the pages as they are: ``sphinx-build -W docs site``."""

import posixpath
import re
from pathlib import Path
from typing import Any

from pygments.lexers.special import TextLexer

ROOT = Path(__file__).parents[1]
_VERSION = re.search(r'__version__ = "(.+)"', (ROOT / "src/smj_catalog/_version.py").read_text("utf-8"))

project = "smj-catalog"
author = "the smj-catalog maintainers"
release = _VERSION.group(1) if _VERSION else ""
extensions = ["myst_parser"]
html_theme = "furo"
html_title = f"smj-catalog {release}"
myst_heading_anchors = 4
suppress_warnings = ["misc.highlighting_failure"]  # shortened specimens are not whole documents

_ABOVE = re.compile(r"\]\((?:\.\./)*(README|CONTRIBUTING|CHANGELOG|LICENSE)(\.md)?([#)])")
_FOLDER = re.compile(r"\[([^\]]+)\]\((?:\.\./)*(?:docs/)?(?:formats|schemas|decisions)/?\)")


def _links(source: list[str], folder: str) -> None:
    """Lead links that leave docs/ to the pages that stand for these files, seen from a folder; a folder has no page."""

    def inside(found: re.Match[str]) -> str:
        if found[2] is None:
            return "](https://spdx.org/licenses/MIT.html)"
        return f"]({posixpath.relpath(f'docs/project/{found[1].lower()}.md', folder)}{found[3]}"

    source[0] = _FOLDER.sub(r"\1", _ABOVE.sub(inside, source[0]))


def setup(app: Any) -> None:
    """Take part in the build."""
    app.connect("source-read", lambda _, page, source: _links(source, posixpath.dirname(f"docs/{page}")))
    app.connect("include-read", lambda _, path, page, source: _links(source, "."))
    app.add_lexer("csv", TextLexer)
