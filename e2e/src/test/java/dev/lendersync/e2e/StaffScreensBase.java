package dev.lendersync.e2e;

import com.microsoft.playwright.BrowserContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// A system for all tests of a class, and a browser of its own for each.
abstract class StaffScreensBase {
    static StaffStage stage;

    BrowserContext profile;

    @BeforeAll
    static void startStage() throws Exception {
        stage = StaffStage.start();
    }

    @AfterAll
    static void stopStage() {
        if (stage != null) {
            stage.close();
        }
    }

    @BeforeEach
    void openProfile() {
        profile = stage.profile();
    }

    @AfterEach
    void closeProfile() {
        profile.close();
    }
}
