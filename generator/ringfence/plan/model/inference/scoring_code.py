"""Scoring code of a workspace: the container with its files, the names it has, and the versions made of the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ringfence.blueprint.language.inference import ScoringCode
from ringfence.plan.model.rows.bounds import column
from ringfence.plan.model.values import Cell, Child, Column, Resource, plain

CODE_VERSION = (
    column(ScoringCode, "name"),
    column(ScoringCode, "version"),
    Column(name="uri", type="string", text="Address of the folder with its files, in the workspace's storage account."),
)
"""What a version of code is told by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeContainer(Child):
    """The container of a workspace's storage account in which people put files of scoring code."""

    resource: Resource
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAsset(Child):
    """The name under which a workspace has versions of scoring code."""

    resource: Resource
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeVersion(Child):
    """A version of scoring code in a workspace, called `code`, made of the files at `uri`."""

    resource: Resource
    parent: str
    code: str
    uri: str

    @property
    def row(self) -> Mapping[str, Cell]:
        """The version as a reviewer reads it."""
        return {"name": self.code, "version": plain(self.resource.name), "uri": self.uri}
