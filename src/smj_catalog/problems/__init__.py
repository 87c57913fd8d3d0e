"""What went wrong, as values: where, what was found, what was expected."""

from smj_catalog.problems.catalogue import LANGUAGES, MESSAGES, Message, message
from smj_catalog.problems.fields import Both, batch_kind, fields_named, kinds_named, quoted, worded
from smj_catalog.problems.values import Problem, Rejected, Report, Severity, Where, errors_of, visible

__all__ = [
    "LANGUAGES",
    "MESSAGES",
    "Both",
    "Message",
    "Problem",
    "Rejected",
    "Report",
    "Severity",
    "Where",
    "batch_kind",
    "errors_of",
    "fields_named",
    "kinds_named",
    "message",
    "quoted",
    "visible",
    "worded",
]
