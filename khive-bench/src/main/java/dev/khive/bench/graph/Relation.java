package dev.khive.bench.graph;

/** The relations of the social graph; their names are what queries write. */
public enum Relation {
    /** City to country, country to continent. */
    IS_PART_OF,
    /** Class to class. */
    IS_SUBCLASS_OF,
    /** Tag to class. */
    HAS_TYPE,
    /** Person to city, message to country. */
    IS_LOCATED_IN,
    /** Person to person, stored once and meant both ways. */
    KNOWS,
    /** Person to tag. */
    HAS_INTEREST,
    /** Forum to person. */
    HAS_MODERATOR,
    /** Forum to person. */
    HAS_MEMBER,
    /** Forum to post. */
    CONTAINER_OF,
    /** Message or forum to tag. */
    HAS_TAG,
    /** Message to person. */
    HAS_CREATOR,
    /** Comment to message. */
    REPLY_OF,
    /** Person to message. */
    LIKES;
}
