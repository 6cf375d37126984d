"""Commands of more than one option, each in a file; `cli.py` lists them all."""
