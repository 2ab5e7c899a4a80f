-- What happened to the clocks of a ticket. A clock is its entries and nothing else: elapsed time, due time and state are
-- reckoned from them. Entries are never changed, and the application may not.
CREATE TABLE sla_ledger (
    id               uuid PRIMARY KEY,
    tenant_id        uuid NOT NULL,
    ticket_id        uuid NOT NULL,
    clock_id         uuid NOT NULL,
    sequence         integer NOT NULL,
    clock            varchar(20) NOT NULL CHECK (clock IN ('response', 'resolution', 'ola')),
    type             varchar(20) NOT NULL CHECK (type IN ('start', 'pause', 'resume', 'retarget', 'stop', 'cancel', 'milestone', 'breach')),
    at               timestamptz NOT NULL,
    -- why: a hold reason, a milestone, what changed
    reason           varchar(64),
    actor_id         uuid,
    -- what was agreed, in a start or retarget
    definition       varchar(64),
    target_seconds   bigint CHECK (target_seconds > 0),
    calendar         varchar(50),
    calendar_version bigint,
    pauses_on        varchar(64)[],
    team_id          uuid,
    -- which rules said so, and of what
    decided_by       jsonb,
    recorded_at      timestamptz NOT NULL,
    UNIQUE (clock_id, sequence),
    CHECK ((type IN ('start', 'retarget')) = (target_seconds IS NOT NULL)),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (actor_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id)
);
CREATE INDEX idx_sla_ledger_ticket ON sla_ledger (ticket_id);
SELECT secure_tenant_table('sla_ledger');
REVOKE UPDATE, DELETE ON sla_ledger FROM nagare_app;

-- Every state a calendar ever had, for the clocks that ran by it.
CREATE TABLE calendar_versions (
    calendar_id uuid NOT NULL REFERENCES calendars (id),
    tenant_id   uuid NOT NULL,
    version     bigint NOT NULL,
    definition  jsonb NOT NULL,
    holidays    jsonb NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (calendar_id, version)
);
SELECT secure_tenant_table('calendar_versions');
REVOKE UPDATE, DELETE ON calendar_versions FROM nagare_app;

-- How the ticket stands towards its service levels, for lists; null without any.
ALTER TABLE tickets ADD COLUMN sla_state varchar(20)
    CHECK (sla_state IN ('running', 'at_risk', 'paused', 'breached', 'met', 'cancelled'));
-- When its process is to be woken for the next milestone of a clock; null for never.
ALTER TABLE tickets ADD COLUMN alarm_at timestamptz;
CREATE INDEX idx_tickets_due ON tickets (tenant_id, kind, resolution_due_at) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_sla ON tickets (tenant_id, kind, sla_state, resolution_due_at) WHERE deleted_at IS NULL;
