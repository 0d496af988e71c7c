internal import COnoma
internal import OnomaDocuments
internal import OnomaMatching
internal import OnomaNames
internal import OnomaText
internal import OnomaTransliteration

// The functions of `onoma.h`. The compiler checks each against its declaration there. They must be
// public, or the linker drops them from a release build.

/// One matcher for all threads: it only reads.
private let matcher = NameMatcher()
/// One resolver for all threads, without a knowledge base.
private let resolver = Resolver()

/// The probability that two names are one; `onoma.h` describes it.
@c @implementation
public func onoma_compare(
  _ name1: UnsafePointer<CChar>?, _ length1: Int, _ name2: UnsafePointer<CChar>?, _ length2: Int,
  _ type: Int32
) -> Double {
  do throws(ForeignError) {
    let entityType: EntityType =
      switch type {
      case ONOMA_PERSON: .person
      case ONOMA_ORGANIZATION: .organization
      case ONOMA_PLACE: .place
      default: throw .argument
      }
    let first = try text(name1, length1)
    let second = try text(name2, length2)
    for name in [first, second] where name.unicodeScalars.count > Int(ONOMA_NAME_LIMIT) {
      throw .tooLong
    }
    return matcher.compare(first, second, as: entityType).probability
  } catch {
    return Double(error.rawValue)
  }
}

/// A text in another script; `onoma.h` describes it.
@c @implementation
public func onoma_transliterate(
  _ system: UnsafePointer<CChar>?, _ text: UnsafePointer<CChar>?, _ length: Int,
  _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int64 {
  do throws(ForeignError) {
    guard let system else { throw .argument }
    let id = try terminatedText(system)
    let original = try OnomaC.text(text, length)
    let transliterator: Transliterator
    do throws(TransliterationError) {
      transliterator = try TransliterationRegistry.shipped.transliterator(id: id)
    } catch {
      throw error.code == .unknownSystem ? .unknownSystem : .internalError
    }
    return try deliver(
      transliterator.transliterate(original), to: buffer, capacity: capacity)
  } catch {
    return Int64(error.rawValue)
  }
}

/// Who is named in a text; `onoma.h` describes it.
@c @implementation
public func onoma_resolve(
  _ text: UnsafePointer<CChar>?, _ length: Int, _ name: UnsafePointer<CChar>?,
  _ offset_unit: Int32, _ buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int
) -> Int64 {
  do throws(ForeignError) {
    let unit: OffsetUnit =
      switch offset_unit {
      case ONOMA_OFFSETS_SCALAR: .scalar
      case ONOMA_OFFSETS_UTF8: .utf8
      case ONOMA_OFFSETS_UTF16: .utf16
      default: throw .argument
      }
    let title = try name.map { name throws(ForeignError) in try terminatedText(name) } ?? ""
    let bytes = try bytes(text, length)
    let source: SourceText
    do throws(InvalidUTF8) { source = try SourceText(utf8: bytes) } catch { throw .utf8 }
    let resolution = resolver.resolve([Document(name: title, text: source)])
    var lines = ""
    for mention in resolution.mentions {
      lines += MentionLine(mention, in: source, unit: unit).text
    }
    return try deliver(lines, to: buffer, capacity: capacity)
  } catch {
    return Int64(error.rawValue)
  }
}
