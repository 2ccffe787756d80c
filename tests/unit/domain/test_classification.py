from support.said import classification


def test_classes_are_read_from_the_output_of_their_name() -> None:
    assert classification().tensors == ("labels",)
