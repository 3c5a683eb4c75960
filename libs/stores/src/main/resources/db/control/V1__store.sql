-- A connected BigCommerce store; credentials are sealed and bound to their row and column.
create table control.store (
  hash              text primary key,
  name              text        not null,
  phase             text        not null check (phase in ('INCOMPLETE', 'READY', 'LIVE', 'PAUSED', 'DISCONNECTED')),
  bigcommerce_token bytea,
  client_secret     bytea,
  webhook_secret    bytea       not null,
  katana_key        bytea,
  katana_account    text, -- keyed hash of the API key
  settings          jsonb       not null,
  activated_at      timestamptz,
  version           bigint      not null default 1,
  changed_at        timestamptz not null default now()
);
create index store_account on control.store (katana_account);
