-- What the people of a tenant are told of its services: that something is broken, will be worked on, or is worth knowing.
CREATE TABLE announcements (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    kind          varchar(20) NOT NULL CHECK (kind IN ('incident', 'maintenance', 'information')),
    title_ja      varchar(500),
    title_en      varchar(500),
    body_ja       varchar(10000),
    body_en       varchar(10000),
    tell          varchar(10) NOT NULL CHECK (tell IN ('everybody', 'concerned', 'nobody')),
    starts_at     timestamptz NOT NULL,
    ends_at       timestamptz,
    ci_ids        uuid[] NOT NULL DEFAULT '{}',
    ticket_id     uuid,
    -- made from the ticket, which it follows
    is_automatic  boolean NOT NULL,
    published_by  uuid,
    withdrawn_at  timestamptz,
    -- null: the ticket did so, and may take it back
    withdrawn_by  uuid,
    version       integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    -- when the transaction began that wrote it, which is that of what else it told people
    stored_at     timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    CHECK (ends_at >= starts_at),
    CHECK (title_ja IS NOT NULL OR title_en IS NOT NULL),
    CHECK (NOT is_automatic OR ticket_id IS NOT NULL),
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (published_by, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (withdrawn_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_announcements_ends ON announcements (tenant_id, ends_at);
CREATE UNIQUE INDEX idx_announcements_ticket ON announcements (ticket_id) WHERE is_automatic;
SELECT secure_tenant_table('announcements');

CREATE TABLE announcement_updates (
    id              uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL,
    announcement_id uuid NOT NULL,
    position        integer NOT NULL,
    text_ja         varchar(10000),
    text_en         varchar(10000),
    written_by      uuid,
    written_at      timestamptz NOT NULL,
    -- when the transaction began that wrote it, which is that of what else it told people
    stored_at       timestamptz NOT NULL DEFAULT now(),
    UNIQUE (announcement_id, position),
    CHECK (text_ja IS NOT NULL OR text_en IS NOT NULL),
    FOREIGN KEY (announcement_id, tenant_id) REFERENCES announcements (id, tenant_id) ON DELETE CASCADE,
    FOREIGN KEY (written_by, tenant_id) REFERENCES users (id, tenant_id)
);
SELECT secure_tenant_table('announcement_updates');
