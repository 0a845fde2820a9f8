-- Counts what somebody asked for, so that a request that was in flight then does not pass for the answer to it.
ALTER TABLE client_delivery ADD COLUMN asked_no bigint NOT NULL DEFAULT 0;
