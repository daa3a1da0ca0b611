-- view:    emission_current
-- what:    each emission-reduction project with the tonnes of one pollutant, as its newest row has it
-- source:  house rule: a later record of a register replaces an earlier one of the same key
-- needs:   emission_reading
-- grain:   project_id, place_id, pollutant
-- keep:    table
-- order:   project_id, place_id, pollutant
-- column:  project_id   | VARCHAR | number of the project, as the register has it
-- column:  project      | VARCHAR | what it is called
-- column:  place_id     | VARCHAR | code of the place it is in
-- column:  pollutant    | VARCHAR | nox, voc, so2 or pm
-- column:  tonnes_milli | BIGINT  | thousandths of a tonne that it takes away
-- column:  on_date      | DATE    | day of completion or acceptance, planned for what is not done
-- column:  state        | VARCHAR | planned, under_way, done or accepted; only accepted ones count
-- column:  document_no  | VARCHAR | number of the document; empty without one
-- column:  note         | VARCHAR | remark
-- column:  batch_no     | INTEGER | batch that brought the row
-- column:  source_row   | INTEGER | line of the register, from 1
with by_precedence as (
    select
        *,
        row_number() over (
            partition by project_id, place_id, pollutant order by batch_no desc
        ) as precedence
    from emission_reading
)

select
    project_id, project, place_id, pollutant, tonnes_milli, on_date, state, document_no, note,
    batch_no, source_row
from by_precedence
where precedence = 1
