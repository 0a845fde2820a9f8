-- As before, but that a transaction that changed only what staff see (a draft, a note, a lender without products) is told
-- of too, once. It waits for no lock of the catalog.
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
    -- Screens of staff hear of the rest by the catalog's own notification.
    IF taken IS NULL THEN
        PERFORM pg_notify('lender_sync_rows', '');
    END IF;
    RETURN NULL;
END $$;
