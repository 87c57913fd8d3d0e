"""What constructors take: what a person writes becomes what a field holds, where only one thing can be meant.

`Many`, `One` and `OneOf` stand at a field as its converter. Type checkers read from them what the constructor takes;
`taking` makes a constructor of them in which a value that is right already costs a comparison, for readers make many.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from numbers import Integral
from typing import Any, Generic, Literal, TypeVar, cast, get_args, get_origin

import attrs
from attrs import evolve

from smj_catalog.codes.words import ANY, FORMS, WORDS, plain
from smj_catalog.errors import BadValue
from smj_catalog.model.told import tell_fields
from smj_catalog.problems import Message, Problem, Where, message

T = TypeVar("T")
C = TypeVar("C")
Take = Callable[[Any], Any]


class Many(Generic[T]):
    """A field of several values, which takes one, or any iterable but text; ``Many[Title | Text | str]`` makes titles."""

    def __init__(self, given: T | Iterable[T]) -> None:
        """Stand at a field."""


class One(Generic[T]):
    """A field of one value: ``One[Text | str | None]`` makes a text of words."""

    def __init__(self, given: T) -> None:
        """Stand at a field."""


class OneOf(Generic[T]):
    """A field of one word of a closed set, which also takes what people write for it: 税抜 for ``excluded``."""

    def __init__(self, given: T | str) -> None:
        """Stand at a field."""


def bad(field: str, found: object, expected: Message, rule: str) -> BadValue:
    """Return the error for one value."""
    words = found if isinstance(found, str) else shown(found)
    return BadValue(Problem(Where(path=field), rule, None if found is None else words, expected))


def shown(value: object) -> str:
    """Return what Python calls a value, cut off; its type where it cannot say it, as of a number of too many digits."""
    try:
        return f"{value!r:.80}"
    except Exception:  # whatever an object of a user does
        return f"<{type(value).__name__}>"


def take_of(cls: type, it: attrs.Attribute[Any]) -> tuple[Any, Take] | None:
    """Return how a field takes what is given: what is right already, and what makes it right.

    Right is a type or a set of codes, in a tuple where the field holds several; None where only the other can tell. None
    alone where the field takes what it is given.
    """
    shape, place, mark = str(it.type), f"{cls.__name__}.{it.name}", it.converter
    kind = get_origin(mark)
    if kind is None and mark is not None:
        return None, cast("Take", mark)
    words, form = WORDS.get(place), FORMS.get(place)
    if kind is OneOf:
        options = get_args(get_args(mark)[0])
        options = next((get_args(each) for each in options if get_origin(each) is Literal), options)
        known = {**{word: word for word in options}, **(words or {})}
        return _same(known), _code(it.name, known, None)
    if kind is not None:
        accepted = get_args(get_args(mark)[0]) or get_args(mark)
        make = _maker(it.name, accepted) if words is None else _code(it.name, words, form)
        if kind is Many:
            return (tuple, accepted[0] if words is None else _same(words, form)), _many(it.name, make)
        return accepted[0], make
    if words is not None:
        return _same(words, form), _code(it.name, words, form)
    plain_kind = _PLAIN.get(shape.removesuffix(" | None"))
    return None if plain_kind is None else (plain_kind, _maker(it.name, (plain_kind,)))


def _same(words: Mapping[str, Any], form: str | None = None) -> frozenset[str]:
    """Return the codes that stand for themselves; those of a form also where words mean several at once."""
    same = frozenset(code for code in words.values() if isinstance(code, str) and words.get(code, code) == code)
    several = {code for held in words.values() if isinstance(held, tuple) for code in held}
    known = words.keys() | same
    return same | {c for c in several if form and re.fullmatch(form, c) and known.isdisjoint((c, plain(c)))}


def taking(cls: type[C]) -> type[C]:
    """Give a class of the model a constructor that takes what `checked` noted, and a docstring with all its fields.

    It does what the one of attrs does, but what is right already costs it a comparison and no call; and while it sets the
    fields, the object is a draft, which can be changed (docs/decisions/0004).
    """
    scope: dict[str, Any] = {
        "EMPTY": (),
        "BIG": BIG,
        "LOW": -BIG,
        "written": _written,
        "ONE": Decimal(1),
        "NIL": Decimal(0),
        "LARGE": Decimal(_LARGE),
        "own": cls,
        "Draft": draft(cls),  # type: ignore[arg-type]
        "put": object.__setattr__,
        "put_all": _put_all,
        "put_plain": _put_plain,
    }
    values: dict[str, type] = {}
    given, takes, sets, checks = ["self"], [], list[str](), []
    for it in sorted(attrs.fields(cls), key=lambda it: it.kw_only):  # type: ignore[arg-type]
        if it.kw_only and "*" not in given:
            given.append("*")
        name = it.name
        given.append(name if it.default is attrs.NOTHING else f"{name}=default_{name}")
        scope[f"default_{name}"] = it.default
        sets.append(f"    self.{name} = {name}")
        if "take" in it.metadata:
            kind, scope[f"take_{name}"] = it.metadata["take"]
            scope[f"kind_{name}"] = right = kind[1] if isinstance(kind, tuple) else kind
            if isinstance(right, type):
                values[name] = right
            takes += _taken(name, kind, none=it.default is None)
        if it.validator is not None:
            scope[f"check_{name}"], scope[f"field_{name}"] = it.validator, it
            checks.append(f"{_doubt(name, it)}check_{name}(self, field_{name}, {name}){_plainly(name, it)}")
    last = ["self.__attrs_post_init__()"] if hasattr(cls, "__attrs_post_init__") else []
    names = [it.name for it in attrs.fields(cls)]  # type: ignore[arg-type]
    sets = ["if self.__class__ is own:", "    put(self, '__class__', Draft)", *sets, "    self.__class__ = own",
            f"else: put_all(self, {names!r}, [{', '.join(names)}])"]  # fmt: skip
    text = "\n    ".join([f"def __init__({', '.join(given)}):", *takes, *sets, *checks, *last])
    exec(compile(text, f"<constructor of {cls.__name__}>", "exec"), scope)  # noqa: S102 - our own text, no input in it
    cls.__init__ = scope["__init__"]  # type: ignore[method-assign]
    tell_fields(cls, values)
    return cls


@cache
def draft(make: type) -> type:
    """Return a class with the layout of a frozen one, whose objects can still be changed."""
    (base,) = make.__bases__
    own: Any = {"__slots__": make.__dict__["__slots__"], "__init__": object.__init__}
    own |= {name: getattr(object, name) for name in ("__setattr__", "__delattr__")}  # of both, or setting would be slow
    return type(f"Draft{make.__name__}", (base,), own)


def _put_all(it: object, names: Iterable[str], values: Iterable[Any]) -> None:
    """Set the fields of an object whose class is of somebody else."""
    for name, value in zip(names, values, strict=True):
        object.__setattr__(it, name, value)


def _put_plain(it: object, name: str, value: Any) -> None:
    """Set a field to the text that a value of a class derived from str holds: an enum writes itself as its name; one with ``keeps_class`` stays."""
    if value is not None and value.__class__ is not str and not hasattr(value, "keeps_class"):
        object.__setattr__(it, name, str.__str__(value))


def _plainly(name: str, it: attrs.Attribute[Any]) -> str:
    """Return the statement that follows the check of a text."""
    return f"; put_plain(self, {name!r}, {name})" if str(it.type) in ("str", "str | None") else ""


def _doubt(name: str, it: attrs.Attribute[Any]) -> str:
    """Return the condition on which the validator of a field is asked; nothing: always."""
    if (called := it.validator.__name__) in ("is_text", "is_code"):  # type: ignore[union-attr]
        right = f"{name}.__class__ is str and {name} and {name}.isprintable() and not {name}.isspace()"
        right += f" and {name}.isascii()" if called == "is_code" else ""
        given = f"{name} is not None and " if str(it.type).endswith("None") else ""
        return f"if {given}not ({right}): "
    if str(it.type).startswith("tuple"):
        return f"if {name} is not EMPTY: "
    return f"if {name} is not None: " if it.default is None else ""


def _taken(name: str, kind: Any, *, none: bool) -> list[str]:
    """Return the statements that make a value right."""
    make = f"{name} = take_{name}({name})"
    if not isinstance(kind, tuple):
        wrong = [f"{name} is not default_{name}"] if none or kind is None or isinstance(kind, frozenset) else []
        wrong += [] if kind is None else [_wrong(name, name, kind)]
        return [f"if {' and '.join(wrong)}: {make}"]
    return [
        f"if {name} is not EMPTY:",
        f"    if {name}.__class__ is not tuple: {make}",
        "    else:",
        f"        for x in {name}:",
        f"            if {_wrong('x', name, kind[1])}:",
        f"                {make}",
        "                break",
    ]


def _wrong(value: str, name: str, kind: Any) -> str:
    """Return the condition on which a value may not be right; a Decimal may be no number."""
    if isinstance(kind, frozenset):
        return f"({value}.__class__ is not str or {value} not in kind_{name})"
    plain = f"{value}.__class__ is not kind_{name}"
    if kind is int:
        return f"({plain} or not LOW < {value} < BIG)"
    if kind is not Decimal:
        return plain
    whole = f"{value}.same_quantum(ONE) and NIL < {value} < LARGE"  # nearly all are, and asking so costs a fifth
    return f"({plain} or not ({whole} or written({value})))"


_SHOWN = 20
BIG = 10**9
"""What whole numbers are below, for all formats to hold them."""
_LARGE, _PLACES = 10**12, 6


def _written(value: Decimal) -> bool:
    """Tell whether an amount is one that formats write and read as it is: 1800 or 12.50, no 1E+3 and no -0."""
    sign, _, places = value.as_tuple()
    return (
        isinstance(places, int)
        and -_PLACES <= places <= 0
        and -_LARGE < value < _LARGE
        and not (sign and not value)
    )  # fmt: skip


def _amount(value: Decimal) -> Decimal | None:
    """Return an amount in the form in which it is written; None if there is none of that value."""
    if not value.is_finite() or value.adjusted() > _PLACES * 2:
        return None
    plain = value if _written(value) else Decimal(format(value.normalize() or Decimal(0), "f"))
    return plain if plain == value and _written(plain) else None


_EXAMPLES = {
    "Address": 'Address("見本町1-1")', "Affiliation": 'Affiliation("見本大学")', "AgentName": 'AgentName("見本会")', "Audience": 'Audience("01")',
    "AudienceRange": 'AudienceRange("17", "7", "9")', "Citation": 'Citation(url="https://…")', "Component": 'Component("chapter:…", "見本")',
    "Contact": 'Contact("02", "見本書房")', "Contributor": 'Contributor("見本花子", roles=("author",))', "Copyright": 'Copyright("2026", persons="見本花子")',
    "Edition": "Edition(2)", "EventDate": 'EventDate("publication", "2026-04")', "Extent": "Extent(244)", "FormFeature": 'FormFeature("09", "10")',
    "Frequency": 'Frequency("年6回", 6)', "Holding": 'Holding("見本図書館")', "Identifier": 'Identifier("isbn-13", "9784999999903")',
    "Language": 'Language("jpn")', "Link": 'Link("https://…")', "Mapping": 'Mapping("ndlsh", "exact", heading="見本")', "Market": 'Market(countries="JP")',
    "Measure": "Measure(19)", "Note": 'Note("見本の注記")', "Numbering": 'Numbering("第12号", numbers="12")', "PageRun": 'PageRun("5", "12")',
    "Position": 'Position("見本花子", "代表")', "Price": 'Price(1800, tax="included")', "Prize": 'Prize("見本賞", "2026")', "ProductPart": 'ProductPart("BC")',
    "Prose": 'Prose("見本の紹介")', "Publisher": 'Publisher("見本書房")', "RecordSource": 'RecordSource("01", "見本書房")', "Relation": 'Relation("related", "book:…")',
    "Resource": 'Resource("https://…")', "ResourceFeature": 'ResourceFeature("02", "見本")', "SalesRights": 'SalesRights("01", countries="JP")',
    "Series": 'Series("見本叢書")', "Size": 'Size("A5")', "Source": 'Source("S1", "https://…")', "Subject": 'Subject("c-code", "0036")', "Supplier": 'Supplier("見本取次")',
}  # fmt: skip
"""Class of a value -> how one is written, for messages."""
_PLAIN = {"bool": bool, "int": int}
_EXPECTED = {
    bool: message("a-boolean"),
    int: message("an-integer"),
    str: message("a-text"),
    Decimal: message("a-number"),
}


def _maker(field: str, accepted: tuple[Any, ...]) -> Callable[..., Any]:
    """Return the function that makes the first of some types of a value of the others."""
    made, *others = (kind for kind in accepted if kind is not type(None))
    date, number = made.__name__ == "PartialDate", made in (int, Decimal)
    names = " | ".join(kind.__name__ for kind in (made, *others))
    expected = message("a-date") if date else message("a-value-of", types=names)
    if made.__name__ in _EXAMPLES:
        expected = message("a-value-such-as", types=names, example=_EXAMPLES[made.__name__])
    expected = _EXPECTED.get(made, expected)

    def make(given: Any, path: str = field) -> Any:
        if given.__class__ is not str and isinstance(given, str) and not hasattr(given, "keeps_class"):
            given = str.__str__(given)
        try:
            if number and isinstance(given, float) and given.is_integer():  # a table with gaps has 1800.0 for 1800
                given = int(given)
            if number and isinstance(given, Integral) and not isinstance(given, bool):  # also numpy's
                if -(_LARGE if made is Decimal else BIG) < int(given) < (_LARGE if made is Decimal else BIG):
                    return made(int(given))
            elif given.__class__ not in others:
                right = isinstance(given, made) and (made is bool or given.__class__ is not bool)
                fitted = _amount(given) if right and made is Decimal else given
                if right and fitted is not None:
                    return fitted
            elif not date:
                return made(given)
            else:
                return made.parse(given) if isinstance(given, str) else made(given.year, given.month, given.day)
        except BadValue as error:
            raise BadValue(_below(path, p) for p in error.problems) from None
        timed = date and hasattr(given, "hour")
        raise bad(path, given, message("a-date-no-time") if timed else expected, "value-type")

    return make


def _below(path: str, problem: Problem) -> Problem:
    """Return a problem of a value in a field, which is to stand there."""
    inside = problem.where.path
    return evolve(problem, where=Where(path=path if inside in (None, "date") else f"{path}.{inside}"))


def _many(field: str, make: Callable[..., Any]) -> Take:
    def take(given: Any) -> tuple[Any, ...]:
        if isinstance(given, set | frozenset) and len(given) > 1:
            raise bad(field, given, message("a-list-not-a-set"), "value-type")
        one = isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable)
        try:
            items = iter((given,) if one else given)
        except TypeError:  # an array of no dimension says that it can be gone through, and cannot
            one, items = True, iter((given,))
        made: list[Any] = []
        for index, item in enumerate(items):
            found = make(item, field if one else f"{field}[{index}]")
            made += found if found.__class__ is tuple else (found,)
        return tuple(made)

    return take


def texts_of(field: str) -> Callable[[Any], tuple[str, ...]]:
    """Return what a field of several texts takes, for those that do more with it."""
    return _many(field, _maker(field, (str,)))


def _code(field: str, words: Mapping[str, Any], form: str | None) -> Callable[..., Any]:
    """Return the function that takes codes and words for them.

    Args:
        field: its name.
        words: word -> code.
        form: what any other code looks like; None if there is none.
    """
    known = {**words, **{code: code for code in words.values() if isinstance(code, str)}}
    looks = None if form is None else re.compile(form).fullmatch

    def take(given: Any, path: str = field) -> Any:
        try:
            return known[given]
        except (KeyError, TypeError):
            if isinstance(given, str):
                given = str.__str__(given)
                if found := known.get(given) or known.get(plain(given)):
                    return found
                if looks is not None and looks(given):
                    return given
        names = _allowed(words)
        expected = message("one-of-or-other", allowed=names) if form == ANY else message("one-of", allowed=names)
        expected = expected if form in (None, ANY) else message("one-of-or", allowed=names, form=form)
        raise bad(path, given, expected, "value-code")

    return take


def _allowed(words: Mapping[str, Any]) -> str:
    """Return the codes of a set, each with the first word for it."""
    shown: dict[str, str] = {}
    for word, code in words.items():
        name = code if isinstance(code, str) else ", ".join(code)
        if word == name:
            shown.setdefault(name, "")
        elif not shown.get(name) and not word.isascii():
            shown[name] = word
    names = [f"{code} ({word})" if word else code for code, word in shown.items() if ", " not in code]
    return ", ".join(names if len(names) <= _SHOWN else [*names[:_SHOWN], "…"])
