package vn.onecall.cli.demo;

/**
 * A made-up customer. Nobody of that name and birth is meant; the phone number has the form of real
 * ones and may be somebody's, so that it must never be called.
 *
 * @param name family, middle and given name, NFC
 * @param email an address below {@code .example}, which never leads anywhere (RFC 2606)
 * @param phone a mobile number as people write it, ten digits
 * @param channel the channel of the policy by which the customer registered
 */
record Person(String name, String email, String phone, String channel) {
  /** The same person, registering by another channel. */
  Person by(String otherChannel) {
    return new Person(name, email, phone, otherChannel);
  }

  /** The client that registers this person: on the web the site, otherwise the counter. */
  String registrar() {
    return onTheWeb() ? "customer-site" : "counter";
  }

  /** The activity by which it does. */
  String registration() {
    return onTheWeb() ? "customers.register" : "counter.register";
  }

  private boolean onTheWeb() {
    return channel.equals("web");
  }

  /** The name only: it is what transcripts may show. */
  @Override
  public String toString() {
    return name + " (synthetic)";
  }
}
