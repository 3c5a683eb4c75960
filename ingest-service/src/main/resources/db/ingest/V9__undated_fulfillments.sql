-- The fulfillments without a date that were read or are wanted: a hash of each by its id.
alter table observed_sales_order add column undated_fulfillments jsonb not null default '{}';
