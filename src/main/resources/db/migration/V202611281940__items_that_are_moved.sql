-- What is kept as JSON goes on to name an item that was merged into another: an item that is named twice then is named once.
CREATE FUNCTION with_item_moved(said jsonb, gone uuid, stays uuid) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN jsonb_typeof(moved -> 'ci_ids') = 'array'
                THEN jsonb_set(moved, '{ci_ids}', coalesce((
                    SELECT jsonb_agg(item ORDER BY place)
                      FROM (SELECT item, min(place) AS place
                              FROM jsonb_array_elements(moved -> 'ci_ids') WITH ORDINALITY AS one (item, place)
                             GROUP BY item) once), '[]'))
                ELSE moved END
      FROM (SELECT replace(said::text, gone::text, stays::text)::jsonb AS moved) m
$$;
