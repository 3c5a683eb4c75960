// Checks rendered manifests: required fields, types and unknown fields, by the models of Kubernetes and of two operators.
// Quantities are checked by ManifestsTest (deploy/checks). Usage: node validate.mjs FILE...
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { Deployment } from 'kubernetes-models/apps/v1';
import { ConfigMap, Namespace, Secret, Service, ServiceAccount } from 'kubernetes-models/v1';
import { Ingress, NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { PodMonitor, PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { unknownFields } from './declared.mjs';

const MODELS = new Map(
  [
    ['v1', [ConfigMap, Namespace, Secret, Service, ServiceAccount]],
    ['apps/v1', [Deployment]],
    ['networking.k8s.io/v1', [Ingress, NetworkPolicy]],
    ['policy/v1', [PodDisruptionBudget]],
    ['keda.sh/v1alpha1', [ScaledObject]],
    ['monitoring.coreos.com/v1', [PodMonitor, PrometheusRule]],
  ].flatMap(([version, models]) => models.map((model) => [`${version}/${model.kind ?? model.name}`, model])),
);

// Shapes of what has no strict model: a key with ? may be absent; ANY bears anything, TEXTS a map of texts.
const ANY = Symbol('any');
const TEXTS = Symbol('texts');

// Nobody publishes a model of Strimzi's KafkaTopic: its few fields by hand. Without the namespace that its operator watches
// and the label of its cluster a topic is never made.
const KAFKA_TOPIC = {
  apiVersion: 'string', kind: 'string',
  metadata: { name: 'string', namespace: 'string', labels: { 'strimzi.io/cluster': 'string' }, 'annotations?': TEXTS },
  spec: { topicName: 'string', partitions: 'integer', replicas: 'integer', 'config?': TEXTS },
};

const METADATA = { name: 'string', 'namespace?': 'string', 'labels?': TEXTS, 'annotations?': TEXTS };

// What KEDA knows of a ScaledObject, and the Prometheus operator of its two: their models bear unknown fields silently.
const SCALED_OBJECT = {
  apiVersion: 'string', kind: 'string', metadata: METADATA,
  spec: {
    scaleTargetRef: { name: 'string', 'kind?': 'string', 'apiVersion?': 'string', 'envSourceContainerName?': 'string' },
    'minReplicaCount?': 'integer', 'maxReplicaCount?': 'integer', 'idleReplicaCount?': 'integer',
    'pollingInterval?': 'integer', 'cooldownPeriod?': 'integer', 'initialCooldownPeriod?': 'integer',
    'fallback?': { failureThreshold: 'integer', replicas: 'integer', 'behavior?': 'string' },
    'advanced?': ANY,
    triggers: [{
      type: 'string', metadata: TEXTS, 'name?': 'string', 'metricType?': 'string', 'useCachedMetrics?': 'boolean',
      'authenticationRef?': ANY,
    }],
  },
};

const POD_MONITOR = {
  apiVersion: 'string', kind: 'string', metadata: METADATA,
  spec: {
    selector: { 'matchLabels?': TEXTS, 'matchExpressions?': ANY },
    'namespaceSelector?': { 'any?': 'boolean', 'matchNames?': ['string'] },
    'jobLabel?': 'string', 'podTargetLabels?': ['string'], 'sampleLimit?': 'integer',
    podMetricsEndpoints: [{
      port: 'string', path: 'string', 'scheme?': 'string', 'interval?': 'string', 'scrapeTimeout?': 'string',
      'honorLabels?': 'boolean', 'relabelings?': ANY, 'metricRelabelings?': ANY,
    }],
  },
};
const PROMETHEUS_RULE = {
  apiVersion: 'string', kind: 'string', metadata: METADATA,
  spec: {
    groups: [{
      name: 'string', 'interval?': 'string', 'limit?': 'integer',
      rules: [{
        alert: 'string', expr: 'string', 'for?': 'string', 'keep_firing_for?': 'string', 'labels?': TEXTS, 'annotations?': TEXTS,
      }],
    }],
  },
};
const SHAPES = new Map([[ScaledObject, SCALED_OBJECT], [PodMonitor, POD_MONITOR], [PrometheusRule, PROMETHEUS_RULE]]);

// What each kind of trigger must be told; KEDA's model leaves a trigger's metadata open.
const TRIGGERS = { prometheus: ['serverAddress', 'query', 'threshold'] };

/** All faults of one document, each with the place it is at. */
export function faults(manifest) {
  const kind = `${manifest?.apiVersion}/${manifest?.kind}`;
  if (kind === 'kafka.strimzi.io/v1/KafkaTopic') return shape(manifest, KAFKA_TOPIC, '');
  const Model = MODELS.get(kind);
  if (!Model) return [`${kind}: no model of this kind is known`];
  const found = SHAPES.has(Model)
    ? shape(manifest, SHAPES.get(Model), '')
    : unknownFields(manifest, `kubernetes-models/${kind}.d.ts`);
  if (Model === ScaledObject) found.push(...triggers(manifest));
  if (typeof manifest.metadata?.name !== 'string') found.push('/metadata/name: is missing');
  try {
    new Model(manifest).validate();
  } catch (error) {
    const list = error.errors ?? [];
    found.push(...(list.length ? list.map((e) => `${e.instancePath ?? ''}: ${e.message ?? JSON.stringify(e.params)}`) : [error.message]));
  }
  return found;
}

function triggers(manifest) {
  return (manifest.spec?.triggers ?? []).flatMap((trigger, i) =>
    TRIGGERS[trigger.type] === undefined
      ? [`/spec/triggers/${i}/type: ${trigger.type} is not known here`]
      : TRIGGERS[trigger.type].filter((key) => typeof trigger.metadata?.[key] !== 'string')
          .map((key) => `/spec/triggers/${i}/metadata/${key}: is missing or no text`));
}

/** Compares a value with a shape; see above. */
function shape(value, wanted, path) {
  if (wanted === ANY) return [];
  if (value === undefined) return [`${path}: is missing`];
  if (typeof wanted === 'string') return scalar(value, wanted, path);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(value) || value.length === 0) return [`${path}: must be a list that is not empty`];
    return value.flatMap((item, i) => shape(item, wanted[0], `${path}/${i}`));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path}: must be a map`];
  if (wanted === TEXTS) return Object.entries(value).flatMap(([key, text]) => scalar(text, 'string', `${path}/${key}`));
  const known = Object.entries(wanted).map(([key, inner]) => [key.replace('?', ''), key.endsWith('?'), inner]);
  const names = new Set(known.map(([name]) => name));
  return [
    ...Object.keys(value).filter((key) => !names.has(key)).map((key) => `${path}/${key}: is no known field`),
    ...known.flatMap(([name, optional, inner]) =>
      optional && value[name] === undefined ? [] : shape(value[name], inner, `${path}/${name}`)),
  ];
}

function scalar(value, type, path) {
  const good = type === 'integer' ? Number.isInteger(value) : typeof value === type;
  return good ? [] : [`${path}: must be ${type}`];
}

/** All faults of a file of documents. */
export function faultsOf(text) {
  const documents = parseAllDocuments(text);
  const parsed = documents.flatMap((document) => document.errors.map((error) => `not YAML: ${error.message}`));
  if (parsed.length) return parsed;
  const manifests = documents.map((document) => document.toJS()).filter((manifest) => manifest !== null);
  if (manifests.length === 0) return ['holds no manifest'];
  const names = new Set();
  return manifests.flatMap((manifest) => {
    const name = `${manifest?.kind}/${manifest?.metadata?.name}`;
    const twice = names.has(name) ? [`${name}: is there twice`] : [];
    names.add(name);
    return [...twice, ...faults(manifest).map((fault) => `${name}${fault.startsWith('/') ? ' ' : ': '}${fault}`)];
  });
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  let bad = process.argv.length < 3 ? 1 : 0;
  for (const file of process.argv.slice(2)) {
    const found = faultsOf(readFileSync(file, 'utf8'));
    console.log(`${file}: ${found.length === 0 ? 'good' : `${found.length} fault(s)`}`);
    found.forEach((fault) => console.log(`  ${fault}`));
    bad += found.length;
  }
  process.exit(bad ? 1 : 0);
}
