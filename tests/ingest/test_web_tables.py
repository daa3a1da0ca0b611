"""What web sources send becomes the table that the gate reads, by the texts on file.

Shapes: OpenAQ v3 as its documentation states them (resources locations and measurements; hours are
marked by their end); portals as they commonly answer (code, msg, data with total and rows).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from airtrack.domain import period as periods
from airtrack.domain.web_source import Per, WebSource
from airtrack.errors import AirtrackError, SourceError, WrongUse
from airtrack.ingest.sheets.walk import Source
from airtrack.ingest.sources import ask as asking
from airtrack.ingest.sources.fetch import Client
from airtrack.ingest.sources.gather import gather
from airtrack.ingest.sources.kept import Kept
from airtrack.registry import web_sources
from tests.web import Asked, Says, Web, json_says, served

SENSORS = {"11": ("pm25", "µg/m³"), "12": ("co", "µg/m³"), "13": ("temperature", "c")}
STATION = {"location": "2178", "station": "高开区环保局", "place": "长沙市"}


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("NO_PROXY", "*")
    with served() as found:
        yield found


@pytest.fixture
def openaq(data_folder: Path) -> WebSource:
    found = web_sources.named(web_sources.load(data_folder), "openaq")
    limits = found.limits.model_copy(update={"pause_s": 0, "attempts": 1})
    return found.model_copy(update={"item": (STATION,), "limits": limits})


@pytest.fixture
def portal(data_folder: Path) -> WebSource:
    return web_sources.named(web_sources.load(data_folder), "portal_json")


def hour(utc: str, value: float | None, *, name: str = "pm25", units: str = "µg/m³") -> object:
    """One element of `results` of /v3/sensors/{id}/hours that ends at that time."""
    moment = {"utc": f"{utc}:00Z", "local": "2025-06-01T09:00:00+08:00"}
    return {
        "value": value,
        "flagInfo": {"hasFlags": False},
        "parameter": {"id": 2, "name": name, "units": units, "displayName": None},
        "period": {
            "label": "1hour",
            "interval": "01:00:00",
            "datetimeFrom": moment | {"utc": "2020-01-01T00:00:00Z"},
            "datetimeTo": moment,
        },
        "coordinates": None,
        "summary": {"min": None, "q02": None, "median": None, "max": None, "avg": 31.5, "sd": None},
        "coverage": {
            "expectedCount": 1,
            "expectedInterval": "01:00:00",
            "observedCount": 1,
            "observedInterval": "01:00:00",
            "percentComplete": 100.0,
            "percentCoverage": 100.0,
            "datetimeFrom": moment,
            "datetimeTo": moment,
        },
    }


def openaq_says(results: list[object], found: int | str | None = None) -> Says:
    meta = {"name": "openaq-api", "website": "/", "page": 1, "limit": 1000, "found": found}
    return json_says({"meta": meta, "results": results})


def location(asked: Asked) -> Says:
    sensors = [
        {"id": int(id_), "name": f"{name} {units}", "parameter": {"name": name, "units": units}}
        for id_, (name, units) in SENSORS.items()
    ]
    return openaq_says([{"id": 2178, "name": "Changsha", "sensors": sensors}])


def station(web: Web, hours: dict[str, list[object]]) -> None:
    """The server has a location with three sensors, and these hours by sensor."""

    def answer(asked: Asked) -> Says:
        if asked.path == "/v3/locations/2178":
            return location(asked)
        sensor = asked.path.split("/")[3]
        start = (int(asked.query["page"]) - 1) * int(asked.query["limit"])
        return openaq_says(hours[sensor][start : start + int(asked.query["limit"])])

    web.answer = answer


def fetched(source: WebSource, web: Web, period: str = "2025-06") -> Source:
    environ = {
        "OPENAQ_API_KEY": "key",
        "OPENAQ_BASE_URL": web.base,
        "AIRTRACK_PORTAL_URL": web.base,
        "AIRTRACK_PORTAL_KEY": "key",
    }
    client = Client(source, environ, Kept(None))
    return gather(source, periods.parse(period), client=client, environ=environ)


def lines(source: Source) -> list[str]:
    return source.members[0].data().decode().splitlines()


def test_sensors_of_a_station_become_columns_headed_with_their_units(
    web: Web, openaq: WebSource
) -> None:
    pm25 = [hour("2025-05-31T17:00", 31.5), hour("2025-05-31T18:00", None)]
    co = [hour("2025-05-31T17:00", 812.0, name="co")]
    station(web, {"11": pm25, "12": co})
    assert lines(fetched(openaq, web)) == [
        "城市,站点名称,日期,小时,PM2.5(µg/m³),CO(µg/m³)",
        "长沙市,高开区环保局,2025-06-01,1,31.5,812.0",
        "长沙市,高开区环保局,2025-06-01,2,,",
    ]


def test_only_what_the_gate_knows_is_asked_for(web: Web, openaq: WebSource) -> None:
    station(web, {"11": [hour("2025-05-31T17:00", 1)], "12": []})
    fetched(openaq, web)
    asked = [item.path for item in web.asked]
    assert asked == ["/v3/locations/2178", "/v3/sensors/11/hours", "/v3/sensors/12/hours"]


def test_openaq_is_asked_in_beijing_time_with_its_key_in_the_header(
    web: Web, openaq: WebSource
) -> None:
    station(web, {"11": [hour("2025-05-31T17:00", 1)], "12": []})
    fetched(openaq, web)
    assert web.asked[1].query["datetime_from"] == "2025-06-01T00:00:00+08:00"
    assert web.asked[1].query["datetime_to"] == "2025-07-01T00:00:00+08:00"
    assert web.asked[1].headers["x-api-key"] == "key"


def test_the_hour_that_ends_at_midnight_belongs_to_the_day_before(
    web: Web, openaq: WebSource
) -> None:
    ends = ["2025-05-31T16:00", "2025-05-31T17:00", "2025-06-30T16:00"]
    station(web, {"11": [hour(utc, 5) for utc in ends], "12": []})
    found = fetched(openaq, web)
    assert [line.split(",")[2:4] for line in lines(found)[1:]] == [
        ["2025-06-01", "1"],
        ["2025-07-01", "0"],
    ]
    assert found.problems == ()


def test_what_was_not_asked_for_is_left_out_and_counted(web: Web, openaq: WebSource) -> None:
    ends = ["2025-05-31T15:00", "2025-05-31T17:00", "2025-06-30T17:00"]
    station(web, {"11": [hour(utc, 5) for utc in ends], "12": []})
    found = fetched(openaq, web)
    assert len(lines(found)) == 2
    assert [(item.code, item.n) for item in found.problems] == [("fetch_outside", 2)]


def test_a_source_is_asked_month_by_month(web: Web, openaq: WebSource) -> None:
    station(web, {"11": [hour("2025-05-31T17:00", 1)], "12": []})
    fetched(openaq, web, "2025-05-15..2025-06-02")
    asked = [item.query for item in web.asked if item.path == "/v3/sensors/11/hours"]
    assert [query["datetime_from"][:10] for query in asked] == ["2025-05-15", "2025-06-01"]
    assert [query["datetime_to"][:10] for query in asked] == ["2025-06-01", "2025-06-03"]


def test_pages_are_asked_for_until_one_is_not_full(web: Web, openaq: WebSource) -> None:
    pages = openaq.pages
    assert pages is not None
    small = openaq.model_copy(update={"pages": pages.model_copy(update={"per_page": 2})})
    ends = [f"2025-06-01T{at:02d}:00" for at in range(5)]
    station(web, {"11": [hour(utc, at) for at, utc in enumerate(ends)], "12": []})
    assert len(lines(fetched(small, web))) == 1 + 5
    asked = [item.query["page"] for item in web.asked if item.path == "/v3/sensors/11/hours"]
    assert asked == ["1", "2", "3"]


def test_two_sensors_that_contradict_each_other_are_two_rows_for_the_gate(
    web: Web, openaq: WebSource
) -> None:
    pm25 = [hour("2025-05-31T17:00", value) for value in (5, 6, 5)]
    station(web, {"11": pm25, "12": []})
    assert [line.split(",")[-1] for line in lines(fetched(openaq, web))[1:]] == ["5", "6"]


def test_two_units_of_one_pollutant_are_never_one_column(web: Web, openaq: WebSource) -> None:
    station(
        web,
        {
            "11": [hour("2025-05-31T17:00", 1), hour("2025-05-31T18:00", 1, units="ppm")],
            "12": [],
        },
    )
    with pytest.raises(SourceError) as caught:
        fetched(openaq, web)
    assert caught.value.code == "fetch_two_units"


def test_a_station_without_anything_needed_is_told(web: Web, openaq: WebSource) -> None:
    web.says(openaq_says([{"id": 2178, "sensors": []}]))
    with pytest.raises(SourceError) as caught:
        fetched(openaq, web)
    assert caught.value.code == "fetch_nothing_there"


def test_without_stations_nothing_is_asked(web: Web, openaq: WebSource) -> None:
    with pytest.raises(WrongUse) as caught:
        fetched(openaq.model_copy(update={"item": ()}), web)
    assert (caught.value.code, web.asked) == ("source_without_items", [])


def test_the_batch_would_hold_every_body_and_the_table(web: Web, openaq: WebSource) -> None:
    station(web, {"11": [hour("2025-05-31T17:00", 31.5)], "12": []})
    found = fetched(openaq, web)
    assert [item.name for item in found.originals] == [
        "openaq_2025-06-11-pm25-p001.json",
        "openaq_2025-06-12-co-p001.json",
        "openaq_2025-06.csv",
        "openaq_lookup-2178-高开区环保局-长沙市.json",
    ]
    assert found.originals[1].data == openaq_says([]).body


def test_the_same_answers_make_the_same_source(web: Web, openaq: WebSource) -> None:
    station(web, {"11": [hour("2025-05-31T17:00", 31.5)], "12": []})
    assert fetched(openaq, web).sha256 == fetched(openaq, web).sha256


def test_a_portal_says_days_of_cities(web: Web, portal: WebSource) -> None:
    row = {
        "areaName": "长沙市",
        "timePoint": "2025-06-01 00:00:00",
        "pm2_5": 31,
        "pm10": "52",
        "so2": 6,
        "no2": 20,
        "co": 0.80,
        "o3_8h": "—",
        "aqi": 61,
    }
    web.says(json_says({"code": 200, "msg": "success", "data": {"total": 1, "rows": [row]}}))
    assert lines(fetched(portal, web)) == [
        "城市,日期,PM2.5(µg/m³),PM10(µg/m³),SO2(µg/m³),NO2(µg/m³),CO(mg/m³),O3_8h(µg/m³)",
        "长沙市,2025-06-01,31,52,6,20,0.8,—",
    ]
    assert web.asked[0].query == {
        "startDate": "2025-06-01",
        "endDate": "2025-06-30",
        "pageNum": "1",
        "pageSize": "500",
        "appKey": "key",
    }


def test_digits_stay_as_the_source_wrote_them(web: Web, portal: WebSource) -> None:
    plain = portal.model_copy(update={"column": (), "answer": None, "rows": "", "pages": None})
    web.says(Says(b'[{"co": 0.80, "pm10": 52.0, "no2": 1e1, "so2": NaN, "o3": null}]'))
    assert lines(fetched(plain, web)) == ["co,pm10,no2,so2,o3", "0.80,52.0,1e1,NaN,"]


def test_rows_that_have_no_fields_are_another_shape(web: Web, portal: WebSource) -> None:
    plain = portal.model_copy(update={"column": (), "answer": None, "rows": "", "pages": None})
    web.says(json_says([1, 2]))
    with pytest.raises(SourceError) as caught:
        fetched(plain, web)
    assert caught.value.code == "fetch_other_shape"


def test_a_month_of_a_portal_may_be_several_tables(web: Web, data_folder: Path) -> None:
    csv = web_sources.named(web_sources.load(data_folder), "portal_csv")
    web.answer = lambda asked: Says(asked.path.encode(), kind="text/csv")
    found = fetched(csv, web, "2025-06..2025-07")
    assert [(item.name, item.data().decode()) for item in found.members] == [
        ("portal_csv_2025-06.csv", "/download/2025/06.csv"),
        ("portal_csv_2025-07.csv", "/download/2025/07.csv"),
    ]


def test_the_fields_of_a_table_can_be_named_anew(web: Web, data_folder: Path) -> None:
    csv = web_sources.named(web_sources.load(data_folder), "portal_csv")
    columns = ({"header": "城市", "path": "qh"}, {"header": "日期", "path": "t", "take": "date"})
    mapped = WebSource.model_validate(csv.model_dump() | {"column": columns})
    web.says(Says("qh,t,x\n长沙市,2025-06-03T00:00:00+08:00,1\n".encode("gbk"), kind="text/csv"))
    found = fetched(mapped, web)
    assert lines(found) == ["城市,日期", "长沙市,2025-06-03"]
    names = [item.name for item in found.originals]
    assert names == ["portal_csv_2025-06.csv", "portal_csv_2025-06_2.csv"]


def test_a_field_that_goes_into_an_address_cannot_leave_its_place(openaq: WebSource) -> None:
    span = periods.parse("2025-06")
    fields = STATION | {"location": "../x?y=1#"}
    found = asking.lookup(openaq, fields, at="http://h", span=span)
    assert found.url == "http://h/v3/locations/..%2Fx%3Fy%3D1%23"
    assert "/" not in found.name


def test_a_source_may_be_asked_day_by_day(portal: WebSource) -> None:
    daily = portal.model_copy(update={"per": Per.DAY})
    found = asking.asks(daily, {}, at="http://h", period=periods.parse("2025-06-01..2025-06-03"))
    assert [item.span.key for item in found] == ["2025-06-01", "2025-06-02", "2025-06-03"]


def test_an_error_names_the_address_without_the_key(web: Web, portal: WebSource) -> None:
    web.says(Says(status=401))
    with pytest.raises(AirtrackError) as caught:
        fetched(portal, web)
    assert str(caught.value.params["url"]).endswith("pageSize=500")
