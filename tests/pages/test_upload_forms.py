"""Every other form goes through the upload page as the monthly table does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open

Run = Callable[..., Any]

STATIONS = "站点编码,站点名称,城市,对照点\n1336A,经开区环保局,长沙,否\n1337A,高开区环保局,长沙,否\n"
FORMS = {
    "events": "城市,开始日期,结束日期,类型,状态,依据\n"
    "长沙,2025-03-11,2025-03-13,沙尘,已批准,120号\n",
    "city_assessed": "城市,时段,文号,PM2.5,PM10\n长沙,2024年,9号,36.1,52\n",
    "station_table": STATIONS,
    "station_hourly": "日期,小时,站点编码,PM2.5,PM10,SO2,NO2,CO,O3\n"
    "2025-03-11,1,1336A,30,60,8,20,0.5,80\n",
    "station_hourly_by_column": "date,hour,type,1336A,1337A\n"
    "20250311,1,PM2.5,30,31\n20250311,1,PM10,60,61\n",
}


@pytest.mark.parametrize("form", [pytest.param(form, id=form) for form in FORMS])
def test_a_form_is_recognised_committed_and_withdrawn(
    form: str, open_page: Open, empty_store: Path, airtrack: Run, tmp_path: Path
) -> None:
    if form.startswith("station_hourly"):
        table = tmp_path / "stations.csv"
        table.write_text(STATIONS, encoding="utf-8")
        assert airtrack("load", table, store=empty_store).returncode == 0
    screen = open_page(empty_store, "upload")
    screen.app.text_input(key="intake_by").set_value("张工")
    data = FORMS[form].encode()
    screen.app.file_uploader[0].set_value([("上传.csv", data, "text/csv")]).run()
    assert screen.is_whole, [error.value for error in screen.app.error]
    if any(box.key == "intake_agree" for box in screen.app.checkbox):
        screen.app.checkbox(key="intake_agree").check().run()
    screen.app.button(key="intake_commit").click().run()
    assert screen.is_whole
    done = airtrack("history", "--format", "json", store=empty_store)
    batch = json.loads(done.stdout)["batches"][-1]
    assert (batch["form"], batch["source"]) == (form, "上传.csv")
    done = airtrack("withdraw", batch["batch"], "--reason", "试验", store=empty_store)
    assert done.returncode == 0, done.stdout + done.stderr
    again = open_page(empty_store, "upload")
    assert again.is_whole
