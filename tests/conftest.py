"""The tests speak English, wherever they run."""

import pytest


@pytest.fixture(autouse=True, scope="session")
def english():
    """Take the locale and the variables of the command out of the environment."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("SMJ_CATALOG_ARCHIVE", "SMJ_CATALOG_LANG", "LC_ALL", "LC_MESSAGES"):
            patch.delenv(name, raising=False)
        patch.setenv("LANG", "C.UTF-8")
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the laws, the longest tests: at the end they would leave other processors idle."""
    items.sort(key=lambda item: "test_laws.py" not in item.nodeid)
