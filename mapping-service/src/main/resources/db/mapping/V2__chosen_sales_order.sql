-- A person asked that this sales order stand for the order; 0: nobody did, or it is done.
alter table order_record add column chosen_id bigint not null default 0;
create index order_record_sales_order on order_record (account, sales_order_id) where state = 'linked';
