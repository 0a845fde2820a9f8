-- A version for each transaction that changes the catalog, taken at its commit, so that commit order is version order
-- (SPEC.md, P1), and a history row for each product or lender that a transaction changed.
--
-- How: statement triggers note in sync.pending which rows a statement touched. A deferred trigger on that note
-- fires at COMMIT and settles everything that the transaction touched, once.

CREATE TABLE catalog_head (
    one           boolean PRIMARY KEY DEFAULT true CHECK (one),
    version       bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
    -- Changed when the history may have been rewound or bypassed; part of the epoch.
    epoch_salt    text NOT NULL DEFAULT encode(substring(uuid_send(gen_random_uuid()) FROM 1 FOR 8), 'hex'),
    -- Raised by a migration that changes the wire product; part of the epoch.
    wire_schema   integer NOT NULL DEFAULT 1,
    -- Deltas can be made from this version on; older tombstones are gone.
    floor_version bigint NOT NULL DEFAULT 0,
    -- The transaction that took `version`.
    taken_by      xid8
) WITH (fillfactor = 10, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);

INSERT INTO catalog_head DEFAULT VALUES;

-- Each product that was ever in the catalog: when it last changed, and whether it is in it. All the log there is.
CREATE TABLE catalog_entry (
    product_id uuid PRIMARY KEY,
    version    bigint NOT NULL,
    live       boolean NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 85);

CREATE INDEX catalog_entry_by_version ON catalog_entry (version);

CREATE TABLE history (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject       text NOT NULL CHECK (subject IN ('lender', 'lender_product')),
    subject_id    uuid NOT NULL,
    operation     text NOT NULL CHECK (operation IN ('INSERT', 'UPDATE', 'DELETE')),
    at            timestamptz NOT NULL DEFAULT now(),
    actor         text NOT NULL DEFAULT sync.actor(),
    database_user text NOT NULL DEFAULT session_user,
    -- The catalog version that the transaction made; null when it changed nothing that clients see.
    version       bigint,
    transaction   xid8 NOT NULL DEFAULT pg_current_xact_id(),
    before        jsonb,
    after         jsonb,
    CHECK (before IS NOT NULL OR after IS NOT NULL)
);

CREATE INDEX history_by_subject ON history (subject_id, id DESC);

-- What the running transactions have touched. Rows live no longer than their transaction, so nothing is lost with an
-- unlogged table in a crash.
CREATE UNLOGGED TABLE sync.pending (
    transaction      xid8 NOT NULL DEFAULT pg_current_xact_id(),
    id               bigint GENERATED ALWAYS AS IDENTITY,
    products         uuid[] NOT NULL DEFAULT '{}',
    lenders          uuid[] NOT NULL DEFAULT '{}',
    -- Those of them whose change clients may see. Only the row's own columns decide that here: what depends on other
    -- rows is decided under the head's lock.
    catalog_products uuid[] NOT NULL DEFAULT '{}',
    catalog_lenders  uuid[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (transaction, id)
);

-- The epoch identifies one unbroken history of versions: another cluster, timeline, database, restored table, salt or
-- wire schema is another epoch. NULL on a standby, which must not speak for the catalog.
-- The timeline comes from the WAL file name since the control file lags after a promotion.
CREATE FUNCTION sync.epoch() RETURNS text LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp
    RETURN CASE WHEN pg_is_in_recovery() THEN NULL ELSE (
        SELECT substring(encode(sha256(convert_to(
                   (SELECT system_identifier FROM pg_control_system())::text
                   || '/' || substring(pg_walfile_name(pg_current_wal_insert_lsn()) FROM 1 FOR 8)
                   || '/' || (SELECT oid FROM pg_database WHERE datname = current_database())::text
                   || '/' || 'public.catalog_head'::regclass::oid::text
                   || '/' || h.epoch_salt
                   || '/' || h.wire_schema::text, 'UTF8')), 'hex') FROM 1 FOR 16)
        FROM public.catalog_head h)
    END;

-- Whether the running transaction wrote this row version. The transaction's number alone would not do: it may occur
-- again in a cluster that the row was restored into, where it is older than its row's xmin says.
CREATE FUNCTION sync.is_own(writer xid8, row_xmin xid) RETURNS boolean LANGUAGE sql STABLE
    RETURN writer = pg_current_xact_id() AND age(row_xmin) <= age(pg_current_xact_id()::xid);

-- What of a state is worth a history row.
CREATE FUNCTION sync.content(state jsonb) RETURNS jsonb LANGUAGE sql IMMUTABLE
    RETURN state - '{revision,updated_at,updated_by}'::text[];

-- Writes one history row for each subject whose state differs from the last one recorded. A transaction that settles
-- twice (SET CONSTRAINTS IMMEDIATE, then more) keeps one row.
--
-- A generic plan, here and below: planning anew for each commit takes several times what running takes.
CREATE FUNCTION sync.record_history(kind text, ids uuid[], taken bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET plan_cache_mode = force_generic_plan AS $$
BEGIN
    WITH subject AS (
        SELECT s.id,
               CASE kind
                   WHEN 'lender' THEN to_jsonb(l) - 'name_key'
                   ELSE to_jsonb(p) - 'natural_key' || jsonb_build_object('required_documents', coalesce((
                       SELECT jsonb_agg(to_jsonb(d) - 'product_id' ORDER BY d.code COLLATE "C")
                       FROM public.required_documents d WHERE d.product_id = p.id), '[]'))
               END AS state,
               last.id AS last_id, last.before AS last_before, last.after AS last_after,
               coalesce(sync.is_own(last.transaction, last.xmin), false) AS again,
               CASE WHEN kind = 'lender' OR e.version = taken THEN taken END AS version
        FROM unnest(ids) AS s (id)
        LEFT JOIN public.lenders l ON kind = 'lender' AND l.id = s.id
        LEFT JOIN public.lender_products p ON kind = 'lender_product' AND p.id = s.id
        LEFT JOIN public.catalog_entry e ON e.product_id = s.id
        LEFT JOIN LATERAL (
            SELECT h.id, h.before, h.after, h.transaction, h.xmin FROM public.history h
            WHERE h.subject_id = s.id ORDER BY h.id DESC LIMIT 1) AS last ON true
    ), amended AS (
        UPDATE public.history h
        SET after = s.state, version = coalesce(s.version, h.version), operation = CASE
            WHEN s.state IS NULL THEN 'DELETE' WHEN s.last_before IS NULL THEN 'INSERT' ELSE 'UPDATE' END
        FROM subject s
        WHERE s.again AND h.id = s.last_id AND (s.last_before IS NOT NULL OR s.state IS NOT NULL)
    )
    INSERT INTO public.history (subject, subject_id, operation, version, before, after)
    SELECT kind, s.id,
           CASE WHEN s.last_after IS NULL THEN 'INSERT' WHEN s.state IS NULL THEN 'DELETE' ELSE 'UPDATE' END,
           s.version, s.last_after, s.state
    FROM subject s
    WHERE NOT s.again AND sync.content(s.last_after) IS DISTINCT FROM sync.content(s.state);
END $$;

-- Moves the catalog to its next version if anything that clients see changed; returns the version, or null.
--
-- The head is updated before anything is read: its lock is held to the end of the commit, so commit order is version
-- order, and what is read afterwards no other transaction can change in between. Deciding first and locking then
-- loses changes (a lender restored by another session at the same moment). It is an UPDATE and not a SELECT FOR
-- UPDATE so that a REPEATABLE READ transaction with an older view of the lenders fails instead of deciding on it.
CREATE FUNCTION sync.settle_catalog(product_ids uuid[], lender_ids uuid[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    taken   bigint;
    changed bigint;
BEGIN
    UPDATE public.catalog_head h
    SET version = h.version + CASE WHEN sync.is_own(h.taken_by, h.xmin) THEN 0 ELSE 1 END,
        taken_by = pg_current_xact_id()
    WHERE h.one
    RETURNING h.version INTO STRICT taken;

    WITH candidate AS (
        SELECT unnest(product_ids) AS id
        UNION
        SELECT p.id FROM public.lender_products p WHERE p.lender_id = ANY (lender_ids)
    ), state AS (
        SELECT c.id, coalesce(p.status = 'PUBLISHED' AND l.status = 'ACTIVE', false) AS live
        FROM candidate c
        LEFT JOIN public.lender_products p ON p.id = c.id
        LEFT JOIN public.lenders l ON l.id = p.lender_id
    )
    INSERT INTO public.catalog_entry AS e (product_id, version, live)
    SELECT s.id, taken, s.live
    FROM state s LEFT JOIN public.catalog_entry b ON b.product_id = s.id
    WHERE s.live OR b.live OR b.version = taken
    ON CONFLICT (product_id) DO UPDATE
        SET version = excluded.version, live = excluded.live, changed_at = excluded.changed_at;
    GET DIAGNOSTICS changed = ROW_COUNT;

    IF changed = 0 AND NOT EXISTS (SELECT FROM public.catalog_entry e WHERE e.version = taken) THEN
        -- Nothing was visible before or after: give the number back. Nobody has seen it, for the lock is still ours.
        UPDATE public.catalog_head SET version = version - 1, taken_by = NULL WHERE one;
        RETURN NULL;
    END IF;

    -- Readers see this version as soon as it is committed, so a crash must not take it back.
    IF current_setting('synchronous_commit') IN ('off', 'local') THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    PERFORM pg_notify('lender_products', taken::text);
    RETURN taken;
END $$;

CREATE FUNCTION sync.settle() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    p     uuid[];
    l     uuid[];
    cp    uuid[];
    cl    uuid[];
    taken bigint;
BEGIN
    -- The first firing settles everything; the others find their row gone.
    PERFORM FROM sync.pending WHERE transaction = pg_current_xact_id() AND id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;

    WITH noted AS (
        DELETE FROM sync.pending WHERE transaction = pg_current_xact_id()
        RETURNING products, lenders, catalog_products, catalog_lenders
    )
    SELECT ARRAY(SELECT DISTINCT unnest(products) FROM noted),
           ARRAY(SELECT DISTINCT unnest(lenders) FROM noted),
           ARRAY(SELECT DISTINCT unnest(catalog_products) FROM noted),
           ARRAY(SELECT DISTINCT unnest(catalog_lenders) FROM noted)
    INTO p, l, cp, cl;

    IF cardinality(cp) + cardinality(cl) > 0 THEN
        taken := sync.settle_catalog(cp, cl);
    END IF;
    IF cardinality(p) > 0 THEN
        PERFORM sync.record_history('lender_product', p, taken);
    END IF;
    IF cardinality(l) > 0 THEN
        PERFORM sync.record_history('lender', l, taken);
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER settle AFTER INSERT ON sync.pending
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sync.settle();

-- Statement triggers: which rows were touched, and whether clients may see it.
--
-- Their plans are kept for the session and may be made for one row; a nested loop over two transition tables of 50,000
-- rows would then take hours. Hence enable_nestloop = off; and jit = off, since what that forbids counts as so costly
-- that the plan would be compiled where there is no other way.

CREATE FUNCTION sync.note_products() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off
    SET jit = off AS $$
DECLARE
    touched uuid[];
    visible uuid[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            SELECT array_agg(n.id), array_agg(n.id) FILTER (WHERE n.status = 'PUBLISHED')
            INTO touched, visible FROM new_rows n;
        WHEN 'DELETE' THEN
            SELECT array_agg(o.id), array_agg(o.id) FILTER (WHERE o.status = 'PUBLISHED')
            INTO touched, visible FROM old_rows o;
        WHEN 'UPDATE' THEN
            SELECT array_agg(n.id),
                   array_agg(n.id) FILTER (WHERE 'PUBLISHED' IN (o.status, n.status)
                       AND (o.status <> n.status OR sync.wire(o) <> sync.wire(n)))
            INTO touched, visible
            FROM new_rows n JOIN old_rows o ON o.id = n.id
            WHERE o.revision <> n.revision;
        WHEN 'TRUNCATE' THEN
            SELECT array_agg(p.id), array_agg(p.id) FILTER (WHERE p.status = 'PUBLISHED')
            INTO touched, visible FROM public.lender_products p;
    END CASE;
    IF touched IS NOT NULL THEN
        INSERT INTO sync.pending (products, catalog_products) VALUES (touched, coalesce(visible, '{}'));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER note_insert AFTER INSERT ON lender_products REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_products();
CREATE TRIGGER note_update AFTER UPDATE ON lender_products REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_products();
CREATE TRIGGER note_delete AFTER DELETE ON lender_products REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_products();
CREATE TRIGGER note_truncate BEFORE TRUNCATE ON lender_products
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_products();

CREATE FUNCTION sync.note_lenders() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp SET enable_nestloop = off
    SET jit = off AS $$
DECLARE
    touched uuid[];
    visible uuid[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            SELECT array_agg(n.id) INTO touched FROM new_rows n;
        WHEN 'DELETE' THEN
            SELECT array_agg(o.id) INTO touched FROM old_rows o;
        WHEN 'UPDATE' THEN
            SELECT array_agg(n.id), array_agg(n.id) FILTER (WHERE o.name <> n.name OR o.status <> n.status)
            INTO touched, visible
            FROM new_rows n JOIN old_rows o ON o.id = n.id
            WHERE o.revision <> n.revision;
        WHEN 'TRUNCATE' THEN
            SELECT array_agg(l.id) INTO touched FROM public.lenders l;
    END CASE;
    IF touched IS NOT NULL THEN
        INSERT INTO sync.pending (lenders, catalog_lenders) VALUES (touched, coalesce(visible, '{}'));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER note_insert AFTER INSERT ON lenders REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_lenders();
CREATE TRIGGER note_update AFTER UPDATE ON lenders REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_lenders();
CREATE TRIGGER note_delete AFTER DELETE ON lenders REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_lenders();
CREATE TRIGGER note_truncate BEFORE TRUNCATE ON lenders
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_lenders();

-- A changed document is a change of its product: it bumps the product's revision, which takes the product's lock, and
-- always counts as visible, since whether it is depends on another row.
CREATE FUNCTION sync.note_documents() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    touched uuid[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN
            SELECT array_agg(DISTINCT n.product_id) INTO touched FROM new_rows n;
        WHEN 'DELETE' THEN
            SELECT array_agg(DISTINCT o.product_id) INTO touched FROM old_rows o;
        WHEN 'UPDATE' THEN
            SELECT array_agg(DISTINCT changed.product_id) INTO touched
            FROM ((TABLE new_rows EXCEPT TABLE old_rows) UNION ALL (TABLE old_rows EXCEPT TABLE new_rows)) AS changed;
        WHEN 'TRUNCATE' THEN
            SELECT array_agg(DISTINCT d.product_id) INTO touched FROM public.required_documents d;
    END CASE;
    IF touched IS NOT NULL THEN
        -- A product that this transaction has changed has its new revision already.
        UPDATE public.lender_products p SET revision = p.revision + 1
        WHERE p.id = ANY (touched)
            AND NOT (p.updated_at = now() AND age(p.xmin) <= age(pg_current_xact_id()::xid));
        INSERT INTO sync.pending (products, catalog_products) VALUES (touched, touched);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER note_insert AFTER INSERT ON required_documents REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_documents();
CREATE TRIGGER note_update AFTER UPDATE ON required_documents REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_documents();
CREATE TRIGGER note_delete AFTER DELETE ON required_documents REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_documents();
CREATE TRIGGER note_truncate BEFORE TRUNCATE ON required_documents
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note_documents();

-- Starts a new epoch if the current one is still the expected one, so that of several nodes one does it.
CREATE FUNCTION sync.begin_epoch(expected text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    PERFORM FROM public.catalog_head FOR UPDATE;
    UPDATE public.catalog_head
    SET epoch_salt = encode(substring(uuid_send(gen_random_uuid()) FROM 1 FOR 8), 'hex')
    WHERE sync.epoch() = expected;
    IF FOUND THEN
        PERFORM pg_notify('lender_products', 'epoch');
    END IF;
    RETURN FOUND;
END $$;

-- Brings catalog_entry in step with the published view after triggers were bypassed, at a new version of a new epoch:
-- every reader then takes a snapshot, whatever it holds.
-- `wrong`: products whose content differs from what was served.
CREATE FUNCTION sync.repair(wrong uuid[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    taken bigint;
BEGIN
    UPDATE public.catalog_head
    SET version = version + 1,
        taken_by = pg_current_xact_id(),
        epoch_salt = encode(substring(uuid_send(gen_random_uuid()) FROM 1 FOR 8), 'hex')
    RETURNING version INTO STRICT taken;

    INSERT INTO public.catalog_entry AS e (product_id, version, live)
    SELECT coalesce(v.id, b.product_id), taken, v.id IS NOT NULL
    FROM public.published_products v
    FULL JOIN public.catalog_entry b ON b.product_id = v.id
    WHERE (v.id IS NOT NULL) <> coalesce(b.live, false) OR v.id = ANY (wrong)
    ON CONFLICT (product_id) DO UPDATE
        SET version = excluded.version, live = excluded.live, changed_at = excluded.changed_at;

    PERFORM pg_notify('lender_products', taken::text);
    RETURN taken;
END $$;
