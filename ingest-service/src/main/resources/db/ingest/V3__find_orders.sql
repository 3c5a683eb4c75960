-- What a person looks an order up by. The e-mail is a hash under the master key: the address itself is kept nowhere here.
alter table order_view
  add column email_key text,
  add column state_since timestamptz not null default now();
create index order_view_email on order_view (store, email_key, order_id) where email_key is not null;
create index order_view_care on order_view (store, cause, order_id) where state in ('held', 'conflict');
create index order_view_slow on order_view (store, state_since) where state = 'waiting';

-- One row per order and SKU (in lower case): a page of a SKU sold a hundred thousand times is a walk along the key.
create table order_sku (
  store text not null,
  sku_key text not null,
  order_id bigint not null,
  primary key (store, sku_key, order_id));
create index order_sku_of on order_sku (store, order_id);

-- The lines of both sides, for the order page: names, SKUs, quantities and amounts; nothing about persons.
create table order_lines (
  store text not null,
  order_id bigint not null,
  bigcommerce text,
  katana text,
  primary key (store, order_id));

-- The notices of one order, for its timeline.
create index receipt_entity on receipt (source, owner, entity);
