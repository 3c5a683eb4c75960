-- When the first import had read all orders that were open at the activation. For stores that are active already nothing changes.
alter table control.store add column imported_at timestamptz;
update control.store set imported_at = activated_at;
