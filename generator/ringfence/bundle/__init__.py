"""`ringfence bundle` and `ringfence verify`: one file for a change board, made of a release and proven anew from it."""
