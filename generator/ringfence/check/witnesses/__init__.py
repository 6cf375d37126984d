"""Stage 5, the witnesses, in order of printing: each reads the evidence of a package and says what does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ringfence.check.evidence import Evidence
from ringfence.check.traps import diagnostics, factories, firewalls, gateways, locks, subnets, workspaces
from ringfence.check.witnesses import (
    acting,
    budgets,
    compiles,
    dependencies,
    dns_policies,
    formats,
    hardening,
    lint_rules,
    parity,
    references,
    relint,
    resolves,
    secrets,
    symbols,
    transit,
    unique,
)
from ringfence.diagnostics import Diagnostic

Need = Literal["template", "snapshot"]


@dataclass(frozen=True, slots=True)
class Witness:
    """A witness: the codes it reports, what it claims when it reports none, and what it cannot do without."""

    codes: str
    claim: str
    needs: tuple[Need, ...]
    run: Callable[[Evidence], Iterator[Diagnostic]]


WITNESSES: tuple[Witness, ...] = (
    Witness("CMP01", "compiles without a diagnostic of any level", (), compiles.witness),
    Witness("CMP02", "is linted by the rules it was shipped with", (), lint_rules.witness),
    Witness("FMT01", "is formatted as Bicep formats it", (), formats.witness),
    Witness("SNP01", "is predicted completely", (), resolves.engine),
    Witness("SNP02", "decides everything before it is deployed", ("snapshot",), resolves.literals),
    Witness("SNP03", "has no conditional resource", ("snapshot",), resolves.conditions),
    Witness("PAR01 PAR02", "deploys the plan's resources and no others", ("snapshot",), parity.existence),
    Witness("PAR03", "deploys them under the plan's names and in its places", ("snapshot",), parity.identity),
    Witness("PAR04", "configures them as the plan says, property by property", ("snapshot",), parity.configuration),
    Witness("PAR05", "declares each in the module that the plan names", ("template",), symbols.witness),
    Witness("HRD01", "keeps every security fact of the catalogue", ("snapshot",), hardening.witness),
    Witness(
        "DSG50 DSG52",
        "lets no holder of a role act as an identity, but for those listed",
        ("snapshot",),
        acting.witness,
    ),
    Witness("UNQ01", "declares no resource twice", ("snapshot",), unique.ids),
    Witness("UNQ02", "names no deployment twice", ("template",), unique.deployments),
    Witness("UNQ04", "names no part of a resource twice", ("snapshot",), unique.parts),
    Witness("REF01", "names only what is deployed by then", ("snapshot",), references.witness),
    Witness("DEP01", "waits for everything it names", ("template", "snapshot"), dependencies.witness),
    Witness("DEP02", "uses the hub's gateway once it is there", ("template", "snapshot"), transit.witness),
    Witness("DNS07", "links its network to a DNS security policy of its region", ("snapshot",), dns_policies.links),
    Witness("DNS08", "blocks the names that its DNS security policy does not allow", ("snapshot",), dns_policies.ends),
    Witness("SEC01", "holds no secret: Azure reads each from its key vault", ("template",), secrets.witness),
    Witness("DSG30", "has the firewall in the zones of its addresses", ("snapshot",), firewalls.zones),
    Witness("DSG31", "has the firewall beside its network and its addresses", ("snapshot",), firewalls.places),
    Witness("DSG32", "asks of the firewall what its tier can do", ("snapshot",), firewalls.tiers),
    Witness("DSG33", "lets private endpoints answer to the firewall", ("snapshot",), firewalls.sources),
    Witness("DSG34", "leaves guarded subnets to Azure", ("snapshot",), subnets.guards),
    Witness("DSG35", "shares no delegated subnet", ("snapshot",), subnets.delegated),
    Witness("DSG36", "lists every subnet in its network", ("snapshot",), subnets.listed),
    Witness("DSG38", "sends each log once to a place", ("snapshot",), diagnostics.settings),
    Witness("DSG39", "gives workspaces an account and a builder that they can use", ("snapshot",), workspaces.accounts),
    Witness("DSG40", "admits Azure Machine Learning's own storage", ("snapshot",), workspaces.endpoint_policies),
    Witness("DSG41", "locks single resources only", ("snapshot",), locks.locks),
    Witness("DSG42", "gives a gateway the addresses of its mode", ("snapshot",), gateways.addresses),
    Witness("DSG80", "has the runtimes of factories in the managed network", ("snapshot",), factories.runtimes),
    Witness("DSG81", "leaves to people what they set in a factory", ("snapshot",), factories.bodies),
    Witness("DSG82", "reaches lakes from factories by both of their parts", ("snapshot",), factories.endpoints),
    Witness("DSG83", "has no secret and nothing outdated in a factory", ("snapshot",), factories.content),
    Witness("DSG84", "leaves the approval of private endpoints to owners", ("snapshot",), factories.approvals),
    Witness("LNT01", "passes the compiler with its evaluated values", ("snapshot",), relint.witness),
    Witness("BUD01", "stays within its budgets", ("template",), budgets.witness),
)


def statements(evidence: Evidence) -> Iterator[Diagnostic]:
    """What all witnesses say about a package; one that could not look says so, because silence would pass for proof."""
    for witness in WITNESSES:
        missing = [need for need in witness.needs if getattr(evidence, need) is None]
        if not missing:
            yield from witness.run(evidence)
        else:
            yield Diagnostic(
                code="WIT01",
                message=f"not proven that the package {witness.claim}: there is no {' and no '.join(missing)}",
                place=evidence.place("main.bicep"),
                path=evidence.path(),
                value=witness.codes,
                hint="Correct the findings of CMP01 and SNP01 first.",
            )
