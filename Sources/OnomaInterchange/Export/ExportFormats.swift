/// The catalogue: every format that can be written, in the order in which it is listed.
public enum ExportFormats {
  /// The formats.
  public static let all: [any ExportFormat.Type] = [
    ElasticsearchBulk.self, SolrSynonyms.self, SolrExplicitSynonyms.self, InvertedIndexTable.self,
    InvertedIndexLines.self,
    EntityCSV.self, EntityTSV.self, EntityLines.self, FTMEntities.self, FTMStatements.self,
    FTMMentions.self, NomenklaturaResolver.self, SKOSTurtle.self, SKOSJSONLD.self,
    SKOSNTriples.self, GraphML.self,
    WebAnnotation.self, NIF.self, SpacyPatterns.self, Brat.self, LabelStudio.self, CoNLLU.self,
    BIOTags.self, HTMLText.self, MentionExport.self,
  ]

  /// The format of a name, or `nil`.
  public static subscript(_ name: String) -> (any ExportFormat.Type)? {
    all.first { $0.description.name == name }
  }
}
