-- Functions of numbers, and of the numbers of a group, which come as a list.

SET LOCAL check_function_bodies = off;

-- The float of an argument that must be a number.
CREATE OR REPLACE FUNCTION khive_number_argument(value jsonb, function text) RETURNS double precision
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$
BEGIN
  IF khive_kind(value) NOT IN ('number', '$float') THEN
    PERFORM khive_fault('InvalidArgumentType', function || '() takes a number, was ' || khive_shown(value) || '.');
  END IF;
  RETURN khive_float_of(value);
END
$$;

CREATE OR REPLACE FUNCTION khive_sin(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'sin');
BEGIN
  RETURN khive_float_json(CASE WHEN abs(x) >= 'Infinity' THEN 'NaN' ELSE sin(x) END);
END
$$;

CREATE OR REPLACE FUNCTION khive_cos(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'cos');
BEGIN
  RETURN khive_float_json(CASE WHEN abs(x) >= 'Infinity' THEN 'NaN' ELSE cos(x) END);
END
$$;

CREATE OR REPLACE FUNCTION khive_tan(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'tan');
BEGIN
  RETURN khive_float_json(CASE WHEN abs(x) >= 'Infinity' THEN 'NaN' ELSE tan(x) END);
END
$$;

CREATE OR REPLACE FUNCTION khive_cot(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'cot');
BEGIN
  RETURN khive_float_json(CASE WHEN abs(x) >= 'Infinity' THEN 'NaN' ELSE khive_float_quotient(1, tan(x)) END);
END
$$;

CREATE OR REPLACE FUNCTION khive_asin(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'asin');
BEGIN
  RETURN khive_float_json(CASE WHEN abs(x) > 1 THEN 'NaN' ELSE asin(x) END);
END
$$;

CREATE OR REPLACE FUNCTION khive_acos(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'acos');
BEGIN
  RETURN khive_float_json(CASE WHEN abs(x) > 1 THEN 'NaN' ELSE acos(x) END);
END
$$;

CREATE OR REPLACE FUNCTION khive_atan(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_float_json(atan(khive_number_argument(value, 'atan'))); END $$;

CREATE OR REPLACE FUNCTION khive_atan2(y jsonb, x jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_float_json(atan2(khive_number_argument(y, 'atan2') + 0.0, khive_number_argument(x, 'atan2') + 0.0)); END $$;

-- By the factors that Java multiplies with; PostgreSQL's own functions divide.
CREATE OR REPLACE FUNCTION khive_degrees(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_float_json(khive_float_product(khive_number_argument(value, 'degrees'), 57.29577951308232)); END $$;

CREATE OR REPLACE FUNCTION khive_radians(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_float_json(khive_float_product(khive_number_argument(value, 'radians'), 0.017453292519943295)); END $$;

CREATE OR REPLACE FUNCTION khive_haversin(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'haversin');
BEGIN
  RETURN khive_float_json(CASE WHEN abs(x) >= 'Infinity' THEN 'NaN' ELSE (1 - cos(x)) / 2 END);
END
$$;

CREATE OR REPLACE FUNCTION khive_log(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'log');
BEGIN
  RETURN khive_float_json(CASE WHEN x > 0 THEN ln(x) WHEN x = 0 THEN '-Infinity' ELSE 'NaN' END);
END
$$;

CREATE OR REPLACE FUNCTION khive_log10(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'log10');
BEGIN
  RETURN khive_float_json(CASE WHEN x > 0 THEN log(x) WHEN x = 0 THEN '-Infinity' ELSE 'NaN' END);
END
$$;

-- The bounds are the last floats whose powers are floats other than 0.
CREATE OR REPLACE FUNCTION khive_exp(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'exp');
BEGIN
  RETURN khive_float_json(CASE
    WHEN x = 'NaN' THEN x
    WHEN x > 709.782712893384 THEN 'Infinity'
    WHEN x < -745.1332191019411 THEN 0
    ELSE exp(x)
  END);
END
$$;

CREATE OR REPLACE FUNCTION khive_sqrt(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  x double precision := khive_number_argument(value, 'sqrt');
BEGIN
  RETURN khive_float_json(CASE WHEN x < 0 THEN 'NaN' ELSE sqrt(x) END);
END
$$;

CREATE OR REPLACE FUNCTION khive_absolute(value jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF jsonb_typeof(value) = 'number' AND scale(value::numeric) = 0 THEN
    RETURN to_jsonb(khive_calculate_integers('*', value::numeric, sign(value::numeric)));
  END IF;
  RETURN khive_float_json(abs(khive_number_argument(value, 'abs')));
END
$$;

-- Rounding -----------------------------------------------------------------------------------------------------------------

-- To a number of decimal places; halves away from zero unless a mode is named.
CREATE OR REPLACE FUNCTION khive_round(value jsonb, places jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_round(value, places, '"HALF_UP"'); END $$;

CREATE OR REPLACE FUNCTION khive_round(value jsonb, places jsonb, mode jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  number double precision := khive_number_argument(value, 'round');
  precise double precision;
BEGIN
  IF abs(number) >= 'Infinity' THEN
    RETURN khive_float_json(number);
  END IF;
  precise := trunc(khive_number_argument(places, 'round'));
  precise := CASE WHEN precise = 'NaN' THEN 0 ELSE greatest(least(precise, 2147483647), -2147483648) END;
  IF precise NOT BETWEEN 0 AND 300 THEN
    PERFORM khive_fault('NumberOutOfRange', 'The precision of round() must be 0 to 300, was ' || precise::bigint || '.');
  END IF;
  RETURN khive_float_json(
    khive_rounded(khive_float_digits(number), precise::integer, khive_text_argument(mode, 'round'))::double precision);
END
$$;

CREATE OR REPLACE FUNCTION khive_rounded(number numeric, places integer, mode text) RETURNS numeric
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  down numeric := trunc(number, places);
  up numeric := down + sign(number) * ('1e-' || places)::numeric;
  half integer := sign(abs(number - down) - abs(up - number));
BEGIN
  CASE khive_upper_text(mode)
    WHEN 'UP' THEN
      RETURN CASE WHEN number = down THEN down ELSE up END;
    WHEN 'DOWN' THEN
      RETURN down;
    WHEN 'CEILING' THEN
      RETURN CASE WHEN number > down THEN up ELSE down END;
    WHEN 'FLOOR' THEN
      RETURN CASE WHEN number < down THEN up ELSE down END;
    WHEN 'HALF_UP' THEN
      RETURN CASE WHEN half >= 0 THEN up ELSE down END;
    WHEN 'HALF_DOWN' THEN
      RETURN CASE WHEN half > 0 THEN up ELSE down END;
    WHEN 'HALF_EVEN' THEN
      RETURN CASE WHEN half > 0 OR half = 0 AND mod(down * ('1e' || places)::numeric, 2) <> 0 THEN up ELSE down END;
    WHEN 'UNNECESSARY' THEN
      IF number <> down THEN
        PERFORM khive_fault('IntegerOverflow');
      END IF;
      RETURN down;
    ELSE
      PERFORM khive_fault('InvalidArgumentValue', 'There is no way of rounding called "' || mode || '".');
  END CASE;
  RETURN NULL;
END
$$;

-- Groups -------------------------------------------------------------------------------------------------------------------

-- The floats of a list of numbers, in order.
CREATE OR REPLACE FUNCTION khive_floats_argument(list jsonb, function text) RETURNS double precision[]
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF jsonb_typeof(list) <> 'array' THEN
    RETURN '{}';
  END IF;
  RETURN ARRAY(SELECT khive_number_argument(e.item, function)
               FROM jsonb_array_elements(list) WITH ORDINALITY AS e (item, place) ORDER BY e.place);
END
$$;

CREATE OR REPLACE FUNCTION khive_fraction_argument(value jsonb, function text) RETURNS double precision
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  fraction double precision := khive_number_argument(value, function);
BEGIN
  IF fraction NOT BETWEEN 0 AND 1 THEN
    PERFORM khive_fault('NumberOutOfRange',
      'The percentile of ' || function || '() must be 0 to 1, was ' || khive_float_text(fraction) || '.');
  END IF;
  RETURN fraction;
END
$$;

-- Between the two numbers that stand next to the fraction of the way from the least to the largest.
CREATE OR REPLACE FUNCTION khive_percentilecont(list jsonb, percentile jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  fraction double precision := khive_fraction_argument(percentile, 'percentileCont');
  numbers double precision[] := khive_floats_argument(list, 'percentileCont');
  place double precision := fraction * (cardinality(numbers) - 1);
  below integer := floor(place);
BEGIN
  -- Java puts -0.0 before 0.0.
  numbers := ARRAY(SELECT n FROM unnest(numbers) AS n ORDER BY n, n::text <> '-0');
  IF below = place THEN
    RETURN khive_float_json(numbers[below + 1]);
  END IF;
  RETURN khive_float_json(khive_float_sum(
    khive_float_product(numbers[below + 1], below + 1 - place), khive_float_product(numbers[below + 2], place - below)));
END
$$;

-- The least number that at least the fraction of all are no larger than.
CREATE OR REPLACE FUNCTION khive_percentiledisc(list jsonb, percentile jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  fraction double precision := khive_fraction_argument(percentile, 'percentileDisc');
  count integer := cardinality(khive_floats_argument(list, 'percentileDisc'));
BEGIN
  IF count = 0 THEN
    RETURN NULL;
  END IF;
  RETURN (
    SELECT e.item
    FROM jsonb_array_elements(list) WITH ORDINALITY AS e (item, place)
    ORDER BY khive_exact(e.item), e.place
    OFFSET greatest(0, ceil(fraction * count)::integer - 1)
    LIMIT 1
  );
END
$$;

-- The sum with the error of each step carried along, as Java's streams of floats make it.
CREATE OR REPLACE FUNCTION khive_compensated_sum(numbers double precision[]) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  number double precision;
  total double precision := 0;
  error double precision := 0;
  simple double precision := 0;
  step double precision;
  next double precision;
BEGIN
  FOREACH number IN ARRAY numbers LOOP
    -- Far from what a float holds, sums are PostgreSQL's own.
    IF abs(number) < 1e300 AND abs(total) < 1e300 AND abs(simple) < 1e300 THEN
      step := number - error;
      next := total + step;
      error := (next - total) - step;
      total := next;
      simple := simple + number;
      CONTINUE;
    END IF;
    step := khive_float_sum(number, -error);
    next := khive_float_sum(total, step);
    error := khive_float_sum(khive_float_sum(next, -total), -step);
    total := next;
    simple := khive_float_sum(simple, number);
  END LOOP;
  total := khive_float_sum(total, -error);
  RETURN CASE WHEN total = 'NaN' AND abs(simple) = 'Infinity' THEN simple ELSE total END;
END
$$;

-- By the deviations from the mean, which loses less than sums of squares do.
CREATE OR REPLACE FUNCTION khive_deviation(numbers double precision[], divisor integer) RETURNS double precision
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  mean double precision;
BEGIN
  IF divisor < 1 THEN
    RETURN 0;
  END IF;
  mean := khive_float_quotient(khive_compensated_sum(numbers), cardinality(numbers));
  RETURN sqrt(khive_float_quotient(
    khive_compensated_sum(ARRAY(
      SELECT khive_float_product(khive_float_sum(n, -mean), khive_float_sum(n, -mean))
      FROM unnest(numbers) WITH ORDINALITY AS e (n, place) ORDER BY e.place)),
    divisor));
END
$$;

CREATE OR REPLACE FUNCTION khive_stdev(list jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  numbers double precision[] := khive_floats_argument(list, 'stDev');
BEGIN
  RETURN khive_float_json(khive_deviation(numbers, cardinality(numbers) - 1));
END
$$;

CREATE OR REPLACE FUNCTION khive_stdevp(list jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  numbers double precision[] := khive_floats_argument(list, 'stDevP');
BEGIN
  RETURN khive_float_json(khive_deviation(numbers, cardinality(numbers)));
END
$$;

-- The sum of numbers or of durations.
CREATE OR REPLACE FUNCTION khive_sum(list jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  item jsonb;
  total jsonb;
BEGIN
  IF jsonb_typeof(list) <> 'array' THEN
    RETURN NULL;
  END IF;
  FOR item IN SELECT e.item FROM jsonb_array_elements(list) WITH ORDINALITY AS e (item, place) ORDER BY e.place LOOP
    IF khive_kind(item) NOT IN ('number', '$float', '$duration') THEN
      PERFORM khive_fault('InvalidArgumentType', 'sum() takes numbers or durations, was ' || khive_shown(item) || '.');
    END IF;
    total := CASE WHEN total IS NULL THEN item ELSE khive_calculate('"+"', total, item) END;
  END LOOP;
  RETURN total;
END
$$;

-- The mean of numbers or of durations.
CREATE OR REPLACE FUNCTION khive_average(list jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  total jsonb;
BEGIN
  IF jsonb_typeof(list) = 'array' AND NOT EXISTS (
      SELECT 1 FROM jsonb_array_elements(list) AS e (item)
      WHERE jsonb_typeof(e.item) <> 'number' OR scale(e.item::text::numeric) > 0) THEN
    RETURN (
      SELECT khive_float_json(sum(e.item::text::numeric)::double precision / count(*))
      FROM jsonb_array_elements(list) AS e (item));
  END IF;
  total := khive_sum(list);
  IF total IS NULL THEN
    RETURN NULL;
  ELSIF jsonb_typeof(total) = 'number' THEN
    RETURN khive_float_json(khive_float_quotient(khive_float_of(total), jsonb_array_length(list)));
  END IF;
  RETURN khive_calculate('"/"', total, to_jsonb(jsonb_array_length(list)));
END
$$;
