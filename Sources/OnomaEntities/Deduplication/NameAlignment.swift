/// How the words of two names go together, by their kinship alone.
struct NameAlignment {
  /// Two words that go together.
  struct Link {
    var odds: Float
    /// The logarithm of how many names hold a word that sounds like the one that is less rare.
    var logFrequency: Float
    /// The places that the pair covers in the first name, and in the second.
    var spans: (UInt16, UInt16)
  }

  /// The most pairs of words that count.
  static let limit = 4
  private(set) var links: (Link, Link, Link, Link)
  private(set) var count = 0
  /// What is left over in each name; small words count less.
  fileprivate(set) var open: (Float, Float) = (0, 0)

  init() {
    let none = Link(odds: 0, logFrequency: 0, spans: (0, 0))
    links = (none, none, none, none)
  }

  fileprivate mutating func append(_ link: Link) {
    switch count {
    case 0: links.0 = link
    case 1: links.1 = link
    case 2: links.2 = link
    default: links.3 = link
    }
    count += 1
  }

  /// The pairs of words, the surest first.
  subscript(_ index: Int) -> Link {
    switch index {
    case 0: links.0
    case 1: links.1
    case 2: links.2
    default: links.3
    }
  }
}

/// Aligns names by the kinship of their words.
///
/// Reads the arrays of a ``NameLinkage`` through pointers, which count no references.
struct NameAligner {
  let items: UnsafeBufferPointer<ReadNames.Item>
  let starts: UnsafeBufferPointer<UInt32>
  let links: UnsafeBufferPointer<WordKin.Link>
  let linkStarts: UnsafeBufferPointer<UInt32>
  let logFrequencies: UnsafeBufferPointer<Float>

  /// The log-odds of two words; `nil` where they are no kin.
  @inline(__always)
  func odds(_ a: UInt32, _ b: UInt32) -> Float? {
    if a == b { return WordKin.most }
    var low = Int(linkStarts[Int(a)])
    var high = Int(linkStarts[Int(a) + 1])
    while low < high {
      let middle = (low + high) >> 1
      let word = links[middle].word
      if word == b { return links[middle].odds }
      if word < b { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// Assigns the words of two names to each other, the surest first.
  func align(_ a: Int, _ b: Int) -> NameAlignment {
    let left = Int(starts[a])..<Int(starts[a + 1])
    let right = Int(starts[b])..<Int(starts[b + 1])
    var result = NameAlignment()
    withUnsafeTemporaryAllocation(of: NameAlignment.Link.self, capacity: 64) { found in
      var count = 0
      for i in left where items[i].kind != .initial {
        for j in right where items[j].kind != .initial {
          guard count < 64, let odds = odds(items[i].word, items[j].word) else { continue }
          found[count] = NameAlignment.Link(
            odds: odds,
            logFrequency: max(
              logFrequencies[Int(items[i].word)], logFrequencies[Int(items[j].word)]),
            spans: (items[i].span, items[j].span))
          count += 1
        }
      }
      var used: (UInt16, UInt16) = (0, 0)
      while result.count < NameAlignment.limit {
        var best = -1
        var most: Float = -.infinity
        for index in 0..<count {
          let link = found[index]
          if link.spans.0 & used.0 != 0 || link.spans.1 & used.1 != 0 { continue }
          let value =
            link.odds + 3
            * Float(link.spans.0.nonzeroBitCount + link.spans.1.nonzeroBitCount)
          if value > most {
            most = value
            best = index
          }
        }
        if best < 0 { break }
        let link = found[best]
        used.0 |= link.spans.0
        used.1 |= link.spans.1
        result.append(link)
      }
      result.open = (open(left, used.0), open(right, used.1))
    }
    return result
  }

  private func open(_ range: Range<Int>, _ used: UInt16) -> Float {
    var open: Float = 0
    var seen = used
    for index in range where items[index].span & seen == 0 {
      seen |= items[index].span
      switch items[index].kind {
      case .word: open += 1
      case .initial, .particle, .suffix, .honorific: open += 0.3
      }
    }
    return open
  }
}
