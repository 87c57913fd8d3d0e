"""What libraries have."""

from __future__ import annotations

from attrs import field, frozen

from smj_catalog.model.checks import are_keys, checked, is_record_id
from smj_catalog.model.taking import Many, One, taking
from smj_catalog.model.told import Told
from smj_catalog.model.values.texts import Text


@taking
@frozen(field_transformer=checked, weakref_slot=False, kw_only=True)
class Holding(Told):
    """What a library has of a serial or book: its run of a serial, or one copy.

    .. versionadded:: 0.1.0

    ONIX: none. MARC: 852, 866, 876. DC-NDL: dcndl:Item.

    Attributes:
        holder: the library as printed; None where a list of one library does not say whose it is.
        agent: id of the library's record.
        held: what it has, as stated: 1-50, 52-193.
        missing: what it lacks (欠号).
        copies: number of copies.
        location: the room or collection (所在): 2階書庫 (MARC 852 $b).
        call_number: the mark by which it is shelved (請求記号), on the spine (MARC 852 $h, $i).
        shelf: the shelf where it is kept (書架): A-3 (MARC 852 $c).
        number: the copy's own number or barcode (資料番号, 登録番号) (MARC 852 $p, 876 $p).
        sources: ids of the record's sources that state it.
    """

    holder: Text | None = field(default=None, kw_only=False, converter=One[Text | str | None])
    agent: str | None = field(default=None, validator=is_record_id, kw_only=False)
    held: str | None = None
    missing: str | None = None
    copies: int | None = None
    location: str | None = None
    call_number: str | None = None
    shelf: str | None = None
    number: str | None = None
    sources: tuple[str, ...] = field(default=(), validator=are_keys, converter=Many[str])
