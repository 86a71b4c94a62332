package vn.onecall.cli.demo.company;

/**
 * A synthetic customer, who stands for no real person. The phone number has the form of real ones
 * and may belong to somebody, so it must never be called.
 *
 * @param name family, middle and given name, NFC
 * @param email an address below {@code .example}, which never resolves (RFC 2606)
 * @param phone a mobile number as people write it, ten digits
 * @param channel the channel of the policy by which the customer registered
 */
public record SyntheticCustomer(String name, String email, String phone, String channel) {
  /** The same customer, registering through another channel. */
  public SyntheticCustomer by(String otherChannel) {
    return new SyntheticCustomer(name, email, phone, otherChannel);
  }

  /** The client that registers this customer: the site on the web, else the counter. */
  public String registrar() {
    return onTheWeb() ? "customer-site" : "counter";
  }

  /** The activity of the registration. */
  public String registration() {
    return onTheWeb() ? "customers.register" : "counter.register";
  }

  private boolean onTheWeb() {
    return channel.equals("web");
  }

  /** Only the name, which transcripts may show. */
  @Override
  public String toString() {
    return name + " (synthetic)";
  }
}
