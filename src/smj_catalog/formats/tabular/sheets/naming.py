"""Columns of texts, titles and names."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from attrs import evolve

from smj_catalog import model as m
from smj_catalog.codes.words import ROLES
from smj_catalog.crosswalk.rows import Block, Cell, joined, parted
from smj_catalog.formats.tabular.sheet import Composed, Made
from smj_catalog.formats.tabular.sheets import words as w
from smj_catalog.formats.tabular.values import DAY, Parsed, parse_names
from smj_catalog.formats.tabular.values.imprints import apart
from smj_catalog.formats.tabular.values.parsed import warn
from smj_catalog.formats.tabular.values.roles import roles_of
from smj_catalog.problems import message


def words(field: str, key: str, en: str, ja: str, names: tuple[str, ...] = (), example: str = "") -> Block:
    """Return the columns of one text with its reading and romanised form."""
    return Block(field, (
        Cell(key, en, ja, "text", names, example),
        *_forms(key, en, ja, ""),
        Cell(f"{key}_language", f"{en}: language", f"{ja}の言語", "language", ("部の言語",) if key == "section" else (), codec=w.LANGUAGE),
    ), m.Text, many=False)  # fmt: skip


def texts(
    field: str, key: str, en: str, ja: str, names: tuple[str, ...] = (), example: str = "", *, schemes: bool = False
) -> Block:
    """Return the columns of several texts; with ``schemes``, also whose rules their readings follow."""
    language = Cell(f"{key}_language", f"{en}: language", f"{ja}の言語", "language", codec=w.LANGUAGE)
    forms = _forms(key, en, ja, "", schemes=schemes)
    return Block(field, (Cell(key, en, ja, "text", names, example), *forms, language), m.Text)


def _forms(key: str, en: str, ja: str, path: str, *, schemes: bool = False, example: str = "") -> tuple[Cell, ...]:
    """Return the columns of the reading and the romanised form of a text."""
    dot = f"{path}." if path else ""
    found = (
        Cell(f"{key}_reading", f"{en}: reading", f"{ja}ヨミ", f"{dot}readings.text",
             (f"{ja}の読み", f"{ja}カナ", f"{ja}よみ", f"{ja}フリガナ"), example),
        Cell(f"{key}_reading_scheme", f"{en}: rules of the reading", f"{ja}ヨミの方式", f"{dot}readings.scheme",
             codec=w.READINGS),
        Cell(f"{key}_reading_divided", f"{en}: reading divided", f"{ja}ヨミの分かち書き", f"{dot}readings.divided",
             codec=w.DIVIDED),
        Cell(f"{key}_romanised", f"{en}: romanised", f"{ja}ローマ字", f"{dot}romanised.text"),
        Cell(f"{key}_romanised_scheme", f"{en}: rules of romanisation", f"{ja}ローマ字の方式", f"{dot}romanised.scheme",
             codec=w.ROMAN),
    )  # fmt: skip
    return found if schemes else (found[0], found[3])


_TITLE_NAMES = (
    "書名", "書籍名", "本のタイトル", "本の題名", "本書名", "表題", "題名", "論題", "記事名", "論文名", "章名", "誌名", "雑誌名", "標題", "資料名", "品名", "作品名",
    "商品名", "資料タイトル", "報告書名", "冊子名", "name of book",
)  # fmt: skip
_OF_ARTICLES = (
    "書名", "本書名", "表題", "題名", "論題", "記事名", "論文名", "章名", "標題", "記事", "記事タイトル", "記事題名", "論文タイトル", "論文題目", "題目", "章題", "作品名",
    "name of book", "article title", "article",
)  # fmt: skip
"""Not 誌名, which is the serial that an article stands in, nor 巻, which is a volume of it."""


def _title_cells(
    example: str, reading: str, names: tuple[str, ...] = _TITLE_NAMES, part: tuple[str, ...] = ("巻次",)
) -> tuple[Cell, ...]:
    return (
        Cell("title", "Title", "タイトル", "text.text", names, example),
        Cell("subtitle", "Subtitle", "副題", "subtitle.text", ("サブタイトル", "副書名", "副誌名", "サブ・タイトル", "副題名")),
        Cell("title_part", "Part", part[0], "part_number", ("part number", "分冊", "volume of set", "号題の巻次", *part[1:])),
        *_forms("title", "Title", "タイトル", "text", schemes=True, example=reading),
        Cell("title_language", "Title: language", "タイトルの言語", "text.language", codec=w.LANGUAGE),
        Cell("title_script", "Title: script", "タイトルの文字", "text.script"),
        Cell("title_truncated", "Title: broken off in the source", "タイトルの途切れ", "text.truncated", codec=w.YES_NO),
        Cell("title_type", "Title: type", "タイトルの種類", "type", codec=w.TITLES),
        Cell("title_prefix", "Title: prefix", "タイトルの冠詞", "prefix"),
        *_forms("subtitle", "Subtitle", "副題", "subtitle", schemes=True),
    )  # fmt: skip


def title(example: str, reading: str = "") -> Block:
    """Return the columns of the only title of a record, that of an article."""
    cells = _title_cells(example, reading, _OF_ARTICLES)
    return Block("title", cells, m.Title, many=False)


def titles(example: str, reading: str = "", part: tuple[str, ...] = ("巻次",)) -> tuple[Block, ...]:
    """Return the columns of the title proper and of the other titles; ``part`` are the headers of its number."""
    return (
        Block("titles", _title_cells(example, reading, _TITLE_NAMES, part), m.Title, many=False),
        Block("titles", (
            Cell("other_title", "Other titles", "別タイトル", "text.text", ("別書名", "異表記", "alternative title", "並列タイトル", "代替タイトル", "並列書名", "その他のタイトル", "title alternative", "short title")),
            Cell("other_title_type", "Other titles: type", "別タイトルの種類", "type", example="variant", codec=w.TITLES),
            Cell("other_title_part", "Other titles: part", "別タイトルの巻次", "part_number"),
            Cell("other_title_subtitle", "Other titles: subtitle", "別タイトルの副題", "subtitle.text"),
            *_forms("other_title", "Other titles", "別タイトル", "text"),
            Cell("other_title_language", "Other titles: language", "別タイトルの言語", "text.language", codec=w.LANGUAGE),
            Cell("other_title_prefix", "Other titles: prefix", "別タイトルの冠詞", "prefix"),
            Cell("other_title_truncated", "Other titles: broken off", "別タイトルの途切れ", "text.truncated", codec=w.YES_NO),
        ), m.Title, assumed={"type": "variant"}),
    )  # fmt: skip


_PUBLISHER = Cell("publisher", "Publisher", "出版社", "name.text", ("出版者", "発行所", "発行元", "版元", "出版元", "発行者", "発行社", "発行所名", "出版者・発行者", "発行元出版社", "publishercode"), "見本書房")  # fmt: skip
_OF_EACH = tuple(f"publisher_{what}" for what in ("place", "country", "reading", "romanised", "number", "agent"))


def _imprint(cells: Mapping[str, str]) -> Made:
    """Return publishers and distributors apart; where their roles have a column, or it is not sure, the cell is left as it is."""
    text = cells[_PUBLISHER.key]
    if cells.get("publisher_role"):
        return {_PUBLISHER.key: text}, ()
    several = any(len(parted(cells.get(key, ""))) > 1 for key in _OF_EACH)
    issue, sell, doubted = list[str](), list[str](), list[str]()
    for item in parted(text):
        (mine, others), sure = apart(item)
        if not sure or (several and len(mine) != 1):
            mine, others = [item], []
            doubted.append(item)
        issue += mine
        sell += others
    if sell and (known := cells.get("distributor")) and parted(known) != sell:
        issue, sell, doubted = parted(text), [], [text]
    told = [(_PUBLISHER.key, warn("publisher-unsure", it, message("a-publisher-alone", name=it))) for it in doubted]
    return {_PUBLISHER.key: joined(issue), **({"distributor": joined(sell)} if sell else {})}, tuple(told)


def _role(publisher: m.Publisher) -> str:
    """Return the role; that of a publisher only where the name would be read as more than its own."""
    text = publisher.name.text
    return "" if publisher.role == "01" and apart(text) == (([text], []), True) else publisher.role


IMPRINT = Composed(_PUBLISHER.key, (_PUBLISHER,), _imprint)
"""The publisher's cell, in which the distributor may stand too."""


def publishers() -> tuple[Block, ...]:
    """Return the columns of publishers and distributors."""
    return (
        Block("publishers", (
            _PUBLISHER,
            Cell("publisher_role", "Publisher: role", "出版社の役割", "role", codec=w.PUBLISHERS, dump=_role),
            Cell("publisher_place", "Place of publication", "出版地", "places.text", ("発行地", "place", "city", "place published", "publication place"), "東京"),
            Cell("publisher_country", "Country of publication", "出版国", "country", ("出版地(国名コード)",), "JP"),
            Cell("publisher_number", "Publisher: number", "出版社の番号", "identifiers.value"),
            Cell("publisher_number_type", "Publisher: type of number", "出版社の番号の種類", "identifiers.type", codec=w.NUMBER),
            Cell("publisher_number_scheme", "Publisher: scheme of number", "出版社の番号の体系", "identifiers.scheme"),
            Cell("publisher_agent", "Publisher: record", "出版社の識別子", "agent"),
            *_forms("publisher", "Publisher", "出版社", "name"),
            Cell("publisher_language", "Publisher: language", "出版社名の言語", "name.language", codec=w.LANGUAGE),
        ), m.Publisher),
        Block("publishers", (Cell("distributor", "Distributor", "発売元", "name.text", ("発売所", "発売", "発売者", "発売元出版社")),), m.Publisher,
              preset={"role": "distributor"}, read_only=True),
    )  # fmt: skip


def _people(*roles: str) -> Callable[[str], Parsed[tuple[m.Contributor, ...]]]:
    return lambda text: parse_names(text, roles)


def _part(key: str, en: str, ja: str, names: tuple[str, ...], *roles: str, example: str = "") -> Block:
    """Return the columns of contributors in one role: names as people write them, and what is known of each; never written."""
    return Block("contributors", (Cell(key, en, ja, names=names, example=example), *_of_people(key, en, ja)), m.Contributor,
                 parse=_people(*roles), read_only=True, even=True,
                 displaces=lambda it: bool(set(roles) & set(it.roles)))  # fmt: skip


def _of_people(key: str, en: str, ja: str) -> tuple[Cell, ...]:
    """Return the columns of what is known of each of several people, in their order."""
    return (
        *_forms(key, en, ja, "name"),
        Cell(f"{key}_affiliation", f"{en}: affiliation", f"{ja}の所属", "affiliation.text", (f"{ja}所属",)),
        Cell(f"{key}_position", f"{en}: position", f"{ja}の肩書", "position", (f"{ja}肩書", f"{ja}の職業")),
    )


def _formerly(*cells: Cell) -> tuple[Cell, ...]:
    """Return columns that are also known by the headers that they had once, 関係者の肩書."""
    former = re.compile("著者等(?:の名前)?")
    known = [dict.fromkeys((*c.names, *(former.sub("関係者", name) for name in (c.ja, *c.names)))) for c in cells]
    return tuple(evolve(c, names=tuple(names)) for c, names in zip(cells, known, strict=True))


def contributors() -> tuple[Block, ...]:
    """Return the columns of contributors: one by one with all that is known, and as people write them."""
    return (
        Block("contributors", _formerly(
            Cell("contributor", "Contributors", "著者等の名前", "name.text"),
            Cell("contributor_role", "Contributors: role codes (List 17)", "著者等の役割", "roles", ("著者等の役割コード",), codec=w.ROLES),
            Cell("contributor_word", "Contributors: role as printed", "著者等の役割の表示", "role_printed"),
            Cell("contributor_kind", "Contributors: person or organisation", "著者等の種別", "kind", codec=w.PARTY),
            Cell("contributor_position", "Contributors: position", "著者等の肩書", "position"),
            Cell("contributor_affiliation", "Contributors: affiliation", "著者等の所属", "affiliation.text"),
            Cell("contributor_affiliation_number", "Contributors: number of the affiliation", "著者等の所属の番号", "affiliation_identifiers.value"),
            Cell("contributor_affiliation_number_type", "Contributors: type of the affiliation's number", "著者等の所属の番号の種類", "affiliation_identifiers.type", codec=w.NUMBER),
            Cell("contributor_affiliation_number_scheme", "Contributors: scheme of the affiliation's number", "著者等の所属の番号の体系", "affiliation_identifiers.scheme"),
            Cell("contributor_other_affiliation", "Contributors: other affiliations", "著者等のほかの所属", "other_affiliations.name.text"),
            Cell("contributor_other_position", "Contributors: positions there", "著者等のほかの所属での肩書", "other_affiliations.position"),
            *_forms("contributor", "Contributors", "著者等の名前", "name", schemes=True),
            Cell("contributor_language", "Contributors: language of the name", "著者等の名前の言語", "name.language", ("関係者名の言語",), codec=w.LANGUAGE),
            Cell("contributor_agent", "Contributors: record", "著者等の識別子", "agent"),
            Cell("contributor_identifier_type", "Contributors: identifier type", "著者等の番号の種類", "identifiers.type", codec=w.NUMBER),
            Cell("contributor_identifier", "Contributors: identifier", "著者等の番号", "identifiers.value"),
            Cell("contributor_family", "Contributors: family name", "著者等の姓", "family"),
            Cell("contributor_given", "Contributors: given name", "著者等の名", "given"),
            Cell("contributor_born", "Contributors: born", "著者等の生年", "born", codec=DAY),
            Cell("contributor_died", "Contributors: died", "著者等の没年", "died", codec=DAY),
            Cell("contributor_distinction", "Contributors: told apart by", "著者等の付記事項", "distinction"),
            Cell("contributor_biography", "Contributors: biography", "著者等の略歴", "biography"),
            Cell("contributor_biography_xhtml", "Contributors: biography, XHTML", "著者等の略歴のXHTML", "biography_xhtml"),
        ), m.Contributor),
        Block("contributors", (
            Cell("names", "Names with roles", "著者・編者等", names=("著編者", "著者・編者", "著者等", "作者", "作成者", "責任者", "著者(役割付き)", "creators", "creator", "names", "author/editor"),
                 example="見本花子 編著; 見本太郎・見本次郎 訳"),
            *_of_people("names", "Names with roles", "著者・編者等"),
        ), m.Contributor, parse=_people(), read_only=True, even=True),
        _part("author", "Author", "著者", ("著者名", "執筆者", "筆者", "著", "作家", "著作者", "authors", "primary author", "main author", "book author"), "A01", example="見本花子"),
        _part("editor", "Editor", "編者", ("編者名", "編集者", "編集人", "編", "編集", "editors"), "B01", example="見本の会"),
        _part("editor_in_chief", "Editor-in-chief", "編集長", ("編集主幹", "主幹", "editor-in-chief"), "B11"),
        _part("editor_author", "Author and editor", "編著者", ("編著",), "A01", "B01"),
        _part("supervisor", "Supervising editor", "監修", ("監修者",), "B20"),
        _part("translator", "Translator", "訳者", ("翻訳者", "翻訳", "訳", "translators"), "B06"),
        _part("illustrator", "Illustrator", "画家", ("イラスト", "挿絵", "絵", "画", "装画", "カバーイラスト", "カバー画", "イラストレーター"), "A12"),
        _part("designer", "Cover designer", "装幀者", ("装丁者", "装幀", "ブックデザイン", "ブックデザイナー", "デザイン", "デザイナー"), "A36"),
        _part("photographer", "Photographer", "写真", ("写真家", "撮影者"), "A13"),
        _part("interviewer", "Interviewer", "聞き手", ("インタビュアー",), "A43"),
    )  # fmt: skip


_CODE_WORDS = {codes: word for word, codes in reversed(ROLES.items()) if not word.isascii()}
_OF_AUTHORS = ("reading", "romanised", "affiliation", "position")


def _credited(cells: Mapping[str, str]) -> Made:
    """Return the cell of names with roles that 著者 and 著者区分 make, one role for each or one for all; none is an author's."""
    names, words = parted(cells.get("author", "")), parted(cells["author_role"])
    words = words * len(names) if len(words) == 1 else words
    roles = [_CODE_WORDS.get((word.upper(),), word) for word in words]
    wrong = next((word for word in roles if word and not roles_of(word)), None)
    if cells.get("names") or len(names) != len(roles) or wrong is not None:
        expected = message("a-role-word") if wrong is not None else message("a-role-each")
        return {}, (("author_role", warn("author-role", wrong or cells["author_role"], expected, "error")),)
    made = {"author": "", "names": joined(f"{name} {role or '著者'}" for name, role in zip(names, roles, strict=True))}
    for what in _OF_AUTHORS:
        if text := cells.get(f"author_{what}"):
            made |= {f"author_{what}": "", f"names_{what}": text}
    return made, ()


CREDITED = Composed("names", (
    Cell("author_role", "Author: role", "著者区分", names=("著者役割", "著者の役割", "著者名区分", "author role", "primary author role")),
), _credited)  # fmt: skip
"""What each author did, in a column of its own."""


def absence() -> Block:
    """Return the column that says why there is no contributor."""
    cell = Cell("absence", "Why no contributor", "著者なしの理由", names=("無著者",), codec=w.ABSENCE)
    return Block("absence", (cell,), many=False)
