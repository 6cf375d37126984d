"""Tests of the room of traps: each has a proof, and the proof is run or found."""
