-- One lane per outside account, shared by all services and replicas: the only place where its calls are counted.
create table control.lane (
  name             text primary key,
  quota            int         not null, -- calls per window
  window_ms        int         not null,
  max_parallel     int         not null default 4, -- jobs at once, per service
  marks            bigint[]    not null default '{}', -- counted calls: flat triples (step start in ms, calls, of these backlog)
  free_at          timestamptz, -- when the next call is free; null: now
  backlog_free_at  timestamptz, -- the same for backlog while live work waits
  live_waits_until timestamptz, -- some service has live work waiting
  paused_until     timestamptz, -- 429, or quota used up by others
  blocked          text, -- credentials refused: the reason
  blocked_at       timestamptz,
  breaker          text        not null default 'closed' check (breaker in ('closed', 'open', 'half-open')),
  failures         int         not null default 0, -- in a row
  failed_at        timestamptz,
  openings         int         not null default 0, -- in a row
  broken_until     timestamptz
) with (fillfactor = 50);

-- One hand at a time on a named thing.
create table control.hand (
  thing  text primary key,
  holder uuid        not null,
  until  timestamptz not null
);
create index hand_until on control.hand (until);
