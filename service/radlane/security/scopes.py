"""What a caller may do: the scope that a route needs."""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a caller may do."""

    JOBS_READ = "jobs:read"
    JOBS_WRITE = "jobs:write"
    RESULTS_READ = "results:read"
    RESULTS_WITHDRAW = "results:withdraw"
    MODELS_READ = "models:read"
    MODELS_WRITE = "models:write"
    MODELS_PROMOTE = "models:promote"
    PREDICT = "predict"
    STUDIES_WRITE = "studies:write"
    METRICS = "metrics"
    AUDIT_READ = "audit:read"
    WORKLIST_READ = "worklist:read"
    WORKLIST_WRITE = "worklist:write"
