internal import Onoma

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Models of the user's own, named by environment variables.
enum OwnModels {
  /// Puts them in the place of the shipped ones.
  static func load() throws {
    if let path = value("ONOMA_SOUND_MODEL") {
      let bytes = try InputSource(path: path).readAll()
      do throws(DataTableError) {
        try SoundModel.replaceShipped(with: bytes, name: path)
      } catch { throw fail(error.description, code: .badInput) }
    }
    if let path = value("ONOMA_CALIBRATION") {
      let bytes = try InputSource(path: path).readAll()
      do throws(DataTableError) {
        try PersonCalibration.replaceShipped(with: bytes, name: path)
      } catch { throw fail(error.description, code: .badInput) }
    }
  }

  private static func value(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }
}
