"""The part of the input language about how files of a data lake get colder with age."""

from typing import Annotated

from pydantic import Field

from ringfence.blueprint.language.types import Line, Node

COOL = 90
"""Days after which files of a layer are cool that the blueprint says nothing about."""
_Days = Annotated[int, Field(ge=1, le=36500)]


class Ageing(Node):
    """When files of one layer change their tier or go; days count from a file's last change."""

    cool: _Days | None = Field(default=None, description="Days until files are cool: cheaper to keep, dearer to read.")
    cold: _Days | None = Field(
        default=None, description="Days until files are cold, which Azure bills for 90 at least."
    )
    delete: _Days | None = Field(
        default=None, description="Days until files are deleted; for 90 more they can be brought back."
    )
    reason: Line = Field(description="Why the data may get colder or go; printed in the review.")


class Lifecycle(Node):
    """When files get colder or go, by layer; a layer that is left out has cool files 90 days after a change."""

    bronze: Ageing | None = Field(default=None, description="Files as they came.")
    silver: Ageing | None = Field(default=None, description="Cleaned files.")
    gold: Ageing | None = Field(default=None, description="Files that models and reports use.")
    evidence: Ageing | None = Field(default=None, description="Files that are kept as they are; Azure deletes none.")


def ageing_of(lifecycle: Lifecycle, layer: str) -> Ageing | None:
    """What is said of a layer; None for one that is left out."""
    found: Ageing | None = getattr(lifecycle, layer)
    return found
