package io.vitrine.formats.names;

import io.vitrine.model.Origin;

/**
 * A node's name for people, and where it comes from.
 *
 * @param path dotted, unique in its graph
 * @param origin the name in the file, where it is another, and the modules' classes
 */
public record NamedNode(String path, Origin origin) {}
