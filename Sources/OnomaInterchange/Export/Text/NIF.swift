internal import OnomaEntities
internal import OnomaNames
internal import OnomaText

/// NIF 2.0 as Turtle: each document as a context, each mention as a phrase that refers to an entity.
///
/// Indexes count Unicode code points from 0, the end exclusive (RFC 5147 fragments).
struct NIF: ExportFormat {
  static let description = FormatDescription(
    name: "nif", title: "NIF 2.0", group: .text, mediaType: "text/turtle", fileExtension: "ttl",
    specification: "https://persistence.uni-leipzig.org/nlp2rdf/", parts: [.documents, .texts],
    losses: [
      "everything of an entity but ID, class and Wikidata item",
      "entities that no document mentions",
    ])

  private let iris: IRI

  init(_ options: ExportOptions) { iris = IRI(base: options.base) }

  func begin(_ output: inout ExportOutput) {
    for (prefix, namespace) in Vocabulary.prefixes
    where ["itsrdf", "nif", "schema", "xsd"].contains(prefix) {
      output.write("@prefix \(prefix): <\(namespace)> .\n")
    }
  }

  func write(_ document: ExportedDocument, to output: inout ExportOutput) {
    guard let text = document.text else { return }
    let source = iris.document(document.name)
    let context = "<\(source)#char=0,\(text.count)>"
    output.write(
      """

      \(context)
        a nif:Context, nif:String, nif:RFC5147String ;
        nif:beginIndex \(Self.index(0)) ;
        nif:endIndex \(Self.index(text.count)) ;
        nif:sourceUrl <\(source)> ;
        nif:isString \(RDFTerm.literal(text[0..<text.count]).text) .

      """)
    for mention in document.mentions where mention.end <= text.count {
      let references =
        [iris.entity(mention.entity)]
        + (document.entities[mention.entity].map(IRI.elsewhere) ?? [])
      output.write(
        """

        <\(source)#char=\(mention.start),\(mention.end)>
          a nif:Phrase, nif:String, nif:RFC5147String ;
          nif:referenceContext \(context) ;
          nif:beginIndex \(Self.index(mention.start)) ;
          nif:endIndex \(Self.index(mention.end)) ;
          nif:anchorOf \(RDFTerm.literal(text[mention.start..<mention.end]).text) ;
          itsrdf:taClassRef <\(Vocabulary.schema)\(SKOSConcept.schemaClass(mention.type))> ;
          itsrdf:taConfidence "\(mention.score)"^^xsd:double ;
          itsrdf:taIdentRef \(references.map { "<\($0)>" }.joined(separator: ", ")) .

        """)
    }
  }

  private static func index(_ value: Int) -> String { "\"\(value)\"^^xsd:nonNegativeInteger" }
}
