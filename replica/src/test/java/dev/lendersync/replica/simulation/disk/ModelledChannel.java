package dev.lendersync.replica.simulation.disk;

import dev.lendersync.replica.simulation.disk.ModelledDisk.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/// An open file, written at its end and read from its beginning; without content, the open folder.
final class ModelledChannel extends FileChannel {
    private final ModelledDisk disk;
    private final @Nullable Content content;
    private int position;

    ModelledChannel(ModelledDisk disk, @Nullable Content content) {
        this.disk = disk;
        this.content = content;
    }

    private Content content() {
        if (content == null) {
            throw new UnsupportedOperationException("a folder");
        }
        return content;
    }

    @Override
    public int read(ByteBuffer into) {
        byte[] bytes = content().bytes();
        int length = Math.min(into.remaining(), bytes.length - position);
        into.put(bytes, position, length);
        position += length;
        return length == 0 && into.hasRemaining() ? -1 : length;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        return disk.write(content(), from);
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (content == null) {
            disk.syncFolder();
        } else {
            disk.sync(content);
        }
    }

    @Override
    public long size() {
        return content().bytes().length;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    protected void implCloseChannel() {}

    // What nobody needs here.

    @Override
    public long read(ByteBuffer[] into, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long newPosition) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel truncate(long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferTo(long from, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long from, long count) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer into, long from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from, long at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long from, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long from, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
