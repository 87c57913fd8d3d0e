"""The documentation is true: its examples run, its links lead somewhere, its tables are what the program says.

Conventions of the pages:

- ``console``: a line that begins with ``$ `` is run, what follows is what it prints (both streams); ``…`` stands for
  anything, a line of ``…`` for any lines. A command exits with 0, unless ``$ echo $?`` comes next and shows its code.
- ``python``: run; where it shows ``>>>``, compared as doctest does, with the same ``…``.
- any other block with ``file=NAME``: written to that file first.
- every other block is only read: ``sh``, ``text``, ``xml``, indented lines.

The blocks of a page run in order, in one empty folder.
"""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pages
import pytest
from attrs import frozen

import smj_catalog
from smj_catalog import format_ids, get_format
from smj_catalog.cli.faults import run
from smj_catalog.cli.main import VERBS, group
from smj_catalog.model.rules import CATALOGUE_RULES, RULES
from smj_catalog.model.rules.base import OWN
from smj_catalog.problems import Message

ROOT, DOCS = pages.ROOT, pages.DOCS
EVERY = [
    *pages.pages(),
    *(DOCS / name for name in ("api.md", "commands.md", "commands.ja.md", "rules.md", "rules.ja.md")),
]
FENCE = re.compile(r"^(?P<fence>```+)(?P<language>\w*)[ ]*(?P<more>[^\n]*)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
SPECIAL = re.compile(r"[|;&<>*$`]|^\w+=")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@frozen
class Block:
    """A fenced block: its language, what else stands on the fence, its text and line."""

    language: str
    more: str
    text: str
    line: int

    @property
    def file(self) -> str | None:
        """The file that it is, or None."""
        found = re.search(r"file=(\S+)", self.more)
        return found[1] if found else None


def blocks(page: Path) -> list[Block]:
    text = page.read_text("utf-8")
    return [
        Block(m["language"], m["more"], m["text"], text.count("\n", 0, m.start()) + 1) for m in FENCE.finditer(text)
    ]


def commands(page: Path) -> list[str]:
    """Return the lines of a page that are run."""
    return [x[2:] for b in blocks(page) if b.language == "console" for x in b.text.splitlines() if x.startswith("$ ")]


def runs(page: Path) -> bool:
    return any(b.language in ("console", "python") for b in blocks(page))


def pattern(expected: str) -> re.Pattern[str]:
    """Return what an expected output matches: … is anything on a line, a line of … is any lines."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "…" else ".*?".join(map(re.escape, line.split("…"))) + "\n"
        for line in expected.splitlines()
    ]
    return re.compile("".join(lines))


class Checker(doctest.OutputChecker):
    """Compares as doctest does, or with … for anything."""

    def check_output(self, want: str, got: str, optionflags: int) -> bool:
        """Tell whether what came is what stands there."""
        return bool(pattern(want).fullmatch(got)) or super().check_output(want, got, optionflags)


class Shell:
    """Runs commands in a folder: those of smj-catalog in this process, others and pipes by sh."""

    def __init__(self, folder: Path, beside: Path) -> None:
        self.folder, self.code = folder, 0
        shim = beside / "bin" / "smj-catalog"
        shim.parent.mkdir()
        shim.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m smj_catalog "$@"\n', "utf-8")
        shim.chmod(0o755)
        self.path = f"{shim.parent}{os.pathsep}{os.environ['PATH']}"

    def run(self, line: str) -> str:
        """Run one line and return what it printed."""
        if line == "echo $?":
            return f"{self.code}\n"
        if line.startswith("smj-catalog ") and not SPECIAL.search(line):
            return self._here(shlex.split(line)[1:])
        path = os.pathsep.join([str(self.folder), str(Path(smj_catalog.__file__).parents[1])])
        environment = {**os.environ, "PATH": self.path, "PYTHONPATH": path}
        both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        done = subprocess.run(["sh", "-c", line], cwd=self.folder, env=environment, check=False, **both)
        self.code = done.returncode
        return done.stdout.decode()

    def _here(self, args: list[str]) -> str:
        out = io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True)
        kept = sys.stdout, sys.stderr
        sys.stdout = sys.stderr = out
        try:
            self.code = run(group, args)
        finally:
            sys.stdout, sys.stderr = kept
        return out.buffer.getvalue().decode()  # type: ignore[attr-defined]


def install(project: str, folder: Path) -> None:
    """Make a folder's pyproject.toml known to this Python, as pip would: its name, version and entry points."""
    table = tomllib.loads(project)["project"]
    info = folder / f"{table['name'].replace('-', '_')}-{table['version']}.dist-info"
    info.mkdir()
    lines = ["Metadata-Version: 2.1", f"Name: {table['name']}", f"Version: {table['version']}", ""]
    (info / "METADATA").write_text("\n".join(lines), "utf-8")
    lines = []
    for name, points in table["entry-points"].items():
        lines += [f"[{name}]", *(f"{k} = {v}" for k, v in points.items())]
    (info / "entry_points.txt").write_text("\n".join(lines) + "\n", "utf-8")


def python(block: Block, names: dict[str, object], page: Path) -> None:
    if ">>>" not in block.text:
        exec(compile(block.text, f"{name_of(page)}:{block.line}", "exec"), names)
        return
    test = doctest.DocTestParser().get_doctest(block.text, names, name_of(page), str(page), block.line)
    told: list[str] = []
    runner = doctest.DocTestRunner(Checker(), verbose=False, optionflags=doctest.ELLIPSIS)
    runner.run(test, out=told.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.summarize(verbose=False).failed, "".join(told)


def console(block: Block, shell: Shell, page: Path) -> None:
    for part in re.split(r"^\$ ", block.text, flags=re.M)[1:]:
        line, _, expected = part.partition("\n")
        place = f"{name_of(page)}:{block.line}"
        assert line == "echo $?" or shell.code == 0, f"{place}: the command before '{line}' gave {shell.code}"
        got = shell.run(line)
        assert pattern(expected).fullmatch(got), f"{place}: $ {line}\nexpected:\n{expected}\ngot:\n{got}"
        if line == "echo $?":
            shell.code = 0
    assert shell.code == 0, f"{name_of(page)}:{block.line}: the last command gave {shell.code}"


@pytest.mark.parametrize("page", [p for p in pages.pages() if runs(p)], ids=name_of)
def test_examples_do_what_the_page_shows(page, tmp_path, monkeypatch):
    """Every command and every piece of Python on a page runs, in order, and prints what stands there."""
    for name in ("SMJ_CATALOG_ARCHIVE", "SMJ_CATALOG_LANG"):
        monkeypatch.delenv(name, raising=False)
    if page.name.endswith(".ja.md"):
        monkeypatch.setenv("SMJ_CATALOG_LANG", "ja")
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(str(folder))
    shell, names = Shell(folder, tmp_path), {"__name__": "__main__"}
    modules = set(sys.modules)
    try:
        for block in blocks(page):
            if block.file is not None:
                path = folder / block.file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(block.text, "utf-8")
                if path.name == "pyproject.toml":
                    install(block.text, folder)
            elif block.language == "console":
                console(block, shell, page)
            elif block.language == "python":
                python(block, names, page)
    finally:
        get_format.cache_clear()  # type: ignore[attr-defined]
        for name in set(sys.modules) - modules:
            if getattr(sys.modules[name], "__file__", None) and str(folder) in str(sys.modules[name].__file__):
                del sys.modules[name]


def source(page: Path) -> str:
    """Return the Python of a page as one module, each line where it stands on the page."""
    lines = [""] * (page.read_text("utf-8").count("\n") + 1)
    for block in blocks(page):
        if block.language != "python" or block.file is not None:
            continue
        at = block.line
        if ">>>" not in block.text:
            found = dict(enumerate(block.text.splitlines(), at))
        else:
            examples = doctest.DocTestParser().get_examples(block.text)
            found = {at + e.lineno + n: x for e in examples for n, x in enumerate(e.source.splitlines())}
        for place, line in found.items():
            lines[place] = line
    return "\n".join(lines)


def test_python_in_the_documentation_passes_the_type_checker(tmp_path):
    """As the developer's page promises: mypy --strict, page by page."""
    pytest.importorskip("mypy", reason="mypy is not installed (the extra lint)")
    made = []
    for page in pages.pages():
        own = tmp_path / slug(name_of(page))
        for block in blocks(page):
            if block.language == "python" and block.file is not None:
                own.mkdir(exist_ok=True)
                (own / block.file).write_text(block.text, "utf-8")
                made.append(own / block.file)
        if any(b.language == "python" and b.file is None for b in blocks(page)):
            own.mkdir(exist_ok=True)
            module = own / f"{slug(name_of(page)).replace('-', '_')}.py"
            module.write_text(source(page), "utf-8")
            made.append(module)
    environment = {**os.environ, "MYPYPATH": os.pathsep.join([str(ROOT / "src"), *{str(f.parent) for f in made}])}
    options = [
        "--strict",
        "--follow-imports=silent",
        "--no-error-summary",
        "--config-file=",
        "--cache-dir",
        str(tmp_path / "cache"),
    ]
    command = [sys.executable, "-m", "mypy", *options, *map(str, made)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


@pytest.mark.parametrize(("path", "made"), list(pages.files()), ids=lambda x: name_of(x) if isinstance(x, Path) else "")
def test_generated_pages_are_current(path, made):
    """Rules, commands, API, tables and specimens are what the program says; ``python tests/golden.py`` writes them anew."""
    assert path.exists(), f"{name_of(path)} is missing: python tests/golden.py docs"
    assert path.read_text("utf-8") == made.decode(), f"{name_of(path)} is old: python tests/golden.py"


@pytest.mark.parametrize("format_id", format_ids())
def test_every_format_has_a_page_that_opens_with_a_specimen(format_id):
    """docs/formats/ID.md begins with its title and its generated part."""
    text = (DOCS / "formats" / f"{format_id}.md").read_text("utf-8")
    assert re.match(rf"# [^\n]+\n\n<!-- generated: format {re.escape(format_id)} -->\n", text)


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_and_stands_in_the_docs(verb):
    """What is not told is not there."""
    command = group.get_command(click.Context(group), verb)
    assert command.help
    assert all(p.help for p in command.params if isinstance(p, click.Option))
    assert f"smj-catalog {verb}" in "".join(p.read_text("utf-8") for p in pages.pages())


def options_of(verb: str) -> set[str]:
    command = group.get_command(click.Context(group), verb)
    return {"--help", "-h"} | {o for p in command.params for o in p.opts}


@pytest.mark.parametrize("page", EVERY, ids=name_of)
def test_every_option_shown_exists(page):
    """A verb is shown with its own options only, and an option alone is some verb's."""
    text = page.read_text("utf-8")
    for found in re.finditer(r"smj-catalog ([a-z]+)([^\n`|;&]*)", text):
        if found[1] in VERBS:
            shown = {o.partition("=")[0] for o in re.findall(r"(?<=\s)--[a-z-]+", found[2])}
            assert shown <= options_of(found[1]), found.group()
    every = set().union(*map(options_of, VERBS)) | {"--version"}
    for option in re.findall(r"`(--[a-z][a-z-]*)[^`]*`", text):
        assert option in every, option


def slug(heading: str) -> str:
    """Return the anchor of a heading, as GitHub makes it."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).replace("`", "").strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    text = FENCE.sub("", page.read_text("utf-8"))
    return {slug(h) for h in re.findall(r"^#+ (.+)$", text, re.M)}


@pytest.mark.parametrize("page", EVERY, ids=name_of)
def test_links_lead_somewhere(page):
    """Relative links name files that are there, and headings in them."""
    text = FENCE.sub("", page.read_text("utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        assert there.exists(), target
        if anchor and there.suffix == ".md":
            assert anchor in anchors(there), target


def test_api_page_lists_what_the_package_gives():
    """docs/api.md has a heading for each public name and for no other."""
    listed = re.findall(r"^### (\S+)$", (DOCS / "api.md").read_text("utf-8"), re.M)
    assert sorted(listed) == sorted(smj_catalog.__all__)
    assert all(hasattr(smj_catalog, name) for name in listed)


@pytest.mark.parametrize(("page", "lang"), [("rules.md", "en"), ("rules.ja.md", "ja")])
def test_rules_page_lists_every_rule(page, lang):
    """With its explanation, in the language of the page."""
    text = (DOCS / page).read_text("utf-8")
    for rule in (*RULES, *CATALOGUE_RULES):
        assert f"## {rule.id}\n" in text
        assert Message(rule.explanation).text(lang) in text


@pytest.mark.parametrize("page", ["archive.md", "archive.ja.md"])
def test_our_own_rulings_have_their_grounds(page):
    """A rule whose source is this catalogue is explained on the page of the archive."""
    text = (DOCS / page).read_text("utf-8")
    missing = [r.id for r in (*RULES, *CATALOGUE_RULES) if r.source.startswith(OWN) and f"`{r.id}`" not in text]
    assert not missing


@pytest.mark.parametrize(
    ("english", "japanese"),
    [
        ("README.md", "docs/README.ja.md"), ("docs/how-to/office.md", "docs/how-to/office.ja.md"),
        ("docs/how-to/librarian.md", "docs/how-to/librarian.ja.md"), ("docs/how-to/windows.md", "docs/how-to/windows.ja.md"),
        ("docs/tutorial.md", "docs/tutorial.ja.md"), ("docs/how-to/installation.md", "docs/how-to/installation.ja.md"),
        ("docs/cookbook.md", "docs/cookbook.ja.md"), ("docs/comparison.md", "docs/comparison.ja.md"),
        ("docs/archive.md", "docs/archive.ja.md"),
    ],
)  # fmt: skip
def test_japanese_pages_have_the_same_commands(english, japanese):
    """Two languages, one set of examples: commands, indented lines, Python, files."""
    one, other = ROOT / english, ROOT / japanese
    assert commands(one) == commands(other)
    indented = [re.findall(r"^    .+$", FENCE.sub("", p.read_text("utf-8")), re.M) for p in (one, other)]
    assert indented[0] == indented[1]
    shown = [[(b.language, b.text) for b in blocks(p) if b.language not in ("console", "text")] for p in (one, other)]
    assert shown[0] == shown[1]


def test_readme_begins_with_the_two_commands():
    """They are what CI runs, word for word."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert lines[:5] == [
        "# smj-catalog", "",
        "    python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/smj-catalog export --to onix-3.1 --out catalogue.xml",
        "    python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest -n auto", "",
    ]  # fmt: skip


def test_decisions_are_numbered_and_dated():
    """docs/decisions/NNNN-slug.md: no number twice, none left out, each with its date."""
    found = sorted((DOCS / "decisions").glob("*.md"))
    assert [p.name[:4] for p in found] == [f"{n:04}" for n in range(1, len(found) + 1)]
    for path in found:
        text = path.read_text("utf-8")
        assert re.match(rf"# {path.name[:4]} [^\n]+\n\nDate: \d{{4}}-\d\d-\d\d\n", text), path.name


def test_public_names_say_since_when():
    """The first version had none before it: what is added later has a later version."""
    names = [
        n
        for n in smj_catalog.__all__
        if callable(it := getattr(smj_catalog, n)) and n != "Record" and not pages.is_alias(it)
    ]
    since = {
        n: re.search(r"\.\. versionadded:: ([0-9.]+)$", getattr(smj_catalog, n).__doc__, re.MULTILINE) for n in names
    }
    assert not [n for n, found in since.items() if found is None or found[1] > smj_catalog.__version__]
