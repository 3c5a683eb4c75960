-- Which receipt the other services were last given: one that changes while the sales order does not is told as well.
alter table order_record add column receipt_shown uuid;
