package dev.ordersync.sandbox.kernel;

/** A request quota over fixed windows that begin with the first request after the last one ended. */
public final class Window {
    private final long lengthMillis;
    private int quota;
    private long beganAt = Long.MIN_VALUE / 2;
    private int used;

    public Window(long lengthMillis, int quota) {
        this.lengthMillis = lengthMillis;
        this.quota = quota;
    }

    /** True = there was room and one is used; false = refused, nothing used. */
    public boolean take(long now) {
        if (now - beganAt >= lengthMillis) {
            beganAt = now;
            used = 0;
        }
        if (used >= quota) {
            return false;
        }
        used++;
        return true;
    }

    public int left(long now) {
        return now - beganAt >= lengthMillis ? quota : Math.max(0, quota - used);
    }

    /** Milliseconds until the window ends; the whole length when none is open. */
    public long resetMillis(long now) {
        return now - beganAt >= lengthMillis ? lengthMillis : beganAt + lengthMillis - now;
    }

    public int quota() {
        return quota;
    }

    public void quota(int requests) {
        quota = requests;
    }

    public long lengthMillis() {
        return lengthMillis;
    }
}
