import pytest

from radlane.encode.burned_in import burned_in
from support.radiographs import radiograph


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (["YES", "NO"], "YES"),  # of one is enough
        (["YES", ""], "YES"),
        (["NO", "NO"], "NO"),
        (["NO", ""], None),  # nobody knows of the other
        (["", "MAYBE"], None),
    ],
)
def test_what_is_known_of_all_images(stated: list[str], expected: str | None) -> None:
    assert burned_in([radiograph(BurnedInAnnotation=word) for word in stated]) == expected
