-- Count, like rights_changes, what other nodes have to forget: ended sign-ins and tokens, which anybody may end as often as he likes,
-- and what the directory remembers of categories, teams and the like. Each has one of its own, so that one costs the others nothing.
CREATE SEQUENCE sign_in_changes;
CREATE SEQUENCE directory_changes;
