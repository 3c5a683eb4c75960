-- date_modified has whole seconds: an order that changes again within the second of our read keeps its date. What tells
-- is its content, without what stands below it: as last read, and as a list last showed it. Null: not known yet.
alter table observed_order
  add column order_hash text,
  add column listed_hash text;
