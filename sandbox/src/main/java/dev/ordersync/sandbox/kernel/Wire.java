package dev.ordersync.sandbox.kernel;

import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;

/** Between Vert.x and the plain {@link Request} and {@link Reply}. */
final class Wire {
    private Wire() {}

    static Request read(HttpServerRequest call, byte[] body, long at) {
        var headers = new LinkedHashMap<String, String>();
        call.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        var target = new QueryStringDecoder(call.uri());
        var query = new LinkedHashMap<>(target.parameters());
        var raw = call.query() == null ? "" : call.query();
        return new Request(call.method().name(), target.path(), query, raw, headers, body, at, Duration.ZERO);
    }

    /** The request as seen below a mount, or empty when the path is elsewhere. */
    static Optional<Request> below(Request whole, String mount) {
        if (!whole.path().equals(mount) && !whole.path().startsWith(mount + "/")) {
            return Optional.empty();
        }
        var rest = whole.path().substring(mount.length());
        return Optional.of(new Request(
                whole.method(),
                rest.isEmpty() ? "/" : rest,
                whole.query(),
                whole.rawQuery(),
                whole.headers(),
                whole.body(),
                whole.at(),
                whole.searchLag()));
    }

    static void send(HttpServerRequest call, Reply reply) {
        var response = call.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        if (reply.status() == 204 || reply.body().length == 0) {
            response.end();
        } else {
            response.end(Buffer.buffer(reply.body()));
        }
    }

    /** Cuts the connection with a TCP reset, so that the caller sees an error and no end of stream. */
    static void reset(HttpServerRequest call) {
        if (call.connection() instanceof ConnectionBase base) {
            base.channel().config().setOption(ChannelOption.SO_LINGER, 0);
            base.channel().close();
        } else {
            call.connection().close();
        }
    }
}
