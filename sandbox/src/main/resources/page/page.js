"use strict";
const STATUSES = ["Incomplete", "Pending", "Shipped", "Partially Shipped", "Refunded", "Cancelled", "Declined",
  "Awaiting Payment", "Awaiting Pickup", "Awaiting Shipment", "Completed", "Awaiting Fulfillment",
  "Manual Verification Required", "Disputed", "Partially Refunded"];
const OFFERED = [11, 7, 8, 9, 3, 2, 10, 12, 13, 6, 5, 0];
const $ = id => document.getElementById(id);
let state = {stores: [], accounts: [], orders: [], skus: []};
let open = new Set();

/** An element: h("button", {onclick}, "text", child). */
function h(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (key.startsWith("on")) element[key] = value;
    else if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  element.append(...children.filter(child => child != null));
  return element;
}

function say(text, bad) {
  $("message").textContent = text;
  $("message").className = bad ? "bad" : "";
}

async function call(method, path, body) {
  const reply = await fetch(path, {method, headers: {"Content-Type": "application/json"},
    body: body === undefined ? undefined : JSON.stringify(body)});
  const text = await reply.text();
  if (!reply.ok) throw new Error(text.slice(0, 300) || reply.status + " " + reply.statusText);
  return text ? JSON.parse(text) : null;
}

/** Does something, says so, looks again. */
async function act(words, method, path, body) {
  try {
    await call(method, path, body);
    say(words);
  } catch (failure) {
    say(words + " was refused: " + failure.message, true);
  }
  await refresh();
}

const shopPath = rest => "/sandbox/bigcommerce/stores/" + encodeURIComponent(state.store) + rest;
const katanaPath = (account, rest) => "/sandbox/katana/accounts/" + encodeURIComponent(account) + rest;

function options(select, values, keep) {
  const wanted = JSON.stringify(values);
  if (select.dataset.values === wanted) return;
  select.dataset.values = wanted;
  const before = select.value;
  select.replaceChildren(...values.map(([value, label]) => h("option", {value}, label)));
  if (keep && values.some(([value]) => String(value) === before)) select.value = before;
}

function presets() {
  const goods = state.skus.filter(sku => sku.type === "physical");
  const sku = i => goods[i % goods.length].sku;
  const list = goods.length === 0 ? [] : [
    ["Two lines, shipping", {lines: [{sku: sku(0), quantity: 2}, {sku: sku(1), quantity: 1}], shipping: "4.90"}],
    ["Discount over three lines", {lines: [0, 1, 2].map(i => ({sku: sku(i), quantity: 3})), shipping: "4.90",
      discounts: [{kind: "manual", value: "5.00"}]}],
    ["Coupon 10 %", {lines: [{sku: sku(0), quantity: 3}], discounts: [{kind: "coupon-percent", code: "TEN", value: "10"}]}],
    ["Custom item", {lines: [{sku: sku(0)}, {custom: "Engraving", price: "9.90", quantity: 1}]}],
    ["Awaiting payment", {lines: [{sku: sku(1)}], statusId: 7, shipping: "4.90"}],
    ["Sixty lines", {lines: Array.from({length: 60}, (_, i) => ({sku: sku(i), quantity: 1 + i % 3})), shipping: "20"}],
  ];
  const key = state.store + list.length;
  if ($("presets").dataset.key === key) return;
  $("presets").dataset.key = key;
  $("presets").replaceChildren(...list.map(([words, order]) =>
    h("button", {type: "button", onclick: () => act(words + " placed", "POST", shopPath("/orders"), order)}, words)));
}

const count = (number, word) => number + " " + word + (number === 1 ? "" : "s");

function money(text) {
  return Number(text).toLocaleString("en", {minimumFractionDigits: 2, maximumFractionDigits: 10});
}

function orderCard(order) {
  const path = shopPath("/orders/" + order.id);
  const living = order.katana.filter(one => !one.deleted);
  const differs = living.length === 1 && Math.abs(Number(living[0].total) - Number(order.total)) >= 0.005;
  const lines = order.lines.map(line => {
    const quantity = h("input", {value: line.quantity, type: "number", min: 0, "aria-label": "quantity of " + line.name});
    const price = h("input", {value: line.price, inputmode: "decimal", "aria-label": "price of " + line.name});
    return {line, quantity, price, row: h("tr", null, h("td", null, line.sku || line.name),
      h("td", {class: "n"}, quantity), h("td", {class: "n"}, price))};
  });
  const note = h("input", {value: order.message, placeholder: "comment", "aria-label": "comment"});
  const status = h("select", {"aria-label": "status"},
    ...OFFERED.map(id => h("option", {value: id, selected: id === order.statusId}, STATUSES[id])));
  const save = () => act("Order " + order.id + " changed", "PATCH", path, {
    ...(note.value === order.message ? {} : {message: note.value}),
    lines: lines.filter(one => one.quantity.value !== String(one.line.quantity) || one.price.value !== one.line.price)
      .map(one => ({id: one.line.id, quantity: Number(one.quantity.value), price: one.price.value}))});
  const button = (words, done, rest, kind) => h("button", {type: "button", class: kind,
    onclick: () => act("Order " + order.id + " " + done, "POST", path + rest, {})}, words);
  const editor = h("details", {open: open.has(order.id), ontoggle: event => {
    event.target.open ? open.add(order.id) : open.delete(order.id);
  }}, h("summary", null, "Change"),
    h("table", {class: "lines"}, ...lines.map(one => one.row)),
    h("div", {class: "acts"}, note, h("button", {type: "button", onclick: save}, "Save")),
    h("div", {class: "acts"}, status, h("button", {type: "button", onclick: () =>
      act("Status of order " + order.id + " set", "PATCH", path, {statusId: Number(status.value)})}, "Set status")),
    h("div", {class: "acts"}, button("Ship what is open", "shipped", "/ship"), button("Refund", "refunded", "/refund", "bad"),
      button("Cancel", "cancelled", "/cancel", "bad"), button("Archive", "archived", "/archive", "bad")));
  return h("div", {class: "card"},
    h("div", {class: "top"}, h("b", null, "#" + order.id + " " + order.customer),
      h("span", {class: "sum" + (differs ? " differs" : "")}, money(order.total) + " " + order.currency)),
    h("div", {class: "top"}, h("span", {class: "status"}, order.status + (order.archived ? ", archived" : "")),
      h("span", {class: "status"}, count(order.lines.filter(line => line.quantity > 0).length, "line"))),
    h("p", {class: "quiet"}, contents(order)),
    h("div", {class: "foot"}, button("Complete", "completed", "/complete"), editor));
}

/** "3 OAK-BOARD, 1 WAX and 4 more". */
function contents(order) {
  const lines = order.lines.filter(line => line.quantity > 0);
  const words = lines.slice(0, 3).map(line => line.quantity + " " + (line.sku || line.name)).join(", ");
  return words + (lines.length > 3 ? " and " + (lines.length - 3) + " more" : "");
}

function salesOrderCard(order) {
  const path = katanaPath(order.account, "/orders/" + order.id);
  const button = (words, done, method, rest, body, kind) => h("button", {type: "button", class: kind,
    onclick: () => act("Sales order " + order.orderNo + " " + done, method, path + rest, body)}, words);
  const rows = order.rows.slice(0, 8).map(row => h("tr", null, h("td", null, row.sku || "(no SKU)"),
    h("td", {class: "n"}, row.quantity + " × " + row.price),
    h("td", {class: "n"}, (row.discount !== "0" ? "−" + row.discount + ", " : "") + row.tax + " %")));
  const first = order.rows[0];
  const part = first && {status: "DELIVERED", rows: [{rowId: first.id, quantity: 1}]};
  return h("div", {class: "card" + (order.deleted ? " gone" : "")},
    h("div", {class: "top"}, h("b", null, order.orderNo), h("span", {class: "sum"}, money(order.total) + " " + order.currency)),
    h("div", {class: "top"}, h("span", {class: "status"}, order.deleted ? "deleted" : order.status),
      h("span", {class: "status"}, count(order.rows.length, "row"))),
    order.deleted ? null : h("table", {class: "lines"}, ...rows,
      order.rows.length > 8 ? h("tr", null, h("td", {class: "status"}, "and " + (order.rows.length - 8) + " more")) : null),
    order.deleted ? null : h("div", {class: "acts"}, button("Deliver", "delivered", "POST", "/deliver", {}),
      part ? button("Deliver one of the first row", "delivered in part", "POST", "/fulfillments", part) : null,
      button("Undo deliveries", "reverted", "POST", "/revert", {}),
      button("Delete", "deleted", "DELETE", "", undefined, "bad")));
}

function renderOrders() {
  if ($("orders").contains(document.activeElement) && document.activeElement.matches("input, select")) return;
  const rows = state.orders.map(order => h("div", {class: "order pair"}, orderCard(order),
    h("div", null, ...(order.katana.length ? order.katana.map(salesOrderCard)
      : [h("div", {class: "card none"}, "no sales order")]))));
  $("orders").replaceChildren(...(rows.length ? rows : [h("p", {class: "quiet"}, "No orders yet: place one above.")]));
}

function renderStock() {
  const values = state.accounts.flatMap(account => account.variants.map(variant =>
    [account.account + " " + variant.id, (variant.sku || "variant " + variant.id) + ": " + variant.stock
      + (variant.batches ? ", in batches" : "")]));
  options($("stock").variant, values, true);
}

function renderFaults(faults) {
  $("faults").replaceChildren(...faults.map(fault => h("li", null,
    h("span", {class: "tag"}, (fault.side || "both") + " " + fault.kind),
    h("code", null, [fault.match.method, fault.match.path, fault.match.store].filter(Boolean).join(" ") || "everything"),
    h("span", null, "played " + fault.played + (fault.times < 0 ? "" : " of " + fault.times)),
    h("button", {type: "button", onclick: () => act("Fault switched off", "DELETE", "/faults/" + fault.id)}, "Switch off"))));
}

function renderJournal(entries, counts) {
  $("webhooks").textContent = `Webhooks: ${counts.events} events, ${counts.delivered} delivered, ${counts.failed} failed, `
    + `${counts.dropped} lost, ${counts.pending} under way`;
  $("journal").replaceChildren(...entries.map(entry => h("li", null,
    h("span", {class: "status"}, new Date(entry.at).toLocaleTimeString("en", {hour12: false})),
    h("span", {class: "tag"}, entry.side + (entry.direction === "out" ? " webhook" : "")),
    h("code", null, entry.direction === "out" ? entry.token : entry.method + " " + entry.path + (entry.query ? "?" + entry.query : "")),
    h("span", {class: entry.status >= 200 && entry.status < 300 ? "ok" : "fail"}, entry.status || "no answer"),
    h("span", {class: "status"}, entry.durationMillis + " ms"),
    entry.fault ? h("span", {class: "tag fail"}, entry.fault) : null)));
}

async function refresh() {
  try {
    const store = encodeURIComponent($("store").value || "");
    const [world, faults, entries, counts] = await Promise.all([call("GET", "/page/state?store=" + store),
      call("GET", "/faults"), call("GET", "/journal?newest=30"), call("GET", "/sandbox/webhooks")]);
    state = {skus: [], orders: [], ...world};
    options($("store"), state.stores.map(one => [one.hash, one.name + " (" + one.orders + ")"]), true);
    options($("place").sku, state.skus.map(one => [one.sku, one.sku + ", " + one.name]), true);
    presets();
    renderOrders();
    renderStock();
    renderFaults(faults);
    renderJournal(entries, counts);
  } catch (failure) {
    say("The sandbox does not answer: " + failure.message, true);
  }
}

$("store").onchange = refresh;
options($("place").statusId, OFFERED.map(id => [id, STATUSES[id]]));

$("place").onsubmit = event => {
  event.preventDefault();
  const form = event.target;
  const line = {sku: form.sku.value, quantity: Number(form.quantity.value)};
  if (form.price.value) line.price = form.price.value;
  act("Order placed", "POST", shopPath("/orders"), {lines: [line], statusId: Number(form.statusId.value),
    message: form.message.value, billing: {email: form.email.value},
    ...(form.shipping.value ? {shipping: form.shipping.value} : {}),
    ...(form.discount.value ? {discounts: [{kind: "manual", value: form.discount.value}]} : {})});
};

$("stock").onsubmit = async event => {
  event.preventDefault();
  const form = event.target;
  const [account, variantId] = form.variant.value.split(" ");
  if (!account) return say("Katana has no variants yet", true);
  const batch = form.batch.value ? {batch: {number: form.batch.value, created: new Date().toISOString()}} : {};
  const {factory} = await call("GET", katanaPath(account, ""));
  act("Stock added", "POST", katanaPath(account, "/stock"), {variantId: Number(variantId),
    locationId: factory.default_sales_location_id, quantity: Number(form.elements.quantity.value), ...batch});
};

$("fault").onsubmit = event => {
  event.preventDefault();
  const form = event.target;
  act("Fault switched on", "POST", "/faults", {side: form.side.value, kind: form.kind.value,
    match: {method: form.elements.method.value, path: form.path.value}, times: Number(form.times.value),
    delayMs: Number(form.delayMs.value)});
};

setInterval(() => document.hidden || refresh(), 3000);
refresh();
