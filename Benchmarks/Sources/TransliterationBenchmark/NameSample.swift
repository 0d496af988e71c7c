/// Names to transliterate: every given name with every family name, as news text has them.
///
/// Source: common names of each language, general knowledge, compiled by the Onoma authors.
struct NameSample {
  let names: [[UInt8]]
  let texts: [String]
  let scalars: Int

  init(given: String, family: String) {
    var texts: [String] = []
    for first in given.split(separator: " ") {
      for last in family.split(separator: " ") { texts.append("\(first) \(last)") }
    }
    self.texts = texts
    names = texts.map { Array($0.utf8) }
    scalars = texts.reduce(0) { $0 + $1.unicodeScalars.count } / texts.count
  }

  private init(names: [[UInt8]], texts: [String], scalars: Int) {
    self.names = names
    self.texts = texts
    self.scalars = scalars
  }

  /// The same names in memory of their own.
  func copy() -> NameSample {
    let names = names.map { name in name.map { $0 } }
    return NameSample(
      names: names, texts: names.map { String(decoding: $0, as: UTF8.self) }, scalars: scalars)
  }

  static let russian = NameSample(
    given: """
      Александр Сергей Дмитрий Андрей Алексей Максим Евгений Иван Михаил Артём Николай Юрий Пётр \
      Екатерина Анастасия Татьяна Ольга Юлия Ирина Светлана
      """,
    family: """
      Иванов Смирнова Кузнецов Соколова Щербаков Воробьёва Жуковский Преображенская Королёв \
      Достоевский Ельцин Тимофеева Чернышевский Хрущёв Объедков Цветаева Майоров Гоголь Ягужинский \
      Эренбург
      """)

  static let belarusian = NameSample(
    given: """
      Аляксандр Сяргей Дзмітрый Андрэй Аляксей Максім Яўген Іван Міхаіл Арцём Мікалай Юрый Пётр \
      Кацярына Настасся Таццяна Вольга Юлія Ірына Святлана
      """,
    family: """
      Іваноў Кавалёў Жукоўскі Быкаў Караткевіч Шамякін Багдановіч Краўчанка Вераб’ёў Дзягілеў \
      Цімашэнка Ждановіч Ляўковіч Шчарбакоў Хадасевіч Гарэцкі Вішнеўская Янкоўская Зарэцкі Чорны
      """)

  static let ukrainian = NameSample(
    given: """
      Олександр Сергій Дмитро Андрій Олексій Максим Євген Іван Михайло Артем Микола Юрій Петро \
      Катерина Анастасія Тетяна Ольга Юлія Ірина Світлана
      """,
    family: """
      Шевченко Ковальчук Бондаренко Кравченко Олійник Поліщук Мельник Згурський Щербак Їжакевич \
      Єфименко Юхименко Лук’яненко Хмельницький Грушевський Яворівський Ґалаґан Чорновіл Дем’яненко \
      Жадан
      """)

  static let greek = NameSample(
    given: """
      Γεώργιος Κωνσταντίνος Ιωάννης Δημήτριος Νικόλαος Παναγιώτης Βασίλειος Χρήστος Αθανάσιος \
      Ευάγγελος Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αγγελική Γεωργία Δήμητρα Κωνσταντίνα Ευαγγελία
      """,
    family: """
      Παπαδόπουλος Παπαδάκης Γεωργίου Δημητρίου Νικολάου Οικονόμου Καραμανλής Μητσοτάκης Αγγελόπουλος \
      Ξανθόπουλος Ψαρράς Χατζιδάκις Μπακογιάννης Γκίκας Ντόρας Τζαβέλλας Αυγερινός Ευθυμίου Υψηλάντης \
      Θεοδωράκης
      """)

  static let georgian = NameSample(
    given: """
      გიორგი დავითი ლევანი ნიკოლოზ ალექსანდრე ირაკლი ზურაბ თამაზ ვახტანგ შოთა ნინო მარიამ თამარ ანა \
      ეკატერინე ნათია ქეთევან სალომე ელენე მაია
      """,
    family: """
      ბერიძე კაპანაძე გელაშვილი მაისურაძე ლომიძე წიკლაური ჭავჭავაძე ხუციშვილი კვარაცხელია ღვინიაშვილი \
      ჯაფარიძე ყიფიანი ცხადაძე ჟორდანია ფირცხალავა ჩხეიძე თოდუა ბურჯანაძე დოლიძე ძაგანია
      """)

  static let english = NameSample(
    given: """
      Alexander Sergei Dmitry Andrew Alexei Maxim Eugene John Michael Thomas Nicholas George Peter \
      Catherine Anastasia Tatiana Olga Julia Irene Svetlana
      """,
    family: """
      Smith Johnson Williams Brown Jones Tikhonov Zhukovsky Shcherbakov Petrenko Khrushchev Kowalski \
      Anderson Thompson Richardson Robinson Montgomery Fitzgerald Hutchinson Abramowitz Lindqvist
      """)
}
