-- The newest snapshot calling for a delivery that was told to be finished with; 0 when there is none for this sales order.
alter table order_record add column settled bigint not null default 0;
