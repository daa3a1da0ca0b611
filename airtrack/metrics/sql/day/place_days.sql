-- view:    place_days
-- what:    how far a place's daily values reach, year by year
-- source:  city_day, days with at least one valid value
-- needs:   city_day
-- grain:   place_id, year
-- keep:    view
-- column:  place_id | VARCHAR | GB/T 2260 code
-- column:  year     | INTEGER | calendar year
-- column:  first_on | DATE    | first day with a value
-- column:  last_on  | DATE    | last day with a value
-- column:  n_days   | BIGINT  | days with a value
select
    place_id,
    year(on_date)::integer as year,
    min(on_date) as first_on,
    max(on_date) as last_on,
    count(*) as n_days
from city_day
where n_valid > 0
group by place_id, year(on_date)
