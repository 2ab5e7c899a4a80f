-- Business calendars of a tenant. The shipped ones are part of the program; a row of the same key stands in for one.
-- The definition is one document because it is always read, checked and replaced as a whole. Holidays that were
-- uploaded are kept apart from it, so that a change of the hours does not send a thousand days along.
CREATE TABLE calendars (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    key        varchar(50) NOT NULL,
    definition jsonb NOT NULL,
    holidays   jsonb NOT NULL DEFAULT '{}',
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT calendars_key UNIQUE (tenant_id, key)
);
SELECT secure_tenant_table('calendars');
