package dev.lendersync.feed.listen;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;

/// What a server proves itself with.
///
/// @param chain its certificate, behind it those that lead to its authority
public record TlsIdentity(List<Certificate> chain, PrivateKey key) {
    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
    private static final int HANDSHAKE_SECONDS = 5;

    private static final List<String> OVER_TLS = List.of("h2", "http/1.1");

    public TlsIdentity {
        chain = List.copyOf(chain);
    }

    /// Until when it is good for.
    Instant expires() {
        return ((X509Certificate) chain.getFirst()).getNotAfter().toInstant();
    }

    HttpServerOptions applyTo(HttpServerOptions options) {
        return options.setSsl(true)
                .setUseAlpn(true)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(keys());
    }

    /// The same for a server that listens already.
    ServerSSLOptions options() {
        return new ServerSSLOptions()
                .setUseAlpn(true)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setApplicationLayerProtocols(OVER_TLS)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(keys());
    }

    private KeyCertOptions keys() {
        // The store never leaves the process; it only is the form that the platform takes a key in.
        char[] password = {};
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, password);
            store.setKeyEntry("server", key, password, chain.toArray(Certificate[]::new));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, password);
            return KeyCertOptions.wrap(keys);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificate and its key can't be used together", e);
        }
    }

    /// Without the key.
    @Override
    public String toString() {
        return "TlsIdentity[until " + expires() + "]";
    }
}
