"""What a row says, as its cells are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import define, field

from smj_catalog.errors import BadValue
from smj_catalog.problems import Problem, Where, errors_of, fields_named, message

if TYPE_CHECKING:
    from smj_catalog.crosswalk.rows.blocks import Parsed
    from smj_catalog.crosswalk.rows.bound import Bound


@define
class Loaded:
    """What a row says.

    Attributes:
        values: field of the record -> its value.
        problems: what is wrong or doubtful: key of the column, problem.
        others: what a cell says of a field that is not its own: key of the column, field, value.
        beside: of these what was taken, for no column of its own says anything of it: field -> values.
        blocks: what each block gave.
        silent: leading columns of blocks whose cells say that nothing is known (不明, a mark, a price of 0).
    """

    values: dict[str, Any] = field(factory=dict)
    problems: list[tuple[str, Problem]] = field(factory=list)
    others: list[tuple[str, str, Any]] = field(factory=list)
    beside: dict[str, list[Any]] = field(factory=dict)
    blocks: dict[Bound, list[Any]] = field(factory=dict)
    silent: list[str] = field(factory=list)

    def refuse(self, key: str, error: BadValue) -> None:
        """Take in the faults of one cell."""
        self.problems += [(key, p) for p in error.problems]

    def take(self, key: str, parsed: Parsed[Any]) -> None:
        """Take in what one cell says beside its values."""
        self.problems += [(key, w) for w in parsed.warnings]
        self.others += [(key, *other) for other in parsed.others]

    def left_out(self, key: str, field: str, value: Any) -> None:
        """Tell that a cell says something of a field of which another column says something else."""
        expected = message("cell-other-not-taken", field=fields_named([field]))
        self.problems.append((key, Problem(Where(), "cell-other-not-taken", str(value), expected, severity="warning")))

    @property
    def speaking(self) -> tuple[tuple[str, str], ...]:
        """What cells say beside their own fields: key of the column, field."""
        return tuple(dict.fromkeys((key, name) for key, name, _ in self.others))

    @property
    def failed(self) -> bool:
        """True where something is wrong."""
        return bool(errors_of(p for _, p in self.problems))
