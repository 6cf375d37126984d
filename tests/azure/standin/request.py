"""A deployment as it is asked for over the wire; what does not have the form of one is refused."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from tests.azure.standin.answer import only
from tests.azure.standin.refusal import Body

_UNQUOTED = re.compile(r", template:(?=\s*[{/])")
_NAME = re.compile(r"[-\w.()]{1,64}")
_LARGEST = 4 * 1024 * 1024
_SCHEMA = "subscriptiondeploymenttemplate.json"
_COMMON = ("template", "templateLink", "parameters", "parametersLink", "debugSetting", "validationLevel")
_COMMON_NEW = ("extensionConfigs", "externalInputs", "externalInputDefinitions")
_MEMBERS = frozenset(
    {*_COMMON, *_COMMON_NEW, "mode", "onErrorDeployment", "whatIfSettings", "expressionEvaluationOptions"}
)
_STACK = ("actionOnUnmanage", "denySettings", "deploymentScope", "description", "bypassStackOutOfSyncError")
_STACK_MEMBERS = frozenset({*_COMMON, *_COMMON_NEW, *_STACK, "deploymentStackResourceId", "retentionInterval"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A deployment that somebody asks for; `settings` is what else stood in its properties."""

    subscription: str
    name: str
    location: str
    template: Body
    parameters: Body
    settings: Body


def read(subscription: str, name: str, body: str) -> Request:
    """The deployment in a request's body; azure-cli leaves its key `template` unquoted, to keep the template's text."""
    request = _request(subscription, name, _UNQUOTED.sub(', "template":', body, count=1), _MEMBERS)
    mode = request.settings.get("mode")
    if mode != "Incremental":
        raise only("InvalidDeployment", f"The mode '{mode}' is not supported for a deployment at subscription scope.")
    return request


def read_stack(subscription: str, name: str, body: str) -> Request:
    """The deployment in the body of a deployment stack; its settings stay in `settings`."""
    request = _request(subscription, name, body, _STACK_MEMBERS)
    for member, inner in (("actionOnUnmanage", "resources"), ("denySettings", "mode")):
        if inner not in (request.settings.get(member) or {}):
            raise _malformed(f"Required property '{inner}' not found in JSON. Path 'properties.{member}'.")
    return request


def _request(subscription: str, name: str, body: str, members: frozenset[str]) -> Request:
    if len(body.encode()) > _LARGEST:
        raise only("RequestContentTooLarge", "The request content size exceeds the maximum size of 4 MB.", 413)
    if not _NAME.fullmatch(name):
        raise only("InvalidDeploymentName", f"The provided deployment name '{name}' is not valid.")
    content = _content(body)
    properties = content["properties"]
    for member in properties.keys() - members:
        raise _malformed(f"Could not find member '{member}' on object of type 'DeploymentContent'.")
    if not content.get("location"):
        raise only("LocationRequired", "The location property is required for this definition.")
    return Request(
        subscription=subscription.lower(),
        name=name,
        location=content["location"],
        template=_template(properties),
        parameters=_parameters(properties),
        settings={key: value for key, value in properties.items() if key not in ("template", "parameters")},
    )


def _content(body: str) -> Body:
    try:
        content = json.loads(body)
    except json.JSONDecodeError as error:
        raise _malformed(str(error)) from error
    if not isinstance(content, dict) or not isinstance(content.get("properties"), dict):
        raise _malformed("Required property 'properties' not found in JSON. Path ''.")
    return content


def _template(properties: Body) -> Body:
    template = properties.get("template")
    if not isinstance(template, dict):
        raise _malformed("Required property 'template' not found in JSON. Path 'properties'.")
    schema = str(template.get("$schema", ""))
    if _SCHEMA not in schema.lower():
        raise only("InvalidSchema", f"The template schema '{schema}' is not that of a subscription deployment.")
    return template


def _parameters(properties: Body) -> Body:
    given = properties.get("parameters") or {}
    for name, entry in given.items():
        if not isinstance(entry, dict) or not ({"value", "reference"} & entry.keys()):
            raise _malformed(f"Required property 'value' not found in JSON. Path 'properties.parameters.{name}'.")
    return {
        name: entry["value"] if "value" in entry else _secret(name, entry["reference"]) for name, entry in given.items()
    }


def _secret(name: str, reference: object) -> str:
    """What a key vault holds; every vault here holds every secret, and its value says which one it is."""
    row = reference if isinstance(reference, dict) else {}
    vault = (row.get("keyVault") or {}).get("id", "")
    if not vault or not row.get("secretName"):
        raise _malformed(f"Required property 'keyVault' not found in JSON. Path 'properties.parameters.{name}'.")
    return f"{row['secretName']} of {vault.rsplit('/', 1)[-1]}"


def _malformed(what: str) -> Exception:
    return only("InvalidRequestContent", f"The request content was invalid and could not be deserialized: '{what}'")
