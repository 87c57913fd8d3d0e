"""The code of a product's form, which rows of tables say in words."""

from __future__ import annotations

from attrs import evolve

from smj_catalog.codes.terms import SAID
from smj_catalog.codes.words import plain
from smj_catalog.formats import Item
from smj_catalog.model import Product, Record


def formed(old: Record | None, new: Record, item: Item) -> Record:
    """Return a record with the code of the form that a row newly says in words, where they surely mean one: 並製, 文庫.

    Args:
        old: the archive's record; None for a new one.
        new: what it becomes.
        item: the row.
    """
    if item.cells is None or not isinstance(new, Product) or new.form is not None or "form" in item.cleared:
        return new
    words = new.form_description
    if words is None or (isinstance(old, Product) and old.form_description == words):
        return new
    form, details = SAID.get(plain(words), (None, ()))
    return new if form is None else evolve(new, form=form, form_details=new.form_details or details)
