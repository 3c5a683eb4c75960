package dev.ordersync.ingest.security;

import dev.ordersync.api.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Reads a password from standard input and prints what the users file wants of it. */
public final class HashPassword {
    private static final int SALT = 16;

    public static void main(String[] arguments) throws IOException {
        String password = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (password == null || password.length() < 12) {
            System.err.println("Give a password of 12 characters or more on standard input.");
            System.exit(1);
        }
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        System.out.println(Password.Hashed.of(Secret.of(password), salt).text());
    }

    private HashPassword() {}
}
