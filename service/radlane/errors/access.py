"""What callers may not do, and what cannot be put on record."""

from __future__ import annotations

from radlane.errors.base import RadlaneError


class AccessError(RadlaneError):
    """The caller may not do this."""

    code = "access-denied"


class Unauthenticated(AccessError):
    """No API key or access token, or none that is valid."""

    code = "unauthenticated"


class Forbidden(AccessError):
    """The caller does not have the scope that this needs."""

    code = "forbidden"


class TooManyRequests(AccessError):
    """The caller asks too often."""

    code = "too-many-requests"
    retryable = True


class IssuerUnavailable(AccessError):
    """The issuer of access tokens cannot be asked for its keys now, so nobody knows whether a token is valid."""

    code = "issuer-unavailable"
    retryable = True


class AuditError(RadlaneError):
    """The audit trail cannot be used."""

    code = "audit-error"


class AuditUnavailable(AuditError):
    """Nothing can be put on record at the moment, and what is not on record does not happen."""

    code = "audit-unavailable"
    retryable = True
