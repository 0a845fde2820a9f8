package dev.lendersync.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/// What this package does to whole folders. Never follows a symbolic link.
final class FileTree {
    private FileTree() {}

    /// Deletes the folder and all in it; fine when it is not there.
    static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        visit(root, Files::delete, Files::delete);
    }

    /// Gives the folder and all in it to `owner`.
    static void giveTo(UserPrincipal owner, Path root) throws IOException {
        visit(root, path -> setOwner(path, owner), path -> setOwner(path, owner));
    }

    private static void setOwner(Path path, UserPrincipal owner) throws IOException {
        if (!Files.isSymbolicLink(path)) {
            Files.setOwner(path, owner);
        }
    }

    /// Renames a finished folder to its final name so that the new name outlives a power failure.
    static void publish(Path finished, Path name) throws IOException {
        Files.move(finished, name, StandardCopyOption.ATOMIC_MOVE);
        try (var folder = FileChannel.open(name.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /// One step on a file or folder.
    interface Step {
        void on(Path path) throws IOException;
    }

    static void visit(Path root, Step file, Step folderAfterItsContent) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
                file.on(path);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                folderAfterItsContent.on(path);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
