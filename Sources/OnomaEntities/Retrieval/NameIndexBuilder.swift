internal import OnomaMatching
public import OnomaNames
internal import OnomaText

/// Gathers names and makes an index of them.
public struct NameIndexBuilder: Sendable {
  /// What the names name.
  public let type: EntityType
  var nameBytes: [UInt8] = []
  var nameStarts: [UInt32] = [0]
  var idBytes: [UInt8] = []
  var idStarts: [UInt32] = [0]
  private var hash = StableHash()

  /// Starts without names.
  public init(type: EntityType = .person) {
    self.type = type
    hash.combine(type.rawValue)
  }

  /// The number of names so far.
  public var count: Int { nameStarts.count - 1 }

  /// The name at a position, as it was added.
  package func name(at position: Int) -> String {
    String(
      decoding: nameBytes[Int(nameStarts[position])..<Int(nameStarts[position + 1])],
      as: UTF8.self)
  }

  /// The ID of the name at a position.
  package func id(at position: Int) -> String {
    String(
      decoding: idBytes[Int(idStarts[position])..<Int(idStarts[position + 1])], as: UTF8.self)
  }

  /// A fingerprint of the type, the names and the IDs so far, in their order.
  public var fingerprint: UInt64 { hash.value }

  /// Adds a name.
  ///
  /// An ID may come more than once, as the ID of an entity with several names does.
  /// Complexity: O(length), amortized.
  /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/tooLarge`` where the names or the
  ///   IDs become longer than 4 GiB together, or more than 2^32 - 2.
  public mutating func add(id: String, name: String) throws(NameIndexError) {
    let limit = Int(UInt32.max)
    guard nameBytes.count + name.utf8.count <= limit, idBytes.count + id.utf8.count <= limit,
      count < limit - 1
    else { throw NameIndexError(.tooLarge, "an index holds at most 4 GiB of names and of IDs") }
    nameBytes.append(contentsOf: name.utf8)
    nameStarts.append(UInt32(nameBytes.count))
    idBytes.append(contentsOf: id.utf8)
    idStarts.append(UInt32(idBytes.count))
    hash.combine(id)
    hash.combine(name)
  }

  /// Makes the index.
  ///
  /// The same names give the same index whatever the number of threads. Complexity: O(n log n) for n
  /// bytes of names; needs about twice the memory of the index meanwhile.
  /// - Parameter threads: The most threads that work; by default one a processor.
  /// - Throws: ``NameIndexError`` of the kind ``NameIndexError/Kind/tooLarge`` where the names have
  ///   more than 2^32 - 1 words or letters altogether.
  public consuming func build(
    threads: Int = ParallelBlocks.processors
  ) throws(NameIndexError) -> NameIndex {
    let fingerprint = fingerprint
    return try NameIndexAssembly(self, fingerprint: fingerprint, threads: threads).index()
  }
}
