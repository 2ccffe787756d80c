"""What CUDA itself reads of the environment: which GPUs it sees, and in which order.

Reference: CUDA Programming Guide, CUDA environment variables.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

_READ = ("CUDA_VISIBLE_DEVICES", "CUDA_DEVICE_ORDER")


def read_cuda_environment() -> Mapping[str, str]:
    """Return the variables that are set."""
    return {name: os.environ[name] for name in _READ if name in os.environ}
