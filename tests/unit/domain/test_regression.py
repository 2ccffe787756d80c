from support.said import regression


def test_values_are_read_from_the_output_of_their_name() -> None:
    assert regression().tensors == ("share",)
