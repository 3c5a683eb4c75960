package dev.ordersync.sandbox.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PrinterTest {
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();

    @Test
    void whatWasSaidIsPrintedInOrderBeforeTheEnd() {
        Printer printer = new Printer(new PrintStream(read, true));

        printer.say("stopping ...");
        printer.say("stopped");
        printer.flush();

        assertThat(read.toString().lines()).containsExactly("stopping ...", "stopped");
    }

    @Test
    @Timeout(20)
    void whenNobodyReadsTheOutputNobodyWaits() {
        CountDownLatch reading = new CountDownLatch(1);
        Printer printer = new Printer(new PrintStream(pipe(reading), true));

        for (int i = 0; i < 5000; i++) printer.say("line " + i);
        printer.flush();
        assertThat(read.size()).isZero();

        reading.countDown();
        printer.flush();
        assertThat(read.toString().lines())
                .startsWith("line 0", "line 1")
                .as("what was too much")
                .hasSizeLessThan(1100);
    }

    /** Takes nothing until somebody reads. */
    private OutputStream pipe(CountDownLatch reading) {
        return new OutputStream() {
            @Override
            public void write(int one) {
                try {
                    reading.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                read.write(one);
            }
        };
    }
}
