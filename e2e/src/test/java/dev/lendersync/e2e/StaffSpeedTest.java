package dev.lendersync.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.lendersync.protocol.Json;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The Staff App's list of many products, and two people who look at it.
@Tag("browser")
class StaffSpeedTest {
    private static final int MANY = 10_000;
    private static final int MOST_ROWS = 60;
    private static final int SCROLLS = 120;
    /// A busy machine may take its time now and then, or for a while.
    private static final int FEW = SCROLLS / 10;

    private static final int ROUNDS = 3;
    private static final int EDITS = 20;

    private static StaffStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = StaffStage.start();
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    private static BrowserContext desk() {
        return stage.profile(new Browser.NewContextOptions().setViewportSize(1440, 900));
    }

    @Test
    void aLongListScrollsWithFewRowsAndShortTasks() throws Exception {
        stage.system().load(MANY);
        try (BrowserContext profile = desk()) {
            StaffScreens staff = stage.signedIn(profile, "viewer");
            assertThat(staff.page().locator("search")).containsText(" products");
            JsonNode seen = scrolled(staff.page());
            for (int round = 1; round < ROUNDS && seen.path("tasks").size() >= FEW; round++) {
                seen = scrolled(staff.page());
            }
            Figures.report("scrolling through " + MANY + " products: at most "
                    + seen.path("rows").asInt() + " rows in the page, tasks over 50 ms in " + SCROLLS + " steps: "
                    + seen.path("tasks"));
            Assertions.assertThat(seen.path("last").asInt())
                    .isEqualTo(seen.path("all").asInt())
                    .isGreaterThan(MANY);
            Assertions.assertThat(seen.path("rows").asInt()).isBetween(10, MOST_ROWS);
            Assertions.assertThat(seen.path("tasks").size()).isLessThan(FEW);
        }
    }

    private static JsonNode scrolled(Page page) {
        return Json.read(String.valueOf(page.evaluate("""
                async (scrolls) => {
                  const grid = document.querySelector("[role=grid]");
                  const tasks = [];
                  const observer = new PerformanceObserver((list) => {
                    for (const task of list.getEntries()) tasks.push(Math.round(task.duration));
                  });
                  observer.observe({ type: "longtask" });
                  let rows = 0;
                  const step = (grid.scrollHeight - grid.clientHeight) / scrolls;
                  for (let i = 1; i <= scrolls; i++) {
                    grid.scrollTop = i * step;
                    await new Promise(requestAnimationFrame);
                    await new Promise((resolve) => setTimeout(resolve));
                    rows = Math.max(rows, grid.querySelectorAll("[role=row]").length);
                  }
                  await new Promise((resolve) => setTimeout(resolve, 200));
                  for (const task of observer.takeRecords()) tasks.push(Math.round(task.duration));
                  const last = [...grid.querySelectorAll("[aria-rowindex]")].map((row) => Number(row.ariaRowIndex));
                  return JSON.stringify({ rows, tasks, last: Math.max(...last), all: Number(grid.ariaRowCount) });
                }
                """, SCROLLS)));
    }

    /// From the key that saves in one window to the row in the other, by the clock of the machine that shows both.
    ///
    /// @param millis that half of the edits take less than; the more products there are, the longer two windows and
    ///     everything else take on one machine
    @ParameterizedTest
    @CsvSource({"541, 200", "10000, 500"})
    void anEditInOneWindowIsInTheOther(int products, long millis) throws Exception {
        stage.system().load(products);
        String lender = stage.broker().createLender("Two windows");
        Http.Answer product = stage.broker().create(Broker.draft(lender, "Seen twice", Map.of("amountMax", "1000")));
        try (BrowserContext here = desk();
                BrowserContext there = desk()) {
            StaffScreens watching = stage.signedIn(there, "viewer");
            watching.goTo("/lenders/products?q=Seen+twice");
            assertThat(watching.row("Seen twice")).hasCount(1);
            watching.page().evaluate("""
                    () => {
                      window.shown = {};
                      const look = () => {
                        const row = document.querySelector("[aria-rowindex='2']")?.innerText ?? "";
                        for (const [text] of row.matchAll(/\\$[\\d,]+/g)) window.shown[text] ??= Date.now();
                      };
                      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
                    }
                    """);
            StaffScreens editing = stage.signedIn(here, "editor");
            editing.openProduct(Broker.id(product));
            Page page = editing.page();
            page.evaluate("addEventListener('keydown', (event) => {"
                    + " if (event.ctrlKey && event.key === 's') window.saved = Date.now(); }, true)");
            long[] took = edits(editing, watching, 0);
            for (int round = 1; round < ROUNDS && took[EDITS / 2] >= millis; round++) {
                took = edits(editing, watching, round);
            }
            Figures.report("from saving in one window to the row in another, " + products + " products", took);
            Assertions.assertThat(took[EDITS / 2]).isLessThan(millis);
        }
    }

    /// How long each took, in milliseconds, the shortest first.
    private static long[] edits(StaffScreens editing, StaffScreens watching, int round) throws Exception {
        long[] took = new long[EDITS];
        for (int edit = 0; edit < EDITS; edit++) {
            int amount = 2_000 + round * EDITS + edit;
            editing.page().getByLabel("Maximum amount").fill(Integer.toString(amount));
            editing.page().keyboard().press("Control+s");
            String shown = "window.shown['$" + String.format("%,d", amount) + "']";
            Await.until(
                    amount + " is in the other window", () -> watching.page().evaluate(shown) != null);
            took[edit] = number(watching.page(), shown) - number(editing.page(), "window.saved");
            assertThat(editing.button("Save")).isDisabled();
        }
        Arrays.sort(took);
        return took;
    }

    private static long number(Page page, String expression) {
        return ((Number) page.evaluate(expression)).longValue();
    }
}
