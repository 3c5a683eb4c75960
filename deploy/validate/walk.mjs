// Follows the README's "Running in production" word by word, then the commands of docs/production.md and docs/operations.md, in a
// copy of the repository: with the real kubectl against a stand-in for a cluster, and with docker.mjs in docker's place.
// Changed is only what a reader changes. Usage: node walk.mjs. Needs bash, kubectl and openssl.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from './api-server.mjs';
import { Cluster } from './cluster.mjs';
import { blockUnder, commandsOf, patchIn } from './commands.mjs';
import { dangling } from './rollout.mjs';
import { Terminal } from './terminal.mjs';

const ROOT = new URL('../../', import.meta.url).pathname;
const COPIED = ['README.md', 'docs', 'deploy/Dockerfile', 'deploy/kubernetes',
  ...['ingest', 'mapping', 'fulfillment'].map((service) => `${service}-service/pom.xml`)];
const OVERLAYS = 'deploy/kubernetes/overlays';

/** What the reader has, in the place of what the files have: as written, as it is here, how often an overlay says it. */
const SETTINGS = [
  ['registry.example.com/ordersync/', 'registry.shop.test/sync/', 3],
  ['kafka-kafka-bootstrap.kafka:9092', 'events-kafka-bootstrap.streaming:9092', 1],
  ['postgres.database:5432/ordersync', 'pg.data:5432/sync', 1],
];
const HOST = ['sync.example.com', 'orders.shop.test'];
const PRODUCTION = [
  ...SETTINGS, [...HOST, 3], ['value: nginx', 'value: haproxy', 1], ['prometheus-operated.monitoring', 'prometheus.watch', 1],
  ['kube-prometheus-stack', 'watch', 1],
];
const STORES = [['abc123:', 'k9x2y:', 1], ['ABC123', 'K9X2Y', 2], ['My shop', 'Lamps', 1]];
const DEDICATED = [...SETTINGS, [...HOST, 1], ['nameSuffix: -abc123', 'nameSuffix: -k9x2y', 1], ['instance: abc123', 'instance: k9x2y', 1],
  ['SYNC_STORES=abc123', 'SYNC_STORES=k9x2y', 1]];
const TOPICS = [['namespace: kafka', 'namespace: streaming', 1], ['cluster: kafka', 'cluster: events', 1]];
const TYPED = [SETTINGS[0], HOST, ['ABC123', 'K9X2Y'], ['abc123', 'k9x2y'], ['-n kafka ', '-n streaming '],
  ['sleep 90', 'sleep 0'], // the stand-in's replicas are gone at once
  ['forward svc/ingest-service 8080', 'forward svc/ingest-service :8080']]; // on this machine 8080 may be taken

/** Goes all the way; plant changes the copy before. Returns how many commands were followed, or throws what went wrong. */
export async function walk({ plant = () => {}, without = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'walk-'));
  const cluster = new Cluster({ namespaces: ['streaming', 'monitoring'], without });
  const server = await serve(cluster);
  const on = { folder, copy: join(folder, 'repository'), cluster, recorded: join(folder, 'images'), followed: 0, without };
  try {
    prepare(on, server.url);
    plant(on.copy);
    await inATerminal(on, theReadme);
    if (without.length === 0) await inATerminal(on, theDocs); // another: the first one holds the port-forward
    return on.followed;
  } finally {
    server.stop();
    rmSync(folder, { recursive: true });
  }
}

function prepare({ folder, copy, recorded }, url) {
  COPIED.forEach((name) => cpSync(join(ROOT, name), join(copy, name), { recursive: true }));
  mkdirSync(join(folder, 'bin'));
  writeFileSync(join(folder, 'bin/docker'), `#!/bin/sh\nexec ${process.execPath} ${join(ROOT, 'deploy/validate/docker.mjs')} "$@"\n`, { mode: 0o755 });
  writeFileSync(recorded, '');
  writeFileSync(join(folder, 'kubeconfig'), JSON.stringify({
    apiVersion: 'v1', kind: 'Config', 'current-context': 'check', users: [{ name: 'check', user: {} }],
    clusters: [{ name: 'check', cluster: { server: url } }], contexts: [{ name: 'check', context: { cluster: 'check', user: 'check' } }],
  }));
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1', '-subj', `/CN=${HOST[1]}`,
    '-keyout', join(copy, `${HOST[1]}.key`), '-out', join(copy, `${HOST[1]}.crt`)], { stdio: 'pipe' });
}

async function inATerminal(on, read) {
  const { folder } = on;
  on.terminal = new Terminal(on.copy, { PATH: `${join(folder, 'bin')}:${process.env.PATH}`, HOME: folder,
    KUBECONFIG: join(folder, 'kubeconfig'), RECORDED: on.recorded });
  try {
    await read(on);
  } finally {
    on.terminal.close();
  }
}

async function theReadme(on) {
  const strimzi = !on.without.includes('kafka.strimzi.io');
  edit(on, 'deploy/kubernetes/topics/kustomization.yaml', TOPICS);
  for (const command of blockUnder(text(on, 'README.md'), '## Running in production')) {
    if (!strimzi && command.includes('# with Strimzi')) continue;
    await follow(on, 'README.md', command);
    if (command.startsWith('cp ')) makeOurs(on);
  }
  told('README.md', [...dangling(on.cluster), ...badValues(on), ...unlike(on), ...left(on)]);
}

/** The overlay as its first lines ask for; components that the cluster has no operator for are left out. */
function makeOurs(on) {
  const file = `${OVERLAYS}/ours/kustomization.yaml`;
  edit(on, file, PRODUCTION);
  edit(on, `${OVERLAYS}/ours/stores.yaml`, STORES);
  const left = { 'keda.sh': 'autoscaling', 'monitoring.coreos.com': 'monitoring' };
  on.without.filter((group) => left[group]).forEach((group) => edit(on, file, [[`  - ../../components/${left[group]}\n`, '', 1]]));
}

async function theDocs(on) {
  const again = (overlay) => follow(on, 'docs/production.md', `kubectl apply -k ${OVERLAYS}/${overlay}`);
  cpSync(join(on.copy, OVERLAYS, 'dedicated-store-example'), join(on.copy, OVERLAYS, 'ours-k9x2y'), { recursive: true });
  edit(on, `${OVERLAYS}/ours-k9x2y/kustomization.yaml`, DEDICATED);
  await again('ours-k9x2y');
  writeFileSync(join(on.copy, 'users.yaml'), 'users: {}\n');
  for (const command of commandsOf(text(on, 'docs/production.md'))) await follow(on, 'docs/production.md', command);
  // one patch more, then an upgrade
  edit(on, `${OVERLAYS}/ours/kustomization.yaml`, [['\npatches:\n', `\npatches:\n${patchIn(text(on, 'docs/production.md'))}`, 1]]);
  for (const overlay of ['ours', 'ours-k9x2y']) {
    edit(on, `${OVERLAYS}/${overlay}/kustomization.yaml`, [['newTag: 0.1.0', 'newTag: 0.1.1', 3]]);
    await again(overlay);
  }
  const before = secret(on, 'ordersync').get('SYNC_MASTER_KEY');
  for (const command of commandsOf(text(on, 'docs/operations.md'))) await follow(on, 'docs/operations.md', command);
  told('docs', [...dangling(on.cluster), ...badValues(on), ...left(on), ...outOfDate(on, before)]);
}

/** One command, as a reader types it. */
async function follow(on, file, command) {
  let words = 0;
  const typed = TYPED.reduce((all, [from, to]) => all.replaceAll(from, to), command).replace(/(?<![\w/])\.\.\.(?![\w/])/g, () => `word${++words}`);
  if (/rollout restart|anew/.test(typed)) await nextSecond(on);
  const held = typed.includes(' port-forward ');
  const { code, found, said } = held ? await on.terminal.hold(typed, /Forwarding from \S+ -> 8080/) : await on.terminal.run(typed);
  on.followed += 1;
  if (held ? found : code === 0) return told(`${file}: ${command}`, builds(on).flatMap((build) => build.faults));
  throw new Error([`${file}: ${command}`, code === null ? `did not end, said: ${said}` : said, ...dangling(on.cluster)].join('\n'));
}

/** kubectl refuses two restarts of a deployment in one second of the clock. */
async function nextSecond(on) {
  const second = () => Math.floor(Date.now() / 1000);
  while (second() === on.restarted) await pause(20);
  on.restarted = second();
}

function told(place, faults) {
  if (faults.length > 0) throw new Error([place, ...faults].join('\n'));
}

/** Values of the secrets that are none: what a shell did not expand, a key that no service would take. */
function badValues(on) {
  const all = [secret(on, 'ordersync'), secret(on, 'ordersync-stores')].flatMap((values) => [...values]);
  const length = Buffer.from(secret(on, 'ordersync').get('SYNC_MASTER_KEY') ?? '', 'base64').length;
  return [
    ...all.filter(([, value]) => value === '' || /[$\n]/.test(value)).map(([key]) => `the secret's ${key} is no value`),
    ...(length === 32 ? [] : [`SYNC_MASTER_KEY has ${length} bytes, not 32`]),
  ];
}

/** Where the reader's files, the images and what the cluster has do not fit together, though kubectl took all. */
function unlike(on) {
  const stores = on.cluster.list('ConfigMap', 'ordersync').map(({ data }) => data['stores.yaml'] ?? '').join('\n').replace(/^\s*#.*/gm, '');
  const kept = secret(on, 'ordersync-stores');
  const images = builds(on).map(({ image }) => image);
  return [
    ...[...stores.matchAll(/\$\{(\w+)\}/g)].filter(([, name]) => !kept.has(name)).map(([, name]) => `the secret ordersync-stores lacks ${name}`),
    ...on.cluster.list('Deployment', 'ordersync').flatMap(({ spec }) => spec.template.spec.containers).flatMap(({ name, image, ports }) => {
      const built = images.find(({ tag }) => tag === image);
      return built === undefined ? [`nobody built ${image}`]
        : built.SERVICE === name && built.PORT === String(ports[0].containerPort) ? []
          : [`${image} is ${built.SERVICE} on ${built.PORT}, not ${name} on ${ports[0].containerPort}`];
    }),
  ];
}

/** What the reader has set everywhere and the cluster still has as the example says it. */
function left({ cluster }) {
  const all = cluster.kinds.filter(({ kind }) => kind !== 'Pod').flatMap(({ kind }) => cluster.list(kind));
  return [...PRODUCTION, ...STORES, ...DEDICATED].map(([from]) => from).filter((from) => from !== 'My shop')
    .flatMap((from) => all.filter((object) => JSON.stringify(object).includes(from))
      .map(({ kind, metadata }) => `${kind} ${metadata.name} still has ${from}`));
}

/** What an upgrade and a change of the master key leave as it was. */
function outOfDate(on, before) {
  const values = secret(on, 'ordersync');
  return [
    ...on.cluster.list('Deployment', 'ordersync').filter(({ spec }) => !spec.template.spec.containers[0].image.endsWith(':0.1.1'))
      .map(({ metadata }) => `Deployment ${metadata.name} was not upgraded`),
    ...(values.get('SYNC_MASTER_KEY') === before ? ['SYNC_MASTER_KEY was not changed'] : []),
    ...(values.has('SYNC_MASTER_KEY_PREVIOUS') ? ['SYNC_MASTER_KEY_PREVIOUS is still there'] : []),
  ];
}

const secret = ({ cluster }, name) => new Map(Object.entries(cluster.find('Secret', 'ordersync', name).data)
  .map(([key, value]) => [key, Buffer.from(value, 'base64').toString()]));
const builds = ({ recorded }) => readFileSync(recorded, 'utf8').split('\n').filter(Boolean).map(JSON.parse);
const text = ({ copy }, name) => readFileSync(join(copy, name), 'utf8');

/** Sets what a reader sets, each as often as is said. */
function edit(on, name, settings) {
  if (!existsSync(join(on.copy, name))) throw new Error(`${name}: is to be edited, but nobody made it`);
  const edited = settings.reduce((all, [from, to, times]) => {
    const found = all.split('\n').filter((line) => !/^\s*#/.test(line)).join('\n').split(from).length - 1;
    if (found !== times) throw new Error(`${name}: says ${from.trim()} in ${found} places, a reader is told of ${times}`);
    return all.replaceAll(from, to);
  }, text(on, name));
  writeFileSync(join(on.copy, name), edited);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  console.log(`walk: followed ${await walk()} commands of README.md and docs`);
}
