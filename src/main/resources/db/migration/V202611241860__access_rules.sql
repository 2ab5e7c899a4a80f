-- From where and when the people of a tenant enter, by role. The list is read and written as a whole.
CREATE TABLE access_rules (
    id        uuid PRIMARY KEY,
    tenant_id uuid NOT NULL UNIQUE REFERENCES tenants (id),
    rules     jsonb NOT NULL,
    version   integer NOT NULL DEFAULT 0
);
SELECT secure_tenant_table('access_rules');
