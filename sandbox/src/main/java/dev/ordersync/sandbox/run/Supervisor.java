package dev.ordersync.sandbox.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Keeps the services running: one that dies is started again within seconds, with its data. */
final class Supervisor implements AutoCloseable {
    private static final Duration STOP = Duration.ofSeconds(30);

    private final List<ServiceProcess> services;
    private final Path pidFile;
    private final Consumer<String> say;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "supervisor");
        thread.setDaemon(true);
        return thread;
    });

    Supervisor(List<ServiceProcess> services, Path data, Consumer<String> say) {
        this.services = services;
        this.pidFile = data.resolve("pids");
        this.say = say;
    }

    /** Ends what an earlier launcher left behind when it was killed: the services, then their database. */
    static void endLeftovers(Path data) {
        Path pidFile = data.resolve("pids");
        Path postmaster = data.resolve("postgres/data/postmaster.pid");
        try {
            if (Files.exists(pidFile)) {
                for (String line : Files.readAllLines(pidFile)) end(line, "-Dordersync.service=");
                Files.delete(pidFile);
            }
            if (Files.exists(postmaster)) end(Files.readAllLines(postmaster).get(0), "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process if it is what we think it is: numbers of processes are used again. */
    private static void end(String pid, String command) {
        ProcessHandle.of(Long.parseLong(pid.trim()))
                .filter(process -> process.info()
                        .commandLine()
                        .or(() -> process.info().command())
                        .map(line -> line.contains(command))
                        .orElse(false))
                .ifPresent(process -> {
                    process.destroy();
                    try {
                        process.onExit().get(20, TimeUnit.SECONDS);
                    } catch (TimeoutException | ExecutionException e) {
                        process.destroyForcibly();
                        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    void start(Duration limit) {
        services.forEach(ServiceProcess::start);
        notePids();
        services.forEach(service -> service.awaitReady(limit));
        watch.scheduleWithFixedDelay(this::restartDead, 1, 1, TimeUnit.SECONDS);
    }

    private synchronized void restartDead() {
        for (ServiceProcess service : services) {
            if (service.isAlive()) continue;
            say.accept(service.name() + " has ended and is started again");
            try {
                service.start();
                notePids();
            } catch (RuntimeException e) { // an exception would end the watch for good
                say.accept(service.name() + " could not be started, it is tried again: " + e.getMessage());
            }
        }
    }

    private void notePids() {
        try {
            Files.writeString(
                    pidFile,
                    services.stream().map(s -> String.valueOf(s.pid())).collect(Collectors.joining("\n", "", "\n")));
        } catch (IOException e) {
            say.accept("cannot note the processes in " + pidFile + ": " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        watch.shutdownNow();
        ServiceProcess.stopAll(services, STOP);
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            say.accept("cannot delete " + pidFile + ": " + e.getMessage());
        }
    }
}
