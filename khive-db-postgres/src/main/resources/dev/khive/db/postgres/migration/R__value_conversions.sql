-- Values as text, text as numbers, functions of text, and functions of nodes, edges, paths, maps and lists.

SET LOCAL check_function_bodies = off;

-- What toString() gives.
CREATE OR REPLACE FUNCTION khive_text(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF khive_kind(value) IN ('list', 'map', '$node', '$edge', '$path') THEN
    PERFORM khive_fault('InvalidArgumentType', 'toString() is not defined of ' || khive_shown(value) || '.');
  END IF;
  RETURN CASE WHEN khive_kind(value) <> 'null' THEN khive_shown(value) END;
END
$$;

CREATE OR REPLACE FUNCTION khive_tostringornull(value jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN khive_kind(value) NOT IN ('null', 'list', 'map', '$node', '$edge', '$path') THEN to_jsonb(khive_shown(value)) END;
END
$$;

-- Without the white space at its ends, as String.strip has it.
CREATE OR REPLACE FUNCTION khive_strip(stripped text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT btrim(stripped, E'\t\n\u000B\f\r\u001C\u001D\u001E\u001F \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200A'
    '\u2028\u2029\u205F\u3000')
$$;

-- The parts of a decimal number: sign, significant digits without zeros in front, and how many of them stand before the point.
-- NULL for other text.
CREATE OR REPLACE FUNCTION khive_decimal(written text, OUT negative boolean, OUT digits text, OUT places bigint)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  part text[] := regexp_match(written COLLATE "C", '^([-+]?)(?:([0-9]+)\.?([0-9]*)|\.([0-9]+))(?:[eE]([-+]?[0-9]{1,9}))?$');
  fraction text := coalesce(part[3], part[4]);
BEGIN
  IF part IS NOT NULL THEN
    negative := part[1] = '-';
    digits := ltrim(coalesce(part[2], '') || fraction, '0');
    -- Java counts a zero as one digit.
    places := greatest(length(digits), 1) - length(fraction) + coalesce(part[5], '0')::bigint;
  END IF;
END
$$;

-- The integer that a value is, towards zero; NULL where a text is no number. With faults false, NULL for an error too.
CREATE OR REPLACE FUNCTION khive_integer_of(value jsonb, faults boolean) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(value);
  whole numeric;
BEGIN
  IF kind = 'number' AND scale(value::numeric) = 0 THEN
    RETURN value::bigint;
  ELSIF kind IN ('number', '$float') THEN
    whole := CASE WHEN abs(khive_float_of(value)) < 9223372036854775808 THEN trunc(khive_exact(value)) ELSE 'NaN' END;
  ELSIF kind = 'string' THEN
    whole := khive_whole_of_text(khive_strip(value #>> '{}'));
  ELSIF kind = 'boolean' THEN
    RETURN value::boolean::integer;
  ELSIF kind <> 'null' AND faults THEN
    PERFORM khive_fault('InvalidArgumentValue', 'toInteger() is not defined of ' || khive_shown(value) || '.');
  END IF;
  IF whole BETWEEN -9223372036854775808 AND 9223372036854775807 THEN
    RETURN whole;
  ELSIF faults AND whole IS NOT NULL THEN
    PERFORM khive_fault('IntegerOverflow');
  END IF;
  RETURN NULL;
END
$$;

-- The integer of a hexadecimal or decimal number, NaN where it has more than 20 digits, NULL of other text.
CREATE OR REPLACE FUNCTION khive_whole_of_text(stripped text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  hexadecimal text[] := regexp_match(stripped COLLATE "C", '^([-+]?)0[xX]0*([0-9a-fA-F]+)$');
  parts record;
  whole numeric := 0;
BEGIN
  IF hexadecimal IS NOT NULL THEN
    IF length(hexadecimal[2]) > 16 THEN
      RETURN 'NaN';
    END IF;
    FOREACH stripped IN ARRAY string_to_array(lower(hexadecimal[2] COLLATE "C"), NULL) LOOP
      whole := whole * 16 + strpos('0123456789abcdef', stripped) - 1;
    END LOOP;
    RETURN CASE hexadecimal[1] WHEN '-' THEN -whole ELSE whole END;
  END IF;
  parts := khive_decimal(stripped);
  IF parts.digits IS NULL THEN
    RETURN NULL;
  ELSIF parts.places > 20 THEN
    RETURN 'NaN';
  ELSIF parts.places <= 0 THEN
    RETURN 0;
  END IF;
  whole := left(rpad(parts.digits, parts.places::integer, '0'), parts.places::integer)::numeric;
  RETURN CASE WHEN parts.negative THEN -whole ELSE whole END;
END
$$;

CREATE OR REPLACE FUNCTION khive_to_integer(value jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_integer_of(value, true); END $$;

CREATE OR REPLACE FUNCTION khive_tointegerornull(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN to_jsonb(khive_integer_of(value, false)); END $$;

-- The float of a number or of a text that is one. NULL for other text, and for other values where faults is false.
CREATE OR REPLACE FUNCTION khive_real_of(value jsonb, faults boolean) RETURNS double precision
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(value);
BEGIN
  IF kind IN ('number', '$float') THEN
    RETURN khive_float_of(value);
  ELSIF kind = 'string' THEN
    RETURN khive_real_of_text(khive_strip(value #>> '{}'));
  ELSIF kind <> 'null' AND faults THEN
    PERFORM khive_fault('InvalidArgumentValue', 'toFloat() is not defined of ' || khive_shown(value) || '.');
  END IF;
  RETURN NULL;
END
$$;

-- PostgreSQL refuses a number that is too large or too small for a float; it is an infinity or a zero.
CREATE OR REPLACE FUNCTION khive_real_of_text(stripped text) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  parts record;
  size numeric;
  magnitude double precision;
BEGIN
  CASE lower(stripped COLLATE "C")
    WHEN 'nan' THEN
      RETURN 'NaN';
    WHEN 'infinity', '+infinity' THEN
      RETURN 'Infinity';
    WHEN '-infinity' THEN
      RETURN '-Infinity';
    ELSE
      parts := khive_decimal(stripped);
  END CASE;
  IF parts.digits <> '' AND parts.places BETWEEN -322 AND 308 THEN
    RETURN stripped::double precision;
  ELSIF parts.digits = '' OR parts.places < -330 THEN
    magnitude := 0;
  ELSIF parts.places > 310 THEN
    magnitude := 'Infinity';
  ELSE
    -- More than 800 digits decide nothing but whether the number is greater than those it lies between.
    size := ('0.' || left(parts.digits, 800) || CASE WHEN ltrim(substr(parts.digits, 801), '0') = '' THEN '' ELSE '1' END
      || 'e' || parts.places)::numeric;
    magnitude := CASE
      WHEN size >= round(power(2::numeric, 1024)) - round(power(2::numeric, 970)) THEN 'Infinity'::double precision
      WHEN size <= round(power(5::numeric, 1075)) * 1e-1075 THEN 0
      ELSE size
    END;
  END IF;
  RETURN CASE WHEN parts.negative THEN -magnitude ELSE magnitude END;
END
$$;

CREATE OR REPLACE FUNCTION khive_to_float(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_float_json(khive_real_of(value, true)); END $$;

CREATE OR REPLACE FUNCTION khive_tofloatornull(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_float_json(khive_real_of(value, false)); END $$;

-- As to_float, for where a float must be finite.
CREATE OR REPLACE FUNCTION khive_float_of_text(value jsonb) RETURNS double precision
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  number double precision := khive_real_of(value, true);
BEGIN
  IF abs(number) >= 'Infinity' THEN
    PERFORM khive_fault('NotANumber');
  END IF;
  RETURN number;
END
$$;

CREATE OR REPLACE FUNCTION khive_tobooleanornull(value jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE jsonb_typeof(value)
    WHEN 'boolean' THEN value
    WHEN 'string' THEN
      CASE lower(khive_strip(value #>> '{}') COLLATE "C") WHEN 'true' THEN 'true'::jsonb WHEN 'false' THEN 'false' END
  END;
END
$$;

-- Text ---------------------------------------------------------------------------------------------------------------------

-- The text of an argument that must be some.
CREATE OR REPLACE FUNCTION khive_text_argument(value jsonb, function text) RETURNS text
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
BEGIN
  IF jsonb_typeof(value) IS DISTINCT FROM 'string' THEN
    PERFORM khive_fault('InvalidArgumentType', function || '() takes text, was ' || khive_shown(value) || '.');
  END IF;
  RETURN value #>> '{}';
END
$$;

CREATE OR REPLACE FUNCTION khive_upper(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_upper_text(khive_text_argument(value, 'toUpper')); END $$;

-- Whether a capital sigma ends its word, Java decides by rules of its own for what a word is; only where it stands between letters,
-- spaces and commas are they sure to say what Unicode does.
CREATE OR REPLACE FUNCTION khive_lower(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  original text := khive_text_argument(value, 'toLower');
  others text := '[^ ,A-Za-zÀ-ÖØ-öø-žΈ-ώЀ-ҁ]';
BEGIN
  IF ' ' || original || ' ' COLLATE "C" ~ ('Σ' || others || '|' || others || 'Σ') THEN
    PERFORM khive_fault('UnsupportedValue', 'PostgreSQL cannot tell how Java writes the sigma of "' || original || '" in lower case.');
  END IF;
  RETURN khive_lower_text(original);
END
$$;

-- Letters of Unicode 16 and those that it gave a counterpart, which the server's ICU may not know: small ones and their capitals.
CREATE OR REPLACE FUNCTION khive_new_letters(OUT small text, OUT capital text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT
    E'\u019B\u0264\u1C8A\uA7CD\uA7DB'
    '\U00010D70\U00010D71\U00010D72\U00010D73\U00010D74\U00010D75\U00010D76\U00010D77\U00010D78\U00010D79\U00010D7A'
    '\U00010D7B\U00010D7C\U00010D7D\U00010D7E\U00010D7F\U00010D80\U00010D81\U00010D82\U00010D83\U00010D84\U00010D85',
    E'\uA7DC\uA7CB\u1C89\uA7CC\uA7DA'
    '\U00010D50\U00010D51\U00010D52\U00010D53\U00010D54\U00010D55\U00010D56\U00010D57\U00010D58\U00010D59\U00010D5A'
    '\U00010D5B\U00010D5C\U00010D5D\U00010D5E\U00010D5F\U00010D60\U00010D61\U00010D62\U00010D63\U00010D64\U00010D65'
$$;

CREATE OR REPLACE FUNCTION khive_upper_text(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF octet_length(value) = length(value) THEN
    RETURN upper(value COLLATE "C");
  END IF;
  RETURN translate(upper(value COLLATE "und-x-icu"), (khive_new_letters()).small, (khive_new_letters()).capital);
END
$$;

CREATE OR REPLACE FUNCTION khive_lower_text(value text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF octet_length(value) = length(value) THEN
    RETURN lower(value COLLATE "C");
  END IF;
  RETURN translate(lower(value COLLATE "und-x-icu"), (khive_new_letters()).capital, (khive_new_letters()).small);
END
$$;

-- Every place where the text stands, from the left; the empty text stands everywhere.
CREATE OR REPLACE FUNCTION khive_replace(value jsonb, target jsonb, replacement jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  original text := khive_text_argument(value, 'replace');
  old text := khive_text_argument(target, 'replace');
  new text := khive_text_argument(replacement, 'replace');
BEGIN
  IF old <> '' THEN
    RETURN replace(original COLLATE "C", old, new);
  ELSIF original = '' THEN
    RETURN new;
  END IF;
  RETURN new || array_to_string(string_to_array(original COLLATE "C", NULL), new) || new;
END
$$;

-- The parts between separators; one of several separators where a list of them is given.
CREATE OR REPLACE FUNCTION khive_split(value jsonb, separator jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  rest text := khive_text_argument(value, 'split');
  separators text[];
BEGIN
  IF jsonb_typeof(separator) = 'array' THEN
    separators := ARRAY(SELECT khive_text_argument(e.item, 'split')
                        FROM jsonb_array_elements(separator) WITH ORDINALITY AS e (item, place) ORDER BY e.place);
  ELSE
    separators := ARRAY[khive_text_argument(separator, 'split')];
  END IF;
  IF rest = '' OR separators = '{}' THEN
    RETURN jsonb_build_array(rest);
  ELSIF '' = ANY (separators) THEN
    RETURN to_jsonb(string_to_array(rest COLLATE "C", NULL));
  ELSIF cardinality(separators) = 1 THEN
    RETURN to_jsonb(string_to_array(rest COLLATE "C", separators[1]));
  END IF;
  RETURN khive_split_at_any(rest, separators);
END
$$;

-- At each place the first of the separators that stands there.
CREATE OR REPLACE FUNCTION khive_split_at_any(rest text, separators text[]) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  parts text[] := '{}';
  found integer;
  place integer;
  separator text;
  next text;
BEGIN
  LOOP
    found := 0;
    FOREACH separator IN ARRAY separators LOOP
      place := strpos(rest COLLATE "C", separator);
      IF place > 0 AND (found = 0 OR place < found) THEN
        found := place;
        next := separator;
      END IF;
    END LOOP;
    EXIT WHEN found = 0;
    parts := parts || left(rest, found - 1);
    rest := substr(rest, found + length(next));
  END LOOP;
  RETURN to_jsonb(parts || rest);
END
$$;

-- The reverse of text by code points, or of a list.
CREATE OR REPLACE FUNCTION khive_reverse(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF jsonb_typeof(value) = 'array' THEN
    RETURN (SELECT coalesce(jsonb_agg(e.item ORDER BY e.place DESC), '[]')
            FROM jsonb_array_elements(value) WITH ORDINALITY AS e (item, place));
  END IF;
  RETURN to_jsonb(reverse(khive_text_argument(value, 'reverse')));
END
$$;

-- The graph ----------------------------------------------------------------------------------------------------------------

-- The parts of a node, an edge or a path; the tag says which of them it must be.
CREATE OR REPLACE FUNCTION khive_parts(value jsonb, tag text, function text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF jsonb_typeof(value) = 'object' AND value ? tag THEN
    RETURN value -> tag;
  END IF;
  RETURN khive_fault('InvalidArgumentType', function || ' takes ' || CASE tag WHEN '$edge' THEN 'an ' ELSE 'a ' END
    || substr(tag, 2) || ', was ' || khive_shown(value) || '.');
END
$$;

CREATE OR REPLACE FUNCTION khive_labels(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_parts(value, '$node', 'labels') -> 2; END $$;

CREATE OR REPLACE FUNCTION khive_relation(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_parts(value, '$edge', 'type') ->> 4; END $$;

CREATE OR REPLACE FUNCTION khive_identity(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN coalesce(value -> '$node', khive_parts(value, '$edge', 'id')) ->> 0; END $$;

CREATE OR REPLACE FUNCTION khive_node_id(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_parts(value, '$node', 'A pattern') ->> 0; END $$;

CREATE OR REPLACE FUNCTION khive_edge_id(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_parts(value, '$edge', 'A pattern') ->> 0; END $$;

CREATE OR REPLACE FUNCTION khive_source(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_parts(value, '$edge', 'startNode') ->> 2; END $$;

CREATE OR REPLACE FUNCTION khive_target(value jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_parts(value, '$edge', 'endNode') ->> 3; END $$;

-- One map over another.
CREATE OR REPLACE FUNCTION khive_merged(below jsonb, above jsonb) RETURNS jsonb
LANGUAGE sql VOLATILE STRICT PARALLEL SAFE
AS $$ SELECT khive_properties(below) || khive_properties(above) $$;

CREATE OR REPLACE FUNCTION khive_properties(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(value);
BEGIN
  RETURN CASE kind
    WHEN 'map' THEN value
    WHEN '$node' THEN value -> kind -> 3
    WHEN '$edge' THEN value -> kind -> 6
    ELSE khive_fault('InvalidArgumentType', 'properties() takes a node, an edge or a map, was ' || khive_shown(value) || '.')
  END;
END
$$;

CREATE OR REPLACE FUNCTION khive_nodes(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  RETURN jsonb_path_query_array(khive_parts(value, '$path', 'nodes'), '$[*] ? (exists (@."$node"))');
END
$$;

CREATE OR REPLACE FUNCTION khive_relationships(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  RETURN jsonb_path_query_array(khive_parts(value, '$path', 'relationships'), '$[*] ? (exists (@."$edge"))');
END
$$;

CREATE OR REPLACE FUNCTION khive_length(value jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN jsonb_array_length(khive_parts(value, '$path', 'length')) / 2; END $$;

-- value[key]: of a list by its place, from the end where negative; else by its name.
CREATE OR REPLACE FUNCTION khive_element(value jsonb, key jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(value);
  found jsonb;
BEGIN
  IF kind = 'null' OR key = 'null' THEN
    RETURN NULL;
  ELSIF kind = 'list' AND jsonb_typeof(key) = 'number' AND scale(key::numeric) = 0 THEN
    found := CASE WHEN abs(key::numeric) <= 2147483647 THEN value -> key::integer END;
  ELSIF kind = 'list' OR jsonb_typeof(key) <> 'string' THEN
    RETURN khive_fault('InvalidArgumentType', 'There is no element ' || khive_shown(key) || ' of ' || khive_shown(value) || '.');
  ELSIF kind IN ('map', '$node', '$edge') THEN
    found := khive_properties(value) -> khive_encode_key(key #>> '{}');
  ELSIF khive_is_temporal(kind) THEN
    found := khive_component(value, key);
  ELSE
    RETURN khive_fault('InvalidArgumentType',
      'The value ' || khive_shown(value) || ' has no component ' || khive_shown(key) || '.');
  END IF;
  RETURN nullif(found, 'null');
END
$$;

-- Whether a node has a label or an edge a relation; the empty name stands for any.
CREATE OR REPLACE FUNCTION khive_has_label(value jsonb, name jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF value ? '$node' THEN
    RETURN CASE WHEN name = '""' THEN value -> '$node' -> 2 <> '[]' ELSE value -> '$node' -> 2 @> name END;
  END IF;
  RETURN name = '""' OR khive_parts(value, '$edge', 'A label test') -> 4 = name;
END
$$;
