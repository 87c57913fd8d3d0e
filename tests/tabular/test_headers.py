"""Headers of the tables that people and programs make: each is known, or has a reason why it has no place, and is told."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smj_catalog.crosswalk.rows import shared_out
from smj_catalog.formats import Reading
from smj_catalog.formats.tabular import placeless, sheet
from smj_catalog.formats.tabular.headers import all_headers, folded, follower, keys, meaning
from smj_catalog.formats.tabular.sheets import KINDS, columns
from smj_catalog.formats.tabular.sheets.practical import PRACTICAL
from smj_catalog.model import Agent, Book, Component
from smj_catalog.problems import LANGUAGES, message
from smj_catalog.services.reading import items


def read(data, **options):
    reading = Reading(file="見本.csv", options=options)
    return list(items(data.encode(), reading)), reading


def records(found):
    return [i.record for i in found if i.record is not None]


def problems(found, *severities):
    """Return what is wrong, less what rows say of a header that is."""
    every = [p for i in found for p in i.problems if p.rule != "header-faults"]
    return [p for p in every if p.severity in (severities or ("error",))]


def told(found, rule):
    return [p for p in problems(found, "warning", "info") if p.rule == rule]


KNOWN = {
    ("book", "書名"): """
        書名ヨミ=title_reading 書名カナ=title_reading 書名よみ=title_reading 書名フリガナ=title_reading 書名(カナ)=title_reading
        サブタイトルヨミ=subtitle_reading シリーズタイトル=series シリーズ名ヨミ=series_reading 叢書名カナ=series_reading
        巻次・部編番号=title_part 著者名=author 著者名1=author 著者名3=author 著者1=author 著者２=author 著者ヨミ=author_reading
        著者カナ=author_reading 著者名カナ=author_reading 著者名ヨミ=author_reading 著者の読み=author_reading 著者のヨミ=author_reading
        著者1ヨミ=author_reading 著者ヨミ1=author_reading 訳者ヨミ=translator_reading 編者名ヨミ=editor_reading 著者氏名=author
        著者(敬称略)=author 著者所属=author_affiliation 著者の肩書=author_position
        出版社名=publisher 出版者名=publisher 出版社ヨミ=publisher_reading 出版社名カナ=publisher_reading 発行所名=publisher
        出版日=date 出版日付=date 刊行予定日=date 年月=date 初版年月日=first_published
        ISBNコード=isbn ISBN番号=isbn ISBN⏎(13桁)=isbn ＩＳＢＮ（１３桁）=isbn セットISBN=isbn_set ISBN(セット)=isbn_set
        本体価格(税別)=price_net 本体価格（円）=price_net 本体（円・税別）=price_net 定価⏎(円)=price 定価(税込)=price_gross
        定価（税抜）=price_net 定価（税込・円）=price_gross 税込定価=price_gross 価格(税込み)=price_gross 定価_税抜=price_net 販売価格=price
        大きさ・容量=extent_and_size 大きさ（cm）=measure 分類番号=ndc 分類コード=ndc NDCコード=ndc NDC10版=ndc 出版地(国名コード)=publisher_country
        内容紹介文=description 紹介=description 内容記述=description 読者対象=audience 対象読者=audience 原題=original_title
        原書名=original_title 書影URL=cover_url 代替タイトル=other_title タイトルのヨミ=title_reading 作成者=names
        キーワード3=keywords 件名1=keywords 巻数=volumes 冊数=pieces 出版社(必須)=publisher 頁数(p)=pages
        管理番号=local_number ID=id 図書ID=local_number 年=date_year 月=date_month
        保管場所=holding_location 置場=holding_location 棚番=holding_shelf
        著者1区分=author_role 著者区分2=author_role 著者役割=author_role 作家=author 装幀=designer カバーイラスト=illustrator 編集長=editor_in_chief
        LCCN=lccn OCN=oclc ASIN=asin インストアコード=local_number 自社コード=local_number キャッチコピー=headline 帯文=cover_copy 帯=cover_copy
        判=size 本文頁=pages P数=pages 発行形態=form_description 本文言語=language 幅=width 厚さ=thickness 重量=weight 刷数=printing
        販売状況=availability 読者層=audience 分野=keywords 一般注記=note 画像=cover_url 公式サイト=url 容量=extent_and_size""",
    ("periodical", "誌名"): """
        eISSN=issn_online e-ISSN=issn_online Online⎵ISSN=issn_online pISSN=issn_print Print⎵ISSN=issn_print 刊期=frequency
        継続前誌=continues 継続後誌=continued_by 旧誌名=former_title 年間購読料=subscription""",
    ("issue", "誌名,号"): "年間購読料=subscription",
    ("book", ""): """
        Author(s)=author Editor(s)=editor Additional⎵Authors=author Primary⎵Author=author Binding=form_description
        Number⎵of⎵Pages=pages Num⎵Pages=pages Page⎵Count=pages No.⎵of⎵pages=pages Year⎵Published=date
        Publication⎵Year=date Pub⎵Date=date Date⎵Published=date List⎵Price=price Price⎵(incl.⎵tax)=price_gross
        Price⎵(excl.⎵tax)=price_net Currency=price_currency Subject(s)=keywords Summary=description TOC=contents
        City=publisher_place Series⎵Title=series Abstract⎵Note=description ISBN/UID=isbn ISBNs=isbn
        oclc_number=oclc dc:title=title Dublin⎵Core:Title=title dc:creator=names DC.subject=keywords Publishers=publisher
        Author⎵1=author author_2=author Publisher⎵Name=publisher Title⎵reading=title_reading""",
    ("book", "書名,所蔵館"): "管理番号=holding_number 図書ID=holding_number 冊数=holding_copies",
    ("issue", "誌の識別子"): """
        年=date_year 月=date_month 年月=cover_date 特集テーマ=feature 主な内容=description 記事=contents 編集人=editor 発行人=issuing_person
        p.=pages Issue=number No.=number 号=number 通号=whole_number""",
    ("component", "論題,著者"): """
        年=date_year 月=date_month 掲載誌=host_serial 掲載誌名=host_serial 掲載巻=host_volume 掲載巻号=host_designation
        掲載通号=host_whole 掲載号=host_number 刊行物名=host_serial 収録物名=host_serial 誌名=host_serial 巻=host_volume 号=host_number
        コーナー=column 欄名=column 編集人=editor 所属=author_affiliation 肩書=author_position 頁=page_run ページ=page_run p.=page_run
        論題ヨミ=title_reading""",
    ("component", "著者"): "記事=title 記事タイトル=title 論文題目=title",
    ("agent", "氏名"): """
        ヨミ=name_reading よみ=name_reading よみがな=name_reading ふりがな=name_reading 読み=name_reading カナ=name_reading
        氏名カナ=name_reading 氏名ヨミ=name_reading 団体名ヨミ=name_reading 氏名(カナ)=name_reading ローマ字=name_romanised
        英語名=translated_name 英文名=translated_name 所属=affiliation 肩書=post 別名=other_name 生年=born 没年=died 生没年=lived 旧姓=former_name ペンネーム=pseudonym
        代表者=representative 法人格=legal_form 活動内容=activity Wikidata=wikidata 研究者番号=erad
        略称=abbreviated_name 略歴=biography NDL典拠ID=ndl_authority ホームページ=url""",
}
PLACELESS = [
    "各巻タイトル",
    "部編名",
    "税率",
    "在庫",
    "受入日",
    "受入区分",
    "購入先",
    "購入価格",
    "著者記号",
    "図書記号",
    "巻冊記号",
    "別置記号",
    "除籍",
    "貸出区分",
    "通番",
    "連番",
    "成人指定",
    "Rカテゴリ",
    "ジャンルコード",
    "重版未定",
    "再販区分",
    "底本ISBN",
    "タイムスタンプ",
    "印刷所",
    "解説",
]


def pairs(text):
    for pair in text.split():
        header, _, key = pair.rpartition("=")
        yield header.replace("⏎", "\n").replace("⎵", " "), key


CASES = [(kind, lead, *pair) for (kind, lead), text in KNOWN.items() for pair in pairs(text)]


@pytest.mark.parametrize(("kind", "lead", "header", "key"), CASES)
def test_headers_are_known(kind, lead, header, key):
    """In a table of their kind, beside the columns that such tables have."""
    quoted = '"' + header + '"'
    found, reading = read(f"{lead},{quoted}\n" if lead else f"{quoted}\n", kind=kind)
    assert reading.found["tables"][0]["keys"][-1] == key
    assert not problems(found)
    assert key in sheet(kind).cells


@pytest.mark.parametrize("header", PLACELESS)
def test_columns_without_a_place_are_passed_over_and_told(header):
    """The rows are read, and the column is named with the number of its cells."""
    found, _ = read(f"書名,著者,{header}\n見本の社会,見本花子,1\n見本の暮らし,見本太郎,\n見本の旅,見本花子,2\n")
    assert len(records(found)) == 3
    assert not problems(found)
    (one,) = told(found, "column-passed")
    assert (one.where.row, one.where.path, one.found) == (1, header, header)
    assert dict(one.expected.params)["count"] == 2
    assert header in one.text("ja")
    assert not told(read(f"書名,著者,{header}\n見本の社会,見本花子,\n")[0], "column-passed")


def test_names_of_people_in_two_columns():
    """姓 and 名 are the name, セイ and メイ its reading; of Latin letters nobody knows which stands first."""
    (one,) = records(read("姓,名,セイ,メイ,生年月日\n見本,花子,ミホン,ハナコ,1950/3/1\n")[0])
    (name,) = one.names
    assert (name.name.text, name.name.reading, name.family, name.given) == ("見本花子", "ミホン ハナコ", "見本", "花子")
    found, _ = read("姓,名,生年月日\nMihon,Hanako,1950\n")
    assert [p.rule for p in problems(found)] == ["cell-missing"]


@pytest.mark.parametrize(
    ("cell", "date"),
    [("1998年4月", "1998-04"), ("平成10年4月", "1998-04"), ("1998/4", "1998-04"), ("1998年6・7月", "1998-06")],
)
def test_a_month_with_its_year(cell, date):
    """発行月 may hold both."""
    found, _ = read(f"誌の識別子,誌名,号数,発行月\nperiodical:mihon,見本通信,1,{cell}\n")
    (one,) = records(found)
    assert [str(d.date) for d in one.dates] == [date]


def test_a_genre_of_a_shop_is_a_keyword():
    """Of an article it is its genre; what was taken is told."""
    found, _ = read("書名,著者,ジャンル\n見本の社会,見本花子,社会\n", kind="book")
    (one,) = records(found)
    assert [s.heading for s in one.subjects] == ["社会"]
    assert [p.where.path for p in told(found, "column-taken")] == ["ジャンル"]


def test_a_total_does_not_count():
    """The number of the rows stays one where a total stands below them."""
    found, _ = read("No,書名,著者,定価\n1,見本の社会,見本花子,100円\n2,見本の旅,見本太郎,200円\n計,2冊,,300\n")
    assert [r.identifiers for r in records(found)] == [(), ()]
    assert [p.where.row for p in told(found, "row-passed")] == [4]


OF_PEOPLE = {"expertise"}


@pytest.mark.parametrize("header", ["専門分野", "専攻", "研究分野"])
def test_what_is_said_of_people_has_a_place_in_their_records(header):
    """In a list of people it is a note; in others it is passed over, and told."""
    (one,) = records(read(f"氏名,{header},所属・肩書\n見本花子,社会学,見本大学教授\n")[0])
    assert {(n.type, n.text) for n in one.notes} == {("expertise", "社会学"), ("affiliation", "見本大学教授")}
    found, _ = read(f"書名,著者,{header}\n見本の社会,見本花子,社会学\n")
    assert (len(records(found)), len(told(found, "column-passed"))) == (1, 1)


@pytest.mark.parametrize("header", ["掲載誌・号", "掲載誌・巻号", "掲載誌名/巻号", "誌名・号", "掲載号"])
def test_serial_and_issue_in_one_cell(header):
    """What stands in is named by both words; the affiliation is that of the author."""
    (one,) = (
        i
        for i in read(f"記事タイトル,著者,所属・肩書,{header}\n見本論文,見本花子,見本大学教授,見本通信 14号\n")[0]
        if i.record
    )
    assert (one.named["host"].words, [s.title for s in one.named["host"].sought][:1]) == ("見本通信 14号", ["見本通信"])
    assert one.record.contributors[0].affiliation.text == "見本大学教授"


def test_reasons_are_messages_and_keep_off_known_headers():
    """Each has words in both languages; a header stands in both tables only where it has a place with people alone."""
    known = all_headers()
    for reason, names in placeless.PLACELESS.items():
        assert all(message(reason).text(lang) for lang in LANGUAGES)
        for name in names:
            assert placeless.reason(name) == reason
            assert folded(name) not in known or known[folded(name)] in OF_PEOPLE, name


def test_headers_of_our_own_are_never_another_thing():
    """What an export writes means that column, whatever stands beside it."""
    for cell in columns(KINDS):
        for name in (cell.key, cell.en, cell.ja):
            assert follower(name) is None, name
            assert placeless.reason(name) is None, name


@pytest.mark.parametrize(
    "header",
    [
        "書名(英語)", "著者(訳者)", "定価(ドル)", "価格（千円）", "大きさ(mm)", "ISBN(電子版)", "発行日(予定から)", "著者コード", "出版社コード", "本体価格(税込)",
        "住所1", "備考名", "謎", "社内メモ", "dc:source", "頁数(枚)", "頁(開始)",
    ],
)  # fmt: skip
def test_what_could_be_another_thing_is_not_guessed(header):
    """Brackets that change the meaning, codes of what has a name, numbers of what is one thing."""
    assert meaning(header, "book") is None
    found, _ = read(f"書名,{header}\n見本,x\n", kind="book")
    assert [p.rule for p in problems(found)] == ["column-unknown"]
    assert not records(found)


def test_a_header_to_ignore_that_is_not_there_is_told():
    found, _ = read("書名,定価\n見本の社会,1800円\n", ignore=["定貨、社内メモ", "書名"])
    (one,) = told(found, "ignore-absent")
    assert (one.found, one.severity, dict(one.expected.params)["headers"]) == (
        "定貨, 社内メモ",
        "warning",
        "書名, 定価",
    )
    assert not told(read("書名,定価\n見本の社会,1800円\n", ignore=["定価"])[0], "ignore-absent")


def test_unknown_columns_are_offered_to_ignore():
    """All at once, in a line to copy; names that a shell would break are quoted."""
    found, _ = read('書名,著者,社内メモ,"担当 者",謎(x)\n見本の社会,見本花子,x,y,z\n')
    (one,) = told(found, "columns-ignored-by")
    assert dict(one.expected.params)["line"] == '--ignore 社内メモ --ignore "担当 者" --ignore "謎(x)"'
    assert len(problems(found)) == 3
    for ignore in (["社内メモ", "担当 者", "謎(x)"], ["社内メモ,担当 者,謎(x)"], ["社内メモ、担当者", "謎（X）"]):
        found, _ = read('書名,著者,社内メモ,"担当 者",謎(x)\n見本の社会,見本花子,x,y,z\n', ignore=ignore)
        assert not problems(found)
        assert len(records(found)) == 1


def test_brackets_that_may_matter_are_told():
    """They are passed over, but not in silence."""
    found, _ = read("書名,著者（うろおぼえ）\n見本の社会,見本花子\n")
    (one,) = told(found, "column-taken")
    assert one.where.path == "著者（うろおぼえ）"
    assert len(records(found)) == 1


@pytest.mark.parametrize("kind", PRACTICAL)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_headers_of_the_template_are_known(kind, lang):
    """In both languages, each as itself."""
    cells = [sheet(kind).cells[key] for key in PRACTICAL[kind]]
    header = ",".join('"' + (cell.ja if lang == "ja" else cell.en) + '"' for cell in cells)
    found, reading = read(f"{header}\n", kind=kind)
    assert not problems(found)
    assert reading.found["tables"][0]["keys"] == PRACTICAL[kind]


# --- several columns of one field


def test_numbered_columns_are_joined_in_their_order():
    """Each is one value more; faults stand under the header of their own cell."""
    found, _ = read("書名,著者名2,著者名1,キーワード1,キーワード2\n見本の社会,見本太郎,見本花子・見本次郎,例,見本;型\n")
    (book,) = records(found)
    assert [c.name.text for c in book.contributors] == ["見本花子", "見本次郎", "見本太郎"]
    assert [s.heading for s in book.subjects] == ["例", "見本", "型"]
    assert found[-1].given["contributors"] == "著者名1: 見本花子・見本次郎\n著者名2: 見本太郎"
    found, _ = read("書名,Author,Additional Authors\n見本の社会,見本花子,見本太郎\n")
    assert [c.name.text for c in records(found)[0].contributors] == ["見本花子", "見本太郎"]
    found, _ = read("書名,ISBN1,ISBN2\n見本の社会,9799999000009,9799999000017\n")
    (fault,) = problems(found)
    assert (fault.rule, fault.where.path, fault.found) == ("isbn-check-digit", "ISBN2", "9799999000017")


def test_columns_of_one_name_hold_one_person_each():
    """著者 twice is two authors, each with the reading behind; a cell that changes changes its own; other columns are doubled."""
    found, _ = read(
        "書名,著者,著者ヨミ,著者,著者ヨミ\n甲,見本花子,,見本太郎,ミホン タロウ\n乙,見本花子,,,\n丙,見本花子,,見本花子,\n"
    )
    people = [[(c.name.text, c.name.reading) for c in r.contributors] for r in records(found)]
    assert people == [[("見本花子", None), ("見本太郎", "ミホン タロウ")], [("見本花子", None)], [("見本花子", None)]]
    assert not problems(found)
    found, _ = read("書名,頁数,頁数\n甲,1,2\n")
    assert [p.rule for p in problems(found)] == ["column-double"]


@pytest.mark.parametrize(
    ("header", "cells", "people"),
    [
        ("著者1,著者1区分,著者1ヨミ,著者2,著者2区分", "見本花子,著,ミホン ハナコ,見本太郎,訳", [("見本花子", "A01"), ("見本太郎", "B06")]),
        ("著者1,著者1区分,著者2,著者2区分", "見本花子,A01,見本太郎,b06", [("見本花子", "A01"), ("見本太郎", "B06")]),
        ("著者1,著者1区分,著者2,著者2区分", "見本花子,,見本太郎,編", [("見本花子", "A01"), ("見本太郎", "B01")]),
        ("著者,著者区分", "見本花子; 見本太郎,著; 訳", [("見本花子", "A01"), ("見本太郎", "B06")]),
        ("著者,著者区分", "見本花子; 見本太郎,編", [("見本花子", "B01"), ("見本太郎", "B01")]),
        ("著者,著者区分", '"見本, 花子, 1950-",監修', [("見本花子", "B20")]),
        ("著者,著者区分", "見本花子,", [("見本花子", "A01")]),
    ],
)  # fmt: skip
def test_roles_in_a_column_of_their_own(header, cells, people):
    """One for each author, or one for all, in words or as a code; a name without one is an author's."""
    found, _ = read(f"書名,{header}\n見本の社会,{cells}\n", kind="book")
    assert not problems(found)
    (record,) = records(found)
    assert [(c.name.text, *c.roles) for c in record.contributors] == people


@pytest.mark.parametrize(
    ("cells", "path"), [("見本花子,見本", "著者区分"), ("見本花子; 見本太郎,著; 訳; 編", "著者区分")]
)
def test_roles_that_cannot_be_told_are_refused(cells, path):
    """Words that are no role, and more roles than names."""
    found, _ = read(f"書名,著者,著者区分\n見本の社会,{cells}\n", kind="book")
    assert [(p.rule, p.where.path) for p in problems(found)] == [("author-role", path)]


def test_readings_stand_beside_the_names_of_any_role():
    """In one cell, or in numbered columns of which some are empty."""
    for header, cells in (
        ("著者,著者ヨミ", "見本花子・見本太郎,ミホン ハナコ・ミホン タロウ"),
        ("著者,著者ヨミ", "見本花子; 見本太郎,ミホン ハナコ; ミホン タロウ"),
        ("著者,著者ヨミ", "見本花子・見本太郎,ミホン ハナコ、ミホン タロウ"),
        ("著者1,著者1ヨミ,著者2,著者2ヨミ", "見本花子,ミホン ハナコ,見本太郎,ミホン タロウ"),
    ):
        for role, code in (("著者", "A01"), ("訳者", "B06"), ("編者", "B01")):
            found, _ = read(f"書名,{header.replace('著者', role)}\n見本の社会,{cells}\n")
            (book,) = records(found)
            assert [(c.name.text, c.name.reading, c.roles) for c in book.contributors] == [
                ("見本花子", "ミホン ハナコ", (code,)), ("見本太郎", "ミホン タロウ", (code,)),
            ]  # fmt: skip
    found, _ = read("書名,著者1,著者1ヨミ,著者2,著者2ヨミ\n見本の社会,見本花子,,見本太郎,ミホン タロウ\n")
    assert [c.name.reading for c in records(found)[0].contributors] == [None, "ミホン タロウ"]
    found, _ = read('書名,著者,著者ヨミ\n見本の社会,見本花子,"ミホン, ハナコ"\n')
    assert records(found)[0].contributors[0].name.reading == "ミホン, ハナコ"


@pytest.mark.parametrize("reading", ["ミホン ハナコ", "ミホン ハナコ; ミホン タロウ; ミホン ジロウ"])
def test_readings_that_are_too_few_or_too_many_are_refused(reading):
    """Nobody knows whose they are."""
    found, _ = read(f"書名,著者,著者ヨミ\n見本の社会,見本花子・見本太郎,{reading}\n")
    assert [(p.rule, p.where.path) for p in problems(found)] == [("cell-items", "著者ヨミ")]
    assert not problems(read("書名,著者,著者ヨミ\n見本の社会,見本花子・見本太郎,\n")[0])


def test_a_bare_reading_is_that_of_the_column_before_it():
    """So is an affiliation; where nothing before it has one, it is not known."""
    found, reading = read(
        "書名,ヨミ,著者,よみ,所属,肩書\n見本の社会,ミホンノシャカイ,見本花子,ミホンハナコ,見本大学,教授\n"
    )
    assert reading.found["tables"][0]["keys"] == (
        "title", "title_reading", "author", "author_reading", "author_affiliation", "author_position",
    )  # fmt: skip
    (book,) = records(found)
    (one,) = book.contributors
    assert (one.name.reading, one.affiliation.text, one.position) == ("ミホンハナコ", "見本大学", "教授")
    found, _ = read("書名,頁数,ヨミ\n見本の社会,1,x\n")
    assert [p.rule for p in problems(found)] == ["column-unknown"]


def test_year_and_month_are_one_date():
    """In a list of issues the one on the cover, of books that of publication; a month alone is none."""
    found, _ = read(
        "書名,著者,年,月,日\n見本の社会,見本花子,2006,6,1\n見本の暮らし,見本太郎,平成18年,6月,\n見本の旅,見本太郎,2006年,,\n"
    )
    assert [str(r.dates[0].date) for r in records(found)] == ["2006-06-01", "2006-06", "2006"]
    assert records(found)[0].dates[0].printed is None
    found, _ = read("誌の識別子,号数,年,月\nperiodical:mihon,5,2017,8\n")
    assert [(d.role, str(d.date)) for d in records(found)[0].dates] == [("cover", "2017-08")]
    found, _ = read("書名,著者,年,月\n見本の社会,見本花子,,6\n")
    assert [(p.rule, p.where.path) for p in problems(found)] == [("cell-missing", "月")]
    found, _ = read("書名,著者,年,月,発行日\n見本の社会,見本花子,2006,6,2006-06-02\n見本の旅,見本太郎,2007,,2008-01\n")
    assert [str(r.dates[0].date) for r in records(found)] == ["2006-06-02", "2008-01"]
    assert [(p.where.row, p.where.path) for p in told(found, "cell-other-not-taken")] == [(3, "年")]


@pytest.mark.parametrize(
    ("parts", "own", "other"),
    [
        ("2008,3,1", "2008-03-01", []), ("2008,03,", "2008/3/9", []), (",3月,", "平成20年3月", []), ("平成20,3,1", "平成20年3月1日", []),
        ("2008,3,1", "20080301", []), ("2008,3,1", "2008-04-02", ["月", "日"]), ("2008,3,1", "2008-03", ["日"]),
        ("2008,3,1", "2007-03-01", ["年"]), (",,9", "2008-03-08", ["日"]), ("2008,5,", "2008", ["月"]),
    ],
)  # fmt: skip
def test_a_year_a_month_and_a_day_are_compared_with_the_whole_date(parts, own, other):
    """Each of them that says something else, or more, is told at its column."""
    found, _ = read(f"書名,著者,年,月,日,発行日\n見本,花子,{parts},{own}\n")
    assert [p.where.path for p in told(found, "cell-other-not-taken")] == other


# --- numbers of a list's own


@pytest.mark.parametrize(
    ("numbers", "kept"),
    [("1,2,3", False), ("1.,2.,3.", False), ("１,２,３", False), ("4,8,9", True), ("10,20,30", True), ("1,2,4", True), ("2,3,4", True)],
)  # fmt: skip
def test_only_what_counts_the_rows_is_a_running_number(numbers, kept):
    """One, two, three: whatever else stands there is a number of the list's own. Refused rows that came back have gaps."""
    rows = "".join(f",{n},見本{i},花子\n" for i, n in enumerate(numbers.split(",")))
    found, _ = read("備考,番号,書名,著者\n" + rows)
    assert [bool(r.identifiers) for r in records(found)] == [kept] * 3
    assert bool(told(found, "column-passed")) != kept
    found, _ = read("smj-catalog: errors,番号,書名,著者\n" + rows)
    assert [r.identifiers for r in records(found)] == [()] * 3


def test_a_running_number_says_nothing():
    """1, 2, 3 beside titles: no number of an issue, no identifier; told once."""
    for name in ("No.", "番号", "№", "#"):
        found, _ = read(f"{name},書名,著者\n1,見本の社会,見本花子\n2,見本の暮らし,見本太郎\n")
        books = records(found)
        assert [type(b) for b in books] == [Book, Book]
        assert not any(b.identifiers for b in books)
        assert [p.where.path for p in told(found, "column-passed")] == [name]
    found, _ = read("番号,書名,著者\nA-5,見本の社会,見本花子\nA-3,見本の暮らし,見本太郎\n")
    assert [(i.type, i.scheme, i.value) for b in records(found) for i in b.identifiers] == [
        ("own", "番号", "A-5"), ("own", "番号", "A-3"),
    ]  # fmt: skip
    found, _ = read("誌の識別子,No.\nperiodical:mihon,1\nperiodical:mihon,2\n")
    assert [r.numbering.numbers for r in records(found)] == [("1",), ("2",)]


def test_local_numbers_are_kept_as_they_are():
    """Zeros and all; an id of ours in such a column is that."""
    found, _ = read(
        "管理番号,ID,書名,著者\n000123,,見本の社会,見本花子\n,book:mihon,見本の暮らし,見本太郎\n7,x9,見本の旅,見本花子\n"
    )
    one, two, three = records(found)
    assert [(i.type, i.scheme, i.value) for i in one.identifiers] == [("own", "管理番号", "000123")]
    assert (two.id, two.identifiers) == ("book:mihon", ())
    assert [(i.scheme, i.value) for i in three.identifiers] == [("管理番号", "7"), ("ID", "x9")]
    assert not problems(found)
    found, _ = read("識別子,書名\nx y,見本\n", kind="book")
    assert [p.rule for p in problems(found)] == ["record-id"]


# --- people


def test_people_with_their_other_names():
    """Each in a name of its own type; words about them are notes."""
    found, _ = read(
        "氏名,ヨミ,旧姓,ペンネーム,略称,英語名,別名,略歴,所属,肩書,NDL典拠ID,ホームページ\n"
        "見本花子,ミホン ハナコ,例,型花,,Hanako Mihon,,1950年生まれ。,見本大学,教授,00000001,https://example.org/\n"
    )
    (one,) = records(found)
    assert isinstance(one, Agent)
    assert [(n.type, n.name.text, n.name.reading) for n in one.names] == [
        ("preferred", "見本花子", "ミホン ハナコ"), ("former", "例", None), ("pseudonym", "型花", None),
        ("translated", "Hanako Mihon", None),
    ]  # fmt: skip
    assert {(n.type, n.text) for n in one.notes} == {
        ("biography", "1950年生まれ。"),
        ("affiliation", "見本大学"),
        ("post", "教授"),
    }
    assert [(i.type, i.value) for i in one.identifiers] == [("ndl", "00000001")]


@pytest.mark.parametrize(
    ("cell", "dates"),
    [
        ("1950-2010", [("born", "1950"), ("died", "2010")]), ("1950～", [("born", "1950")]), ("-2010", [("died", "2010")]),
        ("1950年生まれ", [("born", "1950")]), ("1950年－2010年3月", [("born", "1950"), ("died", "2010-03")]),
        ("昭和25年-平成22年", [("born", "1950"), ("died", "2010")]), ("1950-03-01 - 2010", [("born", "1950-03-01"), ("died", "2010")]),
    ],
)  # fmt: skip
def test_dates_of_a_life(cell, dates):
    """Born and died; who has them, or a 氏名, is a person."""
    found, _ = read(f"氏名,生没年\n見本花子,{cell}\n")
    (one,) = records(found)
    assert [(d.role, str(d.date)) for d in one.dates] == dates
    assert one.kind == "person"
    assert [p.rule for p in problems(read("氏名,生没年\n見本花子,昔\n")[0])] == ["date-form"]
    assert records(read("団体名,設立年\n見本の会,1990\n")[0])[0].kind == "organisation"
    assert records(read("氏名,種別\n見本の会,団体\n")[0])[0].kind == "organisation"


# --- what the rows are


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        ("書名,著者,巻", "book"), ("No.,書名,著者", "book"), ("タイトル,著者,ISBN", "book"), ("論題,著者,掲載誌,巻,号,頁", "component"),
        ("タイトル,著者,掲載誌,年", "component"), ("記事,著者,頁", "component"), ("誌名,巻,号,年月", "issue"), ("誌名,No.,特集", "issue"),
        ("氏名,ヨミ,没年,所属", "agent"), ("団体名,略称,住所", "agent"), ("誌名,ISSN,刊行頻度", "periodical"), ("書名,号数,著者", "book"),
        ("Title,Author,Journal,Volume,Issue,Pages", "component"), ("誌名,論題,著者", "component"),
        ("誌名,出版者", "periodical"), ("雑誌名,出版社,所蔵巻号,欠号", "periodical"), ("誌名,発行頻度,創刊年月", "periodical"),
        ("題名,著者,誌名,発行年月", "component"), ("頁,タイトル,執筆者,所属,種別", "component"), ("タイトル,執筆者,出版社,頁", "book"), ("誌名,巻号,所蔵館", "issue"), ("誌名,特集,年月", "issue"),
    ],
)  # fmt: skip
def test_kinds_are_guessed_by_the_words_for_titles(header, kind):
    """A table of 書名 is of books, whatever else stands in it."""
    _, reading = read(f"{header}\n")
    assert reading.found["tables"][0]["kind"] == kind


def test_a_column_that_names_kinds_says_what_each_row_is():
    """種別 of 図書 and 記事, told; of persons it says whether they are bodies, of articles their genre."""
    found, reading = read("種別,タイトル,頁\n図書,見本の本,244\n雑誌,見本通信,\n")
    assert [type(r).__name__ for r in records(found)] == ["Book", "Periodical"]
    assert reading.found["tables"][0]["keys"][0] == "kind"
    assert read("団体名,種別\n見本の会,団体\n")[1].found["tables"][0]["keys"][1] == "agent_kind"
    assert read("題名,執筆者,頁,種別\n見本,見本花子,2,報告\n")[1].found["tables"][0]["keys"][3] == "genre"


def test_a_column_means_what_it_means_for_the_kind_of_its_row():
    """Pages of a book are how many, of an article from where to where."""
    found, _ = read("種類,書名,頁\n図書,見本の社会,244\n記事,見本の記事,50-55\n")
    book, article = records(found)
    assert str(book.extents[0].value) == "244"
    assert isinstance(article, Component)
    assert [(p.first, p.last) for p in article.pages] == [("50", "55")]


def test_who_or_when_is_told_by_the_cells():
    """発行 is a date where its cells are, else a body."""
    found, _ = read("書名,著者,発行\n見本の社会,見本花子,2006年6月\n")
    assert [str(d.date) for d in records(found)[0].dates] == ["2006-06"]
    found, _ = read("書名,著者,発行\n見本の社会,見本花子,見本書房\n")
    assert [p.name.text for p in records(found)[0].publishers] == ["見本書房"]
    found, _ = read("書名,著者,発行\n見本の社会,見本花子,見本書房\n見本の旅,見本太郎,2006年\n")
    assert [p.rule for p in problems(found)] == ["column-unknown"]


# --- exports of other programs


def test_years_beside_whole_dates():
    """Other programs export both; where they differ, it is told."""
    found, _ = read(
        "書名,著者,出版年,出版年月日\n見本の社会,見本花子,2006,2006-06-01\n見本の旅,見本花子,2006,2007-06\n"
    )
    assert [[str(d.date) for d in r.dates] for r in records(found)] == [["2006-06-01"], ["2007-06"]]
    assert [(p.where.row, p.where.path) for p in told(found, "cell-other-not-taken")] == [(3, "出版年")]
    found, _ = read(
        "書名,著者,発行年,発行月\n見本の社会,見本花子,2006,6\n見本の旅,見本花子,平成18,7\n見本の本,見本花子,2008,\n"
    )
    assert [[str(d.date) for d in r.dates] for r in records(found)] == [["2006-06"], ["2006-07"], ["2008"]]
    assert not problems(found, "error")


def test_two_columns_of_words_for_one_field():
    """件名 and キーワード are both what it is about, 備考 and 注記 both notes; two titles are not."""
    found, _ = read(
        "書名,著者,件名,キーワード,備考,注記\n見本の社会,見本花子,例;型,見本,甲,乙\n見本の旅,見本花子,例,例,甲,\n"
    )
    one, two = records(found)
    assert [s.heading for s in one.subjects] == ["例", "型", "見本"]
    assert [n.text for n in one.notes] == ["甲\n乙"]
    assert [s.heading for s in two.subjects] == ["例"]
    found, _ = read("書名,タイトル,著者\n見本の社会,例,見本花子\n")
    assert [p.rule for p in problems(found)] == ["column-double"]


def test_goodreads():
    """Reading diaries are passed over, the books are read."""
    found, _ = read(
        "Book Id,Title,Author,Author l-f,Additional Authors,ISBN13,My Rating,Average Rating,Publisher,Binding,Number of Pages,"
        "Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,Bookshelves with positions,Exclusive Shelf,My Review,"
        "Spoiler,Private Notes,Read Count,Owned Copies\n"
        '7,A Specimen,Hanako Mihon,"Mihon, Hanako",Taro Mihon,9799999000009,5,4.00,Mihon Shobo,Paperback,244,2006,1999,,2024/01/01,'
        "to-read,to-read (#1),to-read,,,,0,1\n"
    )
    assert not problems(found)
    (book,) = records(found)
    assert [c.name.text for c in book.contributors] == ["Hanako Mihon", "Taro Mihon"]
    assert [(d.role, str(d.date)) for d in book.dates] == [("publication", "2006"), ("first-publication", "1999")]
    assert [(i.type, i.scheme, i.value) for i in book.identifiers if i.type == "own"] == [("own", "Book Id", "7")]
    assert len(told(found, "column-passed")) == 9


def test_zotero():
    """Its item types are kinds of rows, and its columns stand for each of them."""
    found, _ = read(
        "Key,Item Type,Publication Year,Author,Title,Publication Title,ISBN,Abstract Note,Date,Pages,Num Pages,Issue,Volume,Series Title,"
        "Publisher,Place,Date Added\n"
        "ABCD2345,book,2006,見本花子,見本の社会,,9799999000009,例,2006-06-01,,244,,,見本双書,見本書房,東京,2024-01-01\n"
        "EFGH2345,magazineArticle,2017,見本太郎,見本の論文,,,,2017-08,5-12,,,,,,,2024-01-01\n"
    )
    assert not problems(found)
    book, article = records(found)
    assert (str(book.dates[0].date), str(book.extents[0].value), book.series[0].title.text) == (
        "2006-06-01",
        "244",
        "見本双書",
    )
    assert [(p.first, p.last) for p in article.pages] == [("5", "12")]


def test_enju():
    """What it calls the original title is the title."""
    found, _ = read(
        "original_title\ttitle_transcription\tcreator\tpublisher\tpub_date\tisbn\tclassification:ndc9\titem_price\tacquired_at\n"
        "見本の社会\tミホンノシャカイ\t見本花子\t見本書房\t2006-06\t9799999000009\t334.4\t1800\t2024-04-01\n"
    )
    assert not problems(found)
    (book,) = records(found)
    assert [(t.type, t.text.text, t.text.reading) for t in book.titles] == [("01", "見本の社会", "ミホンノシャカイ")]
    assert [p.where.path for p in told(found, "column-passed")] == ["item_price", "acquired_at"]
    (book,) = records(read("書名,著者,原題\n見本の社会,見本花子,A Specimen\n")[0])
    assert [(t.type, t.text.text) for t in book.titles] == [("01", "見本の社会"), ("03", "A Specimen")]


# --- laws


@settings(deadline=None)
@given(st.text(max_size=60), st.sampled_from([None, *KINDS]))
def test_any_header_is_known_or_not(header, kind):
    """No text is too odd, and what is found is a column of ours."""
    found = meaning(header, kind)
    assert found is None or found.key in keys()
    assert placeless.reason(header) is None or placeless.reason(header) in placeless.PLACELESS
    assert follower(header) in (None, "reading", "romanised", "affiliation", "position")


@settings(deadline=None)
@given(
    st.lists(st.text("見本花子ミホン ", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=5),
    st.sampled_from("・、,;/\n･，／"),
)
def test_items_are_shared_out_by_any_mark(names, mark):
    """As many as there are names, whatever stands between them; never more nor fewer."""
    assert shared_out(f"{mark} ".join(names), len(names)) == names
    assert shared_out(f"{mark} ".join(names), len(names) + 1) is None


@pytest.mark.parametrize(("former", "now"), [
    ("関係者", "著者等の名前"), ("関係者の役割コード", "著者等の役割"), ("著者等の役割コード", "著者等の役割"), ("形態コード", "形態区分"), ("関係者ヨミ", "著者等の名前ヨミ"),
    ("関係者名の言語", "著者等の名前の言語"), ("関連する記録", "関連する資料"),
    ("部", "部・見出し"), ("部の言語", "部・見出しの言語"), ("目次の完全", "目次は全件か"), ("関わり", "自団体との関係"), ("号表示の年月", "表示年月"),
    ("号表示の年月の表示", "表示年月の表示"), ("関連の表示", "関連資料の表記"), ("その他の番号の限定", "その他の番号の区分"),
    ("その他の主題の主", "その他の主題は主たるものか"),
])  # fmt: skip
def test_former_headers_are_still_known(former, now):
    known = all_headers()
    assert known[folded(former)] == known[folded(now)]
    written = {cell.ja for cell in columns(KINDS)}
    assert now in written
    assert former not in written


@pytest.mark.parametrize("header", ["classification:ndc9", "分類(ndc9)", "分類［ndc 9］"])
def test_an_edition_in_brackets_is_no_number_of_a_column(header):
    """Another library system names the edition of NDC there."""
    found, _ = read(f"書名,{header}\n見本の社会,361\n")
    assert [record.titles[0].text.text for record in records(found)] == ["見本の社会"]
