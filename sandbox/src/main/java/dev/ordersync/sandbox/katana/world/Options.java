package dev.ordersync.sandbox.katana.world;

/**
 * Where the real Katana's behaviour is unknown, differs between tenants, or is worth forcing in a test. The defaults are
 * what the reference documents or what was seen live; each field names the chapter of the public documentation's subject.
 * Changed at any time, also over HTTP, by field name.
 */
public final class Options {

    /** Errors under {"error": ...} as seen live; false: flat, as the portal's examples show them. */
    public boolean wrappedErrors = true;

    /** Requests per window and key, and the window's length in milliseconds. */
    public int rateLimit = 60;

    public long rateWindowMillis = 60_000;

    /** False: a window starts with its first request; true: each request looks back over the window. */
    public boolean rateSliding = false;

    /** Two living orders may carry one order_no; false: 422. */
    public boolean duplicateOrderNumbers = true;

    /** Two living variants may carry one SKU; false: 422. */
    public boolean duplicateSkus = true;

    /** The customers' e-mail filter compares without regard to case. */
    public boolean emailFilterIgnoresCase = false;

    /** 404 for a customer, variant, tax rate or location that does not exist; the other possibility is 422. */
    public int missingReferenceStatus = 404;

    /** Rows, fees, addresses and partial fulfillments move the order's updated_at and fire sales_order.updated. */
    public boolean childrenTouchOrder = true;

    /** Batch-tracked rows delivered without batches get the oldest ones; false: 422. */
    public boolean autoFifo = true;

    /** When the batches do not reach, automatic assignment takes the rest from unbatched stock; false: 422. */
    public boolean autoFifoUnbatchedRest = true;

    /** A service row counts in the order's status like any other. */
    public boolean servicesNeedDelivery = true;

    /** PATCH status PACKED or DELIVERED really fulfils; false: 200 and nothing happens, as seen live. */
    public boolean statusPatchFulfils = false;

    /** A PATCH of an order without additional_info empties it, as proved for five other kinds of object. */
    public boolean orderPatchWipesInfo = true;

    /** An untouched row of a partly fulfilled order may still be changed. */
    public boolean untouchedRowsEditable = false;

    /** The last row of an order may be deleted; false: 422. */
    public boolean lastRowDeletable = true;

    /** A second shipping fee for one order is a 422; false: it replaces the first in the order's answer. */
    public boolean oneFeePerOrder = true;

    /** A row's total is after its discount; false: before. */
    public boolean rowTotalIsNet = true;

    /** The order's total contains the shipping fee. */
    public boolean totalHasFee = false;

    /** An order may hold a variant of an archived product; false: 422. */
    public boolean archivedVariantsSell = false;

    /** A product within a variant has its archived_at; false: the key is missing there, as in the portal's examples. */
    public boolean variantsTellArchived = true;

    /** A delete is answered 204; false: 200 without a body. */
    public boolean deleteAnswers204 = true;

    /** A PATCH is answered 200 without a body. */
    public boolean emptyPatchBodies = false;

    /** Webhook addresses must be https, those of this machine and its containers excepted; true: no exception. */
    public boolean httpsOnly = false;
}
