"""Tests of `ringfence confirm` with a program that stands for az."""
