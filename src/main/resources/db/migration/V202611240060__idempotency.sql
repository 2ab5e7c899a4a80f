-- Which ticket a request with an Idempotency-Key made. The row is written in the ticket's own transaction, so either
-- both are there or neither. Rows count for 24 hours and are then removed by later requests; no foreign key, because
-- the event that writes the row may be older than the ticket's own row.
CREATE TABLE idempotency_keys (
	tenant_id uuid NOT NULL,
	username varchar(100) NOT NULL,
	key varchar(255) NOT NULL,
	request_hash char(64) NOT NULL,
	ticket_id uuid NOT NULL,
	created_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (tenant_id, username, key)
);

CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

SELECT secure_tenant_table('idempotency_keys');
