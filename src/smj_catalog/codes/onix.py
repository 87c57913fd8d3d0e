"""Between the model's words and EDItEUR's code lists: only the codes that our columns use.

Source: ONIX for Books code lists, Issue 75; the number of the list stands at each table.
"""

from __future__ import annotations

from functools import cached_property


class Table(dict[str, str]):
    """Our word -> code of a list."""

    @cached_property
    def words(self) -> dict[str, str]:
        """Code -> our word, the first of those that share it."""
        return {code: word for word, code in reversed(self.items())}


PROPRIETARY = "smj-catalog"
"""The name under which ids of this catalogue go out (IDTypeName)."""

PRODUCT_IDS = Table({
    "isbn-13": "15", "isbn-10": "02", "ean": "03", "doi": "06", "uri": "22", "jp-e-code": "27",
    "jp-magazine-code": "29", "own": "01",
})  # fmt: skip
"""List 5."""

WORK_IDS = Table({"isbn-13": "15", "isbn-10": "02", "doi": "06", "own": "01"})
"""List 16."""

COLLECTION_IDS = Table({
    "issn": "02", "issn-l": "38", "doi": "06", "isbn-13": "15", "uri": "22", "jp-magazine-code": "27", "own": "01",
})  # fmt: skip
"""List 13. A serial's JP magazine code (27) has five digits, an issue's (List 5, 29) two more."""

NAME_IDS = Table({
    "gln": "06", "san": "07", "isni": "16", "jp-publisher": "19", "orcid": "21", "jp-distribution": "24", "viaf": "31", "own": "01",
    "corporate-number": "01", "ndl": "01",
})  # fmt: skip
"""List 44."""

SUPPLIER_IDS = Table({
    "gln": "06", "san": "07", "isni": "16", "own": "01", "corporate-number": "01", "jp-distribution": "01", "jp-publisher": "01",
})  # fmt: skip
"""List 92."""

PROPRIETARY_NAMES = Table({
    "corporate-number": "法人番号", "ndl": "NDLNA", "jp-distribution": "取引コード", "jp-publisher": "出版者記号",
})  # fmt: skip
"""IDTypeName of identifiers that no list has a code for."""

SUBJECTS = Table({
    "ndc": "40", "c-code": "78", "thema": "93", "keyword": "20", "lcsh": "04", "ndlsh": "24", "bsh": "24", "own": "24",
    "other": "24",
})  # fmt: skip
"""List 27."""

SUBJECT_NAMES = Table({"ndlsh": "NDLSH", "bsh": "BSH", "own": PROPRIETARY, "other": "other"})
"""SubjectSchemeName of schemes without a code."""

DATES = Table({"publication": "01", "embargo": "02", "announcement": "09", "first-publication": "11", "reprint": "12"})
"""List 163."""

RELATIONS = Table({
    "part": "01", "whole": "02", "earlier": "03", "later": "05", "alternative-format": "06", "print-version": "13",
    "digital-version": "27",
})  # fmt: skip
"""List 51."""

NOT_FOR_SALE = "not-for-sale"
"""Why there is no amount, where nobody sells the thing: the one word beside the codes of List 57."""

FREQUENCIES = ((52, "w"), (24, "f"), (10, "m"), (6, "s"), (4, "q"), (3, "t"), (2, "b"), (1, "a"))
"""List 259, by least number of issues a year; m means about twelve."""

TIMES_A_YEAR = {
    "w": (52, "週刊"), "f": (25, "隔週刊"), "m": (12, "月刊"), "s": (6, "年6回"), "q": (4, "年4回"), "t": (3, "年3回"), "b": (2, "年2回"),
    "a": (1, "年1回"),
}  # fmt: skip
"""Code of List 259 -> about how many issues a year it means, and its words."""

TITLE_TYPES = frozenset({"01", "02", "03", "04", "05", "06", "08", "10", "11", "12", "13", "14"})
"""List 15, as title of the thing itself; 07 is the feature of an issue."""


def frequency(times_a_year: int) -> str:
    """Return the List 259 code nearest to a number of issues a year."""
    return next((code for least, code in FREQUENCIES if times_a_year >= least), "i")
