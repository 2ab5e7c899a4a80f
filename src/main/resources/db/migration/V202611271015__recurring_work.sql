-- Work that begins again and again by a schedule on a business calendar, and what became of its single dates.
CREATE TABLE recurring_work (
    id                   uuid PRIMARY KEY,
    tenant_id            uuid NOT NULL REFERENCES tenants (id),
    title                varchar(200) NOT NULL,
    kind                 varchar(20) NOT NULL CHECK (kind IN ('request', 'change')),
    request_type         varchar(60),
    model_id             uuid,
    answers              jsonb NOT NULL DEFAULT '{}',
    owner_id             uuid NOT NULL,
    requester_id         uuid,
    rrule                varchar(200) NOT NULL,
    business_day         integer CHECK (business_day BETWEEN -23 AND 23 AND business_day <> 0),
    when_closed          varchar(10) NOT NULL CHECK (when_closed IN ('keep', 'next', 'previous', 'skip')),
    calendar             varchar(100) NOT NULL,
    time_of_day          time NOT NULL,
    starts_on            date NOT NULL,
    ends_on              date CHECK (ends_on >= starts_on),
    window_after_minutes integer,
    window_minutes       integer,
    is_active            boolean NOT NULL DEFAULT true,
    counts_from          timestamptz NOT NULL,
    next_at              timestamptz,
    attempts             integer NOT NULL DEFAULT 0,
    version              integer NOT NULL DEFAULT 0,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id),
    CHECK ((kind = 'request') = (request_type IS NOT NULL)),
    CHECK ((kind = 'change') = (model_id IS NOT NULL)),
    CHECK ((window_after_minutes IS NULL) = (window_minutes IS NULL)),
    FOREIGN KEY (owner_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (requester_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_recurring_work_due ON recurring_work (tenant_id, next_at) WHERE is_active;
SELECT secure_tenant_table('recurring_work');

CREATE TABLE recurring_work_dates (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    work_id       uuid NOT NULL,
    rule_day      date NOT NULL,
    day           date NOT NULL,
    due_at        timestamptz NOT NULL,
    state         varchar(10) NOT NULL CHECK (state IN ('moved', 'skipped', 'started', 'missed', 'refused')),
    ticket_id     uuid,
    ticket_number varchar(20),
    refusal       jsonb,
    version       integer NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (work_id, rule_day),
    CHECK ((state = 'started') = (ticket_id IS NOT NULL)),
    FOREIGN KEY (work_id, tenant_id) REFERENCES recurring_work (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX idx_recurring_work_dates_due ON recurring_work_dates (work_id, due_at);
SELECT secure_tenant_table('recurring_work_dates');
