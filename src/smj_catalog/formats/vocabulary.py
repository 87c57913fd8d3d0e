"""What the archive's own concepts add to a record in other formats: their labels, and the codes they are mapped to.

A record says only ``subject:poverty``. Where the catalogue around it knows that concept, a format also writes its label
and every heading or code of another scheme that means exactly the same; ONIX also those that come close to it. A wider one
does not go out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from smj_catalog.crosswalk import Context
from smj_catalog.model import Concept, Subject, Text

_NEAR = frozenset({"exact", "close"})


def concept_of(subject: Subject, context: Context) -> Concept | None:
    """Return the concept that a subject names, where the catalogue has it."""
    found = context.lookup(subject.concept) if subject.concept is not None else None
    return found if isinstance(found, Concept) else None


def label_of(concept: Concept, language: str = "jpn") -> Text | None:
    """Return a concept's preferred label in a language, else its first."""
    return next((t for t in concept.labels if t.language == language), concept.labels[0] if concept.labels else None)


def with_mapped(subjects: Iterable[Subject], context: Context) -> tuple[Subject, ...]:
    """Return subjects and, behind them all, what means exactly what their concepts mean and they do not say already."""
    own = tuple(subjects)
    said = {key_of(s) for s in own}
    added: dict[tuple[str, str | None], Subject] = {}
    for subject in own:
        concept = concept_of(subject, context)
        for it in concept.mappings if concept is not None else ():
            if it.match == "exact" and it.scheme != "own":
                made = Subject(it.scheme, it.code, heading=it.heading)
                added.setdefault(key_of(made), made)
    return (*own, *(it for key, it in added.items() if key not in said))


def less_mapped(subjects: Iterable[Subject], context: Context) -> tuple[Subject, ...]:
    """Return subjects less what ONIX added behind them: what their concepts are mapped to, exactly or closely.

    What follows the last concept that the catalogue knows, and is one of those concepts' mappings, is left out; so is a
    heading that is the concept's label. To a catalogue without the concepts all of them are ordinary subjects.
    """
    given = tuple(subjects)
    for subject in given:
        if subject.concept is not None:
            break
    else:
        return given
    last = max((i for i, s in enumerate(given) if concept_of(s, context) is not None), default=len(given))
    mapped = {key_of(s) for s in _mapped(given, context)}
    kept = (s for i, s in enumerate(given) if i <= last or key_of(s) not in mapped)
    return tuple(_less_label(s, context) for s in kept)


def _less_label(subject: Subject, context: Context) -> Subject:
    concept = concept_of(subject, context)
    label = label_of(concept) if concept is not None else None
    return evolve(subject, heading=None) if label is not None and label.text == subject.heading else subject


def _mapped(subjects: Iterable[Subject], context: Context) -> Iterator[Subject]:
    """Yield what the concepts of some subjects are mapped to, each once."""
    found: dict[tuple[str, str | None], Subject] = {}
    for subject in subjects:
        concept = concept_of(subject, context)
        if concept is not None:
            for key, made in mapped_of(concept):
                found.setdefault(key, made)
    return iter(found.values())


_CACHED = 4096
_near: dict[int, tuple[Concept, tuple[tuple[tuple[str, str | None], Subject], ...]]] = {}


def mapped_of(concept: Concept) -> tuple[tuple[tuple[str, str | None], Subject], ...]:
    """Return what a concept is mapped to, each with what tells it from others; worked out once a concept."""
    known = _near.get(id(concept))
    if known is None or known[0] is not concept:
        made = [
            Subject(it.scheme, it.code, heading=it.heading)
            for it in concept.mappings
            if it.match in _NEAR and it.scheme != "own"
        ]
        if len(_near) >= _CACHED:
            _near.clear()
        known = _near[id(concept)] = concept, tuple((key_of(s), s) for s in made)
    return known[1]


def key_of(subject: Subject) -> tuple[str, str | None]:
    """Return what tells a subject from others: scheme, and concept, code or heading."""
    return subject.scheme, subject.concept or subject.code or subject.heading
