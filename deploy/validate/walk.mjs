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
import { badValues, builds, left, outOfDate, secret, unlike } from './findings.mjs';
import { DEDICATED, HOST, PRODUCTION, STORES, TOPICS, TYPED } from './reader.mjs';
import { dangling } from './rollout.mjs';
import { Terminal } from './terminal.mjs';

const ROOT = new URL('../../', import.meta.url).pathname;
const COPIED = ['README.md', 'docs', 'deploy/Dockerfile', 'deploy/kubernetes',
  ...['ingest', 'mapping', 'fulfillment'].map((service) => `${service}-service/pom.xml`)];
const OVERLAYS = 'deploy/kubernetes/overlays';

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
  const restarts = /rollout restart|anew/.test(typed);
  while (restarts && second() === on.restarted) await pause(20); // kubectl refuses two restarts in one second of the clock
  const held = typed.includes(' port-forward ');
  const { code, found, said } = held ? await on.terminal.hold(typed, /Forwarding from \S+ -> 8080/) : await on.terminal.run(typed);
  on.followed += 1;
  if (restarts) on.restarted = second();
  if (held ? found : code === 0) return told(`${file}: ${command}`, builds(on).flatMap((build) => build.faults));
  throw new Error([`${file}: ${command}`, code === null ? `did not end, said: ${said}` : said, ...dangling(on.cluster)].join('\n'));
}

function told(place, faults) {
  if (faults.length > 0) throw new Error([place, ...faults].join('\n'));
}

const second = () => Math.floor(Date.now() / 1000);
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
