"""The files of every package and the modules that they share, as text by path; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping
from posixpath import dirname, normpath
from typing import TypeAlias

from ringfence.assets import root
from ringfence.plan.model.package import Plan
from ringfence.render.package import CONFIG_TEMPLATE, render_package

CONFIG = "bicepconfig.json"
"""Lint rules; Bicep takes the nearest one above each file."""
FileTree: TypeAlias = Mapping[str, str]
"""Text by path relative to the output folder, with `/`; text ends in a newline."""


def render(plan: Plan) -> FileTree:
    """`packages/<name>/...` for every package of the plan, and `modules/...` for what packages share.

    Each of these folders has the lint rules. Raises ValueError when two packages do not share the same text.
    """
    config = (root() / "templates" / CONFIG_TEMPLATE).read_text("utf-8")
    tree: dict[str, str] = {}
    for package in plan.packages:
        folder = f"packages/{package.name}"
        tree[f"{folder}/{CONFIG}"] = config
        for name, text in render_package(package).items():
            path = normpath(f"{folder}/{name}")
            if tree.setdefault(path, text) != text:
                raise ValueError(f"{path} is not the same for {package.name} as for other packages")
            if not path.startswith(f"{folder}/"):
                tree[f"{dirname(path)}/{CONFIG}"] = config
    return tree
