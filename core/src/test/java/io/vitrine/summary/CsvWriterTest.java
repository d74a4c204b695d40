package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvWriterTest {
  @Test
  void write_specialCharacters_areQuotedAsRfc4180Says() {
    NetworkBuilder b = Network.builder("odd");
    b.input("x", ElementType.FLOAT32, Shape.of(1, 2));
    b.node("say \"hi\", twice\nover", "Relu", "x");
    Network network = b.output("say \"hi\", twice\nover", ValueType.unknown()).build();

    String csv = Summary.of(network, ROOT.columns(List.of(Column.PARAMETERS))).to(Format.CSV);

    assertThat(csv.split("\r\n"))
        .containsExactly(
            "layer,depth,kind,type,parameters",
            "odd,0,network,Network,0",
            "\"say \"\"hi\"\", twice\nover\",1,layer,ReLU,0");
    assertThat(csv).endsWith("\r\n");
  }
}
