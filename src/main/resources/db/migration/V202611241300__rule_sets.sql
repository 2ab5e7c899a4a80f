-- Rule sets that platform administrators have put in the place of the shipped ones. Rules are code and the same for
-- all tenants, so the table has none: everybody reads what was approved, the platform alone sees and writes the rest.
CREATE TABLE rule_set_versions (
    id          uuid PRIMARY KEY,
    name        varchar(100) NOT NULL,
    based_on    integer NOT NULL,
    drl         text NOT NULL,
    examples    text NOT NULL,
    reason      varchar(2000) NOT NULL,
    proposed_by uuid NOT NULL REFERENCES users (id),
    proposed_at timestamptz NOT NULL,
    decided_by  uuid REFERENCES users (id),
    decided_at  timestamptz,
    note        varchar(2000),
    number      integer CHECK (number > 0), -- of an approved version
    CONSTRAINT rule_set_versions_number UNIQUE (name, number),
    CONSTRAINT rule_set_versions_decided CHECK ((decided_by IS NULL) = (decided_at IS NULL)
        AND (number IS NULL OR decided_by IS NOT NULL)),
    CONSTRAINT rule_set_versions_second_person CHECK (number IS NULL OR decided_by <> proposed_by)
);
CREATE INDEX rule_set_versions_history ON rule_set_versions (name, proposed_at);

ALTER TABLE rule_set_versions ENABLE ROW LEVEL SECURITY;
ALTER TABLE rule_set_versions FORCE ROW LEVEL SECURITY;
CREATE POLICY platform ON rule_set_versions
    USING ((SELECT current_setting('nagare.tenant', true)) = 'platform');
CREATE POLICY everybody ON rule_set_versions FOR SELECT USING (number IS NOT NULL);

-- What the second person has read is what runs: only the decision is ever written.
REVOKE UPDATE, DELETE ON rule_set_versions FROM nagare_app;
GRANT UPDATE (decided_by, decided_at, note, number) ON rule_set_versions TO nagare_app;
