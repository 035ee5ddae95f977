"""What is probably wrong: which claim is to blame, and the smallest edit that mends it."""

from kg.explaining.blame import suspicion
from kg.explaining.repairing import explain

__all__ = ["explain", "suspicion"]
