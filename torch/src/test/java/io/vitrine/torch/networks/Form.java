package io.vitrine.torch.networks;

/** How a network left PyTorch. */
enum Form {
  CLASSIC("_classic.onnx", "ONNX, older exporter"),
  FOLDED("_folded.onnx", "ONNX, older exporter, norms folded"),
  DYNAMO("_dynamo.onnx", "ONNX, newer exporter"),
  PROGRAM(".pt2", "`torch.export`"),
  TRACED("_traced.pt", "TorchScript, traced"),
  SCRIPTED("_scripted.pt", "TorchScript, scripted");

  private final String ending;
  private final String title;

  Form(String ending, String title) {
    this.ending = ending;
    this.title = title;
  }

  String ending() {
    return ending;
  }

  String title() {
    return title;
  }
}
