-- What a tenant says about the types of its configuration items. The shipped ones are part of the program; a row of the
-- same key stands in for one. The attributes are one document because they are read, checked and replaced as a whole.
CREATE TABLE ci_types (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    key        varchar(50) NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]*$'),
    definition jsonb NOT NULL,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT ci_types_key UNIQUE (tenant_id, key)
);
SELECT secure_tenant_table('ci_types');

ALTER TABLE configuration_items
    ADD COLUMN status        varchar(20) NOT NULL DEFAULT 'live' CHECK (status IN ('planned', 'live', 'retired')),
    ADD COLUMN attributes    jsonb NOT NULL DEFAULT '{}',
    ADD COLUMN owner_user_id uuid,
    ADD COLUMN owner_team_id uuid,
    ADD COLUMN maintenance   jsonb,
    ADD COLUMN deleted_at    timestamptz,
    ADD FOREIGN KEY (owner_user_id, tenant_id) REFERENCES users (id, tenant_id),
    ADD FOREIGN KEY (owner_team_id, tenant_id) REFERENCES teams (id, tenant_id);
UPDATE configuration_items SET status = 'retired' WHERE NOT is_active;
-- one fact, one column: what is retired is not in use
ALTER TABLE configuration_items DROP COLUMN is_active;
-- A name is how a file of an import, and a person, mean an item.
CREATE UNIQUE INDEX configuration_items_name_key ON configuration_items (tenant_id, lower(name))
    WHERE deleted_at IS NULL;
CREATE INDEX configuration_items_owner_user ON configuration_items (owner_user_id) WHERE owner_user_id IS NOT NULL;
CREATE INDEX configuration_items_owner_team ON configuration_items (owner_team_id) WHERE owner_team_id IS NOT NULL;

-- How items hang together, and when: a relation is never changed, it ends and another one begins. A fault goes from the
-- upstream item to the downstream one: from what is needed to what needs it, from the part to the whole.
CREATE TABLE ci_relations (
    id            uuid PRIMARY KEY,
    tenant_id     uuid NOT NULL REFERENCES tenants (id),
    source_id     uuid NOT NULL,
    type          varchar(20) NOT NULL CHECK (type IN ('depends_on', 'runs_on', 'part_of', 'connects_to')),
    target_id     uuid NOT NULL,
    upstream_id   uuid NOT NULL GENERATED ALWAYS AS (CASE type WHEN 'part_of' THEN source_id ELSE target_id END) STORED,
    downstream_id uuid NOT NULL GENERATED ALWAYS AS (CASE type WHEN 'part_of' THEN target_id ELSE source_id END) STORED,
    valid_from    timestamptz NOT NULL,
    valid_to      timestamptz,
    created_by    uuid,
    ended_by      uuid,
    version       integer NOT NULL DEFAULT 0,
    CHECK (source_id <> target_id),
    CHECK (valid_to >= valid_from),
    FOREIGN KEY (source_id, tenant_id) REFERENCES configuration_items (id, tenant_id),
    FOREIGN KEY (target_id, tenant_id) REFERENCES configuration_items (id, tenant_id)
);
CREATE UNIQUE INDEX ci_relations_key ON ci_relations (source_id, target_id, type) WHERE valid_to IS NULL;
-- Each holds all that a walk and its row-level security read, so that a walk reads no rows of the table.
CREATE INDEX ci_relations_down ON ci_relations (upstream_id) INCLUDE (downstream_id, tenant_id, valid_from, valid_to);
CREATE INDEX ci_relations_up ON ci_relations (downstream_id) INCLUDE (upstream_id, tenant_id, valid_from, valid_to);
SELECT secure_tenant_table('ci_relations');
