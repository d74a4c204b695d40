package io.vitrine.report.page;

import java.util.List;

/**
 * A part of the report with a heading of its own.
 *
 * @param id by which links find it
 * @param heading what it shows
 * @param lead how to read it, a sentence or two
 * @param contents from top to bottom
 */
public record Section(String id, String heading, String lead, List<Content> contents) {
  public Section {
    contents = List.copyOf(contents);
  }
}
