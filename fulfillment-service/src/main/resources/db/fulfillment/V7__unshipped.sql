-- Parcels that got no shipment, with what was to be sent: it is not tried again before something of that changes, or a
-- person says so.
alter table order_record add column unshipped text not null default '[]';
-- Parcels of which nothing was left to ship are among them from now on: no pair keeps them from a shipment for ever.
delete from shipment_pair where shipment_id = 0;
