-- What a change that has begun is to make of the sales order; null when nothing is half written. Holds the same kind of
-- data as "applied", and is forgotten with it.
alter table order_record add column writing text;
