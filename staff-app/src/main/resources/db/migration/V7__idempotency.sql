-- What was asked for with an Idempotency-Key. The row is made in the transaction of the write itself, so either both are
-- there or neither; a failed write leaves none. The answer follows the commit, encrypted, since some hold a key.
CREATE TABLE idempotent_request (
    principal  text NOT NULL CHECK (char_length(principal) BETWEEN 1 AND 100),
    key        text NOT NULL COLLATE "C" CHECK (char_length(key) BETWEEN 1 AND 255),
    -- HMAC over the method, the path and the body: a bare hash would let a password in it be guessed.
    request    bytea NOT NULL CHECK (octet_length(request) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    answer     bytea,
    PRIMARY KEY (principal, key)
);

CREATE INDEX idempotent_request_by_age ON idempotent_request (created_at);
