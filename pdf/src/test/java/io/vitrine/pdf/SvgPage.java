package io.vitrine.pdf;

import java.awt.image.BufferedImage;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.transcoder.TranscoderInput;
import org.apache.batik.transcoder.TranscoderOutput;
import org.apache.batik.transcoder.image.ImageTranscoder;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** An SVG file as Batik, which is not ours, reads it. */
final class SvgPage {
  private static final String XLINK = "http://www.w3.org/1999/xlink";

  private final Document document;

  private SvgPage(Document document) {
    this.document = document;
  }

  static SvgPage of(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return new SvgPage(factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg))));
  }

  private List<Element> elements(String name) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  /** Its lines of text in the order in which they are drawn. */
  List<PlacedText> texts() {
    List<PlacedText> texts = new ArrayList<>();
    for (Element text : elements("text")) {
      double width = number(text, "textLength");
      double x = number(text, "x");
      double left =
          switch (text.getAttribute("text-anchor")) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
          };
      texts.add(
          new PlacedText(
              text.getTextContent(),
              left,
              number(text, "y"),
              width,
              text.hasAttribute("transform")));
    }
    return texts;
  }

  private static double number(Element element, String attribute) {
    return element.hasAttribute(attribute)
        ? Double.parseDouble(element.getAttribute(attribute))
        : 0;
  }

  /**
   * The page without its text, whose fonts a system may lack. Batik knows SVG 1.1: the references
   * of pictures are renamed for it, and what it need not draw is left out.
   */
  Raster withoutText(double scale) throws Exception {
    for (String name : List.of("text", "title", "desc", "style")) {
      elements(name).forEach(element -> element.getParentNode().removeChild(element));
    }
    for (Element picture : elements("image")) {
      picture.setAttributeNS(XLINK, "xlink:href", picture.getAttribute("href"));
      picture.removeAttribute("href");
      picture.removeAttribute("style");
    }
    Element root = document.getDocumentElement();
    Painter painter = new Painter();
    painter.addTranscodingHint(
        ImageTranscoder.KEY_WIDTH, (float) Math.round(number(root, "width") * scale));
    painter.transcode(new TranscoderInput(new StringReader(written())), new TranscoderOutput());
    return new Raster(painter.page);
  }

  private String written() throws Exception {
    StringWriter out = new StringWriter();
    TransformerFactory.newInstance()
        .newTransformer()
        .transform(new DOMSource(document), new StreamResult(out));
    return out.toString();
  }

  /** Keeps the picture instead of writing it. */
  private static final class Painter extends ImageTranscoder {
    private BufferedImage page = Raster.page(1, 1);

    @Override
    public BufferedImage createImage(int width, int height) {
      return Raster.page(width, height);
    }

    @Override
    public void writeImage(BufferedImage image, TranscoderOutput output) {
      page = image;
    }
  }
}
