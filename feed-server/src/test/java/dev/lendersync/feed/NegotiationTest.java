package dev.lendersync.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The request headers that readers negotiate with.
class NegotiationTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gzip                          | GZIP
            br                            | BROTLI
            gzip, deflate, br, zstd       | BROTLI
            GZIP                          | GZIP
            gzip;q=1.0, br;q=0.9          | GZIP
            br ; q=0.2 , gzip ; q=0.4     | GZIP
            br;q=0, gzip                  | GZIP
            br;q=0, gzip;q=0              | IDENTITY
            identity                      | IDENTITY
            identity;q=1, gzip;q=0.5      | IDENTITY
            gzip;q=0.5                    | GZIP
            *                             | BROTLI
            *;q=0.5, br;q=0               | GZIP
            *;q=0                         | IDENTITY
            identity;q=0                  | IDENTITY
            deflate                       | IDENTITY
            gzip;q=2, br;q=x              | IDENTITY
            ,,;;=,gzip                    | GZIP
            """)
    void theBestCodingOfBothSides(String header, Encoding expected) {
        assertThat(AcceptEncoding.best(List.of(header))).isEqualTo(expected);
    }

    @Test
    void severalHeaderLinesAreOneList() {
        assertThat(AcceptEncoding.best(List.of("br;q=0.1", "gzip"))).isEqualTo(Encoding.GZIP);
        assertThat(AcceptEncoding.best(List.of())).isEqualTo(Encoding.IDENTITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"e:1\"", "W/\"e:1\"", "\"a\",\"e:1\"", " \"a\" , W/\"e:1\" ", "*", " * "})
    void aTagThatMatches(String header) {
        assertThat(IfNoneMatch.matches(List.of("\"zero\"", header), "\"e:1\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e:1", "\"e:11\"", "\"e:1", "\"\"", "\"*\"", "W/", "\"a\" e:1"})
    void aTagThatDoesNot(String header) {
        assertThat(IfNoneMatch.matches(List.of(header), "\"e:1\"")).isFalse();
        assertThat(IfNoneMatch.matches(List.of(), "\"e:1\"")).isFalse();
    }
}
