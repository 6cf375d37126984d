"""Accepted risks around the bastion and the jump host, with their remedies."""

from __future__ import annotations

from collections.abc import Iterator

from ringfence.blueprint.language.bastion import JumpHost
from ringfence.catalog.tables import studio_hosts
from ringfence.plan.context.blueprint_context import BLUEPRINT, BlueprintContext, Path
from ringfence.plan.model.services import Risk
from ringfence.plan.rules.bastion_rules import AT, HOST, RULES
from ringfence.plan.rules.rule_sources import jump_host_spec

NATIVE = "azure-docs bastion/native-client.md (2023-06-23)"
SSH = "azure-docs bastion/bastion-connect-vm-ssh-linux.md (2025-03-31)"
PATCHES = "azure-docs virtual-machines/automatic-vm-guest-patching.md"


def bastion(context: BlueprintContext) -> Iterator[Risk]:
    """Risks of the bastion that the blueprint asks for."""
    wanted = context.blueprint.hub.bastion
    if wanted is None:
        return
    yield _risk(
        context,
        "the bastion's own traffic does not pass the firewall, and may go to every machine that it can route to",
        "Azure allows no route table on its subnet and demands 22 and 3389 to VirtualNetwork, 443 to AzureCloud and 80"
        " to the internet in its security group.",
        "Other subnets let in neither 22 nor 3389 from it; machines are reached by people only who may read them.",
        RULES,
        AT,
    )
    if wanted.native_client:
        yield _risk(
            context,
            "files can be carried through the bastion",
            "Tunnels of azure-cli carry whatever ssh carries; that copy and paste is off holds for the browser only.",
            "Set nativeClient: false.",
            NATIVE,
            (*AT, "nativeClient"),
        )
    yield from _jump_host(context)


def _jump_host(context: BlueprintContext) -> Iterator[Risk]:
    host = jump_host_spec(context)
    if host is None:
        return
    yield _risk(
        context,
        "everybody on the jump host is the same account, and may become root",
        "One local account with one key; Entra ID decides who may use the bastion, not who signs in to the machine."
        " The bastion's log says who came; sessions are not recorded.",
        "Keep the private key in a key vault that few can read; a machine a team separates more.",
        SSH,
        HOST,
    )
    yield from _reach(context, host)
    if not host.updates_from:
        yield _risk(
            context,
            "the jump host gets no updates",
            "Azure would install them, but the machine reaches no mirror that has them.",
            "Name mirrors: updatesFrom. Or make the machine anew from the latest image, often.",
            PATCHES,
            HOST,
            check="HND06",
        )
    else:
        yield _risk(
            context,
            f"the jump host reaches everything on {', '.join(sorted(set(host.updates_from)))}",
            "The firewall sees names of mirrors, not what is fetched from or sent to them; packages are signed.",
            "Mirrors of the institution's own.",
            BLUEPRINT,
            (*HOST, "updatesFrom"),
        )


def _reach(context: BlueprintContext, host: JumpHost) -> Iterator[Risk]:
    """What the jump host can ask for: no host of all tenants, or those of the studio."""
    if not host.studio:
        yield _risk(
            context,
            "the jump host reaches private endpoints and sign-in, and no management of Azure",
            "Its egress is the named hosts. The portal, the studio and az need hosts of all tenants.",
            "Intended. Set studio: true for the studio. Scripts that ask Azure Resource Manager run from a machine on"
            " premises or by VPN.",
            SSH,
            HOST,
        )
        return
    at: Path = (*HOST, "studio")
    yield _risk(
        context,
        "who can tunnel through the jump host reaches the studio and workspaces of other tenants",
        "The hosts of the studio and of Azure Resource Manager serve every customer; data can be uploaded to a"
        " workspace elsewhere.",
        "Set studio: false; people who come by VPN or ExpressRoute use the studio in the browser of their machine.",
        "microsoft/AzureTRE#4660",
        at,
    )
    yield _risk(
        context,
        "the studio may ask for hosts that the firewall does not admit",
        "Microsoft lists hosts of workspaces and of the portal's sign-in, and no list for the studio alone.",
        "Look at what the firewall denies (AZFWApplicationRule) while a page of the studio loads.",
        studio_hosts().source,
        at,
        check="HND06",
    )


def _risk(
    context: BlueprintContext, name: str, text: str, remedy: str, source: str, at: Path, *, check: str = ""
) -> Risk:
    why = context.because(text, at, source=source, check=check)
    return Risk(package="connectivity", name=name, remedy=remedy, because=why)
