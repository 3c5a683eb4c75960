-- How far changes of an account's variants were read, by Katana's clock, and when they were last asked for, by ours.
create table followed_variants (
  account   text        primary key,
  reached   timestamptz not null,
  asked_at  timestamptz not null default clock_timestamp()
);
