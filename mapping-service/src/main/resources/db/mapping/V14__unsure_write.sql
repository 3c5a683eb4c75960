-- When a change of the sales order had no answer last: it may still take effect some time after, over what was written since.
alter table order_record add column unsure_at timestamptz;
