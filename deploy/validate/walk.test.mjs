// Faults of the README, the docs and the overlays, each planted once in the copy that is walked through.
import { strict as assert } from 'node:assert';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { build } from './docker.mjs';
import { walk } from './walk.mjs';

const PRODUCTION = 'deploy/kubernetes/overlays/production/kustomization.yaml';
const TLS = 'kubectl -n ordersync create secret tls ordersync-tls --cert=sync.example.com.crt --key=sync.example.com.key\n';

const planted = (...plants) => (copy) => plants.forEach(([name, from, to]) => {
  const file = join(copy, name);
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from), `the plant has no ground: ${from}`);
  writeFileSync(file, text.replace(from, to));
});
const finds = (title, name, from, to, fault) =>
  test(title, () => assert.rejects(walk({ plant: planted([name, from, to]) }), fault));

describe('a walk', { concurrency: 2 }, () => {
  finds('finds a misspelt key of the secret', 'README.md', '--from-literal=SYNC_MASTER_KEY=', '--from-literal=SYNC_MASTERKEY=',
    /README.md: .*rollout status[^]*deadline[^]*Deployment ingest-service: couldn't find key SYNC_MASTER_KEY in Secret ordersync/);
  finds('finds that a namespace is not made', 'README.md', 'kubectl create namespace ordersync\n', '',
    /create secret generic ordersync [^]*namespaces "ordersync" not found/);
  finds('finds a build argument that nobody reads', 'README.md', '--build-arg PORT=', '--build-arg PROT=',
    /docker build[^]*knows no build argument PROT in service/);
  finds('finds a port that the service does not have', 'README.md', 'svc/ingest-service 8080', 'svc/ingest-service 8090', /port-forward[^]*8090/);
  finds('finds a host name in a place that no reader is told of', PRODUCTION, '        value: nginx', '        value: sync.example.com',
    /sync.example.com in 4 places, a reader is told of 3/);
  finds('finds a field that is none', 'deploy/kubernetes/base/ingest-service.yaml', 'startupProbe:', 'startProbe:', /startProbe: is no known field/);
  finds('finds a deployment of another name in the docs', 'docs/operations.md', 'scale deployment mapping-service --replicas=2',
    'scale deployment mapping --replicas=2', /docs\/operations.md: .*\n.*"mapping" not found/);
  finds('finds that a former key stays', 'docs/operations.md', "{\"data\":{\"SYNC_MASTER_KEY_PREVIOUS\":null}}", "{\"data\":{\"SYNC_MASTER_KEYPREVIOUS\":null}}",
    /SYNC_MASTER_KEY_PREVIOUS is still there/);
  test('goes through on a cluster without operators, once their components are left out', async () =>
    assert.ok(await walk({ without: ['kafka.strimzi.io', 'keda.sh', 'monitoring.coreos.com'] }) > 8));

  // what kubectl takes and what no command says: found at the end of one walk, all together
  const end = walk({ plant: planted(
    ['README.md', 'mapping:8081', 'mapping:8082'], ['README.md', 'fulfillment:8082', 'ingest:8080'], ['README.md', '"$SYNC_MASTER_KEY"', "'$SYNC_MASTER_KEY'"],
    ['README.md', 'ABC123_KATANA_KEY=', 'ABC123_KATANA_TOKEN='], ['README.md', TLS, ''],
    ['deploy/kubernetes/components/ingress/ingress.yaml', 'metadata:\n', 'metadata:\n  annotations: {address: sync.example.com}\n']) })
    .then(() => '', (error) => error.message);
  const ends = (title, fault) => test(`finds ${title}`, async () => assert.match(await end, fault));
  ends('a port that is not the container\'s', /mapping-service:0.1.0 is mapping-service on 8082, not mapping-service on 8081/);
  ends('an image that nobody built', /nobody built .*fulfillment-service/);
  ends('a key that is not expanded', /the secret's SYNC_MASTER_KEY is no value/);
  ends('a credential that the file of stores names otherwise', /ordersync-stores lacks K9X2Y_KATANA_KEY/);
  ends('that the certificate is not made', /Ingress ordersync-webhooks: there is no certificate "ordersync-tls"/);
  ends('an address that only a component has', /Ingress ordersync-webhooks still has sync.example.com/);
});

const FILE = 'ARG BASE=jre\nFROM ${BASE} AS other\nFROM ${BASE} AS service\nARG SERVICE\nARG PORT=8080\n';
const builds = (...args) => build(['build', ...args, '.'], () => FILE, (path) => ['Dockerfile', 'a-service/pom.xml'].includes(path)).faults.join();
const GOOD = ['--build-arg', 'SERVICE=a-service', '-t', 'host/a:1'];
test('an image as the Dockerfile makes it has no fault', () => assert.equal(builds(...GOOD, '--build-arg', 'BASE=x'), ''));
test('a build of a stage that is not there is found', () => assert.match(builds(...GOOD, '--target', 'servce'), /no stage servce/));
test('a build without its service is found', () => assert.match(builds('-t', 'host/a:1'), /wants the build argument SERVICE/));
test('a build of a service that is not there is found', () => assert.match(builds('--build-arg', 'SERVICE=b', '-t', 'host/a:1'), /no service b/));
test('an image without a version is found', () => assert.match(builds('--build-arg', 'SERVICE=a-service', '-t', 'host/a'), /no name of an image/));
test('an option that docker does not have is found', () => assert.match(builds(...GOOD, '--taget', 'service'), /--taget/));
