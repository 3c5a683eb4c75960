// What a cluster makes of its objects after it has taken them: pods that start or do not, and references that lead nowhere.

/** Whether a selector of labels, as most kinds have it, takes these; one without labels takes all. */
export const selects = ({ matchLabels = {} }, labels = {}) =>
  Object.entries(matchLabels).every(([key, value]) => labels[key] === value);

/** Why the pods of a deployment would not start, a sentence each. */
export function hindrances(cluster, { metadata: { namespace }, spec: { template: { spec: pod } } }) {
  const find = (kind, name) => cluster.find(kind, namespace, name);
  const account = pod.serviceAccountName ?? 'default';
  const containers = [...(pod.initContainers ?? []), ...pod.containers];
  return [
    ...(find('ServiceAccount', account) ? [] : [`serviceaccount "${account}" not found`]),
    ...containers.flatMap(({ envFrom = [] }) => envFrom).flatMap(({ configMapRef, secretRef }) =>
      [...lacks(find, 'ConfigMap', configMapRef), ...lacks(find, 'Secret', secretRef)]),
    ...containers.flatMap(({ env = [] }) => env).flatMap(({ valueFrom = {} }) =>
      [...lacks(find, 'ConfigMap', valueFrom.configMapKeyRef), ...lacks(find, 'Secret', valueFrom.secretKeyRef)]),
    ...(pod.volumes ?? []).flatMap(({ configMap, secret }) => [configMap, secret && { ...secret, name: secret.secretName }]
      .flatMap((volume, i) => [undefined, ...(volume?.items ?? [])].flatMap((item) =>
        lacks(find, ['ConfigMap', 'Secret'][i], volume && { ...volume, key: item?.key })))),
    ...containers.flatMap(unknownPorts),
  ];
}

/** What a reference to an object, or to a key of it, does not find. */
function lacks(find, kind, reference) {
  if (reference === undefined || reference.optional) return [];
  const { name, key } = reference;
  const found = find(kind, name);
  if (found === undefined) return [`${kind.toLowerCase()} "${name}" not found`];
  return key === undefined || found.data?.[key] !== undefined ? [] : [`couldn't find key ${key} in ${kind} ${name}`];
}

const unknownPorts = ({ name, ports = [], startupProbe, livenessProbe, readinessProbe }) =>
  [startupProbe, livenessProbe, readinessProbe].map((probe) => probe?.httpGet?.port)
    .filter((port) => typeof port === 'string' && !ports.some((one) => one.name === port))
    .map((port) => `container ${name}: a probe asks the port "${port}", which it does not have`);

/** The status as it is long after the last change: all replicas are there, or none and the deadline is over. */
export function deploymentStatus(cluster, deployment) {
  const { metadata, spec } = deployment;
  const replicas = spec.replicas ?? 1;
  const found = hindrances(cluster, deployment);
  const started = found.length === 0 ? replicas : 0;
  const condition = (type, reason) => ({ type, status: found.length === 0 ? 'True' : 'False', reason, message: found.join('; ') });
  return {
    observedGeneration: metadata.generation, replicas, updatedReplicas: replicas, readyReplicas: started, availableReplicas: started,
    ...(started < replicas ? { unavailableReplicas: replicas - started } : {}),
    conditions: [condition('Available', 'MinimumReplicas'),
      condition('Progressing', found.length === 0 ? 'NewReplicaSetAvailable' : 'ProgressDeadlineExceeded')],
  };
}

export function podsOf(cluster, { metadata: { name, namespace, uid }, spec, status }) {
  const running = status.availableReplicas === status.replicas;
  return Array.from({ length: status.replicas }, (_, i) => ({
    apiVersion: 'v1', kind: 'Pod',
    metadata: { name: `${name}-${i}`, namespace, uid: `${uid}-${i}`, labels: spec.template.metadata.labels },
    spec: spec.template.spec,
    status: { phase: running ? 'Running' : 'Pending', conditions: [{ type: 'Ready', status: running ? 'True' : 'False' }] },
  }));
}

/** References between the objects that a server takes and that lead nowhere, and deployments that take each other's pods. */
export function dangling(cluster) {
  const told = (object, sentences) => sentences.map((sentence) => `${object.kind} ${object.metadata.name}: ${sentence}`);
  const each = (kind, look) => cluster.list(kind).flatMap((object) => told(object, look(object)));
  const templates = (namespace) => cluster.list('Deployment', namespace).map(({ spec }) => spec.template);
  const taken = (namespace, selector) => templates(namespace).filter(({ metadata }) => selects(selector, metadata.labels));
  const nobody = (namespace, selector) => (taken(namespace, selector).length === 0 ? ['selects no pods'] : []);
  return [
    ...each('Deployment', (deployment) => hindrances(cluster, deployment)),
    ...each('Deployment', ({ metadata, spec }) => (taken(metadata.namespace, spec.selector).length > 1 ? ['takes the pods of another'] : [])),
    ...each('Service', ({ metadata, spec }) => {
      const pods = taken(metadata.namespace, { matchLabels: spec.selector });
      const ports = pods.flatMap((pod) => pod.spec.containers.flatMap((container) => container.ports ?? []));
      return pods.length === 0 ? ['selects no pods'] : spec.ports
        .filter(({ targetPort }) => typeof targetPort === 'string' && !ports.some(({ name }) => name === targetPort))
        .map(({ targetPort }) => `its pods have no port "${targetPort}"`);
    }),
    ...each('Ingress', ({ metadata, spec }) => [
      ...(spec.tls ?? []).filter(({ secretName }) => cluster.find('Secret', metadata.namespace, secretName)?.type !== 'kubernetes.io/tls')
        .map(({ secretName }) => `there is no certificate "${secretName}"`),
      ...spec.rules.flatMap(({ http }) => http.paths).map(({ backend }) => backend.service)
        .filter(({ name, port }) => !cluster.find('Service', metadata.namespace, name)?.spec.ports
          .some((one) => one.name === port.name || one.port === port.number))
        .map(({ name }) => `there is no such port of the service "${name}"`),
    ]),
    ...each('PodDisruptionBudget', ({ metadata, spec }) => nobody(metadata.namespace, spec.selector)),
    ...each('NetworkPolicy', ({ metadata, spec }) => nobody(metadata.namespace, spec.podSelector)),
    ...each('PodMonitor', ({ metadata, spec }) => nobody(metadata.namespace, spec.selector)),
    ...each('ScaledObject', ({ metadata, spec }) => (cluster.find('Deployment', metadata.namespace, spec.scaleTargetRef.name) ? []
      : [`there is no deployment "${spec.scaleTargetRef.name}"`])),
  ];
}
