"""Records as plain dictionaries: what `smj_catalog.formats.plain` offers, at its former place."""

from smj_catalog.formats.plain import structure, unstructure

__all__ = ["structure", "unstructure"]
