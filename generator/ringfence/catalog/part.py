"""What every part of a specification is: immutable, unknown keys refused."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Cloud = Literal["AzureCloud", "AzureUSGovernment", "AzureChinaCloud"]


class Spec(BaseModel):
    """A part of a specification."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
