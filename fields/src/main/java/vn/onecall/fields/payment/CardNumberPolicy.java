package vn.onecall.fields.payment;

/** Whether the product may hold the numbers of payment cards. */
public enum CardNumberPolicy {
  /** Only tokens of a payment gateway; the default. */
  REFUSED,
  /** Numbers too; the operator is then bound by PCI DSS. */
  ACCEPTED
}
