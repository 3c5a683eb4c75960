-- Also orders of which one side went back after both were done, while nobody was told: a setting that was switched off, say.
-- What is plainly settled stays outside: both done, and at most refunded or set to Shipped since.
drop index order_record_unsettled;
create index order_record_unsettled on order_record (store, order_id)
  where link = 'linked' and manual is null
    and case when agreed <> 'BOTH_DONE' then (bc_status = 10) <> delivered
      when delivered then bc_status in (0, 1, 3, 7, 8, 9, 11)
      else bc_status in (2, 10) end;
