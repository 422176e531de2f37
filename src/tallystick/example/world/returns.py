"""What the finance directors of the made-up county returned about their back office."""

from importlib.resources import files


def returns_text() -> str:
    """The returns as a file: part of a plan, for `tallystick form start --returns`."""
    return (files("tallystick.example") / "county" / "returns.yaml").read_text(encoding="utf-8")
