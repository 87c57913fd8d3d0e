"""What is wrong with a command line, in words of our own: click says it in English only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import click

from smj_catalog.cli.language import language_of
from smj_catalog.problems import Both, Message, message

_WHY: dict[str, Callable[[str, str], Message]] = {
    r"(.+) is not (?:one of .+|'.*')\.()": lambda value, allowed: message(
        "usage-choice", value=marked(value), allowed=allowed
    ),
    r"(.+) is not in the range (.+)\.": lambda value, limits: message(
        "usage-range", value=marked(value), range=range_told(limits)
    ),
    r"(.+) is not a valid .+\.()": lambda value, _: message("usage-number", value=marked(value)),
    r"\w+ (.+) does not exist\.()": lambda value, _: message("usage-absent", value=marked(value)),
    r"\w+ (.+) is a directory\.()": lambda value, _: message("usage-folder", value=marked(value)),
    r"\w+ (.+) is a file\.()": lambda value, _: message("usage-file", value=marked(value)),
    r"\w+ (.+) is not (?:read|writ)able\.()": lambda value, _: message("usage-locked", value=marked(value)),
}
"""What click says of a value -> our message, of the value and what it could be."""
_EXTRA = re.compile(r"Got unexpected extra arguments? \((?P<words>.+)\)", re.DOTALL)


def lines(error: click.ClickException, lang: str) -> Iterator[str]:
    """Yield the lines that tell of an error of usage: how the verb is called, where its help is, what is wrong."""
    if type(error).__name__ == "NoArgsIsHelpError":  # newer than the oldest click that we take
        yield from error.message.split("\n")
        return
    if isinstance(error, click.UsageError) and error.ctx is not None:
        command = error.ctx.command_path
        pieces = " ".join([command, *error.ctx.command.collect_usage_pieces(error.ctx)])
        yield in_language(message("usage-line", usage=pieces).text(lang), lang)
        yield message("usage-help", command=command).text(lang)
        yield ""
    yield in_language(message("usage-error", error=_words(error)).text(lang), lang)


def misused(said: Message, ctx: click.Context | None = None) -> click.UsageError:
    """Return an error of usage in the language of the line."""
    return click.UsageError(said.text(language_of(ctx)), ctx or click.get_current_context(silent=True))


def in_language(usage: str, lang: str) -> str:
    """Return a line of usage with its placeholders in the words of a language."""
    for english, japanese in _PLACEHOLDERS.items() if lang == "ja" else ():
        usage = usage.replace(english, japanese)
    return usage


_PLACEHOLDERS = {
    "[OPTIONS]": "[オプション]", "COLUMN=TEXT": "列=値", "COMMAND [ARGS]...": "コマンド [引数]…", "KIND": "種類", "[PATH]": "[パス]", "[RECIPIENT]": "[送付先]",
    "[FILE]": "[ファイル]", "FILE.xlsx": "ファイル.xlsx", "BATCH": "バッチ", "IN OUT": "入力 出力", "「IN」": "「入力」", "「OUT」": "「出力」", "RECORD [FIELD]": "レコード [項目]", "FORMAT": "形式",
}  # fmt: skip


def marked(text: str) -> Both:
    """Return what click puts into quotation marks with those of both languages."""
    return Both(text, re.sub("'([^']*)'", "「\\1」", text) if "'" in text else f"「{text}」")


_RANGE = re.compile(r"(.+)<=x<=(.+)")


def range_told(text: str) -> Both:
    """Return the limits of a number, 1<=x<=1000, in both languages."""
    found = _RANGE.fullmatch(text)
    return Both(text, text if found is None else f"{found[1]}〜{found[2]}")


def _words(error: click.ClickException) -> Message | str:
    if isinstance(error, click.MissingParameter) and error.param is not None:
        kind = "usage-no-option" if isinstance(error.param, click.Option) else "usage-no-argument"
        if allowed := getattr(error.param.type, "allowed", None):
            return message("usage-no-option-of", name=marked(_name(error)), allowed=allowed)
        kind = "usage-no-batch" if error.param.name == "batch" else kind
        return message(kind, name=marked(_name(error)))
    if isinstance(error, click.NoSuchOption):
        near = ", ".join(sorted(error.possibilities or ()))
        return (
            message("usage-option-near", name=marked(error.option_name), near=near)
            if near
            else message("usage-option", name=marked(error.option_name))
        )
    if isinstance(error, click.BadOptionUsage):
        bare = "requires" in error.message
        return message("usage-value-missing" if bare else "usage-value-extra", name=marked(error.option_name))
    if isinstance(error, click.BadParameter):
        return message("usage-value", name=marked(_name(error)), why=_why(error))
    if extra := _EXTRA.fullmatch(error.message):
        return message("usage-extra", words=extra["words"])
    return message("usage-no-command") if error.message == "Missing command." else error.format_message()


def _name(error: click.BadParameter) -> str:
    hint = error.param_hint or (error.param.get_error_hint(error.ctx) if error.param is not None and error.ctx else "")
    return hint if isinstance(hint, str) else " / ".join(hint)


def _why(error: click.BadParameter) -> Message | str:
    type = error.param and error.param.type
    choices = list(getattr(type, "choices", ()))
    allowed = getattr(type, "allowed", None) or Both(", ".join(choices), "、".join(sorted(choices, key=str.isascii)))
    for pattern, told in _WHY.items():
        if said := re.fullmatch(pattern, error.message, re.DOTALL):
            return told(said[1], said[2] or allowed)
    return error.message
