"""Bounds of histograms in seconds: from an answer out of memory to a volume on a slow machine."""

from __future__ import annotations

SECONDS = (0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600)
HOURS = (1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 14400, 86400)  # of jobs: they may wait for an archive
