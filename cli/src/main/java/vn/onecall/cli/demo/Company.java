package vn.onecall.cli.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A synthetic company's customers: the same seed always gives the same people in the same order, so
 * that a larger company begins with the smaller one. No email and no phone number stands twice.
 */
final class Company {
  /** More would give a phone number twice. */
  static final int MOST = 1_000_000;

  private static final int NUMBERS = 10_000_000;
  // Coprime to NUMBERS, so that the numbers go through all of them in a scattered order.
  private static final int STEP = 6_180_339;

  private static final List<String> REGIONS = List.of("38 NORTH", "22 CENTRE", "40 SOUTH");
  private static final List<String> GENERATIONS = List.of("22 OLDER", "45 MIDDLE", "33 YOUNGER");
  private static final List<String> CHANNELS = List.of("7 counter", "3 phone");
  private static final List<String> DOMAINS =
      List.of("50 mail.example", "25 hopthu.example", "15 thudientu.example", "10 congty.example");

  /** Mobile prefixes in full use, by how common their carriers are. */
  private static final List<String> PREFIXES =
      List.of(
          "6 032", "6 033", "6 034", "5 035", "5 036", "5 037", "6 038", "5 039", "3 086", "4 096",
          "5 097", "5 098", "2 081", "2 082", "2 083", "2 084", "2 085", "3 088", "4 091", "4 094",
          "3 070", "2 076", "2 077", "2 078", "2 079", "4 090", "4 093", "1 056", "1 058", "1 092",
          "1 059");

  private Company() {}

  /** The first people of a company. */
  static List<Person> people(long seed, int count) {
    if (count > MOST) {
      throw new IllegalArgumentException("a company has at most " + MOST + " customers");
    }
    // Not the JDK's newest generator: this one's sequence is fixed by its specification.
    RandomGenerator random = new Random(seed);
    int offset = random.nextInt(NUMBERS);
    Set<String> taken = new HashSet<>();
    List<Person> people = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Names.Generation generation = Names.Generation.valueOf(Names.weighted(random, GENERATIONS));
      Names.Region region = Names.Region.valueOf(Names.weighted(random, REGIONS));
      Names.Parts name = Names.draw(random, region, generation, random.nextInt(100) < 51);
      int born = generation.from + random.nextInt(generation.to - generation.from + 1);
      String email = email(random, name, born, taken);
      String phone =
          Names.weighted(random, PREFIXES) + "%07d".formatted((offset + (long) i * STEP) % NUMBERS);
      people.add(
          new Person(
              Normalizer.normalize(name.whole(), Normalizer.Form.NFC),
              email,
              phone,
              Names.weighted(random, CHANNELS)));
    }
    return people;
  }

  private static String email(
      RandomGenerator random, Names.Parts name, int born, Set<String> taken) {
    String family = folded(name.family());
    String middle = folded(name.middle());
    String given = folded(name.given());
    String local =
        switch (random.nextInt(5)) {
          case 0 -> given + "." + family;
          case 1 -> family + middle.replace(" ", "") + given;
          case 2 -> given + family.charAt(0) + initials(middle);
          case 3 -> family + "." + given;
          default -> given + initials(middle) + "." + family;
        };
    String year = Integer.toString(born);
    local +=
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> year;
          default -> year.substring(2);
        };
    String domain = "@" + Names.weighted(random, DOMAINS);
    String address = local + domain;
    for (int more = 2; !taken.add(address); more++) {
      address = local + "." + more + domain;
    }
    return address;
  }

  private static String initials(String words) {
    StringBuilder initials = new StringBuilder();
    for (String word : words.split(" ", -1)) {
      initials.append(word.charAt(0));
    }
    return initials.toString();
  }

  /** Vietnamese in ASCII, as people write it in addresses. */
  static String folded(String text) {
    return Normalizer.normalize(
            text.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }
}
