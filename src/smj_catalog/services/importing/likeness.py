"""Whether two records that share their words are one: words need something that bears them out, a contradiction forbids."""

from __future__ import annotations

from collections.abc import Iterator

from smj_catalog import model as m
from smj_catalog.formats.tabular.ids import person_of, wholes
from smj_catalog.model.keys import body_key, key_of, name_key, number_key, reading_key
from smj_catalog.services.importing.issues import compare_issues
from smj_catalog.services.importing.verdict import APART, SAME, Likeness, State, state
from smj_catalog.store.rows import numbers

IDENTIFYING: dict[str, tuple[str, ...]] = {
    "periodical": ("issn", "issn-l", "jp-magazine-code", "ndl", "jpno", "ncid", "doi"),
    "issue": ("isbn-13", "jp-e-code", "doi"),
    "component": ("isbn-13", "jp-e-code", "ndl", "jpno", "ncid", "doi"),
    "book": ("isbn-13", "jp-e-code", "ndl", "jpno", "ncid", "doi"),
    "agent": ("isni", "orcid", "viaf", "corporate-number"),
    "concept": (),
}
"""Kind -> types of the numbers that name one thing of that kind: the ISSN of an issue, or the code on it, is its serial's."""

_SEVERAL = frozenset({"jp-magazine-code"})
"""Types of which one thing may have several."""

_BEGIN = ("established", "born")
"""Roles of the date on which a body or person begins."""


def numbers_of(record: m.Record, *, own: bool = True) -> Iterator[tuple[str, str]]:
    """Yield type and value of the valid numbers by which a record is known; an ISBN-10 as ISBN-13.

    Args:
        record: of the input, or of the archive.
        own: also those that its source gave it (MARC 001 with 003); a table's may be of a shelf, a box, a set.
    """
    if isinstance(record, m.Concept):
        return
    wanted = IDENTIFYING[m.kind_of(record)]
    for identifier in record.identifiers:
        if identifier.status == "valid" and identifier.qualifier != "set":
            ours = own and identifier.type == "own" and identifier.scheme
            yield from (each for each in numbers(identifier) if ours or each[0] in wanted)


def compare(new: m.Record, old: m.Record) -> Likeness:
    """Return what two records of one kind are to each other; which of them is new makes no difference."""
    if type(new) is not type(old):
        return APART
    if isinstance(new, m.Issue):
        assert isinstance(old, m.Issue)
        return compare_issues(new, old)
    if isinstance(new, m.Component):
        assert isinstance(old, m.Component)
        return _components(new, old)
    if isinstance(new, m.Agent | m.Concept):
        assert isinstance(old, m.Agent | m.Concept)
        return _names(new, old)
    assert isinstance(old, m.Book | m.Periodical)
    return _works(new, old)


def strange(new: m.Record, old: m.Record, *, by_number: bool) -> tuple[str, ...]:
    """Return what makes a record strange that was found by its number or id: all that both say is different.

    Args:
        new: of the input.
        old: of the archive.
        by_number: it was found by a number, which may be mistyped or printed twice; by its id, which a person gave, it is
            strange only where more than the title differs.
    """
    if isinstance(new, m.Issue) and isinstance(old, m.Issue):
        return contradicts(new, old, "")
    if isinstance(new, m.Agent | m.Concept) and isinstance(old, m.Agent | m.Concept):
        return ("name",) if by_number and not _called(new) & _called(old) else ()
    if type(new) is not type(old) or not isinstance(new, m.Book | m.Periodical | m.Component):
        return ()
    assert isinstance(old, m.Book | m.Periodical | m.Component)
    part = ("part",) if by_number and _parts(new, old) == "differ" else ()
    states = {"authors": _authors(new, old), "publishers": _publishers(new, old)}
    titles = _forms(new), _forms(old)
    near = any(a in b or b in a for a in titles[0] for b in titles[1])
    if not all(titles) or titles[0] & titles[1] or (near and {*states.values()} != {"differ"}):
        return part
    if "agree" in states.values() and states["authors"] != "differ":  # a small house's books all have one publisher
        return part
    others = tuple(name for name, it in states.items() if it == "differ")
    return ("title", *part, *others) if by_number or others else part


# --- books and serials


def _works(new: m.Book | m.Periodical, old: m.Book | m.Periodical) -> Likeness:
    first = _first(new), _first(old)
    if isinstance(new, m.Book) and all(first) and not (first[0].startswith(first[1]) or first[1].startswith(first[0])):
        return APART
    if _parts(new, old) == "differ":
        return APART
    if differs := _contradicted(new, old):
        return Likeness("other", differs)
    if isinstance(new, m.Book) and any(first) and not all(first):
        return Likeness("other", ("undated",) if first[1] else ("other-undated",))
    if not _forms(new) & _forms(old):
        return Likeness("unsure", ("title",))
    authors, publishers = _authors(new, old), _publishers(new, old)
    states = {"authors": authors, "publishers": publishers}
    differs = tuple(name for name, it in states.items() if it == "differ")
    if len(differs) == 2 or (differs and "none" in states.values()):
        return Likeness("other", differs)
    if differs and "half" in states.values():
        return Likeness("unsure", differs)
    if isinstance(new, m.Book) and isinstance(old, m.Book):
        differs += ("edition",) if _editions(new, old) == "differ" else ()
    return Likeness("same", differs)


def _editions(new: m.Book, old: m.Book) -> State:
    """Compare editions by their numbers, or where one has none, by their words."""
    numbers = [{str(e.number) for e in one.editions if e.number is not None} for one in (new, old)]
    if all(numbers):
        return state(*numbers)
    return state(*({key_of(e.statement) for e in one.editions} for one in (new, old)))


def _contradicted(new: m.Record, old: m.Record) -> tuple[str, ...]:
    """Return what alone makes two records two: numbers of one type, subtitles."""
    if _numbered_apart(new, old):
        return ("numbers",)
    subtitles = [[key_of(t.subtitle.text) for t in _titles(one)[:1] if t.subtitle is not None] for one in (new, old)]
    if all(subtitles) and not any(a in b or b in a for a in subtitles[0] for b in subtitles[1]):
        return ("subtitle",)
    return ()


def _numbered_apart(new: m.Record, old: m.Record, but: str = "") -> bool:
    """Tell whether numbers of one type, other than one, are other numbers."""
    mine, theirs = ([*numbers_of(one, own=False), *_own_numbers(one)] for one in (new, old))
    kinds = {kind for kind, _ in mine} - _SEVERAL - {but}
    return any(state((v for k, v in mine if k == x), (v for k, v in theirs if k == x)) == "differ" for x in kinds)


def _own_numbers(record: m.Record) -> Iterator[tuple[str, str]]:
    """Yield scheme and value of the numbers that a list gives of its own: a table's prove no identity, but tell records apart."""
    for identifier in () if isinstance(record, m.Concept) else record.identifiers:
        if identifier.type == "own" and identifier.scheme and identifier.status == "valid":
            yield f"own:{key_of(identifier.scheme)}", identifier.value


def contradicts(new: m.Record, old: m.Record, scheme: str) -> tuple[str, ...]:
    """Return what shows that a number of two records does not make them one: volumes of a set share it, their ISBNs differ;
    issues are told apart by their own numbers; a number that its source gave it is another's where all else differs, too.
    """  # noqa: D205
    own = scheme.startswith("own:")
    if own and type(new) is not type(old):
        return ("record",)
    if isinstance(new, m.Issue):
        found = compare(new, old)
        return (found.differs or ("number",)) if found.verdict in ("other", "apart") else ()
    if own:
        if _numbered_apart(new, old, f"own:{key_of(scheme[4:])}"):
            return ("numbers",)
        differs = strange(new, old, by_number=True)
        return differs if len(differs) > 1 or differs == ("part",) else ()
    if scheme == "isbn-13" or not isinstance(new, m.Book) or not isinstance(old, m.Book):
        return ()
    isbns = ([v for k, v in numbers_of(one) if k == "isbn-13"] for one in (new, old))
    if state(*isbns) == "differ":
        return ("numbers",)
    return ("part",) if _parts(new, old) == "differ" else ()


def _titles(record: m.Record) -> tuple[m.Title, ...]:
    if isinstance(record, m.Component):
        return (record.title,)
    held: tuple[m.Title, ...] = getattr(record, "titles", ())
    return tuple(sorted(held, key=lambda t: t.type != "01"))


def _forms(record: m.Record) -> set[str]:
    """Return the title proper, alone and with its subtitle."""
    found = set()
    for title in _titles(record)[:1]:
        found.add(key_of(title.text.text))
        if title.subtitle is not None:
            found.add(key_of(title.text.text + title.subtitle.text))
    return found - {""}


def _parts(new: m.Record, old: m.Record) -> State:
    return state(*([number_key(t.part_number) for t in _titles(one)[:1]] for one in (new, old)))


def _first(record: m.Book | m.Periodical) -> str:
    return min((str(d.date) for d in record.dates), default="") if isinstance(record, m.Book) else ""


def _authors(new: m.Book | m.Periodical | m.Component, old: m.Book | m.Periodical | m.Component) -> State:
    people = [_people(one) for one in (new, old)]
    names = [{*held} for held in people]
    if all(names):
        shared = ((a, b) for key in names[0] & names[1] for a in people[0][key] for b in people[1][key])
        # of one name: years of birth and words beside the name tell persons apart
        beside = (zip(person_of(a)[1:], person_of(b)[1:], strict=True) for a, b in shared)
        return "agree" if any(all(not (x and y) or x == y for x, y in pairs) for pairs in beside) else "differ"
    said = [key_of(str(getattr(one, "responsibility", None) or "")) for one in (new, old)]
    if not any(names) and all(said):
        return "agree" if said[0] in said[1] or said[1] in said[0] else "half"
    for mine, words in ((names[0], said[1]), (names[1], said[0])):
        if mine and words:
            return "agree" if any(name in words for name in mine) else "differ"
    return "half" if any(names) or any(said) else "none"


def _people(record: m.Book | m.Periodical | m.Component) -> dict[str, list[m.Contributor]]:
    """Return the contributors by every key of their names."""
    found: dict[str, list[m.Contributor]] = {}
    for each in record.contributors:
        for text in (each.name.text, *(r.text for r in each.name.romanised)):
            for key in {name_key(text), body_key(text)} - {""}:
                found.setdefault(key, []).append(each)
    return found


def _publishers(new: m.Record, old: m.Record) -> State:
    keys = []
    for one in (new, old):
        imprint: m.Text | None = getattr(one, "imprint", None)
        names = [p.name.text for p in getattr(one, "publishers", ())] + ([imprint.text] if imprint is not None else [])
        keys.append({body_key(name) for name in names})
    return state(*keys)


# --- people, bodies, concepts


def _names(new: m.Agent | m.Concept, old: m.Agent | m.Concept) -> Likeness:
    if differs := _contradicted(new, old):
        return Likeness("other", differs)
    forms = _texts(new), _texts(old)
    readings = [[reading_key(r.text) for form in one for r in form.readings] for one in forms]
    if state(*readings) == "differ":
        return Likeness("other", ("reading",))
    if isinstance(new, m.Agent) and isinstance(old, m.Agent) and _years(new, old) == "differ":
        return Likeness("other", ("date",))
    if not {key_of(t.text) for t in forms[0]} & {key_of(t.text) for t in forms[1]}:
        return Likeness("unsure", ("name",))
    return SAME


def _years(new: m.Agent, old: m.Agent) -> State:
    """Compare in which years a person was born or a body began."""
    found = []
    for one in (new, old):
        found.append({f"{d.role} {d.date.year}" for d in one.dates if d.qualifier is None and d.role in _BEGIN})
    return state(*found)


def _texts(record: m.Agent | m.Concept) -> list[m.Text]:
    """Return what a record is called in the first place: a former name or another label may be another's."""
    if isinstance(record, m.Concept):
        return list(record.labels)
    preferred = [n.name for n in record.names if n.type == "preferred"]
    return preferred or [n.name for n in record.names[:1]]


def _called(record: m.Agent | m.Concept) -> set[str]:
    held = record.labels if isinstance(record, m.Concept) else tuple(n.name for n in record.names)
    return {key_of(t.text) for t in held}


# --- articles and chapters


def _components(new: m.Component, old: m.Component) -> Likeness:
    if differs := _contradicted(new, old):
        return Likeness("other", differs)
    authors = _authors(new, old)
    cited = [wholes(one.related) if one.host is None else () for one in (new, old)]
    states: dict[str, State] = {
        "host": state(*cited),
        "part": state([number_key(new.instalment)], [number_key(old.instalment)]),
        "pages": state((number_key(p.first) for p in new.pages), (number_key(p.first) for p in old.pages)),
        "authors": authors,
    }
    if _parts(new, old) == "differ":
        states["part"] = "differ"
    if differs := tuple(name for name, it in states.items() if it == "differ"):
        return Likeness("other", differs)
    if new.host is None and old.host is None and authors == "half":
        return Likeness("unsure", ("authors",))  # of what stands nowhere, a title alone says too little
    return SAME
