"""What each member does to the mean of all of them, worked out by hand."""

from __future__ import annotations

from airtrack.answers.region import contributions

NAMES = {"a": "甲", "b": "乙", "c": "丙"}


def test_a_share_is_the_distance_from_the_mean_over_the_number_of_members() -> None:
    # mean of 40, 35, 30 is 35; (40 - 35) / 3 = 1.67, (30 - 35) / 3 = -1.67
    found = contributions({"a": 40, "b": 35, "c": 30}, digits=1, names=NAMES)
    assert [(item.name, item.share) for item in found] == [("甲", 1.67), ("乙", 0), ("丙", -1.67)]


def test_the_mean_without_a_member_is_that_of_the_others() -> None:
    found = contributions({"a": 40, "b": 35, "c": 30}, digits=1, names=NAMES)
    assert [item.without for item in found] == [32.5, 35.0, 37.5]


def test_a_member_without_a_value_counts_nowhere() -> None:
    found = contributions({"a": 40, "b": None, "c": 30}, digits=1, names=NAMES)
    assert [(item.name, item.share) for item in found] == [("甲", 2.5), ("丙", -2.5)]


def test_printed_decimals_are_taken_as_they_are_printed() -> None:
    # 0.1 and 0.2 have no exact binary form: the mean is 0.15, the share 0.025, half to even 0.02
    found = contributions({"a": 0.2, "b": 0.1}, digits=1, names=NAMES)
    assert [item.share for item in found] == [0.02, -0.02]


def test_a_single_member_has_no_mean_without_it() -> None:
    (only,) = contributions({"a": 40}, digits=1, names=NAMES)
    assert (only.share, only.without) == (0, None)


def test_of_nothing_nothing_is_said() -> None:
    assert contributions({"a": None}, digits=1, names=NAMES) == ()


def test_a_value_of_nothing_is_a_value() -> None:
    found = contributions({"a": 2, "b": 0}, digits=0, names=NAMES)
    assert [(item.name, item.share) for item in found] == [("甲", 0.5), ("乙", -0.5)]
