-- Votes of a round that is void no longer count, whoever asks.
CREATE OR REPLACE VIEW change_votes_view WITH (security_invoker = true) AS
    SELECT s.tenant_id, r.change_id, r.number AS round, s.member_id, s.holder_id, s.vote, s.voted_at
      FROM change_seats s JOIN change_rounds r ON r.id = s.round_id
     WHERE s.vote IS NOT NULL AND r.outcome IS DISTINCT FROM 'void';

-- Which rules were put in force, for whoever reports on that.
CREATE VIEW approved_rule_sets_view WITH (security_invoker = true) AS
    SELECT name, number, reason, proposed_by, decided_by, decided_at
      FROM rule_set_versions WHERE number IS NOT NULL;
