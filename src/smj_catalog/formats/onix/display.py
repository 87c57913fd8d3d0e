"""Judgement on what shows a product."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from smj_catalog.codes import onix as codes
from smj_catalog.crosswalk import Context
from smj_catalog.crosswalk.drafts import unchecked
from smj_catalog.formats.onix.judgement import each_once
from smj_catalog.formats.onix.shapes import OnixResource, OnixVersion
from smj_catalog.formats.onix.trade import dated, from_dated
from smj_catalog.model import Product, Resource

_made = unchecked(Resource)


def resources_of(record: Product, _: Context) -> Iterable[OnixResource]:
    """Return a SupportingResource of one version for each file."""
    return [
        OnixResource(
            it.type,
            it.mode,
            each_once(it.audiences),
            it.features,
            (
                OnixVersion(
                    it.form,
                    (it.url,),
                    tuple({f.type: f for f in reversed(it.file_features)}.values())[::-1],
                    dated(it.dates, {}),
                ),
            ),
        )
        for it in record.resources
    ]


def from_resources(shapes: list[OnixResource], _: Context) -> dict[str, Any]:
    """Return a resource for each address: a SupportingResource may have several versions, at several addresses."""
    return {
        "resources": tuple(
            _made(
                url,
                it.type,
                mode=it.mode,
                form=version.form,
                audiences=it.audiences or ("00",),
                features=it.features,
                file_features=version.features,
                dates=from_dated(version.dates, codes.NO_ROLES),
            )
            for it in shapes
            for version in it.versions
            for url in version.links
        )
    }
