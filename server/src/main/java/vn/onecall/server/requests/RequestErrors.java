package vn.onecall.server.requests;

import vn.onecall.policy.model.BilingualText;
import vn.onecall.server.problems.FieldError;
import vn.onecall.server.problems.InputException;

/** What is wrong with a step, in words. They name ids and codes, and nothing that anybody wrote. */
final class RequestErrors {
  private RequestErrors() {}

  static InputException notNow(Request request) {
    return error(
        "step",
        "not-now",
        "Yêu cầu đang ở trạng thái `"
            + request.state().id()
            + "`, chưa hoặc không còn làm được bước này.",
        "The request is `" + request.state().id() + "`: this step cannot be taken now.");
  }

  static InputException othersFirst(Request other) {
    return error(
        "step",
        "others-first",
        "Yêu cầu mã "
            + other.id()
            + " còn chờ; xóa xong thì không giải quyết được nữa, nên phải trả lời yêu cầu đó trước.",
        "The request "
            + other.id()
            + " is still open, and could not be answered after the erasure: answer it first.");
  }

  static InputException earlierFirst(Request other) {
    return error(
        "step",
        "earlier-first",
        "Yêu cầu mã "
            + other.id()
            + " đến trước và còn chờ; trả lời theo thứ tự để ý muốn sau cùng của Quý khách có hiệu"
            + " lực sau cùng.",
        "The request "
            + other.id()
            + " came earlier and is still open: they are answered in order, so that the customer's"
            + " last word holds.");
  }

  static InputException noAnswer() {
    return error(
        "reason",
        "missing",
        "Trả lời yêu cầu loại này phải nêu nội dung.",
        "An answer to a request of this kind needs its words.");
  }

  static InputException notMergeable() {
    return error(
        "into",
        "not-mergeable",
        "Chỉ gộp được vào một yêu cầu khác, cùng loại, còn chờ, của cùng Quý khách.",
        "It can be merged only into another open request of the same kind and customer.");
  }

  static InputException noEntryNamed() {
    return error(
        "fulfilledBy",
        "missing",
        "Phải nêu mục nhật ký cho thấy yêu cầu đã được thực hiện.",
        "The entry that shows the request to have been carried out must be named.");
  }

  static InputException noSuchEntry() {
    return error(
        "fulfilledBy",
        "not-fitting",
        "Không có mục nhật ký như vậy của Quý khách, thuộc loại phù hợp và sau ngày nhận yêu cầu.",
        "There is no such entry of this customer, of a fitting kind and since the request came.");
  }

  static InputException notDisputable() {
    return error(
        "request",
        "another-kind",
        "Chỉ đối chiếu được cho một khiếu nại hoặc yêu cầu sửa còn chờ.",
        "Only an open complaint or request for correction can dispute a detail.");
  }

  static InputException notOfRequests() {
    return error(
        "activity",
        "another-kind",
        "Hoạt động này không dùng để đọc yêu cầu.",
        "This activity does not read requests.");
  }

  private static InputException error(String field, String code, String vi, String en) {
    return new InputException(new FieldError(field, code, new BilingualText(vi, en)));
  }
}
