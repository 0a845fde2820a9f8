package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What staff do less often with the catalog: files, copies, history, many at once, lenders.
@Tag("browser")
class StaffFlowsTest extends StaffScreensBase {
    private static String lender;

    @BeforeAll
    static void createLender() throws Exception {
        lender = stage.broker().createLender("Maple Street Capital");
    }

    private static Http.Answer product(String name, Map<String, ?> changes) throws Exception {
        return stage.broker().create(Broker.draft(lender, name, changes));
    }

    private static String read(String id, String member) throws Exception {
        return stage.broker().read(id).json().path(member).asString();
    }

    @Test
    void aFileIsMappedMendedImportedAndReported(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("products.csv"), """
                Lender,Product,Type,Country,Receivables,Most
                Maple Street Capital,Imported One,LOC,Canada,no,"250,000"
                Quite New Bank,Imported Two,Term loan,US,no,lots
                """);
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.goTo("/lenders/import");
        staff.page().locator("input[type=file]").setInputFiles(file);
        // What was not guessed is said by hand.
        staff.page().getByLabel("What Most holds").first().click();
        staff.option("Maximum amount").click();
        staff.button("Check the rows").click();
        assertThat(staff.text("One row can't be imported, so none is.")).isVisible();
        assertThat(staff.listItem("lots")).containsText("F3");
        assertThat(staff.listItem("Quite New Bank")).containsText("is no lender that is there");

        Files.writeString(file, Files.readString(file).replace("lots", "90k"));
        staff.button("Another file").click();
        staff.page().locator("input[type=file]").setInputFiles(file);
        staff.page().getByLabel("What Most holds").first().click();
        staff.option("Maximum amount").click();
        staff.page().getByLabel("Add lenders that are not there yet").check();
        staff.button("Check the rows").click();
        staff.button("Import 2 products").click();
        assertThat(staff.text("Imported. Every client app is told.")).isVisible();
        Assertions.assertThat(Files.readString(staff.downloaded(staff.link("Report"))))
                .contains("Imported One", "Imported Two");
        staff.goTo("/lenders/products?q=Imported");
        assertThat(staff.row("Imported Two")).containsText("$90,000");
    }

    @Test
    void whatIsShownIsExported() throws Exception {
        product("Exported here", Map.of());
        product("Exported there", Map.of("country", "US"));
        StaffScreens staff = stage.signedIn(profile, "viewer");
        staff.goTo("/lenders/products?q=Exported&country=%5B%22CA%22%5D");
        assertThat(staff.row("Exported here")).hasCount(1);
        staff.button("File").click();
        Path file = staff.downloaded(staff.menuItem("Export what is shown as CSV"));
        Assertions.assertThat(Files.readString(file)).contains("Exported here").doesNotContain("Exported there");
    }

    @Test
    void aTwinIsRefusedAndANearDuplicateIsWarnedOf() throws Exception {
        Http.Answer first = product("Tiered loan", Map.of("amountMin", "10000", "amountMax", "50000"));
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.openProduct(Broker.id(first));
        staff.button("Duplicate…").click();
        staff.page().getByLabel("Fees").fill("Other fees make no other product");
        assertThat(staff.text("This product is there already")).isVisible();
        staff.field("Name").fill("Tiered loans");
        assertThat(staff.text("This product is there already")).isHidden();
        assertThat(staff.text("Is it one of these?")).isVisible();
        staff.field("Name").fill("Tiered loan");
        staff.page().getByLabel("Minimum amount").fill("50001");
        staff.page().getByLabel("Maximum amount").fill("90000");
        assertThat(staff.text("This product is there already")).isHidden();
        staff.button("Save and publish").click();
        staff.assertLiveOn(2);
        staff.goTo("/lenders/products?q=Tiered");
        assertThat(staff.row("Tiered loan")).hasCount(2);
    }

    @Test
    void aProductGoesBackToAnEarlierState() throws Exception {
        Http.Answer made = product("Goes back", Map.of("description", "As it was"));
        stage.broker().edit(made, Broker.draft(lender, "Goes back", Map.of("description", "As it is")));
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.openProduct(Broker.id(made));
        staff.tab("History").click();
        assertThat(staff.panel("History")).containsText("As it is");
        staff.button("Restore this").first().click();
        assertThat(staff.text("As it was at")).isVisible();
        Assertions.assertThat(read(Broker.id(made), "description")).isEqualTo("As it was");
    }

    @Test
    void manyArePublishedAndGivenOneFieldAtOnce() throws Exception {
        Map<String, String> draft = Map.of("status", "DRAFT");
        List<String> ids = List.of(Broker.id(product("Bulk one", draft)), Broker.id(product("Bulk two", draft)));
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.goTo("/lenders/products?q=Bulk");
        chooseBoth(staff);
        staff.button("Publish").click();
        staff.assertLiveOn(2);
        chooseBoth(staff);
        staff.button("Change a field…").click();
        staff.choose("Field", "Minimum credit score");
        staff.field("New value").fill("640");
        staff.button("Change").click();
        for (String id : ids) {
            Await.until("both are changed", () -> read(id, "minCreditScore").equals("640"));
            Assertions.assertThat(read(id, "status")).isEqualTo("PUBLISHED");
        }
    }

    private static void chooseBoth(StaffScreens staff) {
        for (String name : List.of("Bulk one", "Bulk two")) {
            staff.row(name).getByRole(AriaRole.CHECKBOX).check();
        }
    }

    @Test
    void aLenderIsCreatedEditedAndArchivedWithItsProducts() throws Exception {
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.goTo("/lenders");
        staff.button("New lender").click();
        staff.field("Name").fill("Maple Street Capitol");
        assertThat(staff.text("Is it Maple Street Capital?")).isVisible();
        staff.field("Name").fill("Cedar Finance");
        assertThat(staff.text("Is it Maple Street Capital?")).isHidden();
        staff.button("Save").click();
        assertThat(staff.text("Saved: Cedar Finance")).isVisible();
        staff.field("Website").fill("https://cedar.example");
        staff.button("Save").click();
        Await.until(
                "the website is kept",
                () -> stage.system()
                        .database()
                        .text("SELECT count(*) FROM lenders WHERE website = 'https://cedar.example'")
                        .equals("1"));
        String id = stage.system().database().text("SELECT id FROM lenders WHERE name = 'Cedar Finance'");
        stage.broker().create(Broker.draft(id, "Under the cedar", Map.of()));
        Await.until("its product is in the catalog", () -> catalog().contains("Under the cedar"));
        staff.button("Archive…").click();
        staff.button("Archive").click();
        assertThat(staff.text("Archived: Cedar Finance")).isVisible();
        Await.until("its product left the catalog", () -> !catalog().contains("Under the cedar"));
    }

    private static String catalog() throws Exception {
        return Http.get(stage.system().clients().getFirst().syncUrl()).json().toString();
    }

    @Test
    void whatApplicantsWillSeeIsShownBeforeItIsSaved() throws Exception {
        Http.Answer made =
                product("Seen first", Map.of("internalNotes", "They pay late", "description", "Quick money"));
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.openProduct(Broker.id(made));
        staff.page().getByLabel("Description").fill("Quicker money");
        staff.tab("As applicants see it").click();
        assertThat(staff.panel("As applicants see it")).containsText("Quicker money");
        assertThat(staff.panel("As applicants see it")).not().containsText("They pay late");
    }

    @Test
    void whatIsTypedWhileASaveIsUnderWayStays() throws Exception {
        String id = Broker.id(product("Saved slowly", Map.of()));
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.openProduct(id);
        staff.page().route("**/api/lender-products/" + id, route -> {
            if (route.request().method().equals("PUT")) {
                staff.page().getByLabel("Fees").fill("Typed meanwhile");
            }
            route.resume();
        });
        staff.page().getByLabel("Maximum amount").fill("80000");
        staff.page().keyboard().press("Control+s");
        Await.until("it is saved", () -> read(id, "amountMax").equals("80000.00"));
        assertThat(staff.text("Changed: Fees")).isVisible();
        assertThat(staff.page().getByLabel("Fees")).hasValue("Typed meanwhile");
        staff.button("Save").click();
        Await.until("the rest too", () -> read(id, "feesNote").equals("Typed meanwhile"));
    }

    @Test
    void publishingLeavesWhatIsNotSavedInTheForm() throws Exception {
        String id = Broker.id(product("Published early", Map.of("status", "DRAFT")));
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.openProduct(id);
        staff.page().getByLabel("Fees").fill("Not saved yet");
        staff.button("Publish").click();
        staff.button("Publish without them").click();
        Await.until("it is published", () -> read(id, "status").equals("PUBLISHED"));
        assertThat(staff.button("Publish")).hasCount(0);
        assertThat(staff.page().getByLabel("Fees")).hasValue("Not saved yet");
        staff.button("Save").click();
        Await.until("and saved afterwards", () -> read(id, "feesNote").equals("Not saved yet"));
        staff.assertLiveOn(2);
    }

    @Test
    void aViewerSeesEverythingAndChangesNothing() throws Exception {
        Http.Answer made = product("Only seen", Map.of());
        StaffScreens staff = stage.signedIn(profile, "viewer");
        staff.goTo("/lenders/products");
        assertThat(staff.button("New product")).hasCount(0);
        assertThat(staff.button("Push All Products to Client")).hasCount(0);
        staff.openProduct(Broker.id(made));
        assertThat(staff.page().getByRole(AriaRole.DIALOG)).containsText("Only seen");
        for (String name : List.of("Save", "Publish", "Archive", "Duplicate…", "Delete…")) {
            assertThat(staff.button(name)).hasCount(0);
        }
        staff.goTo("/lenders/import");
        assertThat(staff.text("takes the role editor")).isVisible();
        staff.goTo("/clients");
        assertThat(staff.button("Register a client app")).hasCount(0);
        staff.goTo("/settings");
        assertThat(staff.tab("Users")).hasCount(0);
        assertThat(staff.page()).hasURL(Pattern.compile(".*/settings.*"));
    }
}
