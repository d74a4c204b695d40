package io.vitrine.insight;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InsightsTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d+)");

  @ParameterizedTest
  @ValueSource(strings = {"messages.properties", "messages_zh_CN.properties"})
  void bundles_everyMessage_isThereAndUsesEveryArgument(String file) throws IOException {
    Properties bundle = read(file);
    for (Message message : messages()) {
      assertThat(bundle).containsKey(message.key());
      String pattern = bundle.getProperty(message.key());
      Set<Integer> used =
          ARGUMENT
              .matcher(pattern)
              .results()
              .map((MatchResult match) -> Integer.valueOf(match.group(1)))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(used)
          .as(message.key())
          .containsExactlyElementsOf(IntStream.range(0, message.arguments()).boxed().toList());
      assertThat(pattern).as("an apostrophe would quote").doesNotContain("'");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"messages.properties", "messages_zh_CN.properties"})
  void bundles_everySentence_belongsToARule(String file) throws IOException {
    Set<String> keys =
        read(file).stringPropertyNames().stream()
            .filter(key -> key.chars().filter(c -> c == '.').count() == 2)
            .collect(Collectors.toSet());

    assertThat(keys).isEqualTo(messages().stream().map(Message::key).collect(Collectors.toSet()));
  }

  @Test
  void bundles_ofBothLanguages_haveTheSameKeys() throws IOException {
    assertThat(read("messages_zh_CN.properties").keySet())
        .isEqualTo(read("messages.properties").keySet());
  }

  @Test
  void rules_ofAllViews_haveOneNameEach() {
    List<Set<String>> names =
        Insights.rules().stream()
            .map(rule -> rule.messages().stream().map(Message::rule).collect(Collectors.toSet()))
            .toList();

    assertThat(names).allSatisfy(name -> assertThat(name).hasSize(1));
    assertThat(names).doesNotHaveDuplicates();
  }

  private static List<Message> messages() {
    return Insights.rules().stream().map(Rule::messages).flatMap(List::stream).toList();
  }

  private static Properties read(String file) throws IOException {
    Properties properties = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(InsightsTest.class.getResourceAsStream(file)),
            StandardCharsets.UTF_8)) {
      properties.load(in);
    }
    return properties;
  }
}
