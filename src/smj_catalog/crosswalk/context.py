"""What a reader or writer knows beside the record: the catalogue around it."""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from smj_catalog.model import Record


def _nothing(_: str) -> Record | None:
    return None


@frozen
class Context:
    """The catalogue that records are written from, or read into.

    Attributes:
        domain: internet domain of the catalogue, for ids that go abroad: migrants.jp.
        sender: name of the sender of a message.
        title: title of the catalogue.
        updated: day of its last change, YYYY-MM-DD: dates in files come from here, so that the same archive gives
            the same bytes.
        base_uri: address under which its records can be reached; None where there is none.
        lookup: record id -> record, or None; an issue needs its serial.
    """

    domain: str = "example.invalid"
    sender: str = "smj-catalog"
    title: str = ""
    updated: str = "1970-01-01"
    base_uri: str | None = None
    lookup: Callable[[str], Record | None] = _nothing

    @property
    def prefix(self) -> str:
        """The domain turned round, as ONIX wants record references to begin: jp.migrants."""
        return ".".join(reversed(self.domain.split(".")))

    def reference(self, record_id: str) -> str:
        """Return the record reference (ONIX RecordReference) of a record."""
        return f"{self.prefix}.{record_id}"

    def oai_identifier(self, record_id: str) -> str:
        """Return the identifier of a record in the OAI identifier scheme."""
        return f"oai:{self.domain}:{record_id}"

    def uri(self, record_id: str) -> str | None:
        """Return the address of a record, where the catalogue has one."""
        return None if self.base_uri is None else f"{self.base_uri.rstrip('/')}/{record_id}"
