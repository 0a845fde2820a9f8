-- Imports of products out of files: what was uploaded, what a dry run found, and how far it is. In PostgreSQL, so that an
-- import outlives a restart and any node can go on with it. Kept for a day.

CREATE TABLE imports (
    id                 uuid PRIMARY KEY DEFAULT sync.uuid_v7(),
    created_at         timestamptz NOT NULL DEFAULT now(),
    created_by         text NOT NULL DEFAULT sync.actor(),
    filename           text NOT NULL CHECK (char_length(filename) <= 200),
    format             text NOT NULL CHECK (format IN ('csv', 'xlsx')),
    bytes              bigint NOT NULL,
    -- [{"index","header","samples"}], in the order of the file.
    columns            jsonb NOT NULL,
    rows               integer NOT NULL,
    mapping            jsonb NOT NULL,
    status             text NOT NULL DEFAULT 'READY' CHECK (status IN (
        'READY', 'CHECKING', 'CHECKED', 'COMMITTING', 'COMMITTED', 'CANCELLED', 'FAILED')),
    -- Which run of the work this is: one that was cancelled or given up finds another number and stops.
    attempt            integer NOT NULL DEFAULT 0,
    -- When the work last showed a sign of life.
    alive_at           timestamptz NOT NULL DEFAULT now(),
    done               integer NOT NULL DEFAULT 0,
    total              integer NOT NULL DEFAULT 0,
    counts             jsonb,
    -- The catalog position that the dry run saw; after the commit, the one that it made.
    position           text,
    -- Lenders that the dry run would add: [{"id","name"}].
    new_lenders        jsonb NOT NULL DEFAULT '[]',
    -- What is to be said of the import as a whole: [{"detail"}].
    problems           jsonb NOT NULL DEFAULT '[]'
);

CREATE TABLE import_rows (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    row       integer NOT NULL,
    cells     jsonb NOT NULL,
    -- {"<column>": "why this cell can't be taken"}
    faults    jsonb,
    PRIMARY KEY (import_id, row)
);

CREATE TABLE import_outcomes (
    import_id  uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    row        integer NOT NULL,
    outcome    text NOT NULL CHECK (outcome IN ('new', 'changed', 'unchanged', 'conflict', 'invalid')),
    name       text,
    -- Of a new product: the id that it will have.
    product_id uuid,
    -- The revision that the dry run saw; null for a new product.
    revision   bigint,
    changes    jsonb,
    problems   jsonb,
    -- Of a new or a changed product: all its members as they will be.
    draft      jsonb,
    PRIMARY KEY (import_id, row)
);

CREATE INDEX import_outcomes_by_outcome ON import_outcomes (import_id, outcome, row);

-- A row without an id may mean an archived product, which the index of the constraint leaves out.
CREATE INDEX lender_products_archived_by_key ON lender_products (natural_key) WHERE status = 'ARCHIVED';
