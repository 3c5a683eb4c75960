// What the reader of a walk has, in the place of what the files have: as written, as it is here, how often a file says it.

const SETTINGS = [
  ['registry.example.com/ordersync/', 'registry.shop.test/sync/', 3],
  ['kafka-kafka-bootstrap.kafka:9092', 'events-kafka-bootstrap.streaming:9092', 1],
  ['postgres.database:5432/ordersync', 'pg.data:5432/sync', 1],
];
export const HOST = ['sync.example.com', 'orders.shop.test'];
export const PRODUCTION = [
  ...SETTINGS, [...HOST, 3], ['value: nginx', 'value: haproxy', 1], ['prometheus-operated.monitoring', 'prometheus.watch', 1],
  ['kube-prometheus-stack', 'watch', 1],
];
export const STORES = [['abc123:', 'k9x2y:', 1], ['ABC123', 'K9X2Y', 2], ['My shop', 'Lamps', 1]];
export const DEDICATED = [...SETTINGS, [...HOST, 1], ['nameSuffix: -abc123', 'nameSuffix: -k9x2y', 1], ['instance: abc123', 'instance: k9x2y', 1],
  ['SYNC_STORES=abc123', 'SYNC_STORES=k9x2y', 1]];
export const TOPICS = [['namespace: kafka', 'namespace: streaming', 1], ['cluster: kafka', 'cluster: events', 1]];
export const TYPED = [SETTINGS[0], HOST, ['ABC123', 'K9X2Y'], ['abc123', 'k9x2y'], ['-n kafka ', '-n streaming '],
  ['sleep 90', 'sleep 0'], // the stand-in's replicas are gone at once
  ['forward svc/ingest-service 8080', 'forward svc/ingest-service :8080']]; // on this machine 8080 may be taken
