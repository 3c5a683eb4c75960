-- What is written to a Katana customer is noted for all whom it stands for.
create index customer_of_katana on customer (account, katana_id);
