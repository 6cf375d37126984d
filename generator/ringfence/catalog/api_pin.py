"""The API version of a kind, as its folder writes it: one for every cloud, or one a cloud."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field, JsonValue

from ringfence.catalog.part import Cloud, Spec


class ApiPin(Spec):
    """An API version of a resource type; its date stands in its name. An API outside Resource Manager has `v1`.

    `because` is the path of a property that the kind sets and that no older version has: the reason for a version
    that is younger than the policy asks for, or a preview. `source` says why one cloud has another version.
    """

    version: str = Field(pattern=r"^(\d{4}-\d{2}-\d{2}(-preview)?|v\d+)$")
    because: str = ""
    source: str = ""


class ApiPins(Spec):
    """The API version of a kind in each cloud; a cloud that is left out has that of AzureCloud."""

    AzureCloud: ApiPin
    AzureUSGovernment: ApiPin | None = None
    AzureChinaCloud: ApiPin | None = None

    def pin(self, cloud: str) -> ApiPin:
        """The pin that holds in a cloud."""
        apart = {"AzureUSGovernment": self.AzureUSGovernment, "AzureChinaCloud": self.AzureChinaCloud}
        return apart.get(cloud) or self.AzureCloud

    def version(self, cloud: str) -> str:
        """The API version in a cloud."""
        return self.pin(cloud).version

    @property
    def by_cloud(self) -> tuple[tuple[Cloud, ApiPin], ...]:
        """The pins that are written, by cloud, that of AzureCloud first."""
        rows: tuple[tuple[Cloud, ApiPin | None], ...] = (
            ("AzureCloud", self.AzureCloud),
            ("AzureUSGovernment", self.AzureUSGovernment),
            ("AzureChinaCloud", self.AzureChinaCloud),
        )
        return tuple((cloud, pin) for cloud, pin in rows if pin is not None)


def _written(value: JsonValue) -> JsonValue:
    """A version or one pin, as it may be written in short, as the pins of every cloud."""
    if isinstance(value, str):
        return {"AzureCloud": {"version": value}}
    if isinstance(value, dict) and "version" in value:
        return {"AzureCloud": value}
    if isinstance(value, dict):
        return {cloud: {"version": pin} if isinstance(pin, str) else pin for cloud, pin in value.items()}
    return value


Api = Annotated[ApiPins, BeforeValidator(_written)]
"""`'2026-03-01'`, `{version: ..., because: ...}`, or a mapping of these by cloud."""
