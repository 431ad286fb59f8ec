-- Floats as Java has them: their digits, and IEEE 754 where PostgreSQL raises an error for overflow, underflow, division by zero
-- and what is outside of a function's domain. Only, zero has no sign where one could tell it: in a text, as a divisor, as a base
-- and for atan2().

SET LOCAL check_function_bodies = off;

-- The fewest digits that read back as the same float. PostgreSQL's own are one more where the shorter number lies just between
-- two floats (which happens to large ones alone), and Java prefers two digits that are closer to one that is not.
CREATE OR REPLACE FUNCTION khive_float_digits(number double precision) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  digits numeric := number::text::numeric;
  unit numeric;
  shorter numeric;
BEGIN
  IF abs(number) BETWEEN 1.8e16 AND 1e40 THEN
    unit := ('1e' || length(trunc(abs(digits))::text) - length(rtrim(trunc(abs(digits))::text, '0')) + 1)::numeric;
    shorter := digits - mod(digits, unit);
    IF shorter::double precision = number THEN
      RETURN shorter;
    ELSIF (shorter + sign(digits) * unit)::double precision = number THEN
      RETURN shorter + sign(digits) * unit;
    END IF;
  ELSIF abs(number) <= 1e-322 AND number <> 0 THEN
    RETURN round(khive_float_value(number), CASE WHEN abs(number) <= 1e-323 THEN 325 ELSE 324 END);
  END IF;
  RETURN digits;
END
$$;

-- The JSON of a float: always with a fraction, which is what tells it from an integer; -0.0 is a zero of twenty places.
CREATE OR REPLACE FUNCTION khive_float_json(number double precision) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  digits numeric;
BEGIN
  IF abs(number) >= 'Infinity' THEN
    RETURN jsonb_build_object('$float', number::text);
  ELSIF number = 0 AND number::text = '-0' THEN
    RETURN '0.00000000000000000000'::jsonb;
  END IF;
  digits := khive_float_digits(number);
  RETURN to_jsonb(CASE WHEN scale(digits) > 0 THEN digits ELSE round(digits, 1) END);
END
$$;

-- The float of a number; null for any other value.
CREATE OR REPLACE FUNCTION khive_float_of(value jsonb) RETURNS double precision
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN jsonb_typeof(value) <> 'number' THEN (value ->> '$float')::double precision
    WHEN value::numeric = 0 AND scale(value::numeric) = 20 THEN '-0'::double precision
    ELSE value::double precision
  END
$$;

-- What Double.toString gives: plain from 0.001 to 10,000,000, else with an exponent.
CREATE OR REPLACE FUNCTION khive_float_text(number double precision) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  digits numeric;
  parts text[];
  significant text;
  exponent integer;
BEGIN
  IF abs(number) >= 'Infinity' THEN
    RETURN number::text;
  ELSIF number = 0 THEN
    RETURN '0.0';
  END IF;
  digits := khive_float_digits(number);
  IF abs(number) >= 1e-3 AND abs(number) < 1e7 THEN
    RETURN CASE WHEN scale(digits) > 0 THEN digits ELSE round(digits, 1) END::text;
  END IF;
  parts := string_to_array(abs(digits)::text || '.', '.');
  IF abs(number) >= 1 THEN
    significant := rtrim(parts[1] || parts[2], '0');
    exponent := length(parts[1]) - 1;
  ELSE
    significant := ltrim(parts[2], '0');
    exponent := length(significant) - length(parts[2]) - 1;
  END IF;
  RETURN CASE WHEN number < 0 THEN '-' ELSE '' END || left(significant, 1) || '.'
    || coalesce(nullif(substr(significant, 2), ''), '0') || 'E' || exponent;
END
$$;

-- IEEE 754 -----------------------------------------------------------------------------------------------------------------

-- Comparisons put NaN above Infinity, so abs(x) >= 'Infinity' is true of all that is not finite.

CREATE OR REPLACE FUNCTION khive_float_sum(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  larger double precision := greatest(abs(a), abs(b));
BEGIN
  IF larger < 8e307 OR larger >= 'Infinity' THEN
    RETURN a + b;
  ELSIF least(abs(a), abs(b)) < 1e290 THEN
    RETURN CASE WHEN abs(a) > abs(b) THEN a ELSE b END;
  ELSIF abs(a / 2 + b / 2) >= 8.98846567431158e307 THEN
    RETURN CASE WHEN a > 0 THEN 'Infinity'::double precision ELSE '-Infinity' END;
  END IF;
  RETURN a + b;
END
$$;

CREATE OR REPLACE FUNCTION khive_float_product(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  negative boolean;
BEGIN
  IF least(abs(a), abs(b)) > 1e-150 AND greatest(abs(a), abs(b)) < 1e150
      OR a = 0 OR b = 0 OR greatest(abs(a), abs(b)) >= 'Infinity' THEN
    RETURN a * b;
  END IF;
  negative := (a < 0) <> (b < 0);
  -- Scaled by 2^-512 each, the product is exactly 2^-1024 of what it would be.
  IF abs(a) >= 1 AND abs(b) >= 1 AND abs(a * 7.458340731200207e-155) * abs(b * 7.458340731200207e-155) >= 1 THEN
    RETURN CASE WHEN negative THEN '-Infinity'::double precision ELSE 'Infinity' END;
  ELSIF abs(a) < 1 AND abs(b) < 1 AND khive_float_vanishes(a, b, 1) THEN
    RETURN CASE WHEN negative THEN '-0'::double precision ELSE 0 END;
  END IF;
  RETURN a * b;
END
$$;

CREATE OR REPLACE FUNCTION khive_float_quotient(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  negative boolean;
BEGIN
  IF a = 'NaN' OR b = 'NaN' OR abs(b) = 'Infinity' THEN
    RETURN a / b;
  END IF;
  negative := (a < 0) <> (b < 0);
  IF b = 0 THEN
    RETURN CASE WHEN a = 0 THEN 'NaN'::double precision WHEN negative THEN '-Infinity' ELSE 'Infinity' END;
  ELSIF abs(a) > 1e-150 AND abs(a) < 1e150 AND abs(b) > 1e-150 AND abs(b) < 1e150 OR a = 0 OR abs(a) = 'Infinity' THEN
    RETURN a / b;
  ELSIF abs(a) > 1e-150 AND abs(b) < least(abs(a), 1) AND abs(a * 7.458340731200207e-155) >= abs(b * 1.3407807929942597e154) THEN
    RETURN CASE WHEN negative THEN '-Infinity'::double precision ELSE 'Infinity' END;
  ELSIF abs(a) < 1 AND abs(b) >= 1 AND khive_float_vanishes(a, b, -1) THEN
    RETURN CASE WHEN negative THEN '-0'::double precision ELSE 0 END;
  END IF;
  RETURN a / b;
END
$$;

-- A finite float other than 0 as an integer times a power of two.
CREATE OR REPLACE FUNCTION khive_float_parts(number double precision, OUT mantissa bigint, OUT exponent integer)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  bits bigint := ('x' || encode(float8send(abs(number)), 'hex'))::bit(64)::bigint;
BEGIN
  exponent := greatest(bits >> 52, 1)::integer - 1075;
  mantissa := bits & 4503599627370495;
  IF bits >> 52 > 0 THEN
    mantissa := mantissa | 4503599627370496;
  END IF;
END
$$;

-- Whether the product of two floats, or with direction -1 their quotient, is at most half of the least float and so rounds to 0.
CREATE OR REPLACE FUNCTION khive_float_vanishes(a double precision, b double precision, direction integer) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  x record := khive_float_parts(a);
  y record := khive_float_parts(b);
  room integer := -1075 - x.exponent - direction * y.exponent;
BEGIN
  IF abs(room) > 120 THEN
    RETURN room > 0;
  ELSIF direction = 1 THEN
    RETURN x.mantissa::numeric * y.mantissa <= power(2::numeric, room);
  END IF;
  RETURN x.mantissa * power(2::numeric, greatest(-room, 0)) <= y.mantissa * power(2::numeric, greatest(room, 0));
END
$$;

-- The value itself: all digits, of which there can be a thousand.
CREATE OR REPLACE FUNCTION khive_float_value(number double precision) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  x record := khive_float_parts(number);
BEGIN
  IF number = 0 THEN
    RETURN 0;
  ELSIF x.exponent >= 0 THEN
    RETURN sign(number)::numeric * x.mantissa * round(power(2::numeric, x.exponent));
  END IF;
  RETURN sign(number)::numeric * x.mantissa * round(power(5::numeric, -x.exponent)) * ('1e' || x.exponent)::numeric;
END
$$;

CREATE OR REPLACE FUNCTION khive_float_remainder(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  rest numeric;
BEGIN
  IF abs(a) >= 'Infinity' OR b = 0 OR b = 'NaN' THEN
    RETURN 'NaN';
  ELSIF a = 0 OR abs(b) = 'Infinity' THEN
    RETURN a;
  END IF;
  rest := mod(khive_float_value(a), khive_float_value(b));
  RETURN CASE WHEN rest = 0 AND a < 0 THEN '-0'::double precision ELSE rest::double precision END;
END
$$;

-- Math.pow. Where the result leaves the floats, the logarithm says to which side; near the edge halves of the power are multiplied.
CREATE OR REPLACE FUNCTION khive_float_power(a double precision, b double precision) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  odd boolean;
  size double precision;
  magnitude double precision;
BEGIN
  IF b = 0 THEN
    RETURN 1;
  ELSIF a = 'NaN' OR b = 'NaN' OR abs(b) = 'Infinity' AND abs(a) = 1 THEN
    RETURN 'NaN';
  ELSIF a = 1 THEN
    RETURN 1;
  END IF;
  odd := abs(b) < 9007199254740992 AND b = trunc(b) AND trunc(b)::bigint % 2 <> 0;
  IF a < 0 AND abs(a) < 'Infinity' AND abs(b) < 'Infinity' AND b <> trunc(b) THEN
    RETURN 'NaN';
  ELSIF a = 0 OR abs(a) = 'Infinity' OR abs(b) = 'Infinity' THEN
    magnitude := CASE WHEN (abs(a) > 1) = (b > 0) THEN 'Infinity'::double precision ELSE 0 END;
  ELSE
    size := khive_float_product(b, ln(abs(a)));
    magnitude := CASE
      WHEN size > 710 THEN 'Infinity'::double precision
      WHEN size < -746 THEN 0
      WHEN size > 709.78 OR size < -745.13 THEN khive_float_product(power(abs(a), b / 2), power(abs(a), b / 2))
      ELSE power(abs(a), b)
    END;
  END IF;
  RETURN CASE WHEN odd AND a < 0 THEN -magnitude ELSE magnitude END;
END
$$;
