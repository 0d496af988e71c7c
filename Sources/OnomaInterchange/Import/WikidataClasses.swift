internal import OnomaNames

/// Common values of "instance of" (P31) on Wikidata, with what they are.
///
/// General knowledge of Wikidata's most used classes; `onoma import --class` adds others.
enum WikidataClasses {
  static let known: [String: EntityType] = {
    var known: [String: EntityType] = ["Q5": .person]
    for id in organizations { known[id] = .organization }
    for id in places { known[id] = .place }
    return known
  }()

  private static let organizations = [
    "Q43229",  // organization
    "Q4830453",  // business
    "Q6881511",  // enterprise
    "Q783794",  // company
    "Q891723",  // public company
    "Q167037",  // corporation
    "Q658255",  // subsidiary
    "Q22687",  // bank
    "Q163740",  // nonprofit organization
    "Q79913",  // non-governmental organization
    "Q157031",  // foundation
    "Q48204",  // voluntary association
    "Q484652",  // international organization
    "Q245065",  // intergovernmental organization
    "Q7278",  // political party
    "Q327333",  // government agency
    "Q192350",  // ministry
    "Q11204",  // parliament
    "Q41487",  // court
    "Q3918",  // university
    "Q31855",  // research institute
    "Q38723",  // higher education institution
    "Q9826",  // high school
    "Q16917",  // hospital
    "Q33506",  // museum
    "Q7075",  // library
    "Q2085381",  // publishing house
    "Q11032",  // newspaper
    "Q1110794",  // daily newspaper
    "Q1616075",  // television station
    "Q1002697",  // periodical
    "Q192283",  // news agency
    "Q18127",  // record label
    "Q215380",  // musical group
    "Q476028",  // association football club
    "Q847017",  // sports club
    "Q12973014",  // sports team
    "Q46970",  // airline
  ]

  private static let places = [
    "Q6256",  // country
    "Q3624078",  // sovereign state
    "Q3024240",  // historical country
    "Q5107",  // continent
    "Q486972",  // human settlement
    "Q515",  // city
    "Q1549591",  // big city
    "Q5119",  // capital city
    "Q3957",  // town
    "Q532",  // village
    "Q123705",  // neighborhood
    "Q15284",  // municipality
    "Q484170",  // commune of France
    "Q747074",  // comune of Italy
    "Q262166",  // municipality in Germany
    "Q56061",  // administrative territorial entity
    "Q10864048",  // first-level administrative division
    "Q35657",  // state of the United States
    "Q13220204",  // second-level administrative division
    "Q23442",  // island
    "Q4022",  // river
    "Q23397",  // lake
    "Q8502",  // mountain
    "Q46831",  // mountain range
  ]
}
