"""Stage 2, blueprint: the JSON Schema of the language, for editors; made from the models, so it cannot drift."""

from __future__ import annotations

import json

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import CoreSchema

from ringfence.blueprint.language.model import Blueprint

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NETWORK = r"^[0-9]{1,3}(\.[0-9]{1,3}){3}/[0-9]{1,2}$"


class _ForEditors(GenerateJsonSchema):
    """The schema as editors need it."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the signature is pydantic's
        """No titles that repeat the key: an editor would show them in place of the description."""
        return False

    def generate_inner(self, schema: CoreSchema) -> JsonSchemaValue:
        """Networks by their pattern: no editor knows pydantic's format for them."""
        made = super().generate_inner(schema)
        return {"type": "string", "pattern": _NETWORK} if made.get("format") == "ipv4network" else made


def schema() -> JsonSchemaValue:
    """The JSON Schema (draft 2020-12) of a blueprint, with the keys that users write."""
    made = Blueprint.model_json_schema(by_alias=True, schema_generator=_ForEditors)
    return {"$schema": _DIALECT, **made, "title": "Ringfence blueprint"}


def schema_text() -> str:
    """The same as a file: keys sorted, one line break at the end."""
    return json.dumps(schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"
