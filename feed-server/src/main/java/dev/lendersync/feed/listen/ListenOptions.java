package dev.lendersync.feed.listen;

import dev.lendersync.protocol.Hosts;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of how to listen, for the command lines of both apps.
public final class ListenOptions {
    private static final Pattern TOKEN = Pattern.compile("[!-~]{16,1000}");

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            defaultValue = "${env:TLS_CERT}",
            description = "Certificate to serve https with, in PEM, behind it those that lead to its authority"
                    + " (TLS_CERT; default none: plain HTTP). A renewed one is taken up within a minute")
    private @Nullable String tlsCert;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:TLS_KEY}",
            description = "Its private key, in PEM (TLS_KEY; default none)")
    private @Nullable String tlsKey;

    @Option(
            names = "--insecure",
            arity = "0..1",
            fallbackValue = "true",
            paramLabel = "BOOLEAN",
            defaultValue = "${env:INSECURE:-false}",
            description = "Let plain HTTP leave this machine, where something else keeps the network private"
                    + " (INSECURE; default false: without TLS only loopback is spoken to)")
    private boolean insecure;

    @Option(
            names = "--trusted-proxies",
            paramLabel = "CIDRS",
            defaultValue = "${env:TRUSTED_PROXIES:-}",
            description = "Networks of the proxies that say truly for whom they speak, comma separated, e.g."
                    + " 10.0.0.0/8 (TRUSTED_PROXIES; default none)")
    private String trustedProxies = "";

    @Option(
            names = "--forwarded-header",
            paramLabel = "NAME",
            defaultValue = "${env:FORWARDED_HEADER:-X-Forwarded-For}",
            description = "In which header they say it: X-Forwarded-For, with -Proto and -Host, or Forwarded"
                    + " (FORWARDED_HEADER; default X-Forwarded-For)")
    private String forwardedHeader = "X-Forwarded-For";

    @Option(
            names = "--metrics-token",
            paramLabel = "TOKEN",
            defaultValue = "${env:METRICS_TOKEN}",
            description = "Bearer token with which others than this machine read /metrics, 16 or more visible ASCII"
                    + " characters (METRICS_TOKEN; default none: this machine only)")
    private @Nullable String metricsToken;

    /// What they say, for an app that listens on this host.
    ///
    /// @param hostOption what the host was given by, such as `--host (STAFF_HOST)`
    /// @throws IllegalArgumentException in one line, naming the option that can't be used
    public Listening read(String host, String hostOption) {
        Optional<TlsFiles> tls = tls();
        tls.ifPresent(TlsFiles::read);
        if (tls.isEmpty() && !insecure && !Hosts.isLoopback(host)) {
            throw new IllegalArgumentException(hostOption + " " + host + " can be reached from other machines: give"
                    + " --tls-cert (TLS_CERT) and --tls-key (TLS_KEY), or say --insecure (INSECURE=true) where"
                    + " something else keeps the network private");
        }
        return new Listening(tls, insecure, proxies(), token());
    }

    private Optional<TlsFiles> tls() {
        Optional<Path> certificate = path("--tls-cert (TLS_CERT)", tlsCert);
        Optional<Path> key = path("--tls-key (TLS_KEY)", tlsKey);
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("--tls-cert (TLS_CERT) and --tls-key (TLS_KEY) go together; "
                    + (key.isPresent() ? "the certificate" : "the key") + " is missing");
        }
        return certificate.map(file -> new TlsFiles(file, key.orElseThrow()));
    }

    private static Optional<Path> path(String option, @Nullable String text) {
        try {
            return Optional.ofNullable(text).filter(path -> !path.isEmpty()).map(Path::of);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(option + " is no path: " + text, e);
        }
    }

    private TrustedProxies proxies() {
        ForwardedBy by;
        try {
            by = ForwardedBy.named(forwardedHeader);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--forwarded-header (FORWARDED_HEADER) " + e.getMessage(), e);
        }
        try {
            return TrustedProxies.parse(trustedProxies, by);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("--trusted-proxies (TRUSTED_PROXIES): " + e.getMessage(), e);
        }
    }

    private Optional<String> token() {
        Optional<String> token = Optional.ofNullable(metricsToken).filter(text -> !text.isEmpty());
        if (token.isPresent() && !TOKEN.matcher(token.get()).matches()) {
            throw new IllegalArgumentException(
                    "--metrics-token (METRICS_TOKEN) must be 16 to 1,000 visible ASCII characters");
        }
        return token;
    }
}
