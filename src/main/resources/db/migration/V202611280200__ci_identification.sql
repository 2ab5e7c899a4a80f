-- By what items are recognised. A value is compared without regard to width, case and blanks around it. What makers and clerks
-- write in a field where they know nothing identifies nothing; a name always does.
CREATE FUNCTION ci_identity(field text, said text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
    SELECT CASE WHEN plain = '' THEN NULL
                WHEN field = 'name' THEN left(plain, 200)
                WHEN length(plain) > 200
                  OR plain IN ('-', '--', '0', 'n/a', 'na', 'none', 'null', 'unknown', 'tbd', 'なし', '無し', '不明', '未定', '該当なし',
                               'default string', 'system serial number', 'to be filled by o.e.m.', 'not specified', 'not available')
                THEN NULL ELSE plain END
      FROM (SELECT lower(btrim(normalize(said, NFKC), E' \t\r\n'))) AS one (plain)
$$;

-- The name and each attribute of every item as they are compared: which of them count is said by the item's type, a tenant's own
-- data, so all of them are here. The database writes it, so that no way of changing an item passes it by.
CREATE TABLE ci_identifiers (
    tenant_id uuid NOT NULL,
    ci_id     uuid NOT NULL,
    field     varchar(61) NOT NULL,
    value     varchar(200) NOT NULL,
    PRIMARY KEY (ci_id, field),
    FOREIGN KEY (ci_id, tenant_id) REFERENCES configuration_items (id, tenant_id) ON DELETE CASCADE
);
CREATE INDEX idx_ci_identifiers_value ON ci_identifiers (tenant_id, field, value);
SELECT secure_tenant_table('ci_identifiers');

CREATE FUNCTION ci_identifiers_of(name text, attributes jsonb) RETURNS TABLE (field text, value text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path = public, pg_catalog
AS $$
    SELECT one.field, ci_identity(one.field, one.said)
      FROM (SELECT 'name' AS field, name AS said
            UNION ALL SELECT 'attributes.' || key, a.value FROM jsonb_each_text(attributes) AS a) AS one
     WHERE ci_identity(one.field, one.said) IS NOT NULL
$$;

CREATE FUNCTION note_ci_identifiers() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path = public, pg_catalog
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM ci_identifiers WHERE ci_id = NEW.id;
    END IF;
    IF NEW.deleted_at IS NULL THEN
        INSERT INTO ci_identifiers (tenant_id, ci_id, field, value)
            SELECT NEW.tenant_id, NEW.id, one.field, one.value FROM ci_identifiers_of(NEW.name, NEW.attributes) AS one;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER note_ci_identifiers_of_new AFTER INSERT ON configuration_items
    FOR EACH ROW EXECUTE FUNCTION note_ci_identifiers();
CREATE TRIGGER note_ci_identifiers AFTER UPDATE ON configuration_items FOR EACH ROW
    WHEN ((OLD.name, OLD.attributes, OLD.deleted_at) IS DISTINCT FROM (NEW.name, NEW.attributes, NEW.deleted_at))
    EXECUTE FUNCTION note_ci_identifiers();

INSERT INTO ci_identifiers (tenant_id, ci_id, field, value)
    SELECT c.tenant_id, c.id, one.field, one.value
      FROM configuration_items c CROSS JOIN LATERAL ci_identifiers_of(c.name, c.attributes) AS one
     WHERE c.deleted_at IS NULL;

-- What a tenant had put in the place of a shipped type is recognised as the shipped one is, as far as it knows the attribute.
UPDATE ci_types SET definition = jsonb_set(definition, '{identifiers}', '["serial"]')
 WHERE key IN ('server', 'network_device') AND definition -> 'attributes' @> '[{"key": "serial"}]';

-- Two records of one thing become one: the one that goes points at the one that stays.
ALTER TABLE configuration_items
    ADD COLUMN merged_into uuid,
    ADD FOREIGN KEY (merged_into, tenant_id) REFERENCES configuration_items (id, tenant_id),
    ADD CHECK (merged_into <> id),
    ADD CHECK (merged_into IS NULL OR status = 'retired');
CREATE INDEX idx_configuration_items_merged ON configuration_items (merged_into) WHERE merged_into IS NOT NULL;

-- Two items of which somebody has said that they are not the same, although they look so.
CREATE TABLE ci_distinctions (
    id         uuid PRIMARY KEY,
    tenant_id  uuid NOT NULL,
    one_id     uuid NOT NULL,
    other_id   uuid NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz NOT NULL,
    version    integer NOT NULL DEFAULT 0,
    CHECK (one_id < other_id),
    FOREIGN KEY (one_id, tenant_id) REFERENCES configuration_items (id, tenant_id),
    FOREIGN KEY (other_id, tenant_id) REFERENCES configuration_items (id, tenant_id)
);
CREATE UNIQUE INDEX idx_ci_distinctions_pair ON ci_distinctions (one_id, other_id);
CREATE INDEX idx_ci_distinctions_other ON ci_distinctions (other_id);
SELECT secure_tenant_table('ci_distinctions');
