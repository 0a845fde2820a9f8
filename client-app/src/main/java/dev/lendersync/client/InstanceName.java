package dev.lendersync.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How this process names itself to the Staff App: by its host, and by what no other process on any host is called.
/// Kept in the data folder, so that it is the same after a restart.
final class InstanceName {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceName.class);
    private static final String FILE = "instance";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int MOST_OF_HOST = 40;

    private InstanceName() {}

    /// The one in this folder, or a new one; when the folder takes no file, one that lasts as long as the process.
    static String in(Path folder, RandomGenerator random) {
        Path file = folder.resolve(FILE);
        try {
            String kept = Files.readString(file).strip();
            if (FORM.matcher(kept).matches()) {
                return kept;
            }
            LOG.warn("event=instance-name-unreadable file={}", file);
        } catch (NoSuchFileException e) {
            // The first start.
        } catch (IOException e) {
            LOG.warn("event=instance-name-unreadable file={} reason=\"{}\"", file, e.toString());
        }
        String name = host() + "-" + HexFormat.of().toHexDigits(random.nextInt());
        try {
            Files.createDirectories(folder);
            Files.writeString(file, name + "\n");
        } catch (IOException e) {
            LOG.warn("event=instance-name-unkept file={} reason=\"{}\"", file, e.toString());
        }
        return name;
    }

    private static String host() {
        try {
            String name = InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9._-]", "-");
            return name.substring(0, Math.min(name.length(), MOST_OF_HOST));
        } catch (UnknownHostException e) {
            return "client";
        }
    }
}
