"""Records as wholes: what each must have, and what its parts owe to it."""

from __future__ import annotations

from collections.abc import Iterator

from smj_catalog.model.records import Agent, Book, Component, Issue, Periodical, Record, kind_of
from smj_catalog.model.rules.base import HOSTS, Finding, asks
from smj_catalog.model.values import Title
from smj_catalog.problems import message

_TITLED = frozenset({"periodical", "issue", "book"})
_ISSUE = frozenset({"issue"})


@asks("record-id-kind", "error")
def record_id_kind(record: Record) -> Iterator[Finding]:
    """Find records whose id begins with the name of another kind."""
    kind = kind_of(record)
    prefix = record.kind if isinstance(record, Component) else "subject" if kind == "concept" else kind
    if not record.id.startswith(prefix + ":"):
        yield Finding("id", record.id, message("an-id-of-kind", prefix=prefix))


@asks("title-missing", "error", kinds=_TITLED, source="ONIX for Books 3.1, List 15, code 01; MARC 21, 245")
def title_missing(record: Periodical | Issue | Book) -> Iterator[Finding]:
    """Find records without a title proper; an issue without any title has its serial's."""
    if isinstance(record, Issue) and not record.titles and record.periodical:
        return
    if not any(title.type == "01" for title in record.titles):
        others = ", ".join(title.type for title in record.titles)
        yield Finding("titles", others or None, message("a-title-proper"))


@asks("title-proper-twice", "warning", kinds=_TITLED, on=(Title,),
      source="ONIX for Books 3.1, TitleDetail; MARC 21, 245")  # fmt: skip
def title_proper_twice(record: Periodical | Issue | Book) -> Iterator[Finding]:
    """Find second titles proper."""
    first: str | None = None
    for index, title in enumerate(record.titles):
        if title.type == "01":
            if first is not None:
                yield Finding(f"titles[{index}]", title.text.text, message("one-title-proper", first=first))
            else:
                first = title.text.text


@asks("name-missing", "error", kinds=frozenset({"agent"}), source="MARC 21 Authority, 1XX")
def name_missing(record: Agent) -> Iterator[Finding]:
    """Find agents without a name."""
    if not record.names:
        yield Finding("names", None, message("a-name"))


@asks("publisher-missing", "info", kinds=frozenset({"periodical", "book"}),
      source="ONIX for Books 3.1, Publisher; MARC 21, 264")  # fmt: skip
def publisher_missing(record: Periodical | Book) -> Iterator[Finding]:
    """Find serials and books that nobody is known to have published."""
    if not record.publishers:
        yield Finding("publishers", None, message("a-publisher"))


@asks("issue-without-periodical", "error", kinds=_ISSUE, source="ONIX for Books 3.1, Collection")
def issue_without_periodical(record: Issue) -> Iterator[Finding]:
    """Find issues of no serial."""
    if record.periodical is None:
        yield Finding("periodical", None, message("a-periodical"))


@asks("issue-without-date-or-number", "warning", kinds=_ISSUE, source="MARC 21, 362 and 863")
def issue_without_date_or_number(record: Issue) -> Iterator[Finding]:
    """Find issues that cannot be told from their neighbours."""
    n = record.numbering
    if not record.dates and not (n and (n.printed or n.volume or n.numbers or n.whole_number or n.date)):
        yield Finding("numbering", None, message("a-date-or-number"))


@asks("contents-empty-but-complete", "warning", kinds=HOSTS)
def contents_empty_but_complete(record: Book | Issue) -> Iterator[Finding]:
    """Find lists of contents that are whole and empty."""
    if record.contents_complete and not record.contents:
        yield Finding("contents_complete", "true", message("contents-or-unknown"))


@asks("host-differs", "error", kinds=HOSTS, source="ONIX for Books 3.1, ContentItem; MARC 21, 773")
def host_differs(record: Book | Issue) -> Iterator[Finding]:
    """Find components that name another host than the record they stand in."""
    for index, component in enumerate(record.contents):
        if component.host is not None and component.host != record.id:
            expected = message("the-enclosing-host", host=record.id)
            yield Finding(f"contents[{index}].host", component.host, expected)
