"""Headers that somebody has explained: found again by themselves, and never guessed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.domain.cells import Unit
from airtrack.domain.profile import MappedColumn, PeriodFrom, Profile
from airtrack.domain.spelling import header_key
from airtrack.errors import NotFound, RegistryError, SheetError, WrongUse
from airtrack.ingest import draft as drafts
from airtrack.ingest.recognition import profile_file
from airtrack.ingest.recognition.header import header, meanings
from airtrack.ingest.recognition.profile import Profiles, check, check_whole
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.store.draft import Draft
from airtrack.store.profiles import Remembered

ReadBy = Callable[..., Draft]
TABLE = "某局月报\n地名,期次,细粒,一氧\n长沙,2023年3月,38,1200\n"
TURNED = "一氧,地名,细粒,期次\n1200,长沙,38,2023年3月\n"


def said(*columns: tuple[str, ...], form: str = "city_monthly", source: str = "某局") -> Profile:
    """A profile; a column is a header, what it means, and its unit where it has one."""
    listed = tuple(
        MappedColumn(header=each[0], means=each[1], unit=Unit(each[2]) if each[2:] else None)
        for each in columns
    )
    return Profile(source=source, form=form, column=listed)


COLUMNS = (
    *(("地名", "place"), ("期次", "period")),
    *(("细粒", "pm25", "ug/m3"), ("一氧", "co", "ug/m3")),
)
BUREAU = said(*COLUMNS)


@pytest.fixture
def read_by(tmp_path: Path, forms: Forms, gazetteer: Gazetteer) -> ReadBy:
    """Reads a table by a profile that is given, or by those on record."""

    def reads(
        text: str, *remembered: Profile, given: Profile | None = None, name: str = "file.csv"
    ) -> Draft:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        on_record = tuple(Remembered(each, f"b{n:06d}") for n, each in enumerate(remembered, 1))
        profiles = Profiles(Remembered(given, "given") if given else None, on_record)
        return drafts.read(path, forms=forms, gazetteer=gazetteer, profiles=profiles)

    return reads


def values(draft: Draft) -> dict[str, int]:
    rows = draft.rows.to_pylist()
    return {row["indicator"]: row["value_milli"] for row in rows}


def test_without_a_profile_unknown_headers_are_no_table(read_by: ReadBy) -> None:
    with pytest.raises(SheetError, match="no_known_column"):
        read_by(TABLE)


@pytest.mark.parametrize(
    "text", [pytest.param(TABLE, id="as-before"), pytest.param(TURNED, id="in-other-order")]
)
def test_a_table_of_the_same_headers_is_read_as_was_said(read_by: ReadBy, text: str) -> None:
    draft = read_by(text, BUREAU)
    # 1200 µg/m³ of CO are 1.2 mg/m³
    assert values(draft) == {"pm25": 38000, "co": 1200}
    assert draft.profile_origins == ("b000001",)


def test_other_headers_are_not_read_by_a_profile_on_record(read_by: ReadBy) -> None:
    with pytest.raises(SheetError, match="no_known_column"):
        read_by(TABLE.replace("细粒", "细粒子"), BUREAU)


def test_a_profile_wins_over_what_the_form_would_take(read_by: ReadBy) -> None:
    columns = (("城市", "place"), ("月份", "period"), ("PM10", "unused"), ("颗粒", "pm10", "ug/m3"))
    draft = read_by("城市,月份,PM10,颗粒\n长沙,2023年3月,1,60\n", said(*columns))
    assert values(draft) == {"pm10": 60000}


def test_headers_that_a_given_profile_leaves_out_mean_what_the_form_knows(read_by: ReadBy) -> None:
    text = "城市,月份,细粒,SO2,怪列\n长沙,2023年3月,38,6,1\n"
    draft = read_by(text, given=said(("细粒", "pm25", "ug/m3"), ("城市", "place")))
    assert values(draft) == {"pm25": 38000, "so2": 6000}
    assert [(problem.code, problem.column) for problem in draft.problems] == [
        ("column_unlike_any", "怪列")
    ]


def test_a_used_profile_speaks_of_every_header(read_by: ReadBy) -> None:
    draft = read_by(TABLE.replace("一氧\n", "SO2\n"), given=said(*COLUMNS[:3]))
    (profile,) = draft.profiles
    assert [column.means for column in profile.column] == ["place", "period", "pm25", "so2"]


def test_a_given_profile_of_other_headers_stops_the_file(read_by: ReadBy) -> None:
    with pytest.raises(SheetError) as caught:
        read_by("城市,月份,细粒\n长沙,2023年3月,38\n", given=BUREAU)
    assert caught.value.code == "profile_of_other_headers"
    assert caught.value.params["columns"] == ["地名", "期次", "一氧"]


def test_of_one_source_the_newest_profile_counts(read_by: ReadBy) -> None:
    newest = said(*COLUMNS[:3], ("一氧", "co", "mg/m3"))
    draft = read_by(TABLE.replace("1200", "1.2"), newest, BUREAU)
    assert values(draft)["co"] == 1200


def test_two_sources_of_the_same_mind_read_alike(read_by: ReadBy) -> None:
    other = said(*COLUMNS, source="另一局")
    assert values(read_by(TABLE, other, BUREAU)) == {"pm25": 38000, "co": 1200}


def test_two_sources_that_contradict_each_other_are_asked_for(read_by: ReadBy) -> None:
    other = said(*COLUMNS[:3], ("一氧", "co", "mg/m3"), source="另一局")
    with pytest.raises(SheetError) as caught:
        read_by(TABLE, other, BUREAU)
    assert caught.value.code == "profiles_contradict"
    assert caught.value.params["sources"] == ["另一局 (b000001)", "某局 (b000002)"]


NO_MONTHS = said(COLUMNS[0], *COLUMNS[2:])
BARE = "地名,细粒,一氧\n长沙,38,1200\n"


def test_months_are_taken_from_the_name_where_somebody_said_so(read_by: ReadBy) -> None:
    by_name = NO_MONTHS.model_copy(update={"period_from": PeriodFrom.FILE_NAME})
    draft = read_by(BARE, by_name, name="月报2023-04.csv")
    assert set(draft.rows["period_key"].to_pylist()) == {"2023-04"}


def test_months_are_taken_from_the_title_where_somebody_said_so(read_by: ReadBy) -> None:
    by_title = NO_MONTHS.model_copy(update={"period_from": PeriodFrom.TITLE})
    draft = read_by(f"2023年1-3月通报\n{BARE}", by_title)
    assert set(draft.rows["kind"].to_pylist()) == {"cumulative"}


def test_a_name_without_months_is_told(read_by: ReadBy) -> None:
    by_name = NO_MONTHS.model_copy(update={"period_from": PeriodFrom.FILE_NAME})
    with pytest.raises(SheetError, match="no_months_in_file_name"):
        read_by(BARE, by_name, name="月报.csv")


def test_months_that_were_said_for_one_upload_are_asked_for_again(read_by: ReadBy) -> None:
    once = NO_MONTHS.model_copy(update={"period": "2023年3月"})
    assert set(read_by(BARE, given=once).rows["period_key"].to_pylist()) == {"2023-03"}
    with pytest.raises(SheetError, match="profile_asks_period"):
        read_by(BARE, once)


@pytest.mark.parametrize(
    ("profile", "error", "code"),
    [
        pytest.param(said(*COLUMNS[1:]), WrongUse, "profile_lacks", id="no-place"),
        pytest.param(said(*COLUMNS[:2]), WrongUse, "profile_lacks", id="no-value"),
        pytest.param(
            said(*COLUMNS[:2], ("细粒", "pm1")),
            NotFound,
            "profile_unknown_meaning",
            id="no-meaning",
        ),
        pytest.param(said(*COLUMNS[:2], ("细粒", "pm25")), WrongUse, "profile_unit", id="no-unit"),
        pytest.param(
            said(*COLUMNS[:2], ("细粒", "pm25", "%")), WrongUse, "profile_unit", id="other-quantity"
        ),
        pytest.param(
            said(*COLUMNS, form="city_hourly_by_column"), WrongUse, "profile_of_no_rows", id="shape"
        ),
        pytest.param(said(*COLUMNS, form="none"), NotFound, "unknown_form_id", id="no-form"),
    ],
)
def test_an_unfit_profile_is_refused(
    profile: Profile, error: type[Exception], code: str, forms: Forms
) -> None:
    with pytest.raises(error, match=code):
        check_whole(profile, check(profile, forms))


def test_one_thing_is_in_one_column() -> None:
    with pytest.raises(ValueError, match="each key and each indicator is one column"):
        said(*COLUMNS, ("另一", "pm25", "ug/m3"))


def test_a_profile_survives_its_text(tmp_path: Path, forms: Forms) -> None:
    odd = said(*COLUMNS, ('引"号\\', "unused")).model_copy(update={"period_from": None})
    path = tmp_path / "profile.toml"
    path.write_text(profile_file.written(odd), encoding="utf-8")
    assert profile_file.read(path, forms).profile == odd


def test_a_text_with_an_unknown_key_is_no_profile(tmp_path: Path, forms: Forms) -> None:
    path = tmp_path / "profile.toml"
    path.write_text(profile_file.written(BUREAU) + "guess = true\n", encoding="utf-8")
    with pytest.raises(RegistryError):
        profile_file.read(path, forms)


# One spelling of each kind of header of the specification's section 7.1, and what it means there.
SPECIFIED = {
    "place": "城市 城市名称 市州 市（州） 地市 设区市 省辖市 站点城市 area city name cityName "
    "AreaName",
    "period": "时间 日期 月份 统计时段 评价时段 年月 timePoint stat_date",
    "pm25": "PM2.5 PM₂.₅ PM25 PM2_5 pM2_5 PM2.5(μg/m3) PM2.5浓度 PM2.5均值 细颗粒物 "
    "细颗粒物（PM2.5） 颗粒物(PM2.5)",
    "pm10": "PM10 PM₁₀ pM10 PM10(μg/m3) 可吸入颗粒物 可吸入颗粒物（PM10）",
    "so2": "SO2 SO₂ So2 SO2(μg/m3) 二氧化硫 二氧化硫(SO2)",
    "no2": "NO2 NO₂ No2 NO2(μg/m3) 二氧化氮 二氧化氮(NO2)",
    "co": "CO-95per CO-95per(mg/m3) CO95 CO(95%) CO-95百分位 CO第95百分位 "
    "CO日均值第95百分位浓度 一氧化碳-95百分位 CO_P95 一氧化碳日均值第95百分位数 "
    "CO（第95百分位数） CO 一氧化碳 CO(mg/m3) CO_24h",
    "o3": "O3-8h-90per O3_8h-90per O3-8h-90per(μg/m3) O3(90%) O3_8H_90 O3-8h第90百分位 "
    "臭氧-8h-90百分位 O3_8h_P90 O₃日最大8小时滑动平均第90百分位数 "
    "O3日最大8小时平均第90百分位浓度 臭氧日最大8小时平均第90百分位数 O3-8h-90百分位 "
    "O3_8h O3-8H 臭氧8小时 O3日最大8小时 O3_8h_24h O3 O₃ 臭氧",
    "good_pct": "优良天数比例 优良天数比例(%) 优良天数比率 优良天数率 优良率 优良天数（%） "
    "达标天数比例 达标率 AQI达标率 FineRate AQIStandardRate",
    "good_days": "优良天数 达标天数 FineDays",
    "valid_days": "有效天数 有效监测天数 ValidDays",
    "heavy_days": "重污染天数 重度及以上污染天数 重度及以上天数",
    "composite": "综合指数 环境空气质量综合指数 空气质量综合指数 综合质量指数 综合污染指数 "
    "SumIndex CompositeIndex AQCI",
    "unused": "行政区划代码 城市代码 区划代码 地区代码 adcode citycode city_code AreaCode 排名 "
    "全国排名 全省排名 综合指数排名 Rank 重度及以上污染天数比率 "
    "重度及以上污染天数比例 重污染天数比例 同比 同比变化 同比变化(%) 同比% 同比变幅 "
    "变化率 综合指数变化率 较上年同期 首要污染物 主要污染物 PrimaryPollutant "
    "primary_pollutant AQI AQI指数 空气质量指数 质量等级 空气质量类别 空气质量级别 "
    "quality Type 目标 年度目标 考核目标 目标值 年目标值",
}


@pytest.mark.parametrize(
    ("means", "text"),
    [
        pytest.param(key, text, id=text)
        for key, texts in SPECIFIED.items()
        for text in texts.split()
    ],
)
def test_every_specified_header_is_known_in_a_monthly_table(
    means: str, text: str, forms: Forms
) -> None:
    known, said_ = meanings(forms.form("city_monthly")), header(text, forms.cells)
    found = known.get(said_.whole) or known[said_.name]
    kind = "unused" if not isinstance(found, str) and not hasattr(found, "indicator") else found
    assert getattr(kind, "indicator", kind) == means


def test_more_headers_are_known_than_the_specification_lists(forms: Forms) -> None:
    own = {
        header_key(alias)
        for form in forms.forms
        for aliases in (*form.keys.values(), *(each.aliases for each in form.value))
        for alias in aliases
    }
    assert len(own) >= 129
