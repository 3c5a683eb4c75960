package dev.ordersync.api;

import java.net.URI;

/** The address of an outside system, as it was set. */
public final class BaseUrl {

    /**
     * The same, when calls can be made to it.
     *
     * @param variable that sets it, for the person who reads the error
     * @throws IllegalStateException when it names no host, or one that no URL can have
     */
    public static URI of(String variable, URI url) {
        if (url.getHost() == null || url.getScheme() == null || !url.getScheme().startsWith("http"))
            throw new IllegalStateException(variable
                    + " is no address that can be called: http or https and a host name, without '_', are wanted.");
        return url;
    }

    private BaseUrl() {}
}
