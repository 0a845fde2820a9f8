package dev.lendersync.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A request as it goes over the wire, well-formed or not.
///
/// @param target what stands between method and version
/// @param headers whole lines
/// @param why what was done to it, to tell it from others
@SuppressWarnings("ArrayRecordComponent") // Made once and sent once.
record RawRequest(String method, String target, List<String> headers, byte[] body, String why) {
    byte[] bytes() {
        StringBuilder head =
                new StringBuilder(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        headers.forEach(line -> head.append(line).append("\r\n"));
        head.append("\r\n");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /// Short enough for a report, and without what would spoil it.
    @Override
    public String toString() {
        String text = method + " " + target + " " + headers + " " + new String(body, StandardCharsets.UTF_8) + " ("
                + why + ")";
        return text.substring(0, Math.min(text.length(), 1_500)).replaceAll("\\p{Cntrl}", "?");
    }
}
