// Checks what the manifests promise together, where each alone may be right. Usage: node promises.mjs RENDERED-FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parseAllDocuments } from 'yaml';

const SERVICES = ['ingest-service', 'mapping-service', 'fulfillment-service'];
const EXAMPLE = 'dedicated-store-example';

/** The texts that are checked, by name. */
export function texts(rendered) {
  const read = (file) => readFileSync(file, 'utf8');
  return {
    production: read(join(rendered, 'production.yaml')),
    [EXAMPLE]: read(join(rendered, `${EXAMPLE}.yaml`)),
    topics: read(`${rendered}-topics.yaml`),
    alerts: read(file('deploy/observability/alerts.yaml')),
    compose: read(file('docker-compose.yml')),
    example: read(file('ordersync.env.example')),
    docs: ['README.md', 'SECURITY.md', 'ingest-service/README.md', ...readdirSync(file('docs'), { recursive: true })
      .filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)].map((name) => read(file(name))).join('\n'),
  };
}

/** All faults of the texts. */
export function faults(texts) {
  const { docs, example, ...yaml } = texts;
  const documents = Object.fromEntries(Object.entries(yaml).map(([name, text]) =>
    [name, parseAllDocuments(text).map((document) => document.toJS()).filter((document) => document !== null)]));
  return [...dedicated(documents), ...topics(documents), ...monitoring(documents), ...ingress(documents), ...names(documents), ...stops(documents), ...variables(texts, documents.compose[0]),
    ...connections(docs, documents)];
}

/** Replicas of their own for one store: they read its hash, and everything else as the shared ones do. */
function dedicated(documents) {
  const shared = of(documents.production, 'Deployment');
  return of(documents[EXAMPLE], 'Deployment').flatMap((deployment) => {
    const name = deployment.metadata.labels['app.kubernetes.io/name'];
    const like = shared.find((other) => other.metadata.name === name);
    const own = environment(documents[EXAMPLE], deployment);
    const theirs = environment(documents.production, like);
    const image = (of) => of.spec.template.spec.containers[0].image;
    return [
      ...unless(own.SYNC_STORES === 'abc123', `${EXAMPLE}: ${name} reads SYNC_STORES ${own.SYNC_STORES}`),
      ...unless(image(deployment) === image(like), `${EXAMPLE}: ${name} has another image than production`),
      ...Object.keys(theirs).filter((key) => key !== 'SYNC_STORES_FILE' && own[key] !== theirs[key])
        .map((key) => `${EXAMPLE}: ${name} reads another ${key} than production`),
    ];
  });
}

/** Topics lie where the operator of the production's broker looks: its namespace, its cluster's label. */
function topics(documents) {
  const broker = environment(documents.production, of(documents.production, 'Deployment')[0]).KAFKA_BOOTSTRAP_SERVERS;
  return [
    ...unless(of(documents.production, 'KafkaTopic').length === 0, 'production: holds topics, in the namespace of the services'),
    ...unless(documents.topics.length > 0, 'topics: there are none'),
    ...documents.topics.map(({ metadata }) => [metadata, `${metadata.labels?.['strimzi.io/cluster']}-kafka-bootstrap.${metadata.namespace}:`])
      .filter(([, address]) => !broker.startsWith(address))
      .map(([metadata, address]) => `topics: ${metadata.name} is for ${address}..., the services use ${broker}`),
  ];
}

/** Every pod is scraped, every alert is there, and autoscaling asks one Prometheus. */
function monitoring(documents) {
  const groups = of(documents.production, 'PrometheusRule').flatMap((rule) => rule.spec.groups);
  const monitors = of(documents.production, 'PodMonitor');
  const scraped = (pod, namespace) => monitors.some(({ metadata, spec }) => metadata.namespace === namespace
    && Object.entries(spec.selector.matchLabels).every(([key, value]) => pod.metadata.labels[key] === value)
    && spec.podMetricsEndpoints.some((endpoint) => endpoint.path === pod.metadata.annotations['prometheus.io/path']
      && pod.spec.containers[0].ports.some((port) => port.name === endpoint.port)));
  const asked = new Set(of(documents.production, 'ScaledObject').flatMap(({ spec }) => spec.triggers)
    .map((trigger) => trigger.metadata.serverAddress));
  return [
    ...unless(isDeepStrictEqual(groups, documents.alerts[0].groups), 'production: its alerts are not those of deploy/observability/alerts.yaml'),
    ...unless(asked.size === 1, `production: autoscaling asks ${[...asked].join(' and ')}`),
    ...['production', EXAMPLE].flatMap((name) => of(documents[name], 'Deployment')
      .filter((deployment) => !scraped(deployment.spec.template, deployment.metadata.namespace))
      .map((deployment) => `${name}: no PodMonitor scrapes ${deployment.metadata.name}`)),
  ];
}

/** The webhooks' address is the one that the platforms are told, and a controller is named that serves it. */
function ingress(documents) {
  const told = new URL(environment(documents.production, of(documents.production, 'Deployment')[0]).SYNC_PUBLIC_URL).host;
  return of(documents.production, 'Ingress').flatMap(({ spec }) => [
    ...unless(typeof spec.ingressClassName === 'string', 'production: the ingress names no class'),
    ...[...spec.rules.map((rule) => rule.host), ...spec.tls.flatMap((tls) => tls.hosts)]
      .filter((host) => host !== told).map((host) => `production: the ingress is for ${host}, the platforms are told ${told}`),
  ]);
}

/** Names are resolved by whoever does it in a cluster: no selector of pods matches a cache on the node. */
function names(documents) {
  const out = of(documents.production, 'NetworkPolicy').flatMap(({ spec }) => spec.egress ?? []);
  return [53, 5353].flatMap((number) => ['UDP', 'TCP'].flatMap((protocol) => unless(
    out.some((rule) => rule.to === undefined && rule.ports.some((port) => port.port === number && port.protocol === protocol)),
    `production: names cannot be asked for at any address on ${number}/${protocol}`)));
}

/** A stop has the time it may take: a pause before it, requests, the drain with its last words, the relay's last batch. */
function stops(documents) {
  const DRAIN = 27;
  const RELAY = 18;
  const wanted = (service) => Number(/^quarkus\.shutdown\.timeout=(\d+)S$/m.exec(properties(service))[1]) + DRAIN + RELAY;
  const called = of(documents.production, 'Ingress')
    .flatMap(({ spec }) => spec.rules.flatMap((rule) => rule.http.paths.map((path) => path.backend.service.name)));
  return SERVICES.flatMap((service) => {
    const pod = of(documents.production, 'Deployment').find(({ metadata }) => metadata.name === service).spec.template.spec;
    const pause = pod.containers[0].lifecycle?.preStop?.sleep?.seconds ?? 0;
    const composed = Number(/^(\d+)s$/.exec(documents.compose[0].services[service].stop_grace_period)?.[1]);
    return [
      ...unless(!called.includes(service) || pause >= 5, `production: ${service} ends before its Service knows`),
      ...unless(pod.terminationGracePeriodSeconds >= pause + wanted(service), `production: ${service} is killed before it has ended`),
      ...unless(composed >= wanted(service), `compose: ${service} is killed before it has ended`),
    ];
  });
}

/** Compose hands on every variable that is documented, the example names every one that compose reads, and what it leaves empty may be. */
function variables({ docs, compose: text, example }, compose) {
  const handedOn = compose.services['ingest-service'].environment;
  const read = new Set([...text.matchAll(/\$\{([A-Z0-9_]+):/g)].map((found) => found[1]));
  const shown = new Set([...example.matchAll(/^#?([A-Z0-9_]+)=/gm)].map((found) => found[1]));
  const documented = new Set(docs.match(/\b(?:SYNC|OTEL|QUARKUS_LOG)_[A-Z_]*[A-Z]\b/g));
  const configs = SERVICES.flatMap((service) => sources(service).filter((name) => name.endsWith('Config.java')))
    .map((name) => readFileSync(name, 'utf8')).join('\n');
  const bearsNothing = (name) => { // SYNC_STORES_FILE is the property storesFile: never a plain value, else an empty text stops the service
    const property = name.replace(/^SYNC_/, '').toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    const types = [...configs.matchAll(new RegExp(`(\\S+) ${property}\\(\\);`, 'g'))].map((found) => found[1]);
    return types.length > 0 && types.every((type) => type.startsWith('Optional<'));
  };
  return [
    ...[...documented].filter((name) => handedOn[name] === undefined).map((name) => `compose: ${name} is documented, but not handed on`),
    ...[...read].filter((name) => !shown.has(name)).map((name) => `ordersync.env.example: ${name} is not shown`),
    ...[...shown].filter((name) => !read.has(name) && name !== 'COMPOSE_PROJECT_NAME').map((name) => `ordersync.env.example: nobody reads ${name}`),
    ...Object.entries(handedOn).filter(([name, value]) => name.startsWith('SYNC_') && value.endsWith(':-}') && !bearsNothing(name))
      .map(([name]) => `compose: an empty ${name} is no value`),
  ];
}

/** The connections that docs/production.md counts are those of the pools, and of the replicas that autoscaling may start. */
function connections(docs, documents) {
  const pools = SERVICES.map((service) => [...properties(service).matchAll(/jdbc\.max-size=(\d+)/g)]
    .reduce((sum, found) => sum + Number(found[1]), 0));
  const most = SERVICES.map((service) =>
    of(documents.production, 'ScaledObject').find(({ metadata }) => metadata.name === service).spec.maxReplicaCount);
  const rows = [...docs.matchAll(/^\| ([^|]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$/gm)].map(([, name, ...numbers]) => [name, numbers.map(Number)]);
  return [
    ...unless(docs.includes(pools.map((most, i) => `${most} × ${SERVICES[i].replace('-service', '')}`).join(' + ')),
      `docs: the pools hold ${pools.join(', ')} connections`),
    ...rows.map(([name, numbers]) => [name, numbers, pools.reduce((sum, pool, i) => sum + pool * numbers[i], 0)])
      .filter(([, numbers, sum]) => numbers[3] !== sum).map(([name, , sum]) => `docs: ${name} may open ${sum} connections`),
    ...unless(rows.some(([name, numbers]) => name.startsWith('autoscaling') && most.every((replicas, i) => replicas === numbers[i])),
      `docs: autoscaling may start ${most.join(', ')} replicas`),
  ];
}

const file = (name) => new URL(`../../${name}`, import.meta.url).pathname;
const sources = (service) => readdirSync(file(`${service}/src/main/java`), { recursive: true })
  .map((name) => file(`${service}/src/main/java/${name}`));
const properties = (service) => readFileSync(file(`${service}/src/main/resources/application.properties`), 'utf8');

/** What the pods of a deployment read: their config maps of this rendering, then what is set one by one. */
function environment(documents, deployment) {
  const container = deployment.spec.template.spec.containers[0];
  const maps = (container.envFrom ?? []).filter((from) => from.configMapRef)
    .map((from) => of(documents, 'ConfigMap').find((map) => map.metadata.name === from.configMapRef.name)?.data);
  const single = (container.env ?? []).filter((entry) => entry.value !== undefined)
    .map((entry) => [entry.name, entry.value]);
  return Object.assign({}, ...maps, Object.fromEntries(single));
}

const of = (documents, kind) => documents.filter((document) => document.kind === kind);
const unless = (good, fault) => (good ? [] : [fault]);

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const found = faults(texts(process.argv[2]));
  console.log(`promises: ${found.length === 0 ? 'kept' : `${found.length} fault(s)`}`);
  found.forEach((fault) => console.log(`  ${fault}`));
  process.exit(found.length ? 1 : 0);
}
