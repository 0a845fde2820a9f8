package dev.lendersync.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/// The text of the frames of the live feed: flat JSON objects with a member `type`.
public final class FrameCodec {
    /// The subprotocol of the WebSocket.
    public static final String SUBPROTOCOL = "lender-products.v1";
    /// The longest frame that a client may send, in bytes.
    public static final int MAX_CLIENT_BYTES = 1_024;
    /// The longest frame that a server may send, in bytes: a delta and what is around it.
    public static final int MAX_SERVER_BYTES = Delta.MAX_BYTES + 4_096;

    private static final int MAX_HEARTBEAT_SECONDS = 3_600;
    private static final int MAX_REASON = 500;
    /// 2^53-1, the largest whole number that every JSON reader can hold.
    private static final long MAX_NUMBER = (1L << 53) - 1;

    private FrameCodec() {}

    /// UTF-8 JSON.
    public static byte[] encode(Frame frame) {
        return switch (frame) {
            case Frame.Change(Delta delta) -> change(delta);
            case Frame.Hello hello -> {
                Map<String, Object> members = state("hello", hello.position(), hello.digest(), hello.ageMillis());
                members.put("heartbeatSeconds", hello.heartbeatSeconds());
                yield Json.write(members);
            }
            case Frame.Heartbeat beat -> {
                Map<String, Object> members = state("heartbeat", beat.position(), beat.digest(), beat.ageMillis());
                beat.ping().ifPresent(n -> members.put("n", n));
                yield Json.write(members);
            }
            case Frame.Resync(String reason, boolean full) -> {
                Map<String, Object> members = members("resync");
                members.put("reason", reason);
                members.put("full", full);
                yield Json.write(members);
            }
            case Frame.Goodbye(String reason, long after) -> {
                Map<String, Object> members = members("goodbye");
                members.put("reason", reason);
                members.put("reconnectAfterMillis", after);
                yield Json.write(members);
            }
            case Frame.Ping(long n) -> {
                Map<String, Object> members = members("ping");
                members.put("n", n);
                yield Json.write(members);
            }
            case Frame.AppliedByClient(Applied applied) ->
                Json.write(state("applied", applied.position(), applied.digest(), OptionalLong.empty()));
            case Frame.Unknown(String type) -> throw new IllegalArgumentException("no such frame: " + type);
        };
    }

    private static byte[] change(Delta delta) {
        SyncCodec.Body body = new SyncCodec.Body(256 + delta.changes() * 700);
        body.text("{\"type\":\"delta\",");
        body.delta(delta);
        body.text("}");
        return body.toByteArray();
    }

    private static Map<String, Object> state(String type, Position position, Digest digest, OptionalLong ageMillis) {
        Map<String, Object> members = members(type);
        members.put("position", position.toString());
        members.put("digest", digest.toString());
        ageMillis.ifPresent(age -> members.put("ageMillis", age));
        return members;
    }

    private static Map<String, Object> members(String type) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", type);
        return members;
    }

    /// Reads what a server sent.
    ///
    /// @throws MalformedMessageException when it does not keep to the protocol
    public static Frame.FromServer decodeFromServer(String text) {
        if (text.length() > MAX_SERVER_BYTES) {
            throw new MalformedMessageException("a frame is longer than " + MAX_SERVER_BYTES + " bytes");
        }
        JsonNode json = Json.read(text);
        String type = Json.text(json, "type");
        return switch (type) {
            case "hello" -> hello(json);
            case "delta" -> new Frame.Change(SyncCodec.delta(json));
            case "heartbeat" ->
                new Frame.Heartbeat(position(json), digest(json), optional(json, "ageMillis"), optional(json, "n"));
            case "resync" -> new Frame.Resync(reason(json), json.path("full").asBoolean(false));
            case "goodbye" -> new Frame.Goodbye(reason(json), number(json, "reconnectAfterMillis"));
            default -> new Frame.Unknown(type);
        };
    }

    private static Frame.Hello hello(JsonNode json) {
        int heartbeatSeconds = Math.clamp(number(json, "heartbeatSeconds"), 1, MAX_HEARTBEAT_SECONDS);
        return new Frame.Hello(position(json), digest(json), optional(json, "ageMillis"), heartbeatSeconds);
    }

    /// Reads what a client sent.
    ///
    /// @throws MalformedMessageException when it does not keep to the protocol
    public static Frame.FromClient decodeFromClient(byte[] utf8) {
        if (utf8.length > MAX_CLIENT_BYTES) {
            throw new MalformedMessageException("a client's frame is at most " + MAX_CLIENT_BYTES + " bytes long");
        }
        JsonNode json = Json.read(utf8);
        String type = Json.text(json, "type");
        return switch (type) {
            case "ping" -> new Frame.Ping(number(json, "n"));
            case "applied" -> new Frame.AppliedByClient(new Applied(position(json), digest(json)));
            default -> new Frame.Unknown(type);
        };
    }

    private static Position position(JsonNode json) {
        return Json.parsed(json, "position", Position::parse);
    }

    private static Digest digest(JsonNode json) {
        return Json.parsed(json, "digest", Digest::parse);
    }

    private static OptionalLong optional(JsonNode json, String name) {
        return json.has(name) ? OptionalLong.of(number(json, name)) : OptionalLong.empty();
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = json.path(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < 0
                || value.longValue() > MAX_NUMBER) {
            throw new MalformedMessageException("member \"" + name + "\" must be a whole number, 0 to 2^53-1");
        }
        return value.longValue();
    }

    /// Cut rather than refused: it is for people, and goes into logs.
    private static String reason(JsonNode json) {
        String reason = Json.text(json, "reason");
        return reason.length() <= MAX_REASON ? reason : reason.substring(0, MAX_REASON);
    }
}
