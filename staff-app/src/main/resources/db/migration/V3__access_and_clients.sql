-- Who may call the Staff App, and which Client Apps it tells. Tokens and keys are stored as SHA-256 hashes: they are
-- random, so a slow hash would protect nothing.

CREATE TABLE staff_token (
    id         uuid PRIMARY KEY DEFAULT sync.uuid_v7(),
    name       text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    revoked_at timestamptz
);

CREATE TABLE client (
    id         uuid PRIMARY KEY DEFAULT sync.uuid_v7(),
    name       text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    base_url   text NOT NULL CHECK (char_length(base_url) BETWEEN 8 AND 300),
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by text NOT NULL DEFAULT sync.actor()
);

-- Several rows of a client are valid at once while a key is rotated.
CREATE TABLE client_api_key (
    client_id  uuid NOT NULL REFERENCES client ON DELETE CASCADE,
    key_hash   bytea NOT NULL UNIQUE CHECK (octet_length(key_hash) = 32),
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz
);

-- The secret is needed in clear to sign with, so it is encrypted (AES-256-GCM), not hashed.
CREATE TABLE client_webhook_secret (
    client_id  uuid NOT NULL REFERENCES client ON DELETE CASCADE,
    encrypted  bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz
);

CREATE INDEX client_webhook_secret_by_client ON client_webhook_secret (client_id);

-- What each instance of a client last said that it holds, applied and verified.
CREATE TABLE client_report (
    client_id   uuid NOT NULL REFERENCES client ON DELETE CASCADE,
    instance    text NOT NULL CHECK (char_length(instance) BETWEEN 1 AND 64),
    position    text NOT NULL,
    digest      text NOT NULL,
    reported_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (client_id, instance)
);

-- One row: a known text encrypted with the key that encrypts the secrets, so that a node started with another key
-- stops at once instead of signing with garbage.
CREATE TABLE secrets_key_check (
    one       boolean PRIMARY KEY DEFAULT true CHECK (one),
    encrypted bytea NOT NULL
);
