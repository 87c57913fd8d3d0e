"""Who lacks what: the records that a recipient is to get, against its profile, the rules and the schemas."""

from __future__ import annotations

import os
import re
import shlex
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from attrs import define, evolve, field, frozen

from smj_catalog.crosswalk import Context, carried
from smj_catalog.errors import SEVERAL, TIME, CannotWrite, InputError, MissingExtra, UsageError, takes
from smj_catalog.formats import Format, Writing
from smj_catalog.formats.issuing import titled
from smj_catalog.model import Record, kind_of
from smj_catalog.problems import Report, errors_of, message
from smj_catalog.services import words
from smj_catalog.services.going_out import LOSSES, losses, require_sender
from smj_catalog.services.selection import select
from smj_catalog.services.sending.laying import context_of, laid
from smj_catalog.services.sending.needs import is_path, values
from smj_catalog.services.sending.profiles import Profile, ProfileRule
from smj_catalog.services.sending.recipients import Recipient, recipient_or_profile
from smj_catalog.services.writing import let_through
from smj_catalog.store import Archive
from smj_catalog.store.archive import opened


@frozen(kw_only=True)
class Lack:
    """One thing that a record lacks, or the archive's settings.

    .. versionadded:: 0.1.0

    Attributes:
        record: id of the record; None for the settings.
        rule: id of the rule, of the profile or of the archive.
        severity: ``error`` keeps the record from being sent, ``warning`` is advice.
        what: what is missing, or what is wrong, by language.
        source: where it is said that it is needed.
        fill: by language: the command that fills it in, if there is one, with placeholders between < and >.
        there: the record has it, and the format does not carry it.
    """

    record: str | None
    rule: str
    severity: str
    what: Mapping[str, str]
    source: str | None = None
    fill: Mapping[str, str] = field(factory=dict)
    there: bool = False

    def as_dict(self, lang: str) -> dict[str, Any]:
        """Return it as JSON has it."""
        return {
            "record": self.record, "rule": self.rule, "severity": self.severity, "what": self.what[lang],
            "command": self.fill.get(lang), "source": self.source, "there": self.there,
        }  # fmt: skip


@define
class Ready:
    """What was found.

    .. versionadded:: 0.1.0

    Attributes:
        recipient: who is to get the records.
        profile: what it asks for.
        format: in which they go.
        ids: the records that were looked at.
        lacking: ids of those that cannot go, each with how much is missing.
        lacks: everything that is missing or advised.
        others: how many records are not for this recipient: by kind, and books by scope.
        unchecked: why no schema was used; None if one was.
    """

    recipient: Recipient
    profile: Profile
    format: Format
    ids: list[str] = field(factory=list)
    lacking: Counter[str] = field(factory=Counter)
    lacks: list[Lack] = field(factory=list)
    others: Counter[str] = field(factory=Counter)
    unchecked: MissingExtra | None = None

    @property
    def records(self) -> int:
        """How many were looked at."""
        return len(self.ids)

    @property
    def missing(self) -> bool:
        """True if something keeps a record, or everything, from being sent."""
        return bool(errors_of(self.lacks))

    @property
    def unconfirmed(self) -> bool:
        """True until the recipient has confirmed that it accepts the files."""
        return not self.profile.confirmed and self.recipient.accepted is None


def kinds_of(recipient: Recipient, profile: Profile, found: Format) -> tuple[str, ...]:
    """Return the kinds of records that a recipient gets.

    Raises:
        UsageError: it is to get some that its profile or format does not have.
    """
    can = [kind for kind in found.kinds if not profile.kinds or kind in profile.kinds]
    if wrong := [kind for kind in recipient.kinds if kind not in can]:
        raise UsageError(
            message("recipient-kinds", recipient=recipient.name, kinds=", ".join(wrong), known=", ".join(can))
        )
    return recipient.kinds or tuple(can)


def chosen(
    archive: Archive,
    recipient: Recipient,
    kinds: tuple[str, ...],
    told: Report,
    others: Counter[str] | None = None,
    only: Collection[str] = (),
) -> Iterator[Record]:
    """Yield the records that a recipient is to get.

    Args:
        archive: where from.
        recipient: who.
        kinds: of records.
        told: gets what cannot be read.
        others: counts those that are not for it.
        only: ids of the records that are looked at; empty for all.
    """
    conditions = [words.condition(text) for text in recipient.where]

    def unreadable(error: InputError) -> None:
        told.problems += error.problems
        told.rejected += 1

    for record in select(
        archive, kinds=kinds or None, scope=recipient.scope, whole=True, on_error=unreadable, others=others
    ):
        if only and record.id not in only:
            continue
        if conditions:
            texts = dict(next(words.in_words(record)).texts)
            if not all(holds(texts) for holds in conditions):
                if others is not None:
                    others["where"] += 1
                continue
        yield laid(record, recipient)


def format_of(recipient: Recipient, profile: Profile) -> Format:
    """Return the format of a recipient's files. A message to it says more than our own schemas have: EDItEUR's is asked.

    Raises:
        UsageError: its profile does not have this format.
    """
    found = profile.format(recipient.format)
    return evolve(found, schema=None, single_schema=None) if found.official is not None else found


@takes(ids=SEVERAL, now=TIME)
def ready(
    archive: Archive | str | os.PathLike[str],
    recipient: Recipient | str,
    *,
    ids: Iterable[str] | str | None = None,
    now: datetime | None = None,
    progress: Callable[[int], None] | None = None,
) -> Ready:
    """Return what a recipient asks for and records lack.

    .. versionadded:: 0.1.0

    Args:
        archive: where from, or its folder.
        recipient: who is to get them, or its name; or the name of a profile.
        ids: of the records that are looked at, or one; None for all, and none for an empty list.
        now: when it would be sent, local time where it has no time zone; None for the time of the call.
        progress: called with the number of records so far.

    Raises:
        UsageError: the recipient's settings do not go together, or no recipient has that name.
        StoreError: the archive or the profile cannot be read.
        UnknownRecord: the archive has no record with an id.
    """
    archive = opened(archive)
    recipient = recipient_or_profile(archive, recipient, [])
    only = () if ids is None else (ids,) if isinstance(ids, str) else tuple(ids)
    profile = recipient.profile_in(archive)
    made = Ready(recipient, profile, format_of(recipient, profile))
    if ids is not None and not only:
        return made
    for _ in examined(archive, made, now or datetime.now(UTC), progress, only):
        pass
    return made


def examined(
    archive: Archive,
    made: Ready,
    now: datetime,
    progress: Callable[[int], None] | None = None,
    only: Collection[str] = (),
) -> Iterator[Record]:
    """Yield the records that lack nothing without which they cannot go; ``made`` gets what the others lack.

    Args:
        archive: where from.
        made: for whom; gets all that is found.
        now: when it is sent.
        progress: called with the number of records so far.
        only: ids of the records that are looked at; empty for all.
    """
    recipient, profile, found = made.recipient, made.profile, made.format
    around = context_of(archive, recipient, profile, now, 1)
    told = Report("ready")
    kinds = kinds_of(recipient, profile, found)
    made.lacks += _settings(archive, made, around)
    if not only:
        made.others.update(_others(archive, kinds))
    checks: Any = True
    if found.official is not None:
        try:
            found.official()
        except MissingExtra as error:
            checks, made.unchecked = "rules", error
    records = _counted(chosen(archive, recipient, kinds, told, None if only else made.others, only), made, progress)
    catalogue = archive if not found.sends or not _placeholders(archive, found) else None
    for record in let_through(records, found, around, checks, "skip", told, catalogue):
        lacks = sorted(lacks_of(record, made, around), key=lambda lack: lack.severity)
        made.lacks += lacks
        if wrong := len(errors_of(lacks)):
            made.lacking[record.id] += wrong
        else:
            yield record
    made.others.update(kind_of(archive[name]) for name in set(only) - set(made.ids))
    for problem in told.problems:
        if problem.severity == "error":
            own = problem.where.record and (around.own_id(problem.where.record) or problem.where.record)
            made.lacking[own or problem.where.file or ""] += 1
            said = {lang: problem.text(lang) for lang in ("en", "ja")}
            command = f"smj-catalog edit {own}" if own else "smj-catalog validate"
            made.lacks.append(Lack(
                record=own or problem.where.file, rule=problem.rule, severity="error", what=said, source=problem.source,
                fill=dict.fromkeys(said, command),
            ))  # fmt: skip


def _counted(records: Iterable[Record], made: Ready, progress: Callable[[int], None] | None) -> Iterator[Record]:
    for record in records:
        made.ids.append(record.id)
        if progress is not None:
            progress(made.records)
        yield record


def _others(archive: Archive, kinds: tuple[str, ...]) -> dict[str, int]:
    """Return how many records there are of kinds that a recipient does not get."""
    counts = {
        kind: sum(1 for _ in archive.files(kind)) for kind in ("periodical", "issue", "book") if kind not in kinds
    }
    return {kind: count for kind, count in counts.items() if count}


def _placeholders(archive: Archive, found: Format) -> list[Any]:
    try:
        require_sender(archive, found.sends)
    except CannotWrite as error:
        return list(error.problems)
    return []


def _settings(archive: Archive, made: Ready, around: Context) -> Iterator[Lack]:
    for problem in _placeholders(archive, made.format):
        said = {lang: problem.text(lang) for lang in ("en", "ja")}
        yield Lack(record=None, rule=problem.rule, severity="error", what=said)
    try:  # a file of nothing says what the format wants of the archive itself
        for _ in made.format.document((), Writing(around)) if made.format.document else ():
            break
    except CannotWrite as error:
        said = {lang: error.text(lang) for lang in ("en", "ja")}
        yield Lack(record=None, rule="archive-setting", severity="error", what=said)
    for rule in made.profile.settings:
        if rule.applies(made.recipient, "") and rule.lacking(made.recipient):
            said = {"en": rule.en, "ja": rule.ja}
            yield Lack(record=None, rule=rule.id, severity=rule.severity, what=said, source=rule.source)


def lacks_of(record: Record, made: Ready, around: Context) -> Iterator[Lack]:
    """Yield what a record lacks of what its recipient asks for: what it does not have, and what does not go out.

    Args:
        record: the record.
        made: for whom.
        around: the catalogue.
    """
    kind = kind_of(record)
    record = titled(record, around)  # as it goes out
    column = made.format.columns.get(kind)
    kept: Any = record if column is None else carried(record, column, around)
    fields = set()
    for rule in made.profile.rules:
        if not rule.applies(record, kind):
            continue
        if rule.lacking(kept):
            missing = rule.lacking(record)
            fields.add(rule.needs[0].partition("[")[0].partition(".")[0])
            of = [name for it in missing if it is not record for name in values(it, "name.text")]
            yield _lack(record, kind, rule, of, there=not missing)
    if column is not None:
        lost = [name for name in LOSSES if getattr(record, name, None) != getattr(kept, name, None)]
        for problem in losses(record, lost, column, around, made.format.id):
            if problem.where.path not in fields:
                said = {lang: message(f"{problem.rule}-one").text(lang) for lang in ("en", "ja")}
                fill = dict.fromkeys(said, f"smj-catalog edit {record.id}")
                yield Lack(record=record.id, rule=problem.rule, severity="warning", what=said, fill=fill, there=True)


def _lack(record: Record, kind: str, rule: ProfileRule, of: list[str], *, there: bool = False) -> Lack:
    said = {lang: rule.says(lang) for lang in ("en", "ja")}
    if of:
        said = {lang: message("lack-of", what=what, names=", ".join(of)).text(lang) for lang, what in said.items()}
    if there:
        said = {lang: message("lack-there", what=what).text(lang) for lang, what in said.items()}
    texts = next(words.in_words(record)).texts if rule.fill else {}
    undated = there and any(p.tax == "included" and p.valid_from is None for p in getattr(record, "prices", ()))
    lacks_date = undated and "price" in rule.fill  # what the price itself lacks
    fill = {"price_from": "2026-11-01"} if lacks_date else rule.fill
    commands = {}
    for lang in ("en", "ja"):
        names = words.names(kind, lang)
        cells = [
            f"{_quoted(names[key])}={_cell(text, texts.get(key, ''))}"
            for key, text in fill.items() if key in names
        ]  # fmt: skip
        if cells:
            commands[lang] = " ".join(["smj-catalog set", record.id, *cells])
    return Lack(
        record=record.id, rule=rule.id, severity=rule.severity, what=said, source=rule.source, fill=commands, there=there
    )  # fmt: skip


def _cell(example: str, there: str) -> str:
    """Return what stands behind the = of a cell in a command: what is there, and what is to be filled in between < and >."""
    if not example or (example[0] == "?" and there):
        return _quoted(there)
    if example[0] == "+" and there:
        return f"{_quoted(f'{there}; ')}<{example[1:]}>"
    return f"<{example.lstrip('?+')}>"


def _quoted(text: str) -> str:
    """Return a word of a command line: as it is where it can be, else in quotation marks that Windows knows too, if possible."""
    if re.fullmatch(r"[\w.,:/@%+-]+", text):
        return text
    return shlex.quote(text) if re.search(r'["$`\\!]', text) else f'"{text}"'


def form_of(record: Record, profile: Profile) -> list[tuple[str, str]]:
    """Return the values of a record in the order in which its recipient's form asks for them: label, value."""
    texts = next(words.in_words(record, "ja")).texts

    def held(paths: str) -> str:
        found = (values(record, path) for path in paths.split(" / "))
        return "; ".join(map(str, next(filter(None, found), [])))

    return [(label, held(key) if is_path(key) else texts.get(key, "")) for label, key in profile.form.items()]
