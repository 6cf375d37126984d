"""Formats that reviewers open: tables, pages and pictures, made from a generated folder and no part of it."""
