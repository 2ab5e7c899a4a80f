-- The last messages of each hook, broker and trap, with what the table says that they mean.
CREATE TABLE alert_messages (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    source        varchar(50) NOT NULL,
    -- the topic, the trap or the hook
    name          varchar(500) NOT NULL,
    -- JSON, as it came
    payload       text NOT NULL,
    state         varchar(10) NOT NULL CHECK (state IN ('firing', 'resolved', 'ignored')),
    severity      varchar(50) NOT NULL,
    title         varchar(300) NOT NULL,
    message_key   varchar(500) NOT NULL,
    -- why nothing became of it
    refusal       varchar(50),
    ticket_id     uuid,
    ticket_number varchar(30),
    created_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX alert_messages_by_source ON alert_messages (tenant_id, source, created_at DESC);
CREATE INDEX alert_messages_by_age ON alert_messages (tenant_id, created_at DESC);
SELECT secure_tenant_table('alert_messages');
