"""Stage 5, the witnesses, in order of printing: each reads the evidence of a package and says what does not hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from ringfence.check.evidence import Evidence
from ringfence.check.witnesses import (
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
    Witness("UNQ01", "declares no resource twice", ("snapshot",), unique.ids),
    Witness("UNQ02", "names no deployment twice", ("template",), unique.deployments),
    Witness("UNQ04", "names no part of a resource twice", ("snapshot",), unique.parts),
    Witness("REF01", "names only what is deployed by then", ("snapshot",), references.witness),
    Witness("DEP01", "waits for everything it names", ("template", "snapshot"), dependencies.witness),
    Witness("DEP02", "uses the hub's gateway once it is there", ("template", "snapshot"), transit.witness),
    Witness("DNS07", "links its network to a DNS security policy of its region", ("snapshot",), dns_policies.links),
    Witness("DNS08", "blocks the names that its DNS security policy does not allow", ("snapshot",), dns_policies.ends),
    Witness("SEC01", "holds no secret: Azure reads each from its key vault", ("template",), secrets.witness),
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
