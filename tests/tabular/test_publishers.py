"""A cell of publishers: who distributes is told apart where the cell surely says it; what is not sure stays whole and is told."""

import pytest

from smj_catalog import Book, model, read, write
from smj_catalog.formats import Reading
from smj_catalog.services.reading import items

CASES = {
    # cell: publishers, distributors, whether it is told
    "見本出版": (["見本出版"], [], False),
    "凡": (["凡"], [], False),
    "見本出版 (発売: 模擬書房)": (["見本出版"], ["模擬書房"], False),
    "見本出版（発売：模擬書房）": (["見本出版"], ["模擬書房"], False),
    "見本出版（発売 模擬書房）": (["見本出版"], ["模擬書房"], False),
    "見本出版(発売元・模擬書房)": (["見本出版"], ["模擬書房"], False),
    "見本出版 (模擬書房発売)": (["見本出版"], ["模擬書房"], False),
    "株式会社見本（発売 株式会社模擬）": (["株式会社見本"], ["株式会社模擬"], False),
    "発行:見本出版 発売:模擬書房": (["見本出版"], ["模擬書房"], False),
    "発行：見本出版／発売：模擬書房": (["見本出版"], ["模擬書房"], False),
    "発行 見本出版　発売 模擬書房": (["見本出版"], ["模擬書房"], False),
    "販売元：模擬書房、発行元：見本出版": (["見本出版"], ["模擬書房"], False),
    "見本出版 発売:模擬書房": (["見本出版"], ["模擬書房"], False),
    "見本出版/模擬書房(発売)": (["見本出版"], ["模擬書房"], False),
    "見本出版(発行) 模擬書房(発売)": (["見本出版"], ["模擬書房"], False),
    "見本出版 発行 ; 模擬書房 発売": (["見本出版"], ["模擬書房"], False),
    "見本出版・模擬書房（発売）": (["見本出版"], ["模擬書房"], False),
    "見本出版(発行・発売)": (["見本出版"], ["見本出版"], False),
    "見本出版[発売元]": ([], ["見本出版"], False),
    "発売: 模擬書房": ([], ["模擬書房"], False),
    "発行元：見本出版（東京）": (["見本出版（東京）"], [], False),
    "Specimen Press, distributed by Mock Books": (["Specimen Press"], ["Mock Books"], False),
    "Specimen Press; Mock Books (distributor)": (["Specimen Press"], ["Mock Books"], False),
    "見本出版・模擬書房": (["見本出版・模擬書房"], [], True),
    "見本出版/模擬書房": (["見本出版/模擬書房"], [], True),
    "見本出版、模擬書房": (["見本出版、模擬書房"], [], True),
    "見本出版発行 模擬書房発売": (["見本出版発行 模擬書房発売"], [], True),
    "見本出版 模擬書房 [発売]": (["見本出版 模擬書房 [発売]"], [], True),
    "編集・発行：見本の会": (["編集・発行：見本の会"], [], True),
    "東京 : 見本出版": (["東京 : 見本出版"], [], True),
    "ディスカヴァー・見本": (["ディスカヴァー・見本"], [], False),
    "Mock & Sons, Ltd.": (["Mock & Sons, Ltd."], [], False),
    "Mock Publisher": (["Mock Publisher"], [], False),
    "見本 出版": (["見本 出版"], [], False),
    "見本出版販売(株)": (["見本出版販売(株)"], [], False),
}


def read_row(headers, *cells):
    data = f"種類,ISBN,書名,{headers}\n図書,9784999999903,見本の社会,{','.join(cells)}\n".encode()
    (item,) = (i for i in items(data, Reading(file="見本.csv")) if i.record is not None)
    return item.record.publishers, [p for p in item.problems if p.rule == "publisher-unsure"]


@pytest.mark.parametrize("cell", CASES)
def test_the_distributor_in_the_publishers_cell(cell):
    publishers, told = read_row("出版社", f'"{cell}"')
    named = [[p.name.text for p in publishers if p.role == role] for role in ("01", "distributor")]
    assert (*named, bool(told)) == CASES[cell]
    assert [(p.where.row, p.where.path, p.found) for p in told] == ([(2, "出版社", cell)] if told else [])


@pytest.mark.parametrize(
    ("headers", "cells", "named", "told"),
    [
        ("出版社,発売元", ["見本出版 (発売: 模擬書房)", "模擬書房"], [("見本出版", "01"), ("模擬書房", "distributor")], 0),
        ("出版社,発売元", ["見本出版 (発売: 模擬書房)", "例示社"], [("見本出版 (発売: 模擬書房)", "01"), ("例示社", "distributor")], 1),
        ("出版社,出版社の役割", ["見本出版 (発売: 模擬書房)", "発行"], [("見本出版 (発売: 模擬書房)", "01")], 0),
        ("出版社,出版地", ["見本出版; 模擬書房(発売)", "東京; 大阪"], [("見本出版", "01"), ("模擬書房(発売)", "01")], 1),
    ],
)  # fmt: skip
def test_other_columns_of_publishers_win(headers, cells, named, told):
    publishers, warnings = read_row(headers, *cells)
    assert ([(p.name.text, p.role) for p in publishers], len(warnings)) == (named, told)


@pytest.mark.parametrize("name", ["見本出版 (発売: 模擬書房)", "見本出版・模擬書房"])
def test_a_name_of_the_archive_comes_back_as_it_is(name, tmp_path):
    """A table of ours says the role where the name alone would be read as more."""
    book = Book(
        "book:mihon",
        titles=["見本の社会"],
        publishers=[model.Publisher(name), model.Publisher("例示社", "distributor")],
    )
    write([book], tmp_path / "out.csv", to="csv")
    assert list(read(tmp_path / "out.csv")) == [book]
