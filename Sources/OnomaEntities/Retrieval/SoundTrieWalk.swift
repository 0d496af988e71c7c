/// One walk down a trie for ``SoundTrieSearch``: nothing but numbers and pointers, so that the loop
/// counts no references.
///
/// Each node that is gone down to has two columns. A cell of the first holds how much likelier a
/// beginning of the word and the letters down to the node are together than apart; one of the second
/// (`sounded`) adds those of the beginnings that are up to ``silence`` silent letters shorter. What
/// follows a node continues from the second, so silent letters are paid for once a node and not once
/// for each thing that a letter below it may stand for.
struct SoundTrieWalk {
  /// The most of each block of cells, as the bounds see it: the last block's in the last place, those of
  /// the blocks beyond four together in the first one.
  typealias Blocks = SIMD4<Float>

  /// The best cells of a node's columns.
  struct Most {
    /// Those of the first column.
    var cells: Blocks
    /// Those of the second column that a step into a block can come from.
    var sounded: Blocks
    /// The first letter below the node, which is asked for while the columns are filled: what lies below
    /// is in no cache as a rule, and waiting for it took a sixth of the walk.
    var below: UInt16 = 0
  }

  /// What the walk knows of a letter by itself.
  struct Letter {
    /// How likely it stands for nothing.
    var weight: Float
    /// The number of its row.
    var row: UInt32
  }

  /// The most silent letters before one that sounds.
  static let silence = 2
  /// Zeros before each column, so that a shifted read stays inside.
  static let lead = 8
  /// The places of a column, and of both of a node.
  static let width = 48
  static let stride = 2 * width
  static let depths = 34
  /// How many nodes that are none lie before the root's, for chunks that reach beyond it.
  static let above = 5
  /// The numbers of one block of four cells in ``edges``.
  static let edgeStride = 12

  let nodes: UnsafePointer<SoundTrieNode>
  /// Both columns of each node on the way down, by depth.
  let columns: UnsafeMutablePointer<Float>
  /// For each block of four cells: their bounds, and what one and two silent letters before are worth.
  let edges: UnsafePointer<Float>
  let rows: UnsafeRawPointer
  /// The letters, by the numbers of their chunks.
  let letters: UnsafePointer<Letter>
  let rowNumbers: UnsafePointer<UInt16>
  /// For each row what it can make of the best cells of a column at most.
  let rowBounds: UnsafePointer<Blocks>
  let most: UnsafeMutablePointer<Most>
  let path: UnsafeMutablePointer<UnsafePointer<SoundTrieNode>>
  let next: UnsafeMutablePointer<UnsafePointer<SoundTrieNode>>
  let last: UnsafeMutablePointer<UnsafePointer<SoundTrieNode>>
  let n: Int
  let reach: Int
  let isLong: Bool
  let deepest: Int

  /// Calls `found` with the depth and the number of each node where a word ends that may be one, and
  /// with how much likelier the two are together than apart; gives the number of nodes looked at.
  func run(found: (Int, UInt32, Float) -> Void) -> Int {
    // Local copies: behind `self` each would be read again after every store.
    let (rowNumbers, rowBounds, most, next, last) = (rowNumbers, rowBounds, most, next, last)
    let (nodes, columns, edges, rows, letters) = (nodes, columns, edges, rows, letters)
    let (isLong, reach, blocks, deepest) = (isLong, reach, (n + 4) / 4, deepest)
    let end = columns + n
    let endEdge = edges + (n / 4 * Self.edgeStride + n % 4)
    columns[0] = 1
    let rowSize = 16 * reach * blocks
    most[0] = Self.sound(columns, edges, blocks, below: 0)
    path[0] = nodes
    // The children that are still to be looked at, by depth.
    next[1] = nodes + Int(nodes.pointee.firstChild)
    last[1] = next[1] + Int(nodes.pointee.children)
    var visited = 0
    var depth = 1
    while depth > 0 {
      // Most letters go with none of the word's: they need no column.
      let (before1, before2, before3) = (most[depth - 1], most[depth - 2], most[depth - 3])
      let (first, limit) = (next[depth], last[depth])
      var node = first
      var weight: Float = 0
      var (row1, row2, row3, row4, row5) = (0, 0, 0, 0, 0)
      while node < limit {
        let letter = letters[Int(node.pointee.chunk1)]
        weight = letter.weight
        row1 = Int(letter.row)
        row2 = Int(rowNumbers[Int(node.pointee.chunk2)])
        row3 = Int(rowNumbers[Int(node.pointee.chunk3)])
        var bound = before1.cells * weight + before1.sounded * rowBounds[row1]
        bound += before2.sounded * rowBounds[row2]
        bound += before3.sounded * rowBounds[row3]
        if isLong {
          row4 = Int(rowNumbers[Int(node.pointee.chunk4)])
          row5 = Int(rowNumbers[Int(node.pointee.chunk5)])
          bound += most[depth - 4].sounded * rowBounds[row4]
          bound += most[depth - 5].sounded * rowBounds[row5]
        }
        if Self.highest(bound) >= 1 { break }
        node += 1
      }
      visited &+= node - first
      if node == limit {
        depth &-= 1
        continue
      }
      visited &+= 1
      next[depth] = node + 1
      let below = nodes[Int(node.pointee.firstChild)].chunk1
      let column = columns + depth &* Self.stride
      let steps = Steps(
        weight: weight, rows1: rows + row1 &* rowSize, rows2: rows + row2 &* rowSize,
        rows3: rows + row3 &* rowSize, has2: row2 != 0, has3: row3 != 0)
      let best =
        isLong
        ? steps.fillLong(
          column, edges, blocks, reach, rows + row4 &* rowSize, rows + row5 &* rowSize)
        : steps.fill(column, edges, blocks, reach)
      if best < 1 { continue }
      path[depth] = node
      if node.pointee.word != SoundTrieNode.none {
        let cell = end + depth &* Self.stride
        var ratio = cell[0] + cell[-1] * endEdge[4]
        if n > 1 { ratio += cell[-2] * endEdge[8] }
        if ratio * endEdge[0] >= 1 { found(depth, node.pointee.word, ratio) }
      }
      if node.pointee.children > 0, depth < deepest {
        most[depth] = Self.sound(column, edges, blocks, below: below)
        depth &+= 1
        next[depth] = nodes + Int(node.pointee.firstChild)
        last[depth] = next[depth] + Int(node.pointee.children)
      }
    }
    return visited
  }

  /// Fills the second column of a node from the first; gives the best cells of both.
  @inline(__always)
  private static func sound(
    _ column: UnsafeMutablePointer<Float>, _ edges: UnsafePointer<Float>, _ blocks: Int,
    below: UInt16
  ) -> Most {
    var cells = UnsafeMutableRawPointer(column)
    var edge = UnsafeRawPointer(edges)
    var best = (Blocks(repeating: 0), Blocks(repeating: 0))
    var before = SIMD4<Float>(repeating: 0)
    for _ in 0..<blocks {
      // Shifted in registers: what was just stored is slow to read in another alignment.
      let own = SoundTrieWalk.load(cells, 0)
      let one = SIMD4(before[3], own[0], own[1], own[2])
      let two = SIMD4(before[2], before[3], own[0], own[1])
      var sum = own + one * SoundTrieWalk.load(edge, 16) + two * SoundTrieWalk.load(edge, 32)
      before = own
      // Numbers below the normal range slow the processor down a hundredfold.
      sum.replace(with: 0, where: sum .< 1e-20)
      cells.storeBytes(of: sum, toByteOffset: 4 * width, as: SIMD4<Float>.self)
      let bounds = SoundTrieWalk.load(edge, 0)
      best.0 = push(highest(own * bounds), to: best.0)
      best.1 = push(highest(sum * bounds), to: best.1)
      cells += 16
      edge += 4 * SoundTrieWalk.edgeStride
    }
    // A step comes from the block that it leads to or from the one before.
    var reached = Blocks(best.1[0], best.1[0], best.1[1], best.1[2])
    reached.replace(with: best.1, where: best.1 .> reached)
    return Most(cells: best.0, sounded: reached, below: below)
  }

  /// Adds what was found of one block more.
  @inline(__always)
  static func push(_ block: Float, to blocks: Blocks) -> Blocks {
    Blocks(blocks[1] > blocks[0] ? blocks[1] : blocks[0], blocks[2], blocks[3], block)
  }

  /// What the first column of a node is made of.
  private struct Steps {
    /// How likely the node's letter stands for nothing.
    let weight: Float
    /// The rows of the chunks of one to three letters that end with it.
    let rows1: UnsafeRawPointer
    let rows2: UnsafeRawPointer
    let rows3: UnsafeRawPointer
    let has2: Bool
    let has3: Bool

    /// Fills the column; gives its best cell as the bounds see it.
    @inline(__always)
    func fill(
      _ column: UnsafeMutablePointer<Float>, _ edges: UnsafePointer<Float>, _ blocks: Int,
      _ reach: Int
    ) -> Float {
      var cells = UnsafeMutableRawPointer(column)
      var edge = UnsafeRawPointer(edges)
      var best = SIMD4<Float>(repeating: 0)
      var joint = 0
      for _ in 0..<blocks {
        var sum = SoundTrieWalk.load(cells, -4 * SoundTrieWalk.stride) * weight
        sum += gathered(cells, 1, rows1, joint, reach)
        if has2 { sum += gathered(cells, 2, rows2, joint, reach) }
        if has3 { sum += gathered(cells, 3, rows3, joint, reach) }
        sum.replace(with: 0, where: sum .< 1e-20)
        cells.storeBytes(of: sum, as: SIMD4<Float>.self)
        let bounded = sum * SoundTrieWalk.load(edge, 0)
        best.replace(with: bounded, where: bounded .> best)
        cells += 16
        edge += 4 * SoundTrieWalk.edgeStride
        joint &+= 16 &* reach
      }
      return SoundTrieWalk.highest(best)
    }

    /// The same for a table whose chunks have up to five Latin letters.
    @inline(never)
    func fillLong(
      _ column: UnsafeMutablePointer<Float>, _ edges: UnsafePointer<Float>, _ blocks: Int,
      _ reach: Int, _ rows4: UnsafeRawPointer, _ rows5: UnsafeRawPointer
    ) -> Float {
      var cells = UnsafeMutableRawPointer(column)
      var edge = UnsafeRawPointer(edges)
      var best = SIMD4<Float>(repeating: 0)
      var joint = 0
      for _ in 0..<blocks {
        var sum = SoundTrieWalk.load(cells, -4 * SoundTrieWalk.stride) * weight
        sum += gathered(cells, 1, rows1, joint, reach)
        if has2 { sum += gathered(cells, 2, rows2, joint, reach) }
        if has3 { sum += gathered(cells, 3, rows3, joint, reach) }
        sum += gathered(cells, 4, rows4, joint, reach)
        sum += gathered(cells, 5, rows5, joint, reach)
        sum.replace(with: 0, where: sum .< 1e-20)
        cells.storeBytes(of: sum, as: SIMD4<Float>.self)
        let bounded = sum * SoundTrieWalk.load(edge, 0)
        best.replace(with: bounded, where: bounded .> best)
        cells += 16
        edge += 4 * SoundTrieWalk.edgeStride
        joint &+= 16 &* reach
      }
      return SoundTrieWalk.highest(best)
    }

    /// What a row makes of a block of the second column so many letters before: the cells that lie
    /// before the block's own, as far as chunks reach.
    @inline(__always)
    private func gathered(
      _ cells: UnsafeMutableRawPointer, _ letters: Int, _ rows: UnsafeRawPointer, _ joint: Int,
      _ reach: Int
    ) -> SIMD4<Float> {
      let before = 4 * (SoundTrieWalk.width - letters * SoundTrieWalk.stride)
      // Each in a branch of its own: the compiler shuffles lanes where it sees several at once.
      var sum = SoundTrieWalk.load(cells, before - 4) * SoundTrieWalk.load(rows, joint)
      if reach > 1 {
        sum += SoundTrieWalk.load(cells, before - 8) * SoundTrieWalk.load(rows, joint &+ 16)
      }
      if reach > 2 {
        sum += SoundTrieWalk.load(cells, before - 12) * SoundTrieWalk.load(rows, joint &+ 32)
      }
      return sum
    }
  }

  /// The highest of four numbers, none of which is NaN.
  @inline(__always)
  static func highest(_ cells: SIMD4<Float>) -> Float {
    var pair = cells.lowHalf
    pair.replace(with: cells.highHalf, where: cells.highHalf .> pair)
    return pair[1] > pair[0] ? pair[1] : pair[0]
  }

  @inline(__always)
  fileprivate static func load(_ address: UnsafeMutableRawPointer, _ offset: Int) -> SIMD4<Float> {
    address.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
  }

  @inline(__always)
  fileprivate static func load(_ address: UnsafeRawPointer, _ offset: Int) -> SIMD4<Float> {
    address.loadUnaligned(fromByteOffset: offset, as: SIMD4<Float>.self)
  }
}
