-- When a deletion of ours was sent last: should it have no answer, it may still take effect some time after.
alter table order_record add column deletion_sent_at timestamptz;
