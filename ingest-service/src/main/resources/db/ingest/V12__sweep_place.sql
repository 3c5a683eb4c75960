-- Where a sweep of a Katana account stands that was interrupted; see dev.ordersync.ingest.sweep.Place.
create table sweep_place (
  source text not null,
  owner text not null, -- the account
  since timestamptz not null,
  page int not null,
  begun_at timestamptz not null,
  latest timestamptz,
  stores text[] not null,
  primary key (source, owner));
