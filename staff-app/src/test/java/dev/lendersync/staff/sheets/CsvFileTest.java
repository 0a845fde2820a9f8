package dev.lendersync.staff.sheets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void recognisesTheSeparatorTheByteOrderMarkAndTheLineEnds(String separator) throws IOException {
        List<Sheet> tables = List.of(
                read("name,lender\n\"a\",\"é, b; c\td\"\n", separator),
                read("\uFEFFname,lender\r\n\"a\",\"é, b; c\td\"\r\n", separator),
                read("\"name\",\"lender\"\n\"a\",\"é, b; c\td\"", separator));
        assertThat(tables)
                .containsOnly(
                        new Sheet(List.of("name", "lender"), List.of(new SheetRow(2, List.of("a", "é, b; c\td")))));
    }

    /// Puts the separator in the place of the commas between quotes.
    private static Sheet read(String text, String separator) throws IOException {
        return read(
                text.replace("\",\"", "\"" + separator + "\"").replace("name,lender", "name" + separator + "lender"));
    }

    @Test
    void rowsAreNumberedAsInASpreadsheet() throws IOException {
        Sheet table = read("a,b\n1,\n\n,,,\n\"x\ny\",2\n3\n");
        assertThat(table.rows())
                .containsExactly(
                        new SheetRow(2, List.of("1", "")),
                        new SheetRow(5, List.of("x\ny", "2")),
                        new SheetRow(6, List.of("3", "")));
    }

    @Test
    void aColumnWithoutANameIsCalledByItsPlace() throws IOException {
        assertThat(read("a,, c \n1,2,3").columns()).containsExactly("a", "column 2", "c");
    }

    @Test
    void whatIsNoTableIsRefusedWithAWord() {
        assertRefused("", "the first line must name the columns");
        assertRefused(" , \n1,2", "the first line must name the columns");
        assertRefused("a,a\n1,2", "two columns are called \"a\"");
        assertRefused("a,b\n1,2,3", "row 2 has 3 cells, but the header 2");
        assertRefused("a,b\n1,\"2\"x", "not CSV");
        assertRefused("a\n" + "x".repeat(Sheet.MAX_CELL + 1), "row 2 has a cell of more than 100000 characters");
        assertRefused("a,".repeat(Sheet.MAX_COLUMNS) + "b\n", "at most 200 columns, had 201");
        assertRefused("a\n" + "1\n".repeat(Sheet.MAX_ROWS + 1), "at most 100000 rows");
        assertThatThrownBy(() -> CsvFile.read(bytes("a\né", StandardCharsets.ISO_8859_1)))
                .isInstanceOf(SheetFormatException.class)
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> CsvFile.read(bytes("\uFEFFa\n1", StandardCharsets.UTF_16LE)))
                .isInstanceOf(SheetFormatException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void noMoreThanTheLimitIsReadOfAnEndlessFile() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                assertThat(given).isLessThanOrEqualTo(CsvFile.MAX_BYTES + 1L);
                return 'a';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                given += length;
                assertThat(given).isLessThanOrEqualTo(CsvFile.MAX_BYTES + 1L);
                Arrays.fill(into, offset, offset + length, (byte) 'a');
                return length;
            }
        };
        assertThatThrownBy(() -> CsvFile.read(endless))
                .isInstanceOf(SheetFormatException.class)
                .hasMessage("at most 50 MB can be read at once");
    }

    private static void assertRefused(String text, String why) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(SheetFormatException.class)
                .hasMessageContaining(why);
    }

    static Sheet read(String text) throws IOException {
        return CsvFile.read(bytes(text, StandardCharsets.UTF_8));
    }

    private static InputStream bytes(String text, Charset charset) {
        return new ByteArrayInputStream(text.getBytes(charset));
    }
}
