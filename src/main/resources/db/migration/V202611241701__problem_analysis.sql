-- Why a problem is there: chains of whys, and causes by their kind.
CREATE TABLE problem_causes (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    problem_id uuid NOT NULL,
    -- what it is the cause of; null for the problem itself
    parent_id  uuid,
    kind       varchar(30) NOT NULL CHECK (kind IN ('why', 'people', 'procedure', 'equipment', 'software', 'environment', 'supplier')),
    statement  varchar(2000) NOT NULL,
    created_by uuid,
    created_at timestamptz NOT NULL,
    UNIQUE (id, tenant_id),
    UNIQUE (id, problem_id),
    FOREIGN KEY (problem_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (parent_id, problem_id) REFERENCES problem_causes (id, problem_id) ON DELETE CASCADE,
    FOREIGN KEY (parent_id, tenant_id) REFERENCES problem_causes (id, tenant_id) ON DELETE CASCADE,
    FOREIGN KEY (created_by, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_problem_causes_problem ON problem_causes (problem_id, created_at);
CREATE INDEX idx_problem_causes_parent ON problem_causes (parent_id);
SELECT secure_tenant_table('problem_causes');

-- The problem that was last opened because incidents pile up on a category or an item.
CREATE TABLE problem_trends (
    tenant_id  uuid NOT NULL DEFAULT current_setting('nagare.tenant')::uuid,
    subject_id uuid NOT NULL,
    problem_id uuid,
    PRIMARY KEY (tenant_id, subject_id),
    FOREIGN KEY (problem_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
SELECT secure_tenant_table('problem_trends');
