package dev.lendersync.staff.http;

/// One operation: what is served, to whom, by what. The table of them all decides what each role may do.
///
/// @param path as in openapi.yaml, e.g. `/api/lenders/{id}`
public record Route(String method, String path, Access access, Operation operation) {
    /// A feature's code. Runs on a virtual thread and may block; problems are thrown as [ProblemException].
    @FunctionalInterface
    public interface Operation {
        Response answer(Request request);
    }
}
