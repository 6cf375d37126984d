"""The language of `decisions.yaml`, and its JSON Schema for editors."""

import json
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.types import Node
from ringfence.catalog.part import RISK_ID

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "urn:ringfence:decisions:v1"

Text = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f\u2028\u2029]+$", max_length=300)]
"""One line of text without control characters."""


class Decided(Node):
    """One decision: a role of the institution accepts a risk until a day."""

    risk: Annotated[str, Field(pattern=RISK_ID, max_length=60)] = Field(
        description="Id of the risk; `ringfence risks BLUEPRINT` lists those of a plan."
    )
    at: Text = Field(
        default="",
        description="Package or path in the blueprint where the risk stands; left out, it is for each place.",
    )
    accepted_by: Text = Field(
        alias="acceptedBy", description="Role that accepts the risk, such as Head of Network Security."
    )
    accepted: date = Field(description="Day of the decision.")
    until: date = Field(description="Last day on which the decision holds.")
    ticket: Text = Field(description="Where the decision is recorded.")
    note: Text = Field(default="", description="Conditions of the decision, in one line.")


class Decisions(Node):
    """The file: decisions about accepted risks."""

    version: Literal[1] = Field(description="Version of this language.")
    decisions: tuple[Decided, ...] = Field(default=(), max_length=1000, description="Decisions about accepted risks.")


def schema_text() -> str:
    """The JSON Schema (draft 2020-12) of `decisions.yaml`, with one line break at the end."""
    made = Decisions.model_json_schema(by_alias=True)
    whole = {"$schema": _DIALECT, "$id": _ID, **made, "title": "Decisions about accepted risks"}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
