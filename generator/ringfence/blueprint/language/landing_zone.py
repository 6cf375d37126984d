"""The part of the input language about landing zones: a network, exactly one workload, and services beside it."""

from ipaddress import IPv4Network
from typing import Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from ringfence.blueprint.language.compute import Cluster, Instance, MachineLearning
from ringfence.blueprint.language.databricks import Databricks
from ringfence.blueprint.language.features import Workloads, ZoneServices, ZoneSubnets, lead, workloads
from ringfence.blueprint.language.inference import Inference
from ringfence.blueprint.language.lake import DataLake
from ringfence.blueprint.language.types import Name, Node, Tags, attribute
from ringfence.catalog.read import purposes
from ringfence.catalog.spec import Service


class LandingZone(Workloads):
    """A spoke: its own network, its own package, its own approval; its workload block says what it is for."""

    name: Name = Field(description="Name of the landing zone and of its package.")
    hub: Name | None = Field(
        default=None, description="One of `hubs`; the only one, or the one in its region, when left out."
    )
    environment: Name = Field(description="One of `environments`.")
    subscription: Name | None = Field(
        default=None, description="Subscription of the package; that of the environment when left out."
    )
    region: str | None = Field(default=None, description="Azure region; the hub's when left out.")
    address_space: IPv4Network | None = Field(
        default=None, alias="addressSpace", description="Prefix of the network; cut from the pools when left out."
    )
    subnets: ZoneSubnets = Field(default=ZoneSubnets(), description="Explicit subnet prefixes.")
    machine_learning: MachineLearning | None = Field(
        default=None,
        alias="machineLearning",
        description="Workload: a private Azure ML workspace for training, with compute in this network.",
    )
    inference: Inference | None = Field(
        default=None, description="Workload: online and batch endpoints in a managed network."
    )
    databricks: Databricks | None = Field(
        default=None, description="Workload: a Databricks workspace whose clusters stand in this network."
    )
    data_lake: DataLake | None = Field(
        default=None, alias="dataLake", description="Workload: a data lake in layers bronze, silver and gold."
    )
    services: ZoneServices = Field(default=ZoneServices(), description="Further services of the landing zone.")
    names: dict[Name, str] = Field(default={}, description="Names to use instead of the derived ones, by kind.")
    tags: Tags = Field(default={}, description="Tags put on this landing zone.")

    @model_validator(mode="after")
    def _one_workload(self) -> Self:
        given = [key for key in workloads() if getattr(self, attribute(self, key)) is not None]
        if len(given) != 1:
            raise PydanticCustomError("one_workload", "{given}", {"given": given})
        return self

    @property
    def workload_key(self) -> str:
        """The key of its workload block."""
        return next(key for key in workloads() if getattr(self, attribute(self, key)) is not None)

    @property
    def purpose(self) -> str:
        """What it is for: the purpose whose workload block it has."""
        return workloads()[self.workload_key]

    @property
    def workload(self) -> Node:
        """Its workload block."""
        found: Node = getattr(self, attribute(self, self.workload_key))
        return found

    def block(self, spec: Service) -> Node | None:
        """The options that a service has here: those of a lead are the workload block; None when it has none."""
        led = lead(purposes()[self.purpose])
        return self.workload if led is not None and led.kind == spec.kind else self.services.block(spec.asked)

    @property
    def clusters(self) -> list[Cluster]:
        """The compute clusters of its workspace; none for other workloads."""
        return getattr(self.workload, "clusters", [])

    @property
    def instances(self) -> list[Instance]:
        """The compute instances of its workspace; none for other workloads."""
        return getattr(self.workload, "instances", [])
