package io.vitrine.formats.file;

import io.vitrine.model.Network;
import io.vitrine.model.Weights;

/** What a reader found in a file: the structure and the numbers. */
public record StoredModel(Network network, Weights weights) {}
