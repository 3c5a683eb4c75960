-- A closed order that has been at rest for long keeps its hash and its ids, and nothing of the person: no body, and nothing
-- of what was written. Null in order_record.applied of a linked order: read from Katana when it is needed again.
alter table snapshot alter column body drop not null;
create index snapshot_at_rest on snapshot (kept_at) where body is not null;
create index customer_age on customer (changed_at);
