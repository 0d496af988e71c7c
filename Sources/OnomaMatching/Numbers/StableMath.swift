/// Elementary functions that give the same bits on every platform.
///
/// A system's math library may differ from the next one's in the last bit; then a table trained here
/// would not be the one trained there. These use IEEE 754 arithmetic alone, which is exact everywhere.
package enum StableMath {
  private static let ln2 = 0.693147180559945309

  /// The natural logarithm; `-.infinity` for 0 and below.
  ///
  /// By ln x = 2 artanh((x - 1) / (x + 1)) on the significand. Error below 1e-14.
  package static func log(_ x: Double) -> Double {
    guard x > 0 else { return -.infinity }
    guard x < .infinity else { return .infinity }
    var exponent = Double(x.exponent)
    var significand = x.significand
    if significand > 1.4142135623730951 {
      significand *= 0.5
      exponent += 1
    }
    let s = (significand - 1) / (significand + 1)
    let z = s * s
    var sum = 1.0 / 17
    sum = sum * z + 1.0 / 15
    sum = sum * z + 1.0 / 13
    sum = sum * z + 1.0 / 11
    sum = sum * z + 1.0 / 9
    sum = sum * z + 1.0 / 7
    sum = sum * z + 1.0 / 5
    sum = sum * z + 1.0 / 3
    sum = sum * z + 1
    return 2 * s * sum + exponent * ln2
  }

  /// e to the power of `x`; arguments are limited to ±700.
  ///
  /// By powers of two and the series.
  package static func exp(_ x: Double) -> Double {
    let x = max(-700, min(700, x))
    let power = (x / ln2).rounded()
    let rest = x - power * ln2
    var term = 1.0
    var sum = 1.0
    for step in 1...20 {
      term *= rest / Double(step)
      sum += term
    }
    return Double(sign: .plus, exponent: Int(power), significand: 1) * sum
  }

  /// The logistic function 1 / (1 + e^-x).
  package static func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

  /// The log-odds of a probability, ln(p / (1 - p)); those beyond 1e-9 and 1 - 1e-9 count as these.
  package static func logit(_ probability: Double) -> Double {
    let p = min(max(probability, 1e-9), 1 - 1e-9)
    return log(p / (1 - p))
  }

  /// The digamma function of a positive number.
  ///
  /// By recurrence up to 6 and the asymptotic series (Abramowitz and Stegun 6.3.5, 6.3.18).
  static func digamma(_ x: Double) -> Double {
    var x = x
    var shift = 0.0
    while x < 6 {
      shift -= 1 / x
      x += 1
    }
    let square = 1 / (x * x)
    var series = 1.0 / 240
    series = series * square - 1.0 / 252
    series = series * square + 1.0 / 120
    series = series * square - 1.0 / 12
    return shift + log(x) - 0.5 / x + series * square
  }
}
