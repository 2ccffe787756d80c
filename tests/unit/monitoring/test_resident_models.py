"""Which models are loaded, how much memory they take, and whether they are used."""

from __future__ import annotations

from prometheus_client import CollectorRegistry

from radlane.monitoring.resident_models import Loaded, ResidentCollector


def test_what_is_loaded_by_version() -> None:
    loaded = [
        Loaded(model="drawn", version="1.0.0", size=10, leases=0),
        Loaded(model="drawn", version="1.1.0", size=20, leases=2),
        Loaded(model="drawn", version="1.1.0", size=20, leases=1),
    ]
    registry = CollectorRegistry()
    registry.register(ResidentCollector(lambda: loaded))
    new = {"model": "drawn", "version": "1.1.0"}
    assert registry.get_sample_value("radlane_models_resident") == 3
    assert registry.get_sample_value("radlane_model_resident_bytes", new) == 40
    assert registry.get_sample_value("radlane_model_leases", new) == 3
    loaded.clear()
    assert registry.get_sample_value("radlane_models_resident") == 0
    assert registry.get_sample_value("radlane_model_leases", new) is None
