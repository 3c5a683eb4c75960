-- Who changed what of a store, in a sentence.
create table setting_change (
  id bigint generated always as identity primary key,
  store text not null,
  at timestamptz not null default now(),
  author text not null,
  what text not null);
create index setting_change_store on setting_change (store, id desc);

-- How far a person has come in connecting a store: the steps up to this one were answered.
create table setup_progress (
  store text primary key,
  reached int not null);

-- The last count of both sides; see Proof.
create table completeness (
  store text primary key,
  checked_at timestamptz not null,
  eligible bigint not null,
  in_katana bigint not null,
  explained bigint not null,
  linked bigint not null,
  katana_count bigint);

-- For "last event".
create index receipt_last on receipt (source, owner, received_at desc);
