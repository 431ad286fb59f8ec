package dev.khive.api.store;

import java.util.UUID;

/**
 * An edge at a node, seen from that node.
 *
 * @param node the node at the other end
 * @param edge the edge as it is stored, its own direction kept
 * @param direction OUT when the edge leaves the node that was asked about, IN when it arrives there; a self-loop is OUT
 */
public record Neighbor(UUID node, Edge edge, EdgeDirection direction) {}
