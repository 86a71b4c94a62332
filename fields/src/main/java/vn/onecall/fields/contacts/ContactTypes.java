package vn.onecall.fields.contacts;

import java.util.List;
import vn.onecall.fields.FieldType;

/** The field types by which a person or a device is reached. */
public final class ContactTypes {

  private ContactTypes() {}

  /** One of each type. */
  public static List<FieldType> all() {
    return List.of(new ContactAddress(), new Email(), new Phone(), new Fax(), new DeviceAddress());
  }
}
