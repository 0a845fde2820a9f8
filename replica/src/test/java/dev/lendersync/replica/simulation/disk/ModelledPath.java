package dev.lendersync.replica.simulation.disk;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import org.jspecify.annotations.Nullable;

/// The folder `/`, a file in it, or a file's name.
record ModelledPath(FileSystem fileSystem, String text) implements Path {
    static final String FOLDER = "/";

    boolean isFolder() {
        return text.equals(FOLDER);
    }

    @Override
    public FileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return text.startsWith(FOLDER);
    }

    @Override
    public @Nullable Path getRoot() {
        return isAbsolute() ? new ModelledPath(fileSystem, FOLDER) : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return isFolder() ? null : new ModelledPath(fileSystem, isAbsolute() ? text.substring(1) : text);
    }

    @Override
    public @Nullable Path getParent() {
        return isFolder() ? null : getRoot();
    }

    @Override
    public Path resolve(Path other) {
        return other.isAbsolute() ? other : new ModelledPath(fileSystem, FOLDER + other);
    }

    @Override
    public Path toAbsolutePath() {
        return isAbsolute() ? this : new ModelledPath(fileSystem, FOLDER + text);
    }

    @Override
    public Path toRealPath(LinkOption... options) {
        return toAbsolutePath();
    }

    @Override
    public Path normalize() {
        return this;
    }

    @Override
    public int compareTo(Path other) {
        return text.compareTo(other.toString());
    }

    @Override
    public String toString() {
        return text;
    }

    // What nobody needs here.

    @Override
    public int getNameCount() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path getName(int index) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path subpath(int beginIndex, int endIndex) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean startsWith(Path other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean endsWith(Path other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Path relativize(Path other) {
        throw new UnsupportedOperationException();
    }

    @Override
    public URI toUri() {
        throw new UnsupportedOperationException();
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
        throw new UnsupportedOperationException();
    }
}
