"""What goes wrong with models, and with the device that they run on."""

from __future__ import annotations

from typing import Unpack

from radlane.errors.base import Parts, RadlaneError


class ModelError(RadlaneError):
    """A model package cannot be used."""

    code = "model-error"


class ModelNotFound(ModelError):
    """No model has this name, version, tag or digest."""

    code = "model-not-found"


class ManifestInvalid(ModelError):
    """`model.yaml` is not a valid `radlane.model/1` manifest."""

    code = "manifest-invalid"


class ArtifactCorrupt(ModelError):
    """A file of the package is missing or has another digest or size than the manifest says."""

    code = "artifact-corrupt"


class ModelMismatch(ModelError):
    """The network's inputs or outputs do not fit the manifest."""

    code = "model-mismatch"


class SelfTestFailed(ModelError):
    """The network does not reproduce its golden vectors on this device."""

    code = "self-test-failed"


class PackageRefused(ModelError):
    """A package is not taken, or not admitted; the code is that of the check that it fails (docs/admission.md)."""

    def __init__(self, code: str, what: str, **parts: Unpack[Parts]) -> None:
        super().__init__(what, **parts)
        self.code = code


class ImportRefused(ModelError):
    """What another project made cannot be made a package: radlane would read it otherwise than it was meant."""

    code = "import-refused"


class ExplanationRefused(ModelError):
    """The network has no explanation by this method, or none in this time."""

    code = "explanation-refused"


class VersionConflict(ModelError):
    """The version's state does not allow what is asked of it."""

    code = "version-conflict"


class VersionExists(VersionConflict):
    """The version is there already, with other content; versions do not change."""

    code = "version-exists"


class VersionKept(VersionConflict):
    """The version made a result, or a tag means it or did: it is kept as long as those are."""

    code = "version-kept"


class NotAdmitted(VersionConflict):
    """The version has not passed admission."""

    code = "version-quarantined"


class VersionRevoked(VersionConflict):
    """The version was revoked: nothing runs it any more."""

    code = "version-revoked"


class TagChanged(ModelError):
    """The tag was moved by somebody else meanwhile."""

    code = "tag-changed"


class ModelUnavailable(ModelError):
    """The model cannot be run now: the server that it runs on does not answer."""

    code = "model-unavailable"
    retryable = True


class ModelBusy(ModelUnavailable):
    """As many runs of the network wait as may, or its turn did not come in time."""

    code = "model-busy"


class ModelTooLarge(ModelError):
    """The model does not fit into the memory that the settings give to models."""

    code = "model-too-large"


class DeviceError(RadlaneError):
    """The inference device cannot be used."""

    code = "device-error"


class DeviceUnavailable(DeviceError):
    """The device that was asked for is not there; radlane does not fall back in silence."""

    code = "device-unavailable"


class RuntimeConflict(DeviceError):
    """None or more than one of the onnxruntime packages is installed."""

    code = "runtime-conflict"
