"""A spell-checker for the numbers in Chinese news."""

__version__ = "0.1.0"
