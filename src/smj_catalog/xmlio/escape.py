"""Text made safe for XML, and the characters that XML 1.0 forbids even when escaped."""

from __future__ import annotations

import re

__all__ = ["escape", "escape_attribute", "forbidden", "is_xml_text"]

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def escape(text: str) -> str:
    """Return text as it stands between tags; a carriage return survives the next reading.

    It does not look for forbidden characters: the model refuses them, and `is_xml_text` finds them.
    """
    if "&" in text:  # looking costs a third of replacing nothing
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "\r" in text:
        text = text.replace("\r", "&#13;")
    return text


def escape_attribute(text: str) -> str:
    """Return text as it stands between double quotes; carriage return, tab and newline survive."""
    return escape(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;")


def is_xml_text(text: str) -> bool:
    """Return whether XML 1.0 allows every character of the text."""
    # Every printable character is allowed: controls, surrogates and non-characters never are printable.
    return text.isprintable() or _FORBIDDEN.search(text) is None


def forbidden(text: str) -> re.Match[str] | None:
    """Return the first character that XML 1.0 forbids, or None."""
    return _FORBIDDEN.search(text)
