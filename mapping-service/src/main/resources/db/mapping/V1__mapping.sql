-- What mapping-service remembers. Each table is a memory, not the truth: emptied, it fills again from the topics and
-- from look-ups in Katana, and nothing is made twice.

-- The newest snapshot of each BigCommerce order, whole.
create table snapshot (
  store         text        not null,
  order_id      bigint      not null,
  number        bigint      not null,
  content_hash  text        not null,
  body          text        not null,
  observed_at   timestamptz not null,
  kept_at       timestamptz not null default now(),
  -- of an order whose past we do not know: its partition, until the topic has been read to its end
  behind_part   int,
  behind_rank   smallint,
  primary key (store, order_id)
);
create index snapshot_behind on snapshot (behind_part) where behind_part is not null;

-- What we know of each order's sales order. The row with order_id 0 says since when we remember this store's orders:
-- an order first heard of before that may have a sales order that we have forgotten.
create table order_record (
  store           text        not null,
  order_id        bigint      not null,
  first_kept_at   timestamptz not null default now(),
  witnessed       boolean     not null default false,
  account         text,
  state           text        not null default 'unlinked' check (state in ('unlinked', 'linked', 'tombstone')),
  sales_order_id  bigint      not null default 0,
  order_no        text,
  location_id     bigint      not null default 0,
  applied         text,
  plan_hash       text,
  written_at      timestamptz,
  -- deleted by us, or forgiven by a person: their deletion is no tombstone
  own_deletions   bigint[]    not null default '{}',
  forgiven        boolean     not null default false,
  -- the last observation of a sales order under this order's key
  seen_id         bigint      not null default 0,
  seen_number     bigint      not null default 0,
  seen_status     text,
  seen_deleted    boolean     not null default false,
  -- another living sales order under this key, which appeared beside the linked one
  twin_id         bigint      not null default 0,
  -- some create of this order had no answer: a twin of that time is ours
  ever_uncertain  boolean     not null default false,
  -- a person's word
  manual          text check (manual in ('hold', 'exclude')),
  manual_reason   text,
  command_at      timestamptz,
  -- an earlier verdict was "not yet": it may be imported however late we look again
  not_yet         boolean     not null default false,
  -- what was last published, so that a retry tells nothing new
  shown_state     text,
  shown_cause     text,
  shown_text      text,
  -- the store's settings when it was held or left out: other ones may let it in
  kept_out_by     text,
  changed_at      timestamptz not null default now(),
  primary key (store, order_id)
);
create index order_record_of_cause on order_record (shown_cause, store) where shown_cause is not null;
create index order_record_kept_out on order_record (store) where kept_out_by is not null;

-- A create that was begun: committed before it is sent, removed with its result. One found later is settled by
-- look-up only.
create table intent (
  account   text        not null,
  what      text        not null,
  thing     text        not null,
  store     text        not null,
  order_id  bigint      not null,
  body      text,
  sent_at   timestamptz not null default now(),
  looks     int         not null default 0,
  primary key (account, what, thing)
);
create index intent_of_order on intent (store, order_id);

-- identity: bc:<store>:<customer id>, guest:<e-mail>, or order:<store>:<order id> of a guest without e-mail
create table customer (
  account     text         not null,
  identity    varchar(400) not null,
  katana_id   bigint       not null,
  written     text         not null,
  changed_at  timestamptz  not null default now(),
  primary key (account, identity)
);

-- Which Katana variant stands for what: a SKU, a BigCommerce product and variant, a custom line, a service.
create table known_variant (
  account        text        not null,
  item           text        not null,
  variant_id     bigint      not null,
  product_id     bigint,
  sku            text,
  batch_tracked  boolean,
  changed_at     timestamptz not null default now(),
  primary key (account, item)
);
create index known_variant_id on known_variant (account, variant_id);

-- Which Katana product stands for a BigCommerce product, so that its further variants join it.
create table known_product (
  account     text        not null,
  store       text        not null,
  product_id  bigint      not null,
  katana_id   bigint      not null,
  primary key (account, store, product_id)
);

create table tax_rate (
  account    text           not null,
  katana_id  bigint         not null,
  rate       numeric(9, 3)  not null,
  primary key (account, katana_id)
);

-- How far each partition was taken: a record at or before it is told again, a gap says that this database lost something.
create table intake_position (
  topic      text   not null,
  part       int    not null,
  next       bigint not null,
  taken_at   timestamptz not null default now(),
  primary key (topic, part)
);
