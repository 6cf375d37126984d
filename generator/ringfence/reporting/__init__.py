"""Every stage: prints a report for people (text), for programs (JSON), for scanners (SARIF), for pull requests
(GitHub), and for pipelines (Azure DevOps, JUnit)."""

from ringfence.reporting.azure_devops import as_azure_devops
from ringfence.reporting.github import as_github
from ringfence.reporting.junit import Case, as_junit
from ringfence.reporting.plain_json import as_json
from ringfence.reporting.sarif import Described, as_sarif
from ringfence.reporting.text import as_text
from ringfence.reporting.visible import disarmed, disarmed_data, visible

__all__ = [
    "Case",
    "Described",
    "as_azure_devops",
    "as_github",
    "as_json",
    "as_junit",
    "as_sarif",
    "as_text",
    "disarmed",
    "disarmed_data",
    "visible",
]
