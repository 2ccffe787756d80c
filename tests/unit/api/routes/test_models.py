"""The registry over HTTP, with the reference model, and with packages that are broken."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import httpx
import pytest
from jsonschema import Draft202012Validator

from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.registry.manifest import manifest_schema
from support.asgi import client, service

ROOT = builtin_roots()[0]
CARD = (ROOT / "cxr-lungs" / "README.md").read_text()
PACKAGE = load_catalogue([ROOT], [ROOT / "tags.json"]).resolve("cxr-lungs")[0]


async def get(folder: Path, path: str, **settings: object) -> httpx.Response:
    async with client(service(folder, **settings)) as caller:
        return await caller.get(f"/v1/models{path}")


@pytest.mark.asyncio
async def test_the_list(tmp_path: Path) -> None:
    answer = (await get(tmp_path, "")).json()
    *others, model = answer["items"]
    assert [other["name"] for other in others] == ["ct-tissue", "cxr-acquisition"]
    assert (model["name"], model["tags"]["production"]) == ("cxr-lungs", "1.1.0")
    assert [version["digest"] for version in model["versions"]] == [PACKAGE.digest]
    assert (answer["broken"], answer["next"]) == ([], None)


@pytest.mark.asyncio
async def test_one_model_and_its_versions(tmp_path: Path) -> None:
    model, versions = await get(tmp_path, "/cxr-lungs"), await get(tmp_path, "/cxr-lungs/versions")
    assert versions.json() == {"items": model.json()["versions"], "next": None}
    assert model.json()["name"] == "cxr-lungs"


@pytest.mark.asyncio
@pytest.mark.parametrize("ref", ["1.1.0", "production", PACKAGE.digest], ids=["version", "tag", "digest"])
async def test_one_version(tmp_path: Path, ref: str) -> None:
    version = (await get(tmp_path, f"/cxr-lungs/versions/{ref}")).json()
    assert (version["version"], version["digest"], version["state"]) == ("1.1.0", PACKAGE.digest, "validated")
    assert version["trained_on"] == "synthetic"


@pytest.mark.asyncio
async def test_the_manifest_is_what_its_schema_says(tmp_path: Path) -> None:
    manifest = (await get(tmp_path, "/cxr-lungs/versions/1.1.0/manifest")).json()
    Draft202012Validator(manifest_schema()).validate(manifest)
    assert manifest["name"] == "cxr-lungs"


@pytest.mark.asyncio
async def test_the_card(tmp_path: Path) -> None:
    answer = await get(tmp_path, "/cxr-lungs/versions/production/card")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    assert answer.text == CARD


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/canaryzq7", 404, "model-not-found"),
        ("/canaryzq7/versions", 404, "model-not-found"),
        ("/canaryzq7/versions/1.0.0", 404, "model-not-found"),
        ("/cxr-lungs/versions/canaryzq7", 404, "model-not-found"),  # a tag
        ("/cxr-lungs/versions/9.9.9-canaryzq7", 404, "model-not-found"),
        ("/cxr-lungs/versions/sha256:" + "0" * 64, 404, "model-not-found"),
        ("/cxr-lungs/versions/CANARYZQ7", 422, "usage"),
        ("/cxr-lungs/versions/sha256:canaryzq7", 422, "usage"),
        ("/cxr-lungs:production/versions/canaryzq7", 422, "usage"),
        ("/cxr-lungs/versions/CANARYZQ7/manifest", 422, "usage"),
        ("/cxr-lungs/versions/canaryzq7/card", 404, "model-not-found"),
        ("/cxr-lungs/versions/..%2f..%2fcanaryzq7/card", 404, "not-found"),  # a slash is none in a path's part
    ],
)
async def test_what_is_not_there_is_not_named(tmp_path: Path, path: str, status: int, code: str) -> None:
    answer = await get(tmp_path, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "canaryzq7" not in answer.text.lower()


@pytest.mark.asyncio
async def test_a_broken_package_is_listed_with_its_reason(tmp_path: Path) -> None:
    models = tmp_path / "models"
    shutil.copytree(ROOT / "cxr-lungs", models / "cxr-lungs")
    (models / "cxr-lungs" / "model.onnx").write_bytes(b"no network")
    listed = await get(tmp_path, "", models_dir=models)
    asked = await get(tmp_path, "/cxr-lungs/versions/1.1.0", models_dir=models)
    assert [(item["folder"], item["code"]) for item in listed.json()["broken"]] == [("cxr-lungs", "artifact-corrupt")]
    assert listed.json()["items"] == []
    assert (asked.status_code, asked.json()["code"]) == (500, "artifact-corrupt")


@pytest.mark.asyncio
async def test_a_card_that_is_not_there(tmp_path: Path) -> None:
    models = tmp_path / "models"
    shutil.copytree(ROOT / "cxr-lungs", models / "cxr-lungs", ignore=shutil.ignore_patterns("README.md"))
    answer = await get(tmp_path, "/cxr-lungs/versions/1.1.0/card", models_dir=models)
    assert (answer.status_code, answer.json()["code"]) == (500, "artifact-corrupt")
    assert str(tmp_path) not in answer.text


@pytest.mark.asyncio
async def test_the_sites_own_tags(tmp_path: Path) -> None:
    models = tmp_path / "models"
    shutil.copytree(ROOT / "cxr-lungs", models / "a")
    (models / "tags.json").write_text(json.dumps({"cxr-lungs": {"ward": "1.1.0"}}))
    assert (await get(tmp_path, "/cxr-lungs/versions/ward", models_dir=models)).json()["version"] == "1.1.0"
