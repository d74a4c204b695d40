package io.vitrine.train;

/**
 * The first NaN or infinity of a training.
 *
 * @param step in which it appeared, from 1
 * @param epoch in which it appeared, from 1
 * @param place {@code loss}, or the name of the parameter whose gradient it is
 * @param value NaN or an infinity
 */
public record NonFinite(long step, int epoch, String place, double value) {}
