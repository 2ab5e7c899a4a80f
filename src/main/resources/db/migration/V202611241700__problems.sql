CREATE TABLE problems (
    id               uuid PRIMARY KEY,
    -- the bound tenant: Hibernate writes it to tickets only
    tenant_id        uuid NOT NULL DEFAULT current_setting('nagare.tenant')::uuid,
    root_cause       text,
    -- a word of the form
    cause_code       varchar(64),
    symptom          text,
    workaround       text,
    -- published, so that others find it
    known_error      boolean NOT NULL DEFAULT false,
    resolution       text,
    -- whether somebody wants to live with it, and until when
    risk_state       varchar(20) CHECK (risk_state IN ('proposed', 'accepted', 'rejected')),
    risk_reason      text,
    risk_review_date date,
    -- the change that is to remove the cause, while the problem waits for it
    awaited_change_id uuid,
    CHECK (risk_state IS NULL OR risk_reason IS NOT NULL AND risk_review_date IS NOT NULL),
    CHECK (NOT known_error OR workaround IS NOT NULL AND symptom IS NOT NULL),
    FOREIGN KEY (id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (awaited_change_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_problems_known_errors ON problems (tenant_id) WHERE known_error;
CREATE INDEX idx_problems_awaited_change ON problems (awaited_change_id);
SELECT secure_tenant_table('problems');
