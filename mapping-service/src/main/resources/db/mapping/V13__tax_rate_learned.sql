-- When a rate was first seen: one that Katana does not list yet is not taken for gone.
alter table tax_rate add column learned_at timestamptz not null default now();
