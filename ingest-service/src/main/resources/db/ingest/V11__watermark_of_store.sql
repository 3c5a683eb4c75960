-- Each store has a place of its own in the sweeps of its account: it may leave the account, and come back. The rows of
-- the accounts themselves stay, for replicas that do not know of this yet.
do $$
begin
  -- a new database has no stores yet
  if to_regclass('control.store') is not null then
    insert into watermark (source, owner, reached)
    select w.source || ':' || w.owner, s.hash, w.reached
    from watermark w join control.store s on s.katana_account = w.owner
    where w.source in ('sales-orders', 'fulfillments')
    on conflict do nothing;
  end if;
end $$;
