package dev.lendersync.e2e;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.jspecify.annotations.Nullable;

/// Pictures of one size that become a GIF, which is played again and again. Each holds only what changed since the one
/// before.
final class Animation implements AutoCloseable {
    private static final int CENTISECOND_MILLIS = 10;

    private final ImageOutputStream out;
    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("gif").next();
    // Kept back until it is known how long it is shown.
    private @Nullable BufferedImage waiting;
    private @Nullable BufferedImage written;
    private Duration shown = Duration.ZERO;

    Animation(Path file) throws IOException {
        Files.deleteIfExists(file);
        out = ImageIO.createImageOutputStream(file.toFile());
        writer.setOutput(out);
        writer.prepareWriteSequence(null);
    }

    /// A picture that is the same as the one before only lengthens that.
    void add(BufferedImage picture, Duration duration) throws IOException {
        if (waiting == null || !difference(waiting, picture).isEmpty()) {
            write();
            waiting = picture;
            shown = Duration.ZERO;
        }
        shown = shown.plus(duration);
    }

    private void write() throws IOException {
        BufferedImage next = waiting;
        if (next == null) {
            return;
        }
        Rectangle whole = new Rectangle(next.getWidth(), next.getHeight());
        Rectangle changed = written == null ? whole : difference(written, next);
        BufferedImage part = next.getSubimage(changed.x, changed.y, changed.width, changed.height);
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(part), null);
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
        IIOMetadataNode place = child(root, "ImageDescriptor");
        place.setAttribute("imageLeftPosition", Integer.toString(changed.x));
        place.setAttribute("imageTopPosition", Integer.toString(changed.y));
        IIOMetadataNode control = child(root, "GraphicControlExtension");
        control.setAttribute("disposalMethod", "doNotDispose");
        control.setAttribute("delayTime", Long.toString(shown.toMillis() / CENTISECOND_MILLIS));
        if (written == null) {
            IIOMetadataNode loop = new IIOMetadataNode("ApplicationExtension");
            loop.setAttribute("applicationID", "NETSCAPE");
            loop.setAttribute("authenticationCode", "2.0");
            loop.setUserObject(new byte[] {1, 0, 0});
            child(root, "ApplicationExtensions").appendChild(loop);
        }
        metadata.setFromTree(metadata.getNativeMetadataFormatName(), root);
        writer.writeToSequence(new IIOImage(part, null, metadata), null);
        written = next;
    }

    private static IIOMetadataNode child(IIOMetadataNode root, String name) {
        if (root.getElementsByTagName(name).getLength() == 0) {
            root.appendChild(new IIOMetadataNode(name));
        }
        return (IIOMetadataNode)
                Objects.requireNonNull(root.getElementsByTagName(name).item(0), name);
    }

    /// The smallest area that holds all pixels in which they differ.
    private static Rectangle difference(BufferedImage one, BufferedImage other) {
        Rectangle area = new Rectangle(-1, -1);
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (one.getRGB(x, y) != other.getRGB(x, y)) {
                    area.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return area;
    }

    @Override
    public void close() throws IOException {
        write();
        writer.endWriteSequence();
        writer.dispose();
        out.close();
    }
}
