-- A look back over the raw log: which orders, how far it is, what was found.
create table replay (
  id text primary key,
  store text,
  from_at timestamptz,
  to_at timestamptz,
  order_ids bigint[],
  dry_run boolean not null,
  state text not null check (state in ('running', 'ready', 'applying', 'done', 'cancelled')),
  paused boolean not null default false,
  started_by text not null,
  started_at timestamptz not null default now(),
  applying_at timestamptz,
  finished_at timestamptz,
  trouble text,
  unreadable int not null default 0,
  -- the partitions are known; read_all: and read to their ends
  begun boolean not null default false,
  read_all boolean not null default false,
  leased_until timestamptz);
create index replay_started on replay (started_at desc);

-- How far each partition is read: from its first record, to where it ended when the replay began.
create table replay_part (
  replay text not null references replay on delete cascade,
  part int not null,
  first bigint not null,
  next bigint not null,
  stop bigint not null,
  primary key (replay, part));

-- One row per chosen order; its newest record in the log. The record itself stays there.
create table replay_order (
  replay text not null references replay on delete cascade,
  store text not null,
  order_id bigint not null,
  number bigint not null,
  part int not null,
  at_offset bigint not null,
  state text not null default 'found'
    check (state in ('found', 'asked', 'unchanged', 'differs', 'applying', 'written', 'not-written')),
  note text,
  changes text,
  asked_at timestamptz,
  primary key (replay, store, order_id));
create index replay_order_next on replay_order (replay, state, part, at_offset);

-- What activation would do: the last rehearsal of each store.
create table rehearsal (
  store text primary key,
  run text not null unique,
  orders text not null check (orders in ('open', 'last-90-days')),
  state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  started_by text not null,
  started_at timestamptz not null default now(),
  moved_at timestamptz not null default now(),
  finished_at timestamptz,
  trouble text,
  read_all boolean not null default false,
  -- where the reading stands: the status and the last order id, or the page
  status_id int,
  cursor bigint not null default 0);

create table rehearsal_order (
  run text not null references rehearsal (run) on delete cascade,
  order_id bigint not null,
  outcome text,
  cause text,
  text text,
  bigcommerce_total text,
  katana_total text,
  difference text,
  currency text,
  status_id int,
  unknown text,
  primary key (run, order_id));
create index rehearsal_order_outcome on rehearsal_order (run, outcome, order_id);
