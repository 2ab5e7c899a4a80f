-- Texts that agents write again and again, with places such as {number} that a ticket fills.
CREATE TABLE text_modules (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    owner_id   uuid NOT NULL,
    scope      varchar(10) NOT NULL CHECK (scope IN ('own', 'team', 'tenant')),
    team_id    uuid,
    name       varchar(100) NOT NULL,
    content_ja text,
    content_en text,
    version    integer NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((scope = 'team') = (team_id IS NOT NULL)),
    CHECK (content_ja IS NOT NULL OR content_en IS NOT NULL),
    FOREIGN KEY (owner_id, tenant_id) REFERENCES users (id, tenant_id),
    FOREIGN KEY (team_id, tenant_id) REFERENCES teams (id, tenant_id)
);
CREATE INDEX idx_text_modules_tenant ON text_modules (tenant_id, scope);
SELECT secure_tenant_table('text_modules');
