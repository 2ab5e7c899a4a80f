-- Who handed over a team's tickets to whom at the end of a shift, and what was said of them. Kept as it was.
CREATE TABLE shift_handovers (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    team_id      uuid NOT NULL,
    from_user_id uuid NOT NULL,
    to_user_id   uuid NOT NULL,
    note         varchar(4000) NOT NULL,
    tickets      jsonb NOT NULL,
    version      integer NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id),
    FOREIGN KEY (from_user_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (to_user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_shift_handovers_team ON shift_handovers (tenant_id, team_id, created_at DESC, id);
CREATE INDEX idx_shift_handovers_from ON shift_handovers (from_user_id);
CREATE INDEX idx_shift_handovers_to ON shift_handovers (to_user_id);
SELECT secure_tenant_table('shift_handovers');
