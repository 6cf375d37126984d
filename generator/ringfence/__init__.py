"""Ringfence: a blueprint of a bank's topology becomes reviewed, verified Bicep."""

__version__ = "0.1.0"
