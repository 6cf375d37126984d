"""The words of the input language: names, ids, lines of text, and the node that every mapping is."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", min_length=2, max_length=24),
]
"""Lower-case words joined by single hyphens: it becomes part of Azure names, file names and Bicep identifiers."""
Guid = Annotated[str, Field(pattern=r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$")]
Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f\u2028\u2029]+$", min_length=3, max_length=100)]
"""One line of text without control characters."""
TagValue = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f\u2028\u2029]*$", max_length=256)]
TagName = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9 ._-]*$", max_length=128)]
Tags = dict[TagName, TagValue]
VmSize = Annotated[str, Field(pattern=r"^Standard_[A-Za-z0-9_-]+$", max_length=60)]
Port = Annotated[int, Field(ge=1, le=65535)]
DataClass = Literal["public", "internal", "confidential", "restricted"]


class Node(BaseModel):
    """A part of a blueprint: immutable, unknown keys refused, types not coerced.

    Only the blueprint as a whole is read, so no part is built for itself before it is asked for. Modules of models
    do not postpone annotations: pydantic would have to evaluate the text of each.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


def attribute(node: object, key: str) -> str:
    """The attribute of a node that a key stands for; the key itself for anything else."""
    fields = type(node).model_fields if isinstance(node, Node) else {}
    return next((name for name, field in fields.items() if (field.alias or name) == key), key)
