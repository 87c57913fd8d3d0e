"""The law of messages: code and catalogue name the same sentences, with the same gaps; nothing is left over."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path
from typing import get_args

import smj_catalog
from smj_catalog.cli.stats_command import _LACKS
from smj_catalog.model.rules import CATALOGUE_RULES, RULES
from smj_catalog.problems import LANGUAGES, MESSAGES
from smj_catalog.problems.fields import WORDS as FIELDS
from smj_catalog.problems.values import Severity
from smj_catalog.services.going_out import LOSSES
from smj_catalog.services.importing.entry import Action
from smj_catalog.services.importing.verdict import State, Verdict
from smj_catalog.store.settings import PLACEHOLDERS

ROOT = Path(smj_catalog.__file__).parent
TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(ROOT.rglob("*.py"))
    if path != ROOT / "problems/catalogue.py"
}


def words_of(module):
    """Return the words of tuples and keys in the functions of a module: what likeness calls things that differ."""
    inside = [n for f in TREES[module].body if isinstance(f, ast.FunctionDef) for n in ast.walk(f)]
    held = [n.elts if isinstance(n, ast.Tuple) else n.keys for n in inside if isinstance(n, ast.Tuple | ast.Dict)]
    return {each.value for group in held for each in group if isinstance(getattr(each, "value", None), str)}


DIFFER = {"words", "id"} | words_of("services/importing/likeness.py") | words_of("services/importing/issues.py")
DIFFER -= {*get_args(Verdict), *get_args(State), "undated", "other-undated"}
GROWN = {
    "looks-like-{one}": ("undated", "other-undated"),
    "accept-{what}": ("created", "changed", "removed"),
    "ask-{key}": PLACEHOLDERS,
    "your-{key}": PLACEHOLDERS,
    "why-{k}": ("sheet", "row", "line", "column", "text"),
    "differs-{name}": DIFFER,
    "differs-{names[0]}": DIFFER,
    "severity-{problem.severity}": get_args(Severity),
    "severity-{rule.severity}": get_args(Severity),
    "action-{entry.action}": get_args(Action),
    "template-head-{name}": ("sheet", "column", "need", "said", "example", "choice", "other"),
    "template-{need}": ("required", "trade"),
    "word-{word}": ("yes", "no"),
    "lacks-{name}": tuple(_LACKS),
    "lack-{word}": ("error", "warning"),
    "{problem.rule}-one": tuple(LOSSES.values()),
    "send-{what}": ("new", "changed", "gone"),
    "missing-{how}": ("told", "info", "expected"),
    "found-{how}": ("told", "info", "expected"),
    "progress-{what}": ("read", "planned", "written"),
    "an-{kind}": ("issn", "ean", "isni", "orcid"),
    "{kind}-check-digit": ("issn", "ean", "isni", "orcid"),
}
"""Ids that are put together in code, with what goes into their gap."""


def gaps(name, language="en"):
    return {gap for _, gap, _, _ in string.Formatter().parse(MESSAGES[name][language]) if gap}


def ids_of(said):
    """Return the ids that the first argument of message() can be; None where a variable holds it."""
    if isinstance(said, ast.Constant):
        return {said.value}
    if isinstance(said, ast.IfExp):
        return {said.body.value, said.orelse.value}
    if isinstance(said, ast.JoinedStr):
        pattern = ast.unparse(said)[2:-1]
        begin, rest = pattern.split("{")
        return {begin + word + rest.split("}")[1] for word in GROWN[pattern]}
    return None


def parameters(call):
    """Return the names of the parameters of a call of message(), or of Message with a dict; None where they are splatted."""
    given = {k.arg for k in call.keywords}
    if isinstance(call.func, ast.Name) and call.func.id == "Message":
        given |= {k.value for held in call.args[1:] if isinstance(held, ast.Dict) for k in held.keys}
    return None if None in given else given


CALLS = [
    (f"{module}:{node.lineno}", node)
    for module, tree in TREES.items()
    for node in ast.walk(tree)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("message", "Message")
]
DIRECT = [(place, name, call) for place, call in CALLS for name in ids_of(call.args[0]) or ()]
CONSTANTS = {
    node.value for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.Constant)
}  # an id may go through a variable
EXPLAINED = {rule.explanation for rule in (*RULES, *CATALOGUE_RULES)}


def test_every_message_in_code_is_in_the_catalogue():
    assert len(DIRECT) > 300
    assert {(place, name) for place, name, _ in DIRECT if name not in MESSAGES} == set()
    assert {name for name in EXPLAINED if name not in MESSAGES} == set()


def test_every_message_of_the_catalogue_is_used():
    assert set(MESSAGES) - {name for _, name, _ in DIRECT} - EXPLAINED - CONSTANTS == set()


def test_every_gap_of_a_message_is_filled_and_nothing_else():
    wrong = set()
    for place, call in CALLS:
        given, names = parameters(call), ids_of(call.args[0])
        for language in LANGUAGES if given is not None and names else ():
            wanted = [gaps(name, language) for name in names]
            if isinstance(call.args[0], ast.IfExp):  # one call for two messages, of which one may say less
                wanted = [set().union(*wanted)]
            wrong |= {(place, name) for name, each in zip(names, wanted, strict=False) if each != given}
    assert wrong == set()
    assert len([place for place, call in CALLS if parameters(call) is None]) <= 6


def test_every_gap_is_filled_of_messages_whose_id_goes_through_a_variable():
    by_variable = [parameters(call) or set() for _, call in CALLS if ids_of(call.args[0]) is None]
    handed_on = {
        (held.value, frozenset(k.arg for k in node.keywords))
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        for held in node.args
        if isinstance(held, ast.Constant)
    }
    left = set(MESSAGES) - {name for _, name, _ in DIRECT} - EXPLAINED
    assert {
        name for name in left if gaps(name) not in by_variable and (name, frozenset(gaps(name))) not in handed_on
    } == set()


NAMING = {"field", "fields", "column"}
"""Gaps of messages that hold the name of a field or column."""
OF_FILES = {
    "crosswalk/reader.py",
    "formats/onix/judgement.py",
    "formats/jsonl.py",
    "formats/plain.py",
    "problems/toml.py",
}
"""Modules whose fields are those of a file, under its own names."""


def test_no_gap_of_a_message_holds_the_english_name_of_a_field():
    """Each call that fills such a gap gives both languages, or what a person typed."""
    ways = ("fields_named", "Both", "named", "column_named", "_column", "quoted")
    wrong = []
    for place, call in CALLS:
        for given in call.keywords if not place.startswith(tuple(OF_FILES)) else ():
            said = given.value
            both = isinstance(said, ast.Call) and isinstance(said.func, ast.Name) and said.func.id in ways
            typed = isinstance(said, ast.Name) and said.id in ("name", "called", "one", "column")
            if given.arg in NAMING and not (both or typed):
                wrong.append((place, ast.unparse(said)))
    assert wrong == []


def test_no_japanese_sentence_has_the_english_name_of_a_field():
    """Words that are typed so (an option, a key of archive.toml, a codeword) stand in their messages."""
    typed = {
        "recipient-kinds", "a-scheme-name", "editor-at-once", "a-bibtex-field", "column-target", "kind-or-kinds"
    }  # fmt: skip
    word = re.compile(r"(?<![A-Za-z_./<@\"=-])[a-z_]{4,}(?![A-Za-z_./:>=\"-])")
    plain = re.compile(r"\{[^}]*\}|--[a-z-]+|smj-catalog [a-z-]+")
    found = {name for name, said in MESSAGES.items() if FIELDS.keys() & {*word.findall(plain.sub("", said["ja"]))}}
    assert found <= typed, found - typed
