-- The history as the API shows it: from where each change came, and each state in the API's own words.

-- From where a transaction writes: what the application says for it, else plain SQL.
CREATE FUNCTION sync.source() RETURNS text
    LANGUAGE sql STABLE
    RETURN coalesce(nullif(current_setting('lender_sync.source', true), ''), 'sql');

ALTER TABLE history ADD COLUMN source text NOT NULL DEFAULT 'api'
    CHECK (source IN ('screen', 'api', 'import', 'sql'));
UPDATE history SET source = 'sql' WHERE actor = database_user;
ALTER TABLE history ALTER COLUMN source SET DEFAULT sync.source();

CREATE INDEX history_by_time ON history (at);

-- A recorded state of a product as the API shows products; null for none. A state that was recorded before a column was
-- there reads as if that column had not been stated.
CREATE FUNCTION sync.product_state(state jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    p public.lender_products := jsonb_populate_record(NULL::public.lender_products, state);
BEGIN
    RETURN sync.wire(p) || jsonb_build_object(
        'requiredDocuments', (
            SELECT coalesce(jsonb_agg(jsonb_build_object(
                'code', d.code, 'required', d.required, 'stage', d.stage, 'amountFrom', d.amount_from::text)
                ORDER BY d.code COLLATE "C"), '[]')
            FROM jsonb_to_recordset(coalesce(state -> 'required_documents', '[]'))
                AS d (code text, required boolean, stage text, amount_from numeric(14, 2))),
        'commissionPercent', p.commission_percent::text,
        'internalNotes', p.internal_notes,
        'status', p.status,
        'revision', p.revision);
END $$;

CREATE FUNCTION sync.lender_state(state jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE STRICT AS $$
DECLARE
    l public.lenders := jsonb_populate_record(NULL::public.lenders, state);
BEGIN
    RETURN jsonb_build_object(
        'id', l.id,
        'name', l.name,
        'website', l.website,
        'contactName', l.contact_name,
        'contactEmail', l.contact_email,
        'contactPhone', l.contact_phone,
        'notes', l.notes,
        'status', l.status,
        'revision', l.revision);
END $$;
