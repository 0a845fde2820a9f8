-- What each Client App is told, and what it has proven. There is no queue: one row of state per client, and the head
-- of the catalog, say everything that is still to be done.

ALTER TABLE client
    ADD COLUMN status     text        NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'PAUSED')),
    ADD COLUMN revision   bigint      NOT NULL DEFAULT 1,
    ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN updated_by text        NOT NULL DEFAULT sync.actor();

-- Whether something at `place` has seen all that there was at version `version` of `epoch`. False for no place.
CREATE FUNCTION sync.reached(place text, epoch text, version bigint) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(split_part(place, ':', 1) = epoch AND split_part(place, ':', 2)::bigint >= version, false);

CREATE TABLE client_delivery (
    client_id       uuid PRIMARY KEY REFERENCES client ON DELETE CASCADE,
    -- The newest position that its endpoint answered 2xx to.
    accepted        text,
    accepted_at     timestamptz,
    -- What all of its instances that follow live, else the one heard of last, hold: applied and verified.
    proven          text,
    -- Until when one of its instances counts as following the live feed, if nothing more is heard of it.
    live_until      timestamptz NOT NULL DEFAULT '-infinity',
    -- Somebody wants it told whatever it has proven; a push also wants it to take the whole catalog.
    asked           text CHECK (asked IN ('RESEND', 'PUSH')),
    push_id         uuid,
    -- Attempts that failed in a row.
    failures        integer     NOT NULL DEFAULT 0 CHECK (failures >= 0),
    failing_since   timestamptz,
    failed_at       timestamptz,
    last_status     integer,
    last_error      text,
    next_attempt_at timestamptz NOT NULL DEFAULT '-infinity',
    -- Its endpoint said 410: it wants to be told no more.
    suspended_at    timestamptz,
    -- When a sign of life last brought the next attempt forward.
    rearmed_at      timestamptz,
    -- Whoever holds the lease has a request in flight: the only one. One that died with it is overtaken in time.
    lease           uuid,
    leased_until    timestamptz NOT NULL DEFAULT '-infinity'
);

INSERT INTO client_delivery (client_id) SELECT id FROM client;

-- What was last heard of each instance. Written at most once a second each.
CREATE TABLE client_instance (
    client_id   uuid        NOT NULL REFERENCES client ON DELETE CASCADE,
    instance    text        NOT NULL CHECK (char_length(instance) BETWEEN 1 AND 64),
    seen_at     timestamptz NOT NULL,
    live_until  timestamptz NOT NULL DEFAULT '-infinity',
    -- Its authenticated pull was answered with this position; with a whole catalog.
    fetched     text,
    fetched_at  timestamptz,
    snapshot_at timestamptz,
    -- What it said that it holds, whether the digest was ours, and how long after the commit that was known.
    applied     text,
    digest      text,
    verified    boolean,
    applied_at  timestamptz,
    lag_millis  bigint,
    PRIMARY KEY (client_id, instance)
);

INSERT INTO client_instance (client_id, instance, seen_at, applied, digest, applied_at)
SELECT client_id, instance, reported_at, position, digest, reported_at FROM client_report;

DROP TABLE client_report;

-- The log of what clients were told, kept 30 days.
CREATE TABLE delivery_attempt (
    id              uuid        PRIMARY KEY DEFAULT sync.uuid_v7(),
    client_id       uuid        NOT NULL REFERENCES client ON DELETE CASCADE,
    -- The webhook-id: the same for all attempts to tell one position.
    request_id      text        NOT NULL,
    position        text        NOT NULL,
    -- Counts those in a row that failed before it, and itself; 0 when the feed was faster and none was made.
    attempt         integer     NOT NULL CHECK (attempt >= 0),
    outcome         text        NOT NULL CHECK (outcome IN ('ACCEPTED', 'APPLIED', 'FAILED', 'SATISFIED_BY_FEED')),
    status          integer,
    millis          bigint,
    error           text,
    ended_at        timestamptz NOT NULL,
    next_attempt_at timestamptz
);

CREATE INDEX delivery_attempt_by_client ON delivery_attempt (client_id, ended_at DESC, id DESC);
CREATE INDEX delivery_attempt_by_age ON delivery_attempt (ended_at);

-- Each *Push All Products to Client*.
CREATE TABLE catalog_push (
    id         uuid        PRIMARY KEY DEFAULT sync.uuid_v7(),
    position   text        NOT NULL,
    started_at timestamptz NOT NULL,
    started_by text        NOT NULL DEFAULT sync.actor(),
    ended_at   timestamptz
);

CREATE INDEX catalog_push_by_age ON catalog_push (started_at);
