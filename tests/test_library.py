"""What programs hand to the library: taken where one thing can be meant, else refused by an error of ours that says what is taken."""

import pickle

import pytest

import smj_catalog
from smj_catalog import Book, CatalogError, Message, PlanRefused, Problem, Where, commit_plan, init, plan_import

PROBLEM = Problem(Where(path="titles"), "text-type", "5", Message("a-text", {}))
ERRORS = [kind for name in smj_catalog.__all__
          if isinstance(kind := getattr(smj_catalog, name), type) and issubclass(kind, CatalogError) and kind is not PlanRefused]  # fmt: skip


@pytest.fixture
def archive(tmp_path):
    with init(tmp_path / "archive", empty=True) as made:
        made.save(Book("book:x", titles="見本の社会"))
        yield made


@pytest.mark.parametrize("kind", ERRORS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("why", [lambda: Message("a-text", {}), lambda: PROBLEM, lambda: iter([PROBLEM])])
def test_errors_go_from_process_to_process(kind, why):
    """All of them, with their words, problems and whatever else they hold."""
    error = kind(why())
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is kind
    assert (str(again), again.text("ja"), again.problems, again.args) == (
        str(error),
        error.text("ja"),
        error.problems,
        error.args,
    )


def test_a_refused_plan_goes_from_process_to_process(archive, tmp_path):
    """With its plan, whose file holds the rows."""
    (tmp_path / "n.csv").write_text("種類,書名,定価\n図書,見本,abc\n", "utf-8")
    with pytest.raises(PlanRefused) as error:
        commit_plan(plan_import([tmp_path / "n.csv"], archive), archive)
    again = pickle.loads(pickle.dumps(error.value))
    assert (str(again), again.problems) == (str(error.value), error.value.problems)
    assert [entry.action for entry in again.plan.entries()] == ["reject"]
