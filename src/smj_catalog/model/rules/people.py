"""Contributors: their roles, and what stands where none are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smj_catalog.model.authorities import Agent
from smj_catalog.model.records import Book, Component
from smj_catalog.model.rules.base import OWN, Finding, asks, asks_fields
from smj_catalog.model.rules.patterns import lazily
from smj_catalog.model.values import AgentName, Contributor
from smj_catalog.problems import Message, message

LIST_17 = "ONIX for Books 3.1, List 17"
_ON = (Contributor,)
_ROLE = lazily("fullmatch", r"[A-Z][0-9]{2}")
inverted = lazily(
    "fullmatch",
    r"((?:[a-zà-ÿ'’]+ ){0,3}[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)?)\s?[,\uff0c]\s?"
    r"(?!(?:Jr|Sr|I{2,3}|IV|Ph\.?D|M\.?[DA]|B\.?A|Esq|Inc|Ltd|Co|LLC|Corp)\b)([A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){0,2})",
)
"""Family and given name of one person in Latin letters: Smith, John; de la Cruz, Maria."""
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


@asks("contributor-role-missing", "warning", on=_ON, source="ONIX for Books 3.1, Contributor")
def contributor_role_missing(contributor: Contributor) -> Iterable[Finding]:
    """Find contributors without a role."""
    return () if contributor.roles else (Finding("roles", contributor.role_printed, message("a-role")),)


@asks_fields("contributor-role-form", "error", "Contributor.roles", source=LIST_17)
def contributor_role_form(role: str, _: str) -> Message | None:
    """Find role codes that cannot stand in the list."""
    return None if _ROLE(role) else message("a-role-code")


@asks("role-printed-differs", "warning", on=_ON, has="role_printed", source=f"{OWN}; {LIST_17}")
def role_printed_differs(contributor: Contributor) -> Iterable[Finding]:
    """Find role words (編, 監修, 訳 …) beside codes that mean something else."""
    roles, word = contributor.roles, contributor.role_printed
    codes = _PRINTED.get(word or "")
    if not codes or not roles or codes.issubset(roles):
        return ()
    return (Finding("roles", " ".join(roles), message("the-roles-of", word=word, roles=", ".join(sorted(codes)))),)


@asks_fields(
    "profession-as-role", "warning", "Contributor.role_printed", source="ONIX for Books 3.1, ProfessionalPosition"
)
def profession_as_role(word: str, _: str) -> Message | None:
    """Find professions such as 弁護士 that stand as the part somebody had in a work."""
    return message("a-position") if word in _PROFESSIONS else None


@asks("person-fields-of-body", "error", on=(Contributor, Agent), where={"kind": ("organisation",)},
      source="MARC 21, X00 and X10")  # fmt: skip
def person_fields_of_body(value: Contributor | Agent) -> Iterable[Finding]:
    """Find bodies with what only persons have: family and given name, birth, death, words that tell them apart."""
    told = []
    for at, it in [("", value)] if isinstance(value, Contributor) else _named(value.names):
        for name in ("family", "given", "born", "died", "distinction"):
            if (held := getattr(it, name, None)) is not None:
                told.append(Finding(f"{at}{name}", str(held), message("a-person")))
    return told


def _named(names: tuple[AgentName, ...]) -> list[tuple[str, AgentName]]:
    return [(f"names[{i}].", name) for i, name in enumerate(names)]


@asks("name-parts-differ", "warning", on=(Contributor, AgentName), has="family", source="MARC 21, 100 $a")
def name_parts_differ(value: Contributor | AgentName) -> Iterable[Finding]:
    """Find family and given names that do not stand in the name itself."""
    whole = "".join(value.name.text.split())
    return [
        Finding(part, held, message("a-part-of-name", name=value.name.text))
        for part in ("family", "given")
        if (held := getattr(value, part)) is not None and "".join(held.split()) not in whole
    ]


@asks(
    "name-inverted",
    "warning",
    on=_ON,
    where={"kind": ("person",)},
    source="ONIX for Books 3.1, PersonName: in normal order",
)
def name_inverted(contributor: Contributor) -> Iterable[Finding]:
    """Find persons' names in Latin letters that seem to begin with the family name, which nobody has told apart: Specimen, Anna."""
    text = contributor.name.text
    if contributor.family is not None or "," not in text or (at := inverted(text)) is None:
        return ()
    return (Finding("name", text, message("a-name-in-order", family=at[1], given=at[2])),)


@asks("contributor-duplicate", "warning", has="contributors")
def contributor_duplicate(record: Any) -> Iterable[Finding]:
    """Find the same name in the same role twice."""
    if len(record.contributors) == 1:
        return ()
    told = []
    seen: dict[tuple[str, tuple[str, ...], str | None], int] = {}
    for index, it in enumerate(record.contributors):
        first = seen.setdefault((it.name.text, it.roles, it.role_printed), index)
        if first != index:
            expected = message("a-contributor-once", first=f"contributors[{first}]")
            told.append(Finding(f"contributors[{index}].name", it.name.text, expected))
    return told


@asks("absence-with-contributors", "error", has="absence", kinds=frozenset({"book", "component"}),
      source="ONIX for Books 3.1, NoContributor")  # fmt: skip
def absence_with_contributors(record: Book | Component) -> Iterable[Finding]:
    """Find records that name contributors and also say why there are none."""
    if not record.contributors:
        return ()
    expected = message("no-absence", names=", ".join(c.name.text for c in record.contributors[:3]))
    return (Finding("absence", record.absence, expected),)
