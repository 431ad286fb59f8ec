-- Time zones: offsets from UTC, and the regions of the tz database by the names that Java knows.
--
-- The offsets of a region are those of the server's tz database. Its calendar of rules repeats every 400 years, so years that a
-- timestamp cannot hold are answered by others.

SET LOCAL check_function_bodies = off;

-- Whether Java has a region of this name.
CREATE OR REPLACE FUNCTION khive_zone_known(zone text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN khive_zone_rules(zone) <> zone OR zone = ANY ('{
    Africa/Abidjan, Africa/Algiers, Africa/Asmera, Africa/Bissau, Africa/Cairo, Africa/Casablanca, Africa/Ceuta,
    Africa/El_Aaiun, Africa/Johannesburg, Africa/Juba, Africa/Khartoum, Africa/Lagos, Africa/Maputo, Africa/Monrovia,
    Africa/Nairobi, Africa/Ndjamena, Africa/Sao_Tome, Africa/Timbuktu, Africa/Tripoli, Africa/Tunis, Africa/Windhoek,
    America/Adak, America/Anchorage, America/Araguaina, America/Argentina/Buenos_Aires, America/Argentina/Catamarca,
    America/Argentina/ComodRivadavia, America/Argentina/Cordoba, America/Argentina/Jujuy, America/Argentina/La_Rioja,
    America/Argentina/Mendoza, America/Argentina/Rio_Gallegos, America/Argentina/Salta, America/Argentina/San_Juan,
    America/Argentina/San_Luis, America/Argentina/Tucuman, America/Argentina/Ushuaia, America/Asuncion, America/Atka,
    America/Bahia, America/Bahia_Banderas, America/Barbados, America/Belem, America/Belize, America/Boa_Vista, America/Bogota,
    America/Boise, America/Buenos_Aires, America/Cambridge_Bay, America/Campo_Grande, America/Cancun, America/Caracas,
    America/Catamarca, America/Cayenne, America/Chicago, America/Chihuahua, America/Ciudad_Juarez, America/Coral_Harbour,
    America/Cordoba, America/Costa_Rica, America/Coyhaique, America/Cuiaba, America/Danmarkshavn, America/Dawson,
    America/Dawson_Creek, America/Denver, America/Detroit, America/Edmonton, America/Eirunepe, America/El_Salvador,
    America/Ensenada, America/Fort_Nelson, America/Fort_Wayne, America/Fortaleza, America/Glace_Bay, America/Godthab,
    America/Goose_Bay, America/Grand_Turk, America/Guatemala, America/Guayaquil, America/Guyana, America/Halifax,
    America/Havana, America/Hermosillo, America/Indiana/Indianapolis, America/Indiana/Knox, America/Indiana/Marengo,
    America/Indiana/Petersburg, America/Indiana/Tell_City, America/Indiana/Vevay, America/Indiana/Vincennes,
    America/Indiana/Winamac, America/Indianapolis, America/Inuvik, America/Iqaluit, America/Jamaica, America/Jujuy,
    America/Juneau, America/Kentucky/Louisville, America/Kentucky/Monticello, America/Knox_IN, America/Kralendijk,
    America/La_Paz, America/Lima, America/Los_Angeles, America/Louisville, America/Lower_Princes, America/Maceio,
    America/Managua, America/Manaus, America/Marigot, America/Martinique, America/Matamoros, America/Mazatlan, America/Mendoza,
    America/Menominee, America/Merida, America/Metlakatla, America/Mexico_City, America/Miquelon, America/Moncton,
    America/Monterrey, America/Montevideo, America/Montreal, America/New_York, America/Nipigon, America/Nome, America/Noronha,
    America/North_Dakota/Beulah, America/North_Dakota/Center, America/North_Dakota/New_Salem, America/Nuuk, America/Ojinaga,
    America/Panama, America/Pangnirtung, America/Paramaribo, America/Phoenix, America/Port-au-Prince, America/Porto_Acre,
    America/Porto_Velho, America/Puerto_Rico, America/Punta_Arenas, America/Rainy_River, America/Rankin_Inlet, America/Recife,
    America/Regina, America/Resolute, America/Rio_Branco, America/Rosario, America/Santa_Isabel, America/Santarem,
    America/Santiago, America/Santo_Domingo, America/Sao_Paulo, America/Scoresbysund, America/Shiprock, America/Sitka,
    America/St_Barthelemy, America/St_Johns, America/Swift_Current, America/Tegucigalpa, America/Thule, America/Thunder_Bay,
    America/Tijuana, America/Toronto, America/Vancouver, America/Virgin, America/Whitehorse, America/Winnipeg, America/Yakutat,
    America/Yellowknife, Antarctica/Casey, Antarctica/Davis, Antarctica/Macquarie, Antarctica/Mawson, Antarctica/Palmer,
    Antarctica/Rothera, Antarctica/South_Pole, Antarctica/Troll, Antarctica/Vostok, Arctic/Longyearbyen, Asia/Almaty,
    Asia/Amman, Asia/Anadyr, Asia/Aqtau, Asia/Aqtobe, Asia/Ashgabat, Asia/Ashkhabad, Asia/Atyrau, Asia/Baghdad, Asia/Baku,
    Asia/Bangkok, Asia/Barnaul, Asia/Beirut, Asia/Bishkek, Asia/Calcutta, Asia/Chita, Asia/Choibalsan, Asia/Chongqing,
    Asia/Chungking, Asia/Colombo, Asia/Dacca, Asia/Damascus, Asia/Dhaka, Asia/Dili, Asia/Dubai, Asia/Dushanbe, Asia/Famagusta,
    Asia/Gaza, Asia/Harbin, Asia/Hebron, Asia/Ho_Chi_Minh, Asia/Hong_Kong, Asia/Hovd, Asia/Irkutsk, Asia/Istanbul, Asia/Jakarta,
    Asia/Jayapura, Asia/Jerusalem, Asia/Kabul, Asia/Kamchatka, Asia/Karachi, Asia/Kashgar, Asia/Kathmandu, Asia/Katmandu,
    Asia/Khandyga, Asia/Kolkata, Asia/Krasnoyarsk, Asia/Kuching, Asia/Macao, Asia/Macau, Asia/Magadan, Asia/Makassar,
    Asia/Manila, Asia/Nicosia, Asia/Novokuznetsk, Asia/Novosibirsk, Asia/Omsk, Asia/Oral, Asia/Pontianak, Asia/Pyongyang,
    Asia/Qatar, Asia/Qostanay, Asia/Qyzylorda, Asia/Rangoon, Asia/Riyadh, Asia/Saigon, Asia/Sakhalin, Asia/Samarkand,
    Asia/Seoul, Asia/Shanghai, Asia/Singapore, Asia/Srednekolymsk, Asia/Taipei, Asia/Tashkent, Asia/Tbilisi, Asia/Tehran,
    Asia/Tel_Aviv, Asia/Thimbu, Asia/Thimphu, Asia/Tokyo, Asia/Tomsk, Asia/Ujung_Pandang, Asia/Ulaanbaatar, Asia/Ulan_Bator,
    Asia/Urumqi, Asia/Ust-Nera, Asia/Vladivostok, Asia/Yakutsk, Asia/Yangon, Asia/Yekaterinburg, Asia/Yerevan, Atlantic/Azores,
    Atlantic/Bermuda, Atlantic/Canary, Atlantic/Cape_Verde, Atlantic/Faeroe, Atlantic/Faroe, Atlantic/Jan_Mayen,
    Atlantic/Madeira, Atlantic/South_Georgia, Atlantic/Stanley, Australia/ACT, Australia/Adelaide, Australia/Brisbane,
    Australia/Broken_Hill, Australia/Canberra, Australia/Currie, Australia/Darwin, Australia/Eucla, Australia/Hobart,
    Australia/LHI, Australia/Lindeman, Australia/Lord_Howe, Australia/Melbourne, Australia/NSW, Australia/North,
    Australia/Perth, Australia/Queensland, Australia/South, Australia/Sydney, Australia/Tasmania, Australia/Victoria,
    Australia/West, Australia/Yancowinna, Brazil/Acre, Brazil/DeNoronha, Brazil/East, Brazil/West, Canada/Atlantic,
    Canada/Central, Canada/Eastern, Canada/Mountain, Canada/Newfoundland, Canada/Pacific, Canada/Saskatchewan, Canada/Yukon,
    Chile/Continental, Chile/EasterIsland, Cuba, Egypt, Eire, Etc/GMT, Etc/GMT+0, Etc/GMT+1, Etc/GMT+10, Etc/GMT+11, Etc/GMT+12,
    Etc/GMT+2, Etc/GMT+3, Etc/GMT+4, Etc/GMT+5, Etc/GMT+6, Etc/GMT+7, Etc/GMT+8, Etc/GMT+9, Etc/GMT-0, Etc/GMT-1, Etc/GMT-10,
    Etc/GMT-11, Etc/GMT-12, Etc/GMT-13, Etc/GMT-14, Etc/GMT-2, Etc/GMT-3, Etc/GMT-4, Etc/GMT-5, Etc/GMT-6, Etc/GMT-7, Etc/GMT-8,
    Etc/GMT-9, Etc/GMT0, Etc/Greenwich, Etc/UCT, Etc/UTC, Etc/Universal, Etc/Zulu, Europe/Andorra, Europe/Astrakhan,
    Europe/Athens, Europe/Belfast, Europe/Belgrade, Europe/Berlin, Europe/Bratislava, Europe/Brussels, Europe/Bucharest,
    Europe/Budapest, Europe/Busingen, Europe/Chisinau, Europe/Dublin, Europe/Gibraltar, Europe/Helsinki, Europe/Istanbul,
    Europe/Kaliningrad, Europe/Kiev, Europe/Kirov, Europe/Kyiv, Europe/Lisbon, Europe/London, Europe/Madrid, Europe/Malta,
    Europe/Mariehamn, Europe/Minsk, Europe/Moscow, Europe/Nicosia, Europe/Paris, Europe/Podgorica, Europe/Prague, Europe/Riga,
    Europe/Rome, Europe/Samara, Europe/San_Marino, Europe/Saratov, Europe/Simferopol, Europe/Sofia, Europe/Tallinn,
    Europe/Tirane, Europe/Tiraspol, Europe/Ulyanovsk, Europe/Uzhgorod, Europe/Vatican, Europe/Vienna, Europe/Vilnius,
    Europe/Volgograd, Europe/Warsaw, Europe/Zaporozhye, Europe/Zurich, GB, GB-Eire, GMT, GMT0, Greenwich, Hongkong, Iceland,
    Indian/Chagos, Indian/Maldives, Indian/Mauritius, Iran, Israel, Jamaica, Japan, Kwajalein, Libya, Mexico/BajaNorte,
    Mexico/BajaSur, Mexico/General, NZ, NZ-CHAT, Navajo, PRC, Pacific/Apia, Pacific/Auckland, Pacific/Bougainville,
    Pacific/Chatham, Pacific/Easter, Pacific/Efate, Pacific/Enderbury, Pacific/Fakaofo, Pacific/Fiji, Pacific/Galapagos,
    Pacific/Gambier, Pacific/Guadalcanal, Pacific/Guam, Pacific/Honolulu, Pacific/Johnston, Pacific/Kanton, Pacific/Kiritimati,
    Pacific/Kosrae, Pacific/Kwajalein, Pacific/Marquesas, Pacific/Nauru, Pacific/Niue, Pacific/Norfolk, Pacific/Noumea,
    Pacific/Pago_Pago, Pacific/Palau, Pacific/Pitcairn, Pacific/Ponape, Pacific/Port_Moresby, Pacific/Rarotonga, Pacific/Samoa,
    Pacific/Tahiti, Pacific/Tarawa, Pacific/Tongatapu, Pacific/Truk, Pacific/Yap, Poland, Portugal, ROK, Singapore, Turkey, UCT,
    US/Alaska, US/Aleutian, US/Arizona, US/Central, US/East-Indiana, US/Eastern, US/Hawaii, US/Indiana-Starke, US/Michigan,
    US/Mountain, US/Pacific, US/Samoa, UTC, Universal, W-SU, Zulu
  }');
END
$$;

-- The region whose rules hold in a region. These are links in the tz database as Java has it; servers differ in whether they give
-- them rules of their own before 1970, and take CET and its like for fixed offsets.
CREATE OR REPLACE FUNCTION khive_zone_rules(zone text) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
BEGIN
  RETURN coalesce('{
    "Africa/Accra": "Africa/Abidjan", "Africa/Addis_Ababa": "Africa/Nairobi", "Africa/Asmara": "Africa/Nairobi",
    "Africa/Bamako": "Africa/Abidjan", "Africa/Bangui": "Africa/Lagos", "Africa/Banjul": "Africa/Abidjan",
    "Africa/Blantyre": "Africa/Maputo", "Africa/Brazzaville": "Africa/Lagos", "Africa/Bujumbura": "Africa/Maputo",
    "Africa/Conakry": "Africa/Abidjan", "Africa/Dakar": "Africa/Abidjan", "Africa/Dar_es_Salaam": "Africa/Nairobi",
    "Africa/Djibouti": "Africa/Nairobi", "Africa/Douala": "Africa/Lagos", "Africa/Freetown": "Africa/Abidjan",
    "Africa/Gaborone": "Africa/Maputo", "Africa/Harare": "Africa/Maputo", "Africa/Kampala": "Africa/Nairobi",
    "Africa/Kigali": "Africa/Maputo", "Africa/Kinshasa": "Africa/Lagos", "Africa/Libreville": "Africa/Lagos",
    "Africa/Lome": "Africa/Abidjan", "Africa/Luanda": "Africa/Lagos", "Africa/Lubumbashi": "Africa/Maputo",
    "Africa/Lusaka": "Africa/Maputo", "Africa/Malabo": "Africa/Lagos", "Africa/Maseru": "Africa/Johannesburg",
    "Africa/Mbabane": "Africa/Johannesburg", "Africa/Mogadishu": "Africa/Nairobi", "Africa/Niamey": "Africa/Lagos",
    "Africa/Nouakchott": "Africa/Abidjan", "Africa/Ouagadougou": "Africa/Abidjan", "Africa/Porto-Novo": "Africa/Lagos",
    "America/Anguilla": "America/Puerto_Rico", "America/Antigua": "America/Puerto_Rico", "America/Aruba": "America/Puerto_Rico",
    "America/Atikokan": "America/Panama", "America/Blanc-Sablon": "America/Puerto_Rico", "America/Cayman": "America/Panama",
    "America/Creston": "America/Phoenix", "America/Curacao": "America/Puerto_Rico", "America/Dominica": "America/Puerto_Rico",
    "America/Grenada": "America/Puerto_Rico", "America/Guadeloupe": "America/Puerto_Rico",
    "America/Montserrat": "America/Puerto_Rico", "America/Nassau": "America/Toronto",
    "America/Port_of_Spain": "America/Puerto_Rico", "America/St_Kitts": "America/Puerto_Rico",
    "America/St_Lucia": "America/Puerto_Rico", "America/St_Thomas": "America/Puerto_Rico",
    "America/St_Vincent": "America/Puerto_Rico", "America/Tortola": "America/Puerto_Rico",
    "Antarctica/DumontDUrville": "Pacific/Port_Moresby", "Antarctica/McMurdo": "Pacific/Auckland",
    "Antarctica/Syowa": "Asia/Riyadh", "Asia/Aden": "Asia/Riyadh", "Asia/Bahrain": "Asia/Qatar", "Asia/Brunei": "Asia/Kuching",
    "Asia/Kuala_Lumpur": "Asia/Singapore", "Asia/Kuwait": "Asia/Riyadh", "Asia/Muscat": "Asia/Dubai",
    "Asia/Phnom_Penh": "Asia/Bangkok", "Asia/Vientiane": "Asia/Bangkok", "Atlantic/Reykjavik": "Africa/Abidjan",
    "Atlantic/St_Helena": "Africa/Abidjan", "CET": "Europe/Brussels", "CST6CDT": "America/Chicago", "EET": "Europe/Athens",
    "EST5EDT": "America/New_York", "Europe/Amsterdam": "Europe/Brussels", "Europe/Copenhagen": "Europe/Berlin",
    "Europe/Guernsey": "Europe/London", "Europe/Isle_of_Man": "Europe/London", "Europe/Jersey": "Europe/London",
    "Europe/Ljubljana": "Europe/Belgrade", "Europe/Luxembourg": "Europe/Brussels", "Europe/Monaco": "Europe/Paris",
    "Europe/Oslo": "Europe/Berlin", "Europe/Sarajevo": "Europe/Belgrade", "Europe/Skopje": "Europe/Belgrade",
    "Europe/Stockholm": "Europe/Berlin", "Europe/Vaduz": "Europe/Zurich", "Europe/Zagreb": "Europe/Belgrade",
    "Indian/Antananarivo": "Africa/Nairobi", "Indian/Christmas": "Asia/Bangkok", "Indian/Cocos": "Asia/Yangon",
    "Indian/Comoro": "Africa/Nairobi", "Indian/Kerguelen": "Indian/Maldives", "Indian/Mahe": "Asia/Dubai",
    "Indian/Mayotte": "Africa/Nairobi", "Indian/Reunion": "Asia/Dubai", "MET": "Europe/Brussels", "MST7MDT": "America/Denver",
    "PST8PDT": "America/Los_Angeles", "Pacific/Chuuk": "Pacific/Port_Moresby", "Pacific/Funafuti": "Pacific/Tarawa",
    "Pacific/Majuro": "Pacific/Tarawa", "Pacific/Midway": "Pacific/Pago_Pago", "Pacific/Pohnpei": "Pacific/Guadalcanal",
    "Pacific/Saipan": "Pacific/Guam", "Pacific/Wake": "Pacific/Tarawa", "Pacific/Wallis": "Pacific/Tarawa",
    "WET": "Europe/Lisbon"
  }'::jsonb ->> zone, zone);
END
$$;

-- The seconds of an offset in any of its forms, +1, +01, +0100, +01:00, +010000 or +01:00:00; null for what is none.
CREATE OR REPLACE FUNCTION khive_shift_of(iso text) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  digits text := translate(substr(iso, 2), ':', '');
  seconds integer;
BEGIN
  IF iso = 'Z' THEN
    RETURN 0;
  ELSIF iso !~ '^[-+]([0-9]|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{2}:[0-9]{2}|[0-9]{2}:[0-9]{2}:[0-9]{2})$' THEN
    RETURN NULL;
  END IF;
  digits := rpad(CASE WHEN length(digits) = 1 THEN '0' ELSE '' END || digits, 6, '0');
  seconds := 3600 * left(digits, 2)::integer + 60 * substr(digits, 3, 2)::integer + right(digits, 2)::integer;
  RETURN CASE
    WHEN seconds > 64800 OR substr(digits, 3, 2) > '59' OR right(digits, 2) > '59' THEN NULL
    WHEN left(iso, 1) = '-' THEN -seconds
    ELSE seconds
  END;
END
$$;

-- The offset of a zone that always has the same, null for regions.
CREATE OR REPLACE FUNCTION khive_fixed_shift(zone text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN zone IN ('Z', 'UTC', 'GMT', 'UT') THEN 0
    WHEN zone ~ '^(UTC|GMT|UT)?[-+]' THEN khive_read_shift(ltrim(zone, 'UTCGM'))
  END
$$;

-- The zone that a text names, as Java writes it: a region such as Europe/Paris, an offset, or UTC, GMT or UT with one.
CREATE OR REPLACE FUNCTION khive_zone(name text) RETURNS text
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
AS $$
DECLARE
  zone text := replace(name, ' ', '_');
  prefix text;
  shift integer;
BEGIN
  IF khive_zone_known(zone) THEN
    RETURN zone;
  END IF;
  prefix := coalesce(substring(zone FROM '^(UTC|GMT|UT)(?:[-+]|$)'), '');
  shift := CASE WHEN zone = 'UT' THEN 0 ELSE khive_shift_of(substr(zone, length(prefix) + 1)) END;
  IF shift IS NULL THEN
    PERFORM khive_fault('InvalidArgumentValue', 'There is no time zone "' || name || '".');
  END IF;
  RETURN prefix || CASE WHEN prefix <> '' AND shift = 0 THEN '' ELSE khive_shift_text(shift) END;
END
$$;

-- The offset of a zone at an instant in seconds since 1970.
CREATE OR REPLACE FUNCTION khive_shift_at(zone text, instant bigint) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  shift integer := khive_fixed_shift(zone);
BEGIN
  RETURN CASE WHEN shift IS NULL THEN khive_region_shift(khive_zone_rules(zone), instant) ELSE shift END;
END
$$;

CREATE OR REPLACE FUNCTION khive_region_shift(rules text, instant bigint) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT date_part('epoch', timezone(rules, to_timestamp(khive_like_instant(instant))))::bigint - khive_like_instant(instant)
$$;

-- An instant that a timestamp can hold, with the same rules: the years 2370 to 2769 stand for all later ones, and the time before
-- any rule for all before.
CREATE OR REPLACE FUNCTION khive_like_instant(instant bigint) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$
  SELECT CASE
    WHEN instant > 12622780800 THEN 12622780800 + instant % 12622780800
    WHEN instant < -60000000000 THEN -60000000000
    ELSE instant
  END
$$;

-- A local date and time in a zone. A time in a gap is moved on by the gap's length; where there are two offsets it has the
-- preferred one if that is one of them, else the earlier. No region changes its offset twice in four days.
CREATE OR REPLACE FUNCTION khive_zoned(day bigint, nano bigint, zone text, preferred integer) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  local bigint := 86400 * day + nano / 1000000000;
  shift integer := khive_fixed_shift(zone);
  rules text;
  after integer;
BEGIN
  IF shift IS NULL THEN
    rules := khive_zone_rules(zone);
    shift := khive_region_shift(rules, local - 86400);
    after := khive_region_shift(rules, local + 86400);
    IF preferred = after AND khive_region_shift(rules, local - after) = after THEN
      shift := after;
    ELSIF shift <> after AND khive_region_shift(rules, local - shift) <> shift THEN
      IF khive_region_shift(rules, local - after) <> after THEN
        RETURN khive_at(local - shift, nano % 1000000000, zone);
      END IF;
      shift := after;
    END IF;
  END IF;
  RETURN ROW('$datetime', day, nano, shift, zone)::khive_moment;
END
$$;

-- The offset of a zone at a local date and time: in a gap and in an overlap the one before.
CREATE OR REPLACE FUNCTION khive_shift_before(zone text, day bigint, nano bigint) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  moment khive_moment := khive_zoned(day, nano, zone, NULL);
BEGIN
  IF moment.nano <> nano OR moment.day <> day THEN
    RETURN khive_shift_at(zone, khive_instant(moment) - 86400);
  END IF;
  RETURN moment.shift;
END
$$;

-- The date and time of an instant, in seconds since 1970 and nanoseconds, in a zone.
CREATE OR REPLACE FUNCTION khive_at(instant bigint, nanos bigint, zone text) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  moment khive_moment := khive_local(instant, nanos, zone);
BEGIN
  moment.day := khive_checked_day(moment.day);
  RETURN moment;
END
$$;

CREATE OR REPLACE FUNCTION khive_local(instant bigint, nanos bigint, zone text) RETURNS khive_moment
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
AS $$
DECLARE
  shift integer := khive_shift_at(zone, instant);
BEGIN
  RETURN ROW('$datetime', khive_floor_div(instant + shift, 86400), 1000000000 * khive_floor_mod(instant + shift, 86400) + nanos,
    shift, zone)::khive_moment;
END
$$;

-- The seconds since 1970 of a date and time with an offset.
CREATE OR REPLACE FUNCTION khive_instant(moment khive_moment) RETURNS bigint
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 86400 * (moment).day + (moment).nano / 1000000000 - (moment).shift $$;
