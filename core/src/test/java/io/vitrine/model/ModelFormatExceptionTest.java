package io.vitrine.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ModelFormatExceptionTest {
  @Test
  void message_charactersThatATerminalObeys_areReplaced() {
    assertThat(new ModelFormatException("tensor '\u001b[31m\0\u202e'\r: \u6a21\u578b"))
        .hasMessage("tensor '\uFFFD[31m\uFFFD\uFFFD'\uFFFD: \u6a21\u578b");
  }

  @Test
  void message_linesOfAList_stayLines() {
    assertThat(new ModelFormatException("one\ntwo")).hasMessage("one\ntwo");
  }

  @Test
  void message_longName_isCut() {
    String message = new ModelFormatException("x".repeat(1_000_000)).getMessage();
    assertThat(message).hasSize(2003).endsWith("...");
  }
}
