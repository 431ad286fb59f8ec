package dev.khive.db.postgres;

import dev.khive.query.value.GraphJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Values as JSON: the edges of every type, and random ones of a seed. */
final class ValueCorpus {
    static final List<String> INTEGERS = List.of(
            "0",
            "1",
            "-1",
            "2",
            "3",
            "-7",
            "10",
            "62",
            "4503599627370497",
            "9007199254740992",
            "9007199254740993",
            "-9007199254740993",
            "1000000000000000100",
            "1000000000000000128",
            "9223372036854775807",
            "9223372036854775806",
            "-9223372036854775808",
            "-9223372036854775807");

    static final List<String> FLOATS = Stream.of(
                    0.0,
                    -0.0,
                    1.0,
                    -1.0,
                    0.5,
                    -0.5,
                    1.5,
                    2.5,
                    -2.5,
                    3.7,
                    0.1,
                    0.30000000000000004,
                    1e-3,
                    9.99e-4,
                    1e7,
                    9999999.5,
                    1e15,
                    9007199254740992.0,
                    9007199254740994.0,
                    1.801439850948199e16,
                    1e18,
                    1.0000000000000001e18,
                    9.223372036854775E18,
                    -9.223372036854776E18,
                    9.223372036854776E18,
                    1e22,
                    1e23,
                    2e23,
                    1e150,
                    1.3407807929942596e154,
                    8.988465674311580e307,
                    1e308,
                    Double.MAX_VALUE,
                    -Double.MAX_VALUE,
                    1e-150,
                    1.5e-154,
                    1e-162,
                    1e-200,
                    Double.MIN_NORMAL,
                    Double.MIN_VALUE,
                    -Double.MIN_VALUE,
                    2 * Double.MIN_VALUE,
                    10 * Double.MIN_VALUE,
                    20 * Double.MIN_VALUE,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY)
            .map(GraphJson::write)
            .toList();

    static final List<String> TEXTS = Stream.of(
                    "",
                    " ",
                    "a",
                    "A",
                    "abc",
                    "abcabc",
                    "b",
                    ",",
                    "true",
                    " False ",
                    "1",
                    "-0",
                    " 42 ",
                    "\u2003\u001c7\u3000",
                    "\u00a07",
                    "1.5",
                    ".5",
                    "5.",
                    ".",
                    "1e3",
                    "1E400",
                    "-1e-400",
                    "1e19",
                    "9223372036854775808",
                    "-9223372036854775808",
                    "0x1F",
                    "-0X8000000000000000",
                    "0x8000000000000000",
                    "0x0000000000000000001",
                    "1e999999999",
                    "0e999999999",
                    "0.0e-5",
                    "1e-999999999",
                    "1e9999999999",
                    "NaN",
                    "+Infinity",
                    "-infinity",
                    "inf",
                    "1.7976931348623158e308",
                    "1.7976931348623159e308",
                    "2.4703282292062327e-324",
                    "2.4703282292062328e-324",
                    "123456789012345678901234567890",
                    "straße",
                    "ΟΔΥΣΣΕΥΣ",
                    "İstanbul",
                    "é",
                    "e\u0301",
                    "\uffff",
                    "😀b😀",
                    "a{b}c",
                    "year",
                    "name",
                    "$a",
                    "x\ny",
                    "HALF_UP")
            .map(GraphJson::write)
            .toList();

    static final List<String> LISTS = List.of(
            "[]",
            "[null]",
            "[1]",
            "[1.0]",
            "[1,2]",
            "[1,null]",
            "[1,\"a\"]",
            "[2,null]",
            "[[1],[2]]",
            "[{\"$float\":\"NaN\"}]",
            "[{\"$float\":\"NaN\"},1]",
            "[1,2.5,-3,9007199254740993,9007199254740992.0]",
            "[0.1,0.2,0.30000000000000004,1,2,3]",
            "[-0.00000000000000000000,0.0,0]",
            "[\",\",\"b\",\"ab\",\"\"]",
            "[\"b\",\"ab\",\"bc\"]",
            "[true,false,null,1,1.0,\"1\",[1],[1.0],{\"a\":1},{\"a\":1.0}]",
            "[9223372036854775807,1,-1]",
            "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18]",
            "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18.0]",
            "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,null,19]",
            "[1e0]".replace("e", "."));

    static final List<String> MAPS = List.of(
            "{}",
            "{\"a\":1}",
            "{\"a\":1.0}",
            "{\"a\":null}",
            "{\"a\":{\"b\":[1,null]}}",
            "{\"a\":{\"b\":[1,2]}}",
            "{\"bb\":1,\"a\":2,\"é\":3}",
            "{\"name\":\"x\",\"year\":3}",
            "{\"$$a\":1}",
            "{\"$$$a\":1,\"a\":{\"$float\":\"NaN\"}}",
            "{\"$$node\":[1]}");

    private static final String NODE_A =
            "{\"$node\":[\"00000000-0000-0000-0000-00000000000a\",\"main\",[\"Person\",\"X\"],{\"name\":\"x\",\"$$a\":1}]}";
    private static final String NODE_B = "{\"$node\":[\"f0000000-0000-0000-8000-00000000000b\",\"main\",[],{}]}";
    private static final String EDGE =
            "{\"$edge\":[\"00000000-0000-0000-9000-00000000000e\",\"main\",\"00000000-0000-0000-0000-00000000000a\","
                    + "\"f0000000-0000-0000-8000-00000000000b\",\"KNOWS\",0.5,{\"year\":1999}]}";

    static final List<String> GRAPH = List.of(
            NODE_A,
            NODE_B,
            EDGE,
            EDGE.replace("KNOWS", "a").replace("0.5", "null"),
            "{\"$path\":[" + NODE_A + "]}",
            "{\"$path\":[" + NODE_A + "," + EDGE + "," + NODE_B + "]}",
            "{\"$path\":[" + NODE_A + "," + EDGE + "," + NODE_A.replace("\"x\"", "1.0") + "]}",
            "{\"$path\":[" + NODE_A + "," + EDGE + "," + NODE_A.replace("\"x\"", "1") + "]}",
            "[" + NODE_A + "," + EDGE + "]");

    static final List<String> TEMPORALS = List.of(
            "{\"$date\":\"2024-02-29\"}",
            "{\"$date\":\"-0001-01-01\"}",
            "{\"$localtime\":\"10:15:30.500\"}",
            "{\"$localtime\":\"00:00\"}",
            "{\"$time\":\"10:15:30+01:00\"}",
            "{\"$time\":\"09:15:30Z\"}",
            "{\"$localdatetime\":\"2024-02-29T10:15:30\"}",
            "{\"$datetime\":\"2024-02-29T10:15:30+01:00[Europe/Paris]\"}",
            "{\"$datetime\":\"2024-02-29T09:15:30Z\"}",
            "{\"$duration\":\"P1M\"}",
            "{\"$duration\":\"P30DT12H0.5S\"}",
            "{\"$duration\":\"PT-0.5S\"}");

    private static final String LETTERS = "aAbB ,.1e-\u00e9\u00df\u03a3\u0130\uffff";

    private ValueCorpus() {}

    /** All numbers, and enough of the others for what is asked of each with each. */
    static List<String> core() {
        List<String> core = new ArrayList<>(List.of("null", "true", "false"));
        for (int index = 0; index < TEXTS.size(); index += 5) {
            core.add(TEXTS.get(index));
        }
        List.of(INTEGERS, FLOATS, LISTS, MAPS, GRAPH, TEMPORALS).forEach(core::addAll);
        return core;
    }

    /** The edges of all types. */
    static List<String> all() {
        List<String> all = new ArrayList<>(List.of("null", "true", "false"));
        List.of(INTEGERS, FLOATS, TEXTS, LISTS, MAPS, GRAPH, TEMPORALS).forEach(all::addAll);
        return all;
    }

    /** A random value; containers have up to four elements and nest at most as deep as told. */
    static String random(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
            case 1 -> Integer.toString(random.nextInt(5));
            case 2 -> GraphJson.write(randomFloat(random));
            case 3 -> GraphJson.write((double) (random.nextLong() >> random.nextInt(64)));
            case 4 -> GraphJson.write(randomText(random));
            case 5 -> pick(random, List.of("null", "true", "false", "1", "1.0"));
            case 6 -> pick(random, random.nextBoolean() ? TEMPORALS : depth > 1 ? GRAPH : FLOATS);
            case 7 -> "[" + String.join(",", several(random, depth, false)) + "]";
            default -> "{" + String.join(",", several(random, depth, true)) + "}";
        };
    }

    private static List<String> several(Random random, int depth, boolean keyed) {
        List<String> several = new ArrayList<>();
        int size = random.nextInt(5);
        for (int index = 0; index < size; index++) {
            String key = keyed ? GraphJson.write("$".repeat(2 * random.nextInt(2)) + (char) ('a' + index)) + ":" : "";
            several.add(key + random(random, depth - 1));
        }
        return several;
    }

    /** Any bits that are a number: all exponents alike. */
    static double randomFloat(Random random) {
        return Double.longBitsToDouble(random.nextLong());
    }

    /** Short text of letters that have a meaning for some function. */
    static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(6); length > 0; length--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
