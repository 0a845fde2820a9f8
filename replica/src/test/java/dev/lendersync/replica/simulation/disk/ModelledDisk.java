package dev.lendersync.replica.simulation.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/// The files of one machine, all in one folder. Content is durable once its file was synced, a name once the folder
/// was.
public final class ModelledDisk {
    /// A file's bytes.
    static final class Content {
        private byte[] bytes = {};
        private byte[] synced = {};

        byte[] bytes() {
            return bytes;
        }
    }

    private final Random random;
    private final ModelledFiles files = new ModelledFiles(this);
    private Map<String, Content> names = new TreeMap<>();
    private Map<String, Content> durable = new TreeMap<>();
    private int operationsLeft = Integer.MAX_VALUE;
    private boolean full;

    public ModelledDisk(Random random) {
        this.random = random;
    }

    /// A file's path on this disk, for `java.nio.file`.
    public Path path(String name) {
        return new ModelledPath(files.fileSystem(), "/" + name);
    }

    // What the file system does.

    Content create(String path) throws IOException {
        operate();
        return names.computeIfAbsent(path, _ -> new Content());
    }

    Content open(String path) throws IOException {
        Content content = names.get(path);
        if (content == null) {
            throw new NoSuchFileException(path);
        }
        return content;
    }

    void truncate(Content content) throws IOException {
        operate();
        content.bytes = new byte[0];
    }

    int write(Content content, ByteBuffer from) throws IOException {
        operate();
        if (full && random.nextBoolean()) {
            throw new IOException("No space left on device");
        }
        int length = content.bytes.length;
        int taken = Math.min(from.remaining(), 1 + random.nextInt(4_096));
        byte[] longer = Arrays.copyOf(content.bytes, length + taken);
        from.get(longer, length, taken);
        content.bytes = longer;
        return taken;
    }

    void sync(Content content) throws IOException {
        operate();
        content.synced = content.bytes;
    }

    void syncFolder() throws IOException {
        operate();
        durable = new TreeMap<>(names);
    }

    void move(String from, String to) throws IOException {
        operate();
        names.put(to, open(from));
        names.remove(from);
    }

    /// A machine that has died does nothing any more.
    private void operate() throws IOException {
        if (operationsLeft <= 0) {
            throw new IOException("the machine is dead");
        }
        operationsLeft--;
    }

    // What happens to it.

    /// The machine will die in so many operations, in the middle of whatever it does then.
    public void dieAfter(int operations) {
        operationsLeft = operations;
    }

    /// The power comes back. Of what was not synced, anything may be left.
    public void comeBack() {
        operationsLeft = Integer.MAX_VALUE;
        names = new TreeMap<>(random.nextBoolean() ? durable : names);
        for (Content content : names.values()) {
            if (!Arrays.equals(content.bytes, content.synced)) {
                content.bytes = Arrays.copyOf(content.bytes, random.nextInt(content.bytes.length + 1));
            }
            content.synced = content.bytes;
        }
        durable = new TreeMap<>(names);
    }

    public void full(boolean now) {
        full = now;
    }

    /// All files are gone.
    public void wipe() {
        names = new TreeMap<>();
        durable = new TreeMap<>();
    }

    /// A file loses its end, or a byte of it flips.
    ///
    /// @return whether there was something to tear
    public boolean tear(String name) {
        Content content = names.get("/" + name);
        if (content == null || content.bytes.length == 0) {
            return false;
        }
        int at = random.nextInt(content.bytes.length);
        byte[] torn = random.nextBoolean() ? Arrays.copyOf(content.bytes, at) : content.bytes.clone();
        if (torn.length > at) {
            torn[at] ^= (byte) (1 << random.nextInt(7));
        }
        content.bytes = torn;
        content.synced = torn;
        return true;
    }

    /// The bytes of a file, to be put back later; none when there is no such file.
    public byte[] copy(String name) {
        Content content = names.get("/" + name);
        return content == null ? new byte[0] : content.bytes;
    }

    public void putBack(String name, byte[] copy) {
        Content content = new Content();
        content.bytes = copy;
        content.synced = copy;
        names.put("/" + name, content);
        durable.put("/" + name, content);
    }
}
