"""Rules that records must keep to, with the standard that each comes from."""

from smj_catalog.model.rules.base import Finding, Rule
from smj_catalog.model.rules.catalogue import CATALOGUE_RULES, CatalogueCheck
from smj_catalog.model.rules.checking import RULES, check_record, newly_wrong
from smj_catalog.model.rules.whole import OF_CATALOGUE, OF_WHOLES

_BY_ID = {rule.id: rule for rule in (*RULES, *CATALOGUE_RULES)}


def rule(name: str) -> Rule:
    """Return the rule with an id.

    Raises:
        KeyError: there is no such rule.
    """
    return _BY_ID[name]


__all__ = [
    "CATALOGUE_RULES",
    "OF_CATALOGUE",
    "OF_WHOLES",
    "RULES",
    "CatalogueCheck",
    "Finding",
    "Rule",
    "check_record",
    "newly_wrong",
    "rule",
]
