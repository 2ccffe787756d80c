"""What a manifest says of explanations, beyond its types.

In: a manifest. Out: what is wrong, each as `key: what is wrong`.
"""

from __future__ import annotations

from radlane.domain.model import Manifest, RemoteRuntime

MOST_SECONDS = 3600.0
MOST_MAPS = 16
_NAME = 1024  # characters of an ONNX name


def complain_of_explanation(manifest: Manifest) -> list[str]:
    """Return what is wrong."""
    explanation, wrong = manifest.explanation, []
    if len(set(explanation.methods)) != len(explanation.methods):
        wrong.append("explanation.methods: each once")
    if explanation.when == "never" and explanation.methods:
        wrong.append("explanation.methods: none where there is never an explanation")
    if not 0 < explanation.seconds <= MOST_SECONDS:
        wrong.append(f"explanation.seconds: above 0, at most {MOST_SECONDS:g}")
    if not 1 <= explanation.most <= MOST_MAPS:
        wrong.append(f"explanation.most: 1 to {MOST_MAPS}")
    if explanation.layer is not None and not 0 < len(explanation.layer) <= _NAME:
        wrong.append("explanation.layer: the ONNX name of a tensor")
    if isinstance(manifest.runtime, RemoteRuntime) and explanation.layer is not None:
        wrong.append("explanation.layer: nothing looks inside a network that runs on another machine")
    return wrong
