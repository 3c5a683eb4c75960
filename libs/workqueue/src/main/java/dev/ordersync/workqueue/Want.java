package dev.ordersync.workqueue;

import dev.ordersync.api.Origin;
import java.time.Duration;

/**
 * The wish that a thing be looked at. Wishing twice is the same as once, unless the first is already being worked on:
 * then it is looked at once more afterwards.
 *
 * @param lane whose quota it eats: {@link Lanes#bigcommerce} or {@link Lanes#katana}
 * @param hush how long to let further wishes gather first; zero for at once. It never delays a row that is already due.
 * @param reopens whether this wish also takes up a row that was parked or is backing off, since there is news (another
 *     snapshot) or a person said so. A row that settles an uncertain outcome is never brought forward.
 * @param origin on whose behalf: its trace and the time it was first asked for go into the row
 */
public record Want(WorkKey key, String lane, Priority priority, Duration hush, boolean reopens, Origin origin) {

    /** On behalf of whatever the present thread works for. */
    public Want(WorkKey key, String lane, Priority priority, Duration hush, boolean reopens) {
        this(key, lane, priority, hush, reopens, Origin.present());
    }

    /** News about the thing: at once, also when it was parked. */
    public static Want news(WorkKey key, String lane, Priority priority) {
        return new Want(key, lane, priority, Duration.ZERO, true);
    }

    /** A reminder without news: leaves parked rows and those backing off as they are. */
    public static Want reminder(WorkKey key, String lane, Priority priority) {
        return new Want(key, lane, priority, Duration.ZERO, false);
    }

    public Want onBehalfOf(Origin origin) {
        return new Want(key, lane, priority, hush, reopens, origin);
    }

    public Want afterHush(Duration hush) {
        return new Want(key, lane, priority, hush, reopens, origin);
    }
}
