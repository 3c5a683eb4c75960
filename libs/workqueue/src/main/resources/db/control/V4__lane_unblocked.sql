-- When credentials last came, or were found good: a refusal of work that began before is none of theirs.
alter table control.lane add column unblocked_at timestamptz;
