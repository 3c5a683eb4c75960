-- The service's own work: one row per kind and thing, kept when idle since it holds the counters.
create table work (
  kind            text        not null,
  store           text        not null,
  entity          text        not null,
  lane            text        not null, -- whose quota it eats
  priority        smallint    not null, -- lower goes first
  wanted          bigint      not null default 1,
  done            bigint      not null default 0, -- wanted > done: there is work to do
  state           text        not null check (state in ('IDLE', 'READY', 'LEASED', 'PARKED')),
  run_at          timestamptz not null,
  pause           text check (pause in ('WAIT', 'RETRY', 'SETTLE')), -- why run_at lies ahead; null: hush, or due
  attempts        int         not null default 0, -- failed ones in a row
  rescues         int         not null default 0, -- leases in a row that ran out
  lease           uuid,
  lease_until     timestamptz,
  again_at        timestamptz, -- wished while leased: when to look again
  again_priority  smallint,
  again_news      boolean     not null default false,
  outcome         text,
  cause           text,
  detail          text,
  first_wanted_at timestamptz,
  changed_at      timestamptz not null default now(),
  primary key (kind, store, entity)
) with (
  fillfactor = 80,
  -- every job leaves dead index entries where the next claim looks: clear them away long before a fifth is dead
  autovacuum_vacuum_scale_factor = 0.01,
  autovacuum_vacuum_threshold = 1000
);

-- No index on run_at alone: the planner would take it and walk over every other lane's due rows.
create index work_due on work (lane, store, kind, priority, run_at) where state = 'READY';
create index work_leased on work (lane, lease) where state = 'LEASED';
create index work_cause on work (store, kind, cause) where cause is not null;
create index work_open on work (kind, lane, state, run_at) where state <> 'IDLE';

-- Whose turn it is, among the lanes and among the stores of a lane.
create table lane_turn (
  lane      text primary key,
  served_at timestamptz not null default 'epoch',
  claims    bigint      not null default 0
) with (fillfactor = 50);

create table store_turn (
  lane      text        not null,
  store     text        not null,
  served_at timestamptz not null default 'epoch',
  primary key (lane, store)
) with (fillfactor = 50);
