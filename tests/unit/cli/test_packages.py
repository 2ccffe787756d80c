from __future__ import annotations

from pathlib import Path
from typing import Any

from support.strangers import convolution


def test_a_package_is_begun(command: Any, home: Path) -> None:
    (home / "My net.onnx").write_bytes(convolution())
    said = command("models", "init", "My net.onnx", "--out", "made", "--size", "8,8,8", "--background", "0", "--json")
    assert (said.code, said.json["name"], said.json["version"]) == (0, "my-net", "1.0.0")
    places = {item["place"]: item["wanted"] for item in said.json["fill_in"]}
    assert len(places) == 28
    assert places["trained_on"] == "synthetic, real or mixed"
    assert (home / "made" / "model.yaml").read_text().count("FILL IN\n") == 28
    lines = command("models", "init", "My net.onnx", "--out", "other", "--name", "x", "--version", "2.0.0").out
    assert "other is begun: x:2.0.0" in lines
    assert lines.splitlines()[-1] == "Then: radlane models add other"


def test_wrong_calls_are_refused(command: Any, home: Path) -> None:
    (home / "net.onnx").write_bytes(convolution())
    (home / "made").mkdir()
    out = ("--out", "new", "--json")
    assert command("models", "init", "none.onnx", *out).error == "usage"
    assert command("models", "init", "net.onnx", "--size", "a,b", *out).error == "usage"
    assert command("models", "init", "net.onnx", "--size", "8,8", *out).error == "import-refused"
    assert command("models", "init", "net.onnx", "--out", "made", "--json").error == "usage"
    assert not (home / "new").exists()
