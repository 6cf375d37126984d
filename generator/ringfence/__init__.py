"""Ringfence: a blueprint of a bank's topology becomes reviewed, verified Bicep.

`ringfence.api` is for other programs.
"""

__version__ = "0.1.0"
