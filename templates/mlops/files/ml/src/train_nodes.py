"""Trains the model on several nodes at once. Each learns from its own rows; the first one saves, as `train.py` does."""

import argparse

from columns import rows
from nodes import Nodes
from settings import settings
from together import run


def main():
    """Train together, and save on the first node."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--model", required=True)
    words.add_argument("--train", required=True)
    words.add_argument("--output", required=True)
    asked = words.parse_args()
    model = settings(asked.model)
    table = rows(asked.train, model)
    with Nodes() as group:
        run(table, model, group, asked.output)


if __name__ == "__main__":
    main()
