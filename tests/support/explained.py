"""Where other readers see something else than radlane, and why: by the names of `support.corpus`."""

from __future__ import annotations

from collections.abc import Mapping

EXPLAINED: Mapping[str, str] = {}
