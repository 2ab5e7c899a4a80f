CREATE TABLE incidents (
    id                     uuid PRIMARY KEY,
    -- the bound tenant: Hibernate writes it to tickets only
    tenant_id              uuid NOT NULL DEFAULT current_setting('nagare.tenant')::uuid,
    -- words of the deployed priority table
    impact                 varchar(64) NOT NULL,
    urgency                varchar(64) NOT NULL,
    requested_priority     varchar(64) NOT NULL,
    priority_override      varchar(64),
    hold_reason            varchar(30) CHECK (hold_reason IN ('awaiting_caller', 'awaiting_vendor', 'awaiting_problem', 'awaiting_change')),
    resolution             text,
    resolution_code        varchar(30) CHECK (resolution_code IN ('fixed', 'workaround', 'no_fault', 'user_error', 'duplicate', 'by_parent')),
    reassignment_count     integer NOT NULL DEFAULT 0,
    reopen_count           integer NOT NULL DEFAULT 0,
    major_state            varchar(20) CHECK (major_state IN ('proposed', 'accepted', 'rejected')),
    incident_manager_id    uuid,
    communications_lead_id uuid,
    technical_lead_id      uuid,
    FOREIGN KEY (id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (incident_manager_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (communications_lead_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (technical_lead_id, tenant_id) REFERENCES users (id, tenant_id)
);
SELECT secure_tenant_table('incidents');
