"""What a rule is for, said where it is planned, because names of rules may come from a blueprint."""

from __future__ import annotations

from typing import Literal, TypeAlias

Use: TypeAlias = Literal[
    "people",  # who comes in: users, and those who sit at the jump host
    "jump-host",  # what the jump host needs for itself: sign-in, updates
    "private-endpoints",  # from a subnet to the private endpoints
    "jobs",  # at the private endpoints: clusters, instances and nodes of the same landing zone
    "agents",  # at the private endpoints: build agents of the same landing zone
    "instances",  # a flow of the platform for compute instances
    "nodes",  # among nodes of a cluster, or a flow of the platform for them
    "platform",  # any other flow of the platform
    "dns",  # names: to the firewall's proxy, to and from a resolver
    "lake",  # jobs of one landing zone and a lake
    "mlflow",  # nodes of one landing zone and the workspace whose MLflow they use
    "sql",  # a gateway of one landing zone and the tables that a SQL endpoint of another answers with
    "databricksJobs",  # build agents of one landing zone and the jobs of Databricks in another that they start
    "endpoint",  # build agents of one landing zone and the endpoint of another that they ask after a release
    "images",  # build agents of one landing zone, and images and code of another that answers with its models
    "models",  # a registry of models that another landing zone has
    "batch",  # what batch endpoints hand out their work by
    "egress",  # what the blueprint asks for by name
    "deny",  # the denies at the end
]
