-- The Katana account that mapping last wrote or recognised the sales order in; null: not told.
alter table order_record add column link_account text;
-- Another account, in which it was asked for by its id since, and whether that carries the order's identity there.
alter table order_record add column asked_account text;
alter table order_record add column asked_ours boolean not null default false;
-- They go on when the account is connected again that they live in, and nothing else tells of that.
create index order_record_out_of_reach on order_record (store, order_id) where shown_cause = 'other-account';
