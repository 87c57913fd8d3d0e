"""ISBNs that an office gives out, and the two bar codes of a book."""

from __future__ import annotations

import re

from attrs import frozen
from stdnum import ean

from smj_catalog.errors import UsageError
from smj_catalog.formats.tabular.ids import isbn_of
from smj_catalog.model import Product, Record
from smj_catalog.problems import Message, message
from smj_catalog.store import Archive

_TOO_DEAR = 100_000


def next_isbn(archive: Archive) -> str | None:
    """Return the next free ISBN-13 of the archive's own prefixes, with hyphens; None where archive.toml has none.

    It is the one behind the highest that the archive names anywhere, in a record or of one that was deleted, as a valid,
    wrong or cancelled number; where there is none behind it, the lowest that is not used. None is given out twice.

    Raises:
        UsageError: all numbers are used.

    Source: ISBN Users' Manual, 7th ed.: an ISBN is never used again.
    """
    prefixes = archive.settings.isbn_prefix
    free: list[str] = []
    for prefix in prefixes:
        used, room = _used(archive, prefix), 12 - len(prefix.replace("-", ""))
        number = max(used, default=-1) + 1
        if number < 10**room:
            return _written(prefix, number, room)
        if len(used) < 10**room:
            lowest = next(n for n in range(10**room) if n not in used)
            free.append(_written(prefix, lowest, room))
    if prefixes and not free:
        raise UsageError(message("isbns-used", prefixes=", ".join(prefixes)))
    return free[0] if free else None


def _used(archive: Archive, prefix: str) -> set[int]:
    """Return the title numbers of a prefix that stand anywhere in the archive's files, as ISBN-13 or ISBN-10."""
    digits = prefix.replace("-", "")
    begin, room = digits[:3], 12 - len(digits)
    short = f"(?:{begin})?" if begin == "978" else begin
    pattern = re.compile(rf"(?<![0-9]){short}{digits[3:]}([0-9]{{{room}}})[0-9X](?![0-9X])".encode())
    found: set[int] = set()
    for path in archive.files():
        data = archive.view.read(path.relative_to(archive.folder).as_posix()) or b""
        found.update(int(n) for n in pattern.findall(data))
    for end in archive.ends():
        for _, value in end.identifiers:
            found.update(int(n) for n in pattern.findall(value.encode()))
    return found


def _written(prefix: str, number: int, room: int) -> str:
    item = f"{number:0{room}}"
    body = prefix.rstrip("-")
    return f"{body}-{item}-{ean.calc_check_digit(body.replace('-', '') + item)}"


@frozen
class BookJan:
    """The two bar codes of a book (書籍JAN).

    Attributes:
        first: the ISBN-13.
        second: 192, C-code, price without tax, check digit; None where something lacks.
        lacking: what is needed for the second.
    """

    first: str
    second: str | None = None
    lacking: Message | None = None


def book_jan(record: Record) -> BookJan | None:
    """Return the two bar codes of a product that has an ISBN, of the country that they are used in; None for others.

    The second is of the C-code (four digits) and of the price in yen without tax (five digits, 00000 from 100,000 yen on).

    Source: 日本図書コード管理センター, 書籍JANコード.
    """
    if not isinstance(record, Product) or (isbn := isbn_of(record.identifiers)) is None or not isbn.startswith("9784"):
        return None
    codes = {s.code for s in record.subjects if s.scheme == "c-code" and s.code}
    prices = {
        p.amount for p in record.prices
        if p.tax == "excluded" and p.currency == "JPY" and p.amount is not None and not p.qualifier and p.valid_until is None
    }  # fmt: skip
    if len(codes) != 1 and len(prices) != 1:
        return BookJan(isbn, None, message("jan-lacks-both"))
    if len(codes) != 1 or len(prices) != 1:
        return BookJan(isbn, None, message("jan-c-code" if len(codes) != 1 else "jan-price"))
    (code,), (price,) = codes, prices
    body = f"192{code}{int(price) if price < _TOO_DEAR else 0:05}"
    return BookJan(isbn, body + ean.calc_check_digit(body))
