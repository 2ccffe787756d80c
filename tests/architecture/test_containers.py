"""The image and the compose file: linted by tools that are not ours, and hardened in each service."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest
import yaml

import radlane
from radlane.api.wire import KEEP_ALIVE_SECONDS
from radlane.settings.archives import BasicAuthSettings, DicomWebArchiveSettings
from radlane.settings.reading import load_settings
from support.sources import ROOT

COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
TLS: dict[str, Any] = yaml.safe_load((ROOT / "docker" / "tls.yml").read_text())
PROXY: dict[str, Any] = TLS["services"]["proxy"]
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ALL = {**SERVICES, "proxy": PROXY}
CAPABILITIES = {"proxy": ["NET_BIND_SERVICE"]}  # its program is marked with it, and does not start without
README = (ROOT / "docker" / "README.md").read_text()
DOCKERFILE = (ROOT / "Dockerfile").read_text()
BIN = Path(sys.executable).parent
FLOORS = {"orthancteam/orthanc": (26, 6, 0)}  # the first with Orthanc 1.12.11: CVE-2026-5437 to 5445
OURS = re.compile(r"radlane:\$\{RADLANE_VERSION:-(.+)\}-(cpu|cuda)")
SECRETS = "./docker/secrets/"

each_service = pytest.mark.parametrize("name", ALL)


def test_the_dockerfile_is_clean() -> None:
    subprocess.run([BIN / "hadolint", ROOT / "Dockerfile"], check=True)


def test_the_compose_files_are_such() -> None:
    files = [ROOT / "docker-compose.yml", ROOT / "docker" / "tls.yml"]
    subprocess.run([BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", *files], check=True)


def test_the_profiles_are_these() -> None:
    profiles: dict[str, set[str]] = {}
    for name, service in SERVICES.items():
        for profile in service.get("profiles", ["default"]):
            profiles.setdefault(profile, set()).add(name)
    assert profiles == {
        "default": {"radlane", "orthanc", "sample"},
        "scale": {"worker", "postgres"},
        "gpu": {"radlane-gpu"},
        "monitoring": {"prometheus", "grafana"},
    }


@each_service
def test_a_service_can_do_little(name: str) -> None:
    """No root, no capability, no way to get one, nothing to write to but its volume and a small /tmp."""
    service = ALL[name]
    assert re.fullmatch(r"[1-9]\d*:\d+", service["user"])
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["init"] is True
    forbidden = {"privileged", "devices", "network_mode", "pid", "ipc", "userns_mode", "extra_hosts"}
    assert not forbidden & service.keys()
    assert service.get("cap_add", []) == CAPABILITIES.get(name, [])
    assert all({"noexec", "nosuid", "nodev"} < set(re.split("[:,]", mount)) for mount in service["tmpfs"])
    assert all("size=" in mount for mount in service["tmpfs"])


@each_service
def test_a_service_takes_a_bounded_part_of_the_machine(name: str) -> None:
    service = ALL[name]
    assert service["deploy"]["resources"]["limits"].keys() == {"cpus", "memory", "pids"}
    assert service["logging"]["options"].keys() == {"max-size", "max-file"}
    assert service["restart"] == ("no" if name == "sample" else "unless-stopped")


def test_what_is_mounted_is_in_the_repository() -> None:
    """A path that is missing on the machine would be made by the engine, as an empty folder of root's."""
    mounts = [mount for service in ALL.values() for mount in service["volumes"] if mount.startswith("./docker/")]
    paths = {mount.partition(":")[0].removeprefix("./") for mount in mounts}
    assert len(paths) >= 5
    command = ["git", "-C", ROOT, "-c", "safe.directory=*", "ls-files", "docker"]
    tracked = set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines())
    for path in paths:
        there = [ROOT / path, *(ROOT / path).rglob("*")]
        files = {str(file.relative_to(ROOT)) for file in there if file.is_file() and file.suffix != ".pyc"}
        assert files, path
        assert files <= tracked


@each_service
def test_what_a_service_gets_of_the_machine_it_cannot_write(name: str) -> None:
    for mount in ALL[name]["volumes"]:
        source, _, rest = mount.partition(":")
        if source.startswith("."):
            assert rest.endswith(":ro"), mount
            assert source.startswith("./docker/")
        else:
            assert source in COMPOSE["volumes"], mount


@each_service
def test_an_image_is_ours_or_of_one_version(name: str) -> None:
    image = ALL[name]["image"]
    ours = OURS.fullmatch(image)
    if ours:
        assert ours.group(1) == radlane.__version__
        (builds,) = (other for other in SERVICES.values() if other["image"] == image and "build" in other)
        assert builds["build"]["target"] == ours.group(2)
        assert "build" in ALL[name] or ALL[name]["pull_policy"] == "never"
        return
    repository, _, tag = image.partition(":")
    version = re.match(r"v?(\d+)\.(\d+)(?:\.(\d+))?(-[a-z]+)?$", tag)
    assert version, f"{image} is not one version"
    found = tuple(int(part or 0) for part in version.groups()[:3])
    assert found >= FLOORS.get(repository, (0,))


@each_service
def test_a_service_says_whether_it_is_well(name: str) -> None:
    """Those of radlane by the image, or not at all where they end by themselves."""
    service = ALL[name]
    if service["image"].startswith("radlane:"):
        assert "HEALTHCHECK" in DOCKERFILE
        assert ("healthcheck" in service) == (name == "sample")
    else:
        assert service["healthcheck"]["test"][0] == "CMD"


def test_only_the_api_is_exposed_and_only_to_this_machine() -> None:
    """And the dashboards, where they are asked for."""
    ports = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert ports.keys() == {"radlane", "radlane-gpu", "grafana"}
    for published in ports.values():
        (port,) = published
        assert re.fullmatch(r"\$\{[A-Z_]+:-127\.0\.0\.1:\d+\}:\d+", port)


def test_who_publishes_nothing_reaches_nothing_outside() -> None:
    """But a worker, which needs the archives."""
    outside = {name for name, network in COMPOSE["networks"].items() if not (network or {}).get("internal")}
    assert outside == {"edge"}
    for name, service in SERVICES.items():
        assert ("edge" in service["networks"]) == ("ports" in service or name == "worker"), name


def test_the_proxy_is_the_one_whose_word_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no other container can get its address: those who ask for none get one of another range."""
    (network,) = TLS["networks"]["edge"]["ipam"]["config"]
    address = ip_address(PROXY["networks"]["edge"]["ipv4_address"])
    assert address in ip_network(network["subnet"])
    assert address not in ip_network(network["ip_range"])
    assert ip_network(network["ip_range"]).subnet_of(ip_network(network["subnet"]))  # type: ignore[arg-type]
    assert TLS["services"].keys() == {"radlane", "radlane-gpu", "proxy"}
    monkeypatch.setenv("RADLANE_CONFIG", str(ROOT / "docker" / "radlane.yaml"))
    for name in ("radlane", "radlane-gpu"):
        assert TLS["services"][name]["environment"].keys() == {"RADLANE_TRUSTED_PROXIES"}
        monkeypatch.setenv("RADLANE_TRUSTED_PROXIES", TLS["services"][name]["environment"]["RADLANE_TRUSTED_PROXIES"])
        assert load_settings().trusted_proxies == (f"{address}/32",)


def test_the_proxy_lets_go_of_a_connection_before_radlane_does() -> None:
    (seconds,) = re.findall(r"(?m)^\s+keepalive (\d+)s$", (ROOT / "docker" / "tls" / "Caddyfile").read_text())
    assert int(seconds) < KEEP_ALIVE_SECONDS


def test_the_recipes_of_the_readme_go_together(tmp_path: Path) -> None:
    """A PACS and TLS: all files are named, and none takes away what another says."""
    named = re.search(r"(?m)^COMPOSE_FILE=(.+)$", README)
    assert named
    files = named.group(1).split(":")
    assert set(files) == set(re.findall(r"docker-compose[\w.]*\.yml|docker/tls\.yml", README))
    assert files[0] == "docker-compose.yml"  # paths in the others are relative to its folder
    blocks = [yaml.safe_load(text) for text in re.findall(r"(?s)```yaml\n(services:.*?)```", README)]
    assert [set(block["services"]) for block in blocks] == [{"orthanc"}, {"radlane"}]
    for block in blocks:
        (name, own), secrets = next(iter(block["services"].items())), block.get("secrets", {})
        assert not own.keys() & TLS["services"].get(name, {}).keys()
        assert not secrets.keys() & {*TLS["secrets"], *COMPOSE["secrets"]}
        assert all(secret["file"].startswith(SECRETS.removeprefix("./")) for secret in secrets.values())
        (tmp_path / "docker-compose.override.yml").write_text(yaml.safe_dump(block))
        command = [BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", *tmp_path.iterdir()]
        subprocess.run(command, check=True)
    assert blocks[1]["services"]["radlane"]["volumes"][0].endswith(SERVICES["radlane"]["volumes"][1].partition(":")[2])


def test_networks_whose_addresses_change_are_taken_down_first() -> None:
    """Compose gives no other addresses to a network that is there, and leaves one that a container uses."""
    (recipe,) = re.findall(r"(?s)```sh\n([^`]*COMPOSE_FILE=.*?)```", README)
    profiles = {profile for service in SERVICES.values() for profile in service.get("profiles", [])}
    down, _, rest = recipe.partition(" down\n")
    assert set(re.findall(r"--profile (\w+)", down)) == profiles
    assert rest.index("COMPOSE_FILE=") < rest.index("docker compose up")


def test_secrets_are_files_that_git_does_not_see() -> None:
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"/docker/secrets/", "/.env"} <= set(ignored)
    for secret in (*COMPOSE["secrets"].values(), *TLS["secrets"].values()):
        assert secret.keys() == {"file"}
        assert f"./{secret['file']}".startswith(SECRETS)


@each_service
def test_no_variable_holds_a_secret(name: str) -> None:
    for variable, value in ALL[name].get("environment", {}).items():
        if re.search("PASSWORD|SECRET|TOKEN|KEY|DATABASE_URL", variable):
            assert variable.endswith("_FILE")
            assert value is None or value.startswith("/run/secrets/")


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    """The folder that the script makes, of a copy of it."""
    shutil.copy(ROOT / "docker" / "secrets.sh", tmp_path)
    subprocess.run(["sh", "secrets.sh"], cwd=tmp_path, check=True)
    return tmp_path / "secrets"


def test_the_script_makes_what_the_compose_file_needs(secrets: Path) -> None:
    needed = {Path(secret["file"]).name for secret in COMPOSE["secrets"].values()}
    assert {path.name for path in secrets.iterdir()} == needed
    assert secrets.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o777 in {0o444, 0o644} for path in secrets.iterdir())
    text = {path.name: path.read_text().strip() for path in secrets.iterdir()}
    passwords = [text[f"{name}_password"] for name in ("archive", "database", "grafana")]
    assert len(set(passwords)) == 3
    assert all(re.fullmatch("[0-9a-f]{64}", password) for password in passwords)
    assert json.loads(text["orthanc_users.json"]) == {"RegisteredUsers": {"radlane": text["archive_password"]}}
    assert text["database_url"] == f"postgresql+psycopg://radlane:{text['database_password']}@postgres/radlane"
    assert text["trigger_key"] == text["metrics_key"] == ""


def test_containers_can_read_a_clone_of_somebody_careful(tmp_path: Path) -> None:
    """Of a umask of 077: the users of the containers are others."""
    clone = tmp_path / "docker"
    shutil.copytree(ROOT / "docker", clone, ignore=shutil.ignore_patterns("secrets"))
    for path in clone.rglob("*"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    subprocess.run(["sh", "docker/secrets.sh"], cwd=tmp_path, check=True)
    for service in ALL.values():
        for mount in service["volumes"]:
            mounted = tmp_path / mount.partition(":")[0]
            for path in (mounted, *mounted.rglob("*")) if mount.startswith("./docker/") else ():
                assert path.stat().st_mode & 0o777 == (0o755 if path.is_dir() else 0o644), path
    assert (clone / "secrets").stat().st_mode & 0o777 == 0o700


def test_the_script_leaves_what_is_there(secrets: Path) -> None:
    (secrets / "trigger_key").write_text("a key")
    before = {path.name: path.read_text() for path in secrets.iterdir()}
    subprocess.run(["sh", "secrets.sh"], cwd=secrets.parent, check=True)
    assert {path.name: path.read_text() for path in secrets.iterdir()} == before


@pytest.mark.parametrize("file", ["image.yaml", "radlane.yaml"])
def test_the_settings_that_come_along_ask_for_keys(file: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_CONFIG", str(ROOT / "docker" / file))
    assert load_settings().access == "keys"


def test_the_settings_of_the_compose_file_fit_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RADLANE_CONFIG", str(ROOT / "docker" / "radlane.yaml"))
    settings = load_settings()
    archive = settings.archives[settings.default_archive or ""]
    assert isinstance(archive, DicomWebArchiveSettings)
    assert isinstance(archive.auth, BasicAuthSettings)
    orthanc = json.loads((ROOT / "docker" / "orthanc" / "orthanc.json").read_text())
    assert archive.url == f"http://orthanc:{orthanc['HttpPort']}{orthanc['DicomWeb']['Root'].rstrip('/')}"
    assert archive.auth.username == "radlane"
    assert archive.auth.password_file == Path("/run/secrets/archive_password")
    assert orthanc["AuthenticationEnabled"] is True
    assert not orthanc["ExecuteLuaEnabled"]


def test_the_image_knows_its_version() -> None:
    assert re.findall(r"(?m)^ARG VERSION=(.+)$", DOCKERFILE) == [radlane.__version__]


def test_the_image_gets_what_is_named_and_no_more() -> None:
    rules = (ROOT / ".dockerignore").read_text().split()
    assert rules[0] == "*"
    assert {rule for rule in rules if rule.startswith("!docker")} == {"!docker/image.yaml", "!docker/install.sh"}
