package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Scripts that somebody stored as texts are texts on every screen of the Staff App.
@Tag("browser")
class StaffHostileTextsTest {
    private static final List<String> SCREENS = List.of(
            "/lenders",
            "/lenders/products",
            "/clients",
            "/activity",
            "/activity?tab=audit",
            "/settings",
            "/settings?tab=tokens",
            "/settings?tab=sessions");

    private static StaffStage stage;
    private static final List<String> PRODUCTS = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        stage = StaffStage.start();
        int number = 0;
        for (HostileTexts.HostileText hostile : HostileTexts.scripts()) {
            number++;
            String text = hostile.text();
            String lender =
                    idOf("/api/lenders", Map.of("name", text, "notes", text), Map.of("name", "Lender " + number));
            Map<String, Object> product = new HashMap<>(Map.of("lenderId", lender, "category", "TERM_LOAN"));
            product.putAll(Map.of("country", "CA", "requiresReceivables", false, "status", "PUBLISHED"));
            product.putAll(Map.of("description", text, "feesNote", text, "internalNotes", text));
            Map<String, Object> named = new HashMap<>(product);
            named.put("name", text);
            Map<String, Object> plain = new HashMap<>(product);
            plain.put("name", "Product " + number);
            PRODUCTS.add(idOf("/api/lender-products", named, plain));
            stage.system().call("POST", "/api/clients", Map.of("name", text, "baseUrl", "http://127.0.0.1:9"));
            String email = "hostile" + number + "@example.com";
            stage.system().call("POST", "/api/users", Map.of("email", email, "name", text, "role", "viewer"));
            stage.system().call("POST", "/api/tokens", Map.of("name", text, "role", "viewer"));
        }
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    /// Of what is created with the text as its name, or where names can't be that, with another.
    private static String idOf(String path, Map<String, ?> hostile, Map<String, ?> other) throws Exception {
        Http.Answer answer = stage.system().call("POST", path, hostile);
        JsonNode made = answer.status() == 201
                ? answer.json()
                : stage.system().call("POST", path, other).json();
        Assertions.assertThat(made.path("id").asString())
                .as("%s: %s", hostile, answer.json())
                .isNotEmpty();
        return made.path("id").asString();
    }

    @Test
    void areTextsOnEveryScreen() throws Exception {
        try (BrowserContext profile = stage.profile()) {
            List<String> complaints = new ArrayList<>();
            profile.onWebError(error -> complaints.add(error.error()));
            profile.onDialog(dialog -> {
                complaints.add("dialog: " + dialog.message());
                dialog.dismiss();
            });
            StaffScreens staff = stage.signedIn(profile, "admin");
            for (String screen : SCREENS) {
                staff.goTo(screen);
                assertHarmless(staff.page(), screen);
            }
            for (String list : List.of("/api/lenders", "/api/clients")) {
                JsonNode items =
                        stage.system().call("GET", list, Map.of()).json().path("items");
                for (JsonNode item : items) {
                    String open = list.replace("/api", "") + "?open="
                            + item.path("id").asString();
                    staff.page().navigate(staff.url() + open);
                    assertThat(staff.page().getByRole(AriaRole.DIALOG)).isVisible();
                    assertHarmless(staff.page(), open);
                }
            }
            for (String product : PRODUCTS.subList(0, Math.min(5, PRODUCTS.size()))) {
                staff.openProduct(product);
                assertThat(staff.page().getByLabel("Maximum amount")).isVisible();
                assertHarmless(staff.page(), "the form");
                for (String tab : List.of("As applicants see it", "History")) {
                    staff.page()
                            .getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(tab))
                            .click();
                    assertHarmless(staff.page(), tab);
                }
            }
            Assertions.assertThat(complaints).isEmpty();
        }
    }

    private static void assertHarmless(Page page, String where) {
        Assertions.assertThat(page.evaluate("window.hostile")).as(where).isNull();
        Assertions.assertThat(page.url())
                .as(where)
                .startsWith(stage.system().staff().url());
        Assertions.assertThat(page.locator("main img, main iframe, main svg[onload], a[href^='javascript:' i]")
                        .count())
                .as(where)
                .isZero();
    }
}
