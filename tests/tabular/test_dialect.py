"""Rows out of lines: what a quotation mark that stands wrong costs, and what it does not."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smj_catalog.errors import BadSource
from smj_catalog.formats.tabular import dialect
from smj_catalog.formats.tabular.dialect import rows

HEAD = "書名,著者,頁数\n"
GOOD = [f"見本{i},花子,{i}" for i in range(9)]


def read(text, delimiter=","):
    """Return rows, the first lines and texts of those refused, and doubts."""
    refused, doubts = [], []

    def refuse(problem, raw):
        if raw is None:
            doubts.append(problem)
        else:
            refused.append((problem.where.line, problem.rule, raw))

    found = [
        (number, cells.line, list(cells)) for number, cells in rows(io.StringIO(text, ""), delimiter, "t.csv", refuse)
    ]
    return found, refused, doubts


@pytest.mark.parametrize(
    "bad",
    [
        '"見本"の本,花子,1', '"見本,花子,1', '見本,"花子,1', '見本,花子,"1', '"見本" ,花子,1', '見本,"花子"",1',
        '"""見本,花子,1', '"見本",花子,"1" ',
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", [1, 5, 9])
def test_a_stray_mark_costs_its_own_line(bad, at):
    """Whatever its form and wherever it stands; the rows behind it keep the numbers of their lines."""
    lines = [*GOOD[: at - 1], bad, *GOOD[at - 1 :]]
    found, refused, doubts = read(HEAD + "\n".join(lines))
    assert [",".join(cells) for _, _, cells in found[1:]] == GOOD
    assert all(number == line for number, line, _ in found)
    assert [(line, raw.rstrip("\n")) for line, _, raw in refused] == [(at + 1, bad)]
    assert not doubts


@pytest.mark.parametrize("bad", ['見本,"花子,1', '"見本,花子,1'])
@pytest.mark.parametrize("closing", ['見本,花子 5",6', '見本 5",花子,6'])
def test_a_mark_that_a_later_row_closes_swallows_no_rows(bad, closing):
    """The rows between are rows: each has as many cells as the others."""
    found, refused, _ = read("\n".join([HEAD.strip(), *GOOD[:3], bad, *GOOD[3:6], closing, *GOOD[6:]]))
    assert [",".join(cells) for _, _, cells in found[1:]] == [*GOOD[:6], closing, *GOOD[6:]]
    assert [(line, raw.strip()) for line, _, raw in refused] == [(5, bad)]


def test_two_lines_that_might_be_one_row_are_a_doubt():
    """In narrow tables a cell with a line end can look like rows by chance."""
    found, refused, (doubt,) = read('書名,備考\n見本,"一つ目\n二つ目, 三つ目"\n')
    assert [cells for _, _, cells in found[1:]] == [["見本", "一つ目\n二つ目, 三つ目"]]
    assert not refused
    assert (doubt.rule, doubt.severity, doubt.where.line) == ("table-rows-in-cell", "warning", 2)


@pytest.mark.parametrize(
    ("head", "bad", "between", "closing", "behind"),
    [
        ("書名,著者", '"見本7,甲', ["見本8,乙"], '見本9",丙', ["見本10,丁"]),
        ("書名,著者", '"見本7,甲', [], '見本9",丙', ["見本10,丁"]),
        ("書名,著者", '"見本7,甲', ["見本8,乙", "見本9,丙"], '見本10,丁"', []),
        ("書名,著者,頁数", '見本7,"甲,5', ["見本8,乙,6"], '見本9,丙",7', ["見本10,丁,8"]),
        ("書名\t著者\t頁数\t備考", '"見本7\t甲\t5\tx', ["見本8\t乙\t6\tx"], '見本9"\t丙\t7\tx', ["見本10\t丁\t8\tx"]),
    ],
)  # fmt: skip
def test_a_stray_mark_and_the_one_that_ends_it_cost_their_two_lines(head, bad, between, closing, behind):
    """In narrow tables too: the rows between are read, and no mark comes into a title."""
    delimiter = "\t" if "\t" in head else ","
    found, refused, doubts = read("\n".join([head, bad, *between, closing, *behind, ""]), delimiter)
    assert [delimiter.join(cells) for _, _, cells in found[1:]] == [*between, *behind]
    assert [raw.strip() for _, _, raw in refused] == [bad, closing]
    assert not doubts


def test_words_with_commas_on_two_lines_are_a_doubt():
    """A comma of a text has a space behind it."""
    found, refused, (doubt,) = read('Title,Author\n"Example, part\nand end",Mihon\n')
    assert [cells for _, _, cells in found[1:]] == [["Example, part\nand end", "Mihon"]]
    assert (refused, doubt.severity) == ([], "warning")


@pytest.mark.parametrize(
    "cell",
    ["見本の\n本", "見本の\n本, 続き", "一, 二\n三\n四, 五, 六", '「見本」\n"引用"\n', "\n", "a\r\nb", "一\n\n二"],
)
def test_cells_that_hold_lines_are_one_row(cell):
    """Titles and notes of several lines are as good as any."""
    out = io.StringIO()
    csv.writer(out).writerows(
        [["書名", "著者", "備考"], ["見本", "花子", cell], [cell, "花子", ""], ["見本", cell, "備考"]]
    )
    found, refused, doubts = read(out.getvalue())
    assert [cells for _, _, cells in found[1:]] == [["見本", "花子", cell], [cell, "花子", ""], ["見本", cell, "備考"]]
    assert (refused, doubts) == ([], [])


def test_the_lines_of_a_bad_row_are_not_taken_for_rows():
    """Words behind a mark in the middle of a text are refused with it, up to the next row."""
    text = HEAD + GOOD[0] + '\n"彼は"はい"と\n言った, そして",花子,1\n' + "\n".join(GOOD[1:])
    found, refused, _ = read(text)
    assert [",".join(cells) for _, _, cells in found[1:]] == GOOD
    ((line, rule, raw),) = refused
    assert (line, rule, raw.count("\n")) == (3, "table-quote", 2)


@pytest.mark.parametrize(
    "text",
    [
        '"書名"x,著者\n見本,花子\n', "書\0名,著者\n見本,花子\n", HEAD + '"見本\n' + "まだ\n" * 30,
        "書名\n" + "x" * (dialect.LINE + 1), HEAD + 'x",y,"z\n' * 100_000,
    ],
    ids=["header", "nul in the header", "no row again", "a line too long", "made to take long"],
)  # fmt: skip
def test_where_reading_cannot_go_on_it_says_from_where(text):
    """The header cannot be read, no row is found again, or too much would have to be read again."""
    with pytest.raises(BadSource) as caught:
        read(text)
    assert caught.value.problems[0].where.line


ROW = st.lists(st.text(st.sampled_from('見あ1 ,"\n;'), min_size=1, max_size=6), min_size=5, max_size=5)


@settings(max_examples=300, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=8), st.lists(ROW, max_size=8))
def test_a_well_formed_table_loses_nothing(before, after):
    """Whatever stands in its cells, quotation marks and line ends above all."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([list("abcde"), *before, *after])
    found, refused, _ = read(out.getvalue())
    assert [cells for _, _, cells in found[1:]] == [*before, *after] or refused


PLAIN = st.lists(st.text(st.sampled_from("見あ1 -"), min_size=1, max_size=6), min_size=3, max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(PLAIN, min_size=2, max_size=12).map(lambda r: [x[:3] for x in r]), st.data())
def test_stray_marks_cost_no_row_that_has_none(table, data):
    """Marks put in anywhere: the rows without any are read, every other line is read, refused or doubted, none is lost."""
    lines = [",".join(cells) for cells in table]
    marked = set(data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=4)))
    for i in marked:
        at = data.draw(st.integers(0, len(lines[i])))
        lines[i] = lines[i][:at] + '"' + lines[i][at:]
    found, refused, doubts = read("a,b,c\n" + "\n".join(lines) + "\n")
    own = [cells for _, _, cells in found[1:]]
    for i, cells in enumerate(table):
        if i not in marked:
            assert cells in own
    assert len(own) + sum(raw.count("\n") for _, _, raw in refused) == len(lines) or doubts
