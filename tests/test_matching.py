"""Which record a row is: words need something that bears them out, and a contradiction forbids."""

from itertools import cycle

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smj_catalog import init
from smj_catalog.services.importing import ImportOptions, commit_plan, plan_import
from smj_catalog.store import verify

ISBN, OTHER = "9799999000009", "9799999000016"  # of a prefix that is not given to anybody
NAMES = {
    "種類": "種類", "t": "書名", "s": "副題", "part": "巻次", "a": "著者", "p": "出版社", "d": "発行年月", "isbn": "ISBN", "ncid": "NCID",
    "id": "識別子", "hold": "所蔵館", "call": "請求記号", "place": "所在", "note": "備考", "e": "版", "en": "版数",
    "name": "名称", "yomi": "名称ヨミ", "born": "設立日", "serial": "誌の識別子", "v": "巻数", "n": "号数", "w": "通巻", "nd": "年月次",
    "kind": "号の種別", "cover": "号表示の年月", "host": "掲載先", "pages": "掲載ページ", "doi": "DOI", "col": "連載回", "resp": "責任表示",
    "誌": "掲載誌", "hv": "掲載巻", "hn": "掲載号", "hw": "掲載通号", "issn": "ISSN", "新": "新シリーズ", "mag": "雑誌コード", "c": "関係者", "cb": "関係者の生年", "概念名": "概念名", "生年": "生年",
}  # fmt: skip
BOOK = {"種類": "図書", "t": "見本法入門", "d": "2006", "a": "見本花子", "p": "見本書房"}
PERSON = {"種類": "個人", "name": "見本一郎"}
SERIAL = {"種類": "雑誌", "id": "periodical:mihon", "t": "見本通信"}
ISSUE = {"種類": "号", "serial": "periodical:mihon", "t": "見本通信", "n": "2"}
ARTICLE = {"種類": "記事", "host": "issue:mihon:14", "t": "コラム", "a": "見本花子", "pages": "3"}


AGAIN = cycle(range(1, 50))  # blank lines at the end: the same bytes would be known before they are read


@pytest.fixture
def archive(tmp_path):
    """An archive with one serial and one issue of it."""
    mine = init(tmp_path / "mine", empty=True)
    load(mine, tmp_path, SERIAL, {**ISSUE, "n": "14", "d": "2017-08"})
    return mine


def write(folder, *rows, name="new.csv"):
    """Write rows as a table: short name of a column -> cell."""
    keys = list(dict.fromkeys(k for row in rows for k in row))
    text = [",".join(NAMES[k] for k in keys), *(",".join(f'"{row.get(k, "")}"' for k in keys) for row in rows)]
    path = folder / name
    path.write_text("\n".join(text) + "\n" * next(AGAIN), "utf-8")
    return path


def load(archive, folder, *rows, **options):
    """Import rows, without those that are refused; return the entries in the order of the rows."""
    plan = plan_import([write(folder, *rows)], archive, ImportOptions(**options))
    entries = sorted(plan.entries(), key=lambda e: e.where.row)
    commit_plan(plan, archive, skip=True)
    archive.refresh()
    assert verify(archive) == []
    return entries


def rules(entry):
    """Return the rules that a row was told of, those about taxes and such aside."""
    mine = (
        "copy-added",
        "copy-replaced",
        "looks-like",
        "match-differs",
        "match-ambiguous",
        "record-twice",
        "identifier-twice",
        "named-none",
        "named-several",
    )
    return sorted({p.rule for p in entry.problems} & set(mine))


# first row, second row, fate of the second where the first is in the archive, what it is told
TWO = {
    "other ISBN": (BOOK | {"isbn": ISBN}, BOOK | {"isbn": OTHER}, "create", ["looks-like"]),
    "other ISBN, author and publisher": (
        BOOK | {"isbn": ISBN}, BOOK | {"isbn": OTHER, "a": "山田次郎", "p": "別見本社"}, "create", ["looks-like"]),
    "ISBN of ten and thirteen digits": (
        BOOK | {"isbn": "4000000012"}, BOOK | {"isbn": "9784000000024"}, "create", ["looks-like"]),
    "a longer title, other author and publisher": (
        BOOK | {"isbn": ISBN}, BOOK | {"isbn": ISBN, "t": "続見本法入門", "a": "山田次郎", "p": "別見本社"}, "update", ["match-differs"]),
    "a longer title, the same author": (BOOK | {"isbn": ISBN}, BOOK | {"isbn": ISBN, "t": "続見本法入門", "p": "別見本社"}, "update", []),
    "the same ISBN in ten digits": (BOOK | {"isbn": "9784000000017"}, BOOK | {"isbn": "4000000012"}, "update", []),
    "other NCID": (BOOK | {"ncid": "BA00000001"}, BOOK | {"ncid": "BA00000012"}, "create", ["looks-like"]),
    "other author and publisher": (BOOK, BOOK | {"a": "山田次郎", "p": "別見本社"}, "create", ["looks-like"]),
    "other author, no publishers": (BOOK | {"p": ""}, BOOK | {"a": "山田次郎", "p": ""}, "create", ["looks-like"]),
    "other author, publisher on one side": (BOOK, BOOK | {"a": "山田次郎", "p": ""}, "reject", ["match-ambiguous"]),
    "other publisher, author on one side": (BOOK | {"a": ""}, BOOK | {"p": "別見本社"}, "reject", ["match-ambiguous"]),
    "other author, same publisher": (BOOK, BOOK | {"a": "山田次郎"}, "update", ["match-differs"]),
    "same author, other publisher": (BOOK, BOOK | {"p": "別見本社"}, "update", ["match-differs"]),
    "one author of several": (BOOK | {"a": "山田次郎; 見本花子"}, BOOK | {"p": "別見本社"}, "update", ["match-differs"]),
    "a name with a space": (BOOK | {"a": "見本　花子"}, BOOK | {"note": "改"}, "update", []),
    "a publisher with its legal form": (BOOK | {"p": "株式会社見本書房"}, BOOK | {"a": "山田次郎"}, "update", ["match-differs"]),
    "author in the statement only": (BOOK | {"a": "", "resp": "見本花子編著"}, BOOK | {"p": "別見本社"}, "update", ["match-differs"]),
    "nothing but title and date": (BOOK, BOOK | {"a": "", "p": "", "note": "改"}, "update", []),
    "other subtitle": (BOOK | {"s": "理論編"}, BOOK | {"s": "実践編"}, "create", ["looks-like"]),
    "other part": (BOOK | {"part": "上"}, BOOK | {"part": "下"}, "create", []),
    "part in other words": (BOOK | {"part": "第2巻"}, BOOK | {"part": "2", "note": "改"}, "update", []),
    "date on one side": (BOOK, BOOK | {"d": ""}, "create", ["looks-like"]),
    "dates as precise as they are": (BOOK | {"d": "2006-06"}, BOOK | {"note": "改"}, "update", []),
    "other edition": (BOOK | {"en": "1"}, BOOK | {"en": "2"}, "update", ["match-differs"]),
    "ids that are stated": (BOOK | {"id": "book:a"}, BOOK | {"id": "book:b"}, "create", ["looks-like"]),
    "an id that is stated, words that are not": (BOOK | {"id": "book:a"}, BOOK | {"note": "改"}, "update", []),
    "one ISBN, all else other": (
        BOOK | {"isbn": ISBN}, BOOK | {"isbn": ISBN, "t": "見本の料理", "a": "山田次郎", "p": "別見本社"}, "update",
        ["match-differs"]),
    "one ISBN, other title": (BOOK | {"isbn": ISBN}, BOOK | {"isbn": ISBN, "t": "見本の料理"}, "update", []),
    "one ISBN of two volumes": (
        BOOK | {"isbn": ISBN, "part": "上"}, BOOK | {"isbn": ISBN, "part": "下"}, "update", ["match-differs"]),
    "one NCID of two volumes": (
        BOOK | {"ncid": "BA00000001", "part": "上"}, BOOK | {"ncid": "BA00000001", "part": "下"}, "create", ["looks-like"]),
    "other readings": (PERSON | {"yomi": "ミホン イチロウ"}, PERSON | {"yomi": "ミホン カズロウ"}, "create", ["looks-like"]),
    "readings divided otherwise": (PERSON | {"yomi": "ミホン, イチロウ"}, PERSON | {"yomi": "ミホンイチロウ"}, "update", []),
    "a reading on one side": (PERSON | {"yomi": "ミホン イチロウ"}, PERSON | {"note": "改"}, "update", []),
    "other years of birth": (PERSON | {"born": "1950"}, PERSON | {"born": "1970"}, "create", ["looks-like"]),
    "persons born in other years": (PERSON | {"生年": "1950"}, PERSON | {"生年": "1970"}, "create", ["looks-like"]),
    "authors of one name born in other years": (
        BOOK | {"a": "", "c": "見本花子", "cb": "1950", "p": ""}, BOOK | {"a": "", "c": "見本花子", "cb": "1970", "p": ""}, "create",
        ["looks-like"]),
    "serials of one title": (
        {"種類": "雑誌", "t": "会報", "p": "見本の会"}, {"種類": "雑誌", "t": "会報", "p": "別見本の会"}, "create", ["looks-like"]),
    "serials of one title, other ISSN": (
        {"種類": "雑誌", "t": "会報", "issn": "0000-0019"}, {"種類": "雑誌", "t": "会報", "issn": "0000-0027"}, "create",
        ["looks-like"]),
    "concepts of one label": ({"種類": "件名", "概念名": "見本"}, {"種類": "件名", "概念名": "見本", "note": "改"}, "update", []),
    "other page and author": (ARTICLE, ARTICLE | {"a": "見本太郎", "pages": "5"}, "create", ["looks-like"]),
    "other page": (ARTICLE, ARTICLE | {"pages": "5"}, "create", ["looks-like"]),
    "other author of an article": (ARTICLE, ARTICLE | {"a": "見本太郎"}, "create", ["looks-like"]),
    "other instalment": (ARTICLE | {"col": "1"}, ARTICLE | {"col": "2"}, "create", ["looks-like"]),
    "an article said with less": (ARTICLE, ARTICLE | {"a": "", "pages": "", "note": "改"}, "update", []),
    "other volume": (ISSUE | {"v": "3"}, ISSUE | {"v": "4"}, "create", []),
    "other volume, other date": (ISSUE | {"v": "3", "d": "2017-08"}, ISSUE | {"v": "4", "d": "2018-08"}, "create", []),
    "volume on one side, one year": (ISSUE | {"v": "3", "d": "2017-08"}, ISSUE | {"d": "2017-08", "note": "改"}, "update", []),
    "volume on one side, cover and publication": (
        ISSUE | {"v": "3", "d": "2017-12"}, ISSUE | {"cover": "2018-01"}, "update", []),
    "volume on one side, other year": (
        ISSUE | {"v": "3", "d": "2017-08"}, ISSUE | {"d": "2018-08"}, "create", ["looks-like"]),
    "volume on one side, no date": (ISSUE | {"v": "3", "d": "2017-08"}, ISSUE, "reject", ["match-ambiguous"]),
    "no volume, dates of two years": (ISSUE | {"d": "2017-08"}, ISSUE | {"d": "2018-08"}, "create", ["looks-like"]),
    "no volume, a number of no year, dates of two years": (
        ISSUE | {"n": "193", "d": "2017-08"}, ISSUE | {"n": "193", "d": "2018-08"}, "reject", ["match-ambiguous"]),
    "a volume and a year": (ISSUE | {"v": "3"}, ISSUE | {"nd": "2017年"}, "create", ["looks-like"]),
    "combined in a volume, single in another": (
        ISSUE | {"v": "3", "n": "1・2号"}, ISSUE | {"v": "4", "n": "1"}, "create", []),
    "combined in a volume, single in a year": (
        ISSUE | {"v": "3", "n": "1・2号"}, ISSUE | {"nd": "2017年", "n": "1"}, "create", ["looks-like"]),
    "no volume, one year": (ISSUE | {"d": "2017-08"}, ISSUE | {"d": "2017-08", "note": "改"}, "update", []),
    "no volume, no date": (ISSUE, ISSUE | {"note": "改"}, "update", []),
    "numbers of two years": (ISSUE | {"nd": "2017年"}, ISSUE | {"nd": "2018年"}, "create", []),
    "whole numbers agree": (
        ISSUE | {"v": "3", "w": "14", "d": "2017-08"}, {**ISSUE, "n": "", "w": "14", "note": "改"}, "update", []),
    "whole number and number": (ISSUE | {"n": "", "w": "193"}, ISSUE | {"n": "193", "note": "改"}, "update", []),
    "combined and single": (ISSUE | {"n": "2・3合併号"}, ISSUE | {"n": "2"}, "reject", ["match-ambiguous"]),
    "an extra issue of the same number": (ISSUE, ISSUE | {"kind": "extra"}, "create", ["looks-like"]),
    "a new series": (ISSUE, ISSUE | {"新": "復刊"}, "create", ["looks-like"]),
    "one magazine code": (
        ISSUE | {"v": "3", "mag": "01234-08"}, ISSUE | {"v": "4", "mag": "01234-08"}, "create", []),
    "the number learnt later": (
        {**ISSUE, "n": "", "d": "2016-10"}, ISSUE | {"n": "9", "d": "2016-10"}, "update", []),
    "found by its month alone": (  # another number of that month may be meant
        ISSUE | {"n": "9", "d": "2016-10"}, {**ISSUE, "n": "", "d": "2016-10", "note": "改"}, "update", ["match-differs"]),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "fate", "told"), TWO.values(), ids=TWO)
def test_a_row_and_a_record_that_share_words(archive, tmp_path, first, second, fate, told):
    """In two files: create with a doubt, update, or refused; the first record never loses what it says for a look-alike."""
    (before,) = load(archive, tmp_path, first)
    old = archive[before.record]
    (entry,) = load(archive, tmp_path, second)
    assert (entry.action, rules(entry)) == (fate, told)
    if fate != "update":
        assert archive[before.record] == old
    named = {p.found for p in entry.problems if p.rule in ("looks-like", "match-ambiguous", "match-differs")}
    assert named <= {before.record}


@pytest.mark.parametrize(("first", "second", "fate", "told"), TWO.values(), ids=TWO)
@pytest.mark.parametrize("order", [1, -1])
def test_two_rows_of_one_file_that_share_words(archive, tmp_path, first, second, fate, told, order):
    """In one file: two records, each told of the other, or refused for a reason; never one overwritten by the other."""
    entries = load(archive, tmp_path, *[first, second][::order])
    if fate == "create":
        assert [e.action for e in entries] == ["create", "create"]
        assert len({e.record for e in entries}) == 2
        names = [p.found for e in entries for p in e.problems if p.rule == "looks-like"]
        assert names in ([], [e.record for e in reversed(entries)])
        stated_or_dateless = "id" in first or not second.get("d", "2006")
        assert bool(names) == (told == ["looks-like"]) or stated_or_dateless
    else:
        refused = [e for e in entries if e.action == "reject"]
        assert refused
        assert all(rules(e) or [p.rule for p in e.problems] == ["unit-refused"] for e in refused)


@pytest.mark.parametrize("name", [name for name, case in TWO.items() if case[2] == "create"])
def test_two_records_are_the_same_wherever_their_rows_stand(tmp_path, name):
    """One file, two files, in either order: the same ids and records; and all the same again.

    An id has the year in it only where numbers are seen to begin anew, and ids that stand stay.
    """
    first, second, _, _ = TWO[name]
    states = []
    for files in ([[first, second]], [[second, first]], [[first], [second]], [[second], [first]]):
        folder = tmp_path / str(len(states))
        folder.mkdir()
        mine = init(folder / "mine", empty=True)
        load(mine, folder, SERIAL, {**ISSUE, "n": "14", "d": "2017-08"})
        for rows in files:
            load(mine, folder, *rows)
        found = state(mine)
        if name == "no volume, dates of two years":
            found = {str(r.dates): attrs.evolve(r, id="issue:x") for r in mine.records() if r.id.startswith("issue:")}
        states.append(found)
        for rows in files:
            assert [e.action for e in load(mine, folder, *rows)] == ["same"] * len(rows)
    assert all(s == states[0] for s in states[1:])


def state(archive):
    """Return what the archive says, whatever the order in which it came in."""
    found = {}
    for record in archive.records():
        held = {
            name: tuple(sorted(getattr(record, name), key=repr))
            for name in ("contents", "holdings")
            if hasattr(record, name)
        }
        found[record.id] = attrs.evolve(record, **held)
    return found


POOLS = {
    "図書": {
        "t": ["見本", "見本"], "s": ["", "", "上級"], "d": ["", "2006", "2006-06"], "a": ["", "甲野一", "乙野二", "甲野一; 乙野二"],
        "p": ["", "見本書房", "例示社"], "isbn": ["", "", ISBN, OTHER], "ncid": ["", "", "BA00000001"], "hold": ["", "", "本館", "分館"],
        "note": ["", "", "改"],
    },
    "個人": {"name": ["見本一郎"], "yomi": ["", "ミホン イチロウ", "ミホン カズロウ"], "born": ["", "1950", "1970"], "note": ["", "改"]},
    "号": {
        "serial": ["periodical:mihon"], "t": ["", "見本通信"], "v": ["", "3", "4"], "n": ["", "2", "3", "2・3合併号"], "w": ["", "14", "15"],
        "d": ["", "2016-08", "2018-08"], "nd": ["", "", "2016年"], "kind": ["", "", "extra"], "note": ["", "改"],
    },
    "記事": {
        "host": ["issue:mihon:14"], "t": ["コラム"], "a": ["", "甲野一", "乙野二"], "pages": ["", "3", "5"], "col": ["", "", "1"],
        "note": ["", "", "改"],
    },
    "雑誌": {"t": ["会報"], "p": ["", "見本の会", "例示の会"], "issn": ["", "", "0000-0019", "0000-0027"], "note": ["", "改"]},
}  # fmt: skip


@st.composite
def tables(draw):
    """Return rows of one kind that look alike, and for each row whether it goes into the first file or the second."""
    kind = draw(st.sampled_from(sorted(POOLS)))
    row = st.fixed_dictionaries({key: st.sampled_from(pool) for key, pool in POOLS[kind].items()})
    rows = draw(st.lists(row, min_size=2, max_size=4))
    return [{"種類": kind, **each} for each in rows], draw(
        st.lists(st.booleans(), min_size=len(rows), max_size=len(rows))
    )


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables())
def test_a_table_split_over_two_files_gives_what_it_gives_in_one(tmp_path_factory, drawn):
    """Look-alikes: the same records under the same ids, or rows are refused and told why; again, all is the same."""
    rows, second = drawn
    folder = tmp_path_factory.mktemp("split")
    made = []
    for name, files in (
        ("one", [rows]),
        ("two", [[r for r, s in zip(rows, second, strict=True) if s is side] for side in (False, True)]),
    ):
        mine = init(folder / name, empty=True)
        load(mine, folder, SERIAL, {**ISSUE, "n": "14", "d": "2017-08"})
        before = set(state(mine))
        entries = [e for file in files if file for e in load(mine, folder, *file)]
        created = {e.record for e in entries if e.action == "create"}
        assert all(any(p.severity == "error" for p in e.problems) for e in entries if e.action == "reject")
        assert created == {*_ids(mine)} - before - {"issue:mihon:14"} or any(e.action == "reject" for e in entries)
        made.append((any(e.action == "reject" for e in entries), state(mine)))
        if {e.action for e in entries} == {"create"}:
            for file in files:
                if file:
                    assert {e.action for e in load(mine, folder, *file)} == {"same"}
    (refused, one), (refused_too, two) = made
    if not refused and not any(r.get("hold") for r in rows):
        assert not refused_too
    if not refused and not refused_too:
        assert one == two


def _ids(archive):
    return {*state(archive), *(c.id for c in archive.components())}


def test_ids_have_the_volume_or_the_year(archive, tmp_path):
    """An issue's id says all that its number needs; what its title says is in no id."""
    rows = [
        {"v": "4", "n": "2"}, {"n": "193"}, {"v": "4", "n": "3・4合併号"}, {"nd": "2017年", "n": "9"}, {"nd": "2017年8月号", "n": "195"},
        {"n": "", "w": "88"}, {"n": "", "v": "5"}, {"n": "", "d": "2005-11"}, {"n": "7", "kind": "extra"},
        {"v": "第6巻", "n": "第1号"},
    ]  # fmt: skip
    entries = load(archive, tmp_path, *[ISSUE | row for row in rows])
    assert [e.record.removeprefix("issue:mihon:") for e in entries] == [
        "4.2", "193", "4.3+4", "2017.9", "195", "88", "v5", "d2005-11", "extra-7", "6.1",
    ]  # fmt: skip
    assert (archive.folder / "issues" / "mihon" / "4.2.xml").is_file()
    again = load(archive, tmp_path, *[ISSUE | row for row in rows])
    assert [e.action for e in again] == ["same"] * len(rows)


def test_ids_that_stand_stay(archive, tmp_path):
    """Records that have the ids of earlier versions are found by their words and numbers, and keep them."""
    old = [
        ISSUE | {"id": "issue:mihon:2", "v": "3", "d": "2017-08"}, BOOK | {"id": "book:x0123456789abcdef"},
        BOOK | {"id": "book:x1123456789abcdef", "t": "見本の社会", "d": ""}, PERSON | {"id": "agent:x0123456789abcdef"},
        ARTICLE | {"id": "article:mihon:14:x0123456789abcdef"}, {"種類": "雑誌", "id": "periodical:sample", "t": "Sample"},
    ]  # fmt: skip
    load(archive, tmp_path, *old)
    new = [{k: v for k, v in row.items() if k != "id"} for row in old]
    assert [(e.action, e.record) for e in load(archive, tmp_path, *new)] == [("same", row["id"]) for row in old]


def test_a_book_without_number_or_date_is_found_again(archive, tmp_path):
    """A title alone names no edition, but the same row is the same book."""
    row = {"種類": "図書", "t": "見本"}
    load(archive, tmp_path, row)
    assert [e.action for e in load(archive, tmp_path, row)] == ["same"]
    assert [e.action for e in load(archive, tmp_path, row | {"a": "見本花子"})] == ["update"]


def test_three_of_a_name(archive, tmp_path):
    """Whom a name without a reading means cannot be told; the two that can be told apart are not held up by it."""
    one, two = PERSON | {"yomi": "ミホン イチロウ"}, PERSON | {"yomi": "ミホン カズロウ"}
    entries = load(archive, tmp_path, one, PERSON, two)
    assert [e.action for e in entries] == ["create", "reject", "create"]
    assert rules(entries[1]) == ["match-ambiguous"]
    (entry,) = load(archive, tmp_path, PERSON)
    assert entry.problems[0].found == ", ".join(sorted(e.record for e in entries if e.action == "create"))


def test_an_article_without_its_host_in_the_row_is_changed_where_it_stands(archive, tmp_path):
    """Found by its id or DOI: never a second article beside the issue."""
    (entry,) = load(archive, tmp_path, ARTICLE | {"doi": "10.1234/x.1"})
    named = {"種類": "記事", "id": entry.record, "t": "コラム", "note": "改"}
    assert [(e.action, e.record) for e in load(archive, tmp_path, named)] == [("update", entry.record)]
    by_doi = {"種類": "記事", "doi": "10.1234/x.1", "t": "コラム", "note": "再改"}
    assert [(e.action, e.record) for e in load(archive, tmp_path, by_doi)] == [("update", entry.record)]
    assert [c.notes[0].text for c in archive.components()] == ["再改"]
    assert list(archive.records(kinds=["component"])) == []


def test_an_article_is_not_put_into_a_second_issue(archive, tmp_path):
    """Its id is stated, and the archive has it elsewhere: refused."""
    (entry,) = load(archive, tmp_path, ARTICLE)
    load(archive, tmp_path, ISSUE)
    (moved,) = load(archive, tmp_path, ARTICLE | {"id": entry.record, "host": "issue:mihon:2"})
    assert [p.rule for p in moved.problems if p.severity == "error"] == ["component-elsewhere"]
    assert len(list(archive.components())) == 1


def test_articles_join_an_issue_whatever_id_its_row_makes(archive, tmp_path):
    """The archive knows the issue by an id of earlier days; its row and the rows of its articles are one unit."""
    load(archive, tmp_path, ISSUE | {"id": "issue:mihon:2", "v": "3"})
    entries = load(
        archive, tmp_path, ARTICLE | {"host": "issue:mihon:2"}, ISSUE | {"v": "3", "note": "改"}, ARTICLE | {"host": "issue:mihon:3.2", "pages": "9"}
    )  # fmt: skip
    assert [e.action for e in entries] == ["create", "update", "create"]
    (issue,) = [r for r in archive.records(kinds=["issue"]) if r.numbering.volume == "3"]
    assert (issue.id, issue.notes[0].text, len(issue.contents)) == ("issue:mihon:2", "改", 2)
    assert {c.id.rpartition(":")[0] for c in issue.contents} == {"article:mihon:2"}


WORDS = {
    "title and number in one cell": {"host": "見本通信 14号"},
    "without a space": {"host": "見本通信14"},
    "in round brackets": {"host": "見本通信(14)"},
    "in brackets": {"host": "『見本通信』第14号"},
    "title and number in two cells": {"誌": "見本通信", "hn": "14"},
    "both in the cell of the title": {"誌": "見本通信 第14号"},
    "title by the cell of the id": {"host": "見本通信", "hn": "第14号"},
    "ISSN and number": {"issn": "0000-0019", "hn": "14"},
    "id of the serial and number": {"serial": "periodical:mihon", "n": "14"},
    "id of the issue under a number": {"hn": "issue:mihon:14"},
    "columns of issues": {"誌": "見本通信", "n": "14"},
}


@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_an_article_names_its_issue_in_words(archive, tmp_path, words):
    """One serial has that title, one issue that number; what served to find it is stored nowhere."""
    load(archive, tmp_path, SERIAL | {"issn": "0000-0019"})
    article = {"種類": "記事", "t": "記事一", "a": "見本花子"} | words
    (entry,) = load(archive, tmp_path, article)
    assert entry.action == "create", [p.text() for p in entry.problems]
    assert archive["issue:mihon:14"].contents[0].id == entry.record
    assert entry.record.startswith("article:mihon:14:x")
    assert archive["issue:mihon:14"].numbering.numbers == ("14",)
    assert [e.action for e in load(archive, tmp_path, article)] == ["same"]


@pytest.mark.parametrize("key", ["title", "誌", "id", "issn"])
def test_an_issue_names_its_serial_in_words(archive, tmp_path, key):
    """By its title under any header, or by its ISSN."""
    load(archive, tmp_path, SERIAL | {"issn": "0000-0019"})
    cells = {
        "title": {"t": "見本通信"},
        "誌": {"誌": "見本通信"},
        "id": {"serial": "見本通信"},
        "issn": {"issn": "0000-0019"},
    }
    (entry,) = load(archive, tmp_path, {"種類": "号", "n": "15"} | cells[key])
    assert (entry.action, entry.record) == ("create", "issue:mihon:15")
    assert archive["issue:mihon:15"].periodical == "periodical:mihon"
    assert archive["issue:mihon:15"].identifiers == ()


def test_a_serial_its_issues_and_articles_in_one_table_in_any_order(archive, tmp_path):
    """Rows name rows; the order makes no difference."""
    rows = [
        {"種類": "記事", "host": "例示通信 3巻2号", "t": "記事一"} | {"host": "", "誌": "例示通信", "hv": "3", "hn": "2"},
        {"種類": "記事", "誌": "例示通信", "hv": "4", "hn": "2", "t": "記事二"},
        {"種類": "号", "誌": "例示通信", "v": "3", "n": "2"}, {"種類": "号", "誌": "例示通信", "v": "4", "n": "2"},
        {"種類": "雑誌", "t": "例示通信", "p": "例示の会"},
    ]  # fmt: skip
    entries = load(archive, tmp_path, *rows)
    assert {e.action for e in entries} == {"create"}
    (serial,) = [r for r in archive.records(kinds=["periodical"]) if r.id != "periodical:mihon"]
    issues = {r.numbering.volume: r for r in archive.records(kinds=["issue"]) if r.periodical == serial.id}
    assert {v: i.contents[0].title.text.text for v, i in issues.items()} == {"3": "記事一", "4": "記事二"}
    said = state(archive)
    other = init(tmp_path / "other", empty=True)
    load(other, tmp_path, SERIAL, {**ISSUE, "n": "14", "d": "2017-08"})
    load(other, tmp_path, *rows[::-1])
    assert state(other) == said
    assert {e.action for e in load(archive, tmp_path, *rows)} == {"same"}


@pytest.mark.parametrize(
    "words",
    [
        "見本通信 第3巻第2号",
        "見本通信3巻2号",
        "見本通信 3(2)",
        "見本通信 Vol.3 No.2",
        "見本通信, 3-2",
        "見本通信 2015年8月号",
    ],
)
def test_an_article_names_volume_and_number_in_one_cell(archive, tmp_path, words):
    """In the forms that the numbering of an issue is read in."""
    load(archive, tmp_path, ISSUE | {"v": "3", "cover": "2015-08"}, ISSUE | {"v": "4", "cover": "2016-08"})
    (entry,) = load(archive, tmp_path, {"種類": "記事", "host": words, "t": "一"})
    assert entry.record.startswith("article:mihon:3.2:"), [p.text() for p in entry.problems]


def test_a_chapter_names_its_book(archive, tmp_path):
    """By its title or ISBN; what stands in a book is a chapter."""
    load(archive, tmp_path, BOOK | {"isbn": ISBN})
    entries = load(
        archive, tmp_path, *({"種類": "章", "host": words, "t": f"章 {words}"} for words in ("見本法入門", ISBN))
    )
    assert [e.record.split(":")[:2] for e in entries] == [["chapter", ISBN]] * 2
    assert len(archive[f"book:{ISBN}"].contents) == 2


NOT_NAMED = {
    "no such number": ({"種類": "記事", "host": "見本通信 99号", "t": "一"}, "掲載先", "見本通信 99号", "named-none"),
    "no such serial": ({"種類": "記事", "誌": "無い通信", "hn": "14", "t": "一"}, "掲載誌", "無い通信 14号", "named-none"),
    "a number and no serial": ({"種類": "記事", "hn": "14", "t": "一"}, "掲載号", "14", "cell-missing"),
    "a mistyped id": ({"種類": "記事", "host": "Issue:mihon:14", "t": "一"}, "掲載先", "Issue:mihon:14", "named-none"),
    "two issues of one number": ({"種類": "記事", "host": "見本通信 2号", "t": "一"}, "掲載先", "見本通信 2号", "named-several"),
    "an issue of no serial": ({"種類": "号", "t": "無い通信", "n": "1"}, "書名", "無い通信", "named-none"),
    "an issue of two serials": ({"種類": "号", "t": "会報", "n": "1"}, "書名", "会報", "named-several"),
    "another ISSN": ({"種類": "号", "誌": "見本通信", "issn": "0000-0027", "n": "1"}, "掲載誌", "見本通信 0000-0027", "named-none"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "column", "found", "rule"), NOT_NAMED.values(), ids=NOT_NAMED)
def test_words_that_name_nothing_or_several_things_are_refused_at_their_column(
    archive, tmp_path, row, column, found, rule
):
    """With what was looked for; and where several are found, their ids."""
    load(archive, tmp_path, SERIAL | {"issn": "0000-0019"}, ISSUE | {"v": "3"}, ISSUE | {"v": "4"},
         *({"種類": "雑誌", "t": "会報", "p": p} for p in ("見本の会", "例示の会")))  # fmt: skip
    before = state(archive)
    (entry,) = load(archive, tmp_path, row)
    (problem,) = [p for p in entry.problems if p.severity == "error"]
    assert (entry.action, entry.record, problem.rule, problem.where.path, problem.found) == (
        "reject",
        "",
        rule,
        column,
        found,
    )
    if rule == "named-several":
        assert (
            problem.expected.text().count("periodical:") == 2
            or "issue:mihon:3.2, issue:mihon:4.2" in problem.expected.text()
        )
    assert state(archive) == before


def test_a_column_that_only_names_a_record_cannot_be_emptied(archive, tmp_path):
    """It holds nothing: told, not passed over."""
    (entry,) = load(archive, tmp_path, {"種類": "記事", "host": "issue:mihon:14", "issn": "(削除)", "t": "一"})
    assert [p.rule for p in entry.problems if p.severity == "error"] == ["named-clear"]


Y = "種類,誌の識別子,誌名,年,号\n" + "".join(
    f"号,periodical:mihon,見本通信,{y},{n}\n" for y, n in ((2014, 1), (2015, 1), (2015, 2))
)
YM = Y.replace(",年,", ",年,月,").replace("2014,", "2014,4,").replace("2015,", "2015,5,")
HY = Y.replace(",年,", ",発行年月,").replace("2014,", "2014年4月,").replace("2015,", "2015年5月,")


@pytest.mark.parametrize("tables", [[YM], [HY], [Y], [Y, YM], [YM, Y], [HY, Y], [Y, HY]])
def test_numbers_that_begin_anew_each_year(archive, tmp_path, tables):
    """Issues of one number and two years are two, called by year and number, however the table says the year."""
    load(archive, tmp_path, SERIAL)
    for n, text in enumerate(tables):
        (tmp_path / f"{n}.csv").write_text(text, "utf-8")
        plan = plan_import([tmp_path / f"{n}.csv"], archive)
        assert not plan.refused
        commit_plan(plan, archive)
        archive.refresh()
    issues = [r for r in archive.records() if r.id.startswith("issue:") and not r.id.endswith(":14")]
    assert sorted((d.date.year, *r.numbering.numbers) for r in issues for d in r.dates[:1]) == [
        (2014, "1"), (2015, "1"), (2015, "2"),
    ]  # fmt: skip
    assert {"issue:mihon:2014.1", "issue:mihon:2015.1"} <= {r.id for r in issues}


@pytest.mark.parametrize("stored", [(), (BOOK | {"isbn": ISBN, "ncid": "BA00000001"},)], ids=["new", "in the archive"])
@pytest.mark.parametrize(
    "rows",
    [
        (BOOK | {"isbn": ISBN}, BOOK | {"isbn": ISBN}),
        (BOOK | {"isbn": ISBN, "note": "一"}, BOOK | {"isbn": ISBN, "note": "二"}, BOOK | {"isbn": ISBN}),
        ({"種類": "図書", "isbn": ISBN, "note": "一"}, BOOK | {"isbn": ISBN}),
        (BOOK, BOOK),
        (SERIAL, SERIAL),
    ],
    ids=["the same", "three notes", "only a number", "words alone", "an id"],
)
def test_the_same_record_in_several_files_is_refused_in_each_as_in_one(archive, tmp_path, rows, stored):
    """Nobody guesses which file is right: every row is refused, and names another."""
    load(archive, tmp_path, *stored)
    before = state(archive)
    (tmp_path / "apart").mkdir()
    files = [write(tmp_path / "apart", row).rename(tmp_path / f"{n}.csv") for n, row in enumerate(rows)]
    one = plan_import([write(tmp_path, *rows)], archive)
    several = plan_import(files, archive)
    for plan in (one, several):
        assert [(e.action, rules(e)) for e in plan.entries()] == [("reject", ["record-twice"])] * len(rows)
    told = [p.expected.text() for e in several.entries() for p in e.problems if p.rule == "record-twice"]
    assert "again" in told[0]
    assert "1.csv:2" in told[0]
    assert all("already" in words and "0.csv:2" in words for words in told[1:])
    commit_plan(several, archive, skip=True)
    archive.refresh()
    assert state(archive) == before


def test_rows_found_by_two_numbers_of_one_record_are_both_refused(archive, tmp_path):
    """Only the archive knows that they are one."""
    load(archive, tmp_path, BOOK | {"isbn": ISBN, "ncid": "BA00000001"})
    rows = (
        {"種類": "図書", "isbn": ISBN, "note": "一"},
        {"種類": "図書", "ncid": "BA00000001", "t": "見本の入門", "note": "二"},
    )
    entries = load(archive, tmp_path, *rows)
    assert [(e.action, rules(e)) for e in entries] == [("reject", ["record-twice"])] * 2
    assert [p.expected.text()[-5:] for e in entries for p in e.problems if p.rule == "record-twice"] == [
        "csv:3",
        "csv:2",
    ]


@pytest.mark.parametrize("tables", [(Y, HY), (HY, Y), (Y, YM)])
def test_issues_that_two_files_say_the_same_of_are_refused_in_both(archive, tmp_path, tables):
    """However their years are written."""
    load(archive, tmp_path, SERIAL)
    for name, text in zip("ab", tables, strict=True):
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    plan = plan_import([tmp_path / "a.csv", tmp_path / "b.csv"], archive)
    found = {(e.where.file[-5:], e.where.row): (e.action, *(p.expected.text() for p in e.problems if p.rule == "record-twice"))
             for e in plan.entries()}  # fmt: skip
    for n in (2, 3, 4):
        for mine, other in ("ab", "ba"):
            action, words = found[f"{mine}.csv", n]
            assert action == "reject"
            assert f"{other}.csv:{n}" in words


COPY = BOOK | {"isbn": ISBN}


def holdings(archive):
    """Return the copies of the book: holder, location, call number."""
    held = archive[f"book:{ISBN}"].holdings
    return [(str(h.holder), h.location or "", h.call_number or "") for h in held]


def test_a_row_a_copy(archive, tmp_path):
    """One book with all its copies; each row has its own line in the plan, and again all is the same."""
    rows = [COPY | {"hold": "本館", "call": "334/1"}, COPY | {"hold": "分館", "a": ""}]
    entries = load(archive, tmp_path, *rows)
    assert [(e.action, e.record) for e in entries] == [("create", f"book:{ISBN}"), ("update", f"book:{ISBN}")]
    assert holdings(archive) == [("本館", "", "334/1"), ("分館", "", "")]
    assert [e.action for e in load(archive, tmp_path, *rows)] == ["same", "same"]


def test_one_copy_more_later(archive, tmp_path):
    """A row says nothing of other copies: they stay; what it says of its own is taken in."""
    load(archive, tmp_path, COPY | {"hold": "本館"})
    load(archive, tmp_path, COPY | {"hold": "分館"})
    assert holdings(archive) == [("本館", "", ""), ("分館", "", "")]
    load(archive, tmp_path, COPY | {"hold": "本館", "call": "334/1"})
    assert holdings(archive) == [("本館", "", "334/1"), ("分館", "", "")]
    load(archive, tmp_path, {"種類": "図書", "isbn": ISBN, "hold": "(削除)"})
    assert holdings(archive) == []


@pytest.mark.parametrize(
    ("first", "second", "held", "told"),
    [
        (["本館 1", "分館 2"], ["本館 9", "分館 2"], ["本館 9", "分館 2"], ["copy-replaced"]),
        (["本館 1", "分館 2"], ["本館 9"], ["本館 9", "分館 2"], ["copy-replaced"]),
        (["本館 1", "本館 2"], ["本館 8", "本館 9"], ["本館 8", "本館 9"], ["copy-replaced"] * 2),
        (["本館 1", "本館 2"], ["本館 2", "本館 9"], ["本館 9", "本館 2"], ["copy-replaced"]),
        (["本館 1", "本館 2"], ["本館 9"], ["本館 1", "本館 2", "本館 9"], ["copy-added"]),
        (["本館 1"], ["本館 1", "本館 2"], ["本館 1", "本館 2"], []),
        (["本館 1"], ["分館 2"], ["本館 1", "分館 2"], []),
    ],
)  # fmt: skip
def test_a_copy_without_a_number_whose_place_changes_is_the_copy_that_was_there(
    archive, tmp_path, first, second, held, told
):
    """It is told, for it may be a further one; where it cannot be told which it is, it is added, and that is told."""

    def rows(copies):
        return [COPY | dict(zip(("hold", "call"), copy.split(), strict=True)) for copy in copies]

    load(archive, tmp_path, *rows(first))
    entries = load(archive, tmp_path, *rows(second))
    assert [f"{holder} {call}" for holder, _, call in holdings(archive)] == held
    assert [rule for e in entries for rule in rules(e)] == told
    assert {e.action for e in load(archive, tmp_path, *rows(second))} == {"same"}


def test_what_is_emptied_of_one_copy_stays_in_the_others(archive, tmp_path):
    """(削除) in a row of a copy is of that copy."""
    load(archive, tmp_path, COPY | {"hold": "本館", "call": "334/1"}, COPY | {"hold": "分館", "call": "334/2"})
    load(archive, tmp_path, COPY | {"hold": "本館", "call": "(削除)"})
    assert holdings(archive) == [("本館", "", ""), ("分館", "", "334/2")]


@pytest.mark.parametrize(
    ("second", "third"),
    [
        ({"hold": "分館", "note": "二"}, {}),
        ({"hold": "本館"}, {}),
        ({"hold": "本館", "note": "一"}, {"hold": "分館", "p": "例示社"}),
    ],
    ids=["another note", "the same copy", "twice"],
)
def test_rows_of_copies_that_differ_are_refused_alone(archive, tmp_path, second, third):
    """The first is imported, the others name it."""
    rows = [COPY | {"hold": "本館", "note": "一"}, COPY | second, *([COPY | third] if third else [])]
    first, *others = load(archive, tmp_path, *rows)
    assert first.action == "create"
    assert [(e.action, rules(e)) for e in others] == [("reject", ["record-twice"])] * len(others)
    assert all("new.csv:2" in e.problems[0].expected.text() for e in others)
    assert holdings(archive) == [("本館", "", "")]


def test_the_same_record_twice_is_refused_with_one_message_a_row(archive, tmp_path):
    """Twenty times: the first names the second, all others the first."""
    entries = load(archive, tmp_path, *[COPY] * 20)
    assert {e.action for e in entries} == {"reject"}
    assert [len([p for p in e.problems if p.rule == "record-twice"]) for e in entries] == [1] * 20


def test_a_refused_row_shows_what_else_is_doubtful_in_it(archive, tmp_path):
    """Characters that nobody sees may be why a person took two rows for two books."""
    entries = load(archive, tmp_path, COPY | {"t": "\ufeff見本"}, COPY | {"t": "見\u200b本"})
    told = [(e.action, [p.rule for p in e.problems][:2]) for e in entries]
    assert told == [("reject", ["record-twice", "character-doubtful"])] * 2
    assert {p.where.path for e in entries for p in e.problems if p.rule == "character-doubtful"} == {"書名"}


def test_many_rows_of_one_title_take_no_longer_than_others(archive, tmp_path):
    """With numbers of their own they are told apart without looking at each other; without, they are refused."""
    numbers = [f"{979999900000 + n:012}" for n in range(300)]
    isbns = [n + str((10 - sum(int(d) * (1 + 2 * (i % 2)) for i, d in enumerate(n))) % 10) for n in numbers]
    entries = load(archive, tmp_path, *[BOOK | {"isbn": isbn} for isbn in isbns])
    assert {e.action for e in entries} == {"create"}
    assert {len(p.found.split(", ")) for e in entries for p in e.problems if p.rule == "looks-like"} == {3}
    entries = load(archive, tmp_path, *[BOOK | {"a": f"見本{n}"} for n in range(510)])
    assert {(e.action, *rules(e)) for e in entries} == {("reject", "match-ambiguous")}


def test_titles_in_latin_letters_give_ids_that_can_be_read(archive, tmp_path):
    """The slug of the title alone, where nothing else is said; with what tells it apart, and a digest, where something is."""
    rows = [
        {"種類": "雑誌", "t": "Sample Network"},
        *({"種類": "図書", "t": "Annual Report", "d": year} for year in ("2018", "2019")),
    ]
    serial, *books = load(archive, tmp_path, *rows)
    assert serial.record == "periodical:sample-network"
    assert all(e.record.startswith("book:annual-report-") for e in books)
    assert len({e.record for e in books}) == 2
    assert {e.action for e in load(archive, tmp_path, *rows)} == {"same"}


def test_messages_of_matching_are_told_in_japanese(archive, tmp_path):
    """Every reason by its own word."""
    load(archive, tmp_path, BOOK | {"isbn": ISBN})
    (entry,) = load(archive, tmp_path, BOOK | {"isbn": OTHER})
    (problem,) = [p for p in entry.problems if p.rule == "looks-like"]
    assert problem.text("ja").count("番号(ISBNなど)が異なるため、別のレコードとして扱います") == 1


def test_another_book_under_the_isbn_of_one_by_the_same_publisher_is_told(tmp_path):
    """All books of a small house have one publisher: that it agrees says nothing."""
    archive = init(tmp_path / "mine", empty=True)
    table = tmp_path / "n.csv"
    row = "種類,書名,著者,出版社,ISBN\n図書,{},{},見本書房,9799999000009\n"
    table.write_text(row.format("見本の社会", "見本花子"))
    commit_plan(plan_import([table], archive), archive)
    table.write_text(row.format("例示の暮らし", "例示太郎"))
    (entry,) = plan_import([table], archive).entries()
    assert "match-differs" in [p.rule for p in entry.problems]
