"""What a pipeline is on either platform: when it runs, what people give it, and its jobs. The templates spell it."""

from __future__ import annotations

from dataclasses import dataclass

from ringfence.plan.model.values import Code

ASKED, PULL_REQUEST, TIMED = "asked", "pull request", "timed"
"""When a pipeline runs: people start it, a pull request is opened or changed, or a clock."""

LONGEST = 1440
"""Minutes after which a platform ends a job: a day, for training and for gateways. Unsaid, they end it sooner.

Source: GitHub Docs, workflow syntax, jobs.<job_id>.timeout-minutes (360); Azure DevOps, YAML schema, jobs.deployment,
timeoutInMinutes (60).
"""


@dataclass(frozen=True, slots=True)
class Read:
    """An environment variable, or a value for later jobs, with the expression by which a platform reads it."""

    name: str
    read: Code


@dataclass(frozen=True, slots=True)
class Given:
    """A text that people give when they start a pipeline, and the environment variable of the jobs that hold it."""

    name: str
    variable: str
    what: str
    default: str = ""
    choices: tuple[str, ...] = ()

    @property
    def required(self) -> bool:
        """Whether people must give it."""
        return not self.default


@dataclass(frozen=True, slots=True)
class Value:
    """An environment variable of a job with a text that the plan gives."""

    variable: str
    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """An environment variable of a job whose value an earlier job of the same pipeline hands on."""

    variable: str
    job: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One script as one identity. `environment` of the platform holds its approvals, `client` the variable with the
    client id of its identity, `connection` the service connection of Azure DevOps.

    `hands_on` are names of values for later jobs; `comments` says that it writes on a pull request. Jobs of one `group`
    wait for each other; '' is for a job that waits for earlier runs of itself alone.
    """

    id: str
    title: str
    environment: str
    client: str
    connection: str
    subscription: str
    pool: str
    labels: tuple[str, ...]
    script: str
    values: tuple[Value, ...]
    given: tuple[Given, ...] = ()
    taken: tuple[Taken, ...] = ()
    needs: tuple[str, ...] = ()
    hands_on: tuple[str, ...] = ()
    comments: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """A file of the platform. `crons` are times in UTC; a pipeline with one can be started by people, too."""

    file: str
    title: str
    runs: str
    jobs: tuple[Job, ...]
    given: tuple[Given, ...] = ()
    crons: tuple[str, ...] = ()

    @property
    def pulled(self) -> bool:
        """Whether pull requests run it."""
        return self.runs == PULL_REQUEST

    @property
    def on_branch(self) -> bool:
        """Whether it runs on the branch of releases alone."""
        return not self.pulled
