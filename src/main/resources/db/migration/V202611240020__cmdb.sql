-- What the organisation runs. Tier 1 is the most important; the classes are words, so that new ones need no migration.
CREATE TABLE configuration_items (
    id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    name        varchar(200) NOT NULL,
    ci_class    varchar(50) NOT NULL,
    tier        smallint NOT NULL CHECK (tier BETWEEN 1 AND 4),
    description text,
    is_active   boolean NOT NULL DEFAULT true,
    version     integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, tenant_id)
);
CREATE INDEX configuration_items_by_name ON configuration_items (tenant_id, name, id);
CREATE INDEX configuration_items_by_class ON configuration_items (tenant_id, ci_class, name);
SELECT secure_tenant_table('configuration_items');
