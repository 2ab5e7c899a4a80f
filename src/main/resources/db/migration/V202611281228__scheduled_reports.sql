-- Reports that are mailed by a schedule on a business calendar, and what became of their mails.
CREATE TABLE scheduled_reports (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    owner_id      uuid NOT NULL,
    name          varchar(100) NOT NULL,
    content       varchar(10) NOT NULL CHECK (content IN ('figures', 'dashboard', 'list')),
    cards         jsonb NOT NULL DEFAULT '[]',
    dashboard_id  uuid,
    kind          varchar(60),
    filter        varchar(2000) NOT NULL DEFAULT '',
    format        varchar(4) NOT NULL CHECK (format IN ('pdf', 'xlsx')),
    recipient_ids uuid[] NOT NULL,
    repeats       varchar(10) NOT NULL CHECK (repeats IN ('weekly', 'monthly')),
    weekday       varchar(10) CHECK (weekday IN
        ('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday')),
    business_day  integer CHECK (business_day BETWEEN -23 AND 23 AND business_day <> 0),
    when_closed   varchar(10) NOT NULL CHECK (when_closed IN ('keep', 'next', 'previous', 'skip')),
    calendar      varchar(100) NOT NULL,
    time_of_day   time NOT NULL,
    is_active     boolean NOT NULL DEFAULT true,
    counts_from   timestamptz NOT NULL,
    next_at       timestamptz,
    version       integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    CHECK ((content = 'dashboard') = (dashboard_id IS NOT NULL)),
    CHECK ((content = 'list') = (kind IS NOT NULL)),
    CHECK ((repeats = 'weekly') = (weekday IS NOT NULL)),
    CHECK ((repeats = 'monthly') = (business_day IS NOT NULL)),
    FOREIGN KEY (owner_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_scheduled_reports_due ON scheduled_reports (tenant_id, next_at) WHERE is_active;
SELECT secure_tenant_table('scheduled_reports');

CREATE TABLE scheduled_report_mails (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL REFERENCES tenants (id),
    report_id    uuid NOT NULL,
    recipient_id uuid NOT NULL,
    due_at       timestamptz NOT NULL,
    state        varchar(10) NOT NULL DEFAULT 'due' CHECK (state IN ('due', 'sent', 'too_large', 'refused', 'dropped')),
    tried_at     timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (report_id, recipient_id, due_at),
    FOREIGN KEY (report_id, tenant_id) REFERENCES scheduled_reports (id, tenant_id) ON DELETE CASCADE,
    FOREIGN KEY (recipient_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_scheduled_report_mails_due ON scheduled_report_mails (tenant_id, due_at) WHERE state = 'due';
SELECT secure_tenant_table('scheduled_report_mails');
