"""DIMSE from the settings; it needs the extra `dimse`."""

from __future__ import annotations

import ssl
from importlib.util import find_spec
from ssl import SSLContext

from radlane.dicomweb.archive import Archive
from radlane.dicomweb.part10 import Limits
from radlane.errors import SettingsError
from radlane.settings.archives import DimseArchiveSettings
from radlane.settings.dimse import TlsSettings

_PACKAGE = "pynetdicom"


def require_dimse(setting: str) -> None:
    """See whether what DIMSE needs is installed.

    Raises
    ------
    SettingsError
        If it is not.
    """
    if find_spec(_PACKAGE) is None:
        raise SettingsError(f"{setting} needs DIMSE, which is not installed", remedy="Install radlane[dimse]")


def open_dimse(name: str, settings: DimseArchiveSettings, limits: Limits) -> Archive:
    """A node as an archive.

    Raises
    ------
    SettingsError
        If the extra is not installed, or a file for TLS cannot be read.
    """
    require_dimse(f"archives.{name}")
    from radlane.dicomweb.dimse import DimseArchive, Node  # an extra, and slow to import

    node = Node(
        host=settings.host,
        port=settings.port,
        called=settings.ae_title,
        calling=settings.calling_ae_title,
        tls=tls_of(settings.tls, ssl.Purpose.SERVER_AUTH),
        connect_seconds=settings.connect_seconds,
        answer_seconds=settings.answer_seconds,
    )
    return DimseArchive(name, node, limits)


def tls_of(settings: TlsSettings | None, purpose: ssl.Purpose) -> SSLContext | None:
    """How TLS is spoken with a server, or with clients; None: not at all.

    Raises
    ------
    SettingsError
        If a file cannot be read.
    """
    if settings is None:
        return None
    try:
        context = ssl.create_default_context(purpose, cafile=settings.ca_file)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if settings.certificate_file is not None:
            context.load_cert_chain(settings.certificate_file, settings.key_file)
    except (OSError, ValueError) as error:
        raise SettingsError("The files for TLS cannot be used", why=type(error).__name__) from None
    if purpose is ssl.Purpose.CLIENT_AUTH and settings.ca_file is not None:
        context.verify_mode = ssl.CERT_REQUIRED
    return context
