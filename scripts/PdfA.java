import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Judges the files named in a list by veraPDF's profile PDFA-2B; a line for each: its name, tab, and each rule that it breaks once. */
public final class PdfA {
    public static void main(String[] args) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String name : Files.readAllLines(Path.of(args[0]))) {
            System.out.println(name + "\t" + String.join("\t", broken(new File(name))));
        }
    }

    private static Set<String> broken(File file) {
        Set<String> found = new TreeSet<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(file, PDFAFlavour.PDFA_2_B)) {
            ValidationResult result = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFA_2_B, false).validate(parser);
            for (TestAssertion one : result.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    found.add(one.getRuleId().getClause() + " " + one.getMessage());
                }
            }
            if (!result.isCompliant() && found.isEmpty()) {
                found.add("not compliant, no rule named");
            }
        } catch (Exception | LinkageError trouble) {
            found.add("not judged: " + trouble);
        }
        Set<String> plain = new TreeSet<>();
        for (String said : found) {
            plain.add(said.replaceAll("\\s+", " "));
        }
        return plain;
    }
}
