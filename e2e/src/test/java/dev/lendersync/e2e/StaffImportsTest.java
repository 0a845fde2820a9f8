package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Files that come in: dropped, as a workbook, and thought better of.
@Tag("browser")
class StaffImportsTest extends StaffScreensBase {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String FILE = """
            Lender,Product,Type,Country,Receivables,Maximum amount
            Birch Bank,%s,Term loan,Canada,no,"250,000"
            """;
    /// An import waits with its first product for as long as there is a row in `held`.
    private static final String HOLD = """
            CREATE TABLE public.held AS SELECT 1;
            CREATE FUNCTION public.hold() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                WHILE EXISTS (SELECT FROM public.held) LOOP PERFORM pg_sleep(0.05); END LOOP;
                RETURN NEW;
            END $$;
            CREATE TRIGGER hold BEFORE INSERT ON lender_products FOR EACH STATEMENT EXECUTE FUNCTION public.hold()
            """;

    private static String lender;

    @BeforeAll
    static void createLender() throws Exception {
        lender = stage.broker().createLender("Birch Bank");
    }

    private StaffScreens atImport() throws Exception {
        StaffScreens staff = stage.signedIn(profile, "editor");
        staff.goTo("/lenders/import");
        return staff;
    }

    private static JsonNode found(String name) throws Exception {
        return ok(Broker.PRODUCTS + "?search=" + name).json().path("items");
    }

    private static Http.Answer ok(String path) throws Exception {
        Http.Answer answer = stage.system().call("GET", path, Map.of());
        Assertions.assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    @Test
    void aFileIsDroppedAndImported() throws Exception {
        StaffScreens staff = atImport();
        JSHandle dropped = staff.page().evaluateHandle("""
                text => {
                    const transfer = new DataTransfer();
                    transfer.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
                    return transfer;
                }""", FILE.formatted("Dropped"));
        var area = staff.page().getByLabel("Drop a file here");
        area.dispatchEvent("dragover", Map.of("dataTransfer", dropped));
        assertThat(area).hasAttribute("data-over", "true");
        area.dispatchEvent("drop", Map.of("dataTransfer", dropped));
        assertThat(staff.text("dropped.csv")).isVisible();
        staff.button("Check the rows").click();
        staff.button("Import 1 product").click();
        assertThat(staff.text("Imported. Every client app is told.")).isVisible();
        Assertions.assertThat(found("Dropped")).hasSize(1);
        Assertions.assertThat(found("Dropped").path(0).path("amountMax").asString())
                .isEqualTo("250000.00");
    }

    @Test
    void aWorkbookThatWasExportedBringsBackWhatItHolds() throws Exception {
        Http.Answer made =
                stage.broker().create(Broker.draft(lender, "In a workbook", Map.of("description", "As exported")));
        byte[] workbook =
                ok(Broker.PRODUCTS + "/export?format=xlsx&search=workbook").body();
        stage.broker().edit(made, Broker.draft(lender, "In a workbook", Map.of("description", "Edited since")));
        StaffScreens staff = atImport();
        staff.page().locator("input[type=file]").setInputFiles(new FilePayload("lender-products.xlsx", XLSX, workbook));
        staff.button("Check the rows").click();
        assertThat(staff.listItem("As exported")).containsText("Edited since");
        staff.button("Import 1 product").click();
        assertThat(staff.text("Imported. Every client app is told.")).isVisible();
        JsonNode product = stage.broker().read(Broker.id(made)).json();
        Assertions.assertThat(product.path("description").asString()).isEqualTo("As exported");
        Assertions.assertThat(product.path("revision").asInt()).isEqualTo(3);
    }

    @Test
    void anImportThatIsCancelledWhileItRunsChangesNothing() throws Exception {
        TestDatabase database = stage.system().database();
        StaffScreens staff = atImport();
        staff.page()
                .locator("input[type=file]")
                .setInputFiles(new FilePayload(
                        "cancelled.csv", "text/csv", FILE.formatted("Cancelled").getBytes(UTF_8)));
        staff.button("Check the rows").click();
        assertThat(staff.button("Import 1 product")).isVisible();
        database.execute(HOLD);
        staff.button("Import 1 product").click();
        assertThat(staff.text("Importing …")).isVisible();
        staff.button("Cancel").click();
        assertThat(staff.text("Cancelled. Nothing was changed.")).isVisible();

        database.execute("DELETE FROM public.held");
        // Waits for the end of the import's transaction.
        database.execute("DROP TRIGGER hold ON lender_products");
        String id = staff.page().url().replaceAll(".*[?&]id=([^&]+).*", "$1");
        JsonNode cancelled = ok("/api/imports/" + id).json();
        Assertions.assertThat(cancelled.path("status").asString()).isEqualTo("CANCELLED");
        Assertions.assertThat(found("Cancelled").isArray()).isTrue();
        Assertions.assertThat(found("Cancelled")).isEmpty();
    }
}
