-- Parcels that both sides know: a Katana fulfillment to one address and its BigCommerce shipment.
create table shipment_pair (
  store           text   not null,
  order_id        bigint not null,
  fulfillment_id  bigint not null, -- 0: nothing was left to deliver
  address_id      bigint not null,
  shipment_id     bigint not null, -- 0: nothing was left to ship
  primary key (store, order_id, fulfillment_id, address_id, shipment_id)
);
alter table order_record add column bc_shipments text; -- null: not known
