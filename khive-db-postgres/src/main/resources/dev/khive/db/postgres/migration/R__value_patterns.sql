-- Java's regular expressions as PostgreSQL's. A pattern is read character by character, and what is written for it uses nothing
-- that depends on a locale or that the two read differently. Whether a whole text matches does not depend on how greedy a
-- repetition is. What has no exact counterpart is refused by name.

SET LOCAL check_function_bodies = off;

-- Whether the whole text matches; null where either is no text. Inlined, so that a pattern which is the same for all rows is
-- translated once, while the statement is planned.
CREATE OR REPLACE FUNCTION khive_matches(value jsonb, pattern jsonb) RETURNS boolean
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$ SELECT khive_matches_translated(value, khive_translated(pattern)) $$;

-- A translation that begins with ! is the error that its pattern is.
CREATE OR REPLACE FUNCTION khive_matches_translated(value jsonb, translated text) RETURNS boolean
LANGUAGE plpgsql VOLATILE STRICT PARALLEL SAFE
AS $$
DECLARE
  subject text := value #>> '{}';
BEGIN
  IF jsonb_typeof(value) <> 'string' THEN
    RETURN NULL;
  ELSIF starts_with(translated, '!') THEN
    RETURN khive_fault(split_part(substr(translated, 2), ' ', 1), substr(translated, strpos(translated, ' ') + 1));
  ELSIF strpos(translated, '(?<') > 0 AND octet_length(subject) <> length(subject) THEN
    RETURN khive_fault('UnsupportedValue', 'PostgreSQL knows the bounds of words in ASCII text alone, the text was "' || subject || '".');
  END IF;
  RETURN subject COLLATE "C" ~ translated;
END
$$;

-- The pattern, or ! with the code of an error and its sentence. Raises nothing, because it may run while a statement is planned;
-- the cost makes the planner prefer to.
CREATE OR REPLACE FUNCTION khive_translated(pattern jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000
AS $$
DECLARE
  java text := pattern #>> '{}';
  flags text := substring(java FROM '^\(\?([is]+)\)');
  place integer := 1 + coalesce(length(flags) + 3, 0);
  result text := '^(?:';
  -- What is open: ( a group, ^ one with an anchor in it, = a lookahead.
  open text := '';
  -- What stands before: nothing, an atom, an anchored group, a quantifier, or an anchor.
  before text := 'nothing';
  -- How often groups are repeated, if each stood in the one before, and single characters.
  turns bigint := 1;
  letters bigint := 1;
  step record;
BEGIN
  IF jsonb_typeof(pattern) <> 'string' THEN
    RETURN NULL;
  END IF;
  WHILE place <= length(java) LOOP
    step := khive_pattern_step(substr(java, place), before, open, coalesce(flags, ''));
    IF step.fault IS NOT NULL THEN
      RETURN '!' || step.fault || ' "' || java || '" '
        || CASE step.fault WHEN 'UnsupportedValue' THEN 'has a part that PostgreSQL cannot match as Java does: '
                           ELSE 'is no regular expression: ' END
        || step.written || ' at ' || place || '.';
    END IF;
    IF substr(java, place - 1, 1) = ')' THEN
      turns := turns * coalesce(step.times, 1);
    ELSE
      letters := letters + coalesce(step.times, 1);
    END IF;
    IF turns * letters > 3000 THEN
      RETURN '!UnsupportedValue "' || java || '" repeats more than PostgreSQL has room for.';
    END IF;
    result := result || step.written;
    place := place + step.size;
    before := step.after;
    open := step.opened;
  END LOOP;
  IF open <> '' THEN
    RETURN '!InvalidArgumentValue "' || java || '" is no regular expression: a group is not closed.';
  END IF;
  RETURN result || ')$';
END
$$;

-- One step through a pattern: how many characters it took, what is written for them, and what follows for the next step. Where
-- fault is a code, what is written is the part that is wrong.
CREATE OR REPLACE FUNCTION khive_pattern_step(
  rest text, before text, open text, flags text,
  OUT size integer, OUT written text, OUT after text, OUT opened text, OUT times integer, OUT fault text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  sign text := left(rest, 1);
  part text;
  class record;
BEGIN
  size := 1;
  after := 'atom';
  opened := open;
  IF sign = '(' THEN
    part := substring(rest FROM '^\((?:\?(?:[:=!]|<[a-zA-Z][a-zA-Z0-9]*>))?');
    size := length(part);
    written := CASE WHEN part IN ('(?=', '(?!') THEN part ELSE '(?:' END;
    opened := CASE WHEN part IN ('(?=', '(?!') THEN '=' ELSE '(' END || open;
    after := 'nothing';
    IF part = '(' AND substr(rest, 2, 1) = '?' THEN
      fault := 'UnsupportedValue';
      written := left(rest, 3);
    END IF;
  ELSIF sign = ')' THEN
    written := sign;
    opened := substr(open, 2);
    after := CASE left(open, 1) WHEN '=' THEN 'anchor' WHEN '^' THEN 'anchored' ELSE 'atom' END;
    IF open = '' THEN
      fault := 'InvalidArgumentValue';
    END IF;
  ELSIF sign IN ('*', '+', '?', '{') THEN
    SELECT q.size, q.written, 'quantifier', q.times, q.fault INTO size, written, after, times, fault
    FROM khive_pattern_quantifier(rest, before) AS q;
  ELSIF sign = '|' THEN
    written := sign;
    after := 'nothing';
  ELSIF sign = '^' THEN
    written := sign;
    after := 'anchor';
  ELSIF sign = '$' THEN
    -- Java's stands before a last line break too, which shows unless the pattern ends here.
    written := sign;
    after := 'anchor';
    IF rest !~ '^\$\)*$' AND NOT (open = '' AND substr(rest, 2, 1) = '|') THEN
      fault := 'UnsupportedValue';
    END IF;
  ELSIF sign = '.' THEN
    written := CASE WHEN strpos(flags, 's') > 0 THEN '.' ELSE '[^\n\r\u0085\u2028\u2029]' END;
  ELSIF sign = '[' THEN
    class := khive_pattern_class(rest, strpos(flags, 'i') > 0);
    size := class.size;
    written := class.written;
    fault := class.fault;
  ELSIF sign = '\' THEN
    SELECT e.size, e.written, CASE e.kept WHEN true THEN before ELSE e.after END, e.fault INTO size, written, after, fault
    FROM khive_pattern_backslash(rest, strpos(flags, 'i') > 0) AS e;
  ELSE
    written := khive_pattern_letter(ascii(sign), strpos(flags, 'i') > 0);
  END IF;
  IF after IN ('anchor', 'anchored') THEN
    opened := translate(opened, '(', '^');
  END IF;
END
$$;

-- A quantifier without what says how greedy it is. Java ends a repetition at a turn that took no character, which shows where
-- there is an anchor in what is repeated.
CREATE OR REPLACE FUNCTION khive_pattern_quantifier(
  rest text, before text, OUT size integer, OUT written text, OUT times integer, OUT fault text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  bounds text[] := regexp_match(rest, '^\{([0-9]+)(,?)([0-9]*)\}');
  suffix text;
BEGIN
  written := left(rest, 1);
  times := 1;
  IF written = '{' THEN
    IF bounds IS NULL OR bounds[2] = '' AND bounds[3] <> '' THEN
      fault := 'InvalidArgumentValue';
      RETURN;
    ELSIF before <> 'atom' OR greatest(length(bounds[1]), length(bounds[3])) > 3
        OR greatest(bounds[1]::integer, nullif(bounds[3], '')::integer) > 255 THEN
      fault := 'UnsupportedValue';
      RETURN;
    ELSIF bounds[3] <> '' AND bounds[3]::integer < bounds[1]::integer THEN
      fault := 'InvalidArgumentValue';
      RETURN;
    END IF;
    written := '{' || array_to_string(bounds, '') || '}';
    times := greatest(bounds[1]::integer, nullif(bounds[3], '')::integer, 1);
  ELSIF before <> 'atom' AND NOT (before = 'anchored' AND written = '?') THEN
    fault := CASE WHEN before IN ('anchor', 'anchored') THEN 'UnsupportedValue' ELSE 'InvalidArgumentValue' END;
    RETURN;
  END IF;
  size := length(written);
  suffix := substr(rest, size + 1, 1);
  IF suffix = '+' THEN
    fault := 'UnsupportedValue';
    written := written || suffix;
  ELSIF suffix = '?' THEN
    size := size + 1;
  END IF;
END
$$;

-- A character outside of brackets; one of ASCII in both cases where case is ignored, as Java does.
CREATE OR REPLACE FUNCTION khive_pattern_letter(code integer, ignoring boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN ignoring AND (code BETWEEN 65 AND 90 OR code BETWEEN 97 AND 122) THEN '[' || chr(code) || chr(code # 32) || ']'
    ELSE khive_pattern_code(code)
  END
$$;

CREATE OR REPLACE FUNCTION khive_pattern_code(code integer) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN code BETWEEN 48 AND 57 OR code BETWEEN 65 AND 90 OR code BETWEEN 97 AND 122 THEN chr(code)
    ELSE '\U' || lpad(to_hex(code), 8, '0')
  END
$$;

-- What begins with a backslash outside of brackets. Kept is true where nothing is written and what stood before still stands.
CREATE OR REPLACE FUNCTION khive_pattern_backslash(
  rest text, ignoring boolean, OUT size integer, OUT written text, OUT after text, OUT kept boolean, OUT fault text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  sign text := substr(rest, 2, 1);
  quoted text;
  escape record;
BEGIN
  size := 2;
  after := 'anchor';
  IF sign = 'Q' THEN
    quoted := split_part(substr(rest, 3), '\E', 1);
    size := 2 + length(quoted) + CASE WHEN strpos(rest, '\E') > 0 THEN 2 ELSE 0 END;
    written := coalesce((SELECT string_agg(khive_pattern_letter(ascii(c.letter), ignoring), '' ORDER BY c.place)
                         FROM unnest(string_to_array(quoted, NULL)) WITH ORDINALITY AS c (letter, place)), '');
    kept := quoted = '';
    after := 'atom';
  ELSIF sign = 'A' THEN
    written := '^';
  ELSIF sign = 'z' THEN
    written := '$';
  ELSIF sign IN ('b', 'B') THEN
    -- PostgreSQL's own know other letters than Java's, which are those of \w.
    written := CASE sign
      WHEN 'b' THEN '(?:(?<=[0-9A-Z_a-z])(?![0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?=[0-9A-Z_a-z]))'
      ELSE '(?:(?<=[0-9A-Z_a-z])(?=[0-9A-Z_a-z])|(?<![0-9A-Z_a-z])(?![0-9A-Z_a-z]))'
    END;
    IF substr(rest, 3, 1) = '{' THEN
      fault := 'UnsupportedValue';
    END IF;
  ELSE
    escape := khive_pattern_escape(substr(rest, 2), ignoring);
    size := escape.size + 1;
    fault := escape.fault;
    after := 'atom';
    written := CASE
      WHEN fault IS NOT NULL THEN left(rest, 2)
      WHEN escape.code IS NOT NULL THEN khive_pattern_letter(escape.code, ignoring)
      ELSE '[' || CASE WHEN escape.negated THEN '^' ELSE '' END || escape.members || ']'
    END;
  END IF;
END
$$;

-- What follows a backslash, inside brackets too: the code of one character, or the members of a class and whether it is of others.
CREATE OR REPLACE FUNCTION khive_pattern_escape(
  rest text, ignoring boolean,
  OUT size integer, OUT code integer, OUT members text, OUT negated boolean, OUT fault text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  sign text := left(rest, 1);
  digits text;
BEGIN
  size := 1;
  negated := sign IN ('D', 'W', 'S', 'H', 'V', 'P');
  members := CASE lower(sign COLLATE "C")
    WHEN 'd' THEN '0-9'
    WHEN 'w' THEN '0-9A-Z_a-z'
    WHEN 's' THEN ' \t\n\u000B\f\r'
    WHEN 'h' THEN ' \t\u00A0\u1680\u180E\u2000-\u200A\u202F\u205F\u3000'
    WHEN 'v' THEN '\n\u000B\f\r\u0085\u2028\u2029'
  END;
  IF members IS NOT NULL OR sign = '' THEN
    fault := CASE WHEN sign = '' THEN 'InvalidArgumentValue' END;
  ELSIF sign IN ('p', 'P') THEN
    digits := substring(rest FROM '^.\{(?:Lower|Upper|ASCII|Alpha|Digit|Alnum|Punct|Graph|Print|Blank|Cntrl|XDigit|Space)\}');
    size := length(digits);
    members := CASE substr(digits, 3)
      WHEN 'Lower}' THEN 'a-z'
      WHEN 'Upper}' THEN 'A-Z'
      WHEN 'ASCII}' THEN '\u0001-\u007F'
      WHEN 'Alpha}' THEN 'A-Za-z'
      WHEN 'Digit}' THEN '0-9'
      WHEN 'Alnum}' THEN '0-9A-Za-z'
      WHEN 'Punct}' THEN '\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E'
      WHEN 'Graph}' THEN '\u0021-\u007E'
      WHEN 'Print}' THEN '\u0020-\u007E'
      WHEN 'Blank}' THEN ' \t'
      WHEN 'Cntrl}' THEN '\u0001-\u001F\u007F'
      WHEN 'XDigit}' THEN '0-9A-Fa-f'
      WHEN 'Space}' THEN ' \t\n\u000B\f\r'
    END;
    IF members IS NULL OR ignoring THEN
      fault := 'UnsupportedValue';
    END IF;
  ELSIF sign !~ '^[0-9A-Za-z]' THEN
    code := ascii(sign);
  ELSIF strpos('tnrfae', sign) > 0 THEN
    code := (ARRAY[9, 10, 13, 12, 7, 27])[strpos('tnrfae', sign)];
  ELSIF sign = 'c' AND length(rest) > 1 THEN
    size := 2;
    code := ascii(substr(rest, 2)) # 64;
    fault := CASE WHEN code = 0 THEN 'UnsupportedValue' END;
  ELSIF sign IN ('x', 'u', '0') THEN
    digits := substring(rest FROM '^(?:x[0-9a-fA-F]{2}|x\{0*[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|0(?:[0-3][0-7]{2}|[0-7]{1,2}))');
    size := length(digits);
    IF sign = '0' THEN
      code := (SELECT sum((ascii(substr(digits, place, 1)) - 48) * power(8, length(digits) - place))
               FROM generate_series(2, length(digits)) AS place);
    ELSE
      code := ('x' || right('00000000' || translate(substr(digits, 2), '{}', ''), 8))::bit(32)::integer;
    END IF;
    fault := CASE
      WHEN digits IS NULL THEN 'InvalidArgumentValue'
      WHEN code BETWEEN 55296 AND 57343 OR code > 1114111 THEN 'UnsupportedValue'
    END;
  ELSE
    fault := CASE WHEN strpos('cgijlmoqyCEFIJKLMOTUY', sign) > 0 THEN 'InvalidArgumentValue' ELSE 'UnsupportedValue' END;
  END IF;
END
$$;

-- A class in brackets. Classes within, intersections and quotes are refused.
CREATE OR REPLACE FUNCTION khive_pattern_class(
  rest text, ignoring boolean, OUT size integer, OUT written text, OUT fault text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  place integer := CASE WHEN starts_with(rest, '[^') THEN 3 ELSE 2 END;
  first integer := place;
  item record;
  last record;
  members text := '';
BEGIN
  LOOP
    IF substr(rest, place, 1) = ']' AND place > first THEN
      EXIT;
    END IF;
    item := khive_pattern_item(substr(rest, place), ignoring);
    place := place + item.size;
    IF item.fault IS NULL AND item.code IS NOT NULL AND substr(rest, place, 1) = '-'
        AND substr(rest, place + 1, 1) NOT IN (']', '') THEN
      last := khive_pattern_item(substr(rest, place + 1), ignoring);
      place := place + 1 + last.size;
      fault := CASE
        WHEN last.fault IS NOT NULL THEN last.fault
        WHEN last.code IS NULL THEN 'UnsupportedValue'
        WHEN last.code < item.code THEN 'InvalidArgumentValue'
      END;
      members := members || khive_pattern_range(item.code, last.code, ignoring);
    ELSE
      fault := item.fault;
      members := members || coalesce(khive_pattern_range(item.code, item.code, ignoring), item.members, '');
    END IF;
    IF fault IS NOT NULL THEN
      written := left(rest, place - 1);
      RETURN;
    END IF;
  END LOOP;
  size := place;
  written := CASE
    WHEN members <> '' THEN left(rest, first - 1) || members || ']'
    WHEN first = 3 THEN '.'
    ELSE '(?!.|$)'
  END;
END
$$;

-- One member of a class: the code of a character, or members.
CREATE OR REPLACE FUNCTION khive_pattern_item(
  rest text, ignoring boolean, OUT size integer, OUT code integer, OUT members text, OUT fault text)
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  escape record;
BEGIN
  size := 1;
  IF rest = '' THEN
    fault := 'InvalidArgumentValue';
  ELSIF starts_with(rest, '[') OR starts_with(rest, ']') OR starts_with(rest, '&&') THEN
    fault := 'UnsupportedValue';
  ELSIF starts_with(rest, '\') THEN
    escape := khive_pattern_escape(substr(rest, 2), ignoring);
    size := escape.size + 1;
    code := escape.code;
    fault := escape.fault;
    members := CASE
      WHEN NOT escape.negated THEN escape.members
      WHEN substr(rest, 2, 1) = 'D' THEN '\u0001-\u002F\u003A-\U0010FFFF'
      WHEN substr(rest, 2, 1) = 'W' THEN '\u0001-\u002F\u003A-\u0040\u005B-\u005E\u0060\u007B-\U0010FFFF'
      WHEN substr(rest, 2, 1) = 'S' THEN '\u0001-\u0008\u000E-\u001F\u0021-\U0010FFFF'
    END;
    IF fault IS NULL AND code IS NULL AND members IS NULL THEN
      fault := 'UnsupportedValue';
    END IF;
  ELSE
    code := ascii(rest);
  END IF;
END
$$;

-- The characters from one code to another as members of a class; NULL for NULL, nothing for the code 0 that no text has.
CREATE OR REPLACE FUNCTION khive_pattern_range(first integer, last integer, ignoring boolean) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  members text;
BEGIN
  IF last < 1 OR last < first THEN
    RETURN '';
  END IF;
  members := khive_pattern_code(greatest(first, 1)) || '-' || khive_pattern_code(last);
  -- What is there of A to Z in the other case, and of a to z.
  IF ignoring AND greatest(first, 65) <= least(last, 90) THEN
    members := members || chr(greatest(first, 65) + 32) || '-' || chr(least(last, 90) + 32);
  END IF;
  IF ignoring AND greatest(first, 97) <= least(last, 122) THEN
    members := members || chr(greatest(first, 97) - 32) || '-' || chr(least(last, 122) - 32);
  END IF;
  RETURN members;
END
$$;
