"""Several items in a cell, and the guard: both undo themselves."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smj_catalog.crosswalk.rows import joined, parted
from smj_catalog.formats.tabular.text import CLEAR, guarded, is_clear, is_like_clear, unguarded

ITEM = st.text(st.sampled_from("ab;|\\ \n\uff1b\uff5c'"), max_size=6) | st.text(max_size=6)
AWKWARD = st.text(st.sampled_from("=+-@\t\r'(clear)\uff08\uff09削除CL a"), max_size=9) | st.sampled_from(
    [x for word in (*CLEAR, "[削除]", "甲; (削除)") for x in (word, "'" + word, "''" + word, word.upper(), f" {word} ")]
)


@given(st.lists(ITEM.map(str.strip), min_size=1, max_size=4), st.sampled_from([0, 1]))
@example(["a\\", "b"], 0)
@example(["\\\\", "b"], 1)
def test_items_come_back(items, level):
    """Whatever stands in an item: separators, backslashes, nothing."""
    assert parted(joined(items, level), level) == (items if any(items) else [])


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a; b", ["a", "b"]), ("a;b", ["a", "b"]), ("a\uff1bb", ["a", "b"]), (r"a\; b", ["a; b"]), (r"C:\x; b", [r"C:\x", "b"]),
        ("", []), (" \u3000", []), ("; b", ["", "b"]), ("a", ["a"]), ("a\\", ["a\\"]),
    ],
)  # fmt: skip
def test_items_as_people_write_them(cell, items):
    """Spaces round a separator don't count; a backslash elsewhere is a backslash."""
    assert parted(cell) == items


@given(st.text(max_size=8) | AWKWARD)
def test_guard_comes_off(text):
    """What the guard puts on, reading takes off; and a guarded cell is no formula."""
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not is_clear(cell)
    assert not is_like_clear(cell)


@pytest.mark.parametrize(
    ("text", "cell"),
    [("=1+1", "'=1+1"), ("-5", "'-5"), ("'=1", "''=1"), ("''", "'''"), ("'", "'"), ("'90s", "'90s"), ("a=1", "a=1"),
     ("(clear)", "'(clear)"), ("(削除)", "'(削除)"), ("[削除]", "'[削除]"), ("削除", "'削除"), ("甲; (削除)", "'甲; (削除)"), ("第3条(削除)", "第3条(削除)"), ("", "")],
)  # fmt: skip
def test_guard(text, cell):
    """An apostrophe goes in front only where one is needed."""
    assert guarded(text) == cell


@pytest.mark.parametrize(
    ("cell", "text"),
    [('="0036"', "0036"), ('= "0036"', "0036"), ('=""', ""), ('="a""b"', 'a"b'), ('="a"&"b"', '="a"&"b"'), ('="', '="'), ("=1+1", "=1+1"), ("'=\"x\"", '="x"')],
)  # fmt: skip
def test_quoted_formulas(cell, text):
    """="0036" is how people keep a spreadsheet from harming a number; other formulas stay as they are."""
    assert unguarded(cell) == text


@pytest.mark.parametrize(
    "cell",
    ["削除", " 削除", "甲;(削除)", "(削除); 甲", "甲；（削除）；乙", "<削除>", "＜削除＞", "‹削除›", "[削除]", "【削除】", "( 削除 )", "甲、(削除)", "甲\n(clear)", "[Clear]", "{delete}", "<消去>"],
)  # fmt: skip
def test_what_looks_like_a_word_that_empties(cell):
    """It is no value, and does not say which items go."""
    assert is_like_clear(cell)
    assert not is_clear(cell)


@pytest.mark.parametrize(
    "cell",
    ["(削除)", "（削除）", "(CLEAR)", "'削除", "削除された記録", "第3条(削除)", "記録の[削除]について", "clear", ""],
)
def test_words_that_say_no_such_thing(cell):
    assert not is_like_clear(cell)
