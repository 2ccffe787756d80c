"""The manifest of a model package, schema `radlane.model/1`.

Plain frozen dataclasses: `registry.manifest` validates `model.yaml` against them and writes their JSON Schema to
`openapi/model.schema.json`. A key that is here is honoured; what radlane does not honour yet is not accepted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from radlane.domain.acceptance import ANYTHING, Accepts
from radlane.domain.code import Closed, Code
from radlane.domain.detection import DetectionOutput
from radlane.domain.explanation import ON_REQUEST, Explanation
from radlane.domain.input import Channel, Input, Quantity, VolumeGeometry
from radlane.domain.out_of_distribution import OutOfDistribution
from radlane.domain.output import Output
from radlane.domain.prior import Prior
from radlane.domain.select import Condition
from radlane.domain.uncertainty import SURE, Uncertainty

MAIN = "main"


@dataclass(frozen=True, kw_only=True)
class Artifact(Closed):
    """A file of the package that changes its output; `sha256` in lower-case hexadecimal, `size` in bytes.

    Attributes
    ----------
    role : str
        `weights`: an ONNX file; `external`: a file that holds tensors of one, under the path by which it asks for it;
        `out-of-distribution`: mean and whitening of features (`OutOfDistribution.artifact`).
    precision : str
        Of weights: `fp16` where the network reckons in half precision inside.
    """

    role: Literal["weights", "external", "out-of-distribution"]
    path: str
    sha256: str
    size: int
    precision: Literal["fp32", "fp16"] = "fp32"


@dataclass(frozen=True, kw_only=True)
class Regulatory(Closed):
    """What the model may be used for; `statement` is repeated in every object, card and list.

    Attributes
    ----------
    udi : str or None
        Unique Device Identifier, as its issuing agency writes it; None where the model has none.
    """

    status: Literal["research-only"]
    statement: str
    udi: str | None = None


@dataclass(frozen=True, kw_only=True)
class Card(Closed):
    """The model card's short form; the long one is the package's README.md."""

    intended_use: str
    out_of_scope: tuple[str, ...]
    limitations: tuple[str, ...]
    training_data: str
    developer: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class Stage(Closed):
    """A network that runs before the main one, and says which part of the volume that one is given.

    Attributes
    ----------
    id : str
        What `Crop.stage` calls it.
    weights : str
        Path of its artifact.
    """

    id: str
    weights: str
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]


@dataclass(frozen=True, kw_only=True)
class Contradiction(Closed):
    """What a header may say against a finding.

    Attributes
    ----------
    finding : str
        Id of a class.
    header : Condition
        What the header of the analysed image then says.
    text : str
        The sentence that a result has where the finding is present all the same (`header-contradicted`).
    """

    finding: str
    header: Condition
    text: str


@dataclass(frozen=True, kw_only=True)
class SelfTest(Closed):
    """A golden vector: an .npz with one array for each input and each expected output, by ONNX name.

    `stage` is the id of the stage, or of the member of an ensemble, that it tests; None: the main network.
    """

    path: str
    rtol: float
    atol: float
    stage: str | None = None


@dataclass(frozen=True, kw_only=True)
class Origin(Closed):
    """Where the weights come from.

    Attributes
    ----------
    converted_from : str or None
        `sha256:...`, the digest of the version of which radlane made this one in half precision.
    """

    framework: str
    exporter: str
    source: str
    converted_from: str | None = None


@dataclass(frozen=True, kw_only=True)
class OnnxRules(Closed):
    """What the networks need beyond the standard operators without control flow.

    Attributes
    ----------
    domains : tuple of str
        Domains of operators besides ONNX's own: `com.microsoft`, `ai.onnx.ml`, or one in which the file itself defines
        functions.
    allow_control_flow : bool
        Whether they hold If, Loop or Scan: how long such a network runs cannot be seen in its file.
    """

    domains: tuple[str, ...] = ()
    allow_control_flow: bool = False


@dataclass(frozen=True, kw_only=True)
class LocalRuntime(Closed):
    """The networks run in radlane's own process."""

    kind: Literal["local"] = "local"


@dataclass(frozen=True, kw_only=True)
class RemoteRuntime(Closed):
    """The networks run on a server of the Open Inference Protocol, version 2, that the site allows.

    The package's own weights say which networks these are, and its golden vectors whether the server runs them.

    Attributes
    ----------
    url : str
        Address below which `/v2` lies.
    model, version : str
        Their names there; a stage's network is `model.stage`.
    """

    kind: Literal["remote"]
    url: str
    model: str
    version: str


Runtime = LocalRuntime | RemoteRuntime


@dataclass(frozen=True, kw_only=True)
class Manifest(Closed):
    """`model.yaml`, whole.

    Attributes
    ----------
    procedure : Code
        What the SR states as Procedure Reported (PS3.16 CID 100): the imaging procedure, not the algorithm.
    artifacts : tuple of Artifact
        One file of weights for each network, the main network's is the one that no stage and no member of its ensemble
        names; and what they hold in other files.
    before : tuple of Stage
        Networks that run first, in their order.
    task : str
        What the model is for, above all: the kind of one of its outputs.
    inputs, outputs : tuple
        Of the main network, which says the findings.
    runtime : Runtime
        What runs the networks.
    accepts : Accepts
        What the networks may see of what was chosen.
    contradictions : tuple of Contradiction
        Where a header denies what was found, the result says so.
    explanation : Explanation
        How the main network's answers are explained.
    uncertainty : Uncertainty
        How the main network is asked how sure it is.
    out_of_distribution : OutOfDistribution or None
        How far a study's features may lie from those of valid ones; None: nobody looks.
    trained_on : str
        `synthetic` is said again in every card, list and DICOM object.
    """

    schema: Literal["radlane.model/1"]
    name: str
    version: str
    title: str
    task: Literal["segmentation", "classification", "regression", "detection", "frame-choice"]
    trained_on: Literal["synthetic", "real", "mixed"]
    regulatory: Regulatory
    card: Card
    procedure: Code
    artifacts: tuple[Artifact, ...]
    before: tuple[Stage, ...] = ()
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    tests: tuple[SelfTest, ...]
    origin: Origin
    onnx: OnnxRules = OnnxRules()
    runtime: Runtime = LocalRuntime()
    accepts: Accepts = ANYTHING
    contradictions: tuple[Contradiction, ...] = ()
    explanation: Explanation = ON_REQUEST
    uncertainty: Uncertainty = SURE
    out_of_distribution: OutOfDistribution | None = None

    @property
    def reads_volumes(self) -> bool:
        """Whether the networks are given volumes; otherwise one instance: see `reads`."""
        return isinstance(self.inputs[0].geometry, VolumeGeometry)

    @property
    def channels(self) -> tuple[Channel, ...]:
        """What the main network reads, of all inputs in their order; the reference is the first."""
        return tuple(channel for wanted in self.inputs for channel in wanted.channels)

    @property
    def current(self) -> tuple[Channel, ...]:
        """Those channels that are read from the study that is analysed."""
        return tuple(channel for channel in self.channels if channel.prior is None)

    @property
    def priors(self) -> tuple[Channel, ...]:
        """Those that are read from an earlier study, one and the same."""
        return tuple(channel for channel in self.channels if channel.prior is not None)

    @property
    def prior(self) -> Prior | None:
        """What those ask of that study; None where there are none."""
        return self.priors[0].prior if self.priors else None

    @property
    def reference(self) -> Channel:
        """The channel whose images the results lie on."""
        return self.inputs[0].channels[0]

    def quantity_of(self, channel_id: str) -> Quantity:
        """What the values of a channel are."""
        pairs = ((wanted, channel) for wanted in self.inputs for channel in wanted.channels)
        return next(wanted.quantity_of(channel) for wanted, channel in pairs if channel.id == channel_id)

    @property
    def reads(self) -> Literal["projection", "volume", "picture", "cine"]:
        """What the networks are given."""
        return self.inputs[0].geometry.kind

    @property
    def networks(self) -> tuple[Network, ...]:
        """Every network: those before the main one in their order, its ensemble, and itself, which is the last."""
        by_path = {artifact.path: artifact for artifact in self.artifacts if artifact.role == "weights"}
        members = [(member.id, member.weights) for member in self.uncertainty.members]
        others = {*(stage.weights for stage in self.before), *(weights for _, weights in members)}
        main = next(path for path in by_path if path not in others)
        own = [Stage(id=name, weights=path, inputs=self.inputs, outputs=self.outputs) for name, path in members]
        stages = (*self.before, *own, Stage(id=MAIN, weights=main, inputs=self.inputs, outputs=self.outputs))
        return tuple(
            Network(
                id=stage.id,
                model=f"{self.name}:{self.version}",
                weights=by_path[stage.weights],
                inputs=stage.inputs,
                outputs=stage.outputs,
                tests=tuple(test for test in self.tests if (test.stage or MAIN) == stage.id),
                external=tuple(artifact for artifact in self.artifacts if artifact.role == "external"),
                features=self._features_of(stage.id),
            )
            for stage in stages
        )

    def _features_of(self, stage_id: str) -> str | None:
        fitted = self.out_of_distribution
        return fitted.features if fitted is not None and (fitted.stage or MAIN) == stage_id else None


@dataclass(frozen=True, kw_only=True)
class Network:
    """One network of a package: a stage of its manifest with its weights and golden vectors.

    Attributes
    ----------
    id : str
        The stage's id; `MAIN` for the network that says the findings.
    model : str
        `name:version` of the package, for messages.
    external : tuple of Artifact
        The files that its weights may ask for.
    features : str or None
        An ONNX output, float32 [n, k], that says how far an image lies from valid ones, and nothing of the patient.
    """

    id: str
    model: str
    weights: Artifact
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    tests: tuple[SelfTest, ...]
    external: tuple[Artifact, ...] = ()
    features: str | None = None

    @property
    def tensors(self) -> tuple[str, ...]:
        """Names of its ONNX outputs."""
        said = tuple(name for output in self.outputs for name in output.tensors)
        return said if self.features is None else (*said, self.features)

    @property
    def labels(self) -> frozenset[str]:
        """Names of the ONNX outputs that hold labels of boxes: names of classes, no measured numbers."""
        found = (output.labels for output in self.outputs if isinstance(output, DetectionOutput))
        return frozenset(name for name in found if name is not None)


@dataclass(frozen=True, kw_only=True)
class ModelIdentity:
    """Which model, exactly: immutable name, version and digests; the tag is how it was asked for.

    Attributes
    ----------
    digest : str
        `sha256:...` over the manifest and every artifact (`registry.package`).
    weights_digest : str
        `sha256:...` of the main network's weights.
    tag : str or None
        The movable tag that led here; never written into DICOM bytes.
    """

    name: str
    version: str
    digest: str
    weights_digest: str
    tag: str | None
