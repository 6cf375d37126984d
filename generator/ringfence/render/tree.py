"""The files of every package, as text by path; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from ringfence.assets import root
from ringfence.plan.model.package import Plan
from ringfence.render.package import CONFIG_TEMPLATE, render_package

FileTree: TypeAlias = Mapping[str, str]
"""Text by path relative to the output folder, with `/`; text ends in a newline."""


def render(plan: Plan) -> FileTree:
    """`packages/<name>/...` for every package of the plan."""
    config = (root() / "templates" / CONFIG_TEMPLATE).read_text("utf-8")
    tree: dict[str, str] = {}
    for package in plan.packages:
        tree[f"packages/{package.name}/bicepconfig.json"] = config
        for path, text in render_package(package).items():
            tree[f"packages/{package.name}/{path}"] = text
    return tree
