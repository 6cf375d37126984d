"""The shape of an option: a closed subset of JSON Schema, the words of the language, and where the value goes."""

from typing import Literal

from pydantic import Field, JsonValue

from ringfence.catalog.part import Spec

Word = Literal["name", "line", "guid", "vmSize", "network", "dataClass", "date"]
"""Words of the blueprint language that a text may be, each with its pattern and its own finding."""


class Option(Spec):
    """A key that a blueprint may give: its type, bounds, default and description; `to` is the property it becomes.

    `is` names a word of the language in place of `type` and pattern. `title` names the shape of an object in the JSON
    Schema. An option without default that is not among `required` of its object may be left out.
    """

    type: Literal["string", "integer", "boolean", "array", "object"] = "string"
    is_: Word | Literal[""] = Field(default="", alias="is")
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: int | None = None
    maximum: int | None = None
    minLength: int | None = None  # noqa: N815 - JSON Schema's own words
    maxLength: int | None = None  # noqa: N815
    minItems: int | None = None  # noqa: N815
    maxItems: int | None = None  # noqa: N815
    items: "Option | None" = None
    properties: dict[str, "Option"] = Field(default={})
    required: tuple[str, ...] = ()
    default: JsonValue = None
    title: str = ""
    description: str = ""
    to: str = ""
