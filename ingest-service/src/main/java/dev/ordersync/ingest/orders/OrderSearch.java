package dev.ordersync.ingest.orders;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The SQL of one page of orders: ids are walked along an index, a page at a time, however many orders there are; only the
 * page's own rows are then read whole.
 */
final class OrderSearch {
    /** So a group of troubled orders is looked at. */
    private static final String CAUSE = "cause:";

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();
    private final String store;
    private final View view;
    private final Long beyond;
    private final boolean backwards;
    private final int most;

    /** @param beyond only orders below this number (above it when backwards); null for the first page */
    OrderSearch(String store, View view, Long beyond, boolean backwards, int most) {
        this.store = store;
        this.view = view;
        this.beyond = beyond;
        this.backwards = backwards;
        this.most = most;
    }

    String sql() {
        return sql.toString();
    }

    List<Object> arguments() {
        return arguments;
    }

    /** @param emailKey null when the words are no e-mail address */
    static OrderSearch of(
            String store, View view, String words, String emailKey, Long beyond, boolean backwards, int most) {
        OrderSearch search = new OrderSearch(store, view, beyond, backwards, most);
        search.sql.append("""
                select order_id, state, why, cause, sales_order_id, order_no, katana_status, status_id, total, currency,
                  receipt::jsonb ->> 'difference', changed_at
                from ingest.order_view where store = ? and order_id in (""");
        search.arguments.add(store);
        if (words.isEmpty()) search.byState();
        else if (words.startsWith(CAUSE)) search.walk("order_view", "cause = ?", words.substring(CAUSE.length()));
        else if (emailKey != null) search.walk("order_view", "email_key = ?", emailKey);
        else search.byWords(words);
        search.sql
                .append(") order by order_id ")
                .append(search.direction())
                .append(" limit ")
                .append(most);
        return search;
    }

    /** One walk per state, since an index is walked in order only within one. */
    private void byState() {
        if (view.states().isEmpty()) walk("order_view", "true");
        for (String state : view.states()) {
            if (!state.equals(view.states().get(0))) sql.append(" union all ");
            part("order_view", "state = ?", false, state);
        }
    }

    private void byWords(String words) {
        String key = Findable.key(words);
        walk("order_sku", "sku_key = ?", key);
        sql.append(" union all ");
        walk("order_view", "order_no = ?", words);
        if (words.matches("[0-9]{1,18}")) {
            sql.append(" union all ");
            walk("order_view", "order_id = ?", Long.valueOf(words));
            sql.append(" union all ");
            walk("order_view", "sales_order_id = ?", Long.valueOf(words));
        } else if (words.length() >= 3) {
            // what is not in step is little, so that looking through its sentences is cheap
            sql.append(" union all ");
            walk(
                    "order_view",
                    "state in ('held', 'conflict', 'waiting') and lower(why) like ?",
                    "%" + literal(words.toLowerCase(Locale.ROOT)) + "%");
        }
    }

    private void walk(String table, String condition, Object... values) {
        part(table, condition, !view.states().isEmpty(), values);
    }

    private void part(String table, String condition, boolean ofView, Object... values) {
        sql.append("(select t.order_id from ingest.").append(table).append(" t where t.store = ? and ");
        arguments.add(store);
        sql.append(condition);
        arguments.addAll(List.of(values));
        if (beyond != null) {
            sql.append(" and t.order_id ").append(backwards ? ">" : "<").append(" ?");
            arguments.add(beyond);
        }
        if (ofView) {
            sql.append(" and exists (select from ingest.order_view v where v.store = t.store")
                    .append(" and v.order_id = t.order_id and v.state = any (?))");
            arguments.add(view.states().toArray(String[]::new));
        }
        sql.append(" order by t.order_id ")
                .append(direction())
                .append(" limit ")
                .append(most)
                .append(")");
    }

    private String direction() {
        return backwards ? "asc" : "desc";
    }

    private static String literal(String words) {
        return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
