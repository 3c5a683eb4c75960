-- The newest snapshot that was told, and the hash of what it says: the same said again counts as the earlier one. What we
-- read ourselves is not told to anybody else.
alter table order_record add column told bigint not null default 0;
alter table order_record add column told_content text;
-- The newest snapshot that mapping has finished with; null: not told yet.
alter table order_record add column link_settled bigint;
-- A shipment of ours may have moved the order back from Completed.
alter table order_record add column restores_completed boolean not null default false;
