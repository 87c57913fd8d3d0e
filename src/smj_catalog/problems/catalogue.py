"""Every sentence that a person reads about a problem, in English and Japanese.

Code names a message by id and gives it parameters; the words stand here and nowhere else, so that both
languages stay complete (a test compares them) and a program can rely on the id.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

LANGUAGES = ("en", "ja")

MESSAGES: dict[str, dict[str, str]] = {
    # the frame of a line
    "at-row": {"en": "row {row}", "ja": "{row}行目"},
    "found": {"en": "found {found}", "ja": "{found}"},
    "found-nothing": {"en": "found nothing", "ja": "値なし"},
    "found-expected": {"en": "{found}; expected {expected}", "ja": "{found}がありました。必要なもの: {expected}"},
    # values
    "a-text": {"en": "text that is not empty", "ja": "空でない文字列"},
    "a-code": {"en": "a code of letters and digits", "ja": "英数字のコード"},
    "one-of": {"en": "one of {allowed}", "ja": "次のいずれか: {allowed}"},
    "a-code-known": {"en": "a code of {list}", "ja": "{list}のコード"},
    "a-whole-number": {"en": "a whole number", "ja": "整数"},
    "a-decimal": {"en": "a decimal number such as 1800 or 12.50", "ja": "1800 や 12.50 のような数"},
    "a-boolean": {"en": "true or false", "ja": "true または false"},
    "a-date": {"en": "a date: YYYY, YYYY-MM or YYYY-MM-DD", "ja": "日付(YYYY、YYYY-MM、YYYY-MM-DD)"},
    "an-onix-date": {
        "en": "a date in the form that dateformat names (00 YYYYMMDD, 01 YYYYMM, 05 YYYY)",
        "ja": "dateformat が示す形の日付(00 YYYYMMDD、01 YYYYMM、05 YYYY)",
    },
    "a-record-id": {
        "en": "a record id such as book:9784750329482 or issue:migrants-network:193",
        "ja": "book:9784750329482 や issue:migrants-network:193 のような記録の識別子",
    },
    "a-list-of-ids": {"en": "ids parted by spaces", "ja": "空白で区切った識別子"},
    "xml-characters": {"en": "characters that XML 1.0 allows", "ja": "XML 1.0 で使える文字"},
    "the-field": {"en": "{field}, which every {kind} has", "ja": "{kind}に必ずある{field}"},
    "once": {"en": "this element once only", "ja": "この要素は一つだけ"},
    # files and XML
    "well-formed-xml": {"en": "well-formed XML ({detail})", "ja": "整形式のXML({detail})"},
    "not-empty-file": {"en": "a file that is not empty", "ja": "空でないファイル"},
    "no-dtd": {
        "en": "no document type declaration with declarations of its own (DTDs are never read)",
        "ja": "宣言を含む文書型宣言(DTD)のないファイル(DTDは読みません)",
    },
    "resolved-entity": {
        "en": "characters or the five entities of XML, for a DTD is never read",
        "ja": "文字またはXMLの五つの実体(DTDは読みません)",
    },
    "external-doctype-ignored": {
        "en": "no document type declaration; the external one was not read and is ignored",
        "ja": "文書型宣言なし(外部のDTDは読まず、無視しました)",
    },
    "known-encoding": {"en": "one of the encodings {allowed}", "ja": "次の文字コードのいずれか: {allowed}"},
    "readable-file": {"en": "a file that can be read", "ja": "読めるファイル"},
    "at-most": {
        "en": "at most {limit} {unit} (the cap {cap})",
        "ja": "{limit} {unit}以下(上限 {cap})",
    },
    "bytes-of-encoding": {"en": "bytes that are {encoding}", "ja": "{encoding}として正しいバイト列"},
    "at-most-levels": {"en": "at most {limit} levels of elements", "ja": "要素の入れ子は{limit}段以下"},
    "at-most-ratio": {
        "en": "at most {limit} bytes for each compressed byte (the cap {cap})",
        "ja": "圧縮1バイトあたり{limit}バイト以下(上限 {cap})",
    },
    "root-near-start": {
        "en": "a root element within the first {limit} bytes",
        "ja": "先頭{limit}バイト以内に始まるルート要素",
    },
    "installed-extra": {
        "en": "the library {library}, which pip install '{extra}' brings",
        "ja": "ライブラリ {library}(pip install '{extra}' で入ります)",
    },
    "schema-compiles": {"en": "a schema that compiles ({detail})", "ja": "コンパイルできるスキーマ({detail})"},
    "schema-beside": {
        "en": "the relative name of a schema file in {folder}; nothing outside it is read",
        "ja": "{folder} にあるスキーマファイルの相対名(その外は読みません)",
    },
    "whole-compressed": {"en": "a compressed file that is whole", "ja": "壊れていない圧縮ファイル"},
    "root-one-of": {"en": "a root element known to a format: {allowed}", "ja": "既知の形式のルート要素: {allowed}"},
    "namespace-is": {"en": "the namespace {namespace}", "ja": "名前空間 {namespace}"},
    "a-known-format": {"en": "a file in a known format ({formats})", "ja": "既知の形式のファイル({formats})"},
    "schema-valid": {"en": "{detail}", "ja": "{detail}"},
    "schema-element": {"en": "only elements that the schema allows here ({detail})",
                       "ja": "スキーマがここで許す要素({detail})"},
    "unique-reference": {"en": "a record id used once in the file", "ja": "ファイルの中で一度だけ使う識別子"},
}


class UnknownMessage(KeyError):
    """A message id that stands in no catalogue: a fault of this program."""


def _frozen(params: Mapping[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(params.items())) if isinstance(params, Mapping) else params


@frozen
class Message:
    """A sentence by id, with the values that fill its gaps."""

    id: str
    params: Any = field(default=(), converter=_frozen)

    def text(self, lang: str = "en") -> str:
        """Return the words.

        Raises:
            UnknownMessage: no message has this id.
        """
        try:
            words = MESSAGES[self.id]
        except KeyError as error:
            raise UnknownMessage(self.id) from error
        values = {k: v.text(lang) if isinstance(v, Message) else v for k, v in self.params}
        return words[lang if lang in words else "en"].format(**values)

    def as_dict(self, lang: str = "en") -> dict[str, Any]:
        """Return id, parameters and words."""
        return {"id": self.id, "params": dict(self.params), "text": self.text(lang)}


def message(name: str, /, **params: Any) -> Message:
    """Return the message called ``name`` with its parameters."""
    return Message(name, params)
