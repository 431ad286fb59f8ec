package dev.khive.bench.graph;

import java.util.List;

/** What a node of the social graph is. */
public enum NodeKind {
    /** One of six. */
    CONTINENT("Continent", false),
    /** In a continent. */
    COUNTRY("Country", false),
    /** In a country. */
    CITY("City", false),
    /** In a tree of classes. */
    TAG_CLASS("TagClass", false),
    /** Of a class. */
    TAG("Tag", false),
    /** In a city. */
    PERSON("Person", false),
    /** Has a moderator, members and posts. */
    FORUM("Forum", false),
    /** In a forum, by a person. */
    POST("Post", true),
    /** Answers a post or a comment. */
    COMMENT("Comment", true);

    private static final String MESSAGE = "Message";

    private final String label;
    private final boolean message;

    NodeKind(String label, boolean message) {
        this.label = label;
        this.message = message;
    }

    /** The labels, the first being the kind. */
    public List<String> labels() {
        return message ? List.of(label, MESSAGE) : List.of(label);
    }

    /** The first label. */
    public String label() {
        return label;
    }

    /** Whether nodes of the kind have a time, a length and an importance; the others have a name. */
    public boolean isMessage() {
        return message;
    }
}
