import OnomaMatching
import OnomaNames
import OnomaTestSupport
import Testing

@testable import OnomaEntities

@Suite("A search down the trie of words")
struct SoundTrieSearchTests {
  private let index: NameIndex
  /// The words of the index by their letters' numbers.
  private let words: [[UInt8]]

  init() throws {
    index = try InventedNames.index(
      InventedNames.latin(60, seed: 11) + [
        "Anna Berga", "Li Xiaoyan", "Kim Boram", "Layla Schtabor", "Miron Hanevich", "Tolme Ng",
      ])
    words = Self.words(of: index)
  }

  @Test(
    "finds each word with the odds that adding up all ways to cut both gives",
    arguments: ["Мирон", "Ганевич", "Tolme", "Schtabor", "김보람", "アンナ", "ليلى", "李小燕", "Άννα"])
  func model(name: String) {
    var count = 0
    for form in forms(of: name) {
      var search = SoundTrieSearch()
      // So wide that no branch is given up.
      var wide = SoundTrieSearch.Beam()
      wide.lag = 40
      wide.limit = words.count
      let model = ObviousModel(form)
      let expected = words.map { model.logOdds($0) }
      let all = search.hits(for: form, in: index.nodes, beam: wide)
      for hit in all {
        #expect(abs(Double(hit.odds) - (expected[Int(hit.word)] ?? .infinity)) < 0.01)
      }
      let found = Set(all.map { Int($0.word) })
      count += found.count
      for (word, odds) in expected.enumerated() {
        if let odds, odds > wide.floor + 0.01 { #expect(found.contains(word)) }
      }
      // A narrow beam finds some of them, and says the same of each.
      let some = search.hits(for: form, in: index.nodes, beam: SoundTrieSearch.Beam())
      for hit in some {
        #expect(abs(Double(hit.odds) - (expected[Int(hit.word)] ?? .infinity)) < 0.01)
      }
      #expect(Set(some.map(\.word)).isSubset(of: Set(all.map(\.word))))
    }
    #expect(count > 0)
  }

  @Test("a search leaves nothing behind that changes the next one")
  func memory() {
    let forms = ["Александровна", "Ян", "李小燕", "ليلى", "Zholtaramova", "Ы"].flatMap(forms(of:))
    var used = SoundTrieSearch()
    for form in forms + forms.reversed() {
      var fresh = SoundTrieSearch()
      let beam = SoundTrieSearch.Beam()
      let expected = fresh.hits(for: form, in: index.nodes, beam: beam)
      let hits = used.hits(for: form, in: index.nodes, beam: beam)
      #expect(hits.map(\.word) == expected.map(\.word))
      #expect(hits.map(\.odds) == expected.map(\.odds))
    }
  }

  private func forms(of name: String) -> [SearchedName.Form] {
    SearchedName(PreparedName(name, type: .person)).items.flatMap { $0.forms.prefix(2) }
  }

  /// Reads the words off the trie.
  private static func words(of index: NameIndex) -> [[UInt8]] {
    var words = [[UInt8]](repeating: [], count: index.wordCount)
    func visit(_ node: SoundTrieNode, _ letters: [UInt8]) {
      if node.word != SoundTrieNode.none { words[Int(node.word)] = letters }
      for offset in 0..<Int(node.children) {
        let child = index.nodes[Int(node.firstChild) + offset]
        visit(child, letters + SoundChunks.letters[Int(child.chunk1)])
      }
    }
    visit(index.nodes[0], [])
    return words
  }
}

/// The sum over all ways to cut a form and a Latin word into chunks that go together, written down as it
/// is defined: no beam, no columns, no single precision.
private struct ObviousModel {
  private let table: SoundSearchTable
  private let form: SearchedName.Form
  private var own: [Double]
  private var silent: [Double]
  private var gains: [UInt32: Double] = [:]

  init(_ form: SearchedName.Form) {
    self.form = form
    let table = SoundSearchTable.shipped[Int(form.script.rawValue)]
    self.table = table
    let n = form.count
    own = [1] + [Double](repeating: 0, count: n)
    silent = [0]
    for end in 1...n {
      for length in 1...min(table.longestNative, end) {
        let chunk = form.chunks[form.stride * (end - length) + length - 1]
        let share = chunk == 0 ? 0 : table.nativeShare(chunk)
        own[end] += own[end - length] * (length == 1 ? max(share, SoundSearchTable.unseen) : share)
        for place in table.range(chunk) where chunk != 0 {
          let step = table.steps[place]
          gains[UInt32(chunk) << 16 | UInt32(step.chunk)] = Double(step.gain)
        }
      }
    }
    for end in 1...n {
      let letter = form.chunks[form.stride * (end - 1)]
      silent.append(table.silent(letter) * own[end - 1] / own[end])
    }
  }

  /// The log-odds of a Latin word; `nil` where it is longer than those that are looked at.
  func logOdds(_ word: [UInt8]) -> Double? {
    let (n, m) = (form.count, word.count)
    guard m > 0, m <= table.deepest(n), m < 32 else { return nil }
    func latin(_ start: Int, _ length: Int) -> UInt16 {
      SoundChunks.number(word[start..<(start + length)])
    }
    // `heard` ends with a letter that sounds or with an added one, `all` with silent letters too.
    var heard = [[Double]](repeating: Array(repeating: 0, count: n + 1), count: m + 1)
    var all = heard
    heard[0][0] = 1
    var marginal = [1.0] + [Double](repeating: 0, count: m)
    var single = 1.0
    for j in 0...m {
      if j > 0 {
        let share = Double(table.latinShares[Int(latin(j - 1, 1))])
        single *= max(SoundSearchTable.unseen, share)
        for length in 1...min(5, j) {
          let chunk = latin(j - length, length)
          if length > table.longestLatin || (chunk == 0 && length > 1) { continue }
          let share = Double(table.latinShares[Int(chunk)])
          marginal[j] +=
            marginal[j - length] * (length == 1 ? max(SoundSearchTable.unseen, share) : share)
        }
        for i in 0...n {
          heard[j][i] += heard[j - 1][i] * Double(table.added[Int(latin(j - 1, 1))])
          for length in 1...min(5, j) where latin(j - length, length) != 0 {
            for letters in 1...table.longestNative where letters <= i {
              let chunk = form.chunks[form.stride * (i - letters) + letters - 1]
              let key = UInt32(chunk) << 16 | UInt32(latin(j - length, length))
              guard chunk != 0, let gain = gains[key] else { continue }
              heard[j][i] += all[j - length][i - letters] * gain * own[i - letters] / own[i]
            }
          }
        }
      }
      for i in 0...n {
        all[j][i] = heard[j][i]
        if i > 0 { all[j][i] += heard[j][i - 1] * silent[i] }
        if i > 1 { all[j][i] += heard[j][i - 2] * silent[i] * silent[i - 1] }
      }
    }
    let latin = SoundChunks.log(marginal[m])
    return table.logOdds(
      information: SoundChunks.log(all[m][n] * single) - latin, native: SoundChunks.log(own[n]),
      latin: latin, n: n, m: m)
  }
}
