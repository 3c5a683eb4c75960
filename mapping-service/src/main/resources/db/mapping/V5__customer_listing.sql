-- While all customers of a store are imported: what its Katana account has, read once in pages, so that no customer
-- costs a search. Filled and emptied by the import; a customer that an order makes meanwhile joins it.
create table customer_listing (
  store    text primary key,
  account  text not null
);
create index customer_listing_account on customer_listing (account);

create table listed_customer (
  store         text   not null,
  katana_id     bigint not null,
  reference_id  text,
  email         text, -- trimmed, in lower case
  name          text,
  body          text   not null,
  primary key (store, katana_id)
);
create index listed_customer_reference on listed_customer (store, reference_id);
create index listed_customer_email on listed_customer (store, email);
create index listed_customer_name on listed_customer (store, name);
