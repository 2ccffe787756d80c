"""What the figures are is printed at the end."""

from support.figures import pytest_terminal_summary

__all__ = ["pytest_terminal_summary"]
