from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from radlane.settings.dimse import DimseSettings, ListenSettings


def test_nothing_listens_by_itself() -> None:
    assert DimseSettings().listen is None


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"host": "::1"},
        {"host": "0.0.0.0", "callers": ("MODALITY",)},
        {"host": "0.0.0.0", "addresses": ("192.0.2.0/24",)},
        {"ae_title": "A TITLE-16 CHARS"},
        {"tls": {"certificate_file": "c.pem", "key_file": "k.pem"}},
    ],
)
def test_what_lets_not_everybody_in_is_listened_on(said: dict[str, Any]) -> None:
    assert ListenSettings.model_validate(said)


@pytest.mark.parametrize(
    "said",
    [
        {"host": "0.0.0.0"},
        {"host": "192.0.2.7"},
        {"ae_title": ""},
        {"ae_title": " "},
        {"ae_title": "SEVENTEEN CHARS.."},
        {"ae_title": "BACK\\SLASH"},
        {"callers": ("\x00",)},
        {"addresses": ("everybody",)},
        {"tls": {"certificate_file": "c.pem"}},
        {"tls": {}},
    ],
)
def test_what_lets_everybody_in_or_is_no_name_is_refused(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        ListenSettings.model_validate(said)
