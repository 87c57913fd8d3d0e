"""Language codes: ISO 639-2/B as ONIX and MARC write them, and the shorter tag that xml:lang wants.

Source: ISO 639-2; BCP 47 section 2.2.1 (the two-letter code is used where there is one).
"""

_TAGS = {
    "jpn": "ja", "eng": "en", "kor": "ko", "chi": "zh", "por": "pt", "spa": "es", "vie": "vi", "ind": "id", "tha": "th",
    "fre": "fr", "ger": "de", "rus": "ru", "mya": "my", "bur": "my", "nep": "ne", "ben": "bn", "hin": "hi", "ara": "ar",
    "per": "fa", "urd": "ur", "tur": "tr", "ita": "it", "tgl": "tl", "fil": "fil", "khm": "km", "lao": "lo", "mon": "mn",
    "sin": "si", "may": "ms",
}  # fmt: skip


def tag(code: str | None) -> str | None:
    """Return the BCP 47 tag of an ISO 639-2/B code; the code itself where it has no shorter one; None for None."""
    return None if code is None else _TAGS.get(code, code)
