-- Dates and times in parts: a day counted from 1970-01-01, a nanosecond of the day, an offset from UTC in seconds, a zone. Years
-- go from -999999999 to 999999999, which PostgreSQL's own types cannot hold, nor nanoseconds.
--
-- The calendar repeats every 400 years, weekdays too: 146097 days. So what it is asked is answered by PostgreSQL's dates from
-- 2000-01-01, which is day 10957, to 2399-12-31.

SET LOCAL check_function_bodies = off;

DO $$
BEGIN
  IF to_regtype(quote_ident(current_schema()) || '.khive_moment') IS NULL THEN
    -- A date or time: day, nano, shift (the offset) and zone are null where its kind has none.
    CREATE TYPE khive_moment AS (kind text, day bigint, nano bigint, shift integer, zone text);
    CREATE TYPE khive_span AS (months bigint, days bigint, seconds bigint, nanos bigint);
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION khive_floor_div(number bigint, divisor bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT number / divisor - CASE WHEN number % divisor < 0 THEN 1 ELSE 0 END $$;

CREATE OR REPLACE FUNCTION khive_floor_mod(number bigint, divisor bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT (number % divisor + divisor) % divisor $$;

-- An integer of 64 bits.
CREATE OR REPLACE FUNCTION khive_whole(number numeric) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF number NOT BETWEEN -9223372036854775808 AND 9223372036854775807 THEN
    PERFORM khive_fault('IntegerOverflow');
  END IF;
  RETURN number;
END
$$;

-- Days ---------------------------------------------------------------------------------------------------------------------

-- The date of the years 2000 to 2399 that stands in its cycle where a day does, and the years between the two.
CREATE OR REPLACE FUNCTION khive_date_in_cycle(day bigint) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT DATE '2000-01-01' + khive_floor_mod(day - 10957, 146097)::integer $$;

CREATE OR REPLACE FUNCTION khive_years_off_cycle(day bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 400 * khive_floor_div(day - 10957, 146097) $$;

CREATE OR REPLACE FUNCTION khive_year(day bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT extract(year FROM khive_date_in_cycle(day))::bigint + khive_years_off_cycle(day) $$;

CREATE OR REPLACE FUNCTION khive_week_year(day bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT extract(isoyear FROM khive_date_in_cycle(day))::bigint + khive_years_off_cycle(day) $$;

-- 1 for Monday.
CREATE OR REPLACE FUNCTION khive_weekday(day bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT khive_floor_mod(day + 3, 7) + 1 $$;

-- The day of a date that exists.
CREATE OR REPLACE FUNCTION khive_day(year bigint, month bigint, day bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT make_date(2000 + khive_floor_mod(year, 400)::integer, month::integer, day::integer) - DATE '1970-01-01'
    + 146097 * khive_floor_div(year - 2000, 400)
$$;

CREATE OR REPLACE FUNCTION khive_is_leap(year bigint) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT year % 4 = 0 AND (year % 100 <> 0 OR year % 400 = 0) $$;

CREATE OR REPLACE FUNCTION khive_month_length(year bigint, month bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN month IN (4, 6, 9, 11) THEN 30
    WHEN month <> 2 THEN 31
    WHEN khive_is_leap(year) THEN 29
    ELSE 28
  END
$$;

-- A day that the calendar has. Functions of SQL are written into their callers only while their arguments are simple, so what is
-- checked is checked in functions of PL/pgSQL.
CREATE OR REPLACE FUNCTION khive_checked_day(day numeric) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF day NOT BETWEEN -365243219162 AND 365241780471 THEN
    PERFORM khive_fault('InvalidArgumentValue', 'A date or time lies beyond the calendar of the years -999999999 to 999999999.');
  END IF;
  RETURN day;
END
$$;

CREATE OR REPLACE FUNCTION khive_day_of_month(year bigint, month bigint, day bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF year NOT BETWEEN -999999999 AND 999999999 OR month NOT BETWEEN 1 AND 12
      OR day NOT BETWEEN 1 AND khive_month_length(year, month) THEN
    PERFORM khive_fault('InvalidArgumentValue', format('There is no date of year %s, month %s, day %s.', year, month, day));
  END IF;
  RETURN khive_day(year, month, day);
END
$$;

CREATE OR REPLACE FUNCTION khive_day_of_year(year bigint, ordinal bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF ordinal NOT BETWEEN 1 AND 365 + khive_is_leap(year)::integer THEN
    PERFORM khive_fault('InvalidArgumentValue', format('The year %s has no day %s.', year, ordinal));
  END IF;
  RETURN khive_day_of_month(year, 1, 1) + ordinal - 1;
END
$$;

-- Quarters are counted on from their first day, up to the 92 days of the longest.
CREATE OR REPLACE FUNCTION khive_day_of_quarter(year bigint, quarter bigint, ordinal bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF quarter NOT BETWEEN 1 AND 4 THEN
    PERFORM khive_fault('InvalidArgumentValue', format('A year has no quarter %s.', quarter));
  ELSIF ordinal NOT BETWEEN 1 AND 92 THEN
    PERFORM khive_fault('InvalidArgumentValue', format('A quarter has no day %s.', ordinal));
  END IF;
  RETURN khive_day_of_month(year, 3 * quarter - 2, 1) + ordinal - 1;
END
$$;

-- The Monday of the week with 4 January.
CREATE OR REPLACE FUNCTION khive_first_monday(week_year bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT khive_day(week_year, 1, 4) - khive_weekday(khive_day(week_year, 1, 4)) + 1 $$;

CREATE OR REPLACE FUNCTION khive_day_of_week(week_year bigint, week bigint, weekday bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  first bigint := khive_first_monday(week_year);
BEGIN
  IF week_year NOT BETWEEN -999999999 AND 999999999 OR week NOT BETWEEN 1 AND (khive_first_monday(week_year + 1) - first) / 7 THEN
    PERFORM khive_fault('InvalidArgumentValue', format('The year %s has no week %s.', week_year, week));
  ELSIF weekday NOT BETWEEN 1 AND 7 THEN
    PERFORM khive_fault('InvalidArgumentValue', format('A week has no day %s.', weekday));
  END IF;
  RETURN khive_checked_day(first + 7 * (week - 1) + weekday - 1);
END
$$;

-- Days past the end of a month are its last.
CREATE OR REPLACE FUNCTION khive_plus_months(day bigint, months bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF months NOT BETWEEN -30000000000 AND 30000000000 THEN
    RETURN khive_checked_day(31 * months::numeric);
  END IF;
  RETURN khive_checked_day(
    (khive_date_in_cycle(day) + make_interval(months => (months % 4800)::integer))::date - DATE '1970-01-01'
    + 146097 * (khive_floor_div(day - 10957, 146097) + months / 4800));
END
$$;

-- Text ---------------------------------------------------------------------------------------------------------------------

-- The text of values as they are stored, which Java's classes write: shorter in no other way than without seconds or fraction.

CREATE OR REPLACE FUNCTION khive_day_text(day bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  year bigint;
BEGIN
  IF day BETWEEN -719162 AND 2932896 THEN
    RETURN to_char(DATE '1970-01-01' + day::integer, 'YYYY-MM-DD');
  END IF;
  year := khive_year(day);
  RETURN CASE WHEN year < 0 THEN '-' WHEN year > 9999 THEN '+' ELSE '' END
    || lpad(abs(year)::text, greatest(4, length(abs(year)::text)), '0')
    || to_char(khive_date_in_cycle(day), '-MM-DD');
END
$$;

CREATE OR REPLACE FUNCTION khive_read_day(iso text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN length(iso) = 10 AND left(iso, 4) <> '0000' THEN
      make_date(left(iso, 4)::integer, substr(iso, 6, 2)::integer, right(iso, 2)::integer) - DATE '1970-01-01'
    ELSE khive_day(left(iso, -6)::bigint, left(right(iso, 5), 2)::bigint, right(iso, 2)::bigint)
  END
$$;

CREATE OR REPLACE FUNCTION khive_nano_text(nano bigint) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  second bigint := nano / 1000000000;
  fraction bigint := nano % 1000000000;
  result text := lpad((second / 3600)::text, 2, '0') || ':' || lpad((second / 60 % 60)::text, 2, '0');
BEGIN
  IF second % 60 = 0 AND fraction = 0 THEN
    RETURN result;
  END IF;
  result := result || ':' || lpad((second % 60)::text, 2, '0');
  RETURN result || CASE
    WHEN fraction = 0 THEN ''
    WHEN fraction % 1000000 = 0 THEN '.' || lpad((fraction / 1000000)::text, 3, '0')
    WHEN fraction % 1000 = 0 THEN '.' || lpad((fraction / 1000)::text, 6, '0')
    ELSE '.' || lpad(fraction::text, 9, '0')
  END;
END
$$;

CREATE OR REPLACE FUNCTION khive_read_nano(iso text) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT 3600000000000 * left(iso, 2)::bigint + 60000000000 * substr(iso, 4, 2)::bigint
    + CASE WHEN length(iso) > 5 THEN 1000000000 * substr(iso, 7, 2)::bigint ELSE 0 END
    + CASE WHEN length(iso) > 9 THEN rpad(substr(iso, 10), 9, '0')::bigint ELSE 0 END
$$;

-- Z, +01:00 or +00:53:28.
CREATE OR REPLACE FUNCTION khive_shift_text(shift integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN shift = 0 THEN 'Z'
    ELSE CASE WHEN shift < 0 THEN '-' ELSE '+' END || lpad((abs(shift) / 3600)::text, 2, '0')
      || ':' || lpad((abs(shift) / 60 % 60)::text, 2, '0')
      || CASE WHEN shift % 60 = 0 THEN '' ELSE ':' || lpad((abs(shift) % 60)::text, 2, '0') END
  END
$$;

CREATE OR REPLACE FUNCTION khive_read_shift(iso text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN iso = 'Z' THEN 0
    ELSE (left(iso, 1) || '1')::integer * (3600 * substr(iso, 2, 2)::integer + 60 * substr(iso, 5, 2)::integer
      + CASE WHEN length(iso) > 6 THEN substr(iso, 8)::integer ELSE 0 END)
  END
$$;

-- The parts of a date or time; null for any other value.
CREATE OR REPLACE FUNCTION khive_moment(value jsonb) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(value);
  iso text;
  day text;
  clock text;
  shift text;
BEGIN
  IF kind NOT IN ('$date', '$localtime', '$time', '$localdatetime', '$datetime') THEN
    RETURN NULL;
  END IF;
  iso := value ->> kind;
  IF kind = '$date' THEN
    RETURN ROW(kind, khive_read_day(iso), NULL, NULL, NULL)::khive_moment;
  ELSIF kind = '$localtime' THEN
    RETURN ROW(kind, NULL, khive_read_nano(iso), NULL, NULL)::khive_moment;
  ELSIF kind <> '$time' THEN
    day := split_part(iso, 'T', 1);
    iso := substr(iso, length(day) + 2);
  END IF;
  IF kind = '$localdatetime' THEN
    RETURN ROW(kind, khive_read_day(day), khive_read_nano(iso), NULL, NULL)::khive_moment;
  END IF;
  clock := split_part(translate(iso, '+-[', 'ZZZ'), 'Z', 1);
  shift := split_part(substr(iso, length(clock) + 1), '[', 1);
  RETURN ROW(kind, khive_read_day(day), khive_read_nano(clock), khive_read_shift(shift),
    CASE WHEN right(iso, 1) = ']' THEN rtrim(split_part(iso, '[', 2), ']') ELSE shift END)::khive_moment;
END
$$;

-- The value of the parts.
CREATE OR REPLACE FUNCTION khive_moment_json(moment khive_moment) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN jsonb_build_object(moment.kind, CASE moment.kind
    WHEN '$date' THEN khive_day_text(moment.day)
    WHEN '$localtime' THEN khive_nano_text(moment.nano)
    WHEN '$time' THEN khive_nano_text(moment.nano) || khive_shift_text(moment.shift)
    WHEN '$localdatetime' THEN khive_day_text(moment.day) || 'T' || khive_nano_text(moment.nano)
    ELSE khive_day_text(moment.day) || 'T' || khive_nano_text(moment.nano) || khive_shift_text(moment.shift)
      || CASE WHEN moment.zone ~ '^([-+]|Z$)' THEN '' ELSE '[' || moment.zone || ']' END
  END);
END
$$;
