"""Judgement on what shows a product."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smj_catalog.crosswalk import Context
from smj_catalog.formats.onix.judgement import each_once
from smj_catalog.formats.onix.shapes import OnixResource, OnixVersion, copying
from smj_catalog.model import Product, Resource

_shape, _made = copying(OnixResource, Resource, "audiences"), copying(Resource, OnixResource, "audiences")


def resources_of(record: Product, _: Context) -> Iterable[OnixResource]:
    """Return a SupportingResource of one version for each file."""
    return [
        _shape(it, audiences=each_once(it.audiences), versions=(
            OnixVersion(it.form, (it.url,), tuple({f.type: f for f in reversed(it.file_features)}.values())[::-1], it.dates),
        ))
        for it in record.resources
    ]  # fmt: skip


def from_resources(shapes: list[OnixResource], _: Context) -> dict[str, Any]:
    """Return a resource for each address: a SupportingResource may have several versions, at several addresses."""
    return {"resources": tuple(
        _made(it, url=url, form=of.form, file_features=of.features, dates=of.dates, audiences=it.audiences or ("00",))
        for it in shapes for of in it.versions for url in of.links
    )}  # fmt: skip
