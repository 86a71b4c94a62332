package vn.onecall.server.requests.steps;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.onecall.keeper.decisions.EntryWork;
import vn.onecall.keeper.features.ErasureCondition;
import vn.onecall.keeper.subjects.SubjectId;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.server.requests.records.Request;
import vn.onecall.server.requests.records.RequestErrors;
import vn.onecall.server.requests.records.RequestState;
import vn.onecall.server.requests.records.RequestStep;
import vn.onecall.server.requests.records.RequestStore;

/**
 * The one rule of open requests and erasure, whoever erases: an officer, the customer, or the end
 * of a retention. An erasure of the whole customer answers what the customer asked to have deleted,
 * and the letter of that can be had as of any answer; everything else that is open comes first,
 * since nothing can be copied, corrected or looked into any more once the data is gone. What
 * somebody asks in the customer's name comes first too: its second person decides on it.
 */
public final class RequestsBeforeErasure implements ErasureCondition {

  @Override
  public Optional<Wait> settle(Erasing erasing, JdbcClient transaction) {
    RequestStore store = new RequestStore(transaction);
    List<Request> open =
        store.lock(erasing.subject()).stream().filter(each -> each.state().isOpen()).toList();
    Optional<Request> first = first(open, erasing.ends());
    if (first.isPresent()) {
      return first.map(RequestErrors::erasureWaits);
    }
    open.forEach(request -> answer(store, request, erasing));
    return Optional.empty();
  }

  @Override
  public Set<SubjectId> waiting(Collection<SubjectId> subjects, JdbcClient transaction) {
    return new RequestStore(transaction).withOpen(subjects);
  }

  /** The first of the open requests that comes before an erasure. */
  static Optional<Request> first(List<Request> open, boolean ends) {
    return open.stream().filter(request -> !(ends && isAnsweredByIt(request))).findFirst();
  }

  private static boolean isAnsweredByIt(Request request) {
    return request.kind() == RequestKind.DELETE && !request.asked().isForAnother();
  }

  private static void answer(RequestStore store, Request request, Erasing erasing) {
    store.move(
        new Request(
            request.subject(),
            request.id(),
            request.asked(),
            request.times(),
            RequestState.ANSWERED),
        Optional.empty());
    store.took(
        request,
        RequestStep.ANSWER,
        new EntryWork.Entered(erasing.entry(), erasing.subject(), erasing.at()),
        request.isLate(RequestStep.ANSWER, erasing.at()),
        RequestStore.Ground.fulfilledBy(erasing.entry()));
  }
}
