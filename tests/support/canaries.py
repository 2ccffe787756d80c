"""A radiograph with a canary in every VR: public, private and nested, in texts, numbers, dates, UIDs and bytes.

Reference: PS3.5 section 6.2.
"""

from __future__ import annotations

import struct
from pathlib import Path

from pydicom import DataElement, dcmread
from pydicom.dataset import Dataset, FileDataset

from radlane.registry.catalogue import builtin_roots, load_catalogue
from radlane.registry.stock import take_stock
from support.radiographs import real
from support.variants import give_uids

CANARY = "CANARYZQ7"
NUMBER = 1338077
BIRTH = "19010203"
UID = f"1.2.826.0.1.3680043.10.{NUMBER}.1"
SAID = (CANARY.lower(), "zq7", BIRTH, "1901-02-03", str(NUMBER))
TEXT = {"PN", "LO", "SH", "LT", "ST", "UT", "UC", "AE"}
# patient attributes that RG1 does not have by itself
MORE = (
    "PatientComments", "PatientAddress", "OtherPatientNames", "PatientMotherBirthName", "PatientTelephoneNumbers",
    "IssuerOfPatientID", "EthnicGroup", "Occupation", "AdditionalPatientHistory", "InstitutionAddress",
    "PerformingPhysicianName", "OperatorsName", "NameOfPhysiciansReadingStudy", "RequestingPhysician",
    "SeriesDescription", "ProtocolName", "PerformedProcedureStepDescription", "RequestedProcedureDescription",
    "AcquisitionDeviceProcessingDescription",
)  # fmt: skip
LEFT_ALONE = {"TimezoneOffsetFromUTC"}
_BYTES = (CANARY.encode() + b"\0") * 8
OF_VR: dict[str, object] = {
    **dict.fromkeys(("AE", "CS", "LO", "LT", "SH", "ST", "UC", "UT"), CANARY),
    **dict.fromkeys(("SL", "UL", "SV", "UV"), NUMBER),
    **dict.fromkeys(("FL", "FD"), float(NUMBER)),
    **dict.fromkeys(("OB", "OW", "OF", "OD", "OL", "OV", "UN"), _BYTES),
    **dict.fromkeys(("US", "SS"), NUMBER % 10_000),
    "AS": "133Y",
    "AT": struct.unpack("<L", b"ZQ7Z")[0],
    "DA": BIRTH,
    "DS": f"{NUMBER}.5",
    "DT": f"{BIRTH}010203.{NUMBER % 1_000_000:06}",
    "IS": str(NUMBER),
    "PN": f"{CANARY}^ZQ7",
    "TM": "010203",
    "UI": UID,
    "UR": f"https://{CANARY}.example/{NUMBER}",
}


def canaries(name: str) -> FileDataset:
    """RG1 with a canary in every text attribute, and in one attribute of every VR at each place."""
    dataset = dcmread(real("RG1_UNCI.dcm"))
    give_uids(dataset, f"canary {name}")
    for keyword in MORE:
        setattr(dataset, keyword, CANARY)
    dataset.PatientBirthDate, dataset.PatientAge, dataset.PatientWeight = BIRTH, "133Y", f"{NUMBER}.5"
    dataset.AcquisitionNumber, dataset.IrradiationEventUID, dataset.DeviceUID = str(NUMBER), UID, UID
    fill(dataset)
    item = Dataset()
    private_of_every_vr(item)
    private_of_every_vr(dataset)
    dataset.RequestAttributesSequence = [item]
    return dataset


def private_of_every_vr(dataset: Dataset) -> None:
    """Add a private block with an attribute of each VR, and a sequence of them."""
    block = dataset.private_block(0x0029, CANARY, create=True)
    for offset, (vr, value) in enumerate(OF_VR.items()):
        block.add_new(offset, vr, value)
    nested = Dataset()
    for offset, (vr, value) in enumerate(OF_VR.items()):
        nested.add(DataElement(0x00291000 + offset, vr, value))
    block.add_new(0xFE, "SQ", [nested])


def fill(dataset: Dataset) -> None:
    """Put the canary into every text attribute, in sequences too."""
    for element in dataset:
        if element.VR == "SQ":
            for item in element.value:
                fill(item)
        elif element.VR in TEXT and element.keyword not in LEFT_ALONE:
            element.value = f"{CANARY}^ZQ7" if element.VR == "PN" else CANARY


def said_in(text: str) -> list[str]:
    """The canaries in a text."""
    return [word for word in SAID if word in text.lower()]


def left_in(folder: Path) -> list[str]:
    """Files below a folder that are no DICOM instances and come with no model, and hold a canary."""
    words = [word.encode() for word in SAID]
    shipped = {
        file.sha256 for package in load_catalogue(builtin_roots(), []).packages() for file in take_stock(package)
    }
    files = [path for path in folder.rglob("*") if path.is_file() and not _is_dicom(path) and path.name not in shipped]
    return [path.name for path in files if any(word in path.read_bytes().lower() for word in words)]


def _is_dicom(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(132)[128:] == b"DICM"
