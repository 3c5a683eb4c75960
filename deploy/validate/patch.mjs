// Changes as kubectl sends them: merge patches (RFC 7386), and Kubernetes' strategic ones, in which lists of maps are merged by
// a key of their items: https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md

/** By which key the items of a list are told apart; a list that is not here is replaced as a whole. */
const KEYS = {
  containers: ['name'], initContainers: ['name'], env: ['name'], volumes: ['name'], volumeMounts: ['mountPath'],
  ports: ['containerPort', 'port'], topologySpreadConstraints: ['topologyKey'], imagePullSecrets: ['name'],
};

/** A value after the change; neither is touched. */
export function merged(old, change, strategic, field) {
  if (Array.isArray(change)) return strategic && KEYS[field] ? items(old ?? [], change, KEYS[field]) : change;
  if (typeof change !== 'object' || change === null) return change;
  if (change.$patch === 'replace') return plain(change);
  const base = typeof old === 'object' && !Array.isArray(old) && old !== null ? old : {};
  const kept = change.$retainKeys ? Object.fromEntries(Object.entries(base).filter(([key]) => change.$retainKeys.includes(key))) : base;
  const changed = Object.entries(plain(change)).map(([key, value]) => [key, merged(base[key], value, strategic, key)]);
  return withoutNulls({ ...kept, ...Object.fromEntries(changed) });
}

function items(old, change, keys) {
  const idOf = (item) => item[keys.find((key) => item[key] !== undefined)];
  const result = new Map(old.map((item) => [idOf(item), item]));
  for (const item of change) {
    if (item.$patch === 'delete') result.delete(idOf(item));
    else result.set(idOf(item), merged(result.get(idOf(item)), item, true));
  }
  return [...result.values()];
}

/** Without what is said to the server and is no field: $patch, $setElementOrder/env, $retainKeys. */
const plain = (map) => Object.fromEntries(Object.entries(map).filter(([key]) => !key.startsWith('$')));

/** A null says that a field is not there. */
export function withoutNulls(value) {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null).map(([key, inner]) => [key, withoutNulls(inner)]));
}
