-- What compiled queries call beside the functions of values.

SET LOCAL check_function_bodies = off;

-- The UUID that a text writes, NULL where it writes none.
CREATE OR REPLACE FUNCTION khive_uuid_of(written text) RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE WHEN written ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' THEN written::uuid END
$$;

-- A float that is a number.
CREATE OR REPLACE FUNCTION khive_defined(number double precision) RETURNS double precision
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF number = 'NaN' THEN
    PERFORM khive_fault('NotANumber');
  END IF;
  RETURN number;
END
$$;

-- The sum of integers, floats and other values; NULL where there are none.
CREATE OR REPLACE FUNCTION khive_total(integers numeric, floats double precision[], others jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
DECLARE
  total jsonb;
BEGIN
  IF floats IS NOT NULL THEN
    total := khive_float_json(khive_compensated_sum(CASE WHEN integers IS NULL THEN floats ELSE integers::double precision || floats END));
  ELSIF integers NOT BETWEEN -9223372036854775808 AND 9223372036854775807 THEN
    PERFORM khive_fault('IntegerOverflow');
  ELSE
    total := to_jsonb(integers);
  END IF;
  IF others IS NULL THEN
    RETURN total;
  END IF;
  RETURN khive_sum(CASE WHEN total IS NULL THEN others ELSE others || jsonb_build_array(total) END);
END
$$;

-- What was summed: integers, floats and other values, of the sum of all numbers and what of the values is no integer.
CREATE OR REPLACE FUNCTION khive_summands(total numeric, rest jsonb[],
  OUT integers numeric, OUT floats double precision[], OUT others jsonb)
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  item jsonb;
  kept jsonb[];
BEGIN
  integers := total;
  FOREACH item IN ARRAY rest LOOP
    IF jsonb_typeof(item) = 'number' THEN
      integers := integers - item::numeric;
      floats := floats || item::double precision;
    ELSIF jsonb_typeof(item) <> 'null' THEN
      kept := kept || item;
    END IF;
  END LOOP;
  others := to_jsonb(kept);
END
$$;

-- The sum of values, of which all numbers were added up, and those that are no integers were gathered; NULL of none.
CREATE OR REPLACE FUNCTION khive_total(total numeric, rest jsonb[]) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
BEGIN
  IF rest IS NULL THEN
    RETURN to_jsonb(total::bigint);
  END IF;
  RETURN (SELECT khive_total(s.integers, s.floats, s.others) FROM khive_summands(total, rest) AS s);
END
$$;

-- The mean of values of which there are some and that were summed so; NULL where there are none.
CREATE OR REPLACE FUNCTION khive_mean(total numeric, rest jsonb[], number bigint) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
BEGIN
  IF rest IS NULL THEN
    RETURN khive_mean(total, NULL::double precision[], NULL::jsonb, number);
  END IF;
  RETURN (SELECT khive_mean(s.integers, s.floats, s.others, number) FROM khive_summands(total, rest) AS s);
END
$$;

-- The mean of integers, floats and other values of which there are some; NULL where there are none. Integers may have a sum
-- beyond 64 bits.
CREATE OR REPLACE FUNCTION khive_mean(integers numeric, floats double precision[], others jsonb, number bigint) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
DECLARE
  total jsonb;
BEGIN
  IF number = 0 THEN
    RETURN NULL;
  ELSIF floats IS NULL AND others IS NULL THEN
    RETURN khive_float_json(integers::double precision / number);
  END IF;
  total := CASE
    WHEN integers NOT BETWEEN -9223372036854775808 AND 9223372036854775807
      THEN khive_total(NULL::numeric, floats || integers::double precision, others)
    ELSE khive_total(integers, floats, others)
  END;
  RETURN khive_calculate('"/"', total, CASE WHEN jsonb_typeof(total) = 'number' THEN khive_float_json(number) ELSE to_jsonb(number) END);
END
$$;

-- What equivalent lists and maps have in common and no others: times and dates with times may stand for one instant in several
-- ways, all else is equal where it is equivalent.
CREATE OR REPLACE FUNCTION khive_grouping_key(value jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN value::text ~ '"\$(date)?time"' THEN jsonb_build_object('$key', encode(khive_order_key(value), 'hex'))
    ELSE value
  END
$$;

-- The negative of a number or a duration; that of 0.0 is 0.0.
CREATE OR REPLACE FUNCTION khive_negative(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE WHEN jsonb_typeof(value) = 'number' THEN khive_calculate('"-"', '0', value) ELSE khive_calculate('"*"', value, '-1') END;
END
$$;
