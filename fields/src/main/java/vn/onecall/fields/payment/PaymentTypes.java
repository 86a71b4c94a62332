package vn.onecall.fields.payment;

import java.util.List;
import vn.onecall.fields.FieldType;

/** The field types for payment. */
public final class PaymentTypes {

  private PaymentTypes() {}

  /** One of each type. */
  public static List<FieldType> all(CardNumberPolicy cardNumbers) {
    return List.of(new BankAccount(), new PaymentCard(cardNumbers));
  }
}
