"""The first hour: a blueprint to begin with, what can be asked for, and what each finding means."""
