import OnomaDocuments
import OnomaInterchange
import OnomaText
import Testing

@Suite("Documents with markup")
struct DocumentFormatTests {
  private func resolved(_ text: String, _ format: DocumentFormat) throws -> [ResolvedMention] {
    let documents = try format.documents(Array(text.utf8), name: "page", file: "page")
    let mentions = Resolver().resolve(documents).mentions
    let scalars = Array(text.unicodeScalars)
    if format != .jsonl {
      for mention in mentions {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[mention.range])
        #expect(mention.surface == String(view))
      }
    }
    return mentions
  }

  @Test("tags are skipped, and offsets are those of the page")
  func html() throws {
    let page = """
      <html><head><title>News</title><script>var a = "John Doe";</script></head>
      <body><p class="Anna > Smith">On Monday the smith <b>Edwin</b> Marlowe sang.</p></body></html>
      """
    let mentions = try resolved(page, .html)
    #expect(mentions.map(\.surface).contains("Edwin</b> Marlowe"))
    #expect(!mentions.contains { $0.surface.contains("Doe") || $0.surface.contains("Anna") })
  }

  @Test("a character reference is the character, and belongs whole to the mention")
  func references() throws {
    let mentions = try resolved("<p>The painter &Eacute;lena M&#225;rquez&nbsp;slept.</p>", .html)
    #expect(mentions.map(\.surface) == ["&Eacute;lena M&#225;rquez"])
  }

  @Test("references of Greek and Cyrillic letters are read")
  func greekAndCyrillic() throws {
    let text =
      "<p>&ZHcy;&acy;&ncy;&ncy;&acy; &Kcy;&ocy;&vcy;&acy;&lcy;&iecy;&ncy;&kcy;&ocy; slept. "
      + "Mr. &Nu;&iota;&kappa;&omicron;&sigmaf; woke.</p>"
    let names = try resolved(text, .html).map(\.surface)
    #expect(names.count == 2)
    #expect(names.first?.hasSuffix("&kcy;&ocy;") == true)
  }

  @Test("a tag inside a word leaves no gap, a block ends a sentence")
  func blocks() throws {
    let mentions = try resolved(
      "<p>On Monday the smith Edwin Mar<i>lowe</i> sang</p><p>Ottilie Brandvold slept.</p>", .html)
    #expect(mentions.map(\.surface) == ["Edwin Mar<i>lowe", "Ottilie Brandvold"])
  }

  @Test("the signs of Markdown are skipped")
  func markdown() throws {
    let mentions = try resolved(
      "# News\n\nOn Monday the smith **Edwin** Marlowe met [Ottilie Brandvold](http://a.b/Karl_May).\n"
        + "\n```\nJohn Doe\n```\n", .markdown)
    #expect(mentions.map(\.surface) == ["Edwin** Marlowe", "Ottilie Brandvold"])
  }

  @Test("JSON lines give a document a line")
  func lines() throws {
    let mentions = try resolved(
      #"{"id": "a", "text": "On Monday the smith Edwin Marlowe sang."}"# + "\n\n"
        + #"{"text": "On Monday the smith Edwin Marlowe slept."}"# + "\n", .jsonl)
    #expect(mentions.map(\.document) == ["a", "page:3"])
    #expect(Set(mentions.map(\.entity)).count == 1)
  }

  @Test(
    "what is no document is refused with its line",
    arguments: [
      ("{\"text\": 1}\n", "f:1: \"text\" is missing or not a text"),
      ("\n[1]\n", "f:2: not a JSON object"),
      (
        "{\"id\": 1, \"text\": \"\"}\n{\"id\": 1, \"text\": \"\"}",
        "f:2: the id 1 was on an earlier line"
      ),
    ])
  func refused(text: String, message: String) {
    do throws(InterchangeError) {
      _ = try DocumentFormat.jsonl.documents(Array(text.utf8), name: "f", file: "f")
      Issue.record("read")
    } catch { #expect(error.description == message) }
  }

  @Test(
    "markup that is broken is read to its end",
    arguments: [
      "<", "<p", "<!--", "<script>", "&", "&#xFFFFFFFF;", "&#0;", "<a href='", "</", "<<<<<",
      "<p <p <p", "&&&&;", "```", "[](", "**", "\u{0}<b>\u{0}",
    ])
  func broken(text: String) throws {
    _ = try resolved(text, .html)
    _ = try resolved(text, .markdown)
  }
}
