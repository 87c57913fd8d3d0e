"""Simple Dublin Core as OAI-PMH sends it (oai_dc): one record a file, or an OAI-PMH response with all of them.

Source: OAI-PMH 2.0, sections 2.5, 3.2 and 4.5 (ListRecords) and oai_dc.xsd (2002-12-19); rulings in docs/formats/oai_dc.md.
"""

from __future__ import annotations

from typing import Any

from smj_catalog.crosswalk import Fixed, Implied, No, Says
from smj_catalog.formats.dc import terms as t
from smj_catalog.formats.dc import words as w
from smj_catalog.formats.dc.response import XSI, harvested
from smj_catalog.model import Prose

PREFIXES = {
    "oai_dc": "http://www.openarchives.org/OAI/2.0/oai_dc/",
    "dc": "http://purl.org/dc/elements/1.1/",
}  # fmt: skip
_TEXT = {
    "text": "the value", "language": "xml:lang", "truncated": No("no way to mark it"),
}  # fmt: skip
_WITHIN = {**_TEXT, "language": No("only the language of the title")}
_TITLE = {
    "text": _TEXT, "part_number": "after the title", "subtitle": _WITHIN,
    "type": "each title is a dc:title, but only the first of type 01",
}  # fmt: skip
_VALID = Says("only valid identifiers", {
    "value": "dc:identifier; dc:relation for the identifier of a set", "type": "scheme or URN before the number", "scheme": "before the number",
    "status": Implied("valid"), "printed": No("only the normalised form"), "qualifier": "dc:relation for the identifier of a set only",
})  # fmt: skip
_PERSON = {"name": _TEXT, "roles": "dc:creator for authors and editors, else dc:contributor"}
_PUBLISHER = {"name": _TEXT}
_DATES = Says("only exact dates of publication or issue", {
    "date": "dc:date (W3CDTF)", "role": Implied("one of the roles that are exported"), "qualifier": Implied("exact"),
    "printed": No("only the normalised form"),
})  # fmt: skip
_SUBJECTS = Says("subjects with neither heading nor code", {
    "scheme": "before a code", "code": "dc:subject", "heading": "dc:subject", "concept": "dc:subject, its labels",
})  # fmt: skip
_SERIES = {"title": _TEXT, "section": _WITHIN, "part_number": "dc:relation"}
_RELATION = {"record": "dc:relation", "citation": "dc:relation", "identifiers": "dc:relation"}
_EXTENT = {**dict.fromkeys(("value", "printed", "unit"), "dc:format"), "type": "not named; only the first of each type is exported"}  # fmt: skip
_UNPLACED = {
    **t.UNPLACED, "editions": No("no equivalent"), "frequencies": No("accrualPeriodicity is not part of simple Dublin Core"),
    "contents": Implied("each article or chapter is a separate record, whose dc:relation is its host"),
}  # fmt: skip


class _Simple(t.Vocabulary):
    root, prefixes = "oai_dc:dc", PREFIXES
    dc = "dc:"
    person, publisher, subject = _PERSON, _PUBLISHER, _SUBJECTS
    unplaced, identified = _UNPLACED, (w.identifiers, _VALID)

    def element(self, term: str) -> str:
        return f"dc:{term}"

    def titles(self, **says: Any) -> dict[str, Any]:
        if "features" in says:
            says["features"] = _TEXT
        return {"title": self.to("title", w.titles, **{**says, next(iter(says)): _TITLE})}

    def dates(self) -> dict[str, Any]:
        return {"date": self.to("date", w.dates, dates=_DATES)}

    def typed(self, word: str) -> dict[str, Any]:
        return {"=type": Fixed("dc:type", word)}

    def sizes(self) -> dict[str, Any]:
        says = {"extents": _EXTENT, "sizes": {"printed": "dc:format"}, "measures": _EXTENT}
        return {"format": self.to("format", w.extents, **says)}

    def citation(self) -> dict[str, Any]:
        return {"source": self.to("source", w.sources, pages={"first": "dc:source", "last": "dc:source"})}

    def relations(self, **hosts: Any) -> dict[str, Any]:
        where = {"periodical": "dc:relation", "host": "dc:relation, dc:source", "series": _SERIES}
        said = {name: where[name] for name in hosts}
        return {"relation": self.to("relation", w.relations, identifiers=_VALID, related=_RELATION, **said)}

    def about(self, **_: Any) -> dict[str, Any]:
        return {"subject": self.to("subject", w.subjects, subjects=_SUBJECTS)}

    def description(self) -> dict[str, Any]:
        texts = self.place("description", Prose, {"text": ".", "language": t.LANG})
        return {"texts": texts, "notes": super().description()["notes"]}

    def frequencies(self) -> dict[str, Any]:
        return {}


COLUMNS = _Simple().columns()

_ROOT = (
    f' xmlns:oai_dc="{PREFIXES["oai_dc"]}" xmlns:dc="{PREFIXES["dc"]}" xmlns:xsi="{XSI}"'
    f' xsi:schemaLocation="{PREFIXES["oai_dc"]} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)
FORMAT = harvested(
    "oai_dc", "Simple Dublin Core (oai_dc)", "シンプル・ダブリンコア(oai_dc)", f"{{{PREFIXES['oai_dc']}}}dc", COLUMNS, _ROOT,
)  # fmt: skip
