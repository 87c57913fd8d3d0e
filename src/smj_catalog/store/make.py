"""Make a new archive."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from smj_catalog import resources
from smj_catalog.errors import WORDS, UsageError, path_taken, takes, told_by_system
from smj_catalog.problems import Problem, Where, message
from smj_catalog.store import syscalls
from smj_catalog.store.archive import Archive
from smj_catalog.store.batch import Batch, Change
from smj_catalog.store.journal import FOLDER, Journal
from smj_catalog.store.lock import NAME as LOCK
from smj_catalog.store.names import FOLDERS
from smj_catalog.store.native import read_file
from smj_catalog.store.places import INDEX
from smj_catalog.store.settings import NAME, accepts
from smj_catalog.store.staging import is_stray
from smj_catalog.store.writing import commit
from smj_catalog.xmlio import atomic_writer

_TEMPLATE = """\
# What this archive says of itself. Records stand in the folders beside, one file each.
title = "Catalogue"            # its title
language = "jpn"               # ISO 639-2 code of its records
currency = "JPY"               # ISO 4217 code of its prices
# Who sends. While one of these three is not your own, nothing is exported to the trade or to harvesters.
domain = "example.invalid"     # your internet domain: ids that go abroad begin with it and can never be changed later
sender = "smj-catalog"         # your name, as the sender of messages
contact = "office@example.invalid" # e-mail address for questions about them
format = "smj-1"
# base_uri = "https://..."     # address under which records can be reached, once there is one
# ndl_provider = "R100000999"  # number that NDL Search gave you as a provider of data (bibRecordCategory)
# isbn_prefix = "978-4-…"      # prefix of your own ISBNs, with your publisher's number: add book offers the next free one
# defaults = ["language", "serial-price", "publisher"] # what holds for records sent that do not say it themselves:
#   the language above; the price of a serial for its issues; the sender as publisher of all that name none; and
#   "sold-to-shops", "sold-to-readers": to whom the sender itself sells what it publishes
"""

_TEMPLATE_JA = """\
# このアーカイブの設定。レコードは隣のフォルダーに、1件1ファイルで入っています。
title = "Catalogue"            # アーカイブの名称(英語)
# title_ja = "…"               # アーカイブの名称(日本語)
language = "jpn"               # レコードの言語(ISO 639-2)
currency = "JPY"               # 価格の通貨(ISO 4217)
# 送り主。次の三つをご自分のものにするまで、取次や収集機関への書き出しはできません。
domain = "example.invalid"     # インターネットドメイン。外に出る識別子の先頭になり、後から変えられません
sender = "smj-catalog"         # 送り主としての名称
contact = "office@example.invalid" # 問合せ用のメールアドレス
format = "smj-1"
# base_uri = "https://..."     # レコードをウェブで見られるアドレス(できたら入力)
# ndl_provider = "R100000999"  # 国立国会図書館サーチのデータ提供機関の番号(bibRecordCategory)
# isbn_prefix = "978-4-…"      # ご自分のISBNの、出版者記号までの部分。add 図書 が次のISBNを示します
# defaults = ["language", "serial-price", "publisher"] # 送るレコードに入力がないときに補うもの:
#   上の language。雑誌の価格を号の価格に。出版社のない資料の出版社を送り主に。
#   "sold-to-shops"、"sold-to-readers": 送り主が直接売る相手(書店、読者)
"""

_COMMENTS_JA = {
    "Settings of this archive. Read by smj-catalog; written by people.": "このアーカイブの設定。smj-catalog が読み、人が書きます。",
    "Name of the archive, in English and in Japanese.": "アーカイブの名称(英語と日本語)",
    "Usual language of the things described (ISO 639-2/B). A record says its own language only where a source does.":
        "記述の対象の通常の言語(ISO 639-2/B)。レコードの言語は、出典に記載があるものだけに入力されています",
    "Currency of prices that name none (ISO 4217).": "通貨の記載のない価格の通貨(ISO 4217)",
    "Internet domain of the publisher whose records these are. Turned round, it begins every ONIX RecordReference.":
        "レコードの持ち主である発行者のインターネットドメイン。逆順にしたものがONIXのRecordReferenceの先頭になります",
    "Address under which the records can be opened on the web. There is none yet, so the key is left out; formats":
        "レコードをウェブで見られるアドレス。まだないので入力していません。レコードをアドレスで示す形式(JPCOAR)は、",
    "that must name a record by its address (JPCOAR) refuse to export until it is set.": "入力するまで書き出せません",
    "Name of the sender in messages to others, such as the ONIX header.": "送り主としての名称(ONIXのヘッダーなど)",
    "Version of the files' format.": "ファイルの形式の版",
}  # fmt: skip
"""Comment of the packaged archive.toml -> the same in Japanese."""

_GIT = {
    ".gitattributes": b"# Files are what their digests in the journal say: no line ending is converted.\n* -text\n",
    ".gitignore": f"# Derived, and of the moment.\n{LOCK}\n{INDEX}*\n".encode(),
}
_DAY = re.compile(r"^(?:#.*\n)?updated = .*\n\n?", re.MULTILINE)  # the journal of a copy tells it


@takes(domain=WORDS, sender=WORDS, contact=WORDS, lang=WORDS)
def init(
    folder: str | os.PathLike[str],
    *,
    empty: bool = False,
    domain: str | None = None,
    sender: str | None = None,
    contact: str | None = None,
    lang: str = "en",
) -> Archive:
    """Create an archive in a folder that is new or empty, and return it. Its journal begins with a batch ``init``.

    .. versionadded:: 0.1.0

    Args:
        folder: where.
        empty: without records; otherwise with those of the packaged archive.
        domain: internet domain of the owner; None leaves the initial value, as for the next two.
        sender: name of the owner, as the sender of messages.
        contact: e-mail address of the sender.
        lang: language of the comments in archive.toml: ``en`` or ``ja``.

    Raises:
        UsageError: the folder holds something already, or a domain or address that cannot be one.
        StoreError: the folder cannot be written.
    """
    folder = path_taken("folder", folder, "taken-folder")
    owner = {"domain": domain, "sender": sender, "contact": contact}
    settings = _settings(owner, lang, empty=empty)
    if not _free(folder):
        raise UsageError(message("folder-not-empty", folder=folder))
    with told_by_system(lambda why: message("not-written", file=folder, reason=why)):
        folder.mkdir(parents=True, exist_ok=True)
        syscalls.sync_folder(os.fspath(folder.parent))
        for name in dict.fromkeys(FOLDERS.values()):
            (folder / name).mkdir(exist_ok=True)
        for name, text in _GIT.items():
            with atomic_writer(folder / name) as file:
                file.write(text)
    commit(folder, Batch("init"), _changes(settings, empty=empty))
    return Archive.open(folder)


def _free(folder: Path) -> bool:
    """Return whether a folder is new or empty, but for what a killed `init` left before its commit point."""
    if not folder.exists():
        return True
    if not folder.is_dir() or Journal(folder).names():
        return False
    left = {LOCK, *(f"{FOLDER}/{name}" for name in Journal(folder).leftovers())}
    left.update(
        name for name, text in _GIT.items() if (folder / name).is_file() and (folder / name).read_bytes() == text
    )
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return all(path.relative_to(folder).as_posix() in left or is_stray(path.name) for path in files)


def _settings(owner: Mapping[str, str | None], lang: str, *, empty: bool) -> str:
    """Return the text of archive.toml.

    Raises:
        UsageError: a value that cannot stand there.
    """
    if empty:
        text = _TEMPLATE_JA if lang == "ja" else _TEMPLATE
    else:
        text = _DAY.sub("", (resources.archive() / NAME).read_text("utf-8"))
        for comment, ja in _COMMENTS_JA.items() if lang == "ja" else ():
            text = text.replace(f"# {comment}\n", f"# {ja}\n")
    for key, value in owner.items():
        if value is None:
            continue
        if not accepts(key, value):
            raise UsageError(Problem(Where(path=f"--{key}"), "setting-form", value, message(f"your-{key}")))
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        old = re.search(rf"^{key} = .*$", text, re.MULTILINE)
        text = f"{text[: old.start()]}{line}{text[old.end() :]}" if old else f"{text.rstrip()}\n{line}\n"
    return text


def _changes(settings: str, *, empty: bool) -> Iterator[Change]:
    packaged = resources.archive()
    if not empty:
        for path in sorted(packaged.rglob("*.xml")):
            for record in read_file(path):
                yield Change(path.relative_to(packaged).as_posix(), record.id, None, path.read_bytes())
    yield Change(NAME, None, None, settings.encode())
