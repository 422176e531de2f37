"""What a user got wrong, as two sentences."""

from tallystick.words.mistakes import UserMistake


def test_a_mistake_holds_what_is_wrong_and_what_to_do() -> None:
    mistake = UserMistake("a.csv has no amounts.", "Give a file of payments.")
    assert (mistake.sentence, mistake.next_step) == (
        "a.csv has no amounts.",
        "Give a file of payments.",
    )
    assert str(mistake) == "a.csv has no amounts. Give a file of payments."
