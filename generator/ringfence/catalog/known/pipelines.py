"""What the repository of pipelines takes from others, from `templates/facts/pipelines.json`."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from ringfence.catalog.files import table
from ringfence.catalog.part import Sourced, Spec


class Action(Spec):
    """An action of GitHub by the commit of one of its versions."""

    name: str
    version: str
    commit: str = Field(pattern=r"^[0-9a-f]{40}$")
    source: str


class Components(Sourced):
    """The version of the Responsible AI components."""

    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")


class Unsure(Sourced):
    """A fact about pipelines that no source confirms."""

    text: str


class PipelineFacts(Spec):
    """The table; `action` finds an action by its name."""

    actions: tuple[Action, ...]
    components: Components
    unsure: tuple[Unsure, ...]

    def action(self, name: str) -> Action:
        """The pinned action of this name; raises KeyError where the table has none."""
        return {one.name: one for one in self.actions}[name]


@cache
def pipeline_facts() -> PipelineFacts:
    """The table, read once."""
    rows = table("pipelines")
    return PipelineFacts.model_validate({key: value for key, value in rows.items() if key != "source"})
