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
         * @description For those who can't set headers on a WebSocket, such as browsers. It stands for the credentials of this request. While 1,000 of one caller wait to be used, `503`. A Client App has no tickets, since its feed is public.
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
         * @description **Staff App** (staff token): one page of all products, drafts and archived ones too; takes `search`, `lenderId`,
         *     `category`, `country`, `status`, `sort`, `page` and `pageSize`. Filters may be repeated: any of their values fits.
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
    "/api/lender-products/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a create or an edit would be told, while it is being typed
         * @description Changes nothing. The body may be incomplete; the rest is checked as far as it goes.
         */
        post: operations["checkProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish, archive, restore, or change one member of up to 500 products
         * @description One transaction and one catalog version. Each product is checked as by a single edit. When any is refused, none is changed and all that are refused are named in `rows` (problem `bulk-refused`).
         */
        post: operations["bulkEdit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/{id}/duplicate": {
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
         * Add a product like this one
         * @description The body states the members that differ, at least one of lender, name, country, category and amounts. A draft unless stated. Of another country, excluded regions and rate index are dropped unless stated.
         */
        post: operations["duplicateProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /**
         * What became of a product, newest first
         * @description That of a deleted product goes on. One that never was has none.
         */
        get: operations["productHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/{id}/history/{entry}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
                entry: components["parameters"]["Entry"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a product what it was after this change
         * @description An edit like any other, checked by today's rules and itself in the history. A deleted product stays so.
         */
        post: operations["restoreState"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lender-products/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lender products of a list, as a file
         * @description Takes the filters and the order of the list, and has all pages of it. The file has a column for each member that
         *     staff write, under its name, and the id; it imports as *unchanged*. Text that begins like a formula has an
         *     apostrophe before it, which an import takes away again. At most 100,000 products.
         */
        get: operations["exportProducts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file of lender products
         * @description CSV in UTF-8, cells separated by commas, semicolons or tabs, or the first sheet of an XLSX workbook. The first row
         *     names the columns; what each is taken for is guessed. At most 50 MiB (XLSX: 200 MB unpacked), 100,000 rows, 200
         *     columns. Kept for 24 hours; at most 20 imports and 200 MB at once, of which finished ones make room.
         */
        post: operations["uploadImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** How far an import is */
        get: operations["readImport"];
        put?: never;
        post?: never;
        /**
         * Cancel what runs, else forget the import
         * @description A commit that is cancelled in time has changed nothing; one that is done stays done.
         */
        delete: operations["cancelImport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/mapping": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Say what the columns are, and start a dry run
         * @description A row means the product of its `/id`, else the one with its lender, country, category, name and amounts, else a
         *     new one. A blank cell is not stated, in a product that is there too; what no column holds stays as it is there. A
         *     default speaks where the row says nothing. Nothing is ever deleted.
         */
        put: operations["mapImport"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What a dry run found, row by row */
        get: operations["importRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/commit": {
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
         * Do what the dry run found
         * @description All or nothing, in one transaction and one catalog version, and only when the catalog and each product of the file
         *     are as the dry run saw them. If that turns out while it runs, the import goes back to `CHECKING` by itself and says
         *     so in `problems`.
         */
        post: operations["commitImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What became of each row, as a CSV file */
        get: operations["importReport"];
        put?: never;
        post?: never;
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
    "/api/lenders/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a lender's name is taken, or close to others
         * @description Changes nothing.
         */
        post: operations["checkLender"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lenders/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** What became of a lender, newest first */
        get: operations["lenderHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of lenders and products, newest first */
        get: operations["history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/history/{entry}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry: components["parameters"]["Entry"];
            };
            cookie?: never;
        };
        /** One change, with the whole state before and after it */
        get: operations["readChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reference-data": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The code lists with their labels
         * @description For staff and clients; public on a Client App, which leaves out the words that imports take for a code (`aliases`).
         */
        get: operations["referenceData"];
        put?: never;
        post?: never;
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
         * @description `catalog {"position","digest"}`, first of all and whenever the catalog moved; `rows {}` when a transaction changed products or lenders in what only staff see, and not the catalog; `clients {}` when something about clients changed on any node. They say that there is something to read, not what.
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
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whose session this is
         * @description `401` for callers with a token, too: they have none.
         */
        get: operations["readSession"];
        put?: never;
        /**
         * Log in with e-mail and password
         * @description `401` says the same whatever is wrong. After 10 failures in 15 minutes for an account from one address, or 300 from one address, `429` with `Retry-After`. A request of another page (`Origin`) is `403`. Bodies of more than 16 KiB are `413`.
         */
        post: operations["logIn"];
        /** Log out */
        delete: operations["logOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change one's password */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own sessions */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sessions/{id}": {
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
        post?: never;
        /** End one of one's own sessions */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/welcome": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Choose a password by a one-time link, and log in
         * @description `401` for a link that is no good. Bodies of more than 16 KiB are `413`.
         */
        post: operations["acceptInvite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All users */
        get: operations["listUsers"];
        put?: never;
        /** Add a user */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        /** One user */
        get: operations["readUser"];
        /**
         * Change name, role or whether the user may log in
         * @description One who is not active any more is logged out, and his tokens are refused, within a second. The last admin who can log in stays one: `409`.
         */
        put: operations["editUser"];
        post?: never;
        /** Remove a user for good, with his sessions and tokens */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{id}/invite": {
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
        /** Get a new one-time link for a user */
        post: operations["inviteUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own API tokens */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make an API token
         * @description It may do what its role and its owner's role both allow. A user's token can't make tokens.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
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
        post?: never;
        /** Revoke an API token; others' for admins */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log */
        get: operations["listAudit"];
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
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Figures for Prometheus
         * @description To programs on the same machine, unless a proxy passes them on; to others with the bearer token that the app was given as `METRICS_TOKEN`, which is good for nothing else. The figures are listed in operations.md. Both apps.
         */
        get: operations["metrics"];
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
        /**
         * @description Each may do all that those before it may.
         * @enum {unknown}
         */
        Role: "viewer" | "editor" | "admin";
        Login: {
            email: string;
            password: string;
        };
        Password: string;
        PasswordChange: {
            current: string;
            next: components["schemas"]["Password"];
        };
        Welcome: {
            /** @description What is behind `#` in the link. */
            token: string;
            password: components["schemas"]["Password"];
        };
        Session: {
            user: {
                /** Format: uuid */
                id: string;
                email: string;
                name: string;
                role: components["schemas"]["Role"];
            };
            csrfToken: string;
            /**
             * Format: date-time
             * @description Sooner when it is not used for 12 hours.
             */
            expiresAt: string;
        };
        SessionEntry: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            createdAt: string;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastSeenAt: string;
            /** Format: date-time */
            expiresAt: string;
            address: string;
            userAgent: string;
            /** @description The one of this request. */
            current: boolean;
        };
        UserInput: {
            email: string;
            name: string;
            role: components["schemas"]["Role"];
            password?: components["schemas"]["Password"];
        };
        /** @description Members that only the server writes are ignored. */
        UserEdit: {
            name: string;
            role: components["schemas"]["Role"];
            active: boolean;
        };
        User: {
            /** Format: uuid */
            id: string;
            email: string;
            name: string;
            role: components["schemas"]["Role"];
            active: boolean;
            hasPassword: boolean;
            /** Format: date-time */
            inviteExpiresAt: string | null;
            /** Format: date-time */
            lastSeenAt: string | null;
            revision: number;
            /** Format: date-time */
            createdAt: string;
            createdBy: string;
            /** Format: date-time */
            updatedAt: string;
            updatedBy: string;
            /**
             * @description Good once
             * @example /welcome#lsi_…
             */
            inviteLink?: string;
        };
        TokenInput: {
            name: string;
            role: components["schemas"]["Role"];
            /** @description Without it, it does not expire. */
            expiresInDays?: number;
        };
        Token: {
            /** Format: uuid */
            id: string;
            name: string;
            role: components["schemas"]["Role"];
            /** @description The 4 characters after `lst_`, to recognise it by; empty for old ones. */
            prefix: string;
            /** @description The e-mail address of the user; null for the operator's. */
            owner: string | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string | null;
            /**
             * Format: date-time
             * @description To the minute.
             */
            lastUsedAt: string | null;
            /** @example lst_… */
            token?: string;
        };
        AuditEntry: {
            /** Format: uuid */
            id: string;
            /** Format: date-time */
            at: string;
            /** @example staff:ada@example.com */
            actor: string;
            /** @description Empty for the server itself. */
            address: string;
            /** @enum {unknown} */
            action: "admin-granted" | "login" | "login-failed" | "login-throttled" | "logout" | "session-ended" | "password-changed" | "password-change-failed" | "invite-accepted" | "invite-failed" | "user-created" | "user-edited" | "user-removed" | "user-invited" | "token-created" | "token-revoked" | "client-registered" | "client-edited" | "client-paused" | "client-resumed" | "client-removed" | "api-key-rotated" | "webhook-secret-rotated" | "delivery-resent" | "push" | "import-committed";
            /** @example user:0198c0de-0000-7000-8000-000000000000 */
            subject: string;
            detail: Record<string, never>;
        };
        /** @description One for each lender or product that a transaction changed, whoever wrote. */
        Change: {
            id: number;
            /** @enum {unknown} */
            subject: "lender" | "lender_product";
            /** Format: uuid */
            subjectId: string;
            name: string;
            /** @enum {unknown} */
            operation: "INSERT" | "UPDATE" | "DELETE";
            /** Format: date-time */
            at: string;
            /** @description Who did it; for plain SQL the database user. */
            actor: string;
            databaseUser: string;
            /** @enum {unknown} */
            source: "screen" | "api" | "import" | "sql";
            /** @description The catalog version that it made; null when clients saw nothing of it. */
            version: number | null;
            changes: {
                /** @example /rateMin */
                field: string;
                from: unknown;
                to: unknown;
            }[];
        };
        FieldError: {
            /** @example /amountMin */
            pointer: string;
            detail: string;
        };
        CloseProduct: {
            product: components["schemas"]["StaffProduct"];
            /** @example amounts overlap from 10000.00 to 50000.00 */
            why: string;
        };
        ListedLender: components["schemas"]["StaffLender"] & {
            /** @description How many there are of each status. */
            products: {
                DRAFT?: number;
                PUBLISHED?: number;
                ARCHIVED?: number;
            };
        };
        Code: {
            code: string;
            label: string;
            /** @description Staff App only. */
            aliases?: string[];
            /** @description Of a country. */
            currency?: string;
            /**
             * @description Of a region or a rate index.
             * @enum {unknown}
             */
            country?: "CA" | "US";
            /** @description Of a rate kind; decimal. */
            min?: string;
            /** @description Of a rate kind; decimal. */
            max?: string;
        };
        ReferenceData: {
            [key: string]: components["schemas"]["Code"][];
        };
        /** @example 6ab31a2f37d02e2c:124 */
        Position: string;
        Digest: string;
        Instance: string;
        /** @example 10000.00 */
        Money: string | null;
        /** @example 7.9900 */
        Rate: string | null;
        /**
         * @description Up to 12 digits and 2 decimals, more only if they are zeros. Answers have both decimals.
         * @example 10000
         */
        MoneyInput: string | number | null;
        /**
         * @description In percent, a factor as such. Up to 4 decimals. Answers have all four.
         * @example 7.99
         */
        RateInput: string | number | null;
        Document: {
            code: components["schemas"]["DocumentCode"];
            /** @default true */
            required: boolean;
            /**
             * @default APPLICATION
             * @enum {unknown}
             */
            stage: "APPLICATION" | "CLOSING";
            amountFrom?: components["schemas"]["MoneyInput"];
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
            amountMin?: components["schemas"]["MoneyInput"];
            amountMax?: components["schemas"]["MoneyInput"];
            /** @enum {unknown} */
            rateKind?: "APR" | "MONTHLY_PERCENT" | "FACTOR" | null;
            /** @enum {unknown} */
            rateType?: "FIXED" | "VARIABLE" | null;
            /**
             * @description Only with VARIABLE.
             * @enum {unknown}
             */
            rateIndex?: "CA_PRIME" | "CORRA" | "US_PRIME" | "SOFR" | null;
            rateMin?: components["schemas"]["RateInput"];
            rateMax?: components["schemas"]["RateInput"];
            termMinMonths?: number | null;
            termMaxMonths?: number | null;
            minCreditScore?: number | null;
            minMonthsInBusiness?: number | null;
            minMonthlyRevenue?: components["schemas"]["MoneyInput"];
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
            amountMin?: components["schemas"]["Money"];
            amountMax?: components["schemas"]["Money"];
            rateMin?: components["schemas"]["Rate"];
            rateMax?: components["schemas"]["Rate"];
            minMonthlyRevenue?: components["schemas"]["Money"];
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
        Import: {
            /** Format: uuid */
            id: string;
            filename: string;
            /** @enum {unknown} */
            format: "csv" | "xlsx";
            /** Format: date-time */
            createdAt?: string;
            createdBy?: string;
            /** @description Those that are not blank. */
            rows: number;
            columns: {
                index?: number;
                header?: string;
                samples?: string[];
                /** @example /amountMin */
                member?: string | null;
            }[];
            mapping: components["schemas"]["ImportMapping"];
            defaults: {
                [key: string]: string;
            };
            /**
             * @description CHECKING is a dry run that runs, COMMITTING a commit; look again in a moment.
             * @enum {unknown}
             */
            status: "READY" | "CHECKING" | "CHECKED" | "COMMITTING" | "COMMITTED" | "CANCELLED" | "FAILED";
            progress: {
                done?: number;
                total?: number;
            };
            /**
             * @description Rows by outcome, once a dry run is through.
             * @example {
             *       "new": 480,
             *       "changed": 15,
             *       "unchanged": 5,
             *       "conflict": 0,
             *       "invalid": 0
             *     }
             */
            counts: {
                [key: string]: number;
            } | null;
            /** @description The one that the dry run saw, to be sent with the commit; after the commit, the one that it made. */
            position: string | null;
            /** @description Names of those that the commit would add. */
            newLenders?: string[];
            /** @description Of the import as a whole. */
            problems: {
                detail?: string;
            }[];
        };
        ImportMapping: {
            /**
             * @description By the index of the column: a product's member, `/lenderName`, `/id`, the ranges `/amount`, `/rate` or `/term`,
             *     or null to leave the column out. A column that is not named is taken for what was guessed last.
             * @example {
             *       "0": "/lenderName",
             *       "1": "/name",
             *       "2": null
             *     }
             */
            columns?: {
                [key: string]: string | null;
            };
            /**
             * @description By member, what a row means that says nothing of it, as a cell would have it.
             * @example {
             *       "country": "CA"
             *     }
             */
            defaults?: {
                [key: string]: string;
            };
            /**
             * @description Add lenders that are not there. Else their rows are invalid.
             * @default false
             */
            createLenders: boolean;
        };
        ImportRow: {
            /** @description As a spreadsheet counts; the header is row 1. */
            row: number;
            /** @enum {unknown} */
            outcome: "new" | "changed" | "unchanged" | "conflict" | "invalid";
            name: string | null;
            /**
             * Format: uuid
             * @description Of a new product only after the commit.
             */
            productId: string | null;
            changes: {
                /** @example /rateMin */
                field?: string;
                from?: unknown;
                to?: unknown;
            }[];
            problems: {
                /** @description Its header. */
                column?: string | null;
                /** @example C12 */
                cell?: string | null;
                detail?: string;
                value?: string | null;
            }[];
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
        /** @description The import as it is now. */
        Import: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Import"];
            };
        };
        /** @description One page, newest first. */
        History: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["PageOfItems"] & {
                    items?: components["schemas"]["Change"][];
                };
            };
        };
    };
    parameters: {
        Id: string;
        Page: number;
        /** @description At most 8 words that must each occur: in names and the labels of codes as names are compared (letters and digits), in longer texts as they are written; case never counts. */
        Search: string;
        /** @description Exactly, e.g. `staff:Ana`. */
        Actor: string;
        Source: ("screen" | "api" | "import" | "sql")[];
        Operation: ("INSERT" | "UPDATE" | "DELETE")[];
        /** @description At or after. */
        From: string;
        /** @description Before. */
        To: string;
        Entry: number;
        PageSize: number;
        /** @description The ETag that was read. */
        IfMatch: string;
        /** @description The ETag that was read. */
        IfMatchRequired: string;
        /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
        IdempotencyKey: string;
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
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
            403: components["responses"]["Problem"];
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
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listProducts: {
        parameters: {
            query?: {
                /** @description At most 8 words that must each occur: in names and the labels of codes as names are compared (letters and digits), in longer texts as they are written; case never counts. */
                search?: components["parameters"]["Search"];
                lenderId?: string[];
                status?: ("DRAFT" | "PUBLISHED" | "ARCHIVED")[];
                /** @description With `-` before it, the greatest first. What is not stated comes last; ties by name, then id. */
                sort?: "name" | "lenderName" | "category" | "country" | "status" | "amountMin" | "amountMax" | "rateMin" | "updatedAt" | "-name" | "-lenderName" | "-category" | "-country" | "-status" | "-amountMin" | "-amountMax" | "-rateMin" | "-updatedAt";
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
            /** @description In the order that was asked for; on a Client App by name. */
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
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            503: components["responses"]["Problem"];
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
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    archiveProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    restoreProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    checkProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description What is wrong, what is the same, and what is merely close. At most 10 each. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        errors: components["schemas"]["FieldError"][];
                        conflictsWith: components["schemas"]["StaffProduct"] | null;
                        similar: components["schemas"]["CloseProduct"][];
                        overlaps: components["schemas"]["CloseProduct"][];
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
    bulkEdit: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {unknown} */
                    action: "publish" | "archive" | "restore" | "set";
                    products: {
                        /** Format: uuid */
                        id: string;
                        /** @description The one that was read; refused when it is gone. */
                        revision?: number;
                    }[];
                    /** @description With `set` only. One member of a product, and the value that all take. */
                    set?: Record<string, never>;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        position: components["schemas"]["Position"];
                        changed: number;
                        /** @description Those that were so already. */
                        unchanged: number;
                        /** @description The products as they are now, in the order of the request. */
                        items: components["schemas"]["StaffProduct"][];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            /** @description Nothing was changed. See problems.md. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"] & {
                        rows?: {
                            /** Format: uuid */
                            id: string;
                            name: string | null;
                            detail: string;
                            errors?: components["schemas"]["FieldError"][];
                            conflictsWith?: components["schemas"]["StaffProduct"];
                            current?: components["schemas"]["StaffProduct"];
                        }[];
                    };
                };
            };
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    duplicateProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            201: components["responses"]["Product"];
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
    productHistory: {
        parameters: {
            query?: {
                /** @description Exactly, e.g. `staff:Ana`. */
                actor?: components["parameters"]["Actor"];
                source?: components["parameters"]["Source"];
                operation?: components["parameters"]["Operation"];
                /** @description At or after. */
                from?: components["parameters"]["From"];
                /** @description Before. */
                to?: components["parameters"]["To"];
                page?: components["parameters"]["Page"];
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["History"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    restoreState: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The ETag that was read. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                id: components["parameters"]["Id"];
                entry: components["parameters"]["Entry"];
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
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    exportProducts: {
        parameters: {
            query?: {
                format?: "csv" | "xlsx";
                /** @description At most 8 words that must each occur: in names and the labels of codes as names are compared (letters and digits), in longer texts as they are written; case never counts. */
                search?: components["parameters"]["Search"];
                lenderId?: string[];
                category?: string[];
                country?: ("CA" | "US")[];
                status?: ("DRAFT" | "PUBLISHED" | "ARCHIVED")[];
                /** @description As the list takes it. */
                sort?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. CSV is UTF-8 with a byte order mark. */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    uploadImport: {
        parameters: {
            query?: {
                kind?: "products";
                filename?: string;
            };
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/csv": string;
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
            };
        };
        responses: {
            /** @description Kept. Nothing was looked up or changed yet. */
            201: {
                headers: {
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
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
    readImport: {
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
            200: components["responses"]["Import"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    cancelImport: {
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
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    mapImport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ImportMapping"];
            };
        };
        responses: {
            202: components["responses"]["Import"];
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
    importRows: {
        parameters: {
            query?: {
                outcome?: "new" | "changed" | "unchanged" | "conflict" | "invalid";
                page?: components["parameters"]["Page"];
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the order of the file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfItems"] & {
                        items?: components["schemas"]["ImportRow"][];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    commitImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    position: components["schemas"]["Position"];
                };
            };
        };
        responses: {
            202: components["responses"]["Import"];
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
    importReport: {
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
            /** @description Row, outcome, name, id, changes and problems. */
            200: {
                headers: {
                    "Content-Disposition"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listLenders: {
        parameters: {
            query?: {
                /** @description At most 8 words that must each occur: in names and the labels of codes as names are compared (letters and digits), in longer texts as they are written; case never counts. */
                search?: components["parameters"]["Search"];
                status?: ("ACTIVE" | "ARCHIVED")[];
                sort?: "name" | "status" | "updatedAt" | "products" | "-name" | "-status" | "-updatedAt" | "-products";
                page?: components["parameters"]["Page"];
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfItems"] & {
                        items?: components["schemas"]["ListedLender"][];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    createLender: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            503: components["responses"]["Problem"];
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
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    restoreLender: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
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
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    checkLender: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * Format: uuid
                     * @description The lender that is being edited.
                     */
                    id?: string;
                };
            };
        };
        responses: {
            /** @description What is wrong, who has the name, and whose name is close; at most 10. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        errors: components["schemas"]["FieldError"][];
                        conflictsWith: components["schemas"]["StaffLender"] | null;
                        similar: {
                            lender?: components["schemas"]["StaffLender"];
                            why?: string;
                        }[];
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
    lenderHistory: {
        parameters: {
            query?: {
                /** @description Exactly, e.g. `staff:Ana`. */
                actor?: components["parameters"]["Actor"];
                source?: components["parameters"]["Source"];
                operation?: components["parameters"]["Operation"];
                /** @description At or after. */
                from?: components["parameters"]["From"];
                /** @description Before. */
                to?: components["parameters"]["To"];
                page?: components["parameters"]["Page"];
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: never;
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["History"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    history: {
        parameters: {
            query?: {
                subject?: ("lender" | "lender_product")[];
                subjectId?: string[];
                /** @description Exactly, e.g. `staff:Ana`. */
                actor?: components["parameters"]["Actor"];
                source?: components["parameters"]["Source"];
                operation?: components["parameters"]["Operation"];
                /** @description At or after. */
                from?: components["parameters"]["From"];
                /** @description Before. */
                to?: components["parameters"]["To"];
                page?: components["parameters"]["Page"];
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["History"];
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    readChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                entry: components["parameters"]["Entry"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"] & {
                        /** @description The members as the API names them. */
                        before: Record<string, never> | null;
                        after: Record<string, never> | null;
                    };
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    referenceData: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag of the lists at hand. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The lists. */
            200: {
                headers: {
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReferenceData"];
                };
            };
            /** @description They are the same. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
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
            503: components["responses"]["Problem"];
        };
    };
    registerClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            503: components["responses"]["Problem"];
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
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    resumeClient: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            503: components["responses"]["Problem"];
        };
    };
    resendDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    pushAll: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
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
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
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
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    readSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description The cookie that the browser comes back with, and what else it needs to know. */
            200: {
                headers: {
                    /** @description `lender_sync_<port>`, over TLS `__Host-lender_sync`. */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cookie is worth nothing any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Changed; all other sessions of the user ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            413: components["responses"]["Problem"];
            415: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            429: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The one used last first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionEntry"][];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    endSession: {
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
            /** @description Ended. */
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
    acceptInvite: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Welcome"];
            };
        };
        responses: {
            /** @description As a login answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
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
    listUsers: {
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
                        items?: components["schemas"]["User"][];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserInput"];
            };
        };
        responses: {
            /** @description The user; without a password with `inviteLink`, which is shown this once. */
            201: {
                headers: {
                    /** @description The revision in double quotes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
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
    readUser: {
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
            /** @description The user. */
            200: {
                headers: {
                    /** @description The revision in double quotes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    editUser: {
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
                "application/json": components["schemas"]["UserEdit"];
            };
        };
        responses: {
            /** @description The user as it is now. */
            200: {
                headers: {
                    /** @description The revision in double quotes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
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
    removeUser: {
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
            409: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    inviteUser: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: components["parameters"]["Id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The user, with `inviteLink`; the link before ended. */
            200: {
                headers: {
                    /** @description The revision in double quotes. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            404: components["responses"]["Problem"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description Those of everybody; for admins. */
                all?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"][];
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
            503: components["responses"]["Problem"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description For staff. The request takes effect once, and the same key and body are answered alike for 24 hours, with `Idempotent-Replayed: true`. Another body or path under the same key is `422`; a request whose first one has no answer yet is `409`. A failure is not kept. */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenInput"];
            };
        };
        responses: {
            /** @description The token, shown this once as `token`. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Token"];
                };
            };
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
    revokeToken: {
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
            /** @description Refused from now on, within a second on other nodes. */
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
    listAudit: {
        parameters: {
            query?: {
                actor?: string;
                action?: string;
                /** @description Included. */
                from?: string;
                /** @description Not included. */
                to?: string;
                page?: components["parameters"]["Page"];
                pageSize?: components["parameters"]["PageSize"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One page, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOfItems"] & {
                        items?: components["schemas"]["AuditEntry"][];
                    };
                };
            };
            400: components["responses"]["Problem"];
            401: components["responses"]["Problem"];
            403: components["responses"]["Problem"];
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
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ok";
                    };
                };
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
            /** @description Ready. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "ready";
                        position: components["schemas"]["Position"];
                        /** @description The Staff App's: since PostgreSQL confirmed the position. */
                        ageMillis?: number;
                    };
                };
            };
            503: components["responses"]["Problem"];
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Prometheus' text format. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            401: components["responses"]["Problem"];
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
