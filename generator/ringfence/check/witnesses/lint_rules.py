"""Witness CMP02: the package is linted by the rules it was shipped with; silence by other rules would prove nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ringfence.assets import root
from ringfence.check.evidence import Evidence
from ringfence.diagnostics import Diagnostic
from ringfence.plan.model.module import SHARED
from ringfence.render.package import CONFIG_TEMPLATE
from ringfence.render.tree import CONFIG

_PRAGMA = re.compile(r"^\s*#disable-", re.MULTILINE)
SOURCE = "Bicep documentation, bicep-config-linter: the nearest bicepconfig.json counts, #disable-… silences a rule"


def witness(evidence: Evidence) -> Iterator[Diagnostic]:
    """A finding for each bicepconfig.json that is not ours, and for each line that silences the compiler."""
    shipped = (root() / "templates" / CONFIG_TEMPLATE).read_text("utf-8")
    ours = {CONFIG, f"{SHARED}modules/{CONFIG}"}
    for file in sorted({CONFIG, *evidence.configs} & ours):
        if evidence.configs.get(file) != shipped:
            yield _finding(evidence, file, "the lint rules are not those that Ringfence ships")
    for file in evidence.configs:
        if file not in ours:
            yield _finding(evidence, file, "this file sets lint rules for the modules beside it")
    for file, text in evidence.sources.items():
        for pragma in _PRAGMA.finditer(text):
            line = text.count("\n", 0, pragma.end()) + 1
            yield _finding(evidence, file, "this line silences the compiler", line)


def _finding(evidence: Evidence, file: str, message: str, line: int = 0) -> Diagnostic:
    place, path = evidence.place(file, line, min(line, 1)), evidence.path(file)
    return Diagnostic(code="CMP02", message=message, place=place, path=path, source=SOURCE)
