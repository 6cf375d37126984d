"""The pictures of a plan: TOPOLOGY.svg shows all of it, `review/packages/NAME.svg` one package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ringfence.pack.picture.drawing import Drawing
from ringfence.pack.picture.overview import overview
from ringfence.pack.picture.package_picture import package_picture
from ringfence.pack.picture.svg import svg
from ringfence.pack.picture.traffic import traffic
from ringfence.pack.review.steps import Step, steps
from ringfence.plan.model.package import Plan

NAME = "TOPOLOGY.svg"
FOLDER = "review/packages/"


def pictures(plan: Plan, walked: Sequence[Step] = ()) -> Mapping[str, str]:
    """Every picture as SVG, by path; `walked` are the plan's steps where they are known already."""
    whole, *each = drawings(plan, walked)
    return {
        NAME: svg(whole, FOLDER),
        **{f"{FOLDER}{one.name}.svg": svg(one, "", f"../../{NAME}") for one in each},
    }


def drawings(plan: Plan, walked: Sequence[Step] = ()) -> Iterator[Drawing]:
    """The overview, then a drawing of each package in order of deployment."""
    found = walked or steps(plan)
    seen = traffic(plan, found)
    yield overview(plan, found, seen)
    for package in plan.packages:
        yield package_picture(plan, package, found, seen)
