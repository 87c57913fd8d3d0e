"""Products of ONIX that are no whole records: deletions, block updates and tests are told, and never taken for records."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from attrs import evolve

from smj_catalog import BadRecord, Book, commit_plan, init, plan_import, read, validate, write
from smj_catalog import model as m
from smj_catalog.store import Archive

BOOK = Book(
    "book:9784000000024", titles=[m.Title(m.Text("見本の社会"))], publishers=[m.Publisher(m.Text("見本書房"))],
    identifiers=[m.Identifier("isbn-13", "9784000000024"), m.Identifier("doi", "10.99999/mihon.24")],
    prices=[m.Price(Decimal(1600), tax="excluded")], availability="10", texts=[m.Prose("見本の内容")],
)  # fmt: skip
START = (
    "<RecordReference>example.mihon.book:9784000000024</RecordReference><NotificationType>{}</NotificationType>"
    "<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>9784000000024</IDValue></ProductIdentifier>"
)
SUPPLY = (
    "<ProductSupply><SupplyDetail><Supplier><SupplierRole>01</SupplierRole><SupplierName>見本</SupplierName></Supplier>"
    "<ProductAvailability>21</ProductAvailability><Price><PriceType>03</PriceType><PriceAmount>1700</PriceAmount>"
    "<CurrencyCode>JPY</CurrencyCode></Price></SupplyDetail></ProductSupply>"
)
TEXT = (
    "<CollateralDetail><TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience><Text>新しい内容</Text>"
    "</TextContent></CollateralDetail>"
)
TITLE = (
    "<DescriptiveDetail><ProductComposition>00</ProductComposition><ProductForm>BC</ProductForm><TitleDetail><TitleType>01"
    "</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel><TitleText>{}</TitleText></TitleElement>"
    "</TitleDetail></DescriptiveDetail>"
)


def feed(folder: Path, *products: str) -> Path:
    path = folder / "feed.xml"
    inside = "".join(f"\n<Product>{p}</Product>" for p in products)
    path.write_text(
        '<ONIXMessage release="3.1" xmlns="http://ns.editeur.org/onix/3.1/reference"><Header><Sender><SenderName>見本'
        f"</SenderName></Sender><SentDateTime>20260101</SentDateTime></Header>{inside}</ONIXMessage>",
        "utf-8",
    )
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive with one book."""
    made = init(tmp_path / "mine", empty=True, domain="mihon.example", sender="見本", contact="office@mihon.example")
    write([BOOK], tmp_path / "book.jsonl", to="jsonl")
    commit_plan(plan_import([tmp_path / "book.jsonl"], made), made)
    return Archive.open(made.folder)


@pytest.mark.parametrize("code", ["04", "05", "88", "89"])
def test_neither_is_a_fault_nor_asked_for_what_only_a_record_has(code, tmp_path):
    report = validate(feed(tmp_path, START.format(code)))
    rule = {"04": "onix-block-update", "05": "onix-deletion"}.get(code, "onix-test")
    assert [(p.rule, p.severity, p.where.path) for p in report.problems if p.rule.startswith("onix")] == [
        (rule, "warning", "NotificationType")
    ]
    assert [p.rule for p in report.problems if p.severity == "error"] == []


@pytest.mark.parametrize("code", ["05", "88", "89"])
def test_a_deletion_or_test_gives_no_record_and_changes_nothing(code, archive, tmp_path):
    path = feed(tmp_path, START.format(code) + TITLE.format("取消"))
    assert list(read(path)) == []
    plan = plan_import([path], archive)
    assert (plan.rows, plan.changes_something, len(plan.told)) == (0, False, 1)


@pytest.mark.parametrize(
    ("blocks", "changes"),
    [
        (
            SUPPLY,
            {
                "prices": (m.Price(Decimal(1700), tax="excluded"),),
                "availability": "21",
                "suppliers": (m.Supplier(m.Text("見本"), "01"),),
            },
        ),
        (TEXT, {"texts": (m.Prose("新しい内容"),)}),
        (TITLE.format("新しい題"), {"titles": (m.Title(m.Text("新しい題")),), "form": "BC"}),
        ("", {}),
    ],
)
def test_a_block_update_changes_only_its_blocks(blocks, changes, archive, tmp_path):
    plan = plan_import([feed(tmp_path, START.format("04") + blocks)], archive)
    commit_plan(plan, archive)
    (after,) = Archive.open(archive.folder).records()
    assert evolve(after, sources=()) == evolve(BOOK, **changes)


@pytest.mark.parametrize("code", ["01", "02", "03"])
def test_a_notification_that_is_whole_changes_what_it_brings(code, archive, tmp_path):
    plan = plan_import([feed(tmp_path, START.format(code) + TITLE.format("新しい題"))], archive)
    commit_plan(plan, archive)
    (after,) = Archive.open(archive.folder).records()
    assert isinstance(after, Book)
    assert (after.titles[0].text.text, after.identifiers) == ("新しい題", BOOK.identifiers[:1])


def test_a_block_update_of_what_is_not_there_is_refused(archive, tmp_path):
    path = feed(tmp_path, START.format("04").replace("9784000000024", "9784000000031") + SUPPLY + TITLE.format("例示"))
    plan = plan_import([path], archive)
    (entry,) = plan.entries()
    assert (entry.action, [p.rule for p in entry.problems if p.severity == "error"]) == (
        "reject",
        ["onix-block-update"],
    )


def test_a_block_update_is_not_read_as_a_record(tmp_path):
    path = feed(tmp_path, START.format("04") + SUPPLY, START.format("03").replace("24<", "31<") + TITLE.format("例示"))
    with pytest.raises(BadRecord):
        list(read(path))
    refused = []
    assert len(list(read(path, on_reject=refused.append))) == 1
    assert [p.rule for r in refused for p in r.problems] == ["onix-block-update"]
    assert "1700" in refused[0].raw


@pytest.mark.parametrize(("code", "status", "told"), [("03", "02", 1), ("02", "02", 0), ("03", "04", 0)])
def test_a_confirmation_of_what_is_forthcoming_is_doubted(code, status, told, tmp_path):
    detail = f"<PublishingDetail><Imprint><ImprintName>見本</ImprintName></Imprint><PublishingStatus>{status}</PublishingStatus></PublishingDetail>"
    path = feed(tmp_path, START.format(code) + TITLE.format("見本") + detail)
    found = [p for p in validate(path).problems if p.rule == "onix-notification"]
    assert [(p.found, p.severity) for p in found] == [("03", "warning")] * told
    assert len(list(read(path))) == 1


@pytest.mark.parametrize("code", ["08", "09"])
def test_a_sale_to_another_publisher_is_told_and_a_whole_record_of_it_is_read(code, archive, tmp_path):
    path = feed(tmp_path, START.format(code))
    told = [(p.rule, p.severity, p.found, p.expected.id) for p in validate(path).problems]
    assert (told, list(read(path))) == ([("onix-sale", "warning", code, "sender-sold")], [])
    assert not plan_import([path], archive).changes_something
    path = feed(tmp_path, START.format(code) + TITLE.format("見本"))
    told = [(p.severity, p.found, p.expected.id) for p in validate(path).problems if p.rule == "onix-sale"]
    assert (told, [r.titles[0].text.text for r in read(path)]) == ([("warning", code, "a-record-sold")], ["見本"])


def test_a_block_update_keeps_what_its_block_leaves_out_and_says_so(archive, tmp_path):
    other = SUPPLY.replace("<Price>", "<UnpricedItemType>04</UnpricedItemType><!--").replace("</Price>", "-->")
    path = feed(tmp_path, START.format("04") + other)
    (told,) = [p for p in validate(path).problems if p.rule == "onix-block-update"]
    assert "values that they leave out stay" in told.text()
    commit_plan(plan_import([path], archive), archive)
    (after,) = Archive.open(archive.folder).records()
    assert (after.prices, after.availability) == (BOOK.prices, "21")


@pytest.mark.parametrize(("title", "told"), [
    ("", "sender-sold"), ("<Title><TitleType>01</TitleType><TitleText>M</TitleText></Title>", "a-record-sold"),
])  # fmt: skip
def test_a_sale_in_release_2_1_is_told(title, told, tmp_path):
    path = tmp_path / "feed.xml"
    path.write_text(
        f'<ONIXMessage release="2.1"><Header><FromCompany>M</FromCompany></Header><Product>{START.format("08")}'
        f"{title}</Product></ONIXMessage>", "utf-8",
    )  # fmt: skip
    assert [p.expected.id for p in validate(path).problems if p.rule == "onix-sale"] == [told]
