-- What monitoring tells, by groups: one incident for each while it lasts.
CREATE TABLE alert_groups (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    source        varchar(50) NOT NULL,
    -- hash of what the source groups by
    group_key     varchar(64) NOT NULL,
    title         varchar(500) NOT NULL,
    state         varchar(10) NOT NULL CHECK (state IN ('firing', 'resolved')),
    priority      varchar(50) NOT NULL,
    ticket_id     uuid,
    ticket_number varchar(20),
    -- how often it changed its mind since flips_since
    flips         integer NOT NULL DEFAULT 0,
    flips_since   timestamptz NOT NULL DEFAULT now(),
    noted_at      timestamptz,
    received      bigint NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, group_key),
    UNIQUE (id, tenant_id)
);
CREATE INDEX alert_groups_list ON alert_groups (tenant_id, updated_at DESC, id);
CREATE INDEX alert_groups_by_ticket ON alert_groups (ticket_id) WHERE ticket_id IS NOT NULL;
SELECT secure_tenant_table('alert_groups');

CREATE TABLE alerts (
    group_id    uuid NOT NULL,
    fingerprint varchar(64) NOT NULL,
    tenant_id   uuid NOT NULL,
    title       varchar(500) NOT NULL,
    state       varchar(10) NOT NULL CHECK (state IN ('firing', 'resolved')),
    severity    varchar(50) NOT NULL,
    labels      jsonb NOT NULL,
    received    bigint NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (group_id, fingerprint),
    FOREIGN KEY (group_id, tenant_id) REFERENCES alert_groups (id, tenant_id) ON DELETE CASCADE
);
SELECT secure_tenant_table('alerts');
