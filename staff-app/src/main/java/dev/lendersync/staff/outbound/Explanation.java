package dev.lendersync.staff.outbound;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.NotSslRecordException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// What the exceptions of sockets, TLS and HTTP mean to somebody who never saw one.
final class Explanation {
    // An exception that is its own cause's cause must not hold us for ever.
    private static final int MAX_CAUSES = 20;

    private Explanation() {}

    static OutboundException of(Destination to, Throwable failure) {
        return failure instanceof OutboundException known ? known : new OutboundException(words(to, failure), failure);
    }

    private static String words(Destination to, Throwable failure) {
        String place = to.host() + ", port " + to.port();
        if (has(failure, UnknownHostException.class)) {
            return to.host() + " has no address: no name server knows it";
        } else if (has(failure, ConnectTimeoutException.class)) {
            return place + ", can't be connected to: nothing there reacts";
        } else if (has(failure, ConnectException.class)) {
            return place + ", can't be connected to: nothing listens there, or a firewall refuses";
        }
        return tls(to, failure).orElseGet(() -> http(failure));
    }

    private static Optional<String> tls(Destination to, Throwable failure) {
        if (has(failure, CertificateExpiredException.class)) {
            return Optional.of("the certificate of " + to.host() + " has expired");
        } else if (has(failure, CertificateNotYetValidException.class)) {
            return Optional.of("the certificate of " + to.host() + " is not valid yet");
        } else if (has(failure, CertPathBuilderException.class) || has(failure, CertPathValidatorException.class)) {
            return Optional.of("the certificate of " + to.host()
                    + " is not trusted: it is self-signed, or signed by an authority that this machine doesn't know");
        } else if (has(failure, CertificateException.class)) {
            return Optional.of("the certificate is not for " + to.host() + " but for another name");
        } else if (has(failure, NotSslRecordException.class)) {
            return Optional.of("port " + to.port() + " doesn't speak TLS: http:// instead of https://?");
        } else if (has(failure, SSLException.class)) {
            return Optional.of("TLS can't be agreed on: " + failure.getMessage());
        }
        return Optional.empty();
    }

    private static String http(Throwable failure) {
        if (has(failure, TooLongFrameException.class)) {
            return "the answer's headers are longer than " + Outbound.MAX_HEADERS + " bytes";
        } else if (has(failure, HttpClosedException.class)) {
            return "the connection was closed before the answer was complete";
        } else if (has(failure, DecoderException.class) || has(failure, IllegalArgumentException.class)) {
            return "the answer is not HTTP";
        } else if (has(failure, IOException.class)) {
            return "the connection broke: " + failure.getMessage();
        }
        return "no answer: " + failure;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES)
                .anyMatch(kind::isInstance);
    }
}
