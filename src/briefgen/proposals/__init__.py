"""Proposed outcomes, decided one by one: looked at as they would be if they were accepted, and
written back into their file, of which nothing else changes by a byte."""
