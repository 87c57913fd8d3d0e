"""Words, in their forms: titles, texts, notes, links."""

from __future__ import annotations

import re
from typing import Literal

from attrs import field, frozen

from smj_catalog.model.checks import are_keys, checked, or_unrestricted
from smj_catalog.model.taking import Many, One, OneOf, taking
from smj_catalog.model.told import Told

Divided = Literal["yes", "no", "unknown"]
_JAPANESE = re.compile(
    "[\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Reading(Told):
    """The reading (yomi) of a text in katakana.

    .. versionadded:: 0.1.0

    ONIX: attribute collationkey. MARC: 880 with $6 …/$1. Dublin Core: none; DC-NDL: dcndl:transcription.

    Attributes:
        text: the reading as the source has it; may hold Latin letters, digits, spaces, commas.
        scheme: whose rules it follows: ``ndl``, ``nacsis``, ``trade``; None as the source gives it.
        divided: whether words are separated by spaces.
    """

    text: str = field(kw_only=False)
    scheme: str | None = field(default=None, kw_only=False)
    divided: Divided = field(default="unknown", converter=OneOf[Divided])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Romanised(Told):
    """A text in Latin letters.

    .. versionadded:: 0.1.0

    ONIX: AlternativeName type 05, for names only. MARC: 880 with script Latn. JPCOAR: xml:lang ja-Latn.

    Attributes:
        text: the romanised form.
        scheme: ``hepburn``, ``kunrei``, ``ala-lc``; None as the source gives it.
    """

    text: str = field(kw_only=False)
    scheme: str | None = field(default=None, kw_only=False)


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Text(Told):
    """Words in up to three forms: as printed, as read aloud, in Latin letters.

    .. versionadded:: 0.1.0

    ONIX: any titled or named element with its attributes. MARC: a subfield and its 880 partners. Dublin Core: a
    literal with xml:lang.

    Attributes:
        text: as printed.
        readings: readings in katakana; more than one where sources follow different rules.
        romanised: forms in Latin letters.
        language: ISO 639-2/B code (ONIX List 74) if the source states it.
        script: ISO 15924 code (ONIX List 121).
        truncated: the source broke off here; the text is incomplete.
        sources: ids of the record's sources that state it.
    """

    text: str = field(kw_only=False)
    readings: tuple[Reading, ...] = field(default=(), kw_only=False, converter=Many[Reading | str])
    romanised: tuple[Romanised, ...] = field(default=(), converter=Many[Romanised | str])
    language: str | None = None
    script: str | None = None
    truncated: bool = False
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])

    @property
    def reading(self) -> str | None:
        """The first reading, or None."""
        return self.readings[0].text if self.readings else None

    @property
    def has_japanese(self) -> bool:
        """Whether kana or kanji stand in it, for which there is a reading."""
        return not self.text.isascii() and _JAPANESE.search(self.text) is not None

    def __str__(self) -> str:
        return self.text


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Title(Told):
    """One title of a record.

    .. versionadded:: 0.1.0

    ONIX: TitleDetail with its TitleElement. MARC: 245 and 246. Dublin Core: title, dcterms:alternative.

    Attributes:
        text: the title proper.
        type: ONIX List 15 (01 distinctive, 05 abbreviated, 06 in another language, 08 former, 11 alternative on
            the cover), or ``variant`` for a spelling that only another source has (MARC 246 3_).
        part_number: number of the part as printed: 2, 第193号 (MARC 245 $n).
        subtitle: what follows the title (MARC 245 $b).
        whole: of a product that is part of a set (全集, 叢書), the title of the set if it precedes its own.
        prefix: the word at the beginning of ``text`` that filing passes over, such as The (ONIX TitlePrefix).
    """

    text: Text = field(kw_only=False, converter=One[Text | str])
    type: str = field(default="01", kw_only=False)
    part_number: str | None = None
    subtitle: Text | None = field(default=None, converter=One[Text | str | None])
    whole: Text | None = field(default=None, converter=One[Text | str | None])
    prefix: str | None = None

    def __str__(self) -> str:
        return self.text.text


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Prose(Told):
    """A text about the thing: description, contents as printed.

    .. versionadded:: 0.1.0

    ONIX: TextContent (List 153: 03 description, 04 contents). MARC: 505, 520. DC: dcterms:abstract,
    tableOfContents.

    Attributes:
        text: the words.
        type: ONIX List 153.
        audiences: ONIX List 154 (00 unrestricted).
        language: ISO 639-2/B of the words.
        author: who wrote it.
        source_title: of what it was taken from.
        xhtml: the same words with their markup, as XML without namespaces: ``<p>見本の<em>社会</em></p>``.
        sources: ids of the record's sources that state it.
    """

    text: str = field(kw_only=False)
    type: str = field(default="03", kw_only=False)
    audiences: tuple[str, ...] = field(default=("00",), converter=or_unrestricted, validator=are_keys)
    language: str | None = None
    author: str | None = None
    source_title: str | None = None
    xhtml: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Note(Told):
    """A fact that has no field of its own, in the source's or the cataloguer's words.

    .. versionadded:: 0.1.0

    ONIX: none. MARC: 5XX. Dublin Core: description.

    Attributes:
        text: the words.
        type: what the note is about: ``general``, ``history``, ``form``, ``printing``, ``contact`` …
        as_of: when it was so.
        sources: ids of the record's sources that state it.
    """

    text: str = field(kw_only=False)
    type: str = field(default="general", kw_only=False)
    as_of: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Link(Told):
    """An address on the web.

    .. versionadded:: 0.1.0

    ONIX: Website. MARC: 856. Dublin Core: relation; DC-NDL: rdfs:seeAlso.

    Attributes:
        url: the address.
        what: what is found there.
        role: what site it is, ONIX List 73 (01 the publisher's own 公式サイト, 02 on a work), of publishers, contributors and suppliers.
        sources: ids of the record's sources that state it.
    """

    url: str = field(kw_only=False)
    what: str | None = field(default=None, kw_only=False)
    role: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
