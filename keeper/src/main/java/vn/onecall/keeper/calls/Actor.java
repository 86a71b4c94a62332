package vn.onecall.keeper.calls;

/**
 * The human or job behind a call, by an opaque name, never a person's own, and how we know. Only a
 * verified actor approves what needs two people.
 */
public sealed interface Actor {

  /** The opaque name: lower-case letters, digits, dot, dash, underscore; at most 64. */
  String name();

  /** How the name is known, as entries say it. */
  String how();

  /** Named by the client that it came through; we take the client's word. */
  record Declared(String name) implements Actor {
    public Declared {
      Caller.requireName(name);
    }

    @Override
    public String how() {
      return "declared";
    }
  }

  /** A person who signed in with a key of their own. */
  record Verified(String name) implements Actor {
    public Verified {
      Caller.requireName(name);
    }

    @Override
    public String how() {
      return "verified";
    }
  }
}
