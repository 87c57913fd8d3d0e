"""Records as wholes: what each must have, and what its parts owe to it."""

from __future__ import annotations

from collections.abc import Iterable

from smj_catalog.model.authorities import Agent
from smj_catalog.model.records import RECORD_TYPES, Book, Component, Issue, Periodical, Product, Record
from smj_catalog.model.rules.base import HOSTS, Finding, asks
from smj_catalog.problems import message

_TITLED = frozenset({"periodical", "issue", "book"})
OF_WHOLES = frozenset(
    {"title-missing", "publisher-missing", "issue-without-periodical", "issue-without-date-or-number"}
)
"""Rules that ask for something that a part of a record need not have."""
OF_CATALOGUE = frozenset({"issue-without-periodical"})
"""Rules about the other records of a catalogue: nobody can keep to them without one."""

_ISSUE = frozenset({"issue"})
_PREFIXES = {made: f"{'subject' if kind == 'concept' else kind}:" for kind, made in RECORD_TYPES.items()}


@asks("record-id-kind", "error")
def record_id_kind(record: Record) -> Iterable[Finding]:
    """Find records whose id begins with the name of another kind."""
    prefix = f"{record.kind}:" if isinstance(record, Component) else _PREFIXES[record.__class__]
    if record.id.startswith(prefix):
        return ()
    return (Finding("id", record.id, message("an-id-of-kind", prefix=prefix[:-1])),)


@asks("title-missing", "error", kinds=_TITLED, source="ONIX for Books 3.1, List 15, code 01; MARC 21, 245")
def title_missing(record: Periodical | Issue | Book) -> Iterable[Finding]:
    """Find records without a title proper; an issue without any title has its serial's."""
    types = [title.type for title in record.titles]
    if "01" in types or (isinstance(record, Issue) and not types and record.periodical):
        return ()
    return (Finding("titles", ", ".join(types) or None, message("a-title-proper")),)


@asks("title-proper-twice", "warning", kinds=_TITLED, has="titles",
      source="ONIX for Books 3.1, TitleDetail; MARC 21, 245")  # fmt: skip
def title_proper_twice(record: Periodical | Issue | Book) -> Iterable[Finding]:
    """Find second titles proper."""
    if len(record.titles) == 1:
        return ()
    proper = [(index, title.text.text) for index, title in enumerate(record.titles) if title.type == "01"]
    return [Finding(f"titles[{i}]", words, message("one-title-proper", first=proper[0][1])) for i, words in proper[1:]]


@asks("name-missing", "error", kinds=frozenset({"agent"}), source="MARC 21 Authority, 1XX")
def name_missing(record: Agent) -> Iterable[Finding]:
    """Find agents without a name."""
    if not record.names:
        yield Finding("names", None, message("a-name"))


@asks("publisher-missing", "info", kinds=frozenset({"periodical", "book"}),
      source="ONIX for Books 3.1, Publisher; MARC 21, 264")  # fmt: skip
def publisher_missing(record: Periodical | Book) -> Iterable[Finding]:
    """Find serials and books that nobody is known to have published."""
    return () if record.publishers else (Finding("publishers", None, message("a-publisher")),)


@asks("issue-without-periodical", "error", kinds=_ISSUE, source="ONIX for Books 3.1, Collection")
def issue_without_periodical(record: Issue) -> Iterable[Finding]:
    """Find issues of no serial."""
    if record.periodical is None:
        yield Finding("periodical", None, message("a-periodical"))


@asks("issue-without-date-or-number", "warning", kinds=_ISSUE, source="MARC 21, 362 and 863")
def issue_without_date_or_number(record: Issue) -> Iterable[Finding]:
    """Find issues that cannot be told from their neighbours."""
    n = record.numbering
    if not record.dates and not (n and (n.printed or n.volume or n.numbers or n.whole_number or n.date)):
        yield Finding("numbering", None, message("a-date-or-number"))


@asks("contents-empty-but-complete", "warning", kinds=HOSTS, has="contents_complete")
def contents_empty_but_complete(record: Product) -> Iterable[Finding]:
    """Find lists of contents that are whole and empty."""
    if record.contents_complete and not record.contents:
        yield Finding("contents_complete", "true", message("contents-or-unknown"))


@asks("host-differs", "error", kinds=HOSTS, has="contents", source="ONIX for Books 3.1, ContentItem; MARC 21, 773")
def host_differs(record: Product) -> Iterable[Finding]:
    """Find components that name another host than the record they stand in."""
    own = record.id
    others = [(index, part.host) for index, part in enumerate(record.contents) if part.host != own]
    expected = message("the-enclosing-host", host=own) if others else None
    return [Finding(f"contents[{index}].host", host, expected) for index, host in others if host and expected]
