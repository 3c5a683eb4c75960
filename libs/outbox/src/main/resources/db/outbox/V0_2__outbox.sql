-- Events that are to be published, in the order of their commit per key; a row goes when the broker has it.
create table outbox (
  id      bigint generated always as identity primary key,
  topic   text        not null,
  key     text        not null,
  value   bytea       not null,
  left_at timestamptz not null default clock_timestamp()
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000); -- the head of the table is always dead

-- Until when records of a relay that died may still be on their way to the broker.
create table outbox_relay (
  one        boolean primary key default true check (one),
  holder     uuid,
  busy_until timestamptz
);
insert into outbox_relay default values;
