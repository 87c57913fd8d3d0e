"""oai_dc as files: one record a file, or an OAI-PMH response with all of them.

Source: OAI-PMH 2.0, sections 2.5, 3.2 and 4.5 (ListRecords).
"""

from __future__ import annotations

from smj_catalog.formats.dc.response import XSI, harvested
from smj_catalog.formats.dc.simple import COLUMNS, PREFIXES

_ROOT = (
    f' xmlns:oai_dc="{PREFIXES["oai_dc"]}" xmlns:dc="{PREFIXES["dc"]}" xmlns:xsi="{XSI}"'
    f' xsi:schemaLocation="{PREFIXES["oai_dc"]} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"'
)
FORMAT = harvested(
    "oai_dc",
    "Simple Dublin Core (oai_dc)",
    "シンプル・ダブリンコア(oai_dc)",
    f"{{{PREFIXES['oai_dc']}}}dc",
    COLUMNS,
    _ROOT,
)
