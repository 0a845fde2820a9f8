package dev.lendersync.replica.transport;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Says for a person to read why there was no connection. Of what an exception of the network stack says nothing is
/// repeated but its kind: it is not ours to vouch for.
public final class Reachability {
    private static final int MAX_CAUSES = 20;

    private Reachability() {}

    public static String reason(Throwable failure) {
        return causes(failure).anyMatch(SSLException.class::isInstance)
                ? "The Staff App cannot be reached over TLS: " + ofTls(failure)
                : "The Staff App cannot be reached (" + failure.getClass().getSimpleName() + ")";
    }

    private static String ofTls(Throwable failure) {
        if (causes(failure).anyMatch(Reachability::isExpired)) {
            return "its certificate has expired";
        }
        // The platform has no kinds of its own for these two.
        if (says(failure, "unable to find valid certification path") || says(failure, "PKIX path validation failed")) {
            return "its certificate is signed by an authority that is not trusted here";
        }
        if (causes(failure).anyMatch(CertificateException.class::isInstance)
                && (says(failure, "No subject alternative") || says(failure, "No name matching"))) {
            return "its certificate is for another host";
        }
        Optional<Throwable> first =
                causes(failure).filter(SSLException.class::isInstance).findFirst();
        return "the handshake failed (" + first.orElse(failure).getClass().getSimpleName() + ")";
    }

    private static boolean isExpired(Throwable cause) {
        return switch (cause) {
            case CertificateExpiredException _ -> true;
            case CertPathValidatorException invalid ->
                invalid.getReason() == CertPathValidatorException.BasicReason.EXPIRED;
            default -> false;
        };
    }

    private static boolean says(Throwable failure, String text) {
        return causes(failure)
                .anyMatch(cause -> String.valueOf(cause.getMessage()).contains(text));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(MAX_CAUSES);
    }
}
