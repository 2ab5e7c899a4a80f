-- What every ticket has, whatever its practice. Lists and searches read tickets alone.

CREATE SEQUENCE incident_number_seq;
CREATE SEQUENCE problem_number_seq;
CREATE SEQUENCE change_number_seq;

CREATE TABLE tickets (
    id                uuid PRIMARY KEY,
    tenant_id         uuid NOT NULL REFERENCES tenants (id),
    kind              varchar(20) NOT NULL,
    number            varchar(20) NOT NULL UNIQUE,
    title             varchar(500) NOT NULL,
    description       text,
    -- words of the model, written when a token arrives
    status            varchar(64) NOT NULL,
    phase             varchar(20) NOT NULL CHECK (phase IN ('open', 'in_work', 'on_hold', 'resolved', 'closed', 'cancelled')),
    -- a word of the deployed table, and its place in the table's order: 0 is the highest
    priority          varchar(64) NOT NULL,
    priority_rank     smallint NOT NULL,
    confidentiality   varchar(20) NOT NULL DEFAULT 'internal' CHECK (confidentiality IN ('internal', 'confidential')),
    category_id       uuid,
    reporter_id       uuid NOT NULL,
    assignee_id       uuid,
    team_id           uuid,
    ci_ids            uuid[] NOT NULL DEFAULT '{}',
    response_due_at   timestamptz,
    resolution_due_at timestamptz,
    responded_at      timestamptz,
    resolved_at       timestamptz,
    closed_at         timestamptz,
    created_by        uuid,
    updated_by        uuid,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    deleted_at        timestamptz,
    version           bigint NOT NULL DEFAULT 0,
    UNIQUE (id, tenant_id),
    FOREIGN KEY (category_id, tenant_id) REFERENCES categories (id, tenant_id),
    FOREIGN KEY (reporter_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (assignee_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id),
    CONSTRAINT chk_sla_dates CHECK (response_due_at <= resolution_due_at)
);
CREATE INDEX idx_tickets_tenant_status ON tickets (tenant_id, kind, status, priority, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_newest ON tickets (tenant_id, kind, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_phase ON tickets (tenant_id, kind, phase, created_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_assignee_status ON tickets (assignee_id, status) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_team ON tickets (team_id, phase) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_reporter ON tickets (reporter_id, created_at DESC) WHERE deleted_at IS NULL;
CREATE INDEX idx_tickets_category ON tickets (category_id);
CREATE INDEX idx_tickets_cis ON tickets USING gin (ci_ids);
SELECT secure_tenant_table('tickets');

-- Every change of a field, in the words of the API. A change by nobody was made by the process itself.
CREATE TABLE ticket_histories (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    ticket_id  uuid NOT NULL,
    field_name varchar(100) NOT NULL,
    old_value  text,
    new_value  text,
    changed_by uuid,
    changed_at timestamptz NOT NULL,
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (changed_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_ticket_histories_ticket ON ticket_histories (ticket_id, changed_at DESC);
SELECT secure_tenant_table('ticket_histories');

CREATE TABLE ticket_work_notes (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    ticket_id  uuid NOT NULL,
    note_type  varchar(50) NOT NULL DEFAULT 'work_note' CHECK (note_type IN ('work_note', 'resolution_note')),
    content    text NOT NULL,
    is_public  boolean NOT NULL DEFAULT false,
    created_by uuid,
    created_at timestamptz NOT NULL,
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (created_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_ticket_work_notes_ticket ON ticket_work_notes (ticket_id, created_at);
SELECT secure_tenant_table('ticket_work_notes');

CREATE TABLE ticket_attachments (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    ticket_id    uuid NOT NULL,
    file_name    varchar(255) NOT NULL,
    file_size    bigint NOT NULL,
    content_type varchar(100) NOT NULL,
    sha256       varchar(64) NOT NULL,
    storage_path text NOT NULL,
    uploaded_by  uuid NOT NULL,
    uploaded_at  timestamptz NOT NULL,
    FOREIGN KEY (ticket_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (uploaded_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_ticket_attachments_ticket ON ticket_attachments (ticket_id, uploaded_at);
SELECT secure_tenant_table('ticket_attachments');

-- A link reads from its source: the source is a child of, a duplicate of, caused by, follows or relates to the target.
CREATE TABLE ticket_links (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    source_id  uuid NOT NULL,
    target_id  uuid NOT NULL,
    link_type  varchar(20) NOT NULL CHECK (link_type IN ('child_of', 'duplicate_of', 'caused_by', 'follows', 'related_to')),
    created_by uuid,
    created_at timestamptz NOT NULL,
    UNIQUE (source_id, target_id, link_type),
    CHECK (source_id <> target_id),
    FOREIGN KEY (source_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (target_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (created_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_ticket_links_target ON ticket_links (target_id, link_type);
SELECT secure_tenant_table('ticket_links');
