-- Durations: months, days, seconds and nanoseconds, of which the last alone are never negative. Where a part is no integer, a month
-- is 30.436875 days and a day 24 hours.

SET LOCAL check_function_bodies = off;

-- The parts of a duration; null for any other value.
CREATE OR REPLACE FUNCTION khive_span(value jsonb) RETURNS khive_span
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  amounts numeric[];
  seconds numeric;
BEGIN
  IF NOT value ? '$duration' THEN
    RETURN NULL;
  END IF;
  amounts := khive_amounts(value ->> '$duration');
  seconds := 3600 * amounts[5] + 60 * amounts[6] + amounts[7];
  RETURN ROW(12 * amounts[1] + amounts[2], amounts[4], floor(seconds), 1000000000 * (seconds - floor(seconds)))::khive_span;
END
$$;

-- The numbers of a text such as P1Y2M10DT2H30M5.5S: years, months, weeks, days, hours, minutes and seconds. This is faster than a
-- regular expression that captures them.
CREATE OR REPLACE FUNCTION khive_amounts(iso text) RETURNS numeric[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  amounts numeric[] := '{0,0,0,0,0,0,0}';
  rest text := split_part(split_part(iso, 'T', 1), 'P', 2);
  place integer;
BEGIN
  FOR unit IN 1 .. 7 LOOP
    IF unit = 5 THEN
      rest := split_part(iso, 'T', 2);
    END IF;
    place := strpos(rest, substr('YMWDHMS', unit, 1));
    IF place > 0 THEN
      amounts[unit] := replace(left(rest, place - 1), ',', '.')::numeric;
      rest := substr(rest, place + 1);
    END IF;
  END LOOP;
  RETURN amounts;
END
$$;

-- The value of the parts, as Java writes it.
CREATE OR REPLACE FUNCTION khive_span_json(span khive_span) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  total numeric := span.seconds + 0.000000001 * span.nanos;
  date_part text := khive_unit(span.months / 12, 'Y') || khive_unit(span.months % 12, 'M') || khive_unit(span.days, 'D');
BEGIN
  RETURN jsonb_build_object('$duration', CASE
    WHEN total <> 0 THEN
      'P' || date_part || 'T' || khive_unit(div(total, 3600), 'H') || khive_unit(div(mod(total, 3600), 60), 'M')
        || khive_unit(trim_scale(mod(total, 60)), 'S')
    WHEN date_part = '' THEN 'PT0S'
    ELSE 'P' || date_part
  END);
END
$$;

CREATE OR REPLACE FUNCTION khive_unit(amount numeric, unit text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN amount = 0 THEN '' ELSE amount::text || unit END $$;

-- A duration of parts with fractions: those of months become days, those of days seconds, and what is less than a nanosecond is
-- dropped.
CREATE OR REPLACE FUNCTION khive_span_of(months numeric, days numeric, seconds numeric) RETURNS khive_span
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  all_days numeric := days + (months - trunc(months)) * 30.436875;
  all_seconds numeric := trunc(seconds + (all_days - trunc(all_days)) * 86400, 9);
BEGIN
  RETURN ROW(khive_whole(trunc(months)), khive_whole(trunc(all_days)), khive_whole(floor(all_seconds)),
    1000000000 * (all_seconds - floor(all_seconds)))::khive_span;
END
$$;

-- Of a text, of a map of its parts, or of another.
CREATE OR REPLACE FUNCTION khive_duration(source jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  kind text := khive_kind(source);
BEGIN
  IF kind = 'null' THEN
    RETURN NULL;
  ELSIF kind = '$duration' THEN
    RETURN source;
  ELSIF kind = 'string' THEN
    RETURN khive_span_json(khive_span_of_text(source #>> '{}'));
  ELSIF kind = 'map' THEN
    RETURN khive_span_json(khive_span_of_map(source));
  END IF;
  RETURN khive_fault('InvalidArgumentType', 'duration() cannot be made of ' || khive_shown(source) || '.');
END
$$;

-- P1Y2M10DT2H30M5.5S, each number with a sign or fraction of its own, or P2012-02-02T14:37:21.545.
CREATE OR REPLACE FUNCTION khive_span_of_text(iso text) RETURNS khive_span
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  units text := '^[-+]?P(#Y)?(#M)?(#W)?(#D)?(T(?=.)(#H)?(#M)?(#S)?)?$';
  amounts numeric[];
  sign integer := CASE WHEN left(iso, 1) = '-' THEN -1 ELSE 1 END;
BEGIN
  IF iso ~ replace(units, '#', '[-+]?[0-9]+([.,][0-9]+)?') AND right(iso, 1) NOT IN ('P', 'T') THEN
    amounts := khive_amounts(iso);
    RETURN khive_span_of(
      sign * (12 * amounts[1] + amounts[2]),
      sign * (7 * amounts[3] + amounts[4]),
      sign * (3600 * amounts[5] + 60 * amounts[6] + amounts[7]));
  ELSIF iso !~ '^P[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}:[0-9]{2}([.,][0-9]+)?)?$' THEN
    PERFORM khive_fault('InvalidArgumentValue', '"' || iso || '" is no duration in ISO 8601.');
  END IF;
  RETURN khive_span_of(
    12 * substr(iso, 2, 4)::numeric + substr(iso, 7, 2)::numeric,
    substr(iso, 10, 2)::numeric,
    CASE WHEN length(iso) > 11 THEN
      3600 * substr(iso, 13, 2)::numeric + 60 * substr(iso, 16, 2)::numeric + replace(substr(iso, 19), ',', '.')::numeric
    ELSE 0 END);
END
$$;

CREATE OR REPLACE FUNCTION khive_span_of_map(map jsonb) RETURNS khive_span
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  unknown jsonb := map - '{years,quarters,months,weeks,days,hours,minutes,seconds,milliseconds,microseconds,nanoseconds}'::text[];
BEGIN
  IF unknown <> '{}' THEN
    PERFORM khive_fault('InvalidArgumentValue', format('A duration has no component %s.',
      (SELECT khive_decode_key(min(e.key COLLATE "C")) FROM jsonb_object_keys(unknown) AS e (key))));
  END IF;
  RETURN khive_span_of(
    12 * khive_part(map, 'years') + 3 * khive_part(map, 'quarters') + khive_part(map, 'months'),
    7 * khive_part(map, 'weeks') + khive_part(map, 'days'),
    3600 * khive_part(map, 'hours') + 60 * khive_part(map, 'minutes') + khive_part(map, 'seconds')
      + 0.001 * khive_part(map, 'milliseconds') + 0.000001 * khive_part(map, 'microseconds')
      + 0.000000001 * khive_part(map, 'nanoseconds'));
END
$$;

CREATE OR REPLACE FUNCTION khive_part(map jsonb, name text) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF jsonb_typeof(map -> name) = 'number' THEN
    RETURN (map -> name)::numeric;
  ELSIF map ->> name IS NOT NULL THEN
    PERFORM khive_fault('InvalidArgumentType',
      format('The component %s is a number, was %s.', name, khive_shown(map -> name)));
  END IF;
  RETURN 0;
END
$$;

-- Arithmetic ---------------------------------------------------------------------------------------------------------------

-- Of two values one of which is a date, a time or a duration, none of them text or a list.
CREATE OR REPLACE FUNCTION khive_temporal_calculate(operator text, a jsonb, b jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  left_kind text := khive_kind(a);
  right_kind text := khive_kind(b);
BEGIN
  IF left_kind = '$duration' AND right_kind = '$duration' AND operator IN ('+', '-') THEN
    RETURN khive_span_json(khive_sum(khive_span(a), khive_span(b), CASE operator WHEN '+' THEN 1 ELSE -1 END));
  ELSIF right_kind = '$duration' AND operator IN ('+', '-') AND khive_is_temporal(left_kind) THEN
    RETURN khive_moment_json(khive_shifted(khive_moment(a), khive_span(b), CASE operator WHEN '+' THEN 1 ELSE -1 END));
  ELSIF left_kind = '$duration' AND operator = '+' AND khive_is_temporal(right_kind) THEN
    RETURN khive_moment_json(khive_shifted(khive_moment(b), khive_span(a), 1));
  ELSIF left_kind = '$duration' AND right_kind IN ('number', '$float') AND operator IN ('*', '/') THEN
    RETURN khive_span_json(khive_scaled(khive_span(a), operator, khive_factor(b)));
  ELSIF left_kind IN ('number', '$float') AND right_kind = '$duration' AND operator = '*' THEN
    RETURN khive_span_json(khive_scaled(khive_span(b), operator, khive_factor(a)));
  END IF;
  RETURN khive_fault('InvalidArgumentType', format('There is no %s %s %s.', khive_shown(a), operator, khive_shown(b)));
END
$$;

CREATE OR REPLACE FUNCTION khive_factor(number jsonb) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF number ? '$float' THEN
    PERFORM khive_fault('InvalidArgumentValue',
      'A duration cannot be multiplied with or divided by ' || khive_shown(number) || '.');
  END IF;
  RETURN number::numeric;
END
$$;

-- The sum, or with sign -1 the difference.
CREATE OR REPLACE FUNCTION khive_sum(a khive_span, b khive_span, sign integer) RETURNS khive_span
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  nanos bigint := a.nanos + sign * b.nanos;
BEGIN
  RETURN ROW(
    khive_whole(a.months::numeric + sign * b.months::numeric),
    khive_whole(a.days::numeric + sign * b.days::numeric),
    khive_whole(khive_whole(a.seconds::numeric + sign * b.seconds::numeric) + khive_floor_div(nanos, 1000000000)::numeric),
    khive_floor_mod(nanos, 1000000000))::khive_span;
END
$$;

CREATE OR REPLACE FUNCTION khive_scaled(span khive_span, operator text, factor numeric) RETURNS khive_span
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  seconds numeric := span.seconds + 0.000000001 * span.nanos;
BEGIN
  IF operator = '*' THEN
    RETURN khive_span_of(span.months * factor, span.days * factor, seconds * factor);
  ELSIF factor = 0 THEN
    PERFORM khive_fault('DivisionByZero');
  END IF;
  RETURN khive_span_of(khive_quotient(span.months, factor), khive_quotient(span.days, factor), khive_quotient(seconds, factor));
END
$$;

-- The quotient in 34 digits, rounded to the nearest and between two to the even one: IEEE 754's decimal128.
CREATE OR REPLACE FUNCTION khive_quotient(a numeric, b numeric) RETURNS numeric
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  dividend numeric := abs(a);
  divisor numeric := abs(b);
  places integer := 33;
  digits numeric;
  rest numeric;
BEGIN
  IF a = 0 THEN
    RETURN 0;
  END IF;
  places := 33 - floor(log(dividend / divisor));
  IF div(dividend * ('1e' || places)::numeric, divisor) >= 1e34 THEN
    places := places - 1;
  ELSIF div(dividend * ('1e' || places)::numeric, divisor) < 1e33 THEN
    places := places + 1;
  END IF;
  dividend := dividend * ('1e' || places)::numeric;
  digits := div(dividend, divisor);
  rest := 2 * (dividend - digits * divisor);
  IF rest > divisor OR rest = divisor AND mod(digits, 2) = 1 THEN
    digits := digits + 1;
  END IF;
  RETURN sign(a) * sign(b) * digits * ('1e' || -places)::numeric;
END
$$;

-- A date or time later by a duration, or with sign -1 earlier. A date takes the whole days of the seconds, a time takes the seconds
-- alone.
CREATE OR REPLACE FUNCTION khive_shifted(moment khive_moment, span khive_span, sign integer) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF moment.day IS NOT NULL AND span.months <> 0 THEN
    moment.day := khive_plus_months(moment.day, khive_whole(sign * span.months::numeric));
    moment := khive_settled(moment);
  END IF;
  IF moment.kind = '$date' THEN
    moment.day := khive_later_day(moment.day,
      khive_whole(sign * khive_whole(span.days::numeric + span.seconds / 86400)::numeric));
    RETURN moment;
  ELSIF moment.day IS NOT NULL AND span.days <> 0 THEN
    moment.day := khive_later_day(moment.day, khive_whole(sign * span.days::numeric));
    moment := khive_settled(moment);
  END IF;
  RETURN khive_later(khive_later(moment, khive_whole(sign * span.seconds::numeric), 0), 0, sign * span.nanos);
END
$$;

CREATE OR REPLACE FUNCTION khive_later_day(day bigint, days bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT khive_checked_day(khive_whole(day::numeric + days)) $$;

-- The offset that a date and time with a zone has after its date was changed.
CREATE OR REPLACE FUNCTION khive_settled(moment khive_moment) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF moment.kind = '$datetime' THEN
    RETURN khive_zoned(moment.day, moment.nano, moment.zone, moment.shift);
  END IF;
  RETURN moment;
END
$$;

-- Later by seconds and nanoseconds less than a second; with a zone on the line of instants.
CREATE OR REPLACE FUNCTION khive_later(moment khive_moment, seconds bigint, nanos bigint) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  nano bigint := moment.nano + 1000000000 * (seconds % 86400) + nanos;
BEGIN
  IF seconds = 0 AND nanos = 0 THEN
    RETURN moment;
  END IF;
  moment.nano := khive_floor_mod(nano, 86400000000000);
  IF moment.day IS NOT NULL THEN
    moment.day := khive_checked_day(moment.day + seconds / 86400 + khive_floor_div(nano, 86400000000000));
  END IF;
  IF moment.kind = '$datetime' THEN
    RETURN khive_at(khive_instant(moment), moment.nano % 1000000000, moment.zone);
  END IF;
  RETURN moment;
END
$$;

-- Differences --------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION khive_duration_between(origin jsonb, target jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_between(origin, target, true, true, true); END $$;

CREATE OR REPLACE FUNCTION khive_duration_inmonths(origin jsonb, target jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_between(origin, target, true, false, false); END $$;

CREATE OR REPLACE FUNCTION khive_duration_indays(origin jsonb, target jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_between(origin, target, false, true, false); END $$;

CREATE OR REPLACE FUNCTION khive_duration_inseconds(origin jsonb, target jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_between(origin, target, false, false, true); END $$;

-- Where one value has no date the times alone count, where one has no zone the other's is its own.
CREATE OR REPLACE FUNCTION khive_between(origin jsonb, target jsonb, of_months boolean, of_days boolean, of_time boolean)
RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  a khive_moment := khive_moment(origin);
  b khive_moment := khive_moment(target);
  day bigint;
  days_from_to bigint[];
  months bigint := 0;
  days bigint := 0;
  seconds bigint := 0;
  nanos bigint := 0;
BEGIN
  IF origin = 'null' OR target = 'null' THEN
    RETURN NULL;
  ELSIF a.kind IS NULL OR b.kind IS NULL THEN
    PERFORM khive_fault('InvalidArgumentType', 'A duration lies between dates and times, was given '
      || khive_shown(CASE WHEN a.kind IS NULL THEN origin ELSE target END) || '.');
  END IF;
  IF a.day IS NULL OR b.day IS NULL THEN
    day := coalesce(a.day, b.day, 0);
  END IF;
  a := khive_zoned(coalesce(day, a.day), coalesce(a.nano, 0), coalesce(a.zone, b.zone, 'Z'), NULL);
  b := khive_zoned(coalesce(day, b.day), coalesce(b.nano, 0), coalesce(b.zone, a.zone), NULL);
  IF of_months THEN
    days_from_to := khive_calendar_days(a, b);
    months := (khive_month_and_day(days_from_to[2]) - khive_month_and_day(days_from_to[1])) / 32;
    a.day := khive_plus_months(a.day, months);
    a := khive_settled(a);
  END IF;
  IF of_days THEN
    days_from_to := khive_calendar_days(a, b);
    days := days_from_to[2] - days_from_to[1];
  END IF;
  IF of_time THEN
    a.day := khive_checked_day(a.day + days);
    a := khive_settled(a);
    nanos := b.nano % 1000000000 - a.nano % 1000000000;
    seconds := khive_instant(b) - khive_instant(a) + khive_floor_div(nanos, 1000000000);
    nanos := khive_floor_mod(nanos, 1000000000);
  END IF;
  RETURN khive_span_json(ROW(months, days, seconds, nanos)::khive_span);
END
$$;

-- The days between which whole days and months are counted: those of a's zone, or of b's where they lie beyond the calendar. The
-- last is a day nearer where the clock says that it is not over.
CREATE OR REPLACE FUNCTION khive_calendar_days(a khive_moment, b khive_moment) RETURNS bigint[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  b_there khive_moment := b;
BEGIN
  IF a.zone <> b.zone THEN
    b_there := khive_local(khive_instant(b), b.nano % 1000000000, a.zone);
    IF b_there.day NOT BETWEEN -365243219162 AND 365241780471 THEN
      a := khive_local(khive_instant(a), a.nano % 1000000000, b.zone);
      b_there := b;
    END IF;
  END IF;
  RETURN ARRAY[a.day, CASE
    WHEN b_there.day > a.day AND b_there.nano < a.nano THEN b_there.day - 1
    WHEN b_there.day < a.day AND b_there.nano > a.nano THEN b_there.day + 1
    ELSE b_there.day
  END];
END
$$;

-- Months since the year 0 in units of 32 days, and the day of the month.
CREATE OR REPLACE FUNCTION khive_month_and_day(day bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT 32 * (12 * khive_year(day) + extract(month FROM khive_date_in_cycle(day))::bigint - 1)
    + extract(day FROM khive_date_in_cycle(day))::bigint
$$;

-- Order --------------------------------------------------------------------------------------------------------------------

-- Bytes that compare as values of one kind do.
CREATE OR REPLACE FUNCTION khive_temporal_key(value jsonb) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  moment khive_moment := khive_moment(value);
BEGIN
  RETURN CASE moment.kind
    WHEN '$datetime' THEN
      khive_integer_bytes(khive_instant(moment)) || khive_integer_bytes(moment.nano % 1000000000)
    WHEN '$localdatetime' THEN khive_integer_bytes(moment.day) || khive_integer_bytes(moment.nano)
    WHEN '$date' THEN khive_integer_bytes(moment.day)
    WHEN '$time' THEN khive_integer_bytes(moment.nano - 1000000000 * moment.shift::bigint)
    WHEN '$localtime' THEN khive_integer_bytes(moment.nano)
    ELSE khive_span_key(khive_span(value))
  END;
END
$$;

-- Below, at or above 0 as a is before, like or after b of the same kind. Texts without an offset compare as what they say, but for
-- those of years with a sign.
CREATE OR REPLACE FUNCTION khive_temporal_difference(kind text, a jsonb, b jsonb) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  a_text text COLLATE "C" := a ->> kind;
  b_text text COLLATE "C" := b ->> kind;
  a_key bytea;
  b_key bytea;
BEGIN
  IF kind IN ('$date', '$localdatetime', '$localtime') AND a_text >= '0' AND b_text >= '0' THEN
    RETURN CASE WHEN a_text < b_text THEN -1 WHEN a_text > b_text THEN 1 ELSE 0 END;
  END IF;
  a_key := khive_temporal_key(a);
  b_key := khive_temporal_key(b);
  RETURN CASE WHEN a_key < b_key THEN -1 WHEN a_key > b_key THEN 1 ELSE 0 END;
END
$$;

-- By their average length, then by their parts.
CREATE OR REPLACE FUNCTION khive_span_key(span khive_span) RETURNS bytea
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  seconds numeric := span.months * 2629746::numeric + span.days * 86400::numeric + span.seconds;
BEGIN
  RETURN khive_float_bytes(seconds::double precision) || khive_integer_bytes(mod(seconds, 86400)::bigint)
    || khive_integer_bytes(span.nanos) || khive_integer_bytes(span.months) || khive_integer_bytes(span.days);
END
$$;
