// What the stand-in for a cluster refuses and what it lets not start, by what is really rendered (deploy/validate/run renders it).
import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { Cluster } from './cluster.mjs';
import { merged } from './patch.mjs';
import { dangling } from './rollout.mjs';

const RENDERED = new URL('../../target/rendered/', import.meta.url);
const manifests = (name) => parseAllDocuments(readFileSync(new URL(`${name}.yaml`, RENDERED), 'utf8')).map((document) => document.toJS());
const SECRET = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'ordersync' }, stringData: Object.fromEntries(
  ['QUARKUS_DATASOURCE_USERNAME', 'QUARKUS_DATASOURCE_PASSWORD', 'SYNC_MASTER_KEY', 'SYNC_ADMIN_USER', 'SYNC_ADMIN_PASSWORD'].map((key) => [key, 'x'])) };

/** A cluster that has taken the rendered overlay dev, each document changed before, and the secret; dev names all that one needs. */
function dev(change = (document) => document, secret = SECRET) {
  const cluster = new Cluster({ namespaces: ['ordersync-dev'] });
  [...manifests('dev').map(change), secret].forEach((one) => cluster.create(cluster.kind(one.kind), 'ordersync-dev', one));
  return cluster;
}
const DEPLOYMENT = manifests('dev').find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'ingest-service');
const changed = (change) => (document) => (document.metadata.name === 'ingest-service' && document.kind === 'Deployment'
  ? change(structuredClone(document)) : document);
const refuses = (title, change, code, message) => test(`refused is ${title}`, () => assert.throws(() => dev(changed(change)),
  (error) => error.status?.code === code && message.test(error.status.message)));
const keepsFromStarting = (title, change, sentence) => test(`what does not start: ${title}`, () => {
  const cluster = dev(changed(change));
  assert.match(dangling(cluster).join('\n'), sentence);
  const { conditions, availableReplicas } = cluster.find('Deployment', 'ordersync-dev', 'ingest-service').status;
  assert.deepEqual([availableReplicas, conditions[1].status, conditions[1].reason], [0, 'False', 'ProgressDeadlineExceeded']);
});
const pod = (change) => (document) => { change(document.spec.template.spec); return document; };

test('the overlay dev starts, and all its references lead somewhere', () => {
  const cluster = dev();
  assert.deepEqual(dangling(cluster), []);
  assert.equal(cluster.list('Pod', 'ordersync-dev').filter(({ status }) => status.phase === 'Running').length, 3);
});
refuses('a kind sent as another one', (one) => ({ ...one, apiVersion: 'apps/v1beta1' }), 400, /apps\/v1beta1\/Deployment was sent as apps\/v1\/Deployment/);
refuses('an unknown field', pod((one) => { one.containers[0].imagePulPolicy = 'Always'; }), 422, /imagePulPolicy: is no known field/);
refuses('a wrong type', (one) => ({ ...one, spec: { ...one.spec, replicas: 'two' } }), 422, /replicas/);
refuses('a missing field', (one) => ({ ...one, spec: { ...one.spec, selector: undefined } }), 422, /selector/);
refuses('a name that is none', (one) => ({ ...one, metadata: { ...one.metadata, name: 'Ingest_Service' } }), 422, /is no name/);
refuses('an object of another namespace', (one) => ({ ...one, metadata: { ...one.metadata, namespace: 'other' } }), 400, /other/);
refuses('a selector that misses the own pods', (one) => { one.spec.template.metadata.labels = {}; return one; }, 422, /does not match the labels/);
refuses('a mount without its volume', pod((one) => { one.volumes = []; }), 422, /there is no volume "tmp"/);
test('refused is an object of a namespace that is not there', () => assert.throws(() => {
  const cluster = new Cluster();
  cluster.create(cluster.kind('Secret'), 'ordersync-dev', SECRET);
}, /namespaces "ordersync-dev" not found/));
test('refused is what is there already', () => assert.throws(() => {
  const cluster = dev();
  cluster.create(cluster.kind('Secret'), 'ordersync-dev', SECRET);
}, (error) => error.status.code === 409));
test('refused is another selector than before', () => assert.throws(() => {
  const cluster = dev();
  cluster.patch(cluster.kind('Deployment'), 'ordersync-dev', 'ingest-service',
    { spec: { selector: { matchLabels: { 'app.kubernetes.io/instance': null } } } }, true);
}, /field is immutable/));
test('a kind of an operator is not there without it', () => assert.equal(new Cluster({ without: ['keda.sh'] }).kind('ScaledObject'), undefined));

keepsFromStarting('an account that is not there', pod((one) => { one.serviceAccountName = 'other'; }), /serviceaccount "other" not found/);
keepsFromStarting('a config map that is not there', pod((one) => { one.containers[0].envFrom[0].configMapRef.name = 'other'; }), /configmap "other" not found/);
keepsFromStarting('a secret that is not there', pod((one) => { one.volumes.push({ name: 'more', secret: { secretName: 'other' } }); }), /secret "other" not found/);
keepsFromStarting('a key that the secret does not have', pod((one) => { delete one.containers[0].env.find(({ name }) => name === 'SYNC_MASTER_KEY_PREVIOUS').valueFrom.secretKeyRef.optional; }),
  /couldn't find key SYNC_MASTER_KEY_PREVIOUS in Secret ordersync/);
keepsFromStarting('a probe of a port that is not there', pod((one) => { one.containers[0].readinessProbe.httpGet.port = 'web'; }), /the port "web"/);
test('two deployments that take each other\'s pods are found', () => assert.match(dangling(dev((one) => {
  const text = JSON.stringify(one);
  return one.kind === 'Deployment' ? JSON.parse(text.replaceAll(/"app.kubernetes.io\/name":"[a-z-]+"/g, '"app.kubernetes.io/name":"all"')) : one;
})).join('\n'), /takes the pods of another/));
test('a service of pods that are not there is found', () => assert.match(dangling(dev((one) => (one.kind === 'Service'
  ? { ...one, spec: { ...one.spec, selector: { app: 'other' } } } : one))).join('\n'), /Service ingest-service: selects no pods/));

test('a patch changes one item of a list and leaves the others', () => {
  const { containers } = DEPLOYMENT.spec.template.spec;
  const { env } = merged({ containers }, { containers: [{ name: 'ingest-service', $setElementOrder: [], env: [{ name: 'SYNC_MASTER_KEY', $patch: 'delete' },
    { name: 'MORE', value: '1' }] }] }, true).containers[0];
  assert.deepEqual(env.map(({ name }) => name), [...containers[0].env.map(({ name }) => name).filter((name) => name !== 'SYNC_MASTER_KEY'), 'MORE']);
});
test('a patch that is not strategic has the list as it is', () =>
  assert.deepEqual(merged({ env: [{ name: 'a' }], kept: 1, gone: 1 }, { env: [{ name: 'b' }], gone: null }, false), { env: [{ name: 'b' }], kept: 1 }));
