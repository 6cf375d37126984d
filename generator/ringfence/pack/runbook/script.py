"""A shell script that people run for what ARM cannot do, with the time for it: DEPLOY.md announces each by that."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.values import Code

AT_ONCE = "Directly after this step, before any later one and before models are registered,"
AFTER_IT = "Directly after this step, before any later one,"
AT_THE_END = "When every step is done,"


@dataclass(frozen=True, slots=True)
class Script:
    """A script of a package; `when` begins the sentence that tells people to run it.

    `needs` is a sentence of Markdown about a right that its caller must have and no deployer has, or about how it is
    called; '' for none. `looks` says that it has a run which changes nothing, to be read before the other. `remote`
    says that it asks Azure Resource Manager alone, so that it runs wherever that is reached.
    """

    package: str
    name: str
    text: str
    when: str
    needs: str = ""
    looks: bool = False
    remote: bool = False

    @property
    def unattended(self) -> bool:
        """Whether an agent of pipelines can run it: it needs no way to an endpoint, and no right but a deployer's."""
        return self.remote and not self.needs

    @property
    def call(self) -> Code:
        """How it is run, as Markdown."""
        if self.looks:
            return Code(f"`sh {self.name} plan`, read what it says, then run `sh {self.name} apply`")
        return Code(f"`sh {self.name}`")

    @property
    def path(self) -> str:
        """Where it stands in the output folder."""
        return f"packages/{self.package}/{self.name}"


def scripted(variable: str, command: str, what: str) -> tuple[str, str]:
    """Two lines: a variable gets what a command prints, and the script ends when that is nothing.

    `set -e` ends a script whose command fails, not one whose command has no answer: `az` prints an empty line for a
    property that is not there.
    """
    return f"{variable}=$({command})", f': "${{{variable}:?Azure did not say {what}}}"'
