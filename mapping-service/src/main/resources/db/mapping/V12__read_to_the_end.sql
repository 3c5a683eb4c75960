-- Where the reader of a partition stands: below next while it reads again what was taken before. Null: not known.
alter table intake_position add column read_to bigint;
update intake_position set read_to = next;
-- When the newest record taken was written: a newer one in a place that was taken before lies in a topic made anew.
alter table intake_position add column told_at timestamptz;
-- How far the log went when it was first looked at for an order that is held: so far it must be read.
alter table snapshot add column behind_until bigint;
-- taken_at stays for replicas of before, which go by it.
