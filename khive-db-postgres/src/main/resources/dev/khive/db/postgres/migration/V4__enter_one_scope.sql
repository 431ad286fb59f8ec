-- Enters a scope as before, by fewer and simpler statements: most handles read one namespace.
CREATE OR REPLACE FUNCTION khive_enter(tenant text, namespaces text[], writing boolean, OUT scopes bigint[], OUT shapes bigint[])
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
  -- An assignment of a function's result needs no plan, as a PERFORM would.
  setting text;
BEGIN
  setting := set_config('khive.tenant', khive_enter.tenant, true);
  setting := set_config('khive.namespaces', khive_enter.namespaces::text, true);
  IF cardinality(khive_enter.namespaces) = 1 THEN
    SELECT ARRAY[s.scope_id], ARRAY[s.shape]
    INTO khive_enter.scopes, khive_enter.shapes
    FROM "${flyway:defaultSchema}".scope AS s
    WHERE s.tenant = khive_enter.tenant AND s.namespace = khive_enter.namespaces[1];
    IF NOT FOUND THEN
      scopes := '{0}';
      shapes := '{0}';
    END IF;
  ELSE
    SELECT coalesce(array_agg(coalesce(s.scope_id, 0) ORDER BY wanted.place), '{}'),
           coalesce(array_agg(coalesce(s.shape, 0) ORDER BY wanted.place), '{}')
    INTO khive_enter.scopes, khive_enter.shapes
    FROM unnest(khive_enter.namespaces) WITH ORDINALITY AS wanted (name, place)
    LEFT JOIN "${flyway:defaultSchema}".scope AS s ON s.tenant = khive_enter.tenant AND s.namespace = wanted.name;
  END IF;
  setting := set_config('khive.scopes', CASE WHEN cardinality(khive_enter.scopes) > 0 THEN khive_enter.scopes::text ELSE '' END, true);
  setting := set_config('khive.written_scope', CASE WHEN writing THEN khive_enter.scopes[1]::text ELSE '' END, true);
END
$$;
