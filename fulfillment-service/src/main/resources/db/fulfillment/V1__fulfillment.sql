-- What fulfillment-service remembers. Each table is a memory, not the truth: emptied, it fills again from the topics and
-- from looks at both sides, and nothing is delivered or completed twice.

-- One row per order: what BigCommerce says, which sales order stands for it, and the last agreed pair of states.
create table order_record (
  store            text        not null,
  order_id         bigint      not null,
  -- BigCommerce's side; number 0: not seen yet
  bc_number        bigint      not null default 0,
  bc_status        int,
  bc_archived      boolean     not null default false,
  bc_lines         text        not null default '[]',
  -- read or written by ourselves since ingest last told something else: not to be doubted
  bc_certain       boolean     not null default false,
  was_completed    boolean     not null default false,
  -- the link
  link             text        not null default 'unlinked' check (link in ('linked', 'tombstone', 'unlinked')),
  sales_order_id   bigint      not null default 0,
  order_no         text,
  location_id      bigint      not null default 0,
  link_rows        text        not null default '[]',
  link_written_at  timestamptz,
  link_part        int,
  link_offset      bigint,
  -- the last agreed pair
  agreed           text        not null default 'NOT_YET' check (agreed in ('NOT_YET', 'BOTH_OPEN', 'BOTH_DONE')),
  -- a person's word; a retry asks for a look at both sides
  manual           text check (manual in ('hold', 'exclude')),
  command_at       timestamptz,
  look_bc          boolean     not null default false,
  look_katana      boolean     not null default false,
  -- what was last published and not yet withdrawn
  shown_state      text,
  shown_cause      text,
  shown_text       text,
  shown_since      timestamptz,
  primary key (store, order_id)
);
-- orders whose two sides may still have to be brought together
create index order_record_unsettled on order_record (store, order_id) where link = 'linked' and agreed <> 'BOTH_DONE';

-- Katana's side: each sales order seen under an order's key, newest state. A sales order made anew has another id.
create table sales_order (
  store           text    not null,
  order_id        bigint  not null,
  sales_order_id  bigint  not null,
  number          bigint  not null,
  status          text,
  deleted         boolean not null default false,
  location_id     bigint,
  certain         boolean not null default false,
  was_delivered   boolean not null default false,
  lines           text    not null default '[]',
  parcels         text, -- null: not known
  primary key (store, order_id, sales_order_id)
);

-- A fulfillment or shipment that was begun: committed before it is sent, removed with its result. One found later is
-- settled by look-up only.
create table intent (
  store           text        not null,
  order_id        bigint      not null,
  what            text        not null,
  account         text        not null,
  sales_order_id  bigint      not null,
  shelves         text[]      not null default '{}', -- variant@location of its batches
  body            text        not null,
  sent_at         timestamptz not null default clock_timestamp(),
  looks           int         not null default 0,
  primary key (store, order_id, what)
);
create index intent_shelves on intent using gin (shelves);

-- Which batches went to which order: for recalls.
create sequence delivered_batch_seq increment by 50;
create table delivered_batch (
  id              bigint primary key,
  store           text        not null,
  order_id        bigint      not null,
  sales_order_id  bigint      not null,
  fulfillment_id  bigint      not null,
  row_id          bigint      not null,
  variant_id      bigint      not null,
  batch_id        bigint, -- null: stock in no batch
  batch_number    text,
  quantity        numeric     not null,
  delivered_at    timestamptz not null
);
create index delivered_batch_of on delivered_batch (batch_id);
create index delivered_order on delivered_batch (store, order_id);
