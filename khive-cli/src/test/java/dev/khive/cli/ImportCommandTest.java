package dev.khive.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCommandTest {
    @TempDir
    Path folder = Path.of("");

    private String db = "";

    @BeforeEach
    void nameDatabase() {
        db = "sqlite:" + folder.resolve("kb.db");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private CommandRun load(Object... files) {
        String[] arguments = new String[files.length + 3];
        arguments[0] = "import";
        arguments[1] = "--db";
        arguments[2] = db;
        for (int index = 0; index < files.length; index++) {
            arguments[index + 3] = files[index].toString();
        }
        return CommandRun.of(arguments);
    }

    private String ask(String query) {
        CommandRun run = CommandRun.of("query", "--db", db, "--format", "jsonl", query);
        assertThat(run.err()).isEmpty();
        return run.out();
    }

    private String version() {
        return CommandRun.of("stats", "--db", db, "--format", "json")
                .out()
                .replaceAll("(?s).*\"version\":(\\d+).*", "$1");
    }

    @Nested
    class Csv {
        @Test
        void readsNodesAndEdgesInTheFormatOfTheLabelledSubgraphQueryBenchmark() throws IOException {
            Path nodes = file("nodes.csv", "id|labels\n1|Person\n2|Comment;Message\n");
            Path edges = file("edges.csv", "src|rel|dst\n1|LIKES|2\n");

            CommandRun run = load(nodes, edges);

            assertThat(run.out()).startsWith("Imported 2 nodes and 1 edge in ");
            assertThat(run.err()).isEmpty();
            assertThat(run.code()).isZero();
            assertThat(ask("MATCH (a:Person)-[:LIKES]->(b:Message) RETURN a.id AS a, labels(b) AS b"))
                    .isEqualTo("{\"a\":1,\"b\":[\"Comment\",\"Message\"]}\n");
        }

        @Test
        void readsEdgesBeforeTheNodesThatTheyJoin() throws IOException {
            Path edges = file("edges.csv", "src|rel|dst\n1|KNOWS|2\n");
            Path nodes = file("nodes.csv", "id|labels\n1|A\n2|A\n");

            assertThat(load(edges, nodes).code()).isZero();
            assertThat(ask("MATCH (:A)-[r]->(:A) RETURN type(r) AS r")).isEqualTo("{\"r\":\"KNOWS\"}\n");
        }

        @Test
        void keepsFurtherColumnsAsPropertiesOfTheTypeThatTheyLookLike() throws IOException {
            Path nodes = file("nodes.csv", """
                    id,labels,name,i,f,b,t,zip:string,q,born:date
                    x1,A,42,7,2.5,true,007,123,"8",2026-01-31
                    """);

            load(nodes);

            assertThat(
                            ask(
                                    "MATCH (n) RETURN n.id AS id, n.name AS name, n.i AS i, n.f AS f, n.b AS b, n.t AS t, n.zip AS zip, n.q AS q, n.born AS born"))
                    .isEqualTo(
                            "{\"id\":\"x1\",\"name\":\"42\",\"i\":7,\"f\":2.5,\"b\":true,\"t\":\"007\",\"zip\":\"123\","
                                    + "\"q\":\"8\",\"born\":{\"$date\":\"2026-01-31\"}}\n");
        }

        @Test
        void takesAKeyWithAColonOnlyWithItsType() throws IOException {
            assertThat(load(file("good.csv", "id,dc:title:any\n1,Notes\n")).code())
                    .isZero();
            assertThat(ask("MATCH (n) RETURN n.`dc:title` AS t")).isEqualTo("{\"t\":\"Notes\"}\n");

            CommandRun run = load(file("bad.csv", "id,born:dat\n1,2026-01-31\n"));

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("born:dat ends with no type").contains("born:dat:any");
        }

        @Test
        void readsQuotedDelimitersQuotesAndLineBreaks() throws IOException {
            Path nodes = file("nodes.csv", "id,labels,text\n1,A,\"a,b \"\"c\"\"\nd\"\n");

            load(nodes);

            assertThat(ask("MATCH (n) RETURN n.text AS t")).isEqualTo("{\"t\":\"a,b \\\"c\\\"\\nd\"}\n");
        }

        @Test
        void keepsParallelEdgesApart() throws IOException {
            Path nodes = file("nodes.csv", "id|labels\n1|A\n2|A\n");
            Path edges = file("edges.csv", "src|rel|dst\n1|SAW|2\n1|SAW|2\n1|SAW|2\n");

            load(nodes, edges);

            assertThat(ask("MATCH (:A)-[r:SAW]->(:A) RETURN count(*) AS n")).isEqualTo("{\"n\":3}\n");
        }

        @Test
        void givesEdgesTheirPropertiesAndWeight() throws IOException {
            Path nodes = file("nodes.csv", "id|labels\n1|A\n2|A\n");
            Path edges = file("edges.csv", "src|rel|dst|weight|since\n1|SAW|2|0.5|1815\n");

            load(nodes, edges);

            assertThat(ask("MATCH ()-[r]->() RETURN r.since AS since")).isEqualTo("{\"since\":1815}\n");
        }
    }

    @Nested
    class JsonLines {
        @Test
        void readsNodesEdgesAndNotesWithForwardReferences() throws IOException {
            Path graph = file("graph.jsonl", """
                    {"type":"edge","source":"ada","relation":"LIVED_IN","target":2,"properties":{"since":1815}}
                    {"type":"node","id":"ada","labels":["Person"],"properties":{"name":"Ada","born":{"$date":"1815-12-10"}}}

                    {"type":"node","id":2,"labels":["City"],"properties":{"name":"London","x":1.0,"n":{"$float":"NaN"}}}
                    {"type":"note","id":"n1","kind":"Observation","content":"Ada wrote a program.","salience":0.9}
                    {"type":"edge","source":"n1","relation":"ABOUT","target":"ada"}
                    """);

            CommandRun run = load(graph);

            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("Imported 2 nodes, 1 note and 2 edges in ");
            assertThat(
                            ask(
                                    "MATCH (a)-[r:LIVED_IN]->(b) RETURN a.born AS born, r.since AS since, b.id AS id, b.x AS x, b.n AS n"))
                    .isEqualTo(
                            "{\"born\":{\"$date\":\"1815-12-10\"},\"since\":1815,\"id\":2,\"x\":1.0,\"n\":{\"$float\":\"NaN\"}}\n");
            assertThat(ask("MATCH (n:Observation)-[:ABOUT]->(a) RETURN n.content AS c, n.salience AS s, a.name AS a"))
                    .isEqualTo("{\"c\":\"Ada wrote a program.\",\"s\":0.9,\"a\":\"Ada\"}\n");
        }

        @Test
        void mayJoinNodesThatAreInTheDatabaseAlready() throws IOException {
            load(file("nodes.csv", "id|labels\n1|A\n2|A\n"));

            CommandRun run =
                    load(file("edge.jsonl", "{\"type\":\"edge\",\"source\":1,\"relation\":\"R\",\"target\":\"2\"}\n"));

            assertThat(run.err()).isEmpty();
            assertThat(ask("MATCH (a)-[:R]->(b) RETURN a.id AS a, b.id AS b")).isEqualTo("{\"a\":1,\"b\":2}\n");
        }
    }

    @Nested
    class Again {
        @Test
        void changesNothing() throws IOException {
            Path nodes = file("nodes.csv", "id|labels|name\n1|A|one\n2|B|two\n");
            Path edges = file("edges.csv", "src|rel|dst\n1|SAW|2\n1|SAW|2\n2|SAW|1\n");
            Path notes = file("notes.jsonl", "{\"type\":\"note\",\"id\":9,\"kind\":\"K\",\"content\":\"c\"}\n");
            CommandRun first = CommandRun.of(
                    "import", "--db", db, "--embed", nodes.toString(), edges.toString(), notes.toString());
            assertThat(first.err()).isEmpty();
            String before = version();

            CommandRun second = CommandRun.of(
                    "import", "--db", db, "--embed", nodes.toString(), edges.toString(), notes.toString());

            assertThat(second.out()).startsWith("Imported 0 nodes, 0 notes and 0 edges");
            assertThat(second.out()).contains("; 6 were there already.");
            assertThat(version()).isEqualTo(before);
        }

        @Test
        void writesWhatDiffers() throws IOException {
            load(file("nodes.csv", "id|labels|name\n1|A|one\n2|B|two\n"));

            CommandRun run = load(file("nodes.csv", "id|labels|name\n1|A|one\n2|B|zwei\n"));

            assertThat(run.out()).startsWith("Imported 1 node and 0 edges");
            assertThat(ask("MATCH (n:B) RETURN n.name AS n")).isEqualTo("{\"n\":\"zwei\"}\n");
        }
    }

    @Nested
    class BadInput {
        @ParameterizedTest(name = "{0}")
        @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
                        too few fields!id|labels\\n1|A\\n2!3!The header has 2 columns, the line has 1.
                        too many fields!id|labels\\n1|A|x!2!The header has 2 columns, the line has 3.
                        no id!id|labels\\n|A!2!The id is missing.
                        an id twice!id|labels\\n1|A\\n1|B!3!The id "1" was already used in
                        an empty label!id|labels\\n1|A;;B!2!A label must not be blank.
                        an unknown header!a|b\\n1|2!1!The header must name id and labels, or src, rel and dst
                        a column twice!id|labels|x|x\\n1|A|1|2!1!The header names the column x twice.
                        an empty file!``!1!The file is empty
                        an unclosed quote!id,labels\\n1,"A\\n!1!The text after this line is no CSV
                        a wrong date!id|born:date\\n1|yesterday!2!The column born takes a value of the type date, was "yesterday".
                        a missing end!src|rel|dst\\n1|R|2!2!The source "1" is neither in the files nor in the database.
                        a wrong weight!src|rel|dst|weight\\n1|R|2|heavy!2!The weight must be a number, was "heavy".
                        a weight that is not finite!src|rel|dst|weight\\n1|R|2|NaN!2!The weight of an edge must be finite, was NaN.
                        no JSON!{"type":"node"!1!
                        an unknown type!{"type":"vertex","id":1}!1!The type must be "node", "edge" or "note", was "vertex".
                        no type!{"id":1}!1!The key "type" is missing; it must be a string.
                        an unknown key!{"type":"node","id":1,"name":"x"}!1!A line of the type "node" has no key "name"
                        a fraction as an id!{"type":"node","id":1.5}!1!The key "id" must be a string or an integer, was 1.5.
                        labels that are no list!{"type":"node","id":1,"labels":"A"}!1!The key "labels" must be a list of strings, was "A".
                        a salience above one!{"type":"note","id":1,"kind":"K","content":"c","salience":2}!1!The salience of a note must be 0 to 1, was 2.0.
                        a reserved key!{"type":"note","id":1,"kind":"K","content":"c","properties":{"content":"d"}}!1!"content" is a field of a note
                        a wrong instant!{"type":"note","id":1,"kind":"K","content":"c","expires_at":"soon"}!1!The key "expires_at" must be an instant
                        an array!{"type":"node","id":1}\\n[1]!2!A line must be one JSON object
                        a wrong date value!{"type":"node","id":1,"properties":{"d":{"$date":"x"}}}!1!
                        """)
        void namesTheLineAndTheReasonAndWritesNothing(String name, String text, int line, String reason)
                throws IOException {
            Path good = file("good.csv", "id|labels\n77|Good\n");
            Path bad = file("bad", text == null ? "" : text.replace("\\n", "\n"));

            CommandRun run = load(good, bad);

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("bad, line " + line + ": " + (reason == null ? "" : reason));
            assertThat(run.err()).contains("Nothing was imported because of ");
            assertThat(run.out()).isEmpty();
            CommandRun stats = CommandRun.of("stats", "--db", db);
            assertThat(stats.code()).isEqualTo(ExitCode.FOUND_WANTING);
        }

        @Test
        void keepGoingLeavesOutTheBadLinesAndTheEdgesAtThem() throws IOException {
            Path nodes = file("nodes.csv", "id|labels\n1|A\n2|A|extra\n3|A\n");
            Path edges = file("edges.csv", "src|rel|dst\n1|R|2\n1|R|3\n3|R|9\n");

            CommandRun run = CommandRun.of("import", "--db", db, "--keep-going", nodes.toString(), edges.toString());

            assertThat(run.code()).isEqualTo(ExitCode.FOUND_WANTING);
            assertThat(run.err())
                    .contains("nodes.csv, line 3: The header has 2 columns, the line has 3.")
                    .contains("edges.csv, line 2: The target \"2\" is neither in the files nor in the database.")
                    .contains("edges.csv, line 4: The target \"9\" is neither in the files nor in the database.");
            assertThat(run.out()).startsWith("Imported 2 nodes and 1 edge in ").endsWith("; left out 3 lines.\n");
            assertThat(ask("MATCH (a)-[:R]->(b) RETURN a.id AS a, b.id AS b")).isEqualTo("{\"a\":1,\"b\":3}\n");
        }

        @Test
        void missingFileIsNamedAndNoDatabaseIsMade() {
            CommandRun run = load(folder.resolve("nowhere.csv"));

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).isEqualTo("khive: There is no file " + folder.resolve("nowhere.csv") + ".\n");
            assertThat(folder.resolve("kb.db")).doesNotExist();
        }

        @Test
        void textThatIsNotUtf8IsNamedWithItsLine() throws IOException {
            Path bad = Files.write(
                    folder.resolve("bad.jsonl"),
                    "{\"type\":\"node\",\"id\":1}\n{\"type\":\"node\",\"id\":\"\u00e9\"}\n"
                            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

            assertThat(load(bad).err()).contains("bad.jsonl, line 2: The line is not UTF-8.");
        }
    }
}
