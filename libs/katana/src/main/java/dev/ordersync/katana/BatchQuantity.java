package dev.ordersync.katana;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;

/**
 * Part of a quantity taken from one batch.
 *
 * @param batchId null: from stock that belongs to no batch; sent as null, since leaving it out would say nothing
 */
public record BatchQuantity(
        @JsonInclude(JsonInclude.Include.ALWAYS) Long batchId, BigDecimal quantity) {}
