"""What a recipient asks for: profiles, which are data. Those that come with the package stand beside, as TOML files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, TypeAlias

from attrs import NOTHING, Attribute, field, fields_dict, frozen

from smj_catalog.errors import StoreError, UsageError, not_taken, told_by_system
from smj_catalog.formats import Format, format_ids, get
from smj_catalog.formats.tabular.sheets import KINDS, columns
from smj_catalog.model import RECORD_TYPES
from smj_catalog.problems import Problem, Where, message, quoted, toml
from smj_catalog.services.sending.needs import BadPath, Classes, is_path, strange, values

PACKAGED = ("onix-plain", "jpro", "oai", "ndl", "marc", "jpcoar")
Severity: TypeAlias = Literal["error", "warning"]


@frozen(kw_only=True)
class ProfileRule:
    """One thing that a recipient needs of a record.

    .. versionadded:: 0.1.0

    Attributes:
        id: its name in the profile.
        needs: paths (`smj_catalog.services.sending.needs`), of which one must hold something.
        en: what is missing where none does, in English.
        ja: the same in Japanese.
        source: where it is said that it is needed, and how sure that is.
        kinds: of records; empty for all.
        each: path of the things that are asked one by one; "" for the record itself.
        when: path that must hold something for the rule to apply; "" for always.
        unless: paths that must all hold nothing.
        severity: ``error`` keeps a record from being sent, ``warning`` is advice.
        fill: key of a column of tables in which it is filled in -> an example of what may stand there; empty where no column
            holds it. An empty example means the present value, which has to be repeated; ``?`` before it, that value if
            there is one; ``+`` before it, one more after that value.
    """

    id: str
    needs: tuple[str, ...]
    en: str
    ja: str
    source: str
    kinds: tuple[str, ...] = ()
    each: str = ""
    when: str = ""
    unless: tuple[str, ...] = ()
    severity: Severity = "error"
    fill: Mapping[str, str] = field(factory=dict)

    def applies(self, record: Any, kind: str) -> bool:
        """Return whether the rule applies to a record."""
        if self.kinds and kind not in self.kinds:
            return False
        return not ((self.when and not values(record, self.when)) or any(values(record, it) for it in self.unless))

    def lacking(self, record: Any) -> list[Any]:
        """Return what lacks it: the record, or those of ``each``."""
        asked = values(record, self.each) if self.each else [record]
        return [it for it in asked if not any(values(it, need) for need in self.needs)]

    def says(self, lang: str) -> str:
        """Return what is missing, in words."""
        return self.ja if lang == "ja" else self.en


@frozen(kw_only=True)
class Profile:
    """What a kind of recipient accepts.

    .. versionadded:: 0.1.0

    Attributes:
        id: its name.
        title: what it is called in English.
        title_ja: in Japanese.
        formats: ids of the formats that can be sent, the usual one first.
        dialect: how the recipient wants the format, where it is its own way (`Format.dialects`); "" otherwise.
        kinds: of records that it accepts; empty for all that the format has.
        time_zone: hours from UTC in whose time messages are dated, such as ``+09:00``; "" for UTC with its Z.
        confirmed: whether a file in this form is known to have been accepted.
        unknown: what is not known of it, in English.
        unknown_ja: the same in Japanese.
        settings: rules about the recipient's own settings.
        rules: what each record needs.
        form: label -> column of tables, in the order in which the recipient's form asks for values; or paths with `` / ``
            between them, of which the first that holds something counts.
    """

    id: str
    title: str
    title_ja: str
    formats: tuple[str, ...]
    dialect: str = ""
    kinds: tuple[str, ...] = ()
    time_zone: str = ""
    confirmed: bool = False
    unknown: str = ""
    unknown_ja: str = ""
    settings: tuple[ProfileRule, ...] = ()
    rules: tuple[ProfileRule, ...] = ()
    form: Mapping[str, str] = field(factory=dict)

    def format(self, format_id: str | None = None) -> Format:
        """Return the format in which it is sent, as its recipients want it.

        Raises:
            UsageError: that format is not among those of the profile.
        """
        wanted = format_id or self.formats[0]
        if wanted not in self.formats:
            raise UsageError(message("profile-format", profile=self.id, format=wanted, formats=", ".join(self.formats)))
        found = get(wanted)
        return found.dialects[self.dialect]() if self.dialect else found


def profile_named(name: str | os.PathLike[str], folder: str | os.PathLike[str] | None = None) -> Profile:
    """Return the profile of a name, or the one that a TOML file holds.

    .. versionadded:: 0.1.0

    Args:
        name: of one that comes with the package; or path of a file.
        folder: where relative paths begin.

    Raises:
        UsageError: there is none.
        StoreError: the file is not a profile; every fault is listed.
    """
    if not isinstance(name, str | os.PathLike):
        raise not_taken("name", name, "taken-profile")
    name = os.fspath(name)
    if name in PACKAGED:
        return packaged(name)
    path = Path(name) if folder is None else Path(folder) / name
    if path.suffix != ".toml":
        near = get_close_matches(name, PACKAGED, 1)
        raise UsageError(message("no-profile", name=quoted(name), profiles=", ".join(near or PACKAGED)))
    with told_by_system(lambda why: message("settings-unreadable", file=path, reason=why)):
        return read(path.read_bytes(), str(path))


@cache
def packaged(name: str) -> Profile:
    """Return a profile that comes with the package."""
    file = resources.files("smj_catalog.services.sending").joinpath(f"profiles/{name}.toml")
    return read(file.read_bytes(), f"{name}.toml")


def read(data: bytes, file: str) -> Profile:
    """Return the profile that the bytes of a TOML file hold.

    Raises:
        StoreError: they hold none; each fault is told.
    """
    told = toml.loads(data, file, "profile-form")
    if isinstance(told, Problem):
        raise StoreError([told])
    rules = {name: told.pop(name, []) for name in ("settings", "rules")}
    problems = [*shape(told, Profile, file)]
    for name, tables in rules.items():
        for number, table in enumerate(tables if isinstance(tables, list) else []):
            at = f"{name}[{number}]"
            for key in ("needs", "unless") if isinstance(table, dict) else ():
                if isinstance(table.get(key), str):
                    table[key] = [table[key]]
            problems += shape(table, ProfileRule, file, at) if isinstance(table, dict) else [_wrong(file, at, table)]
    if problems:
        raise StoreError(problems)
    made: dict[str, Any] = {name: tuple(ProfileRule(**_tuples(t)) for t in tables) for name, tables in rules.items()}
    profile = Profile(**_tuples(told), **made)
    if problems := [*_faults(profile, file)]:
        raise StoreError(problems)
    return profile


def _tuples(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}


def _paths(rule: ProfileRule, classes: Classes, file: str) -> Iterator[Problem]:
    """Yield what the paths of a rule say that means nothing.

    Args:
        rule: the rule.
        classes: of what it asks.
        file: for messages.
    """
    inner = classes
    for name, paths in (("when", (rule.when,)), ("unless", rule.unless), ("each", (rule.each,)), ("needs", rule.needs)):
        for path in filter(None, paths):
            at = Where(file, path=f"{rule.id}.{name}")
            found, told = _path_faults(path, inner if name == "needs" else classes, at)
            inner = found if name == "each" else inner
            yield from told


def _path_faults(path: str, classes: Classes, at: Where) -> tuple[Classes, list[Problem]]:
    """Return what can stand at a path that begins at some classes, and what is wrong with it."""
    try:
        found, told = strange(path, classes)
    except BadPath:
        return None, [Problem(at, "profile-key", path, message("a-value-of-type"))]
    near = [(word, get_close_matches(word, known, 3) or known[:20]) for word, known in told]
    return found, [
        Problem(at, "profile-key", f"{word} ({path})", message("a-key-of", keys=", ".join(keys))) for word, keys in near
    ]


def _of_kinds(kinds: Iterable[str]) -> Classes:
    return frozenset(RECORD_TYPES[kind] for kind in kinds if kind in RECORD_TYPES) or frozenset(RECORD_TYPES.values())


_TYPES: dict[str, tuple[type, ...]] = {"str": (str,), "bool": (bool,), "int": (int,), "Severity": (str,)}


def shape(table: Mapping[str, Any], make: type, file: str, at: str = "") -> Iterator[Problem]:
    """Yield what is wrong with the keys of a table of which a class is made: unknown, missing, of another type.

    Args:
        table: as TOML has it.
        make: an attrs class.
        file: for messages.
        at: path of the table in the file.
    """
    known: dict[str, Attribute[Any]] = fields_dict(make)
    begin = f"{at}." if at else ""
    for key, value in table.items():
        if key not in known:
            near = get_close_matches(key, known, 1) or sorted(known)
            yield Problem(
                Where(file, path=f"{begin}{key}"), "profile-key", key, message("a-key-of", keys=", ".join(near))
            )
        elif not _fits(str(known[key].type), value):
            yield _wrong(file, f"{begin}{key}", value)
    for name, it in known.items():
        if it.default is NOTHING and name not in table:
            yield Problem(Where(file, path=f"{begin}{name}"), "profile-key", None, message("a-key-needed"))


def _fits(kind: str, value: Any) -> bool:
    kind = kind.removesuffix(" | None")
    if kind.startswith("tuple[str"):
        return isinstance(value, list) and all(isinstance(it, str) for it in value)
    if kind.startswith("Mapping"):
        return isinstance(value, dict) and all(isinstance(it, str) for it in value.values())
    return isinstance(value, _TYPES.get(kind, (object,))) and (kind != "int" or not isinstance(value, bool))


def _wrong(file: str, at: str, value: Any) -> Problem:
    return Problem(Where(file, path=at), "profile-key", str(value), message("a-value-of-type"))


def _faults(profile: Profile, file: str) -> Iterator[Problem]:
    """Yield what a profile says that means nothing: formats, kinds, columns, paths."""
    from smj_catalog.services.sending.recipients import Recipient

    written = {cell.key for cell in columns(KINDS)}
    named = [("formats", profile.formats, format_ids()), ("kinds", profile.kinds, tuple(RECORD_TYPES))]
    named.append(("form", tuple(it for it in profile.form.values() if not is_path(it)), tuple(written)))
    for rule in (*profile.settings, *profile.rules):
        named.append((f"{rule.id}.kinds", rule.kinds, tuple(RECORD_TYPES)))
        named.append((f"{rule.id}.severity", (rule.severity,), ("error", "warning")))
        named.append((f"{rule.id}.fill", tuple(rule.fill), tuple(written)))
    for rule in profile.settings:
        yield from _paths(rule, frozenset({Recipient}), file)
    for rule in profile.rules:
        yield from _paths(rule, _of_kinds(rule.kinds or profile.kinds), file)
    for label, text in profile.form.items():
        for path in text.split(" / ") if is_path(text) else ():
            yield from _path_faults(path, _of_kinds(profile.kinds), Where(file, path=f"form.{label}"))[1]
    for path, given, known in named:
        for word in given:
            if word not in known:
                near = get_close_matches(word, known, 1) or sorted(known)[:20]
                yield Problem(Where(file, path=path), "profile-key", word, message("a-key-of", keys=", ".join(near)))
    for format_id in profile.formats if profile.dialect else ():
        if format_id in format_ids() and profile.dialect not in get(format_id).dialects:
            expected = message("a-dialect-of", format=format_id, dialects=", ".join(get(format_id).dialects) or "—")
            yield Problem(Where(file, path="dialect"), "profile-key", profile.dialect, expected)
