"""ONIX for Books."""
