-- The functions of values: kinds, equality, order and arithmetic. The Java of dev.khive.query.function is the reference, and each
-- answer is the same as Java's. A value is the jsonb that a property holds; SQL's NULL and JSON's null are both null.
--
-- A function that can raise an error is VOLATILE, because PostgreSQL computes others while it plans, in branches too that no row
-- takes. Functions here find one another by the search path, so they work in a schema of any name. None depends on the
-- database's collation, none catches an error (a parallel worker cannot), and none reads a table.

SET LOCAL check_function_bodies = off;

-- The error of a value that cannot stand where it was used. Never returns; the type lets it stand in an expression.
CREATE OR REPLACE FUNCTION khive_fault(code text, sentence text DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
BEGIN
  RAISE EXCEPTION USING
    ERRCODE = 'KH001',
    MESSAGE = 'khive:' || code || coalesce('{' || translate(sentence, '{}', '()') || '}', '');
END
$$;

-- null, boolean, number, string, list, map, or the tag of a value that JSON has no type for.
CREATE OR REPLACE FUNCTION khive_kind(value jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE jsonb_typeof(value)
    WHEN 'object' THEN
      CASE
        WHEN NOT value ?| '{$node,$edge,$path,$float,$date,$datetime,$localdatetime,$time,$localtime,$duration}' THEN 'map'
        WHEN value ? '$node' THEN '$node'
        WHEN value ? '$edge' THEN '$edge'
        WHEN value ? '$path' THEN '$path'
        WHEN value ? '$float' THEN '$float'
        WHEN value ? '$date' THEN '$date'
        WHEN value ? '$datetime' THEN '$datetime'
        WHEN value ? '$localdatetime' THEN '$localdatetime'
        WHEN value ? '$time' THEN '$time'
        WHEN value ? '$localtime' THEN '$localtime'
        ELSE '$duration'
      END
    WHEN 'array' THEN 'list'
    ELSE coalesce(jsonb_typeof(value), 'null')
  END
$$;

CREATE OR REPLACE FUNCTION khive_is_temporal(kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT kind IN ('$date', '$datetime', '$localdatetime', '$time', '$localtime', '$duration') $$;

-- The key of a map as it is stored, and as the user knows it.
CREATE OR REPLACE FUNCTION khive_encode_key(key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN starts_with(key, '$') THEN '$' || key ELSE key END $$;

CREATE OR REPLACE FUNCTION khive_decode_key(key text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN left(key, 2) = repeat('$', 2) THEN substr(key, 2) ELSE key END $$;

-- A value as the sentence of an error shows it.
CREATE OR REPLACE FUNCTION khive_shown(value jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(value);
BEGIN
  IF kind = 'list' THEN
    RETURN '[' || coalesce((SELECT string_agg(khive_shown(e.item), ', ' ORDER BY e.place)
                            FROM jsonb_array_elements(value) WITH ORDINALITY AS e (item, place)), '') || ']';
  ELSIF kind = 'map' THEN
    RETURN '{' || coalesce((SELECT string_agg(khive_decode_key(e.key) || '=' || khive_shown(e.value), ', ')
                            FROM jsonb_each(value) AS e), '') || '}';
  ELSIF kind = 'number' AND scale(value::numeric) > 0 THEN
    RETURN khive_float_text(khive_float_of(value));
  ELSIF kind IN ('null', 'string', 'boolean', 'number') THEN
    RETURN coalesce(value #>> '{}', 'null');
  ELSIF kind IN ('$node', '$edge', '$path') THEN
    RETURN value::text;
  END IF;
  RETURN value ->> kind;
END
$$;

-- Equality -----------------------------------------------------------------------------------------------------------------

-- What numbers compare by. The digits of a float are its shortest, and are not its value where integers are denser than floats.
CREATE OR REPLACE FUNCTION khive_exact(value jsonb) RETURNS numeric
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN jsonb_typeof(value) <> 'number' THEN (value ->> '$float')::numeric
    WHEN abs(value::numeric) >= 9007199254740992 AND scale(value::numeric) > 0
      AND value::numeric BETWEEN -9223372036854776000 AND 9223372036854775000
    THEN value::double precision::bigint::numeric
    ELSE value::numeric
  END
$$;

-- 1 equals 1.0, NaN equals nothing, and null inside makes the answer unknown unless something else differs.
CREATE OR REPLACE FUNCTION khive_equal(a jsonb, b jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(a);
BEGIN
  IF kind IS DISTINCT FROM khive_kind(b) THEN
    RETURN CASE WHEN kind <> 'null' AND khive_kind(b) <> 'null' THEN false END;
  ELSIF kind = 'number' THEN
    RETURN khive_exact(a) = khive_exact(b);
  ELSIF kind IN ('string', 'boolean', '$date', '$localdatetime', '$localtime', '$duration') THEN
    RETURN a = b;
  ELSIF kind = 'list' THEN
    RETURN khive_equal_lists(a, b);
  ELSIF kind = 'map' THEN
    RETURN khive_equal_maps(a, b);
  ELSIF kind IN ('$node', '$edge') THEN
    RETURN a -> kind -> 0 = b -> kind -> 0;
  ELSIF kind = '$path' THEN
    -- The text tells 1 from 1.0, which paths do.
    RETURN a::text COLLATE "C" = b::text;
  ELSIF kind IN ('$datetime', '$time') THEN
    RETURN khive_temporal_key(a) = khive_temporal_key(b);
  ELSIF kind = '$float' THEN
    RETURN a = b AND a ->> kind <> 'NaN';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION khive_equal_lists(a jsonb, b jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  result boolean := true;
  same boolean;
BEGIN
  IF jsonb_array_length(a) <> jsonb_array_length(b) THEN
    RETURN false;
  ELSIF jsonb_array_length(a) > 16 THEN
    -- A copy, so that what is stored compressed is not unpacked for each element.
    a := a || '[]';
    b := b || '[]';
  END IF;
  FOR place IN 0 .. jsonb_array_length(a) - 1 LOOP
    same := khive_equal(a -> place, b -> place);
    IF NOT same THEN
      RETURN false;
    ELSIF same IS NULL THEN
      result := NULL;
    END IF;
  END LOOP;
  RETURN result;
END
$$;

CREATE OR REPLACE FUNCTION khive_equal_maps(a jsonb, b jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  keys jsonb := jsonb_path_query_array(a, '$.keyvalue().key');
  key text;
  result boolean := true;
  same boolean;
BEGIN
  -- jsonb keeps keys in an order of its own, so equal sets are equal arrays.
  IF keys <> jsonb_path_query_array(b, '$.keyvalue().key') THEN
    RETURN false;
  END IF;
  FOR place IN 0 .. jsonb_array_length(keys) - 1 LOOP
    key := keys ->> place;
    same := khive_equal(a -> key, b -> key);
    IF NOT same THEN
      RETURN false;
    ELSIF same IS NULL THEN
      result := NULL;
    END IF;
  END LOOP;
  RETURN result;
END
$$;

-- Comparison ---------------------------------------------------------------------------------------------------------------

-- Whether a stands in the relation to b that the operator names; null for values that have no order between them.
CREATE OR REPLACE FUNCTION khive_compare(operator jsonb, a jsonb, b jsonb) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  sign text := operator #>> '{}';
  kind text := khive_kind(a);
  difference integer;
BEGIN
  IF kind IN ('$duration', '$node', '$edge', '$path', 'map') AND kind = khive_kind(b) THEN
    RETURN CASE WHEN sign IN ('<=', '>=') AND khive_equal(a, b) THEN true END;
  END IF;
  difference := khive_difference(a, b);
  RETURN CASE
    WHEN difference = 2 THEN false
    WHEN sign = '<' THEN difference < 0
    WHEN sign = '<=' THEN difference <= 0
    WHEN sign = '>' THEN difference > 0
    ELSE difference >= 0
  END;
END
$$;

-- -1, 0 or 1 as a is less than, like or greater than b, 2 where NaN decides, so that none holds; null where there is no order
-- between them.
CREATE OR REPLACE FUNCTION khive_difference(a jsonb, b jsonb) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(a);
BEGIN
  IF kind IN ('number', '$float') THEN
    RETURN CASE
      WHEN khive_kind(b) NOT IN ('number', '$float') THEN NULL
      WHEN a ->> '$float' = 'NaN' OR b ->> '$float' = 'NaN' THEN 2
      WHEN khive_exact(a) < khive_exact(b) THEN -1
      WHEN khive_exact(a) = khive_exact(b) THEN 0
      ELSE 1
    END;
  ELSIF kind <> khive_kind(b) THEN
    RETURN NULL;
  ELSIF kind = 'string' THEN
    RETURN CASE WHEN (a #>> '{}') COLLATE "C" < (b #>> '{}') THEN -1 WHEN a = b THEN 0 ELSE 1 END;
  ELSIF kind = 'boolean' THEN
    RETURN a::boolean::integer - b::boolean::integer;
  ELSIF kind = 'list' THEN
    RETURN khive_difference_of_lists(a, b);
  ELSIF khive_is_temporal(kind) AND kind <> '$duration' THEN
    RETURN khive_temporal_difference(kind, a, b);
  END IF;
  RETURN NULL;
END
$$;

-- By the first elements that are not equal, else the shorter first; unknown where those are.
CREATE OR REPLACE FUNCTION khive_difference_of_lists(a jsonb, b jsonb) RETURNS integer
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF jsonb_array_length(a) > 16 AND jsonb_array_length(b) > 16 THEN
    a := a || '[]';
    b := b || '[]';
  END IF;
  FOR place IN 0 .. least(jsonb_array_length(a), jsonb_array_length(b)) - 1 LOOP
    IF khive_equal(a -> place, b -> place) IS NOT TRUE THEN
      RETURN khive_difference(a -> place, b -> place);
    END IF;
  END LOOP;
  RETURN sign(jsonb_array_length(a) - jsonb_array_length(b));
END
$$;

-- The order of all values --------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION khive_rank(value jsonb) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE khive_kind(value)
    WHEN 'number' THEN 80
    WHEN 'string' THEN 60
    WHEN 'boolean' THEN 70
    WHEN 'null' THEN 100
    WHEN 'map' THEN 10
    WHEN '$node' THEN 20
    WHEN '$edge' THEN 30
    WHEN 'list' THEN 40
    WHEN '$path' THEN 50
    WHEN '$datetime' THEN 51
    WHEN '$localdatetime' THEN 52
    WHEN '$date' THEN 53
    WHEN '$time' THEN 54
    WHEN '$localtime' THEN 55
    WHEN '$duration' THEN 56
    ELSE CASE value ->> '$float' WHEN '-Infinity' THEN 79 WHEN 'Infinity' THEN 81 ELSE 82 END
  END::bigint
$$;

-- Bytes that compare as the values do; equivalent values, and no others, have the same.
CREATE OR REPLACE FUNCTION khive_order_key(value jsonb) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(value);
BEGIN
  IF kind = 'number' THEN
    RETURN '\x50'::bytea || khive_number_bytes(value::numeric);
  ELSIF kind = 'string' THEN
    RETURN '\x3c'::bytea || convert_to(value #>> '{}', 'UTF8') || '\x00'::bytea;
  ELSIF kind = 'boolean' THEN
    RETURN CASE WHEN value::boolean THEN '\x4601'::bytea ELSE '\x4600'::bytea END;
  ELSIF kind = 'null' THEN
    RETURN '\x64'::bytea;
  ELSIF kind = '$float' THEN
    RETURN CASE value ->> kind
      WHEN '-Infinity' THEN '\x4f000fffffffffffff8000000000000000'::bytea
      WHEN 'Infinity' THEN '\x51fff00000000000008000000000000000'::bytea
      ELSE '\x52fff80000000000008000000000000000'::bytea
    END;
  ELSIF kind = 'list' THEN
    RETURN '\x28'::bytea || khive_elements_key(value) || '\x00'::bytea;
  ELSIF kind = 'map' THEN
    RETURN '\x0a'::bytea || coalesce(
      (SELECT string_agg('\x01'::bytea || convert_to(khive_decode_key(e.key), 'UTF8') || '\x00'::bytea || khive_order_key(e.value),
                         '' ORDER BY khive_decode_key(e.key) COLLATE "C")
       FROM jsonb_each(value) AS e), '') || '\x00'::bytea;
  ELSIF kind IN ('$node', '$edge') THEN
    RETURN CASE kind WHEN '$node' THEN '\x14'::bytea ELSE '\x1e'::bytea END || khive_id_bytes(value -> kind ->> 0);
  ELSIF kind = '$path' THEN
    RETURN '\x32'::bytea || (
      SELECT string_agg(khive_id_bytes(coalesce(e.item -> '$node', e.item -> '$edge') ->> 0), '' ORDER BY e.place % 2 DESC, e.place)
      FROM jsonb_array_elements(value -> kind) WITH ORDINALITY AS e (item, place));
  END IF;
  RETURN substr(int4send(khive_rank(value)::integer), 4) || khive_temporal_key(value);
END
$$;

-- The keys of all elements. A short list is faster element by element, a long one by a query.
CREATE OR REPLACE FUNCTION khive_elements_key(list jsonb) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  bytes bytea := '';
BEGIN
  IF jsonb_array_length(list) > 16 THEN
    RETURN (SELECT string_agg(khive_order_key(e.item), '' ORDER BY e.place)
            FROM jsonb_array_elements(list) WITH ORDINALITY AS e (item, place));
  END IF;
  FOR place IN 0 .. jsonb_array_length(list) - 1 LOOP
    bytes := bytes || khive_order_key(list -> place);
  END LOOP;
  RETURN bytes;
END
$$;

-- 64 bits of a signed integer, and of a float, in an order that bytes have.
CREATE OR REPLACE FUNCTION khive_integer_bytes(value bigint) RETURNS bytea
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT int8send(value # (-9223372036854775808)::bigint) $$;

CREATE OR REPLACE FUNCTION khive_float_bytes(value double precision) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  bits bigint := ('x' || encode(float8send(value), 'hex'))::bit(64)::bigint;
BEGIN
  RETURN int8send(CASE WHEN bits < 0 THEN ~bits ELSE bits # (-9223372036854775808)::bigint END);
END
$$;

-- The float, and what an integer beyond 53 bits has more than the float.
CREATE OR REPLACE FUNCTION khive_number_bytes(value numeric) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  rounded double precision := value::double precision;
BEGIN
  IF scale(value) > 0 OR abs(value) <= 9007199254740992 THEN
    RETURN khive_float_bytes(rounded) || '\x8000000000000000'::bytea;
  END IF;
  RETURN khive_float_bytes(rounded) || khive_integer_bytes(
    (value - CASE WHEN rounded = 9223372036854775808 THEN 9223372036854775808 ELSE rounded::bigint END)::bigint);
END
$$;

CREATE OR REPLACE FUNCTION khive_id_bytes(id text) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  bytes bytea := uuid_send(id::uuid);
BEGIN
  RETURN set_byte(set_byte(bytes, 0, get_byte(bytes, 0) # 128), 8, get_byte(bytes, 8) # 128);
END
$$;

-- Text that orders as the value does and carries it: the key in hexadecimal digits, a space, the JSON.
CREATE OR REPLACE FUNCTION khive_ranked(value jsonb) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
AS $$
  SELECT encode(khive_order_key(value), 'hex') || ' ' || value::text
$$;

-- The elements without those that an earlier one is equivalent to.
CREATE OR REPLACE FUNCTION khive_distinct(list jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(f.item ORDER BY f.place), '[]')
    FROM (
      SELECT DISTINCT ON (khive_order_key(e.item)) e.item, e.place
      FROM jsonb_array_elements(list) WITH ORDINALITY AS e (item, place)
      ORDER BY khive_order_key(e.item), e.place
    ) AS f
  );
END
$$;

-- Arithmetic ---------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION khive_calculate(operator jsonb, a jsonb, b jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  sign text := operator #>> '{}';
  left_kind text := khive_kind(a);
  right_kind text := khive_kind(b);
BEGIN
  IF left_kind = 'number' AND right_kind = 'number' AND sign <> '^' AND scale(a::numeric) = 0 AND scale(b::numeric) = 0 THEN
    RETURN to_jsonb(khive_calculate_integers(sign, a::numeric, b::numeric));
  ELSIF left_kind IN ('number', '$float') AND right_kind IN ('number', '$float') THEN
    RETURN khive_float_json(khive_calculate_floats(sign, khive_float_of(a), khive_float_of(b)));
  ELSIF left_kind = 'null' OR right_kind = 'null' THEN
    RETURN NULL;
  ELSIF sign = '+' AND (left_kind = 'list' OR right_kind = 'list') THEN
    RETURN CASE left_kind WHEN 'list' THEN a ELSE jsonb_build_array(a) END
      || CASE right_kind WHEN 'list' THEN b ELSE jsonb_build_array(b) END;
  ELSIF sign = '+' AND (left_kind = 'string' AND right_kind IN ('string', 'number', '$float')
      OR right_kind = 'string' AND left_kind IN ('number', '$float')) THEN
    RETURN to_jsonb(khive_text(a) || khive_text(b));
  ELSIF left_kind NOT IN ('string', 'list') AND right_kind NOT IN ('string', 'list')
      AND (khive_is_temporal(left_kind) OR khive_is_temporal(right_kind)) THEN
    RETURN khive_temporal_calculate(sign, a, b);
  END IF;
  RETURN khive_fault('InvalidArgumentType', 'There is no ' || khive_shown(a) || ' ' || sign || ' ' || khive_shown(b) || '.');
END
$$;

CREATE OR REPLACE FUNCTION khive_calculate_integers(sign text, a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  result numeric;
BEGIN
  IF b = 0 AND sign IN ('/', '%') THEN
    PERFORM khive_fault('DivisionByZero');
  END IF;
  result := CASE sign
    WHEN '+' THEN a + b
    WHEN '-' THEN a - b
    WHEN '*' THEN a * b
    WHEN '/' THEN div(a, b)
    ELSE mod(a, b)
  END;
  IF result NOT BETWEEN -9223372036854775808 AND 9223372036854775807 THEN
    PERFORM khive_fault('IntegerOverflow');
  END IF;
  RETURN result;
END
$$;

CREATE OR REPLACE FUNCTION khive_calculate_floats(sign text, a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE sign
    WHEN '+' THEN khive_float_sum(a, b)
    WHEN '-' THEN khive_float_sum(a, -b)
    WHEN '*' THEN khive_float_product(a, b)
    WHEN '/' THEN khive_float_quotient(a, b)
    WHEN '%' THEN khive_float_remainder(a, b)
    ELSE khive_float_power(a, b)
  END;
END
$$;
