-- The same rules as in V2 at less cost: what a commit does takes time by what it changed, not by what is stored, and
-- no plan is made anew for a commit.

-- jsonb_build_object is stable. Declared as more than that, wire() was a call of its own for each row instead of a part
-- of the query that calls it.
ALTER FUNCTION sync.wire(lender_products) STABLE;

-- Statement trigger of lender_products and lenders: notes which rows were touched, and of which of them clients may see
-- the change. A lender that comes or goes has no products.
--
-- Its plans are kept for the session and may have been made for one row. So the two transition tables are joined in full:
-- that is never done by a nested loop, which would take hours over 50,000 rows.
CREATE FUNCTION sync.note() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    lenders boolean := TG_RELID = 'public.lenders'::regclass;
    touched uuid[];
    visible uuid[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(n.id), array_agg(n.id) FILTER (WHERE n.status = 'PUBLISHED')
        INTO touched, visible FROM new_rows n;
    ELSIF TG_OP = 'DELETE' THEN
        SELECT array_agg(o.id), array_agg(o.id) FILTER (WHERE o.status = 'PUBLISHED')
        INTO touched, visible FROM old_rows o;
    ELSIF TG_OP = 'TRUNCATE' THEN
        EXECUTE 'SELECT array_agg(r.id), array_agg(r.id) FILTER (WHERE r.status = ''PUBLISHED'') FROM '
            || TG_RELID::regclass || ' r' INTO touched, visible;
    ELSIF lenders THEN
        SELECT array_agg(n.id) FILTER (WHERE o.revision <> n.revision),
               array_agg(n.id) FILTER (WHERE o.name <> n.name OR o.status <> n.status)
        INTO touched, visible
        FROM new_rows n FULL JOIN old_rows o ON o.id = n.id;
    ELSE
        SELECT array_agg(n.id) FILTER (WHERE o.revision <> n.revision),
               array_agg(n.id) FILTER (WHERE o.revision <> n.revision AND 'PUBLISHED' IN (o.status, n.status)
                   AND (o.status <> n.status OR sync.wire(o) <> sync.wire(n)))
        INTO touched, visible
        FROM new_rows n FULL JOIN old_rows o ON o.id = n.id;
    END IF;

    IF touched IS NOT NULL AND lenders THEN
        INSERT INTO sync.pending (lenders, catalog_lenders) VALUES (touched, coalesce(visible, '{}'));
    ELSIF touched IS NOT NULL THEN
        INSERT INTO sync.pending (products, catalog_products) VALUES (touched, coalesce(visible, '{}'));
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER note_insert AFTER INSERT ON lender_products REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note();
CREATE OR REPLACE TRIGGER note_update AFTER UPDATE ON lender_products
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION sync.note();
CREATE OR REPLACE TRIGGER note_delete AFTER DELETE ON lender_products REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note();
CREATE OR REPLACE TRIGGER note_truncate BEFORE TRUNCATE ON lender_products
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note();

CREATE OR REPLACE TRIGGER note_insert AFTER INSERT ON lenders REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note();
CREATE OR REPLACE TRIGGER note_update AFTER UPDATE ON lenders
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION sync.note();
CREATE OR REPLACE TRIGGER note_delete AFTER DELETE ON lenders REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note();
CREATE OR REPLACE TRIGGER note_truncate BEFORE TRUNCATE ON lenders
    FOR EACH STATEMENT EXECUTE FUNCTION sync.note();

DROP FUNCTION sync.note_products();
DROP FUNCTION sync.note_lenders();

-- Settles what the transaction touched: by its settings every plan in here, and in what it calls, is made once for the
-- session and looks up row by row through the indexes.
CREATE OR REPLACE FUNCTION sync.settle() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
    SET plan_cache_mode = force_generic_plan
    SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
    noted sync.pending := NEW;
    taken bigint;
BEGIN
    -- The first firing settles everything; the others find their row gone.
    DELETE FROM sync.pending WHERE transaction = NEW.transaction AND id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    -- One statement, one note: mostly there are no more.
    IF EXISTS (SELECT FROM sync.pending WHERE transaction = NEW.transaction) THEN
        WITH other AS (
            DELETE FROM sync.pending WHERE transaction = NEW.transaction
            RETURNING products, lenders, catalog_products, catalog_lenders
        )
        SELECT ARRAY(SELECT unnest(NEW.products) UNION SELECT unnest(products) FROM other),
               ARRAY(SELECT unnest(NEW.lenders) UNION SELECT unnest(lenders) FROM other),
               ARRAY(SELECT unnest(NEW.catalog_products) UNION SELECT unnest(catalog_products) FROM other),
               ARRAY(SELECT unnest(NEW.catalog_lenders) UNION SELECT unnest(catalog_lenders) FROM other)
        INTO noted.products, noted.lenders, noted.catalog_products, noted.catalog_lenders;
    END IF;

    IF cardinality(noted.catalog_products) + cardinality(noted.catalog_lenders) > 0 THEN
        taken := sync.settle_catalog(noted.catalog_products, noted.catalog_lenders);
    END IF;
    IF cardinality(noted.products) > 0 THEN
        PERFORM sync.record_history('lender_product', noted.products, taken);
    END IF;
    IF cardinality(noted.lenders) > 0 THEN
        PERFORM sync.record_history('lender', noted.lenders, taken);
    END IF;
    RETURN NULL;
END $$;

-- Moves the catalog to its next version if anything that clients see changed; returns the version, or null. For settle()
-- alone, with its rights and settings.
--
-- The head is updated before anything is read: its lock is held to the end of the commit, so commit order is version
-- order, and what is read afterwards no other transaction can change in between. Deciding first and locking then
-- loses changes (a lender restored by another session at the same moment). It is an UPDATE and not a SELECT FOR
-- UPDATE so that a REPEATABLE READ transaction with an older view of the lenders fails instead of deciding on it.
CREATE OR REPLACE FUNCTION sync.settle_catalog(product_ids uuid[], lender_ids uuid[]) RETURNS bigint
    LANGUAGE plpgsql AS $$
DECLARE
    taken   bigint;
    changed bigint;
BEGIN
    UPDATE public.catalog_head h
    SET version = h.version + CASE WHEN sync.is_own(h.taken_by, h.xmin) THEN 0 ELSE 1 END,
        taken_by = pg_current_xact_id()
    WHERE h.one
    RETURNING h.version INTO STRICT taken;

    IF cardinality(lender_ids) > 0 THEN
        product_ids := ARRAY(
            SELECT unnest(product_ids)
            UNION
            SELECT p.id FROM public.lender_products p WHERE p.lender_id = ANY (lender_ids));
    END IF;
    INSERT INTO public.catalog_entry AS e (product_id, version, live)
    SELECT s.id, taken, s.live
    FROM (
        SELECT c.id, coalesce(p.status = 'PUBLISHED' AND l.status = 'ACTIVE', false) AS live
        FROM unnest(product_ids) AS c (id)
        LEFT JOIN public.lender_products p ON p.id = c.id
        LEFT JOIN public.lenders l ON l.id = p.lender_id
    ) AS s
    LEFT JOIN public.catalog_entry b ON b.product_id = s.id
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
ALTER FUNCTION sync.settle_catalog(uuid[], uuid[]) SECURITY INVOKER RESET ALL;

-- Writes one history row for each subject whose state differs from the last one recorded. A transaction that settles
-- twice (SET CONSTRAINTS IMMEDIATE, then more) keeps one row, or none if the subject came and went in it. For settle()
-- alone, too.
CREATE OR REPLACE FUNCTION sync.record_history(kind text, ids uuid[], taken bigint) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    MERGE INTO public.history h
    USING (
        SELECT s.id,
               CASE kind
                   WHEN 'lender' THEN to_jsonb(l) - 'name_key'
                   ELSE to_jsonb(p) - 'natural_key' || jsonb_build_object('required_documents', coalesce((
                       SELECT jsonb_agg(to_jsonb(d) - 'product_id' ORDER BY d.code COLLATE "C")
                       FROM public.required_documents d WHERE d.product_id = p.id), '[]'))
               END AS state,
               last.before AS last_before, last.after AS last_after,
               CASE WHEN sync.is_own(last.transaction, last.xmin) THEN last.id END AS own,
               CASE WHEN kind = 'lender' OR e.version = taken THEN taken END AS version
        FROM unnest(ids) AS s (id)
        LEFT JOIN public.lenders l ON kind = 'lender' AND l.id = s.id
        LEFT JOIN public.lender_products p ON kind = 'lender_product' AND p.id = s.id
        LEFT JOIN public.catalog_entry e ON e.product_id = s.id
        LEFT JOIN LATERAL (
            SELECT h.id, h.before, h.after, h.transaction, h.xmin FROM public.history h
            WHERE h.subject_id = s.id ORDER BY h.id DESC LIMIT 1) AS last ON true
        -- The state is made once, not wherever it is named below.
        OFFSET 0
    ) AS s ON h.id = s.own
    WHEN MATCHED AND s.last_before IS NULL AND s.state IS NULL THEN DELETE
    WHEN MATCHED THEN UPDATE
        SET after = s.state, version = coalesce(s.version, h.version), operation = CASE
            WHEN s.state IS NULL THEN 'DELETE' WHEN s.last_before IS NULL THEN 'INSERT' ELSE 'UPDATE' END
    WHEN NOT MATCHED AND (s.last_after IS NULL OR s.state IS NULL
            OR sync.content(s.last_after) <> sync.content(s.state))
        AND (s.last_after IS NOT NULL OR s.state IS NOT NULL) THEN INSERT
        (subject, subject_id, operation, version, before, after)
        VALUES (kind, s.id,
            CASE WHEN s.last_after IS NULL THEN 'INSERT' WHEN s.state IS NULL THEN 'DELETE' ELSE 'UPDATE' END,
            s.version, s.last_after, s.state);
END $$;
ALTER FUNCTION sync.record_history(text, uuid[], bigint) SECURITY INVOKER RESET ALL;
