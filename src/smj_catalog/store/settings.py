"""archive.toml: what the archive says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import field, fields, frozen

from smj_catalog.errors import BadSource, StoreError
from smj_catalog.problems import Problem, Where, message, toml

if TYPE_CHECKING:
    from smj_catalog.store.view import View

NAME = "archive.toml"
FORMAT = "smj-1"
_DOMAIN = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}")
_MAIL = re.compile(r"[^@\s<>\"]+@" + _DOMAIN.pattern)
_PREFIX = re.compile(r"97[89](-?[0-9]+)+-?")
DEFAULTS = ("language", "serial-price", "publisher", "sold-to-shops", "sold-to-readers")
_PROVIDER = re.compile("R[0-9]{9}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@frozen
class Settings:
    """The settings of an archive.

    .. versionadded:: 0.1.0

    Attributes:
        title: its title.
        title_ja: its title in Japanese.
        language: ISO 639-2/B of its records.
        currency: ISO 4217 of its prices.
        domain: internet domain of its owner, for exported ids.
        sender: who sends its messages (ONIX SenderName).
        contact: e-mail address for enquiries about them (ONIX EmailAddress of the sender); None if there is none.
        updated: day of its last change, YYYY-MM-DD, of an archive without a journal; otherwise the journal gives it.
        base_uri: address under which its records can be reached; None until there is a real one.
        format: the format of its files.
        ndl_provider: number that NDL Search gave the owner as a provider (dcndl:bibRecordCategory): ``R100000999``; None until there is one.
        isbn_prefix: prefixes of the owner's ISBNs, with the publisher's number: ``978-4-…``; `next_isbn` offers numbers.
        recipients: name -> the settings of a recipient of messages (`smj_catalog.services.sending`).
        secrets: keys that seem to hold a password or the like, which never belongs here.
        defaults: which of these apply to records that do not state them, when they are sent: ``language``;
            ``serial-price``, the price of a serial for its issues; ``publisher``, the sender publishes all of them;
            ``sold-to-shops``, ``sold-to-readers``, to whom the sender itself sells what it publishes (ONIX List 93, 01, 09).
        unknown: other keys in the file: misspelt, or of a newer version.
    """

    title: str = "Catalogue"
    title_ja: str | None = None
    language: str = "jpn"
    currency: str = "JPY"
    domain: str = "example.invalid"
    sender: str = "smj-catalog"
    updated: str = "1970-01-01"
    base_uri: str | None = None
    format: str = FORMAT
    contact: str | None = None
    ndl_provider: str | None = None
    isbn_prefix: tuple[str, ...] = ()
    recipients: Mapping[str, Any] = field(factory=dict)
    secrets: tuple[str, ...] = ()
    defaults: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


_KEYS = tuple(f.name for f in fields(Settings) if f.name not in ("unknown", "secrets"))
_SECRET = re.compile(
    r"pass(word|wd|phrase|code)?|pwd|secret|token|credentials?|(api|private|access|ssh)[_-]?key|パスワード|暗証番号|合言葉"
)
PLACEHOLDERS = {"domain": "example.invalid", "sender": "smj-catalog", "contact": "office@example.invalid"}
"""What a new archive says of its owner until the owner does."""


def placeholders(settings: Settings) -> dict[str, str]:
    """Return the keys that still say nothing of the owner, each with its value."""
    held = {key: getattr(settings, key) for key in PLACEHOLDERS}
    return {key: it for key, it in held.items() if it and (it == PLACEHOLDERS[key] or it.endswith(".invalid"))}


def accepts(key: str, value: str) -> bool:
    """Tell whether a value has the form that domain, sender or contact have."""
    form = {"domain": _DOMAIN, "contact": _MAIL}.get(key)
    return form.fullmatch(value) is not None if form is not None else value.isprintable() and bool(value.strip())


def load(folder: Path) -> Settings:
    """Return the settings of the archive in a folder.

    Raises:
        StoreError: the file is missing or cannot be read as settings; the message names key and value.
    """
    try:
        return parse(folder, (folder / NAME).read_bytes())
    except FileNotFoundError:
        return parse(folder, None)
    except OSError as error:
        raise StoreError(message("settings-unreadable", file=folder / NAME, reason=error.strerror or error)) from error


def parse(folder: Path, text: bytes | None) -> Settings:
    """Return the settings that the bytes of archive.toml hold.

    Args:
        folder: the archive, for messages.
        text: the bytes; None where there is no such file.

    Raises:
        StoreError: the file is missing or cannot be read as settings; the message names key and value.
    """
    path = folder / NAME
    if text is None:
        raise StoreError(message("no-archive", folder=folder, file=NAME))
    data = toml.loads(text, str(path), "settings-form")
    if isinstance(data, Problem):
        raise StoreError(data)
    held = {key: value for key, value in data.items() if key in _KEYS}
    for key in ("isbn_prefix", "defaults"):
        if isinstance(several := held.get(key, []), str | list):
            held[key] = tuple([several] if isinstance(several, str) else several)
    for key, value in held.items():
        _check(path, key, value)
    secret = tuple(secrets(data))
    return Settings(**held, secrets=secret, unknown=tuple(sorted(data.keys() - held.keys() - {*secret})))


def secrets(data: Any, path: str = "") -> Iterator[str]:
    """Yield the dotted keys of what a TOML file says that seem to hold a password or the like."""
    for key, value in data.items():
        here = f"{path}.{key}" if path else str(key)
        if any(_SECRET.fullmatch(word) for word in (key.lower(), *re.split("[_-]", key.lower()))):
            yield here
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                yield from secrets(inner, here)


def of(folder: Path, view: View, *, damaged: bool) -> Settings:
    """Return the settings of an archive as a view shows it.

    Args:
        folder: the archive, for messages.
        view: of it.
        damaged: return those of a new archive if the file cannot be read, or is missing beside a journal.

    Raises:
        StoreError: it is, and ``damaged`` is not given.
    """
    try:
        return parse(folder, view.read(NAME))
    except (BadSource, StoreError) as error:
        if damaged and (error.problems or view.head):
            return Settings()
        raise StoreError(error.problems) if error.problems else error from error


def strange(folder: Path, settings: Settings) -> list[Problem]:
    """Return a warning for each key of archive.toml that means nothing, and an error for each that holds a secret.

    Args:
        folder: the archive.
        settings: what its archive.toml says.
    """
    unknown = (
        Problem(
            Where(str(folder / NAME), path=key), "settings-unknown", key,
            message("setting-known", known=", ".join(get_close_matches(key, _KEYS, 2) or _KEYS)), severity="warning",
        )
        for key in settings.unknown
    )  # fmt: skip
    return [*secrets_told(str(folder / NAME), settings.secrets), *unknown]


def secrets_told(file: str, keys: Iterable[str]) -> Iterator[Problem]:
    """Yield an error for each key that holds a password or the like; its value is not shown."""
    for key in keys:
        yield Problem(Where(file, path=key), "settings-secret", key, message("no-secret"))


def _is_prefix(value: object) -> bool:
    """Tell whether a value is the prefix of a publisher's ISBNs, which ends behind the publisher's number."""
    return isinstance(value, str) and _publisher(value) == 0


def _publisher(value: str) -> int | None:
    """Return how many digits a publisher's number that begins so has, where it has others; None where it is no prefix."""
    from stdnum import isbn

    if not _PREFIX.fullmatch(value) or not 6 <= len(digits := value.replace("-", "")) <= 11:
        return None
    parts = isbn.split(digits.ljust(12, "0") + "0")
    return 0 if not parts[2] or "".join(parts[:3]) == digits else len(parts[2])


def _check(path: Path, key: str, value: Any) -> None:
    if key == "isbn_prefix":
        if isinstance(value, tuple) and all(map(_is_prefix, value)):
            return
        wrong = next((it for it in value if not _is_prefix(it)), None) if isinstance(value, tuple) else None
        value = value if wrong is None else wrong
        length = _publisher(value) if isinstance(value, str) else 0
        expected = message("setting-isbn-publisher", digits=length) if length else message("setting-isbn-prefix")
    elif key == "recipients":
        if isinstance(value, dict) and all(isinstance(it, dict) for it in value.values()):
            return
        expected = message("setting-recipients")
    elif key == "defaults":
        if isinstance(value, tuple) and all(each in DEFAULTS for each in value):
            return
        expected = message("one-of", allowed=", ".join(DEFAULTS))
    elif not isinstance(value, str) or not value:
        expected = message("setting-text")
    elif key in ("domain", "contact") and not accepts(key, value):
        expected = message(f"your-{key}")
    elif key == "updated" and not _DAY.fullmatch(value):
        expected = message("setting-day")
    elif key == "ndl_provider" and not _PROVIDER.fullmatch(value):
        expected = message("such-as", example="R100000999")
    elif key == "base_uri" and not value.startswith(("https://", "http://")):
        expected = message("setting-address")
    elif key == "format" and value != FORMAT:
        expected = message("setting-format", format=FORMAT)
    else:
        return
    found = (
        f"[[{key}]]" if isinstance(value, list | tuple) and any(isinstance(it, dict) for it in value) else str(value)
    )
    raise StoreError(Problem(Where(str(path), path=key), "setting-form", found, expected))
