package dev.lendersync.feed.listen;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an app's certificate and its private key are, in PEM.
///
/// @param certificate the certificate, behind it those that lead to its authority
/// @param key PKCS #8, PKCS #1 or SEC 1, not encrypted
public record TlsFiles(Path certificate, Path key) {
    private static final String CERTIFICATE_OPTION = "--tls-cert (TLS_CERT)";
    private static final String KEY_OPTION = "--tls-key (TLS_KEY)";
    private static final int MAX_BYTES = 1 << 20;

    /// Reads both. Blocks.
    ///
    /// @throws IllegalArgumentException in one line, naming the option and what is wrong, but nothing of the key
    public TlsIdentity read() {
        List<Certificate> chain = chain(read(CERTIFICATE_OPTION, certificate));
        String pem = new String(read(KEY_OPTION, key), StandardCharsets.ISO_8859_1);
        try {
            return new TlsIdentity(chain, PemKey.parse(pem, chain.getFirst().getPublicKey()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    KEY_OPTION + ": " + key + " does not hold the private key of the certificate in " + certificate, e);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(KEY_OPTION + ": " + key + " " + e.getMessage(), e);
        }
    }

    private List<Certificate> chain(byte[] pem) {
        try {
            List<Certificate> chain = List.copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)));
            if (!chain.isEmpty()) {
                return chain;
            }
        } catch (CertificateException e) {
            throw noCertificate(e);
        }
        throw noCertificate(null);
    }

    private IllegalArgumentException noCertificate(@Nullable Exception cause) {
        return new IllegalArgumentException(
                CERTIFICATE_OPTION + ": " + certificate + " must hold a certificate in PEM, as in BEGIN CERTIFICATE",
                cause);
    }

    private static byte[] read(String option, Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(option + ": " + file + " is larger than " + MAX_BYTES + " bytes");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(option + ": there is no file " + file, e);
        } catch (AccessDeniedException e) {
            throw new IllegalArgumentException(option + ": " + file + " may not be read by this user", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(option + ": can't read the file " + file, e);
        }
    }
}
