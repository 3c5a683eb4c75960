// A cluster for checks, in memory: what an API server refuses, and what keeps pods from starting, as far as a manifest alone can
// be wrong about it. It schedules nothing and runs nothing. When a request is refused: a Refusal, whose status is what
// kubectl prints; nothing was changed then.
import { randomUUID } from 'node:crypto';
import { faults } from './validate.mjs';
import { merged, withoutNulls } from './patch.mjs';
import { deploymentStatus, podsOf, selects } from './rollout.mjs';

/** The kinds that a cluster has which runs KEDA, Strimzi and the Prometheus operator: apiVersion, kind, plural. */
export const KINDS = [
  ['v1', 'Namespace', 'namespaces'], ['v1', 'ConfigMap', 'configmaps'], ['v1', 'Secret', 'secrets'], ['v1', 'Service', 'services'],
  ['v1', 'ServiceAccount', 'serviceaccounts'], ['v1', 'Pod', 'pods'], ['apps/v1', 'Deployment', 'deployments'],
  ['networking.k8s.io/v1', 'Ingress', 'ingresses'], ['networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies'],
  ['policy/v1', 'PodDisruptionBudget', 'poddisruptionbudgets'],
  ['keda.sh/v1alpha1', 'ScaledObject', 'scaledobjects'], ['kafka.strimzi.io/v1', 'KafkaTopic', 'kafkatopics'],
  ['monitoring.coreos.com/v1', 'PodMonitor', 'podmonitors'], ['monitoring.coreos.com/v1', 'PrometheusRule', 'prometheusrules'],
  ['monitoring.coreos.com/v1', 'Prometheus', 'prometheuses'],
].map(([apiVersion, kind, plural]) => ({ apiVersion, kind, plural, namespaced: kind !== 'Namespace' }));

export class Refusal extends Error {
  constructor(code, reason, message) {
    super(message);
    this.status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code };
  }
}

export class Cluster {
  #objects = new Map();
  #version = 1;

  /** With namespaces that exist before; without: groups of operators that it does not have, such as keda.sh. */
  constructor({ namespaces = [], without = [] } = {}) {
    this.kinds = KINDS.filter(({ apiVersion }) => !without.includes(apiVersion.split('/')[0]));
    for (const name of ['default', 'kube-system', ...namespaces])
      this.create(this.kind('Namespace'), undefined, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }

  kind(name) { return this.kinds.find(({ kind }) => kind === name); }

  /** All objects of a kind, of one namespace or of all; pods are those of the deployments. */
  list(name, namespace) {
    const inside = ({ metadata }) => namespace === undefined || metadata.namespace === namespace;
    if (name === 'Pod') return this.list('Deployment', namespace).flatMap((deployment) => podsOf(this, deployment));
    const found = [...this.#objects.values()].filter((object) => object.kind === name && inside(object));
    return name === 'Deployment' ? found.map((one) => ({ ...one, status: deploymentStatus(this, one) })) : found;
  }

  find(name, namespace, called) {
    return this.list(name, namespace).find(({ metadata }) => metadata.name === called);
  }

  get(kind, namespace, name) {
    const found = this.find(kind.kind, namespace, name);
    if (found === undefined) throw new Refusal(404, 'NotFound', `${groupResource(kind)} "${name}" not found`);
    return found;
  }

  create(kind, namespace, sent) {
    const object = this.#admitted(kind, namespace, sent);
    const { name } = object.metadata;
    if (this.find(kind.kind, namespace, name) !== undefined)
      throw new Refusal(409, 'AlreadyExists', `${groupResource(kind)} "${name}" already exists`);
    const stored = this.#store({ ...object, metadata: { ...object.metadata, uid: randomUUID(), generation: 1, creationTimestamp: now() } });
    if (kind.kind === 'Namespace')
      this.create(this.kind('ServiceAccount'), name, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } });
    return stored;
  }

  /** A change as kubectl sends it; strategic: lists of maps are merged by their keys. */
  patch(kind, namespace, name, change, strategic) {
    const { status, ...old } = this.get(kind, namespace, name);
    const object = this.#admitted(kind, namespace, merged(old, change, strategic));
    if (kind.kind === 'Deployment' && !same(old.spec.selector, object.spec.selector))
      throw new Refusal(422, 'Invalid', `${groupResource(kind)} "${name}" is invalid: spec.selector: field is immutable`);
    if (!same(old.spec, object.spec)) object.metadata.generation += 1;
    return this.#store(object);
  }

  /** What is sent, as it is stored; refused where a strict server would. */
  #admitted(kind, namespace, sent) {
    const object = withoutNulls(sent);
    const name = object.metadata?.name;
    const refuse = (found) => { throw new Refusal(422, 'Invalid', `${groupResource(kind)} "${name}" is invalid: ${found}`); };
    if (object.kind !== kind.kind || object.apiVersion !== kind.apiVersion)
      throw new Refusal(400, 'BadRequest', `${object.apiVersion}/${object.kind} was sent as ${kind.apiVersion}/${kind.kind}`);
    if (kind.namespaced && !this.find('Namespace', undefined, namespace))
      throw new Refusal(404, 'NotFound', `namespaces "${namespace}" not found`);
    if (kind.namespaced && (object.metadata.namespace ?? namespace) !== namespace)
      throw new Refusal(400, 'BadRequest', `the namespace of the object (${object.metadata.namespace}) is not that of the request (${namespace})`);
    if (kind.namespaced) object.metadata.namespace = namespace;
    const { uid, generation, creationTimestamp, resourceVersion, ...written } = object.metadata;
    const wrong = faults({ ...object, metadata: written });
    const found = wrong.length > 0 ? wrong : contradictions(object);
    if (found.length > 0) refuse(found.join(', '));
    if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name)) refuse('metadata.name: is no name');
    const { stringData, ...rest } = object;
    return stringData === undefined ? rest : { ...rest, data: { ...rest.data, ...base64(stringData) } };
  }

  #store(object) {
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(++this.#version) } };
    this.#objects.set([stored.kind, stored.metadata.namespace, stored.metadata.name].join('/'), stored);
    return this.find(stored.kind, stored.metadata.namespace, stored.metadata.name);
  }

  get version() { return String(this.#version); }
}

/** What no single field shows and a server refuses all the same. */
function contradictions({ kind, spec }) {
  if (kind !== 'Deployment') return [];
  const { metadata, spec: pod } = spec.template;
  const volumes = new Set((pod.volumes ?? []).map(({ name }) => name));
  return [
    ...(selects(spec.selector, metadata?.labels) ? [] : ['spec.selector: does not match the labels of the template']),
    ...pod.containers.flatMap((container) => container.volumeMounts ?? []).filter(({ name }) => !volumes.has(name))
      .map(({ name }) => `volumeMounts: there is no volume "${name}"`),
  ];
}

const groupResource = ({ apiVersion, plural }) => (apiVersion.includes('/') ? `${plural}.${apiVersion.split('/')[0]}` : plural);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const now = () => new Date().toISOString().replace(/\.\d+Z$/, 'Z');
const base64 = (texts) => Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, Buffer.from(text).toString('base64')]));
