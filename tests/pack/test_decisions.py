"""`explain` knows every row of the review, by a word of the row, and gives the reason that stands there."""

from __future__ import annotations

from collections import defaultdict

from ringfence.pack.review.decisions import decisions
from ringfence.pack.review.review import tables
from ringfence.pipeline import Decision


def test_every_row_of_the_review_is_known_with_its_reason(decision: Decision) -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for found in decisions(decision.plan):
        for name in found.names:
            known[name.lower()].update(reason.text for reason in found.because)
    for table in tables(decision.plan):
        reason = table.columns.index("Why") if "Why" in table.columns else 0
        for row in table.rows:
            told = [text for cell in row[:reason] for text in known[cell.lower()]]
            assert not reason or any(text in row[reason] for text in told), (table.title, row)
