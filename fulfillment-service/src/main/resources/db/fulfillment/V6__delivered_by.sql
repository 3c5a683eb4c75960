-- The fulfillments by which a sales order was Delivered when it was last seen so, as a list of ids; null: not known. While all
-- of them stand, a sales order that is not Delivered any more has grown, and nothing of it was undone.
alter table sales_order add column delivered_by text;
