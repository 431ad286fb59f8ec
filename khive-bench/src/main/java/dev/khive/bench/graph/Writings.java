package dev.khive.bench.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** Forums, posts, comments and likes. Few posts have text: those have tags and are answered, the others are pictures. */
final class Writings {
    private static final double TEXTS = 0.14;
    private static final int MOST_MEMBERS = 200;

    private final GraphSize size;
    private final Chance chance;
    private final Places places;
    private final People people;
    private final EdgeList edges;
    private final int firstForum;
    private final int firstPost;
    private final int[] creators;
    private final int[][] tags;
    private final List<Integer> texts = new ArrayList<>();

    Writings(GraphSize size, Chance chance, Places places, People people, EdgeList edges) {
        this.size = size;
        this.chance = chance;
        this.places = places;
        this.people = people;
        this.edges = edges;
        this.firstForum = size.first(NodeKind.FORUM);
        this.firstPost = size.first(NodeKind.POST);
        this.creators = new int[size.posts() + size.comments()];
        this.tags = new int[creators.length][];
    }

    /** Adds every edge of forums and messages. */
    void write() {
        int posts = 0;
        for (int forum = 0; forum < size.forums(); forum++) {
            int moderator = people.anyone();
            edges.add(firstForum + forum, Relation.HAS_MODERATOR, people.node(moderator));
            int[] members = members(forum, moderator);
            int[] subjects = subjects(forum, moderator);
            int left = size.posts() - posts;
            int own = forum == size.forums() - 1 ? left : Math.min(left, chance.count(10, 0.9, 300));
            for (int post = posts; post < posts + own; post++) {
                post(forum, post, chance.happens(0.6) ? moderator : members[chance.below(members.length)], subjects);
            }
            posts += own;
        }
        for (int comment = 0; comment < size.comments(); comment++) {
            comment(size.posts() + comment);
        }
        like(0, size.posts(), size.likesOfPosts());
        like(size.posts(), size.comments(), size.likesOfComments());
    }

    private int[] members(int forum, int moderator) {
        int[] members = chance.distinct(
                Math.min(chance.count(9.5, 1, MOST_MEMBERS), size.persons()), () -> people.friendOf(moderator, 0.7));
        for (int member : members) {
            edges.add(firstForum + forum, Relation.HAS_MEMBER, people.node(member));
        }
        return members;
    }

    private int[] subjects(int forum, int moderator) {
        int wanted = chance.happens(0.9) ? 1 : chance.count(26, 0.6, 79);
        int[] subjects = chance.distinct(wanted, () -> people.tagNear(people.countryOf(moderator)));
        for (int tag : subjects) {
            edges.add(firstForum + forum, Relation.HAS_TAG, tag);
        }
        return subjects;
    }

    private void post(int forum, int post, int creator, int[] subjects) {
        edges.add(firstForum + forum, Relation.CONTAINER_OF, firstPost + post);
        message(post, creator);
        boolean text = chance.happens(TEXTS);
        if (text) {
            texts.add(post);
        }
        tag(
                post,
                text && chance.happens(0.85) ? chance.count(3.2, 0.6, 9) : 0,
                () -> chance.happens(0.5) ? subjects[chance.below(subjects.length)] : people.interestOf(creator));
    }

    private void comment(int comment) {
        int earlier = comment - size.posts();
        int parent = earlier == 0 || chance.happens(0.49)
                ? texts.get(chance.ranked(texts.size(), 1.3))
                : size.posts() + chance.below(earlier);
        edges.add(firstPost + comment, Relation.REPLY_OF, firstPost + parent);
        int creator = people.friendOf(creators[parent], 0.8);
        message(comment, creator);
        int[] before = tags[parent];
        tag(
                comment,
                chance.happens(0.37) ? chance.count(3.4, 0.6, 12) : 0,
                () -> before.length > 0 && chance.happens(0.3)
                        ? before[chance.below(before.length)]
                        : people.tagNear(people.countryOf(creator)));
    }

    private void message(int message, int creator) {
        creators[message] = creator;
        edges.add(firstPost + message, Relation.HAS_CREATOR, people.node(creator));
        int country = chance.happens(0.9) ? people.countryOf(creator) : chance.ranked(GraphSize.COUNTRIES, 2);
        edges.add(firstPost + message, Relation.IS_LOCATED_IN, places.country(country));
    }

    private void tag(int message, int wanted, IntSupplier draw) {
        tags[message] = chance.distinct(wanted, draw);
        for (int tag : tags[message]) {
            edges.add(firstPost + message, Relation.HAS_TAG, tag);
        }
    }

    private void like(int first, int count, int likes) {
        Set<Long> liked = new HashSet<>();
        while (liked.size() < likes) {
            int message = first + chance.ranked(count, 1.6);
            int liker = people.friendOf(creators[message], 0.8);
            if (liked.add((long) message << 32 | liker)) {
                edges.add(people.node(liker), Relation.LIKES, firstPost + message);
            }
        }
    }
}
