-- The trace of the newest wish: the job's span goes under it.
alter table work add column if not exists traceparent text;
