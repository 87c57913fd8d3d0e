"""Bulk import: plan, commit, give back what is refused, undo, and say why a field holds what it holds."""

from smj_catalog.services.importing.carry import PlanCut, PlanRefused, already, commit_plan, plan_import
from smj_catalog.services.importing.entry import Action, Entry, ImportOptions, InputFile
from smj_catalog.services.importing.planfile import Plan
from smj_catalog.services.importing.planfile import load as load_plan
from smj_catalog.services.importing.rejects import write_rejects
from smj_catalog.services.importing.undo import UndoConflict, Undone, undo
from smj_catalog.services.importing.why import Reason, why

__all__ = [
    "Action", "Entry", "ImportOptions", "InputFile", "Plan", "PlanCut", "PlanRefused", "Reason", "UndoConflict",
    "Undone", "already", "commit_plan", "load_plan", "plan_import", "undo", "why", "write_rejects",
]  # fmt: skip
