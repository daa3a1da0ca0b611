-- The ledger: what came in, and what was done about it. Rows are added, never changed.
create table batch (
    batch_id varchar primary key,
    batch_no integer not null unique,
    grain varchar not null,
    form varchar not null,
    source_name varchar not null,
    sha256 varchar not null,
    stage varchar not null,
    stage_rank integer not null,
    n_rows bigint not null,
    n_aside bigint not null,
    first_on date,
    last_on date,
    is_synthetic boolean not null,
    note varchar not null
);

create table batch_event (
    event_no integer primary key,
    batch_id varchar not null references batch (batch_id),
    event varchar not null check (event in ('committed', 'withdrawn', 'restored')),
    done_by varchar not null,
    done_at timestamp not null,
    note varchar not null
);
