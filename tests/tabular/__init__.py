"""Tests of the tabular formats."""
