"""The command ``smj-catalog``: thin; it parses, calls services and prints."""

from smj_catalog.cli.main import main

__all__ = ["main"]
