"""The pages under docs/ that are made from the program, and the parts of other pages that are.

A part stands between ``<!-- generated: NAME ARGUMENT -->`` and ``<!-- /generated -->``. ``python tests/golden.py``
writes them all; test_docs.py compares.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import click

import smj_catalog
from smj_catalog import Archive, errors, format_ids, get_format
from smj_catalog.cli.main import VERBS, group
from smj_catalog.crosswalk.rows import Cell
from smj_catalog.errors import CatalogError
from smj_catalog.formats import Writing
from smj_catalog.formats.tabular.excel import CELL
from smj_catalog.formats.tabular.placeless import PLACELESS
from smj_catalog.formats.tabular.sheets import KINDS, TITLES, columns, sheet
from smj_catalog.formats.tabular.writing import header, rows
from smj_catalog.model import RECORD_TYPES, Record
from smj_catalog.model.rules import CATALOGUE_RULES, RULES
from smj_catalog.model.rules.base import ALL, OWN
from smj_catalog.problems import Message

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
MADE = "This page is made by `python tests/golden.py`; do not edit it."
PART = re.compile(r"(<!-- generated: (\S+)(?: (\S+))? -->\n).*?(<!-- /generated -->)", re.DOTALL)

# ---- formats

SPECIMENS = ("issue:migrants-network:193", "book:9784750329482")
"""What a format's page opens with: the first of these that the format holds, else the archive's first such record."""

CUTS = {
    "Header": 0, "header": 0, "ContentItem": 1, "contentitem": 1, "component": 1, "PublisherIdentifier": 0,
    "publisheridentifier": 0, "TextItem": 0, "textitem": 0, "sources": 0, "Subject": 1, "subject": 1,
}  # fmt: skip
"""Element -> how many of it a specimen shows; an ellipsis stands for the rest."""

SHEETS = (".xlsx", ".ods")
"""Suffixes of formats that are no text: shown as the cells of their sheets."""

LINES, WIDTH = 100, 160
DIALECT = 34
"""How many lines of a specimen a page shows where another page shows the same in full."""


def _cut(text: str, most: int) -> str:
    """Return the essential lines of a text: cut elements and the lines above ``most`` become an ellipsis."""
    out: list[str] = []
    seen: dict[str, int] = {}
    until: str | None = None
    for line in text.splitlines():
        if until is not None:
            if line == until:
                until = None
            continue
        name = re.match(r"(\s*)<([\w:]+)[ >]", line)
        if name and name[2] in CUTS and f"</{name[2]}>" not in line:
            seen[name[2]] = seen.get(name[2], 0) + 1
            if seen[name[2]] > CUTS[name[2]]:
                until = f"{name[1]}</{name[2]}>"
                if not out or out[-1].strip() != "…":
                    out.append(f"{name[1]}…")
                continue
        out.append(line if len(line) <= WIDTH or "xmlns" in line else line[:WIDTH] + "…")
    return "\n".join(out if len(out) <= most else [*out[:most], "…"])


def _sheets(record: Record, archive: Archive) -> str:
    """Return the sheets of a workbook with the columns that have something in them: name, then header and cell."""
    out: list[str] = []
    for line in rows([record], Writing(archive.context), CELL):
        title = f"[{TITLES[line.kind or ''][0]}]"
        if title in out:
            if out[-1] != "…":
                out.append("…")
            continue
        heads = header(columns((line.kind or "",)), "en")
        out += ["", title, *(f"{name}\t{line.texts[k]}" for k, name in heads.items() if line.texts.get(k))]
    return "\n".join(x if len(x) <= WIDTH else x[:WIDTH] + "…" for x in out).strip()


def specimen(format_id: str) -> str | None:
    """Return a record of the packaged archive in a format, cut to what matters; None where there is none."""
    found = get_format(format_id)
    with Archive.open(ROOT / "archive") as archive:
        named = [archive[i] for i in SPECIMENS if i.partition(":")[0] in found.kinds]
        record = named[0] if named else next(archive.records(kinds=found.kinds), None)
        if record is None:
            return None
        if found.suffix in SHEETS:
            return _sheets(record, archive)
        if found.document is None:
            return None
        whole = b"".join(found.document([record], Writing(archive.context, options={"columns": "used"})))
        data = found.single(record, archive.context) if found.single is not None else whole
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    text = text.translate({0x1D: None, 0x1E: "\n", 0x1F: " $"})  # the marks of ISO 2709, which nobody can see
    return None if "\0" in text else _cut(text, DIALECT if format_id.endswith(("-short", "-3.0")) else LINES)


def _facts(format_id: str) -> Iterator[tuple[str, str]]:
    found = get_format(format_id)
    yield "id", f"`{found.id}`"
    yield "name", f"{found.title} · {found.title_ja}"
    yield "direction", {"read, write": "read and written", "write": "written", "read": "read"}.get(found.directions, "")
    yield "records", ", ".join(found.kinds)
    yield "media type, suffix", f"`{found.media_type}`, `{found.suffix}`"
    schemas = dict.fromkeys(s for s in (found.schema, found.single_schema) if s)
    yield "profile schema", ", ".join(f"[{s}](../../schemas/{s})" for s in schemas) or "none"
    yield "standard's schema", "checked too" if found.official else "not in the package"
    if found.columns:
        yield "field by field", f"[crosswalk](../crosswalk.md), or `smj-catalog crosswalk {found.id}`"


def format_part(format_id: str) -> str:
    """Return what a format's page begins with: the specimen, then the facts."""
    shown = specimen(format_id)
    suffix = get_format(format_id).suffix.lstrip(".")
    language = {"xml": "xml", "jsonl": "json", "json": "json", "rdf": "xml"}.get(suffix, "text")
    rows = "".join(f"| {name} | {value} |\n" for name, value in _facts(format_id))
    block = f"```{language}\n{shown}\n```\n\n" if shown is not None else ""
    return f"{block}| | |\n| --- | --- |\n{rows}"


def formats_part(lang: str) -> str:
    """Return the table of formats in README (``en``) and docs/README.ja.md (``ja``)."""
    japanese = lang == "ja"
    heads = ("id", "方向", "記録の種類", "名称") if japanese else ("id", "direction", "records", "name")
    ways = {"read, write": "読み書き", "write": "書き出し", "read": "読み込み"}
    kinds = {
        "periodical": "逐次刊行物", "issue": "号", "component": "記事・章", "book": "図書", "agent": "典拠", "concept": "件名",
    }  # fmt: skip
    rows = [heads, ("---",) * 4]
    for found in map(get_format, format_ids()):
        page = f"{'' if japanese else 'docs/'}formats/{found.id}.md"
        direction = ways.get(found.directions, "") if japanese else found.directions
        held = "、".join(kinds.get(k, k) for k in found.kinds) if japanese else ", ".join(found.kinds)
        rows.append((f"[`{found.id}`]({page})", direction, held, found.title_ja if japanese else found.title))
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def columns_part(lang: str) -> str:
    """Return the table of all columns of tables, with the headers by which each is known."""
    names = {k: TITLES[k][lang == "ja"] for k in KINDS}
    cells: dict[str, dict[str, Cell]] = {}
    for kind in KINDS:
        for key, cell in sheet(kind).cells.items():
            cells.setdefault(key, {})[kind] = cell
    rows = [
        ("列", "ほかの見出し", "レコードの種類", "キー")
        if lang == "ja"
        else ("column", "other headers", "records", "key"),
        ("---",) * 4,
    ]
    for key, kinds in cells.items():
        first = next(iter(kinds.values()))
        own, other = (first.ja, first.en) if lang == "ja" else (first.en, first.ja)
        also = dict.fromkeys(
            n for cell in kinds.values() for n in (cell.ja, cell.en, *cell.names) if n not in (own, key)
        )
        held = ", ".join(names[k] for k in kinds) if len(kinds) < len(KINDS) else "すべて" if lang == "ja" else "all"
        rows.append((own, ", ".join(also) or other, held, f"`{key}`"))
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |\n" for row in rows)


def placeless_part(lang: str) -> str:
    """Return the table of headers that are known and have no place, with the reasons."""
    rows = [("見出し", "置き場所がない理由") if lang == "ja" else ("headers", "why they have no place"), ("---",) * 2]
    rows += [(", ".join(names), Message(reason).text(lang)) for reason, names in PLACELESS.items()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


PARTS = {"format": format_part, "formats": formats_part, "columns": columns_part, "placeless": placeless_part}


def with_parts(text: str) -> str:
    """Return a page with its generated parts made anew."""
    return PART.sub(lambda m: f"{m[1]}{PARTS[m[2]](m[3])}{m[4]}", text)


def _new_page(format_id: str) -> str:
    """Return the page of a format that has none yet; a person adds the choices made."""
    title = get_format(format_id).title
    return (
        f"# {title}\n\n<!-- generated: format {format_id} -->\n<!-- /generated -->\n\n"
        "What it cannot carry stands field by field in the [crosswalk](../crosswalk.md).\n"
    )


# ---- rules


def rules_page() -> str:
    """Return docs/rules.md."""
    out = [
        "# Rules", "",
        f"What `smj-catalog validate` asks of records once the schema is satisfied. {MADE} An *error* makes the command "
        "exit with 1; a *warning* points out what is doubtful and may stay; an *info* says what is missing. Where the "
        "source is this catalogue itself, [The archive](archive.md#rulings) gives the ground.", "",
    ]  # fmt: skip
    rules = sorted((*RULES, *CATALOGUE_RULES), key=lambda r: r.id)
    out += ["| rule | severity | records |", "| --- | --- | --- |"]
    for rule in rules:
        out.append(f"| [{rule.id}](#{rule.id}) | {rule.severity} | {_kinds(rule.kinds)} |")
    for rule in rules:
        told = Message(rule.explanation)
        source = rule.source.replace(OWN, "this catalogue's own ruling ([why](archive.md#rulings))")
        out += ["", f"## {rule.id}", "", f"*{rule.severity}* · {_kinds(rule.kinds)}", ""]
        out += [told.text("en"), "", told.text("ja"), "", f"Source: {source}"]
    return "\n".join(out) + "\n"


def _kinds(kinds: frozenset[str]) -> str:
    return "all kinds" if kinds == ALL else ", ".join(k for k in RECORD_TYPES if k in kinds)


# ---- commands


def commands_page() -> str:
    """Return docs/commands.md."""
    out = ["# Commands", "", f"Every verb with its arguments and options. {MADE}", ""]
    out += ["Exit codes: 0 done (warnings allowed), 1 at least one error in the data, 2 wrong usage, 3 could not run."]
    context = click.Context(group, info_name="smj-catalog")
    for verb, line in VERBS.items():
        command = group.get_command(context, verb)
        assert command is not None
        inside = click.Context(command, info_name=verb, parent=context)
        usage = " ".join([inside.command_path, *command.collect_usage_pieces(inside)])
        out += ["", f"## {verb}", "", line, "", f"    {usage}", "", inspect.cleandoc(command.help or "")]
        rows = [p.get_help_record(inside) for p in command.params if isinstance(p, click.Option)]
        out += ["", "| option | |", "| --- | --- |", *(_row(*row) for row in rows if row)]
        out += ["", (command.epilog or "").replace("Example: ", "Example: `") + "`"]
    return "\n".join(out) + "\n"


def _row(option: str, told: str) -> str:
    return f"| `{option}` | {told} |".replace("[en|ja]", "[en\\|ja]")


# ---- API

_ORDER = (
    ("Archive", "smj_catalog.store"), ("Verbs", "smj_catalog.services"), ("Records", "smj_catalog.model.records"),
    ("Values", "smj_catalog.model"), ("Formats", "smj_catalog.formats"), ("Catalogue around", "smj_catalog.crosswalk"),
    ("Problems", "smj_catalog.problems"), ("Errors", "smj_catalog.errors"), ("Other", ""),
)  # fmt: skip


def _section(name: str) -> str:
    module = getattr(getattr(smj_catalog, name), "__module__", "") or ""
    if name == "Record":
        return "Records"
    return next(title for title, prefix in _ORDER if module.startswith(prefix))


def api_page() -> str:
    """Return docs/api.md: everything in ``smj_catalog.__all__``."""
    out = [
        "# API", "",
        f"Everything that `from smj_catalog import …` gives; what is not here may change without notice. {MADE}", "",
        "All classes of records and values are frozen: `attrs.evolve(record, …)` makes a changed copy.",
    ]  # fmt: skip
    by_section: dict[str, list[str]] = {}
    for name in smj_catalog.__all__:
        by_section.setdefault(_section(name), []).append(name)
    for title, _ in _ORDER:
        names = by_section.get(title, [])
        if names:
            out += ["", f"## {title}"]
        if title == "Errors":
            tree = inspect.cleandoc(errors.__doc__ or "").partition("::\n")[2].partition("\n\nExceptions")[0]
            out += ["", "```text", inspect.cleandoc(tree), "```"]
        for name in names:
            out += ["", f"### {name}", "", *_described(name)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(out)).rstrip() + "\n"


def _described(name: str) -> Iterator[str]:
    thing = getattr(smj_catalog, name)
    if name == "Record":
        yield f"Any of {', '.join(f'`{kind.__name__}`' for kind in RECORD_TYPES.values())}: a type to annotate with."
    elif not callable(thing):
        yield "The version, as text."
    else:
        if not (inspect.isclass(thing) and issubclass(thing, CatalogError)):
            yield from _signature(name, thing)
        yield _markdown(thing.__doc__)
        if inspect.isclass(thing):
            yield from _members(thing)


def _members(made: type) -> Iterator[str]:
    for name, member in vars(made).items():
        if name.startswith("_") or (attrs.has(made) and name in attrs.fields_dict(made)):
            continue
        function = member.__func__ if isinstance(member, classmethod | staticmethod) else member
        if isinstance(function, property):
            yield f"\n`.{name}`: {_markdown(function.__doc__)}"
        elif inspect.isfunction(function) and function.__doc__:
            yield ""
            yield from _signature(f"{made.__name__}.{name}", function, method=not isinstance(member, staticmethod))
            yield _markdown(function.__doc__)


def _signature(name: str, thing: object, *, method: bool = False) -> Iterator[str]:
    try:
        found = inspect.signature(thing)  # type: ignore[arg-type]
    except (TypeError, ValueError):  # pragma: no cover - every public name has one
        return
    given = list(found.parameters.values())[1 if method else 0 :]
    types = _annotations(thing) if inspect.isclass(thing) and attrs.has(thing) else {}
    shown, star = [], False
    for p in given:
        if p.kind is p.VAR_POSITIONAL:
            star = True
        elif p.kind is p.KEYWORD_ONLY and not star:
            shown.append("*")
            star = True
        text = ("*" if p.kind is p.VAR_POSITIONAL else "") + p.name
        annotation = types.get(p.name) or p.annotation
        if annotation is not p.empty:
            text += f": {_type(annotation)}"
        if p.default is not p.empty:
            default = repr(p.default)
            text += " = " + ("…" if re.search("^<|NOTHING|Factory", default) else default)
        shown.append(text)
    back = "" if found.return_annotation in (found.empty, None, "None") else f" -> {_type(found.return_annotation)}"
    line = f"{name}({', '.join(shown)}){back}"
    if len(line) > 100:
        line = f"{name}(\n" + "".join(f"    {text},\n" for text in shown) + f"){back}"
    yield f"```text\n{line}\n```\n"


def _annotations(made: type) -> dict[str, object]:
    """Return the types of a class's fields as its source has them, whether or not somebody resolved them since."""
    found: dict[str, object] = {}
    for each in reversed(made.__mro__):
        found.update(vars(each).get("__annotations__", {}))
    return found


def _type(annotation: object) -> str:
    return annotation if isinstance(annotation, str) else getattr(annotation, "__name__", str(annotation))


def _markdown(docstring: str | None) -> str:
    """Return a docstring in Google's style as Markdown."""
    out: list[str] = []
    inside = False
    for line in inspect.cleandoc(docstring or "").replace("``", "`").split("\n"):
        if re.fullmatch(r"(Args|Attributes|Raises|Returns|Yields):", line):
            inside = True
            out += ["", f"*{line[:-1]}*", ""]
        elif inside and (item := re.match(r"    (\w+): (.*)", line)):
            out.append(f"- `{item[1]}`: {item[2]}")
        elif inside and line.startswith("    "):
            out[-1] += f" {line.strip()}"
        else:
            inside = inside and not line
            out.append(line)
    return "\n".join(out).strip()


# ---- all of them


def pages() -> list[Path]:
    """Return README, CONTRIBUTING and every page under docs/ that people write."""
    made = {"api.md", "commands.md", "rules.md", "crosswalk.md"}
    return [
        ROOT / "README.md", ROOT / "CONTRIBUTING.md",
        *sorted(p for p in DOCS.rglob("*.md") if p.relative_to(DOCS).as_posix() not in made),
    ]  # fmt: skip


def files() -> Iterator[tuple[Path, bytes]]:
    """Yield each generated page, and each page with generated parts, with what it must be."""
    yield DOCS / "rules.md", rules_page().encode()
    yield DOCS / "commands.md", commands_page().encode()
    yield DOCS / "api.md", api_page().encode()
    for format_id in format_ids():
        path = DOCS / "formats" / f"{format_id}.md"
        if not path.exists():
            yield path, with_parts(_new_page(format_id)).encode()
    for path in pages():
        text = path.read_text("utf-8")
        if PART.search(text):
            yield path, with_parts(text).encode()
