// PixelMed's two validators over many files in one JVM: starting it and compiling its style sheets costs seconds.
//
// In: pairs of arguments, KIND FILE, with KIND sr (DicomSRValidator) or iod (DicomInstanceValidator).
// Out: for each pair "BEGIN KIND FILE", what the validator says, "END KIND FILE"; after the last pair "BATCH COMPLETE".
// A file that cannot be read or validated gives one line "Error: ..." and does not end the others. The exit code says
// nothing: a file was validated only if "IOD validation complete" stands between its BEGIN and END.
//
// The JRE alone runs this source:
//   java -Djava.awt.headless=true -Djdk.xml.xpathTotalOpLimit=0 -Djdk.xml.xpathExprOpLimit=0
//        -Djdk.xml.xpathExprGrpLimit=0 -cp /usr/share/java/pixelmed.jar PixelMedBatch.java sr a.dcm iod b.dcm

import com.pixelmed.dicom.AttributeList;
import com.pixelmed.validate.DicomInstanceValidator;
import com.pixelmed.validate.DicomSRValidator;

public class PixelMedBatch {
    private DicomSRValidator reports;
    private DicomInstanceValidator instances;

    public static void main(String[] arguments) {
        PixelMedBatch batch = new PixelMedBatch();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String subject = arguments[i] + " " + arguments[i + 1];
            System.out.println("BEGIN " + subject);
            System.out.println(batch.judge(arguments[i], arguments[i + 1]));
            System.out.println("END " + subject);
        }
        System.out.println("BATCH COMPLETE");
    }

    private String judge(String kind, String file) {
        try {
            AttributeList list = new AttributeList();
            list.read(file);
            return kind.equals("sr") ? reports().validate(list) : instances().validate(list);
        } catch (Exception | StackOverflowError problem) {
            return "Error: " + problem.getClass().getName() + ": " + problem.getMessage();
        }
    }

    private DicomSRValidator reports() throws Exception {
        if (reports == null) {
            reports = new DicomSRValidator();
        }
        return reports;
    }

    private DicomInstanceValidator instances() throws Exception {
        if (instances == null) {
            instances = new DicomInstanceValidator();
        }
        return instances;
    }
}
