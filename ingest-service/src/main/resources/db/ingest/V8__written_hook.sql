-- The hooks that we wrote at BigCommerce: its list need not tell what stands in them.
create table written_hook (
  store text not null,
  scope text not null,
  hook_id bigint not null,
  secret text not null, -- a keyed hash that names it
  primary key (store, scope));
