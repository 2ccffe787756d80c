"""Settings: `radlane.yaml` and the variables `RADLANE_...`, read once.

In: the file that `RADLANE_CONFIG` names, or `radlane.yaml` in the working folder; the environment goes before it.
Out: `Settings`. Only this module looks at the environment.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from platformdirs import user_data_path
from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)
from pydantic_settings import (
    SettingsError as SourceError,
)

from radlane.domain.form import CLASS_NAMES
from radlane.errors import SettingsError
from radlane.registry.manifest import PlainLoader

PREFIX = "RADLANE_"
CONFIG_VARIABLE = "RADLANE_CONFIG"
DEFAULT_FILE = Path("radlane.yaml")
_REMEDY = "See docs/settings.md"
_DAY_S = 86400.0
_KINDS = frozenset({"folder", "dicomweb", "none", "basic", "bearer"})
_NESTED = frozenset({"ARCHIVES", "LIMITS", "RESULTS"})  # settings with settings below them


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _AnyArchiveSettings(_Section):
    sop_classes_refused: tuple[
        Literal["comprehensive-3d-sr", "comprehensive-sr", "label-map", "parametric-map"], ...
    ] = ()
    """SOP Classes that the archive, or what reads it, does not take: it gets what stands for them."""

    @property
    def refused(self) -> frozenset[str]:
        """The same as SOP Class UIDs."""
        return frozenset(CLASS_NAMES[name] for name in self.sop_classes_refused)


class FolderArchiveSettings(_AnyArchiveSettings):
    """A folder of DICOM files."""

    kind: Literal["folder"]
    path: Path
    """The folder; it has to be there."""

    @field_validator("path")
    @classmethod
    def _is_of_the_user(cls, path: Path) -> Path:
        return path.expanduser()


class NoAuthSettings(_Section):
    """The archive asks for no credentials."""

    kind: Literal["none"] = "none"


class BasicAuthSettings(_Section):
    """Name and password (RFC 7617)."""

    kind: Literal["basic"]
    username: Annotated[str, Field(pattern=r"^[^:\x00-\x1f\x7f]+$")]
    password_file: Path
    """File with the password; read again for each request."""


class BearerAuthSettings(_Section):
    """A token (RFC 6750)."""

    kind: Literal["bearer"]
    token_file: Path
    """File with the token; read again for each request."""


AuthSettings = Annotated[NoAuthSettings | BasicAuthSettings | BearerAuthSettings, Field(discriminator="kind")]
_Prefix = Annotated[str, Field(pattern=r"^[\w.~-]+(/[\w.~-]+)*$")]


class DicomWebArchiveSettings(_AnyArchiveSettings):
    """A PACS over DICOMweb."""

    kind: Literal["dicomweb"]
    url: Annotated[str, Field(pattern=r"^https?://[^\s/?#@]+(/[^\s?#@]*)?$")]
    """Address of the service, without a name or password in it."""
    auth: AuthSettings = NoAuthSettings()
    """How radlane shows who it is."""
    ca_file: Path | None = None
    """Certificates (PEM) to trust in the place of the usual ones."""
    connections: Annotated[int, Field(gt=0, le=64)] = 4
    """Connections at once."""
    requests_per_second: Annotated[float, Field(gt=0, le=10_000)] | None = None
    """Requests begun in a second; no limit if not set."""
    connect_seconds: Annotated[float, Field(gt=0, le=_DAY_S)] = 5.0
    """Seconds to wait for a connection."""
    read_seconds: Annotated[float, Field(gt=0, le=_DAY_S)] = 60.0
    """Seconds to wait for the next bytes of an answer."""
    qido_prefix: _Prefix | None = None
    """Path of queries below `url`."""
    wado_prefix: _Prefix | None = None
    """Path of retrieval below `url`."""
    stow_prefix: _Prefix | None = None
    """Path of storing below `url`."""


ArchiveSettings = Annotated[FolderArchiveSettings | DicomWebArchiveSettings, Field(discriminator="kind")]


class LimitSettings(_Section):
    """What hostile input may take at most."""

    file_bytes: Annotated[int, Field(gt=0)] = 2 << 30
    """Bytes of one DICOM file."""
    study_bytes: Annotated[int, Field(gt=0)] = 64 << 30
    """Bytes that are retrieved of one study."""
    decode_seconds: Annotated[float, Field(gt=0, le=_DAY_S)] = 60.0
    """Seconds that one compressed frame may be decoded."""
    decode_memory_bytes: Annotated[int, Field(ge=1 << 30, le=1 << 50)] = 4 << 30
    """Bytes of address space of the process that decodes."""
    inference_seconds: Annotated[float, Field(gt=0, le=_DAY_S)] = 600.0
    """Seconds that one run of a network may take."""


class ResultSettings(_Section):
    """What results look like here, what is stored besides, and of studies without a result."""

    segmentation_type: Literal["BINARY", "LABELMAP"] | None = None
    """Segmentation Type of every SEG; what the manifest of a model says if not set."""
    display_report: bool = False
    """Whether results hold an SR of outlines too, for viewers that show no image for the report."""
    report_not_analysed: bool = False
    """Whether an SR says Not Attempted in the archive, where images could not be analysed."""
    report_failed: bool = False
    """Whether an SR says Failed in the archive, where an analysis broke."""


class Settings(BaseSettings):
    """All settings of radlane."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )

    archives: dict[str, ArchiveSettings] = {}
    """Archives by name."""
    default_archive: str | None = None
    """The archive of a run that names none."""
    device: Literal["auto", "cuda", "cpu"] = "auto"
    """`cuda` means CUDA or an error; `auto` takes CUDA where it works."""
    threads: Annotated[int, Field(gt=0, le=1024)] | None = None
    """Threads of one network; the cores of the machine or the container if not set."""
    data_dir: Path = Field(default_factory=lambda: user_data_path("radlane"))
    """Where radlane keeps what is its own."""
    database_url: SecretStr | None = None
    """Database of jobs: `postgresql+psycopg://...`; a SQLite file in `data_dir` if not set."""
    workers: Annotated[int, Field(gt=0, le=64)] = 2
    """Jobs at once."""
    keep_days: Annotated[int, Field(gt=0, le=36500)] | None = None
    """Days after which the bytes of results and the rows of jobs are removed; the ledger stays. Never if not set."""
    give_up_hours: Annotated[int, Field(gt=0, le=87600)] = 168
    """Hours after which a job expires that could not come to its end, where its caller says nothing else."""
    access: Literal["none", "keys"] = "none"
    """`none`: no access control, so only loopback addresses are served; `keys`: API keys."""
    models_dir: Path | None = None
    """Folder of model packages in the place of those that come with radlane."""
    timezone: str | None = None
    """IANA name of the site's time zone; the machine's if not set."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Least level that is logged."""
    limits: LimitSettings = LimitSettings()
    results: ResultSettings = ResultSettings()

    @field_validator("data_dir", "models_dir")
    @classmethod
    def _is_of_the_user(cls, path: Path | None) -> Path | None:
        return path.expanduser() if path is not None else None

    @field_validator("timezone")
    @classmethod
    def _is_a_zone(cls, name: str | None) -> str | None:
        try:
            return ZoneInfo(name).key if name is not None else name
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise ValueError("no such time zone") from error

    @model_validator(mode="after")
    def _default_archive_is_there(self) -> Self:
        if self.default_archive is not None and self.default_archive not in self.archives:
            raise ValueError("default_archive names no archive")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the interface's own
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the interface's own
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the file."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, _read_file())

    @property
    def site_timezone(self) -> tzinfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone) if self.timezone else MachineZone()


class MachineZone(tzinfo):
    """The machine's time zone with its summer times; the offset of now would be wrong after the next change."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return the offset at a local time."""
        return moment.replace(tzinfo=None).astimezone().utcoffset() if moment else None

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002 - the interface's own
        """Return None: what of the offset is summer time is not known."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return the abbreviation at a local time."""
        return moment.replace(tzinfo=None).astimezone().tzname() if moment else None

    def fromutc(self, moment: datetime) -> datetime:
        """Return the local time of a moment in UTC."""
        there = moment.replace(tzinfo=UTC).astimezone()
        here = there.replace(tzinfo=self)
        return here.replace(fold=int(here.utcoffset() != there.utcoffset()))  # the second time of an hour that repeats


def load_settings() -> Settings:
    """Read the settings.

    Raises
    ------
    SettingsError
        If a setting is unknown or wrong; the message names it, not its value.
    """
    _refuse_unknown_variables()
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False, include_context=False)[0]
        key = _key(first["loc"]) or "default_archive"
        raise SettingsError("A setting is wrong", why=f"{key}: {first['type']}", remedy=_REMEDY) from None
    except SourceError:
        raise SettingsError("A RADLANE_ variable is no JSON", remedy=_REMEDY) from None


def _key(place: tuple[int | str, ...]) -> str:
    """The name of a setting; pydantic names the kind of a section too, where there are several."""
    return ".".join(str(part) for depth, part in enumerate(place) if depth <= 1 or part not in _KINDS)


def _read_file() -> dict[str, Any]:
    """What the file says; nothing where none is named and `radlane.yaml` is not there."""
    named = os.environ.get(CONFIG_VARIABLE)
    path = Path(named or DEFAULT_FILE)
    if not named and not os.path.lexists(path):
        return {}
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), PlainLoader)  # noqa: S506 - a SafeLoader
    except OSError as error:
        which = f"that {CONFIG_VARIABLE} names" if named else str(DEFAULT_FILE)
        raise SettingsError(f"The settings' file {which} cannot be read", why=error.strerror) from None
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        raise SettingsError("The settings' file is no plain YAML", why=_problem(error), remedy=_REMEDY) from None
    if content is None:
        return {}
    if not isinstance(content, dict) or not all(isinstance(key, str) for key in content):
        raise SettingsError("The settings' file holds no names with values", remedy=_REMEDY)
    return content


def _problem(error: Exception) -> str:
    """Where the file is wrong; not what stands there."""
    mark = getattr(error, "problem_mark", None)
    return f"line {mark.line + 1}" if mark else type(error).__name__


def _refuse_unknown_variables() -> None:
    """A variable that is spelled wrongly would be silent otherwise."""
    known = {name.upper() for name in Settings.model_fields}
    for variable in sorted(os.environ):
        name, below, _ = variable.upper().removeprefix(PREFIX).partition("__")
        if not variable.upper().startswith(PREFIX) or variable == CONFIG_VARIABLE:
            continue
        if name not in (_NESTED if below else known):
            raise SettingsError("There is no such setting", uid=variable, remedy=_REMEDY)
