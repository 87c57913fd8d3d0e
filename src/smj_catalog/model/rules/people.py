"""Contributors: their roles, and what stands where none are."""

from __future__ import annotations

from collections.abc import Iterator

from smj_catalog.model.records import Book, Component, Record
from smj_catalog.model.rules.base import OWN, Finding, asks, found, path
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import Contributor
from smj_catalog.problems import message

LIST_17 = "ONIX for Books 3.1, List 17"
_ROLE = lazily("fullmatch", r"[A-Z][0-9]{2}")
_PRINTED: dict[str, frozenset[str]] = {
    word: frozenset(codes.split())
    for word, codes in {
        "著": "A01", "編": "B01", "編集": "B01", "編著": "A01 B01", "監修": "B20", "訳": "B06", "翻訳": "B06",
        "画": "A12", "聞き手": "A43", "座談会": "Z99",
    }.items()
}  # fmt: skip
_PROFESSIONS = frozenset({
    "弁護士", "司法書士", "行政書士", "社会保険労務士", "医師", "看護師", "教授", "准教授", "大学教授",
    "大学准教授", "研究員", "研究者", "ジャーナリスト", "社会学者",
})  # fmt: skip


@asks("contributor-role-missing", "warning", on=(Contributor,), source="ONIX for Books 3.1, Contributor")
def contributor_role_missing(record: Record) -> Iterator[Finding]:
    """Find contributors without a role."""
    for place, contributor in found(record, Contributor):
        if not contributor.roles:
            yield Finding(path(place, "roles"), contributor.role_printed, message("a-role"))


@asks("contributor-role-form", "error", on=(Contributor,), source=LIST_17)
def contributor_role_form(record: Record) -> Iterator[Finding]:
    """Find role codes that cannot stand in the list."""
    for place, contributor in found(record, Contributor):
        for index, role in enumerate(contributor.roles):
            if not _ROLE(role):
                yield Finding(path(place, f"roles[{index}]"), role, message("a-role-code"))


@asks("role-printed-differs", "warning", on=(Contributor,), source=f"{OWN}; {LIST_17}")
def role_printed_differs(record: Record) -> Iterator[Finding]:
    """Find role words (編, 監修, 訳 …) beside codes that mean something else."""
    for place, contributor in found(record, Contributor):
        if contributor.roles and contributor.role_printed:
            codes = _PRINTED.get(contributor.role_printed)
            if codes and not codes <= set(contributor.roles):
                roles = ", ".join(sorted(codes))
                expected = message("the-roles-of", word=contributor.role_printed, roles=roles)
                yield Finding(path(place, "roles"), " ".join(contributor.roles), expected)


@asks("profession-as-role", "warning", on=(Contributor,), source="ONIX for Books 3.1, ProfessionalPosition")
def profession_as_role(record: Record) -> Iterator[Finding]:
    """Find professions such as 弁護士 that stand as the part somebody had in a work."""
    for place, contributor in found(record, Contributor):
        if contributor.role_printed in _PROFESSIONS:
            yield Finding(path(place, "role_printed"), contributor.role_printed, message("a-position"))


@asks("contributor-duplicate", "warning", on=(Contributor,))
def contributor_duplicate(record: Record) -> Iterator[Finding]:
    """Find the same name in the same role twice."""
    seen: dict[tuple[str, tuple[str, ...], str | None], str] = {}
    for place, contributor in found(record, Contributor):
        key = contributor.name.text, contributor.roles, contributor.role_printed
        if key in seen:
            yield Finding(path(place, "name"), key[0], message("a-contributor-once", first=seen[key]))
        else:
            seen[key] = path(place)


@asks("absence-with-contributors", "error", on=(Contributor,), kinds=frozenset({"book", "component"}),
      source="ONIX for Books 3.1, NoContributor")  # fmt: skip
def absence_with_contributors(record: Book | Component) -> Iterator[Finding]:
    """Find records that name contributors and also say why there are none."""
    if record.absence is not None and record.contributors:
        expected = message("no-absence", names=", ".join(c.name.text for c in record.contributors[:3]))
        yield Finding("absence", record.absence, expected)
