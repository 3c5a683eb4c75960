-- The tracking numbers that the two sides of a pair had when they last said the same; null: not known. What one side refused is
-- not sent to it again before it changes, or a person says so.
alter table shipment_pair add column katana_number text;
alter table shipment_pair add column bc_number text;
alter table shipment_pair add column refused text;
alter table shipment_pair add column refusal text;
