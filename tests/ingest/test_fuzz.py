"""Whatever is handed in, the gate refuses it with a SheetError or gives a draft; nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from airtrack.errors import SheetError, WrongUse
from airtrack.ingest import load
from airtrack.ingest.load import Preview
from airtrack.ingest.sheets import walk
from airtrack.store.act import Act
from tests.bench import bench_fuzz
from tests.bench.bench_fuzz import Gate

FILES = bench_fuzz.originals()
NAMES = st.sampled_from(
    ["a.csv", "a.tsv", "a.txt", "a.xlsx", "a.xls", "a.zip", "a.csv.gz", "长沙.csv", "a", ".csv", ""]
)


def words(text: str) -> list[str]:
    """The words between blanks."""
    return text.split()


HEADERS = st.sampled_from(
    words(
        "城市 日期 月份 年份 小时 站点 站点编码 PM2.5 PM2.5(μg/m3) PM10 CO O3_8h "
        "优良天数比例 有效天数 优良天数 综合指数 type 文号 状态 开始日期 结束日期 序号 长沙"
    )
)
KNOWN = st.sampled_from(
    [
        words("城市 日期 PM2.5 CO"),
        words("城市 日期 小时 PM2.5 O3"),
        words("城市 月份 PM2.5 有效天数 优良天数 优良天数比例 综合指数"),
        words("城市 年份 月份 PM2.5"),
        words("城市 月份 PM2.5 文号"),
        words("城市 开始日期 结束日期 状态 类型"),
        words("站点编码 站点名称 城市 启用日期 停用日期"),
        words("城市 日期 小时 站点 PM2.5"),
        words("date hour type 长沙 株洲"),
        words("date hour type 1001A 1002A"),
    ]
)
CELLS = st.one_of(
    st.sampled_from(
        words(
            "长沙 湖南省 430100 平均 注： 2025-06-01 2023年3月 1-3月 2023 45809 24 0 -1 — NaN inf "
            "1e99 1e-99 0.917 91.7% ↓6.8% <8 １２ 0000-00-00 0001-01-01 9999-12-31 9999年12月 "
            "0001年1月 12月 1001A 已批准 PM2.5"
        )
    ),
    st.sampled_from(["", "\u3000", "9" * 39, "2025-04-11 08:00"]),
    st.text(max_size=8),
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    """The gate with an empty store."""
    return bench_fuzz.gate(tmp_path_factory.mktemp("fuzz"))


def handed_in(name: str, data: bytes, desk: Gate) -> Preview | None:
    """The preview, None for what is refused; anything else that is raised is a crash."""
    try:
        return load.preview(desk.nowhere, walk.uploaded(name, data), reader=desk.reader)
    except SheetError:
        return None


@st.composite
def tables(draw: st.DrawFn) -> str:
    """A text in the shape of a table, with headers and cells that files have, and others."""
    mark = draw(st.sampled_from([",", "\t", ";"]))
    some = st.integers(1, 8).flatmap(lambda n: st.lists(HEADERS, min_size=n, max_size=n))
    lines = [draw(st.one_of(KNOWN, some))]
    width = len(lines[0])
    lines += draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6))
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join(map(mark.join, lines))


@settings(max_examples=120)
@given(text=tables(), encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_a_table_of_any_cells_is_read_or_refused(text: str, encoding: str, desk: Gate) -> None:
    handed_in("a.csv", text.encode(encoding, errors="replace"), desk)


@settings(max_examples=120)
@given(name=NAMES, data=st.binary(max_size=400))
def test_any_bytes_under_any_name_are_read_or_refused(name: str, data: bytes, desk: Gate) -> None:
    handed_in(name, data, desk)


@settings(max_examples=80)
@given(number=st.integers(0, 1 << 30))
def test_a_broken_file_of_the_corpus_is_read_or_refused(number: int, desk: Gate) -> None:
    handed_in(*bench_fuzz.mutated(number, seed=1, files=FILES), desk)


@settings(max_examples=40)
@given(text=tables())
def test_a_table_with_a_blocker_is_never_written(text: str, desk: Gate) -> None:
    found = handed_in("a.csv", text.encode("utf-8", errors="replace"), desk)
    if found is not None and found.draft.blocked:
        assert not bench_fuzz.writes(desk.store, found)


@pytest.mark.parametrize(
    "text", ["城市,日期,PM2.5\n长沙,2025-06-31,27\n"], ids=["a day that is none"]
)
def test_a_blocker_is_refused_at_the_store(text: str, desk: Gate) -> None:
    found = handed_in("a.csv", text.encode(), desk)
    assert found is not None
    seen = replace(found, revision=desk.store.snapshot().revision)
    with pytest.raises(WrongUse, match="draft_blocked"):
        load.commit(desk.store, [seen], act=Act("analyst", datetime(2025, 12, 15)))
    assert desk.store.snapshot().history() == []


def test_an_input_of_the_bench_is_the_same_every_time() -> None:
    first, again = (
        [bench_fuzz.mutated(number, seed=7, files=FILES) for number in range(200)] for _ in range(2)
    )
    assert first == again
    assert sum(data != FILES[n % len(FILES)][1] for n, (_, data) in enumerate(first)) > 150
