/**
 * One Katana account: objects as they look on the wire, in tables, and the rules of each kind. Fields whose names begin
 * with an underscore are ours and never leave.
 */
package dev.ordersync.sandbox.katana.world;
