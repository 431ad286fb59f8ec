-- Dates and times: made of texts, of maps of their parts, of one another and of the clock, cut at a unit, and asked for components.
-- The Java of dev.khive.query.function is the reference. The default zone is UTC.

SET LOCAL check_function_bodies = off;

-- Made of something --------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION khive_date(source jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_made('$date', source); END $$;

CREATE OR REPLACE FUNCTION khive_localtime(source jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_made('$localtime', source); END $$;

CREATE OR REPLACE FUNCTION khive_time(source jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_made('$time', source); END $$;

CREATE OR REPLACE FUNCTION khive_localdatetime(source jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_made('$localdatetime', source); END $$;

CREATE OR REPLACE FUNCTION khive_datetime(source jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_made('$datetime', source); END $$;

CREATE OR REPLACE FUNCTION khive_made(kind text, source jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  source_kind text := khive_kind(source);
BEGIN
  IF source_kind = 'null' THEN
    RETURN NULL;
  END IF;
  RETURN khive_moment_json(CASE source_kind
    WHEN 'string' THEN khive_moment_of_text(kind, source #>> '{}')
    WHEN 'map' THEN khive_moment_of_map(kind, khive_fields(source))
    ELSE khive_converted(kind, khive_moment(source), khive_shown(source))
  END);
END
$$;

-- The moment of a kind with these parts. The offset of a time is the zone's on that day.
CREATE OR REPLACE FUNCTION khive_assembled(kind text, day bigint, nano bigint, zone text) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  shift integer;
BEGIN
  IF kind = '$date' THEN
    RETURN ROW(kind, day, NULL, NULL, NULL)::khive_moment;
  ELSIF kind = '$localtime' THEN
    RETURN ROW(kind, NULL, nano, NULL, NULL)::khive_moment;
  ELSIF kind = '$localdatetime' THEN
    RETURN ROW(kind, day, nano, NULL, NULL)::khive_moment;
  ELSIF kind = '$datetime' THEN
    RETURN khive_zoned(day, nano, zone, NULL);
  END IF;
  shift := khive_shift_before(zone, day, nano);
  RETURN ROW(kind, NULL, nano, shift, khive_shift_text(shift))::khive_moment;
END
$$;

CREATE OR REPLACE FUNCTION khive_has_date(kind text) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT kind IN ('$date', '$localdatetime', '$datetime') $$;

CREATE OR REPLACE FUNCTION khive_lacks(moment khive_moment, of_date boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN of_date THEN (moment).day ELSE (moment).nano END IS NULL $$;

-- Of another kind: a date becomes midnight, but no time becomes a date.
CREATE OR REPLACE FUNCTION khive_converted(kind text, moment khive_moment, shown text) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF khive_lacks(moment, khive_has_date(kind)) THEN
    PERFORM khive_fault('InvalidArgumentType', substr(kind, 2) || '() cannot be made of ' || shown || '.');
  END IF;
  RETURN khive_assembled(kind, coalesce(moment.day, 0), coalesce(moment.nano, 0), coalesce(moment.zone, 'Z'));
END
$$;

-- Texts --------------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION khive_moment_of_text(kind text, iso text) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  date_text text := CASE WHEN kind = '$time' THEN '' ELSE split_part(iso, 'T', 1) END;
  timed khive_moment;
  moment khive_moment;
BEGIN
  IF kind = '$date' THEN
    RETURN khive_assembled(kind, khive_day_of_text(iso), NULL, NULL);
  ELSIF kind = '$localtime' THEN
    RETURN khive_assembled(kind, NULL, khive_nano_of_text(iso), NULL);
  ELSIF kind = '$time' OR date_text <> iso THEN
    timed := khive_time_and_zone(substr(iso, length(date_text) + CASE WHEN kind = '$time' THEN 1 ELSE 2 END));
  END IF;
  IF kind = '$time' THEN
    RETURN khive_assembled(kind, 0, timed.nano, khive_shift_text(coalesce(timed.shift, 0)));
  ELSIF kind = '$localdatetime' AND timed.zone IS NOT NULL THEN
    PERFORM khive_fault('InvalidArgumentValue', 'A local date and time has no zone: "' || iso || '".');
  END IF;
  moment := khive_assembled(kind, khive_day_of_text(date_text), coalesce(timed.nano, 0), coalesce(timed.zone, 'Z'));
  IF moment.shift <> timed.shift THEN
    moment := khive_zoned(moment.day, moment.nano, timed.zone, timed.shift);
    IF moment.shift <> timed.shift THEN
      PERFORM khive_fault('InvalidArgumentValue', format(
        'The offset of "%s" is not one of its zone; that has %s then.', iso, khive_shift_text(moment.shift)));
    END IF;
  END IF;
  RETURN moment;
END
$$;

-- A time with an offset and a region in brackets. The zone is the region, or else the offset.
CREATE OR REPLACE FUNCTION khive_time_and_zone(iso text) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  clock text := split_part(translate(iso, '+-[', 'ZZZ'), 'Z', 1);
  offset_text text := split_part(substr(iso, length(clock) + 1), '[', 1);
  region text := substr(iso, length(clock) + length(offset_text) + 1);
  shift integer;
BEGIN
  IF offset_text !~ '^(Z|[-+][0-9]{2}(:?[0-9]{2}(:?[0-9]{2})?)?)?$' OR region <> '' AND right(region, 1) <> ']' THEN
    PERFORM khive_fault('InvalidArgumentValue', '"' || iso || '" is no time in ISO 8601.');
  ELSIF offset_text <> '' THEN
    shift := khive_fixed_shift(khive_zone(offset_text));
  END IF;
  RETURN ROW('$time', NULL, khive_nano_of_text(clock), shift,
    CASE WHEN region = '' THEN khive_shift_text(shift) ELSE khive_zone(substr(region, 2, length(region) - 2)) END)::khive_moment;
END
$$;

-- The extended and the basic format of ISO 8601, shortened from the right.
CREATE OR REPLACE FUNCTION khive_day_of_text(iso text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  parts integer[];
BEGIN
  IF iso ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN
    RETURN khive_day_of_month(left(iso, 4)::bigint, substr(iso, 6, 2)::bigint, right(iso, 2)::bigint);
  END IF;
  -- Year, week, weekday, quarter, its day, day of the year, month, day, and the same two without a dash.
  parts := regexp_match(iso, '^([-+][0-9]{1,9}(?=-|$)|[0-9]{4})'
    '(?:-?W([0-9]{2})(?:-?([1-7]))?|-?Q([1-4])(?:-?([0-9]{2}))?|-?([0-9]{3})|-([0-9]{1,2})(?:-([0-9]{1,2}))?'
    '|([0-9]{2})([0-9]{2})?)?$');
  IF parts IS NULL THEN
    PERFORM khive_fault('InvalidArgumentValue', '"' || iso || '" is no date in ISO 8601.');
  ELSIF parts[2] IS NOT NULL THEN
    RETURN khive_day_of_week(parts[1], parts[2], coalesce(parts[3], 1));
  ELSIF parts[4] IS NOT NULL THEN
    RETURN khive_day_of_quarter(parts[1], parts[4], coalesce(parts[5], 1));
  ELSIF parts[6] IS NOT NULL THEN
    RETURN khive_day_of_year(parts[1], parts[6]);
  END IF;
  RETURN khive_day_of_month(parts[1], coalesce(parts[7], parts[9], 1), coalesce(parts[8], parts[10], 1));
END
$$;

CREATE OR REPLACE FUNCTION khive_nano_of_text(iso text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  digits text := translate(iso, ',:', '.');
BEGIN
  IF iso !~ '^[0-9]{2}(:?[0-9]{2}(:?[0-9]{2}([.,][0-9]{1,9})?)?)?$' THEN
    PERFORM khive_fault('InvalidArgumentValue', '"' || iso || '" is no time in ISO 8601.');
  END IF;
  RETURN khive_nano(left(digits, 2)::bigint, ('0' || substr(digits, 3, 2))::bigint, ('0' || substr(digits, 5, 2))::bigint,
    rpad(substr(digits, 8), 9, '0')::bigint);
END
$$;

-- The nanosecond of the day at a time that must be one.
CREATE OR REPLACE FUNCTION khive_nano(hour bigint, minute bigint, second bigint, nanos bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF hour NOT BETWEEN 0 AND 23 OR minute NOT BETWEEN 0 AND 59 OR second NOT BETWEEN 0 AND 59
      OR nanos NOT BETWEEN 0 AND 999999999 THEN
    PERFORM khive_fault('InvalidArgumentValue', format(
      'There is no time of hour %s, minute %s, second %s, nanosecond %s.', hour, minute, second, nanos));
  END IF;
  RETURN 3600000000000 * hour + 60000000000 * minute + 1000000000 * second + nanos;
END
$$;

-- Maps ---------------------------------------------------------------------------------------------------------------------

-- A map with its keys in lower case, without those of null.
CREATE OR REPLACE FUNCTION khive_fields(map jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF map::text ~ '[A-Z][A-Za-z]*": ' THEN
    map := (SELECT jsonb_object_agg(lower(e.key COLLATE "C"), e.value) FROM jsonb_each(map) AS e);
  END IF;
  RETURN jsonb_strip_nulls(map);
END
$$;

-- An integer of 32 bits in a map; null where there is none.
CREATE OR REPLACE FUNCTION khive_field(fields jsonb, name text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  value jsonb := fields -> name;
BEGIN
  IF value IS NULL THEN
    RETURN NULL;
  ELSIF jsonb_typeof(value) <> 'number' OR scale(value::numeric) > 0 THEN
    PERFORM khive_fault('InvalidArgumentType', format('The component %s is an integer, was %s.', name, khive_shown(value)));
  ELSIF value::numeric NOT BETWEEN -2147483648 AND 2147483647 THEN
    PERFORM khive_fault('InvalidArgumentValue', format('The component %s is out of its range, was %s.', name, value));
  END IF;
  RETURN value::bigint;
END
$$;

CREATE OR REPLACE FUNCTION khive_zone_field(fields jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  IF fields ? 'timezone' AND jsonb_typeof(fields -> 'timezone') <> 'string' THEN
    PERFORM khive_fault('InvalidArgumentType', 'A time zone is text, was ' || khive_shown(fields -> 'timezone') || '.');
  END IF;
  RETURN khive_zone(fields ->> 'timezone');
END
$$;

CREATE OR REPLACE FUNCTION khive_moment_of_map(kind text, fields jsonb) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  whole boolean := fields ? 'datetime';
  dated khive_moment;
  timed khive_moment;
  zone text;
  day bigint := 0;
  nano bigint := 0;
BEGIN
  IF fields ?| '{epochseconds,epochmillis}' THEN
    RETURN khive_moment_of_epoch(kind, fields);
  END IF;
  dated := khive_source(fields, CASE WHEN whole THEN 'datetime' ELSE 'date' END, true);
  timed := khive_source(fields, CASE WHEN whole THEN 'datetime' ELSE 'time' END, false);
  zone := khive_zone_field(fields);
  IF timed.zone IS NOT NULL AND zone IS NOT NULL THEN
    RETURN khive_moved(kind, fields, dated.day, timed, zone, whole);
  END IF;
  IF khive_has_date(kind) THEN
    day := khive_day_of_fields(fields, dated.day);
  END IF;
  IF kind <> '$date' THEN
    nano := khive_nano_of_fields(fields, timed.nano, 0);
  END IF;
  RETURN khive_assembled(kind, day, nano, coalesce(zone, timed.zone, 'Z'));
END
$$;

-- The value in a map that a date or a time is taken from; null where there is none.
CREATE OR REPLACE FUNCTION khive_source(fields jsonb, name text, of_date boolean) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  moment khive_moment;
BEGIN
  IF fields ? name THEN
    moment := khive_moment(fields -> name);
    IF khive_lacks(moment, of_date) THEN
      PERFORM khive_fault('InvalidArgumentType', format('The component %s cannot be taken from %s.',
        CASE WHEN of_date THEN 'date' ELSE 'time' END, khive_shown(fields -> name)));
    END IF;
  END IF;
  RETURN moment;
END
$$;

-- A time that has a zone keeps its instant in another; the fields are set after that.
CREATE OR REPLACE FUNCTION khive_moved(kind text, fields jsonb, day bigint, timed khive_moment, zone text, whole boolean)
RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  moved khive_moment;
BEGIN
  IF day IS NULL OR NOT whole THEN
    day := CASE WHEN khive_has_date(kind) THEN khive_day_of_fields(fields, day) ELSE 0 END;
  END IF;
  moved := khive_zoned(day, timed.nano, timed.zone, NULL);
  moved := khive_at(khive_instant(moved), moved.nano % 1000000000, zone);
  IF khive_has_date(kind) THEN
    day := CASE WHEN whole THEN khive_day_of_fields(fields, moved.day) ELSE moved.day END;
  END IF;
  RETURN khive_assembled(kind, day, CASE WHEN kind <> '$date' THEN khive_nano_of_fields(fields, moved.nano, 0) END, zone);
END
$$;

CREATE OR REPLACE FUNCTION khive_moment_of_epoch(kind text, fields jsonb) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  zone text := coalesce(khive_zone_field(fields), 'Z');
  nanos bigint := coalesce(khive_field(fields, 'nanosecond'), 0);
BEGIN
  IF khive_is_integer(fields -> 'epochseconds') THEN
    RETURN khive_converted(kind, khive_of_epoch((fields -> 'epochseconds')::bigint, nanos, zone), '');
  ELSIF khive_is_integer(fields -> 'epochmillis') THEN
    RETURN khive_converted(kind, khive_of_epoch_millis((fields -> 'epochmillis')::bigint, nanos, zone), '');
  END IF;
  PERFORM khive_fault('InvalidArgumentType', 'The epoch is counted in integers: ' || khive_shown(fields) || '.');
END
$$;

CREATE OR REPLACE FUNCTION khive_is_integer(value jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT CASE WHEN jsonb_typeof(value) = 'number' THEN scale(value::numeric) = 0 ELSE false END $$;

-- An instant of seconds since 1970 and any nanoseconds, in a zone.
CREATE OR REPLACE FUNCTION khive_of_epoch(seconds bigint, nanos bigint, zone text) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  instant bigint := khive_whole(seconds::numeric + khive_floor_div(nanos, 1000000000));
BEGIN
  PERFORM khive_checked_day(khive_floor_div(instant, 86400));
  RETURN khive_at(instant, khive_floor_mod(nanos, 1000000000), zone);
END
$$;

CREATE OR REPLACE FUNCTION khive_of_epoch_millis(millis bigint, nanos bigint, zone text) RETURNS khive_moment
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT khive_of_epoch(khive_floor_div(millis, 1000), 1000000 * khive_floor_mod(millis, 1000) + nanos, zone) $$;

-- The day that the fields name; what they leave out is the base's, or the first.
CREATE OR REPLACE FUNCTION khive_day_of_fields(fields jsonb, base bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  base_date date := khive_date_in_cycle(base);
  year bigint;
  month bigint;
BEGIN
  IF base IS NULL AND NOT fields ? 'year' THEN
    PERFORM khive_fault('InvalidArgumentValue', 'A date is made of at least a year; the map is ' || khive_shown(fields) || '.');
  ELSIF fields ? 'week' OR fields ? 'dayofweek' AND base IS NOT NULL THEN
    RETURN khive_day_of_week(
      coalesce(khive_field(fields, 'year'), khive_week_year(base)),
      coalesce(khive_field(fields, 'week'), extract(week FROM base_date)::bigint, 1),
      coalesce(khive_field(fields, 'dayofweek'), khive_weekday(base), 1));
  END IF;
  year := coalesce(khive_field(fields, 'year'), khive_year(base));
  IF fields ?| '{quarter,dayofquarter}' THEN
    RETURN khive_day_of_quarter_fields(fields, year, base_date);
  ELSIF fields ? 'ordinalday' THEN
    RETURN khive_day_of_year(year, khive_field(fields, 'ordinalday'));
  END IF;
  month := coalesce(khive_field(fields, 'month'), extract(month FROM base_date)::bigint, 1);
  RETURN khive_day_of_month(year, month, coalesce(khive_field(fields, 'day'), extract(day FROM base_date)::bigint, 1));
END
$$;

CREATE OR REPLACE FUNCTION khive_day_of_quarter_fields(fields jsonb, year bigint, base_date date) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  quarter bigint := coalesce(khive_field(fields, 'quarter'), extract(quarter FROM base_date)::bigint, 1);
BEGIN
  IF quarter NOT BETWEEN 1 AND 4 THEN
    PERFORM khive_fault('InvalidArgumentValue', format('A year has no quarter %s.', quarter));
  ELSIF fields ? 'dayofquarter' OR base_date IS NULL THEN
    RETURN khive_day_of_quarter(year, quarter, coalesce(khive_field(fields, 'dayofquarter'), 1));
  END IF;
  RETURN khive_day_of_month(year, 3 * quarter - 2 + (extract(month FROM base_date)::bigint - 1) % 3,
    extract(day FROM base_date)::bigint);
END
$$;

-- The nanosecond of the day that the fields name, over a base. Parts of a second are added to so many that are kept of it.
CREATE OR REPLACE FUNCTION khive_nano_of_fields(fields jsonb, base bigint, kept bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  nanos bigint := coalesce(base, 0) % 1000000000;
  second bigint := coalesce(base, 0) / 1000000000;
BEGIN
  IF fields ?| '{millisecond,microsecond,nanosecond}' THEN
    nanos := kept + khive_nanos_of_fields(fields);
  END IF;
  RETURN khive_nano(
    coalesce(khive_field(fields, 'hour'), second / 3600),
    coalesce(khive_field(fields, 'minute'), second / 60 % 60),
    coalesce(khive_field(fields, 'second'), second % 60),
    nanos);
END
$$;

CREATE OR REPLACE FUNCTION khive_nanos_of_fields(fields jsonb) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  most_micros bigint := CASE WHEN NOT fields ? 'millisecond' THEN 999999 ELSE 999 END;
  most_nanos bigint := CASE
    WHEN fields ? 'microsecond' THEN 999
    WHEN fields ? 'millisecond' THEN 999999
    ELSE 999999999
  END;
BEGIN
  RETURN 1000000 * khive_bounded(fields, 'millisecond', 999) + 1000 * khive_bounded(fields, 'microsecond', most_micros)
    + khive_bounded(fields, 'nanosecond', most_nanos);
END
$$;

CREATE OR REPLACE FUNCTION khive_bounded(fields jsonb, name text, most bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  value bigint := coalesce(khive_field(fields, name), 0);
BEGIN
  IF value NOT BETWEEN 0 AND most THEN
    PERFORM khive_fault('InvalidArgumentValue', format('The component %s must be 0 to %s, was %s.', name, most, value));
  END IF;
  RETURN value;
END
$$;

-- The clock ----------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION khive_date_now(micros jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$date', micros, NULL); END $$;

CREATE OR REPLACE FUNCTION khive_date_now(micros jsonb, zone jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$date', micros, zone); END $$;

CREATE OR REPLACE FUNCTION khive_localtime_now(micros jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$localtime', micros, NULL); END $$;

CREATE OR REPLACE FUNCTION khive_localtime_now(micros jsonb, zone jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$localtime', micros, zone); END $$;

CREATE OR REPLACE FUNCTION khive_time_now(micros jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$time', micros, NULL); END $$;

CREATE OR REPLACE FUNCTION khive_time_now(micros jsonb, zone jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$time', micros, zone); END $$;

CREATE OR REPLACE FUNCTION khive_localdatetime_now(micros jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$localdatetime', micros, NULL); END $$;

CREATE OR REPLACE FUNCTION khive_localdatetime_now(micros jsonb, zone jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$localdatetime', micros, zone); END $$;

CREATE OR REPLACE FUNCTION khive_datetime_now(micros jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$datetime', micros, NULL); END $$;

CREATE OR REPLACE FUNCTION khive_datetime_now(micros jsonb, zone jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_now('$datetime', micros, zone); END $$;

-- The present instant, in microseconds since 1970, in a zone or in the time zone of a map.
CREATE OR REPLACE FUNCTION khive_now(kind text, micros jsonb, zone jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  micro bigint := micros::bigint;
  fields jsonb := CASE
    WHEN khive_kind(zone) = 'map' THEN khive_fields(zone)
    ELSE jsonb_strip_nulls(jsonb_build_object('timezone', zone))
  END;
BEGIN
  IF zone = 'null' THEN
    RETURN NULL;
  END IF;
  RETURN khive_moment_json(khive_converted(kind, khive_of_epoch(
    khive_floor_div(micro, 1000000), 1000 * khive_floor_mod(micro, 1000000), coalesce(khive_zone_field(fields), 'Z')), ''));
END
$$;

CREATE OR REPLACE FUNCTION khive_datetime_fromepoch(seconds jsonb, nanos jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF seconds = 'null' OR nanos = 'null' THEN
    RETURN NULL;
  ELSIF NOT khive_is_integer(seconds) OR NOT khive_is_integer(nanos) THEN
    PERFORM khive_fault('InvalidArgumentType', 'The epoch is counted in integers, was '
      || khive_shown(CASE WHEN khive_is_integer(seconds) THEN nanos ELSE seconds END) || '.');
  END IF;
  RETURN khive_moment_json(khive_of_epoch(seconds::bigint, nanos::bigint, 'Z'));
END
$$;

CREATE OR REPLACE FUNCTION khive_datetime_fromepoch(seconds jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$ BEGIN RETURN khive_datetime_fromepoch(seconds, '0'); END $$;

CREATE OR REPLACE FUNCTION khive_datetime_fromepochmillis(millis jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF millis = 'null' THEN
    RETURN NULL;
  ELSIF NOT khive_is_integer(millis) THEN
    PERFORM khive_fault('InvalidArgumentType', 'The epoch is counted in integers, was ' || khive_shown(millis) || '.');
  END IF;
  RETURN khive_moment_json(khive_of_epoch_millis(millis::bigint, 0, 'Z'));
END
$$;

-- Truncation ---------------------------------------------------------------------------------------------------------------

CREATE OR REPLACE FUNCTION khive_date_truncate(unit jsonb, source jsonb, map jsonb DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$ BEGIN RETURN khive_truncated('$date', unit, source, map); END $$;

CREATE OR REPLACE FUNCTION khive_localtime_truncate(unit jsonb, source jsonb, map jsonb DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$ BEGIN RETURN khive_truncated('$localtime', unit, source, map); END $$;

CREATE OR REPLACE FUNCTION khive_time_truncate(unit jsonb, source jsonb, map jsonb DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$ BEGIN RETURN khive_truncated('$time', unit, source, map); END $$;

CREATE OR REPLACE FUNCTION khive_localdatetime_truncate(unit jsonb, source jsonb, map jsonb DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$ BEGIN RETURN khive_truncated('$localdatetime', unit, source, map); END $$;

CREATE OR REPLACE FUNCTION khive_datetime_truncate(unit jsonb, source jsonb, map jsonb DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql VOLATILE PARALLEL SAFE
AS $$ BEGIN RETURN khive_truncated('$datetime', unit, source, map); END $$;

CREATE OR REPLACE FUNCTION khive_truncated(kind text, unit jsonb, source jsonb, map jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  unit_name text := lower((unit #>> '{}') COLLATE "C");
  fields jsonb := CASE WHEN khive_kind(map) = 'map' THEN khive_fields(map) ELSE '{}' END;
  moment khive_moment;
  day bigint;
  nano bigint;
BEGIN
  IF jsonb_typeof(unit) IS DISTINCT FROM 'string' THEN
    PERFORM khive_fault('InvalidArgumentType', 'The unit of a truncation is text, was ' || khive_shown(unit) || '.');
  ELSIF khive_kind(source) = 'null' THEN
    RETURN NULL;
  END IF;
  moment := khive_moment(source);
  IF khive_lacks(moment, khive_has_date(kind)) THEN
    PERFORM khive_fault('InvalidArgumentType', substr(kind, 2) || '.truncate() cannot be made of ' || khive_shown(source) || '.');
  END IF;
  day := coalesce(khive_truncated_day(unit_name, moment.day), 0);
  nano := khive_truncated_nano(unit_name, coalesce(moment.nano, 0), kind);
  moment.zone := coalesce(khive_zone_field(fields), moment.zone, 'Z');
  IF khive_has_date(kind) AND fields ?| '{year,month,day,week,dayofweek,quarter,dayofquarter,ordinalday}' THEN
    day := khive_day_of_fields(fields, day);
  END IF;
  IF kind <> '$date' THEN
    nano := khive_nano_of_fields(fields, nano, nano % 1000000000);
  END IF;
  RETURN khive_moment_json(khive_assembled(kind, day, nano, moment.zone));
END
$$;

CREATE OR REPLACE FUNCTION khive_truncated_day(unit text, day bigint) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  year bigint := khive_year(day);
BEGIN
  RETURN CASE unit
    WHEN 'millennium' THEN khive_day_of_month(1000 * khive_floor_div(year, 1000), 1, 1)
    WHEN 'century' THEN khive_day_of_month(100 * khive_floor_div(year, 100), 1, 1)
    WHEN 'decade' THEN khive_day_of_month(10 * khive_floor_div(year, 10), 1, 1)
    WHEN 'year' THEN khive_day(year, 1, 1)
    WHEN 'weekyear' THEN khive_day_of_week(khive_week_year(day), 1, 1)
    WHEN 'quarter' THEN khive_day(year, 3 * extract(quarter FROM khive_date_in_cycle(day))::bigint - 2, 1)
    WHEN 'month' THEN day - extract(day FROM khive_date_in_cycle(day))::bigint + 1
    WHEN 'week' THEN khive_checked_day(day - khive_weekday(day) + 1)
    ELSE day
  END;
END
$$;

CREATE OR REPLACE FUNCTION khive_truncated_nano(unit text, nano bigint, kind text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
BEGIN
  IF unit IN ('millennium', 'century', 'decade', 'year', 'weekyear', 'quarter', 'month', 'week') THEN
    IF NOT khive_has_date(kind) THEN
      PERFORM khive_fault('InvalidArgumentValue', 'A time has no ' || unit || ' to truncate to.');
    END IF;
    RETURN 0;
  ELSIF unit = 'day' THEN
    RETURN 0;
  ELSIF unit NOT IN ('hour', 'minute', 'second', 'millisecond', 'microsecond') THEN
    PERFORM khive_fault('InvalidArgumentValue', 'There is no unit "' || unit || '" to truncate to.');
  ELSIF kind = '$date' THEN
    PERFORM khive_fault('InvalidArgumentValue', 'A date has no ' || unit || ' to truncate to.');
  END IF;
  RETURN nano - nano % CASE unit
    WHEN 'hour' THEN 3600000000000
    WHEN 'minute' THEN 60000000000
    WHEN 'second' THEN 1000000000
    WHEN 'millisecond' THEN 1000000
    ELSE 1000
  END;
END
$$;

-- Components ---------------------------------------------------------------------------------------------------------------

-- The component of a name, with any case; an error where the value has none of that name.
CREATE OR REPLACE FUNCTION khive_component(value jsonb, component jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  name text := lower((component #>> '{}') COLLATE "C");
  kind text := khive_kind(value);
  result jsonb;
BEGIN
  IF kind = '$duration' THEN
    result := to_jsonb(khive_component_of_span(khive_span(value), name));
  ELSIF khive_is_temporal(kind) THEN
    result := khive_component_of_moment(khive_moment(value), name);
  END IF;
  IF result IS NULL AND kind <> 'null' AND name IS NOT NULL THEN
    PERFORM khive_fault('InvalidArgumentType',
      format('The value %s has no component %s.', khive_shown(value), component #>> '{}'));
  END IF;
  RETURN result;
END
$$;

CREATE OR REPLACE FUNCTION khive_component_of_moment(moment khive_moment, name text) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  millis numeric;
BEGIN
  IF name = 'timezone' THEN
    RETURN to_jsonb(moment.zone);
  ELSIF name = 'offset' THEN
    RETURN to_jsonb(khive_shift_text(moment.shift));
  ELSIF name = 'epochmillis' AND moment.kind = '$datetime' THEN
    millis := 1000::numeric * khive_instant(moment) + moment.nano / 1000000 % 1000;
    RETURN to_jsonb(khive_whole(millis));
  END IF;
  RETURN to_jsonb(CASE name
    WHEN 'hour' THEN moment.nano / 3600000000000
    WHEN 'minute' THEN moment.nano / 60000000000 % 60
    WHEN 'second' THEN moment.nano / 1000000000 % 60
    WHEN 'millisecond' THEN moment.nano / 1000000 % 1000
    WHEN 'microsecond' THEN moment.nano / 1000 % 1000000
    WHEN 'nanosecond' THEN moment.nano % 1000000000
    WHEN 'offsetminutes' THEN moment.shift / 60
    WHEN 'offsetseconds' THEN moment.shift
    WHEN 'epochseconds' THEN khive_instant(moment)
    ELSE khive_component_of_day(moment.day, name)
  END);
END
$$;

CREATE OR REPLACE FUNCTION khive_component_of_day(day bigint, name text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  in_cycle date := khive_date_in_cycle(day);
BEGIN
  RETURN CASE name
    WHEN 'year' THEN khive_year(day)
    WHEN 'quarter' THEN extract(quarter FROM in_cycle)
    WHEN 'month' THEN extract(month FROM in_cycle)
    WHEN 'week' THEN extract(week FROM in_cycle)
    WHEN 'weekyear' THEN khive_week_year(day)
    WHEN 'day' THEN extract(day FROM in_cycle)
    WHEN 'ordinalday' THEN extract(doy FROM in_cycle)
    WHEN 'weekday' THEN khive_weekday(day)
    WHEN 'dayofweek' THEN khive_weekday(day)
    WHEN 'dayofquarter' THEN in_cycle - date_trunc('quarter', in_cycle::timestamp)::date + 1
  END;
END
$$;

CREATE OR REPLACE FUNCTION khive_component_of_span(span khive_span, name text) RETURNS bigint
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN CASE name
    WHEN 'years' THEN span.months / 12
    WHEN 'quarters' THEN span.months / 3
    WHEN 'months' THEN span.months
    WHEN 'weeks' THEN span.days / 7
    WHEN 'days' THEN span.days
    WHEN 'hours' THEN span.seconds / 3600
    WHEN 'minutes' THEN span.seconds / 60
    WHEN 'seconds' THEN span.seconds
    WHEN 'milliseconds' THEN khive_whole(khive_whole(1000::numeric * span.seconds) + (span.nanos / 1000000)::numeric)
    WHEN 'microseconds' THEN khive_whole(khive_whole(1000000::numeric * span.seconds) + (span.nanos / 1000)::numeric)
    WHEN 'nanoseconds' THEN khive_whole(khive_whole(1000000000::numeric * span.seconds) + span.nanos::numeric)
    WHEN 'quartersofyear' THEN span.months / 3 % 4
    WHEN 'monthsofquarter' THEN span.months % 3
    WHEN 'monthsofyear' THEN span.months % 12
    WHEN 'daysofweek' THEN span.days % 7
    WHEN 'minutesofhour' THEN span.seconds / 60 % 60
    WHEN 'secondsofminute' THEN span.seconds % 60
    WHEN 'millisecondsofsecond' THEN span.nanos / 1000000
    WHEN 'microsecondsofsecond' THEN span.nanos / 1000
    WHEN 'nanosecondsofsecond' THEN span.nanos
  END;
END
$$;
