"""Identifiers, class numbers and C-codes as people, libraries and spreadsheets write them into cells."""

import contextlib
import time

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from smj_catalog import model as m
from smj_catalog.errors import BadValue
from smj_catalog.formats.tabular.values import (
    Number,
    format_identifier,
    format_subject,
    parse_barcode,
    parse_c_codes,
    parse_identifiers,
    parse_ndc,
)  # fmt: skip
from smj_catalog.model.rules.normal import FORMS

A, B = "979-9-9990-0000-9", "979-9-9990-0001-6"
PLAIN = {A: "9799999000009", B: "9799999000016"}


def found(parsed):
    return [(it.type, it.value, it.printed, it.qualifier) for it in parsed.value]


def told(parsed):
    return [(w.rule, w.severity) for w in parsed.warnings]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("isbn-13", "9799999000009", ("isbn-13", "9799999000009", None)),
        ("isbn-13", "979-9-9990-0000-9", ("isbn-13", "9799999000009", "979-9-9990-0000-9")),
        ("isbn-13", "979 9 9990 0000 9", ("isbn-13", "9799999000009", "979 9 9990 0000 9")),
        ("isbn-13", "ISBN979-9-9990-0000-9", ("isbn-13", "9799999000009", "ISBN979-9-9990-0000-9")),
        ("isbn-13", "ISBN 13 9799999000009", ("isbn-13", "9799999000009", "ISBN 13 9799999000009")),
        ("isbn-13", "(9799999000009)", ("isbn-13", "9799999000009", None)), ("isbn-13", "9799999000009.", ("isbn-13", "9799999000009", None)),
        ("isbn-13", "9799999000009 (ISBN13)", ("isbn-13", "9799999000009", None)),
        ("isbn-13", "ISBN-13: 9799999000009", ("isbn-13", "9799999000009", "ISBN-13: 9799999000009")),
        *[("isbn-13", f"979{h}9{h}9990{h}0000{h}9", ("isbn-13", "9799999000009", f"979{h}9{h}9990{h}0000{h}9"))
          for h in "‐‑‒–—―−ー"],
        *[("isbn-13", f"97999990{c}00009{c}", ("isbn-13", "9799999000009", None)) for c in "\u200b\u200e\ufeff\u2060\u00ad"],
        ("isbn-13", "99999-0000-3", ("isbn-10", "9999900003", "99999-0000-3")),
        ("isbn-10", "979-9-9990-0000-9", ("isbn-13", "9799999000009", "979-9-9990-0000-9")),
        ("issn", "9990-0009", ("issn", "99900009", "9990-0009")),
        ("doi", "https://doi.org/10.5555/example.1", ("doi", "10.5555/example.1", "https://doi.org/10.5555/example.1")),
        ("jp-magazine-code", "雑誌 91234-08", ("jp-magazine-code", "91234-08", "雑誌 91234-08")),
        ("ncid", "BZ99999999", ("ncid", "BZ99999999", None)),
    ],
)  # fmt: skip
def test_identifiers_as_people_write_them(kind, text, expected):
    """The normal form, and what is printed where that differs."""
    parsed = parse_identifiers(kind, text)
    assert (found(parsed), told(parsed)) == ([(*expected, None)], [])


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("９７９９９９９００００09", None),
        ("979－9－9990－0000－9", A),
        ("ＩＳＢＮ　９７９９９９９０００００９", "ISBN 9799999000009"),
    ],
)
def test_numbers_of_full_width_are_kept_in_half_width_and_told(text, printed):
    parsed = parse_identifiers("isbn-13", text)
    assert (found(parsed), told(parsed)) == ([("isbn-13", PLAIN[A], printed, None)], [("identifier-width", "info")])


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("(上巻)", "上巻"), ("（上巻）", "上巻"), ("(pbk.)", "pbk."), ("(v. 1)", "v. 1"), ("(ハードカバー)", "ハードカバー"), ("ハードカバー", "ハードカバー"), ("上巻", "上巻"),
        ("上製", "上製"), ("並製本", "並製本"), ("新装版", "新装版"), ("文庫版", "文庫版"),
        ("第2巻", "第2巻"), ("[文庫]", "文庫"), ("(set)", "set"), ("(セット)", "set"), ("(全巻セット)", "set"), ("(全2巻セット)", "set"), ("全3巻", "set"),
        *((f"({word})", "set") for word in ("全巻", "揃", "揃い", "set ISBN", "セットISBN")), ("(volume)", "volume"), ("(各巻)", "volume"),
        *((f"({word})", "print") for word in ("紙版", "印刷版", "冊子", "冊子体", "冊子版")),
        *((f"({word})", "digital") for word in ("digital", "Online", "電子版", "電子書籍版", "オンライン", "e-book")),
        ("(紙)", "print"), ("(Print)", "print"), ("(電子)", "digital"), ("(電子書籍)", "digital"), ("(eBook)", "digital"), ("（電子版）", "digital"),
    ],
)  # fmt: skip
def test_words_beside_an_isbn(words, qualifier):
    """What a number is for is its qualifier: our codes where there is one, else the source's word."""
    assert found(parse_identifiers("isbn-13", f"{A} {words}")) == [("isbn-13", PLAIN[A], A, qualifier)]
    (it,) = parse_identifiers("isbn-13", f"{A} {words}").value
    assert parse_identifiers("isbn-13", format_identifier(it)).value == (it,)


@pytest.mark.parametrize(
    ("kind", "number", "value"),
    [
        ("isbn-13", "9799999000009", ("isbn-13", "9799999000009")), ("isbn-13", "9999900003", ("isbn-10", "9999900003")),
        ("isbn-10", "9999900003", ("isbn-10", "9999900003")), ("isbn-10", "9799999000009", ("isbn-13", "9799999000009")), ("issn", "99900009", ("issn", "99900009")),
        ("issn-l", "99900009", ("issn-l", "99900009")), ("ean", "4912345678904", ("ean", "4912345678904")),
    ],
)  # fmt: skip
def test_whole_numbers_of_a_spreadsheet(kind, number, value):
    """A number of the full length has lost nothing: it is no more than mentioned."""
    parsed = parse_identifiers(kind, Number(number))
    assert ([(it.type, it.value) for it in parsed.value], told(parsed)) == ([value], [("spreadsheet-number", "info")])


@pytest.mark.parametrize("number", [str, Number])
def test_zeros_in_front_of_an_isbn_10(number):
    """One is put back where the check digit bears that out, and told; of eight digits it would bear out an ISSN as well."""
    parsed = parse_identifiers("isbn-13", number("999990004"))
    assert (found(parsed), told(parsed)) == ([("isbn-10", "0999990004", None, None)], [("leading-zeros", "warning")])
    for wrong in ("9999906", "99999005", "999990005", "99999006"):
        with pytest.raises(BadValue):
            parse_identifiers("isbn-13", number(wrong))


def test_words_before_an_isbn():
    """上巻: may stand in front."""
    assert found(parse_identifiers("isbn-13", f"上巻: {A}")) == [("isbn-13", PLAIN[A], A, "上巻")]
    assert found(parse_identifiers("isbn-13", f"(セット) {A}")) == [("isbn-13", PLAIN[A], A, "set")]
    assert found(parse_identifiers("issn", "eISSN 9990-0009")) == [("issn", "99900009", "9990-0009", "digital")]
    assert found(parse_identifiers("issn", "9990-0009 (Online)")) == [("issn", "99900009", "9990-0009", "digital")]


def test_numbers_and_words_by_turns():
    """Each word belongs to the number before it, else to the one behind it."""
    three = parse_identifiers("isbn-13", f"{A}(上) {B}(下) セット979-9-9990-0002-3")
    assert [(it.value, it.qualifier) for it in three.value] == [
        (PLAIN[A], "上"),
        (PLAIN[B], "下"),
        ("9799999000023", "set"),
    ]
    both = parse_identifiers("isbn-13", "978-4-00-000001-7 (ISBN-10: 4-00-000001-2)")
    assert [(it.type, it.qualifier) for it in both.value] == [("isbn-13", None), ("isbn-10", None)]


def test_two_numbers_in_a_cell():
    """Two forms of one number are two identifiers; two numbers of two books are kept and told, unless words part them."""
    ten = "99999-0000-3"
    assert found(parse_identifiers("isbn-13", "9784000000062 4000000063")) == [
        ("isbn-13", "9784000000062", None, None), ("isbn-10", "4000000063", None, None),
    ]  # fmt: skip
    assert told(parse_identifiers("isbn-13", "9784000000062 4000000063")) == []
    several = parse_identifiers("isbn-13", f"{A}, {B}")
    assert ([it.value for it in several.value], told(several)) == (
        [PLAIN[A], PLAIN[B]],
        [("identifiers-several", "warning")],
    )
    assert told(parse_identifiers("isbn-13", f"{A} / {ten}")) == [("identifiers-several", "warning")]
    parted = parse_identifiers("isbn-13", f"{A} (上巻) {B} (下巻)")
    assert ([it.qualifier for it in parted.value], told(parted)) == (["上巻", "下巻"], [])


def test_c_code_and_price_beside_an_isbn():
    """They are said of other fields; what is no price is told."""
    parsed = parse_identifiers("isbn-13", f"ISBN{A} C0036 : 1800円")
    assert found(parsed) == [("isbn-13", PLAIN[A], A, None)]
    (code, price) = parsed.others
    assert code == ("subjects", m.Subject("c-code", "0036"))
    assert (price[0], price[1].amount, price[1].printed) == ("prices", 1800, "1800円")
    for text in (f"{A} 1800円", f"{A} C0036 定価1800円", f"{A} : 1800", f"{A} ￥1800 (上巻)"):
        assert dict(parse_identifiers("isbn-13", text).others)["prices"].amount == 1800, text
    (excluded,) = parse_identifiers("isbn-13", f"{A}：本体1800円+税").others
    assert (excluded[1].amount, excluded[1].tax) == (1800, "excluded")
    words = parse_identifiers("isbn-13", f"{A} : 頒布のみ")
    assert (found(words), words.others, told(words)) == (
        [("isbn-13", PLAIN[A], A, None)],
        (),
        [("cell-other-not-taken", "warning")],
    )


@pytest.mark.parametrize("kind", ["isbn-13", "ean"])
def test_the_second_barcode_of_a_book(kind):
    """192 and its C-code and price are no number of the book."""
    for text in ("1920036018000", f"{PLAIN[A]} 1920036018000"):
        parsed = parse_identifiers(kind, text)
        assert [it.value for it in parsed.value] == ([PLAIN[A]] if " " in text else [])
        assert dict(parsed.others)["subjects"] == m.Subject("c-code", "0036")
        assert (dict(parsed.others)["prices"].amount, dict(parsed.others)["prices"].tax) == (1800, "excluded")
    with pytest.raises(BadValue):
        parse_identifiers(kind, "1920036018001 (上巻)")


def test_barcodes():
    """An EAN of a book or serial is one; the label of a copy is no number of the work."""
    assert found(parse_barcode(PLAIN[A])) == [("ean", PLAIN[A], None, None)]
    assert parse_barcode("1920036018000").others
    for label in ("1234567890128", "000123", Number("123"), "L-0001"):
        assert (parse_barcode(label).value, told(parse_barcode(label))) == ((), [("barcode-of-copy", "warning")])
    with pytest.raises(BadValue):
        parse_barcode("9799999000008")


@pytest.mark.parametrize("text", ["なし", "無", "無し", "ナシ", "なし(雑誌)", "N/A", "n/a", "ISBNなし", "不明", "none"])
@pytest.mark.parametrize(
    "parse",
    [
        lambda t: parse_identifiers("isbn-13", t),
        lambda t: parse_identifiers("ncid", t),
        parse_barcode,
        parse_c_codes,
        parse_ndc,
    ],
)
def test_no_number(parse, text):
    """Words for none are told, and are no number."""
    assert (parse(text).value, told(parse(text))) == ((), [("cell-says-nothing", "info")])
    for mark in ("-", "―", "ー"):
        assert (parse(mark).value, told(parse(mark))) == ((), [])


@given(
    st.sampled_from(sorted(strategies.NUMBERS)).flatmap(lambda kind: st.tuples(st.just(kind), strategies.NUMBERS[kind]))
)
def test_identifiers_come_back(pair):
    """Written and read, a number is the same."""
    kind, value = pair
    it = m.Identifier(kind, value)
    assert parse_identifiers(kind, format_identifier(it)).value == (it,)


@given(strategies.isbn13s())
def test_spreadsheets_and_isbn(isbn):
    """A number cell loses nothing of thirteen digits, which is told once; one that was rounded is refused."""
    for text in (f"{isbn}.0", Number(isbn)):
        parsed = parse_identifiers("isbn-13", text)
        assert (found(parsed), told(parsed)) == ([("isbn-13", isbn, None, None)], [("spreadsheet-number", "info")])
    for text in (f"{float(isbn):.5E}", "9.78475e12", "9.78E+12"):
        with pytest.raises(BadValue) as error:
            parse_identifiers("isbn-13", text)
        assert [p.rule for p in error.value.problems] == ["spreadsheet-digits-lost"]


@given(st.integers(10_000, 99_999))
def test_zeros_that_a_spreadsheet_dropped(count):
    """They are put back where the check digit proves them, which is told, and refused where it does not."""
    digits = f"00{count}"
    check = "0123456789X"[-sum(int(d) * w for d, w in zip(digits, range(8, 1, -1), strict=True)) % 11]
    if check == "X":
        return
    whole = digits + check
    for text in (Number(int(whole)), str(int(whole))):
        parsed = parse_identifiers("issn", text)
        assert (found(parsed), told(parsed)) == ([("issn", whole, None, None)], [("leading-zeros", "warning")])
    with pytest.raises(BadValue):
        parse_identifiers("issn", Number(int(digits + str((int(check) + 1) % 10))))


@pytest.mark.parametrize(
    "text", ["ISSN 9990-0009", "9990-0009", "99900009", Number("99900009"), "ISSN9990-0017", "ｅＩＳＳＮ　9990-0009", f"{A}, ISSN 9990-0009"]
)  # fmt: skip
def test_an_issn_among_isbns(text):
    """It is no ISBN-10 that has lost two zeros, whatever its check digit."""
    with pytest.raises(BadValue) as error:
        parse_identifiers("isbn-13", text)
    assert [p.rule for p in error.value.problems] == ["isbn-check-digit"]


@pytest.mark.parametrize("text", ["9990-0009", "ISSN 9990-0009", "123", "999990000", "12345678901", "X"])
def test_what_is_no_isbn_10(text):
    with pytest.raises(BadValue) as error:
        parse_identifiers("isbn-10", text)
    assert [p.rule for p in error.value.problems] == ["isbn10-check-digit"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A} (誤)", ("9799999000009", A, "incorrect")), (f"{A}（誤植）", ("9799999000009", A, "incorrect")),
        ("9799999000001 [誤]", ("9799999000001", None, "incorrect")), (f"{A}〔取消〕", ("9799999000009", A, "cancelled")),
        (f"(誤){A}", ("9799999000009", A, "incorrect")), (f"{A} (正)", ("9799999000009", A, "valid")),
    ],
)  # fmt: skip
def test_numbers_that_are_said_to_be_wrong(text, expected):
    """They are kept with that status, be their check digit right or wrong."""
    (it,) = parse_identifiers("isbn-13", text).value
    assert (it.value, it.printed, it.status) == expected
    two = parse_identifiers("isbn-13", f"{A}, {B} (誤)")
    assert ([x.status for x in two.value], told(two)) == (["valid", "incorrect"], [])
    both = parse_identifiers("isbn-13", f"{A}(正) {B}(誤)")
    assert [(x.status, x.qualifier) for x in both.value] == [("valid", None), ("incorrect", None)]
    (issn,) = parse_identifiers("issn", "9990-0001 (誤)").value
    assert (issn.value, issn.status) == ("99900001", "incorrect")


def test_zeros_of_other_numbers():
    """ISBN-10 lose them too; where the length may vary, it is told that they may be lost."""
    parsed = parse_identifiers("isbn-13", Number("999990004"))
    assert (found(parsed), told(parsed)) == ([("isbn-10", "0999990004", None, None)], [("leading-zeros", "warning")])
    parsed = parse_identifiers("ndl", Number("1234567"))
    assert (found(parsed), told(parsed)) == ([("ndl", "1234567", None, None)], [("spreadsheet-number", "warning")])


@pytest.mark.parametrize(
    ("kind", "text", "rule"),
    [
        ("isbn-13", "9799999000000", "isbn-check-digit"), ("isbn-13", "999990000", "isbn-check-digit"), ("isbn-13", f"{A[:-1]}8 (上巻)", "isbn-check-digit"),
        ("isbn-13", "4910000000000", "isbn-check-digit"), ("isbn-13", "x", "isbn-check-digit"), ("isbn-13", f"{A} 何か", "isbn-check-digit"), ("issn", "12345678", "issn-check-digit"),
        ("ean", "123", "ean-check-digit"), ("corporate-number", "1234567890123", "corporate-number-check-digit"),
        ("isni", "x", "isni-check-digit"), ("doi", "11.1", "identifier-normal-form"), ("jp-magazine-code", "1", "identifier-normal-form"),
    ],
)  # fmt: skip
def test_wrong_identifiers(kind, text, rule):
    """A wrong form or check digit is refused with what would be right."""
    with pytest.raises(BadValue) as error:
        parse_identifiers(kind, text)
    assert [p.rule for p in error.value.problems] == [rule]


# --- codes


@pytest.mark.parametrize(
    ("text", "code", "rules"),
    [
        ("0036", "0036", []), ("C0036", "0036", []), ("Ｃ００３６", "0036", []), ("c0036", "0036", []), ("Cコード0036", "0036", []), ("C-0036", "0036", []),
        ("36", "0036", [("leading-zeros", "warning")]), (Number("36"), "0036", [("leading-zeros", "warning")]), ("C36", "0036", [("leading-zeros", "warning")]), ("3036.0", "3036", []),
    ],
)  # fmt: skip
def test_c_codes(text, code, rules):
    """Four digits, however they are written; zeros that are gone are put back and told."""
    assert ([s.code for s in parse_c_codes(text).value], told(parse_c_codes(text))) == ([code], rules)


def test_a_price_behind_a_c_code():
    """It is said of the price."""
    ((name, price),) = parse_c_codes("C0036 1800円").others
    assert (name, price.amount, price.printed) == ("prices", 1800, "1800円")


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("334.4", "334.4"), ("３３４．４", "334.4"), ("NDC9:334.4", "9:334.4"), ("NDC9: 334.4", "9:334.4"), ("NDC(9) 334.4", "9:334.4"), ("NDC10版 334.4", "10:334.4"), ("NDC10版:334.4", "10:334.4"),
        ("NDC新訂9版 334.4", "9:334.4"), ("NDC9 334.4", "9:334.4"), ("NDC:334.4", "334.4"), ("NDC 334.4", "334.4"), ("NDC334.4", "334.4"), ("334.4 (NDC9)", "9:334.4"), ("334.4 NDC10", "10:334.4"),
        ("334.4/334.41", "334.4 334.41"), ("334.4, 916", "334.4 916"), ("334.4・916", "334.4 916"), ("NDC9:334.4 916", "9:334.4 9:916"), (Number("334.4"), "334.4"), ("7", "7"), ("007.6", "007.6"), (Number("334"), "334"),
    ],
)  # fmt: skip
def test_class_numbers(text, codes):
    """With the edition where the cell has one, and several where it has several."""
    parsed = parse_ndc(text)
    assert (" ".join(f"{s.edition}:{s.code}" if s.edition else s.code for s in parsed.value), told(parsed)) == (
        codes,
        [],
    )
    for subject in parsed.value:
        assert parse_ndc(format_subject(subject)).value == (subject,)


@pytest.mark.parametrize(
    ("text", "codes", "rules"),
    [("K334", ["other K334"], ["ndc-shelf-mark"]), ("334.4 K334", ["ndc 334.4", "other K334"], ["ndc-shelf-mark"]),
     ("NDLC:EC211", ["other NDLC:EC211"], ["ndc-shelf-mark"]), ("NDLC EC211", ["other NDLC:EC211"], ["ndc-shelf-mark"]),
     (Number("7.6"), ["ndc 007.6"], ["leading-zeros"]), ("7.6", ["ndc 007.6"], ["leading-zeros"]), (Number("7"), ["ndc 7"], ["spreadsheet-number"]),
     ("334,4", ["ndc 334.4"], ["ndc-comma"]), ("NDC9:210，76", ["ndc 210.76"], ["ndc-comma"]), ("913、6", ["ndc 913.6"], ["ndc-comma"]),
     ("334 4", None, None), ("334.4, 5", None, None), ("334/91", None, None), ("R 210.3", None, None), ("E", None, None), ("文学", None, None), ("3344", None, None), ("334.4-5", None, None)],
)  # fmt: skip
def test_class_numbers_that_are_told_or_refused(text, codes, rules):
    """Marks of a shelf are of the scheme other; before a point there are three digits; other words are refused."""
    if codes is None:
        with pytest.raises(BadValue) as error:
            parse_ndc(text)
        assert [p.rule for p in error.value.problems] == ["ndc-form"]
    else:
        assert [f"{s.scheme} {s.code}" for s in parse_ndc(text).value] == codes
        assert [w.rule for w in parse_ndc(text).warnings] == rules


PARSERS = [
    *(lambda t, k=k: parse_identifiers(k, t) for k in (*FORMS, "uri", "own")),
    parse_barcode,
    parse_c_codes,
    parse_ndc,
]


@pytest.mark.parametrize("parse", PARSERS)
@given(text=st.text(max_size=40) | st.text("0123456789-X ISBN()（）上巻C¥円:：/,ー．.", max_size=40))
def test_parsers_only_refuse(parse, text):
    """Whatever stands in a cell, a parser gives values or refuses in words."""
    try:
        parse(text)
    except BadValue as error:
        for problem in error.problems:
            assert problem.text("en") != problem.text("ja")


@pytest.mark.parametrize(
    "piece", ["9", "9-", "(", "(上巻)", " ", "C0036", "¥1", ":", "ISBN", "NDC9", "334.4 ", "1920036018000 "]
)
def test_long_cells_are_quick(piece):
    """A cell of any length is read or refused at once."""
    begun = time.process_time()
    for text in (piece * 20_000, A + piece * 20_000, A + " " * 20_000 + "x"):
        for parse in PARSERS:
            with contextlib.suppress(BadValue):
                parse(text)
    assert time.process_time() - begun < 4


@pytest.mark.parametrize(
    ("kind", "text", "expected", "right"),
    [
        ("isbn-13", "4912345678904", "an-isbn-no-magazine", None), ("isbn-13", "9779999000002", "an-isbn-no-magazine", None),
        ("isbn-13", "2099999000009", "an-isbn-13", None), ("isbn-13", "9799999000001", "isbn-13-check-digit", "9"),
        ("isbn-10", "9999900001", "isbn-10-check-digit", "3"), ("isbn-10", "9799999000001", "isbn-13-check-digit", "9"),
        ("isbn-10", "x", "an-isbn-10", None), ("isbn-10", "979999900000", "an-isbn-10", None), ("isbn-10", "99999-0000", "an-isbn-10", None), ("isbn-13", "99999-0000-1", "isbn-10-check-digit", "3"),
        ("issn", "9990-0001", "issn-check-digit", "9"), ("issn-l", "9990-0001", "issn-check-digit", "9"), ("issn", "9990", "an-issn", None),
        ("ean", "4912345678903", "ean-check-digit", "4"), ("ean", "4912", "an-ean", None), ("isni", "9999", "an-isni", None),
        ("isni", "0000 0001 2281 9551", "isni-check-digit", "X"), ("orcid", "0000-0002-1825-0098", "orcid-check-digit", "7"),
        ("orcid", "x", "an-orcid", None), ("corporate-number", "1000000000000", "corporate-number-check-digit", "9"),
        ("corporate-number", "99", "a-corporate-number", None), ("jp-magazine-code", "9", "a-magazine-code", None),
        ("jp-e-code", "x", "a-jp-e-code", None), ("doi", "11.5555/example", "a-doi", None),
    ],
)  # fmt: skip
def test_what_a_refused_number_should_be_is_told(kind, text, expected, right):
    """The form of its kind, or the check digit that would be right."""
    with pytest.raises(BadValue) as error:
        parse_identifiers(kind, text)
    (problem,) = error.value.problems
    assert (problem.expected.id, dict(problem.expected.params)) == (expected, {} if right is None else {"right": right})
