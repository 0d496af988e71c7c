internal import OnomaText

/// Where everything lies in the bytes of an index; the same in memory and in a file.
///
/// All numbers are little-endian. A header of fixed size names the version of the format and of the
/// data, and where each section begins and how many elements it has.
struct NameIndexLayout {
  /// A run of elements of one type.
  enum Section: Int, CaseIterable {
    /// Where each name's text begins, and where the last one ends.
    case nameStarts
    /// The names as UTF-8.
    case nameBytes
    /// Where each name's ID begins, and where the last one ends.
    case idStarts
    /// The IDs as UTF-8.
    case idBytes
    /// A name's number of places and of words: four bits each, the words higher.
    case sizes
    /// Where each name's parts begin.
    case partStarts
    /// The parts' words.
    case partWords
    /// The places that the parts cover, as bits.
    case partSpans
    /// The trie of all words.
    case nodes
    /// Where the names that hold each word begin.
    case postingStarts
    /// The names that hold each word, in order.
    case postings
    /// Where the words of each lexicon family begin.
    case familyStarts
    /// The words of each family.
    case familyWords

    /// The bytes of one element.
    var stride: Int {
      switch self {
      case .nameBytes, .idBytes, .sizes: 1
      case .partSpans: 2
      case .nodes: MemoryLayout<SoundTrieNode>.stride
      default: 4
      }
    }
  }

  /// The version of this layout.
  static let version: UInt32 = 1
  static let magic: UInt64 = 0x5844_4E49_4F4E_4F4F  // "OONOINDX"
  static let byteOrder: UInt32 = 0x0102_0304
  static let headerSize = 512

  /// Where the fixed fields of the header lie.
  enum Field {
    static let magic = 0
    static let version = 8
    static let byteOrder = 12
    static let data = 16
    static let fingerprint = 24
    static let size = 32
    static let checksum = 40
    static let type = 48
    static let givenFamilies = 52
    static let surnameFamilies = 56
    static let sections = 64
    static let headerChecksum = headerSize - 8
  }

  /// Where each section begins and how many elements it has.
  private(set) var offsets = [Int](repeating: 0, count: Section.allCases.count)
  private(set) var counts = [Int](repeating: 0, count: Section.allCases.count)
  /// The number of bytes altogether.
  private(set) var size = headerSize

  /// Lays sections of these numbers of elements out.
  init(_ counts: [Int]) {
    self.counts = counts
    for section in Section.allCases {
      offsets[section.rawValue] = size
      size += (counts[section.rawValue] * section.stride + 63) / 64 * 64
    }
  }

  /// A fingerprint of the data that an index depends on.
  static let dataVersion: UInt64 = {
    var hash = StableHash()
    hash.combine(EmbeddedData.version)
    return hash.value
  }()
}
