"""The part of the input language about domains: what lies in one, and which ones a DNS security policy allows."""

from datetime import date
from typing import Literal, TypeAlias

from pydantic import Field

from ringfence.blueprint.language.types import Line, Name, Node
from ringfence.blueprint.language.ways_in import Domain
from ringfence.catalog.part import Cloud

Policy: TypeAlias = Literal["off", "watch", "enforce"]
DOCUMENTED: Cloud = "AzureCloud"
"""The cloud for which Microsoft's page describes DNS security policies and names the hosts behind service tags."""


def within(name: str, domain: str) -> bool:
    """Whether a name is a domain or lies below it; a wildcard `*.a.b` is where `a.b` is. Both in lower case."""
    return f".{name.removeprefix('*.')}".endswith(f".{domain}")


class Looked(Node):
    """Who looked at the log of queries, and when."""

    by: Line = Field(description="Who looked: a team or a mailbox.")
    on: date = Field(description="Day on which they looked.")


class AllowedDomains(Node):
    """Domains that the policy allows beyond those that rules, private endpoints and forwarders need."""

    name: Name = Field(description="Name of the row.")
    domains: list[Domain] = Field(
        min_length=1, max_length=50, description="Domains without wildcards; each stands for every name below it too."
    )
    owner: Line = Field(description="Who answers for it: a team or a mailbox.")
    reason: Line = Field(description="Why the names are asked for; printed in the review.")
    review_by: date = Field(alias="reviewBy", description="Date by which it must be justified again.")


class Dns(Node):
    """DNS security policy (Azure's DNS resolver policy) of the hub and of its landing zones."""

    policy: Policy | None = Field(
        default=None,
        description=(
            "`watch` answers and logs every query and marks those that `enforce` would block; `off` makes no policy."
            " When left out, `watch` in AzureCloud and `off` elsewhere."
        ),
    )
    looked: Looked | None = Field(
        default=None, description="Who looked at the log before the policy enforces, and when; needed for `enforce`."
    )
    allow: list[AllowedDomains] = Field(
        default=[], max_length=100, description="Further domains that may be asked for, as the log shows them."
    )
    threat_intelligence: Literal["off", "preview"] = Field(
        default="off",
        alias="threatIntelligence",
        description="Whether Microsoft's list of malicious domains is blocked; its API is a preview.",
    )

    def chosen(self, cloud: Cloud) -> Policy:
        """What holds in a cloud, whether it is written or left out."""
        return self.policy or ("watch" if cloud == DOCUMENTED else "off")
