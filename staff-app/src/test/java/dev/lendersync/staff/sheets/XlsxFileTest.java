package dev.lendersync.staff.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxFileTest {
    @TempDir
    private Path folder;

    @Test
    void cellsBecomeTextAsAPersonWouldTypeIt() throws IOException {
        Sheet sheet = XlsxFile.read(workbook(rows -> {
            List<String> columns = List.of("a", "b", "c", "d", "e");
            for (int i = 0; i < columns.size(); i++) {
                // The first rows may be empty.
                rows.value(2, i, columns.get(i));
            }
            rows.value(4, 0, Double.parseDouble("7.9900000000000002"));
            rows.value(4, 1, 1e12);
            rows.value(4, 2, true);
            rows.value(4, 3, "x_x000D_y_x005F_x0041_");
            rows.formula(4, 4, "A1");
        }));
        assertThat(sheet.columns()).containsExactly("a", "b", "c", "d", "e");
        assertThat(sheet.rows())
                .containsExactly(new SheetRow(
                        5,
                        List.of("7.99", "1000000000000", "true", "x\ry_x0041_", "=A1"),
                        Map.of(4, "is a formula; put its value there")));
    }

    @Test
    void aZipBombIsNotUnpacked() throws IOException {
        byte[] zeros = new byte[1024 * 1024];
        Path bomb = zip(zip -> {
            entry(zip, "xl/workbook.xml", "<workbook/>".getBytes(StandardCharsets.UTF_8), 1);
            entry(zip, "xl/media/image.bin", zeros, XlsxParts.MAX_INFLATED_MB + 1);
        });
        assertThat(Files.size(bomb)).isLessThan(1024 * 1024);
        assertRefused(bomb, "unpacks to more than 200 MB");
    }

    @Test
    void manyPartsAreRefused() throws IOException {
        assertRefused(
                zip(zip -> {
                    for (int i = 0; i <= XlsxParts.MAX_PARTS; i++) {
                        entry(zip, "part" + i, new byte[0], 1);
                    }
                }),
                "more than 1000 parts");
    }

    @Test
    void entitiesCantMultiplyText() throws IOException {
        String bomb = "<!-- " + "x".repeat(100_000) + " --><!DocType w [<!ENTITY a \"aaaaaaaaaa\">]><w>&a;</w>";
        assertRefused(part(bomb.getBytes(StandardCharsets.UTF_8)), "document type");
        assertRefused(part(bomb.getBytes(StandardCharsets.UTF_16)), "not UTF-8");
    }

    @Test
    void whatIsNoWorkbookIsSaidSo() throws IOException {
        Path text = Files.writeString(folder.resolve("a.xlsx"), "a,b");
        assertRefused(text, "no XLSX workbook");
        assertRefused(zip(zip -> entry(zip, "a", new byte[1], 1)), "no XLSX workbook");
        assertRefused(part("<workbook>".getBytes(StandardCharsets.UTF_8)), "can't be read");
    }

    @Test
    void aDamagedWorkbookIsRefusedOrReadAsItWas() throws IOException {
        byte[] whole = Files.readAllBytes(workbook(rows -> {
            rows.value(0, 0, "a");
            rows.value(1, 0, "text of a cell");
        }));
        Sheet read = XlsxFile.read(Files.write(folder.resolve("whole.xlsx"), whole));
        int refused = 0;
        for (int at = 0; at < whole.length; at += 5) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x55;
            Path file = Files.write(folder.resolve("damaged.xlsx"), damaged);
            try {
                assertThat(XlsxFile.read(file)).isEqualTo(read);
            } catch (SheetFormatException expected) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(whole.length / 10);
    }

    private static void assertRefused(Path file, String why) {
        assertThatThrownBy(() -> XlsxFile.read(file))
                .isInstanceOf(SheetFormatException.class)
                .hasMessageContaining(why);
    }

    private Path workbook(Consumer<Worksheet> fill) throws IOException {
        Path file = folder.resolve("workbook.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Test", "1.0")) {
            fill.accept(workbook.newWorksheet("Sheet"));
        }
        return file;
    }

    private Path part(byte[] workbook) throws IOException {
        return zip(zip -> entry(zip, "xl/workbook.xml", workbook, 1));
    }

    private interface Content {
        void write(ZipOutputStream zip) throws IOException;
    }

    private Path zip(Content content) throws IOException {
        Path file = folder.resolve("zip.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            content.write(zip);
        }
        return file;
    }

    private static void entry(ZipOutputStream zip, String name, byte[] bytes, int times) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        for (int i = 0; i < times; i++) {
            zip.write(bytes);
        }
        zip.closeEntry();
    }
}
