package dev.lendersync.staff;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lendersync.staff.RunningStaff.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// What openapi.yaml says of the operations of the Staff App, which are named as `GET /api/lenders`.
final class Described {
    private static final String DOCUMENT = "https://example.com/openapi.json";
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonNode OPENAPI = new YAMLMapper().readTree(text());
    private static final Map<String, JsonNode> OPERATIONS = operations();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(DOCUMENT, OPENAPI.toString())));

    private Described() {}

    /// The statuses that each may answer.
    static Map<String, Set<Integer>> statuses() {
        Map<String, Set<Integer>> statuses = new TreeMap<>();
        OPERATIONS.forEach((name, operation) -> statuses.put(
                name,
                operation.path("responses").propertyNames().stream()
                        .map(Integer::valueOf)
                        .collect(Collectors.toCollection(TreeSet::new))));
        return statuses;
    }

    /// Who may call each.
    static Map<String, String> roles() {
        Map<String, String> roles = new TreeMap<>();
        OPERATIONS.forEach(
                (name, operation) -> roles.put(name, operation.path("x-role").asString()));
        return roles;
    }

    /// The examples of bodies, by name.
    static Map<String, JsonNode> examples() {
        Map<String, JsonNode> examples = new TreeMap<>();
        OPENAPI.path("components")
                .path("examples")
                .properties()
                .forEach(example ->
                        examples.put(example.getKey(), example.getValue().path("value")));
        return examples;
    }

    /// In how an answer is not as described; an answer without JSON always is.
    static List<String> faults(String operation, Reply reply) {
        if (reply.body().isMissingNode()) {
            return List.of();
        }
        String response = "#/paths/%s/responses/%d".formatted(pointer(operation), reply.status());
        String type = reply.status() < 400 ? "application~1json" : "application~1problem+json";
        return faults(followed(response) + "/content/" + type + "/schema", reply.body());
    }

    /// In how a body that was taken is not as described.
    static List<String> faultsOfTaken(String operation, JsonNode body) {
        return faults(
                followed("#/paths/%s/requestBody".formatted(pointer(operation))) + "/content/application~1json/schema",
                body);
    }

    private static List<String> faults(String pointer, JsonNode body) {
        if (OPENAPI.at(pointer.substring(1)).isMissingNode()) {
            return List.of(pointer + " is not described");
        }
        Schema schema = SCHEMAS.getSchema(SchemaLocation.of(DOCUMENT + pointer));
        return schema.validate(body).stream().map(Error::toString).toList();
    }

    /// `get /api/lenders` as a part of a pointer.
    private static String pointer(String operation) {
        String[] methodAndPath = operation.split(" ");
        return methodAndPath[1].replace("~", "~0").replace("/", "~1") + "/" + methodAndPath[0].toLowerCase(Locale.ROOT);
    }

    /// A pointer, or what stands there refers to.
    private static String followed(String pointer) {
        return OPENAPI.at(pointer.substring(1)).path("$ref").asString(pointer);
    }

    static String text() {
        try (InputStream file = Described.class.getResourceAsStream("/openapi.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        OPENAPI.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey())
                                && !operation.getValue().path("tags").toString().contains("client app"))
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }
}
