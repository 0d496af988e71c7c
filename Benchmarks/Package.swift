// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nobody who uses Onoma resolves or builds it.
let package = Package(
  name: "onoma-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "onoma", path: "..")],
  targets: [
    .systemLibrary(
      name: "CRawICUSystem", pkgConfig: "icu-i18n", providers: [.apt(["libicu-dev"])]),
    .target(name: "CRawICU", dependencies: ["CRawICUSystem"]),
    .executableTarget(
      name: "TransliterationBenchmark",
      dependencies: ["CRawICU", .product(name: "Onoma", package: "onoma")]),
  ],
  swiftLanguageModes: [.v6]
)
