"""Models are loaded once, after their self-test, by what a reference means now."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from radlane.domain.job import Priority
from radlane.domain.model import ModelIdentity
from radlane.errors import ModelNotFound, SelfTestFailed, VersionRevoked
from radlane.inference.batched import Batched
from radlane.inference.batcher import Bounds
from radlane.inference.devices import choose_device
from radlane.pipeline.models import Models
from radlane.pipeline.networks import Places
from radlane.registry.catalogue import Catalogue, builtin_roots, load_catalogue
from radlane.registry.package import ModelPackage
from support.said import NAME, image_package

ROOT = builtin_roots()[0]
CPU = choose_device("cpu", ())


def catalogue(root: Path = ROOT) -> Catalogue:
    return load_catalogue([root], [root / "tags.json"])


def models(root: Path = ROOT) -> Models:
    return Models(catalogue(root), Places(device=CPU, threads=1))


class Revocable:
    """A registry in which a version may be revoked; another one, here of the same content, is what `other` means."""

    def __init__(self) -> None:
        self.is_revoked = False
        self.other = ""

    def resolve(self, text: str) -> tuple[ModelPackage, ModelIdentity]:
        if self.is_revoked and text != self.other:
            raise VersionRevoked("Revoked")
        return catalogue().resolve(text)

    def packages(self) -> tuple[ModelPackage, ...]:
        return ()


def test_one_session_for_every_name_of_a_package() -> None:
    here = models()
    with here.lease("cxr-lungs") as by_tag, here.lease("cxr-lungs:1.1.0") as by_version:
        assert by_tag.session.batcher is by_version.session.batcher
        assert (by_tag.identity.tag, by_version.identity.tag) == ("production", None)
        assert by_tag.manifest.name == "cxr-lungs"
        assert by_tag.session.device == "cpu"
        (resident,) = here.resident()
    assert (resident.name, resident.version, resident.leases) == ("cxr-lungs", "1.1.0", 2)
    assert resident.size == by_tag.manifest.networks[0].weights.size, "without a measure the weights are what is known"


def test_what_is_known_of_a_model_is_not_loaded_for_that() -> None:
    here = models()
    assert here.know("cxr-lungs").manifest.name == "cxr-lungs"
    assert here.resident() == ()


def test_what_is_warm_is_loaded_before_anybody_asks() -> None:
    here = models()
    here.warm("cxr-lungs")
    assert [one.leases for one in here.resident()] == [0]


def test_what_is_not_there_is_not_loaded() -> None:
    with pytest.raises(ModelNotFound), models().lease("cxr-lungs:0.0.1"):
        pass


def test_a_model_that_fails_its_self_test_is_not_loaded(tmp_path: Path) -> None:
    """A golden vector that another network made."""
    shutil.copytree(ROOT / "cxr-lungs", tmp_path / "cxr-lungs")
    (tmp_path / "tags.json").write_text(json.dumps({"cxr-lungs": {"production": "1.1.0"}}))
    vector = tmp_path / "cxr-lungs" / "golden" / "chest.npz"
    with np.load(vector) as file:
        arrays = {name: file[name] for name in file.files}
    np.savez_compressed(vector, **(arrays | {"lungs": arrays["lungs"] + 1}))
    here = models(tmp_path)
    for _ in range(2):  # a load that failed is no load
        with pytest.raises(SelfTestFailed), here.lease("cxr-lungs"):
            pass
    assert here.resident() == ()


def test_a_revoked_version_is_unloaded_when_somebody_asks_for_it_and_nobody_uses_it() -> None:
    registry = Revocable()
    here = Models(registry, Places(device=CPU, threads=1))
    with here.lease("cxr-lungs") as used:
        registry.is_revoked = True
        with pytest.raises(VersionRevoked), here.lease("cxr-lungs:1.1.0"):
            pass
        assert [one.leases for one in here.resident()] == [1], "who has it keeps it"
        used.session.run({"image": np.zeros((1, 1, 256, 256), np.float32)})
    assert here.resident() == ()


def test_another_version_stays_loaded_when_a_revoked_one_is_asked_for() -> None:
    registry = Revocable()
    here = Models(registry, Places(device=CPU, threads=1))
    here.warm("cxr-lungs")
    (resident,) = here.resident()
    registry.is_revoked, registry.other = True, f"cxr-lungs@{resident.digest}"
    with pytest.raises(VersionRevoked):
        here.know("cxr-lungs:0.9.0")
    assert here.resident() == (resident,)


def test_who_is_more_urgent_goes_first_and_hears_where_its_own_runs_ran() -> None:
    """Two leases of one model: each has its own place in the queue, and its own account of what ran on the CPU."""
    here = models()
    with here.lease("cxr-lungs", priority=Priority.STAT) as urgent, here.lease("cxr-lungs") as routine:
        assert isinstance(urgent.session, Batched)
        assert isinstance(routine.session, Batched)
        assert (urgent.session.priority, routine.session.priority) == (Priority.STAT, Priority.ROUTINE)
        urgent.session.tell()
        assert (urgent.on_cpu, routine.on_cpu) == ({"main"}, set())


def test_nobody_is_lost_where_a_model_goes_while_it_is_asked(tmp_path: Path) -> None:
    """Six threads lease and run, in batches, while the model is unloaded again and again."""
    image_package(tmp_path)
    places = Places(device=CPU, threads=1, queues={"cpu": Bounds(most=4, delay_s=0.001)})
    here, done = Models(load_catalogue([tmp_path], [tmp_path / "tags.json"]), places), Event()

    def caller(number: int) -> list[float]:
        found = []
        for turn in range(30):
            with here.lease(NAME) as model:
                image = np.full((1, 1, 4, 4), number + turn / 32, np.float32)
                found.append(float(model.session.run({"image": image})["chest"].item()))
        return found

    def unload() -> int:
        times = 0
        while not done.wait(0.005):
            for one in here.resident():
                here.unload(one.digest)
                times += 1
        return times

    with ThreadPoolExecutor(7) as pool:
        unloading = pool.submit(unload)
        said = list(pool.map(caller, range(6)))
        done.set()
        assert unloading.result() > 1
    assert said == [[number + turn / 32 for turn in range(30)] for number in range(6)]
