-- What replays and rehearsals still want to know of orders.
create table plan_request (
  run            text        not null,
  store          text        not null,
  order_id       bigint      not null,
  mode           text        not null check (mode in ('preview', 'rehearse', 'apply')),
  body           text,
  asked_at       timestamptz not null default clock_timestamp(),
  claimed_until  timestamptz,
  written        text,
  primary key (run, store, order_id, mode)
);
create index plan_request_open on plan_request (asked_at) where mode <> 'apply';
create index plan_request_apply on plan_request (store, order_id) where mode = 'apply';

-- Of what the last fulfilled plan was made, without date and status: when only the rules differ since, nothing is written
-- unless a person asks for it.
alter table order_record add column basis text;
