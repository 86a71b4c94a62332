package vn.onecall.policy.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.RdfDataset;
import com.apicatalog.rdf.RdfNQuad;
import java.io.StringReader;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.onecall.policy.Policy;
import vn.onecall.policy.SamplePolicies;
import vn.onecall.policy.law.RequestKind;
import vn.onecall.policy.model.Field;

/** The export in DPV, read by an independent JSON-LD processor. */
class DpvExportTest {

  private static final String BASE = "https://1call.example/policy/2";
  private static final String DPV = "https://w3id.org/dpv#";

  private static final Policy NEXT = SamplePolicies.published();

  @Test
  void saysInTheVocabularysTermsWhatIsUsedForWhatOnWhichBasis() throws JsonLdError {
    Set<String> triples = triplesOf(DpvExport.of(NEXT, BASE));
    String offers = BASE + "#marketing.offers-by-email";
    assertThat(triples)
        .contains(
            BASE + " a " + DPV + "PrivacyNotice",
            BASE + " " + DPV + "hasJurisdiction https://w3id.org/dpv/loc#VN",
            BASE + " " + DPV + "hasProcess " + offers,
            offers + " " + DPV + "hasPurpose " + BASE + "#purpose-offers-marketing",
            offers + " " + DPV + "hasLegalBasis " + DPV + "ExplicitlyExpressedConsent",
            offers + " " + DPV + "hasPersonalData " + BASE + "#field-email",
            BASE + "#purpose-offers-marketing a " + DPV + "DirectMarketing",
            BASE + "#field-email a https://w3id.org/dpv/pd#EmailAddress",
            BASE + "#field-payment-card a " + DPV + "SensitivePersonalData",
            BASE + "#transfers.to-bank " + DPV + "hasRecipient " + BASE + "#recipient-bank");
  }

  @Test
  void holdsAProcessForEachActivityAndTransferAndADatumForEachField() throws JsonLdError {
    Set<String> triples = triplesOf(DpvExport.of(NEXT, BASE));
    assertThat(triples)
        .filteredOn(triple -> triple.endsWith(" a " + DPV + "Process"))
        .hasSize(NEXT.activities().size() + NEXT.transfers().size());
    for (Field field : NEXT.fields().values()) {
      assertThat(triples).anyMatch(t -> t.startsWith(BASE + "#field-" + field.name() + " a "));
    }
  }

  @Test
  void tellsOfEachRightWithItsTimesAndItsArticle() throws JsonLdError {
    Set<String> triples = triplesOf(DpvExport.of(NEXT, BASE));
    String delete = BASE + "#right-delete";
    assertThat(triples)
        .contains(
            BASE + " " + DPV + "hasRight " + delete,
            delete + " a " + DPV + "DataSubjectRight",
            delete
                + " http://purl.org/dc/terms/description acknowledged within 2 working days,"
                + " answered within 20 days (with the help of a third party: 30 days), extended"
                + " once by up to 20 days")
        .filteredOn(triple -> triple.endsWith(" a " + DPV + "DataSubjectRight"))
        .hasSize(RequestKind.values().length);
    assertThat(DpvExport.of(SamplePolicies.small(), BASE)).doesNotContain("hasRight");
  }

  @Test
  void isTheSameTextEachTime() {
    assertThat(DpvExport.of(SamplePolicies.published(), BASE)).isEqualTo(DpvExport.of(NEXT, BASE));
  }

  private static Set<String> triplesOf(String json) throws JsonLdError {
    RdfDataset dataset = JsonLd.toRdf(JsonDocument.of(new StringReader(json))).get();
    return dataset.toList().stream().map(DpvExportTest::text).collect(Collectors.toSet());
  }

  private static String text(RdfNQuad quad) {
    String predicate = quad.getPredicate().getValue();
    String verb = predicate.endsWith("22-rdf-syntax-ns#type") ? "a" : predicate;
    return quad.getSubject().getValue() + " " + verb + " " + quad.getObject().getValue();
  }
}
