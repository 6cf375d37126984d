"""Stage 2, blueprint: reads plain data as a blueprint, by the models of the language alone."""

from __future__ import annotations

import json

from ringfence.blueprint.language.model import Blueprint
from ringfence.load.document import Document


def parsed(document: Document) -> Blueprint:
    """The blueprint in a document; raises pydantic's `ValidationError`."""
    return Blueprint.model_validate_json(json.dumps(dict(document.tree)))
