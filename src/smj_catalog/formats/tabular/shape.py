"""Where a table begins: its header below notes, in one line or two; and rows looked at before they are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import define, field, frozen

from smj_catalog.errors import BadSource
from smj_catalog.formats.tabular.dialect import Rows

LOOKED_AT = 20
"""Rows that are looked at for the header, and behind it for what its columns hold."""
_LONGEST = 100

Row = tuple[int, list[str]]
Known = Callable[[str], bool]


@define
class Ahead:
    """Rows of which the first can be looked at before they are taken; a fault among them waits for its turn."""

    rows: Rows
    waiting: list[Row] = field(factory=list)
    fault: BadSource | None = None

    def first(self, count: int, until: int = 0) -> list[Row]:
        """Return the next rows that are not blank, at most ``count``, or up to a row by its number, and leave them to be taken."""
        while self.fault is None and (len(self.waiting) < count or (until and self.waiting[-1][0] < until)):
            try:
                number, cells = next(self.rows)
            except StopIteration:
                break
            except BadSource as error:
                self.fault = error
                break
            if any(cell.strip() for cell in cells):
                self.waiting.append((number, cells))
        return self.waiting[:count] if not until else self.waiting

    def __iter__(self) -> Iterator[Row]:
        while self.waiting:
            yield self.waiting.pop(0)
        if self.fault is not None:
            raise self.fault
        yield from self.rows


@frozen
class Frame:
    """How a table begins.

    Attributes:
        row: number of the header's row, the first of two.
        names: the headers.
        passed: rows above it that are not blank.
        known: how many of the headers are known.
        lines: rows that the header takes.
        first: the column of the table's first cell, from 0.
    """

    row: int
    names: list[str]
    passed: tuple[Row, ...] = ()
    known: int = 0
    lines: int = 1
    first: int = 0


def framed(ahead: Ahead, known: Known, row: int | None = None) -> Frame | None:
    """Return where the header of a table is, and take it and what stands above it; None where there are no rows.

    It is the first of the first twenty rows in which most cells are known headers; where there is none, the one with the most
    known headers if it has two at least, else the first row.

    Args:
        ahead: the rows.
        known: tells whether a text is a known header.
        row: number of the header's row, where somebody has said it.
    """
    rows = ahead.first(LOOKED_AT, row or 0)
    at = next((i for i, (number, _) in enumerate(rows) if number == row), None) if row else _header(rows, known)
    if at is None:
        return None
    number, names = rows[at]
    first = getattr(names, "first", 0)
    lines = 1
    passed = rows[:at]
    if at and (joined := _joined(rows[at - 1][1], names, known, grouped=True)) is not None and not row:
        number, names, lines, passed = rows[at - 1][0], joined, 2, rows[: at - 1]
    elif at + 1 < len(rows) and (joined := _joined(names, rows[at + 1][1], known)) is not None:
        names, lines = joined, 2
        at += 1
    del ahead.waiting[: at + 1]
    return Frame(number, names, tuple(passed), _count(names, known)[1], lines, first)


def _header(rows: list[Row], known: Known) -> int | None:
    counts = [_count(cells, known) for _, cells in rows]
    sure = next((i for i, (cells, there) in enumerate(counts) if cells > 1 and there * 2 > cells), None)
    if sure is not None:
        return sure
    best = max(range(len(rows)), key=lambda i: (counts[i][1], -i), default=None)
    return 0 if best is not None and counts[best][1] < 2 else best


def _count(cells: list[str], known: Known) -> tuple[int, int]:
    """Return how many cells are not blank, and how many of these are known headers."""
    texts = [str(cell) for cell in cells if cell.strip()]
    return len(texts), sum(len(text) <= _LONGEST and known(text) for text in texts)


def _joined(upper: list[str], lower: list[str], known: Known, *, grouped: bool = False) -> list[str] | None:
    """Return the headers that two lines make together, the upper naming groups; None where they are not such lines.

    The lower line decides, together with the group where the two are known so: 価格 over 本体 and 税込, 掲載 over 巻 and 号,
    頁 over 開始 and 終了.

    Args:
        upper: cells of the upper line; those of a merged group are blank but for the first.
        lower: cells of the lower line.
        known: tells whether a text is a known header.
        grouped: the lower line is known to be a header; else each of its cells has to be.
    """
    width = max(len(upper), len(lower))
    above = [str(cell).strip() for cell in (*upper, *[""] * (width - len(upper)))]
    below = [str(cell).strip() for cell in (*lower, *[""] * (width - len(lower)))]
    said = [bottom for bottom in below if bottom]
    if not grouped and len(said) == 1 and "税" not in said[0]:
        return None  # ■2007年 or 【図書】: a heading of rows
    names: list[str] = []
    group, divides, useful = "", False, False
    for i, (top, bottom) in enumerate(zip(above, below, strict=True)):
        group = top or group
        both = next(filter(known, _together(group, bottom, alone=known(bottom))), "")
        if not bottom:
            names.append(top if not grouped or known(top) else "")
            useful = useful or bool(grouped and top and known(top))
        elif group and group != bottom and both:
            names.append(both)
            divides = divides or not top or top in above[:i] or top in above[i + 1 :] or known(top)
            useful = True
        elif known(bottom):
            names.append(bottom)
            divides = divides or not top or top in above[:i] or top in above[i + 1 :]
        elif grouped:
            names.append(bottom)
        else:
            return None
    return names if (useful if grouped else divides and any(below)) else None


def _together(group: str, bottom: str, *, alone: bool) -> Iterator[str]:
    """Yield what a group and a header below it may make: 掲載 巻; 掲載誌 and 誌名 掲載誌名; 頁 and 開始, unknown alone, 開始 頁."""
    if group.endswith("誌"):  # 掲載誌 over 号 is 掲載号: 掲載誌・号 in one line is a cell with both
        yield group[:-1] + bottom
    yield f"{group} {bottom}"
    if group and group[-1] == bottom[:1]:
        yield group + bottom[1:]
    if not alone:
        end = _ENDS.get(bottom, bottom)
        yield f"{end} {group}"
        if end in _ENDS.values() and ("頁" in group or "ページ" in group):
            yield f"{end}頁"


_ENDS = {"始": "開始", "自": "開始", "から": "開始", "終": "終了", "至": "終了", "まで": "終了"}
"""What people write above the first and the last page."""
