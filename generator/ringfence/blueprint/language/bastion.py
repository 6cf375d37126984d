"""The input language of Azure Bastion and of the jump host behind it."""

from ipaddress import IPv4Network
from typing import Annotated, Literal

from pydantic import Field

from ringfence.blueprint.language.types import Node, VmSize
from ringfence.blueprint.language.ways_in import Domain, KeyVaultSecret

UserName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{1,31}$")]


class JumpHost(Node):
    """One Linux machine in the hub that nothing but the bastion reaches."""

    size: VmSize = Field(
        default="Standard_D2s_v5",
        description="Virtual machine size; it must allow Trusted Launch and encryption at host.",
    )
    user: UserName = Field(description="Name of the one account on it.")
    ssh_key: Annotated[str, Field(max_length=4096)] | None = Field(
        default=None,
        alias="sshKey",
        description="Public SSH key of that account: one line, ssh-ed25519 or ssh-rsa with 2048 bits or more.",
    )
    ssh_key_secret: KeyVaultSecret | None = Field(
        default=None, alias="sshKeySecret", description="Where that public key is kept, when it is not given here."
    )
    updates_from: list[Domain] = Field(
        default=[],
        alias="updatesFrom",
        max_length=20,
        description="Hosts of the mirrors that its updates come from, over HTTP or HTTPS; none come when left out.",
    )
    studio: bool = Field(
        default=False,
        description=(
            "Admit the hosts of Azure Machine Learning studio, for a browser that goes through an ssh tunnel to this"
            " machine. They serve every customer."
        ),
    )


class Bastion(Node):
    """Azure Bastion: sign in to machines through a browser, without a public address on any of them."""

    sku: Literal["Standard", "Premium"] = Field(
        default="Standard", description="Tier; it can be raised later and never lowered."
    )
    sources: list[IPv4Network] = Field(
        alias="from", min_length=1, max_length=100, description="Public prefixes that people come from."
    )
    native_client: bool = Field(
        default=False,
        alias="nativeClient",
        description="Also accept ssh of azure-cli and tunnels to machines; files can then be copied through them.",
    )
    jump_host: JumpHost | None = Field(default=None, alias="jumpHost", description="A machine to sign in to.")
