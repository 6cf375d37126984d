"""What every part of a specification is: immutable, unknown keys refused."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Cloud = Literal["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"]


class Spec(BaseModel):
    """A part of a specification."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Sourced(Spec):
    """A fact with its source; where no source confirms it, `check` is the id of the check that would."""

    source: str = ""
    confirmed: bool = True
    check: str = ""


class OfCloud(Sourced):
    """What a fact says in another cloud than AzureCloud."""

    value: tuple[str, ...]


class Handover(Sourced):
    """A step that Azure Resource Manager cannot do, for DEPLOY.md: what to do, and why by hand.

    `before` puts it before the package is deployed instead of after; `when` names an option that must be set.
    """

    step: str
    why: str
    before: bool = False
    when: str = ""
    source: str = ""


class AcceptedRisk(Sourced):
    """What stays open by design where a package has the service: what, how to close it, why; `when` as for a step."""

    name: str
    remedy: str
    why: str
    when: str = ""
