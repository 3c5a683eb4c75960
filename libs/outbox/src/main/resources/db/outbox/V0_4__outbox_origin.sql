-- Whose doing it is: goes into the record's headers.
alter table outbox add column if not exists traceparent text;
alter table outbox add column if not exists since timestamptz;
