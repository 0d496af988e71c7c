internal import OnomaEntities

/// What the catalogue of formats (`onoma formats`) says of one.
public struct FormatDescription: Hashable, Sendable {
  /// What a format is for.
  public enum Group: String, CaseIterable, Sendable {
    /// For search engines.
    case search
    /// For tools that keep entities.
    case entities
    /// For tools that annotate texts.
    case text
  }

  /// Which of a source's contents a format is made of.
  public struct Parts: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: Int

    /// Takes bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// The entities.
    public static let entities = Parts(rawValue: 1)
    /// With each entity, where it is mentioned.
    public static let entityMentions = Parts(rawValue: 2)
    /// The documents with their mentions.
    public static let documents = Parts(rawValue: 4)
    /// With each document, its text; the format cannot do without.
    public static let texts = Parts(rawValue: 8)
    /// Which IDs are one, and which are not.
    public static let links = Parts(rawValue: 16)
    /// A look at all entities before the first is written.
    public static let survey = Parts(rawValue: 32)
  }

  /// How many files a format has.
  public enum Layout: Sendable {
    /// One stream of bytes.
    case stream
    /// One stream, or a folder of files of limited size.
    case shards
    /// A folder with files for each document.
    case folder
  }

  /// What `--format` calls it.
  public let name: String
  /// A few words for people.
  public let title: String
  /// What it is for.
  public let group: Group
  /// Its media type (RFC 6838); `text/plain` where nobody registered one.
  public let mediaType: String
  /// The usual end of a file's name, without the stop.
  public let fileExtension: String
  /// Where it is specified.
  public let specification: String
  /// What it is made of.
  public let parts: Parts
  /// How many files it has.
  public let layout: Layout
  /// Whether `onoma import` reads it.
  public let isImported: Bool
  /// What of the knowledge it is made of it cannot say, in words; empty where it carries everything.
  public let losses: [String]

  /// Describes a format.
  public init(
    name: String, title: String, group: Group, mediaType: String, fileExtension: String,
    specification: String, parts: Parts, layout: Layout = .stream, isImported: Bool = false,
    losses: [String] = []
  ) {
    self.name = name
    self.title = title
    self.group = group
    self.mediaType = mediaType
    self.fileExtension = fileExtension
    self.specification = specification
    self.parts = parts
    self.layout = layout
    self.isImported = isImported
    self.losses = losses
  }
}
