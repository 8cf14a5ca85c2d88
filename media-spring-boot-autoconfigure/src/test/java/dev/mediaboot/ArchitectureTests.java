package dev.mediaboot;

import java.io.Closeable;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.BaseStream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * Tests for who may know whom.
 */
@AnalyzeClasses(packages = "dev.mediaboot", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

	private static final String ROOT = "dev.mediaboot";

	private static final String FILE = "dev.mediaboot.file";

	private static final String STORE = "dev.mediaboot.store";

	private static final String HTTP = "dev.mediaboot.http";

	private static final String PROBLEM = "dev.mediaboot.problem";

	private static final String ANSWER = "dev.mediaboot.answer";

	private static final String TRANSFER = "dev.mediaboot.transfer";

	private static final String BODY = "dev.mediaboot.body";

	private static final String WEB = "dev.mediaboot.web";

	private static final String TOMCAT = "dev.mediaboot.tomcat";

	private static final String JETTY = "dev.mediaboot.jetty";

	private static final String ACCESS = "dev.mediaboot.access";

	private static final String CACHE = "dev.mediaboot.cache";

	private static final String SECURITY = "dev.mediaboot.security";

	private static final String SIGN = "dev.mediaboot.sign";

	private static final String STATISTICS = "dev.mediaboot.statistics";

	private static final String ACTUATE = "dev.mediaboot.actuate";

	private static final String METRICS = "dev.mediaboot.metrics";

	private static final String HEALTH = "dev.mediaboot.health";

	private static final String CONSOLE = "dev.mediaboot.console";

	private static final String DIAGNOSTICS = "dev.mediaboot.diagnostics";

	private static final String VERSION = "dev.mediaboot.version";

	private static final String EXPORT = "dev.mediaboot.export";

	private static final String EXPORT_SERVER = "dev.mediaboot.export.server";

	private static final String OFFLOAD = "dev.mediaboot.offload";

	private static final String AUTOCONFIGURE = "dev.mediaboot.autoconfigure";

	private static final DescribedPredicate<JavaClass> OURS = resideInAPackage("dev.mediaboot..").as("ours");

	@ArchTest
	static final ArchRule rootDependsOnNoOtherPackage = mayDependOn(ROOT);

	@ArchTest
	static final ArchRule httpDependsOnTheRoot = mayDependOn(HTTP, ROOT);

	@ArchTest
	static final ArchRule problemsDependOnTheRoot = mayDependOn(PROBLEM, ROOT);

	@ArchTest
	static final ArchRule answerDependsOnHttp = mayDependOn(ANSWER, ROOT, HTTP, PROBLEM);

	@ArchTest
	static final ArchRule transferDependsOnNoOtherPackage = mayDependOn(TRANSFER);

	@ArchTest
	static final ArchRule bodyDependsOnAnswer = mayDependOn(BODY, ROOT, HTTP, PROBLEM, ANSWER, TRANSFER);

	@ArchTest
	static final ArchRule webDependsOnBody = mayDependOn(WEB, ROOT, HTTP, PROBLEM, ANSWER, TRANSFER, BODY);

	@ArchTest
	static final ArchRule tomcatDependsOnWeb = mayDependOn(TOMCAT, ROOT, HTTP, PROBLEM, ANSWER, TRANSFER, BODY, WEB);

	@ArchTest
	static final ArchRule jettyDependsOnWeb = mayDependOn(JETTY, ROOT, HTTP, PROBLEM, ANSWER, TRANSFER, BODY, WEB);

	@ArchTest
	static final ArchRule nobodyKnowsTheAutoConfiguration = noClasses().that()
		.resideOutsideOfPackage(AUTOCONFIGURE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage(AUTOCONFIGURE);

	@ArchTest
	static final ArchRule accessDependsOnWeb = mayDependOn(ACCESS, ROOT, WEB);

	@ArchTest
	static final ArchRule cacheDependsOnTransfer = mayDependOn(CACHE, ROOT, TRANSFER, WEB);

	@ArchTest
	static final ArchRule filesDependOnTheRoot = mayDependOn(FILE, ROOT);

	@ArchTest
	static final ArchRule storesDependOnFiles = mayDependOn(STORE, ROOT, FILE);

	@ArchTest
	static final ArchRule diagnosticsDependOnTheRoot = mayDependOn(DIAGNOSTICS, ROOT);

	@ArchTest
	static final ArchRule securityDependsOnWeb = mayDependOn(SECURITY, ROOT, WEB);

	@ArchTest
	static final ArchRule signDependsOnHttp = mayDependOn(SIGN, ROOT, HTTP);

	@ArchTest
	static final ArchRule statisticsDependOnWeb = mayDependOn(STATISTICS, ROOT, HTTP, PROBLEM, ANSWER, WEB);

	@ArchTest
	static final ArchRule actuateDependsOnStatistics = mayDependOn(ACTUATE, ROOT, HTTP, PROBLEM, ANSWER, WEB,
			STATISTICS);

	@ArchTest
	static final ArchRule metricsDependOnStatistics = mayDependOn(METRICS, ROOT, HTTP, PROBLEM, ANSWER, WEB,
			STATISTICS);

	@ArchTest
	static final ArchRule healthDependsOnWeb = mayDependOn(HEALTH, ROOT, WEB);

	@ArchTest
	static final ArchRule consoleDependsOnWeb = mayDependOn(CONSOLE, ROOT, WEB);

	@ArchTest
	static final ArchRule versionDependsOnWeb = mayDependOn(VERSION, ROOT, FILE, HTTP, ANSWER, BODY, WEB);

	@ArchTest
	static final ArchRule exportDependsOnItsServers = mayDependOn(EXPORT, ROOT, ANSWER, OFFLOAD, EXPORT_SERVER);

	@ArchTest
	static final ArchRule serversOfTheExportDependOnOffload = mayDependOn(EXPORT_SERVER, ROOT, HTTP, ANSWER, OFFLOAD);

	@ArchTest
	static final ArchRule offloadDependsOnAnswer = mayDependOn(OFFLOAD, ROOT, HTTP, ANSWER, WEB);

	@ArchTest
	static final ArchRule caffeineIsKnownToTheCache = noClasses().that()
		.resideOutsideOfPackage(CACHE)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("com.github.benmanes..");

	@ArchTest
	static final ArchRule springSecurityIsKnownToSecurity = noClasses().that()
		.resideOutsideOfPackage(SECURITY)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.security..", "org.springframework.boot.security..");

	@ArchTest
	static final ArchRule actuatorMicrometerAndHealthAreKnownWhereTheyAreRequired = noClasses().that()
		.resideOutsideOfPackages(ACTUATE, METRICS, HEALTH)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.actuate..", "org.springframework.boot.health..",
				"io.micrometer..");

	@ArchTest
	static final ArchRule packagesAreFreeOfCycles = slices().matching("dev.mediaboot.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule httpKnowsNoServlet = noClasses().that()
		.resideInAPackage(HTTP)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.servlet..", "org.springframework.web..");

	@ArchTest
	static final ArchRule httpReadsAndWritesNothing = noClasses().that()
		.resideInAPackage(HTTP)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..")
		.orShould()
		.dependOnClassesThat(resideInAPackage("java.io").and(not(belongToAnyOf(Closeable.class, IOException.class)))
			.as("of java.io, but for Closeable and IOException"));

	@ArchTest
	static final ArchRule rootAndAnswerKnowNoServlet = noClasses().that()
		.resideInAnyPackage(ROOT, ANSWER)
		.should()
		.dependOnClassesThat()
		.resideInAPackage("jakarta.servlet..");

	@ArchTest
	static final ArchRule autoConfigurationsArePublicAndFinal = classes().that()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.bePublic()
		.andShould()
		.haveModifier(JavaModifier.FINAL)
		.andShould()
		.haveSimpleNameEndingWith("AutoConfiguration");

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicMethods = methods().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic();

	@ArchTest
	static final ArchRule autoConfigurationsHaveNoPublicFields = fields().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.notBePublic()
		.allowEmptyShould(true);

	@ArchTest
	static final ArchRule autoConfigurationsAreMadeWithoutArguments = constructors().that()
		.areDeclaredInClassesThat()
		.areAnnotatedWith(AutoConfiguration.class)
		.should()
		.haveRawParameterTypes(new Class<?>[0]);

	@ArchTest
	static final ArchRule otherConfigurationsArePackagePrivate = classes().that()
		.areAnnotatedWith(Configuration.class)
		.and()
		.doNotHaveFullyQualifiedName("dev.mediaboot.statistics.StatisticsConfiguration")
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule beanMethodsArePackagePrivate = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.bePackagePrivate();

	@ArchTest
	static final ArchRule beanMethodsAreNotConditionalOnClasses = methods().that()
		.areAnnotatedWith(Bean.class)
		.should()
		.notBeAnnotatedWith(ConditionalOnClass.class);

	@ArchTest
	static final ArchRule tomcatIsKnownWhereItIsRequired = noClasses().that()
		.resideOutsideOfPackage(TOMCAT)
		.and()
		.areNotAnnotatedWith(ConditionalOnClass.class)
		.and(not(isMemberOfConditionalClass()))
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..",
				"org.springframework.boot.tomcat..");

	@ArchTest
	static final ArchRule jettyIsKnownWhereItIsRequired = noClasses().that()
		.resideOutsideOfPackage(JETTY)
		.and()
		.areNotAnnotatedWith(ConditionalOnClass.class)
		.and(not(isMemberOfConditionalClass()))
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.eclipse.jetty..", "org.springframework.boot.jetty..");

	@ArchTest
	static final ArchRule everyPackageIsNullMarked = classes().should(beInNullMarkedPackage());

	@ArchTest
	static final ArchRule namesTellWhatClassesAre = noClasses().should()
		.haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)");

	@ArchTest
	static final ArchRule nobodyUsesRegularExpressions = noClasses().that()
		.resideInAnyPackage(ROOT, FILE, STORE, HTTP, PROBLEM, ANSWER, TRANSFER, BODY, WEB, TOMCAT, JETTY, ACCESS, CACHE,
				CONSOLE, EXPORT, OFFLOAD, SECURITY, SIGN, STATISTICS, VERSION)
		.should()
		.dependOnClassesThat()
		.belongToAnyOf(Pattern.class)
		.orShould()
		.callMethod(String.class, "matches", String.class)
		.orShould()
		.callMethod(String.class, "replaceAll", String.class, String.class)
		.orShould()
		.callMethod(String.class, "replaceFirst", String.class, String.class);

	@ArchTest
	static final ArchRule nobodyFormatsStrings = noClasses().should()
		.callMethod(String.class, "format", String.class, Object[].class)
		.orShould()
		.callMethod(String.class, "formatted", Object[].class);

	/** Ranges are coalesced through a list that is at most a hundred long. */
	@ArchTest
	static final ArchRule requestsAreAnsweredWithoutStreams = noClasses().that()
		.resideInAnyPackage(HTTP, PROBLEM, ANSWER, TRANSFER, BODY, WEB, TOMCAT, JETTY, ACCESS, CACHE, CONSOLE, OFFLOAD,
				SECURITY, SIGN, VERSION)
		.and()
		.doNotHaveFullyQualifiedName("dev.mediaboot.http.RangeRequest")
		.and(not(areConfigurations()))
		.should()
		.dependOnClassesThat(assignableTo(BaseStream.class));

	@ArchTest
	static final ArchRule nobodyWritesToStandardOutput = noClasses().should()
		.accessField(System.class, "out")
		.orShould()
		.accessField(System.class, "err");

	@ArchTest
	static final ArchRule loggersAreThoseOfSpring = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.slf4j..", "java.util.logging..", "ch.qos.logback..");

	/** The direction of imports: from an entrance towards the root, and never back. */
	private static ArchRule mayDependOn(String room, String... others) {
		return noClasses().that()
			.resideInAPackage(room)
			.should()
			.dependOnClassesThat(
					OURS.and(not(resideInAPackage(room))).and(not(resideInAnyPackage(others))).as("of other packages"));
	}

	private static DescribedPredicate<JavaClass> isMemberOfConditionalClass() {
		return DescribedPredicate.describe("are members of a class that is conditional on another one",
				(type) -> type.getEnclosingClass()
					.map((enclosing) -> enclosing.isAnnotatedWith(ConditionalOnClass.class))
					.orElse(false));
	}

	private static DescribedPredicate<JavaClass> areConfigurations() {
		return DescribedPredicate.describe("are configurations",
				(type) -> type.isMetaAnnotatedWith(Configuration.class));
	}

	private static ArchCondition<JavaClass> beInNullMarkedPackage() {
		return new ArchCondition<>("be in a package that is @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				JavaPackage home = type.getPackage();
				events.add(new SimpleConditionEvent(type, home.isAnnotatedWith(NullMarked.class),
						home.getName() + ", the package of " + type.getSimpleName() + ", is not @NullMarked"));
			}

		};
	}

}
