"""How a network is refused."""

from __future__ import annotations

from radlane.errors import PackageRefused


def refused(code: str, why: str) -> PackageRefused:
    """Why a network is not taken; `why` holds nothing of the file."""
    remedy = "Export it again, as docs/admission.md says"
    return PackageRefused(code, "The network is not taken", why=why, remedy=remedy)
