"""`airtrack fetch`: a web source goes the way of a file, and says what failed in both languages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import Run
from tests.web import CSV, Says, Web, json_says, served

KEY = "s3cr3t-k3y"
DAYS = ("2025-06-01", "2025-07-02")
TABLE = "城市,日期,PM2.5,PM10,SO2,NO2,CO,O3_8h\n长沙市,2025-06-01,31,52,6,20,0.8,120\n"


@pytest.fixture
def web() -> Iterator[Web]:
    with served() as found:
        yield found


def environ(web: Web) -> dict[str, str]:
    return {"AIRTRACK_PORTAL_URL": web.base, "AIRTRACK_PORTAL_KEY": KEY, "NO_PROXY": "*"}


def portal_says(pm25: str = "31", **more: str) -> Says:
    row = {"areaName": "长沙市", "timePoint": "2025-06-01", "pm2_5": pm25, "pm10": "52"}
    row |= {"so2": "6", "no2": "20", "co": "0.8", "o3_8h": "120"} | more
    return json_says({"code": 200, "msg": "", "data": {"total": 1, "rows": [row]}})


def test_a_check_writes_nothing(airtrack: Run, web: Web, tmp_path: Path) -> None:
    web.says(Says(TABLE.encode(), kind=CSV))
    done = airtrack(
        *("fetch", "portal_csv", "--period", "2025-06", "--check", "--format", "json"),
        store=tmp_path / "store",
        env=environ(web),
    )
    file = json.loads(done.stdout)["files"][0]
    assert (done.returncode, file["form"], file["new"]) == (0, "city_daily", 1)
    assert not (tmp_path / "store").exists()


def test_a_fetch_is_committed_and_noticed_when_it_comes_again(
    airtrack: Run, web: Web, empty_store: Path
) -> None:
    web.says(Says(portal_says().body, headers={"ETag": '"1"'}), Says(status=304, kind=""))
    ask = ("fetch", "portal_json", "--period", "2025-06", "--by", "甲", "--format", "json")
    first, second = (airtrack(*ask, store=empty_store, env=environ(web)) for _ in range(2))
    files = [json.loads(done.stdout)["files"][0] for done in (first, second)]
    assert [file["already"] for file in files] == [False, True]
    assert files[0]["batch"] == files[1]["batch"]
    days = ("days", "--place", "长沙市", "--period", "2025-06-01", "--format", "json")
    told = json.loads(airtrack(*days, store=empty_store).stdout)
    assert told["rows"][0]["pm25"] == 31


def test_the_bodies_lie_in_the_batch_as_they_came(
    airtrack: Run, web: Web, empty_store: Path
) -> None:
    web.says(portal_says())
    ask = ("fetch", "portal_json", "--period", "2025-06", "--format", "json")
    batch = json.loads(airtrack(*ask, store=empty_store, env=environ(web)).stdout)["files"][0]
    folder = empty_store / "batches" / batch["batch"] / "original"
    assert sorted(path.name for path in folder.iterdir()) == [
        "portal_json_2025-06-p001.json",
        "portal_json_2025-06.csv",
    ]
    assert (folder / "portal_json_2025-06-p001.json").read_bytes() == portal_says().body


def test_what_the_gate_refuses_is_not_written(airtrack: Run, web: Web, empty_store: Path) -> None:
    web.says(portal_says(timePoint="2125-06-01"))
    ask = ("fetch", "portal_json", "--period", "2125-06", "--format", "json")
    done = airtrack(*ask, store=empty_store, env=environ(web))
    problems = json.loads(done.stdout)["files"][0]["problems"]
    assert done.returncode == 1
    assert "date_in_future" in [problem["code"] for problem in problems]


def test_rows_beside_the_period_are_told_with_the_findings(
    airtrack: Run, web: Web, tmp_path: Path
) -> None:
    inside, outside = (json.loads(portal_says(timePoint=day).body) for day in DAYS)
    inside["data"]["rows"] += outside["data"]["rows"]
    web.says(json_says(inside))
    ask = ("fetch", "portal_json", "--period", "2025-06", "--check", "--format", "json")
    done = airtrack(*ask, store=tmp_path / "store", env=environ(web))
    file = json.loads(done.stdout)["files"][0]
    assert (done.returncode, file["rows"]) == (0, 1)
    assert [problem["code"] for problem in file["problems"]] == ["fetch_outside"]


def test_hours_of_openaq_make_days_of_a_city(
    airtrack: Run, web: Web, empty_store: Path, tmp_path: Path, data_folder: Path
) -> None:
    text = (data_folder / "sources" / "openaq.toml").read_text(encoding="utf-8")
    item = '\n[[item]]\nlocation = "2178"\nstation = "某某站"\nplace = "长沙市"\n'
    (tmp_path / "openaq.toml").write_text(text.replace("pause_s = 1", "pause_s = 0") + item)
    parameter = {"id": 2, "name": "pm25", "units": "µg/m³", "displayName": None}
    ends = [f"2025-05-31T{at:02d}:00:00Z" for at in range(17, 24)]
    ends += [f"2025-06-01T{at:02d}:00:00Z" for at in range(17)]
    hours = [
        {"value": 20 + 2 * (at % 2), "parameter": parameter, "period": {"datetimeTo": {"utc": end}}}
        for at, end in enumerate(ends)
    ]
    sensors = [{"id": 11, "name": "pm25 µg/m³", "parameter": parameter}]
    web.answer = lambda asked: json_says(
        {"meta": {}, "results": hours if "sensors" in asked.path else [{"sensors": sensors}]}
    )
    env = {"OPENAQ_API_KEY": KEY, "OPENAQ_BASE_URL": web.base, "NO_PROXY": "*"}
    env |= {"AIRTRACK_SOURCES": str(tmp_path)}
    ask = ("fetch", "openaq", "--period", "2025-06", "--format", "json")
    done = airtrack(*ask, store=empty_store, env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(done.stdout)["files"][0]["form"] == "station_hourly"
    days = ("days", "--place", "长沙市", "--period", "2025-06-01", "--format", "json")
    told = json.loads(airtrack(*days, store=empty_store).stdout)
    # twelve hours of 20 and twelve of 22
    assert told["rows"][0]["pm25"] == 21


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        pytest.param("zh", "对方不认密钥（401", id="zh"),
        pytest.param("en", "the key is not accepted (401", id="en"),
    ],
)
def test_a_failure_is_told_in_both_languages_without_the_key(
    airtrack: Run, web: Web, tmp_path: Path, lang: str, sentence: str
) -> None:
    web.says(Says(status=401))
    ask = ("fetch", "portal_json", "--period", "2025-06", "--lang", lang)
    env = environ(web) | {"AIRTRACK_LOG_LEVEL": "DEBUG"}
    done = airtrack(*ask, store=tmp_path / "store", env=env)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert KEY not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("ask", "status", "told"),
    [
        pytest.param(("nowhere", "--period", "2025-06"), 4, "nowhere", id="unknown source"),
        pytest.param(("portal_csv", "--period", "June"), 2, "June", id="no period"),
        pytest.param(("portal_csv", "--period", "2025"), 2, "AIRTRACK_PORTAL_URL", id="no address"),
        pytest.param(("openaq", "--period", "2025-06"), 2, "OPENAQ_API_KEY", id="no key"),
    ],
)
def test_wrong_use_has_its_status_and_names_what_is_missing(
    airtrack: Run, tmp_path: Path, ask: tuple[str, ...], status: int, told: str
) -> None:
    done = airtrack("fetch", *ask, store=tmp_path / "store", env={"NO_PROXY": "*"})
    assert (done.returncode, told in done.stderr) == (status, True)


def test_sources_are_listed_with_what_they_lack_and_no_key(airtrack: Run, tmp_path: Path) -> None:
    env = {"AIRTRACK_PORTAL_KEY": KEY}
    done = airtrack("sources", "--format", "json", store=tmp_path / "store", env=env)
    lacks = {row["id"]: row["lacks"] for row in json.loads(done.stdout)["sources"]}
    assert lacks["portal_json"] == ["AIRTRACK_PORTAL_URL"]
    assert lacks["openaq"] == ["OPENAQ_API_KEY", "[[item]]"]
    assert KEY not in done.stdout
