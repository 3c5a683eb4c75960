// Each promise, broken once in what was really rendered (deploy/validate/run renders it first).
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { faults, texts } from './promises.mjs';

const REAL = texts(new URL('../../target/rendered', import.meta.url).pathname);

const finds = (name, file, from, to, fault) => test(name, () => {
  assert.ok(REAL[file].includes(from), `the plant has no ground: ${from}`);
  assert.match(faults({ ...REAL, [file]: REAL[file].replaceAll(from, to) }).join('\n'), fault);
});

test('what is rendered keeps all promises', () => assert.deepEqual(faults(REAL), []));
finds('a dedicated replica that does not read its store is found',
  'dedicated-store-example', 'SYNC_STORES: abc123', 'SYNC_STORES: set-me', /mapping-service reads SYNC_STORES set-me/);
finds('a dedicated replica of another image is found',
  'dedicated-store-example', 'registry.example.com/', 'other.example.com/', /another image/);
finds('a dedicated replica with another broker is found',
  'dedicated-store-example', 'kafka-kafka-bootstrap.kafka:9092', 'kafka-kafka-bootstrap:9092', /another KAFKA_BOOTSTRAP_SERVERS/);
finds('a dedicated replica with another address is found',
  'dedicated-store-example', 'SYNC_PUBLIC_URL: https://sync.example.com', 'SYNC_PUBLIC_URL: https://other', /another SYNC_PUBLIC_URL/);
finds('topics in another namespace than the broker are found',
  'topics', 'namespace: kafka', 'namespace: ordersync', /sync.commands is for kafka-kafka-bootstrap.ordersync:/);
finds('topics of another cluster than the broker are found',
  'topics', 'strimzi.io/cluster: kafka', 'strimzi.io/cluster: other', /sync.commands is for other-kafka-bootstrap.kafka:/);
test('topics among the services are found', () => assert.match(
  faults({ ...REAL, production: `${REAL.production}---\n${REAL.topics}` }).join('\n'), /production: holds topics/));
finds('an alert that is not in the production is found', 'production', 'sync_work_leased) == 0', 'sync_work_leased) == 1', /its alerts are not/);
finds('an alert that is only in the production is found', 'alerts', '> 900', '> 901', /its alerts are not/);
finds('pods that no monitor selects are found',
  'production', '  selector:\n    matchLabels:\n      app.kubernetes.io/part-of', '  selector:\n    matchLabels:\n      part-of', /no PodMonitor scrapes ingest-service$/m);
finds('a monitor of a port that is not there is found', 'production', 'port: http\n  selector', 'port: web\n  selector', /no PodMonitor/);
finds('a dedicated replica that no monitor selects is found',
  'dedicated-store-example', 'app.kubernetes.io/part-of: ordersync', 'app.kubernetes.io/part-of: other', /no PodMonitor scrapes ingest-service-abc123/);
test('autoscaling that asks two Prometheus is found', () => assert.match(faults({ ...REAL,
  production: REAL.production.replace('http://prometheus-operated.monitoring.svc:9090', 'http://other:9090') }).join('\n'), /autoscaling asks http:\/\/other/));
finds('an ingress without a class is found', 'production', '  ingressClassName: nginx\n', '', /no class/);
finds('an ingress for another host than the platforms are told is found',
  'production', 'host: sync.example.com', 'host: old.example.com', /the ingress is for old/);
finds('a certificate for another host than the platforms are told is found',
  'production', '- sync.example.com', '- old.example.com', /the ingress is for old/);
finds('name resolution from one namespace alone is found',
  'production', '  - ports:\n    - port: 53\n', '  - to:\n    - namespaceSelector: {}\n    ports:\n    - port: 53\n', /on 53\/UDP/);
finds('name resolution without TCP is found', 'production', '- port: 5353\n      protocol: TCP', '- port: 5353\n      protocol: UDP', /on 5353\/TCP/);
finds('a replica that ends before its Service knows is found', 'production', 'seconds: 5\n', 'seconds: 1\n', /ingest-service ends before/);
finds('a pod that is killed before it has ended is found',
  'production', 'terminationGracePeriodSeconds: 90', 'terminationGracePeriodSeconds: 60', /ingest-service is killed before/);
finds('a container that is killed before it has ended is found',
  'compose', 'stop_grace_period: 90s', 'stop_grace_period: 60s', /compose: ingest-service is killed before/);
finds('a documented variable that compose does not hand on is found',
  'compose', '      SYNC_MASTER_KEY_PREVIOUS: ${SYNC_MASTER_KEY_PREVIOUS:-}\n', '', /SYNC_MASTER_KEY_PREVIOUS is documented, but not handed on/);
finds('a number that compose would leave empty is found', 'compose', 'RAW_DAYS:-90}', 'RAW_DAYS:-}', /an empty SYNC_INGEST_RAW_DAYS is no value/);
finds('a variable that the example leaves out is found', 'example', '#SYNC_USERS_FILE=', '', /SYNC_USERS_FILE is not shown/);
finds('a variable that nobody reads is found', 'example', '#SYNC_USERS_FILE=', '#SYNC_USERS=', /nobody reads SYNC_USERS$/m);
finds('a formula of connections that the pools do not bear out is found', 'docs', '24 × ingest', '16 × ingest', /the pools hold 24, 20, 20/);
finds('a wrong sum of connections is found', 'docs', '| 2 | 2 | 2 | 128 |', '| 2 | 2 | 2 | 112 |', /two of each may open 128/);
finds('autoscaling beyond the documented replicas is found', 'production', 'maxReplicaCount: 10', 'maxReplicaCount: 20', /may start 6, 20, 6/);
