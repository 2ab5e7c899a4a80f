-- Who was forgotten: his key stays, and whatever points to it.
ALTER TABLE users ADD COLUMN erased_at timestamptz;

-- Whether a text names somebody, by any of his names, in any case of letters.
CREATE FUNCTION names_person(content text, names text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE
AS $$
    SELECT coalesce((SELECT bool_or(position(lower(name) IN lower(content)) > 0) FROM unnest(names) AS name), false)
$$;

-- The text without the names, longer ones first. A name within another word or address of Latin letters is another's.
CREATE FUNCTION without_names(content text, names text[], instead text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT one FROM unnest(names) AS one ORDER BY length(one) DESC LOOP
        content := regexp_replace(content,
            '(?<![A-Za-z0-9._+-])' || regexp_replace(name, '([*+?^$|.(){}\[\]\\])', '\\\1', 'g') || '(?![A-Za-z0-9_-])',
            replace(instead, '\', '\\'), 'gi');
    END LOOP;
    RETURN content;
END
$$;
