from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from support import bundles, nnunet
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


def test_a_folder_of_nnunet_and_a_bundle_are_begun(command: Any, home: Path) -> None:
    nnunet.written(home / "nn", nnunet.plans(), nnunet.dataset())
    bundles.written(home / "monai", bundles.metadata(), bundles.inference())
    said = command("models", "add", "nn", "--out", "a", "--orientation", "H,P,L", "--json")
    assert (said.code, said.json["name"], said.json["version"]) == (0, "dataset042-things", "1.0.0")
    assert any("mirrored" in note for note in said.json["notes"])
    assert {"outputs.0.segments.1.laterality", "procedure"} <= {item["place"] for item in said.json["fill_in"]}
    said = command("models", "add", "monai", "--out", "b")
    assert said.code == 0
    assert "b is begun: spleen-ct:0.5.4" in said.out
    shutil.make_archive(str(home / "packed"), "zip", home, "monai")
    assert command("models", "add", "packed.zip", "--out", "d", "--json").json["name"] == "spleen-ct"
    assert (home / "d" / "model.yaml").read_bytes() == (home / "b" / "model.yaml").read_bytes()
    assert command("models", "add", "monai", "--out", "c", "--name", "x", "--json").json["name"] == "x"


def test_what_is_neither_and_what_does_not_fit_is_refused(command: Any, home: Path) -> None:
    out = ("--out", "new", "--json")
    (home / "empty").mkdir()
    nnunet.written(home / "nn", nnunet.plans(), nnunet.dataset(), channels=4)
    assert command("models", "add", "empty", *out).error == "import-refused"
    assert "4 channels, and 3 are described" in command("models", "add", "nn", *out).json["error"]["detail"]
    assert command("models", "add", "nn", "--configuration", "2d", *out).error == "import-refused"
    assert command("models", "add", "nowhere", *out).error == "usage"
    for wrong in ("H,P", "H,F,L", "X,P,L", "H,,", "LR,AP,HF", "H,P,L,"):
        assert command("models", "add", "nn", "--orientation", wrong, *out).error == "usage"
    nnunet.written(home / "both", nnunet.plans(), nnunet.dataset())
    bundles.written(home / "both" / "bundle", bundles.metadata(), bundles.inference())
    assert "more than one model" in command("models", "add", "both", *out).json["error"]["detail"]
    assert not (home / "new").exists()
