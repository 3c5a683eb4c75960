-- The Katana account in which the sales order has this id; null: not told. In another account the id may be a stranger's.
alter table order_view add column sales_order_account text;
