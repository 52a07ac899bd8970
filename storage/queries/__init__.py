"""Selects that several services use. They return a Select and never run it."""
