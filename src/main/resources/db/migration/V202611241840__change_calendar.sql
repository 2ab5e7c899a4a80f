-- Freezes of a place: of the items whose attribute location says so.
ALTER TABLE freezes
    ADD COLUMN location varchar(200),
    DROP CONSTRAINT freezes_scope_check,
    ADD CONSTRAINT freezes_scope_check CHECK (scope IN ('tenant', 'location', 'service', 'ci_class', 'ci')),
    ADD CONSTRAINT freezes_location_check CHECK ((scope = 'location') = (location IS NOT NULL));

-- Which windows overlap a window. Below row-level security no query may use a GiST index on the range: PostgreSQL cannot
-- know that && tells nothing about rows that are hidden.
DROP INDEX idx_changes_window;
CREATE INDEX idx_changes_window ON changes (tenant_id, planned_end, planned_start);

-- Addresses under which calendar programs read the changes without signing in. The address holds a secret, of which only
-- the hash is kept.
CREATE TABLE change_calendar_feeds (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL REFERENCES tenants (id),
    user_id    uuid NOT NULL,
    name       varchar(200) NOT NULL,
    token_hash varchar(64) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT change_calendar_feeds_token_key UNIQUE (token_hash),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_change_calendar_feeds_user ON change_calendar_feeds (tenant_id, user_id);
SELECT secure_tenant_table('change_calendar_feeds');
