"""Speed and size as ratios measured in one run, so that they mean the same on a slow machine."""
