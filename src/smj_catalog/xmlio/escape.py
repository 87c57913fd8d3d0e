"""Text fit for XML."""

from __future__ import annotations


def escape(text: str) -> str:
    """Return text fit for XML content; a carriage return survives."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def escape_attribute(text: str) -> str:
    """Return text fit for a double-quoted attribute; tab and line breaks survive."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
