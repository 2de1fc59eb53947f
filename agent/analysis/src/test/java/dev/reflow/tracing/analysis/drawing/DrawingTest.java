package dev.reflow.tracing.analysis.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reflow.tracing.analysis.Flow;
import dev.reflow.tracing.analysis.FlowEdge;
import dev.reflow.tracing.analysis.TestFlow;
import dev.reflow.tracing.analysis.graph.FlowGraph;
import dev.reflow.tracing.analysis.lineage.LineageSearch;
import dev.reflow.tracing.analysis.stats.EdgeStatistics;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class DrawingTest {

  private static final String HOSTILE =
      "</title><script>alert(1)</script>\"'&<![CDATA[\u0000\u001b\u202e\ud800]]>";

  private static Document parse(String svg) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }

  private static String graph(int actors, int services) {
    Random random = new Random(actors);
    EdgeStatistics statistics = new EdgeStatistics();
    for (int i = 0; i < actors * 2; i++) {
      int from = i % actors;
      int to = random.nextInt(actors);
      boolean isNear = from * services / actors == to * services / actors;
      FlowEdge edge =
          new FlowEdge(
              "service-" + from * services / actors,
              "actor-" + from,
              random.nextBoolean() ? "out" : "alerts",
              "actor-" + to,
              "in",
              isNear ? FlowEdge.IN_MEMORY : "kafka");
      statistics.onFlow(TestFlow.root(i).on(edge));
    }
    return GraphDrawing.of(FlowGraph.of(statistics.summaries()), "a graph");
  }

  private static List<Element> elements(Document svg, String name, String cssClass) {
    NodeList all = svg.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      if (List.of(element.getAttribute("class").split(" ")).contains(cssClass)) {
        found.add(element);
      }
    }
    return found;
  }

  @Test
  void shouldDrawEveryActorOnceAndNoTwoOnEachOther() throws Exception {
    for (int actors : new int[] {5, 50}) {
      Document svg = parse(graph(actors, 3));

      List<Element> cards = elements(svg, "rect", "card");
      assertThat(cards).hasSize(actors);
      for (Element one : cards) {
        assertThat(cards).filteredOn(other -> other != one && overlap(one, other)).isEmpty();
      }
      assertThat(elements(svg, "g", "cluster")).hasSize(3);
      assertThat(elements(svg, "g", "e")).hasSizeBetween(actors, actors * 2);
    }
  }

  private static boolean overlap(Element one, Element other) {
    return number(one, "x") < number(other, "x") + number(other, "width")
        && number(other, "x") < number(one, "x") + number(one, "width")
        && number(one, "y") < number(other, "y") + number(other, "height")
        && number(other, "y") < number(one, "y") + number(one, "height");
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void shouldDrawHundredsOfActorsOnAPageThatAScreenCanShow() throws Exception {
    for (int services : new int[] {1, 6}) {
      Document svg = parse(graph(500, services));

      List<Element> cards = elements(svg, "rect", "card");
      assertThat(cards).hasSize(500);
      for (Element one : cards) {
        assertThat(cards).filteredOn(other -> other != one && overlap(one, other)).isEmpty();
      }
      assertThat(elements(svg, "g", "cluster")).hasSize(services == 1 ? 0 : services);
      assertThat(number(svg.getDocumentElement(), "width")).isLessThan(3_000);
      assertThat(number(svg.getDocumentElement(), "height")).isLessThan(1_800);
    }
  }

  @Test
  void shouldKeepTheFiguresOfEachLineWhereNoLabelHasRoom() throws Exception {
    Document svg = parse(graph(500, 1));

    assertThat(elements(svg, "g", "e"))
        .hasSizeGreaterThan(800)
        .allSatisfy(
            line ->
                assertThat(line.getElementsByTagName("title").item(0).getTextContent())
                    .contains(" → ", ".in", "p99"));
  }

  @Test
  void shouldFollowLightAndDarkAndExplainItself() {
    assertThat(graph(5, 1)).contains("prefers-color-scheme:dark", "transfer time (p99)");
  }

  @Test
  void shouldEscapeWhateverIsInANameOfAGraph() throws Exception {
    EdgeStatistics statistics = new EdgeStatistics();
    FlowEdge edge = new FlowEdge(HOSTILE, HOSTILE, HOSTILE, HOSTILE + "2", HOSTILE, HOSTILE);
    statistics.onFlow(TestFlow.root(1).on(edge).failed(HOSTILE));

    Document svg = parse(GraphDrawing.of(FlowGraph.of(statistics.summaries()), HOSTILE));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(elements(svg, "rect", "card")).hasSize(2);
  }

  @Test
  void shouldEscapeWhateverIsInANameOfALineage() throws Exception {
    TestFlow root = TestFlow.root(1).message(HOSTILE).failed(HOSTILE);
    FlowEdge edge = new FlowEdge(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);

    Document svg = parse(lineage(List.of(root, TestFlow.root(2).on(edge).causedBy(root))));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(elements(svg, "g", "e")).hasSize(2);
  }

  @Test
  void shouldDrawTheBeginningOfALongLineage() throws Exception {
    List<TestFlow> chain = new ArrayList<>(List.of(TestFlow.root(1).message(HOSTILE)));
    for (int i = 2; i <= 1_000; i++) {
      chain.add(TestFlow.root(i).causedBy(chain.get(i - 2)));
    }

    String svg = lineage(chain);
    assertThat(elements(parse(svg), "g", "e")).hasSize(400);
    assertThat(svg).contains("and 600 flows more");
  }

  private static String lineage(List<? extends Flow> flows) {
    LineageSearch search = new LineageSearch(HOSTILE, 10_000);
    flows.forEach(search.seeds()::onFlow);
    flows.forEach(search.family()::onFlow);
    return LineageDrawing.of(search.lineage(), HOSTILE);
  }
}
