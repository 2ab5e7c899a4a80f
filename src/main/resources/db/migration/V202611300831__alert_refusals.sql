-- The sources whose alerts were refused, as the administrators were told, and whether
-- something was taken of them since.
CREATE TABLE alert_refusals (
    tenant_id uuid        NOT NULL REFERENCES tenants (id),
    source    varchar(50) NOT NULL,
    told_at   timestamptz NOT NULL,
    worked    boolean     NOT NULL DEFAULT false,
    PRIMARY KEY (tenant_id, source)
);
SELECT secure_tenant_table('alert_refusals');
