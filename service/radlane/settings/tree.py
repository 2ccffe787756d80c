"""All settings of radlane."""

from __future__ import annotations

from datetime import tzinfo
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from platformdirs import user_data_path
from pydantic import (
    AfterValidator,
    Field,
    GetJsonSchemaHandler,
    SecretStr,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from radlane.domain.arrival import RECEIVED
from radlane.settings.access import Network, OidcSettings
from radlane.settings.admission import AdmissionSettings
from radlane.settings.archives import ArchiveSettings, DicomWebArchiveSettings
from radlane.settings.audit import AuditSettings
from radlane.settings.batching import BatchingSettings
from radlane.settings.callbacks import CallbackSettings, ReceiverName
from radlane.settings.described import described
from radlane.settings.dimse import DimseSettings
from radlane.settings.file import read_file
from radlane.settings.limits import LimitSettings
from radlane.settings.outbox import S3Settings, is_an_outbox
from radlane.settings.polls import OrthancChangesPollSettings, PollName, PollSettings
from radlane.settings.reception import ReceptionSettings
from radlane.settings.remote import RemoteServerSettings
from radlane.settings.results import ResultSettings
from radlane.settings.worklists import WorklistElsewhereSettings, WorklistSettings
from radlane.settings.zone import MachineZone

PREFIX = "RADLANE_"


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
    polls: dict[PollName, PollSettings] = {}
    """Where radlane asks again and again what is new, by name."""
    device: Literal["auto", "cuda", "cpu"] = "auto"
    """`cuda` means CUDA or an error; `auto` takes CUDA where it works."""
    threads: Annotated[int, Field(gt=0, le=1024)] | None = None
    """Threads of one network; the cores of the machine or the container if not set."""
    data_dir: Path = Field(default_factory=lambda: user_data_path("radlane"))
    """Where radlane keeps what is its own; several machines on one database share it."""
    work_dir: Path | None = None
    """Where jobs put what they make on their way: local to each machine; `work` in `data_dir` if not set."""
    outbox: Annotated[str, Field(max_length=2000), AfterValidator(is_an_outbox)] | None = None
    """Where the objects of results lie: a folder, or `s3://bucket/prefix`; `outbox` in `data_dir` if not set."""
    s3: S3Settings = S3Settings()
    site_key_file: Path | None = None
    """File with the site's secret; `site.key` in `data_dir` if not set."""
    keys_file: Path | None = None
    """File with the digests of API keys; `keys.json` in `data_dir` if not set."""
    models_store: Path | None = None
    """Folder for the bytes of versions of models that were uploaded; `models` in `data_dir` if not set."""
    database_url: SecretStr | None = None
    """Database of jobs: `postgresql+psycopg://...`; a SQLite file in `data_dir` if not set."""
    database_url_file: Path | None = None
    """File with the same in one line, where it holds a password."""
    host: str = "127.0.0.1"
    """Address that is served."""
    port: Annotated[int, Field(ge=0, le=65535)] = 8080
    """Port that is served."""
    workers: Annotated[int, Field(gt=0, le=64)] = 2
    """Jobs at once, and as many urgent ones beside them."""
    worker: bool = True
    """Whether `radlane serve` works on jobs too; if not, `radlane worker` does, on PostgreSQL."""
    lease_seconds: Annotated[float, Field(ge=3, le=3600)] = 30.0
    """After so long a silence a worker is taken for dead, and others go on with its jobs."""
    keep_days: Annotated[int, Field(gt=0, le=36500)] | None = None
    """Days after which the bytes of results and the rows of jobs are removed; the ledger stays. Never if not set."""
    give_up_hours: Annotated[int, Field(gt=0, le=87600)] = 168
    """Hours after which a job expires that could not come to its end, where its caller says nothing else."""
    access: Literal["none", "keys", "oidc"] = "none"
    """`none`: no access control, so only loopback addresses are served; `keys`: API keys; `oidc`: tokens too."""
    oidc: Annotated[OidcSettings | None, Field(validate_default=True)] = None
    """The issuer of tokens."""
    trusted_proxies: tuple[Network, ...] = ()
    """Proxies that say who the client is (X-Forwarded-For)."""
    models_dir: Path | None = None
    """Folder of model packages in the place of those that come with radlane."""
    models_memory_bytes: Annotated[int, Field(gt=0)] | None = None
    """Bytes for all loaded models; half of the memory of machine or container, or most of the GPU, if not set."""
    batching: BatchingSettings = BatchingSettings()
    remote_servers: dict[str, RemoteServerSettings] = {}
    """Servers by name that may run networks of packages which say so; no others are asked."""
    rules_file: Path | None = None
    """Rules that say which studies are analysed by which models when they are announced; none if not set."""
    callbacks: dict[ReceiverName, CallbackSettings] = {}
    """Receivers by name that jobs' callers may have called; no others are."""
    callback_hours: Annotated[int, Field(gt=0, le=8760)] = 72
    """Hours after which an event is given up that its receiver did not take."""
    timezone: str | None = None
    """IANA name of the site's time zone; the machine's if not set."""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    """Least level that is logged."""
    limits: LimitSettings = LimitSettings()
    results: ResultSettings = ResultSettings()
    audit: AuditSettings = AuditSettings()
    admission: AdmissionSettings = AdmissionSettings()
    worklist: WorklistSettings = WorklistSettings()
    worklists: dict[Annotated[str, Field(pattern=r"^[a-z0-9-]{1,63}$")], WorklistElsewhereSettings] = {}
    """Worklists elsewhere by name that radlane performs for."""
    reception: ReceptionSettings = ReceptionSettings()
    dimse: DimseSettings = DimseSettings()

    @field_validator("data_dir", "work_dir", "models_dir", "rules_file")
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

    @field_validator("oidc")
    @classmethod
    def _is_there_where_it_is_needed(cls, oidc: OidcSettings | None, info: ValidationInfo) -> OidcSettings | None:
        if oidc is None and info.data.get("access") == "oidc":
            raise ValueError("access is oidc, and there is no issuer")
        return oidc

    @field_validator("database_url_file")
    @classmethod
    def _is_said_once(cls, path: Path | None, others: ValidationInfo) -> Path | None:
        if path is not None and others.data.get("database_url") is not None:
            raise ValueError("database_url is set too")
        return path

    @model_validator(mode="after")
    def _no_archive_has_a_reserved_name(self) -> Self:
        if RECEIVED in self.archives:
            raise ValueError(f"{RECEIVED} is the archive of what others send: give yours another name")
        return self

    @model_validator(mode="after")
    def _default_archive_is_there(self) -> Self:
        if self.default_archive is not None and self.default_archive not in self.archives:
            raise ValueError("default_archive names no archive")
        return self

    @model_validator(mode="after")
    def _polls_are_of_archives(self) -> Self:
        for poll in self.polls.values():
            archive = self.archives.get(poll.archive)
            if not isinstance(archive, DicomWebArchiveSettings):
                raise ValueError("the archive of a poll is no archive of the kind dicomweb")  # noqa: TRY004 - pydantic's
            if isinstance(poll, OrthancChangesPollSettings) and not poll.auth and not _same_host(poll, archive):
                raise ValueError("a poll on another host than its archive needs auth of its own")
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
        return init_settings, env_settings, InitSettingsSource(settings_cls, read_file())

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema (`described`)."""
        return described(cls, core_schema, handler)

    @property
    def site_timezone(self) -> tzinfo:
        """The site's time zone."""
        return ZoneInfo(self.timezone) if self.timezone else MachineZone()


def _same_host(poll: OrthancChangesPollSettings, archive: DicomWebArchiveSettings) -> bool:
    """Whether credentials for an archive may be shown to what is polled: it is the same host."""
    one, other = urlsplit(poll.url), urlsplit(archive.url)
    return (one.scheme, one.hostname) == (other.scheme, other.hostname)
