"""What every part of a specification is: immutable, unknown keys refused."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Cloud = Literal["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"]
Severity = Literal["high", "medium", "low"]
"""How much an accepted risk opens: data or rights beyond what was given, less than that, or what may not work."""
RISK_ID = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
"""How the id of an accepted risk is written. An id is never given to another risk: decisions of people name it."""


class Spec(BaseModel):
    """A part of a specification."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Sourced(Spec):
    """A fact with its source; where no source confirms it, `check` is the id of the check that would."""

    source: str = ""
    confirmed: bool = True
    check: str = ""

    @property
    def cited(self) -> str:
        """The source as people read it; '' for none."""
        return self.source if self.confirmed else f"{self.source} (not confirmed)".strip()


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


class Registered(Spec):
    """An accepted risk as the register knows it: its id, its severity, and its name without values of a place.

    `way` says whether it is about a way in or out, so that the review lists it there.
    """

    id: str = Field(pattern=RISK_ID)
    severity: Severity
    title: str
    way: Literal["", "in", "out"] = ""


class AcceptedRisk(Registered, Sourced):
    """What stays open by design where a package has the service: how to close it, why; `when` as for a step."""

    remedy: str
    why: str
    when: str = ""
