"""What has been met, remembered in a few bytes each: a catalogue of a million records must not fill memory."""

from __future__ import annotations

from array import array

_SEGMENTS = 256
_START = 64
_EXACT = 20_000


class Hashes:
    """A set of texts, of which only hashes of 8 bytes are kept.

    Two texts of ten million share a hash with a chance of about one in four hundred thousand. The set is parted, so that
    growing copies a small part at a time.
    """

    def __init__(self) -> None:
        self._parts = [array("q", bytes(8 * _START)) for _ in range(_SEGMENTS)]
        self._filled = [0] * _SEGMENTS

    def add(self, text: str) -> bool:
        """Return whether the text was there already, and remember it."""
        key = hash(text) or 1
        at = key & 255
        part = self._parts[at]
        slot = _slot(part, key)
        if part[slot]:
            return True
        part[slot] = key
        self._filled[at] += 1
        if self._filled[at] * 5 > len(part) * 4:
            self._grow(at)
        return False

    def __contains__(self, text: str) -> bool:
        key = hash(text) or 1
        part = self._parts[key & 255]
        return part[_slot(part, key)] != 0

    def _grow(self, at: int) -> None:
        old = self._parts[at]
        self._parts[at] = new = array("q", bytes(8 * (len(old) + len(old) // 2 + 1)))
        for key in filter(None, old):
            new[_slot(new, key)] = key


def _slot(part: array[int], key: int) -> int:
    """Return where a hash stands, or would stand."""
    size = len(part)
    slot = (key >> 8) % size
    while part[slot] not in (0, key):
        slot = slot + 1 if slot + 1 < size else 0
    return slot


class Firsts:
    """Which record had a number first: by name while they are few; when they are many, only that another had it."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._many = Hashes()

    def first(self, key: str, name: str) -> str | None:
        """Return who had the number first, ``…`` where it is one of too many; None where nobody did."""
        known = self._names.get(key)
        if known is not None:
            return None if known == name else known
        if len(self._names) < _EXACT:
            self._names[key] = name
            return None
        return "…" if self._many.add(key) else None
