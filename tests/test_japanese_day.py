"""A day's work in a Japanese locale: everything that is printed is Japanese, but for ids, codes and what was typed."""

import re
import shlex
import unicodedata

import attrs
import pytest

from smj_catalog.cli.faults import run
from smj_catalog.cli.main import group
from smj_catalog.model import RECORD_TYPES, values
from smj_catalog.problems import Problem, Where, message, worded
from smj_catalog.problems.fields import KINDS, WORDS, Both

DAY = """
init mine --empty
add 雑誌 ID=periodical:mihon 書名=見本通信 出版社=見本書房
add 号 誌名=見本通信 号数=12 発行日=2026-01 定価=500円 税区分=税込 特集=見本の特集
add 記事 掲載先=issue:mihon:12 タイトル=現場の声 著者=見本花子 開始ページ=3
add 人・団体 ID=agent:hanako 名称=見本花子 人・団体の別=個人
add 図書 書名=見本の社会 編者=見本花子 出版社=見本書房 発行年月=平成18年6月 定価=1,980円 ISBN=978-4-9999999-0-3
add 図書 書名=見本の社会 ISBN=9784999999903
add 図書 書名=見本 値札=1
add 図書 書名=見本 ISBN=9784999999900
add 犬 名前=ぽち
add 図書
set 9784999999903 税区分=税込 頁数=244頁 形態区分=BC Cコード=36
set 9784999999903 頁数=たくさん
set 9784999999903 発行日=2006年13月
set 9784999999903 編者ヨミ=みほん
set 見本の社会 書名=見本の新しい社会 書名ヨミ=ミホンノアタラシイシャカイ
set issue:mihon:12 巻数=4
copy issue:mihon:12 号数=13 発行日=2026-04
copy issue:mihon:12 号数=13
copy 9784999999903 版=第2版 --dry-run
withdraw 9784999999903 --status out-of-print --date 2026-03-31
withdraw 見本通信 --status out-of-print
withdraw 9784999999903 --status gone
show 9784999999903
show issue:mihon:12
show 見本
list
list --kind 図書 --columns 書名,定価,税区分
list --where 税区分=税込 --sort 発行日
list --where あ=1
list --kind dog
stats
log
why 9784999999903
why 9784999999903 定価
why 9784999999903 色
validate
validate nothing.xml
import new.csv
import new.csv --ignore 色 --commit
import new.csv --ignore 色 --commit --on-error skip --rejects out
log
undo 20200101T000000Z-000000
export --to onix-3.1 --out o.xml
export --to onix-3.1
export --to xlsx --out t.xlsx
export --to onix-9 --out o.xml
export --to smj-1 --out all.xml --scope all
validate all.xml
diff mine all.xml
diff mine none
verify
verify --accept
reindex
delete periodical:mihon
delete issue:mihon:13 --reason 誤り
delete issue:mihon:99
template t2.xlsx
template t2.xls
formats
crosswalk dcterms --kind agent
lits
convert a b
export --help
"""
TABLE = """\
種類,書名,編者,出版社,発行年月,定価,ISBN,色
図書,見本の町,見本花子,見本書房,平成18年6月,"1,800円",9799999000009,赤
図書,見本の暮らし,見本太郎,見本書房,H18.6,本体1500円+税,9799999000017,青
"""
_CODES = re.compile(
    r"\b(?:book|issue|article|periodical|agent):[\w:.+-]+|\S*\.(?:xml|csv|xlsx?|toml|md)\b\S*|smj-catalog( [a-z]+)?|--?[\w-]+"
    r"|\[[\w|-]+\]|\b[a-z]+-[\d.a-z-]+\b|https?:\S+"
)


def japanese(text):
    return any(unicodedata.name(c, "").startswith(("CJK", "HIRAGANA", "KATAKANA")) for c in text)


def english(line):
    """Return whether a line has English words and no Japanese."""
    return not japanese(line) and re.search(r"[A-Za-z]*[a-z]{3,}", _CODES.sub(" ", line)) is not None


def test_a_day_in_japanese(capfdbinary, monkeypatch, tmp_path):
    """Of some 60 commands, right ones and wrong ones, no line is English; no command fails inside."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "SMJ_CATALOG_LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.setenv("SMJ_CATALOG_ARCHIVE", "mine")
    (tmp_path / "new.csv").write_text(TABLE, "utf-8")
    lines = DAY.strip().splitlines()
    told = []
    for line in lines:
        run(group, shlex.split(line))
        told += b"".join(capfdbinary.readouterr()).decode().splitlines()
    assert len(lines) > 55
    assert len(told) > 250
    allowed = {"edited,issued]", "stop]"}  # defaults, at the end of a wrapped line of help
    assert [line for line in told if english(line) and line.strip() not in allowed] == []
    assert [line for line in told if "内部エラー" in line or "必要なもの" in line or "見つかった値" in line] == []


def test_every_field_has_a_japanese_word():
    """Of every record and of every value in one."""
    classes = [*RECORD_TYPES.values(), *(getattr(values, name) for name in values.__all__)]
    names = {f.name for made in classes if attrs.has(made) for f in attrs.fields(made)}
    assert names - WORDS.keys() == set()
    assert KINDS.keys() == RECORD_TYPES.keys()
    assert [
        word for word in (*WORDS.values(), *KINDS.values()) if word != "URL" and word != "URI" and not japanese(word)
    ] == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("prices", "価格"), ("prices[0].amount", "1件目の価格の金額"), ("titles[1].text.readings[0].text", "2件目のタイトルの1件目の読み"),
        ("identifiers[0].value", "1件目の番号"), ("dates[0].date", "1件目の日付"), ("contributors:order", "著者等の順序"),
        ("定価", "定価"), ("Product/Price", "Product/Price"), ("colour", "colour"), ("prices[0].colour", "prices[0].colour"),
    ],
)  # fmt: skip
def test_paths_are_told_in_words(path, words):
    """What is no path of the model stays as it is; English keeps the model's names."""
    assert worded(path, "ja") == words
    assert worded(path, "en") == path


@pytest.mark.parametrize(
    ("where", "path"),
    [
        (Where("a.xml", 3, record="book:x", path="prices"), "価格"), (Where("a.csv", row=2, path="title"), "title"),
        (Where("a.jsonl", 1, path="prices[0]"), "prices[0]"), (Where("mine/archive.toml", path="title"), "title"),
    ],
)  # fmt: skip
def test_a_files_own_names_stay(where, path):
    """Headers of a table and keys of JSON and TOML are the file's own."""
    assert f": {path}: " in Problem(where, "rule", None, message("a-text")).text("ja")


def test_a_text_in_both_languages_is_plain_english_elsewhere():
    """In JSON, compared, and after a round trip through a pickle."""
    import json
    import pickle

    both = Both("Price", "定価")
    assert (both, json.dumps(both), both.text("ja"), both.text()) == ("Price", '"Price"', "定価", "Price")
    again = pickle.loads(pickle.dumps(both))
    assert (again, again.ja) == ("Price", "定価")
