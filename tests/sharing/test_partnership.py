"""A partnership is made whole or not at all."""

import pytest

from tallystick.sharing import Partnership


def test_a_partnership_may_have_no_lead() -> None:
    assert Partnership(name="Vale", members=("X1", "X2"), lead="").lead == ""


@pytest.mark.parametrize(
    ("members", "lead", "said"),
    [
        (("X1",), "X1", "two members or more"),
        (("X1", "X1"), "X1", "each once"),
        (("X1", "X2"), "X3", "X3 leads it and is no member"),
    ],
)
def test_what_is_no_partnership(members: tuple[str, ...], lead: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Partnership(name="Vale", members=members, lead=lead)
