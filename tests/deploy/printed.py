"""The forms in which azure-cli 2.91 prints an error of Azure; tests/azure has them from azure-cli itself.

Source: command_modules.resource._utils, azure-core exceptions.ODataV4Format, azure-mgmt-core ARMErrorFormat.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Body = dict[str, Any]


def whole(error: Body) -> str:
    """A failed deployment: the answer as it came."""
    details = [{"code": "ResourceDeploymentFailure", "message": "Failed.", "details": [error]}]
    failed = {"code": "DeploymentFailed", "message": "At least one failed.", "details": details}
    return f"ERROR: {json.dumps({'status': 'Failed', 'error': failed})}\n"


def quoted(error: Body) -> str:
    """A failed deployment of which Resource Manager quotes the provider's answer as text."""
    row = {"code": "BadRequest", "message": json.dumps({"error": error}, indent=2)}
    return f"ERROR: {json.dumps({'code': 'DeploymentFailed', 'message': 'Failed.', 'details': [row]})}\n"


def apart(error: Body) -> str:
    """A refusal before the deployment: the heading, then each detail under `Inner Errors`."""
    heading = {"code": "InvalidTemplateDeployment", "message": "Not valid. See inner errors for details."}
    return f"ERROR: {json.dumps(heading)}\n\nInner Errors: \n{json.dumps(error)}\n"


def lines(error: Body) -> str:
    """A stack: the lines of azure-core, details indented by tabs."""
    nested = {"code": "DeploymentFailed", "message": "At least one failed.", "details": [error]}
    return f"ERROR: {_lines({'code': 'DeploymentStackDeploymentFailed', 'message': 'No.', 'details': [nested]})}\n"


def listed(error: Body) -> str:
    """A preview: `Code - message`, which loses the details of other types."""
    return f"ERROR: InvalidTemplateDeployment - Not valid.\n{error['code']} - {error['message']}\n"


FORMS: tuple[Callable[[Body], str], ...] = (whole, quoted, apart, lines, listed)


def _lines(error: Body) -> str:
    code, message = error["code"], error["message"]
    text = f"({code}) {message}\nCode: {code}\nMessage: {message}"
    text += f"\nTarget: {error['target']}" if error.get("target") else ""
    if error.get("details"):
        text += "\nException Details:"
        for detail in error["details"]:
            text += "\n".join("\t" + line for line in _lines(detail).splitlines())
    if error.get("innererror"):
        text += f"\nInner error: {json.dumps(error['innererror'], indent=4)}"
    if error.get("additionalInfo"):
        text += "\nAdditional Information:"
        text += "".join(
            f"Type: {row['type']}\nInfo: {json.dumps(row['info'], indent=4)}" for row in error["additionalInfo"]
        )
    return text
