-- Figures that are, or were, beyond a threshold, and by which rows of the table people know.
CREATE TABLE figure_alerts (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    figure        varchar(64) NOT NULL,
    way           varchar(20) NOT NULL CHECK (way IN ('whole', 'team', 'category', 'priority')),
    part          varchar(100) NOT NULL,
    label         varchar(200) NOT NULL,
    value         double precision NOT NULL,
    since         timestamptz NOT NULL,
    recovered_at  timestamptz,
    told_rules    text[] NOT NULL,
    -- the kind of the ticket that is to be opened; null for nothing
    opens         varchar(60),
    ticket_id     uuid,
    ticket_number varchar(20),
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX idx_figure_alerts_open ON figure_alerts (tenant_id, figure, way, part) WHERE recovered_at IS NULL;
CREATE INDEX idx_figure_alerts_since ON figure_alerts (tenant_id, since);
SELECT secure_tenant_table('figure_alerts');
