"""The rows of a review as one text, for tests that look for a table or a row and not for the file it is in."""

from __future__ import annotations

from ringfence.pack.review.review import FIRST, PAGE, review
from ringfence.plan.model.package import Plan
from ringfence.releases.release import Release


def review_rows(plan: Plan, release: Release = FIRST) -> str:
    """Every file that REVIEW.md links to, one after the other."""
    files = review(plan, "bank.yaml", release=release)
    return "\n".join(text for path, text in files.items() if path != PAGE)
