-- Orders whose two sides lie apart are found by an index of just those, however many orders there are.
alter table order_record add column delivered boolean not null default false;
update order_record o set delivered = exists (
  select 1 from sales_order s where s.store = o.store and s.order_id = o.order_id
    and s.sales_order_id = o.sales_order_id and s.status = 'DELIVERED');
drop index order_record_unsettled;
create index order_record_unsettled on order_record (store, order_id)
  where link = 'linked' and agreed <> 'BOTH_DONE' and manual is null and (bc_status = 10) <> delivered;
