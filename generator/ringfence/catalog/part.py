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
