"""Fits a linear model to rows that several nodes share: the sum of their gradients moves equal weights on each.

The result is that of one node with every row, whatever part each has. `library` is numpy, or torch on GPUs: both have
the functions that are used here.
"""

import math

MOST, NEAR = 50000, 1e-8
"""The most steps, and the part of the first slope of the loss below which the weights have arrived."""
STEEP = {"classification": 0.25, "regression": 1.0}
"""The most that the slope of a row's loss changes with its score, by task."""


def share(count, rank, size):
    """The numbers of the rows that one of `size` nodes learns from; each row belongs to one node."""
    return list(range(rank, count, size))


def fitted(library, table, truth, task, group):
    """A weight for each column, with the intercept behind them: the least loss over the rows of all nodes.

    `table` and `truth` are the rows of this node, and `group.summed` adds up what every node gives it. The loss is that
    of LogisticRegression or Ridge with their usual penalty. The steps are Nesterov's, with a new start where they would
    climb. Raises SystemExit where the weights do not arrive.
    """
    rows = library.hstack([table, table[:, :1] * 0 + 1])
    sizes = group.summed(library.stack([(truth * 0 + 1).sum(), (rows * rows).sum()]))
    count, length = float(sizes[0]), stride(sizes, STEEP[task])
    weights = rows[:1].sum(0) * 0
    ahead, momentum, first = weights, 1.0, None
    for _ in range(MOST):
        slope = (group.summed(rows.T @ missed(library, rows @ ahead, truth, task)) + penalty(ahead)) / count
        steepest = float(abs(slope).max())
        first = steepest if first is None else first
        if steepest <= NEAR * first:
            return ahead
        following = ahead - length * slope
        if float((slope * (following - weights)).sum()) > 0:
            momentum = 1.0
        faster = (1 + math.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = following + (momentum - 1) / faster * (following - weights)
        weights, momentum = following, faster
    raise SystemExit(f"the weights did not arrive in {MOST} steps: is a column far larger than the others?")


def stride(sizes, steep):
    """The length of a step that never climbs: one over a bound of the curvature."""
    return float(sizes[0]) / (steep * float(sizes[1]) + 1)


def missed(library, scores, truth, task):
    """How far each row is from its truth; of a class the distance of its chance."""
    return (library.tanh(scores / 2) + 1) / 2 - truth if task == "classification" else scores - truth


def penalty(weights):
    """The slope of the penalty on large weights; the intercept has none."""
    kept = weights * 1
    kept[-1] = 0
    return kept
