// swift-tools-version: 6.2
import PackageDescription

// ONOMA_STATIC_ICU=1 links ICU's archives into the executable (docs/building.md says when).
let staticICU = Context.environment["ONOMA_STATIC_ICU"] == "1"

let swiftSettings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

/// A room of the house: a library target that sees only the rooms it names.
func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

/// The tests of one room.
///
/// Every test target may use the shared test support.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["OnomaTestSupport"],
    exclude: exclude, swiftSettings: swiftSettings)
}

let package = Package(
  name: "onoma",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Onoma", targets: ["Onoma"]),
    .executable(name: "onoma", targets: ["OnomaCLI"]),
    .library(name: "onoma-c", type: .dynamic, targets: ["OnomaC"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
  ],
  targets: [
    // Targets depend only on those above them (docs/architecture.md, "The house").
    .systemLibrary(
      name: "CICUSystem", pkgConfig: staticICU ? nil : "icu-i18n",
      providers: [.apt(["libicu-dev"])]),
    .target(
      name: "CICU", dependencies: ["CICUSystem"],
      linkerSettings: staticICU
        ? [
          .linkedLibrary(":libicui18n.a"), .linkedLibrary(":libicuuc.a"),
          .linkedLibrary(":libicudata.a"), .linkedLibrary("stdc++"), .linkedLibrary("m"),
        ] : []),
    .target(
      name: "OnomaData", path: "Data",
      exclude: [
        "README.md", "embed.py", "han-readings.py", "names", "language", "transliteration",
        "matching",
      ],
      sources: ["OnomaData.c"], publicHeadersPath: "include"),
    room("OnomaText", ["CICU", "OnomaData"]),
    room("OnomaTransliteration", ["OnomaText"]),
    room("OnomaNames", ["OnomaText", "OnomaTransliteration"]),
    room("OnomaMatching", ["OnomaText", "OnomaTransliteration", "OnomaNames"]),
    room("OnomaEntities", ["OnomaText", "OnomaNames", "OnomaMatching"]),
    room("OnomaDocuments", ["OnomaText", "OnomaNames", "OnomaMatching", "OnomaEntities"]),
    .target(
      name: "OnomaC",
      dependencies: [
        "OnomaText", "OnomaTransliteration", "OnomaNames", "OnomaMatching", "OnomaEntities",
        "OnomaDocuments", "COnoma",
      ], swiftSettings: swiftSettings),
    .target(name: "COnoma"),
    room(
      "OnomaStore",
      [
        "OnomaText", "OnomaNames", "OnomaEntities",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ]),
    .target(name: "CCompression"),
    room(
      "OnomaInterchange",
      [
        "OnomaText", "OnomaNames", "OnomaMatching", "OnomaEntities", "OnomaDocuments",
        "CCompression",
      ]),
    room(
      "Onoma",
      [
        "OnomaText", "OnomaTransliteration", "OnomaNames", "OnomaMatching", "OnomaEntities",
        "OnomaDocuments", "OnomaStore", "OnomaInterchange",
      ]),
    .target(name: "OnomaPage", exclude: ["files"]),
    room(
      "OnomaServer",
      ["Onoma", "OnomaPage", logging, .product(name: "Hummingbird", package: "hummingbird")]),
    .executableTarget(
      name: "OnomaCLI", dependencies: ["Onoma", "OnomaServer", argumentParser, logging],
      swiftSettings: swiftSettings),
    .target(
      name: "OnomaTestSupport", path: "Tests/OnomaTestSupport", swiftSettings: swiftSettings),
    tests("OnomaTextTests", ["OnomaText"]),
    tests("OnomaTransliterationTests", ["OnomaTransliteration", "OnomaText"]),
    tests("OnomaNamesTests", ["OnomaNames", "OnomaText"]),
    tests("OnomaMatchingTests", ["OnomaMatching", "OnomaNames"]),
    tests("OnomaEntitiesTests", ["OnomaEntities", "OnomaNames"]),
    tests("OnomaDocumentsTests", ["OnomaDocuments"], exclude: ["Newsroom"]),
    tests("OnomaStoreTests", ["OnomaStore"], exclude: ["Fixtures"]),
    tests("OnomaInterchangeTests", ["OnomaInterchange"]),
    tests("OnomaServerTests", ["OnomaServer"]),
    tests("OnomaCLITests", ["OnomaCLI", "Onoma"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c2x
)
