package io.vitrine.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows of docs/architecture.md go one way. */
class FlowTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.vitrine");

  private static void mayNotUse(String from, String... others) {
    noClasses()
        .that()
        .resideInAPackage("io.vitrine." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CLASSES);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("io.vitrine.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void model_knowsNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("io.vitrine.model..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are Vitrine's outside the model",
                type ->
                    type.getPackageName().startsWith("io.vitrine.")
                        && !type.getPackageName().startsWith("io.vitrine.model")))
        .check(CLASSES);
  }

  /** The operator table is built from rules upwards: shape, entry, family, table. */
  @Test
  void operators_areBuiltUpwards() {
    String table = "io.vitrine.operator";
    mayNotUse("operator.shape", table, table + ".entry..", table + ".family..");
    mayNotUse("operator.entry", table, table + ".family..", table + ".arrange..");
    mayNotUse("operator.family", table, table + ".arrange..");
    mayNotUse("operator.arrange", table, table + ".family..");
  }

  /** A figure's layout is built from parts upwards: part, axes, diagram, layout. */
  @Test
  void figureLayout_isBuiltUpwards() {
    String layout = "io.vitrine.render.layout";
    mayNotUse("render.layout.part", layout, layout + ".axes..", layout + ".diagram..");
    mayNotUse("render.layout.axes", layout, layout + ".diagram..");
    mayNotUse("render.layout.diagram", layout);
    mayNotUse("render.notation", "io.vitrine.render", layout + "..");
  }

  /** What the sub-packages hold is used by the package above them, never the other way. */
  @Test
  void subPackages_knowNothingAboveThem() {
    mayNotUse("figure.color", "io.vitrine.figure");
    mayNotUse("grouping.pattern", "io.vitrine.grouping");
    mayNotUse("run.series", "io.vitrine.run", "io.vitrine.run.event..");
    mayNotUse("report.page", "io.vitrine.report");
    mayNotUse("torch.machine", "io.vitrine.torch");
    mayNotUse("torch.convolution", "io.vitrine.torch", "io.vitrine.torch.interpreter..");
    mayNotUse("engine.trace", "io.vitrine.engine");
  }

  @Test
  void grouping_knowsOperatorsAlone() {
    mayNotUse("grouping", "io.vitrine.figure..", "io.vitrine.view..", "io.vitrine.render..");
  }

  @Test
  void figures_knowNothingOfTheirSource() {
    mayNotUse(
        "figure",
        "io.vitrine.model..",
        "io.vitrine.view..",
        "io.vitrine.engine..",
        "io.vitrine.run..",
        "io.vitrine.render..");
    mayNotUse(
        "render",
        "io.vitrine.model..",
        "io.vitrine.view..",
        "io.vitrine.engine..",
        "io.vitrine.run..",
        "io.vitrine.report..");
  }

  @Test
  void views_knowNothingOfEncodersAndTraining() {
    mayNotUse(
        "view",
        "io.vitrine.train..",
        "io.vitrine.report..",
        "io.vitrine.torch..",
        "io.vitrine.formats..");
    mayNotUse("insight", "io.vitrine.render..", "io.vitrine.report..", "io.vitrine.train..");
  }

  @Test
  void encodings_knowNothingOfWhatTheyCarry() {
    noClasses()
        .that()
        .resideInAPackage("io.vitrine.wire..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are Vitrine's outside the encodings",
                type ->
                    type.getPackageName().startsWith("io.vitrine.")
                        && !type.getPackageName().startsWith("io.vitrine.wire")))
        .check(CLASSES);
  }

  @Test
  void nativeCode_isTheEnginesAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.vitrine.torch..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..")
        .check(CLASSES);
  }

  @Test
  void elk_isKnownInOnePlace() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.vitrine.layout.place..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.eclipse..")
        .check(CLASSES);
  }

  @Test
  void layout_placesWithoutKnowingNetworks() {
    mayNotUse(
        "layout.place",
        "io.vitrine.model..",
        "io.vitrine.grouping..",
        "io.vitrine.view..",
        "io.vitrine.figure..",
        "io.vitrine.render..");
  }

  @Test
  void core_knowsNoOtherModule() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.vitrine.model..",
            "io.vitrine.operator..",
            "io.vitrine.grouping..",
            "io.vitrine.engine..",
            "io.vitrine.data..",
            "io.vitrine.run..",
            "io.vitrine.train..",
            "io.vitrine.tuning..",
            "io.vitrine.figure..",
            "io.vitrine.render..",
            "io.vitrine.view..",
            "io.vitrine.summary..",
            "io.vitrine.insight..",
            "io.vitrine.report..",
            "io.vitrine.wire..",
            "io.vitrine.zoo..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.vitrine.torch..",
            "io.vitrine.formats..",
            "io.vitrine.mnist..",
            "io.vitrine.pdf..",
            "io.vitrine.layout..",
            "io.vitrine.cli..")
        .check(CLASSES);
  }
}
