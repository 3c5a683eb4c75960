-- When backlog may be taken up if it keeps an even pace; null: now.
alter table control.lane add column even_at timestamptz;
