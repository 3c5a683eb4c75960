-- The import of all products and of all customers of a store, where its settings ask for it: asked for by
-- ingest-service, worked off and counted by mapping-service. seen = created + matched + skipped + held, always.
create table control.catalogue_import (
  store       text        not null,
  what        text        not null check (what in ('products', 'customers')),
  account     text        not null, -- the Katana account it goes to
  done        boolean     not null default false,
  phase       text        not null default 'reading', -- reading what Katana has, then matching
  cursor      text        not null default '',
  total       bigint      not null default 0, -- as BigCommerce last told
  created     bigint      not null default 0,
  matched     bigint      not null default 0,
  skipped     bigint      not null default 0,
  held        bigint      not null default 0,
  problems    text[]      not null default '{}', -- the latest, for a person
  note        text, -- why it does not go on just now
  changed_at  timestamptz not null default now(),
  primary key (store, what)
);
