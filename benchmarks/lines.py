"""How many lines a format has beyond its column, counted from the source: no judgement of ours is in the figures.

    python benchmarks/lines.py [--modules] [FORMAT ...]

Kinds of lines, without blank lines, comments and docstrings:

    column    what declares places: statements of a module that make places, cells or columns, functions that return these,
              and tables of words and codes that only such statements name
    tables    other statements of modules: words, codes and patterns that functions name, and what registers the format
    code      functions and classes
    imports
    beyond    tables, code and imports together
    raw       all lines of the files but the column's, with blank lines and docstrings
    chars     characters of the lines beyond, without indents: denser lines are no shrink
"""

from __future__ import annotations

import argparse
import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

FORMATS = Path(__file__).resolve().parent.parent / "src" / "smj_catalog" / "formats"
PARTS = {
    "bibtex": ("bibtex.py", "latex.py"), "ris": ("ris.py",), "csl-json": ("csl.py",), "openbd": ("openbd.py",), "schema-org": ("schema_org.py",),
    "jpcoar-2.1": ("jpcoar",), "dcndl-2": ("dcndl/column.py", "dcndl/formats.py", "dcndl/graph.py", "dcndl/shape.py", "dcndl/words.py"),
    "cinii, cinii-json, ndl-rss": ("dcndl/served.py",), "marc21, marcxml": ("marc",),
    "(shared: properties)": ("properties.py",), "(shared: citations)": ("citations.py", "cited_names.py", "cited_words.py"), "(shared: fields, lines, JSON)": ("listed.py", "blocks.py", "objects.py"),
}  # fmt: skip
"""Format -> its modules; those in parentheses serve several."""

MAKERS = frozenset(
    {"place", "Place", "Cell", "Made", "FieldColumn", "Codec", "table", "Entry", "columns", "Column", "Special"}
)
"""Names that make places, and parts of them."""


SHOWN = ("column", "tables", "code", "imports", "beyond", "raw", "chars")


def _named(node: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} | {
        n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)
    }


def _targets(node: ast.stmt) -> list[str]:
    given = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [n.id for each in given for n in ast.walk(each) if isinstance(n, ast.Name)]


def _makes(node: ast.stmt, makers: set[str]) -> bool:
    """Tell whether a statement makes places: an assignment that calls what does, or a function that returns that at once."""
    if isinstance(node, ast.Assign | ast.AnnAssign):
        held: list[ast.AST] = [node.value] if node.value is not None else []
    elif isinstance(node, ast.FunctionDef):
        held = [
            n.value
            for n in ast.walk(node)
            if isinstance(n, ast.Return | ast.Yield | ast.YieldFrom) and n.value is not None
        ]
    else:
        return False
    calls = (n.func for each in held for n in ast.walk(each) if isinstance(n, ast.Call))
    return any((c.id if isinstance(c, ast.Name) else getattr(c, "attr", "")) in makers for c in calls) or any(
        isinstance(each, ast.Name) and each.id in makers for each in held
    )


def column_of(trees: dict[Path, ast.Module]) -> dict[Path, set[int]]:
    """Return the lines of each module that are its column."""
    makers, known = set(MAKERS), -1
    statements = [(path, node) for path, tree in trees.items() for node in tree.body]
    made: set[int] = set()
    while known != len(made):  # what names what makes places makes them too
        known = len(made)
        for _, node in statements:
            if id(node) not in made and _makes(node, makers):
                made.add(id(node))
                makers |= {node.name} if isinstance(node, ast.FunctionDef) else set(_targets(node))
    tables = [
        (path, node)
        for path, node in statements
        if isinstance(node, ast.Assign | ast.AnnAssign) and id(node) not in made
    ]
    grown = -1
    while grown != len(made):  # tables that only the column names
        grown = len(made)
        for _, node in tables:
            users = [
                n
                for _, n in statements
                if n is not node and not isinstance(n, ast.Import | ast.ImportFrom) and set(_targets(node)) & _named(n)
            ]
            if id(node) not in made and users and all(id(n) in made for n in users):
                made.add(id(node))
    lines: dict[Path, set[int]] = {path: set() for path in trees}
    for path, node in statements:
        if id(node) not in made:
            continue
        lines[path] |= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
        for inner in ast.walk(node):  # functions within, but for those that make places themselves
            if isinstance(inner, ast.FunctionDef) and inner is not node and not _makes(inner, makers):
                lines[path] -= set(range(inner.lineno, (inner.end_lineno or inner.lineno) + 1))
    return lines


def code_of(path: Path, tree: ast.Module) -> set[int]:
    """Return the lines of a module that are neither blank, comment nor docstring."""
    silent = (
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
        tokenize.ENCODING,
    )
    found: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline):
        if token.type not in silent:
            found |= set(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            found -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return found


def counted(parts: tuple[str, ...], root: Path = FORMATS) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield the modules of a format with their figures."""
    paths = [
        p for part in parts for p in (sorted((root / part).glob("*.py")) if (root / part).is_dir() else [root / part])
    ]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    column = column_of(trees)
    for path in paths:
        text = path.read_text(encoding="utf-8").splitlines()
        code = code_of(path, trees[path])
        kinds: dict[str, set[int]] = {"tables": set(), "code": set(), "imports": set()}
        for node in trees[path].body:
            imported = isinstance(node, ast.Import | ast.ImportFrom)
            kind = "imports" if imported else "code" if isinstance(node, ast.FunctionDef | ast.ClassDef) else "tables"
            first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
            kinds[kind] |= set(range(first, (node.end_lineno or node.lineno) + 1)) & code - column[path]
        beyond = set().union(*kinds.values())
        figures = {
            "column": len(code & column[path]),
            **{kind: len(held) for kind, held in kinds.items()},
            "beyond": len(beyond),
        }
        figures |= {"raw": len(text) - len(column[path]), "chars": sum(len(text[at - 1].strip()) for at in beyond)}
        yield str(path.relative_to(root)), figures


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("formats", nargs="*", help="; ".join(PARTS))
    asked.add_argument("--modules", action="store_true", help="each module by itself")
    asked.add_argument("--root", type=Path, default=FORMATS, help="folder of the formats, for another version's lines")
    given = asked.parse_args()
    print(" " * 32 + "".join(f"{name:>8}" for name in SHOWN))
    for name, parts in PARTS.items():
        if given.formats and name not in given.formats:
            continue
        rows = list(counted(parts, given.root))
        print(f"{name:32}" + "".join(f"{sum(row[kind] for _, row in rows):8}" for kind in SHOWN))
        for module, row in rows if given.modules else ():
            print(f"    {module:28}" + "".join(f"{row[kind]:8}" for kind in SHOWN))


if __name__ == "__main__":
    main()
