"""Columns that tables of people and of other programs have and ours do not write: read, never written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.crosswalk.rows import Block, Cell
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.sheet import Composed, Made
from smj_catalog.formats.tabular.values import Parsed, parse_dates, parse_extents, parse_identifiers, parse_names
from smj_catalog.formats.tabular.values.measures import parse_measure
from smj_catalog.formats.tabular.values.numbers import MOST, is_roman
from smj_catalog.formats.tabular.values.parsed import folded, refuse, warn
from smj_catalog.model.checks import RECORD_ID
from smj_catalog.problems import Problem, fields_named, message

SET_ISBN = Block("identifiers", (
    Cell("isbn_set", "ISBN of the set", "セットISBN", names=("isbn(セット)", "セットのISBN", "isbn(set)", "set isbn", "全巻ISBN")),
), m.Identifier, parse=lambda text: _qualified(parse_identifiers("isbn-13", text), "set"), read_only=True,
    displaces=lambda it: it.type in ("isbn-13", "isbn-10") and it.qualifier == "set")  # fmt: skip
"""A number of the whole set, which is not that of the volume."""


def _of_medium(medium: str, text: str) -> Parsed[tuple[m.Identifier, ...]]:
    return _qualified(parse_identifiers("issn", text), medium)


def _qualified(found: Parsed[tuple[m.Identifier, ...]], qualifier: str) -> Parsed[tuple[m.Identifier, ...]]:
    return Parsed(tuple(evolve(it, qualifier=qualifier) for it in found.value), found.warnings, found.others)


_SCHEMES: Mapping[str, tuple[str, str, str, tuple[str, ...]]] = {
    "OCLC": ("oclc", "OCLC number", "OCLC番号", ("oclc", "oclc number", "oclc no.", "worldcat number", "ocn")),
    "LCCN": ("lccn", "LCCN", "LCCN", ("lc control number", "library of congress control number", "米国議会図書館管理番号")),
    "ASIN": ("asin", "ASIN", "ASIN", ("amazonの番号",)),
    "Wikidata": ("wikidata", "Wikidata", "Wikidata", ("wikidata id", "ウィキデータ")),
    "e-Rad": ("erad", "e-Rad researcher number", "研究者番号", ("e-rad", "e-rad研究者番号", "researcher number", "kaken研究者番号")),
}  # fmt: skip
"""Schemes that have no type of their own: their name -> key and headers of the column."""


def numbers(*schemes: str) -> tuple[Block, ...]:
    """Return the columns of numbers that others give the thing: a list's own, and those of schemes that have no type."""
    return (
        Block("identifiers", (
            Cell("local_number", "Local number", "管理番号", "value", ("整理番号", "図書番号", "蔵書番号", "商品コード", "商品番号", "商品ID", "品番", "インストアコード", "自社コード", "書籍コード", "管理コード", "商品管理番号", "biblionumber", "book id", "local number", "own number")),
            Cell("local_number_scheme", "Local number: scheme", "管理番号の体系", "scheme"),
        ), m.Identifier, preset={"type": "own"}, read_only=True, displaces=lambda it: it.type == "own" and it.scheme not in _SCHEMES),
        *(Block("identifiers", (Cell(key, en, ja, "value", names),), m.Identifier, preset={"type": "own", "scheme": scheme}, read_only=True)
          for scheme in schemes or ("OCLC", "LCCN", "ASIN") for key, en, ja, names in (_SCHEMES[scheme],)),
    )  # fmt: skip


FIRST_PUBLISHED = Block("dates", (
    Cell("first_published", "Date of first publication", "初版発行日", names=
         ("初版年月日", "初版日", "初版年", "初版年月", "初版発行年月日", "初版発行年月", "初版発行年", "初版刊行日", "初刊年", "original publication year",
          "first published")),
), m.EventDate, parse=lambda text: parse_dates(text, "first-publication"), read_only=True,
    displaces=lambda it: it.role == "first-publication")  # fmt: skip
ORIGINAL_TITLE = Block("titles", (
    Cell("original_title", "Original title", "原題", "text.text", ("原書名", "原タイトル", "原著名", "原綴", "title of original")),
), m.Title, preset={"type": "03"}, read_only=True)  # fmt: skip
"""ONIX List 15, 03: title in the original language."""
ISSUING_PERSON = Block("contributors", (
    Cell("issuing_person", "Issuing person", "発行人", names=("発行責任者", "発行代表者")),
), m.Contributor, parse=lambda text: _issuing(text), read_only=True,
    displaces=lambda it: it.role_printed == "発行人")  # fmt: skip
"""Who answers for an issue (発行人), which is no publisher; ONIX List 17, Z99, with the word as printed."""


def _issuing(text: str) -> Parsed[tuple[m.Contributor, ...]]:
    found = parse_names(text, ("Z99",))
    made = tuple(evolve(c, role_printed=c.role_printed or "発行人") for c in found.value)
    return Parsed(made, found.warnings, found.others)


EXTENT_AND_SIZE = Block("extents", (
    Cell("extent_and_size", "Extent and size", "大きさ・容量", names=("大きさ、容量等", "大きさ・容量等", "形態事項", "容量", "数量・大きさ", "ページ数・大きさ", "判型・頁数", "判型・ページ数", "判型・頁", "頁数・判型", "ページ数・判型", "サイズ・頁数", "サイズ・ページ数", "体裁", "physical description")),
), m.Extent, parse=lambda text: _extent(text), read_only=True)  # fmt: skip
"""244p ; 21cm, or 21cm alone, as the records of libraries have it."""
_SIZE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)\s?cm", re.IGNORECASE)


def _extent(text: str) -> Parsed[tuple[m.Extent, ...]]:
    if _SIZE.fullmatch(folded(text)):
        return Parsed((), (), tuple(("measures", found) for found in parse_measure(text).value))
    return parse_extents(text)


def noted(key: str, en: str, ja: str, names: tuple[str, ...], type: str, label: str = "") -> Block:
    """Return a column whose cell is a note of its own type, with a label in front where the words alone would not do."""

    def parse(text: str) -> Parsed[tuple[m.Note, ...]]:
        return Parsed((m.Note(f"{label}{text}", type),))

    return Block("notes", (Cell(key, en, ja, names=names),), m.Note, many=False, parse=parse, read_only=True,
                 displaces=lambda it: it.type == type and it.text.startswith(label))  # fmt: skip


VOLUMES = (
    noted("volumes", "Volumes", "巻数", ("全巻数", "number of volumes", "# of volumes"), "extent", "巻数: "),
    noted("pieces", "Number of pieces", "全冊数", (), "extent", "冊数: "),
)
"""How many, or which: the words say it no better, so they are kept as a note."""
PRINTING = noted("printing", "Printing", "刷", ("刷数", "刷次", "印刷回数", "impression"), "printing", "刷: ")
"""Which printing a copy is of, or how many there were."""


def called() -> tuple[Block, ...]:
    """Return the columns of the other names of a person or body."""
    made = []
    for key, en, ja, names, kind in (
        ("former_name", "Former name", "旧姓", ("旧名", "旧称", "旧名称", "旧団体名", "旧氏名", "former names", "maiden name"), "former"),
        ("pseudonym", "Pseudonym", "ペンネーム", ("筆名", "芸名", "雅号", "pen name"), "pseudonym"),
        ("other_name", "Other name", "別名", ("別称", "通称", "別名称", "alias", "aliases", "also known as"), "variant"),
        ("abbreviated_name", "Abbreviated name", "略称", ("略名", "略号", "abbreviation", "short name"), "abbreviated"),
        ("translated_name", "Name in another language", "英語名", ("英文名", "欧文名", "英名", "英語名称", "英文名称", "英文団体名", "英語表記", "欧文表記", "外国語名", "english name"),
         "translated"),
        ("legal_name", "Legal name", "正式名称", ("正式名", "本名", "戸籍名", "法人名", "real name"), "legal"),
    ):  # fmt: skip
        reading = Cell(f"{key}_reading", f"{en}: reading", f"{ja}ヨミ", "name.readings.text")
        cells = Cell(key, en, ja, "name.text", names), reading
        made.append(Block("names", cells, m.AgentName, preset={"type": kind}, read_only=True))
    return tuple(made)


def _lived(text: str) -> Parsed[tuple[m.EventDate, ...]]:
    """Return the dates of a life: 1950-2010, 1950-, -2010, 1950年生まれ, 1950年3月1日～2010年.

    Raises:
        BadValue: one of them is no date, or there is none.
    """
    plain = re.sub("年?生(?:まれ)?$", "", folded(str(text)).replace("~", "-").replace("\u301c", "-"))
    plain = plain.translate({ord("?"): "", ord("("): "", ord(")"): ""})
    begun, dash, ended = plain.partition("-")
    if dash and plain.count("-") > 1:  # 1950-03-01 - 2010
        begun, dash, ended = plain.partition(" - ")
    made: list[m.EventDate] = []
    told: list[Problem] = []
    for role, words in (("born", begun), ("died", ended)):
        if words.strip():
            found = parse_dates(words.strip(), role, "agent")
            made += found.value
            told += found.warnings
    if not made:
        raise refuse("date-form", text, message("a-cell-life"))
    return Parsed(tuple(made), tuple(told))


def _date_of(key: str, role: str, en: str, ja: str, names: tuple[str, ...]) -> Block:
    return Block("dates", (Cell(key, en, ja, names=names),), m.EventDate,
                 parse=lambda text: parse_dates(text, role, "agent"), read_only=True,
                 displaces=lambda it: it.role == role)  # fmt: skip


LIFE = (
    _date_of("born", "born", "Born", "生年", ("生年月日", "誕生年", "誕生日", "出生年", "birth", "birth date", "date of birth", "year of birth")),
    _date_of("died", "died", "Died", "没年", ("没年月日", "歿年", "死亡年", "死没年", "death", "death date", "date of death", "year of death")),
    Block("dates", (Cell("lived", "Dates of life", "生没年", names=("生没年月日", "生歿年", "生年-没年", "life dates", "dates of birth and death")),),
          m.EventDate, parse=lambda text: _lived(text), read_only=True, displaces=lambda it: it.role in ("born", "died")),
)  # fmt: skip
MEDIA = tuple(
    Block("identifiers", (Cell(key, en, ja, names=names),), m.Identifier, parse=partial(_of_medium, medium), read_only=True,
          displaces=lambda it, medium=medium: it.type == "issn" and it.qualifier == medium)  # type: ignore[misc]
    for key, en, ja, names, medium in (
        ("issn_print", "ISSN of the printed edition", "ISSN(印刷版)", ("pissn", "p-issn", "print issn", "issn print", "冊子体ISSN", "ISSN(冊子体)"), "print"),
        ("issn_online", "ISSN of the online edition", "ISSN(オンライン版)", ("eissn", "e-issn", "online issn", "electronic issn", "issn online", "電子ISSN", "ISSN(電子版)"), "digital"),
    )
)  # fmt: skip
"""A serial's numbers by medium."""
CONTINUED = tuple(
    Block("related", (Cell(key, en, ja, "citation", names),), m.Relation, preset={"type": type}, read_only=True)
    for key, en, ja, names, type in (
        ("continues", "Continues", "継続前誌", ("前誌", "改題前誌", "改題前", "前誌名", "継続前誌名", "continues"), "03"),
        ("continued_by", "Continued by", "継続後誌", ("後誌", "改題後誌", "改題後", "後誌名", "継続後誌名", "改題誌", "continued by"), "05"),
    )
)  # fmt: skip
"""The serials before and after this one."""
FORMER_TITLE = Block("titles", (Cell("former_title", "Former title", "旧誌名", "text.text", ("旧タイトル", "旧題", "former title")),),
                     m.Title, preset={"type": "08"}, read_only=True)  # fmt: skip
SUBSCRIPTION = noted(
    "subscription",
    "Subscription",
    "年間購読料",
    ("購読料", "年間定価", "subscription price"),
    "subscription",
    "年間購読料: ",
)
"""What a year costs, which is no price of one issue."""
RUN = (
    _date_of("first_issued", "first-published", "First issue", "創刊", ("創刊年", "創刊年月", "創刊日", "創刊年月日", "first issue date", "start year")),
    _date_of("last_issued", "ended", "Last issue", "終刊", ("終刊年", "終刊年月", "終刊日", "終刊年月日", "廃刊", "廃刊年", "廃刊年月", "last issue date", "end year")),
)  # fmt: skip
"""From when to when a serial came out."""
PERSON = (
    *LIFE,
    noted("biography", "Biography", "略歴", ("経歴", "プロフィール", "履歴", "著者略歴", "著者紹介", "biography", "bio", "profile"), "biography"),
    noted("affiliation", "Affiliation", "所属", ("所属機関", "所属先", "所属団体", "勤務先", "所属・肩書", "所属・肩書き", "所属・職名", "所属・役職", "肩書・所属", "職名・所属"), "affiliation"),
    noted("expertise", "Field of expertise", "専門分野", ("専門", "専攻", "専攻分野", "研究分野", "研究領域", "field of study", "expertise"), "expertise"),
    noted("post", "Post", "肩書", ("肩書き", "職名", "役職名", "職業", "occupation", "job title"), "post"),
    Block("identifiers", (
        Cell("ndl_authority", "NDL authority ID", "NDL典拠ID", "value", ("国立国会図書館典拠ID", "典拠ID", "ndlna", "ndla", "ndl authority id")),
    ), m.Identifier, preset={"type": "ndl"}, read_only=True),
    noted("legal_form", "Legal form", "法人格", ("法人種別", "組織形態", "団体種別"), "general", "法人格: "),
    noted("activity", "Activities", "活動内容", ("活動分野", "事業内容", "活動"), "activity"),
    Block("positions", (
        Cell("representative", "Representative", "代表者", "name.text", ("代表", "代表者名", "代表者氏名", "代表名")),
    ), m.Position, preset={"post": "代表"}, read_only=True),
    *called(),
)  # fmt: skip
"""Columns of people and bodies."""


# --- cells made of several

READING = Composed("name_reading", (
    Cell("reading_family", "Family name: reading", "セイ", names=("姓ヨミ", "姓カナ", "姓フリガナ", "姓よみ", "せい", "family name kana", "last name kana")),
    Cell("reading_given", "Given name: reading", "メイ", names=("名ヨミ", "名カナ", "名フリガナ", "名よみ", "めい", "given name kana", "first name kana")),
), lambda cells: _read_aloud(cells))  # fmt: skip
"""The reading of a name in two columns."""


def _read_aloud(cells: Mapping[str, str]) -> Made:
    parts = [cells[key] for key in ("reading_family", "reading_given") if cells.get(key)]
    return ({} if cells.get("name_reading") else {"name_reading": " ".join(parts)}), ()


def year_and_month(target: str) -> Composed:
    """Return the columns 年, 月 and 日, which together are a date."""
    return Composed(target, (
        Cell("date_year", "Year", "年", names=("西暦", "西暦年", "和暦")),
        Cell("date_month", "Month", "月", names=("発行月", "出版月", "刊行月", "publication month")),
        Cell("date_day", "Day", "日", names=()),
    ), lambda cells: _dated(cells, target))  # fmt: skip


def _dated(cells: Mapping[str, str], target: str) -> Made:
    year, month, day = (cells.get(f"date_{part}", "") for part in ("year", "month", "day"))
    first = next(key for key in ("date_year", "date_month", "date_day") if cells.get(key))
    own = cells.get(target, "")
    if not year and _YEAR.fullmatch(folded(own)):  # 発行年 and 月
        year, own = own, ""
    if not own and not year and target != "date" and _YEAR.fullmatch(folded(cells.get("date", ""))):
        year, target = cells["date"], "date"  # of an issue, 発行年 and 発行月
    if month and not (own or year or day) and _WITH_YEAR.search(folded(month)):  # 発行月 1998年4月
        return {target: month}, ()
    if not own and (not year or (day and not month)):
        lead = "月" if year else "年"
        return {}, ((first, warn("cell-missing", cells[first], message("with-its-lead", lead=lead), "error")),)
    y, m_, d = (folded(t).removesuffix(s) for t, s in ((year, "年"), (month, "月"), (day, "日")))
    if own:
        expected = message("cell-other-not-taken", field=fields_named(["dates"]))
        parts = (("date_year", y), ("date_month", m_), ("date_day", d))
        return {}, tuple((key, warn("cell-other-not-taken", cells[key], expected)) for key in _unsaid(own, parts))
    if not month:
        counted = {"date_designation": f"{y}年"} if _of_a_year(cells) and re.fullmatch("[0-9]{4}", y) else {}
        return {target: year, **counted}, ()  # as it stands: a spreadsheet's number remembers that it is one
    if y.isdecimal() and len(y) == 4 and (m_ + d).isdecimal():
        return {target: "-".join((y, *(f"{int(x):02}" for x in (m_, d) if x)))}, ()
    if re.fullmatch(r"[A-Za-z]\s?[0-9]{1,2}", y):
        return {target: ".".join(x for x in (y, m_, d) if x)}, ()
    return {target: f"{y}年{m_}月" + (f"{d}日" if d else "")}, ()


_WITH_YEAR = re.compile(r"[0-9]{4}|[0-9元]年|^[MTSHR明大昭平令][0-9元]")


def _of_a_year(cells: Mapping[str, str]) -> bool:
    """Tell whether a row names an issue by its year and a number that a volume can have, and by nothing else."""
    others = ("volume", "volume_and_number", "whole_number", "date_designation", "designation")
    number = folded(cells.get("number", "")).removeprefix("第").removesuffix("号")
    return number.isdecimal() and int(number) <= MOST and not any(cells.get(key) for key in others)


def _unsaid(own: str, parts: tuple[tuple[str, str], ...]) -> list[str]:
    """Return the columns of a year, a month and a day that a date does not say, as far as it goes itself."""
    try:
        (found,) = parse_dates(own, "publication", "book").value
    except (BadValue, ValueError):
        return [key for key, text in parts if text and not (key == "date_year" and text in folded(own))]
    held = (found.date.year, found.date.month, found.date.day)
    return [
        key
        for (key, text), number in zip(parts, held, strict=True)
        if text and not (int(text) == number if text.isdecimal() else text in folded(own))
    ]


_YEAR = re.compile(r"(?:[0-9]{4}|[^0-9]{1,2}\s?[0-9元]{1,2})年?")


HOST = Composed("host", (
    Cell("host_serial", "Stands in: serial", "掲載誌", names=(
        "掲載誌名", "掲載雑誌", "掲載雑誌名", "収録誌", "収録誌名", "収録物名", "刊行物名", "掲載紙", "掲載紙誌", "所収誌", "所収", "誌名", "雑誌名", "紙名",
        "掲載誌・号", "掲載誌・巻号", "掲載誌・号数", "掲載誌名・号", "掲載誌名・巻号", "掲載雑誌・号", "掲載雑誌・巻号", "収録誌・巻号", "掲載紙誌・号", "誌名・号", "誌名・巻号",
        "journal", "journal title", "magazine", "periodical title", "publication title", "container title",
    )),
    Cell("host_volume", "Stands in: volume", "掲載巻", names=("巻", "巻数", "volume", "vol", "vol.")),
    Cell("host_number", "Stands in: number", "掲載号", names=("号", "号数", "issue", "issue number", "no", "no.", "number", "通巻号数")),
    Cell("host_designation", "Stands in: volume and number", "掲載巻号", names=("巻号", "巻号数", "掲載巻号数", "掲載号数", "収録巻号")),
    Cell("host_whole", "Stands in: whole number", "掲載通号", names=("通号", "通巻", "通巻号", "掲載通巻", "掲載通巻号")),
), lambda cells: _hosted(cells))  # fmt: skip
"""Serial, volume and number of the issue that an article stands in, where it is not named by its id."""
ISSN = Cell("issn", "ISSN", "ISSN")
SERIAL = Cell("periodical", "Serial: record", "誌の識別子")
SERIAL_TITLE = Cell(
    "host_serial", "Stands in: serial", "掲載誌", names=("掲載誌名", "収録誌", "収録誌名", "収録物名", "刊行物名")
)
"""Columns by which a row names the serial that it belongs to, or that its issue belongs to."""


def _hosted(cells: Mapping[str, str]) -> Made:
    """Return the words for the issue, with those that stand in the column of the id itself or of an ISSN as the serial."""
    serial, volume, number, designation, whole = (str(cells.get(c.key, "")).strip() for c in HOST.cells)
    own = cells.get("host", "")
    if RECORD_ID.fullmatch(own):
        return {"host": own}, ()
    if RECORD_ID.fullmatch(number) and not serial and not own:  # 掲載号 with the id of an issue
        return {"host": number}, ()
    serial = serial or own
    if not serial and _WITH_SERIAL.match(folded(number)):  # 掲載号 見本通信1号
        serial, number = number, ""
    if not serial and not any(cells.get(cell.key) for cell in (ISSN, SERIAL)):
        first = next(c.key for c in HOST.cells if cells.get(c.key))
        return {}, ((first, warn("cell-missing", cells[first], message("a-serial-for-all"), "error")),)
    words = [
        serial, designation, f"{volume}巻" if _bare(volume) or is_roman(volume) else volume, f"{number}号" if _bare(number) else number,
        f"通巻{whole}号" if _bare(whole) else whole,
    ]  # fmt: skip
    return {"host": " ".join(word for word in words if word)}, ()


_WITH_SERIAL = re.compile(
    r"(?!第|通巻|通号|vol|no|増刊|臨時|特別|創刊|合併|[春夏秋冬])[^\W\d_]{2,}.*[0-9]", re.IGNORECASE
)


def _bare(text: str) -> bool:
    return folded(text).isdecimal()
