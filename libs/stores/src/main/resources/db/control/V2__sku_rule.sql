-- A person's word on one SKU of a store: which Katana SKU it is to be treated as; null: create a product for it.
create table control.sku_rule (
  store       text        not null,
  sku         text        not null, -- as in the cause of a held order: a SKU, or "product 10" for one without
  treat_as    text,
  changed_by  text        not null,
  changed_at  timestamptz not null default now(),
  primary key (store, sku)
);
