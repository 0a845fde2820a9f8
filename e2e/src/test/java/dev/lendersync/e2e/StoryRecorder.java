package dev.lendersync.e2e;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/// Windows side by side under a caption, as an animation: what each of them shows at the same time.
final class StoryRecorder implements AutoCloseable {
    private static final String SHEET = """
            <style>
              body { margin: 0; padding: 14px 16px 16px; background: #e9edf2; color: #17212e;
                font: 15px/1.35 system-ui, "DejaVu Sans", sans-serif; width: max-content; }
              p { margin: 0 0 12px; font-size: 22px; font-weight: 600; height: 30px; }
              section { display: flex; gap: 16px; }
              figure { margin: 0; background: #fff; border-radius: 8px; overflow: hidden; box-shadow: 0 1px 5px #0004; }
              figcaption { padding: 6px 12px; background: #243447; color: #fff; }
              img { display: block; }
            </style>
            <p></p><section></section>
            """;

    private final BrowserContext profile;
    private final Page sheet;
    private final Map<String, Page> windows = new LinkedHashMap<>();
    private final Animation animation;
    private String caption = "";

    StoryRecorder(BrowserContext profile, Path file) throws IOException {
        this.profile = profile;
        this.sheet = profile.newPage();
        this.animation = new Animation(file);
        sheet.setContent(SHEET);
    }

    /// Shows a window from now on, right of those before it.
    void show(String title, Page window) {
        windows.put(title, window);
        sheet.evaluate("""
                (title) => {
                  const figure = document.createElement("figure");
                  figure.append(document.createElement("figcaption"), new Image());
                  figure.firstChild.textContent = title;
                  document.querySelector("section").append(figure);
                }
                """, title);
    }

    void say(String words) {
        caption = words;
    }

    /// Takes a picture of all windows.
    void take(Duration shown) throws IOException {
        List<String> pictures = windows.values().stream()
                .map(page -> page.screenshot(new Page.ScreenshotOptions().setType(ScreenshotType.PNG)))
                .map(png -> "data:image/png;base64," + Base64.getEncoder().encodeToString(png))
                .toList();
        sheet.evaluate("""
                async ([caption, pictures]) => {
                  document.querySelector("p").textContent = caption;
                  const images = [...document.images];
                  images.forEach((image, index) => { image.src = pictures[index]; });
                  await Promise.all(images.map((image) => image.decode()));
                }
                """, List.of(caption, pictures));
        byte[] png = sheet.locator("body").screenshot();
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        // Without transparency, which a GIF would take a colour for.
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        opaque.createGraphics().drawImage(picture, 0, 0, null);
        animation.add(opaque, shown);
    }

    @Override
    public void close() throws IOException {
        animation.close();
        profile.close();
    }
}
