internal import Foundation
internal import Synchronization

/// Counts what a server does, for Prometheus (its text format, version 0.0.4).
///
/// Labels are routes as they are documented, never what a request holds: paths and names of people
/// would be both without bound and private.
final class ServerMetrics: Sendable {
  private struct Key: Hashable {
    let route: String
    let method: String
    let status: Int
  }

  private struct Times {
    var counts = [Int](repeating: 0, count: bounds.count)
    var total = 0
    var sum = 0.0
  }

  private struct State {
    var requests: [Key: Int] = [:]
    var times: [String: Times] = [:]
    var running = 0
    var failedReloads = 0
  }

  /// The upper bounds of the histogram's buckets, in seconds.
  private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

  private let state = Mutex(State())

  /// Notes that a request has come.
  func begin() { state.withLock { $0.running += 1 } }

  /// Notes that a request has been answered.
  func end(route: String, method: String, status: Int, seconds: Double) {
    state.withLock { state in
      state.running -= 1
      state.requests[Key(route: route, method: method, status: status), default: 0] += 1
      var times = state.times[route] ?? Times()
      if let bucket = Self.bounds.firstIndex(where: { seconds <= $0 }) { times.counts[bucket] += 1 }
      times.total += 1
      times.sum += seconds
      state.times[route] = times
    }
  }

  /// Notes that a reload failed.
  func noteFailedReload() { state.withLock { $0.failedReloads += 1 } }

  /// Everything as Prometheus reads it.
  /// - Parameter gauges: What is known elsewhere, by name: a help text and the value.
  func text(gauges: [(name: String, help: String, value: Int)]) -> String {
    let state = state.withLock { $0 }
    var out = ""
    func head(_ name: String, _ kind: String, _ help: String) {
      out += "# HELP \(name) \(help)\n# TYPE \(name) \(kind)\n"
    }
    head("onoma_requests_total", "counter", "Requests that were answered.")
    let requests = state.requests.sorted { a, b in
      (a.key.route, a.key.method, a.key.status) < (b.key.route, b.key.method, b.key.status)
    }
    for (key, count) in requests {
      out +=
        "onoma_requests_total{route=\"\(key.route)\",method=\"\(key.method)\","
        + "status=\"\(key.status)\"} \(count)\n"
    }
    head("onoma_request_seconds", "histogram", "How long answers took.")
    for (route, times) in state.times.sorted(by: { $0.key < $1.key }) {
      var sum = 0
      for (bound, count) in zip(Self.bounds, times.counts) {
        sum += count
        out += "onoma_request_seconds_bucket{route=\"\(route)\",le=\"\(bound)\"} \(sum)\n"
      }
      out += "onoma_request_seconds_bucket{route=\"\(route)\",le=\"+Inf\"} \(times.total)\n"
      out += "onoma_request_seconds_sum{route=\"\(route)\"} \(times.sum)\n"
      out += "onoma_request_seconds_count{route=\"\(route)\"} \(times.total)\n"
    }
    head("onoma_requests_running", "gauge", "Requests that are not answered yet.")
    out += "onoma_requests_running \(state.running)\n"
    head("onoma_failed_reloads_total", "counter", "Reloads that left the old state in place.")
    out += "onoma_failed_reloads_total \(state.failedReloads)\n"
    for gauge in gauges {
      head(gauge.name, "gauge", gauge.help)
      out += "\(gauge.name) \(gauge.value)\n"
    }
    if let bytes = Self.residentBytes {
      head("process_resident_memory_bytes", "gauge", "Memory that the process has in use.")
      out += "process_resident_memory_bytes \(bytes)\n"
    }
    return out
  }

  /// The memory of this process, where the system tells (`proc(5)`, statm).
  private static var residentBytes: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
      return nil
    }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? Int(fields[1]).map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) } : nil
  }
}
