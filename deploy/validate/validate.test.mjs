// Each kind of fault that the validation promises to find, planted once.
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { faultsOf } from './validate.mjs';

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: one
spec:
  replicas: 2
  selector:
    matchLabels: {app: one}
  template:
    metadata:
      labels: {app: one}
    spec:
      containers:
        - name: one
          image: one:1
          resources: {requests: {cpu: 100m}}
`;
const SCALED = `
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  name: one
spec:
  scaleTargetRef: {name: one}
  maxReplicaCount: 3
  triggers:
    - type: prometheus
      metadata: {serverAddress: "http://p", query: "up", threshold: "8"}
`;
const TOPIC = `
apiVersion: kafka.strimzi.io/v1
kind: KafkaTopic
metadata: {name: t, namespace: kafka, labels: {strimzi.io/cluster: kafka}}
spec: {topicName: t, partitions: 12, replicas: 3, config: {cleanup.policy: compact}}
`;
const MONITOR = `
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: one}
spec:
  selector: {matchLabels: {app: one}}
  podMetricsEndpoints: [{port: http, path: /q/metrics, interval: 15s}]
`;
const RULE = `
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: one}
spec:
  groups:
    - name: one
      rules: [{alert: One, expr: up == 0, for: 5m, labels: {severity: warning}}]
`;

const planted = (text, from, to) => {
  assert.ok(text.includes(from), `the plant has no ground: ${from}`);
  return faultsOf(text.replace(from, to));
};
const finds = (name, text, from, to, place) =>
  test(name, () => assert.match(planted(text, from, to).join('\n'), place));

test('what is right has no fault', () => {
  assert.deepEqual(faultsOf([DEPLOYMENT, SCALED, TOPIC, MONITOR, RULE].join('---')), []);
});
finds('a wrong type is found', DEPLOYMENT, 'replicas: 2', 'replicas: "two"', /replicas/);
finds('a missing required field is found', DEPLOYMENT, '  selector:\n    matchLabels: {app: one}\n', '', /selector/);
finds('a misspelt required field is found', DEPLOYMENT, 'template:', 'templat:', /template/);
finds('a misspelt field of a container is found', DEPLOYMENT, 'image: one:1', 'image: one:1\n          imagePulPolicy: Always', /containers\/0\/imagePulPolicy: is no known/);
finds('a misspelt field of the metadata is found', DEPLOYMENT, 'labels: {app: one}', 'label: {app: one}', /template\/metadata\/label: is no known/);
finds('a misspelt field of resources is found', DEPLOYMENT, 'requests: {', 'request: {', /resources\/request: is no known/);
finds('a container without a name is found', DEPLOYMENT, '- name: one\n          image', '- image', /containers\/0/);
finds('a manifest without a name is found', DEPLOYMENT, 'metadata:\n  name: one', 'metadata: {}', /metadata\/name/);
finds('an unknown kind is found', DEPLOYMENT, 'kind: Deployment', 'kind: Deploiment', /no model/);
finds('a version that does not exist is found', DEPLOYMENT, 'apps/v1', 'apps/v9', /no model/);
finds('a misspelt field of a ScaledObject is found', SCALED, 'maxReplicaCount', 'maxReplicas', /maxReplicas: is no known/);
finds('a ScaledObject without its target is found', SCALED, 'scaleTargetRef', 'scaleTargtRef', /scaleTargetRef/);
finds('a wrong type in a ScaledObject is found', SCALED, 'maxReplicaCount: 3', 'maxReplicaCount: three', /maxReplicaCount/);
finds('a number where a trigger wants text is found', SCALED, 'threshold: "8"', 'threshold: 8', /threshold/);
finds('a trigger without its query is found', SCALED, 'query: "up", ', '', /query: is missing/);
finds('a misspelt field of a topic is found', TOPIC, 'partitions', 'partition', /partition: is no known/);
finds('a version that Strimzi 1.0 has no more is found', TOPIC, 'strimzi.io/v1', 'strimzi.io/v1beta2', /no model/);
finds('a topic of no cluster is found', TOPIC, 'strimzi.io/cluster: kafka', 'cluster: kafka', /strimzi.io\/cluster: is missing/);
finds('a topic in no namespace is found', TOPIC, 'namespace: kafka, ', '', /namespace: is missing/);
finds('a number where a topic wants text is found', TOPIC, 'cleanup.policy: compact', 'retention.ms: 7', /retention.ms/);
finds('a misspelt field of a PodMonitor is found', MONITOR, 'podMetricsEndpoints', 'podMetricsEndpoint', /podMetricsEndpoint: is no known/);
finds('a misspelt field of an endpoint is found', MONITOR, 'path:', 'paht:', /paht: is no known/);
finds('a PodMonitor without a selector is found', MONITOR, '  selector: {matchLabels: {app: one}}\n', '', /selector/);
finds('an interval that is none is found', MONITOR, 'interval: 15s', 'interval: often', /interval/);
finds('a misspelt field of a rule is found', RULE, 'for:', 'fro:', /fro: is no known/);
finds('a rule without an expression is found', RULE, 'expr: up == 0, ', '', /expr: is missing/);
finds('a duration that is none is found', RULE, 'for: 5m', 'for: long', /for/);
finds('a version of rules that does not exist is found', RULE, 'coreos.com/v1', 'coreos.com/v2', /no model/);
test('the same name twice is found', () => assert.match(faultsOf(`${TOPIC}---${TOPIC}`).join(), /there twice/));
test('an empty rendering is found', () => assert.deepEqual(faultsOf('---\n'), ['holds no manifest']));
test('what is no YAML is found', () => assert.match(faultsOf('a: [').join(), /not YAML/));
