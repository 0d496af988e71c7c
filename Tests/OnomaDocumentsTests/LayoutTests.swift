import OnomaDocuments
import OnomaNames
import OnomaText
import Testing

@Suite("Line ends, headings and footers")
struct LayoutTests {
  /// Wrapped by hand at 53 columns, with a byline above and a caption that is set twice.
  static let wrapped = ResolvedTexts(
    """
    A river town
    waits for its bridge
    Harriet Vandermeer
    Tobias Lindqvist
    Council spokesman
    Edwin Marlowe opened the new bridge and praised the
    men who built it
    Council spokesman
    Edwin Marlowe opened the new bridge and praised the
    men who built it / Photo service of the town hall
    The town on the river
    has waited eleven years for a bridge. The man who cut
    the ribbon on Friday, having walked across, was Edwin
    Marlowe, deputy to the mayor and a friend of Keith
    Kellogg, and he said that the bridge would stand for
    a hundred years. Few people in the crowd believed it,
    and one of them, the baker Ottilie Brandvold, said so
    aloud. The bridge is narrow, she said, and the river
    is wide. Marlowe laughed and shook her hand, and
    Brandvold went back to her shop beside the water.
    Kellogg had sent a letter from the United
    States, where he works, and the engineers of Great
    Britain had sent their drawings and one steel rope.
    """)

  @Test("a line end inside a name does not cut it")
  func insideNames() throws {
    let surfaces = Self.wrapped.surfaces()
    for name in ["Edwin\nMarlowe", "Keith\nKellogg", "United\nStates", "Great\nBritain"] {
      #expect(surfaces.contains(name), "\(name.debugDescription) in \(surfaces)")
    }
    #expect(try Self.wrapped.id("Edwin\nMarlowe") == Self.wrapped.id("Edwin Marlowe"))
    #expect(try Self.wrapped.id("Kellogg") == Self.wrapped.id("Keith\nKellogg"))
    #expect(try Self.wrapped.type("Great\nBritain") == .place)
  }

  @Test("a line end between names keeps a stacked byline apart")
  func stackedByline() throws {
    let names = ["Harriet Vandermeer", "Tobias Lindqvist", "Edwin Marlowe"]
    let ids = try names.map { try Self.wrapped.id($0) }
    #expect(Set(ids).count == 3)
    for name in names { #expect(try Self.wrapped.type(name) == .person) }
  }

  @Test("the names of a byline may be followed by an office and its holder")
  func issueByline() {
    let text = Self.wrapped.documents[0].text
    let byline = text[0..<text.count]
      .replacing("Harriet Vandermeer", with: "Gleb Mishutin")
      .replacing("Tobias Lindqvist", with: "Ilya Lakstygal")
      .replacing("Council spokesman", with: "White House spokesman")
      .replacing("Edwin Marlowe", with: "John Cole")
    let people = ResolvedTexts(byline).surfaces(.person)
    #expect(people.prefix(3) == ["Gleb Mishutin", "Ilya Lakstygal", "John Cole"], "\(people)")
  }

  @Test("no surface of a wrapped text spans more than its name")
  func wrappedSurfaces() {
    for mention in Self.wrapped.mentions {
      #expect(
        mention.surface.split(whereSeparator: \.isWhitespace).count <= 4, "\(mention.surface)")
    }
    expectExactSpans(Self.wrapped)
  }

  @Test("a paragraph's end parts names")
  func paragraphs() {
    let texts = ResolvedTexts("It was painted by Elena Marquez\n\nOskar Brandvold bought it.")
    #expect(texts.surfaces() == ["Elena Marquez", "Oskar Brandvold"])
  }

  @Test("a site's footer holds no names")
  func footer() {
    let texts = ResolvedTexts(
      """
      The mayor praised the singer Elena Marquez on Monday. By noon Marquez had sung for an hour.

      Visits today: 1

      More Stories For You

      Avatar photo

      Written by: News Hound

      Open the full story
      Olahraga Sehat| | | |
      """)
    #expect(texts.surfaces() == ["Elena Marquez", "Marquez"])
  }

  @Test("a headline in title case holds the names that the text confirms, and no other words")
  func headline() {
    let texts = ResolvedTexts(
      """
      Old Bridge Falls And Nobody Was Hurt

      Vilnius Hears the Song of Marquez

      The song was sung by Elena Marquez on Monday. It was heard in Vilnius.
      """)
    #expect(texts.surfaces() == ["Vilnius", "Marquez", "Elena Marquez", "Vilnius"])
  }

  @Test("a full name in a headline in title case ends before the verb")
  func fullNameInHeadline() {
    let texts = ResolvedTexts(
      """
      Elena Marquez Wins the Race as Vilnius Sleeps

      The race was won by Elena Marquez on Monday.
      """)
    #expect(texts.surfaces(.person) == ["Elena Marquez", "Elena Marquez"])
  }

  @Test("a word that opens a sentence is no name by its capital")
  func sentenceStarts() {
    let texts = ResolvedTexts(
      """
      Yesterday the town slept. Because it rained, few people came. Every runner got a coin! \
      Nobody spoke? Cold soup was served. “Strange people,” they said.
      """)
    #expect(texts.mentions.isEmpty, "\(texts.surfaces())")
  }

  @Test("a surname that opens a sentence is a mention")
  func surnameOpensSentence() throws {
    let texts = ResolvedTexts("The race was won by Elena Marquez. Marquez slept late.")
    #expect(texts.surfaces() == ["Elena Marquez", "Marquez"])
    #expect(try texts.id("Marquez") == texts.id("Elena Marquez"))
  }

  @Test("a line in capitals without names holds none")
  func capitals() {
    let texts = ResolvedTexts(
      """
      NOTHING HAPPENED IN THE NIGHT

      The race was won by Elena Marquez on Monday.
      """)
    #expect(texts.surfaces() == ["Elena Marquez"])
  }

  @Test("a line in capitals holds the names that it writes")
  func namesInCapitals() {
    let texts = ResolvedTexts(
      """
      TOWN HALL BURNS IN THE NIGHT

      ELENA MARQUEZ LEAVES FOR POLAND

      The race was won by Elena Marquez on Monday. Then she left for Poland.
      """)
    withKnownIssue("HALL BURNS behind TOWN is taken for a place") {
      #expect(texts.surfaces() == ["ELENA MARQUEZ", "POLAND", "Elena Marquez", "Poland"])
    }
  }
}
