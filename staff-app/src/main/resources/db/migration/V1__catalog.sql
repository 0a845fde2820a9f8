-- The source of truth: lenders, their products, the documents that a product asks for. Rules that hold whoever writes
-- (the API, an import, psql) are here; the API repeats them to name every bad field at once.
--
-- Later migrations that change data and then the same table: run SET CONSTRAINTS ALL IMMEDIATE between the two,
-- since PostgreSQL refuses DDL on a table with pending trigger events.

CREATE SCHEMA sync;
COMMENT ON SCHEMA sync IS 'Functions and bookkeeping of Lender Sync; not for use by hand.';

-- NFKC, trimmed, inner white space folded. ICU is named so that the result does not depend on the database's locale.
CREATE FUNCTION sync.clean_name(name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN btrim(regexp_replace(normalize(name, NFKC) COLLATE "und-x-icu", '[[:space:]]+', ' ', 'g'));

-- What makes two names the same: letters and digits of every script in lower case, '+', and a '.' between digits
-- ("A+ 1.5" is not "A 15"). Sigma has one form, since libraries differ on where a word ends.
-- dev.lendersync.staff.products.NameKey is the same in Java; a test compares them.
CREATE FUNCTION sync.name_key(name text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(
        replace(lower(normalize(name, NFKC) COLLATE "und-x-icu"), 'ς', 'σ'),
        '[^[:alnum:]+.]|\.(?![[:digit:]])|(?<![[:digit:]])\.', '', 'g');

-- || and CASE rather than concat_ws: a generated column takes immutable functions only.
CREATE FUNCTION sync.natural_key(
    lender_id uuid, country text, category text, name text, amount_min numeric, amount_max numeric) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN lender_id::text || '|' || country || '|' || category || '|' || sync.name_key(name)
        || '|' || coalesce(amount_min::numeric(14, 2)::text, '-')
        || '|' || coalesce(amount_max::numeric(14, 2)::text, '-');

-- Sorted by code point, without duplicates.
CREATE FUNCTION sync.sorted_set(codes text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN ARRAY(SELECT DISTINCT code COLLATE "C" FROM unnest(codes) AS code ORDER BY 1);

CREATE FUNCTION sync.all_match(codes text[], pattern text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN (SELECT coalesce(bool_and(coalesce(code ~ pattern, false)), true) FROM unnest(codes) AS code);

-- RFC 9562 version 7, for rows that are inserted without an id (PostgreSQL has uuidv7() only from 18 on).
CREATE FUNCTION sync.uuid_v7() RETURNS uuid
    LANGUAGE sql VOLATILE PARALLEL SAFE
    RETURN encode(
        set_bit(set_bit(
            overlay(uuid_send(gen_random_uuid())
                PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
                FROM 1 FOR 6),
            52, 1), 53, 1), 'hex')::uuid;

-- Who writes: what the application says for this transaction, else the database user. The setting reads '' rather
-- than NULL when it was set earlier in the session.
CREATE FUNCTION sync.actor() RETURNS text
    LANGUAGE sql STABLE
    RETURN coalesce(nullif(current_setting('lender_sync.actor', true), ''), session_user::text);

CREATE TABLE lenders (
    id            uuid PRIMARY KEY DEFAULT sync.uuid_v7(),
    name          text NOT NULL CHECK (char_length(name) BETWEEN 2 AND 120),
    name_key      text NOT NULL COLLATE "C" GENERATED ALWAYS AS (sync.name_key(name)) STORED,
    website       text CHECK (char_length(website) <= 300),
    contact_name  text CHECK (char_length(contact_name) <= 120),
    contact_email text CHECK (char_length(contact_email) <= 254),
    contact_phone text CHECK (char_length(contact_phone) <= 40),
    notes         text CHECK (char_length(notes) <= 4000),
    status        text NOT NULL DEFAULT 'ACTIVE' CHECK (status IN ('ACTIVE', 'ARCHIVED')),
    revision      bigint NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    created_by    text NOT NULL DEFAULT sync.actor(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    updated_by    text NOT NULL DEFAULT sync.actor(),
    CONSTRAINT lenders_name_has_letters CHECK (name_key <> ''),
    CONSTRAINT lenders_name_unique UNIQUE (name_key)
);

CREATE TABLE lender_products (
    id                     uuid PRIMARY KEY DEFAULT sync.uuid_v7(),
    lender_id              uuid NOT NULL REFERENCES lenders ON DELETE RESTRICT,
    name                   text NOT NULL CHECK (char_length(name) BETWEEN 2 AND 120),
    category               text NOT NULL CHECK (category IN (
        'TERM_LOAN', 'LINE_OF_CREDIT', 'EQUIPMENT_FINANCE', 'INVOICE_FACTORING', 'PURCHASE_ORDER_FINANCE',
        'WORKING_CAPITAL', 'MERCHANT_CASH_ADVANCE', 'ASSET_BASED_LENDING', 'GOVERNMENT_BACKED', 'STARTUP_CAPITAL',
        'MEDIA_FINANCE', 'COMMERCIAL_REAL_ESTATE')),
    country                char(2) NOT NULL CHECK (country IN ('CA', 'US')),
    currency               char(3) GENERATED ALWAYS AS (CASE country WHEN 'CA' THEN 'CAD' ELSE 'USD' END) STORED,
    regions_excluded       text[] NOT NULL DEFAULT '{}'
        CHECK (regions_excluded = '{}' OR cardinality(regions_excluded) <= 100
            AND sync.all_match(regions_excluded, '^' || country || '-[A-Z]{2}$')),
    -- BETWEEN also keeps out NaN, which is greater than every number.
    amount_min             numeric(14, 2) CHECK (amount_min BETWEEN 0 AND 999999999999.99),
    amount_max             numeric(14, 2) CHECK (amount_max BETWEEN 0 AND 999999999999.99),
    rate_kind              text CHECK (rate_kind IN ('APR', 'MONTHLY_PERCENT', 'FACTOR')),
    rate_type              text CHECK (rate_type IN ('FIXED', 'VARIABLE')),
    rate_index             text CHECK (rate_index IN ('CA_PRIME', 'CORRA', 'US_PRIME', 'SOFR')),
    rate_min               numeric(9, 4),
    rate_max               numeric(9, 4),
    term_min_months        integer CHECK (term_min_months BETWEEN 1 AND 600),
    term_max_months        integer CHECK (term_max_months BETWEEN 1 AND 600),
    min_credit_score       integer CHECK (min_credit_score BETWEEN 300 AND 900),
    min_months_in_business integer CHECK (min_months_in_business BETWEEN 0 AND 1200),
    min_monthly_revenue    numeric(14, 2) CHECK (min_monthly_revenue BETWEEN 0 AND 999999999999.99),
    requires_receivables   boolean NOT NULL DEFAULT false,
    funds_purposes         text[] NOT NULL DEFAULT '{}' CHECK (funds_purposes <@ ARRAY[
        'EQUIPMENT', 'WORKING_CAPITAL', 'INVENTORY', 'EXPANSION', 'REFINANCE', 'REAL_ESTATE', 'OTHER']),
    industries_excluded    text[] NOT NULL DEFAULT '{}'
        CHECK (industries_excluded = '{}' OR cardinality(industries_excluded) <= 100
            AND sync.all_match(industries_excluded, '^[0-9]{2,6}$')),
    description            text CHECK (char_length(description) <= 4000),
    fees_note              text CHECK (char_length(fees_note) <= 4000),
    commission_percent     numeric(7, 4) CHECK (commission_percent BETWEEN 0 AND 100),
    internal_notes         text CHECK (char_length(internal_notes) <= 4000),
    status                 text NOT NULL DEFAULT 'DRAFT' CHECK (status IN ('DRAFT', 'PUBLISHED', 'ARCHIVED')),
    natural_key            text NOT NULL COLLATE "C" GENERATED ALWAYS AS (
        sync.natural_key(lender_id, country, category, name, amount_min, amount_max)) STORED,
    revision               bigint NOT NULL DEFAULT 1,
    created_at             timestamptz NOT NULL DEFAULT now(),
    created_by             text NOT NULL DEFAULT sync.actor(),
    updated_at             timestamptz NOT NULL DEFAULT now(),
    updated_by             text NOT NULL DEFAULT sync.actor(),
    -- An empty name key would leave two bars side by side; no other part is ever empty.
    CONSTRAINT lender_products_name_has_letters CHECK (natural_key NOT LIKE '%||%'),
    CONSTRAINT lender_products_amounts_ordered CHECK (amount_min <= amount_max),
    CONSTRAINT lender_products_rates_ordered CHECK (rate_min <= rate_max),
    CONSTRAINT lender_products_terms_ordered CHECK (term_min_months <= term_max_months),
    CONSTRAINT lender_products_rate_has_kind
        CHECK (rate_kind IS NOT NULL OR (rate_min IS NULL AND rate_max IS NULL)),
    CONSTRAINT lender_products_index_is_variable
        CHECK (rate_index IS NULL OR rate_type IS NOT DISTINCT FROM 'VARIABLE'),
    CONSTRAINT lender_products_rate_range CHECK (
        CASE rate_kind
            WHEN 'APR' THEN rate_min BETWEEN 0 AND 200 AND rate_max BETWEEN 0 AND 200
            WHEN 'MONTHLY_PERCENT' THEN rate_min BETWEEN 0 AND 20 AND rate_max BETWEEN 0 AND 20
            WHEN 'FACTOR' THEN rate_min BETWEEN 1 AND 3 AND rate_max BETWEEN 1 AND 3
        END),
    -- Deferrable, so that one statement can exchange two tiers; a plain unique index would refuse its first row.
    CONSTRAINT lender_products_natural_key_unique
        EXCLUDE USING btree (natural_key WITH =) WHERE (status <> 'ARCHIVED') DEFERRABLE INITIALLY IMMEDIATE
) WITH (fillfactor = 85);

CREATE INDEX lender_products_by_lender ON lender_products (lender_id);

CREATE TABLE required_documents (
    product_id  uuid NOT NULL REFERENCES lender_products ON DELETE CASCADE,
    code        text NOT NULL CHECK (code IN (
        'BANK_STATEMENTS', 'FINANCIAL_STATEMENTS', 'TAX_RETURNS', 'ACCOUNTS_RECEIVABLE', 'ACCOUNTS_PAYABLE',
        'INVOICES', 'PURCHASE_ORDERS', 'EQUIPMENT_QUOTE', 'VOID_CHEQUE', 'GOVERNMENT_ID', 'ARTICLES_OF_INCORPORATION',
        'BUSINESS_PLAN', 'PERSONAL_FINANCIAL_STATEMENT', 'DEBT_SCHEDULE', 'LEASE_AGREEMENT')),
    required    boolean NOT NULL DEFAULT true,
    stage       text NOT NULL DEFAULT 'APPLICATION' CHECK (stage IN ('APPLICATION', 'CLOSING')),
    amount_from numeric(14, 2) CHECK (amount_from BETWEEN 0 AND 999999999999.99),
    PRIMARY KEY (product_id, code)
);

-- Normal form, revision and stamps, whoever writes. An update that changes nothing keeps its row as it was.
CREATE FUNCTION sync.stamp_lender() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.id <> OLD.id THEN
        RAISE EXCEPTION 'the id of a lender never changes' USING ERRCODE = 'check_violation';
    END IF;
    NEW.name := sync.clean_name(NEW.name);
    IF TG_OP = 'INSERT' THEN
        NEW.revision := 1;
        RETURN NEW;
    END IF;
    NEW.revision := OLD.revision;
    NEW.created_at := OLD.created_at;
    NEW.created_by := OLD.created_by;
    NEW.updated_at := OLD.updated_at;
    NEW.updated_by := OLD.updated_by;
    NEW.name_key := OLD.name_key;
    IF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN OLD;
    END IF;
    NEW.revision := OLD.revision + 1;
    NEW.updated_at := now();
    NEW.updated_by := sync.actor();
    RETURN NEW;
END $$;

CREATE TRIGGER lenders_stamp BEFORE INSERT OR UPDATE ON lenders
    FOR EACH ROW EXECUTE FUNCTION sync.stamp_lender();

CREATE FUNCTION sync.stamp_product() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE TRIGGER lender_products_stamp BEFORE INSERT OR UPDATE ON lender_products
    FOR EACH ROW EXECUTE FUNCTION sync.stamp_product();

-- The wire product: an allow-list, and the one place that says which columns clients see. What is not named here
-- never leaves the Staff App. A product's new column is added here (and its wire schema version raised in
-- catalog_head); a test fails while a column is neither here nor listed as staff-only.
CREATE FUNCTION sync.wire(p lender_products) RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN jsonb_build_object(
        'id', p.id,
        'lenderId', p.lender_id,
        'name', p.name,
        'category', p.category,
        'country', p.country,
        'currency', p.currency,
        'regionsExcluded', p.regions_excluded,
        'amountMin', p.amount_min::text,
        'amountMax', p.amount_max::text,
        'rateKind', p.rate_kind,
        'rateType', p.rate_type,
        'rateIndex', p.rate_index,
        'rateMin', p.rate_min::text,
        'rateMax', p.rate_max::text,
        'termMinMonths', p.term_min_months,
        'termMaxMonths', p.term_max_months,
        'minCreditScore', p.min_credit_score,
        'minMonthsInBusiness', p.min_months_in_business,
        'minMonthlyRevenue', p.min_monthly_revenue::text,
        'requiresReceivables', p.requires_receivables,
        'fundsPurposes', p.funds_purposes,
        'industriesExcluded', p.industries_excluded,
        'description', p.description,
        'feesNote', p.fees_note);

-- As JSON, ordered by code.
CREATE VIEW product_documents AS
    SELECT d.product_id,
           jsonb_agg(jsonb_build_object(
               'code', d.code, 'required', d.required, 'stage', d.stage, 'amountFrom', d.amount_from::text)
               ORDER BY d.code COLLATE "C") AS documents
    FROM required_documents d
    GROUP BY d.product_id;

-- The catalog, but for the member `version`, which catalog_entry adds.
CREATE VIEW published_products AS
    SELECT p.id,
           sync.wire(p) || jsonb_build_object(
               'lenderName', l.name,
               'requiredDocuments', coalesce(
                   (SELECT d.documents FROM product_documents d WHERE d.product_id = p.id), '[]')) AS wire
    FROM lender_products p
    JOIN lenders l ON l.id = p.lender_id
    WHERE p.status = 'PUBLISHED' AND l.status = 'ACTIVE';

-- RFC 3339, UTC.
CREATE FUNCTION sync.rfc3339(moment timestamptz) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"');

-- A product as staff see it: the wire product, and what stays in the Staff App.
CREATE VIEW staff_products AS
    SELECT p.id, p.revision, p.lender_id, l.name AS lender_name, p.name, p.status,
           sync.wire(p) || jsonb_build_object(
               'lenderName', l.name,
               'requiredDocuments', coalesce(
                   (SELECT d.documents FROM product_documents d WHERE d.product_id = p.id), '[]'),
               'commissionPercent', p.commission_percent::text,
               'internalNotes', p.internal_notes,
               'status', p.status,
               'revision', p.revision,
               'createdAt', sync.rfc3339(p.created_at),
               'createdBy', p.created_by,
               'updatedAt', sync.rfc3339(p.updated_at),
               'updatedBy', p.updated_by) AS product
    FROM lender_products p
    JOIN lenders l ON l.id = p.lender_id;

CREATE VIEW staff_lenders AS
    SELECT l.id, l.revision, l.name, l.status,
           jsonb_build_object(
               'id', l.id,
               'name', l.name,
               'website', l.website,
               'contactName', l.contact_name,
               'contactEmail', l.contact_email,
               'contactPhone', l.contact_phone,
               'notes', l.notes,
               'status', l.status,
               'revision', l.revision,
               'createdAt', sync.rfc3339(l.created_at),
               'createdBy', l.created_by,
               'updatedAt', sync.rfc3339(l.updated_at),
               'updatedBy', l.updated_by) AS lender
    FROM lenders l;
