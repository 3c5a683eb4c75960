-- Webhooks as they came in; ids only. A repeated one is not stored again (dedupe_key is null where the sender gives none).
create table receipt (
  id bigint generated always as identity primary key,
  source text not null,
  owner text not null,
  scope text not null,
  entity text not null,
  dedupe_key text,
  received_at timestamptz not null default now(),
  unique (source, owner, dedupe_key));
create index receipt_age on receipt (received_at);

-- What was last read of each BigCommerce order. force_wanted > force_done: publish it again even if nothing changed.
create table observed_order (
  store text not null,
  order_id bigint not null,
  number bigint not null,
  hash text not null,
  status_id int not null,
  date_modified text not null,
  observed_at timestamptz not null,
  first_seen timestamptz not null,
  gone boolean not null default false,
  published_at timestamptz not null default now(),
  nudges int not null default 0,
  force_wanted bigint not null default 0,
  force_done bigint not null default 0,
  primary key (store, order_id));

create index observed_order_published on observed_order (published_at);

-- What was last read of each Katana sales order under our key.
create table observed_sales_order (
  account text not null,
  sales_order_id bigint not null,
  store text not null,
  order_id bigint not null,
  number bigint not null,
  hash text not null,
  status text not null,
  updated_at text not null,
  deleted boolean not null,
  fulfillments_at timestamptz, -- latest change of its fulfillments that was read or is wanted, by Katana's clock
  observed_at timestamptz not null,
  primary key (account, sales_order_id));

-- Sales orders that carry no key of ours: they never will, so their webhooks need no call.
create table foreign_sales_order (
  account text not null,
  sales_order_id bigint not null,
  primary key (account, sales_order_id));

-- How far each sweep has come, in the other side's time.
create table watermark (
  source text not null,
  owner text not null,
  reached timestamptz not null,
  primary key (source, owner));

-- When something periodic is next due, over all replicas.
create table rota (
  kind text not null,
  owner text not null,
  due_at timestamptz not null,
  primary key (kind, owner));

-- The first import, one row per store and status.
create table backfill (
  store text not null,
  status_id int not null,
  cursor bigint not null default 0,
  listed bigint not null default 0,
  done boolean not null default false,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  primary key (store, status_id));

-- The webhook of a Katana account; its token is sealed.
create table katana_hook (
  account text primary key,
  hook_id bigint not null,
  token bytea not null,
  changed_at timestamptz not null default now());

-- Results of the last self-check of hooks, for the set-up page.
create table hook_check (
  side text not null,
  owner text not null,
  ok boolean not null,
  text text not null,
  checked_at timestamptz not null default now(),
  primary key (side, owner));

-- One row per order for the console. state and why are combined from the services' parts.
create table order_view (
  store text not null,
  order_id bigint not null,
  state text not null,
  why text not null,
  cause text,
  mapping_state text,
  mapping_why text,
  mapping_cause text,
  mapping_at timestamptz,
  fulfillment_state text,
  fulfillment_why text,
  fulfillment_cause text,
  fulfillment_at timestamptz,
  sales_order_id bigint,
  order_no text,
  katana_status text,
  status_id int,
  total text,
  currency text,
  receipt text,
  seen_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  primary key (store, order_id));
create index order_view_state on order_view (store, state, order_id desc);
create index order_view_number on order_view (store, order_no text_pattern_ops);
create index order_view_cause on order_view (store, cause text_pattern_ops) where cause is not null;
create index order_view_sales_order on order_view (sales_order_id) where sales_order_id is not null;
create index order_view_silent on order_view (store, seen_at) where mapping_state is null;

-- Orders per store and state, kept with every change: counting a million rows would take too long.
create table order_count (
  store text not null,
  state text not null,
  n bigint not null,
  primary key (store, state));

-- The timeline.
create table order_activity (
  id bigint generated always as identity primary key,
  store text not null,
  order_id bigint not null,
  at timestamptz not null,
  service text not null,
  kind text not null,
  text text not null,
  unique (store, order_id, at, service, kind));
create index order_activity_age on order_activity (at);
