"""What a machine lacks is skipped, loudly, and fails where TALLYSTICK_NEEDS asks for it."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

TESTS = """
import pytest

@pytest.mark.shared
def test_of_real_files():
    pass

@pytest.mark.shared
def test_that_gives_up():
    pytest.skip("nothing to do")

@pytest.mark.shared
@pytest.mark.xfail
def test_known_to_fail():
    assert False

def test_of_nothing_special():
    pytest.skip("not today")
"""


class House:
    """A folder with our conftest and tests that need ../shared."""

    def __init__(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pytester, self.monkeypatch = pytester, monkeypatch
        ours = Path(__file__).with_name("conftest.py").read_text(encoding="utf-8")
        tests = pytester.mkdir("house") / "tests"
        tests.mkdir()
        (tests / "conftest.py").write_text(ours, encoding="utf-8")
        (tests / "test_some.py").write_text(TESTS, encoding="utf-8")
        pytester.makeini("[pytest]\nmarkers = shared\naddopts = --strict-markers\n")

    def put_shared(self) -> None:
        (self.pytester.mkdir("shared") / "data").mkdir()

    def test(self, *, needs: str) -> pytest.RunResult:
        self.monkeypatch.setenv("TALLYSTICK_NEEDS", needs)
        return self.pytester.runpytest_subprocess("house", "-p", "no:cacheprovider")


@pytest.fixture
def house(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> House:
    return House(pytester, monkeypatch)


def test_what_the_machine_lacks_is_skipped_and_named(house: House) -> None:
    found = house.test(needs="")
    assert found.ret == pytest.ExitCode.OK
    assert found.parseoutcomes() == {"skipped": 4}
    found.stdout.fnmatch_lines(["*NOT TESTED*", "3 tests skipped: *not there", "*real_files"])


def test_a_need_that_the_machine_lacks_is_a_failure(house: House) -> None:
    found = house.test(needs="shared")
    assert found.ret == pytest.ExitCode.TESTS_FAILED
    assert found.parseoutcomes() == {"errors": 3, "skipped": 1}
    found.stdout.fnmatch_lines(["TALLYSTICK_NEEDS=shared allows no skip. *not there"])


def test_a_needed_test_may_not_skip_itself(house: House) -> None:
    house.put_shared()
    found = house.test(needs="browser shared")
    assert found.ret == pytest.ExitCode.TESTS_FAILED
    assert found.parseoutcomes() == {"passed": 1, "failed": 1, "xfailed": 1, "skipped": 1}
    found.stdout.fnmatch_lines(["TALLYSTICK_NEEDS=shared allows no skip. *nothing to do"])


def test_a_need_that_is_no_mark_is_refused(house: House) -> None:
    found = house.test(needs="shard")
    assert found.ret == pytest.ExitCode.USAGE_ERROR
    found.stderr.fnmatch_lines(["*TALLYSTICK_NEEDS names shard; it takes shared, browser, spark*"])
