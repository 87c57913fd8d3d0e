"""Who gets messages, and how: tables [recipients.NAME] of archive.toml, or files recipients/NAME.toml beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from smj_catalog.errors import WORDS, StoreError, UsageError, not_taken, takes
from smj_catalog.model.keys import key_of
from smj_catalog.problems import Problem, Where, message, quoted, toml
from smj_catalog.services.selection import DEFAULT_SCOPE
from smj_catalog.services.sending.profiles import Profile, profile_named, shape
from smj_catalog.store import Archive
from smj_catalog.store.archive import opened
from smj_catalog.store.settings import NAME as SETTINGS
from smj_catalog.store.settings import secrets, secrets_told

FOLDER = "recipients"
PACKS = ("", "gz", "zip")
_NAME = re.compile(r"[\w-]{1,40}")
_FILE = re.compile(r"[^{}/\\:*?\"<>|\x00-\x1f]*")
_GAP = re.compile(r"\{(recipient|date|time|number)(?::0?([1-9]))?\}")


@frozen
class PartyNumber:
    """A number of a sender or addressee.

    .. versionadded:: 0.1.0

    Attributes:
        value: the number.
        type: ONIX List 44; 01 for a scheme of its own.
        name: of that scheme.
    """

    value: str
    type: str = "01"
    name: str | None = None


@frozen(kw_only=True)
class Recipient:
    """A recipient of messages, and how they are made.

    .. versionadded:: 0.1.0

    Attributes:
        name: of the table, or of the file.
        title: what people call it.
        profile: name of the profile, or path of a file that holds one, relative to the archive.
        format: id of the format; None for the usual one of the profile.
        kinds: of records; empty for all that the profile takes.
        scope: books by their relation to the archive's owner; ``all`` for all.
        where: conditions, as those of ``list --where``, all of which a record meets.
        sender: name of the sender; None for that of the archive.
        sender_ids: its numbers.
        contact: whom to ask, by name (ONIX ContactName).
        email: address for questions; None for that of the archive.
        addressee: name of who gets it.
        addressee_ids: its numbers.
        language: of products that state none.
        currency: of prices that state none.
        price_type: of prices that state none, ONIX List 58.
        territory: countries (ISO 3166-1) in which prices hold that state nothing of it.
        file: how files are called, with {recipient}, {date}, {time} and {number}; the suffix is that of the format.
        first_number: number of the first message.
        split_records: most records in a file; None for no limit.
        split_bytes: most bytes in a file, before it is packed; None for no limit.
        pack: ``gz``, ``zip`` or "".
        whole: all records are sent each time; otherwise those that are new or changed.
        out: folder into which files go; None for ``outbox``.
        accepted: day on which the recipient confirmed that it accepts the files, YYYY-MM-DD; None until then.
    """

    name: str
    title: str | None = None
    profile: str = "onix-plain"
    format: str | None = None
    kinds: tuple[str, ...] = ()
    scope: tuple[str, ...] = DEFAULT_SCOPE
    where: tuple[str, ...] = ()
    sender: str | None = None
    sender_ids: tuple[PartyNumber, ...] = ()
    contact: str | None = None
    email: str | None = None
    addressee: str | None = None
    addressee_ids: tuple[PartyNumber, ...] = ()
    language: str | None = None
    currency: str | None = None
    price_type: str | None = None
    territory: tuple[str, ...] = ()
    file: str = "{recipient}-{date}-{number:3}"
    first_number: int = 1
    split_records: int | None = None
    split_bytes: int | None = None
    pack: str = ""
    whole: bool = False
    out: str | None = None
    accepted: str | None = None

    def profile_in(self, archive: Archive) -> Profile:
        """Return the profile of the recipient.

        Raises:
            UsageError: no profile has this name.
            StoreError: its file is not a profile.
        """
        return profile_named(self.profile, archive.folder)

    def file_name(self, date: str, time: str, number: int) -> str:
        """Return what a file is called, without its suffix.

        Args:
            date: YYYYMMDD.
            time: hhmm.
            number: of the message.
        """
        held = {"recipient": self.name, "date": date, "time": time, "number": number}

        def filled(gap: re.Match[str]) -> str:
            value = held[gap[1]]
            return f"{value:0{gap[2]}}" if gap[1] == "number" and gap[2] else str(value)

        return _GAP.sub(filled, self.file)


@takes(asked=WORDS)
def recipients(
    archive: Archive | str | os.PathLike[str], *, asked: str | None = None, told: list[Problem] | None = None
) -> dict[str, Recipient]:
    """Return the recipients of an archive by name.

    .. versionadded:: 0.1.0

    Args:
        archive: the archive, or its folder.
        asked: name of the one that is wanted, or its title.
        told: collects the faults of the others, which are left out; None to raise them as well.

    Raises:
        StoreError: their settings have faults; each is listed, with file and key.
    """
    archive = opened(archive)
    found: dict[str, Recipient] = {}
    faulty: dict[str, list[Problem]] = {}
    titled: dict[str, str] = {}
    for file, name, table in _tables(archive):
        if isinstance(table, Problem):
            faulty.setdefault(name, []).append(table)
            continue
        at = f"{FOLDER}.{name}" if file.endswith(SETTINGS) else ""
        titled[name] = key_of(str(table.get("title", "")))
        hidden = [*secrets(table, at)]
        shown = {key: it for key, it in table.items() if (f"{at}.{key}" if at else key) not in hidden}
        faults = [*secrets_told(file, hidden), *_faults(file, name, shown, at)]
        if name in found:
            faults.append(Problem(Where(file, path=at or name), "recipient-twice", name, message("recipient-once")))
        if faults:
            faulty.setdefault(name, []).extend(faults)
        else:
            held: dict[str, Any] = {key: tuple(it) if isinstance(it, list) else it for key, it in table.items()}
            for key in ("sender_ids", "addressee_ids"):
                held[key] = tuple(PartyNumber(**it) for it in table.get(key, ()))
            found[name] = Recipient(name=name, **held)
    same = {asked} | {name for name in faulty if asked and asked not in found and titled.get(name) == key_of(asked)}
    if wrong := [problem for name, its in faulty.items() if name in same for problem in its]:
        raise StoreError(wrong)
    problems = [problem for its in faulty.values() for problem in its]
    if told is not None:
        told += [evolve(problem, severity="warning") for problem in problems]
    elif problems:
        raise StoreError(problems)
    return {name: it for name, it in found.items() if name not in faulty}


def recipient_named(archive: Archive, name: Recipient | str, told: list[Problem] | None = None) -> Recipient:
    """Return a recipient of an archive.

    .. versionadded:: 0.1.0

    Args:
        archive: the archive.
        name: of the recipient, or its title, where no other has it; or the recipient itself.
        told: collects the faults of other recipients; None raises them as well.

    Raises:
        UsageError: no recipient has this name; the message names similar ones, or how to add one.
        StoreError: the recipient's settings have faults; or it does not exist, and the packaged archive cannot have any.
    """
    if isinstance(name, Recipient):
        return name
    known = recipients(archive, asked=_text(name), told=told)
    if name in known:
        return known[name]
    if (
        len(called := [one for one in known.values() if one.title is not None and key_of(one.title) == key_of(name)])
        == 1
    ):
        return called[0]
    if near := [one.name for one in called] or get_close_matches(name, known, 1) or list(known)[:10]:
        raise UsageError(message("no-recipient", name=quoted(name), near=", ".join(near)))
    if told:  # all that there are have faults
        raise StoreError([evolve(problem, severity="error") for problem in told])
    archive.require_writable()
    raise UsageError(message("no-recipients", name=quoted(name), file=archive.folder / SETTINGS))


def _tables(archive: Archive) -> Iterator[tuple[str, str, Mapping[str, Any] | Problem]]:
    """Yield the file, the name and the table of each recipient; or what is wrong with the file."""
    for name, table in archive.settings.recipients.items():
        yield str(archive.folder / SETTINGS), name, table
    folder = archive.folder / FOLDER
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        data = archive.view.read(f"{FOLDER}/{path.name}")
        yield str(path), path.stem, toml.loads(data or b"", str(path), "recipient-form")


def _faults(file: str, name: str, table: Mapping[str, Any], at: str) -> Iterator[Problem]:
    begin = f"{at}." if at else ""

    def wrong(key: str, value: Any, **keys: Any) -> Problem:
        return Problem(Where(file, path=begin + key), "recipient-key", str(value), **keys)

    if not _NAME.fullmatch(name):
        yield Problem(Where(file, path=at or name), "recipient-key", name, message("a-recipient-name"))
    plain = {key: value for key, value in table.items() if key not in ("sender_ids", "addressee_ids")}
    told = [*shape({"name": name, **plain}, Recipient, file, at)]
    yield from told
    for key in ("sender_ids", "addressee_ids"):
        for number, it in enumerate(table.get(key, ()) if isinstance(table.get(key, []), list) else [None]):
            if not isinstance(it, dict):
                yield wrong(key, it, expected=message("a-number-table"))
                continue
            faults = [*shape(it, PartyNumber, file, f"{begin}{key}[{number}]")]
            yield from faults
            if not faults and it.get("type", "01") == "01" and not it.get("name"):
                yield wrong(f"{key}[{number}].name", "", expected=message("a-scheme-name"))
    if told:
        return
    for key in ("first_number", "split_records", "split_bytes"):
        if table.get(key, 1) < 1:
            yield wrong(key, table[key], expected=message("a-positive-number"))
    if table.get("pack", "") not in PACKS:
        yield wrong("pack", table["pack"], expected=message("a-key-of", keys=", ".join(filter(None, PACKS))))
    mask = table.get("file", "{number}")
    if not _FILE.fullmatch(_GAP.sub("", mask)) or not mask.strip("."):
        yield wrong("file", mask, expected=message("a-file-mask"))
    elif "{number" not in mask:
        yield wrong("file", mask, expected=message("a-file-mask-number"))
    if "accepted" in table and not re.fullmatch(r"\d{4}-\d\d-\d\d", table["accepted"]):
        yield wrong("accepted", table["accepted"], expected=message("setting-day"))


def recipient_or_profile(archive: Archive, name: Recipient | str, told: list[Problem] | None = None) -> Recipient:
    """Return the recipient of a name; where there is none, one that stands for the profile of that name.

    Args:
        archive: whose recipients are looked at.
        name: of a recipient, of a profile, or path of a profile's file; a recipient is the one.
        told: collects the faults of other recipients; None raises them as well.

    Raises:
        UsageError: there is neither.
        StoreError: what is said of recipients or in the profile has faults.
    """
    if isinstance(name, Recipient):
        return name
    known = recipients(archive, asked=_text(name), told=told)
    if name in known:
        return known[name]
    try:
        profile_named(name)
    except UsageError:
        recipient_named(archive, name, told)
        raise
    path = Path(name)  # from the working folder on
    return Recipient(name=path.stem, profile=str(path.resolve()) if path.suffix == ".toml" else name)


def _text(given: str) -> str:
    if not isinstance(given, str):
        raise not_taken("recipient", given, "taken-recipient")
    return given
