/**
 * Input: upright rectangles, upright pictures and filled outlines in pixels. Output: rows of
 * pixels.
 *
 * <p>What most of a sheet or a table consists of is painted here without Java2D, whose classes take
 * longer to load than such a picture takes to paint. Edges are smooth: a pixel takes as much of a
 * color as the shape covers of its area.
 */
@NullMarked
package io.vitrine.render.raster;

import org.jspecify.annotations.NullMarked;
