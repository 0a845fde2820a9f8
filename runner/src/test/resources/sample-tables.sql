-- The columns that the sample writes, as the domain names them.
DROP TABLE IF EXISTS required_documents, lender_products, lenders;

CREATE TABLE lenders (
    id            uuid PRIMARY KEY,
    name          text NOT NULL,
    website       text,
    contact_name  text,
    contact_email text,
    contact_phone text,
    notes         text,
    status        text NOT NULL
);

CREATE TABLE lender_products (
    id                     uuid PRIMARY KEY,
    lender_id              uuid NOT NULL REFERENCES lenders,
    name                   text NOT NULL,
    category               text NOT NULL,
    country                char(2) NOT NULL,
    amount_min             numeric(14, 2),
    amount_max             numeric(14, 2),
    rate_kind              text,
    rate_type              text,
    rate_index             text,
    rate_min               numeric(9, 4),
    rate_max               numeric(9, 4),
    term_min_months        integer,
    term_max_months        integer,
    min_credit_score       integer,
    min_months_in_business integer,
    min_monthly_revenue    numeric(14, 2),
    requires_receivables   boolean NOT NULL,
    regions_excluded       text[] NOT NULL,
    funds_purposes         text[] NOT NULL,
    industries_excluded    text[] NOT NULL,
    description            text,
    fees_note              text,
    commission_percent     numeric(7, 4),
    internal_notes         text,
    status                 text NOT NULL
);

CREATE TABLE required_documents (
    product_id  uuid NOT NULL REFERENCES lender_products,
    code        text NOT NULL,
    required    boolean NOT NULL,
    stage       text NOT NULL,
    amount_from numeric(14, 2),
    PRIMARY KEY (product_id, code)
);
