"""Issues, articles and chapters of other libraries that name their serial, issue or book in words or by numbers of others."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_marc import marc

from smj_catalog import Archive, Context, init, write
from smj_catalog import model as m
from smj_catalog.model import Issue
from smj_catalog.services.importing import commit_plan, plan_import
from smj_catalog.store import verify

SERIAL = ("003 XX-Mihon", "022 __ $a 9999-9994", "245 00 $a 見本通信.")
NAS, NAA = "00000nas a2200000 i 4500", "00000naa a2200000 i 4500"


def serial(number: str = "mihon3", *more: str, title: str = "見本通信.") -> bytes:
    fields = more or (SERIAL[1],)
    return marc(f"001 {number}", SERIAL[0], *fields, f"245 00 $a {title}", leader=NAS)


def issue(host: str, number: str = "mihon4") -> bytes:
    return marc(
        f"001 {number}", SERIAL[0], "245 00 $a 見本通信 $n 9巻2号", f"773 0_ $7 nnas {host} $g 9巻2号(1980年2月)"
    )


def article(host: str, leader: str = NAA, title: str = "見本の記事", number: str = "mihon5") -> bytes:
    return marc(f"001 {number}", SERIAL[0], f"245 00 $a {title}", f"773 0_ {host}", leader=leader)


def load(archive: Archive, folder: Path, *parts: bytes, name: str = "in.mrc") -> list[tuple[str, str, list[str]]]:
    """Import a file, without those that are refused; return action, id and the rules of the errors of each row."""
    path = folder / name
    path.write_bytes(b"".join(parts))
    plan = plan_import([path], archive)
    found = [(e.action, e.record, [p.rule for p in e.problems if p.severity == "error"]) for e in plan.entries()]
    commit_plan(plan, archive, skip=True)
    archive.refresh()
    assert verify(archive) == []
    return found


def issues(archive: Archive) -> list[Issue]:
    return [r for r in archive.records() if isinstance(r, Issue)]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return init(tmp_path / "mine", empty=True)


@pytest.mark.parametrize("order", ["behind", "before", "in the archive"])
@pytest.mark.parametrize("host", [
    "$t 見本通信. $x 9999-9994 $w (XX-Mihon)mihon3", "$x 9999-9994", "$w (XX-Mihon)mihon3", "$t 見本通信", "$t 別の名 $x 9999-9994",
])  # fmt: skip
def test_an_issue_stands_in_the_serial_that_its_773_names(archive: Archive, tmp_path: Path, host: str, order: str):
    """By number of its record, ISSN or title; wherever the serial stands."""
    if order == "in the archive":
        load(archive, tmp_path, serial(), name="before.mrc")
    parts = {"behind": (issue(host), serial()), "before": (serial(), issue(host)), "in the archive": (issue(host),)}
    found = load(archive, tmp_path, *parts[order])
    assert all((action, errors) == ("create", []) for action, _, errors in found)
    (one,) = issues(archive)
    (home,) = [r for r in archive.records() if isinstance(r, m.Periodical)]
    assert (one.periodical, one.numbering and one.numbering.volume) == (home.id, "9")
    assert [it.citation for it in one.related] == (["別の名"] if "別" in host else [])  # nothing that it said is lost
    again = load(archive, tmp_path, *parts[order], marc("001 x", "245 00 $a 別の本"), name="again.mrc")
    assert {action for action, record, _ in again if not record.startswith("book:")} == {"same"}


@pytest.mark.parametrize(("host", "rule"), [
    ("$t 会報", "named-several"), ("$t 無い誌", "named-none"), ("$t 見本通信 $x 9999-9978", "named-none"),
])  # fmt: skip
def test_an_issue_whose_serial_cannot_be_told_is_refused(archive: Archive, tmp_path: Path, host: str, rule: str):
    others = [serial(n, f"710 2_ $a {n}の会", title="会報") for n in ("mihon7", "mihon8")]
    found = load(archive, tmp_path, serial(), *others, issue(host))
    assert [(action, errors) for action, _, errors in found if action == "reject"] == [("reject", [rule])]
    assert issues(archive) == []


@pytest.mark.parametrize("host", [
    "$t 見本通信. $g 9巻2号(1980年2月), p. 3-5 $x 9999-9994", "$t 見本通信 $g 9巻2号, p. 3-5", "$w (XX-Mihon)mihon4 $g p. 3-5",
])  # fmt: skip
def test_an_article_stands_in_the_issue_that_its_773_names(archive: Archive, tmp_path: Path, host: str):
    load(archive, tmp_path, article(host), issue("$x 9999-9994"), serial())
    (one,) = issues(archive)
    assert [(c.pages, c.related) for c in one.contents] == [((m.PageRun("3", "5"),), ())]


def test_a_date_in_brackets_behind_numbers_may_be_in_any_words(archive: Archive, tmp_path: Path):
    """Vol. 9, no. 2 (Feb. 1980): two such issues of a year were one to the import."""
    parts = (marc(f"001 n{n}", SERIAL[0], "008 060601s1980    ja |||||||||||||||||jpn d", "245 00 $a 見本通信",
                  f"773 0_ $7 nnas $x 9999-9994 $g Vol. 9, no. {n} (Feb. 1980)") for n in (2, 3))  # fmt: skip
    load(archive, tmp_path, serial(), *parts)
    said = [it.numbering for it in issues(archive)]
    assert [(n.volume, n.numbers, n.date) for n in said if n] == [
        ("9", ("2",), "Feb. 1980"),
        ("9", ("3",), "Feb. 1980"),
    ]


@pytest.mark.parametrize(
    ("year", "stands"), [("1980年2月", True), ("1981", True), ("1999", False), ("1999年2月", False)]
)
def test_an_article_of_other_years_is_not_put_in_the_issue_of_its_number(
    archive: Archive, tmp_path: Path, year: str, stands: bool
):
    """Volumes of a serial may begin again."""
    dated = marc("001 mihon4", SERIAL[0], "008 060601s1980    ja |||||||||||||||||jpn d", "245 00 $a 見本通信 $n 9巻2号",
                 "264 _1 $c 1980.2", "773 0_ $7 nnas $x 9999-9994 $g 9巻2号")  # fmt: skip
    load(archive, tmp_path, serial(), dated)
    ((action, record, errors),) = load(archive, tmp_path, article(f"$x 9999-9994 $g 9巻2号({year})"), name="2.mrc")
    part = archive[record]
    assert isinstance(part, m.Component)
    assert (action, errors, part.host is not None) == ("create", [], stands)


def test_a_chapter_stands_in_its_book_and_a_part_of_what_is_not_there_stays_as_it_is(archive: Archive, tmp_path: Path):
    book = marc("001 mihon6", SERIAL[0], "020 __ $a 9799999000009", "245 00 $a 見本論集")
    found = load(archive, tmp_path, article("$t 見本論集 $z 9799999000009 $g p. 5-9"), book)
    assert [record for _, record, _ in found][1].startswith("chapter:9799999000009:")
    ((action, record, errors),) = load(
        archive, tmp_path, article("$t 無い誌 $g 3号, p. 5-9", title="別の記事", number="mihon8"), name="2.mrc"
    )
    assert (action, errors) == ("create", [])
    part = archive[record]
    assert isinstance(part, m.Component)
    assert ([it.citation for it in part.related], part.pages) == (["無い誌 3号"], (m.PageRun("5", "9"),))


def test_a_part_is_refused_where_what_it_stands_in_is_one_of_two(archive: Archive, tmp_path: Path):
    books = [
        marc(f"001 b{n}", SERIAL[0], f"020 __ $a {n}", "245 00 $a 見本論集") for n in ("9799999000009", "9799999000016")
    ]
    found = load(archive, tmp_path, *books, article("$t 見本論集 $g p. 5-9"))
    assert [(action, errors) for action, _, errors in found][-1] == ("reject", ["named-several"])


OWN = (
    m.Periodical("periodical:mihon", titles=("見本通信",)),
    m.Issue("issue:mihon:9.2", periodical="periodical:mihon", titles=("見本通信",), numbering=m.Numbering("9巻2号", volume="9", numbers=("2",)),
            contents=(m.Component("article:mihon:9.2:a01", "見本の記事", host="issue:mihon:9.2"),)),
    m.Issue("issue:mihon:d1981-05", periodical="periodical:mihon", titles=("見本通信",), dates=(m.EventDate("cover", m.PartialDate(1981, 5)),)),
)  # fmt: skip


@pytest.mark.parametrize("to", ["marc21", "marcxml", "dcndl-2", "jpcoar-2.1"])
def test_a_file_of_another_archive_keeps_its_issues_and_articles(archive: Archive, tmp_path: Path, to: str):
    """Its ids are those of another domain or base address."""
    found = {r.id: r for r in OWN}
    context = Context(domain="other.example", base_uri="https://other.example/", lookup=found.get)
    write(OWN, tmp_path / "out", to=to, context=context, validate=False)
    told = load(archive, tmp_path, (tmp_path / "out").read_bytes())
    assert [errors for _, _, errors in told if errors] == []
    assert len({it.periodical for it in issues(archive)}) == 1
    assert sorted(len(it.contents) for it in issues(archive)) == [0, 1]


AM, AGENT = "00000nam a2200000 i 4500", "00000nz  a2200000n  4500"
ISBN, OTHER = "9799999000009", "9799999000016"


@pytest.mark.parametrize(
    ("leader", "first", "second", "action", "told"),
    [
        (AM, ["245 00 $a 見本の社会"], ["245 00 $a 例の社会"], "update", ["match-differs"]),
        (AM, ["100 1_ $a 見本, 花子 $4 aut", "245 10 $a 見本の社会"], ["100 1_ $a 見本, 花子 $4 aut", "245 10 $a 例"], "update", []),
        (NAS, ["245 00 $a 見本通信"], ["245 00 $a 例の通信"], "update", ["match-differs"]),
        (NAA, ["245 00 $a 見本の記事"], ["245 00 $a 例の記事"], "update", ["match-differs"]),
        (AGENT, ["100 1_ $a 見本, 花子"], ["100 1_ $a 例, 花子"], "update", ["match-differs"]),
        # not the same, as far as can be seen
        (AM, ["245 00 $a 見本", f"020 __ $a {ISBN}"], ["245 00 $a 例", f"020 __ $a {OTHER}"], "create", ["looks-like"]),
        (AM, ["245 00 $a 見本 $n 1"], ["245 00 $a 見本 $n 2"], "create", ["looks-like"]),
        (AM, ["035 __ $a (XX)1", "245 00 $a 見本"], ["035 __ $a (XX)2", "245 00 $a 例"], "create", ["looks-like"]),
        (AM, ["100 1_ $a 見本, 花子 $4 aut", "245 10 $a 見本の社会"], ["100 1_ $a 例, 太郎 $4 aut", "245 10 $a 例"], "create", ["looks-like"]),
    ],
)  # fmt: skip
def test_a_corrected_record_is_known_by_its_own_number(
    archive: Archive, tmp_path: Path, leader: str, first: list[str], second: list[str], action: str, told: list[str]
):
    """By 001 with 003: none is imported a second time without a word."""
    one, two = (marc("001 mihon9", SERIAL[0], *fields, leader=leader) for fields in (first, second))
    ((_, before, _),) = load(archive, tmp_path, one)
    path = tmp_path / "again.mrc"
    path.write_bytes(two)
    (entry,) = plan_import([path], archive).entries()
    assert (entry.action, [p.rule for p in entry.problems if p.rule in ("match-differs", "looks-like")]) == (
        action, told,
    )  # fmt: skip
    assert (entry.record == before) is (action == "update")


def test_a_corrected_issue_is_known_by_its_own_number(archive: Archive, tmp_path: Path):
    load(archive, tmp_path, serial(), issue("$w (XX-Mihon)mihon3"))
    again = issue("$w (XX-Mihon)mihon3").replace("見本通信".encode(), "例の通信".encode())
    assert [action for action, _, _ in load(archive, tmp_path, again, name="again.mrc")] == ["update"]


def test_a_persons_number_is_none_of_a_book(archive: Archive, tmp_path: Path):
    """A library numbers its authorities and its books each from 1."""
    parts = [
        marc("001 1", SERIAL[0], "100 1_ $a 見本, 花子", leader=AGENT),
        marc("001 1", SERIAL[0], "245 00 $a 見本の社会"),
    ]
    assert [(action, errors) for action, _, errors in load(archive, tmp_path, *parts)] == [("create", [])] * 2
    assert [action for action, _, _ in load(archive, tmp_path, parts[1], parts[0], name="b.mrc")] == ["same"] * 2


def test_a_number_of_a_table_may_be_that_of_a_box(archive: Archive, tmp_path: Path):
    """It proves nothing."""
    table = tmp_path / "a.csv"
    table.write_text("種類,書名,著者,管理番号\n図書,見本の社会,見本花子,1\n図書,例の暮らし,見本花子,1\n")
    assert [entry.action for entry in plan_import([table], archive).entries()] == ["create"] * 2
