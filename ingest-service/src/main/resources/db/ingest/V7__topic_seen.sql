-- By which id the broker last knew a topic: another one means that it was made anew, without what was on it.
create table topic_seen (
  name text primary key,
  id text not null);
