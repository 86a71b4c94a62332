package vn.onecall.cli.demo.company;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The customers of a synthetic company. The same seed always gives the same customers in the same
 * order, so a larger company begins with the smaller one. Emails and phone numbers are unique.
 */
public final class SyntheticCompany {
  /** More would repeat a phone number. */
  public static final int MOST = 1_000_000;

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

  private SyntheticCompany() {}

  /** The first customers of a company. */
  public static List<SyntheticCustomer> people(long seed, int count) {
    if (count > MOST) {
      throw new IllegalArgumentException("a company has at most " + MOST + " customers");
    }
    // Not the JDK's newest generator: this one's sequence is fixed by its specification.
    RandomGenerator random = new Random(seed);
    int offset = random.nextInt(NUMBERS);
    Set<String> taken = new HashSet<>();
    List<SyntheticCustomer> people = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      VietnameseNames.Generation generation =
          VietnameseNames.Generation.valueOf(VietnameseNames.weighted(random, GENERATIONS));
      VietnameseNames.Region region =
          VietnameseNames.Region.valueOf(VietnameseNames.weighted(random, REGIONS));
      VietnameseNames.Parts name =
          VietnameseNames.draw(random, region, generation, random.nextInt(100) < 51);
      int born = generation.from + random.nextInt(generation.to - generation.from + 1);
      String email = email(random, name, born, taken);
      String phone =
          VietnameseNames.weighted(random, PREFIXES)
              + "%07d".formatted((offset + (long) i * STEP) % NUMBERS);
      people.add(
          new SyntheticCustomer(
              Normalizer.normalize(name.whole(), Normalizer.Form.NFC),
              email,
              phone,
              VietnameseNames.weighted(random, CHANNELS)));
    }
    return people;
  }

  private static String email(
      RandomGenerator random, VietnameseNames.Parts name, int born, Set<String> taken) {
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
    String domain = "@" + VietnameseNames.weighted(random, DOMAINS);
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
  public static String folded(String text) {
    return Normalizer.normalize(
            text.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "");
  }
}
