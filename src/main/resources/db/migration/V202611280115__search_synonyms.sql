-- Words that mean the same to whoever searches, as knowledge owners say; with a key they stand in the place of a shipped group.
CREATE TABLE search_synonyms (
    id          uuid PRIMARY KEY,
    tenant_id   uuid NOT NULL REFERENCES tenants (id),
    shipped_key varchar(64),
    words       varchar(64)[] NOT NULL,
    is_active   boolean NOT NULL,
    version     integer NOT NULL DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (tenant_id, shipped_key)
);
SELECT secure_tenant_table('search_synonyms');
