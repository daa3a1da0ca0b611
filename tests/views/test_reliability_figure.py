"""The backtest on the outlook page: scores in words, dots, bins."""

from __future__ import annotations

from by_hand import Speak

from airtrack.season.backtest import Bin, TrackRecord
from airtrack.views.season import reliability

# told 20 and 80 %; of 40 and 60 forecasts a quarter and five of six came true
BINS = (
    Bin(0.1, 0.3, 40, 10, 0.2, 0.25, 0.0, 0.5),
    Bin(0.3, 0.7, 0, 0),
    Bin(0.7, 0.9, 60, 15, 0.8, 0.5, 0.55, 1.0),
)
RECORD = TrackRecord("pm25", 100, 25, 0.15, 0.32, 0.14, BINS, BINS, BINS, is_pooled=False)


def test_the_best_rule_is_named_even_if_it_is_not_ours(speak: Speak) -> None:
    told = reliability.scores(RECORD, speak("zh"))
    assert "本方法0.150，直线外推0.320，去年余下日子0.140" in told[0]
    assert told[1] == "最好的是去年余下日子"


def test_a_dot_stands_for_each_bin_with_forecasts(speak: Speak) -> None:
    dots = reliability.figure(RECORD, speak("zh"))["data"][-1]
    assert (dots["x"], dots["y"]) == ([20.0, 80.0], [25.0, 50.0])
    assert dots["customdata"] == [40, 60]


def test_the_table_says_which_bins_lie_outside_their_band(speak: Speak) -> None:
    rows = reliability.table(RECORD, speak("zh")).rows
    assert [row[-1] for row in rows] == ["在", "", "不在"]
