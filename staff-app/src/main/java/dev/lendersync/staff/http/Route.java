package dev.lendersync.staff.http;

/// One operation: what is served, to whom, by what. The table of them all decides what each role may do.
///
/// @param path as in openapi.yaml, e.g. `/api/lenders/{id}`
/// @param maxUpload the most bytes of a body that goes to a file, see [Request#upload]; 0 when the body is small and
///     goes to memory
public record Route(String method, String path, Access access, long maxUpload, Operation operation) {
    public Route(String method, String path, Access access, Operation operation) {
        this(method, path, access, 0, operation);
    }

    /// The most bytes of a body.
    long maxBody() {
        if (maxUpload > 0) {
            return maxUpload;
        }
        return access == Access.PUBLIC ? ApiServer.MAX_PUBLIC_BODY : ApiServer.MAX_BODY;
    }

    /// A feature's code. Runs on a virtual thread and may block; problems are thrown as [ProblemException].
    @FunctionalInterface
    public interface Operation {
        Response answer(Request request);
    }
}
