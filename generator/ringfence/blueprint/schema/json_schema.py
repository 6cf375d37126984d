"""Stage 2, blueprint: the JSON Schema of the language, for editors; made from the models, so it cannot drift."""

from __future__ import annotations

import json

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from ringfence.blueprint.language.model import Blueprint
from ringfence.blueprint.schema.closed import close_sets
from ringfence.blueprint.schema.plain import make_plain
from ringfence.blueprint.schema.told import explain_patterns, tell

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ID = "urn:ringfence:blueprint:v2"


class _ForEditors(GenerateJsonSchema):
    """The schema as editors need it."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - the signature is pydantic's
        """No titles that repeat the key: an editor would show them in place of the description."""
        return False

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002
        """Keys in the order of the models: an editor proposes them in this order."""
        return value


def schema() -> JsonSchemaValue:
    """The JSON Schema (draft 2020-12) of a blueprint, with the keys that users write.

    It refuses what a schema can refuse: some of what the rules find, too. An empty optional key (`bastion:` with
    nothing behind it) passes the models and not the schema, because its author meant something by it.
    """
    made = Blueprint.model_json_schema(by_alias=True, schema_generator=_ForEditors)
    parts = made.pop("$defs")
    whole = {"$schema": _DIALECT, "$id": _ID, **made, "title": "Ringfence blueprint", "$defs": parts}
    tell(whole)
    make_plain(whole)
    explain_patterns(whole)
    close_sets(whole)
    return whole


def schema_text() -> str:
    """The same as a file: keys in the order of the models, one line break at the end."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
