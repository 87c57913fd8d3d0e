"""What the shell completes: kinds of record, formats, ids and batches (click's shell completion)."""

from __future__ import annotations

from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

_MOST = 100


class _Words(click.types.StringParamType):
    """A text, of which the shell offers those that begin like what is typed."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return what can follow; nothing where the archive cannot be read."""
        from smj_catalog.errors import CatalogError

        try:
            return [
                CompletionItem(word, help=said)
                for word, said in self.words(ctx, incomplete)
                if word.startswith(incomplete)
            ]
        except CatalogError:
            return []

    def words(self, ctx: click.Context, begin: str) -> Iterable[tuple[str, str]]:
        """Yield the words, each with what it means."""
        raise NotImplementedError


class _Kinds(_Words):
    def words(self, ctx: click.Context, begin: str) -> Iterable[tuple[str, str]]:
        from smj_catalog.problems.fields import KINDS

        return KINDS.items() if begin.isascii() else ((ja, kind) for kind, ja in KINDS.items())


class _Formats(_Words):
    def words(self, ctx: click.Context, begin: str) -> Iterable[tuple[str, str]]:
        from smj_catalog.formats import format_ids, get

        return ((i, get(i).title) for i in format_ids())


class _Ids(_Words):
    def words(self, ctx: click.Context, begin: str) -> Iterable[tuple[str, str]]:
        from smj_catalog.store import Archive
        from smj_catalog.store.index import Index

        with Archive.open(ctx.params.get("archive")) as archive, Index.open(archive) as index:
            return index.beginning(begin, _MOST)


class _Batches(_Words):
    def words(self, ctx: click.Context, begin: str) -> Iterable[tuple[str, str]]:
        from smj_catalog.store import Archive

        with Archive.open(ctx.params.get("archive")) as archive:
            return [
                (info.id, info.batch.note or info.batch.kind)
                for _, info in zip(range(_MOST), archive.batches(), strict=False)
            ]


TYPES: dict[str, click.types.StringParamType] = {
    "KIND": _Kinds(), "kind": _Kinds(), "FORMAT": _Formats(), "ID": _Ids(), "ID…": _Ids(), "[ID]…": _Ids(), "record": _Ids(),
    "batch": _Batches(),
}  # fmt: skip
"""Placeholder, or name, of an option or argument -> what is completed."""
