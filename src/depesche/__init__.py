"""Depesche reads a news wire and keeps the record straight."""

__version__ = "0.1.0"
