-- What a search looks through beside the names' keys, in lower case. Kept with the row: to lower the texts of 10,000
-- products takes longer than a whole list may.
CREATE FUNCTION sync.search_text(name text, description text, fees_note text, internal_notes text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lower((name || coalesce(' ' || description, '') || coalesce(' ' || fees_note, '')
        || coalesce(' ' || internal_notes, '')) COLLATE "und-x-icu");

ALTER TABLE lender_products ADD COLUMN search_text text COLLATE "C" NOT NULL DEFAULT '';
-- Rewrites the table without firing triggers: no product changes by this.
ALTER TABLE lender_products ALTER COLUMN search_text TYPE text COLLATE "C"
    USING sync.search_text(name, description, fees_note, internal_notes);

-- As before, but that it keeps search_text.
CREATE OR REPLACE FUNCTION sync.stamp_product() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- The documents of a product bump its revision by asking for any other one.
    touched boolean := TG_OP = 'UPDATE' AND NEW.revision <> OLD.revision;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id <> OLD.id THEN
        RAISE EXCEPTION 'the id of a lender product never changes' USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'INSERT' OR NEW.name <> OLD.name THEN
        NEW.name := sync.clean_name(NEW.name);
    END IF;
    IF cardinality(NEW.regions_excluded) > 1 THEN
        NEW.regions_excluded := sync.sorted_set(NEW.regions_excluded);
    END IF;
    IF cardinality(NEW.funds_purposes) > 1 THEN
        NEW.funds_purposes := sync.sorted_set(NEW.funds_purposes);
    END IF;
    IF cardinality(NEW.industries_excluded) > 1 THEN
        NEW.industries_excluded := sync.sorted_set(NEW.industries_excluded);
    END IF;
    IF TG_OP = 'INSERT'
        OR (NEW.name, NEW.description, NEW.fees_note, NEW.internal_notes)
            IS DISTINCT FROM (OLD.name, OLD.description, OLD.fees_note, OLD.internal_notes) THEN
        NEW.search_text := sync.search_text(NEW.name, NEW.description, NEW.fees_note, NEW.internal_notes);
    ELSE
        NEW.search_text := OLD.search_text;
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.revision := 1;
        RETURN NEW;
    END IF;
    NEW.revision := OLD.revision;
    NEW.created_at := OLD.created_at;
    NEW.created_by := OLD.created_by;
    NEW.updated_at := OLD.updated_at;
    NEW.updated_by := OLD.updated_by;
    NEW.currency := OLD.currency;
    NEW.natural_key := OLD.natural_key;
    IF NOT touched AND NEW IS NOT DISTINCT FROM OLD THEN
        RETURN OLD;
    END IF;
    NEW.revision := OLD.revision + 1;
    NEW.updated_at := now();
    NEW.updated_by := sync.actor();
    RETURN NEW;
END $$;

-- As before, but that search_text is no part of a state.
CREATE OR REPLACE FUNCTION sync.record_history(kind text, ids uuid[], taken bigint) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    MERGE INTO public.history h
    USING (
        SELECT s.id,
               CASE kind
                   WHEN 'lender' THEN to_jsonb(l) - 'name_key'
                   ELSE to_jsonb(p) - '{natural_key,search_text}'::text[] || jsonb_build_object('required_documents', coalesce((
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
