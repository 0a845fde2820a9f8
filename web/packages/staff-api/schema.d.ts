// Generated from docs/protocol/openapi.yaml by `npm run generate -w staff-api`.
export interface paths {
    "/api/lender-products/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Pull the catalog, or what changed since a position
         * @description With neither `since` nor `If-None-Match` a snapshot. Served by the Staff App and by every Client App.
         */
        get: operations["sync"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/sync/applied": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say what a client holds, applied and verified
         * @description With a client's API key. What a staff token reports is checked and forgotten.
         */
        post: operations["reportApplied"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the catalog over a WebSocket
         * @description A WebSocket of the subprotocol `lender-products.v1`, which must be offered; its frames are in SPEC.md, section *Live*. Served by the Staff App and by every Client App, which needs no credentials. An `Origin` that is neither missing nor the server's own nor one of `ALLOWED_ORIGINS` is refused.
         */
        get: operations["follow"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/live/ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a ticket for one connection of the live feed
         * @description For those who can't set headers on a WebSocket, such as browsers. It stands for the credentials of this request. A Client App has no tickets, since its feed is public.
         */
        post: operations["ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All lender products; on a Client App, those for an applicant
         * @description **Staff App** (staff token): one page of all products, drafts and archived ones too; takes `page` and `pageSize`.
         *
         *     **Client App** (public): the published products that are for an applicant, or may be, by the rules that the npm
         *     package has too (`lender-products/rules`); takes the other parameters. A parameter without a value is not stated,
         *     one that is unknown, of another form or there twice is `400`, naming it. A product that does not state what a
         *     parameter is about is in the list, and in `askUs`. If nothing matches, `relaxations` say which parameter to leave
         *     out.
         */
        get: operations["listProducts"];
        put?: never;
        /** Add a lender product */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One lender product */
        get: operations["readProduct"];
        /**
         * Replace a lender product
         * @description The body states the whole product; what a GET answered can be edited and sent back. A status that is not stated stays as it is.
         */
        put: operations["editProduct"];
        post?: never;
        /**
         * Delete a lender product for good
         * @description Archiving keeps it. The history keeps what was deleted.
         */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/{id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a draft into the catalog */
        post: operations["publishProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a product out of the catalog and keep it */
        post: operations["archiveProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring an archived product back to the status that it had
         * @description The natural key is checked again.
         */
        post: operations["restoreProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lenders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All lenders */
        get: operations["listLenders"];
        put?: never;
        /** Add a lender */
        post: operations["createLender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lenders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One lender */
        get: operations["readLender"];
        /**
         * Replace a lender
         * @description A new name changes each of its products on the wire.
         */
        put: operations["editLender"];
        post?: never;
        /**
         * Delete a lender without products
         * @description 409 naming how many products it has.
         */
        delete: operations["deleteLender"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lenders/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hide all published products of a lender */
        post: operations["archiveLender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lenders/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring the products of an archived lender back */
        post: operations["restoreLender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The registered Client Apps, never with their keys */
        get: operations["listClients"];
        put?: never;
        /** Register a Client App */
        post: operations["registerClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One registered Client App, with the latest 50 of what it was told */
        get: operations["readClient"];
        /** Change its name or base URL; another address is told at once */
        put: operations["editClient"];
        post?: never;
        /** Remove a Client App; its key stops working within a second */
        delete: operations["removeClient"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell it nothing more, and refuse its API key, until it is resumed */
        post: operations["pauseClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell it again, at once */
        post: operations["resumeClient"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}/rotate-api-key": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make another API key; those before stay good for a while */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}/rotate-webhook-secret": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make another webhook secret; notices are signed with both for a while */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What it was told in the last 30 days, newest first */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/clients/{id}/deliveries/{delivery}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                delivery: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell it again, now, of the newest position */
        post: operations["resendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/push": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Push All Products to Client
         * @description Every client takes and verifies the whole catalog now. Without a body. A push that runs is joined. The answer comes as soon as it is known of each client what became of it, after at most 5 s.
         */
        post: operations["pushAll"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Server-sent events for the screens of staff
         * @description `catalog {"position","digest"}`, first of all and whenever the catalog moved; `clients {}` when something about clients changed on any node. They say that there is something to read, not what.
         */
        get: operations["staffEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/lender-products/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The catalog is at this position
         * @description Signed per Standard Webhooks; SPEC.md, section *Webhook*.
         */
        post: operations["webhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/freshness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How fresh the catalog is that this Client App serves */
        get: operations["freshness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process runs */
        get: operations["healthz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fit to serve
         * @description The Staff App: PostgreSQL confirmed its position within the last 30 s. A Client App: it has a catalog, even when it is offline.
         */
        get: operations["readyz"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This page */
        get: operations["openapi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @example 6ab31a2f37d02e2c:124 */
        Position: string;
        Digest: string;
        Instance: string;
        /** @example 10000.00 */
        Money: string | null;
        /** @example 7.9900 */
        Rate: string | null;
        Document: {
            code: components["schemas"]["DocumentCode"];
            /** @default true */
            required: boolean;
            /**
             * @default APPLICATION
             * @enum {unknown}
             */
            stage: "APPLICATION" | "CLOSING";
            amountFrom?: components["schemas"]["Money"];
        };
        /** @enum {unknown} */
        DocumentCode: "BANK_STATEMENTS" | "FINANCIAL_STATEMENTS" | "TAX_RETURNS" | "ACCOUNTS_RECEIVABLE" | "ACCOUNTS_PAYABLE" | "INVOICES" | "PURCHASE_ORDERS" | "EQUIPMENT_QUOTE" | "VOID_CHEQUE" | "GOVERNMENT_ID" | "ARTICLES_OF_INCORPORATION" | "BUSINESS_PLAN" | "PERSONAL_FINANCIAL_STATEMENT" | "DEBT_SCHEDULE" | "LEASE_AGREEMENT";
        /** @description What staff write. What is absent or null is not stated. Members that only the server writes are ignored. */
        ProductInput: {
            /** Format: uuid */
            lenderId: string;
            name: string;
            /** @enum {unknown} */
            category: "TERM_LOAN" | "LINE_OF_CREDIT" | "EQUIPMENT_FINANCE" | "INVOICE_FACTORING" | "PURCHASE_ORDER_FINANCE" | "WORKING_CAPITAL" | "MERCHANT_CASH_ADVANCE" | "ASSET_BASED_LENDING" | "GOVERNMENT_BACKED" | "STARTUP_CAPITAL" | "MEDIA_FINANCE" | "COMMERCIAL_REAL_ESTATE";
            /** @enum {unknown} */
            country: "CA" | "US";
            regionsExcluded?: string[];
            amountMin?: components["schemas"]["Money"];
            amountMax?: components["schemas"]["Money"];
            /** @enum {unknown} */
            rateKind?: "APR" | "MONTHLY_PERCENT" | "FACTOR" | null;
            /** @enum {unknown} */
            rateType?: "FIXED" | "VARIABLE" | null;
            /**
             * @description Only with VARIABLE.
             * @enum {unknown}
             */
            rateIndex?: "CA_PRIME" | "CORRA" | "US_PRIME" | "SOFR" | null;
            rateMin?: components["schemas"]["Rate"];
            rateMax?: components["schemas"]["Rate"];
            termMinMonths?: number | null;
            termMaxMonths?: number | null;
            minCreditScore?: number | null;
            minMonthsInBusiness?: number | null;
            minMonthlyRevenue?: components["schemas"]["Money"];
            requiresReceivables: boolean;
            /** @description Empty means any. */
            fundsPurposes?: ("EQUIPMENT" | "WORKING_CAPITAL" | "INVENTORY" | "EXPANSION" | "REFINANCE" | "REAL_ESTATE" | "OTHER")[];
            /** @description NAICS codes. */
            industriesExcluded?: string[];
            requiredDocuments?: components["schemas"]["Document"][];
            description?: string | null;
            feesNote?: string | null;
            /** @description Staff only. */
            commissionPercent?: string | null;
            /** @description Staff only. */
            internalNotes?: string | null;
            /**
             * @default DRAFT
             * @enum {unknown}
             */
            status: "DRAFT" | "PUBLISHED" | "ARCHIVED";
        };
        StaffProduct: components["schemas"]["ProductInput"] & {
            /** Format: uuid */
            id: string;
            lenderName: string;
            /** @enum {unknown} */
            currency: "CAD" | "USD";
            revision: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: string;
            position?: components["schemas"]["Position"];
        };
        /** @description A product as clients see it. Every member is always there. */
        Product: {
            /** Format: uuid */
            id: string;
            lenderName: string;
            /** @enum {unknown} */
            currency: "CAD" | "USD";
            /** @description The catalog version at which the product last changed. */
            version: number;
        } & {
            [key: string]: unknown;
        };
        Snapshot: {
            /** @constant */
            success: true;
            position: components["schemas"]["Position"];
            digest: components["schemas"]["Digest"];
            products: components["schemas"]["Product"][];
        };
        /** @description What a Client App answers. */
        MatchingProducts: {
            /** @constant */
            success: true;
            position: components["schemas"]["Position"];
            total: number;
            /** @description The ids of those that do not state all that the query is about. */
            askUs: string[];
            /** @description When nothing matches, how many would without one parameter; the most helpful first. */
            relaxations: {
                filter?: string;
                matches?: number;
            }[];
            products: components["schemas"]["Product"][];
        };
        Delta: {
            /** @constant */
            success: true;
            from: components["schemas"]["Position"];
            to: components["schemas"]["Position"];
            digest: components["schemas"]["Digest"];
            upserts: components["schemas"]["Product"][];
            deletes: string[];
        };
        Applied: {
            position: components["schemas"]["Position"];
            digest: components["schemas"]["Digest"];
        };
        WebhookNotice: {
            /** @constant */
            type: "lender_products.updated";
            /** Format: date-time */
            timestamp: string;
            data: {
                position: components["schemas"]["Position"];
                digest: components["schemas"]["Digest"];
                force: boolean;
                changed: {
                    /** Format: uuid */
                    id?: string;
                    /** @enum {unknown} */
                    op?: "upsert" | "delete";
                }[];
                truncated: boolean;
            };
        };
        LenderInput: {
            name: string;
            /** Format: uri */
            website?: string | null;
            contactName?: string | null;
            /** Format: email */
            contactEmail?: string | null;
            contactPhone?: string | null;
            notes?: string | null;
            /**
             * @default ACTIVE
             * @enum {unknown}
             */
            status: "ACTIVE" | "ARCHIVED";
        };
        StaffLender: components["schemas"]["LenderInput"] & {
            /** Format: uuid */
            id: string;
            revision: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: string;
            position?: components["schemas"]["Position"];
        };
        ClientDraft: {
            name: string;
            /** Format: uri */
            baseUrl: string;
        };
        Client: {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: uri */
            baseUrl: string;
            /** @enum {unknown} */
            status: "ACTIVE" | "PAUSED";
            revision: number;
            /** Format: date-time */
            createdAt: string;
            createdBy?: string;
            /** Format: date-time */
            updatedAt?: string;
            updatedBy?: string;
            /**
             * @description The first that fits. in-step: it proved that it holds the newest catalog. suspended: its endpoint answered 410. failing: for three days. accepted: its endpoint took the newest position, but nothing was proven.
             * @enum {unknown}
             */
            state: "paused" | "in-step" | "suspended" | "failing" | "retrying" | "accepted" | "behind";
            /** @description Null when what it proved is of another epoch. */
            versionsBehind?: number | null;
            /** @description Whether one of its instances follows the live feed. */
            live?: boolean;
            accepted?: components["schemas"]["ClientPosition"] | null;
            fetched?: components["schemas"]["ClientPosition"] | null;
            /** @description Proven. What its slowest live instance holds, else what was reported last. */
            applied?: components["schemas"]["ClientPosition"] | null;
            delivery: {
                /** @description Attempts that failed in a row. */
                failures?: number;
                /** Format: date-time */
                failingSince?: string | null;
                lastStatus?: number | null;
                lastError?: string | null;
                /** Format: date-time */
                nextAttemptAt?: string | null;
                /** Format: date-time */
                suspendedAt?: string | null;
            };
            apiKeys?: components["schemas"]["Validity"][];
            webhookSecrets?: components["schemas"]["Validity"][];
            /** @description At most 64, those that were heard of last. */
            instances: {
                instance?: string;
                live?: boolean;
                /** Format: date-time */
                seenAt?: string;
                fetched?: components["schemas"]["ClientPosition"] | null;
                applied?: components["schemas"]["ClientPosition"] | null;
            }[];
        };
        ClientPosition: {
            position: components["schemas"]["Position"];
            /** Format: date-time */
            at: string;
            digest?: components["schemas"]["Digest"];
            /** @description Whether the digest is the one that we served at this position. */
            verified?: boolean;
            /** @description From the commit to the proof. */
            lagMillis?: number | null;
            instance?: string;
        };
        Validity: {
            /** Format: date-time */
            createdAt?: string;
            /** Format: date-time */
            expiresAt?: string | null;
        };
        Delivery: {
            /** Format: uuid */
            id: string;
            /** @description The webhook-id. The same for all attempts to tell one position. */
            requestId: string;
            position: components["schemas"]["Position"];
            /** @description Counts those that failed before it; 0 when the feed was faster. */
            attempt: number;
            /** @enum {unknown} */
            outcome: "accepted" | "applied" | "failed" | "satisfied-by-feed";
            status?: number | null;
            millis?: number | null;
            error?: string | null;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            nextAttemptAt?: string | null;
            supersededBy?: components["schemas"]["Position"] | null;
        };
        PageOfItems: {
            total: number;
            page: number;
            pageSize: number;
        };
        Problem: {
            /** @example urn:lender-sync:problem:invalid */
            type: string;
            title: string;
            status: number;
            detail: string;
            /** @constant */
            success: false;
            /** @description The same text as `detail`. */
            error: string;
            errors?: {
                pointer?: string;
                detail?: string;
            }[];
        } & {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description See problems.md. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The product as it is now; `position` on writes. */
        Product: {
            headers: {
                /** @description The revision in double quotes. */
                ETag?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["StaffProduct"];
            };
        };
        /** @description The lender as it is now; `position` on writes. */
        Lender: {
            headers: {
                /** @description The revision in double quotes. */
                ETag?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["StaffLender"];
            };
        };
    };
    parameters: {
        Id: string;
        Page: number;
        PageSize: number;
        /** @description The ETag that was read. */
        IfMatch: string;
        /** @description The ETag that was read. */
        IfMatchRequired: string;
        /** @description Which running process of the client asks. A pull ignores another form, a report is refused with 400. */
        Instance: components["schemas"]["Instance"];
    };
    requestBodies: {
        Product: {
            content: {
                "application/json": components["schemas"]["ProductInput"];
            };
        };
        Lender: {
            content: {
                "application/json": components["schemas"]["LenderInput"];
            };
        };
    };
    headers: {
        Digest: components["schemas"]["Digest"];
        /** @description Milliseconds since PostgreSQL confirmed this position. */
        Age: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    sync: {
        parameters: {
            query?: {
                /** @description The reader's position. */
                since?: components["schemas"]["Position"];
            };
            header?: {
                /** @description The ETag of the snapshot at hand. */
                "If-None-Match"?: string;
                /** @description A position that the answer must have reached. */
                "Lender-Sync-At-Least"?: components["schemas"]["Position"];
                /** @description Which running process of the client asks. A pull ignores another form, a report is refused with 400. */
                "Lender-Sync-Instance"?: components["parameters"]["Instance"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A snapshot, or with `since` a delta. */
            200: {
                headers: {
                    /** @description The position in double quotes. */
                    ETag?: string;
                    "Lender-Sync-Digest": components["headers"]["Digest"];
                    "Lender-Sync-Age-Millis": components["headers"]["Age"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"] | components["schemas"]["Delta"];
                };
            };
            /** @description The reader is at the head. */
            304: {
                headers: {
                    "Lender-Sync-Digest": components["headers"]["Digest"];
                    "Lender-Sync-Age-Millis": components["headers"]["Age"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            410: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    reportApplied: {
        parameters: {
            query?: never;
            header?: {
                /** @description Which running process of the client asks. A pull ignores another form, a report is refused with 400. */
                "Lender-Sync-Instance"?: components["parameters"]["Instance"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Applied"];
            };
        };
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
        };
    };
    follow: {
        parameters: {
            query?: {
                /** @description The reader's position. Without it, the first thing to follow is a `resync`. */
                since?: components["schemas"]["Position"];
                /** @description Which running process of the client follows. */
                instance?: components["schemas"]["Instance"];
            };
            header: {
                "Sec-WebSocket-Protocol": "lender-products.v1";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Connected; `hello` is the first frame. */
            101: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            426: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Good once, at this node. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ticket: string;
                        expiresInSeconds: number;
                    };
                };
            };
            401: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                page?: components["parameters"]["Page"];
                pageSize?: components["parameters"]["PageSize"];
                country?: "CA" | "US";
                /** @description ISO 3166-2; says the country too. */
                region?: string;
                category?: string;
                amount?: string;
                termMonths?: number;
                purpose?: string;
                creditScore?: number;
                monthsInBusiness?: number;
                monthlyRevenue?: string;
                hasReceivables?: boolean;
                /** @description NAICS. */
                industry?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ordered by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": (components["schemas"]["PageOfItems"] & {
                        items?: components["schemas"]["StaffProduct"][];
                    }) | components["schemas"]["MatchingProducts"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Product"];
        responses: {
            201: components["responses"]["Product"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    readProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Product"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    editProduct: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read. */
                "If-Match": components["parameters"]["IfMatchRequired"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Product"];
        responses: {
            200: components["responses"]["Product"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    deleteProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    publishProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Product"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    archiveProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Product"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    restoreProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Product"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listLenders: {
        parameters: {
            query?: {
                page?: components["parameters"]["Page"];
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, ordered by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfItems"] & {
                        items?: components["schemas"]["StaffLender"][];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    createLender: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Lender"];
        responses: {
            201: components["responses"]["Lender"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    readLender: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Lender"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    editLender: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read. */
                "If-Match": components["parameters"]["IfMatchRequired"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["Lender"];
        responses: {
            200: components["responses"]["Lender"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    deleteLender: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    archiveLender: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Lender"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    restoreLender: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that was read. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Lender"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listClients: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Where the catalog is. */
                        position: components["schemas"]["Position"];
                        items: components["schemas"]["Client"][];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
        };
    };
    registerClient: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientDraft"];
            };
        };
        responses: {
            /** @description Registered. The key and the secret are shown this once. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"] & {
                        apiKey: string;
                        webhookSecret: string;
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    readClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"] & {
                        deliveries: components["schemas"]["Delivery"][];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    editClient: {
        parameters: {
            query?: never;
            header: {
                /** @description The ETag that was read. */
                "If-Match": components["parameters"]["IfMatchRequired"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClientDraft"];
            };
        };
        responses: {
            /** @description Changed. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            428: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    removeClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    pauseClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    resumeClient: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The client as it is now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long those before stay good.
                     * @default 24
                     */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            /** @description Shown this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        apiKey: string;
                        /** Format: date-time */
                        previousUntil: string;
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * @description How long those before stay good.
                     * @default 24
                     */
                    overlapHours?: number;
                };
            };
        };
        responses: {
            /** @description Shown this once. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        webhookSecret: string;
                        /** Format: date-time */
                        previousUntil: string;
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                /** @description Only what is older than this delivery. */
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Some of them. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: components["schemas"]["Delivery"][];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
        };
    };
    resendDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                delivery: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It will be told. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Client"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    pushAll: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What became of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        clients: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            /** @enum {unknown} */
                            outcome: "verified" | "in-progress" | "failing";
                            position: components["schemas"]["Position"] | null;
                            /** @description From the push to the proof. */
                            millis: number | null;
                            /** @description Why it is not verified. */
                            reason: string | null;
                        }[];
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    staffEvents: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            405: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    webhook: {
        parameters: {
            query?: never;
            header: {
                "webhook-id": string;
                "webhook-timestamp": string;
                "webhook-signature": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookNotice"];
            };
        };
        responses: {
            /** @description Applied at least this position. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Applied"];
                };
            };
            /** @description Under way; it took longer than 8 s. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    freshness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the replica knows of itself. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {unknown} */
                        state: "live" | "catching-up" | "offline" | "stopped";
                        /**
                         * Format: date-time
                         * @description When the state began.
                         */
                        since: string;
                        position?: components["schemas"]["Position"] | null;
                        digest?: components["schemas"]["Digest"] | null;
                        /** @description How long ago PostgreSQL confirmed the position. */
                        ageMillis?: number | null;
                        /** @description Why it is not live. */
                        reason?: string;
                    };
                };
            };
        };
    };
    healthz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readyz: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ready; the body says the state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            503: components["responses"]["Problem"];
        };
    };
    openapi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OpenAPI 3.1. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                };
            };
        };
    };
}
