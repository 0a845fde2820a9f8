package dev.lendersync.e2e;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A certificate of 127.0.0.1 that signs itself, and its key, as an operator has them.
record PemFiles(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";

    static PemFiles make(Path folder) throws Exception {
        Path store = folder.resolve("tls.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Programs.run(
                folder,
                Map.of(),
                List.of((keytool + " -genkeypair -keyalg EC -alias tls -dname CN=loopback -ext san=ip:127.0.0.1"
                                + " -storepass " + PASSWORD + " -keystore " + store)
                        .split(" ")));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return new PemFiles(
                write(
                        folder.resolve("tls.crt"),
                        "CERTIFICATE",
                        keys.getCertificate("tls").getEncoded()),
                write(
                        folder.resolve("tls.key"),
                        "PRIVATE KEY",
                        keys.getKey("tls", PASSWORD.toCharArray()).getEncoded()));
    }

    /// Trusts this certificate alone.
    SSLContext trusted() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "tls", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Path write(Path file, String label, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder().encodeToString(der);
        return Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }
}
