-- What people read to help themselves. The ticket is the work on it; its texts are kept as versions, of which one is in force.
CREATE SEQUENCE article_number_seq;
CREATE TABLE articles (
    id                uuid PRIMARY KEY,
    -- the bound tenant: Hibernate writes it to tickets only
    tenant_id         uuid NOT NULL DEFAULT current_setting('nagare.tenant')::uuid,
    published_version integer,
    is_valid          boolean NOT NULL DEFAULT false,
    valid_until       date,
    draft_version     integer,
    is_submitted      boolean NOT NULL DEFAULT false,
    draft_authors     uuid[] NOT NULL DEFAULT '{}',
    CHECK (published_version IS NOT NULL OR NOT is_valid),
    CHECK (draft_version IS NOT NULL OR NOT is_submitted),
    FOREIGN KEY (id, tenant_id) REFERENCES tickets (id, tenant_id)
);
CREATE INDEX idx_articles_in_force ON articles (tenant_id) WHERE is_valid;
SELECT secure_tenant_table('articles');

CREATE TABLE article_texts (
    id           uuid PRIMARY KEY,
    tenant_id    uuid NOT NULL,
    article_id   uuid NOT NULL,
    version      integer NOT NULL CHECK (version > 0),
    audience     varchar(10) NOT NULL CHECK (audience IN ('everybody', 'agents')),
    title_ja     varchar(500),
    body_ja      text,
    title_en     varchar(500),
    body_en      text,
    written_by   uuid,
    written_at   timestamptz NOT NULL,
    approved_by  uuid,
    published_at timestamptz,
    UNIQUE (article_id, version),
    FOREIGN KEY (article_id, tenant_id) REFERENCES tickets (id, tenant_id)
);
SELECT secure_tenant_table('article_texts');

-- Whether a version helped, as each reader says once.
CREATE TABLE article_answers (
    tenant_id   uuid NOT NULL,
    article_id  uuid NOT NULL,
    version     integer NOT NULL,
    user_id     uuid NOT NULL,
    helped      boolean NOT NULL,
    spared      boolean NOT NULL,
    answered_at timestamptz NOT NULL,
    PRIMARY KEY (article_id, version, user_id),
    CHECK (helped OR NOT spared),
    FOREIGN KEY (article_id, tenant_id) REFERENCES tickets (id, tenant_id),
    FOREIGN KEY (user_id, tenant_id) REFERENCES users (id, tenant_id)
);
CREATE INDEX idx_article_answers_user ON article_answers (user_id);
SELECT secure_tenant_table('article_answers');

CREATE VIEW articles_view WITH (security_invoker = true) AS
    SELECT id, tenant_id, published_version, is_valid, draft_version FROM articles;
CREATE VIEW article_texts_view WITH (security_invoker = true) AS
    SELECT article_id, tenant_id, version, audience, title_ja, body_ja, title_en, body_en FROM article_texts;
