"""Every page opens on every store in both languages; its link reproduces it."""

from __future__ import annotations

from pathlib import Path

import pytest
from screen import Open
from streamlit.testing.v1 import AppTest

PAGES = [
    pytest.param("overview", id="overview"),
    pytest.param("ranking", id="ranking"),
    pytest.param("city", id="city"),
]
DEMO_BADGE = "演示数据（合成，非监测值）"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("lang", "title"),
    [
        pytest.param("zh", {"overview": "总览", "ranking": "排名", "city": "城市"}, id="zh"),
        pytest.param("en", {"overview": "Overview", "ranking": "Ranking", "city": "City"}, id="en"),
    ],
)
def test_a_page_opens(
    page: str, lang: str, title: dict[str, str], open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, page, lang=lang)
    assert screen.is_whole
    assert screen.app.title[0].value == title[page]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("lang", "said"),
    [pytest.param("zh", "库中还没有数据", id="zh"), pytest.param("en", "holds no data", id="en")],
)
def test_an_empty_store_says_what_to_do_and_shows_no_error(
    page: str, lang: str, said: str, open_page: Open, empty_store: Path
) -> None:
    screen = open_page(empty_store, page, lang=lang)
    assert screen.is_whole
    assert said in screen.app.info[0].value
    assert "airtrack demo" in screen.app.info[0].value


def test_an_empty_store_keeps_title_and_language_switch(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store)
    assert screen.app.title[0].value == "排名"
    assert screen.app.button(key="switch_language").label == "English"


@pytest.mark.parametrize("page", PAGES)
def test_demonstration_data_are_named_at_the_top(
    page: str, open_page: Open, demo_store: Path
) -> None:
    assert DEMO_BADGE in open_page(demo_store, page).texts[0]


def test_a_figure_of_demonstration_data_does_not_claim_measured_values(
    open_page: Open, demo_store: Path
) -> None:
    captions = [text for text in open_page(demo_store).texts if "GB 3095-2012；" in text]
    assert captions and all(DEMO_BADGE in caption for caption in captions)
    assert not any("监测数据计算" in caption for caption in captions)


def test_measured_data_carry_no_demonstration_badge(open_page: Open, june_store: Path) -> None:
    assert not any("演示" in text for text in open_page(june_store).texts)


def test_a_link_reproduces_the_ranking(open_page: Open, demo_store: Path) -> None:
    given = {"group": "430000", "period": "2024", "by": "pm25", "lang": "en"}
    screen = open_page(demo_store, **given)
    assert {name: screen.picked(name) for name in ("group", "period", "by")} == {
        "group": "430000",
        "period": "2024",
        "by": "pm25",
    }
    assert screen.sentence.startswith("2024, Hunan, PM2.5: ")


def test_a_link_reproduces_the_city(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "city", place="430100", year="2024", by="o3")
    assert (screen.picked("place"), screen.picked("year")) == ("430100", "2024")
    assert screen.sentence.startswith("2024年长沙市")
    assert "O3逐月" in [item.value for item in screen.app.subheader]


@pytest.mark.parametrize(
    ("name", "default"),
    [
        pytest.param("group", "changzhutan-channel", id="group"),
        pytest.param("period", "2025-07", id="period"),
        pytest.param("by", "composite", id="by"),
        pytest.param("edition", "in-force", id="edition"),
        pytest.param("lang", "zh", id="lang"),
    ],
)
def test_an_unknown_value_in_a_link_is_named_and_the_default_shown(
    name: str, default: str, open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, **{name: "nonsense"})
    assert screen.is_whole
    assert "nonsense" in screen.app.warning[0].value
    assert screen.link[name] == default


def test_text_from_a_link_never_becomes_a_link_or_a_picture(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, by="`![x](http://a.b/c)`")
    assert "`'![x](http://a.b/c)'`" in screen.app.warning[0].value


def test_a_good_link_brings_no_warning(open_page: Open, demo_store: Path) -> None:
    assert not open_page(demo_store, group="430000").app.warning


def test_picking_another_value_rewrites_the_link(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store).pick("by", "pm25")
    assert screen.link == {
        "group": "changzhutan-channel",
        "span": "month",
        "period_year": "2025",
        "period": "2025-07",
        "by": "pm25",
        "edition": "in-force",
        "ends": "10",
    }


def test_picking_another_value_changes_the_page(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, group="430000").pick("by", "pm25")
    title = screen.figure()["layout"]["xaxis"]["title"]["text"]
    assert title == "PM2.5 (µg/m³)"


def test_the_button_switches_the_language(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store)
    screen.app.button(key="switch_language").click().run()
    assert screen.app.title[0].value == "Ranking"
    assert screen.link["lang"] == "en"


def test_the_language_stays_in_the_link_from_page_to_page(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, lang="en")
    screen.app.query_params.clear()
    screen.app.switch_page("../../pages/city.py").run()
    assert screen.link["lang"] == "en"


def test_the_choice_of_an_indicator_is_kept_from_page_to_page(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, by="o3")
    screen.app.query_params.clear()
    screen.app.switch_page("../../pages/city.py").run()
    assert screen.picked("by") == "o3"


def test_a_group_whose_cities_all_have_data_is_offered_first(
    open_page: Open, june_store: Path
) -> None:
    assert open_page(june_store).picked("group") == "key-168"


def test_a_page_that_the_main_script_has_not_opened_shows_nothing(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_STORE", str(demo_store))
    page = AppTest.from_file(Path(__file__).parents[2] / "pages" / "city.py", default_timeout=60)
    page.run()
    assert page.exception and not page.header and not page.text


def test_what_is_picked_stands_above_the_folded_pickers(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "city", place="430200", year="2024", by="pm10")
    assert (
        screen.app.toggle(key="unfolded").label
        == "选择：株洲市 · 湖南 · 2024 · PM10 · 现行（按日期）"
    )


def test_the_same_as_a_table_is_made_when_it_is_unfolded(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "overview")
    assert {button.proto.label for button in screen.app.get("download_button")} == {
        "下载 CSV",
        "下载 XLSX",
    }
