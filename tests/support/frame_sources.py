"""Images of every shape that an analysed frame can come from: small, with pixels, and valid.

In: what differs. Out: whole instances: enhanced CT (of a real one by D. Clunie, made small), legacy converted MR and
PET, cine ultrasound in colour, photographs, whole slides, and series whose slices are uneven or come several times.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
from highdicom.legacy import LegacyConvertedEnhancedMRImage, LegacyConvertedEnhancedPETImage
from numpy.typing import NDArray
from pydicom import dcmread
from pydicom.dataset import Dataset, FileDataset
from pydicom.sequence import Sequence as Items
from pydicom.tag import Tag
from pydicom.uid import (
    MultiFrameTrueColorSecondaryCaptureImageStorage,
    PositronEmissionTomographyImageStorage,
    UltrasoundMultiFrameImageStorage,
    VLPhotographicImageStorage,
    VLWholeSlideMicroscopyImageStorage,
)

from support.radiographs import SERIES, STUDY, radiograph, real, with_meta
from support.volume_sources import AXIAL, MR, Stack, slices

SHAPE = (20, 24)
Plane = tuple[tuple[float, ...], tuple[float, ...]]
"""Image Position (Patient) and Image Orientation (Patient)."""
CORONAL = (1.0, 0.0, 0.0, 0.0, 0.0, -1.0)
_START = datetime(2024, 2, 29, 10, tzinfo=UTC)


def stack_planes(count: int = 5, step: float = 2.5, orientation: tuple[float, ...] = AXIAL) -> list[Plane]:
    """Parallel planes along the normal of their orientation."""
    normal = np.cross(orientation[:3], orientation[3:])
    origin = np.array([-90.0, -110.0, 35.5])
    return [(tuple((origin + place * step * normal).tolist()), orientation) for place in range(count)]


def enhanced_ct(
    planes: Sequence[Plane], *, times: Sequence[int] | None = None, spacings: Sequence[float] | None = None
) -> FileDataset:
    """An Enhanced CT image with a frame for each plane.

    Parameters
    ----------
    planes : sequence of Plane
        Where the frames lie; of several orientations, each frame states its own.
    times : sequence of int or None
        Temporal Position Index of each frame.
    spacings : sequence of float or None
        Pixel Spacing of each frame, the same for rows and columns; None: 0.7 for all, stated once.
    """
    image = dcmread(real("eCT_Supplemental.dcm"))
    for keyword in ("ContrastBolusAgentSequence", "ReferencedRawDataSequence"):
        del image[keyword]
    (shared,) = image.SharedFunctionalGroupsSequence
    del shared.ContrastBolusUsageSequence, shared.RealWorldValueMappingSequence
    shared.PixelValueTransformationSequence[0].RescaleType = "HU"
    shared.FrameAnatomySequence[0].AnatomicRegionSequence[0] = _code("12738006", "SCT", "Brain")
    image.PixelPresentation = "MONOCHROME"
    image.ImageType = ["DERIVED", "PRIMARY", "VOLUME", "NONE"]
    kind = shared.CTImageFrameTypeSequence[0]
    kind.FrameType, kind.PixelPresentation = image.ImageType, "MONOCHROME"
    for colour in ("Red", "Green", "Blue"):
        for part in ("Descriptor", "Data"):
            del image[f"{colour}PaletteColorLookupTable{part}"]
    image.BodyPartExamined = "HEAD"
    _put_planes(image, shared, planes, spacings)
    if times is not None:
        for group, time in zip(image.PerFrameFunctionalGroupsSequence, times, strict=True):
            group.FrameContentSequence[0].TemporalPositionIndex = time
    _put_grey(image, len(planes))
    return image


def _put_planes(image: Dataset, shared: Dataset, planes: Sequence[Plane], spacings: Sequence[float] | None) -> None:
    several = len({orientation for _, orientation in planes}) > 1
    shared.PlaneOrientationSequence = Items([_orientation(planes[0][1])])
    shared.PixelMeasuresSequence = Items([_measures(0.7)])
    image.PerFrameFunctionalGroupsSequence = Items()
    image.DimensionIndexSequence = Items([_dimension("ImagePositionPatient", "PlanePositionSequence")])
    image.DimensionOrganizationSequence[0].DimensionOrganizationUID = f"{STUDY}.6"
    for place, (position, orientation) in enumerate(planes):
        group, content, plane = Dataset(), Dataset(), Dataset()
        content.FrameAcquisitionNumber = 1
        moment = (_START + timedelta(seconds=place)).strftime("%Y%m%d%H%M%S")
        content.FrameReferenceDateTime = content.FrameAcquisitionDateTime = moment
        content.FrameAcquisitionDuration, content.DimensionIndexValues = 100.0, place + 1
        plane.ImagePositionPatient = [f"{number:.10g}" for number in position]
        group.FrameContentSequence, group.PlanePositionSequence = Items([content]), Items([plane])
        if several:
            group.PlaneOrientationSequence = Items([_orientation(orientation)])
        if spacings is not None:
            group.PixelMeasuresSequence = Items([_measures(spacings[place])])
        image.PerFrameFunctionalGroupsSequence.append(group)
    if several:
        del shared.PlaneOrientationSequence
    if spacings is not None:
        del shared.PixelMeasuresSequence


def _orientation(cosines: tuple[float, ...]) -> Dataset:
    item = Dataset()
    item.ImageOrientationPatient = [f"{number:.12g}"[:16] for number in cosines]
    return item


def _measures(spacing: float) -> Dataset:
    item = Dataset()
    item.SliceThickness, item.PixelSpacing = 2, [spacing, spacing]
    return item


def _put_grey(image: Dataset, frames: int) -> None:
    image.NumberOfFrames, (image.Rows, image.Columns) = frames, SHAPE
    image.PixelData = np.arange(frames * image.Rows * image.Columns, dtype="<u2").tobytes()
    image["PixelData"].VR = "OW"


def enhanced_mr(stack: Stack = MR) -> Dataset:
    """A Legacy Converted Enhanced MR image of a stack, by highdicom; its frames lie on oblique planes."""
    window = {"WindowCenter": 40, "WindowWidth": 400, "ImageType": ["ORIGINAL", "PRIMARY", "ANGIO"]}
    return _converted(LegacyConvertedEnhancedMRImage, slices(stack, **window))


def enhanced_pet(stack: Stack | None = None) -> Dataset:
    """A Legacy Converted Enhanced PET image of a stack, by highdicom."""
    sources = slices(Stack() if stack is None else stack)
    for source in sources:
        source.SOPClassUID, source.Modality = PositronEmissionTomographyImageStorage, "PT"
        source.Units, source.SeriesType, source.CorrectedImage = "BQML", ["STATIC", "IMAGE"], ["DECY"]
        source.ImageType = ["ORIGINAL", "PRIMARY"]
        del source.KVP
    return _converted(LegacyConvertedEnhancedPETImage, sources)


def _converted(kind: Any, sources: Sequence[Dataset]) -> Dataset:
    made = kind(
        legacy_datasets=sources,
        series_instance_uid=f"{SERIES}.9",
        series_number=9,
        sop_instance_uid=f"{SERIES}.9.1",
        instance_number=1,
    )
    plain = Dataset()
    plain.update(made)
    del plain.ReferencedSeriesSequence  # of the series that it was converted from, which nobody has
    return with_meta(plain)


def cine(frames: int = 6) -> FileDataset:
    """A colour ultrasound loop: no place in space."""
    image = _pictures(frames, UltrasoundMultiFrameImageStorage, "US")
    image.FrameTime, image.FrameIncrementPointer = 33.3, Tag("FrameTime")
    return coloured(image, frames)


def stills(frames: int = 4) -> FileDataset:
    """Colour pictures in one Secondary Capture, of no known times."""
    image = _pictures(frames, MultiFrameTrueColorSecondaryCaptureImageStorage, "OT")
    image.FrameLabelVector = [f"view {number}" for number in range(1, frames + 1)]
    image.FrameIncrementPointer = Tag("FrameLabelVector")
    image.ConversionType, image.BurnedInAnnotation = "WSD", "NO"
    return coloured(image, frames)


def _pictures(frames: int, sop_class: str, modality: str) -> FileDataset:
    image = radiograph(None)
    for keyword in ("ViewPosition", "PatientOrientation"):
        del image[keyword]
    image.SOPClassUID, image.Modality, image.NumberOfFrames = sop_class, modality, frames
    image.BodyPartExamined, image.PatientOrientation, image.LossyImageCompression = "HEART", None, "00"
    return image


def photograph() -> FileDataset:
    """A colour photograph."""
    image = radiograph(None)
    del image.ViewPosition
    image.SOPClassUID, image.Modality = VLPhotographicImageStorage, "XC"
    image.PatientOrientation = None
    image.AcquisitionContextSequence = Items()
    image.LossyImageCompression = "00"
    return coloured(image, 1)


def coloured(image: FileDataset, frames: int) -> FileDataset:
    """The image with black colour pixels in the place of its own."""
    image.SamplesPerPixel, image.PhotometricInterpretation, image.PlanarConfiguration = 3, "RGB", 0
    image.Rows, image.Columns = SHAPE
    image.BitsAllocated = image.BitsStored = 8
    image.HighBit, image.PixelRepresentation = 7, 0
    image.PixelData = bytes(frames * SHAPE[0] * SHAPE[1] * 3)
    image["PixelData"].VR = "OB"
    return with_meta(image)


def uneven() -> list[FileDataset]:
    """CT slices whose distances differ: 2.5, 2.5, 5, 2.5, 7.5 mm."""
    sources = slices()
    for source, height in zip(sources, (0.0, 2.5, 5.0, 10.0, 12.5, 20.0), strict=True):
        source.ImagePositionPatient[2] = 35.5 + height
    return sources


def repeated(times: int = 2, *, stated: bool = True) -> list[FileDataset]:
    """MR slices at the same positions several times; `stated`: with Temporal Position Identifier."""
    sources = []
    for time in range(times):
        for source in slices(MR):
            place = len(sources) + 1
            source.SOPInstanceUID, source.InstanceNumber = f"{SERIES}.{place}", place
            source.file_meta.MediaStorageSOPInstanceUID = source.SOPInstanceUID
            if stated:
                source.TemporalPositionIdentifier, source.NumberOfTemporalPositions = time + 1, times
            sources.append(source)
    return sources


def slide(
    matrix: tuple[int, int] = (50, 60), *, full: bool = True, planes: int = 1, paths: int = 1, angle: float = 0.0
) -> FileDataset:
    """A tiled whole slide: TILED_FULL, or TILED_SPARSE with its tiles in another order.

    Parameters
    ----------
    matrix : (int, int)
        Total rows and columns; no multiple of a tile's.
    full : bool
        Whether positions follow from frame numbers.
    planes, paths : int
        Focal planes and optical paths.
    angle : float
        By which the slide is turned about its normal, in radians.
    """
    image = radiograph(None)
    for keyword in ("ViewPosition", "BodyPartExamined", "PatientOrientation"):
        del image[keyword]
    image.SOPClassUID, image.Modality = VLWholeSlideMicroscopyImageStorage, "SM"
    _put_microscope(image, paths)
    image.TotalPixelMatrixRows, image.TotalPixelMatrixColumns = matrix
    image.TotalPixelMatrixFocalPlanes = planes
    origin = Dataset()
    origin.XOffsetInSlideCoordinateSystem, origin.YOffsetInSlideCoordinateSystem = 20.5, 40.25
    origin.ZOffsetInSlideCoordinateSystem = 3
    image.TotalPixelMatrixOriginSequence = Items([origin])
    c, s = round(float(np.cos(angle)), 10), round(float(np.sin(angle)), 10)
    image.ImageOrientationSlide = [-s, c, 0, c, s, 0]
    across, down = -(-matrix[1] // SHAPE[1]), -(-matrix[0] // SHAPE[0])
    _put_tiles(image, across, down, planes, paths)
    if not full:
        _state_tiles(image)
    return coloured(image, int(image.NumberOfFrames))


def _put_microscope(image: Dataset, paths: int) -> None:
    image.ImageType = ["ORIGINAL", "PRIMARY", "VOLUME", "NONE"]
    image.Manufacturer, image.ManufacturerModelName = "radlane tests", "microscope"
    image.DeviceSerialNumber, image.SoftwareVersions = "1", "1"
    image.FrameOfReferenceUID, image.PositionReferenceIndicator = f"{STUDY}.8", "SLIDE_CORNER"
    image.AcquisitionDateTime, image.ContentDate, image.ContentTime = "20240229100000", "20240229", "100000"
    image.AcquisitionContextSequence = Items()
    image.ContainerIdentifier, image.IssuerOfTheContainerIdentifierSequence = "S-1", Items()
    image.ContainerTypeCodeSequence = Items([_code("258661006", "SCT", "Slide")])
    specimen = Dataset()
    specimen.SpecimenIdentifier, specimen.SpecimenUID = "S-1.A", f"{STUDY}.7"
    specimen.IssuerOfTheSpecimenIdentifierSequence = specimen.SpecimenPreparationSequence = Items()
    image.SpecimenDescriptionSequence = Items([specimen])
    image.BurnedInAnnotation, image.LossyImageCompression = "NO", "00"
    image.VolumetricProperties = "VOLUME"
    image.ImagedVolumeWidth, image.ImagedVolumeHeight, image.ImagedVolumeDepth = 0.03, 0.025, 1.0
    image.SpecimenLabelInImage, image.FocusMethod, image.ExtendedDepthOfField = "NO", "AUTO", "NO"
    image.OpticalPathSequence = Items([_optical_path(number) for number in range(1, paths + 1)])
    image.NumberOfOpticalPaths = paths


def _optical_path(number: int) -> Dataset:
    item = Dataset()
    item.OpticalPathIdentifier = str(number)
    item.IlluminationTypeCodeSequence = Items([_code("111744", "DCM", "Brightfield illumination")])
    item.IlluminationColorCodeSequence = Items([_code("414298005", "SCT", "Full Spectrum")])
    item.ICCProfile = bytes(128)
    return item


def _put_tiles(image: Dataset, across: int, down: int, planes: int, paths: int) -> None:
    image.DimensionOrganizationType = "TILED_FULL"
    organization, shared, measures, kind = Dataset(), Dataset(), Dataset(), Dataset()
    organization.DimensionOrganizationUID = f"{STUDY}.6"
    image.DimensionOrganizationSequence = Items([organization])
    measures.SliceThickness, measures.PixelSpacing, measures.SpacingBetweenSlices = 0.001, [0.0005, 0.0004], 0.002
    kind.FrameType = image.ImageType
    shared.PixelMeasuresSequence, shared.WholeSlideMicroscopyImageFrameTypeSequence = Items([measures]), Items([kind])
    image.SharedFunctionalGroupsSequence = Items([shared])
    image.NumberOfFrames = across * down * planes * paths


def _state_tiles(image: Dataset) -> None:
    """Say of each frame where it lies, the last tile first, as `read_tile` of TILED_FULL would not find it."""
    rows, columns = -(-image.TotalPixelMatrixRows // SHAPE[0]), -(-image.TotalPixelMatrixColumns // SHAPE[1])
    spacing = image.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing
    (origin,), turned = image.TotalPixelMatrixOriginSequence, np.array(image.ImageOrientationSlide, dtype=float)
    groups = []
    for number in reversed(range(int(image.NumberOfFrames))):
        tile, plane = number % (rows * columns), number // (rows * columns) % int(image.TotalPixelMatrixFocalPlanes)
        path = number // (rows * columns * int(image.TotalPixelMatrixFocalPlanes))
        row, column = tile // columns * SHAPE[0], tile % columns * SHAPE[1]
        x = origin.XOffsetInSlideCoordinateSystem + row * spacing[0] * turned[3] + column * spacing[1] * turned[0]
        y = origin.YOffsetInSlideCoordinateSystem + row * spacing[0] * turned[4] + column * spacing[1] * turned[1]
        place, optics, group = Dataset(), Dataset(), Dataset()
        place.RowPositionInTotalImagePixelMatrix, place.ColumnPositionInTotalImagePixelMatrix = row + 1, column + 1
        place.XOffsetInSlideCoordinateSystem, place.YOffsetInSlideCoordinateSystem = f"{x:.10g}", f"{y:.10g}"
        place.ZOffsetInSlideCoordinateSystem = f"{3 + 2 * plane:.10g}"
        optics.OpticalPathIdentifier = str(path + 1)
        group.PlanePositionSlideSequence, group.OpticalPathIdentificationSequence = Items([place]), Items([optics])
        content = Dataset()
        content.DimensionIndexValues = [tile // columns + 1, tile % columns + 1]
        group.FrameContentSequence = Items([content])
        groups.append(group)
    image.PerFrameFunctionalGroupsSequence = Items(groups)
    image.DimensionOrganizationType = "TILED_SPARSE"
    image.DimensionIndexSequence = Items(
        _dimension(f"{axis}PositionInTotalImagePixelMatrix", "PlanePositionSlideSequence") for axis in ("Row", "Column")
    )


def _dimension(attribute: str, macro: str) -> Dataset:
    item = Dataset()
    item.DimensionOrganizationUID = f"{STUDY}.6"
    item.DimensionIndexPointer, item.FunctionalGroupPointer = Tag(attribute), Tag(macro)
    return item


def _code(value: str, scheme: str, meaning: str) -> Dataset:
    item = Dataset()
    item.CodeValue, item.CodingSchemeDesignator, item.CodeMeaning = value, scheme, meaning
    return item


def random_labels(
    rng: np.random.Generator, frames: int, shape: tuple[int, int] = SHAPE, *, segments: int = 3
) -> NDArray[np.uint8]:
    """Labels of noise, uint8 [frame, y, x], some frames without any."""
    found = rng.integers(0, segments + 1, (frames, *shape)).astype(np.uint8)
    found[rng.random(frames) < 0.2] = 0
    return found
