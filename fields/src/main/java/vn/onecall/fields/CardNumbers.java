package vn.onecall.fields;

/** Whether the product may hold the numbers of payment cards. */
public enum CardNumbers {
  /** Only tokens of a payment gateway; the default. */
  REFUSED,
  /** Numbers too; the operator is then bound by PCI DSS. */
  ACCEPTED
}
