import java.io.File;
import java.io.InputStream;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Runs veraPDF over files: `java -cp verapdf.jar:. Validate ua1,3a FILE...` prints a line for
 * each file and profile, then each rule that failed; `@LIST` names files line by line. A file
 * that cannot be parsed is a FAIL. The jar at hand lacks JAXB, so the
 * profiles are read with DOM.
 */
public class Validate {
  static String text(Element parent, String tag) {
    NodeList found = parent.getElementsByTagNameNS("*", tag);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }

  static ValidationProfile profile(String flavour) throws Exception {
    String name = flavour.equals("ua1") ? "PDFUA-1.xml" : "PDFA-" + flavour.toUpperCase() + ".xml";
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    Document xml;
    try (InputStream in =
        Validate.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name)) {
      xml = factory.newDocumentBuilder().parse(in);
    }
    Set<Rule> rules = new HashSet<>();
    NodeList list = xml.getElementsByTagNameNS("*", "rule");
    for (int i = 0; i < list.getLength(); i++) {
      Element rule = (Element) list.item(i);
      Element id = (Element) rule.getElementsByTagNameNS("*", "id").item(0);
      RuleId ruleId =
          Profiles.ruleIdFromValues(
              PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
              id.getAttribute("clause"),
              Integer.parseInt(id.getAttribute("testNumber")));
      Boolean deferred =
          rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
      rules.add(
          Profiles.ruleFromValues(
              ruleId,
              rule.getAttribute("object"),
              deferred,
              rule.getAttribute("tags"),
              text(rule, "description"),
              text(rule, "test"),
              Profiles.errorFromValues(text(rule, "message"), Collections.emptyList()),
              Collections.emptyList()));
    }
    Set<Variable> variables = new HashSet<>();
    NodeList vars = xml.getElementsByTagNameNS("*", "variable");
    for (int i = 0; i < vars.getLength(); i++) {
      Element v = (Element) vars.item(i);
      variables.add(
          Profiles.variableFromValues(
              v.getAttribute("name"),
              v.getAttribute("object"),
              text(v, "defaultValue"),
              text(v, "value")));
    }
    return Profiles.profileFromValues(
        PDFAFlavour.fromString(flavour),
        Profiles.profileDetailsFromValues(name, name, "", new Date(0)),
        "",
        rules,
        variables);
  }

  public static void main(String[] args) throws Exception {
    java.util.logging.LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    Map<String, ValidationProfile> profiles = new HashMap<>();
    java.util.List<String> files = new java.util.ArrayList<>();
    for (int i = 1; i < args.length; i++) {
      if (args[i].startsWith("@")) {
        files.addAll(java.nio.file.Files.readAllLines(new File(args[i].substring(1)).toPath()));
      } else {
        files.add(args[i]);
      }
    }
    for (String file : files) {
      for (String flavour : args[0].split(",")) {
        if (!profiles.containsKey(flavour)) profiles.put(flavour, profile(flavour));
        try (PDFAParser parser =
            Foundries.defaultInstance()
                .createParser(new File(file), PDFAFlavour.fromString(flavour))) {
          PDFAValidator validator =
              Foundries.defaultInstance()
                  .createValidator(profiles.get(flavour), 1000, true, true, false);
          ValidationResult result = validator.validate(parser);
          System.out.println(
              (result.isCompliant() ? "COMPLIANT " : "FAIL ") + flavour + " " + file);
          Map<String, String> failed = new TreeMap<>();
          for (TestAssertion test : result.getTestAssertions()) {
            if (test.getStatus() == TestAssertion.Status.FAILED) {
              failed.putIfAbsent(
                  test.getRuleId().getClause() + "-" + test.getRuleId().getTestNumber(),
                  test.getMessage() + " @ " + test.getLocation().getContext());
            }
          }
          for (var entry : failed.entrySet()) {
            System.out.println("  " + entry.getKey() + " " + entry.getValue());
          }
        } catch (Exception error) {
          System.out.println("FAIL " + flavour + " " + file);
          System.out.println("  unreadable " + error.getMessage());
        }
      }
    }
  }
}
