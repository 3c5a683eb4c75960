package dev.ordersync.sandbox.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import dev.ordersync.sandbox.run.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.SearchContext;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.Select;

/** A headless Chromium at the console, with a person's words for what is done and seen. */
final class DailyBrowser implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Path PICTURES = Path.of(System.getProperty("ordersync.root", ".."), "docs", "screens");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final int HIGH = 844;
    private static final int HIGHEST = 2_200;

    private final ChromeDriver driver;
    private final String base;

    static DailyBrowser open(ServiceProcess ingest) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(found("chromium", "/usr/bin/chromium", "/usr/bin/google-chrome"));
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--hide-scrollbars",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--lang=en-GB",
                "--disable-dev-shm-usage");
        System.setProperty("webdriver.chrome.driver", found("chromedriver", "/usr/bin/chromedriver"));
        return new DailyBrowser(new ChromeDriver(options), ingest.uri("").toString());
    }

    private DailyBrowser(ChromeDriver driver, String base) {
        this.driver = driver;
        this.base = base.replaceFirst("/$", "");
        look("light", WIDE);
    }

    void go(String path) {
        driver.get(base + path);
    }

    void signIn(String user, String password) {
        go("/login");
        driver.findElement(By.id("user")).sendKeys(user);
        driver.findElement(By.id("password")).sendKeys(password);
        press("Sign in");
        awaitText("Home");
    }

    void awaitText(String text) {
        await().atMost(SOON).untilAsserted(() -> assertThat(text()).contains(text));
    }

    /** Until it is gone, without a reload. */
    void awaitNoText(String text) {
        await("'" + text + "' is gone").atMost(SOON).until(() -> !text().contains(text));
    }

    void demandNoText(String text) {
        assertThat(text()).doesNotContain(text);
    }

    void follow(String words) {
        act(() -> driver.findElement(By.linkText(words)).click());
    }

    /** A button, or what opens something. */
    void press(String words) {
        act(() -> button(driver, words).click());
    }

    /** Fills a field that has this id. */
    void type(String id, String words) {
        act(() -> {
            WebElement field = driver.findElement(By.id(id));
            field.clear();
            field.sendKeys(words);
        });
    }

    /** The last of several on the page: of a timeline, what happened first. */
    void pressLast(String words) {
        act(() -> {
            List<WebElement> all = driver.findElements(button(words));
            all.get(all.size() - 1).click();
        });
    }

    void search(String words) {
        WebElement field = driver.findElement(By.id("find"));
        field.clear();
        field.sendKeys(words);
        press("Find");
    }

    void choose(String field, String option) {
        List<WebElement> selects = driver.findElements(By.name(field));
        if (!selects.isEmpty()) new Select(selects.get(0)).selectByVisibleText(option);
    }

    Card inCard(String heading) {
        return new Card(heading);
    }

    /** What is done within one card. */
    final class Card {
        private final String heading;

        private Card(String heading) {
            this.heading = heading;
        }

        Card type(String placeholder, String words) {
            act(() -> find().findElement(By.cssSelector("input[placeholder='" + placeholder + "']"))
                    .sendKeys(words));
            return this;
        }

        void press(String words) {
            act(() -> button(find(), words).click());
        }

        private WebElement find() {
            return driver.findElement(
                    By.xpath("//article[.//*[self::h2 or self::h3][normalize-space()='" + heading + "']]"));
        }
    }

    /** axe finds nothing, in light and dark, wide and narrow, and nothing has to be scrolled sideways. */
    void demandAccessible() {
        demandAccessible("light", WIDE);
        demandAccessible("light", NARROW);
        demandAccessible("dark", WIDE); // colours do not depend on the width
        look("light", WIDE);
    }

    private void demandAccessible(String scheme, int width) {
        look(scheme, width);
        String where = driver.getCurrentUrl() + " in " + scheme + " at " + width;
        List<Rule> violations = new AxeBuilder().analyze(driver).getViolations();
        assertThat(violations).as(where).isEmpty();
        Number overflow = (Number) driver.executeScript(
                "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assertThat(overflow.intValue()).as("scrolled sideways: " + where).isZero();
    }

    /** Pictures for the documents: wide in light and dark, and narrow. */
    void picture(String name) {
        picture(name, "light", WIDE);
        picture(name + "-dark", "dark", WIDE);
        picture(name + "-narrow", "light", NARROW);
        look("light", WIDE);
    }

    private void picture(String name, String scheme, int width) {
        look(scheme, width);
        Number tall = (Number) driver.executeScript("return document.documentElement.scrollHeight");
        // what stands at the foot of a narrow window would stand in the middle of a long picture
        int height = width == NARROW ? HIGH : Math.max(HIGH, Math.min(HIGHEST, tall.intValue()));
        Map<String, Object> all = Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1);
        Map<String, Object> taken = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true, "clip", all));
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), Base64.getDecoder().decode((String) taken.get("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void look(String scheme, int width) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HIGH, "deviceScaleFactor", 1, "mobile", false));
    }

    private String text() {
        try {
            return driver.findElement(By.tagName("body")).getText();
        } catch (StaleElementReferenceException reloaded) {
            return "";
        }
    }

    private static WebElement button(SearchContext in, String words) {
        return in.findElement(button(words));
    }

    private static By button(String words) {
        return By.xpath(".//*[self::button or self::summary][normalize-space()='" + words + "']");
    }

    /** What renews itself may take an element away between finding and using it. */
    private static void act(Runnable action) {
        await("it can be done")
                .atMost(SOON)
                .ignoreExceptionsMatching(DailyBrowser::passes)
                .until(() -> {
                    action.run();
                    return true;
                });
    }

    private static boolean passes(Throwable failure) {
        return failure instanceof WebDriverException || failure instanceof IndexOutOfBoundsException;
    }

    /** Whoever has no browser may build without one; CI may not. */
    private static String found(String what, String... places) {
        Optional<String> found = Stream.of(places)
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
        if (found.isEmpty() && System.getenv("CI") == null)
            Assumptions.abort(what + " is not installed: apt-get install chromium chromium-driver");
        return found.orElseThrow(() -> new IllegalStateException(what + " is not installed: see .ci/run"));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
