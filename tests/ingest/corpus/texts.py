"""The texts of the corpus: small tables, each with one thing odd about it.

Their figures are invented and agree with each other: the composite index is the sum of values by
limits (60, 40, 70, 35, 4, 160), the ratio that of good and valid days.
"""

from __future__ import annotations

MONTHLY = (
    "城市,月份,SO2(μg/m3),NO2(μg/m3),PM10(μg/m3),PM2.5(μg/m3),CO-95per(mg/m3),O3-8h-90per(μg/m3),"
    "有效天数(天),优良天数(天),优良天数比例(%),重度及以上污染天数(天),综合指数\n"
)
CHANGSHA = "长沙,2023年3月,6,30,60,38,1.2,139,31,28,90.3,0,3.97\n"
ZHUZHOU = "株洲,2023年3月,9,28,63,35,1.0,144,31,29,93.5,0,3.90\n"
XIANGTAN = "湘潭,2023年3月,12,32,70,42,1.2,128,31,27,87.1,0,4.30\n"
MARCH = MONTHLY + CHANGSHA + ZHUZHOU + XIANGTAN

DAILY = "城市,日期,SO2,NO2,PM10,PM2.5,CO,O3_8h\n"
JUNE_1 = (
    "长沙,2025-06-01,6,21,44,27,0.6,118\n"
    "株洲,2025-06-01,8,18,52,30,0.7,126\n"
    "湘潭,2025-06-01,7,24,49,28,0.5,121\n"
)
HOURLY = "城市,日期,小时,SO2,NO2,PM10,PM2.5,CO,O3\n"
EVENTS = "城市,开始日期,结束日期,类型,状态,依据,认定单位\n"
PROJECTS = "项目编号,项目名称,城市,污染物,减排量(吨),完成日期,状态\n"
STATIONS = "站点编码,站点名称,城市,经度,纬度\n"
OF_STATIONS = "日期,小时,站点,PM2.5,PM10,CO,NO2,O3_1h,SO2\n"


def changed(text: str, *changes: tuple[str, str]) -> str:
    """The text with each first one replaced by the other; raises ValueError where it is not."""
    for before, after in changes:
        if text.count(before) != 1:
            raise ValueError(f"{before} stands {text.count(before)} times")
        text = text.replace(before, after)
    return text


HISTORY = "城市,月份,PM2.5(μg/m3)\n" + "".join(
    f"{city},{month},{pm25}\n"
    for city, values in (
        ("长沙", (33, 29, 22, 19, 20, 27, 39, 48, 61, 66, 54, 38)),
        ("株洲", (31, 28, 21, 19, 21, 26, 38, 46, 58, 63, 51, 35)),
        ("湘潭", (36, 31, 24, 21, 22, 29, 41, 50, 63, 69, 56, 42)),
    )
    for month, pm25 in zip(
        (*(f"2022年{number}月" for number in range(4, 13)), "2023年1月", "2023年2月", "2023年3月"),
        values,
        strict=True,
    )
)

FAULTS = {
    "letter_o_for_a_zero.csv": changed(MARCH, (",63,35,", ",63,3O,")),
    "value_with_a_question_mark.csv": changed(DAILY + JUNE_1, (",52,30,", ",52,30?,")),
    "june_has_31_days.csv": changed(DAILY + JUNE_1, ("株洲,2025-06-01", "株洲,2025-06-31")),
    "march_or_january_to_march.csv": changed(MARCH, ("长沙,2023年3月", "长沙,2023年3月累计")),
    "a_day_or_months.csv": changed(MARCH, ("长沙,2023年3月", "长沙,2023-1-3")),
    "a_part_of_one_among_percentages.csv": (
        "城市,月份,PM2.5,优良率\n长沙,2023年3月,38,90.3%\n株洲,2023年3月,35,0.935\n"
    ),
    "unit_of_another_quantity_behind_a_value.csv": changed(
        DAILY + JUNE_1, (",52,30,", ",52,30ppb,")
    ),
    "serial_number_of_no_day_on_record.csv": changed(
        DAILY + JUNE_1, ("株洲,2025-06-01", "株洲,12345")
    ),
    "day_before_month.csv": changed(DAILY + JUNE_1, ("湘潭,2025-06-01", "湘潭,01/06/2025")),
    "hour_25.csv": HOURLY
    + "长沙,2025-06-01,24,6,21,44,27,0.6,90\n长沙,2025-06-01,25,6,21,44,27,0.6,90\n",
    "month_13.csv": changed(MARCH, ("湘潭,2023年3月", "湘潭,2023年13月")),
    "month_without_year.csv": changed(MARCH, ("长沙,2023年3月", "长沙,3月")),
    "january_or_october.csv": changed(MARCH, ("长沙,2023年3月", "长沙,2023.1")),
    "month_that_is_not_over.csv": MARCH.replace("2023年3月", "2025年12月"),
    "month_in_the_future.csv": changed(MARCH, ("湘潭,2023年3月", "湘潭,2026年3月")),
    "day_in_the_future.csv": changed(DAILY + JUNE_1, ("湘潭,2025-06-01", "湘潭,2052-06-02")),
    "day_before_the_standards.csv": changed(DAILY + JUNE_1, ("长沙,2025-06-01", "长沙,1925-06-02")),
    "thirty_two_valid_days.csv": changed(MARCH, ("144,31,29,93.5", "144,32,29,90.6")),
    "more_good_days_than_valid.csv": changed(MARCH, ("139,31,28,90.3", "139,27,28,103.7")),
    "good_and_heavy_days_above_valid.csv": changed(MARCH, ("27,87.1,0,", "27,87.1,5,")),
    "good_ratio_of_other_days.csv": changed(MARCH, ("29,93.5,", "29,39.5,")),
    "same_month_twice_with_other_values.csv": MARCH + changed(CHANGSHA, (",38,", ",83,")),
    "same_day_twice_with_other_values.csv": (
        DAILY + JUNE_1 + "长沙,2025-06-01,6,21,44,72,0.6,118\n"
    ),
    "same_day_twice.csv": DAILY + JUNE_1 + "株洲,2025-06-01,8,18,52,30,0.7,126\n",
    "same_hour_twice_with_other_values.csv": (
        HOURLY + "长沙,2025-06-01,8,6,21,44,27,0.6,90\n长沙,2025-06-01,8,6,21,44,72,0.6,90\n"
        "长沙,2025-06-01,9,6,21,44,27,0.6,91\n"
    ),
    "two_columns_of_pm25.csv": changed(
        DAILY + JUNE_1.replace("\n", ",31\n"), ("O3_8h\n", "O3_8h,细颗粒物\n")
    ),
    "pm25_above_pm10_in_a_month.csv": changed(MARCH, (",60,38,", ",38,60,")),
    "pm25_above_pm10_on_a_day.csv": changed(DAILY + JUNE_1, (",52,30,", ",30,52,")),
    "zeros_for_missing.csv": changed(DAILY + JUNE_1, (",24,49,28,0.5,", ",24,0,0,0.5,")),
    "negative_concentration.csv": changed(DAILY + JUNE_1, (",44,27,", ",44,-27,")),
    "co_in_micrograms.csv": changed(
        DAILY + JUNE_1, (",0.6,", ",600,"), (",0.7,", ",700,"), (",0.5,", ",500,")
    ),
    "co_of_a_month_ten_times_too_high.csv": changed(
        MARCH, (",38,1.2,", ",38,12,"), (",35,1.0,", ",35,10,"), (",42,1.2,", ",42,12,")
    ),
    "good_ratio_above_100.csv": changed(MARCH, ("29,93.5,", "29,935,")),
    "a_comma_too_many.csv": changed(DAILY + JUNE_1, (",52,30,", ",52,,30,")),
    "city_misspelled.csv": changed(DAILY + JUNE_1, ("湘潭", "湘谭")),
    "no_city_is_known.csv": (
        DAILY + "甲城,2025-06-01,6,21,44,27,0.6,118\n乙城,2025-06-01,8,18,52,30,0.7,126\n"
    ),
    "header_misspelled.csv": changed(DAILY + JUNE_1, ("PM2.5", "PM2.5浓浓度")),
    "no_column_of_months.csv": "城市,SO2,PM2.5,综合指数\n长沙,6,38,3.97\n",
    "month_only_in_the_title.csv": (
        "2023年3月空气质量,,,\n城市,SO2,PM2.5,综合指数\n长沙,6,38,3.97\n"
    ),
    "month_in_the_file_name_202303.csv": ("城市,SO2,PM2.5,综合指数\n长沙,6,38,3.97\n"),
    "no_header_at_all.csv": "长沙,2025-06-01,6,21\n株洲,2025-06-01,8,18\n",
    "no_values.csv": "城市,日期,备忘\n长沙,2025-06-01,晴\n",
    "quote_that_does_not_close.csv": DAILY + JUNE_1.replace("湘潭", '"湘潭') + "长沙,,,,,,,\n" * 25,
    "nothing_in_it.csv": "",
    "header_and_nothing_below.csv": DAILY,
    "composite_of_other_values.csv": changed(MARCH, (",3.97\n", ",9.37\n")),
    "aqi_of_other_values.csv": (
        "城市,日期,AQI,SO2,NO2,PM10,PM2.5,CO,O3_8h\n"
        "长沙,2025-06-01,65,6,21,44,27,0.6,118\n株洲,2025-06-01,172,8,18,52,30,0.7,126\n"
    ),
    "columns_shifted_by_one.csv": (
        "城市,日期,AQI,SO2,NO2,PM10,PM2.5,CO,O3_8h\n"
        "长沙,2025-06-01,65,118,6,21,44,27,0.6\n株洲,2025-06-01,72,126,8,18,52,30,0.7\n"
        "湘潭,2025-06-01,68,121,7,24,49,28,0.5\n"
    ),
    "too_few_valid_days.csv": changed(MARCH, ("139,31,28,90.3", "139,20,18,90.0")),
    "change_of_other_values.csv": (
        "城市,月份,PM2.5(μg/m3),PM2.5同比\n长沙,2022年3月,40,\n长沙,2023年3月,38,-5.0%\n"
        "株洲,2022年3月,50,\n株洲,2023年3月,35,+30.0%\n"
    ),
    "city_that_vanished.csv": changed(
        MONTHLY + CHANGSHA + ZHUZHOU,
        ("长沙,2023年3月", "长沙,2023年4月"),
        ("株洲,2023年3月", "株洲,2023年4月"),
        ("139,31,28,90.3", "139,30,27,90.0"),
        ("144,31,29,93.5", "144,30,28,93.3"),
    ),
    "jump_beyond_the_history.csv": (
        "城市,月份,PM2.5(μg/m3)\n长沙,2023年4月,380\n株洲,2023年4月,35\n湘潭,2023年4月,41\n"
    ),
    "eleven_title_rows.csv": "月报\n" * 11 + DAILY + JUNE_1,
    "headers_of_nobody_else.csv": (
        "市名,哪天,细颗粒,粗颗粒\n长沙,2025-06-01,27,44\n株洲,2025-06-01,30,52\n"
    ),
    "event_that_ends_before_it_begins.csv": (
        EVENTS + "长沙,2025-04-13,2025-04-11,沙尘,已批准,甲号通知,监测总站\n"
    ),
    "event_in_an_unknown_state.csv": (
        EVENTS + "长沙,2025-04-11,2025-04-13,沙尘,大概吧,甲号通知,监测总站\n"
    ),
    "station_without_code.csv": STATIONS + "9901A,甲站,长沙,112.9,28.2\n,乙站,长沙,113.0,28.3\n",
    "stations_of_no_city.csv": OF_STATIONS + "2025-06-01,8,甲站,27,44,0.6,21,90,6\n",
}

SOUND = {
    "twelve_months_of_three_cities.csv": HISTORY,
    "semicolons.csv": (DAILY + JUNE_1).replace(",", ";"),
    "tabs.tsv": (DAILY + JUNE_1).replace(",", "\t"),
    "title_rows_above_the_header.csv": (
        "某省城市空气质量月报,,,,,,,,,,,,\n制表日期：2023-04-06,,,,,,,,,,,,\n,,,,,,,,,,,,\n" + MARCH
    ),
    "footnotes_below.csv": MARCH + "注：O3为第90百分位数,,,,,,,,,,,,\n数据来源：某站,,,,,,,,,,,,\n",
    "total_and_regional_rows.csv": (
        MARCH + "湖南省,2023年3月,9,30,64,38,1.1,137,31,28,90.3,0,4.05\n"
        "三市平均,2023年3月,9,30,64,38,1.1,137,31,28,90.3,0,4.05\n"
    ),
    "serial_numbers_first.csv": (
        "序号,城市,月份,PM2.5\n1,长沙,2023年3月,38\n2,株洲,2023年3月,35\n"
    ),
    "full_width_digits_and_letters.csv": (
        "城市,月份,ＰＭ２．５,ＣＯ\n长沙,２０２３年３月,３８,１．２\n株洲,２０２３年３月,３５,１．０\n"
    ),
    "thousands_separators.csv": (
        DAILY
        + '敦煌,2025-04-01,6,21,44,27,0.6,118\n吐鲁番,2025-04-01,6,21,"1,234","1,012",0.6,118\n'
    ),
    "every_missing_marker.csv": (
        "城市,月份,SO2,NO2,PM10,PM2.5,CO,O3\n长沙,2023年3月,NA,/,—,38,--,-99\n"
        "株洲,2023年3月,缺测,有效天数不足,*,35,_,-9999\n湘潭,2023年3月,,无,N/A,42,-,-1\n"
    ),
    "ratio_as_a_fraction.csv": (
        "城市,月份,PM2.5,优良率\n长沙,2023年3月,38,0.903\n株洲,2023年3月,35,0.935\n"
    ),
    "ratio_with_percent_signs.csv": (
        "城市,月份,PM2.5,优良率\n长沙,2023年3月,38,90.3%\n株洲,2023年3月,35,93.5％\n"
    ),
    "days_in_five_spellings.csv": (
        DAILY + "长沙,2025/6/1 0:00,6,21,44,27,0.6,118\n长沙,20250602,6,21,44,27,0.6,118\n"
        "长沙,2025年06月03日,6,21,44,27,0.6,118\n长沙,2025.6.4,6,21,44,27,0.6,118\n"
        "长沙,2025-6-5,6,21,44,27,0.6,118\n"
    ),
    "months_in_seven_spellings.csv": (
        "城市,月份,PM2.5\n长沙,2023-01,52\n长沙,2023-2,45\n长沙,202303,38\n长沙,2023/4,35\n"
        "长沙,2023.05,30\n长沙,2023年6月,24\n长沙,Jul-23,19\n"
    ),
    "month_and_cumulative_together.csv": (
        "城市,时段,PM2.5\n长沙,2023年3月,38\n长沙,2023年1-3月,45\n长沙,2023年1—2月,49\n长沙,2023年上半年,37\n"
    ),
    "year_and_month_in_two_columns.csv": (
        "城市,年份,月份,PM2.5\n长沙,2023,3月,38\n长沙,2023,1-3月,45\n"
    ),
    "changes_with_arrows.csv": (
        "城市,月份,PM2.5,PM2.5同比\n长沙,2023年3月,38,↓6.8%\n株洲,2023年3月,35,持平\n湘潭,2023年3月,42,下降2.3%\n"
    ),
    "short_and_long_city_names.csv": (
        DAILY + "恩施州,2025-06-01,6,21,44,27,0.6,118\n延边,2025-06-01,6,21,44,27,0.6,118\n"
        "博州,2025-06-01,6,21,44,27,0.6,118\n锡盟,2025-06-01,6,21,44,27,0.6,118\n"
        "西双版纳,2025-06-01,6,21,44,27,0.6,118\n湘西土家族苗族自治州,2025-06-01,6,21,44,27,0.6,118\n"
    ),
    "names_that_are_nearly_alike.csv": (
        DAILY + "苏州,2025-06-01,6,21,44,27,0.6,118\n宿州,2025-06-01,6,21,44,27,0.6,118\n"
        "宜春,2025-06-01,6,21,44,27,0.6,118\n伊春,2025-06-01,6,21,44,27,0.6,118\n"
        "榆林,2025-06-01,6,21,44,27,0.6,118\n玉林,2025-06-01,6,21,44,27,0.6,118\n"
    ),
    "spaces_inside_city_names.csv": changed(
        DAILY + JUNE_1, ("长沙", " 长　沙 "), ("株洲", "株 洲市")
    ),
    "co_with_its_unit_micrograms.csv": (
        "城市,日期,CO(μg/m³),PM2.5\n长沙,2025-06-01,600,27\n株洲,2025-06-01,700,30\n"
    ),
    "headers_with_subscripts.csv": (
        "城市,日期,SO₂,NO₂,PM₁₀,PM₂.₅,CO,O₃_8h\n长沙,2025-06-01,6,21,44,27,0.6,118\n"
    ),
    "header_with_a_line_break.csv": (
        '城市,日期,"PM2.5\n(μg/m³)",PM10\n长沙,2025-06-01,27,44\n株洲,2025-06-01,30,52\n'
    ),
    "blank_lines_between_rows.csv": changed(
        DAILY + JUNE_1, ("\n株洲", "\n\n,,,,,,,\n株洲"), ("0.5,121\n", "0.5,121\n\n\n")
    ),
    "no_line_end_at_the_end.csv": (DAILY + JUNE_1).rstrip("\n"),
    "carriage_returns_only.csv": (DAILY + JUNE_1).replace("\n", "\r"),
    "every_cell_quoted.csv": "".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) + "\r\n"
        for line in (DAILY + JUNE_1).splitlines()
    ),
    "hours_with_words.csv": (
        HOURLY + "长沙,2025-06-01,1时,6,21,44,27,0.6,90\n长沙,2025-06-01,13:00,6,21,44,27,0.6,91\n"
        "长沙,2025-06-01,24,6,21,44,27,0.6,92\n长沙,2025-06-01,0,6,21,44,27,0.6,89\n"
    ),
    "a_city_a_column.csv": (
        "date,hour,type,长沙,株洲,湘潭\n20250601,1,PM2.5,27,30,28\n20250601,1,PM10,44,52,49\n"
        "20250601,2,PM2.5,26,31,\n"
    ),
    "twelve_columns_without_header.csv": (
        "长沙,2025-06-01,65,40~80,良,27,44,6,0.6,21,118,120\n"
        "株洲,2025-06-01,72,50~90,良,30,52,8,0.7,18,126,130\n"
    ),
    "station_and_control_station.csv": (
        "城市," + OF_STATIONS + "长沙,2025-06-01,8,甲站,27,44,0.6,21,90,6\n"
        "长沙,2025-06-01,8,乙站(对照点),17,34,0.4,11,95,4\n"
    ),
    "stations_with_coordinates.csv": STATIONS
    + "9901A,甲站,长沙,112.9,28.2\n9902A,乙站,株洲,113.1,27.8\n",
    "event_of_hours.csv": (
        EVENTS + "长沙,2025-04-11 08:00,2025-04-13 20:00,沙尘,已批准,甲号通知,监测总站\n"
        "株洲,2025-04-11,,扬沙,申报,,\n"
    ),
    "city_codes_for_names.csv": changed(DAILY + JUNE_1, ("长沙", "430100"), ("株洲", "430200")),
    "columns_in_another_order.csv": ("O3_8h,PM2.5,日期,AQI,城市\n118,27,2025-06-01,65,长沙\n"),
    "daily_table_with_serial_numbers_and_remarks.csv": (
        "序号,城市,日期,PM2.5,备注\n1,长沙,2025-06-01,27,\n2,株洲,2025-06-01,30,仪器检修\n"
    ),
    "annual_table.csv": (
        "城市,年份,PM2.5年均浓度,优良天数比例\n长沙,2023年,38,83.6\n株洲,2023年,36,88.5\n"
    ),
    "unit_row_below_the_header.csv": (
        "城市,日期,SO2,NO2,PM10,PM2.5,CO,O3_8h\n,,μg/m3,μg/m3,μg/m3,μg/m3,mg/m3,μg/m3\n" + JUNE_1
    ),
    "two_header_rows.csv": (
        "城市,月份,PM2.5,,PM10,\n,,浓度,同比(%),浓度,同比(%)\n长沙,2023年3月,38,-5.0,60,-3.2\n"
        "株洲,2023年3月,35,2.9,63,1.6\n"
    ),
    "days_as_serial_numbers.csv": (
        DAILY + "长沙,45809,6,21,44,27,0.6,118\n长沙,45810,6,21,44,27,0.6,118\n"
    ),
    "days_in_eight_more_spellings.csv": (
        DAILY + "长沙,2025/6/1 12:00:00 AM,6,21,44,27,0.6,118\n长沙,20250602.0,6,21,44,27,0.6,118\n"
        "长沙,2025 年 6 月 3 日,6,21,44,27,0.6,118\n长沙,2025年6月4号,6,21,44,27,0.6,118\n"
        "长沙,2025-06-05（周四）,6,21,44,27,0.6,118\n长沙,2025—06—06,6,21,44,27,0.6,118\n"
        "长沙,２０２５／６／７,6,21,44,27,0.6,118\n长沙,2025-06-08T00:00:00+08:00,6,21,44,27,0.6,118\n"
    ),
    "months_in_eight_more_spellings.csv": (
        "城市,月份,PM2.5\n长沙,2023.01月,52\n长沙,23年2月,45\n长沙,2023年三月,38\n长沙,2023/04月,35\n"
        "长沙,2023年5月（当月）,30\n长沙,2023年6月1日-30日,24\n长沙,202307.0,19\n长沙,2023-Aug,20\n"
    ),
    "spans_of_months_in_eight_spellings.csv": (
        "城市,时段,PM2.5\n长沙,2023.1-2,49\n长沙,202301-03,45\n长沙,2023年1〜4月（累计）,42\n"
        "长沙,2023年一至五月,40\n长沙,2023年上半年累计,37\n"
        "长沙,2023-01-01至2023-07-31,35\n长沙,2023-01~08,33\n长沙,2023年前三季度累计,32\n"
    ),
    "numbers_with_their_units_behind.csv": (
        "城市,日期,PM2.5,CO\n长沙,2025-06-01,27μg/m³,0.6mg/m³\n"
        "株洲,2025-06-01,30 微克/立方米,700μg/m³\n"
    ),
    "changes_in_words.csv": (
        "城市,月份,PM2.5,PM2.5同比\n长沙,2022年3月,40,\n株洲,2022年3月,50,\n湘潭,2022年3月,42,\n"
        "长沙,2023年3月,38,同比下降了 5.0%\n株洲,2023年3月,35,30.0%↓\n"
        "湘潭,2023年3月,42,与去年持平\n"
    ),
    "cities_with_their_provinces_and_seats.csv": changed(
        DAILY + JUNE_1, ("长沙", "湖南省长沙市"), ("株洲", "湘西州（吉首）"), ("湘潭", "新疆博州")
    ),
    "city_codes_with_a_point.csv": changed(
        DAILY + JUNE_1, ("长沙", "430100.0"), ("株洲", "430200.0")
    ),
    "provinces_among_cities_on_a_day.csv": (
        DAILY
        + JUNE_1
        + "湖南省,2025-06-01,7,21,48,28,0.6,121\n全国,2025-06-01,7,21,48,28,0.6,121\n"
    ),
    "months_as_serial_numbers.csv": (
        "城市,月份,PM2.5\n长沙,44986,38\n株洲,44986.0,35\n湘潭,2023年3月,42\n"
    ),
    "station_hours_with_means_and_a_note.csv": (
        "城市," + OF_STATIONS + "长沙,2025-06-01,8,甲站,27,44,0.6,21,90,6\n"
        "长沙,2025-06-01,8,全市平均,27,44,0.6,21,90,6\n注：未经审核,,,,,,,,,\n"
    ),
    "register_with_a_sum_and_a_note.csv": (
        PROJECTS + "P1,锅炉脱硝,长沙,NOx,120.5,2023-06-30,已核定\n合计,1个,,,120.5,,\n"
        "注：以上为核定数,,,,,,\n"
    ),
    "event_with_serial_numbers.csv": (
        EVENTS + "长沙,45758.3333333333,45760,沙尘,已批准,甲号通知,监测总站\n"
    ),
    "register_with_serial_numbers.csv": (
        PROJECTS
        + "P1,锅炉脱硝,长沙,NOx,120.5,45107,已核定\nP2,喷涂改造,株洲,VOCs,30,45108,已核定\n"
    ),
    "below_the_detection_limit.csv": changed(DAILY + JUNE_1, ("06-01,8,", "06-01,<8,")),
    "not_detected_in_three_spellings.csv": changed(
        DAILY + JUNE_1,
        ("06-01,6,", "06-01,未检出,"),
        ("06-01,8,", "06-01,ND,"),
        ("06-01,7,", "06-01,＜4,"),
    ),
    "dashes_under_particles_of_dust_days.csv": changed(
        DAILY + JUNE_1, (",44,27,", ",—,—,"), (",52,30,", ",—,—,")
    ),
    "dashes_under_everything.csv": changed(DAILY + JUNE_1, ("8,18,52,30,0.7,126", "—,—,—,—,—,—")),
}
