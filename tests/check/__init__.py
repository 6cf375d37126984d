"""Tests of stage 5: witnesses on small evidence, the Bicep client on a small package, sabotage of a real one."""
