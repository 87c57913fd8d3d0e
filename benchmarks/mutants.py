"""Do the tests notice? One change a run in a copy of the project, drawn by a seed; the module's tests must fail.

    python benchmarks/mutants.py [--seed 11] [--count 60] [--seconds 900] [--wide] [--only GLOB ...]

A change is one operator, comparison, condition, number, truth value or text of the rules, of what reads cells, or of the
crosswalk. Prints a line for each: killed or survived, with file, line and what became what. A survivor wants a test, or
is the same program. One process at a time; a wide run asks the slow tests too (two minutes) about each survivor.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.util
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SRC = "src/smj_catalog"
GROUPS = (  # modules, the tests that are quick, the tests that are asked where these let a change pass
    ("model/rules", "tests/test_rules.py tests/test_values.py tests/test_messages.py",
     "tests/tabular tests/test_docs.py tests/test_import.py tests/test_matching.py"),
    ("model/values", "tests/test_rules.py tests/test_values.py tests/test_messages.py tests/test_costs.py",
     "tests/tabular tests/test_crosswalk_laws.py tests/test_docs.py tests/test_laws.py"),
    ("formats/tabular/values", "tests/test_values.py tests/test_messages.py tests/tabular/test_values_dates.py "
     "tests/tabular/test_values_identifiers.py tests/tabular/test_values_names.py tests/tabular/test_values_numbering.py",
     "tests/tabular tests/test_hostile.py"),
    ("crosswalk", "tests/test_messages.py tests/test_golden.py tests/test_skos.py tests/test_marc.py tests/test_ris.py "
     "tests/test_dcterms.py tests/tabular/test_overlay.py tests/tabular/test_reading.py",
     "tests/test_crosswalk_laws.py tests/test_docs.py tests/test_smj_schema.py tests/test_laws.py tests/tabular"),
)  # fmt: skip
SWAPS: dict[type, type] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def sites(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what can be changed: no docstrings, annotations, sizes of caches or lists of public names."""
    for name, held in ast.iter_fields(tree):
        for node in held if isinstance(held, list) else [held]:
            silent = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            cache = isinstance(node, ast.Call) and ast.unparse(node.func) == "lru_cache"
            public = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
            if not isinstance(node, ast.AST) or silent or cache or public or name in ("annotation", "returns"):
                continue
            if changed(node) is not None:
                yield node
            yield from sites(node)


def changed(node: ast.AST) -> ast.AST | None:
    """Return a node that says something else, or None where none is known."""
    new = copy.deepcopy(node)
    match new:
        case ast.Compare(ops=[op, *_]) if type(op) in SWAPS:
            new.ops[0] = SWAPS[type(op)]()
        case ast.BinOp(op=op) | ast.BoolOp(op=op) if type(op) in SWAPS:
            new.op = SWAPS[type(op)]()
        case ast.UnaryOp(op=ast.Not()):
            return new.operand
        case ast.IfExp():
            new.body, new.orelse = new.orelse, new.body
        case ast.Constant(value=bool()):
            new.value = not new.value
        case ast.Constant(value=int()):
            new.value += 1
        case ast.Constant(value=str()) if new.value:
            new.value += "X"
        case _:
            return None
    return new


class _Put(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return self.new if node is self.old else self.generic_visit(node)


def notices(folder: Path, tests: str) -> bool:
    """Tell whether the tests fail in a folder, or have not ended after ten minutes."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "no:cacheprovider",
        "--hypothesis-seed=0",
        *tests.split(),
    ]
    env = {**os.environ, "PYTHONPATH": "src"}
    try:
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, timeout=600).returncode != 0
    except subprocess.TimeoutExpired:
        return True


def draw(seed: int, only: list[str]) -> Iterator[tuple[str, str, str, int]]:
    """Yield file, quick tests, slow tests and the number of the change in its file, in the order that a seed gives."""
    drawn = []
    for place, quick, slow in GROUPS:
        for path in sorted((ROOT / SRC / place).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if not only or any(Path(name).match(glob) for glob in only):
                drawn += [(name, quick, slow, n) for n, _ in enumerate(sites(ast.parse(path.read_text("utf-8"))))]
    random.Random(seed).shuffle(drawn)
    yield from drawn


def attempt(folder: Path, name: str, quick: str, slow: str | None, number: int) -> tuple[str, str]:
    """Make one change, ask the tests and take it back; return how it ended and what it was."""
    path = folder / name
    before = path.read_text("utf-8")
    tree = ast.parse(before)
    old = list(sites(tree))[number]
    new = changed(old)
    assert new is not None
    what = f"{name}:{old.lineno}: {ast.unparse(old)[:90]!r} → {ast.unparse(new)[:90]!r}"  # type: ignore[attr-defined]
    path.write_text(ast.unparse(ast.fix_missing_locations(_Put(old, new).visit(tree))), "utf-8")
    compiled = Path(importlib.util.cache_from_source(str(path)))  # which may be taken for new within the second
    compiled.unlink(missing_ok=True)
    try:
        return "killed" if any(notices(folder, tests) for tests in (quick, slow) if tests) else "SURVIVED", what
    finally:
        path.write_text(before, "utf-8")
        compiled.unlink(missing_ok=True)


def main() -> None:
    """Draw, change, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=900)
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--only", nargs="*", default=[], help="globs of files, such as rules/dates.py")
    asked = parser.parse_args()
    ends = {"killed": 0, "SURVIVED": 0}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "copy"
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "__pycache__"))
        drawn = list(draw(asked.seed, asked.only))
        for tests in {quick for _, quick, _, _ in drawn}:
            if notices(folder, tests):
                sys.exit(f"these tests fail before anything is changed: {tests}")
        start = time.monotonic()
        for number, (name, quick, slow, at) in enumerate(drawn[: asked.count], 1):
            if time.monotonic() - start > asked.seconds:
                break
            end, what = attempt(folder, name, quick, slow if asked.wide else None, at)
            ends[end] += 1
            print(f"{number} {end} {what}", flush=True)
    print(f"seed {asked.seed}: {ends} of {len(drawn)} changes that can be made")


if __name__ == "__main__":
    main()
