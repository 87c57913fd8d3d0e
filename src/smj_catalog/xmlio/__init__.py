"""Placeholder."""

from smj_catalog.xmlio.escape import escape, escape_attribute

__all__ = ["escape", "escape_attribute"]
