package dev.lendersync.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// As whom PostgreSQL's programs run: they refuse to be root.
final class ServerUser {
    private static final int ROOT = 0;
    private static final int NOBODY = 65_534;
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final List<String> prefix;
    private final @Nullable UserPrincipal owner;

    private ServerUser(List<String> prefix, @Nullable UserPrincipal owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /// Ourselves, unless we are root: then ourselves in a user namespace, where root is called nobody and has no
    /// powers, and where that is forbidden (in many containers) the real nobody.
    static ServerUser choose() throws IOException {
        if (new UnixSystem().getUid() != ROOT) {
            return new ServerUser(List.of(), null);
        }
        ServerUser namespaced = namespacedRoot();
        if (namespaced.canRun("true")) {
            return namespaced;
        }
        ServerUser nobody = nobody();
        if (nobody.canRun("true")) {
            return nobody;
        }
        throw new EmbeddedPostgresException("PostgreSQL refuses to run as root, and neither unshare nor setpriv"
                + " works on this machine: run this as an ordinary user");
    }

    static ServerUser namespacedRoot() throws IOException {
        return new ServerUser(List.of("unshare", "--user", "--"), principal(ROOT));
    }

    static ServerUser nobody() throws IOException {
        var prefix = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");
        return new ServerUser(prefix, principal(NOBODY));
    }

    private static UserPrincipal principal(int uid) throws IOException {
        return Path.of("/")
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(Integer.toString(uid));
    }

    /// The command line that runs `words` as this user.
    List<String> commandLine(List<String> words) {
        var line = new ArrayList<>(prefix);
        line.addAll(words);
        return line;
    }

    /// Makes `folder` this user's own: it may have been another's on an earlier start.
    void own(Path folder) throws IOException {
        if (owner != null && !Files.getOwner(folder).equals(owner)) {
            FileTree.giveTo(owner, folder);
        }
        if (canRun("test", "-w", folder.toString())) {
            return;
        }
        if (owner == null) {
            throw new EmbeddedPostgresException("cannot write " + folder);
        } else {
            throw new EmbeddedPostgresException("we are root and PostgreSQL runs as the user nobody here, who cannot"
                    + " reach " + folder + ": choose a home below folders that all may enter");
        }
    }

    private boolean canRun(String... words) throws IOException {
        try {
            return Command.run(commandLine(List.of(words)), "", LIMIT).succeeded();
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            // The program of the prefix is not installed, which is one of the two answers asked for.
            return false;
        }
    }
}
