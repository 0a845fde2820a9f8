-- Who of the brokerage may do what: users, their sessions and tokens. And the log of who did what.

CREATE TABLE staff_user (
    id            uuid        PRIMARY KEY DEFAULT sync.uuid_v7(),
    email         text        NOT NULL CHECK (char_length(email) BETWEEN 3 AND 254),
    -- What two spellings of one address have in common; made by the application.
    email_key     text        NOT NULL UNIQUE,
    name          text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 120),
    role          text        NOT NULL CHECK (role IN ('viewer', 'editor', 'admin')),
    active        boolean     NOT NULL DEFAULT true,
    -- argon2id with its parameters and salt; none until the user has chosen a password.
    password_hash text,
    -- The password that the operator gave at a start (ADMIN_PASSWORD). The same one given again changes nothing, so a
    -- password that was changed since stays changed; another one is a way back in.
    given_hash    text,
    revision      bigint      NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    created_by    text        NOT NULL DEFAULT sync.actor(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    updated_by    text        NOT NULL DEFAULT sync.actor()
);

CREATE TABLE staff_session (
    id           uuid        PRIMARY KEY DEFAULT sync.uuid_v7(),
    user_id      uuid        NOT NULL REFERENCES staff_user ON DELETE CASCADE,
    token_hash   bytea       NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    created_at   timestamptz NOT NULL,
    -- Written at most once a minute.
    last_seen_at timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    address      text        NOT NULL,
    user_agent   text        NOT NULL
);

CREATE INDEX staff_session_by_user ON staff_session (user_id, last_seen_at);

-- The one link by which a user chooses a password. A new one ends the one before.
CREATE TABLE staff_invite (
    user_id    uuid        PRIMARY KEY REFERENCES staff_user ON DELETE CASCADE,
    token_hash bytea       NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32),
    expires_at timestamptz NOT NULL
);

-- The tokens before this could do everything, and still can.
ALTER TABLE staff_token
    ADD COLUMN role         text NOT NULL DEFAULT 'admin' CHECK (role IN ('viewer', 'editor', 'admin')),
    -- Whose token it is; without an owner, the operator's.
    ADD COLUMN user_id      uuid REFERENCES staff_user ON DELETE CASCADE,
    ADD COLUMN expires_at   timestamptz,
    -- Written at most once a minute.
    ADD COLUMN last_used_at timestamptz,
    -- The first letters of the token, by which people recognise it.
    ADD COLUMN shown        text NOT NULL DEFAULT '',
    ADD COLUMN created_by   text NOT NULL DEFAULT sync.actor();

ALTER TABLE staff_token ALTER COLUMN role DROP DEFAULT;

CREATE INDEX staff_token_by_user ON staff_token (user_id);

-- Only ever added to, by whatever role: the application's has no right to more, and the trigger stops the owner too.
CREATE TABLE audit_log (
    id      uuid        PRIMARY KEY DEFAULT sync.uuid_v7(),
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    actor   text        NOT NULL,
    address text        NOT NULL,
    action  text        NOT NULL CHECK (action ~ '^[a-z]+(-[a-z]+)*$'),
    -- What it was done to, e.g. `user:<id>`; empty for nothing known.
    subject text        NOT NULL,
    detail  jsonb       NOT NULL DEFAULT '{}'
);

CREATE INDEX audit_log_by_time ON audit_log (at DESC, id DESC);
CREATE INDEX audit_log_by_actor ON audit_log (actor, at DESC);

CREATE FUNCTION sync.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE TRIGGER only_added_to BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION sync.refuse_change();
