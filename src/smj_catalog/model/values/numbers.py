"""Numbers: identifiers, prices, extents, the designations of issues and editions."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from smj_catalog.codes.words import IDENTIFIER_TYPES as IDENTIFIER_TYPES
from smj_catalog.model.checks import are_keys, checked
from smj_catalog.model.dates import PartialDate
from smj_catalog.model.taking import Many, One, OneOf, taking
from smj_catalog.model.told import Told

Tax = Literal["included", "excluded", "unknown"]
Status = Literal["valid", "incorrect", "cancelled"]


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Identifier(Told):
    """A number that names the thing in some scheme.

    .. versionadded:: 0.1.0

    ONIX: ProductIdentifier, CollectionIdentifier, NameIdentifier. MARC: 010–024. Dublin Core: identifier.

    Attributes:
        type: ``isbn`` makes one of the next two; ``isbn-13``, ``isbn-10``, ``issn``, ``issn-l``, ``ean``, ``jp-magazine-code``, ``jp-e-code``,
            ``ncid``, ``ndl``, ``jpno``, ``doi``, ``isni``, ``viaf``, ``orcid``, ``corporate-number``,
            ``gln``, ``san``, ``jp-publisher`` (出版者記号), ``jp-distribution`` (取引コード),
            ``own`` (with ``scheme``), ``uri``.
        value: the normal form: ASCII, and without hyphens in ISBN, ISSN, ISNI and ORCID; the constructor makes it.
        printed: as printed, where that differs; where it is not given, the value as it was given.
        status: a misprinted number is a fact: ``incorrect`` (MARC 020 $z); ``cancelled`` (022 $z).
        qualifier: ``set``, ``volume``, ``print``, ``digital`` (MARC 020 $q).
        scheme: name of an own scheme (ONIX IDTypeName).
        sources: ids of the record's sources that state it.
    """

    type: str = field(kw_only=False)
    value: str = field(kw_only=False)
    printed: str | None = None
    status: Status = field(default="valid", converter=OneOf[Status])
    qualifier: str | None = None
    scheme: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])

    def __attrs_post_init__(self) -> None:
        if not (self.value.isdecimal() and self.value.isascii()) or self.type == "isbn":
            self._normalise()

    def _normalise(self) -> None:
        """Put a number that is right but for hyphens and such into its normal form, and keep it as printed."""
        from smj_catalog.model.rules.normal import FORMS, normal_form

        if self.type == "isbn":
            long = len(normal_form("isbn-13", self.value)) > 10
            object.__setattr__(self, "type", "isbn-13" if long else "isbn-10")
        normal = normal_form(self.type, self.value)
        if self.status == "valid" and normal != self.value and FORMS[self.type](normal):
            if self.printed is None:
                object.__setattr__(self, "printed", self.value)
            object.__setattr__(self, "value", normal)


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Extent(Told):
    """How long a thing is.

    .. versionadded:: 0.1.0

    ONIX: Extent. MARC: 300 $a. Dublin Core: dcterms:extent.

    Attributes:
        value: the number; None where the source has words alone: 1冊.
        type: ONIX List 23 (00 main content pages, 11 content pages).
        unit: ONIX List 24 (03 pages).
        printed: as printed: 244ページ, vi, 244p.
        sources: ids of the record's sources that state it.
    """

    value: Decimal | None = field(default=None, kw_only=False, converter=One[Decimal | int | None])
    type: str = field(default="11", kw_only=False)
    unit: str = "03"
    printed: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Measure(Told):
    """A size with its unit; centimetres stay centimetres.

    .. versionadded:: 0.1.0

    ONIX: Measure. MARC: 300 $c. Dublin Core: dcterms:extent.

    Attributes:
        value: the number.
        type: ONIX List 48 (01 height, 02 width).
        unit: ONIX List 50 (cm, mm).
        printed: as printed.
        sources: ids of the record's sources that state it.
    """

    value: Decimal = field(kw_only=False, converter=One[Decimal | int])
    type: str = field(default="01", kw_only=False)
    unit: str = "cm"
    printed: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Size(Told):
    """A trade size as printed (判型): A5, 四六判.

    .. versionadded:: 0.1.0

    ONIX: ProductFormDetail carries it coded. MARC: 500. Dublin Core: dcterms:extent.

    Attributes:
        printed: the word.
        sources: ids of the record's sources that state it.
    """

    printed: str = field(kw_only=False)
    sources: tuple[str, ...] = field(default=(), validator=are_keys, kw_only=False, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Price(Told):
    """An amount of money as the source states it, or why there is none; the amount with or without tax is never calculated.

    .. versionadded:: 0.1.0

    ONIX: Price (PriceType 03 without tax, 04 with it), UnpricedItemType. MARC: 020 $c, 365. Dublin Core: none.

    Attributes:
        amount: in units of the currency; yen are whole. None where ``unpriced`` says why.
        currency: ISO 4217 (ONIX List 96).
        tax: whether it includes consumption tax.
        type: ONIX List 58, where it says more than ``tax``, which alone means a fixed price (01 and 02 recommended, 05 for
            dealers).
        countries: where it holds, ISO 3166-1 (ONIX List 91); with no countries and regions, everywhere.
        regions: ONIX List 49 (WORLD), and parts of countries.
        countries_excluded: countries that are not meant by ``regions``.
        regions_excluded: parts of countries or regions that are not meant.
        qualifier: for whom or when it is, ONIX List 59 (01 members 会員価格, 07 orders before publication); None: for everyone.
        status: ONIX List 61 (01 provisional 予価, 02 confirmed); None where no source says it.
        printed: as printed: 本体1,800円+税.
        discount: percentage that the trade is allowed.
        discount_code: that discount as a code of the scheme that ``discount_code_type`` names.
        discount_code_type: ONIX List 100 (01 BIC, 02 proprietary).
        condition: on what condition it holds, ONIX List 167 (10 rental for a time, 06 with another product).
        condition_quantity: how much of what the condition counts.
        condition_quantity_type: what it counts, ONIX List 168 (01 a time, 04 copies).
        condition_unit: in what, ONIX List 169 (00 pieces, 07 days, 09 months).
        on_product: whether it is printed on the product, ONIX List 174 (01 no, 02 yes).
        on_product_at: where, ONIX List 142.
        valid_from: first day of the price, where the source says so.
        valid_until: last day of the price.
        unpriced: why there is no amount, ONIX List 57 (01 free of charge 無料, 02 to be announced 未定, 04 ask the
            supplier オープン価格), or ``not-for-sale`` (非売品), for which the list has no code.
        sources: ids of the record's sources that state it.
    """

    amount: Decimal | None = field(default=None, kw_only=False, converter=One[Decimal | int | None])
    currency: str = field(default="JPY", kw_only=False)
    tax: Tax = field(default="unknown", converter=OneOf[Tax])
    qualifier: str | None = None
    status: str | None = None
    type: str | None = None
    countries: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    regions: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    countries_excluded: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    regions_excluded: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    discount: Decimal | None = field(default=None, converter=One[Decimal | int | None])
    discount_code: str | None = None
    discount_code_type: str | None = None
    condition: str | None = None
    condition_quantity: Decimal | None = field(default=None, converter=One[Decimal | int | None])
    condition_quantity_type: str | None = None
    condition_unit: str | None = None
    on_product: str | None = None
    on_product_at: str | None = None
    printed: str | None = None
    valid_from: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    valid_until: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    unpriced: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Frequency(Told):
    """How often a serial comes out, as one source says it at one time.

    .. versionadded:: 0.1.0

    ONIX: CollectionFrequency (List 259). MARC: 008/18-19, 310, 321. DC: dcterms:accrualPeriodicity.

    Attributes:
        printed: as printed: 年6回.
        times_a_year: the number of issues in a year.
        as_of: when the source said it.
        sources: ids of the record's sources that state it.
    """

    printed: str = field(kw_only=False)
    times_a_year: int | None = field(default=None, kw_only=False)
    as_of: PartialDate | None = field(default=None, converter=One[PartialDate | datetime.date | str | None])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Numbering(Told):
    """The designation of an issue, each part as printed.

    .. versionadded:: 0.1.0

    ONIX: PartNumber. MARC: 362, 863, 773 $g. DC-NDL: dcndl:volume, dcndl:issue.

    Attributes:
        printed: the full designation: 2017年8月号(第193号).
        volume: volume (巻).
        numbers: numbers (号); two of them in a combined issue (合併号).
        whole_number: running number over all volumes (通巻), only where printed.
        date: date designation (年月次) as printed: 2017年8月号.
        series: new series (新シリーズ, 復刊) as printed.
        sources: ids of the record's sources that state it.
    """

    printed: str | None = field(default=None, kw_only=False)
    volume: str | None = field(default=None, kw_only=False)
    numbers: tuple[str, ...] = field(default=(), converter=Many[str])
    whole_number: str | None = None
    date: str | None = None
    series: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class PageRun(Told):
    """First and last page of a part; a text may run on several.

    .. versionadded:: 0.1.0

    ONIX: PageRun. MARC: 773 $g. Dublin Core: in the citation.

    Attributes:
        first: the first page as printed.
        last: the last page; None for a single one.
    """

    first: str = field(kw_only=False)
    last: str | None = field(default=None, kw_only=False)


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Edition(Told):
    """Which edition.

    .. versionadded:: 0.1.0

    ONIX: EditionNumber, EditionStatement. MARC: 250. DC-NDL: dcndl:edition.

    Attributes:
        number: 3 for 第3版.
        statement: as printed: 2009年改訂版.
        types: ONIX List 21 (REV revised, NED new, LTE large print).
        sources: ids of the record's sources that state it.
    """

    number: int | None = field(default=None, kw_only=False)
    statement: str | None = field(default=None, kw_only=False)
    types: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
