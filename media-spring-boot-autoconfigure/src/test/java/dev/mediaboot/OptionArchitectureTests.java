package dev.mediaboot;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Tests that each option can be deleted: neither code nor tests outside of its package
 * import it. Tests of several options have a package of their own.
 * {@code .ci/without-options} does delete them.
 */
@AnalyzeClasses(packages = "dev.mediaboot")
class OptionArchitectureTests {

	private static final String SEVERAL = "dev.mediaboot.options";

	@ArchTest
	static final ArchRule nobodyImportsNamedRules = isImportedBy("access");

	@ArchTest
	static final ArchRule nobodyImportsTheCache = isImportedBy("cache");

	@ArchTest
	static final ArchRule statisticsAreImportedWhereTheyArePublished = isImportedBy("statistics", "actuate", "metrics");

	@ArchTest
	static final ArchRule nobodyImportsTheEndpoint = isImportedBy("actuate");

	@ArchTest
	static final ArchRule nobodyImportsMetrics = isImportedBy("metrics");

	@ArchTest
	static final ArchRule nobodyImportsHealth = isImportedBy("health");

	@ArchTest
	static final ArchRule nobodyImportsTheConsole = isImportedBy("console");

	@ArchTest
	static final ArchRule nobodyImportsSecurity = isImportedBy("security");

	@ArchTest
	static final ArchRule nobodyImportsSignedLinks = isImportedBy("sign");

	@ArchTest
	static final ArchRule nobodyImportsVersionedLinks = isImportedBy("version");

	@ArchTest
	static final ArchRule offloadIsImportedWhereItIsConfigured = isImportedBy("offload", "export.server", "export");

	@ArchTest
	static final ArchRule nobodyImportsTheExport = isImportedBy("export");

	@ArchTest
	static final ArchRule nobodyElseImportsTheServersOfTheExport = isImportedBy("export.server", "export");

	@ArchTest
	static final ArchRule nobodyImportsTestsOfSeveralOptions = noClasses().that()
		.resideOutsideOfPackage(SEVERAL)
		.should()
		.dependOnClassesThat()
		.resideInAPackage(SEVERAL);

	private static ArchRule isImportedBy(String option, String... others) {
		String[] rooms = new String[others.length + 2];
		for (int i = 0; i < others.length; i++) {
			rooms[i] = room(others[i]);
		}
		rooms[others.length] = room(option);
		rooms[others.length + 1] = SEVERAL;
		return noClasses().that()
			.resideOutsideOfPackages(rooms)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(room(option));
	}

	private static String room(String option) {
		return "dev.mediaboot." + option;
	}

}
