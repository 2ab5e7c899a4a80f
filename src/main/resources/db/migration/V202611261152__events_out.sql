-- What happened, until everybody outside who wants to know it was told or has it in a queue of his own.
CREATE TABLE outbound_events (
    -- in this order: who changes a ticket has its row until he commits
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id  uuid NOT NULL,
    tenant_id uuid NOT NULL,
    type      varchar(80) NOT NULL,
    -- the ticket, or the item whose relations changed
    subject   uuid NOT NULL,
    at        timestamptz NOT NULL,
    data      jsonb NOT NULL,
    -- what a filter asks: kind, team and priority are in data
    for_kafka boolean NOT NULL,
    for_hooks boolean NOT NULL
);
CREATE INDEX outbound_events_for_kafka ON outbound_events (id) WHERE for_kafka;
CREATE INDEX outbound_events_for_hooks ON outbound_events (id) WHERE for_hooks;
SELECT secure_tenant_table('outbound_events');

-- Programs outside that are told of events.
CREATE TABLE webhooks (
    id                    uuid PRIMARY KEY,
    tenant_id             uuid NOT NULL REFERENCES tenants (id),
    name                  varchar(100) NOT NULL,
    url                   varchar(2000) NOT NULL,
    format                varchar(20) NOT NULL CHECK (format IN ('standard', 'cloudevents', 'slack', 'teams', 'line_works')),
    -- sealed for this webhook
    secret                text NOT NULL,
    former_secret         text,
    former_secret_until   timestamptz,
    -- empty: all
    types                 text[] NOT NULL,
    kinds                 text[] NOT NULL,
    priorities            text[] NOT NULL,
    team_ids              uuid[] NOT NULL,
    includes_confidential boolean NOT NULL,
    is_active             boolean NOT NULL,
    -- why the product itself stopped it
    stopped               varchar(20) CHECK (stopped IN ('gone', 'failing')),
    version               integer NOT NULL DEFAULT 0,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id)
);
CREATE UNIQUE INDEX webhooks_by_name ON webhooks (tenant_id, lower(name));
SELECT secure_tenant_table('webhooks');

-- How each fares; beside the settings, which people change.
CREATE TABLE webhook_circuits (
    webhook_id    uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL,
    failures      integer NOT NULL DEFAULT 0,
    failing_since timestamptz,
    open_until    timestamptz,
    FOREIGN KEY (webhook_id, tenant_id) REFERENCES webhooks (id, tenant_id) ON DELETE CASCADE
);
SELECT secure_tenant_table('webhook_circuits');

CREATE TABLE webhook_deliveries (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    webhook_id   uuid NOT NULL,
    event_id     uuid NOT NULL,
    type         varchar(80) NOT NULL,
    subject      uuid NOT NULL,
    body         text NOT NULL,
    state        varchar(10) NOT NULL CHECK (state IN ('due', 'delivered', 'failed', 'dropped')),
    attempts     integer NOT NULL DEFAULT 0,
    next_at      timestamptz NOT NULL DEFAULT now(),
    last_status  integer,
    last_error   varchar(500),
    created_at   timestamptz NOT NULL DEFAULT now(),
    ended_at     timestamptz,
    FOREIGN KEY (webhook_id, tenant_id) REFERENCES webhooks (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (webhook_id, next_at) WHERE state = 'due';
CREATE INDEX webhook_deliveries_list ON webhook_deliveries (webhook_id, created_at DESC, id);
CREATE INDEX webhook_deliveries_age ON webhook_deliveries (created_at) WHERE state <> 'due';
SELECT secure_tenant_table('webhook_deliveries');
