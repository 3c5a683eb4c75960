-- What BigCommerce refused to register: it is not asked again for a day, unless the store or the destination changes.
create table refused_hook (
  store text not null,
  scope text not null,
  destination text not null,
  version bigint not null, -- of the store
  refused_at timestamptz not null default now(),
  primary key (store, scope));
