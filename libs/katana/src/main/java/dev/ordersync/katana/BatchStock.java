package dev.ordersync.katana;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * What one batch of a variant holds at one location. Source: {@code /batch_stocks}.
 *
 * @param batchId null: stock that belongs to no batch; may be below zero
 * @param batchCreatedDate the order of FIFO; may be null
 * @param expirationDate null: does not expire
 */
public record BatchStock(
        Long batchId,
        String batchNumber,
        Instant batchCreatedDate,
        Instant expirationDate,
        Long locationId,
        Long variantId,
        BigDecimal quantityInStock) {}
